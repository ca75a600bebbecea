// JSON: units → objects, fresh or spliced into the bytes that they were read from.
#include "catalog/formats/json.h"

#include "base/quote.h"

// ---- printing a unit

struct printing {
    struct buf *out;
    struct str indent; // of a unit; its members have two spaces more
    struct str bytes;  // of the file that is spliced into
    struct arena *scratch;
    const char *before; // what stands before the next member
};

static void open_member(struct printing *p, const char *key)
{
    buf_text(p->out, p->before);
    buf_byte(p->out, '\n');
    buf_add(p->out, p->indent);
    buf_print(p->out, "  \"%s\": ", key);
    p->before = ",";
}

static void print_text(struct printing *p, const char *key, struct str text)
{
    if (text.len == 0)
        return;
    open_member(p, key);
    quote_json(p->out, text);
}

static void print_notes(struct printing *p, const struct note_list *notes)
{
    size_t printed = 0;
    for (size_t i = 0; i < notes->count; i++) {
        if (notes->at[i].removed)
            continue;
        if (printed == 0)
            open_member(p, "notes");
        buf_text(p->out, printed++ ? ", {" : "[{");
        if (notes->at[i].from.len) {
            buf_text(p->out, "\"from\": ");
            quote_json(p->out, notes->at[i].from);
            buf_text(p->out, ", ");
        }
        buf_text(p->out, "\"text\": ");
        quote_json(p->out, notes->at[i].text);
        buf_byte(p->out, '}');
    }
    if (printed)
        buf_byte(p->out, ']');
}

static void print_locations(struct printing *p, const struct str_list *locations)
{
    if (locations->count == 0)
        return;
    open_member(p, "locations");
    for (size_t i = 0; i < locations->count; i++) {
        buf_text(p->out, i ? ", " : "[");
        quote_json(p->out, locations->at[i]);
    }
    buf_byte(p->out, ']');
}

static void print_previous(struct printing *p, const struct unit *unit, const struct json_codes *codes)
{
    const struct unit_rare *rare = unit_rare(unit);
    if (!unit->has_previous)
        return;
    open_member(p, "previous");
    json_pattern_print(&rare->previous, codes, p->out);
    if (unit_has_other_context(unit)) {
        open_member(p, "previousContext");
        quote_json(p->out, rare->previous_context);
    }
    if (rare->previous_needs_review)
        print_text(p, "previousState", str_of(unit_state_name(UNIT_NEEDS_REVIEW)));
}

static void print_patterns(struct printing *p, const struct unit *unit)
{
    struct json_codes codes = {0};
    json_codes_add(&codes, &unit->source, p->scratch);
    if (unit->has_target)
        json_codes_add(&codes, &unit->target, p->scratch);
    if (unit->has_previous)
        json_codes_add(&codes, &unit_rare(unit)->previous, p->scratch);
    open_member(p, "source");
    json_pattern_print(&unit->source, &codes, p->out);
    if (unit->has_target) {
        open_member(p, "target");
        json_pattern_print(&unit->target, &codes, p->out);
    }
    print_previous(p, unit, &codes);
    if (json_codes_any(&codes)) {
        open_member(p, "codes");
        json_codes_print(&codes, p->out);
    }
}

static bool is_known_member(struct str key)
{
    static const char *const known[] = {"id",       "context",         "source",        "target",
                                        "previous", "previousContext", "previousState", "codes",
                                        "state",    "obsolete",        "notes",         "locations"};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_is(key, known[i]))
            return true;
    return false;
}

// What others keep in the unit, byte for byte.
static void print_unknown(struct printing *p, const struct jsonc *object)
{
    for (const struct jsonc *member = object ? object->first : NULL; member; member = member->next) {
        if (is_known_member(member->key))
            continue;
        buf_text(p->out, p->before);
        buf_byte(p->out, '\n');
        buf_add(p->out, p->indent);
        buf_text(p->out, "  ");
        buf_add(p->out, str_slice(p->bytes, member->key_start, member->key_end));
        buf_text(p->out, ": ");
        buf_add(p->out, str_slice(p->bytes, member->start, member->end));
        p->before = ",";
    }
}

static void print_unit(struct printing *p, const struct unit *unit, const struct jsonc *object)
{
    bool is_stated = unit->has_target && pattern_is_blank(&unit->target); // else it would count for nothing
    enum unit_state usual = unit->has_target ? UNIT_TRANSLATED : UNIT_NEW;
    p->before = "{";
    open_member(p, "id");
    quote_json(p->out, unit->id);
    print_text(p, "context", unit->context);
    print_patterns(p, unit);
    if (unit->state != usual || is_stated)
        print_text(p, "state", str_of(unit_state_name(unit->state)));
    if (unit->is_obsolete) {
        open_member(p, "obsolete");
        buf_text(p->out, "true");
    }
    print_notes(p, &unit->notes);
    print_locations(p, &unit->locations);
    print_unknown(p, object);
    buf_byte(p->out, '\n');
    buf_add(p->out, p->indent);
    buf_byte(p->out, '}');
}

