#include "cli/watch_report.h"

#include "base/json_writer.h"
#include "base/path.h"
#include "cli/output.h"
#include "cli/report.h"
#include "cli/summary.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

enum { most_names = 4 }; // in a line for people

// ---- what came of it

static void compare_messages(struct round *round, const struct map *old, const struct map *new)
{
    size_t kept = 0;
    for (size_t i = 0; i < new->entries.count; i++) {
        const struct trail_message *message = new->entries.at[i].value,
                                   *before = map_get(old, new->entries.at[i].key);
        kept += before != NULL;
        round->altered += before && before->contents != message->contents;
    }
    round->messages = new->entries.count;
    round->added = new->entries.count - kept;
    round->removed = old->entries.count - kept;
}

void round_compare(struct round *round, const struct trail *old, const struct trail *new, struct arena *arena)
{
    compare_messages(round, &old->messages, &new->messages);
    for (size_t i = 0; i < new->files.entries.count; i++) {
        const struct trail_file *file = new->files.entries.at[i].value;
        if (file->was_written)
            *list_push(&round->written, arena) = arena_copy(arena, new->files.entries.at[i].key);
    }
}

// ---- findings

static void tell_all(const struct context *context, struct diags *diags)
{
    struct buf out = {0};
    report_print(diags, &context->settings, false, &out);
    output_write(&out, stdout);
}

static struct str printed(const struct context *context, struct diags *diags, size_t number)
{
    struct diags one = {.arena = diags->arena, .at = &diags->at[number], .count = 1};
    struct buf out = {0};
    report_print(&one, &context->settings, false, &out);
    return buf_finish(&out, diags->arena);
}

// Two commands find the same in the sources.
static void drop_doubles(const struct context *context, struct diags *diags)
{
    struct map seen = {0};
    size_t kept = 0;
    for (size_t i = 0; i < diags->count; i++) {
        struct str text = printed(context, diags, i);
        if (text.len > 0 && map_has(&seen, text))
            continue;
        map_set(&seen, text, NULL, diags->arena);
        diags->at[kept++] = diags->at[i];
    }
    diags->count = kept;
}

static void tell_new(const struct context *context, struct diags *diags, struct told *told)
{
    struct told now = {0};
    struct diags fresh = {.arena = diags->arena};
    struct buf out = {0};
    for (size_t i = 0; i < diags->count; i++) {
        struct str text = printed(context, diags, i);
        if (!map_has(&told->findings, text))
            *list_push(&fresh, diags->arena) = diags->at[i];
        map_set(&now.findings, arena_copy(&now.arena, text), NULL, &now.arena);
    }
    told_free(told);
    *told = now;
    report_print(&fresh, &context->settings, output_takes_colour(STDERR_FILENO), &out);
    output_write(&out, stderr);
}

void told_free(struct told *told)
{
    arena_free(&told->arena);
    *told = (struct told){0};
}

// ---- for people

static void print_clock(struct buf *out)
{
    time_t now = time(NULL);
    struct tm local;
    if (localtime_r(&now, &local))
        buf_print(out, "%02d:%02d:%02d ", local.tm_hour, local.tm_min, local.tm_sec);
}

static struct str shown(struct str path, struct arena *arena)
{
    return path.len ? path_relative(arena, path_absolute(arena, STR(".")), path) : STR("everything");
}

static void print_names(const struct str_list *paths, bool with_folders, struct arena *arena, struct buf *out)
{
    for (size_t i = 0; i < paths->count && i < most_names; i++) {
        struct str path = shown(paths->at[i], arena);
        buf_text(out, i ? " " : "");
        diag_neutral(out, with_folders ? path : path_name(path));
    }
    if (paths->count > most_names)
        buf_print(out, " and %zu more", (size_t)paths->count - most_names);
}

