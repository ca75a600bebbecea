#include "base/str.h"

#include "base/byte.h"
#include "base/lanes.h"

#include <limits.h>

int str_compare(struct str a, struct str b)
{
    size_t shared = a.len < b.len ? a.len : b.len;
    int order = shared ? memcmp(a.at, b.at, shared) : 0;
    if (order == 0)
        order = (a.len > b.len) - (a.len < b.len);
    return (order > 0) - (order < 0);
}

// Two bytes that stand in what is looked for: few places have both.
struct pair {
    char first, second;
    size_t at_first, at_second; // their offsets
};

static inline void pair_at(const char *at, const struct pair *pair, wide_lanes *both)
{
    wide_lanes first, second;
    memcpy(&first, at + pair->at_first, sizeof first);
    memcpy(&second, at + pair->at_second, sizeof second);
    *both = (wide_lanes)((first == (uint8_t)pair->first) & (second == (uint8_t)pair->second));
}

// The first of so many places, or their number. It calls nothing, so that all is kept in registers.
LANES_BODY size_t find_pair_body(const char *text, size_t count, const struct pair *pair)
{
    enum { step = sizeof(wide_lanes) };
    wide_lanes here, there, any;
    size_t at = 0;
    while (count - at >= 2 * step) {
        pair_at(text + at, pair, &here);
        pair_at(text + at + step, pair, &there);
        any = here | there;
        if (wide_any(&any))
            break;
        at += 2 * step;
    }
    for (; count - at >= step; at += step) {
        pair_at(text + at, pair, &here);
        unsigned mask = wide_mask(&here);
        if (mask)
            return at + (size_t)__builtin_ctz(mask);
    }
    while (at < count &&
           (text[at + pair->at_first] != pair->first || text[at + pair->at_second] != pair->second))
        at++;
    return at;
}
LANES_TWICE(size_t, find_pair, (const char *text, size_t count, const struct pair *pair), text, count, pair);

size_t needle_find(struct str text, const struct needle *needle, size_t start)
{
    struct str word = needle->text;
    if (start > text.len || word.len > text.len - start)
        return STR_NONE;
    if (word.len == 0)
        return start;
    const struct pair pair = {word.at[needle->first], word.at[needle->second], needle->first, needle->second};
    size_t end = text.len - word.len + 1; // of the places where it can begin
    for (size_t at = start;; at++) {
        at += find_pair(text.at + at, end - at, &pair);
        if (at == end)
            return STR_NONE;
        if (memcmp(text.at + at, word.at, word.len) == 0)
            return at;
    }
}

size_t str_find(struct str text, struct str needle, size_t start)
{
    const struct needle ends = {needle, 0, needle.len ? needle.len - 1 : 0};
    return needle_find(text, &ends, start);
}

struct needle needle_of(struct str text)
{
    // The most common bytes of sources, the rarest of these first.
    static const char common[] = "xvw,()<>\n.=/\"-bygfhpmucdlsroniate ";
    struct needle needle = {.text = text};
    int rank = INT_MAX, second_rank = INT_MAX;
    for (size_t i = 0; i < text.len; i++) {
        const char *found = strchr(common, text.at[i]);
        int own = found ? (int)(found - common) : -1;
        if (own < rank) {
            needle.second = needle.first, second_rank = rank;
            needle.first = i, rank = own;
        } else if (own < second_rank) {
            needle.second = i, second_rank = own;
        }
    }
    return needle;
}

size_t str_skip_blocks(struct str text, size_t at, const char ends[4])
{
    for (; at + sizeof(lanes) <= text.len; at += sizeof(lanes)) {
        lanes bytes = lanes_at(text.at + at);
        unsigned marks = lanes_mask((lanes)((bytes == (uint8_t)ends[0]) | (bytes == (uint8_t)ends[1]) |
                                            (bytes == (uint8_t)ends[2]) | (bytes == (uint8_t)ends[3])));
        if (marks)
            return at + (size_t)__builtin_ctz(marks);
    }
    return at;
}

LANES_BODY size_t count_byte_body(const char *text, size_t len, char byte)
{
    enum { step = sizeof(wide_lanes) };
    wide_lanes bytes;
    size_t at = 0, count = 0;
    for (; len - at >= step; at += step) {
        memcpy(&bytes, text + at, step);
        bytes = (wide_lanes)(bytes == (uint8_t)byte);
        count += (size_t)__builtin_popcount(wide_mask(&bytes));
    }
    for (; at < len; at++)
        count += text[at] == byte;
    return count;
}
LANES_TWICE(size_t, count_byte, (const char *text, size_t len, char byte), text, len, byte);

size_t str_count_byte(struct str text, char byte)
{
    return count_byte(text.at, text.len, byte);
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
