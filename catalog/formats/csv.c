// CSV: the row of the format, and rows → units.
#include "catalog/formats/csv.h"

struct reader {
    const struct csv_file *file;
    struct arena *arena;
    struct diags *diags;
    struct catalog *catalog;
};

static struct str value_of(const struct reader *r, const struct csv_row *row, enum csv_column column)
{
    size_t number = r->file->of[column];
    return number != STR_NONE ? csv_value(r->file, row, number, r->arena) : (struct str){0};
}

// Words: the state where it does not go without saying, whether the translation of the previous source needed
// review, and "obsolete".
static bool read_state(struct reader *r, const struct csv_row *row, struct unit *unit)
{
    struct str text = value_of(r, row, CSV_STATE);
    bool is_said = false;
    unit->state = unit->has_target ? UNIT_TRANSLATED : UNIT_NEW;
    for (size_t at = 0; at < text.len;) {
        size_t end = str_find_byte(text, ' ', at);
        struct str word = str_slice(text, at, end);
        enum unit_state state = UNIT_NEW;
        while (state <= UNIT_FINAL && !str_is(word, unit_state_name(state)))
            state++;
        if (str_is(word, "obsolete"))
            unit->is_obsolete = true;
        else if (str_is(word, NAMED_PREVIOUS_STATE) && unit->has_previous)
            unit_make_rare(unit, r->arena)->previous_needs_review = true;
        else if (state <= UNIT_FINAL && unit->has_target)
            unit->state = state;
        else if (word.len && state > UNIT_FINAL)
            diag_add(r->diags, KIND_CSV_STATE, csv_span(r->file, row), "`" STR_FORMAT "` is no state",
                     STR_ARG(word));
        is_said |= state <= UNIT_FINAL;
        at = end == STR_NONE ? text.len : end + 1;
    }
    return is_said;
}

static void read_places(struct str text, struct arena *arena, struct unit *unit)
{
    struct str line;
    for (size_t at = 0; str_next_line(text, &at, &line);)
        if (line.len)
            *list_push(&unit->locations, arena) = line;
}

// Where there are no ids: the text as glot would name its code, so that a row written anew keeps its id.
static struct str id_of_source(struct str source, const struct named_codes *read, struct arena *arena)
{
    struct named_codes codes = {0};
    struct pattern pattern;
    struct buf out = {0};
    named_text_read(source, read, arena, &pattern);
    named_codes_add(&codes, &pattern, arena);
    named_text_print(&pattern.parts, &codes, arena, &out);
    return buf_finish(&out, arena);
}

// In front of the text stands its context where that is another one than the unit's, as in ids of gettext.
static void read_previous(struct reader *r, const struct csv_row *row, const struct named_codes *codes,
                          struct unit *unit)
{
    struct str text = value_of(r, row, CSV_PREVIOUS);
    size_t end = str_find_byte(text, CSV_CONTEXT_END, 0);
    unit->has_previous = text.len > 0;
    if (!unit->has_previous)
        return;
    struct unit_rare *rare = unit_make_rare(unit, r->arena);
    rare->has_previous_context = end != STR_NONE;
    if (end != STR_NONE) {
        rare->previous_context = str_slice(text, 0, end);
        text = str_from(text, end + 1);
    }
    named_text_read(text, codes, r->arena, &rare->previous);
    unit_settle_previous(unit, r->arena);
}

static void read_row(struct reader *r, const struct csv_row *row)
{
    struct str source = value_of(r, row, CSV_SOURCE), target = value_of(r, row, CSV_TARGET);
    struct named_codes codes = {0};
    struct str line, code = value_of(r, row, CSV_CODES);
    for (size_t at = 0; str_next_line(code, &at, &line);)
        named_code_read(&codes, line, r->arena);
    struct str id =
        r->file->of[CSV_ID] == STR_NONE ? id_of_source(source, &codes, r->arena) : value_of(r, row, CSV_ID);
    if (id.len == 0) {
        diag_add(r->diags, KIND_CSV_WITHOUT_ID, csv_span(r->file, row), "the row has no id");
        return;
    }
    if (catalog_find(r->catalog, id))
        diag_add(r->diags, KIND_UNIT_DUPLICATE, csv_span(r->file, row),
                 "the id `" STR_FORMAT "` is there twice", STR_ARG(id));
    struct unit *unit = catalog_add(r->catalog, id, r->arena);
    unit->bytes = byte_range(row->start, row->end);
    named_text_read(source, &codes, r->arena, &unit->source);
    unit->has_target = target.len > 0;
    if (unit->has_target)
        named_text_read(target, &codes, r->arena, &unit->target);
    unit->context = value_of(r, row, CSV_CONTEXT);
    read_previous(r, row, &codes, unit);
    unit_set_name(unit, value_of(r, row, CSV_NAME), r->arena);
    unit->syntax = str_is(value_of(r, row, CSV_SYNTAX), "icu") ? SYNTAX_ICU : SYNTAX_TEXT;
    csv_read_notes(value_of(r, row, CSV_NOTES), r->arena, &unit->notes);
    read_places(value_of(r, row, CSV_PLACES), r->arena, unit);
    unit_settle_target(unit, read_state(r, row, unit) && unit_is_done(unit));
}

static bool csv_read(struct str bytes, struct str path, const struct format_options *options,
                     struct arena *arena, struct diags *diags, struct catalog *out)
{
    struct csv_file *file = arena_new(arena, struct csv_file);
    (void)options;
    *out = (struct catalog){.path = path, .bytes = bytes};
    if (!csv_parse(bytes, path, arena, diags, file))
        return false;
    struct reader reader = {.file = file, .arena = arena, .diags = diags, .catalog = out};
    out->source_locale = file->source_locale;
    out->target_locale = file->target_locale;
    catalog_reserve(out, file->rows.count, arena);
    for (size_t i = 1; i < file->rows.count; i++)
        read_row(&reader, &file->rows.at[i]);
    return true;
}

static bool csv_recognises(struct str bytes)
{
    struct arena scratch = {0};
    struct diags unsaid = {.arena = &scratch};
    struct csv_file file;
    size_t line = str_find_byte(bytes, '\n', 0);
    bool good = csv_parse(str_slice(bytes, 0, line), STR(""), &scratch, &unsaid, &file);
    arena_free(&scratch);
    return good;
}

const struct format format_csv = {
    .name = "csv",
    .suffix = ".csv",
    .other_suffix = ".tsv",
    .meaning = "CSV for spreadsheets, a row for each unit, texts with {names} for code",
    .holds = HOLDS_SOURCES | HOLDS_STATES | HOLDS_REVIEWED | HOLDS_OBSOLETE | HOLDS_PREVIOUS | HOLDS_NOTES |
             HOLDS_NOTE_AUTHORS | HOLDS_LOCATIONS | HOLDS_CONTEXT | HOLDS_NAMES | HOLDS_CODE | HOLDS_KINDS |
             HOLDS_UNIT_NAMES | HOLDS_SYNTAX | HOLDS_SOURCE_LOCALE | HOLDS_TARGET_LOCALE,
    .recognises = csv_recognises,
    .read = csv_read,
    .write = csv_write,
};
