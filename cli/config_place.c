// Where a configuration names a file.
#include "base/jsonc.h"
#include "base/path.h"
#include "cli/config.h"

// The node behind this one, in the order of the text.
static const struct jsonc *next_of(const struct jsonc *node)
{
    if (node->first)
        return node->first;
    while (node && !node->next)
        node = node->parent;
    return node ? node->next : NULL;
}

static const struct jsonc *find_path(const struct config *config, const struct jsonc *root, struct str path,
                                     struct arena *arena)
{
    for (const struct jsonc *node = root; node; node = next_of(node))
        if (node->kind == JSONC_STRING && node->text.len > 0 &&
            str_equal(path_join(arena, config->folder, node->text), path))
            return node;
    return NULL;
}

void config_name_place(const struct config *config, size_t first, struct arena *arena, struct diags *diags)
{
    struct diags unheard = {.arena = arena};
    struct jsonc_file file = {0};
    for (size_t i = first; i < diags->count; i++) {
        struct diag *diag = &diags->at[i];
        if (diag->kind != KIND_FILE_UNREADABLE)
            continue;
        if (!file.root && !jsonc_read(config->path, config->text, JSONC_LENIENT, arena, &unheard, &file))
            return;
        const struct jsonc *value = find_path(config, file.root, diag->span.path, arena);
        if (value)
            diag_relate(diags, diag, jsonc_span(&file, value), "named here");
    }
}
