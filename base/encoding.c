#include "base/encoding.h"

#include "base/utf.h"

bool encoding_of_name(struct str name, enum encoding *out)
{
    static const struct {
        const char *name;
        enum encoding encoding;
    } names[] = {{"UTF-8", ENCODING_UTF8},           {"UTF8", ENCODING_UTF8},
                 {"UTF-16", ENCODING_UTF16_LITTLE},  {"UTF-16LE", ENCODING_UTF16_LITTLE},
                 {"UTF-16BE", ENCODING_UTF16_BIG},   {"ISO-8859-1", ENCODING_ISO_8859_1},
                 {"ISO8859-1", ENCODING_ISO_8859_1}, {"ISO_8859-1", ENCODING_ISO_8859_1},
                 {"latin1", ENCODING_ISO_8859_1},    {"windows-1252", ENCODING_WINDOWS_1252},
                 {"cp1252", ENCODING_WINDOWS_1252},  {"US-ASCII", ENCODING_ASCII},
                 {"ASCII", ENCODING_ASCII}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_equal_ignoring_case(name, str_of(names[i].name))) {
            *out = names[i].encoding;
            return true;
        }
    return false;
}

// ---- single bytes

const uint16_t encoding_windows_1252[32] = {
    0x20ac, 0x81,   0x201a, 0x192,  0x201e, 0x2026, 0x2020, 0x2021, 0x2c6,  0x2030, 0x160,
    0x2039, 0x152,  0x8d,   0x17d,  0x8f,   0x90,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x2dc,  0x2122, 0x161,  0x203a, 0x153,  0x9d,   0x17e,  0x178,
};

static uint32_t point_of_byte(unsigned char byte, enum encoding encoding)
{
    bool is_special = encoding == ENCODING_WINDOWS_1252 && byte >= 0x80 && byte < 0xa0;
    return is_special ? encoding_windows_1252[byte - 0x80] : byte;
}

// The byte that stands for the code point, or -1.
static int byte_of_point(uint32_t point, enum encoding encoding)
{
    if (encoding == ENCODING_WINDOWS_1252)
        for (int i = 0; i < 32; i++)
            if (encoding_windows_1252[i] == point)
                return 0x80 + i;
    bool is_shadowed = encoding == ENCODING_WINDOWS_1252 && point >= 0x80 && point < 0xa0;
    uint32_t most = encoding == ENCODING_ASCII ? 0x7f : 0xff;
    return point <= most && !is_shadowed ? (int)point : -1;
}

// ---- two bytes

static uint32_t unit_at(struct str bytes, size_t at, enum encoding encoding)
{
    unsigned first = (unsigned char)bytes.at[at], second = (unsigned char)bytes.at[at + 1];
    return encoding == ENCODING_UTF16_LITTLE ? second << 8 | first : first << 8 | second;
}

static bool decode_pairs(struct str bytes, enum encoding encoding, struct buf *out, size_t *bad)
{
    size_t at = 0;
    for (; at + 1 < bytes.len; at += 2) {
        uint32_t point = unit_at(bytes, at, encoding);
        if (point >= 0xd800 && point < 0xdc00 && at + 3 < bytes.len) {
            uint32_t low = unit_at(bytes, at + 2, encoding);
            if (low >= 0xdc00 && low < 0xe000) {
                point = 0x10000 + ((point - 0xd800) << 10) + (low - 0xdc00);
                at += 2;
            }
        }
        *bad = at;
        if (point >= 0xd800 && point < 0xe000)
            return false;
        utf_add(out, point);
    }
    *bad = at;
    return at == bytes.len;
}

static void add_unit(struct buf *out, uint32_t unit, enum encoding encoding)
{
    char high = (char)(unit >> 8), low = (char)(unit & 0xff);
    buf_byte(out, encoding == ENCODING_UTF16_LITTLE ? low : high);
    buf_byte(out, encoding == ENCODING_UTF16_LITTLE ? high : low);
}

static void encode_pairs(uint32_t point, enum encoding encoding, struct buf *out)
{
    if (point < 0x10000) {
        add_unit(out, point, encoding);
        return;
    }
    add_unit(out, 0xd800 + ((point - 0x10000) >> 10), encoding);
    add_unit(out, 0xdc00 + ((point - 0x10000) & 0x3ff), encoding);
}

// ----

static bool is_of_pairs(enum encoding encoding)
{
    return encoding == ENCODING_UTF16_LITTLE || encoding == ENCODING_UTF16_BIG;
}

bool encoding_decode(struct str bytes, enum encoding encoding, struct buf *out, size_t *bad)
{
    buf_reserve(out, bytes.len + bytes.len / 2);
    if (is_of_pairs(encoding))
        return decode_pairs(bytes, encoding, out, bad);
    if (encoding == ENCODING_UTF8) {
        buf_add(out, bytes);
        *bad = utf_first_invalid(bytes);
        return *bad == STR_NONE;
    }
    for (size_t i = 0; i < bytes.len; i++) {
        unsigned char byte = (unsigned char)bytes.at[i];
        *bad = i;
        if (encoding == ENCODING_ASCII && byte > 0x7f)
            return false;
        utf_add(out, point_of_byte(byte, encoding));
    }
    return true;
}

void encoding_encode(struct str text, enum encoding encoding, struct buf *out)
{
    if (encoding == ENCODING_UTF8) {
        buf_add(out, text);
        return;
    }
    buf_reserve(out, is_of_pairs(encoding) ? text.len * 2 : text.len);
    for (size_t at = 0; at < text.len;) {
        uint32_t point = utf_next(text, &at);
        int byte = is_of_pairs(encoding) ? -1 : byte_of_point(point, encoding);
        if (is_of_pairs(encoding))
            encode_pairs(point, encoding, out);
        else if (byte >= 0)
            buf_byte(out, (char)byte);
        else
            buf_print(out, "&#%u;", point);
    }
}
