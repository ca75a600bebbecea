#include "cli/config_key.h"

#include "base/compress.h"

#include <stddef.h>

#define MEMBER(name) offsetof(struct config, name)

static const char *catalog_choice(size_t index)
{
    for (size_t i = 0; i < format_count; i++)
        if (format_keeps_projects(formats[i]) && index-- == 0)
            return formats[i]->name;
    return NULL;
}

static const char *bundle_choice(size_t index)
{
    if (index == bundle_count)
        return "transform"; // no file for each locale, but a folder (cli/transforming.h)
    return index < bundle_count ? bundles[index]->name : NULL;
}

static const char *dialect_choice(size_t index)
{
    return index < dialect_count ? dialects[index]->name : NULL;
}

static const char *service_choice(size_t index)
{
    return index < service_count ? services[index]->name : NULL;
}

static const char *compression_choice(size_t index)
{
    return index < COMPRESSION_COUNT ? compression_names[index] : NULL;
}

#define CHOICES(name, ...)                                                                                   \
    static const char *name(size_t index)                                                                    \
    {                                                                                                        \
        static const char *const choices[] = {__VA_ARGS__, NULL};                                            \
        return index < sizeof choices / sizeof *choices ? choices[index] : NULL;                             \
    }
CHOICES(split_choice, "none", "folder", "file", "entry") // enum split
CHOICES(peer_format_choice, "xliff", "xlb")
CHOICES(syntax_choice, "text", "icu")
CHOICES(placeholder_choice, "x", "ph")
CHOICES(mode_choice, "runtime", "transform")
CHOICES(language_choice, "js", "ts")
CHOICES(read_choice, "translated", "reviewed", "proofread") // enum read_mode
CHOICES(conflicts_choice, "ask", "ours", "theirs", "newer") // enum setup_conflicts

const struct config_key lit_keys[] = {
    {"$schema", CONFIG_IGNORED, .meaning = "Where editors find the JSON Schema of this file."},
    {"sourceLocale", CONFIG_FILE, true, .offset = MEMBER(source_locale),
     .meaning = "The locale that the texts in the sources are written in, such as \"en\"."},
    {"targetLocales", CONFIG_FILES, true, .offset = MEMBER(target_locales),
     .meaning = "The locales that the texts are translated to."},
    {"inputFiles", CONFIG_TEXTS, .offset = MEMBER(input_files),
     .meaning = "Patterns of the sources, relative to this file's folder."},
    {"tsConfig", CONFIG_PATH, .offset = MEMBER(ts_config),
     .meaning = "A tsconfig.json; without inputFiles it also says which sources there are."},
    {"interchange", CONFIG_GROUP, true, .offset = STR_NONE,
     .meaning = "The catalogs: format and place of the files that translators work on."},
    {"interchange.format", CONFIG_CHOICE, true, .choice = peer_format_choice,
     .offset = MEMBER(catalog_format), .meaning = "The format of the catalogs."},
    {"interchange.xliffDir", CONFIG_PATH, true, .only = "xliff", .offset = MEMBER(catalog_folder),
     .meaning = "The folder of the XLIFF files, one for each target locale."},
    {"interchange.placeholderStyle", CONFIG_SECOND, .initial = "x", .choice = placeholder_choice,
     .only = "xliff", .offset = MEMBER(format_options.content_placeholders),
     .meaning = "Whether placeholders are <x> or <ph> elements."},
    {"interchange.outputFile", CONFIG_PATH, true, .only = "xlb", .offset = MEMBER(catalog_file),
     .meaning = "The XLB file that the extracted messages are written to."},
    {"interchange.translationsGlob", CONFIG_TEXT, true, .only = "xlb", .offset = MEMBER(catalog_glob),
     .meaning = "A pattern of the XLB files that hold translations."},
    {"output", CONFIG_GROUP, true, .offset = MEMBER(has_output),
     .meaning = "The bundles. lit-localize wants this key for every command, `extract` too."},
    {"output.mode", CONFIG_SECOND, true, .choice = mode_choice, .offset = MEMBER(is_transform),
     .meaning = "Bundles that are loaded at run time, or one copy of the program for each locale."},
    {"output.outputDir", CONFIG_PATH, true, .only = "runtime", .offset = MEMBER(bundle_folder),
     .meaning = "The folder of the bundles."},
    {"output.outputDir", CONFIG_PATH_HERE, .only = "transform", .offset = MEMBER(bundle_folder),
     .meaning = "The folder of the copies, relative to the current directory."},
    {"output.language", CONFIG_SECOND, .choice = language_choice, .only = "runtime",
     .offset = MEMBER(bundle_options.typescript),
     .meaning = "The language of the bundles. Without it, \"ts\" where tsConfig is set, else \"js\"."},
    {"output.localeCodesModule", CONFIG_PATH_HERE, .offset = MEMBER(locale_codes_module),
     .meaning = "A module to generate that lists the locales, relative to the current directory."},
    {"patches", CONFIG_PATCHES, .offset = MEMBER(bundle_options.patches),
     .meaning = "Replacements in finished messages: by locale, then by id, a list of {before, after}."},
    {0},
};

