#include "base/utf.h"

#include "base/lanes.h"

static bool continues(struct str text, size_t at, size_t count)
{
    if (count > text.len - at)
        return false;
    for (size_t i = 0; i < count; i++)
        if (((unsigned char)text.at[at + i] & 0xc0) != 0x80)
            return false;
    return true;
}

static uint32_t trail(struct str text, size_t at)
{
    return (unsigned char)text.at[at] & 0x3fu;
}

uint32_t utf_next_long(struct str text, size_t *at)
{
    unsigned char first = (unsigned char)text.at[*at];
    size_t next = ++*at;
    if (first >= 0xc2 && first < 0xe0 && continues(text, next, 1)) {
        *at += 1;
        return (first & 0x1fu) << 6 | trail(text, next);
    }
    if (first >= 0xe0 && first < 0xf0 && continues(text, next, 2)) {
        uint32_t point = (first & 0x0fu) << 12 | trail(text, next) << 6 | trail(text, next + 1);
        if (point < 0x800)
            return UTF_INVALID;
        *at += 2;
        return point;
    }
    if (first >= 0xf0 && first < 0xf5 && continues(text, next, 3)) {
        uint32_t point = (first & 0x07u) << 18 | trail(text, next) << 12 | trail(text, next + 1) << 6 |
                         trail(text, next + 2);
        if (point < 0x10000 || point > 0x10ffff)
            return UTF_INVALID;
        *at += 3;
        return point;
    }
    return UTF_INVALID;
}

// The high surrogate that ends the buffer, or 0.
static uint32_t ending_high_surrogate(const struct buf *buf)
{
    if (buf->len < 3)
        return 0;
    const unsigned char *end = (const unsigned char *)buf->at + buf->len - 3;
    if (end[0] != 0xed || end[1] < 0xa0 || end[1] > 0xaf)
        return 0;
    return 0xd000u | (end[1] & 0x3fu) << 6 | (end[2] & 0x3fu);
}

void utf_add(struct buf *buf, uint32_t point)
{
    if (point >= 0xdc00 && point <= 0xdfff) {
        uint32_t high = ending_high_surrogate(buf);
        if (high) {
            buf->len -= 3;
            point = 0x10000 + ((high - 0xd800) << 10) + (point - 0xdc00);
        }
    }
    if (point < 0x80) {
        buf_byte(buf, (char)point);
        return;
    }
    buf_reserve(buf, 4);
    if (point < 0x800) {
        buf_byte(buf, (char)(0xc0 | point >> 6));
    } else {
        if (point < 0x10000) {
            buf_byte(buf, (char)(0xe0 | point >> 12));
        } else {
            buf_byte(buf, (char)(0xf0 | point >> 18));
            buf_byte(buf, (char)(0x80 | (point >> 12 & 0x3f)));
        }
        buf_byte(buf, (char)(0x80 | (point >> 6 & 0x3f)));
    }
    buf_byte(buf, (char)(0x80 | (point & 0x3f)));
}

static bool is_surrogate(uint32_t point)
{
    return point >= 0xd800 && point <= 0xdfff;
}

// How many bytes at the beginning are ASCII.
LANES_BODY size_t skip_ascii_body(const char *at, size_t len)
{
    enum { step = sizeof(wide_lanes) };
    wide_lanes first, second;
    size_t done = 0;
    for (; len - done >= 2 * step; done += 2 * step) {
        memcpy(&first, at + done, step);
        memcpy(&second, at + done + step, step);
        first |= second;
        if (wide_any(&first))
            break;
    }
    while (done < len && (unsigned char)at[done] < 0x80)
        done++;
    return done;
}
LANES_TWICE(size_t, skip_ascii, (const char *at, size_t len), at, len);

// From where a sequence begins, behind at least three bytes: as many blocks as are well-formed, going by each
// byte and the three before it.
LANES_BODY size_t skip_sequences_body(const char *text, size_t at, size_t len)
{
    enum { step = sizeof(wide_lanes) };
    wide_lanes byte, before, second, third, wrong; // the byte, that before it, and so on
    for (; len - at >= step; at += step) {
        memcpy(&byte, text + at, step);
        memcpy(&before, text + at - 1, step);
        memcpy(&second, text + at - 2, step);
        memcpy(&third, text + at - 3, step);
        wrong =
            (wide_lanes)(((byte & (uint8_t)0xc0) == (uint8_t)0x80) ^
                         ((before >= (uint8_t)0xc2) | (second >= (uint8_t)0xe0) | (third >= (uint8_t)0xf0)));
        wrong |= (wide_lanes)(((byte & (uint8_t)0xfe) == (uint8_t)0xc0) | (byte > (uint8_t)0xf4));
        // Overlong ones, surrogates, and what is beyond the last code point.
        wrong |= (wide_lanes)(((before == (uint8_t)0xe0) & (byte < (uint8_t)0xa0)) |
                              ((before == (uint8_t)0xed) & (byte > (uint8_t)0x9f)) |
                              ((before == (uint8_t)0xf0) & (byte < (uint8_t)0x90)) |
                              ((before == (uint8_t)0xf4) & (byte > (uint8_t)0x8f)));
        if (wide_any(&wrong))
            break;
    }
    return at;
}
LANES_TWICE(size_t, skip_sequences, (const char *text, size_t at, size_t len), text, at, len);

