#include "extractor/tsconfig_chain.h"

#include "base/path.h"
#include "extractor/exports.h"

enum { deepest_chain = 100 };

struct chain {
    struct folders *folders;
    struct arena *arena;
    struct diags *diags;
    struct str open[deepest_chain]; // the files that are being read, outermost first
    size_t depth;
};

static const struct {
    const char *name;
    enum jsonc_kind kind;
} setting_rows[SETTING_COUNT] = {
#define KIND_TEXT                       JSONC_STRING
#define KIND_TRUTH                      JSONC_BOOL
#define KIND_LIST                       JSONC_ARRAY
#define KIND_TABLE                      JSONC_OBJECT
#define SETTING(identifier, name, kind) {name, KIND_##kind},
#include "extractor/settings.def"
#undef SETTING
#undef KIND_TEXT
#undef KIND_TRUTH
#undef KIND_LIST
#undef KIND_TABLE
};

static bool read_file(struct chain *chain, struct str path, struct jsonc_file **out)
{
    struct str text;
    *list_push(&chain->folders->settings, chain->arena) = path;
    if (!file_require(path, chain->arena, chain->diags, &text))
        return false;
    *out = arena_new(chain->arena, struct jsonc_file);
    if (!jsonc_read(path, text, JSONC_LENIENT, chain->arena, chain->diags, *out))
        return false;
    if (jsonc_is((*out)->root, JSONC_OBJECT))
        return true;
    diag_add(chain->diags, KIND_TSCONFIG_INVALID, jsonc_span(*out, (*out)->root),
             "an object is expected here, not %s", jsonc_kind_name((*out)->root->kind));
    return false;
}

// ---- what is extended

static bool try_path(struct chain *chain, struct str path, struct str *out)
{
    *out = path;
    if (folders_has_file(chain->folders, path))
        return true;
    if (str_ends(path, STR(".json")))
        return false;
    *out = arena_join(chain->arena, (struct str[]){path, STR(".json")}, 2);
    return folders_has_file(chain->folders, *out);
}

static bool try_package(struct chain *chain, struct resolver *resolver, struct str modules, struct str name,
                        struct str *out)
{
    struct str own = package_name_of(name);
    const struct package *package = package_at(&resolver->packages, path_join(chain->arena, modules, own));
    if (package && jsonc_get(package->root, "exports")) {
        struct lookup lookup = {
            .resolver = resolver, .folder = modules, .wanted = SUFFIX_JSON, .knows_packages = true};
        struct str subpath = arena_join(chain->arena, (struct str[]){STR("."), str_from(name, own.len)}, 2);
        struct found found;
        bool is_found = exports_find(&lookup, package, subpath, &found);
        *out = is_found ? arena_copy(chain->arena, found.path) : *out;
        return is_found;
    }
    struct str path = path_join(chain->arena, modules, name);
    if (try_path(chain, path, out))
        return true;
    struct str field = package && own.len == name.len ? package_text(package, "tsconfig") : STR("");
    return (field.len > 0 && try_path(chain, path_join(chain->arena, path, field), out)) ||
           try_path(chain, path_join(chain->arena, path, STR("tsconfig.json")), out);
}

enum base { BASE_FOUND, BASE_ABSENT, BASE_WITHOUT_DOT, BASE_NOT_INSTALLED };

static enum base find_in_packages(struct chain *chain, struct str folder, struct str name, struct str *out)
{
    struct compiler_options options = {.resolution = RESOLUTION_NODE16};
    struct resolver resolver;
    enum base base = BASE_NOT_INSTALLED;
    resolver_open(&resolver, &options, chain->folders);
    while (base != BASE_FOUND) {
        struct str modules = path_join(chain->arena, folder, STR("node_modules"));
        if (folders_has_folder(chain->folders, path_join(chain->arena, modules, package_name_of(name))))
            base = BASE_ABSENT;
        if (folders_has_folder(chain->folders, modules) && try_package(chain, &resolver, modules, name, out))
            base = BASE_FOUND;
        if (folder.len <= 1)
            break;
        folder = path_folder(folder);
    }
    resolver_free(&resolver);
    return base;
}

static enum base find_base(struct chain *chain, struct str folder, struct str name, struct str *out)
{
    bool is_path = path_is_absolute(name) || str_starts(name, STR("./")) || str_starts(name, STR("../"));
    enum base in_packages =
        is_path || name.len == 0 ? BASE_ABSENT : find_in_packages(chain, folder, name, out);
    if (in_packages == BASE_FOUND)
        return BASE_FOUND;
    bool is_file = try_path(chain, path_join(chain->arena, folder, name), out);
    if (is_path)
        return is_file ? BASE_FOUND : BASE_ABSENT;
    return is_file && in_packages == BASE_NOT_INSTALLED ? BASE_WITHOUT_DOT : in_packages;
}

// ---- joining

static void overlay_one(struct stated *under, const struct stated *over)
{
    if (over->value)
        *under = *over;
}

