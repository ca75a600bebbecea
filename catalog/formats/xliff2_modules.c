// Notes, matches and metadata of a unit that is there. See xliff2_splice.h.
#include "catalog/formats/xliff2_splice.h"

static struct str value_of(struct xliff2_renewal *renewal, const struct xml_node *element, const char *name)
{
    return xml_attribute_value(&renewal->splicer->document->xml, element, name,
                               renewal->splicer->editor.arena);
}

static struct str text_of(struct xliff2_renewal *renewal, const struct xml_node *element)
{
    return xml_text_within(&renewal->splicer->document->xml, element, renewal->splicer->editor.arena);
}

static struct xml_node *unit_child(struct xliff2_renewal *renewal, enum xliff2_space space, const char *name)
{
    return xliff2_child(renewal->splicer->document, renewal->element, space, name);
}

// ---- places for new children

// What a unit holds comes in this order, behind modules and extensions.
static size_t rank_of_name(struct str name)
{
    static const char *const names[] = {"notes", "originalData", "segment", "ignorable"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_is(name, names[i]))
            return i + 1;
    return 0;
}

static size_t rank_of(struct xliff2_renewal *renewal, const struct xml_node *node)
{
    if (node->kind == XML_VERBATIM)
        return rank_of_name(xliff2_tag_name(node->printed));
    struct str name = xml_local_name(xml_name(&renewal->splicer->document->xml, node));
    size_t rank = rank_of_name(name);
    return rank && xliff2_is_core(renewal->splicer->document, node,
                                  arena_cstr(renewal->splicer->editor.arena, name))
               ? rank
               : 0;
}

// Whether it is an element that was put in.
static bool is_printed_element(const struct xml_node *node)
{
    return node->kind == XML_VERBATIM && str_starts(node->printed, STR("<"));
}

void xliff2_add_child(struct xliff2_renewal *renewal, const char *name, struct str printed)
{
    size_t rank = rank_of_name(str_of(name));
    const struct xliff_editor *editor = &renewal->splicer->editor;
    struct xml_node *next = renewal->element->first;
    while (next &&
           ((next->kind != XML_ELEMENT && !is_printed_element(next)) || rank_of(renewal, next) <= rank))
        next = next->next;
    if (!next) { // a unit without segments is not read
        xliff_insert_child(editor, renewal->element, xliff_last_element(renewal->element), printed);
        return;
    }
    struct str blank = xliff_blank_before(editor, next);
    xml_insert(renewal->element, xml_verbatim(printed, editor->arena), next);
    xliff_insert_text(editor, renewal->element, blank, next);
}

// ---- what a unit's wrappers hold

// Elements in a wrapper. A unit has one <notes>, one <matches> and one <metadata>; where a file has more,
// what they all hold counts, as for the reader.
struct wrapped {
    enum xliff2_space space;
    const char *wrapper, *name;
    bool (*is_one)(struct xliff2_renewal *renewal, const struct xml_node *element);
};

static bool is_place(struct xliff2_renewal *renewal, const struct xml_node *note)
{
    return str_is(value_of(renewal, note, "category"), "location");
}

static bool is_remark(struct xliff2_renewal *renewal, const struct xml_node *note)
{
    return !is_place(renewal, note);
}

static bool is_previous(struct xliff2_renewal *renewal, const struct xml_node *match)
{
    return xliff2_is_previous(value_of(renewal, match, "subType"));
}

static bool is_suggestion(struct xliff2_renewal *renewal, const struct xml_node *match)
{
    return !is_previous(renewal, match);
}

static bool is_own(struct xliff2_renewal *renewal, const struct xml_node *group)
{
    return str_is(value_of(renewal, group, "category"), XLIFF2_OWN);
}

static const struct wrapped places = {XLIFF2_CORE, "notes", "note", is_place};
static const struct wrapped remarks = {XLIFF2_CORE, "notes", "note", is_remark}; // in the order of unit.notes
static const struct wrapped previous = {XLIFF2_MATCHES, "matches", "match", is_previous};
static const struct wrapped suggestions = {XLIFF2_MATCHES, "matches", "match", is_suggestion};
static const struct wrapped own_groups = {XLIFF2_METADATA, "metadata", "metaGroup", is_own};

