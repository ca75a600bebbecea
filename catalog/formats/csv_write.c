// CSV: units → rows, fresh or spliced into the bytes that they were read from.
#include "base/utf.h"
#include "catalog/formats/csv.h"

struct writer {
    const struct catalog *catalog;
    struct arena *scratch;
    struct diags *diags;
    struct buf *out;
    const struct csv_file *file; // NULL: a fresh one
    struct csv_file fresh;       // the columns that are written
    const char *line_end;
    bool is_sound;
};

static struct str text_of(struct writer *w, const struct pattern *pattern, const struct named_codes *codes)
{
    return named_text(&pattern->parts, codes, w->scratch);
}

// ---- what a unit says in each column

struct cells {
    struct str text[CSV_COLUMNS];
};

static struct str state_text(const struct unit *unit, struct arena *scratch)
{
    enum unit_state usual = unit->has_target ? UNIT_TRANSLATED : UNIT_NEW;
    bool is_stated = unit->has_target && (unit->state != usual || pattern_is_blank(&unit->target));
    const char *const words[] = {
        is_stated ? unit_state_name(unit->state) : NULL,
        unit->has_previous && unit_rare(unit)->previous_needs_review ? NAMED_PREVIOUS_STATE : NULL,
        unit->is_obsolete ? "obsolete" : NULL};
    struct buf out = {0};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (words[i])
            buf_print(&out, "%s%s", out.len ? " " : "", words[i]);
    return buf_finish(&out, scratch);
}

static struct str code_text(const struct named_codes *codes, struct arena *scratch)
{
    struct buf out = {0};
    for (size_t i = 0; i < codes->list.count; i++) {
        buf_text(&out, i ? "\n" : "");
        named_code_print(&codes->list.at[i], &out);
    }
    return buf_finish(&out, scratch);
}

static struct str place_text(const struct str_list *places, struct arena *scratch)
{
    struct buf out = {0};
    for (size_t i = 0; i < places->count; i++) {
        buf_text(&out, i ? "\n" : "");
        buf_add(&out, places->at[i]);
    }
    return buf_finish(&out, scratch);
}

static struct str note_text(const struct note_list *notes, struct arena *scratch)
{
    struct buf out = {0};
    csv_print_notes(notes, &out);
    return buf_finish(&out, scratch);
}

// Behind its context where that has to be said; a text that holds what parts the two needs one.
static struct str previous_text(struct writer *w, const struct unit *unit, const struct named_codes *codes)
{
    struct str text = text_of(w, &unit_rare(unit)->previous, codes);
    struct str context = unit_has_other_context(unit) ? unit_rare(unit)->previous_context : unit->context;
    bool is_sayable = str_find_byte(context, CSV_CONTEXT_END, 0) == STR_NONE;
    if (str_find_byte(text, CSV_CONTEXT_END, 0) == STR_NONE && !(unit_has_other_context(unit) && is_sayable))
        return text;
    return arena_join(w->scratch, (struct str[]){is_sayable ? context : STR(""), STR("\x04"), text}, 3);
}

static void refuse(struct writer *w, enum kind kind, const struct unit *unit, const char *what)
{
    w->is_sound = false;
    diag_add(w->diags, kind, unit_span(w->catalog, unit), "`" STR_FORMAT "` %s, which CSV cannot hold",
             STR_ARG(unit->id), what);
}

