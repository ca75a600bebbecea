#include "extractor/resolve.h"

#include "base/path.h"
#include "extractor/exports.h"

enum { SOURCES = SUFFIX_TYPESCRIPT | SUFFIX_DECLARATION };

void resolver_open(struct resolver *resolver, const struct compiler_options *options, struct folders *folders)
{
    *resolver = (struct resolver){.options = options, .folders = folders, .packages = {.folders = folders}};
}

void resolver_free(struct resolver *resolver)
{
    arena_free(&resolver->scratch);
}

static bool is_relative(struct str name)
{
    return str_is(name, ".") || str_is(name, "..") || str_starts(name, STR("./")) ||
           str_starts(name, STR("../"));
}

// A path that a specifier or setting names: classic resolution knows no folders.
static bool find_path(struct lookup *lookup, struct str path, bool is_folder_only, struct found *out)
{
    if (lookup->resolver->options->resolution == RESOLUTION_CLASSIC)
        return !is_folder_only && candidate_file(lookup, path, out);
    return candidate_any(lookup, path, is_folder_only, out);
}

// A name that ends so means a folder.
static bool ends_open(struct str name)
{
    return str_ends(name, STR("/"));
}

// ---- settings: paths, baseUrl, rootDirs

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
    bool is_folder_only = ends_open(path);
    path = candidate_join(scratch, lookup->resolver->options->paths_base, path);
    const struct suffix_row *row = suffix_of(path_name(target));
    if (row && candidate_exact(lookup, path, row->class, out))
        return true;
    return find_path(lookup, path, is_folder_only, out);
}

// Sets *found where a file is found. True when nothing more is to be tried among the settings.
static bool find_in_paths(struct lookup *lookup, struct str name, bool *found, struct found *out)
{
    struct str star = {0};
    const struct path_mapping *mapping =
        is_relative(name) ? NULL : mapping_of(lookup->resolver->options, name, &star);
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
    bool is_open = ends_open(name);
    for (size_t i = 0; i < roots->count; i++)
        if ((path_is_below(roots->at[i], path) || (is_open && str_equal(roots->at[i], path))) &&
            (!home || roots->at[i].len > home->len))
            home = &roots->at[i];
    if (!home)
        return false;
    if (find_path(lookup, path, is_open, out))
        return true;
    struct str rest = str_from(path, home->len == 1 ? 1 : home->len + 1);
    for (size_t i = 0; i < roots->count; i++)
        if (&roots->at[i] != home &&
            find_path(lookup, candidate_join(&lookup->resolver->scratch, roots->at[i], rest), is_open, out))
            return true;
    return false;
}

static bool find_by_settings(struct lookup *lookup, struct str name, struct found *out)
{
    const struct compiler_options *options = lookup->resolver->options;
    bool found = false;
    if (options->has_paths && find_in_paths(lookup, name, &found, out))
        return found;
    if (is_relative(name) || path_is_absolute(name))
        return options->root_dirs.count > 0 && find_in_root_dirs(lookup, name, out);
    return options->base_url.len > 0 &&
           find_path(lookup, candidate_join(&lookup->resolver->scratch, options->base_url, name),
                     ends_open(name), out);
}

// ---- node_modules

static bool has_exports(const struct package *package)
{
    return package && jsonc_get(package->root, "exports");
}

static bool find_in_package(struct lookup *lookup, struct str candidate, struct str rest,
                            const struct package *package, struct found *out)
{
    if ((rest.len > 0 || !lookup->is_esm) && candidate_file(lookup, candidate, out))
        return true;
    if (candidate_folder(lookup, candidate, package, out))
        return true;
    struct str index = candidate_join(&lookup->resolver->scratch, candidate, STR("index.js"));
    return rest.len == 0 && package && !has_exports(package) && lookup->is_esm &&
           candidate_file(lookup, index, out);
}

static bool find_in_modules(struct lookup *lookup, struct str name, struct str modules, struct found *out)
{
    struct resolver *resolver = lookup->resolver;
    struct str own = package_name_of(name), rest = str_from(name, own.len + 1);
    struct str candidate = candidate_join(&resolver->scratch, modules, name);
    struct str home = candidate_join(&resolver->scratch, modules, own);
    const struct package *package = package_at(&resolver->packages, candidate);
    const struct package *whole = rest.len > 0 ? package_at(&resolver->packages, home) : package;
    if (rest.len > 0 && package && !(lookup->knows_packages && has_exports(whole)))
        return candidate_file(lookup, candidate, out) || candidate_folder(lookup, candidate, package, out);
    if (lookup->knows_packages && has_exports(whole) &&
        !jsonc_is(jsonc_get(whole->root, "exports"), JSONC_NULL)) {
        struct str subpath =
            rest.len == 0 ? STR(".") : arena_join(&resolver->scratch, (struct str[]){STR("./"), rest}, 2);
        return exports_find(lookup, whole, subpath, out);
    }
    return find_in_package(lookup, candidate, rest, whole, out);
}

