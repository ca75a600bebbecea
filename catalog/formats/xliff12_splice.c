// Writing into a file that is there: its tree is changed where units say so, then printed.
//
// Drop-in mode differs from own mode in five functions (struct ways): how a unit's elements are found, where
// a new unit and new children of a unit go, how notes are brought up to date, and what leaves with a removed
// unit; and in the style in which the tree is printed.
#include "catalog/formats/xliff12.h"

#include "base/utf.h"

struct splicer {
    const struct catalog *catalog;
    const struct format_options *options;
    const struct ways *ways;
    struct arena *arena;
    struct diags *diags;
    struct xml_document document;
    struct xml_node *body;
    struct map nodes; // id → the last trans-unit of that id
    struct xml_style style;
    struct str prefix;
    bool is_fine;
};

struct ways {
    // The element of a unit that holds its source or target, or NULL.
    struct xml_node *(*find)(struct splicer *splicer, struct xml_node *unit, const char *name);
    void (*add_unit)(struct splicer *splicer, const struct unit *unit);
    void (*add_child)(struct splicer *splicer, struct xml_node *unit, const char *name, struct str printed);
    void (*renew_notes)(struct splicer *splicer, struct xml_node *element, const struct unit *unit);
    void (*remove)(struct splicer *splicer, struct xml_node *unit);
    void (*finish)(struct splicer *splicer);
};

// ---- what both modes need

static struct xliff12_printer printer_into(const struct splicer *splicer, struct buf *out)
{
    return (struct xliff12_printer){
        .options = splicer->options, .style = splicer->style, .prefix = splicer->prefix, .out = out};
}

static struct str print_unit(struct splicer *splicer, const struct unit *unit,
                             const struct xliff12_layout *layout)
{
    struct buf out = {0};
    struct xliff12_printer printer = printer_into(splicer, &out);
    xliff12_print_unit(&printer, unit, layout);
    return buf_finish(&out, splicer->arena);
}

static struct str print_note(struct splicer *splicer, const struct note *note)
{
    struct buf out = {0};
    struct xliff12_printer printer = printer_into(splicer, &out);
    xliff12_print_note(&printer, note);
    return buf_finish(&out, splicer->arena);
}

static void insert_text(struct splicer *splicer, struct xml_node *parent, struct str text,
                        struct xml_node *next)
{
    if (text.len)
        xml_insert(parent, xml_verbatim(text, splicer->arena), next);
}

static void fill(struct splicer *splicer, struct xml_node *element, struct str printed)
{
    xml_clear(element);
    xml_insert(element, xml_verbatim(printed, splicer->arena), NULL);
}

static void fill_note(struct splicer *splicer, struct xml_node *element, const struct note *note)
{
    struct buf out = {0};
    xml_add_text(&out, note->text, &splicer->style);
    fill(splicer, element, buf_finish(&out, splicer->arena));
}

// Own mode copies code that the unit has already; drop-in mode always prints it anew.
static void learn_code(struct splicer *splicer, struct xml_node *unit, struct xliff12_printer *printer)
{
    static const char *const names[] = {"source", "target"};
    for (size_t i = 0; i < 2 && !splicer->options->peer_bytes; i++) {
        struct xml_node *element = splicer->ways->find(splicer, unit, names[i]);
        struct pattern pattern;
        struct xliff12_contents contents = {.document = &splicer->document,
                                            .options = splicer->options,
                                            .arena = splicer->arena,
                                            .code = &printer->known_code};
        if (!element || !element->first || element->first->kind == XML_VERBATIM)
            continue;
        xliff12_read_contents(&contents, element, &pattern);
        for (size_t j = 0; j < pattern.parts.count; j++)
            *list_push(&printer->known.parts, splicer->arena) = pattern.parts.at[j];
    }
}

static void set_contents(struct splicer *splicer, struct xml_node *element, const struct pattern *pattern,
                         bool with_content, struct xliff12_printer *printer)
{
    if (pattern_is_empty(pattern) && !with_content) {
        xml_clear(element);
        return;
    }
    xliff12_print_contents(printer, pattern);
    fill(splicer, element, arena_copy(splicer->arena, buf_str(printer->out)));
    printer->out->len = 0;
}

