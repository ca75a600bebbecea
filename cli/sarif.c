#include "cli/sarif.h"

#include "base/json_writer.h"
#include "base/quote.h"
#include "cli/report.h"

static struct str level_of(enum severity severity)
{
    static const char *const levels[] = {"error", "warning", "note"};
    return str_of(levels[severity]);
}

static void put_message(struct json *json, const char *key, struct str text)
{
    json_open_in(json, key, '{');
    json_put_string(json, "text", text);
    json_close(json, '}');
}

// ---- rules

static void put_rule(struct json *json, enum kind kind)
{
    const struct kind_row *row = &kind_rows[kind];
    json_open(json, '{');
    json_put_text(json, "id", str_of(row->name));
    put_message(json, "shortDescription", str_of(row->meaning));
    put_message(json, "help", str_of(row->remedy));
    json_open_in(json, "defaultConfiguration", '{');
    json_put_text(json, "level", level_of(row->severity));
    json_close(json, '}');
    json_close(json, '}');
}

// Numbers the kinds that were found, in the order of their table.
static void put_rules(struct json *json, const struct diags *diags, const struct settings *settings,
                      size_t index[KIND_COUNT])
{
    bool is_found[KIND_COUNT] = {false};
    size_t count = 0;
    for (size_t i = 0; i < diags->count; i++)
        is_found[diags->at[i].kind] |= !report_leaves_out(&diags->at[i], settings);
    json_open_in(json, "rules", '[');
    for (enum kind kind = 0; kind < KIND_COUNT; kind++)
        if (is_found[kind]) {
            index[kind] = count++;
            put_rule(json, kind);
        }
    json_close(json, ']');
}

// ---- results

static void put_place(struct json *json, struct span span, struct places *places)
{
    struct buf uri = {0};
    quote_uri(&uri, span.path, "-._~/@!$&'()*+,;="); // a relative reference (RFC 3986)
    json_open_in(json, "physicalLocation", '{');
    json_open_in(json, "artifactLocation", '{');
    json_put_string(json, "uri", buf_str(&uri));
    json_close(json, '}');
    buf_free(&uri);
    if (span.text.at) {
        struct place start = place_of(places, span.text, span.start);
        struct place end = place_of(places, span.text, span.end);
        json_open_in(json, "region", '{');
        json_put_number(json, "startLine", (int64_t)start.line);
        json_put_number(json, "startColumn", (int64_t)start.column);
        json_put_number(json, "endLine", (int64_t)end.line);
        json_put_number(json, "endColumn", (int64_t)end.column);
        json_close(json, '}');
    }
    json_close(json, '}');
}

static void put_related(struct json *json, const struct related_list *related, struct places *places)
{
    size_t count = 0;
    for (size_t i = 0; i < related->count; i++) {
        if (related->at[i].span.path.len == 0)
            continue;
        if (count++ == 0)
            json_open_in(json, "relatedLocations", '[');
        json_open(json, '{');
        put_place(json, related->at[i].span, places);
        put_message(json, "message", related->at[i].message);
        json_close(json, '}');
    }
    if (count)
        json_close(json, ']');
}

static void put_result(struct json *json, const struct diag *diag, size_t rule, struct places *places)
{
    struct buf text = {0};
    buf_print(&text, STR_FORMAT ". " STR_FORMAT, STR_ARG(diag->message), STR_ARG(diag_remedy(diag)));
    json_open(json, '{');
    json_put_text(json, "ruleId", str_of(kind_rows[diag->kind].name));
    json_put_number(json, "ruleIndex", (int64_t)rule);
    json_put_text(json, "level", level_of(diag->severity));
    put_message(json, "message", buf_str(&text));
    buf_free(&text);
    if (diag->span.path.len) {
        json_open_in(json, "locations", '[');
        json_open(json, '{');
        put_place(json, diag->span, places);
        json_close(json, '}');
        json_close(json, ']');
    }
    put_related(json, &diag->related, places);
    json_close(json, '}');
}

static void put_tool(struct json *json, const struct diags *diags, const struct settings *settings,
                     size_t index[KIND_COUNT])
{
    json_open_in(json, "tool", '{');
    json_open_in(json, "driver", '{');
    json_put_text(json, "name", STR("glot"));
    json_put_text(json, "version", STR(GLOT_VERSION));
    put_rules(json, diags, settings, index);
    json_close(json, '}');
    json_close(json, '}');
}

// Each result stands on a line of its own.
static void put_results(struct json *json, const struct diags *diags, const struct settings *settings,
                        const size_t index[KIND_COUNT])
{
    struct places places = {.arena = diags->arena};
    size_t count = 0;
    json_open_in(json, "results", '[');
    for (size_t i = 0; i < diags->count; i++) {
        if (report_leaves_out(&diags->at[i], settings))
            continue;
        buf_text(json->out, count++ ? ",\n" : "\n");
        put_result(&(struct json){.out = json->out}, &diags->at[i], index[diags->at[i].kind], &places);
    }
    buf_byte(json->out, '\n');
    json_close(json, ']');
}

void sarif_print(const struct diags *diags, const struct settings *settings, struct buf *out)
{
    size_t index[KIND_COUNT] = {0};
    struct json json = {.out = out};
    json_open(&json, '{');
    json_put_text(&json, "$schema", STR("https://json.schemastore.org/sarif-2.1.0.json"));
    json_put_text(&json, "version", STR("2.1.0"));
    json_open_in(&json, "runs", '[');
    json_open(&json, '{');
    put_tool(&json, diags, settings, index);
    json_put_text(&json, "columnKind", STR("utf16CodeUnits"));
    put_results(&json, diags, settings, index);
    json_close(&json, '}');
    json_close(&json, ']');
    json_close(&json, '}');
    buf_byte(out, '\n');
}