// ---- splicing

struct splicing {
    struct printing printing;
    const struct catalog *catalog;
    size_t lead_start, lead_end; // what stands before the first unit of the file
    size_t emitted;
};

// The white space that starts a unit's line, where each has its own; else that of a fresh file.
static struct str indent_of(struct str lead)
{
    size_t line = str_rfind_byte(lead, '\n');
    struct str indent = line == STR_NONE ? STR("    ") : str_from(lead, line + 1);
    return indent;
}

// A unit of the file with the separator before it.
static void splice_read_unit(struct splicing *s, const struct unit *unit, const struct jsonc *object,
                             size_t gap_start)
{
    struct buf *out = s->printing.out;
    if (s->emitted++ == 0)
        buf_add(out, str_slice(s->catalog->bytes, s->lead_start, s->lead_end));
    else
        buf_add(out, str_slice(s->catalog->bytes, gap_start, object->start));
    if (unit_is_changed(unit))
        print_unit(&s->printing, unit, object);
    else
        buf_add(out, str_slice(s->catalog->bytes, object->start, object->end));
}

static void splice_new_unit(struct splicing *s, const struct unit *unit)
{
    buf_text(s->printing.out, s->emitted++ ? ",\n" : "\n");
    buf_add(s->printing.out, s->printing.indent);
    print_unit(&s->printing, unit, NULL);
}

// Between the brackets of the array. Units that were read come in the order of the file.
static void splice_units(struct splicing *s, const struct jsonc *array)
{
    const struct unit_list *units = &s->catalog->units;
    const struct jsonc *object = array->first;
    size_t gap_start = s->lead_start, added = 0;
    for (size_t i = 0; i < units->count; i++) {
        const struct unit *unit = &units->at[i];
        if (!unit_was_read(unit)) {
            added += !unit->removed;
            continue;
        }
        if (!unit->removed && object)
            splice_read_unit(s, unit, object, gap_start);
        gap_start = object ? object->end : gap_start;
        object = object ? object->next : NULL;
    }
    for (size_t i = 0; added && i < units->count; i++)
        if (!unit_was_read(&units->at[i]) && !units->at[i].removed)
            splice_new_unit(s, &units->at[i]);
    if (added && !array->first)
        buf_text(s->printing.out, "\n  ");
    else if (s->emitted || !array->first)
        buf_add(s->printing.out, str_slice(s->catalog->bytes, gap_start, array->end - 1));
}

static bool splice(const struct catalog *catalog, struct arena *scratch, struct diags *diags, struct buf *out)
{
    struct jsonc_file file;
    if (!jsonc_read(catalog->path, catalog->bytes, JSONC_STRICT, scratch, diags, &file))
        return false;
    const struct jsonc *array = json_units(&file, diags);
    if (!array)
        return false;
    struct splicing s = {.catalog = catalog, .lead_start = array->start + 1};
    s.lead_end = array->first ? array->first->start : s.lead_start;
    struct str lead = str_slice(catalog->bytes, s.lead_start, s.lead_end);
    s.printing =
        (struct printing){.out = out, .indent = indent_of(lead), .bytes = catalog->bytes, .scratch = scratch};
    buf_add(out, str_slice(catalog->bytes, 0, s.lead_start));
    splice_units(&s, array);
    buf_add(out, str_from(catalog->bytes, array->end - 1));
    return true;
}

static void write_fresh(const struct catalog *catalog, struct arena *scratch, struct buf *out)
{
    struct splicing s = {.catalog = catalog};
    s.printing = (struct printing){.out = out, .indent = STR("    "), .scratch = scratch};
    buf_text(out, "{\n  \"sourceLocale\": ");
    quote_json(out, catalog->source_locale);
    buf_text(out, ",\n  \"targetLocale\": ");
    quote_json(out, catalog->target_locale);
    buf_text(out, ",\n  \"units\": [");
    for (size_t i = 0; i < catalog->units.count; i++)
        if (!catalog->units.at[i].removed)
            splice_new_unit(&s, &catalog->units.at[i]);
    buf_text(out, s.emitted ? "\n  ]\n}\n" : "]\n}\n");
}

bool json_write(const struct catalog *catalog, const struct format_options *options, struct arena *scratch,
                struct diags *diags, struct buf *out)
{
    (void)options;
    if (catalog->bytes.len)
        return splice(catalog, scratch, diags, out);
    write_fresh(catalog, scratch, out);
    return true;
}
