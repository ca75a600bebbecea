#include "cli/config.h"

#include "base/file.h"
#include "base/map.h"
#include "base/nearest.h"
#include "base/path.h"
#include "base/utf.h"
#include "catalog/locale.h"
#include "cli/config_key.h"

#include <stddef.h>
#include <stdlib.h>

#define OWN_NAME  "glot.json"
#define PEER_NAME "lit-localize.json"

// ---- finding

static void complain_of_missing(struct str path, struct diags *diags)
{
    if (path.len) {
        diag_add(diags, KIND_CONFIG_MISSING, span_file(path), "there is no such file");
        return;
    }
    struct diag *diag = diag_add(diags, KIND_CONFIG_MISSING, (struct span){0},
                                 "there is neither " OWN_NAME " nor " PEER_NAME " in this folder");
    diag_hint(diags, diag,
              "Run glot in the folder that holds one, name it with --config FILE, or begin with a " OWN_NAME
              ": {\"sourceLocale\": \"en\", \"locales\": [\"de\"], \"sources\": [\"src/**/*.ts\"]}.");
}

static bool find_file(struct str *path, struct arena *arena, struct diags *diags, struct str *text)
{
    static const char *const names[] = {OWN_NAME, PEER_NAME};
    struct str given = *path;
    size_t count = given.len ? 1 : sizeof names / sizeof *names;
    for (size_t i = 0; i < count; i++) {
        *path = given.len ? given : str_of(names[i]);
        enum file_state state = file_read(*path, arena, diags, text);
        if (state != FILE_ABSENT)
            return state == FILE_READ;
    }
    complain_of_missing(given, diags);
    return false;
}

// ---- which of the two

static size_t count_known(const struct config_key *keys, const struct jsonc *root)
{
    size_t count = 0;
    for (const struct config_key *key = keys; key->path; key++)
        count += jsonc_get(root, key->path) != NULL;
    return count;
}

// The name decides; under another name the keys do, and in doubt it is the peer's, which takes any name.
static bool is_peers(const struct config *config, struct arena *arena)
{
    struct str name = path_name(config->path);
    if (str_is(name, PEER_NAME) || str_is(name, OWN_NAME))
        return str_is(name, PEER_NAME);
    struct diags unheard = {.arena = arena};
    struct jsonc_file file;
    if (!jsonc_read(config->path, config->text, JSONC_LENIENT, arena, &unheard, &file))
        return true;
    return count_known(lit_keys, file.root) >= count_known(own_keys, file.root);
}

static bool read_tree(struct config *config, struct arena *arena, struct diags *diags, struct jsonc_file *out)
{
    bool has_bom;
    utf_skip_bom(config->text, &has_bom);
    if (has_bom && config->drop_in) {
        struct span span = {.path = config->path, .text = config->text, .start = 0, .end = 3};
        struct diag *diag =
            diag_add(diags, KIND_JSON_MALFORMED, span, "a byte order mark is not allowed here");
        diag_hint(diags, diag, "Save the file as UTF-8 without it.");
        return false;
    }
    enum jsonc_mode mode = config->drop_in ? JSONC_STRICT : JSONC_LENIENT;
    return jsonc_read(config->path, config->text, mode, arena, diags, out);
}

// ---- reading

static void set_initial(const struct config_reading *reading, const struct config_key *key)
{
    void *member = (char *)reading->target + key->offset;
    struct str text = str_of(key->initial);
    if (key->type == CONFIG_PATH)
        *(struct str *)member = path_join(reading->arena, reading->config->folder, text);
    else if (key->type == CONFIG_CHOICE)
        *(struct str *)member = text;
    else if (key->type == CONFIG_CHOICES)
        *list_push((struct str_list *)member, reading->arena) = text;
    else if (key->type == CONFIG_PERCENT)
        *(unsigned *)member = (unsigned)strtoul(key->initial, NULL, 10);
    else if (key->type == CONFIG_FLAG)
        *(bool *)member = str_is(text, "true");
    // The initial values of the other types are what zeroed memory says.
}

static void warn_of_double(const struct config_reading *reading, const struct jsonc *locale,
                           const struct jsonc *first, const char *what)
{
    bool is_same = str_equal(locale->text, first->text);
    struct diag *diag = diag_add(reading->diags, KIND_CONFIG_DOUBLE_LOCALE,
                                 jsonc_span(&reading->file, locale), "\"" STR_FORMAT "\" is %s%s",
                                 STR_ARG(locale->text), what, is_same ? "" : ", in another spelling");
    diag_relate(reading->diags, diag, jsonc_span(&reading->file, first), "the first place");
}

