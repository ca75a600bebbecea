// Mutation of XML: elements with all that is in them, tags, attributes, references, comments (structure.h).
// Included once by a fuzz target.
#ifndef TESTS_FUZZ_MUTATE_XML_H
#define TESTS_FUZZ_MUTATE_XML_H

#include "tests/fuzz/structure.h"

static bool is_xml_start(struct str text, size_t at)
{
    char before = at ? text.at[at - 1] : 0, c = text.at[at];
    bool is_name = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return c == '<' || c == '&' || (before == ' ' && is_name);
}

static size_t xml_behind(struct str text, size_t at, const char *end)
{
    size_t found = str_find(text, str_of(end), at);
    return found == STR_NONE ? text.len : found + strlen(end);
}

// Behind the tag that closes the element, by counting all tags.
static size_t xml_element_end(struct str text, size_t at)
{
    size_t depth = 0;
    for (; at < text.len; at++) {
        if (text.at[at] != '<')
            continue;
        bool closes = at + 1 < text.len && text.at[at + 1] == '/';
        size_t end = xml_behind(text, at, ">");
        bool is_empty = end >= 2 && text.at[end - 2] == '/';
        depth += !closes && !is_empty;
        depth -= closes && depth > 0;
        at = end - 1;
        if (depth == 0)
            return end;
    }
    return text.len;
}

static size_t xml_end_of(struct str text, size_t at)
{
    if (text.at[at] == '&')
        return xml_behind(text, at, ";");
    if (str_starts(str_from(text, at), STR("<!--")))
        return xml_behind(text, at, "-->");
    if (text.at[at] == '<')
        return at % 3 ? xml_element_end(text, at) : xml_behind(text, at, ">");
    size_t quote = str_find_byte(text, '"', at); // an attribute
    return quote == STR_NONE ? at + 1 : xml_behind(text, quote + 1, "\"");
}

size_t LLVMFuzzerCustomMutator(uint8_t *bytes, size_t len, size_t most, unsigned seed)
{
    static const char *const around[][2] = {{"<g id=\"1\">", "</g>"},
                                            {"<mrk id=\"m1\" type=\"term\">", "</mrk>"},
                                            {"<pc id=\"1\">", "</pc>"},
                                            {"<group id=\"g\">", "</group>"},
                                            {"<target>", "</target>"},
                                            {"<note>", "</note>"},
                                            {"<unit id=\"u\">", "</unit>"},
                                            {"<segment>", "</segment>"},
                                            {"<sub>", "</sub>"},
                                            {"<!--", "-->"},
                                            {"<![CDATA[", "]]>"},
                                            {"<ph id=\"1\">", "</ph>"}};
    static const char *const words[] = {"&amp;",
                                        "&#10;",
                                        "&#x1F600;",
                                        "&lt;",
                                        "<?x y?>",
                                        "<x id=\"0\"/>",
                                        "<ph id=\"1\"/>",
                                        "<sc id=\"1\"/>",
                                        "<ec startRef=\"1\"/>",
                                        "<cp hex=\"0001\"/>",
                                        "]]>",
                                        " state=\"final\"",
                                        " xml:space=\"preserve\"",
                                        " xmlns:a=\"urn:a\"",
                                        " approved=\"yes\"",
                                        " translate=\"no\"",
                                        " equiv-text=\"${a}\"",
                                        "\r\n",
                                        "\t",
                                        "\xc2\xa0",
                                        "<ignorable>",
                                        "<alt-trans>"};
    static const struct structure xml = {is_xml_start, xml_end_of,
                                         around,       sizeof around / sizeof *around,
                                         words,        sizeof words / sizeof *words};
    return structure_mutate(&xml, bytes, len, most, seed);
}

#endif
