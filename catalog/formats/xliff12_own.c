// Own mode: only what units say changes; what is new follows the layout of what is there.
#include "catalog/formats/xliff12_splice.h"

// ---- layout

static struct xml_node *own_find(struct splicer *splicer, struct xml_node *unit, const char *name)
{
    return xliff12_child(splicer->document, unit, name);
}

// Layout for a file whose body holds no unit: one step deeper than the body, if body and file differ by a
// step.
static struct str unit_blank_by_body(struct splicer *splicer)
{
    struct str body = xliff_blank_before(&splicer->editor, splicer->body);
    struct str file = xliff_indent_of(xliff_blank_before(&splicer->editor, splicer->body->parent));
    struct str indent = xliff_indent_of(body);
    if (body.len == 0)
        return body;
    return xliff_new_line(&splicer->editor, indent, str_from(indent, file.len));
}

static void own_add_unit(struct splicer *splicer, const struct unit *unit)
{
    struct xml_node *body = splicer->body, *anchor = xliff_last_element(body), *model = anchor;
    while (model && !xliff12_is(splicer->document, model, "trans-unit", splicer->options))
        model = model->previous;
    // Units that were just put in are verbatim: they follow the element and its white space.
    struct xml_node *next = anchor ? anchor->next : body->first;
    while (next && next->kind == XML_VERBATIM)
        next = next->next;
    struct str blank = anchor ? xliff_blank_before(&splicer->editor, anchor) : unit_blank_by_body(splicer);
    struct xliff_layout layout = xliff_layout_like(&splicer->editor, model, blank);
    bool was_empty = !body->first;
    xliff_insert_text(&splicer->editor, body, blank, next);
    xml_insert(body, xml_verbatim(splice_print_unit(splicer, unit, &layout), splicer->editor.arena), next);
    if (was_empty && blank.len)
        xliff_insert_text(&splicer->editor, body, xliff_blank_before(&splicer->editor, body), NULL);
}

static struct xml_node *anchor_for(struct splicer *splicer, struct xml_node *unit, const char *name)
{
    static const char *const before_target[] = {"seg-source", "source"};
    for (size_t i = 0; i < 2 && strcmp(name, "target") == 0; i++) {
        struct xml_node *anchor = own_find(splicer, unit, before_target[i]);
        if (anchor)
            return anchor;
    }
    return strcmp(name, "source") == 0 ? NULL : xliff_last_element(unit);
}

static void own_add_child(struct splicer *splicer, struct xml_node *unit, const char *name,
                          struct str printed)
{
    xliff_insert_child(&splicer->editor, unit, anchor_for(splicer, unit, name), printed);
}

// The element and the white space before it.
static void own_remove(struct splicer *splicer, struct xml_node *element)
{
    xliff_remove_child(&splicer->editor, element);
}

static void own_renew_note(struct splicer *splicer, struct xml_node *element, const struct note *note)
{
    struct str from = xml_attribute_value(splicer->document, element, "from", splicer->editor.arena);
    if (!str_equal(from, note->from)) {
        const struct xml_attribute_change change = {"from", note->from.len ? note->from : (struct str){0}};
        xml_change_attributes(splicer->document, element, &change, 1, &splicer->editor.style,
                              splicer->editor.arena);
    }
    if (!str_equal(xml_text_within(splicer->document, element, splicer->editor.arena), note->text))
        splice_fill_note(splicer, element, note);
}

static void renew_locations(struct splicer *splicer, struct xml_node *element, const struct unit *unit)
{
    for (struct xml_node *node = element->first, *next; node; node = next) {
        next = node->next;
        if (xliff12_is_location(splicer->document, node, splicer->options))
            own_remove(splicer, node);
    }
    for (size_t i = 0; i < unit->locations.count; i++) {
        struct buf out = {0};
        struct xliff12_printer printer = splice_printer(splicer, &out);
        xliff12_print_location(&printer, unit->locations.at[i]);
        own_add_child(splicer, element, "context-group", buf_finish(&out, splicer->editor.arena));
    }
}

// Note i of a unit is the i-th of the file.
static void own_renew_notes(struct splicer *splicer, struct xml_node *element, const struct unit *unit)
{
    struct xml_node *node = xliff12_next_note(splicer->document, element, NULL, splicer->options), *next;
    size_t i = 0;
    for (; node; node = next, i++) {
        next = xliff12_next_note(splicer->document, element, node, splicer->options);
        if (i >= unit->notes.count || unit->notes.at[i].removed)
            own_remove(splicer, node);
        else
            own_renew_note(splicer, node, &unit->notes.at[i]);
    }
    for (; i < unit->notes.count; i++)
        if (!unit->notes.at[i].removed)
            own_add_child(splicer, element, "note", splice_print_note(splicer, &unit->notes.at[i]));
    renew_locations(splicer, element, unit);
}

