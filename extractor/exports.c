#include "extractor/exports.h"

#include "base/path.h"

enum { deepest = 64 }; // nested conditions, and imports that lead to imports

struct target {
    struct lookup *lookup;
    const struct package *package;
    struct str rest;
    bool is_pattern, is_import;
};

static bool has_condition(const struct lookup *lookup, struct str name)
{
    const struct compiler_options *options = lookup->resolver->options;
    if (str_is(name, "default") || str_is(name, "types") ||
        str_is(name, lookup->is_import ? "import" : "require"))
        return true;
    if (str_is(name, "node"))
        return options->resolution != RESOLUTION_BUNDLER;
    // A version range of TypeScript: current ones lie above every lower bound in use.
    if (str_starts(name, STR("types@")))
        return str_starts(name, STR("types@>")) || str_is(name, "types@*");
    return str_list_has(&options->conditions, name);
}

// Whether a segment of the path is `.`, `..` or node_modules, which targets must not have.
static bool has_bad_segment(struct str path)
{
    struct str segment;
    for (size_t at = 0; str_next_piece(path, '/', &at, &segment);)
        if (str_is(segment, ".") || str_is(segment, "..") || str_is(segment, "node_modules"))
            return true;
    return false;
}

// The target with its rest: at each `*`, or behind it.
static struct str fill(const struct target *target, struct str text)
{
    struct buf filled = {0};
    for (size_t i = 0; i < text.len; i++) {
        if (target->is_pattern && text.at[i] == '*')
            buf_add(&filled, target->rest);
        else
            buf_byte(&filled, text.at[i]);
    }
    if (!target->is_pattern)
        buf_add(&filled, target->rest);
    return buf_finish(&filled, &target->lookup->resolver->scratch);
}

// The suffixes of the sources that an output's suffix can come from.
static bool try_source(const struct target *target, struct str stem, struct str suffix, struct found *out)
{
    static const char *const from[][5] = {
        {".mjs", ".mts", ".mjs"},
        {".cjs", ".cts", ".cjs"},
        {".d.mts", ".mts", ".mjs"},
        {".d.cts", ".cts", ".cjs"},
        {".json", ".json"},
        {".js", ".tsx", ".ts", ".jsx", ".js"},
        {".d.ts", ".tsx", ".ts", ".jsx", ".js"},
    };
    struct lookup *lookup = target->lookup;
    for (size_t i = 0; i < sizeof from / sizeof *from; i++) {
        if (!str_is(suffix, from[i][0]))
            continue;
        for (size_t k = 1; k < 5 && from[i][k]; k++) {
            struct str path =
                arena_join(&lookup->resolver->scratch, (struct str[]){stem, str_of(from[i][k])}, 2);
            if ((suffix_class_of(path) & lookup->wanted) && folders_has_file(lookup->resolver->folders, path))
                return candidate_target(lookup, path, out);
        }
    }
    return false;
}

static bool try_output(const struct target *target, struct str source_folder, struct str output_folder,
                       struct str path, struct found *out)
{
    if (output_folder.len == 0 || !str_starts(path, output_folder) || path.len <= output_folder.len ||
        path.at[output_folder.len] != '/')
        return false;
    struct str fragment = str_from(path, output_folder.len + 1);
    struct str source = candidate_join(&target->lookup->resolver->scratch, source_folder, fragment);
    struct str suffix = candidate_suffix(source);
    return try_source(target, str_slice(source, 0, source.len - suffix.len), suffix, out);
}

static bool try_outputs(const struct target *target, struct str source_folder, struct str path,
                        struct found *out)
{
    const struct compiler_options *options = target->lookup->resolver->options;
    return try_output(target, source_folder, options->declaration_dir, path, out) ||
           (!str_equal(options->out_dir, options->declaration_dir) &&
            try_output(target, source_folder, options->out_dir, path, out));
}

// A target that lies in the folder of outputs stands for the source that it is made from. Which folder the
// sources lie in is `rootDir`, or guessed: each folder from the root of the file system down to what the
// asking file and the package have in common.
static bool try_input(const struct target *target, struct str path, struct found *out)
{
    const struct compiler_options *options = target->lookup->resolver->options;
    if (options->out_dir.len + options->declaration_dir.len == 0 || package_is_installed(path))
        return false;
    if (options->root_dir.len > 0)
        return try_outputs(target, options->root_dir, path, out);
    struct str common = path_common_folder(target->lookup->folder, target->package->folder);
    for (size_t end = 1; end <= common.len; end++)
        if (end == 1 || end == common.len || common.at[end] == '/')
            if (try_outputs(target, str_slice(common, 0, end), path, out))
                return true;
    return false;
}