static void renew_source(struct splicer *splicer, struct xml_node *element, const struct unit *unit,
                         struct xliff12_printer *printer)
{
    struct xml_node *source = splicer->ways->find(splicer, element, "source");
    if (source) {
        bool is_string = splicer->options->peer_bytes && unit->source_is_string;
        set_contents(splicer, source, &unit->source, is_string, printer);
        return;
    }
    xliff12_print_source(printer, unit);
    splicer->ways->add_child(splicer, element, "source", arena_copy(splicer->arena, buf_str(printer->out)));
    printer->out->len = 0;
}

static void renew_target(struct splicer *splicer, struct xml_node *element, const struct unit *unit,
                         struct xliff12_printer *printer)
{
    struct xml_node *target = splicer->ways->find(splicer, element, "target");
    if (target && !unit->has_target) {
        splicer->ways->remove(splicer, target);
    } else if (target) {
        set_contents(splicer, target, &unit->target, false, printer);
    } else if (unit->has_target) {
        xliff12_print_target(printer, unit);
        splicer->ways->add_child(splicer, element, "target",
                                 arena_copy(splicer->arena, buf_str(printer->out)));
        printer->out->len = 0;
    }
}

// ---- drop-in mode

static struct xml_node *peer_find(struct splicer *splicer, struct xml_node *unit, const char *name)
{
    struct xml_node *first;
    return xml_count(&splicer->document, unit, name, &first) == 1 ? first : NULL;
}

// Directly before the last child, whatever that is.
static void peer_insert(struct splicer *splicer, struct xml_node *parent, struct str printed, bool in_unit)
{
    struct xml_node *last = parent->last;
    insert_text(splicer, parent, in_unit ? STR("\n  ") : STR("\n"), last);
    xml_insert(parent, xml_verbatim(printed, splicer->arena), last);
    if (!last)
        insert_text(splicer, parent, STR("\n"), NULL);
}

static void peer_add_unit(struct splicer *splicer, const struct unit *unit)
{
    struct str printed = print_unit(splicer, unit, &(struct xliff12_layout){STR("\n  "), STR("\n")});
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
    if (!xml_attribute_find(&splicer->document, element, "from", &from)) {
        const struct xml_attribute_change change = {"from", note->from};
        xml_change_attributes(&splicer->document, element, &change, 1, &splicer->style, splicer->arena);
    }
    fill_note(splicer, element, note);
}

// Whether filling the element with the text that it holds would change its bytes.
static bool is_plain(const struct xml_node *element)
{
    return !element->first || (element->first->kind == XML_TEXT && !element->first->next);
}

static bool must_renew(struct splicer *splicer, const struct xml_node *element, const struct note *note)
{
    struct xml_attribute from;
    bool has_from = xml_attribute_find(&splicer->document, element, "from", &from);
    bool is_signed = str_equal(note->from, splicer->options->tool);
    return !str_equal(xml_text_within(&splicer->document, element, splicer->arena), note->text) ||
           (!has_from && note->from.len) || (is_signed && !is_plain(element));
}

// Note i of a unit is the i-th of the file. The developer's is among them, or is new; others are as they
// were.
static void peer_renew_notes(struct splicer *splicer, struct xml_node *element, const struct unit *unit)
{
    struct xml_node *node = xliff12_next_note(&splicer->document, element, NULL, splicer->options), *next;
    for (size_t i = 0; i < unit->notes.count; i++, node = next) {
        const struct note *note = &unit->notes.at[i];
        next = node ? xliff12_next_note(&splicer->document, element, node, splicer->options) : NULL;
        if (!node)
            peer_insert(splicer, element, print_note(splicer, note), true);
        else if (must_renew(splicer, node, note))
            peer_renew_note(splicer, node, note);
    }
}

