#include "catalog/bundles/intl_options.h"

#include "base/quote.h"
#include "base/utf.h"
#include "catalog/icu_letters.h"

#include <stdlib.h>

// In the order in which @formatjs/cli prints them.
enum option {
    STYLE,
    CURRENCY,
    UNIT,
    UNIT_DISPLAY,
    GROUPING,
    INTEGER_LEAST,
    FRACTION_LEAST,
    FRACTION_MOST,
    SIGNIFICANT_LEAST,
    SIGNIFICANT_MOST,
    COMPACT_DISPLAY,
    CURRENCY_DISPLAY,
    CURRENCY_SIGN,
    NOTATION,
    SIGN_DISPLAY,
    ROUNDING_PRIORITY,
    ROUNDING_MODE,
    TRAILING_ZERO,
    SCALE,
    OPTION_COUNT
};

static const char *const names[OPTION_COUNT] = {
    "style",
    "currency",
    "unit",
    "unitDisplay",
    "useGrouping",
    "minimumIntegerDigits",
    "minimumFractionDigits",
    "maximumFractionDigits",
    "minimumSignificantDigits",
    "maximumSignificantDigits",
    "compactDisplay",
    "currencyDisplay",
    "currencySign",
    "notation",
    "signDisplay",
    "roundingPriority",
    "roundingMode",
    "trailingZeroDisplay",
    "scale",
};

// A value is a word, a number, or a text of the skeleton.
struct value {
    bool is_set, is_number, is_quoted;
    struct str text;
    size_t number;
    double scale; // of SCALE
};

struct options {
    struct value at[OPTION_COUNT];
};

static void set_word(struct options *options, enum option option, const char *word)
{
    bool is_bare = strcmp(word, "false") == 0;
    options->at[option] = (struct value){.is_set = true, .is_quoted = !is_bare, .text = str_of(word)};
}

static void set_text(struct options *options, enum option option, struct str text)
{
    options->at[option] = (struct value){.is_set = true, .is_quoted = true, .text = text};
}

static void set_number(struct options *options, enum option option, size_t number)
{
    options->at[option] = (struct value){.is_set = true, .is_number = true, .number = number};
}

// As Rust prints it: 2.0
static void print_double(double value, struct buf *out)
{
    size_t start = out->len;
    buf_print(out, "%.15g", value);
    struct str printed = str_from(buf_str(out), start);
    if (str_find_byte(printed, '.', 0) == STR_NONE && str_find_byte(printed, 'e', 0) == STR_NONE)
        buf_text(out, ".0");
}

static void print(const struct options *options, struct buf *out)
{
    const char *gap = "{";
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        const struct value *value = &options->at[i];
        if (!value->is_set)
            continue;
        buf_print(out, "%s\"%s\":", gap, names[i]);
        if (i == SCALE)
            print_double(value->scale, out);
        else if (value->is_number)
            buf_print(out, "%zu", value->number);
        else if (value->is_quoted)
            quote_json(out, value->text);
        else
            buf_add(out, value->text);
        gap = ",";
    }
    buf_text(out, *gap == '{' ? "{}" : "}");
}

// ---- stems that are words

struct stem {
    const char *stem;
    enum option option;
    const char *value;
};

static const struct stem stems[] = {
    {"percent", STYLE, "percent"},
    {"%", STYLE, "percent"},
    {"%x100", STYLE, "percent"},
    {"currency", STYLE, "currency"},
    {"measure-unit", STYLE, "unit"},
    {"unit", STYLE, "unit"},
    {"group-off", GROUPING, "false"},
    {",_", GROUPING, "false"},
    {"compact-short", NOTATION, "compact"},
    {"compact-short", COMPACT_DISPLAY, "short"},
    {"K", NOTATION, "compact"},
    {"K", COMPACT_DISPLAY, "short"},
    {"compact-long", NOTATION, "compact"},
    {"compact-long", COMPACT_DISPLAY, "long"},
    {"KK", NOTATION, "compact"},
    {"KK", COMPACT_DISPLAY, "long"},
    {"scientific", NOTATION, "scientific"},
    {"engineering", NOTATION, "engineering"},
    {"notation-simple", NOTATION, "standard"},
    {"unit-width-narrow", CURRENCY_DISPLAY, "narrowSymbol"},
    {"unit-width-narrow", UNIT_DISPLAY, "narrow"},
    {"unit-width-short", CURRENCY_DISPLAY, "code"},
    {"unit-width-short", UNIT_DISPLAY, "short"},
    {"unit-width-full-name", CURRENCY_DISPLAY, "name"},
    {"unit-width-full-name", UNIT_DISPLAY, "long"},
    {"unit-width-iso-code", CURRENCY_DISPLAY, "symbol"},
    {"rounding-mode-floor", ROUNDING_MODE, "floor"},
    {"rounding-mode-ceiling", ROUNDING_MODE, "ceil"},
    {"rounding-mode-down", ROUNDING_MODE, "trunc"},
    {"rounding-mode-up", ROUNDING_MODE, "expand"},
    {"rounding-mode-half-even", ROUNDING_MODE, "halfEven"},
    {"rounding-mode-half-down", ROUNDING_MODE, "halfTrunc"},
    {"rounding-mode-half-up", ROUNDING_MODE, "halfExpand"},
};