// The first such element from `node` on, which stands in `wrapper`, and in the wrappers behind it.
static struct xml_node *wrapped_from(struct xliff2_renewal *renewal, const struct wrapped *wrapped,
                                     struct xml_node *wrapper, struct xml_node *node)
{
    const struct xliff2_document *document = renewal->splicer->document;
    for (;;) {
        for (; node; node = node->next)
            if (xliff2_is(document, node, wrapped->space, wrapped->name) && wrapped->is_one(renewal, node))
                return node;
        do
            wrapper = wrapper->next;
        while (wrapper && !xliff2_is(document, wrapper, wrapped->space, wrapped->wrapper));
        if (!wrapper)
            return NULL;
        node = wrapper->first;
    }
}

static struct xml_node *wrapped_first(struct xliff2_renewal *renewal, const struct wrapped *wrapped)
{
    struct xml_node *wrapper = unit_child(renewal, wrapped->space, wrapped->wrapper);
    return wrapper ? wrapped_from(renewal, wrapped, wrapper, wrapper->first) : NULL;
}

static struct xml_node *wrapped_next(struct xliff2_renewal *renewal, const struct wrapped *wrapped,
                                     struct xml_node *node)
{
    return wrapped_from(renewal, wrapped, node->parent, node->next);
}

static void remove_wrapped(struct xliff2_renewal *renewal, const struct wrapped *wrapped)
{
    for (struct xml_node *node = wrapped_first(renewal, wrapped), *next; node; node = next) {
        next = wrapped_next(renewal, wrapped, node);
        xliff_remove_child(&renewal->splicer->editor, node);
    }
}

static bool has_elements(const struct xml_node *parent)
{
    const struct xml_node *node = parent->first;
    while (node && node->kind != XML_ELEMENT && !is_printed_element(node))
        node = node->next;
    return node;
}

static void remove_empty_wrappers(struct xliff2_renewal *renewal, const struct wrapped *wrapped)
{
    struct xml_node *node = unit_child(renewal, wrapped->space, wrapped->wrapper);
    for (struct xml_node *next; node; node = next) {
        next = node->next;
        if (xliff2_is(renewal->splicer->document, node, wrapped->space, wrapped->wrapper) &&
            !has_elements(node))
            xliff_remove_child(&renewal->splicer->editor, node);
    }
}

// ---- notes and places

static void renew_note(struct xliff2_renewal *renewal, struct xml_node *element, const struct note *note)
{
    const struct xliff_editor *editor = &renewal->splicer->editor;
    if (!str_equal(value_of(renewal, element, "category"), note->from)) {
        const struct xml_attribute_change change = {"category",
                                                    note->from.len ? note->from : (struct str){0}};
        xml_change_attributes(editor->document, element, &change, 1, &editor->style, editor->arena);
    }
    if (str_equal(text_of(renewal, element), note->text))
        return;
    xml_add_text(&renewal->out, note->text, &editor->style);
    xliff_fill(editor, element, xliff2_printed(renewal));
}

static void add_note(struct xliff2_renewal *renewal, struct xml_node *notes, struct str category,
                     struct str text)
{
    xliff2_print_note(&renewal->printer, category, text);
    xliff_append_child(&renewal->splicer->editor, notes, xliff2_printed(renewal));
}

// Whether the file says the same places, in whatever form.
static bool has_same_places(struct xliff2_renewal *renewal)
{
    const struct str_list *wanted = &renewal->unit->locations;
    size_t i = 0;
    for (struct xml_node *node = wrapped_first(renewal, &places); node;
         node = wrapped_next(renewal, &places, node))
        if (i == wanted->count || !str_equal(text_of(renewal, node), wanted->at[i++]))
            return false;
    return i == wanted->count;
}

static void renew_places(struct xliff2_renewal *renewal, struct xml_node *notes)
{
    remove_wrapped(renewal, &places);
    for (size_t i = 0; i < renewal->unit->locations.count; i++)
        add_note(renewal, notes, STR("location"), renewal->unit->locations.at[i]);
}

// Note i of a unit is the i-th of the file.
static void renew_list(struct xliff2_renewal *renewal, struct xml_node *notes)
{
    const struct note_list *list = &renewal->unit->notes;
    size_t i = 0;
    for (struct xml_node *node = wrapped_first(renewal, &remarks), *next; node; node = next, i++) {
        next = wrapped_next(renewal, &remarks, node);
        if (i >= list->count || list->at[i].removed)
            xliff_remove_child(&renewal->splicer->editor, node);
        else
            renew_note(renewal, node, &list->at[i]);
    }
    for (; i < list->count; i++)
        if (!list->at[i].removed)
            add_note(renewal, notes, list->at[i].from, list->at[i].text);
}

