#include "cli/memories.h"

#include "base/path.h"
#include "catalog/format.h"
#include "catalog/locale.h"
#include "catalog/merge.h"
#include "cli/catalog_file.h"
#include "cli/trail.h"

static bool has_translations(const struct catalog *catalog, struct diags *diags)
{
    if (catalog->format->holds & HOLDS_SOURCES)
        return true;
    diag_add(diags, KIND_CATALOG_FORMAT, span_file(catalog->path),
             "holds texts in one language only, so it is no translation memory");
    return false;
}

bool memories_read(struct context *context, const struct str_list *paths, struct memories *out)
{
    bool good = true;
    *out = (struct memories){.at = arena_array(context->arena, struct catalog, paths->count)};
    for (size_t i = 0; i < paths->count; i++) {
        trail_read(context->trail, paths->at[i], TRAIL_SOURCE);
        struct catalog *catalog = &out->at[out->count++];
        good &=
            catalog_file_read(context, paths->at[i], catalog) && has_translations(catalog, context->diags);
    }
    return good;
}

void memories_for(const struct memories *memories, struct str source_locale, struct str target_locale,
                  struct arena *arena, struct memory *out)
{
    *out = (struct memory){0};
    for (size_t i = 0; i < memories->count; i++) {
        const struct catalog *catalog = &memories->at[i];
        bool is_source = !catalog->source_locale.len || !source_locale.len ||
                         locale_alike(catalog->source_locale, source_locale);
        if (is_source && locale_alike(catalog->target_locale, target_locale))
            merge_remember(catalog, path_name(catalog->path), arena, out);
    }
    memory_index(out, arena);
}
