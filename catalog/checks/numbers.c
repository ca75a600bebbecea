// Numbers: those of the source must be in the translation, in the digits and with the separators of any
// language.
#include "catalog/checks/checking.h"
#include "catalog/checks/habits.h"

#include "base/unicode.h"
#include "base/utf.h"

struct number {
    struct str digits; // ASCII, without separators of groups; "." before decimals
    size_t start, end;
    bool is_found;
};

struct number_list {
    struct number *at;
    size_t count, capacity;
};

enum { number_greatest = 40 };

static bool is_separator(uint32_t point)
{
    return point == '.' || point == ',' || point == '\'' || point == 0xa0 || point == 0x202f ||
           point == 0x2009 || point == 0x2019 || point == 0x66b || point == 0x66c || point == ' ';
}

static int digit_at(struct str text, size_t at)
{
    return at < text.len ? unicode_digit(utf_next(text, &at)) : -1;
}

static size_t digits_from(struct str text, size_t at, char *out, size_t *len)
{
    while (digit_at(text, at) >= 0 && *len < number_greatest)
        out[(*len)++] = (char)('0' + unicode_digit(utf_next(text, &at)));
    return at;
}

// Reads a number; three digits behind a separator are a group, others decimals.
static size_t read_number(struct str text, size_t at, char *out, size_t *len)
{
    at = digits_from(text, at, out, len);
    while (*len < number_greatest && at < text.len) {
        size_t behind = at, count = *len + 1;
        uint32_t point = utf_next(text, &behind);
        if (!is_separator(point) || digit_at(text, behind) < 0)
            break;
        out[*len] = '.';
        size_t end = digits_from(text, behind, out, &count);
        size_t group = count - *len - 1;
        if (point == ' ' && group != 3)
            break;
        if (group == 3) {
            memmove(out + *len, out + *len + 1, group);
            count--;
        }
        *len = count;
        at = end;
    }
    return at;
}

// Whether it is a part of a word or of code: "SHA256", "v2", "x86_64".
static bool is_in_word(struct str text, size_t start, size_t end)
{
    size_t at = end;
    uint32_t behind = end < text.len ? utf_next(text, &at) : ' ';
    uint32_t before = start > 0 ? utf_previous(text, start, &at) : ' ';
    bool is_latin_behind = behind < 0x250 && unicode_is_letter(behind);
    bool is_latin_before = before < 0x250 && unicode_is_letter(before);
    return is_latin_before || is_latin_behind || before == '_' || behind == '_' || before == '#' ||
           before == '&' || before == '-' || before == '/' || before == '.' || before == ':';
}

// No digit of any script.
static bool is_plain(char byte)
{
    return (unsigned char)byte < 0x80 && (unsigned char)(byte - '0') > 9;
}

static void list_numbers(struct str text, struct arena *arena, struct number_list *out)
{
    char digits[number_greatest + 1];
    for (size_t at = 0; at < text.len;) {
        while (at < text.len && is_plain(text.at[at])) // as most are
            at++;
        if (at == text.len)
            break;
        size_t start = at, len = 0;
        if (digit_at(text, at) < 0) {
            utf_next(text, &at);
            continue;
        }
        at = read_number(text, at, digits, &len);
        *list_push(out, arena) = (struct number){
            .digits = arena_copy(arena, (struct str){digits, len}), .start = start, .end = at};
    }
}

static bool find_number(struct number_list *list, struct str digits)
{
    for (size_t i = 0; i < list->count; i++)
        if (!list->at[i].is_found && str_equal(list->at[i].digits, digits))
            return list->at[i].is_found = true;
    return false;
}

// Small numbers are written as words, and dates in another order and form.
static bool is_telling(const struct number *number)
{
    return number->digits.len > 1;
}

void check_numbers(struct checking *checking)
{
    enum { most = 50 }; // more of them are a table
    struct number_list source = {0}, target = {0};
    if (!(checking->source.marks & HAS_DIGIT) || str_trim(checking->target.flat).len == 0)
        return;
    list_numbers(checking->source.flat, checking->scratch, &source);
    if (checking->target.marks & (HAS_DIGIT | HAS_HIGH))
        list_numbers(checking->target.flat, checking->scratch, &target);
    if (source.count > most || target.count > most)
        return;
    for (size_t i = 0; i < source.count; i++)
        source.at[i].is_found = find_number(&target, source.at[i].digits);
    for (size_t i = 0; i < source.count; i++) {
        const struct number *number = &source.at[i];
        if (number->is_found || !is_telling(number) ||
            is_in_word(checking->source.flat, number->start, number->end))
            continue;
        struct diag *diag = check_report_text(
            checking, KIND_NUMBERS, &checking->target, "the number " STR_FORMAT " of the source is missing",
            STR_ARG(str_slice(checking->source.flat, number->start, number->end)));
        check_relate(checking, diag, &checking->source, number->start, number->end, "in the source");
    }
}
