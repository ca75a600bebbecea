#include "extractor/tsconfig.h"

#include "base/path.h"
#include "extractor/tsconfig_chain.h"
#include "extractor/tsconfig_roots.h"

struct reading {
    const struct tsconfig_chain *chain;
    struct folders *folders;
    struct arena *arena;
    struct diags *diags;
    struct str folder; // of the configuration
    bool is_bad;
};

struct word_row {
    const char *word;
    int value;
};

static const struct word_row module_rows[] = {
    {"commonjs", MODULE_COMMONJS}, {"none", MODULE_OTHER},
    {"amd", MODULE_OTHER},         {"umd", MODULE_OTHER},
    {"system", MODULE_OTHER},      {"es6", MODULE_ES},
    {"es2015", MODULE_ES},         {"es2020", MODULE_ES},
    {"es2022", MODULE_ES},         {"esnext", MODULE_ES},
    {"node16", MODULE_NODE},       {"node18", MODULE_NODE},
    {"node20", MODULE_NODE},       {"nodenext", MODULE_NODE},
    {"preserve", MODULE_PRESERVE}, {NULL, 0},
};
static const struct word_row resolution_rows[] = {
    {"classic", RESOLUTION_CLASSIC},
    {"node", RESOLUTION_NODE10},
    {"node10", RESOLUTION_NODE10},
    {"node16", RESOLUTION_NODE16},
    {"nodenext", RESOLUTION_NODE16},
    {"bundler", RESOLUTION_BUNDLER},
    {NULL, 0},
};

struct compiler_options options_without_tsconfig(void)
{
    return (struct compiler_options){.module = MODULE_ES, .resolution = RESOLUTION_NODE10, .allow_js = true};
}

// ---- single values

static const struct stated *stated(const struct reading *reading, enum setting setting)
{
    const struct stated *found = &reading->chain->settings[setting];
    return found->value && found->value->kind != JSONC_NULL ? found : NULL;
}

static struct str text_of(const struct reading *reading, enum setting setting)
{
    const struct stated *found = stated(reading, setting);
    return found ? found->value->text : STR("");
}

static bool truth_of(const struct reading *reading, enum setting setting, bool otherwise)
{
    const struct stated *found = stated(reading, setting);
    return found ? found->value->truth : otherwise;
}

// `${configDir}` at the front stands for the folder of the configuration that is asked for, not of the base.
static bool is_template(struct str text)
{
    return str_equal_ignoring_case(str_slice(text, 0, 12), STR("${configDir}"));
}

static struct str path_of(const struct reading *reading, struct str folder, struct str text)
{
    if (!is_template(text))
        return path_join(reading->arena, folder, text);
    struct str rest = str_from(text, 12);
    return path_join(reading->arena, reading->folder,
                     arena_join(reading->arena, (struct str[]){STR("./"), rest}, 2));
}

static struct str path_setting(const struct reading *reading, enum setting setting)
{
    const struct stated *found = stated(reading, setting);
    return found ? path_of(reading, found->folder, found->value->text) : STR("");
}

static const struct word_row *word_find(const struct word_row *rows, struct str text)
{
    for (; rows->word; rows++)
        if (str_equal_ignoring_case(text, str_of(rows->word)))
            return rows;
    return NULL;
}

// The value of a word, or -1: where the word is not known, a newer compiler may know it.
static int word_of(const struct reading *reading, enum setting setting, const struct word_row *rows)
{
    const struct word_row *row = word_find(rows, text_of(reading, setting));
    return row ? row->value : -1;
}

static struct str_list texts_of(const struct reading *reading, const struct jsonc *list,
                                const struct stated *at, bool are_paths)
{
    struct str_list texts = {0};
    for (const struct jsonc *item = list->first; item; item = item->next)
        if (item->kind == JSONC_STRING)
            *list_push(&texts, reading->arena) =
                are_paths ? path_of(reading, at->folder, item->text) : item->text;
    return texts;
}

static struct str_list list_setting(const struct reading *reading, enum setting setting, bool are_paths)
{
    const struct stated *found = stated(reading, setting);
    return found ? texts_of(reading, found->value, found, are_paths) : (struct str_list){0};
}

