// Writing into a file that is there. See xliff12_splice.h.
#include "catalog/formats/xliff12_splice.h"

// ---- what both modes need

struct xliff12_printer splice_printer(const struct splicer *splicer, struct buf *out)
{
    return (struct xliff12_printer){.options = splicer->options,
                                    .has_suggestions = !xliff12_is_peers(splicer->catalog, splicer->options),
                                    .style = splicer->editor.style,
                                    .prefix = splicer->prefix,
                                    .out = out};
}

struct str splice_print_unit(struct splicer *splicer, const struct unit *unit,
                             const struct xliff_layout *layout)
{
    struct buf out = {0};
    struct xliff12_printer printer = splice_printer(splicer, &out);
    xliff12_print_unit(&printer, unit, layout);
    return buf_finish(&out, splicer->editor.arena);
}

struct str splice_print_note(struct splicer *splicer, const struct note *note)
{
    struct buf out = {0};
    struct xliff12_printer printer = splice_printer(splicer, &out);
    xliff12_print_note(&printer, note);
    return buf_finish(&out, splicer->editor.arena);
}

void splice_fill_note(struct splicer *splicer, struct xml_node *element, const struct note *note)
{
    struct buf out = {0};
    xml_add_text(&out, note->text, &splicer->editor.style);
    xliff_fill(&splicer->editor, element, buf_finish(&out, splicer->editor.arena));
}

// Own mode copies code that the unit has already; drop-in mode always prints it anew.
static void learn_code(struct splicer *splicer, struct xml_node *unit, struct xliff12_printer *printer)
{
    static const char *const names[] = {"source", "target"};
    for (size_t i = 0; i < 2 && !splicer->options->peer_bytes; i++) {
        struct xml_node *element = splicer->ways->find(splicer, unit, names[i]);
        struct pattern pattern;
        struct xliff12_contents contents = {.document = splicer->document,
                                            .options = splicer->options,
                                            .arena = splicer->editor.arena,
                                            .code = &printer->known_code};
        if (!element || !element->first || element->first->kind == XML_VERBATIM)
            continue;
        xliff12_read_contents(&contents, element, &pattern);
        for (size_t j = 0; j < pattern.parts.count; j++)
            *list_push(&printer->known.parts, splicer->editor.arena) = pattern.parts.at[j];
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
    xliff_fill(&splicer->editor, element, arena_copy(splicer->editor.arena, buf_str(printer->out)));
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
    splicer->ways->add_child(splicer, element, "source",
                             arena_copy(splicer->editor.arena, buf_str(printer->out)));
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
                                 arena_copy(splicer->editor.arena, buf_str(printer->out)));
        printer->out->len = 0;
    }
}

// ---- the document

// Texts that mean choices have another syntax: where that changes all texts are printed anew.
static struct unit followed_form(struct splicer *splicer, const struct xml_node *element,
                                 const struct unit *unit)
{
    struct unit followed = *unit;
    struct str type = xml_attribute_value(splicer->document, element, "restype", splicer->editor.arena);
    bool was_text = str_is(type, XLIFF12_ICU), is_text = unit->syntax == SYNTAX_ICU;
    if (!splicer->options->peer_bytes && (unit->source_changed || unit->target_changed) &&
        was_text != is_text)
        followed.source_changed = followed.target_changed = followed.suggestions_changed = true;
    return followed;
}

static void renew_unit(struct splicer *splicer, struct xml_node *element, const struct unit *changed)
{
    const struct unit followed = followed_form(splicer, element, changed), *unit = &followed;
    struct buf out = {0};
    struct xliff12_printer printer = splice_printer(splicer, &out);
    if (unit->source_changed || unit->target_changed)
        learn_code(splicer, element, &printer);
    if (unit->source_changed)
        renew_source(splicer, element, unit, &printer);
    if (unit->target_changed)
        renew_target(splicer, element, unit, &printer);
    if (unit->notes_changed)
        splicer->ways->renew_notes(splicer, element, unit);
    splicer->ways->renew_rest(splicer, element, unit);
    buf_free(&out);
}

// Whether some target of the unit, whose element may be folded, says that it is translated.
static bool says_done(struct splicer *splicer, struct xml_node *element, struct arena *passing)
{
    const struct xml_document *document = splicer->document;
    struct str bytes = str_slice(document->text, element->start, element->end);
    if (!element->is_folded || str_find(bytes, STR("state"), 0) == STR_NONE)
        return false;
    xml_unfold(document, element, passing);
    const struct xml_node *target = splicer->ways->find(splicer, element, "target");
    bool is_done = target && xliff12_is_done(xml_attribute_value(document, target, "state", passing));
    xml_fold(element);
    arena_reset(passing);
    return is_done;
}