// No locale twice, in any spelling: the files of the second one would be made for nothing.
static void check_locales(const struct config_reading *reading, const char *key)
{
    const struct jsonc *list = jsonc_get(reading->file.root, key);
    const struct jsonc *source = jsonc_get(reading->file.root, "sourceLocale");
    struct locale_index seen = {0};
    if (!jsonc_is(list, JSONC_ARRAY))
        return;
    const struct jsonc **elements = arena_array(reading->arena, const struct jsonc *, list->count);
    for (struct jsonc *locale = list->first; locale; locale = locale->next) {
        if (locale->kind != JSONC_STRING)
            continue;
        size_t first = locale_index_find_same(&seen, locale->text);
        if (jsonc_is(source, JSONC_STRING) && locale_same(source->text, locale->text))
            warn_of_double(reading, locale, source, "the source locale");
        else if (first != STR_NONE)
            warn_of_double(reading, locale, elements[first], "listed twice");
        elements[seen.count] = locale;
        locale_index_add(&seen, locale->text, reading->arena);
    }
}

struct str config_alike_locale(const struct config *config, struct str locale)
{
    size_t number = locale_index_find(&config->target_index, locale);
    return number != STR_NONE ? config->target_locales.at[number] : (struct str){0};
}

static void check_patched_locales(const struct config_reading *reading)
{
    const struct jsonc *patches = jsonc_get(reading->file.root, "patches");
    for (struct jsonc *member = jsonc_is(patches, JSONC_OBJECT) ? patches->first : NULL; member;
         member = member->next) {
        if (str_list_has(&reading->config->target_locales, member->key))
            continue;
        struct diag *diag =
            diag_add(reading->diags, KIND_CONFIG_UNKNOWN_LOCALE, jsonc_key_span(&reading->file, member),
                     "\"" STR_FORMAT "\" is no locale of the project", STR_ARG(member->key));
        struct str alike = config_alike_locale(reading->config, member->key);
        nearest_hint(alike, reading->diags, diag);
    }
}

// Bundles must not be written over catalogs.
static void check_folders(const struct config_reading *reading)
{
    const struct config *config = reading->config;
    const struct format *format = format_find(config->catalog_format);
    const struct bundle *bundle = bundle_find(config->bundle_format);
    const struct jsonc *folder = jsonc_get(jsonc_get(reading->file.root, "bundles"), "folder");
    if (config->drop_in || !format || !bundle || !jsonc_is(folder, JSONC_STRING))
        return;
    bool is_same_suffix = str_is(str_of(format->suffix), bundle_suffix(bundle, &config->bundle_options));
    if (!is_same_suffix || !str_equal(config->catalog_folder, config->bundle_folder))
        return;
    struct diag *diag = diag_add(reading->diags, KIND_CONFIG_BAD_VALUE, jsonc_span(&reading->file, folder),
                                 "bundles would be written over the catalogs, which have the same names");
    diag_hint(reading->diags, diag, "Choose another folder for one of them.");
}

// The names of keys that both files have under different names.
struct names {
    const char *locales, *sources, *ts_config, *bundles, *language;
};
static const struct names peer_names = {"targetLocales", "inputFiles", "tsConfig", "output", "language"};
static const struct names own_names = {"locales", "sources", "tsconfig", "bundles", "language"};

void config_want_sources(const struct config *config, struct diags *diags)
{
    const struct names *names = config->drop_in ? &peer_names : &own_names;
    size_t start = str_find_byte(config->text, '{', 0);
    struct span span = {config->path, config->text, start, start + 1};
    struct diag *diag =
        diag_add(diags, KIND_CONFIG_MISSING_KEY, span, "one of the keys \"%s\" and \"%s\" must be there",
                 names->sources, names->ts_config);
    diag_hint(diags, diag, "Say where the sources are: \"%s\": [\"src/**/*.ts\"].", names->sources);
}

// Catalogs that other tools fill need no sources, nor do most formats of bundles. `glot extract` asks itself.
static void check_sources(const struct config_reading *reading)
{
    const struct config *config = reading->config;
    const struct bundle *bundle = bundle_find(config->bundle_format);
    if (!config_has_sources(config) &&
        (config->drop_in || !bundle || (config->has_output && bundle->needs_sources)))
        config_want_sources(config, reading->diags);
}