// ---- derived ones

// A base that is not there would state how modules are found; the way of bundlers finds most.
static enum module_kind default_module(const struct reading *reading)
{
    if (reading->chain->lacks_base)
        return MODULE_PRESERVE;
    struct str target = text_of(reading, SETTING_TARGET);
    bool is_old = target.len == 0 || str_equal_ignoring_case(target, STR("es3")) ||
                  str_equal_ignoring_case(target, STR("es5"));
    return is_old ? MODULE_COMMONJS : MODULE_ES;
}

static enum resolution_kind default_resolution(const struct reading *reading, enum module_kind module)
{
    if (reading->chain->lacks_base && module == MODULE_ES)
        return RESOLUTION_BUNDLER;
    switch (module) {
    case MODULE_COMMONJS:
        return RESOLUTION_NODE10;
    case MODULE_NODE:
        return RESOLUTION_NODE16;
    case MODULE_PRESERVE:
        return RESOLUTION_BUNDLER;
    default:
        return RESOLUTION_CLASSIC;
    }
}

static bool default_json(const struct compiler_options *options, struct str module)
{
    return options->resolution == RESOLUTION_BUNDLER || str_equal_ignoring_case(module, STR("node20")) ||
           str_equal_ignoring_case(module, STR("nodenext"));
}

static bool forces_modules(const struct reading *reading, enum module_kind module)
{
    struct str detection = text_of(reading, SETTING_MODULE_DETECTION);
    return detection.len > 0 ? str_equal_ignoring_case(detection, STR("force")) : module == MODULE_NODE;
}

static void read_mappings(const struct reading *reading, struct compiler_options *options)
{
    const struct stated *paths = stated(reading, SETTING_PATHS);
    if (!paths)
        return;
    options->has_paths = true;
    options->paths_base = options->base_url.len ? options->base_url : paths->folder;
    for (const struct jsonc *member = paths->value->first; member; member = member->next) {
        struct path_mapping mapping = {.pattern = member->key};
        for (const struct jsonc *target = member->first; target; target = target->next)
            if (target->kind == JSONC_STRING)
                *list_push(&mapping.targets, reading->arena) =
                    is_template(target->text) ? path_of(reading, STR("/"), target->text) : target->text;
        *list_push(&options->paths, reading->arena) = mapping;
    }
}

static void read_options(const struct reading *reading, struct compiler_options *options)
{
    struct str module_text = text_of(reading, SETTING_MODULE);
    int module = word_of(reading, SETTING_MODULE, module_rows);
    if (module < 0)
        module = (int)default_module(reading);
    int resolution = word_of(reading, SETTING_MODULE_RESOLUTION, resolution_rows);
    *options = (struct compiler_options){
        .module = (enum module_kind)module,
        .resolution = resolution >= 0 ? (enum resolution_kind)resolution
                                      : default_resolution(reading, (enum module_kind)module),
        .allow_js = truth_of(reading, SETTING_ALLOW_JS, truth_of(reading, SETTING_CHECK_JS, false)),
        .has_jsx = text_of(reading, SETTING_JSX).len > 0 || reading->chain->lacks_base,
        .preserve_symlinks = truth_of(reading, SETTING_PRESERVE_SYMLINKS, false),
        .forces_modules = forces_modules(reading, (enum module_kind)module),
        .base_url = path_setting(reading, SETTING_BASE_URL),
        .out_dir = path_setting(reading, SETTING_OUT_DIR),
        .declaration_dir = path_setting(reading, SETTING_DECLARATION_DIR),
        .root_dir = path_setting(reading, SETTING_ROOT_DIR),
        .conditions = list_setting(reading, SETTING_CUSTOM_CONDITIONS, false),
        .root_dirs = list_setting(reading, SETTING_ROOT_DIRS, true),
        .module_suffixes = list_setting(reading, SETTING_MODULE_SUFFIXES, false),
        .config_folder = reading->folder,
        .is_composite = truth_of(reading, SETTING_COMPOSITE, false),
        .with_source_maps = truth_of(reading, SETTING_SOURCE_MAP, false),
    };
    options->resolve_json = truth_of(reading, SETTING_RESOLVE_JSON, default_json(options, module_text));
    read_mappings(reading, options);
}

