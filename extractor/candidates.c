#include "extractor/candidates.h"

#include "base/path.h"

// What stands behind a written suffix: the sources that a compiler could have made it from, then itself.
struct attempt {
    const char *suffix;
    unsigned class;
};
struct attempt_row {
    const char *const written[4];
    struct attempt tries[5];
};

static const struct attempt_row attempt_rows[] = {
    {{".ts", ".d.ts", ".js", ""},
     {{".ts", SUFFIX_TYPESCRIPT},
      {".tsx", SUFFIX_TYPESCRIPT},
      {".d.ts", SUFFIX_DECLARATION},
      {".js", SUFFIX_JAVASCRIPT},
      {".jsx", SUFFIX_JAVASCRIPT}}},
    {{".tsx", ".jsx"},
     {{".tsx", SUFFIX_TYPESCRIPT},
      {".ts", SUFFIX_TYPESCRIPT},
      {".d.ts", SUFFIX_DECLARATION},
      {".jsx", SUFFIX_JAVASCRIPT},
      {".js", SUFFIX_JAVASCRIPT}}},
    {{".mjs", ".mts", ".d.mts"},
     {{".mts", SUFFIX_TYPESCRIPT}, {".d.mts", SUFFIX_DECLARATION}, {".mjs", SUFFIX_JAVASCRIPT}}},
    {{".cjs", ".cts", ".d.cts"},
     {{".cts", SUFFIX_TYPESCRIPT}, {".d.cts", SUFFIX_DECLARATION}, {".cjs", SUFFIX_JAVASCRIPT}}},
    {{".json"}, {{".d.json.ts", SUFFIX_DECLARATION}, {".json", SUFFIX_JSON}}},
};

static bool row_has(const struct attempt_row *row, struct str written)
{
    for (size_t i = 0; i < 4 && row->written[i]; i++)
        if (str_is(written, row->written[i]))
            return true;
    return false;
}

static const struct attempt_row *row_of(struct str written)
{
    for (size_t i = 0; i < sizeof attempt_rows / sizeof *attempt_rows; i++)
        if (row_has(&attempt_rows[i], written))
            return &attempt_rows[i];
    return NULL;
}

struct str candidate_suffix(struct str path)
{
    struct str name = path_name(path);
    const struct suffix_row *row = suffix_of(name);
    if (row)
        return str_from(name, name.len - strlen(row->suffix));
    size_t dot = str_rfind_byte(name, '.');
    return dot == STR_NONE ? STR("") : str_from(name, dot);
}

struct str candidate_join(struct arena *arena, struct str folder, struct str name)
{
    while (str_starts(name, STR("./")) || str_starts(name, STR("../"))) {
        bool rises = name.at[1] == '.';
        folder = rises ? path_folder(folder) : folder;
        name = str_from(name, rises ? 3 : 2);
    }
    bool is_plain = name.len > 0 && name.at[0] != '.' && name.at[0] != '/';
    for (size_t i = 0; i < name.len && is_plain; i++)
        is_plain = name.at[i] != '/' || (i + 1 < name.len && name.at[i + 1] != '.' && name.at[i + 1] != '/');
    if (!is_plain)
        return path_join(arena, folder, name);
    return arena_join(arena, (struct str[]){folder, folder.len > 1 ? STR("/") : STR(""), name}, 3);
}

bool candidate_exact(struct lookup *lookup, struct str candidate, unsigned class, struct found *out)
{
    struct folders *folders = lookup->resolver->folders;
    const struct str_list *suffixes = &lookup->resolver->options->module_suffixes;
    *out = (struct found){.path = candidate, .class = class};
    if (suffixes->count == 0)
        return folders_has_file(folders, candidate);
    const struct suffix_row *row = suffix_of(path_name(candidate));
    size_t len = candidate.len - (row ? strlen(row->suffix) : 0);
    struct str stem = str_slice(candidate, 0, len), suffix = str_from(candidate, len);
    for (size_t i = 0; i < suffixes->count; i++) {
        out->path = arena_join(&lookup->resolver->scratch, (struct str[]){stem, suffixes->at[i], suffix}, 3);
        if (folders_has_file(folders, out->path))
            return true;
    }
    return false;
}

static bool try_suffix(struct lookup *lookup, struct str stem, struct str suffix, unsigned class,
                       struct found *out)
{
    if (!(lookup->wanted & class))
        return false;
    struct str path = arena_join(&lookup->resolver->scratch, (struct str[]){stem, suffix}, 2);
    return candidate_exact(lookup, path, class, out);
}

