// CSV: rows → units and back.
#include "catalog/formats/csv.h"
#include "base/utf.h"

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
             HOLDS_UNIT_NAMES | HOLDS_SOURCE_LOCALE | HOLDS_TARGET_LOCALE,
    .recognises = csv_recognises,
    .read = csv_read,
    .write = csv_write,
};

// ---- notes

static bool is_mistaken(struct str line)
{
    return str_starts(line, STR("[from")) || str_starts(line, STR("\\"));
}

static bool line_next(struct str text, size_t *at, struct str *line)
{
    if (*at > text.len)
        return false;
    size_t end = str_find_byte(text, '\n', *at);
    *line = str_slice(text, *at, end);
    *at = end == STR_NONE ? text.len + 1 : end + 1;
    return true;
}

void csv_print_notes(const struct note_list *notes, struct buf *out)
{
    struct str line;
    bool is_first = true;
    for (size_t i = 0; i < notes->count; i++) {
        const struct note *note = &notes->at[i];
        if (note->removed)
            continue;
        buf_text(out, is_first ? "" : "\n");
        if (!is_first || note->from.len || note->text.len == 0) {
            buf_text(out, "[from ");
            named_word_print(note->from, "]", out);
            buf_text(out, "] ");
        }
        for (size_t at = 0; line_next(note->text, &at, &line);) {
            buf_text(out, is_mistaken(line) ? "\\" : "");
            buf_add(out, line);
            buf_text(out, at <= note->text.len ? "\n" : "");
        }
        is_first = false;
    }
}

// "[from NAME] text": the author, and *line is what follows.
static bool read_author(struct str *line, struct str *from, struct arena *arena)
{
    size_t at = 6;
    if (!str_starts(*line, STR("[from ")) || !named_word_read(*line, &at, "]", arena, from) ||
        at == line->len || line->at[at] != ']')
        return false;
    at++;
    *line = str_from(*line, at + (at < line->len && line->at[at] == ' '));
    return true;
}

void csv_read_notes(struct str text, struct arena *arena, struct note_list *out)
{
    struct buf plain = {0};
    struct note *note = NULL;
    struct str line, from = {0};
    if (text.len == 0)
        return;
    for (size_t at = 0; line_next(text, &at, &line);) {
        bool is_new = read_author(&line, &from, arena);
        if (is_new || !note) {
            if (note)
                note->text = arena_copy(arena, buf_str(&plain));
            note = list_push(out, arena);
            *note = (struct note){.from = from};
            plain.len = 0;
        } else {
            buf_byte(&plain, '\n');
        }
        buf_add(&plain, str_from(line, str_starts(line, STR("\\"))));
    }
    note->text = buf_finish(&plain, arena);
}

void csv_print_cell(struct str text, char separator, struct buf *out)
{
    size_t marks = 0;
    while (marks < text.len && text.at[marks] == '\'')
        marks++;
    bool is_formula = marks < text.len && text.at[marks] && strchr("=+-@\t\r", text.at[marks]);
    bool is_quoted = str_find_byte(text, separator, 0) != STR_NONE || !str_equal(str_trim(text), text);
    for (size_t i = 0; i < text.len && !is_quoted; i++)
        is_quoted = text.at[i] == '"' || text.at[i] == '\n' || text.at[i] == '\r';
    buf_text(out, is_quoted ? "\"" : "");
    buf_text(out, is_formula ? "'" : "");
    size_t copied = 0; // a quote is copied once more, with what follows it
    for (size_t at = 0; (at = str_find_byte(text, '"', at)) != STR_NONE; copied = at++)
        buf_add(out, str_slice(text, copied, at + 1));
    buf_add(out, str_from(text, copied));
    buf_text(out, is_quoted ? "\"" : "");
}

// ---- reading

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

// Words: the state where it does not go without saying, and "obsolete".
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
    for (size_t at = 0; line_next(text, &at, &line);)
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

static void read_row(struct reader *r, const struct csv_row *row)
{
    struct str source = value_of(r, row, CSV_SOURCE), target = value_of(r, row, CSV_TARGET);
    struct named_codes codes = {0};
    struct str line, previous = value_of(r, row, CSV_PREVIOUS), code = value_of(r, row, CSV_CODES);
    for (size_t at = 0; line_next(code, &at, &line);)
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
    unit->has_previous = previous.len > 0;
    if (unit->has_previous)
        named_text_read(previous, &codes, r->arena, &unit_make_rare(unit, r->arena)->previous);
    unit->context = value_of(r, row, CSV_CONTEXT);
    unit_set_name(unit, value_of(r, row, CSV_NAME), r->arena);
    unit->syntax = str_is(value_of(r, row, CSV_SYNTAX), "icu") ? SYNTAX_ICU : SYNTAX_TEXT;
    csv_read_notes(value_of(r, row, CSV_NOTES), r->arena, &unit->notes);
    read_places(value_of(r, row, CSV_PLACES), r->arena, unit);
    unit_settle_target(unit, read_state(r, row, unit) && unit_is_done(unit));
}

bool csv_read(struct str bytes, struct str path, const struct format_options *options, struct arena *arena,
              struct diags *diags, struct catalog *out)
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
