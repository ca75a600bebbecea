// The types of attribute values: what the schemas' simple types take. XML Schema Part 2, sections 3.2
// and 3.3.
#include "catalog/conformance/rules.h"
#include "catalog/language_tag.h"

#include <stdlib.h>

enum { SPACES_COLLAPSE = 1, OWN = 2, LIST = 4 };

// RFC 3986, section 3.1: a colon in front of any / ? # ends a scheme.
static bool has_sound_scheme(struct str text)
{
    for (size_t i = 0; i < text.len && !strchr("/?#", text.at[i]); i++) {
        if (text.at[i] == ':')
            return i > 0 && byte_is_letter(text.at[0]);
        if (!byte_is_alphanumeric(text.at[i]) && !strchr("+-.", text.at[i]))
            return str_find_byte(str_slice(text, 0, str_find_byte(text, '/', 0)), ':', i) == STR_NONE;
    }
    return true;
}

// RFC 3986 and 3987 let nearly everything pass; what XML Schema's processors refuse is a broken escape or
// scheme.
static bool is_uri(struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] != '%')
            continue;
        struct str digits = str_slice(text, i + 1, i + 3);
        for (size_t j = 0; j < 2; j++)
            if (j >= digits.len || !strchr("0123456789abcdefABCDEF", digits.at[j]) || !digits.at[j])
                return false;
    }
    return has_sound_scheme(text);
}

static bool is_language_or_empty(struct str text)
{
    return text.len == 0 || language_tag_is_well_formed(str_trim(text));
}

static struct str without_sign(struct str text)
{
    return text.len && (text.at[0] == '+' || text.at[0] == '-') ? str_from(text, 1) : text;
}

static bool is_integer(struct str text)
{
    return str_is_digits(without_sign(text));
}

static bool is_zero(struct str digits)
{
    for (size_t i = 0; i < digits.len; i++)
        if (digits.at[i] != '0')
            return false;
    return true;
}

static bool is_positive(struct str text)
{
    struct str digits = without_sign(text);
    return str_is_digits(digits) && text.at[0] != '-' && !is_zero(digits);
}

// Digits with at most one point, at least one digit.
static bool is_decimal(struct str text)
{
    struct str whole, rest;
    str_split(text, '.', &whole, &rest);
    return whole.len + rest.len > 0 && (whole.len == 0 || str_is_digits(whole)) &&
           (rest.len == 0 || str_is_digits(rest));
}

// Whether a decimal lies within 0 and a power of ten that is written with `digits` zeros behind its one.
static bool is_up_to_power(struct str text, size_t zeros)
{
    bool is_negative = text.len && text.at[0] == '-';
    struct str number = without_sign(text);
    if (!is_decimal(number))
        return false;
    size_t at = 0;
    while (at < number.len && number.at[at] == '0')
        at++;
    number = str_from(number, at);
    struct str whole, rest;
    str_split(number, '.', &whole, &rest);
    if (is_negative)
        return whole.len == 0 && is_zero(rest);
    return whole.len <= zeros ||
           (whole.len == zeros + 1 && whole.at[0] == '1' && is_zero(str_from(whole, 1)) && is_zero(rest));
}

static bool is_percent(struct str text)
{
    return is_up_to_power(text, 2);
}

// A double within 0 and 1.
static bool is_confidence(struct str text)
{
    char copy[64];
    size_t mark = 0;
    while (mark < text.len && (text.at[mark] | 0x20) != 'e')
        mark++;
    if (!is_decimal(without_sign(str_slice(text, 0, mark))) || text.len >= sizeof copy ||
        (mark < text.len && !is_integer(str_from(text, mark + 1))))
        return false;
    memcpy(copy, text.at, text.len);
    copy[text.len] = 0;
    double value = strtod(copy, NULL); // in the C locale, which glot never leaves
    return value >= 0 && value <= 1;
}

static bool is_hex(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (!byte_is_digit(text.at[i]) && !((text.at[i] | 0x20) >= 'a' && (text.at[i] | 0x20) <= 'f'))
            return false;
    return text.len % 2 == 0;
}