static void print_messages(const struct round *round, struct buf *out)
{
    const struct {
        size_t count;
        const char *what;
    } rows[] = {{round->added, "added"}, {round->altered, "changed"}, {round->removed, "removed"}};
    bool any = false;
    if (round->is_first) {
        summary_count(out, round->messages, "message");
        buf_text(out, "; ");
        return;
    }
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (rows[i].count == 0)
            continue;
        if (any)
            buf_print(out, ", %zu %s", rows[i].count, rows[i].what);
        else
            buf_print(out, "%zu message%s %s", rows[i].count, rows[i].count == 1 ? "" : "s", rows[i].what);
        any = true;
    }
    buf_text(out, any ? "; " : "");
}

static void print_outcome(const struct round *round, size_t errors, struct arena *arena, struct buf *out)
{
    if (errors > 0) {
        summary_count(out, errors, "error");
        buf_text(out, ", ");
    }
    if (round->written.count > 0) {
        print_names(&round->written, false, arena, out);
        buf_text(out, " written");
    } else {
        buf_text(out, round->status == STATUS_FINE ? "nothing to write" : "nothing written");
    }
    buf_print(out, " in %lld ms\n", round->milliseconds);
}

static void print_line(const struct round *round, size_t errors, struct arena *arena, struct buf *out)
{
    print_clock(out);
    if (round->is_first)
        buf_text(out, "start");
    else
        print_names(&round->changed, true, arena, out);
    buf_text(out, ": ");
    if (round->waiting.count > 0) {
        buf_text(out, "waiting for ");
        print_names(&round->waiting, true, arena, out);
        buf_text(out, " to be whole; ");
    }
    print_messages(round, out);
    print_outcome(round, errors, arena, out);
}

// ---- for machines

static void put_paths(struct json *json, const char *name, const struct str_list *paths, struct arena *arena)
{
    json_open_in(json, name, '[');
    for (size_t i = 0; i < paths->count; i++)
        json_text(json, shown(paths->at[i], arena));
    json_close(json, ']');
}

static struct str time_with_milliseconds(struct arena *arena)
{
    struct timespec now;
    struct tm utc;
    char moment[sizeof "0000-00-00T00:00:00"] = "";
    clock_gettime(CLOCK_REALTIME, &now);
    if (gmtime_r(&now.tv_sec, &utc))
        strftime(moment, sizeof moment, "%Y-%m-%dT%H:%M:%S", &utc);
    return arena_print(arena, "%s.%03ldZ", moment, now.tv_nsec / 1000000);
}

static void print_json(const struct round *round, const struct diags *diags, struct buf *out)
{
    struct json json = {.out = out};
    json_open(&json, '{');
    json_put_text(&json, "event", STR("run"));
    json_put_text(&json, "time", time_with_milliseconds(diags->arena));
    json_put_bool(&json, "first", round->is_first);
    json_put_number(&json, "status", round->status);
    put_paths(&json, "changed", &round->changed, diags->arena);
    put_paths(&json, "waiting", &round->waiting, diags->arena);
    put_paths(&json, "written", &round->written, diags->arena);
    json_open_in(&json, "messages", '{');
    json_put_number(&json, "total", (int64_t)round->messages);
    json_put_number(&json, "added", (int64_t)round->added);
    json_put_number(&json, "changed", (int64_t)round->altered);
    json_put_number(&json, "removed", (int64_t)round->removed);
    json_close(&json, '}');
    json_put_number(&json, "errors", (int64_t)diags_count(diags, SEVERITY_ERROR));
    json_put_number(&json, "warnings", (int64_t)diags_count(diags, SEVERITY_WARNING));
    json_put_number(&json, "milliseconds", round->milliseconds);
    json_close(&json, '}');
    buf_byte(out, '\n');
}

void round_tell(const struct round *round, const struct context *context, struct diags *diags,
                struct told *told)
{
    bool is_human = context->settings.form == OUTPUT_HUMAN;
    struct buf out = {0};
    report_name_files(diags);
    drop_doubles(context, diags);
    if (is_human) {
        tell_new(context, diags, told);
        if (!round->is_silent)
            print_line(round, diags_count(diags, SEVERITY_ERROR), diags->arena, &out);
    } else {
        tell_all(context, diags);
        print_json(round, diags, &out);
    }
    output_write(&out, stdout);
    fflush(stdout);
}
