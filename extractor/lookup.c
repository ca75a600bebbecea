// What the file that asks, and the kind of its specifier, say about how names are resolved.
#include "extractor/candidates.h"

#include "base/path.h"

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

struct lookup lookup_of(struct resolver *resolver, struct str file, enum specifier_kind kind)
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

bool lookup_is_of_module(struct resolver *resolver, struct str file)
{
    if (suffix_class_of(file) == SUFFIX_DECLARATION)
        return false;
    if (resolver->options->forces_modules || (str_ends(file, STR("ts")) && file.at[file.len - 3] != '.'))
        return true;
    bool by_package = resolver->options->resolution == RESOLUTION_NODE16 || package_is_installed(file);
    return by_package && format_of_package(resolver, file, false) == FORMAT_ESM;
}
