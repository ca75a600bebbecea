// CSV: bytes → rows and cells.
#include "base/conflict.h"
#include "base/utf.h"
#include "catalog/formats/csv.h"

const char *const csv_names[CSV_COLUMNS] = {"id",    "source", "target",   "state", "context", "name",
                                            "notes", "places", "previous", "codes", "syntax"};

enum { columns_greatest = 256 };

static bool complain(const struct csv_file *file, struct diags *diags, size_t start, size_t end,
                     const char *message)
{
    struct span span = {file->path, file->text, start, end};
    diag_add(diags, KIND_CSV_SYNTAX, span, "%s", message);
    return false;
}

struct span csv_span(const struct csv_file *file, const struct csv_row *row)
{
    struct str line = str_slice(file->text, row->start, row->end);
    size_t feed = str_find_byte(line, '\n', 0);
    return (struct span){file->path, file->text, row->start, row->start + str_slice(line, 0, feed).len};
}

// ---- cells

// The end of the cell that starts there; STR_NONE when its quotes do not end, or something follows them.
static size_t cell_end(struct str text, size_t start, char separator)
{
    size_t at = start;
    if (at < text.len && text.at[at] == '"') {
        for (at++; at < text.len; at++) {
            if (text.at[at] != '"')
                continue;
            if (at + 1 == text.len || text.at[at + 1] != '"')
                break;
            at++;
        }
        if (at++ >= text.len)
            return STR_NONE;
        bool is_end =
            at == text.len || text.at[at] == separator || text.at[at] == '\n' || text.at[at] == '\r';
        return is_end ? at : STR_NONE;
    }
    while (at < text.len && text.at[at] != separator && text.at[at] != '\n' && text.at[at] != '\r')
        at++;
    return at;
}

// One row at *at, which moves behind its line end.
static bool read_row(struct csv_file *file, size_t *at, struct arena *arena, struct diags *diags)
{
    struct csv_row row = {.first_cell = file->cells.count, .start = (uint32_t)*at};
    for (;;) {
        size_t end = cell_end(file->text, *at, file->separator);
        if (end == STR_NONE)
            return complain(file, diags, *at, *at + 1,
                            "the quotes of this cell do not end where the cell does");
        if (row.cell_count++ == columns_greatest)
            return complain(file, diags, *at, end, "there are more columns than any table needs");
        *list_push(&file->cells, arena) = (struct csv_cell){(uint32_t)*at, (uint32_t)end};
        *at = end;
        if (end == file->text.len || file->text.at[end] != file->separator)
            break;
        ++*at;
    }
    row.end = (uint32_t)*at;
    *at += *at < file->text.len && file->text.at[*at] == '\r';
    *at += *at < file->text.len && file->text.at[*at] == '\n';
    bool is_empty = row.cell_count == 1 && row.start == row.end;
    if (is_empty)
        file->cells.count = row.first_cell;
    else
        *list_push(&file->rows, arena) = row;
    return true;
}

// ---- the header

// "target (de)": the column, and the locale in brackets.
static enum csv_column column_of(struct str name, struct str *locale)
{
    size_t bracket = str_find_byte(name, '(', 0);
    struct str word = str_trim(str_slice(name, 0, bracket));
    *locale = (struct str){0};
    if (bracket != STR_NONE && str_ends(name, STR(")")))
        *locale = str_trim(str_slice(name, bracket + 1, name.len - 1));
    for (enum csv_column column = CSV_ID; column < CSV_COLUMNS; column++)
        if (str_equal_ignoring_case(word, str_of(csv_names[column])))
            return column;
    return CSV_UNKNOWN;
}

// How many columns of ours the line names with that separator, up to a cell that does not end there.
static size_t columns_of_line(struct str text, char separator)
{
    for (size_t at = 0, count = 0;; at++) {
        size_t end = cell_end(text, at, separator);
        struct str name = str_slice(text, at, end), locale;
        if (end == STR_NONE)
            return count;
        if (str_starts(name, STR("\"")))
            name = str_slice(name, 1, name.len - 1);
        count += column_of(str_trim(name), &locale) != CSV_UNKNOWN;
        if (end == text.len || text.at[end] != separator)
            return count;
        at = end;
    }
}

// Comma, semicolon or tab: the one with which the first line makes most sense. What follows it can be printed
// anew, and is not asked.
static char find_separator(struct str text, size_t start)
{
    static const char separators[] = ",;\t";
    size_t best = 0, most = 0, end = start;
    while (end < text.len && text.at[end] != '\n' && text.at[end] != '\r')
        end++;
    for (size_t i = 0; separators[i]; i++) {
        size_t count = columns_of_line(str_slice(text, start, end), separators[i]);
        if (count > most)
            most = count, best = i;
    }
    return separators[best];
}

static bool read_header(struct csv_file *file, struct arena *arena, struct diags *diags)
{
    const struct csv_row *row = &file->rows.at[0];
    for (size_t i = 0; i < CSV_COLUMNS; i++)
        file->of[i] = STR_NONE;
    for (size_t i = 0; i < row->cell_count; i++) {
        struct str locale;
        enum csv_column column = column_of(str_trim(csv_value(file, row, i, arena)), &locale);
        if (column != CSV_UNKNOWN && file->of[column] != STR_NONE)
            return complain(file, diags, row->start, row->end, "a column is there twice");
        *list_push(&file->columns, arena) = column;
        if (column == CSV_UNKNOWN)
            continue;
        file->of[column] = i;
        if (column == CSV_SOURCE)
            file->source_locale = locale;
        if (column == CSV_TARGET)
            file->target_locale = locale;
    }
    return file->of[CSV_SOURCE] != STR_NONE || file->of[CSV_ID] != STR_NONE ||
           complain(file, diags, row->start, row->end,
                    "the first row names no column `source` and none `id`");
}

// Lines of a merge conflict would be units, and what stands between them would be there twice.
static bool refuse_conflict(const struct csv_file *file, struct diags *diags)
{
    for (size_t i = 0; i < file->rows.count; i++) {
        struct span span = csv_span(file, &file->rows.at[i]);
        if (!conflict_is_line(str_from(file->text, span.start)))
            continue;
        struct diag *diag = diag_add(diags, KIND_CSV_SYNTAX, span, "a line of a merge conflict");
        diag_hint(diags, diag, "Look whether both sides are here, then remove the line.");
        return false;
    }
    return true;
}

bool csv_parse(struct str bytes, struct str path, struct arena *arena, struct diags *diags,
               struct csv_file *out)
{
    *out = (struct csv_file){.path = path, .text = bytes};
    size_t invalid = utf_first_invalid(bytes);
    if (invalid != STR_NONE) {
        diag_add(diags, KIND_FILE_NOT_UTF8, (struct span){path, bytes, invalid, invalid + 1},
                 "the bytes from here on are not UTF-8");
        return false;
    }
    bool has_bom;
    size_t at = bytes.len - utf_skip_bom(bytes, &has_bom).len;
    out->separator = find_separator(bytes, at);
    while (at < bytes.len)
        if (!read_row(out, &at, arena, diags))
            return false;
    if (out->rows.count == 0)
        return complain(out, diags, 0, 0, "there is no row that names the columns");
    return refuse_conflict(out, diags) && read_header(out, arena, diags);
}
