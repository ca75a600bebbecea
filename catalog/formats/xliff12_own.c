// Own mode: only what units say changes; what is new follows the layout of what is there.
#include "catalog/formats/xliff12_splice.h"

// ---- layout

static struct xml_node *own_find(struct splicer *splicer, struct xml_node *unit, const char *name)
{
    return xliff12_child(splicer->document, unit, name);
}

// Layout for a file whose body holds no unit: one step deeper than the body, if body and file differ by a
// step.
static struct str unit_blank_by_body(struct splicer *splicer, const struct xml_node *element)
{
    struct str body = xliff_blank_before(&splicer->editor, element);
    struct str file = xliff_indent_of(xliff_blank_before(&splicer->editor, element->parent));
    struct str indent = xliff_indent_of(body);
    if (body.len == 0)
        return body;
    return xliff_new_line(&splicer->editor, indent, str_from(indent, file.len));
}

// Where new units of a file go.
static struct xml_node *body_of(struct splicer *splicer, const struct unit *unit)
{
    struct xml_node *body = unit->file < splicer->catalog->files.count ? splicer->bodies[unit->file] : NULL;
    if (!body)
        body = splicer->body;
    if (!body && splicer->is_fine) {
        diag_add(splicer->diags, KIND_CATALOG_STRUCTURE, span_file(splicer->document->path),
                 "there must be a `body` element for new units");
        splicer->is_fine = false;
    }
    return body;
}

static void own_add_unit(struct splicer *splicer, const struct unit *unit)
{
    struct xml_node *body = body_of(splicer, unit);
    if (!body)
        return;
    struct xml_node *anchor = xliff_last_element(body), *model = anchor;
    while (model && !xliff12_is(splicer->document, model, "trans-unit", splicer->options))
        model = model->previous;
    // Units that were just put in are verbatim: they follow the element and its white space.
    struct xml_node *next = anchor ? anchor->next : body->first;
    while (next && next->kind == XML_VERBATIM)
        next = next->next;
    struct str blank =
        anchor ? xliff_blank_before(&splicer->editor, anchor) : unit_blank_by_body(splicer, body);
    if (model)
        xml_unfold(splicer->document, model, splicer->editor.arena);
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
    struct xliff12_state state = xliff12_target_state(unit);
    bool says_enough = xliff12_is_done(old) || !pattern_is_blank(&unit->target);
    if (xliff12_state_in(splicer->document, target, splicer->editor.arena) == unit->state && says_enough)
        return;
    if (!state.state && splicer->says_done)
        state.state = "translated";
    const struct xml_attribute_change changes[] = {{"state", text_or_none(state.state)},
                                                   {"state-qualifier", text_or_none(state.qualifier)}};
    xml_change_attributes(splicer->document, target, changes, 2, &splicer->editor.style,
                          splicer->editor.arena);
}

struct tag_changes {
    struct xml_attribute_change at[6];
    size_t count;
};

static void change_tag(struct tag_changes *changes, const char *name, struct str value)
{
    changes->at[changes->count++] = (struct xml_attribute_change){name, value};
}

static void change_use(struct splicer *splicer, const struct xml_node *element, const struct unit *unit,
                       struct tag_changes *changes)
{
    struct str extra = attribute_of(splicer, element, "extradata");
    bool was_obsolete = str_starts(extra, STR(XLIFF12_OBSOLETE));
    if (unit->is_obsolete == was_obsolete)
        return;
    if (!unit->is_locked)
        change_tag(changes, "translate", text_or_none(unit->is_obsolete ? "no" : NULL));
    change_tag(changes, "extradata",
               text_or_none(!unit->is_obsolete ? NULL
                            : unit->is_locked  ? XLIFF12_OBSOLETE "-locked"
                                               : XLIFF12_OBSOLETE));
}

