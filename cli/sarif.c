#include "cli/sarif.h"

#include "base/quote.h"
#include "cli/report.h"

static const char *level_of(enum severity severity)
{
    static const char *const levels[] = {"error", "warning", "note"};
    return levels[severity];
}

static void print_text(struct buf *out, const char *name, struct str text)
{
    buf_print(out, "\"%s\":{\"text\":", name);
    quote_json(out, text);
    buf_byte(out, '}');
}

// ---- rules

static void print_rule(enum kind kind, struct buf *out)
{
    const struct kind_row *row = &kind_rows[kind];
    buf_print(out, "{\"id\":\"%s\",", row->name);
    print_text(out, "shortDescription", str_of(row->meaning));
    buf_byte(out, ',');
    print_text(out, "help", str_of(row->remedy));
    buf_print(out, ",\"defaultConfiguration\":{\"level\":\"%s\"}}", level_of(row->severity));
}

// Numbers the kinds that were found, in the order of their table.
static void print_rules(const struct diags *diags, const struct settings *settings, size_t index[KIND_COUNT],
                        struct buf *out)
{
    bool is_found[KIND_COUNT] = {false};
    size_t count = 0;
    for (size_t i = 0; i < diags->count; i++)
        is_found[diags->at[i].kind] |= !report_leaves_out(&diags->at[i], settings);
    for (enum kind kind = 0; kind < KIND_COUNT; kind++) {
        if (!is_found[kind])
            continue;
        index[kind] = count;
        buf_text(out, count++ ? "," : "");
        print_rule(kind, out);
    }
}

// ---- results

// A path as a relative reference (RFC 3986).
static void print_uri(struct str path, struct buf *out)
{
    buf_byte(out, '"');
    quote_uri(out, path, "-._~/@!$&'()*+,;=");
    buf_byte(out, '"');
}

static void print_place(struct span span, struct places *places, struct buf *out)
{
    buf_text(out, "\"physicalLocation\":{\"artifactLocation\":{\"uri\":");
    print_uri(span.path, out);
    buf_byte(out, '}');
    if (span.text.at) {
        struct place start = place_of(places, span.text, span.start);
        struct place end = place_of(places, span.text, span.end);
        buf_print(out,
                  ",\"region\":{\"startLine\":%zu,\"startColumn\":%zu,\"endLine\":%zu,\"endColumn\":%zu}",
                  start.line, start.column, end.line, end.column);
    }
    buf_byte(out, '}');
}

static void print_related(const struct related_list *related, struct places *places, struct buf *out)
{
    size_t count = 0;
    for (size_t i = 0; i < related->count; i++) {
        if (related->at[i].span.path.len == 0)
            continue;
        buf_text(out, count++ ? ",{" : ",\"relatedLocations\":[{");
        print_place(related->at[i].span, places, out);
        buf_byte(out, ',');
        print_text(out, "message", related->at[i].message);
        buf_byte(out, '}');
    }
    buf_text(out, count ? "]" : "");
}

static void print_message(const struct diag *diag, struct buf *out)
{
    struct buf text = {0};
    buf_add(&text, diag->message);
    buf_text(&text, ". ");
    buf_add(&text, report_hint(diag));
    print_text(out, "message", buf_str(&text));
    buf_free(&text);
}

static void print_result(const struct diag *diag, const size_t index[KIND_COUNT], struct places *places,
                         struct buf *out)
{
    buf_print(out, "{\"ruleId\":\"%s\",\"ruleIndex\":%zu,\"level\":\"%s\",", kind_rows[diag->kind].name,
              index[diag->kind], level_of(diag->severity));
    print_message(diag, out);
    if (diag->span.path.len) {
        buf_text(out, ",\"locations\":[{");
        print_place(diag->span, places, out);
        buf_text(out, "}]");
    }
    print_related(&diag->related, places, out);
    buf_byte(out, '}');
}

void sarif_print(const struct diags *diags, const struct settings *settings, struct buf *out)
{
    size_t index[KIND_COUNT] = {0}, count = 0;
    struct places places = {.arena = diags->arena};
    buf_text(
        out,
        "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{"
        "\"tool\":{\"driver\":{\"name\":\"glot\",\"version\":\"" GLOT_VERSION "\",\"rules\":[");
    print_rules(diags, settings, index, out);
    buf_text(out, "]}},\"columnKind\":\"utf16CodeUnits\",\"results\":[");
    for (size_t i = 0; i < diags->count; i++) {
        if (report_leaves_out(&diags->at[i], settings))
            continue;
        buf_text(out, count++ ? ",\n" : "\n");
        print_result(&diags->at[i], index, &places, out);
    }
    buf_text(out, "\n]}]}\n");
}
