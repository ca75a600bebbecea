#include "extractor/resolve.h"

#include "base/path.h"
#include "extractor/exports.h"
#include "extractor/mappings.h"

void resolver_open(struct resolver *resolver, const struct compiler_options *options, struct folders *folders)
{
    *resolver = (struct resolver){.options = options, .folders = folders, .packages = {.folders = folders}};
}

void resolver_free(struct resolver *resolver)
{
    arena_free(&resolver->scratch);
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
    if (!candidate_path(lookup, path, is_folder_only, out))
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
        if (candidate_path(lookup, candidate_join(&lookup->resolver->scratch, folder, name),
                           name_is_open(name), out))
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
    if (settings_find(&narrow, name, out)) {
        out->is_external = package_is_installed(out->path);
        return true;
    }
    if (name_is_relative(name) || path_is_absolute(name))
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
    if (out->is_external && !name_is_relative(name) && !path_is_absolute(name) &&
        !lookup->resolver->options->preserve_symlinks) {
        struct str real = folders_real_path(lookup->resolver->folders, out->path);
        out->was_linked = !str_equal(real, out->path);
        out->path = real;
    }
    return true;
}

// ---- what a program follows

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
    *out = found.path;
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
        answer->path = arena_copy(arena, answer->path);
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
        return !name_is_open(name) &&
               resolve_root(resolver, candidate_join(&resolver->scratch, path_folder(file), name), out);
    if (specifier->is_ambient && lookup_is_of_module(resolver, file))
        return false;
    struct lookup lookup = lookup_of(resolver, file, specifier->kind);
    bool depends_on_folder = name_is_relative(name) || path_is_absolute(name) ||
                             resolver->options->resolution == RESOLUTION_CLASSIC;
    return depends_on_folder ? resolve_once(&lookup, name, out) : resolve_remembered(&lookup, name, out);
}

bool resolve_root(struct resolver *resolver, struct str path, struct str *out)
{
    static const char *const added[] = {".ts", ".tsx", ".d.ts", ".js", ".jsx"};
    bool allow_js = resolver->options->allow_js;
    if (str_find_byte(path_name(path), '.', 0) != STR_NONE) {
        unsigned class = suffix_class_of(path);
        *out = path;
        return ((class & SOURCES) || (class == SUFFIX_JAVASCRIPT && allow_js)) &&
               folders_has_file(resolver->folders, path);
    }
    for (size_t i = 0; i < (allow_js ? 5 : 3); i++) {
        *out = arena_join(&resolver->scratch, (struct str[]){path, str_of(added[i])}, 2);
        if (folders_has_file(resolver->folders, *out))
            return true;
    }
    return false;
}
