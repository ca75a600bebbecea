// XLIFF 1.2: the row of the format, what is checked before writing, printed units and fresh files.
#include "catalog/formats/xliff12.h"
#include "catalog/formats/xliff_choice.h"

static bool is_1(struct str bytes)
{
    return !xliff_is_2(bytes); // what is neither is told best by this reader
}

static bool write(const struct catalog *catalog, const struct format_options *options, struct arena *scratch,
                  struct diags *diags, struct buf *out)
{
    return xliff_write(catalog, options, XLIFF_1_2, scratch, diags, out);
}

const struct format format_xliff = {
    .name = "xliff",
    .suffix = ".xlf",
    .names_locales = true,
    .is_xml = true,
    .other_suffix = ".xliff",
    .meaning = "XLIFF 1.2, which most translation services and tools exchange",
    .holds = HOLDS_SOURCES | HOLDS_STATES | HOLDS_REVIEWED | HOLDS_OBSOLETE | HOLDS_PREVIOUS | HOLDS_NOTES |
             HOLDS_NOTE_AUTHORS | HOLDS_LOCATIONS | HOLDS_CONTEXT | HOLDS_NAMES | HOLDS_CODE | HOLDS_KINDS |
             HOLDS_PLURALS | HOLDS_SELECTS | HOLDS_SYNTAX | HOLDS_LIMITS | HOLDS_SUGGESTIONS | HOLDS_FILES |
             HOLDS_LOCKS | HOLDS_UNIT_NAMES | HOLDS_TARGET_LOCALE | HOLDS_SOURCE_LOCALE | HOLDS_EMPTY_TARGETS,
    .recognises = is_1,
    .read = xliff_read,
    .write = write};

// ---- what cannot be written

struct check {
    struct xliff_check base;
    bool is_peers; // texts cannot hold any character either
};

static void check_text(struct check *check, const char *where, struct str text)
{
    xliff_check_text(&check->base, where, text);
}

// What is a text can hold any character in own mode; code is in attributes.
static void check_pattern(struct check *check, const char *where, const struct pattern *pattern)
{
    for (size_t i = 0; i < pattern->parts.count; i++) {
        if (check->is_peers || part_kind(&pattern->parts.at[i]) != PART_TEXT)
            check_text(check, where, pattern->parts.at[i].text);
        check_text(check, where, part_name(&pattern->parts.at[i]));
    }
    if (!pattern_is_select(pattern)) // own mode has made text of them
        return;
    check->base.is_fine = false;
    diag_add(check->base.diags, KIND_CATALOG_SELECT, span_file(check->base.catalog->path),
             "the %s of " STR_FORMAT " is a choice between texts, which lit-localize cannot read", where,
             STR_ARG(check->base.id));
}

static void check_unit(struct check *check, const struct unit *unit)
{
    bool is_new = check->base.catalog->bytes.len == 0 || unit->bytes.end == 0;
    check->base.id = unit->id;
    if (is_new || unit_rare(unit)->read_id.len)
        check_text(check, "id", unit->id);
    if (is_new || unit->source_changed)
        check_pattern(check, "source", &unit->source);
    if (unit->has_target && (is_new || unit->target_changed))
        check_pattern(check, "target", &unit->target);
    bool renews_previous = is_new || unit->source_changed || unit->target_changed || unit->state_changed;
    if (unit->has_previous && renews_previous)
        check_pattern(check, "previous source", &unit_rare(unit)->previous);
    for (size_t i = 0; i < unit->notes.count && (is_new || unit->notes_changed); i++) {
        check_text(check, "note", unit->notes.at[i].from);
        check_text(check, "note", unit->notes.at[i].text);
    }
    for (size_t i = 0; i < unit->locations.count; i++)
        check_text(check, "place", unit->locations.at[i]);
    check_text(check, "context", unit->context);
    if (unit_has_other_context(unit))
        check_text(check, "previous context", unit_rare(unit)->previous_context);
    check_text(check, "name", unit_rare(unit)->name);
    for (size_t i = 0; i < unit_rare(unit)->suggestions.count && (is_new || unit->suggestions_changed); i++) {
        check_pattern(check, "suggestion", &unit_rare(unit)->suggestions.at[i].source);
        check_pattern(check, "suggestion", &unit_rare(unit)->suggestions.at[i].target);
        check_text(check, "suggestion", unit_rare(unit)->suggestions.at[i].origin);
    }
}

