// XLIFF 1.2: the row of the format, what is checked before writing, printed units and fresh files.
#include "catalog/formats/xliff12.h"

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
    .other_suffix = ".xliff",
    .meaning = "XLIFF 1.2, which most translation services and tools exchange",
    .holds = HOLDS_SOURCES | HOLDS_STATES | HOLDS_REVIEWED | HOLDS_OBSOLETE | HOLDS_PREVIOUS | HOLDS_NOTES |
             HOLDS_NOTE_AUTHORS | HOLDS_LOCATIONS | HOLDS_CONTEXT | HOLDS_NAMES | HOLDS_CODE | HOLDS_KINDS |
             HOLDS_TARGET_LOCALE | HOLDS_SOURCE_LOCALE | HOLDS_EMPTY_TARGETS,
    .recognises = is_1,
    .read = xliff_read,
    .write = write};

// ---- what cannot be written

struct check {
    const struct catalog *catalog;
    struct diags *diags;
    struct str id;
    bool is_fine;
};

static void check_text(struct check *check, const char *where, struct str text)
{
    size_t at = xml_first_forbidden(text);
    if (at == STR_NONE)
        return;
    unsigned char byte = (unsigned char)text.at[at];
    unsigned point = byte < 0x20 ? byte : 0xff40u + (unsigned char)text.at[at + 2];
    check->is_fine = false;
    diag_add(check->diags, KIND_XML_CHARACTER, span_file(check->catalog->path),
             "the %s of " STR_FORMAT " holds U+%04X, which XML cannot hold", where, STR_ARG(check->id),
             point);
}

static void check_pattern(struct check *check, const char *where, const struct pattern *pattern)
{
    for (size_t i = 0; i < pattern->parts.count; i++) {
        check_text(check, where, pattern->parts.at[i].text);
        check_text(check, where, pattern->parts.at[i].name);
    }
    if (!pattern_is_select(pattern))
        return;
    check->is_fine = false;
    diag_add(check->diags, KIND_CATALOG_SELECT, span_file(check->catalog->path),
             "the %s of " STR_FORMAT " is a choice between texts, which XLIFF 1.2 cannot hold", where,
             STR_ARG(check->id));
}

static void check_unit(struct check *check, const struct unit *unit)
{
    bool is_new = unit->bytes.end == 0;
    check->id = unit->id;
    if (is_new)
        check_text(check, "id", unit->id);
    if (is_new || unit->source_changed)
        check_pattern(check, "source", &unit->source);
    if (unit->has_target && (is_new || unit->target_changed))
        check_pattern(check, "target", &unit->target);
    if (unit->has_previous)
        check_pattern(check, "previous source", &unit->previous);
    for (size_t i = 0; i < unit->notes.count && (is_new || unit->notes_changed); i++) {
        check_text(check, "note", unit->notes.at[i].from);
        check_text(check, "note", unit->notes.at[i].text);
    }
    for (size_t i = 0; i < unit->locations.count; i++)
        check_text(check, "place", unit->locations.at[i]);
    check_text(check, "context", unit->context);
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

static bool all_digits(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] < '0' || text.at[i] > '9')
            return false;
    return text.len > 0;
}

void xliff12_print_location(struct xliff12_printer *printer, struct str location)
{
    size_t colon = str_rfind_byte(location, ':');
    bool has_line = colon != STR_NONE && all_digits(str_from(location, colon + 1));
    print_tag(printer, "<", "context-group");
    buf_text(printer->out, " purpose=\"location\">");
    print_context(printer, "sourcefile", str_slice(location, 0, has_line ? colon : location.len));
    if (has_line)
        print_context(printer, "linenumber", str_from(location, colon + 1));
    print_end(printer, "context-group");
}

static void print_own_children(struct xliff12_printer *printer, const struct unit *unit, struct str before)
{
    if (unit->has_previous) {
        struct arena scratch = {0};
        buf_add(printer->out, before);
        struct str fragment = xliff12_fragment(&unit->previous, printer->options, &scratch);
        xliff12_print_note(printer, &(struct note){.from = STR(XLIFF12_PREVIOUS), .text = fragment});
        arena_free(&scratch);
    }
    if (unit->context.len) {
        buf_add(printer->out, before);
        print_tag(printer, "<", "context-group");
        buf_text(printer->out, " purpose=\"match\">");
        print_context(printer, "x-context", unit->context);
        print_end(printer, "context-group");
    }
    for (size_t i = 0; i < unit->locations.count; i++) {
        buf_add(printer->out, before);
        xliff12_print_location(printer, unit->locations.at[i]);
    }
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
    if (unit->is_obsolete && !printer->options->peer_bytes)
        buf_text(printer->out, " translate=\"no\" extradata=\"" XLIFF12_OBSOLETE "\"");
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

static void print_file_tag(struct xliff12_printer *printer, const struct catalog *catalog)
{
    buf_text(printer->out, "<file");
    if (catalog->target_locale.len)
        xml_add_attribute(printer->out, "target-language", catalog->target_locale, &printer->style);
    xml_add_attribute(printer->out, "source-language", catalog->source_locale, &printer->style);
    struct str original = printer->options->original;
    xml_add_attribute(printer->out, "original", original.len ? original : STR("lit-localize-inputs"),
                      &printer->style);
    buf_text(printer->out, " datatype=\"plaintext\">\n");
}

static void write_fresh(const struct catalog *catalog, const struct format_options *options, struct buf *out)
{
    struct xliff12_printer printer = {
        .options = options,
        .style = {.canonical = options->peer_bytes, .line_end = STR("\n")},
        .out = out,
    };
    const struct xliff_layout layout = {STR("\n  "), STR("\n")};
    buf_text(out,
             "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xliff version=\"1.2\" xmlns=\"" XLIFF12_NAMESPACE
             "\">\n");
    print_file_tag(&printer, catalog);
    size_t start = out->len;
    buf_text(out, "<body>\n");
    size_t empty = out->len;
    for (size_t i = 0; i < catalog->units.count; i++) {
        const struct unit *unit = &catalog->units.at[i];
        if (unit->removed || unit->is_shadowed)
            continue;
        xliff12_print_unit(&printer, unit, &layout);
        buf_byte(out, '\n');
    }
    if (out->len == empty) {
        out->len = start;
        buf_text(out, "<body/>\n");
    } else {
        buf_text(out, "</body>\n");
    }
    buf_text(out, "</file>\n</xliff>\n");
}

bool xliff12_write(const struct catalog *catalog, const struct format_options *options, struct arena *scratch,
                   struct diags *diags, struct buf *out)
{
    struct check check = {.catalog = catalog, .diags = diags, .is_fine = true};
    for (size_t i = 0; i < catalog->units.count; i++)
        if (!catalog->units.at[i].removed)
            check_unit(&check, &catalog->units.at[i]);
    if (!check.is_fine)
        return false;
    if (catalog->bytes.len)
        return xliff12_splice(catalog, options, scratch, diags, out);
    write_fresh(catalog, options, out);
    return true;
}
