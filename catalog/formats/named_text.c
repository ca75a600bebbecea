#include "catalog/formats/named_text.h"
#include "base/utf.h"

#include "catalog/formats/json_text.h"

#include <stdint.h>

// ---- escapes

static const char escaped_bytes[] = "\a\b\f\n\r\t\v\"\\", escape_letters[] = "abfnrtv\"\\";

void c_escape(struct str text, struct buf *out)
{
    size_t copied = 0;
    for (size_t at = 0; at < text.len; at++) {
        unsigned char byte = (unsigned char)text.at[at];
        if (byte == 0 || (byte >= 0x20 && byte != '"' && byte != '\\'))
            continue;
        const char *found = strchr(escaped_bytes, byte);
        if (!found && byte != '\x04') // gettext's separator of contexts
            continue;
        buf_add(out, str_slice(text, copied, at));
        if (found)
            buf_print(out, "\\%c", escape_letters[found - escaped_bytes]);
        else
            buf_text(out, "\\004");
        copied = at + 1;
    }
    buf_add(out, str_from(text, copied));
}

static unsigned digit_of(char c)
{
    if (c >= '0' && c <= '9')
        return (unsigned)(c - '0');
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? (unsigned)(c - 'a' + 10) : 16;
}

// Digits of a byte in base 8 (at most three) or 16 (as many as there are, as in C).
static bool unescape_number(struct str text, size_t *at, unsigned base, size_t most, struct buf *out)
{
    unsigned value = 0;
    size_t start = *at;
    while (*at < text.len && *at - start < most && digit_of(text.at[*at]) < base)
        value = (value * base + digit_of(text.at[(*at)++])) & 0xff;
    buf_byte(out, (char)value);
    return *at > start;
}

bool c_unescape(struct str text, size_t *at, struct buf *out)
{
    size_t start = *at + 1;
    if (start >= text.len)
        return false;
    char letter = text.at[start];
    const char *found = letter ? strchr(escape_letters, letter) : NULL;
    *at = start + 1;
    if (found)
        buf_byte(out, escaped_bytes[found - escape_letters]);
    else if (letter == 'x')
        return unescape_number(text, at, 16, SIZE_MAX, out);
    else if (digit_of(letter) < 8)
        return *at = start, unescape_number(text, at, 8, 3, out);
    return found != NULL;
}

// ---- words

static bool holds_any(struct str text, const char *bytes)
{
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.at[i] < 0x20 || text.at[i] == 0x7f || (*bytes && strchr(bytes, text.at[i])))
            return true;
    return false;
}

void named_word_print(struct str word, const char *stops, struct buf *out)
{
    bool is_bare = str_equal(str_trim(word), word) && !str_starts(word, STR("\"")) && !holds_any(word, stops);
    if (is_bare && (word.len || !*stops)) {
        buf_add(out, word);
        return;
    }
    buf_byte(out, '"');
    c_escape(word, out);
    buf_byte(out, '"');
}

static bool read_quoted(struct str text, size_t *at, struct arena *arena, struct str *out)
{
    struct buf value = {0};
    bool good = true;
    for (++*at; good && *at < text.len && text.at[*at] != '"';)
        if (text.at[*at] == '\\')
            good = c_unescape(text, at, &value);
        else
            buf_byte(&value, text.at[(*at)++]);
    *out = buf_finish(&value, arena);
    return good && (*at)++ < text.len && utf_first_invalid(*out) == STR_NONE;
}

bool named_word_read(struct str text, size_t *at, const char *stops, struct arena *arena, struct str *out)
{
    if (*at < text.len && text.at[*at] == '"')
        return read_quoted(text, at, arena, out);
    size_t start = *at;
    while (*at < text.len && !(text.at[*at] && strchr(stops, text.at[*at])))
        ++*at;
    *out = str_trim(str_slice(text, start, *at));
    return true;
}

// ---- codes

static struct str identity_of(const struct part *part, struct arena *arena)
{
    char kind[] = {(char)('0' + part_kind(part)), 0};
    return arena_join(arena, (struct str[]){str_of(kind), part_name(part), STR("\xff"), part->text}, 4);
}

static uintptr_t number_in(const struct map *map, struct str key)
{
    return (uintptr_t)map_get(map, key);
}

static void add_code(struct named_codes *codes, struct str key, const struct part *part, struct arena *arena)
{
    *list_push(&codes->list, arena) = (struct named_code){key, *part};
    void *number = (void *)(uintptr_t)codes->list.count;
    map_set(&codes->by_part, identity_of(part, arena), number, arena);
    map_set(&codes->by_key, json_text_key_of(part_kind(part), key, arena), number, arena);
}

