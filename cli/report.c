#include "cli/report.h"
#include "cli/output.h"
#include "cli/sarif.h"

#include "base/path.h"
#include "base/utf.h"
#include "extractor/source.h"

#include <unistd.h>

enum { shown_of_a_kind = 10 }; // warnings and notes; errors are always shown

bool report_leaves_out(const struct diag *diag, const struct settings *settings)
{
    bool counts =
        diag->severity == SEVERITY_ERROR || (settings->strict && diag->severity == SEVERITY_WARNING);
    return settings->quiet && !counts;
}

// ---- human

static void print_left_out(const size_t *counts, struct buf *out)
{
    for (enum kind kind = 0; kind < KIND_COUNT; kind++)
        if (counts[kind] > shown_of_a_kind)
            buf_print(out, "glot: note: %zu more [%s]; -v shows all\n", counts[kind] - shown_of_a_kind,
                      kind_rows[kind].name);
}

static void print_human(const struct diags *diags, const struct settings *settings, bool with_colour,
                        struct buf *out)
{
    size_t counts[KIND_COUNT] = {0};
    struct places places = {.arena = diags->arena};
    for (size_t i = 0; i < diags->count; i++) {
        const struct diag *diag = &diags->at[i];
        bool is_error = diag->severity == SEVERITY_ERROR;
        if (report_leaves_out(diag, settings))
            continue;
        if (is_error || settings->verbosity > 0 || ++counts[diag->kind] <= shown_of_a_kind)
            diag_print(diag, &places, with_colour, out);
    }
    print_left_out(counts, out);
}

// ---- json

static void put_span(struct json *json, struct places *places, struct span span)
{
    if (span.path.len == 0)
        return;
    json_put_text(json, "path", span.path);
    if (!span.text.at)
        return;
    struct place start = place_of(places, span.text, span.start), end = place_of(places, span.text, span.end);
    json_put_number(json, "line", (int64_t)start.line);
    json_put_number(json, "column", (int64_t)start.column);
    json_put_number(json, "endLine", (int64_t)end.line);
    json_put_number(json, "endColumn", (int64_t)end.column);
}

static void put_diag(struct json *json, struct places *places, const struct diag *diag)
{
    json_open(json, '{');
    json_put_text(json, "kind", str_of(kind_rows[diag->kind].name));
    json_put_text(json, "severity", str_of(severity_name(diag->severity)));
    put_span(json, places, diag->span);
    json_put_string(json, "message", diag->message);
    json_put_string(json, "hint", diag_remedy(diag));
    json_open_in(json, "related", '[');
    for (size_t i = 0; i < diag->related.count; i++) {
        json_open(json, '{');
        put_span(json, places, diag->related.at[i].span);
        json_put_string(json, "message", diag->related.at[i].message);
        json_close(json, '}');
    }
    json_close(json, ']');
    json_close(json, '}');
}

void report_put_list(struct json *json, const struct diags *diags, const struct settings *settings)
{
    struct places places = {.arena = diags->arena};
    json_open(json, '[');
    for (size_t i = 0; i < diags->count; i++)
        if (!report_leaves_out(&diags->at[i], settings))
            put_diag(json, &places, &diags->at[i]);
    json_close(json, ']');
}

// ---- github

// In properties `:` and `,` are escaped too (actions/toolkit, packages/core, command.ts).
static void print_escaped(struct buf *out, struct str text, bool is_property)
{
    struct buf strict = {0};
    utf_add_strict(&strict, text);
    const char *special = is_property ? "%\r\n:," : "%\r\n";
    for (size_t i = 0; i < strict.len; i++)
        if (strict.at[i] && strchr(special, strict.at[i]))
            buf_print(out, "%%%02X", (unsigned char)strict.at[i]);
        else
            buf_byte(out, strict.at[i]);
    buf_free(&strict);
}

static void print_github_place(const struct related *related, struct places *places, struct buf *out)
{
    struct span span = related->span;
    buf_text(out, "%0A");
    print_escaped(out, span.path, false);
    if (span.text.at) {
        struct place place = place_of(places, span.text, span.start);
        buf_print(out, ":%zu:%zu", place.line, place.column);
    }
    buf_text(out, ": ");
    print_escaped(out, related->message, false);
}

static void print_github(const struct diag *diag, struct places *places, struct buf *out)
{
    static const char *const commands_of[] = {"error", "warning", "notice"};
    buf_print(out, "::%s ", commands_of[diag->severity]);
    if (diag->span.path.len) {
        buf_text(out, "file=");
        print_escaped(out, diag->span.path, true);
        buf_byte(out, ',');
    }
    if (diag->span.text.at) {
        struct place start = place_of(places, diag->span.text, diag->span.start);
        struct place end = place_of(places, diag->span.text, diag->span.end);
        buf_print(out, "line=%zu,col=%zu,endLine=%zu,endColumn=%zu,", start.line, start.column, end.line,
                  end.column);
    }
    buf_print(out, "title=%s::", kind_rows[diag->kind].name);
    print_escaped(out, diag->message, false);
    if (diag_remedy(diag).len) {
        buf_text(out, "%0A");
        print_escaped(out, diag_remedy(diag), false);
    }
    for (size_t i = 0; i < diag->related.count; i++)
        print_github_place(&diag->related.at[i], places, out);
    buf_byte(out, '\n');
}

