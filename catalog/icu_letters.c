#include "catalog/icu_letters.h"

#include "base/utf.h"

struct points {
    uint32_t first, last;
};

static bool is_among(const struct points *rows, size_t count, uint32_t point)
{
    while (count > 0) {
        size_t middle = count / 2;
        if (point < rows[middle].first) {
            count = middle;
        } else if (point > rows[middle].last) {
            rows += middle + 1;
            count -= middle + 1;
        } else {
            return true;
        }
    }
    return false;
}

bool icu_is_space(uint32_t point)
{
    return (point >= 0x09 && point <= 0x0d) || point == 0x20 || point == 0x85 || point == 0x200e ||
           point == 0x200f || point == 0x2028 || point == 0x2029;
}

// Both properties never change: Pattern_Syntax is closed for ever, and so, in practice, is White_Space.
bool icu_is_name(uint32_t point)
{
    static const struct points others[] = {
        {0x09, 0x0d},     {0x20, 0x2f},     {0x3a, 0x40},          {0x5b, 0x5e},     {0x60, 0x60},
        {0x7b, 0x7e},     {0x85, 0x85},     {0xa0, 0xa7},          {0xa9, 0xa9},     {0xab, 0xac},
        {0xae, 0xae},     {0xb0, 0xb1},     {0xb6, 0xb6},          {0xbb, 0xbb},     {0xbf, 0xbf},
        {0xd7, 0xd7},     {0xf7, 0xf7},     {0x1680, 0x1680},      {0x2000, 0x200a}, {0x2010, 0x2029},
        {0x202f, 0x203e}, {0x2041, 0x2053}, {0x2055, 0x205f},      {0x2190, 0x245f}, {0x2500, 0x2775},
        {0x2794, 0x2bff}, {0x2e00, 0x2e7f}, {0x3000, 0x3003},      {0x3008, 0x3020}, {0x3030, 0x3030},
        {0xfd3e, 0xfd3f}, {0xfe45, 0xfe46}, {0x110000, UINT32_MAX}};
    return !is_among(others, sizeof others / sizeof *others, point);
}

bool icu_is_tag_name(uint32_t point)
{
    static const struct points letters[] = {
        {'-', '.'},       {'0', '9'},       {'A', 'Z'},        {'_', '_'},       {'a', 'z'},
        {0xb7, 0xb7},     {0xc0, 0xd6},     {0xd8, 0xf6},      {0xf8, 0x37d},    {0x37f, 0x1fff},
        {0x200c, 0x200d}, {0x203f, 0x2040}, {0x2070, 0x218f},  {0x2c00, 0x2fef}, {0x3001, 0xd7ff},
        {0xf900, 0xfdcf}, {0xfdf0, 0xfffd}, {0x10000, 0xeffff}};
    return is_among(letters, sizeof letters / sizeof *letters, point);
}

static bool is_made_of(struct str name, bool (*belongs)(uint32_t point))
{
    for (size_t at = 0; at < name.len;)
        if (!belongs(utf_next(name, &at)))
            return false;
    return name.len > 0;
}

bool icu_names_argument(struct str name)
{
    return is_made_of(name, icu_is_name);
}

bool icu_names_tag(struct str name, bool has_numbers)
{
    return is_made_of(name, icu_is_tag_name) && icu_starts_tag(name.at[0], has_numbers);
}
