#include "cli/changes.h"

#include "base/file.h"
#include "base/linediff.h"
#include "base/path.h"
#include "cli/output.h"
#include "cli/trail.h"

#include <unistd.h>

void changes_add(struct changes *changes, struct str path, struct str bytes, const struct str *ground,
                 struct arena *arena)
{
    *list_push(&changes->files, arena) = (struct replacement){.path = path, .bytes = bytes, .ground = ground};
}

void changes_add_pieces(struct changes *changes, struct str path, const struct str_list *pieces,
                        const struct str *ground, struct arena *arena)
{
    *list_push(&changes->files, arena) =
        (struct replacement){.path = path, .pieces = pieces, .ground = ground};
}

// Who looks at contents needs them in one piece.
static void join_pieces(struct changes *changes, struct arena *arena)
{
    for (size_t i = 0; i < changes->files.count; i++) {
        struct replacement *file = &changes->files.at[i];
        if (file->pieces)
            file->bytes = arena_join(arena, file->pieces->at, file->pieces->count);
        file->pieces = NULL;
    }
}

void changes_remove(struct changes *changes, struct str path, const struct str *ground, struct arena *arena)
{
    *list_push(&changes->files, arena) =
        (struct replacement){.path = path, .ground = ground, .is_removal = true};
}

static bool takes_force(const struct command *command)
{
    for (const struct option *option = command->options; option->name; option++)
        if (strcmp(option->name, "force") == 0)
            return true;
    return false;
}

bool changes_may_replace(struct context *context, struct str path, struct str bytes,
                         bool (*is_own)(struct str held))
{
    struct str held = {0};
    enum file_state state = file_read(path, context->arena, context->diags, &held);
    if (state == FILE_FAILED)
        return false;
    if (held.len == 0 || context->settings.force || str_equal(held, bytes) || (is_own && is_own(held)))
        return true;
    struct diag *diag =
        diag_add(context->diags, KIND_FILE_EXISTS, span_file(path), "is there already, with other contents");
    if (!takes_force(context->command))
        diag_hint(context->diags, diag, "Name another one, or take this one away first.");
    return false;
}

size_t changes_written(const struct changes *changes)
{
    size_t count = 0;
    for (size_t i = 0; i < changes->files.count; i++)
        count += !changes->files.at[i].is_removal;
    return count;
}

// Where the texts part: the start of the first line that differs, in the old one.
static size_t first_difference(struct str old, struct str new)
{
    size_t newline = str_rfind_byte(str_slice(old, 0, str_shared(old, new)), '\n');
    return newline == STR_NONE ? 0 : newline + 1;
}

// Whether lines tell nothing: by its bytes, as git tells it, or by its name.
static bool is_binary(const struct replacement *file, struct str old)
{
    return str_ends(file->path, STR(".br")) || str_find_byte(str_slice(old, 0, 8000), 0, 0) != STR_NONE ||
           str_find_byte(str_slice(file->bytes, 0, 8000), 0, 0) != STR_NONE;
}

static void show_difference(const struct replacement *file, struct str old, struct arena *scratch,
                            struct buf *out)
{
    struct str new = !file->is_removal ? (file->bytes.len ? file->bytes : STR("")) : (struct str){0};
    if (!is_binary(file, old)) {
        linediff(file->path, old, new, scratch, out);
        return;
    }
    struct str before =
        old.at ? arena_print(scratch, "a/" STR_FORMAT, STR_ARG(file->path)) : STR("/dev/null");
    struct str after = new.at ? arena_print(scratch, "b/" STR_FORMAT, STR_ARG(file->path)) : STR("/dev/null");
    buf_print(out, "Binary files " STR_FORMAT " and " STR_FORMAT " differ\n", STR_ARG(before),
              STR_ARG(after));
}

static void report_outdated(const struct replacement *file, enum file_state state, struct str old,
                            struct context *context)
{
    struct span span = span_file(file->path);
    const char *what = "is out of date from here on";
    if (file->is_removal) {
        what = "is of a former run and no longer needed";
    } else if (state != FILE_READ) {
        what = "is missing";
    } else if (is_binary(file, old)) {
        what = "is out of date";
    } else {
        span.text = old;
        span.start = span.end = first_difference(old, file->bytes);
    }
    struct diag *diag = diag_add(context->diags, KIND_OUT_OF_DATE, span, "%s", what);
    diag_hint(context->diags, diag, "Run `glot %s` and commit what it writes.", context->command->name);
}

// Whether nothing is to be done. A file that is to go and does not hold its ground stays.
static bool is_as_wanted(const struct replacement *file, enum file_state state, struct str old)
{
    if (file->is_removal)
        return state == FILE_ABSENT || !str_equal(old, *file->ground);
    return state == FILE_READ && str_equal(old, file->bytes);
}

// Only compares. Counts the files that would change.
static bool compare_all(struct changes *changes, struct context *context, struct buf *difference,
                        size_t *count)
{
    bool good = true;
    for (size_t i = 0; i < changes->files.count; i++) {
        const struct replacement *file = &changes->files.at[i];
        struct str old = {0};
        enum file_state state = file_read(file->path, context->arena, context->diags, &old);
        trail_saw(context->trail, file->path, state == FILE_READ ? &old : NULL);
        if (state == FILE_FAILED)
            good = false;
        if (state == FILE_FAILED || is_as_wanted(file, state, old))
            continue;
        *(file->is_removal ? &changes->removed : count) += 1;
        if (context->settings.dry_run)
            show_difference(file, old, context->arena, difference);
        else
            report_outdated(file, state, old, context);
    }
    return good;
}

enum status changes_apply(struct changes *changes, struct context *context, size_t *written)
{
    const struct settings *settings = &context->settings;
    *written = 0;
    if (settings->check || settings->dry_run || context->trail)
        join_pieces(changes, context->arena);
    if (settings->check || settings->dry_run) {
        struct buf difference = {0};
        bool good = compare_all(changes, context, &difference, written);
        // Whoever looks at a difference is not commanded by it; what is kept is as it is, to be applied.
        if (isatty(STDOUT_FILENO))
            output_summary(context, &difference);
        else
            output_result(context, &difference);
        if (!good)
            return STATUS_WORLD;
        return settings->check && *written + changes->removed > 0 ? STATUS_FINDINGS : STATUS_FINE;
    }
    changes->files.home = context->home;
    bool good = files_replace(&changes->files, context->arena, context->diags);
    if (good)
        trail_written(context->trail, &changes->files);
    for (size_t i = 0; i < changes->files.count; i++)
        *(changes->files.at[i].is_removal ? &changes->removed : written) += changes->files.at[i].written;
    return good ? STATUS_FINE : STATUS_WORLD;
}
