// CSV: what cells say, and the notes of a unit in one.
#include "base/conflict.h"
#include "catalog/formats/csv.h"

// ---- notes

static bool is_mistaken(struct str line)
{
    return str_starts(line, STR("[from")) || str_starts(line, STR("\\"));
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
        for (size_t at = 0; str_next_line(note->text, &at, &line);) {
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
    for (size_t at = 0; str_next_line(text, &at, &line);) {
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

// ---- cells

// Whether a spreadsheet would take it for a formula, but for any apostrophes in front.
static bool is_formula(struct str text)
{
    size_t marks = 0;
    while (marks < text.len && text.at[marks] == '\'')
        marks++;
    return marks < text.len && text.at[marks] && strchr("=+-@\t\r", text.at[marks]);
}

void csv_print_cell(struct str text, char separator, struct buf *out)
{
    bool is_quoted = str_find_byte(text, separator, 0) != STR_NONE || !str_equal(str_trim(text), text) ||
                     conflict_is_line(text);
    for (size_t i = 0; i < text.len && !is_quoted; i++)
        is_quoted = text.at[i] == '"' || text.at[i] == '\n' || text.at[i] == '\r';
    buf_text(out, is_quoted ? "\"" : "");
    buf_text(out, is_formula(text) ? "'" : "");
    size_t copied = 0; // a quote is copied once more, with what follows it
    for (size_t at = 0; (at = str_find_byte(text, '"', at)) != STR_NONE; copied = at++)
        buf_add(out, str_slice(text, copied, at + 1));
    buf_add(out, str_from(text, copied));
    buf_text(out, is_quoted ? "\"" : "");
}

struct str csv_value(const struct csv_file *file, const struct csv_row *row, size_t column,
                     struct arena *arena)
{
    if (column >= row->cell_count)
        return (struct str){0};
    const struct csv_cell *cell = &file->cells.at[row->first_cell + column];
    struct str text = str_slice(file->text, cell->start, cell->end);
    if (str_starts(text, STR("\""))) {
        text = str_slice(text, 1, text.len - 1);
        if (str_find_byte(text, '"', 0) != STR_NONE) {
            struct buf plain = {0};
            for (size_t at = 0; at < text.len; at++) {
                buf_byte(&plain, text.at[at]);
                at += text.at[at] == '"';
            }
            text = buf_finish(&plain, arena);
        }
    }
    return str_from(text, str_starts(text, STR("'")) && is_formula(text));
}