static const struct stem signs[] = {
    {"sign-auto", SIGN_DISPLAY, "auto"},
    {"sign-accounting", CURRENCY_SIGN, "accounting"},
    {"()", CURRENCY_SIGN, "accounting"},
    {"sign-always", SIGN_DISPLAY, "always"},
    {"+!", SIGN_DISPLAY, "always"},
    {"sign-accounting-always", SIGN_DISPLAY, "always"},
    {"sign-accounting-always", CURRENCY_SIGN, "accounting"},
    {"()!", SIGN_DISPLAY, "always"},
    {"()!", CURRENCY_SIGN, "accounting"},
    {"sign-except-zero", SIGN_DISPLAY, "exceptZero"},
    {"+?", SIGN_DISPLAY, "exceptZero"},
    {"sign-accounting-except-zero", SIGN_DISPLAY, "exceptZero"},
    {"sign-accounting-except-zero", CURRENCY_SIGN, "accounting"},
    {"()?", SIGN_DISPLAY, "exceptZero"},
    {"()?", CURRENCY_SIGN, "accounting"},
    {"sign-never", SIGN_DISPLAY, "never"},
    {"+_", SIGN_DISPLAY, "never"},
};

static bool read_rows(const struct stem *rows, size_t count, struct str stem, struct options *options)
{
    bool is_found = false;
    for (size_t i = 0; i < count; i++)
        if (str_is(stem, rows[i].stem)) {
            set_word(options, rows[i].option, rows[i].value);
            is_found = true;
        }
    return is_found;
}

static bool read_sign(struct str stem, struct options *options)
{
    return read_rows(signs, sizeof signs / sizeof *signs, stem, options);
}

// ---- stems of digits

static size_t take(struct str text, size_t *at, char wanted)
{
    size_t start = *at;
    while (*at < text.len && text.at[*at] == wanted)
        ++*at;
    return *at - start;
}

// .00 .## .0# .00*
static bool read_fraction(struct str stem, struct options *options)
{
    size_t at = 1;
    if (stem.len < 2 || stem.at[0] != '.')
        return false;
    size_t zeros = take(stem, &at, '0'), hashes = take(stem, &at, '#');
    bool is_open = zeros && !hashes && at + 1 == stem.len && stem.at[at] == '*';
    if (at != stem.len && !is_open)
        return false;
    if (zeros)
        set_number(options, FRACTION_LEAST, zeros);
    if (!is_open)
        set_number(options, FRACTION_MOST, zeros + hashes);
    return true;
}

// @@ @@# @@+ ###, with r or s behind
static bool read_significant(struct str stem, struct options *options)
{
    size_t at = 0;
    size_t digits = take(stem, &at, '@'), plus = 0, hashes = 0;
    if (at < stem.len && stem.at[at] == '+')
        plus = 1, at++;
    else
        hashes = take(stem, &at, '#');
    char last = stem.len ? stem.at[stem.len - 1] : 0;
    bool has_priority = last == 'r' || last == 's';
    if (at + has_priority != stem.len || stem.len == 0 || (digits == 0 && hashes == 0))
        return false;
    if (digits)
        set_number(options, SIGNIFICANT_LEAST, digits);
    if (!plus)
        set_number(options, SIGNIFICANT_MOST, digits + hashes);
    if (has_priority)
        set_word(options, ROUNDING_PRIORITY, last == 'r' ? "morePrecision" : "lessPrecision");
    return true;
}

static bool read_zeros(struct str text, struct options *options)
{
    size_t at = 0, zeros = take(text, &at, '0');
    if (zeros == 0 || at != text.len)
        return false;
    set_number(options, INTEGER_LEAST, zeros);
    return true;
}