const struct config_key own_keys[] = {
    {"$schema", CONFIG_IGNORED,
     .meaning = "Where editors find the JSON Schema of this file (`glot schema` prints it)."},
    {"sourceLocale", CONFIG_LOCALE, true, .offset = MEMBER(source_locale),
     .meaning = "The locale that the texts in the sources are written in, such as \"en\"."},
    {"locales", CONFIG_LOCALES, true, .offset = MEMBER(target_locales), .peers = "targetLocales",
     .meaning = "The locales that the texts are translated to, such as [\"de\", \"pt-BR\"]."},
    {"sources", CONFIG_TEXTS, .offset = MEMBER(input_files), .peers = "inputFiles",
     .meaning = "Patterns of the sources, such as [\"src/**/*.ts\"]. Needed unless `tsconfig` is there."},
    {"tsconfig", CONFIG_PATH, .offset = MEMBER(ts_config),
     .meaning =
         "A tsconfig.json: how imports are resolved, and without `sources` also which sources there are."},
    {"dialects", CONFIG_CHOICES, .initial = "lit", .choice = dialect_choice, .offset = MEMBER(dialects),
     .otherwise = "Sources of other libraries are read by their own tools. Leave `sources` and `dialects` "
                  "out, and glot "
                  "works on the catalogs that these fill.",
     .meaning = "The ways in which the sources mark texts for translation."},
    {"keywords", CONFIG_KEYWORDS, .offset = MEMBER(dialect_options.keywords),
     .meaning =
         "For the dialect gettext: functions that mark texts, as xgettext takes them (\"ngettext:1,2\")."},
    {"catalogs", CONFIG_GROUP, .offset = STR_NONE, .peers = "interchange",
     .meaning = "The files that translators work on."},
    {"catalogs.format", CONFIG_CHOICE, .initial = "xliff", .choice = catalog_choice,
     .otherwise =
         "Catalogs hold sources and translations, and what a project remembers of them. `glot convert` "
         "makes them of files of other formats.",
     .offset = MEMBER(catalog_format), .meaning = "The format of the catalogs."},
    {"catalogs.folder", CONFIG_PATH, .initial = "translations", .offset = MEMBER(catalog_folder),
     .meaning = "The folder of the catalogs, one file for each locale."},
    {"catalogs.placeholders", CONFIG_SECOND, .initial = "x", .choice = placeholder_choice,
     .offset = MEMBER(format_options.content_placeholders),
     .meaning = "Whether placeholders in XLIFF are <x> or <ph> elements."},
    {"catalogs.syntax", CONFIG_SECOND, .initial = "text", .choice = syntax_choice,
     .offset = MEMBER(format_options.texts_are_icu),
     .meaning = "What texts are written in where a catalog does not say: \"icu\" for messages of ICU "
                "MessageFormat, as react-intl and Lingui have them."},
    {"catalogs.locations", CONFIG_FLAG, .initial = "false", .offset = MEMBER(with_locations),
     .meaning =
         "Whether units say where in the sources their texts stand. If not, such places are taken out."},
    {"merge", CONFIG_GROUP, .offset = STR_NONE, .meaning = "How new messages come by their translations."},
    {"merge.fuzzy", CONFIG_PERCENT, .initial = "75", .offset = MEMBER(fuzzy),
     .meaning =
         "How much alike, in percent, a text must be to one that is translated, so that its translation is "
         "proposed. 0: nothing is proposed."},
    {"merge.memories", CONFIG_PATHS, .offset = MEMBER(memories),
     .meaning = "Catalogs of other projects, or translation memories (TMX), that proposals come from, too."},
    {"bundles", CONFIG_GROUP, .offset = MEMBER(has_output), .peers = "output",
     .meaning = "The files that the application loads. Without this key `glot build` has nothing to build."},
    {"bundles.format", CONFIG_CHOICE, .initial = "lit", .choice = bundle_choice,
     .offset = MEMBER(bundle_format), .meaning = "The format of the bundles."},
    {"bundles.folder", CONFIG_PATH, true, .offset = MEMBER(bundle_folder),
     .meaning = "The folder of the bundles, one file for each locale."},
    {"bundles.language", CONFIG_SECOND, .choice = language_choice,
     .offset = MEMBER(bundle_options.typescript),
     .meaning = "The language of bundles that are modules. Without it, \"ts\" where `tsconfig` is set, else "
                "\"js\"."},
    {"bundles.sourceMaps", CONFIG_FLAG, .initial = "true", .offset = MEMBER(with_source_maps),
     .meaning = "For `transform`: whether a source map is written beside each file."},
    {"bundles.localeCodes", CONFIG_PATH, .offset = MEMBER(locale_codes_module),
     .meaning = "A module to generate that lists the locales, for the application to import. Where names "
                "are not plain (`hash`, `split`) it has functions that load the bundles, too."},
    {"bundles.hash", CONFIG_FLAG, .initial = "false", .offset = MEMBER(packaging.hash),
     .meaning = "Whether names hold a digest of the content, so that browsers may keep the files for ever."},
    {"bundles.split", CONFIG_NUMBER, .initial = "none", .choice = split_choice,
     .offset = MEMBER(packaging.split),
     .meaning = "Whether a locale has one bundle, or one for each folder of sources, for each list of files "
                "in `chunks`, or for each entry of the application in `chunks` with all that it imports."},
    {"bundles.chunks", CONFIG_CHUNKS, .offset = MEMBER(packaging.rules),
     .meaning = "The chunks for `split`: {name: [pattern of sources, …]}."},
    {"bundles.fallbacks", CONFIG_FALLBACKS, .offset = MEMBER(packaging.fallbacks),
     .meaning = "Locales whose texts stand in where a translation is missing: {\"pt-BR\": [\"pt\"]}, or true "
                "for those that CLDR gives. Without it the source texts do."},
    {"bundles.compress", CONFIG_CHOICES, .choice = compression_choice, .offset = MEMBER(packaging.compress),
     .meaning = "Files with the same bundles, compressed, for servers that send them as they are."},
    {"bundles.manifest", CONFIG_PATH, .offset = MEMBER(packaging.manifest),
     .meaning = "A file to generate that lists the bundles, with sizes and digests. Where `hash`, `split` or "
                "`compress` ask for one and this key is not there, it is manifest.json in the folder."},
    {"bundles.types", CONFIG_PATH, .offset = MEMBER(packaging.types),
     .meaning = "A TypeScript declaration (.d.ts) to generate of all ids and of what their messages take."},
    {"sync", CONFIG_GROUP, .offset = MEMBER(has_sync),
     .meaning =
         "The service where people translate, for `glot push`, `glot pull` and `glot sync`. Without this key "
         ".tx/config or transifex.yml say it."},
    {"sync.service", CONFIG_CHOICE, true, .choice = service_choice, .offset = MEMBER(sync.address.service),
     .meaning = "The service."},
    {"sync.host", CONFIG_TEXT, .offset = MEMBER(sync.address.host),
     .meaning =
         "Where the service is, such as \"https://weblate.example.org\"; of `folder` the path of the folder. "
         "Without it, where the service usually is."},
    {"sync.project", CONFIG_TEXT, .offset = MEMBER(sync.address.project),
     .meaning = "The project at the service; Transifex has \"organization/project\"."},
    {"sync.resource", CONFIG_TEXT, .offset = MEMBER(sync.address.resource), .peers = "component",
     .meaning = "The resource in the project; what Weblate calls a component."},
    {"sync.source", CONFIG_PATH, .offset = MEMBER(sync.source_file),
     .meaning = "A catalog whose units are the source, instead of the messages in the sources."},
    {"sync.languages", CONFIG_LANGUAGES, .offset = MEMBER(sync.languages),
     .meaning =
         "The service's codes of languages and the locales that they are here: {\"de_DE\": \"de\"}. Needed "
         "only where they are not two spellings of one locale."},
    {"sync.mode", CONFIG_NUMBER, .initial = "translated", .choice = read_choice, .offset = MEMBER(sync.mode),
     .meaning = "Which translations are taken: all, those that were reviewed, or those that were proofread."},
    {"sync.minimum", CONFIG_PERCENT, .initial = "0", .offset = MEMBER(sync.minimum),
     .meaning = "Languages of which less than this is translated, in percent, are not taken."},
    {"sync.shrink", CONFIG_PERCENT, .initial = "20", .offset = MEMBER(sync.shrink),
     .meaning = "How many of the service's texts, in percent, a push may delete without --allow-shrink."},
    {"sync.conflicts", CONFIG_NUMBER, .initial = "ask", .choice = conflicts_choice,
     .offset = MEMBER(sync.conflicts),
     .meaning =
         "What is done with a translation that was changed here and at the service: both are left and it is "
         "listed (\"ask\"), or one of them wins."},
    {"checks", CONFIG_CHECKS, .offset = MEMBER(checks),
     .meaning = "What `glot check` makes of each kind of finding in translations: {\"unchanged\": \"off\"}. "
                "Levels are \"off\", \"note\", \"warning\" and \"error\"."},
    {"glossary", CONFIG_PATH, .offset = MEMBER(glossary),
     .meaning = "A CSV file of terms and their translations, which `glot check` holds translations against."},
    {"patches", CONFIG_PATCHES, .offset = MEMBER(bundle_options.patches),
     .meaning = "Replacements in finished messages: by locale, then by id, a list of {before, after}."},
    {0},
};

const struct config_key patch_keys[] = {
    {"before", CONFIG_TEXT, true, .offset = offsetof(struct patch, before),
     .meaning = "The text to replace."},
    {"after", CONFIG_TEXT, true, .offset = offsetof(struct patch, after),
     .meaning = "What stands in its place."},
    {0},
};

struct str config_key_name(const struct config_key *key)
{
    struct str path = str_of(key->path);
    size_t dot = str_rfind_byte(path, '.');
    return dot == STR_NONE ? path : str_from(path, dot + 1);
}

bool config_key_is_in(const struct config_key *key, struct str group)
{
    struct str path = str_of(key->path);
    size_t dot = str_rfind_byte(path, '.');
    return str_equal(str_slice(path, 0, dot == STR_NONE ? 0 : dot), group);
}

void config_print_choices(const struct config_key *key, struct buf *out)
{
    for (size_t i = 0; key->choice(i); i++) {
        if (i > 0)
            buf_text(out, key->choice(i + 1) ? ", " : " or ");
        buf_print(out, "\"%s\"", key->choice(i));
    }
}