// Types of "@a/b" lie in "@types/a__b".
static struct str types_name(struct str name, struct arena *scratch)
{
    size_t slash = str_find_byte(name, '/', 0);
    if (name.len == 0 || name.at[0] != '@' || slash == STR_NONE)
        return name;
    return arena_join(scratch,
                      (struct str[]){str_slice(name, 1, slash), STR("__"), str_from(name, slash + 1)}, 3);
}

static bool find_in_types(struct lookup *lookup, struct str name, struct str modules, struct found *out)
{
    struct arena *scratch = &lookup->resolver->scratch;
    struct str types = candidate_join(scratch, modules, STR("@types"));
    if (!(lookup->wanted & SUFFIX_DECLARATION) || !folders_has_folder(lookup->resolver->folders, types))
        return false;
    struct lookup narrow = *lookup;
    narrow.wanted = SUFFIX_DECLARATION;
    return find_in_modules(&narrow, types_name(name, scratch), types, out);
}

// Every node_modules upwards, for some of the wanted classes.
static bool find_installed(struct lookup *lookup, struct str name, unsigned wanted, bool types_only,
                           struct found *out)
{
    struct lookup narrow = *lookup;
    narrow.wanted = lookup->wanted & wanted;
    if (!narrow.wanted)
        return false;
    for (struct str folder = lookup->folder;; folder = path_folder(folder)) {
        struct str modules = candidate_join(&lookup->resolver->scratch, folder, STR("node_modules"));
        if (!str_is(path_name(folder), "node_modules") &&
            folders_has_folder(lookup->resolver->folders, modules) &&
            ((!types_only && find_in_modules(&narrow, name, modules, out)) ||
             find_in_types(&narrow, name, modules, out)))
            return true;
        if (folder.len <= 1)
            return false;
    }
}

// ---- one name

static bool find_name(struct lookup *lookup, struct str name, struct found *out)
{
    if (lookup->knows_packages &&
        ((str_starts(name, STR("#")) && imports_find(lookup, name, out)) || self_find(lookup, name, out)))
        return true;
    if (str_find_byte(name, ':', 0) != STR_NONE)
        return false;
    if (!find_installed(lookup, name, SOURCES, false, out) &&
        !find_installed(lookup, name, ~(unsigned)SOURCES, false, out))
        return false;
    out->is_external = true;
    return true;
}

static bool find_relative(struct lookup *lookup, struct str name, struct found *out)
{
    struct str path = candidate_join(&lookup->resolver->scratch, lookup->folder, name);
    struct str last = path_name(name);
    bool is_classic = lookup->resolver->options->resolution == RESOLUTION_CLASSIC;
    bool is_folder_only = last.len == 0 || (!is_classic && (str_is(last, ".") || str_is(last, "..")));
    if (!find_path(lookup, path, is_folder_only, out))
        return false;
    out->is_external = package_is_installed(out->path);
    if (is_classic || out->is_external)
        return true;
    // A way through node_modules counts even where `..` leads out of it again.
    struct str written =
        arena_join(&lookup->resolver->scratch, (struct str[]){lookup->folder, STR("/"), name, STR("/")}, 4);
    out->is_external = package_is_installed(written);
    return true;
}

static bool find_classic_name(struct lookup *lookup, struct str name, struct found *out)
{
    for (struct str folder = lookup->folder;; folder = path_folder(folder)) {
        if (find_path(lookup, candidate_join(&lookup->resolver->scratch, folder, name), ends_open(name), out))
            return true;
        if (folder.len <= 1)
            break;
    }
    return (lookup->wanted & SUFFIX_DECLARATION) &&
           find_installed(lookup, name, SUFFIX_DECLARATION, true, out);
}