// ---- units

static void print_tag(struct xliff12_printer *printer, const char *open, const char *name)
{
    buf_text(printer->out, open);
    buf_add(printer->out, printer->prefix);
    buf_text(printer->out, name);
}

static void print_end(struct xliff12_printer *printer, const char *name)
{
    print_tag(printer, "</", name);
    buf_byte(printer->out, '>');
}

// `with_content`: not `<name/>`, even if there is nothing in it.
static void print_element(struct xliff12_printer *printer, const char *name, const struct pattern *pattern,
                          bool with_content)
{
    if (pattern_is_empty(pattern) && !with_content) {
        buf_text(printer->out, "/>");
        return;
    }
    buf_byte(printer->out, '>');
    xliff12_print_contents(printer, pattern);
    print_end(printer, name);
}

void xliff12_print_source(struct xliff12_printer *printer, const struct unit *unit)
{
    print_tag(printer, "<", "source");
    print_element(printer, "source", &unit->source, printer->options->peer_bytes && unit->source_is_string);
}

void xliff12_print_target(struct xliff12_printer *printer, const struct unit *unit)
{
    print_tag(printer, "<", "target");
    struct xliff12_state state = xliff12_target_state(unit);
    if (!printer->options->peer_bytes && state.state)
        xml_add_attribute(printer->out, "state", str_of(state.state), &printer->style);
    if (!printer->options->peer_bytes && state.qualifier)
        xml_add_attribute(printer->out, "state-qualifier", str_of(state.qualifier), &printer->style);
    print_element(printer, "target", &unit->target, false);
}

void xliff12_print_note(struct xliff12_printer *printer, const struct note *note)
{
    print_tag(printer, "<", "note");
    if (note->from.len)
        xml_add_attribute(printer->out, "from", note->from, &printer->style);
    buf_byte(printer->out, '>');
    xml_add_text(printer->out, note->text, &printer->style);
    print_end(printer, "note");
}

static void print_context(struct xliff12_printer *printer, const char *type, struct str text)
{
    print_tag(printer, "<", "context");
    xml_add_attribute(printer->out, "context-type", str_of(type), &printer->style);
    buf_byte(printer->out, '>');
    xml_add_text(printer->out, text, &printer->style);
    print_end(printer, "context");
}

void xliff12_print_location(struct xliff12_printer *printer, struct str location)
{
    size_t colon = str_rfind_byte(location, ':');
    bool has_line = colon != STR_NONE && str_is_digits(str_from(location, colon + 1));
    print_tag(printer, "<", "context-group");
    buf_text(printer->out, " purpose=\"location\">");
    print_context(printer, "sourcefile", str_slice(location, 0, has_line ? colon : location.len));
    if (has_line)
        print_context(printer, "linenumber", str_from(location, colon + 1));
    print_end(printer, "context-group");
}

void xliff12_print_context(struct xliff12_printer *printer, const char *type, struct str text)
{
    print_tag(printer, "<", "context-group");
    buf_text(printer->out, " purpose=\"match\">");
    print_context(printer, type, text);
    print_end(printer, "context-group");
}

static void print_text_of(struct xliff12_printer *printer, const char *name, const struct pattern *pattern)
{
    print_tag(printer, "<", name);
    print_element(printer, name, pattern, false);
}

