#include "extractor/mappings.h"

#include "base/path.h"

static bool mapping_matches(struct str pattern, struct str name, struct str *star)
{
    size_t at = str_find_byte(pattern, '*', 0);
    if (at == STR_NONE || str_find_byte(pattern, '*', at + 1) != STR_NONE)
        return false;
    struct str head = str_slice(pattern, 0, at), tail = str_from(pattern, at + 1);
    if (name.len < head.len + tail.len || !str_starts(name, head) || !str_ends(name, tail))
        return false;
    *star = str_slice(name, head.len, name.len - tail.len);
    return true;
}

// The exact mapping, else that with the longest text before its `*`.
static const struct path_mapping *mapping_of(const struct compiler_options *options, struct str name,
                                             struct str *star)
{
    const struct path_mapping *best = NULL;
    size_t longest = 0;
    for (size_t i = 0; i < options->paths.count; i++) {
        const struct path_mapping *mapping = &options->paths.at[i];
        struct str rest;
        size_t head = str_find_byte(mapping->pattern, '*', 0);
        if (head == STR_NONE && str_equal(mapping->pattern, name)) {
            *star = STR("");
            return mapping;
        }
        if (mapping_matches(mapping->pattern, name, &rest) && (!best || head > longest)) {
            best = mapping;
            longest = head;
            *star = rest;
        }
    }
    return best;
}

static bool find_mapped(struct lookup *lookup, struct str target, struct str star, struct found *out)
{
    struct arena *scratch = &lookup->resolver->scratch;
    struct str path = target;
    size_t at = str_find_byte(target, '*', 0);
    // An empty rest leaves the `*` in the target, in TypeScript as well.
    if (star.len > 0 && at != STR_NONE)
        path =
            arena_join(scratch, (struct str[]){str_slice(target, 0, at), star, str_from(target, at + 1)}, 3);
    bool is_folder_only = name_is_open(path);
    path = candidate_join(scratch, lookup->resolver->options->paths_base, path);
    const struct suffix_row *row = suffix_of(path_name(target));
    if (row && candidate_exact(lookup, path, row->class, out))
        return true;
    return candidate_path(lookup, path, is_folder_only, out);
}

// Sets *found where a file is found. True when nothing more is to be tried among the settings.
static bool find_in_paths(struct lookup *lookup, struct str name, bool *found, struct found *out)
{
    struct str star = {0};
    const struct path_mapping *mapping =
        name_is_relative(name) ? NULL : mapping_of(lookup->resolver->options, name, &star);
    if (!mapping)
        return false;
    for (size_t i = 0; i < mapping->targets.count && !*found; i++)
        *found = find_mapped(lookup, mapping->targets.at[i], star, out);
    return true;
}

static bool find_in_root_dirs(struct lookup *lookup, struct str name, struct found *out)
{
    const struct str_list *roots = &lookup->resolver->options->root_dirs;
    struct str path = candidate_join(&lookup->resolver->scratch, lookup->folder, name);
    const struct str *home = NULL;
    bool is_open = name_is_open(name);
    for (size_t i = 0; i < roots->count; i++)
        if ((path_is_below(roots->at[i], path) || (is_open && str_equal(roots->at[i], path))) &&
            (!home || roots->at[i].len > home->len))
            home = &roots->at[i];
    if (!home)
        return false;
    if (candidate_path(lookup, path, is_open, out))
        return true;
    struct str rest = str_from(path, home->len == 1 ? 1 : home->len + 1);
    for (size_t i = 0; i < roots->count; i++)
        if (&roots->at[i] != home &&
            candidate_path(lookup, candidate_join(&lookup->resolver->scratch, roots->at[i], rest), is_open,
                           out))
            return true;
    return false;
}

bool settings_find(struct lookup *lookup, struct str name, struct found *out)
{
    const struct compiler_options *options = lookup->resolver->options;
    bool found = false;
    if (options->has_paths && find_in_paths(lookup, name, &found, out))
        return found;
    if (name_is_relative(name) || path_is_absolute(name))
        return options->root_dirs.count > 0 && find_in_root_dirs(lookup, name, out);
    return options->base_url.len > 0 &&
           candidate_path(lookup, candidate_join(&lookup->resolver->scratch, options->base_url, name),
                          name_is_open(name), out);
}