// E0 EE+!00
static bool read_exponent(struct str stem, struct options *options)
{
    size_t at = 0, es = take(stem, &at, 'E');
    if (es == 0 || es > 2)
        return false;
    struct str rest = str_from(stem, at), sign = str_slice(rest, 0, 2);
    bool has_sign = str_is(sign, "+!") || str_is(sign, "+?");
    if (!read_zeros(str_from(rest, has_sign ? 2 : 0), options))
        return false;
    set_word(options, NOTATION, es == 2 ? "engineering" : "scientific");
    if (has_sign)
        read_sign(sign, options);
    return true;
}

static void set_scale(struct options *options, double scale)
{
    options->at[SCALE] = (struct value){.is_set = true, .scale = scale};
}

// A decimal number.
static bool read_scale(struct str text, struct options *options)
{
    char digits[64], *end;
    if (text.len == 0 || text.len >= sizeof digits)
        return false;
    for (size_t i = 0; i < text.len; i++)
        if (!text.at[i] || !strchr("-+0123456789.eE", text.at[i]))
            return false;
    memcpy(digits, text.at, text.len);
    digits[text.len] = '\0';
    double value = strtod(digits, &end);
    if (*end || end == digits || value > 1e100 || value < -1e100)
        return false;
    set_scale(options, value);
    return true;
}

// ---- tokens

static struct str option_of(struct str token, size_t number)
{
    size_t at = 0;
    for (size_t i = 0; i < number; i++) {
        at = str_find_byte(token, '/', at);
        if (at == STR_NONE)
            return (struct str){0};
        at++;
    }
    size_t end = str_find_byte(token, '/', at);
    return str_slice(token, at, end);
}

// Behind the type of a unit: "meter" of "length-meter".
static struct str unit_of(struct str text)
{
    size_t dash = str_find_byte(text, '-', 0);
    return dash == STR_NONE ? text : str_from(text, dash + 1);
}

// Stems whose options say something. False when they are refused; *is_known tells whether it is such a stem.
static bool read_with_option(struct str stem, struct str token, struct options *options, bool *is_known)
{
    struct str option = option_of(token, 1);
    *is_known = true;
    if (str_is(stem, "currency"))
        set_text(options, CURRENCY, option);
    else if (str_is(stem, "unit") || str_is(stem, "measure-unit"))
        set_text(options, UNIT, str_is(stem, "unit") ? option : unit_of(option));
    else if (str_is(stem, "scale"))
        return read_scale(option, options);
    else if (str_is(stem, "integer-width"))
        return str_starts(option, STR("*")) && read_zeros(str_from(option, 1), options) &&
               option_of(token, 2).len == 0;
    else
        *is_known = false;
    return !*is_known || option.len > 0;
}

static bool read_token(struct str token, struct options *options)
{
    struct str stem = option_of(token, 0), option = option_of(token, 1);
    bool is_known;
    if (!read_with_option(stem, token, options, &is_known))
        return false;
    if (read_rows(stems, sizeof stems / sizeof *stems, stem, options)) {
        for (size_t i = 1; str_is(stem, "scientific") || str_is(stem, "engineering"); i++) {
            struct str sign = option_of(token, i);
            if (sign.len == 0)
                break;
            read_sign(sign, options);
        }
        if (str_is(stem, "%x100"))
            set_scale(options, 100);
        return true;
    }
    if (str_is(stem, "precision-integer") || str_is(stem, ".")) {
        set_number(options, FRACTION_MOST, 0);
        return true;
    }
    if (read_fraction(stem, options)) {
        if (str_is(option, "w"))
            set_word(options, TRAILING_ZERO, "stripIfInteger");
        else
            read_significant(option, options);
        return option_of(token, 2).len == 0;
    }
    size_t hashes = 0;
    take(stem, &hashes, '#');
    if (stem.len && hashes + (stem.at[stem.len - 1] == 'r' || stem.at[stem.len - 1] == 's') == stem.len)
        return false; // its reader does not survive significant digits without a least number
    if (!is_known && !read_zeros(stem, options) && !read_significant(stem, options) &&
        !read_sign(stem, options))
        read_exponent(stem, options);
    return true; // what is not known says nothing
}

bool intl_number_of_formatjs(struct str skeleton, struct buf *out)
{
    struct options options = {0};
    for (size_t at = 0; at < skeleton.len;) {
        size_t start = at, end = at;
        while (at < skeleton.len && !icu_is_space(utf_next(skeleton, &at)))
            end = at;
        if (end > start && !read_token(str_slice(skeleton, start, end), &options))
            return false;
    }
    print(&options, out);
    return true;
}
