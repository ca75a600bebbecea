#include "cli/changes.h"

#include "base/file.h"
#include "base/linediff.h"
#include "base/path.h"
#include "cli/output.h"
#include "cli/trail.h"

void changes_add(struct changes *changes, struct str path, struct str bytes, const struct str *ground,
                 struct arena *arena)
{
    *list_push(&changes->files, arena) = (struct replacement){.path = path, .bytes = bytes, .ground = ground};
}

// Where the texts part: the start of the first line that differs, in the old one.
static size_t first_difference(struct str old, struct str new)
{
    size_t shared = 0;
    while (shared < old.len && shared < new.len &&old.at[shared] == new.at[shared])
        shared++;
    size_t newline = str_rfind_byte(str_slice(old, 0, shared), '\n');
    return newline == STR_NONE ? 0 : newline + 1;
}

static void report_outdated(const struct replacement *file, enum file_state state, struct str old,
                            struct context *context)
{
    struct span span = span_file(file->path);
    if (state != FILE_READ) {
        diag_add(context->diags, KIND_OUT_OF_DATE, span, "is missing");
    } else {
        span.text = old;
        span.start = first_difference(old, file->bytes);
        span.end = span.start;
        diag_add(context->diags, KIND_OUT_OF_DATE, span, "is out of date from here on");
    }
    diag_hint(context->diags, &context->diags->at[context->diags->count - 1],
              "Run `glot %s` and commit what it writes.", context->command->name);
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
        if (state == FILE_FAILED)
            good = false;
        if (state == FILE_FAILED || (state == FILE_READ && str_equal(old, file->bytes)))
            continue;
        ++*count;
        if (context->settings.dry_run)
            linediff(file->path, old, file->bytes, context->arena, difference);
        else
            report_outdated(file, state, old, context);
    }
    return good;
}

enum status changes_apply(struct changes *changes, struct context *context, size_t *written)
{
    const struct settings *settings = &context->settings;
    *written = 0;
    if (settings->check || settings->dry_run) {
        struct buf difference = {0};
        bool good = compare_all(changes, context, &difference, written);
        output_result(context, &difference);
        if (!good)
            return STATUS_WORLD;
        return settings->check && *written > 0 ? STATUS_FINDINGS : STATUS_FINE;
    }
    bool good = files_replace(&changes->files, context->arena, context->diags);
    if (good)
        trail_written(context->trail, &changes->files);
    for (size_t i = 0; i < changes->files.count; i++)
        *written += changes->files.at[i].written;
    return good ? STATUS_FINE : STATUS_WORLD;
}