static bool try_suffixes(struct lookup *lookup, struct str stem, struct str written, struct found *out)
{
    const struct attempt_row *row = row_of(written);
    if (!row) {
        struct str declared =
            arena_join(&lookup->resolver->scratch, (struct str[]){STR(".d"), written, STR(".ts")}, 3);
        struct str name = arena_join(&lookup->resolver->scratch, (struct str[]){stem, written}, 2);
        return suffix_class_of(name) != SUFFIX_DECLARATION &&
               try_suffix(lookup, stem, declared, SUFFIX_DECLARATION, out);
    }
    for (size_t i = 0; i < sizeof row->tries / sizeof *row->tries && row->tries[i].suffix; i++)
        if (try_suffix(lookup, stem, str_of(row->tries[i].suffix), row->tries[i].class, out))
            return true;
    return false;
}

static bool try_written(struct lookup *lookup, struct str candidate, struct found *out)
{
    struct str written = candidate_suffix(candidate);
    return written.len > 0 &&
           try_suffixes(lookup, str_slice(candidate, 0, candidate.len - written.len), written, out);
}

bool candidate_file(struct lookup *lookup, struct str candidate, struct found *out)
{
    return try_written(lookup, candidate, out) ||
           (!lookup->is_esm && try_suffixes(lookup, candidate, STR(""), out));
}

bool candidate_target(struct lookup *lookup, struct str candidate, struct found *out)
{
    const struct suffix_row *row = suffix_of(path_name(candidate));
    unsigned class = row ? row->class : 0;
    // A `.d.ts` ends with `.ts`, too.
    bool is_script =
        (lookup->wanted & SUFFIX_TYPESCRIPT) && (class & (SUFFIX_TYPESCRIPT | SUFFIX_DECLARATION));
    if (is_script || (lookup->wanted & class & SUFFIX_DECLARATION))
        return candidate_exact(lookup, candidate, class, out);
    return try_written(lookup, candidate, out);
}

static struct str field_path(struct lookup *lookup, const struct package *package, const char *key)
{
    struct str text = package_text(package, key);
    return text.len ? candidate_join(&lookup->resolver->scratch, package->folder, text) : text;
}

// The file that a package names as its main one.
static struct str main_of(struct lookup *lookup, const struct package *package)
{
    struct str path = {0};
    if (lookup->wanted & SUFFIX_DECLARATION)
        path = field_path(lookup, package, "typings");
    if (path.len == 0 && (lookup->wanted & SUFFIX_DECLARATION))
        path = field_path(lookup, package, "types");
    if (path.len == 0 && lookup->wanted != SUFFIX_JSON)
        path = field_path(lookup, package, "main");
    return path;
}

static bool try_index(struct lookup *lookup, struct str folder, struct found *out)
{
    return !lookup->is_esm &&
           candidate_file(lookup, candidate_join(&lookup->resolver->scratch, folder, STR("index")), out);
}

static bool try_main(struct lookup *lookup, const struct package *package, struct found *out)
{
    struct str path = main_of(lookup, package);
    if (path.len == 0)
        return false;
    if (candidate_target(lookup, path, out))
        return true;
    struct lookup looser = *lookup;
    if (lookup->wanted == SUFFIX_DECLARATION)
        looser.wanted |= SUFFIX_TYPESCRIPT;
    looser.is_esm = lookup->is_esm && str_is(package_text(package, "type"), "module");
    return candidate_file(&looser, path, out) || try_index(&looser, path, out);
}

bool candidate_folder(struct lookup *lookup, struct str candidate, const struct package *package,
                      struct found *out)
{
    if (package && str_equal(package->folder, candidate) && try_main(lookup, package, out))
        return true;
    return try_index(lookup, candidate, out);
}

// As a file or a folder.
static bool file_or_folder(struct lookup *lookup, struct str candidate, bool is_folder_only,
                           struct found *out)
{
    if (!is_folder_only && candidate_file(lookup, candidate, out))
        return true;
    if (lookup->is_esm || !folders_has_folder(lookup->resolver->folders, candidate))
        return false;
    return candidate_folder(lookup, candidate, package_at(&lookup->resolver->packages, candidate), out);
}

bool candidate_path(struct lookup *lookup, struct str candidate, bool is_folder_only, struct found *out)
{
    if (lookup->resolver->options->resolution == RESOLUTION_CLASSIC)
        return !is_folder_only && candidate_file(lookup, candidate, out);
    return file_or_folder(lookup, candidate, is_folder_only, out);
}

bool name_is_relative(struct str name)
{
    return str_is(name, ".") || str_is(name, "..") || str_starts(name, STR("./")) ||
           str_starts(name, STR("../"));
}