static void fill_cells(struct writer *w, const struct unit *unit, struct cells *out)
{
    struct named_codes codes = {0};
    *out = (struct cells){0};
    if (unit_has_choice(unit)) {
        refuse(w, KIND_CATALOG_SELECT, unit, "is a choice between texts");
        return;
    }
    named_codes_add(&codes, &unit->source, w->scratch);
    if (unit->has_target)
        named_codes_add(&codes, &unit->target, w->scratch);
    if (unit->has_previous)
        named_codes_add(&codes, &unit_rare(unit)->previous, w->scratch);
    out->text[CSV_ID] = unit->id;
    out->text[CSV_SOURCE] = text_of(w, &unit->source, &codes);
    if (unit->has_target)
        out->text[CSV_TARGET] = text_of(w, &unit->target, &codes);
    if (unit->has_previous)
        out->text[CSV_PREVIOUS] = previous_text(w, unit, &codes);
    out->text[CSV_STATE] = state_text(unit, w->scratch);
    out->text[CSV_CONTEXT] = unit->context;
    out->text[CSV_NAME] = unit_rare(unit)->name;
    out->text[CSV_NOTES] = note_text(&unit->notes, w->scratch);
    out->text[CSV_PLACES] = place_text(&unit->locations, w->scratch);
    out->text[CSV_CODES] = code_text(&codes, w->scratch);
    out->text[CSV_SYNTAX] = unit->syntax == SYNTAX_ICU ? STR("icu") : (struct str){0};
    for (size_t i = 0; i < CSV_COLUMNS; i++)
        if (utf_first_invalid(out->text[i]) != STR_NONE) {
            refuse(w, KIND_CATALOG_CHARACTER, unit, "holds half of a surrogate pair");
            return;
        }
}

// ---- rows

static void print_row(struct writer *w, const struct cells *cells, const struct csv_row *row)
{
    for (size_t i = 0; i < w->fresh.columns.count; i++) {
        enum csv_column column = w->fresh.columns.at[i];
        if (i)
            buf_byte(w->out, w->fresh.separator);
        if (column != CSV_UNKNOWN) {
            csv_print_cell(cells->text[column], w->fresh.separator, w->out);
        } else if (row && i < row->cell_count) {
            const struct csv_cell *cell = &w->file->cells.at[row->first_cell + i];
            buf_add(w->out, str_slice(w->file->text, cell->start, cell->end));
        }
    }
    for (size_t i = w->fresh.columns.count; row && i < row->cell_count; i++) {
        const struct csv_cell *cell = &w->file->cells.at[row->first_cell + i];
        buf_byte(w->out, w->fresh.separator);
        buf_add(w->out, str_slice(w->file->text, cell->start, cell->end));
    }
}

static bool is_changed(const struct unit *unit)
{
    return !unit_was_read(unit) || unit_is_changed(unit);
}

static void add_column(struct writer *w, enum csv_column column)
{
    if (w->fresh.of[column] != STR_NONE)
        return;
    w->fresh.of[column] = w->fresh.columns.count;
    *list_push(&w->fresh.columns, w->scratch) = column;
}

static void print_name(struct writer *w, enum csv_column column)
{
    struct str locale = column == CSV_SOURCE   ? w->catalog->source_locale
                        : column == CSV_TARGET ? w->catalog->target_locale
                                               : (struct str){0};
    struct str name = str_of(csv_names[column]);
    if (locale.len)
        name = arena_print(w->scratch, STR_FORMAT " (" STR_FORMAT ")", STR_ARG(name), STR_ARG(locale));
    csv_print_cell(name, w->fresh.separator, w->out);
}

// The columns that the file has, and behind them those that a unit needs.
static struct cells *settle_columns(struct writer *w)
{
    const struct unit_list *units = &w->catalog->units;
    struct cells *cells = arena_array(w->scratch, struct cells, units->count + 1);
    for (size_t i = 0; i < CSV_COLUMNS; i++)
        w->fresh.of[i] = w->file ? w->file->of[i] : STR_NONE;
    for (size_t i = 0; w->file && i < w->file->columns.count; i++)
        *list_push(&w->fresh.columns, w->scratch) = w->file->columns.at[i];
    for (enum csv_column column = CSV_ID; !w->file && column <= CSV_STATE; column++)
        add_column(w, column);
    bool is_needed[CSV_COLUMNS] = {false};
    for (size_t i = 0; i < units->count; i++) {
        if (units->at[i].removed || (w->file && !is_changed(&units->at[i])))
            continue;
        fill_cells(w, &units->at[i], &cells[i]);
        for (size_t j = 0; j < CSV_COLUMNS; j++)
            is_needed[j] |= cells[i].text[j].len > 0;
    }
    // without a column of ids these are the sources
    is_needed[CSV_ID] &= !w->file || w->file->of[CSV_ID] != STR_NONE;
    for (enum csv_column column = CSV_ID; column < CSV_COLUMNS; column++)
        if (is_needed[column])
            add_column(w, column);
    return cells;
}

