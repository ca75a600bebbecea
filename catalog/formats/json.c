// Catalogs in JSON:
//     {
//       "sourceLocale": "en",
//       "targetLocale": "de",
//       "units": [
//         {
//           "id": "greeting",
//           "context": "menu",
//           "source": "Hello {0}",
//           "target": "Hallo {0}",
//           "previous": "Hi {0}",
//           "codes": {"0": "${name}"},
//           "state": "needs-review",
//           "obsolete": true,
//           "notes": [{"from": "glot", "text": "On the first page"}],
//           "locations": ["src/app.ts:12"]
//         }
//       ]
//     }
// Only "units" and each unit's "id" must be there. No "target" means that there is no translation yet, and
// "state" is left out where it is "new" for a unit without target or "translated" for one with it. A blank
// target counts only where "state" says that it is translated.
// json_pattern.h has the texts. Members of other names stay as they are.

#include "base/quote.h"
#include "catalog/format.h"
#include "catalog/formats/json_pattern.h"

struct reading {
    struct jsonc_file file;
    struct arena *arena;
    struct diags *diags;
    struct catalog *catalog;
    const struct jsonc *object; // the unit that is read
    struct json_codes codes;
};

static bool refuse(struct reading *r, const struct jsonc *value, const char *wanted)
{
    diag_add(r->diags, KIND_JSON_CATALOG, jsonc_span(&r->file, value), "%s is wanted here, not %s", wanted,
             jsonc_kind_name(value->kind));
    return false;
}

// ---- reading

// A string member that may be absent; then *out stays.
static bool read_text(struct reading *r, const struct jsonc *object, const char *key, struct str *out)
{
    const struct jsonc *value = jsonc_get(object, key);
    if (value && value->kind != JSONC_STRING)
        return refuse(r, value, "a string");
    if (value)
        *out = value->text;
    return true;
}

static bool read_pattern(struct reading *r, const char *key, struct pattern *out, bool *is_there)
{
    const struct jsonc *value = jsonc_get(r->object, key);
    *is_there = value != NULL;
    return !value || json_pattern_read(&r->file, value, &r->codes, r->arena, r->diags, out);
}

static bool read_state(struct reading *r, struct unit *unit)
{
    const struct jsonc *value = jsonc_get(r->object, "state");
    unit->state = unit->has_target ? UNIT_TRANSLATED : UNIT_NEW;
    if (!value)
        return true;
    for (unsigned state = UNIT_NEW; state <= UNIT_FINAL; state++)
        if (value->kind == JSONC_STRING && str_is(value->text, unit_state_name((enum unit_state)state))) {
            unit->state = (enum unit_state)state;
            return true;
        }
    return refuse(r, value,
                  "\"new\", \"translated\", \"needs-review\", \"stale\", \"reviewed\" or \"final\"");
}

static bool read_obsolete(struct reading *r, struct unit *unit)
{
    const struct jsonc *value = jsonc_get(r->object, "obsolete");
    if (value && value->kind != JSONC_BOOL)
        return refuse(r, value, "true or false");
    unit->is_obsolete = value && value->truth;
    return true;
}

static void settle_target(struct reading *r, struct unit *unit)
{
    bool is_done = jsonc_get(r->object, "state") && unit_is_done(unit);
    unit_settle_target(unit, is_done);
}

// The elements of an array member; NULL with *good when it is absent.
static const struct jsonc *elements(struct reading *r, const char *key, bool *good)
{
    const struct jsonc *value = jsonc_get(r->object, key);
    *good = !value || value->kind == JSONC_ARRAY || refuse(r, value, "an array");
    return value && *good ? value->first : NULL;
}

static bool read_notes(struct reading *r, struct unit *unit)
{
    bool good;
    for (const struct jsonc *value = elements(r, "notes", &good); value; value = value->next) {
        struct note *note = list_push(&unit->notes, r->arena);
        *note = (struct note){0};
        if (value->kind != JSONC_OBJECT)
            return refuse(r, value, "an object with \"text\"");
        if (!read_text(r, value, "from", &note->from) || !read_text(r, value, "text", &note->text))
            return false;
    }
    return good;
}

static bool read_locations(struct reading *r, struct unit *unit)
{
    bool good;
    for (const struct jsonc *value = elements(r, "locations", &good); value; value = value->next) {
        if (value->kind != JSONC_STRING)
            return refuse(r, value, "a string");
        *list_push(&unit->locations, r->arena) = value->text;
    }
    return good;
}

static void warn_of_duplicate(struct reading *r, const struct jsonc *id, const struct unit *earlier)
{
    struct diag *diag = diag_add(r->diags, KIND_UNIT_DUPLICATE, jsonc_span(&r->file, id),
                                 "the id `" STR_FORMAT "` is there twice", STR_ARG(id->text));
    diag_relate(r->diags, diag, unit_span(r->catalog, earlier), "the earlier unit");
}

