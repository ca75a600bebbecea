// Numbers: as written, but for those that need a newer language than the printer's (separators, legacy
// octals, big integers): they are printed by value.
#include "base/byte.h"
#include "extractor/grammar.h"
#include "extractor/printer.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static unsigned radix_of(struct str text)
{
    char mark = text.len > 2 && text.at[0] == '0' ? (char)(text.at[1] | 0x20) : 0;
    return mark == 'x' ? 16 : mark == 'o' ? 8 : mark == 'b' ? 2 : 10;
}

static struct str without_separators(struct printer *printer, struct str text)
{
    struct str copy = arena_copy(&printer->arena, text);
    char *bytes = arena_cstr(&printer->arena, copy);
    size_t len = 0;
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] != '_')
            bytes[len++] = text.at[i];
    bytes[len] = 0;
    return (struct str){bytes, len};
}

// ---- JavaScript's decimal notation: the fewest digits that give the same number back (ECMA-262,
// Number::toString)

struct decimal {
    char digits[32];
    int count, point; // the value is 0.DIGITS times ten to the power of `point`
};

static struct decimal shortest_decimal(double value)
{
    struct decimal decimal = {{0}, 0, 0};
    char text[40];
    for (int precision = 0; precision < 17; precision++) {
        snprintf(text, sizeof text, "%.*e", precision, value);
        if (strtod(text, NULL) == value)
            break;
    }
    const char *exponent = strchr(text, 'e');
    for (const char *at = text; at < exponent; at++)
        if (byte_is_digit(*at))
            decimal.digits[decimal.count++] = *at;
    decimal.point = (int)strtol(exponent + 1, NULL, 10) + 1;
    return decimal;
}

static void put_decimal(struct printer *printer, double value)
{
    struct decimal d = value > 0 && isfinite(value) ? shortest_decimal(value) : (struct decimal){0};
    struct arena *arena = &printer->arena;
    if (value == 0)
        put_text(printer, "0");
    else if (!isfinite(value))
        put_text(printer, "Infinity");
    else if (d.count <= d.point && d.point <= 21)
        put(printer, arena_print(arena, "%s%.*s", d.digits, d.point - d.count, "000000000000000000000"));
    else if (0 < d.point && d.point <= 21)
        put(printer, arena_print(arena, "%.*s.%s", d.point, d.digits, d.digits + d.point));
    else if (-6 < d.point && d.point <= 0)
        put(printer, arena_print(arena, "0.%.*s%s", -d.point, "000000", d.digits));
    else
        put(printer,
            arena_print(arena, "%c%s%se%+d", d.digits[0], d.count > 1 ? "." : "", d.digits + 1, d.point - 1));
}

static double value_of(struct str text, unsigned radix)
{
    if (radix == 10 || radix == 16)
        return strtod(text.at, NULL);
    double value = 0;
    for (size_t i = 0; i < text.len; i++)
        value = value * radix + (text.at[i] - '0');
    return value;
}

// ---- big integers

// Binary and octal digits in decimal, by multiplying a decimal number that is kept lowest digit first.
static struct str to_decimal(struct printer *printer, struct str text, unsigned radix)
{
    char *digits = arena_alloc(&printer->arena, 1, text.len + 1);
    size_t count = 1;
    for (size_t i = 2; i < text.len; i++) {
        unsigned carry = (unsigned)(text.at[i] - '0');
        for (size_t place = 0; place < count || carry > 0; place++) {
            carry += (unsigned)digits[place] * radix;
            digits[place] = (char)(carry % 10);
            carry /= 10;
            count = place + 1 > count ? place + 1 : count;
        }
    }
    char *result = arena_alloc(&printer->arena, 1, count);
    for (size_t i = 0; i < count; i++)
        result[i] = (char)('0' + digits[count - 1 - i]);
    return (struct str){result, count};
}

static void put_big(struct printer *printer, struct str text)
{
    unsigned radix = radix_of(text);
    enum { LONGEST = 4096 }; // the conversion is quadratic
    if ((radix == 2 || radix == 8) && text.len < LONGEST)
        text = to_decimal(printer, text, radix);
    char *bytes = arena_cstr(&printer->arena, text);
    for (size_t i = 0; i < text.len; i++)
        if (bytes[i] >= 'A' && bytes[i] <= 'Z')
            bytes[i] = (char)(bytes[i] + 0x20);
    put(printer, (struct str){bytes, text.len});
    put_text(printer, "n");
}

void print_number(struct printer *printer, TSNode node, struct range range)
{
    struct str text = node_text(node, printer->source);
    bool has_separator = str_find_byte(text, '_', 0) != STR_NONE;
    bool is_legacy = text.len > 1 && text.at[0] == '0' && str_is_digits(text);
    if (str_ends(text, STR("n"))) {
        text.len--;
        put_big(printer, without_separators(printer, text));
    } else if (has_separator || is_legacy) {
        text = without_separators(printer, text);
        bool is_octal = is_legacy && !memchr(text.at, '8', text.len) && !memchr(text.at, '9', text.len);
        unsigned radix = is_octal ? 8 : radix_of(text);
        bool skips_prefix = radix == 2 || (radix == 8 && !is_octal);
        put_decimal(printer, value_of(skips_prefix ? str_from(text, 2) : text, radix));
    } else {
        print_source_text(printer, node, range);
    }
}