static void peer_remove(struct splicer *splicer, struct xml_node *unit)
{
    if (unit->parent != splicer->body) {
        diag_add(splicer->diags, KIND_UNIT_IN_GROUP, xml_tag_span(&splicer->document, unit),
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
    struct xml_node *root = &splicer->document.root;
    if (root->last && root->last->kind == XML_TEXT)
        xml_remove(root->last);
    insert_text(splicer, root, STR("\n"), NULL);
}

static const struct ways peer_ways = {peer_find,        peer_add_unit, peer_add_child,
                                      peer_renew_notes, peer_remove,   peer_finish};

// ---- own mode: what is new follows the layout of what is there

static struct xml_node *own_find(struct splicer *splicer, struct xml_node *unit, const char *name)
{
    return xliff12_child(&splicer->document, unit, name);
}

static struct xml_node *last_element(const struct xml_node *parent)
{
    struct xml_node *node = parent->last;
    while (node && node->kind != XML_ELEMENT)
        node = node->previous;
    return node;
}

// The white space that ends a text node; nothing for other nodes.
static struct str blank_end(const struct splicer *splicer, const struct xml_node *node)
{
    if (!node || (node->kind != XML_TEXT && node->kind != XML_VERBATIM))
        return (struct str){0};
    struct str text = node->kind == XML_VERBATIM ? node->printed
                                                 : str_slice(splicer->document.text, node->start, node->end);
    size_t start = text.len;
    while (start > 0 && strchr(" \t\r\n", text.at[start - 1]))
        start--;
    return str_from(text, start);
}

static struct str blank_before(const struct splicer *splicer, const struct xml_node *node)
{
    return node ? blank_end(splicer, node->previous) : (struct str){0};
}

// What follows the last line end.
static struct str indent_of(struct str blank)
{
    size_t newline = str_rfind_byte(blank, '\n');
    return newline == STR_NONE ? (struct str){0} : str_from(blank, newline + 1);
}

static struct str new_line(struct splicer *splicer, struct str indent, struct str step)
{
    return arena_join(splicer->arena, (struct str[]){splicer->style.line_end, indent, step}, 3);
}

// Layout for a file whose body holds no unit: one step deeper than the body, if body and file differ by a
// step.
static struct str unit_blank_by_body(struct splicer *splicer)
{
    struct str body = blank_before(splicer, splicer->body);
    struct str file = indent_of(blank_before(splicer, splicer->body->parent));
    struct str indent = indent_of(body);
    if (body.len == 0)
        return body;
    return new_line(splicer, indent, str_from(indent, file.len));
}

static struct xliff12_layout layout_like(struct splicer *splicer, const struct xml_node *model,
                                         struct str unit_blank)
{
    struct str indent = indent_of(unit_blank);
    struct xliff12_layout layout = {unit_blank.len ? new_line(splicer, indent, STR("  ")) : STR(""),
                                    unit_blank.len ? new_line(splicer, indent, STR("")) : STR("")};
    const struct xml_node *child = model ? last_element(model) : NULL;
    if (!child)
        return layout;
    return (struct xliff12_layout){blank_before(splicer, child), blank_end(splicer, model->last)};
}

static void own_add_unit(struct splicer *splicer, const struct unit *unit)
{
    struct xml_node *body = splicer->body, *anchor = last_element(body), *model = anchor;
    while (model && !xliff12_is(&splicer->document, model, "trans-unit", splicer->options))
        model = model->previous;
    // Units that were just put in are verbatim: they follow the element and its white space.
    struct xml_node *next = anchor ? anchor->next : body->first;
    while (next && next->kind == XML_VERBATIM)
        next = next->next;
    struct str blank = anchor ? blank_before(splicer, anchor) : unit_blank_by_body(splicer);
    struct xliff12_layout layout = layout_like(splicer, model, blank);
    bool was_empty = !body->first;
    insert_text(splicer, body, blank, next);
    xml_insert(body, xml_verbatim(print_unit(splicer, unit, &layout), splicer->arena), next);
    if (was_empty && blank.len)
        insert_text(splicer, body, blank_before(splicer, body), NULL);
}

static struct xml_node *anchor_for(struct splicer *splicer, struct xml_node *unit, const char *name)
{
    static const char *const before_target[] = {"seg-source", "source"};
    for (size_t i = 0; i < 2 && strcmp(name, "target") == 0; i++) {
        struct xml_node *anchor = own_find(splicer, unit, before_target[i]);
        if (anchor)
            return anchor;
    }
    return strcmp(name, "source") == 0 ? NULL : last_element(unit);
}

static void own_add_child(struct splicer *splicer, struct xml_node *unit, const char *name,
                          struct str printed)
{
    struct xml_node *anchor = anchor_for(splicer, unit, name);
    struct xml_node *next = anchor ? anchor->next : unit->first;
    while (anchor && next && next->kind == XML_VERBATIM)
        next = next->next;
    struct xliff12_layout layout = layout_like(splicer, unit, blank_before(splicer, unit));
    struct str blank = anchor ? blank_before(splicer, anchor) : layout.before_child;
    bool was_empty = !unit->first;
    insert_text(splicer, unit, blank, next);
    xml_insert(unit, xml_verbatim(printed, splicer->arena), next);
    if (was_empty)
        insert_text(splicer, unit, layout.before_end, NULL);
}

// The element and the white space before it.
static void own_remove(struct splicer *splicer, struct xml_node *element)
{
    struct xml_node *before = element->previous;
    struct str blank = blank_end(splicer, before);
    if (before && before->kind == XML_TEXT && blank.len) {
        struct str text = str_slice(splicer->document.text, before->start, before->end - blank.len);
        insert_text(splicer, element->parent, text, before);
        xml_remove(before);
    }
    xml_remove(element);
}

static void own_renew_note(struct splicer *splicer, struct xml_node *element, const struct note *note)
{
    struct str from = xml_attribute_value(&splicer->document, element, "from", splicer->arena);
    if (!str_equal(from, note->from)) {
        const struct xml_attribute_change change = {"from", note->from.len ? note->from : (struct str){0}};
        xml_change_attributes(&splicer->document, element, &change, 1, &splicer->style, splicer->arena);
    }
    if (!str_equal(xml_text_within(&splicer->document, element, splicer->arena), note->text))
        fill_note(splicer, element, note);
}

static void renew_locations(struct splicer *splicer, struct xml_node *element, const struct unit *unit)
{
    for (struct xml_node *node = element->first, *next; node; node = next) {
        next = node->next;
        if (xliff12_is(&splicer->document, node, "context-group", splicer->options) &&
            str_is(xml_attribute_value(&splicer->document, node, "purpose", splicer->arena), "location"))
            own_remove(splicer, node);
    }
    for (size_t i = 0; i < unit->locations.count; i++) {
        struct buf out = {0};
        struct xliff12_printer printer = printer_into(splicer, &out);
        xliff12_print_location(&printer, unit->locations.at[i]);
        own_add_child(splicer, element, "context-group", buf_finish(&out, splicer->arena));
    }
}

// Note i of a unit is the i-th of the file.
static void own_renew_notes(struct splicer *splicer, struct xml_node *element, const struct unit *unit)
{
    struct xml_node *node = xliff12_next_note(&splicer->document, element, NULL, splicer->options), *next;
    size_t i = 0;
    for (; node; node = next, i++) {
        next = xliff12_next_note(&splicer->document, element, node, splicer->options);
        if (i < unit->notes.count)
            own_renew_note(splicer, node, &unit->notes.at[i]);
        else
            own_remove(splicer, node);
    }
    for (; i < unit->notes.count; i++)
        own_add_child(splicer, element, "note", print_note(splicer, &unit->notes.at[i]));
    if (splicer->options->with_locations)
        renew_locations(splicer, element, unit);
}

static void own_finish(struct splicer *splicer)
{
    (void)splicer;
}

static const struct ways own_ways = {own_find,        own_add_unit, own_add_child,
                                     own_renew_notes, own_remove,   own_finish};

// ---- states, which only own mode writes

static struct str text_or_none(const char *text)
{
    return text ? str_of(text) : (struct str){0};
}

static void renew_target_state(struct splicer *splicer, struct xml_node *target, const struct unit *unit)
{
    struct str old = xml_attribute_value(&splicer->document, target, "state", splicer->arena);
    struct str qualifier = xml_attribute_value(&splicer->document, target, "state-qualifier", splicer->arena);
    if (xliff12_state_of(old, qualifier, pattern_is_empty(&unit->target)) == unit->state)
        return;
    const struct xliff12_state *state = &xliff12_states[unit->state];
    const struct xml_attribute_change changes[] = {
        {"state", str_of(state->state ? state->state : "translated")},
        {"state-qualifier", text_or_none(state->qualifier)}};
    xml_change_attributes(&splicer->document, target, changes, 2, &splicer->style, splicer->arena);
}

static void renew_state(struct splicer *splicer, struct xml_node *element, const struct unit *unit)
{
    struct xml_node *target = own_find(splicer, element, "target");
    bool is_obsolete = unit->state == UNIT_OBSOLETE;
    if (target && !is_obsolete)
        renew_target_state(splicer, target, unit);
    struct str mark = xml_attribute_value(&splicer->document, element, "extradata", splicer->arena);
    if (is_obsolete == str_is(mark, XLIFF12_OBSOLETE))
        return;
    const struct xml_attribute_change changes[] = {
        {"translate", text_or_none(is_obsolete ? "no" : NULL)},
        {"extradata", text_or_none(is_obsolete ? XLIFF12_OBSOLETE : NULL)}};
    xml_change_attributes(&splicer->document, element, changes, 2, &splicer->style, splicer->arena);
}

static struct xml_node *previous_note(struct splicer *splicer, struct xml_node *element)
{
    for (struct xml_node *node = element->first; node; node = node->next)
        if (xliff12_is(&splicer->document, node, "note", splicer->options) &&
            str_is(xml_attribute_value(&splicer->document, node, "from", splicer->arena), XLIFF12_PREVIOUS))
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
    struct note note = {STR(XLIFF12_PREVIOUS),
                        xliff12_fragment(&unit->previous, splicer->options, splicer->arena)};
    if (node)
        own_renew_note(splicer, node, &note);
    else
        own_add_child(splicer, element, "note", print_note(splicer, &note));
}

// ---- the document

static void renew_unit(struct splicer *splicer, struct xml_node *element, const struct unit *unit)
{
    struct buf out = {0};
    struct xliff12_printer printer = printer_into(splicer, &out);
    bool is_own = !splicer->options->peer_bytes;
    if (unit->source_changed || unit->target_changed)
        learn_code(splicer, element, &printer);
    if (unit->source_changed)
        renew_source(splicer, element, unit, &printer);
    if (unit->target_changed)
        renew_target(splicer, element, unit, &printer);
    if (unit->notes_changed)
        splicer->ways->renew_notes(splicer, element, unit);
    if (is_own && (unit->state_changed || unit->target_changed))
        renew_state(splicer, element, unit);
    if (is_own && (unit->state_changed || unit->target_changed || unit->source_changed))
        renew_previous(splicer, element, unit);
    buf_free(&out);
}

static bool find_body(struct splicer *splicer)
{
    const struct xml_document *document = &splicer->document;
    size_t count = 0;
    for (struct xml_node *node = document->root.first; node; node = xml_next(node, &document->root)) {
        if (xliff12_is(document, node, "trans-unit", splicer->options)) {
            struct str id = xml_attribute_value(document, node, "id", splicer->arena);
            map_set(&splicer->nodes, id, node, splicer->arena);
        } else if (xliff12_is(document, node, "body", splicer->options)) {
            splicer->body = node;
            count++;
        }
    }
    if (count == 1 || (count > 1 && !splicer->options->peer_bytes))
        return true;
    diag_add(splicer->diags, KIND_CATALOG_STRUCTURE, span_file(document->path),
             "there must be one `body` element, and there are %zu", count);
    return false;
}

// The DOM serialiser of drop-in mode writes elements of this namespace in the way of HTML.
static bool check_namespaces(struct splicer *splicer)
{
    const struct xml_document *document = &splicer->document;
    if (str_find(document->text, STR("http://www.w3.org/1999/xhtml"), 0) == STR_NONE)
        return true;
    for (const struct xml_node *node = document->root.first; node; node = xml_next(node, &document->root)) {
        struct xml_attribute attribute = {0};
        while (node->kind == XML_ELEMENT && xml_attribute_next(document, node, &attribute)) {
            if (!str_starts(attribute.name, STR("xmlns")) ||
                !str_is(attribute.raw, "http://www.w3.org/1999/xhtml"))
                continue;
            diag_add(splicer->diags, KIND_XML_REWRITTEN, xml_tag_span(document, node), "an element of XHTML");
            return false;
        }
    }
    return true;
}

// An empty CDATA section is no node for the DOM.
static void drop_empty_cdata(struct xml_document *document)
{
    for (struct xml_node *node = document->root.first, *next; node; node = next) {
        next = xml_next(node, &document->root);
        if (node->kind == XML_CDATA && node->end - node->start == sizeof "<![CDATA[]]>" - 1)
            xml_remove(node);
    }
}

static void find_prefix(struct splicer *splicer)
{
    struct str name = xml_name(&splicer->document, splicer->body);
    size_t colon = str_find_byte(name, ':', 0);
    if (colon != STR_NONE)
        splicer->prefix = str_slice(name, 0, colon + 1);
}

static bool open_document(struct splicer *splicer)
{
    bool is_peer = splicer->options->peer_bytes;
    struct str bytes = splicer->catalog->bytes;
    struct str text = is_peer ? xml_unix_lines(bytes, splicer->arena) : bytes;
    if (!xml_parse(text, splicer->catalog->path, splicer->arena, splicer->diags, &splicer->document))
        return false;
    size_t newline = str_find_byte(text, '\n', 0);
    bool has_cr = newline != STR_NONE && newline > 0 && text.at[newline - 1] == '\r';
    splicer->style = (struct xml_style){is_peer, has_cr ? STR("\r\n") : STR("\n")};
    if (is_peer)
        drop_empty_cdata(&splicer->document);
    if (!find_body(splicer) || (is_peer && !check_namespaces(splicer)))
        return false;
    find_prefix(splicer);
    return true;
}

// Of units with the same id only the last counts.
static void renew_units(struct splicer *splicer)
{
    const struct unit_list *units = &splicer->catalog->units;
    for (size_t i = 0; i < units->count; i++) {
        const struct unit *unit = &units->at[i];
        if (unit->removed || catalog_find(splicer->catalog, unit->id) != unit)
            continue;
        struct xml_node *element = map_get(&splicer->nodes, unit->id);
        if (element)
            renew_unit(splicer, element, unit);
        else
            splicer->ways->add_unit(splicer, unit);
    }
    for (size_t i = 0; i < units->count; i++) {
        const struct unit *unit = &units->at[i];
        struct xml_node *element = unit->removed ? map_get(&splicer->nodes, unit->id) : NULL;
        if (element && catalog_find(splicer->catalog, unit->id) == unit)
            splicer->ways->remove(splicer, element);
    }
}

bool xliff12_splice(const struct catalog *catalog, const struct format_options *options,
                    struct arena *scratch, struct diags *diags, struct buf *out)
{
    struct splicer splicer = {.catalog = catalog,
                              .options = options,
                              .ways = options->peer_bytes ? &peer_ways : &own_ways,
                              .arena = scratch,
                              .diags = diags,
                              .is_fine = true};
    if (!open_document(&splicer))
        return false;
    renew_units(&splicer);
    splicer.ways->finish(&splicer);
    if (splicer.is_fine)
        xml_print(&splicer.document, &splicer.style, out);
    return splicer.is_fine;
}
