#include "extractor/tsconfig_roots.h"

#include "base/path.h"
#include "extractor/suffixes.h"
#include "extractor/tsconfig.h"

#include <stdint.h>

enum { group_size = 6 };

// Suffixes of one base name, the highest first; JavaScript from `first_js` on.
static const struct suffix_group {
    const char *suffixes[group_size];
    size_t first_js;
} groups[] = {
    {{".ts", ".tsx", ".d.ts", ".js", ".jsx"}, 3},
    {{".cts", ".d.cts", ".cjs"}, 2},
    {{".mts", ".d.mts", ".mjs"}, 2},
};

enum { group_count = sizeof groups / sizeof *groups };

struct match {
    struct str path;
    bool is_alone; // under its base name
};

struct match_list {
    struct match *at;
    size_t count, capacity;
};

struct kept_path {
    struct str path;
    bool is_gone;
};

struct kept_list {
    struct kept_path *at;
    size_t count, capacity;
};

struct roots {
    const struct root_patterns *patterns;
    struct folders *folders;
    struct arena *arena;
    struct match_list *matches; // one list a pattern
    struct map visited;         // real paths of folders
    struct map literal;         // `files`
    struct map places;          // path → index into kept, plus one, of those that are not alone
    struct kept_list kept;
    size_t met;           // of those in `out`
    struct arena scratch; // of one path
    struct str_list json;
    void (*meet)(void *context);
    void *context;
    struct str_list *out;
};

// ---- the walk

static bool is_supported(const struct root_patterns *patterns, struct str name)
{
    unsigned class = suffix_class_of(name);
    if (str_ends(name, STR(".ts")))
        return true;
    return (class & (SUFFIX_TYPESCRIPT | SUFFIX_DECLARATION)) ||
           (class == SUFFIX_JAVASCRIPT && patterns->allow_js) ||
           (class == SUFFIX_JSON && patterns->resolve_json);
}

static bool is_excluded(const struct root_patterns *patterns, struct str path)
{
    for (size_t i = 0; i < patterns->exclude_count; i++)
        if (wildcard_match(&patterns->exclude[i], path, WILDCARD_EXCLUDE))
            return true;
    return false;
}

bool root_patterns_take(const struct root_patterns *patterns, struct str path)
{
    bool is_included = false;
    for (size_t i = 0; i < patterns->include_count && !is_included; i++)
        is_included = wildcard_match(&patterns->include[i], path, WILDCARD_FILE);
    return is_included && is_supported(patterns, path_name(path)) && !is_excluded(patterns, path);
}

static struct str without_suffix(struct str path)
{
    const struct suffix_row *row = suffix_of(path_name(path));
    return str_slice(path, 0, path.len - (row ? strlen(row->suffix) : 0));
}

static bool is_of_stem(const struct folder *folder, size_t i, struct str stem)
{
    struct str name = i < folder->entries.count ? folder->entries.at[i].name : STR("");
    return str_starts(name, stem) && str_starts(str_from(name, stem.len), STR("."));
}

// Names that begin with the same bytes are neighbours.
static bool is_alone(const struct folder *folder, size_t i)
{
    struct str stem = without_suffix(folder->entries.at[i].name);
    return !is_of_stem(folder, i + 1, stem) && (i == 0 || !is_of_stem(folder, i - 1, stem));
}

static void match_file(struct roots *roots, const struct folder *folder, size_t i, struct str path)
{
    if (!is_supported(roots->patterns, folder->entries.at[i].name) || is_excluded(roots->patterns, path))
        return;
    for (size_t k = 0; k < roots->patterns->include_count; k++)
        if (wildcard_match(&roots->patterns->include[k], path, WILDCARD_FILE)) {
            *list_push(&roots->matches[k], roots->arena) = (struct match){path, is_alone(folder, i)};
            return;
        }
}

static bool is_entered(const struct roots *roots, struct str path)
{
    for (size_t i = 0; i < roots->patterns->include_count; i++)
        if (wildcard_match(&roots->patterns->include[i], path, WILDCARD_FOLDER))
            return !is_excluded(roots->patterns, path);
    return false;
}

