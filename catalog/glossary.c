#include "catalog/glossary.h"

#include "base/unicode.h"
#include "base/utf.h"
#include "catalog/locale.h"

// ---- CSV

struct csv {
    struct str text;
    size_t at;
    struct arena *arena;
};

// A cell in quotes, "" for a quote in it.
static struct str quoted_cell(struct csv *csv)
{
    struct buf out = {0};
    for (csv->at++; csv->at < csv->text.len; csv->at++) {
        if (csv->text.at[csv->at] != '"') {
            buf_byte(&out, csv->text.at[csv->at]);
            continue;
        }
        csv->at++;
        if (csv->at >= csv->text.len || csv->text.at[csv->at] != '"')
            break;
        buf_byte(&out, '"');
    }
    while (csv->at < csv->text.len && !strchr(",\n", csv->text.at[csv->at]))
        csv->at++;
    return buf_finish(&out, csv->arena);
}

// The next cell; *is_last: of its row.
static struct str next_cell(struct csv *csv, bool *is_last)
{
    struct str cell;
    if (csv->at < csv->text.len && csv->text.at[csv->at] == '"') {
        cell = quoted_cell(csv);
    } else {
        size_t start = csv->at;
        while (csv->at < csv->text.len && csv->text.at[csv->at] != ',' && csv->text.at[csv->at] != '\n')
            csv->at++;
        cell = str_slice(csv->text, start, csv->at);
    }
    *is_last = csv->at >= csv->text.len || csv->text.at[csv->at] == '\n';
    csv->at++;
    return str_trim(cell);
}

static struct str_list next_row(struct csv *csv)
{
    struct str_list row = {0};
    bool is_last = csv->at >= csv->text.len;
    while (!is_last)
        *list_push(&row, csv->arena) = next_cell(csv, &is_last);
    return row;
}

// ---- words

bool glossary_word_next(struct str text, size_t *at, struct glossary_word *out)
{
    bool is_inside = false;
    while (*at < text.len) {
        size_t start = *at;
        uint32_t point = utf_next(text, at);
        bool is_word = unicode_is_letter(point) || unicode_is_mark(point) || unicode_digit(point) >= 0;
        if (is_word && !is_inside)
            out->start = start;
        if (!is_word && is_inside) {
            *at = out->end;
            break;
        }
        is_inside |= is_word;
        if (is_word)
            out->end = *at;
    }
    if (is_inside)
        out->text = str_slice(text, out->start, out->end);
    return is_inside;
}

enum { stem_least = 3, ending_greatest = 3 }; // letters

// How many letters both begin with, folded; *rest_a and *rest_b: how many more each has.
static size_t common_letters(struct str a, struct str b, size_t *rest_a, size_t *rest_b)
{
    size_t i = 0, j = 0, common = 0;
    *rest_a = *rest_b = 0;
    while (i < a.len && j < b.len) {
        size_t x = i, y = j;
        if (unicode_fold(utf_next(a, &x)) != unicode_fold(utf_next(b, &y)))
            break;
        i = x;
        j = y;
        common++;
    }
    for (; i < a.len; (*rest_a)++)
        utf_next(a, &i);
    for (; j < b.len; (*rest_b)++)
        utf_next(b, &j);
    return common;
}

bool glossary_same_word(struct str word, struct str other)
{
    size_t rest_a, rest_b;
    size_t common = common_letters(word, other, &rest_a, &rest_b);
    if (rest_a == 0 && rest_b == 0)
        return true;
    return common >= stem_least && common > rest_a && rest_a <= ending_greatest && rest_b <= ending_greatest;
}

struct str glossary_stem(struct str word, struct arena *arena)
{
    struct buf out = {0};
    size_t letters = 0;
    for (size_t at = 0; at < word.len && letters < stem_least; letters++)
        utf_add(&out, unicode_fold(utf_next(word, &at)));
    return buf_finish(&out, arena);
}

// ---- reading

static bool is_no(struct str cell)
{
    return str_equal_ignoring_case(cell, STR("no")) || str_equal_ignoring_case(cell, STR("false"));
}

static void index_term(struct glossary *glossary, size_t number, struct arena *arena)
{
    struct glossary_term *term = &glossary->terms.at[number];
    struct glossary_word word;
    for (size_t at = 0; glossary_word_next(term->text, &at, &word);)
        *list_push(&term->words, arena) = word.text;
    if (term->words.count == 0)
        return;
    struct map_entry *entry = map_entry(&glossary->by_word, glossary_stem(term->words.at[0], arena), arena);
    if (!entry->value)
        entry->value = arena_new(arena, struct glossary_numbers);
    *list_push((struct glossary_numbers *)entry->value, arena) = number;
}

static void add_term(struct glossary *glossary, const struct str_list *columns, const struct str_list *row,
                     struct span span, struct arena *arena)
{
    struct glossary_term *term = list_push(&glossary->terms, arena);
    *term = (struct glossary_term){.span = span};
    for (size_t i = 0; i < columns->count; i++) {
        struct str cell = i < row->count ? row->at[i] : STR("");
        if (str_is(columns->at[i], "term"))
            term->text = cell;
        else if (str_is(columns->at[i], "translate"))
            term->stays = is_no(cell);
        *list_push(&term->of, arena) = cell;
    }
    if (term->text.len == 0)
        glossary->terms.count--;
    else
        index_term(glossary, glossary->terms.count - 1, arena);
}

bool glossary_read(struct str bytes, struct str path, struct arena *arena, struct diags *diags,
                   struct glossary *out)
{
    bool has_bom, has_term = false;
    struct csv csv = {.text = utf_skip_bom(bytes, &has_bom), .arena = arena};
    *out = (struct glossary){.locales = next_row(&csv)};
    for (size_t i = 0; i < out->locales.count; i++)
        has_term |= str_is(out->locales.at[i], "term");
    if (!has_term) {
        size_t line = str_find_byte(bytes, '\n', 0);
        struct span span = {path, bytes, 0, line == STR_NONE ? bytes.len : line};
        diag_add(diags, KIND_GLOSSARY_INVALID, span, "the first row has no column `term`");
        return false;
    }
    while (csv.at < csv.text.len) {
        size_t start = csv.at;
        struct str_list row = next_row(&csv);
        size_t offset = (size_t)(csv.text.at - bytes.at);
        struct span span = {path, bytes, offset + start,
                            offset + (csv.at <= csv.text.len ? csv.at - 1 : csv.text.len)};
        add_term(out, &out->locales, &row, span, arena);
    }
    return true;
}

size_t glossary_column(const struct glossary *glossary, struct str locale, struct arena *scratch)
{
    struct str language = locale_language(locale, scratch);
    for (size_t i = 0; i < glossary->locales.count; i++)
        if (locale_same(glossary->locales.at[i], locale))
            return i;
    for (size_t i = 0; i < glossary->locales.count; i++)
        if (language.len && str_equal(glossary->locales.at[i], language))
            return i;
    return STR_NONE;
}
