#include "catalog/formats/index.h"

#include "base/utf.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static bool is_canonical(struct str text)
{
    return str_is_digits(text) && (text.len == 1 || (text.len < 16 && text.at[0] != '0'));
}

static bool all_of(struct str text, const char *allowed)
{
    for (size_t i = 0; i < text.len; i++)
        if (!text.at[i] || !strchr(allowed, text.at[i]))
            return false;
    return text.len > 0;
}

static double read_radix(struct str digits, int radix)
{
    static const char *const allowed[] = {[2] = "01", [8] = "01234567", [16] = "0123456789abcdefABCDEF"};
    if (!all_of(digits, allowed[radix]))
        return NAN;
    double value = 0;
    for (size_t i = 0; i < digits.len; i++) {
        char byte = digits.at[i];
        value = value * radix + (byte <= '9' ? byte - '0' : (byte | 0x20) - 'a' + 10);
    }
    return value;
}

static double read_decimal(struct str text, struct arena *arena)
{
    bool is_negative = text.at[0] == '-';
    struct str unsigned_part = str_from(text, is_negative || text.at[0] == '+');
    if (str_is(unsigned_part, "Infinity"))
        return is_negative ? -INFINITY : INFINITY;
    if (!all_of(text, "0123456789.eE+-"))
        return NAN;
    const char *start = arena_cstr(arena, text);
    char *end;
    double value = strtod(start, &end);
    return *end ? NAN : value;
}

static double read_number(struct str text, struct arena *arena)
{
    static const struct {
        char mark;
        int radix;
    } radixes[] = {{'x', 16}, {'o', 8}, {'b', 2}};
    text = utf_trim(text);
    if (text.len == 0)
        return 0;
    if (text.len > 2 && text.at[0] == '0')
        for (size_t i = 0; i < sizeof radixes / sizeof *radixes; i++)
            if ((text.at[1] | 0x20) == radixes[i].mark)
                return read_radix(str_from(text, 2), radixes[i].radix);
    return read_decimal(text, arena);
}

// The shortest digits that read back as the same number.
static int shortest_digits(double value, char digits[32])
{
    int precision = 0;
    do
        snprintf(digits, 32, "%.*e", precision, value);
    while (strtod(digits, NULL) != value && ++precision < 17);
    int exponent = (int)strtol(strchr(digits, 'e') + 1, NULL, 10);
    if (precision > 0)
        memmove(digits + 1, digits + 2, (size_t)precision);
    digits[precision + 1] = 0;
    return exponent;
}

static struct str print_number(double value, struct arena *arena)
{
    char digits[32];
    int exponent = shortest_digits(value, digits), count = (int)strlen(digits);
    if (exponent >= 0 && exponent < 21 && count <= exponent + 1)
        return arena_print(arena, "%s%.*s", digits, exponent + 1 - count, "000000000000000000000");
    if (exponent >= 0 && exponent < 21)
        return arena_print(arena, "%.*s.%s", exponent + 1, digits, digits + exponent + 1);
    if (exponent < 0 && exponent > -7)
        return arena_print(arena, "0.%.*s%s", -exponent - 1, "000000", digits);
    return arena_print(arena, "%c%s%se%+d", digits[0], count > 1 ? "." : "", digits + 1, exponent);
}

struct str index_name(struct str text, struct arena *arena)
{
    if (is_canonical(text))
        return text;
    double value = read_number(text, arena);
    if (isnan(value))
        return STR("NaN");
    if (value == 0)
        return STR("0");
    if (isinf(value))
        return value < 0 ? STR("-Infinity") : STR("Infinity");
    struct str printed = print_number(fabs(value), arena);
    return value < 0 ? arena_join(arena, (struct str[]){STR("-"), printed}, 2) : printed;
}
