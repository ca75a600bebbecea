// The keys of `bundles` that say how bundles are packaged, and what depends on several of them.
#include "base/byte.h"
#include "base/nearest.h"
#include "catalog/locale.h"
#include "cli/config_key.h"

static void complain(const struct config_reading *reading, const struct jsonc *value, const char *what,
                     const char *hint)
{
    struct diag *diag =
        diag_add(reading->diags, KIND_CONFIG_BAD_VALUE, jsonc_span(&reading->file, value), "%s", what);
    diag_hint(reading->diags, diag, "%s", hint);
}

// ---- chunks

// Chunks become names of files.
static bool check_chunk_name(const struct config_reading *reading, const struct jsonc *member)
{
    struct str name = member->key;
    bool good = name.len > 0 && name.len <= 64;
    for (size_t i = 0; good && i < name.len; i++) {
        char c = name.at[i];
        bool is_word = byte_is_alphanumeric(c) || c == '_';
        good = is_word || (i > 0 && (c == '-' || c == '.'));
    }
    if (!good) {
        struct diag *diag =
            diag_add(reading->diags, KIND_CONFIG_BAD_VALUE, jsonc_key_span(&reading->file, member),
                     "\"" STR_FORMAT "\" cannot be the name of a chunk", STR_ARG(name));
        diag_hint(reading->diags, diag, "Take letters, digits, `-`, `_` and `.`, at most 64 of them.");
    }
    return good;
}

void config_check_chunks(const struct config_reading *reading, const struct config_key *key,
                         const struct jsonc *value, void *target)
{
    struct chunk_rule_list *out = target;
    (void)key;
    struct config_members members = config_members_of(value, reading->arena);
    for (size_t i = 0; i < members.count; i++) {
        const struct jsonc *member = members.at[i];
        struct chunk_rule rule = {.name = member->key, .span = jsonc_key_span(&reading->file, member)};
        struct str subject =
            arena_print(reading->arena, "\"bundles.chunks." STR_FORMAT "\"", STR_ARG(member->key));
        if (!check_chunk_name(reading, member) || !config_check_kind(reading, member, JSONC_ARRAY, subject))
            continue;
        subject = arena_print(reading->arena, "every element of " STR_FORMAT, STR_ARG(subject));
        config_check_strings(reading, member, subject, &rule.patterns);
        *list_push(out, reading->arena) = rule;
    }
}

// ---- fallbacks

void config_check_fallbacks(const struct config_reading *reading, const struct config_key *key,
                            const struct jsonc *value, void *target)
{
    struct fallback_list *out = target;
    (void)key;
    struct config_members members = config_members_of(value, reading->arena);
    for (size_t i = 0; i < members.count; i++) {
        const struct jsonc *member = members.at[i];
        struct fallback fallback = {.locale = member->key};
        struct str subject =
            arena_print(reading->arena, "\"bundles.fallbacks." STR_FORMAT "\"", STR_ARG(member->key));
        if (!config_check_kind(reading, member, JSONC_ARRAY, subject))
            continue;
        subject = arena_print(reading->arena, "every element of " STR_FORMAT, STR_ARG(subject));
        config_check_strings(reading, member, subject, &fallback.chain);
        if (fallback.chain.count)
            *list_push(out, reading->arena) = fallback;
    }
}

static void complain_of_locale(const struct config_reading *reading, struct span span, struct str locale)
{
    struct diag *diag = diag_add(reading->diags, KIND_CONFIG_BAD_VALUE, span,
                                 "\"" STR_FORMAT "\" is no locale of the project", STR_ARG(locale));
    struct str alike = config_alike_locale(reading->config, locale);
    if (str_equal(locale, reading->config->source_locale))
        diag_hint(reading->diags, diag,
                  "It is the source locale, whose texts stand in at the end of each list anyway.");
    else if (!nearest_hint(alike, reading->diags, diag))
        diag_hint(reading->diags, diag, "Add it to \"locales\", or leave it out.");
}

static void check_chain(const struct config_reading *reading, const struct jsonc *member)
{
    if (!str_list_has(&reading->config->target_locales, member->key))
        complain_of_locale(reading, jsonc_key_span(&reading->file, member), member->key);
    for (const struct jsonc *element = member->first; element; element = element->next) {
        if (element->kind != JSONC_STRING)
            continue;
        if (str_equal(element->text, member->key))
            complain(reading, element, "a locale cannot stand in for itself", "Leave it out.");
        else if (!str_list_has(&reading->config->target_locales, element->text))
            complain_of_locale(reading, jsonc_span(&reading->file, element), element->text);
    }
}

// The locales of the project among what CLDR falls back to, up to the source locale.
static void find_chain(const struct config *config, struct arena *arena, struct fallback *fallback)
{
    for (struct str parent = locale_parent(fallback->locale, arena); parent.len;
         parent = locale_parent(parent, arena)) {
        if (locale_same(parent, config->source_locale))
            return;
        size_t number = locale_index_find_same(&config->target_index, parent);
        if (number != STR_NONE)
            *list_push(&fallback->chain, arena) = config->target_locales.at[number];
    }
}

static void find_chains(struct config *config, struct arena *arena)
{
    for (size_t i = 0; i < config->target_locales.count; i++) {
        struct fallback fallback = {.locale = config->target_locales.at[i]};
        find_chain(config, arena, &fallback);
        if (fallback.chain.count)
            *list_push(&config->packaging.fallbacks, arena) = fallback;
    }
}

static void check_locales(const struct config_reading *reading, const struct jsonc *value)
{
    if (jsonc_is(value, JSONC_BOOL) && value->truth)
        find_chains(reading->config, reading->arena);
    for (const struct jsonc *member = jsonc_is(value, JSONC_OBJECT) ? value->first : NULL; member;
         member = member->next)
        if (member->kind == JSONC_ARRAY)
            check_chain(reading, member);
}

// ---- splitting

static void check_split(const struct config_reading *reading, const struct jsonc *group)
{
    const struct packaging_options *packaging = &reading->config->packaging;
    const struct jsonc *split = jsonc_get(group, "split"), *chunks = jsonc_get(group, "chunks");
    bool needs_chunks = packaging->split == SPLIT_FILE || packaging->split == SPLIT_ENTRY;
    if (packaging->split != SPLIT_NONE && !config_has_sources(reading->config))
        complain(reading, split, "bundles are split by the sources that use a message, and there are none",
                 "Say where the sources are (\"sources\" or \"tsconfig\"), or leave \"split\" out.");
    if (needs_chunks && !chunks)
        complain(reading, split, "nothing says which chunks there are",
                 packaging->split == SPLIT_FILE
                     ? "Name the sources of each: \"chunks\": {\"checkout\": [\"src/checkout/**\"]}."
                     : "Name the entries of each: \"chunks\": {\"checkout\": [\"src/checkout/main.ts\"]}.");
    else if (!needs_chunks && chunks)
        complain(reading, chunks, "nothing asks for these chunks",
                 "Say how they are meant: \"split\": \"file\" or \"split\": \"entry\".");
}

void config_check_bundles(const struct config_reading *reading)
{
    const struct jsonc *group = jsonc_get(reading->file.root, "bundles");
    if (reading->config->drop_in || !jsonc_is(group, JSONC_OBJECT))
        return;
    check_split(reading, group);
    check_locales(reading, jsonc_get(group, "fallbacks"));
}
