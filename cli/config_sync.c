// The key `sync`: the map of languages, and which of its keys a service wants.
#include "base/map.h"
#include "base/path.h"
#include "cli/config_key.h"

// ---- languages

static void complain_of_second(const struct config_reading *reading, const struct jsonc *member,
                               const struct jsonc *first)
{
    struct diag *diag =
        diag_add(reading->diags, KIND_CONFIG_BAD_VALUE, jsonc_span(&reading->file, member),
                 "two languages of the service are the locale " STR_FORMAT, STR_ARG(member->text));
    diag_relate(reading->diags, diag, jsonc_span(&reading->file, first), "the other one");
    diag_hint(reading->diags, diag, "Leave one of them out, or give it a locale of its own.");
}

void config_check_languages(const struct config_reading *reading, const struct config_key *key,
                            const struct jsonc *value, void *target)
{
    struct setup_language_list *out = target;
    (void)key;
    struct map locales = {0};
    struct config_members members = config_members_of(value, reading->arena);
    for (size_t i = 0; i < members.count; i++) {
        const struct jsonc *member = members.at[i];
        struct str subject =
            arena_print(reading->arena, "\"sync.languages." STR_FORMAT "\"", STR_ARG(member->key));
        bool has_locale = member->text.len > 0; // else the language is left out on purpose
        if (!config_check_kind(reading, member, JSONC_STRING, subject) ||
            (has_locale && !config_check_locale(reading, member)))
            continue;
        struct map_entry *entry = has_locale ? map_entry(&locales, member->text, reading->arena) : NULL;
        if (entry && entry->value) {
            complain_of_second(reading, member, entry->value);
            continue;
        }
        if (entry)
            entry->value = (void *)member;
        *list_push(out, reading->arena) = (struct setup_language){
            .code = member->key, .locale = member->text, .span = jsonc_span(&reading->file, member)};
    }
}

// ---- what a service wants

static void complain_of_missing(const struct config_reading *reading, const struct jsonc *group,
                                const struct service *service, const char *key, const char *hint)
{
    struct span span = jsonc_span(&reading->file, group);
    span.end = span.start + 1;
    struct diag *diag = diag_add(reading->diags, KIND_CONFIG_MISSING_KEY, span,
                                 "the key \"sync.%s\" is missing, which %s needs", key, service->name);
    diag_hint(reading->diags, diag, "Add \"%s\": \"%s\".", key, hint);
}

// A part of the address is there exactly where the service has it. `spelling` is NULL where it has not.
static void check_part(const struct config_reading *reading, const struct jsonc *group,
                       const struct service *service, const char *key, const char *spelling)
{
    const struct jsonc *value = jsonc_get(group, key);
    bool is_needed = spelling && !service->access.is_folder; // a folder may lie open as it is
    if (is_needed && (!value || (jsonc_is(value, JSONC_STRING) && value->text.len == 0)))
        complain_of_missing(reading, group, service, key, spelling);
    else if (!spelling && value)
        diag_add(reading->diags, KIND_CONFIG_UNKNOWN_KEY, jsonc_key_span(&reading->file, value),
                 "\"sync.%s\" is no key for \"%s\"", key, service->name);
}

// "ORGANIZATION/PROJECT" has as many parts as the service's projects have.
static void check_project(const struct config_reading *reading, const struct jsonc *group,
                          const struct service *service)
{
    const struct jsonc *value = jsonc_get(group, "project");
    if (!jsonc_is(value, JSONC_STRING) || !service->project || service->access.is_folder ||
        value->text.len == 0)
        return;
    bool is_wanted = strchr(service->project, '/') != NULL;
    size_t slash = str_find_byte(value->text, '/', 0);
    bool is_pair = slash != STR_NONE && slash > 0 && slash + 1 < value->text.len &&
                   str_find_byte(value->text, '/', slash + 1) == STR_NONE;
    if (is_wanted ? is_pair : slash == STR_NONE)
        return;
    struct diag *diag =
        diag_add(reading->diags, KIND_CONFIG_BAD_VALUE, jsonc_span(&reading->file, value),
                 "\"" STR_FORMAT "\" is no project of %s", STR_ARG(value->text), service->name);
    diag_hint(reading->diags, diag, "Write it as \"%s\".", service->project);
}

void config_check_sync(const struct config_reading *reading)
{
    struct config *config = reading->config;
    const struct jsonc *group = jsonc_get(reading->file.root, "sync");
    const struct service *service = service_find(config->sync.address.service);
    if (!jsonc_is(group, JSONC_OBJECT) || !service || config->drop_in)
        return;
    const struct service_access *access = &service->access;
    check_part(reading, group, service, "project", service->project);
    check_part(reading, group, service, "resource", service->resource);
    check_project(reading, group, service);
    if (!access->host && !jsonc_get(group, "host"))
        complain_of_missing(reading, group, service, "host",
                            access->is_folder ? "../translations" : "https://…");
    if (access->is_folder && config->sync.address.host.len)
        config->sync.address.host = path_join(reading->arena, config->folder, config->sync.address.host);
    config->sync.span = jsonc_span(&reading->file, group);
    config->sync.span.end = config->sync.span.start + 1;
    config->sync.name = config->sync.address.resource.len ? config->sync.address.resource : STR("sync");
}