static struct str join(struct roots *roots, struct str folder, struct str name)
{
    return arena_join(roots->arena, (struct str[]){folder, folder.len > 1 ? STR("/") : STR(""), name}, 3);
}

static void visit(struct roots *roots, struct str path, struct str_list *pending)
{
    struct str real = folders_real_path(roots->folders, path);
    if (map_has(&roots->visited, real))
        return;
    map_set(&roots->visited, real, NULL, roots->arena);
    const struct folder *folder = folders_get(roots->folders, path);
    for (size_t i = 0; i < folder->entries.count; i++)
        if (folder->entries.at[i].is_file)
            match_file(roots, folder, i, join(roots, path, folder->entries.at[i].name));
    // Pushed from the last to the first, as the pending ones are taken from the end.
    for (size_t i = folder->entries.count; i-- > 0;) {
        if (!folder->entries.at[i].is_folder)
            continue;
        struct str inner = join(roots, path, folder->entries.at[i].name);
        if (is_entered(roots, inner))
            *list_push(pending, roots->arena) = inner;
    }
}

// The folder of the configuration, and the stems of patterns that lie outside of it, in byte order.
static struct str_list bases_of(struct roots *roots)
{
    struct str_list bases = {0}, stems = {0};
    *list_push(&bases, roots->arena) = roots->patterns->base;
    for (size_t i = 0; i < roots->patterns->include_count; i++) {
        *list_push(&stems, roots->arena) = roots->patterns->include[i].stem;
        for (size_t k = stems.count - 1; k > 0 && str_compare(stems.at[k], stems.at[k - 1]) < 0; k--) {
            struct str swap = stems.at[k];
            stems.at[k] = stems.at[k - 1];
            stems.at[k - 1] = swap;
        }
    }
    for (size_t i = 0; i < stems.count; i++) {
        bool is_new = true;
        for (size_t k = 0; k < bases.count; k++)
            is_new &= !path_is_within(bases.at[k], stems.at[i]);
        if (is_new)
            *list_push(&bases, roots->arena) = stems.at[i];
    }
    return bases;
}

// ---- one base name, several suffixes

static const struct suffix_group *group_of(const struct roots *roots, struct str path)
{
    for (size_t i = 0; i < group_count; i++)
        for (size_t k = 0; k < group_size && groups[i].suffixes[k]; k++)
            if ((roots->patterns->allow_js || k < groups[i].first_js) &&
                str_ends(path, str_of(groups[i].suffixes[k])))
                return &groups[i];
    return NULL;
}

static size_t group_end(const struct roots *roots, const struct suffix_group *group)
{
    size_t end = roots->patterns->allow_js ? group_size : group->first_js;
    while (end > 0 && !group->suffixes[end - 1])
        end--;
    return end;
}

static struct str with_suffix(struct roots *roots, struct str path, const char *suffix)
{
    return arena_join(&roots->scratch, (struct str[]){without_suffix(path), str_of(suffix)}, 2);
}

static struct kept_path *place_of_path(struct roots *roots, struct str path)
{
    uintptr_t index = (uintptr_t)map_get(&roots->places, path);
    return index && !roots->kept.at[index - 1].is_gone ? &roots->kept.at[index - 1] : NULL;
}

static bool has_higher(struct roots *roots, struct str path, const struct suffix_group *group)
{
    bool is_script = str_ends(path, STR(".js")) || str_ends(path, STR(".jsx"));
    for (size_t i = 0; i < group_end(roots, group); i++) {
        struct str suffix = str_of(group->suffixes[i]);
        if (str_ends(path, suffix) && !(str_is(suffix, ".ts") && str_ends(path, STR(".d.ts"))))
            return false;
        struct str higher = with_suffix(roots, path, group->suffixes[i]);
        // A declaration does not hide the script beside it.
        if ((map_has(&roots->literal, higher) || place_of_path(roots, higher)) &&
            !(str_is(suffix, ".d.ts") && is_script))
            return true;
    }
    return false;
}