size_t utf_first_invalid(struct str text)
{
    enum { looked_back = 3 };
    bool is_skipped = false;
    for (size_t at = skip_ascii(text.at, text.len), start = at; at < text.len; start = at) {
        if (!is_skipped && at >= looked_back) {
            is_skipped = true;
            at = skip_sequences(text.at, at, text.len) - 1; // the last one may go on there
            while (utf_is_inside(text, at))
                at--;
            start = at;
        }
        uint32_t point = utf_next(text, &at);
        if (point == UTF_INVALID || is_surrogate(point))
            return start;
    }
    return STR_NONE;
}

size_t utf_units(struct str text)
{
    size_t units = 0;
    for (size_t at = 0; at < text.len;)
        units += utf_units_of(utf_next(text, &at));
    return units;
}

// Ranges of Unicode 15, joined where nothing of another width lies between: Mn, Me and Cf with width 0, then
// East Asian Width W and F (UAX #11).
static const struct {
    uint32_t first, last;
    uint8_t columns;
} widths[] = {
    {0x300, 0x36f, 0},     {0x483, 0x489, 0},     {0x591, 0x5bd, 0},     {0x610, 0x61a, 0},
    {0x64b, 0x65f, 0},     {0x1100, 0x115f, 2},   {0x200b, 0x200f, 0},   {0x20d0, 0x20f0, 0},
    {0x2e80, 0x303e, 2},   {0x3041, 0x4dbf, 2},   {0x4e00, 0xa4cf, 2},   {0xa960, 0xa97c, 2},
    {0xac00, 0xd7a3, 2},   {0xf900, 0xfaff, 2},   {0xfe00, 0xfe0f, 0},   {0xfe30, 0xfe6f, 2},
    {0xfeff, 0xfeff, 0},   {0xff00, 0xff60, 2},   {0xffe0, 0xffe6, 2},   {0x16fe0, 0x18cff, 2},
    {0x1b000, 0x1b2fb, 2}, {0x1f300, 0x1f64f, 2}, {0x1f680, 0x1f6fc, 2}, {0x1f900, 0x1faff, 2},
    {0x20000, 0x3fffd, 2}, {0xe0100, 0xe01ef, 0},
};

static size_t columns_of(uint32_t point)
{
    for (size_t i = 0; i < sizeof widths / sizeof *widths && point >= widths[i].first; i++)
        if (point <= widths[i].last)
            return widths[i].columns;
    return 1;
}

size_t utf_columns(struct str text)
{
    size_t columns = 0;
    for (size_t at = 0; at < text.len;)
        columns += columns_of(utf_next(text, &at));
    return columns;
}

void utf_add_strict(struct buf *buf, struct str text)
{
    size_t copied = 0;
    for (size_t at = 0; (at = str_find_byte(text, (char)0xed, at)) != STR_NONE;) {
        size_t start = at; // only surrogates start with ED A0 … ED BF
        if (!is_surrogate(utf_next(text, &at)))
            continue;
        buf_add(buf, str_slice(text, copied, start));
        buf_add(buf, STR("\xef\xbf\xbd"));
        copied = at;
    }
    buf_add(buf, str_from(text, copied));
}

bool utf_is_js_space(uint32_t point)
{
    return (point >= 0x09 && point <= 0x0d) || point == 0x20 || point == 0xa0 || point == 0x1680 ||
           (point >= 0x2000 && point <= 0x200a) || point == 0x2028 || point == 0x2029 || point == 0x202f ||
           point == 0x205f || point == 0x3000 || point == 0xfeff;
}

// A first byte never continues another sequence, so this is what reading from the front would find there.
uint32_t utf_previous_long(struct str text, size_t end, size_t *start)
{
    size_t first = end - 1, least = end < 4 ? 0 : end - 4;
    while (first > least && utf_is_inside(text, first))
        first--;
    size_t at = *start = first;
    uint32_t point = utf_next(str_slice(text, 0, end), &at);
    if (at == end)
        return point;
    *start = end - 1;
    return UTF_INVALID;
}

struct str utf_trim(struct str text)
{
    size_t start = 0, end = text.len, before;
    for (size_t at = 0; start < end && utf_is_js_space(utf_next(text, &at)); start = at)
        ;
    while (end > start && utf_is_js_space(utf_previous(text, end, &before)))
        end = before;
    return start < end ? str_slice(text, start, end) : (struct str){text.at, 0};
}

struct str utf_skip_bom(struct str text, bool *had_bom)
{
    *had_bom = str_starts(text, STR("\xef\xbb\xbf"));
    return *had_bom ? str_from(text, 3) : text;
}
