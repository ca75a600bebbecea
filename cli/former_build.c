#include "cli/former_build.h"

#include "base/file.h"
#include "base/map.h"
#include "base/path.h"
#include "cli/manifest.h"
#include "cli/trail.h"

enum status former_build_read(struct former_build *former)
{
    struct context *context = former->context;
    struct manifest_file_list unused = {0};
    struct str text = {0};
    enum file_state state = file_read(former->manifest, context->arena, context->diags, &text);
    trail_saw(context->trail, former->manifest, state == FILE_READ ? &text : NULL);
    if (state != FILE_READ)
        return state == FILE_ABSENT ? STATUS_FINE : STATUS_WORLD;
    if (manifest_read(former->manifest, text, context->arena, &unused)) {
        former->text = text;
        return STATUS_FINE;
    }
    if (!former->is_written_over)
        return STATUS_FINE;
    diag_add(context->diags, KIND_MANIFEST_FOREIGN, span_file(former->manifest),
             "is there already, and is no manifest of glot's bundles");
    return STATUS_FINDINGS;
}

struct clearing {
    const struct former_build *former;
    struct changes *changes;
    struct map written; // paths
    struct digest *digest;
};

static void clear_file(const struct clearing *c, struct str path, struct str integrity, struct str held)
{
    struct context *context = c->former->context;
    if (str_equal(digest_integrity(c->digest, held, context->arena), integrity)) {
        struct str *ground = arena_new(context->arena, struct str);
        *ground = held;
        changes_remove(c->changes, path, ground, context->arena);
    } else {
        diag_add(context->diags, KIND_BUNDLE_KEPT, span_file(path),
                 "is of a former build and no longer needed, but was changed since");
    }
}

static enum status look_at(struct clearing *c, const struct manifest_file *file)
{
    struct context *context = c->former->context;
    struct str path = path_join(context->arena, c->former->folder, file->name), held;
    if (map_has(&c->written, path))
        return STATUS_FINE;
    map_set(&c->written, path, NULL, context->arena); // a manifest may name it twice
    enum file_state state = file_read(path, context->arena, context->diags, &held);
    trail_saw(context->trail, path, state == FILE_READ ? &held : NULL);
    if (state != FILE_READ)
        return state == FILE_ABSENT ? STATUS_FINE : STATUS_WORLD;
    if (!c->digest)
        c->digest = digest_open(context->arena, context->diags);
    if (!c->digest)
        return STATUS_WORLD;
    clear_file(c, path, file->integrity, held);
    return STATUS_FINE;
}

enum status former_build_clear(const struct former_build *former, struct changes *changes)
{
    struct arena *arena = former->context->arena;
    struct clearing c = {.former = former, .changes = changes};
    struct manifest_file_list files = {0};
    if (former->text.len == 0)
        return STATUS_FINE;
    for (size_t i = 0; i < changes->files.count; i++)
        map_set(&c.written, changes->files.at[i].path, NULL, arena);
    manifest_read(former->manifest, former->text, arena, &files);
    for (size_t i = 0; i < files.count; i++) {
        enum status status = look_at(&c, &files.at[i]);
        if (status != STATUS_FINE)
            return status;
    }
    if (!former->is_written_over)
        changes_remove(changes, former->manifest, &former->text, arena);
    return STATUS_FINE;
}
