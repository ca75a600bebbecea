// Drop-in mode: a file changes as lit-localize changes it through a DOM.
#include "catalog/formats/xliff12_splice.h"

static struct xml_node *peer_find(struct splicer *splicer, struct xml_node *unit, const char *name)
{
    struct xml_node *first;
    return xml_count(splicer->document, unit, name, &first) == 1 ? first : NULL;
}

// Directly before the last child, whatever that is.
static void peer_insert(struct splicer *splicer, struct xml_node *parent, struct str printed, bool in_unit)
{
    struct xml_node *last = parent->last;
    xliff_insert_text(&splicer->editor, parent, in_unit ? STR("\n  ") : STR("\n"), last);
    xml_insert(parent, xml_verbatim(printed, splicer->editor.arena), last);
    if (!last)
        xliff_insert_text(&splicer->editor, parent, STR("\n"), NULL);
}

static void peer_add_unit(struct splicer *splicer, const struct unit *unit)
{
    struct str printed = splice_print_unit(splicer, unit, &(struct xliff_layout){STR("\n  "), STR("\n")});
    peer_insert(splicer, splicer->body, printed, false);
}

static void peer_add_child(struct splicer *splicer, struct xml_node *unit, const char *name,
                           struct str printed)
{
    (void)name;
    peer_insert(splicer, unit, printed, true);
}

static void peer_renew_note(struct splicer *splicer, struct xml_node *element, const struct note *note)
{
    struct xml_attribute from;
    if (!xml_attribute_find(splicer->document, element, "from", &from)) {
        const struct xml_attribute_change change = {"from", note->from};
        xml_change_attributes(splicer->document, element, &change, 1, &splicer->editor.style,
                              splicer->editor.arena);
    }
    splice_fill_note(splicer, element, note);
}

// Whether filling the element with the text that it holds would change its bytes.
static bool is_plain(const struct xml_node *element)
{
    return !element->first || (element->first->kind == XML_TEXT && !element->first->next);
}

static bool must_renew(struct splicer *splicer, const struct xml_node *element, const struct note *note)
{
    struct xml_attribute from;
    bool has_from = xml_attribute_find(splicer->document, element, "from", &from);
    bool is_signed = str_equal(note->from, splicer->options->tool);
    return !str_equal(xml_text_within(splicer->document, element, splicer->editor.arena), note->text) ||
           (!has_from && note->from.len) || (is_signed && !is_plain(element));
}

// Note i of a unit is the i-th of the file. The developer's is among them, or is new; others are as they
// were.
static void peer_renew_notes(struct splicer *splicer, struct xml_node *element, const struct unit *unit)
{
    struct xml_node *node = xliff12_next_note(splicer->document, element, NULL, splicer->options), *next;
    for (size_t i = 0; i < unit->notes.count; i++, node = next) {
        const struct note *note = &unit->notes.at[i];
        next = node ? xliff12_next_note(splicer->document, element, node, splicer->options) : NULL;
        if (!node)
            peer_insert(splicer, element, splice_print_note(splicer, note), true);
        else if (must_renew(splicer, node, note))
            peer_renew_note(splicer, node, note);
    }
}

static void peer_remove(struct splicer *splicer, struct xml_node *unit)
{
    if (unit->parent != splicer->body) {
        diag_add(splicer->diags, KIND_UNIT_IN_GROUP, xml_tag_span(splicer->document, unit),
                 "the unit is in no source any more, and it stands inside another element");
        splicer->is_fine = false;
        return;
    }
    if (unit->previous && unit->previous->kind == XML_TEXT)
        xml_remove(unit->previous);
    xml_remove(unit);
}

// White space at the very end goes, then one line end follows.
static void peer_finish(struct splicer *splicer)
{
    struct xml_node *root = &splicer->document->root;
    if (root->last && root->last->kind == XML_TEXT)
        xml_remove(root->last);
    xliff_insert_text(&splicer->editor, root, STR("\n"), NULL);
}

static void peer_renew_rest(struct splicer *splicer, struct xml_node *element, const struct unit *unit)
{
    (void)splicer, (void)element, (void)unit; // no states
}

const struct xliff12_ways xliff12_peer_ways = {.find = peer_find,
                                               .add_unit = peer_add_unit,
                                               .add_child = peer_add_child,
                                               .renew_notes = peer_renew_notes,
                                               .renew_rest = peer_renew_rest,
                                               .remove = peer_remove,
                                               .finish = peer_finish};