static void name_file(struct span *span, struct str here, struct arena *arena)
{
    if (path_is_absolute(span->path))
        span->path = path_relative(arena, here, path_normalise(arena, span->path));
}

void report_name_files(struct diags *diags)
{
    struct str here = path_absolute(diags->arena, STR("."));
    for (size_t i = 0; i < diags->count; i++) {
        struct diag *diag = &diags->at[i];
        name_file(&diag->span, here, diags->arena);
        for (size_t j = 0; j < diag->related.count; j++)
            name_file(&diag->related.at[j].span, here, diags->arena);
    }
}

// Places in sources that were taken from the cache; one that changed since has no places any more.
static void read_text(struct span *span, struct map *texts, struct arena *arena)
{
    if (!span_is_unread(*span))
        return;
    struct map_entry *entry = map_entry(texts, span->path, arena);
    if (!entry->value) {
        struct source *source = arena_new(arena, struct source);
        *source = (struct source){.path = span->path};
        source->is_read = source_read_text(source, arena);
        entry->value = source;
    }
    const struct source *source = entry->value;
    bool fits = source->is_read && span->start <= span->end && span->end <= source->text.len;
    span->text = fits ? source->text : (struct str){0};
}

void report_read_texts(struct diags *diags)
{
    struct map texts = {0};
    for (size_t i = 0; i < diags->count; i++) {
        struct diag *diag = &diags->at[i];
        read_text(&diag->span, &texts, diags->arena);
        for (size_t j = 0; j < diag->related.count; j++)
            read_text(&diag->related.at[j].span, &texts, diags->arena);
    }
}

void report_print(const struct diags *diags, const struct settings *settings, bool with_colour,
                  struct buf *out)
{
    if (settings->form == OUTPUT_HUMAN) {
        print_human(diags, settings, with_colour, out);
        return;
    }
    if (settings->form == OUTPUT_SARIF) {
        sarif_print(diags, settings, out);
        return;
    }
    struct places places = {.arena = diags->arena};
    for (size_t i = 0; i < diags->count; i++) {
        const struct diag *diag = &diags->at[i];
        if (report_leaves_out(diag, settings))
            continue;
        if (settings->form == OUTPUT_JSON) {
            put_diag(&(struct json){.out = out}, &places, diag);
            buf_byte(out, '\n');
        } else
            print_github(diag, &places, out);
    }
}

// ---- a whole run

// Whether it says that something is not there. After a failure to look that is no finding.
static bool is_of_absence(enum kind kind)
{
    return kind == KIND_TSCONFIG_EXTENDS || kind == KIND_TSCONFIG_EMPTY || kind == KIND_SOURCES_NONE ||
           kind == KIND_MESSAGES_NONE || kind == KIND_TRANSLATIONS_LOST;
}

static bool has_failed(const struct diags *diags)
{
    for (size_t i = 0; i < diags->count; i++)
        if (diags->at[i].severity == SEVERITY_ERROR && kind_is_of_world(diags->at[i].kind))
            return true;
    return false;
}

// Only the failure is told, not what followed from it.
static void drop_consequences(struct diags *diags)
{
    size_t kept = 0;
    for (size_t i = 0; i < diags->count; i++)
        if (!is_of_absence(diags->at[i].kind))
            diags->at[kept++] = diags->at[i];
    diags->count = kept;
}

void report_all(struct context *context)
{
    struct buf out = {0};
    bool is_for_people = context->settings.form == OUTPUT_HUMAN;
    if (has_failed(context->diags))
        drop_consequences(context->diags);
    report_read_texts(context->diags);
    report_name_files(context->diags);
    report_print(context->diags, &context->settings, output_takes_colour(STDERR_FILENO), &out);
    if (out.len > 0)
        fflush(stdout); // so that results stand before what is wrong with them where both go to one place
    if (context->copies)
        buf_add(&context->copies[is_for_people], buf_str(&out));
    output_write(&out, is_for_people ? stderr : stdout);
}

enum status report_status(const struct context *context, enum status status)
{
    const struct diags *diags = context->diags;
    if (has_failed(diags))
        return STATUS_WORLD;
    if (status != STATUS_FINE)
        return status;
    bool is_found = diags_count(diags, SEVERITY_ERROR) > 0 ||
                    (context->settings.strict && diags_count(diags, SEVERITY_WARNING) > 0);
    return is_found ? STATUS_FINDINGS : STATUS_FINE;
}