static bool find_text(const struct target *target, struct str text, struct found *out)
{
    struct lookup *lookup = target->lookup;
    if (!target->is_pattern && target->rest.len > 0 && !str_ends(text, STR("/")))
        return false;
    if (!str_starts(text, STR("./"))) {
        if (!target->is_import || str_starts(text, STR("../")) || str_starts(text, STR("/")) ||
            lookup->depth >= deepest)
            return false;
        struct lookup inner = *lookup;
        inner.folder = target->package->folder;
        inner.depth++;
        return resolve_name(&inner, fill(target, text), out);
    }
    if (has_bad_segment(str_from(text, 2)) || has_bad_segment(target->rest))
        return false;
    struct str path = candidate_join(&lookup->resolver->scratch, target->package->folder, fill(target, text));
    return try_input(target, path, out) || candidate_target(lookup, path, out);
}

static bool find_target(const struct target *target, const struct jsonc *value, unsigned depth,
                        struct found *out)
{
    if (value->kind == JSONC_STRING)
        return find_text(target, value->text, out);
    if (value->kind < JSONC_ARRAY || depth >= deepest)
        return false;
    for (const struct jsonc *inner = value->first; inner; inner = inner->next)
        if ((value->kind == JSONC_ARRAY || has_condition(target->lookup, inner->key)) &&
            find_target(target, inner, depth + 1, out))
            return true;
    return false;
}

static bool find_in_table(struct lookup *lookup, const struct package *package, const struct jsonc *table,
                          struct str specifier, bool is_import, struct found *out)
{
    struct package_match match;
    if (!package_match(table, specifier, &match))
        return false;
    struct target target = {.lookup = lookup,
                            .package = package,
                            .rest = match.rest,
                            .is_pattern = match.is_pattern,
                            .is_import = is_import};
    return find_target(&target, match.target, 0, out);
}

// How many of the keys start with a dot.
static size_t dotted_keys(const struct jsonc *object)
{
    size_t count = 0;
    for (const struct jsonc *member = object->first; member; member = member->next)
        count += str_starts(member->key, STR("."));
    return count;
}

bool exports_find(struct lookup *lookup, const struct package *package, struct str subpath, struct found *out)
{
    const struct jsonc *exports = jsonc_get(package->root, "exports");
    if (!exports)
        return false;
    if (!str_is(subpath, "."))
        return jsonc_is(exports, JSONC_OBJECT) && dotted_keys(exports) == exports->count &&
               find_in_table(lookup, package, exports, subpath, false, out);
    bool is_table = jsonc_is(exports, JSONC_OBJECT) && dotted_keys(exports) > 0;
    const struct jsonc *main = is_table ? jsonc_get(exports, ".") : exports;
    struct target target = {.lookup = lookup, .package = package};
    return main && find_target(&target, main, 0, out);
}

bool imports_find(struct lookup *lookup, struct str name, struct found *out)
{
    if (str_is(name, "#") || str_starts(name, STR("#/")))
        return false;
    const struct package *package = package_around(&lookup->resolver->packages, lookup->folder);
    const struct jsonc *imports = package ? jsonc_get(package->root, "imports") : NULL;
    return imports && find_in_table(lookup, package, imports, name, true, out);
}

static bool find_in_classes(struct lookup *lookup, const struct package *package, struct str subpath,
                            unsigned wanted, struct found *out)
{
    struct lookup narrow = *lookup;
    narrow.wanted = wanted;
    return wanted && exports_find(&narrow, package, subpath, out);
}

bool self_find(struct lookup *lookup, struct str name, struct found *out)
{
    const unsigned first = SUFFIX_TYPESCRIPT | SUFFIX_DECLARATION;
    struct resolver *resolver = lookup->resolver;
    const struct package *package = package_around(&resolver->packages, lookup->folder);
    if (!package || !jsonc_get(package->root, "exports"))
        return false;
    const struct jsonc *own = jsonc_get(package->root, "name");
    if (!jsonc_is(own, JSONC_STRING) || !str_starts(name, own->text) ||
        (name.len > own->text.len && own->text.len > 0 && name.at[own->text.len] != '/'))
        return false;
    struct str rest = str_from(name, own->text.len);
    struct str subpath = arena_join(&resolver->scratch, (struct str[]){STR("."), rest}, 2);
    bool is_installed = package_is_installed(lookup->folder);
    if (resolver->options->allow_js && !is_installed)
        return exports_find(lookup, package, subpath, out);
    return find_in_classes(lookup, package, subpath, lookup->wanted & first, out) ||
           find_in_classes(lookup, package, subpath, lookup->wanted & ~first, out);
}