static bool read_unit(struct reading *r, const struct jsonc *object)
{
    const struct jsonc *id = jsonc_get(object, "id");
    struct pattern previous;
    bool has_source;
    r->object = object;
    if (object->kind != JSONC_OBJECT || !jsonc_is(id, JSONC_STRING) || id->text.len == 0)
        return refuse(r, object, "a unit: an object with an \"id\"");
    const struct unit *earlier = catalog_find(r->catalog, id->text);
    if (earlier)
        warn_of_duplicate(r, id, earlier);
    struct unit *unit = catalog_add(r->catalog, id->text, r->arena);
    unit->bytes = byte_range(object->start, object->end);
    bool has_target = false, has_previous = false;
    bool good = json_codes_read(&r->file, jsonc_get(object, "codes"), r->arena, r->diags, &r->codes) &&
                read_text(r, object, "context", &unit->context) &&
                read_pattern(r, "source", &unit->source, &has_source) &&
                read_pattern(r, "target", &unit->target, &has_target) &&
                read_pattern(r, "previous", &previous, &has_previous);
    unit->has_target = has_target;
    unit->has_previous = has_previous;
    good = good && read_state(r, unit) && read_obsolete(r, unit) && read_notes(r, unit) &&
           read_locations(r, unit);
    if (good && unit->has_previous)
        unit_set_previous(unit, &previous, r->arena);
    settle_target(r, unit);
    return good;
}

static const struct jsonc *unit_array(const struct jsonc_file *file, struct diags *diags)
{
    const struct jsonc *units = jsonc_get(file->root, "units");
    if (jsonc_is(units, JSONC_ARRAY))
        return units;
    struct diag *diag = diag_add(diags, KIND_JSON_CATALOG, jsonc_span(file, units ? units : file->root),
                                 "a catalog is an object with an array of \"units\"");
    diag_hint(diags, diag, "An empty one is {\"units\": []}.");
    return NULL;
}

static bool json_read(struct str bytes, struct str path, const struct format_options *options,
                      struct arena *arena, struct diags *diags, struct catalog *out)
{
    struct reading r = {.arena = arena, .diags = diags, .catalog = out};
    (void)options;
    *out = (struct catalog){.path = path, .bytes = bytes};
    if (!jsonc_read(path, bytes, JSONC_STRICT, arena, diags, &r.file))
        return false;
    const struct jsonc *units = unit_array(&r.file, diags);
    bool good = units && read_text(&r, r.file.root, "sourceLocale", &out->source_locale) &&
                read_text(&r, r.file.root, "targetLocale", &out->target_locale);
    for (const struct jsonc *unit = good ? units->first : NULL; unit; unit = unit->next)
        good = read_unit(&r, unit) && good;
    return good;
}

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
    if (unit->has_previous) {
        open_member(p, "previous");
        json_pattern_print(&unit_rare(unit)->previous, &codes, p->out);
    }
    if (json_codes_any(&codes)) {
        open_member(p, "codes");
        json_codes_print(&codes, p->out);
    }
}

static bool is_known_member(struct str key)
{
    static const char *const known[] = {"id",    "context", "source",   "target", "previous",
                                        "codes", "state",   "obsolete", "notes",  "locations"};
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

static bool is_changed(const struct unit *unit)
{
    return unit->source_changed || unit->target_changed || unit->notes_changed || unit->state_changed ||
           unit_rare(unit)->read_id.len;
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
    if (is_changed(unit))
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

static bool was_read(const struct unit *unit)
{
    return unit->bytes.end > unit->bytes.start;
}

// Between the brackets of the array. Units that were read come in the order of the file.
static void splice_units(struct splicing *s, const struct jsonc *array)
{
    const struct unit_list *units = &s->catalog->units;
    const struct jsonc *object = array->first;
    size_t gap_start = s->lead_start, added = 0;
    for (size_t i = 0; i < units->count; i++) {
        const struct unit *unit = &units->at[i];
        if (!was_read(unit)) {
            added += !unit->removed;
            continue;
        }
        if (!unit->removed && object)
            splice_read_unit(s, unit, object, gap_start);
        gap_start = object ? object->end : gap_start;
        object = object ? object->next : NULL;
    }
    for (size_t i = 0; added && i < units->count; i++)
        if (!was_read(&units->at[i]) && !units->at[i].removed)
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
    const struct jsonc *array = unit_array(&file, diags);
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

static bool json_write(const struct catalog *catalog, const struct format_options *options,
                       struct arena *scratch, struct diags *diags, struct buf *out)
{
    (void)options;
    if (catalog->bytes.len)
        return splice(catalog, scratch, diags, out);
    write_fresh(catalog, scratch, out);
    return true;
}

static bool json_recognises(struct str bytes)
{
    return str_find(str_slice(bytes, 0, 4096), STR("\"units\""), 0) != STR_NONE;
}

const struct format format_json = {
    .name = "json",
    .suffix = ".json",
    .meaning = "JSON: one object per unit, texts with {names} for code",
    .holds = HOLDS_SOURCES | HOLDS_STATES | HOLDS_REVIEWED | HOLDS_OBSOLETE | HOLDS_PREVIOUS | HOLDS_NOTES |
             HOLDS_NOTE_AUTHORS | HOLDS_LOCATIONS | HOLDS_CONTEXT | HOLDS_NAMES | HOLDS_CODE | HOLDS_KINDS |
             HOLDS_PLURALS | HOLDS_SELECTS | HOLDS_SOURCE_LOCALE | HOLDS_TARGET_LOCALE | HOLDS_EMPTY_TARGETS,
    .recognises = json_recognises,
    .read = json_read,
    .write = json_write,
};