// Transifex keeps places as metadata: such groups go when places change, as notes say them now.
static void drop_place_groups(struct xliff2_renewal *renewal)
{
    struct xml_node *metadata = unit_child(renewal, XLIFF2_METADATA, "metadata");
    for (struct xml_node *group = metadata ? metadata->first : NULL, *next; group; group = next) {
        next = group->next;
        if (xliff2_is(renewal->splicer->document, group, XLIFF2_METADATA, "metaGroup") &&
            str_is(value_of(renewal, group, "category"), "location"))
            xliff_remove_child(&renewal->splicer->editor, group);
    }
    if (metadata && !xliff_last_element(metadata))
        xliff_remove_child(&renewal->splicer->editor, metadata);
}

static void renew_all_notes(struct xliff2_renewal *renewal, struct xml_node *notes)
{
    if (!notes) {
        xliff2_print_notes(&renewal->printer, renewal->unit);
        struct str printed = xliff2_printed(renewal);
        if (printed.len)
            xliff2_add_child(renewal, "notes", printed);
        return;
    }
    bool same_places = has_same_places(renewal);
    renew_list(renewal, notes);
    if (!same_places)
        renew_places(renewal, notes);
    remove_empty_wrappers(renewal, &remarks);
}

void xliff2_renew_notes(struct xliff2_renewal *renewal)
{
    struct xml_node *notes = unit_child(renewal, XLIFF2_CORE, "notes");
    struct str_list metadata = {0};
    xliff2_metadata_places(renewal->splicer->document, renewal->element, renewal->splicer->editor.arena,
                           &metadata);
    const struct str_list *wanted = &renewal->unit->locations;
    bool is_same = metadata.count > 0 && metadata.count == wanted->count;
    for (size_t i = 0; i < metadata.count && is_same; i++)
        is_same = str_equal(metadata.at[i], wanted->at[i]);
    struct unit without_places = *renewal->unit;
    const struct unit *unit = renewal->unit;
    if (is_same) { // they stay in the metadata
        without_places.locations = (struct str_list){0};
        renewal->unit = &without_places;
    } else if (metadata.count) {
        drop_place_groups(renewal);
    }
    renew_all_notes(renewal, notes);
    renewal->unit = unit;
}

// ---- matches

static bool renews_previous(const struct unit *unit)
{
    return unit->source_changed || unit->target_changed || unit->state_changed;
}

bool xliff2_needs_matches(struct xliff2_renewal *renewal)
{
    const struct unit *unit = renewal->unit;
    return (renews_previous(unit) && unit->has_previous) ||
           (unit->suggestions_changed && unit_rare(unit)->suggestions.count);
}

static void add_match(struct xliff2_renewal *renewal, struct xml_node *matches)
{
    xliff_append_child(&renewal->splicer->editor, matches, xliff2_printed(renewal));
}

static void change_matches(struct xliff2_renewal *renewal, struct xml_node *matches, struct str segment_id)
{
    const struct unit *unit = renewal->unit;
    if (renews_previous(unit)) {
        remove_wrapped(renewal, &previous);
        if (unit->has_previous) {
            xliff2_print_previous(&renewal->printer, unit, segment_id);
            add_match(renewal, matches);
        }
    }
    if (unit->suggestions_changed) {
        remove_wrapped(renewal, &suggestions);
        for (size_t i = 0; i < unit_rare(unit)->suggestions.count; i++) {
            xliff2_print_suggestion(&renewal->printer, &unit_rare(unit)->suggestions.at[i], segment_id);
            add_match(renewal, matches);
        }
    }
}

void xliff2_renew_matches(struct xliff2_renewal *renewal, struct str segment_id)
{
    const struct unit *unit = renewal->unit;
    struct xml_node *matches = unit_child(renewal, XLIFF2_MATCHES, "matches");
    if (!renews_previous(unit) && !unit->suggestions_changed)
        return;
    if (!matches && xliff2_needs_matches(renewal)) {
        xliff2_print_matches(&renewal->printer, unit, segment_id);
        xliff2_add_child(renewal, "matches", xliff2_printed(renewal));
    }
    if (!matches)
        return;
    change_matches(renewal, matches, segment_id);
    remove_empty_wrappers(renewal, &suggestions);
}

// ---- metadata