void xliff12_print_suggestion(struct xliff12_printer *printer, const struct suggestion *suggestion)
{
    print_tag(printer, "<", "alt-trans");
    if (suggestion->similarity)
        buf_print(printer->out, " match-quality=\"%u\"", suggestion->similarity);
    if (suggestion->origin.len)
        xml_add_attribute(printer->out, "origin", suggestion->origin, &printer->style);
    buf_byte(printer->out, '>');
    print_text_of(printer, "source", &suggestion->source);
    print_text_of(printer, "target", &suggestion->target);
    print_end(printer, "alt-trans");
}

bool xliff12_is_suggestion(const struct xml_document *document, const struct xml_node *node)
{
    struct xml_attribute type;
    return xliff12_is_local(document, node, "alt-trans") &&
           (!xml_attribute_find(document, node, "alttranstype", &type) || str_is(type.raw, "proposal"));
}

bool xliff12_is_peers(const struct catalog *catalog, const struct format_options *options)
{
    struct str original = catalog->files.count ? catalog->files.at[0].original : options->original;
    return options->peer_bytes || str_is(original, "lit-localize-inputs");
}

static void print_own_children(struct xliff12_printer *printer, const struct unit *unit, struct str before)
{
    if (unit->has_previous) {
        struct arena scratch = {0};
        buf_add(printer->out, before);
        const struct note note = xliff12_previous_note(unit, printer->options, &scratch);
        xliff12_print_note(printer, &note);
        arena_free(&scratch);
    }
    if (unit->context.len) {
        buf_add(printer->out, before);
        xliff12_print_context(printer, XLIFF12_CONTEXT, unit->context);
    }
    if (unit_has_other_context(unit)) {
        buf_add(printer->out, before);
        xliff12_print_context(printer, XLIFF12_PREVIOUS_CONTEXT, unit_rare(unit)->previous_context);
    }
    for (size_t i = 0; i < unit->locations.count; i++) {
        buf_add(printer->out, before);
        xliff12_print_location(printer, unit->locations.at[i]);
    }
    for (size_t i = 0; i < unit_rare(unit)->suggestions.count && printer->has_suggestions; i++) {
        buf_add(printer->out, before);
        xliff12_print_suggestion(printer, &unit_rare(unit)->suggestions.at[i]);
    }
}

static void print_own_attributes(struct xliff12_printer *printer, const struct unit *unit)
{
    if (unit_rare(unit)->name.len)
        xml_add_attribute(printer->out, "resname", unit_rare(unit)->name, &printer->style);
    if (unit->syntax == SYNTAX_ICU)
        buf_text(printer->out, " restype=\"" XLIFF12_ICU "\"");
    if (unit_rare(unit)->limit.greatest)
        buf_print(printer->out, " maxwidth=\"%zu\" size-unit=\"%s\"", unit_rare(unit)->limit.greatest,
                  unit_rare(unit)->limit.measure == LIMIT_CODE_POINTS ? "char" : "byte");
    if (unit->has_target && unit->state == UNIT_FINAL)
        buf_text(printer->out, " approved=\"yes\"");
    if (unit->is_locked || unit->is_obsolete)
        buf_text(printer->out, " translate=\"no\"");
    if (unit->is_obsolete)
        buf_print(printer->out, " extradata=\"" XLIFF12_OBSOLETE "%s\"", unit->is_locked ? "-locked" : "");
}

// Drop-in catalogs hold one note, the developer's, and none that is empty.
static bool is_printed_note(const struct xliff12_printer *printer, const struct note *note)
{
    if (printer->options->peer_bytes)
        return note->text.len && str_equal(note->from, printer->options->tool);
    return !note->removed;
}

