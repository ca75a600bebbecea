// JSON: the row of the format, and reading.
#include "catalog/formats/json.h"

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
    return json_refuse(&r->file, value, r->diags, wanted);
}

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

static bool read_previous(struct reading *r, struct unit *unit)
{
    struct pattern previous;
    struct str context = {0}, state = {0};
    bool is_there;
    if (!read_pattern(r, "previous", &previous, &is_there) ||
        !read_text(r, r->object, "previousContext", &context) ||
        !read_text(r, r->object, "previousState", &state))
        return false;
    if (state.len && !str_is(state, unit_state_name(UNIT_NEEDS_REVIEW)))
        return refuse(r, jsonc_get(r->object, "previousState"), "\"needs-review\"");
    if (!is_there)
        return true;
    unit_set_previous(unit, &previous, state.len > 0, r->arena);
    struct unit_rare *rare = unit_make_rare(unit, r->arena);
    rare->previous_context = context;
    rare->has_previous_context = jsonc_get(r->object, "previousContext") != NULL;
    unit_settle_previous(unit, r->arena);
    return true;
}

static bool read_unit(struct reading *r, const struct jsonc *object)
{
    const struct jsonc *id = jsonc_get(object, "id");
    bool has_source;
    r->object = object;
    if (object->kind != JSONC_OBJECT || !jsonc_is(id, JSONC_STRING) || id->text.len == 0)
        return refuse(r, object, "a unit: an object with an \"id\"");
    const struct unit *earlier = catalog_find(r->catalog, id->text);
    if (earlier)
        warn_of_duplicate(r, id, earlier);
    struct unit *unit = catalog_add(r->catalog, id->text, r->arena);
    unit->bytes = byte_range(object->start, object->end);
    bool has_target = false;
    bool good = json_codes_read(&r->file, jsonc_get(object, "codes"), r->arena, r->diags, &r->codes) &&
                read_text(r, object, "context", &unit->context) &&
                read_pattern(r, "source", &unit->source, &has_source) &&
                read_pattern(r, "target", &unit->target, &has_target) && read_previous(r, unit);
    unit->has_target = has_target;
    good = good && read_state(r, unit) && read_obsolete(r, unit) && read_notes(r, unit) &&
           read_locations(r, unit);
    settle_target(r, unit);
    return good;
}

const struct jsonc *json_units(const struct jsonc_file *file, struct diags *diags)
{
    const struct jsonc *units = jsonc_get(file->root, "units");
    if (jsonc_is(units, JSONC_ARRAY))
        return units;
    struct diag *diag = diag_add(diags, KIND_JSON_CATALOG, jsonc_span(file, units ? units : file->root),
                                 "a catalog is an object with an array of \"units\"");
    const struct format *other = file->root->first ? format_of_file(file->path, file->text) : NULL;
    if (!units && other && !str_is(str_of(other->name), "json"))
        diag_hint(diags, diag,
                  "Where it is one of %s, `glot convert --to json --source SOURCES TRANSLATIONS` makes a "
                  "catalog of it.",
                  other->name);
    else
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
    const struct jsonc *units = json_units(&r.file, diags);
    bool good = units && read_text(&r, r.file.root, "sourceLocale", &out->source_locale) &&
                read_text(&r, r.file.root, "targetLocale", &out->target_locale);
    for (const struct jsonc *unit = good ? units->first : NULL; unit; unit = unit->next)
        good = read_unit(&r, unit) && good;
    return good;
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