// ---- files

static struct wildcard *read_patterns(struct reading *reading, const struct stated *list, bool is_exclude,
                                      size_t *count)
{
    struct wildcard *patterns =
        arena_array(reading->arena, struct wildcard, list->value ? list->value->count : 0);
    *count = 0;
    if (!list->value)
        return patterns;
    for (const struct jsonc *item = list->value->first; item; item = item->next) {
        if (item->kind != JSONC_STRING || item->text.len == 0)
            continue;
        const char *fault = wildcard_fault(item->text, is_exclude);
        if (fault) {
            diag_add(reading->diags, KIND_TSCONFIG_INVALID, jsonc_span(list->file, item), "%s", fault);
            reading->is_bad = true;
            continue;
        }
        struct str pattern = is_template(item->text) ? path_of(reading, STR("/"), item->text) : item->text;
        wildcard_compile(pattern, list->folder, reading->arena, &patterns[(*count)++]);
    }
    return patterns;
}

static void exclude_outputs(struct reading *reading, const struct compiler_options *options,
                            struct root_patterns *patterns)
{
    const struct str outputs[] = {options->out_dir, options->declaration_dir};
    patterns->exclude = arena_array(reading->arena, struct wildcard, 2);
    for (size_t i = 0; i < 2; i++)
        if (outputs[i].len > 0)
            wildcard_compile(outputs[i], reading->folder, reading->arena,
                             &patterns->exclude[patterns->exclude_count++]);
}

static void meet_roots(void *context)
{
    const struct tsconfig *out = context;
    if (out->meet_roots)
        out->meet_roots(out->context, out);
}

static void read_roots(struct reading *reading, struct tsconfig *out)
{
    const struct tsconfig_chain *chain = reading->chain;
    struct root_patterns *patterns = arena_new(reading->arena, struct root_patterns);
    *patterns = (struct root_patterns){.base = reading->folder,
                                       .allow_js = out->options.allow_js,
                                       .resolve_json = out->options.resolve_json};
    out->patterns = patterns;
    if (chain->files.value)
        patterns->files = texts_of(reading, chain->files.value, &chain->files, true);
    patterns->include = read_patterns(reading, &chain->include, false, &patterns->include_count);
    if (!chain->files.value && !chain->include.value) {
        patterns->include = arena_new(reading->arena, struct wildcard);
        patterns->include_count = 1;
        wildcard_compile(STR("**/*"), reading->folder, reading->arena, patterns->include);
    }
    if (chain->exclude.value)
        patterns->exclude = read_patterns(reading, &chain->exclude, true, &patterns->exclude_count);
    else
        exclude_outputs(reading, &out->options, patterns);
    if (reading->is_bad) // nothing will come of them
        out->meet_roots = NULL;
    tsconfig_roots(patterns, reading->folders, meet_roots, out, &out->roots);
    bool may_be_empty = chain->has_references ||
                        (chain->files.value && (chain->has_extends || chain->files.value->count > 0));
    if (out->roots.count == 0 && !may_be_empty) {
        diag_add(reading->diags, KIND_TSCONFIG_EMPTY, span_file(chain->file->path),
                 "there is no source file in this project");
        reading->is_bad = true;
    }
}

bool tsconfig_read(struct str path, struct folders *folders, struct diags *diags, struct tsconfig *out)
{
    struct tsconfig_chain chain;
    *out = (struct tsconfig){.meet_roots = out->meet_roots, .context = out->context};
    if (!tsconfig_chain_read(path, folders, diags, &chain))
        return false;
    struct reading reading = {.chain = &chain,
                              .folders = folders,
                              .arena = folders->arena,
                              .diags = diags,
                              .folder = path_folder(path)};
    read_options(&reading, &out->options);
    read_roots(&reading, out);
    return !reading.is_bad;
}