void xliff12_print_unit(struct xliff12_printer *printer, const struct unit *unit,
                        const struct xliff_layout *layout)
{
    print_tag(printer, "<", "trans-unit");
    xml_add_attribute(printer->out, "id", unit->id, &printer->style);
    if (!printer->options->peer_bytes)
        print_own_attributes(printer, unit);
    buf_byte(printer->out, '>');
    buf_add(printer->out, layout->before_child);
    xliff12_print_source(printer, unit);
    if (unit->has_target) {
        buf_add(printer->out, layout->before_child);
        xliff12_print_target(printer, unit);
    }
    for (size_t i = 0; i < unit->notes.count; i++)
        if (is_printed_note(printer, &unit->notes.at[i])) {
            buf_add(printer->out, layout->before_child);
            xliff12_print_note(printer, &unit->notes.at[i]);
        }
    if (!printer->options->peer_bytes)
        print_own_children(printer, unit, layout->before_child);
    buf_add(printer->out, layout->before_end);
    print_end(printer, "trans-unit");
}

// ---- fresh files

static void print_file_tag(struct xliff12_printer *printer, const struct catalog *catalog,
                           struct str original, struct arena *scratch)
{
    struct str source = xliff_language(catalog->source_locale, printer->options, scratch);
    struct str target = xliff_language(catalog->target_locale, printer->options, scratch);
    buf_text(printer->out, "<file");
    if (target.len)
        xml_add_attribute(printer->out, "target-language", target, &printer->style);
    xml_add_attribute(printer->out, "source-language", source, &printer->style);
    xml_add_attribute(printer->out, "original", original.len ? original : STR("lit-localize-inputs"),
                      &printer->style);
    buf_text(printer->out, " datatype=\"plaintext\">\n");
}

static void print_body(struct xliff12_printer *printer, const struct xliff_files *files, size_t file)
{
    const struct xliff_layout layout = {STR("\n  "), STR("\n")};
    if (files->first[file] == 0) {
        buf_text(printer->out, "<body/>\n");
        return;
    }
    buf_text(printer->out, "<body>\n");
    for (size_t i = files->first[file]; i > 0; i = files->next[i - 1]) {
        xliff12_print_unit(printer, &files->units->at[i - 1], &layout);
        buf_byte(printer->out, '\n');
    }
    buf_text(printer->out, "</body>\n");
}

static void write_fresh(const struct catalog *catalog, const struct format_options *options,
                        struct arena *scratch, struct buf *out)
{
    struct xliff12_printer printer = {
        .options = options,
        .style = {.canonical = options->peer_bytes, .line_end = STR("\n")},
        .has_suggestions = !xliff12_is_peers(catalog, options),
        .out = out,
    };
    struct xliff_files files;
    xliff_group_by_file(catalog, scratch, &files);
    buf_text(out,
             "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xliff version=\"1.2\" xmlns=\"" XLIFF12_NAMESPACE
             "\">\n");
    for (size_t i = 0; i < files.count; i++) {
        struct str original = i < catalog->files.count ? catalog->files.at[i].original : (struct str){0};
        print_file_tag(&printer, catalog, original.len ? original : options->original, scratch);
        print_body(&printer, &files, i);
        buf_text(out, "</file>\n");
    }
    buf_text(out, "</xliff>\n");
}

bool xliff12_write(const struct catalog *catalog, const struct format_options *options, struct arena *scratch,
                   struct diags *diags, struct buf *out)
{
    struct catalog plain = *catalog;
    struct check check = {
        .base = {catalog, "which XML cannot hold", diags, .is_fine = true},
        .is_peers = options->peer_bytes,
    };
    if (!options->peer_bytes && !xliff_choices_to_text(catalog, NULL, scratch, diags, &plain))
        return false;
    for (size_t i = 0; i < plain.units.count; i++)
        if (!plain.units.at[i].removed)
            check_unit(&check, &plain.units.at[i]);
    if (!check.base.is_fine)
        return false;
    if (catalog->bytes.len)
        return xliff12_splice(&plain, options, scratch, diags, out);
    write_fresh(&plain, options, scratch, out);
    return true;
}
