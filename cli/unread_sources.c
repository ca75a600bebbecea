#include "cli/unread_sources.h"

#include "base/map.h"
#include "base/path.h"
#include "extractor/glob.h"
#include "extractor/grammar.h"

struct unread {
    struct str suffix, first; // a path
    size_t count;
};

struct unread_list {
    struct unread *at;
    size_t count, capacity;
};

static void add_unread(struct unread_list *list, struct map *numbers, struct str path, struct arena *arena)
{
    struct map_entry *entry = map_entry(numbers, path_suffix(path), arena);
    if (!entry->value) {
        *list_push(list, arena) = (struct unread){path_suffix(path), path, 0};
        entry->value = (void *)(uintptr_t)list->count;
    }
    list->at[(uintptr_t)entry->value - 1].count++;
}

// The suffixes that patterns end in; files of others came along.
static void list_asked(const struct config *config, struct arena *arena, struct map *out)
{
    for (size_t i = 0; i < config->input_files.count; i++) {
        struct str_list plain = {0};
        if (str_starts(config->input_files.at[i], STR("!")))
            continue;
        glob_expand(config->input_files.at[i], arena, &plain);
        for (size_t k = 0; k < plain.count; k++)
            map_entry(out, path_suffix(plain.at[k]), arena);
    }
}

static const char *key_of(const struct config *config)
{
    return config->drop_in ? "inputFiles" : "sources";
}

static void tell_foreign(const struct config *config, const struct unread *unread, struct arena *arena,
                         struct diags *diags)
{
    struct str path = path_relative(arena, path_absolute(arena, config->folder), unread->first);
    struct str others = unread->count == 1 ? STR("")
                                           : arena_print(arena, " and %zu other file%s", unread->count - 1,
                                                         unread->count == 2 ? "" : "s");
    diag_add(diags, KIND_SOURCE_FOREIGN, span_file(config->path),
             "`%s` asks for `" STR_FORMAT "`" STR_FORMAT ", but glot reads no `" STR_FORMAT "`",
             key_of(config), STR_ARG(path), STR_ARG(others), STR_ARG(unread->suffix));
}

static void list_unread(const struct str_list *roots, struct arena *arena, struct unread_list *out,
                        bool *is_read)
{
    struct map numbers = {0};
    for (size_t i = 0; i < roots->count; i++)
        if (grammar_of_path(roots->at[i]))
            *is_read = true;
        else
            add_unread(out, &numbers, roots->at[i], arena);
}

// In patterns `\` takes the meaning off what follows it; some systems part folders by it.
static void tell_of_none(const struct config *config, struct diags *diags)
{
    struct diag *diag =
        diag_add(diags, KIND_SOURCES_NONE, span_file(config->path), "no file matches `%s`", key_of(config));
    for (size_t i = 0; i < config->input_files.count; i++)
        if (str_find_byte(config->input_files.at[i], '\\', 0) != STR_NONE) {
            diag_hint(diags, diag, "Write folders with `/`, on every system: \"src/**/*.ts\".");
            return;
        }
}

bool unread_sources_report(const struct config *config, const struct str_list *roots, struct arena *arena,
                           struct diags *diags)
{
    struct unread_list list = {0};
    struct map asked = {0};
    bool is_read = false;
    list_unread(roots, arena, &list, &is_read);
    if (list.count > 0)
        list_asked(config, arena, &asked);
    for (size_t i = 0; i < list.count; i++)
        if (list.at[i].suffix.len > 0 && map_has(&asked, list.at[i].suffix))
            tell_foreign(config, &list.at[i], arena, diags);
    if (roots->count == 0)
        tell_of_none(config, diags);
    if (is_read || roots->count == 0)
        return true;
    diag_add(diags, config->drop_in ? KIND_SOURCES_NONE : KIND_SOURCES_UNREAD, span_file(config->path),
             "no file that `%s` matches is one that glot reads", key_of(config));
    return config->drop_in;
}