static void overlay(struct tsconfig_chain *under, const struct tsconfig_chain *over)
{
    for (size_t i = 0; i < SETTING_COUNT; i++)
        overlay_one(&under->settings[i], &over->settings[i]);
    overlay_one(&under->files, &over->files);
    overlay_one(&under->include, &over->include);
    overlay_one(&under->exclude, &over->exclude);
    under->lacks_base |= over->lacks_base;
}

static bool read_chain(struct chain *chain, struct str path, struct tsconfig_chain *out);

// A base that is a file must be there; a package may be missing.
static bool may_be_missing(struct chain *chain, struct span span, struct str name, enum base base)
{
    if (base == BASE_NOT_INSTALLED) {
        diag_add(chain->diags, KIND_TSCONFIG_PACKAGE, span,
                 "the package of `" STR_FORMAT "` is not installed, so what it states is not known",
                 STR_ARG(name));
        return true;
    }
    struct diag *diag = diag_add(chain->diags, KIND_TSCONFIG_EXTENDS, span,
                                 "there is no `" STR_FORMAT "` to extend", STR_ARG(name));
    if (base == BASE_WITHOUT_DOT)
        diag_hint(chain->diags, diag,
                  "Without `./` it is the name of a package; the file is `./" STR_FORMAT "`.", STR_ARG(name));
    return false;
}

static bool extend_one(struct chain *chain, const struct jsonc_file *file, const struct jsonc *name,
                       struct tsconfig_chain *bases)
{
    struct str path, folder = path_folder(file->path);
    struct span span = jsonc_span(file, name);
    if (name->kind != JSONC_STRING) {
        diag_add(chain->diags, KIND_TSCONFIG_INVALID, span, "`extends` takes strings, not %s",
                 jsonc_kind_name(name->kind));
        return false;
    }
    enum base found = find_base(chain, folder, name->text, &path);
    bases->lacks_base |= found != BASE_FOUND;
    if (found != BASE_FOUND)
        return may_be_missing(chain, span, name->text, found);
    bool is_open = chain->depth == deepest_chain;
    for (size_t i = 0; i < chain->depth; i++)
        is_open |= str_equal(chain->open[i], path);
    if (is_open) {
        diag_add(chain->diags, KIND_TSCONFIG_EXTENDS, span, "`" STR_FORMAT "` extends itself in a circle",
                 STR_ARG(name->text));
        return false;
    }
    struct tsconfig_chain base;
    bool good = read_chain(chain, path, &base);
    if (good)
        overlay(bases, &base);
    return good;
}

static bool extend(struct chain *chain, const struct jsonc_file *file, struct tsconfig_chain *bases)
{
    const struct jsonc *extends = jsonc_get(file->root, "extends");
    if (!extends || extends->kind == JSONC_NULL)
        return true;
    if (extends->kind != JSONC_ARRAY)
        return extend_one(chain, file, extends, bases);
    bool good = true;
    for (const struct jsonc *name = extends->first; name; name = name->next)
        good &= extend_one(chain, file, name, bases);
    return good;
}

// A member of the right kind, or null, which takes back what a base states. Others are an error.
static bool state(struct chain *chain, const struct jsonc_file *file, const struct jsonc *object,
                  const char *name, enum jsonc_kind kind, struct stated *out)
{
    const struct jsonc *value = jsonc_get(object, name);
    if (!value)
        return true;
    if (value->kind != kind && value->kind != JSONC_NULL) {
        diag_add(chain->diags, KIND_TSCONFIG_INVALID, jsonc_span(file, value), "`%s` takes %s, not %s", name,
                 jsonc_kind_name(kind), jsonc_kind_name(value->kind));
        return false;
    }
    *out = (struct stated){.value = value, .file = file, .folder = path_folder(file->path)};
    return true;
}

static bool state_list(struct chain *chain, const struct jsonc_file *file, const char *name,
                       struct stated *out)
{
    struct stated found = {0};
    bool good = state(chain, file, file->root, name, JSONC_ARRAY, &found);
    if (jsonc_is(found.value, JSONC_ARRAY))
        *out = found;
    return good;
}

static bool read_chain(struct chain *chain, struct str path, struct tsconfig_chain *out)
{
    struct jsonc_file *file;
    *out = (struct tsconfig_chain){0};
    if (!read_file(chain, path, &file))
        return false;
    chain->open[chain->depth++] = path;
    bool good = extend(chain, file, out);
    chain->depth--;
    const struct jsonc *options = jsonc_get(file->root, "compilerOptions");
    for (size_t i = 0; i < SETTING_COUNT; i++)
        good &= state(chain, file, options, setting_rows[i].name, setting_rows[i].kind, &out->settings[i]);
    good &= state_list(chain, file, "files", &out->files);
    good &= state_list(chain, file, "include", &out->include);
    good &= state_list(chain, file, "exclude", &out->exclude);
    out->has_references = jsonc_get(file->root, "references") != NULL;
    out->has_extends = jsonc_get(file->root, "extends") != NULL;
    out->file = file;
    return good;
}

bool tsconfig_chain_read(struct str path, struct folders *folders, struct diags *diags,
                         struct tsconfig_chain *out)
{
    struct chain chain = {.folders = folders, .arena = folders->arena, .diags = diags};
    return read_chain(&chain, path, out);
}