// The reader has made one unit of each `trans-unit`, in the order of the file.
static bool find_elements(struct splicer *splicer)
{
    const struct xml_document *document = splicer->document;
    size_t count = 0, units = 0, files = 0;
    struct arena passing = {0};
    splicer->bodies = arena_array(splicer->editor.arena, struct xml_node *, splicer->catalog->files.count);
    splicer->elements = arena_array(splicer->editor.arena, struct xml_node *, splicer->catalog->units.count);
    for (struct xml_node *node = splicer->document->root.first; node;
         node = xml_next(node, &document->root)) {
        if (xliff12_is(document, node, "trans-unit", splicer->options)) {
            splicer->elements[units++] = node;
            splicer->says_done = splicer->says_done || says_done(splicer, node, &passing);
        } else if (xliff12_is(document, node, "body", splicer->options)) {
            splicer->body = node;
            if (files > 0 && !splicer->options->peer_bytes)
                splicer->bodies[files - 1] = node;
            count++;
        } else if (xliff12_is(document, node, "file", splicer->options)) {
            files++;
        } else if (!splicer->says_done && xliff12_is(document, node, "target", splicer->options)) {
            struct str state = xml_attribute_value(document, node, "state", splicer->editor.arena);
            splicer->says_done = xliff12_is_done(state);
        }
    }
    arena_free(&passing);
    if (count == 1 || !splicer->options->peer_bytes)
        return true;
    diag_add(splicer->diags, KIND_CATALOG_STRUCTURE, span_file(document->path),
             "there must be one `body` element, and there are %zu", count);
    return false;
}

// The DOM serialiser of drop-in mode writes elements of this namespace in the way of HTML.
static bool check_namespaces(struct splicer *splicer)
{
    const struct xml_document *document = splicer->document;
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
    const struct xml_node *element = splicer->body ? splicer->body : splicer->document->root.last;
    while (element && element->kind != XML_ELEMENT)
        element = element->previous;
    struct str name = element ? xml_name(splicer->document, element) : (struct str){0};
    size_t colon = str_find_byte(name, ':', 0);
    if (colon != STR_NONE)
        splicer->prefix = str_slice(name, 0, colon + 1);
}

static bool parse(struct splicer *splicer)
{
    const struct catalog *catalog = splicer->catalog;
    struct str bytes = catalog->bytes;
    struct str text = splicer->options->peer_bytes ? xml_unix_lines(bytes, splicer->editor.arena) : bytes;
    splicer->document = arena_new(splicer->editor.arena, struct xml_document);
    return xml_parse_joined(text, catalog->path, xliff12_folded(splicer->options), splicer->editor.arena,
                            splicer->diags, splicer->document);
}

static bool open_document(struct splicer *splicer)
{
    bool is_peer = splicer->options->peer_bytes;
    splicer->document = splicer->catalog->parsed;
    if (!splicer->document && !parse(splicer))
        return false;
    struct str text = splicer->document->text;
    splicer->editor.document = splicer->document;
    size_t newline = str_find_byte(text, '\n', 0);
    bool has_cr = newline != STR_NONE && newline > 0 && text.at[newline - 1] == '\r';
    splicer->editor.style = (struct xml_style){is_peer, has_cr ? STR("\r\n") : STR("\n")};
    if (is_peer)
        drop_empty_cdata(splicer->document);
    if (!find_elements(splicer) || (is_peer && !check_namespaces(splicer)))
        return false;
    find_prefix(splicer);
    return true;
}

// Of units with the same id the other tool knows only the last.
static bool is_written(const struct splicer *splicer, const struct unit *unit)
{
    return !splicer->options->peer_bytes || !unit->is_shadowed;
}

// In own mode a unit that says the same stays as it is. In drop-in mode each is printed anew.
static bool is_changed(const struct splicer *splicer, const struct unit *unit)
{
    return splicer->options->peer_bytes || unit_is_changed(unit);
}

static void renew_units(struct splicer *splicer)
{
    const struct unit_list *units = &splicer->catalog->units;
    for (size_t i = 0; i < units->count; i++) {
        const struct unit *unit = &units->at[i];
        if (unit->removed || !is_written(splicer, unit))
            continue;
        struct xml_node *element = splicer->elements[i];
        if (!element) {
            splicer->ways->add_unit(splicer, unit);
        } else if (is_changed(splicer, unit)) {
            xml_unfold(splicer->document, element, splicer->editor.arena);
            renew_unit(splicer, element, unit);
        }
    }
    for (size_t i = 0; i < units->count; i++) {
        const struct unit *unit = &units->at[i];
        if (unit->removed && splicer->elements[i] && is_written(splicer, unit))
            splicer->ways->remove(splicer, splicer->elements[i]);
    }
}

bool xliff12_splice(const struct catalog *catalog, const struct format_options *options,
                    struct arena *scratch, struct diags *diags, struct buf *out)
{
    struct splicer splicer = {.catalog = catalog,
                              .options = options,
                              .ways = options->peer_bytes ? &xliff12_peer_ways : &xliff12_own_ways,
                              .editor = {.arena = scratch},
                              .diags = diags,
                              .is_fine = true};
    if (!open_document(&splicer))
        return false;
    renew_units(&splicer);
    splicer.ways->finish(&splicer);
    if (splicer.is_fine)
        xml_print_pieces(splicer.document, &splicer.editor.style, options->pieces, out);
    return splicer.is_fine;
}