static struct xml_node *own_meta(struct xliff2_renewal *renewal, const char *type)
{
    for (struct xml_node *group = wrapped_first(renewal, &own_groups); group;
         group = wrapped_next(renewal, &own_groups, group))
        for (struct xml_node *node = group->first; node; node = node->next)
            if (xliff2_is(renewal->splicer->document, node, XLIFF2_METADATA, "meta") &&
                str_is(value_of(renewal, node, "type"), type))
                return node;
    return NULL;
}

bool xliff2_was_obsolete(struct xliff2_renewal *renewal, bool *was_locked)
{
    struct xml_node *meta = own_meta(renewal, "obsolete");
    *was_locked = meta && str_is(text_of(renewal, meta), "locked");
    return meta != NULL;
}

// What a unit has of glot's metadata, with the elements around it that are not there yet.
static void add_metadata(struct xliff2_renewal *renewal, const struct unit *marks)
{
    struct xml_node *metadata = unit_child(renewal, XLIFF2_METADATA, "metadata");
    struct xml_node *group = wrapped_first(renewal, &own_groups);
    const struct xliff_editor *editor = &renewal->splicer->editor;
    xliff2_print_metadata(&renewal->printer, marks,
                          group      ? XLIFF2_METAS
                          : metadata ? XLIFF2_GROUP
                                     : XLIFF2_METADATA_WHOLE);
    struct str printed = xliff2_printed(renewal);
    if (printed.len == 0)
        return;
    if (group)
        xml_insert(group, xml_verbatim(printed, editor->arena),
                   xliff_last_element(group) ? xliff_last_element(group)->next : NULL);
    else if (metadata)
        xliff_append_child(editor, metadata, printed);
    else
        xliff2_add_child(renewal, "metadata", printed);
}

// Takes the element out, and what is empty then.
static void remove_meta(struct xliff2_renewal *renewal, struct xml_node *meta)
{
    const struct xliff_editor *editor = &renewal->splicer->editor;
    for (struct xml_node *node = meta, *parent; node != renewal->element; node = parent) {
        parent = node->parent;
        xliff_remove_child(editor, node);
        if (xliff_last_element(parent))
            return;
    }
}

static bool says(struct xliff2_renewal *renewal, const struct xml_node *meta, bool is_said, struct str text)
{
    return is_said ? meta && str_equal(text_of(renewal, meta), text) : !meta;
}

// The unit's context and that of its previous source, which is said where it differs: together.
static void renew_contexts(struct xliff2_renewal *renewal, struct unit *marks)
{
    const struct unit *unit = renewal->unit;
    struct str previous_context = unit_rare(unit)->previous_context;
    struct xml_node *context = own_meta(renewal, "context");
    struct xml_node *previous_of = own_meta(renewal, XLIFF2_PREVIOUS_CONTEXT);
    bool is_other = unit_has_other_context(unit);
    if (says(renewal, context, unit->context.len > 0, unit->context) &&
        says(renewal, previous_of, is_other, previous_context))
        return;
    if (context)
        remove_meta(renewal, context);
    if (previous_of)
        remove_meta(renewal, previous_of);
    marks->context = unit->context;
    marks->has_previous = is_other;
    struct unit_rare *rare = unit_change_rare(marks, renewal->printer.scratch);
    rare->previous_context = previous_context;
    rare->has_previous_context = is_other;
}

void xliff2_renew_metadata(struct xliff2_renewal *renewal)
{
    const struct unit *unit = renewal->unit;
    struct xml_node *obsolete = own_meta(renewal, "obsolete"), *name = own_meta(renewal, "name");
    struct unit marks = {.id = STR(" "), .is_locked = unit->is_locked};
    marks.is_obsolete = unit->is_obsolete && !obsolete;
    if (unit_rare(unit)->read_id.len && !xml_is_nmtoken(unit->id))
        unit_set_name(&marks, unit_rare(unit)->name, renewal->printer.scratch);
    if (obsolete && !unit->is_obsolete)
        remove_meta(renewal, obsolete);
    if (name && unit_rare(unit)->read_id.len)
        remove_meta(renewal, name);
    renew_contexts(renewal, &marks);
    struct xml_node *cases = own_meta(renewal, XLIFF2_SOURCE_CASES);
    if (unit->source_changed || unit->target_changed) {
        if (cases)
            remove_meta(renewal, cases);
        marks.source = unit->source;
        marks.target = unit->target;
        marks.has_target = unit->has_target;
    }
    add_metadata(renewal, &marks);
}