static bool find_once(struct lookup *lookup, struct str name, unsigned wanted, struct found *out)
{
    struct lookup narrow = *lookup;
    narrow.wanted = lookup->wanted & wanted;
    if (!narrow.wanted)
        return false;
    if (find_by_settings(&narrow, name, out)) {
        out->is_external = package_is_installed(out->path);
        return true;
    }
    if (is_relative(name) || path_is_absolute(name))
        return find_relative(&narrow, name, out);
    if (lookup->resolver->options->resolution != RESOLUTION_CLASSIC)
        return find_name(&narrow, name, out);
    if (!find_classic_name(&narrow, name, out))
        return false;
    out->is_external = package_is_installed(out->path);
    return true;
}

bool resolve_name(struct lookup *lookup, struct str name, struct found *out)
{
    bool in_two_passes = lookup->resolver->options->resolution <= RESOLUTION_NODE10;
    if (!(in_two_passes
              ? find_once(lookup, name, SOURCES, out) || find_once(lookup, name, ~(unsigned)SOURCES, out)
              : find_once(lookup, name, ~0u, out)))
        return false;
    if (out->is_external && !is_relative(name) && !path_is_absolute(name) &&
        !lookup->resolver->options->preserve_symlinks) {
        struct str real = folders_real_path(lookup->resolver->folders, out->path);
        out->was_linked = !str_equal(real, out->path);
        out->path = real;
    }
    return true;
}

// ---- what the asking file and the kind of specifier say

enum format { FORMAT_UNKNOWN, FORMAT_COMMONJS, FORMAT_ESM };

static enum format format_of_package(struct resolver *resolver, struct str file, bool must_say)
{
    const struct package *package = package_around(&resolver->packages, path_folder(file));
    struct str type = package ? package_text(package, "type") : STR("");
    if (str_is(type, "module"))
        return FORMAT_ESM;
    return !must_say || str_is(type, "commonjs") ? FORMAT_COMMONJS : FORMAT_UNKNOWN;
}

// What the file is compiled to, as far as that decides how its imports are resolved.
static enum format format_of(struct resolver *resolver, struct str file)
{
    const struct compiler_options *options = resolver->options;
    if (str_ends(file, STR(".mts")) || str_ends(file, STR(".mjs")))
        return FORMAT_ESM;
    if (str_ends(file, STR(".cts")) || str_ends(file, STR(".cjs")))
        return FORMAT_COMMONJS;
    bool by_package = options->resolution == RESOLUTION_NODE16 || package_is_installed(file);
    if (options->module == MODULE_NODE)
        return by_package ? format_of_package(resolver, file, false) : FORMAT_UNKNOWN;
    enum format format = by_package ? format_of_package(resolver, file, true) : FORMAT_UNKNOWN;
    if (format != FORMAT_UNKNOWN)
        return format;
    if (options->module == MODULE_COMMONJS)
        return FORMAT_COMMONJS;
    return options->module == MODULE_OTHER ? FORMAT_UNKNOWN : FORMAT_ESM;
}

static enum format format_of_specifier(struct resolver *resolver, struct str file, enum specifier_kind kind)
{
    if (kind == SPECIFIER_IMPORT_REQUIRE || kind == SPECIFIER_REQUIRE)
        return FORMAT_COMMONJS;
    enum module_kind module = resolver->options->module;
    if (kind == SPECIFIER_DYNAMIC) {
        if (module == MODULE_NODE || module == MODULE_PRESERVE)
            return FORMAT_ESM;
        enum format format = format_of(resolver, file);
        return format == FORMAT_ESM ? FORMAT_ESM : FORMAT_COMMONJS;
    }
    return format_of(resolver, file);
}

static struct lookup lookup_of(struct resolver *resolver, struct str file, enum specifier_kind kind)
{
    const struct compiler_options *options = resolver->options;
    struct lookup lookup = {
        .resolver = resolver, .folder = path_folder(file), .wanted = SOURCES | SUFFIX_JAVASCRIPT};
    if (options->resolve_json)
        lookup.wanted |= SUFFIX_JSON;
    if (options->resolution < RESOLUTION_NODE16)
        return lookup;
    enum format format = format_of_specifier(resolver, file, kind);
    bool is_bundler = options->resolution == RESOLUTION_BUNDLER;
    lookup.knows_packages = true;
    lookup.is_esm = !is_bundler && format == FORMAT_ESM;
    lookup.is_import = format == FORMAT_ESM || (is_bundler && format == FORMAT_UNKNOWN);
    return lookup;
}