// Transform mode rewrites what the dialect lit reads, and no finished text, which patches are for.
static void check_transform(const struct config_reading *reading)
{
    struct config *config = reading->config;
    const struct jsonc *root = reading->file.root;
    config->is_transform = config->is_transform || str_is(config->bundle_format, "transform");
    if (!config->is_transform)
        return;
    const struct jsonc *names = jsonc_get(root, "dialects"), *patches = jsonc_get(root, "patches");
    static const char *const unused[] = {"language",  "hash",     "split",    "chunks",
                                         "fallbacks", "compress", "manifest", "types"};
    for (size_t i = 0; !config->drop_in && i < sizeof unused / sizeof *unused; i++) {
        const struct jsonc *key = jsonc_get(jsonc_get(root, "bundles"), unused[i]);
        if (key)
            diag_add(reading->diags, KIND_CONFIG_UNUSED, jsonc_key_span(&reading->file, key),
                     "\"bundles.%s\" changes nothing in transform mode", unused[i]);
    }
    if (config->dialects.count != 1 || !str_is(config->dialects.at[0], "lit"))
        diag_add(reading->diags, KIND_CONFIG_BAD_VALUE, jsonc_span(&reading->file, names),
                 "transform mode is for the dialect \"lit\" alone");
    if (patches)
        diag_add(reading->diags, KIND_CONFIG_UNUSED, jsonc_key_span(&reading->file, patches),
                 "patches change nothing in transform mode");
}

// What depends on several keys.
static void finish(const struct config_reading *reading, const struct names *names)
{
    struct config *config = reading->config;
    const struct jsonc *root = reading->file.root;
    const struct jsonc *ts_config = jsonc_get(root, names->ts_config);
    if (jsonc_is(ts_config, JSONC_STRING) && ts_config->text.len == 0)
        config->ts_config = (struct str){0}; // as good as absent for the peer
    config->has_input_files = jsonc_get(root, names->sources) != NULL;
    if (!jsonc_get(jsonc_get(root, names->bundles), names->language))
        config->bundle_options.typescript = config->ts_config.len > 0;
    for (size_t i = 0; i < config->target_locales.count; i++)
        locale_index_add(&config->target_index, config->target_locales.at[i], reading->arena);
    check_transform(reading);
    check_sources(reading);
    check_locales(reading, names->locales);
    check_patched_locales(reading);
    check_folders(reading);
    config_check_sync(reading);
    config_check_bundles(reading);
}

static void set_mode(struct config *config, struct arena *arena)
{
    config->format_options.peer_bytes = config->drop_in;
    config->bundle_options.peer_bytes = config->drop_in;
    config->dialect_options.peer_bytes = config->drop_in;
    config->format_options.original = config->drop_in ? STR("lit-localize-inputs") : STR("sources");
    config->format_options.tool = config->drop_in ? STR("lit-localize") : STR("glot");
    if (config->drop_in) {
        *list_push(&config->dialects, arena) = STR("lit");
        config->bundle_format = STR("lit");
    }
}

// An XLB catalog of our own mode: one file for each locale in the folder, that of the source locale for the
// messages.
static void place_xlb(struct config *config, struct arena *arena)
{
    if (config->drop_in || !str_is(config->catalog_format, "xlb"))
        return;
    struct str name = arena_print(arena, STR_FORMAT ".xlb", STR_ARG(config->source_locale));
    config->catalog_file = path_join(arena, config->catalog_folder, name);
    struct str folder = path_absolute(arena, config->catalog_folder);
    struct str from = path_relative(arena, path_absolute(arena, config->folder), folder);
    config->catalog_glob = path_join(arena, from, STR("*.xlb"));
}

bool config_parse(struct str path, struct str text, struct arena *arena, struct diags *diags,
                  struct config *out)
{
    size_t before = diags_count(diags, SEVERITY_ERROR);
    *out = (struct config){.path = path, .text = text, .folder = path_folder(path)};
    out->drop_in = is_peers(out, arena);
    set_mode(out, arena);
    struct config_reading reading = {
        .config = out,
        .keys = out->drop_in ? lit_keys : own_keys,
        .target = out,
        .place = "this file",
        .arena = arena,
        .diags = diags,
    };
    if (!read_tree(out, arena, diags, &reading.file) ||
        !config_check_kind(&reading, reading.file.root, JSONC_OBJECT, STR("the configuration")))
        return false;
    for (const struct config_key *key = reading.keys; key->path; key++)
        if (key->initial)
            set_initial(&reading, key);
    config_check_object(&reading, reading.file.root, STR(""));
    finish(&reading, out->drop_in ? &peer_names : &own_names);
    place_xlb(out, arena);
    return diags_count(diags, SEVERITY_ERROR) == before;
}

bool config_read(struct str path, struct arena *arena, struct diags *diags, struct config *out)
{
    struct str text;
    *out = (struct config){0};
    if (path_is_absolute(path)) // people see paths from where they stand
        path = path_relative(arena, path_absolute(arena, STR(".")), path_normalise(arena, path));
    bool is_read = find_file(&path, arena, diags, &text);
    out->path = path; // who watches waits for it
    return is_read && config_parse(path, text, arena, diags, out);
}