static void remove_lower(struct roots *roots, struct str path, const struct suffix_group *group)
{
    for (size_t i = group_end(roots, group); i-- > 0;) {
        if (str_ends(path, str_of(group->suffixes[i])))
            return;
        struct kept_path *place = place_of_path(roots, with_suffix(roots, path, group->suffixes[i]));
        if (place)
            place->is_gone = true;
    }
}

static void keep_among_others(struct roots *roots, struct str path)
{
    const struct suffix_group *group = group_of(roots, path);
    arena_reset(&roots->scratch);
    if (group && has_higher(roots, path, group))
        return;
    if (group)
        remove_lower(roots, path, group);
    if (map_has(&roots->literal, path) || place_of_path(roots, path))
        return;
    *list_push(&roots->kept, roots->arena) = (struct kept_path){.path = path};
    map_set(&roots->places, path, (void *)(uintptr_t)roots->kept.count, roots->arena);
}

static void keep(struct roots *roots, const struct match *match)
{
    if (match->is_alone && roots->patterns->files.count == 0)
        *list_push(&roots->kept, roots->arena) = (struct kept_path){.path = match->path};
    else
        keep_among_others(roots, match->path);
}

static bool is_named_json(const struct roots *roots, struct str path)
{
    for (size_t i = 0; i < roots->patterns->include_count; i++)
        if (roots->patterns->include[i].has_json &&
            wildcard_match(&roots->patterns->include[i], path, WILDCARD_FILE))
            return true;
    return false;
}

static void join_matches(struct roots *roots)
{
    for (size_t i = 0; i < roots->patterns->include_count; i++) {
        struct match_list *matches = &roots->matches[i];
        for (size_t k = 0; k < matches->count; k++) {
            struct str path = matches->at[k].path;
            if (!str_ends(path, STR(".json")))
                keep(roots, &matches->at[k]);
            else if (is_named_json(roots, path) && !map_has(&roots->literal, path))
                *list_push(&roots->json, roots->arena) = path;
        }
        matches->count = 0;
    }
}

static void tell(struct roots *roots)
{
    if (roots->out->count > roots->met)
        roots->meet(roots->context);
    roots->met = roots->out->count;
}

static void give_kept(struct roots *roots)
{
    join_matches(roots);
    for (size_t i = 0; i < roots->kept.count; i++)
        if (!roots->kept.at[i].is_gone)
            *list_push(roots->out, roots->arena) = roots->kept.at[i].path;
    roots->kept.count = 0;
    roots->places = (struct map){0};
    tell(roots);
}

// Files of one base name lie in one folder: with one pattern nothing changes once that was visited.
static void walk(struct roots *roots, struct str base)
{
    struct str_list pending = {0};
    *list_push(&pending, roots->arena) = base;
    while (pending.count > 0) {
        visit(roots, pending.at[--pending.count], &pending);
        if (roots->patterns->include_count == 1)
            give_kept(roots);
    }
}

static void give_files(struct roots *roots)
{
    const struct str_list *files = &roots->patterns->files;
    for (size_t i = 0; i < files->count; i++) {
        if (map_has(&roots->literal, files->at[i]))
            continue;
        map_set(&roots->literal, files->at[i], NULL, roots->arena);
        *list_push(roots->out, roots->arena) = files->at[i];
    }
}

void tsconfig_roots(const struct root_patterns *patterns, struct folders *folders,
                    void (*meet)(void *context), void *context, struct str_list *out)
{
    struct roots roots = {.patterns = patterns,
                          .folders = folders,
                          .arena = folders->arena,
                          .meet = meet,
                          .context = context,
                          .out = out};
    roots.matches = arena_array(roots.arena, struct match_list, patterns->include_count);
    give_files(&roots);
    struct str_list bases = patterns->include_count ? bases_of(&roots) : (struct str_list){0};
    for (size_t i = 0; i < bases.count; i++)
        walk(&roots, bases.at[i]);
    give_kept(&roots);
    for (size_t i = 0; i < roots.json.count; i++)
        *list_push(out, roots.arena) = roots.json.at[i];
    tell(&roots);
    arena_free(&roots.scratch);
}