// ---- states, which only own mode writes

static struct str text_or_none(const char *text)
{
    return text ? str_of(text) : (struct str){0};
}

static struct str attribute_of(struct splicer *splicer, const struct xml_node *element, const char *name)
{
    return xml_attribute_value(splicer->document, element, name, splicer->editor.arena);
}

// A target that may go without a state gets one where others of the file have one.
static void renew_target_state(struct splicer *splicer, struct xml_node *target, const struct unit *unit)
{
    struct str old = attribute_of(splicer, target, "state");
    struct str qualifier = attribute_of(splicer, target, "state-qualifier");
    struct xliff12_state state = xliff12_target_state(unit);
    bool says_enough = xliff12_is_done(old) || !pattern_is_blank(&unit->target);
    if (xliff12_state_of(old, qualifier) == unit->state && says_enough)
        return;
    if (!state.state && splicer->says_done)
        state.state = "translated";
    const struct xml_attribute_change changes[] = {{"state", text_or_none(state.state)},
                                                   {"state-qualifier", text_or_none(state.qualifier)}};
    xml_change_attributes(splicer->document, target, changes, 2, &splicer->editor.style,
                          splicer->editor.arena);
}

struct tag_changes {
    struct xml_attribute_change at[4];
    size_t count;
};

static void change_tag(struct tag_changes *changes, const char *name, struct str value)
{
    changes->at[changes->count++] = (struct xml_attribute_change){name, value};
}

// Its id, whether it is in use, and that what must be looked at again is not approved any more.
static void renew_unit_tag(struct splicer *splicer, struct xml_node *element, const struct unit *unit)
{
    struct tag_changes changes = {0};
    bool was_obsolete = str_is(attribute_of(splicer, element, "extradata"), XLIFF12_OBSOLETE);
    bool is_approved = str_is(attribute_of(splicer, element, "approved"), "yes");
    if (unit->read_id.len)
        change_tag(&changes, "id", unit->id);
    if (is_approved && unit->state_changed && !unit_is_done(unit))
        change_tag(&changes, "approved", STR("no"));
    if (unit->is_obsolete != was_obsolete) {
        change_tag(&changes, "translate", text_or_none(unit->is_obsolete ? "no" : NULL));
        change_tag(&changes, "extradata", text_or_none(unit->is_obsolete ? XLIFF12_OBSOLETE : NULL));
    }
    if (changes.count)
        xml_change_attributes(splicer->document, element, changes.at, changes.count, &splicer->editor.style,
                              splicer->editor.arena);
}

static struct xml_node *previous_note(struct splicer *splicer, struct xml_node *element)
{
    for (struct xml_node *node = element->first; node; node = node->next)
        if (xliff12_is(splicer->document, node, "note", splicer->options) &&
            str_is(xml_attribute_value(splicer->document, node, "from", splicer->editor.arena),
                   XLIFF12_PREVIOUS))
            return node;
    return NULL;
}

static void renew_previous(struct splicer *splicer, struct xml_node *element, const struct unit *unit)
{
    struct xml_node *node = previous_note(splicer, element);
    if (node && !unit->has_previous)
        own_remove(splicer, node);
    if (!unit->has_previous)
        return;
    struct note note = {.from = STR(XLIFF12_PREVIOUS),
                        .text = xliff12_fragment(&unit->previous, splicer->options, splicer->editor.arena)};
    if (node)
        own_renew_note(splicer, node, &note);
    else
        own_add_child(splicer, element, "note", splice_print_note(splicer, &note));
}

static void own_renew_rest(struct splicer *splicer, struct xml_node *element, const struct unit *unit)
{
    struct xml_node *target = own_find(splicer, element, "target");
    renew_unit_tag(splicer, element, unit);
    if (target && unit->has_target && (unit->state_changed || unit->target_changed))
        renew_target_state(splicer, target, unit);
    if (unit->state_changed || unit->target_changed || unit->source_changed)
        renew_previous(splicer, element, unit);
}

static void own_finish(struct splicer *splicer)
{
    (void)splicer;
}

const struct xliff12_ways xliff12_own_ways = {.find = own_find,
                                              .add_unit = own_add_unit,
                                              .add_child = own_add_child,
                                              .renew_notes = own_renew_notes,
                                              .renew_rest = own_renew_rest,
                                              .remove = own_remove,
                                              .finish = own_finish};
