#include "cli/coverage_page.h"

#include "base/path.h"
#include "base/place.h"
#include "base/quote.h"
#include "base/utf.h"
#include "catalog/locale.h"

enum { shown_of_a_kind = 200 };

struct page {
    const struct coverage_report *report;
    const struct diags *diags;
    struct str folder; // of the page, absolute
    struct places places;
    struct arena *arena;
    struct buf *out;
};

// ---- text

// For content and for values in quotes. Control characters are shown, and bidi controls, so that no text
// reorders another.
static void print_text(struct buf *out, struct str text)
{
    struct buf neutral = {0}, strict = {0};
    diag_neutral(&neutral, text);
    utf_add_strict(&strict, buf_str(&neutral));
    for (size_t i = 0; i < strict.len; i++)
        switch (strict.at[i]) {
        case '&':
            buf_text(out, "&amp;");
            break;
        case '<':
            buf_text(out, "&lt;");
            break;
        case '>':
            buf_text(out, "&gt;");
            break;
        case '"':
            buf_text(out, "&quot;");
            break;
        default:
            buf_byte(out, strict.at[i]);
        }
    buf_free(&neutral);
    buf_free(&strict);
}

// A path as the reference of a URI: what is not plain is escaped, so that it names no scheme and ends no
// attribute.
static void print_reference(struct buf *out, struct str path)
{
    buf_text(out, path_is_absolute(path) ? "file://" : "./");
    quote_uri(out, path, "-._~/");
}

static void print_link(struct page *page, struct span span)
{
    struct str absolute = path_absolute(page->arena, span.path);
    buf_text(page->out, "<a class=\"place\" href=\"");
    print_reference(page->out, path_relative(page->arena, page->folder, absolute));
    struct place place = {0};
    if (span.text.at) {
        place = place_of(&page->places, span.text, span.start);
        buf_print(page->out, "#L%zu", place.line);
    }
    buf_text(page->out, "\">");
    print_text(page->out, span.path);
    if (place.line)
        buf_print(page->out, ":%zu:%zu", place.line, place.column);
    buf_text(page->out, "</a>");
}

// ---- the head of the page

static void print_card(struct page *page, size_t number, const char *what)
{
    buf_print(page->out, "<div class=\"card\"><b>%zu</b><span>%s</span></div>\n", number, what);
}

static void print_summary(struct page *page)
{
    const struct coverage_report *report = page->report;
    size_t permille = coverage_permille(&report->total);
    if (report->is_project) {
        buf_print(page->out, "<p>%zu messages, %zu words in ", report->messages, report->words);
        print_text(page->out, locale_title(report->source_locale, page->arena));
        buf_text(page->out, "</p>\n");
    }
    buf_print(page->out,
              "<div class=\"cards\">\n<div class=\"card\"><b>%zu.%zu%%</b><span>translated</span></div>\n",
              permille / 10, permille % 10);
    print_card(page, report->count, report->count == 1 ? "locale" : "locales");
    print_card(page, report->total.missing, "missing");
    print_card(page, report->total.needs_review,
               report->total.needs_review == 1 ? "needs review" : "need review");
    if (report->total.refused)
        print_card(page, report->total.refused, "refused by the build");
    if (report->unreached)
        print_card(page, report->unreached, "reach no user");
    buf_text(page->out, "</div>\n");
}

// ---- the table

static void print_head(struct page *page)
{
    static const struct {
        const char *title, *type;
    } heads[] = {{"Locale", "text"},   {"Progress", "number"}, {"Translated", "number"},
                 {"Review", "number"}, {"Missing", "number"},  {"Obsolete", "number"},
                 {"Words", "number"},  {"Change", "number"}};
    buf_text(page->out, "<thead><tr>");
    for (size_t i = 0; i < sizeof heads / sizeof *heads - (page->report->since.len == 0); i++)
        buf_print(page->out, "<th scope=\"col\" data-type=\"%s\"%s><button type=\"button\">%s</button></th>",
                  heads[i].type, i == 2 || i > 4 ? " class=\"narrow\"" : "", heads[i].title);
    buf_text(page->out, "</tr></thead>\n");
}

static void print_number(struct page *page, size_t number, const char *class)
{
    buf_print(page->out, "<td data-value=\"%zu\" class=\"%s%s\">%zu</td>", number, class,
              number ? "" : " zero", number);
}

static void print_bar(struct page *page, const struct coverage *coverage)
{
    size_t permille = coverage_permille(coverage);
    size_t review = coverage->messages ? coverage->needs_review * 1000 / coverage->messages : 0;
    buf_print(page->out,
              "<td data-value=\"%zu\"><span class=\"bar\" role=\"img\" aria-label=\"%zu%% translated\">"
              "<i style=\"width:%zu.%zu%%\"></i><i style=\"width:%zu.%zu%%\"></i></span>"
              "<span class=\"share\">%zu.%zu%%</span></td>",
              permille, permille / 10, permille / 10, permille % 10, review / 10, review % 10, permille / 10,
              permille % 10);
}

static void print_change(struct page *page, const struct coverage *now, const struct coverage *before,
                         bool has_before)
{
    long change = has_before ? (long)now->translated - (long)before->translated : 0;
    if (page->report->since.len == 0)
        return;
    if (!has_before)
        buf_text(page->out, "<td data-value=\"0\" class=\"narrow zero\">new</td>");
    else
        buf_print(page->out, "<td data-value=\"%ld\" class=\"narrow %s\">%s%ld</td>", change,
                  change > 0   ? "up"
                  : change < 0 ? "down"
                               : "zero",
                  change > 0 ? "+" : "", change);
}

