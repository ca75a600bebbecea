#include "base/str.h"

#include "base/byte.h"
#include "base/lanes.h"

int str_compare(struct str a, struct str b)
{
    size_t shared = a.len < b.len ? a.len : b.len;
    int order = shared ? memcmp(a.at, b.at, shared) : 0;
    if (order == 0)
        order = (a.len > b.len) - (a.len < b.len);
    return (order > 0) - (order < 0);
}

// Of sixteen places those at which the needle's first and last byte stand: few.
static lanes ends_at(const char *at, struct str needle)
{
    return (lanes)((lanes_at(at) == (uint8_t)needle.at[0]) &
                   (lanes_at(at + needle.len - 1) == (uint8_t)needle.at[needle.len - 1]));
}

// The first of these places at which all of the needle stands, or 16.
static size_t find_in_lanes(const char *at, struct str needle, lanes hits)
{
    for (unsigned mask = lanes_mask(hits); mask; mask &= mask - 1) {
        size_t i = (size_t)__builtin_ctz(mask);
        if (memcmp(at + i, needle.at, needle.len) == 0)
            return i;
    }
    return sizeof hits;
}

size_t str_find(struct str text, struct str needle, size_t start)
{
    enum { step = sizeof(lanes) };
    if (start > text.len || needle.len > text.len - start)
        return STR_NONE;
    if (needle.len == 0)
        return start;
    size_t end = text.len - needle.len + 1, at = start; // of the places where it can begin
    while (end - at >= step) {
        const char *place = text.at + at;
        if (end - at >= 4 * step &&
            !lanes_any(ends_at(place, needle) | ends_at(place + step, needle) |
                       ends_at(place + 2 * step, needle) | ends_at(place + 3 * step, needle))) {
            at += 4 * step;
            continue;
        }
        size_t found = find_in_lanes(place, needle, ends_at(place, needle));
        if (found < step)
            return at + found;
        at += step;
    }
    for (; at < end; at++)
        if (text.at[at] == needle.at[0] && memcmp(text.at + at, needle.at, needle.len) == 0)
            return at;
    return STR_NONE;
}

size_t str_rfind_byte(struct str text, char byte)
{
    for (size_t i = text.len; i > 0; i--)
        if (text.at[i - 1] == byte)
            return i - 1;
    return STR_NONE;
}

struct str str_trim(struct str text)
{
    while (text.len > 0 && byte_is_space(text.at[0]))
        text = str_from(text, 1);
    while (text.len > 0 && byte_is_space(text.at[text.len - 1]))
        text.len--;
    return text;
}

bool str_equal_ignoring_case(struct str a, struct str b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++)
        if (byte_lower(a.at[i]) != byte_lower(b.at[i]))
            return false;
    return true;
}

bool str_is_ascii(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.at[i] >= 0x80)
            return false;
    return true;
}

bool str_list_has(const struct str_list *list, struct str text)
{
    for (size_t i = 0; i < list->count; i++)
        if (str_equal(list->at[i], text))
            return true;
    return false;
}

bool str_number(struct str text, size_t most, size_t *out)
{
    size_t number = 0;
    for (size_t i = 0; i < text.len; i++) {
        size_t digit = (size_t)(text.at[i] - '0');
        if (!byte_is_digit(text.at[i]) || digit > most || number > (most - digit) / 10)
            return false;
        number = number * 10 + digit;
    }
    if (text.len > 0)
        *out = number;
    return text.len > 0;
}

bool str_array_index(struct str key, size_t *out)
{
    return str_number(key, UINT32_MAX - 1, out) && (key.len == 1 || key.at[0] != '0');
}

size_t str_distance(struct str a, struct str b, size_t limit)
{
    enum { longest = 64 }; // keys and options are short; anything longer is no misspelling
    if (a.len > longest || b.len > longest)
        return str_equal(a, b) ? 0 : limit + 1;
    size_t row[longest + 1];
    for (size_t j = 0; j <= b.len; j++)
        row[j] = j;
    for (size_t i = 1; i <= a.len; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= b.len; j++) {
            size_t above = row[j];
            size_t best = diagonal + (a.at[i - 1] != b.at[j - 1]);
            if (above + 1 < best)
                best = above + 1;
            if (row[j - 1] + 1 < best)
                best = row[j - 1] + 1;
            row[j] = best;
            diagonal = above;
        }
    }
    return row[b.len] > limit ? limit + 1 : row[b.len];
}

bool str_next_piece(struct str text, char separator, size_t *at, struct str *piece)
{
    if (*at > text.len)
        return false;
    *piece = str_slice(text, *at, str_find_byte(text, separator, *at));
    *at += piece->len + 1;
    return true;
}

bool str_split(struct str text, char byte, struct str *front, struct str *rest)
{
    size_t at = str_find_byte(text, byte, 0);
    *front = str_slice(text, 0, at);
    *rest = at != STR_NONE ? str_from(text, at + 1) : (struct str){0};
    return at != STR_NONE;
}