static void append_new(struct writer *w, const struct cells *cells)
{
    const struct unit_list *units = &w->catalog->units;
    for (size_t i = 0; i < units->count; i++) {
        if (units->at[i].removed || (w->file && units->at[i].bytes.end > 0))
            continue;
        if (w->out->len && !str_ends(buf_str(w->out), STR("\n")))
            buf_text(w->out, w->line_end);
        print_row(w, &cells[i], NULL);
        buf_text(w->out, w->line_end);
    }
}

static void splice(struct writer *w, const struct cells *cells)
{
    const struct unit_list *units = &w->catalog->units;
    const struct csv_row *header = &w->file->rows.at[0];
    size_t copied = header->end, unit = 0;
    buf_add(w->out, str_slice(w->file->text, 0, copied));
    for (size_t i = w->file->columns.count; i < w->fresh.columns.count; i++) {
        buf_byte(w->out, w->fresh.separator);
        print_name(w, w->fresh.columns.at[i]);
    }
    for (size_t i = 1; i < w->file->rows.count; i++) {
        const struct csv_row *row = &w->file->rows.at[i];
        while (unit < units->count && units->at[unit].bytes.end && units->at[unit].bytes.start < row->start)
            unit++;
        const struct unit *of_row =
            unit < units->count && units->at[unit].bytes.start == row->start && units->at[unit].bytes.end
                ? &units->at[unit]
                : NULL;
        if (!of_row || (!of_row->removed && !is_changed(of_row)))
            continue;
        if (!of_row->removed) {
            buf_add(w->out, str_slice(w->file->text, copied, row->start));
            print_row(w, &cells[unit], row);
        } else {
            // with the end of the line before it, which is there: the header is above
            size_t start = row->start;
            start -= start > copied && w->file->text.at[start - 1] == '\n';
            start -= start > copied && w->file->text.at[start - 1] == '\r';
            buf_add(w->out, str_slice(w->file->text, copied, start));
        }
        copied = row->end;
    }
    buf_add(w->out, str_from(w->file->text, copied));
    append_new(w, cells);
}

static void write_fresh(struct writer *w, const struct format_options *options, const struct cells *cells)
{
    buf_text(w->out, options->byte_order_mark ? "\xef\xbb\xbf" : "");
    for (size_t i = 0; i < w->fresh.columns.count; i++) {
        if (i)
            buf_byte(w->out, w->fresh.separator);
        print_name(w, w->fresh.columns.at[i]);
    }
    buf_text(w->out, w->line_end);
    append_new(w, cells);
}

static const char *line_end_of(struct str text)
{
    size_t feed = str_find_byte(text, '\n', 0);
    return feed != STR_NONE && (feed == 0 || text.at[feed - 1] != '\r') ? "\n" : "\r\n";
}

bool csv_write(const struct catalog *catalog, const struct format_options *options, struct arena *scratch,
               struct diags *diags, struct buf *out)
{
    struct csv_file file;
    struct writer w = {.catalog = catalog,
                       .scratch = scratch,
                       .diags = diags,
                       .out = out,
                       .fresh = {.separator = ','},
                       .line_end = "\r\n",
                       .is_sound = true};
    if (catalog->bytes.len) {
        if (!csv_parse(catalog->bytes, catalog->path, scratch, diags, &file))
            return false;
        w.file = &file;
        w.fresh.separator = file.separator;
        w.line_end = line_end_of(catalog->bytes);
    }
    struct cells *cells = settle_columns(&w);
    if (!w.is_sound)
        return false;
    if (w.file)
        splice(&w, cells);
    else
        write_fresh(&w, options, cells);
    return true;
}
