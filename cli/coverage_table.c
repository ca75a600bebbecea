#include "base/utf.h"
#include "cli/coverage_report.h"

#include <stdio.h>

enum { gap = 2, locale_least = 6, locale_most = 24, bar_least = 8, bar_most = 24, cell_most = 64 };

enum column { TRANSLATED, REVIEW, MISSING, OBSOLETE, WORDS, PERCENT, COLUMN_COUNT };

static const char *const titles[COLUMN_COUNT] = {"Translated", "Review", "Missing", "Obsolete", "Words", ""};
// What goes first where there is too little room; the bar goes before all of them.
static const enum column dispensable[] = {WORDS, OBSOLETE, REVIEW, TRANSLATED};

struct table {
    const struct coverage_report *report;
    size_t locale;               // its width
    size_t widths[COLUMN_COUNT]; // 0: left out
    size_t bar;
    bool with_colour;
    struct buf *out;
};

// ---- cells

// "1,234,567"
static void print_count(char *cell, size_t count)
{
    char digits[24], *at = cell;
    size_t len = (size_t)snprintf(digits, sizeof digits, "%zu", count);
    for (size_t i = 0; i < len; i++) {
        if (i > 0 && (len - i) % 3 == 0)
            *at++ = ',';
        *at++ = digits[i];
    }
    *at = '\0';
}

static void print_cell(char cell[cell_most], const struct coverage *coverage, enum column column)
{
    const size_t counts[] = {coverage->translated, coverage->needs_review, coverage->missing,
                             coverage->obsolete};
    if (column == PERCENT) {
        snprintf(cell, cell_most, "%zu%%", coverage_permille(coverage) / 10);
    } else if (column == WORDS) {
        print_count(cell, coverage->translated_words);
        size_t len = strlen(cell);
        cell[len++] = '/';
        print_count(cell + len, coverage->words);
    } else {
        print_count(cell, counts[column]);
    }
}

static void widen(struct table *table, const struct coverage *coverage)
{
    char cell[cell_most];
    for (enum column i = 0; i < COLUMN_COUNT; i++) {
        print_cell(cell, coverage, i);
        if (strlen(cell) > table->widths[i])
            table->widths[i] = strlen(cell);
    }
}

// ---- widths

static size_t width_without_bar(const struct table *table)
{
    size_t width = table->locale;
    for (enum column i = 0; i < COLUMN_COUNT; i++)
        width += table->widths[i] ? gap + table->widths[i] : 0;
    return width;
}

// As much of a name as has room, without control characters; *columns is what it takes.
static struct str fit(struct str name, size_t room, size_t *columns, struct buf *neutral)
{
    diag_neutral(neutral, str_slice(name, 0, 4 * locale_most));
    struct str text = buf_str(neutral);
    *columns = utf_columns(text);
    while (*columns > room && text.len > 0) {
        do
            text.len--;
        while (text.len > 0 && ((unsigned char)text.at[text.len] & 0xC0) == 0x80);
        *columns = utf_columns(text);
    }
    return text;
}

static void measure(struct table *table, size_t width)
{
    const struct coverage_report *report = table->report;
    table->locale = locale_least;
    for (enum column i = 0; i < COLUMN_COUNT; i++)
        table->widths[i] = strlen(titles[i]);
    for (size_t i = 0; i < report->count; i++) {
        struct buf neutral = {0};
        size_t columns;
        fit(report->at[i].locale, locale_most, &columns, &neutral);
        buf_free(&neutral);
        if (columns > table->locale)
            table->locale = columns;
        widen(table, &report->at[i].coverage);
    }
    widen(table, &report->total);
    for (size_t i = 0; i < sizeof dispensable / sizeof *dispensable && width_without_bar(table) > width; i++)
        table->widths[dispensable[i]] = 0;
    size_t used = width_without_bar(table) + gap;
    table->bar = used + bar_least > width ? 0 : width - used > bar_most ? bar_most : width - used;
}

// ---- printing

static void paint(const struct table *table, const char *code, struct buf *text)
{
    bool is_painted = table->with_colour && code && text->len > 0;
    if (is_painted)
        buf_print(table->out, "\x1b[%sm", code);
    buf_add(table->out, buf_str(text));
    if (is_painted)
        buf_text(table->out, "\x1b[0m");
    buf_free(text);
}

static void print_blocks(const struct table *table, const char *code, const char *block, size_t count)
{
    struct buf text = {0};
    for (size_t i = 0; i < count; i++)
        buf_text(&text, block);
    paint(table, code, &text);
}

// How many of the bar's cells a share takes; what is there at all is seen.
static size_t cells_of(const struct table *table, size_t part, size_t whole)
{
    size_t cells = whole ? part * table->bar / whole : 0;
    return part > 0 && cells == 0 ? 1 : cells;
}

static void print_bar(const struct table *table, const struct coverage *coverage)
{
    size_t done = coverage->messages ? cells_of(table, coverage->translated, coverage->messages) : table->bar;
    size_t review = cells_of(table, coverage->needs_review, coverage->messages);
    if (done + review > table->bar)
        done = table->bar - review;
    buf_repeat(table->out, ' ', gap);
    print_blocks(table, "32", "█", done);
    print_blocks(table, "33", "▒", review);
    print_blocks(table, "2", "░", table->bar - done - review);
}

static void print_name(const struct table *table, struct str name, const char *code)
{
    struct buf neutral = {0}, text = {0};
    size_t columns;
    buf_add(&text, fit(name, table->locale, &columns, &neutral));
    buf_free(&neutral);
    paint(table, code, &text);
    buf_repeat(table->out, ' ', table->locale - columns);
}

static void print_right(const struct table *table, const char *text, size_t width)
{
    buf_repeat(table->out, ' ', gap + width - strlen(text));
    buf_text(table->out, text);
}

static void end_line(struct buf *out)
{
    while (out->len > 0 && out->at[out->len - 1] == ' ')
        out->len--;
    buf_byte(out, '\n');
}

static void print_row(const struct table *table, struct str name, const struct coverage *coverage,
                      const char *code)
{
    char cell[cell_most];
    print_name(table, name, code);
    for (enum column i = 0; i < COLUMN_COUNT; i++) {
        print_cell(cell, coverage, i);
        if (table->widths[i])
            print_right(table, cell, table->widths[i]);
    }
    if (table->bar)
        print_bar(table, coverage);
    end_line(table->out);
}

static void print_failed(const struct table *table, struct str name)
{
    struct buf text = {0};
    print_name(table, name, "31");
    buf_repeat(table->out, ' ', gap);
    buf_text(&text, "cannot be read");
    paint(table, "31", &text);
    end_line(table->out);
}

static void print_head(const struct table *table)
{
    print_name(table, STR("Locale"), "1");
    for (enum column i = 0; i < COLUMN_COUNT; i++)
        if (table->widths[i])
            print_right(table, titles[i], table->widths[i]);
    end_line(table->out);
}

void coverage_print_table(const struct coverage_report *report, size_t width, bool with_colour,
                          struct buf *out)
{
    struct table table = {.report = report, .with_colour = with_colour, .out = out};
    measure(&table, width);
    print_head(&table);
    size_t counted = 0;
    for (size_t i = 0; i < report->count; i++) {
        const struct coverage_row *row = &report->at[i];
        if (row->is_failed)
            print_failed(&table, row->locale);
        else
            print_row(&table, row->locale, &row->coverage, NULL);
        counted += !row->is_failed;
    }
    if (report->count > 1 && counted > 0)
        print_row(&table, STR("total"), &report->total, "1");
}
