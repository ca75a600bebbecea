// Names of XML 1.0 (fifth edition), section 2.3, and their parts by Namespaces in XML 1.0. See xml.h.
#include "base/utf.h"
#include "catalog/xml.h"

struct str xml_local_name(struct str name)
{
    size_t colon = str_find_byte(name, ':', 0);
    return colon == STR_NONE ? name : str_from(name, colon + 1);
}

struct str xml_prefix(struct str name)
{
    size_t colon = str_find_byte(name, ':', 0);
    return str_slice(name, 0, colon == STR_NONE ? 0 : colon);
}

bool xml_is_local(const struct xml_document *document, const struct xml_node *node, const char *name)
{
    return node && node->kind == XML_ELEMENT && str_is(xml_local_name(xml_name(document, node)), name);
}

// NameStartChar without the colon.
static bool starts_name(uint32_t point)
{
    static const struct {
        uint32_t first, last;
    } ranges[] = {{'A', 'Z'},       {'_', '_'},       {'a', 'z'},       {0xc0, 0xd6},     {0xd8, 0xf6},
                  {0xf8, 0x2ff},    {0x370, 0x37d},   {0x37f, 0x1fff},  {0x200c, 0x200d}, {0x2070, 0x218f},
                  {0x2c00, 0x2fef}, {0x3001, 0xd7ff}, {0xf900, 0xfdcf}, {0xfdf0, 0xfffd}, {0x10000, 0xeffff}};
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (point >= ranges[i].first && point <= ranges[i].last)
            return true;
    return false;
}

// NameChar without the colon.
static bool is_in_name(uint32_t point)
{
    return starts_name(point) || point == '-' || point == '.' || (point >= '0' && point <= '9') ||
           point == 0xb7 || (point >= 0x300 && point <= 0x36f) || (point >= 0x203f && point <= 0x2040);
}

bool xml_is_nmtoken(struct str text)
{
    for (size_t at = 0; at < text.len;) {
        uint32_t point = utf_next(text, &at);
        if (!is_in_name(point) && point != ':')
            return false;
    }
    return text.len > 0;
}

bool xml_is_ncname(struct str text)
{
    size_t at = 0;
    if (text.len == 0 || !starts_name(utf_next(text, &at)))
        return false;
    while (at < text.len)
        if (!is_in_name(utf_next(text, &at)))
            return false;
    return true;
}
