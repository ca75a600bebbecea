#include "catalog/formats/xliff12_plain.h"

#include "base/lanes.h"
#include "base/utf.h"
#include "catalog/xml.h"

const unsigned char xliff12_stops[256] = {
    ['<'] = XLIFF12_IN_TEXT | XLIFF12_IN_VALUE | XLIFF12_IN_NAME,
    ['>'] = XLIFF12_IN_TEXT | XLIFF12_IN_VALUE | XLIFF12_IN_NAME,
    ['&'] = XLIFF12_IN_TEXT | XLIFF12_IN_VALUE | XLIFF12_IN_NAME,
    ['"'] = XLIFF12_IN_VALUE | XLIFF12_IN_NAME,
    ['\t'] = XLIFF12_IN_VALUE | XLIFF12_IN_NAME | XLIFF12_SPACE,
    ['\n'] = XLIFF12_IN_VALUE | XLIFF12_IN_NAME | XLIFF12_SPACE,
    [' '] = XLIFF12_SPACE,
    [0] = XLIFF12_IN_TEXT | XLIFF12_IN_VALUE | XLIFF12_IN_NAME,
};

const char xliff12_stops_in_text[4] = {'<', '>', '&', 0};

bool xliff12_name_is_plain(struct str name)
{
    for (size_t i = 0; i < name.len; i++)
        if (xliff12_stops[(unsigned char)name.at[i]] & XLIFF12_IN_NAME)
            return false;
    return name.len > 0;
}

// ASCII alone, without control characters but TAB and LF.
static bool is_usual(lanes block)
{
    lanes is_space = (lanes)((block == (uint8_t)'\t') | (block == (uint8_t)'\n'));
    return !lanes_any((lanes)((block < (uint8_t)' ') & ~is_space) | block);
}

// As many blocks as are usual; the last one may overlap the one before.
static size_t skip_usual(struct str bytes)
{
    size_t at = 0;
    while (at + sizeof(lanes) <= bytes.len && is_usual(lanes_at(bytes.at + at)))
        at += sizeof(lanes);
    bool is_last = at > 0 && bytes.len - at < sizeof(lanes);
    return is_last && is_usual(lanes_at(bytes.at + bytes.len - sizeof(lanes))) ? bytes.len : at;
}

enum { most_ahead = 2 }; // bytes behind a block that tell about its last one

// Whether a character may begin in the block that XML forbids, or that reading makes a line end of: controls,
// U+FFFE and U+FFFF, U+0085 and U+2028.
static bool is_harmful(const char *at)
{
    lanes byte = lanes_at(at), next = lanes_at(at + 1), third = lanes_at(at + most_ahead);
    lanes is_space = (lanes)((byte == (uint8_t)'\t') | (byte == (uint8_t)'\n'));
    return lanes_any((lanes)(((byte < (uint8_t)' ') & ~is_space) |
                             ((byte == (uint8_t)0xef) & (next == (uint8_t)0xbf)) |
                             ((byte == (uint8_t)0xc2) & (next == (uint8_t)0x85)) |
                             ((byte == (uint8_t)0xe2) & (third == (uint8_t)0xa8))));
}

static size_t skip_harmless(struct str bytes)
{
    size_t at = 0;
    while (at + sizeof(lanes) + most_ahead <= bytes.len && !is_harmful(bytes.at + at))
        at += sizeof(lanes);
    return at;
}

bool xliff12_characters_are_plain(struct str bytes, struct arena *arena)
{
    struct str rest = str_from(bytes, skip_usual(bytes));
    if (utf_first_invalid(rest) != STR_NONE)
        return false;
    rest = str_from(rest, skip_harmless(rest));
    return rest.len == 0 ||
           (xml_first_forbidden(rest) == STR_NONE && xml_unix_lines(rest, arena).at == rest.at);
}