// Whether the file is a module by its name or its package alone, so that what it declares are no ambient
// modules.
static bool is_module_by_name(struct resolver *resolver, struct str file)
{
    if (suffix_class_of(file) == SUFFIX_DECLARATION)
        return false;
    if (resolver->options->forces_modules || (str_ends(file, STR("ts")) && file.at[file.len - 3] != '.'))
        return true;
    bool by_package = resolver->options->resolution == RESOLUTION_NODE16 || package_is_installed(file);
    return by_package && format_of_package(resolver, file, false) == FORMAT_ESM;
}

// Whether a program takes in the file that was found.
static bool is_followed(const struct compiler_options *options, const struct found *found)
{
    bool is_jsx = str_ends(found->path, STR(".tsx")) || str_ends(found->path, STR(".jsx"));
    if (is_jsx && !options->has_jsx)
        return false;
    switch (found->class) {
    case SUFFIX_TYPESCRIPT:
        return true;
    case SUFFIX_DECLARATION:
        return !package_is_installed(found->path);
    case SUFFIX_JAVASCRIPT:
        return options->allow_js &&
               !(found->is_external && (!found->was_linked || package_is_installed(found->path)));
    default:
        return false;
    }
}

static bool resolve_once(struct lookup *lookup, struct str name, struct str *out)
{
    struct found found = {0};
    if (!resolve_name(lookup, name, &found) || !is_followed(lookup->resolver->options, &found))
        return false;
    *out = arena_copy(lookup->resolver->folders->arena, found.path);
    return true;
}

// ---- remembered answers
// A name that is no path means the same in all folders between a package.json or node_modules and the next
// one below it: that highest folder is their level.

static bool is_level(struct folders *folders, struct str path)
{
    const struct folder *folder = folders_get(folders, path);
    return path.len <= 1 || !folder->is_there || folder_find(folder, STR("package.json")) ||
           folder_find(folder, STR("node_modules"));
}

static struct str level_of(struct resolver *resolver, struct str folder)
{
    if (!str_equal(folder, resolver->asking)) {
        resolver->asking = resolver->level = folder;
        while (!is_level(resolver->folders, resolver->level))
            resolver->level = path_folder(resolver->level);
    }
    return resolver->level;
}

struct answer {
    bool found;
    struct str path;
};

static bool resolve_remembered(struct lookup *lookup, struct str name, struct str *out)
{
    struct resolver *resolver = lookup->resolver;
    struct arena *arena = resolver->folders->arena;
    const char manner[2] = {0, (char)('0' + 2 * lookup->is_esm + lookup->is_import)}; // no path holds NUL
    struct str level = level_of(resolver, lookup->folder);
    struct str key = arena_join(&resolver->scratch, (struct str[]){level, {manner, sizeof manner}, name}, 3);
    struct answer *answer = map_get(&resolver->answers, key);
    if (!answer) {
        key = arena_copy(arena, key);
        answer = arena_new(arena, struct answer);
        answer->found = resolve_once(lookup, name, &answer->path);
        map_set(&resolver->answers, key, answer, arena);
    }
    *out = answer->path;
    return answer->found;
}

bool resolve(struct resolver *resolver, struct str file, const struct specifier *specifier, struct str *out)
{
    arena_reset(&resolver->scratch);
    struct str name = specifier->text;
    if (specifier->kind == SPECIFIER_REFERENCE)
        return !ends_open(name) &&
               resolve_root(resolver, candidate_join(&resolver->scratch, path_folder(file), name), out);
    if (specifier->is_ambient && is_module_by_name(resolver, file))
        return false;
    struct lookup lookup = lookup_of(resolver, file, specifier->kind);
    bool depends_on_folder =
        is_relative(name) || path_is_absolute(name) || resolver->options->resolution == RESOLUTION_CLASSIC;
    return depends_on_folder ? resolve_once(&lookup, name, out) : resolve_remembered(&lookup, name, out);
}

bool resolve_root(struct resolver *resolver, struct str path, struct str *out)
{
    static const char *const added[] = {".ts", ".tsx", ".d.ts", ".js", ".jsx"};
    bool allow_js = resolver->options->allow_js;
    if (str_find_byte(path_name(path), '.', 0) != STR_NONE) {
        unsigned class = suffix_class_of(path);
        *out = arena_copy(resolver->folders->arena, path);
        return ((class & SOURCES) || (class == SUFFIX_JAVASCRIPT && allow_js)) &&
               folders_has_file(resolver->folders, path);
    }
    for (size_t i = 0; i < (allow_js ? 5 : 3); i++) {
        *out = arena_join(resolver->folders->arena, (struct str[]){path, str_of(added[i])}, 2);
        if (folders_has_file(resolver->folders, *out))
            return true;
    }
    return false;
}
