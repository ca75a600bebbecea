// Character references: HTML Standard, 13.2.5.72 to 13.2.5.84.
#include "extractor/html_token.h"

#include "base/byte.h"
#include "base/encoding.h"

// The name in place: pointers would have to be relocated, page by page, at each start.
struct reference {
    char name[32];
    uint32_t first, second;
    bool is_old; // may stand without semicolon
};

static const struct reference references[] = {
#define NEW(name, first, second) {name, first, second, false},
#define OLD(name, first, second) {name, first, second, true},
#include "extractor/html_references.def"
#undef NEW
#undef OLD
};

enum {
    REFERENCE_COUNT = sizeof references / sizeof *references,
    LONGEST_NAME = sizeof references[0].name - 1,
    LONGEST_OLD_NAME = 6,
    REPLACEMENT = 0xFFFD
};

// Numbers 0x80 to 0x9F mean what windows-1252 has there.
static uint32_t number_meaning(uint32_t number)
{
    if (number == 0 || number > 0x10FFFF || (number >= 0xD800 && number <= 0xDFFF))
        return REPLACEMENT;
    return number >= 0x80 && number <= 0x9F ? encoding_windows_1252[number - 0x80] : number;
}

static size_t read_number(struct str text, size_t *at, uint32_t points[2])
{
    size_t next = *at + 1;
    bool is_hex = next < text.len && (text.at[next] == 'x' || text.at[next] == 'X');
    uint32_t base = is_hex ? 16 : 10, number = 0;
    next += is_hex;
    size_t start = next;
    for (; next < text.len && (is_hex ? byte_hex(text.at[next]) >= 0 : byte_is_digit(text.at[next])); next++)
        number = number > 0x10FFFF ? number : number * base + (uint32_t)byte_hex(text.at[next]);
    if (next == start)
        return 0;
    *at = next + (next < text.len && text.at[next] == ';');
    points[0] = number_meaning(number);
    return 1;
}

static const struct reference *reference_find(struct str name)
{
    size_t low = 0, high = REFERENCE_COUNT;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = strncmp(references[middle].name, name.at, name.len);
        if (order == 0 && references[middle].name[name.len] == '\0')
            return &references[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

// The longest name at the front of `run` that may stand without semicolon.
static const struct reference *find_old(struct str run, size_t *len)
{
    for (*len = run.len < LONGEST_OLD_NAME ? run.len : LONGEST_OLD_NAME; *len > 1; --*len) {
        const struct reference *found = reference_find(str_slice(run, 0, *len));
        if (found && found->is_old)
            return found;
    }
    return NULL;
}

size_t html_reference(struct str text, size_t *at, bool in_attribute, uint32_t points[2])
{
    if (*at < text.len && text.at[*at] == '#')
        return read_number(text, at, points);
    size_t end = *at;
    while (end < text.len && end - *at <= LONGEST_NAME && byte_is_alphanumeric(text.at[end]))
        end++;
    struct str run = str_slice(text, *at, end);
    const struct reference *found = NULL;
    if (end < text.len && text.at[end] == ';' && (found = reference_find(run)) != NULL) {
        *at = end + 1;
    } else {
        size_t len;
        found = find_old(run, &len);
        if (!found)
            return 0;
        end = *at + len;
        // `?a=b&copy=c`: in a URL this is no reference.
        if (in_attribute && end < text.len && (text.at[end] == '=' || byte_is_alphanumeric(text.at[end])))
            return 0;
        *at = end;
    }
    points[0] = found->first;
    points[1] = found->second;
    return found->second ? 2 : 1;
}
