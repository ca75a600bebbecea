// XLIFF 2: original data that nothing refers to any more.
#include "catalog/formats/xliff2_splice.h"

// As readers resolve it: without white space at its ends, references decoded.
static void add_mention(struct map *mentions, struct str raw, struct arena *arena)
{
    struct str word = str_trim(xml_decode_value(raw, arena));
    size_t equals = str_rfind_byte(word, '=');
    if (word.len)
        map_set(mentions, word, mentions, arena);
    if (equals != STR_NONE && equals + 1 < word.len)
        map_set(mentions, str_from(word, equals + 1), mentions, arena);
}

// What stands between two quotes of any sort: ids that attributes name are among it, and so are those at the
// end of fragment identifiers ("#d=d1").
static void add_mentions(struct map *mentions, struct str text, struct arena *arena)
{
    for (size_t start = 0, at = 0; at <= text.len; at++) {
        if (at < text.len && text.at[at] != '"' && text.at[at] != '\'')
            continue;
        add_mention(mentions, str_slice(text, start, at), arena);
        start = at + 1;
    }
}

static void add_mentions_of(struct map *mentions, const struct xml_document *document,
                            const struct xml_node *node, struct arena *arena)
{
    size_t end = node->kind == XML_ELEMENT && !node->is_folded ? node->open_end : node->end;
    if (node->printed.len)
        add_mentions(mentions, node->printed, arena);
    if (node->kind != XML_VERBATIM && node->kind != XML_TEXT)
        add_mentions(mentions, str_slice(document->text, node->start, end), arena);
}

// All of the unit but the data themselves.
static void find_mentions(struct xliff2_renewal *renewal, struct map *mentions)
{
    const struct xml_document *document = &renewal->splicer->document->xml;
    const struct xml_node *top = renewal->element;
    for (const struct xml_node *node = top->first; node;) {
        bool is_data = node == renewal->parts.data;
        if (!is_data)
            add_mentions_of(mentions, document, node, renewal->splicer->editor.arena);
        node = is_data ? xml_next_outside(node, top) : xml_next(node, top);
    }
}

// Whether other units may refer to data, which is seldom.
static bool is_referred_to(struct xliff2_splicer *splicer)
{
    if (!splicer->has_sought_references)
        splicer->has_references = str_find(splicer->document->xml.text, STR("/d="), 0) != STR_NONE;
    splicer->has_sought_references = true;
    return splicer->has_references;
}

static bool is_unused(struct xliff2_renewal *renewal, const struct map *mentions, const struct xml_node *node)
{
    struct xliff2_splicer *splicer = renewal->splicer;
    struct xml_attribute id;
    return xliff2_is_core(splicer->document, node, "data") &&
           xml_attribute_find(&splicer->document->xml, node, "id", &id) &&
           !map_has(mentions, str_trim(id.raw)) && str_find_byte(id.raw, '&', 0) == STR_NONE &&
           !is_referred_to(splicer);
}

void xliff2_drop_data(struct xliff2_renewal *renewal)
{
    struct xml_node *data = renewal->parts.data, *next;
    struct map mentions = {0};
    bool is_empty = true;
    if (!data)
        return;
    find_mentions(renewal, &mentions);
    for (struct xml_node *node = data->first; node; node = next) {
        next = node->next;
        if (is_unused(renewal, &mentions, node))
            xliff_remove_child(&renewal->splicer->editor, node);
        else
            is_empty &= node->kind == XML_TEXT;
    }
    if (is_empty)
        xliff_remove_child(&renewal->splicer->editor, data);
}