// ---- xs:dateTime

static bool take(struct str *text, char byte)
{
    if (text->len == 0 || text->at[0] != byte)
        return false;
    *text = str_from(*text, 1);
    return true;
}

// Two digits up to `most`.
static bool take_pair(struct str *text, unsigned least, unsigned most, unsigned *out)
{
    if (text->len < 2 || !byte_is_digit(text->at[0]) || !byte_is_digit(text->at[1]))
        return false;
    *out = (unsigned)(text->at[0] - '0') * 10 + (unsigned)(text->at[1] - '0');
    *text = str_from(*text, 2);
    return *out >= least && *out <= most;
}

// Four digits or more, not all zero; gives the year modulo 400, in which leap years repeat.
static bool take_year(struct str *text, unsigned *year)
{
    take(text, '-');
    size_t len = 0;
    *year = 0;
    bool is_null = true;
    for (; len < text->len && byte_is_digit(text->at[len]); len++) {
        *year = (*year * 10 + (unsigned)(text->at[len] - '0')) % 400;
        is_null = is_null && text->at[len] == '0';
    }
    bool has_needless_zero = len > 4 && text->at[0] == '0';
    *text = str_from(*text, len);
    return len >= 4 && !is_null && !has_needless_zero;
}

static unsigned days_of(unsigned month, unsigned year)
{
    static const unsigned char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool is_leap = year % 4 == 0 && (year % 100 != 0 || year == 0);
    return month == 2 && is_leap ? 29 : days[month - 1];
}

static bool take_time(struct str *text)
{
    unsigned hour, minute, second;
    if (!take_pair(text, 0, 24, &hour) || !take(text, ':') || !take_pair(text, 0, 59, &minute) ||
        !take(text, ':') || !take_pair(text, 0, 59, &second))
        return false;
    if (take(text, '.')) {
        size_t len = 0;
        while (len < text->len && byte_is_digit(text->at[len]))
            len++;
        if (len == 0)
            return false;
        *text = str_from(*text, len);
    }
    return hour < 24 || (minute == 0 && second == 0);
}

static bool take_zone(struct str *text)
{
    unsigned hours, minutes;
    if (text->len == 0 || take(text, 'Z'))
        return true;
    if (!take(text, '+') && !take(text, '-'))
        return false;
    return take_pair(text, 0, 14, &hours) && take(text, ':') && take_pair(text, 0, 59, &minutes) &&
           (hours < 14 || minutes == 0);
}

static bool is_date_time(struct str text)
{
    unsigned year, month, day;
    return take_year(&text, &year) && take(&text, '-') && take_pair(&text, 1, 12, &month) &&
           take(&text, '-') && take_pair(&text, 1, days_of(month, year), &day) && take(&text, 'T') &&
           take_time(&text) && take_zone(&text) && text.len == 0;
}

// ---- XLIFF's own

// [^\s:]+:[^\s:]+
static bool is_prefixed(struct str text)
{
    size_t colon = str_find_byte(text, ':', 0);
    if (colon == STR_NONE || colon == 0 || colon + 1 == text.len)
        return false;
    for (size_t i = 0; i < text.len; i++)
        if (xml_is_space(text.at[i]) || (text.at[i] == ':' && i != colon))
            return false;
    return true;
}

static bool is_priority(struct str text)
{
    return is_positive(text) && is_up_to_power(text, 1);
}

// [min,]max, both integers, max also `*`; a minimum above the maximum can never be kept.
static bool is_restriction(struct str text)
{
    size_t comma = str_find_byte(text, ',', 0);
    struct str most = str_trim(comma == STR_NONE ? text : str_from(text, comma + 1));
    struct str least = str_trim(comma == STR_NONE ? STR("0") : str_slice(text, 0, comma));
    if (!str_is_digits(least) || (!str_is(most, "*") && !str_is_digits(most)))
        return false;
    while (least.len > 1 && least.at[0] == '0')
        least = str_from(least, 1);
    while (most.len > 1 && most.at[0] == '0')
        most = str_from(most, 1);
    return str_is(most, "*") || least.len < most.len ||
           (least.len == most.len && memcmp(least.at, most.at, least.len) <= 0);
}