// The part's own name, unless texts cannot show it or another one has it: then one with a number.
static struct str free_key(const struct named_codes *codes, const struct part *part, struct arena *arena)
{
    bool is_shown = json_text_is_name(part_name(part));
    struct str stem = is_shown ? part_name(part) : STR("x"), key = stem;
    for (size_t number = codes->list.count + 1;
         number_in(&codes->by_key, json_text_key_of(part_kind(part), key, arena)); number++)
        key = arena_print(arena, STR_FORMAT "-%zu", STR_ARG(stem), number);
    return key;
}

void named_codes_add(struct named_codes *codes, const struct pattern *pattern, struct arena *arena)
{
    for (size_t i = 0; i < pattern->parts.count; i++) {
        const struct part *part = &pattern->parts.at[i];
        if (part_kind(part) != PART_TEXT && !number_in(&codes->by_part, identity_of(part, arena)))
            add_code(codes, free_key(codes, part, arena), part, arena);
    }
    for (size_t i = 0; pattern->variants && i < pattern->variants->count; i++)
        named_codes_add(codes, &pattern->variants->at[i].value, arena);
}

void named_code_print(const struct named_code *code, struct buf *out)
{
    struct arena scratch = {0};
    struct str key = json_text_key_of(part_kind(&code->part), code->key, &scratch);
    buf_print(out, "{" STR_FORMAT "} ", STR_ARG(key));
    if (!str_equal(code->key, part_name(&code->part))) {
        named_word_print(part_name(&code->part), "= ", out);
        buf_byte(out, ' ');
    }
    buf_byte(out, '=');
    if (code->part.text.len) {
        buf_byte(out, ' ');
        named_word_print(code->part.text, "", out);
    }
    arena_free(&scratch);
}

bool named_code_is_line(struct str line)
{
    size_t end = str_find_byte(line, '}', 0);
    return str_starts(line, STR("{")) && end != STR_NONE && str_find_byte(line, '=', end) != STR_NONE;
}

static void skip_spaces(struct str line, size_t *at)
{
    while (*at < line.len && line.at[*at] == ' ')
        ++*at;
}

bool named_code_read(struct named_codes *codes, struct str line, struct arena *arena)
{
    size_t end = str_find_byte(line, '}', 0);
    struct pattern shown;
    struct str name;
    if (!named_code_is_line(line))
        return false;
    json_text_read(str_slice(line, 0, end + 1), NULL, arena, &shown);
    if (shown.parts.count != 1 || part_kind(&shown.parts.at[0]) == PART_TEXT)
        return false;
    struct part part = shown.parts.at[0];
    struct str key = part_name(&part);
    size_t at = end + 1;
    skip_spaces(line, &at);
    bool is_quoted = at < line.len && line.at[at] == '"';
    if (!named_word_read(line, &at, "=", arena, &name))
        return false;
    skip_spaces(line, &at);
    if (at == line.len || line.at[at++] != '=')
        return false;
    skip_spaces(line, &at);
    if (name.len || is_quoted)
        part = part_of_code(part_kind(&part), part.text, name, arena);
    if (!named_word_read(line, &at, "", arena, &part.text) || at != line.len)
        return false;
    if (!number_in(&codes->by_key, json_text_key_of(part_kind(&part), key, arena)))
        add_code(codes, key, &part, arena);
    return true;
}

// ---- texts

void named_text_print(const struct part_list *parts, const struct named_codes *codes, struct arena *scratch,
                      struct buf *out)
{
    if (codes->list.count == 0) {
        for (size_t i = 0; i < parts->count; i++)
            buf_add(out, parts->at[i].text);
        return;
    }
    struct part_list shown = {0};
    for (size_t i = 0; i < parts->count; i++) {
        struct part part = parts->at[i];
        uintptr_t number =
            part_kind(&part) == PART_TEXT ? 0 : number_in(&codes->by_part, identity_of(&part, scratch));
        if (number)
            part = part_of_code(part_kind(&part), part.text, codes->list.at[number - 1].key, scratch);
        *list_push(&shown, scratch) = part;
    }
    json_text_print(&shown, NULL, out);
}

struct str named_text(const struct part_list *parts, const struct named_codes *codes, struct arena *arena)
{
    struct buf out = {0};
    if (parts->count == 0)
        return (struct str){0};
    if (parts->count == 1 && codes->list.count == 0)
        return parts->at[0].text;
    named_text_print(parts, codes, arena, &out);
    return buf_finish(&out, arena);
}

void named_text_read(struct str text, const struct named_codes *codes, struct arena *arena,
                     struct pattern *out)
{
    if (codes->list.count == 0) {
        *out = pattern_of_text(text, arena);
        return;
    }
    json_text_read(text, NULL, arena, out);
    for (size_t i = 0; i < out->parts.count; i++) {
        struct part *part = &out->parts.at[i];
        uintptr_t number =
            part_kind(part) == PART_TEXT
                ? 0
                : number_in(&codes->by_key, json_text_key_of(part_kind(part), part_name(part), arena));
        if (number)
            *part = codes->list.at[number - 1].part;
    }
}