static void print_counts(struct page *page, const struct coverage *coverage)
{
    print_bar(page, coverage);
    print_number(page, coverage->translated, "narrow");
    print_number(page, coverage->needs_review, "");
    print_number(page, coverage->missing, "");
    print_number(page, coverage->obsolete, "narrow");
    buf_print(page->out, "<td data-value=\"%zu\" class=\"narrow\">%zu/%zu</td>", coverage->translated_words,
              coverage->translated_words, coverage->words);
}

static void print_row(struct page *page, const struct coverage_row *row)
{
    struct str title = locale_title(row->locale, page->arena);
    buf_text(page->out, "<tr><td data-value=\"");
    print_text(page->out, row->locale);
    buf_text(page->out, "\">");
    print_text(page->out, row->locale);
    if (!str_equal(title, row->locale)) {
        buf_text(page->out, "<span class=\"title\">");
        print_text(page->out, title);
        buf_text(page->out, "</span>");
    }
    buf_text(page->out, "</td>");
    if (row->is_failed) {
        for (size_t i = 0; i < 6u + (page->report->since.len > 0); i++)
            buf_print(page->out, "<td data-value=\"-1\"%s>%s</td>",
                      i == 1 || i > 3 ? " class=\"narrow\"" : "",
                      i == 0 ? "<span class=\"error\">cannot be read</span>" : "");
    } else {
        print_counts(page, &row->coverage);
        print_change(page, &row->coverage, &row->before, row->has_before);
    }
    buf_text(page->out, "</tr>\n");
}

static void print_table(struct page *page)
{
    const struct coverage_report *report = page->report;
    struct coverage before = {0}, now = {0};
    print_head(page);
    buf_text(page->out, "<tbody>\n");
    for (size_t i = 0; i < report->count; i++) {
        print_row(page, &report->at[i]);
        if (report->at[i].has_before) {
            coverage_add(&before, &report->at[i].before);
            coverage_add(&now, &report->at[i].coverage);
        }
    }
    buf_text(page->out, "</tbody>\n<tfoot><tr><td>All</td>");
    print_counts(page, &report->total);
    print_change(page, &now, &before, true);
    buf_text(page->out, "</tr></tfoot>\n");
    if (report->since.len) {
        buf_text(page->out,
                 "<caption style=\"caption-side:bottom;text-align:left;padding:.55rem 1rem;color:var(--soft);"
                 "font-size:.85rem\">Change: finished translations since ");
        print_text(page->out, report->since);
        buf_text(page->out, "</caption>\n");
    }
}

// ---- findings

static void print_finding(struct page *page, const struct diag *diag)
{
    struct str hint = diag_remedy(diag);
    buf_text(page->out, "<li>");
    if (diag->span.path.len) {
        print_link(page, diag->span);
        buf_text(page->out, "<br>");
    }
    print_text(page->out, diag->message);
    if (hint.len) {
        buf_text(page->out, "<div class=\"hint\">");
        print_text(page->out, hint);
        buf_text(page->out, "</div>");
    }
    buf_text(page->out, "</li>\n");
}

static void print_kind(struct page *page, enum kind kind, size_t count)
{
    size_t shown = 0;
    enum severity severity = kind_rows[kind].severity;
    buf_print(
        page->out,
        "<details%s><summary><span class=\"%s\">%s</span> <code>%s</code> <span class=\"count\">%zu</span>"
        "</summary>\n<ul>\n",
        severity == SEVERITY_ERROR || count <= 5 ? " open" : "", severity_name(severity),
        severity_name(severity), kind_rows[kind].name, count);
    for (size_t i = 0; i < page->diags->count && shown < shown_of_a_kind; i++)
        if (page->diags->at[i].kind == kind) {
            print_finding(page, &page->diags->at[i]);
            shown++;
        }
    if (shown < count)
        buf_print(page->out, "<li class=\"count\">and %zu more</li>\n", count - shown);
    buf_text(page->out, "</ul></details>\n");
}

static void print_findings(struct page *page)
{
    size_t counts[KIND_COUNT] = {0};
    for (size_t i = 0; i < page->diags->count; i++)
        counts[page->diags->at[i].kind]++;
    for (enum severity severity = SEVERITY_ERROR; severity <= SEVERITY_NOTE; severity++)
        for (enum kind kind = 0; kind < KIND_COUNT; kind++)
            if (counts[kind] && kind_rows[kind].severity == severity)
                print_kind(page, kind, counts[kind]);
    if (page->diags->count == 0)
        buf_text(page->out, "<p>None.</p>\n");
}

static void print_version(struct page *page)
{
    buf_text(page->out, GLOT_VERSION);
}

void coverage_print_page(const struct coverage_report *report, const struct diags *diags, struct str path,
                         struct buf *out)
{
    static const struct {
        const char *name;
        void (*print)(struct page *page);
    } places[] = {{"{{summary}}", print_summary},
                  {"{{table}}", print_table},
                  {"{{findings}}", print_findings},
                  {"{{version}}", print_version}};
    struct arena arena = {0};
    struct page page = {.report = report,
                        .diags = diags,
                        .folder = path_folder(path_absolute(&arena, path)),
                        .places = {.arena = &arena},
                        .arena = &arena,
                        .out = out};
    struct str rest = {(const char *)status_page_template, status_page_template_len};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) { // they stand in this order
        size_t at = str_find(rest, str_of(places[i].name), 0);
        buf_add(out, str_slice(rest, 0, at));
        places[i].print(&page);
        rest = str_from(rest, at + strlen(places[i].name));
    }
    buf_add(out, rest);
    arena_free(&arena);
}

bool coverage_page_is_one(struct str bytes)
{
    struct str page = {(const char *)status_page_template, status_page_template_len};
    return str_starts(bytes, str_slice(page, 0, str_find(page, STR("sha256-"), 0)));
}