static bool is_count_type(struct str text)
{
    return type_takes(T_RESTYPE, text) || type_takes(T_DATATYPE, text) || type_takes(T_STATE, text) ||
           type_takes(T_QUALIFIER, text);
}

static bool is_mime_type(struct str text)
{
    static const char *const families[] = {"text",  "multipart", "message", "application",
                                           "image", "audio",     "video",   "model"};
    for (size_t i = 0; i < sizeof families / sizeof *families; i++) {
        struct str family = str_of(families[i]);
        if (str_starts(text, family) &&
            (text.len == family.len || (text.at[family.len] == '/' && text.len > family.len + 1)))
            return str_find_byte(text, '\n', 0) == STR_NONE;
    }
    return false;
}

static bool is_reformat(struct str text)
{
    size_t at = 0;
    while (at < text.len) {
        size_t end = at;
        while (end < text.len && !xml_is_space(text.at[end]))
            end++;
        if (end > at && !type_takes(T_REFORMAT_WORD, str_slice(text, at, end)))
            return false;
        at = end + 1;
    }
    return true;
}

// (-?\d+|#) four times with `;` between.
static bool is_coordinates(struct str text)
{
    for (size_t i = 0, at = 0; i < 4; i++) {
        size_t end = i == 3 ? text.len : str_find_byte(text, ';', at);
        if (end == STR_NONE || end < at)
            return false;
        struct str number = str_slice(text, at, end);
        if (!str_is(number, "#") && !(is_integer(number) && number.at[0] != '+'))
            return false;
        at = end + 1;
    }
    return true;
}

struct str list_word(struct str list, size_t *at)
{
    while (*at < list.len && list.at[*at] == ' ')
        ++*at;
    size_t start = *at;
    while (*at < list.len && list.at[*at] != ' ')
        ++*at;
    return str_slice(list, start, *at);
}

// ---- the table

struct type_row {
    unsigned flags;
    const char *choices;
    bool (*test)(struct str value);
    const char *meaning;
};

static const struct type_row rows[TYPE_COUNT] = {
#define TYPE(identifier, flags, choices, test, meaning) [T_##identifier] = {flags, choices, test, meaning},
#include "catalog/conformance/types.def"
#undef TYPE
};

static bool is_choice(const char *choices, struct str value)
{
    for (const char *at = choices; at;) {
        const char *end = strchr(at, '|');
        if (str_equal(value, (struct str){at, end ? (size_t)(end - at) : strlen(at)}))
            return true;
        at = end ? end + 1 : NULL;
    }
    return false;
}

static bool is_own(struct str value)
{
    for (size_t i = 0; i < value.len; i++)
        if (xml_is_space(value.at[i]))
            return false;
    return value.len > 2 && str_starts(value, STR("x-"));
}

static bool takes_one(const struct type_row *row, struct str value)
{
    return (!row->choices && !row->test) || is_choice(row->choices, value) ||
           (row->test && row->test(value)) || ((row->flags & OWN) && is_own(value));
}

static bool takes_list(const struct type_row *row, struct str value, size_t least)
{
    size_t count = 0;
    for (size_t at = 0; at < value.len;) {
        size_t end = at;
        while (end < value.len && !xml_is_space(value.at[end]))
            end++;
        if (end > at && !takes_one(row, str_slice(value, at, end)))
            return false;
        count += end > at;
        at = end + 1;
    }
    return count >= least;
}

bool type_takes(enum type type, struct str value)
{
    const struct type_row *row = &rows[type];
    if (row->flags & SPACES_COLLAPSE)
        value = str_trim(value);
    if (row->flags & LIST)
        return takes_list(row, value, type == T_NMTOKENS);
    return takes_one(row, value);
}

bool type_collapses(enum type type)
{
    return rows[type].flags & SPACES_COLLAPSE;
}

const char *type_meaning(enum type type)
{
    return rows[type].meaning;
}

bool is_language_type(enum type type)
{
    return type == T_LANGUAGE || type == T_XML_LANGUAGE;
}
