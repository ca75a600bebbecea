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

bool xliff12_characters_are_plain(struct str bytes, struct arena *arena)
{
    struct str rest = str_from(bytes, skip_usual(bytes));
    return rest.len == 0 || (utf_first_invalid(rest) == STR_NONE && xml_first_forbidden(rest) == STR_NONE &&
                             xml_unix_lines(rest, arena).at == rest.at);
}