// Its id, whether it is in use, that what must be looked at again is not approved any more, and what its
// texts are written in.
static void renew_unit_tag(struct splicer *splicer, struct xml_node *element, const struct unit *unit)
{
    struct tag_changes changes = {0};
    bool is_approved = str_is(attribute_of(splicer, element, "approved"), "yes");
    bool was_icu = str_is(attribute_of(splicer, element, "restype"), XLIFF12_ICU);
    if (unit_rare(unit)->read_id.len)
        change_tag(&changes, "id", unit->id);
    if (unit_rare(unit)->read_id.len &&
        !str_equal(attribute_of(splicer, element, "resname"), unit_rare(unit)->name))
        change_tag(&changes, "resname", unit_rare(unit)->name.len ? unit_rare(unit)->name : (struct str){0});
    if (is_approved && unit->state_changed && unit->state != UNIT_FINAL && unit->state != UNIT_REVIEWED)
        change_tag(&changes, "approved", STR("no"));
    if ((unit->source_changed || unit->target_changed) && was_icu != (unit->syntax == SYNTAX_ICU))
        change_tag(&changes, "restype", text_or_none(was_icu ? NULL : XLIFF12_ICU));
    change_use(splicer, element, unit, &changes);
    if (changes.count)
        xml_change_attributes(splicer->document, element, changes.at, changes.count, &splicer->editor.style,
                              splicer->editor.arena);
}

static struct xml_node *previous_note(struct splicer *splicer, struct xml_node *element)
{
    for (struct xml_node *node = element->first; node; node = node->next)
        if (xliff12_is(splicer->document, node, "note", splicer->options) &&
            xliff12_is_previous(xml_attribute_value(splicer->document, node, "from", splicer->editor.arena)))
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
    struct note note = xliff12_previous_note(unit, splicer->options, splicer->editor.arena);
    if (node)
        own_renew_note(splicer, node, &note);
    else
        own_add_child(splicer, element, "note", splice_print_note(splicer, &note));
}

// The last one counts, as it does for the reader.
static struct xml_node *context_of(struct splicer *splicer, const struct xml_node *element, const char *type)
{
    struct xml_node *found = NULL;
    for (struct xml_node *group = element->first; group; group = group->next)
        for (struct xml_node *node = group->first; node; node = node->next)
            if (xliff12_is(splicer->document, group, "context-group", splicer->options) &&
                xliff12_is(splicer->document, node, "context", splicer->options) &&
                str_is(attribute_of(splicer, node, "context-type"), type))
                found = node;
    return found;
}

static void renew_context(struct splicer *splicer, struct xml_node *element, const char *type, bool is_said,
                          struct str text)
{
    struct xml_node *node = context_of(splicer, element, type);
    struct buf out = {0};
    struct xliff12_printer printer = splice_printer(splicer, &out);
    if (node && is_said && str_equal(xml_text_within(splicer->document, node, splicer->editor.arena), text))
        return;
    if (node && is_said) {
        xml_add_text(&out, text, &splicer->editor.style);
        xliff_fill(&splicer->editor, node, buf_finish(&out, splicer->editor.arena));
    } else if (node) {
        struct xml_node *group = node->parent;
        own_remove(splicer, node);
        if (!xliff_last_element(group))
            own_remove(splicer, group);
    } else if (is_said) {
        xliff12_print_context(&printer, type, text);
        own_add_child(splicer, element, "context-group", buf_finish(&out, splicer->editor.arena));
    }
}

// lit-localize reads proposals as second translations: its files get none.
static void renew_suggestions(struct splicer *splicer, struct xml_node *element, const struct unit *unit)
{
    struct buf out = {0};
    struct xliff12_printer printer = splice_printer(splicer, &out);
    if (!printer.has_suggestions)
        return;
    for (struct xml_node *node = element->first, *next; node; node = next) {
        next = node->next;
        if (xliff12_is_suggestion(splicer->document, node))
            own_remove(splicer, node);
    }
    for (size_t i = 0; i < unit_rare(unit)->suggestions.count; i++) {
        xliff12_print_suggestion(&printer, &unit_rare(unit)->suggestions.at[i]);
        own_add_child(splicer, element, "alt-trans", buf_finish(&out, splicer->editor.arena));
        out = (struct buf){0};
    }
}

static void own_renew_rest(struct splicer *splicer, struct xml_node *element, const struct unit *unit)
{
    struct xml_node *target = own_find(splicer, element, "target");
    renew_unit_tag(splicer, element, unit);
    if (target && unit->has_target && (unit->state_changed || unit->target_changed))
        renew_target_state(splicer, target, unit);
    if (unit->state_changed || unit->target_changed || unit->source_changed)
        renew_previous(splicer, element, unit);
    renew_context(splicer, element, XLIFF12_CONTEXT, unit->context.len > 0, unit->context);
    renew_context(splicer, element, XLIFF12_PREVIOUS_CONTEXT, unit_has_other_context(unit),
                  unit_rare(unit)->previous_context);
    if (unit->suggestions_changed)
        renew_suggestions(splicer, element, unit);
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
