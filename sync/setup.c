#include "sync/setup.h"

#include "base/map.h"
#include "base/nearest.h"
#include "base/path.h"

struct sync_resource setup_resource(void)
{
    return (struct sync_resource){.shrink = setup_shrink};
}

// ---- choosing

// Whether two patterns name the same files, however they are written.
static bool is_same_path(struct str a, struct str b, struct arena *arena)
{
    return str_equal(path_absolute(arena, a), path_absolute(arena, b));
}

static bool names_files(const struct sync_resource *resource)
{
    return resource->file_filter.len || resource->paths.count;
}

static bool is_called(const struct sync_resource *resource, struct str name)
{
    return str_equal(resource->name, name) ||
           (resource->address.resource.len && str_equal(resource->address.resource, name));
}

// A name that is called for must be that of the resource, or become it.
static bool is_meant(const struct sync_resource *resource, const struct setup_choice *choice)
{
    return !choice->resource.len || !resource->address.resource.len;
}

struct candidates {
    const struct sync_resource **at;
    size_t count, capacity;
};

enum step { BY_NAME, BY_FILES, BY_SILENCE, STEPS };

static bool fits(const struct sync_resource *resource, const struct setup_choice *choice, enum step step,
                 struct arena *arena)
{
    switch (step) {
    case BY_NAME:
        return choice->resource.len && is_called(resource, choice->resource);
    case BY_FILES:
        return is_meant(resource, choice) && choice->catalogs.len && resource->file_filter.len &&
               is_same_path(resource->file_filter, choice->catalogs, arena);
    default:
        return is_meant(resource, choice) && !names_files(resource);
    }
}

static struct candidates find_candidates(const struct setup *setup, const struct setup_choice *choice,
                                         struct arena *arena)
{
    struct candidates found = {0};
    for (enum step step = BY_NAME; step < STEPS && found.count == 0; step++)
        for (size_t i = 0; i < setup->resources.count; i++)
            if (fits(&setup->resources.at[i], choice, step, arena))
                *list_push(&found, arena) = &setup->resources.at[i];
    return found;
}

enum { shown_greatest = 5 }; // resources in a message

static void relate(struct diags *diags, struct diag *diag, const struct sync_resource *resource)
{
    struct str files = resource->file_filter;
    diag_relate(diags, diag, resource->span, STR_FORMAT "%s" STR_FORMAT, STR_ARG(resource->name),
                files.len ? " has " : "", STR_ARG(files));
}

static void complain_of_none(const struct setup *setup, const struct setup_choice *choice,
                             struct diags *diags)
{
    struct nearest nearest = nearest_to(choice->resource);
    struct span span = span_file(setup->path);
    struct diag *diag = choice->resource.len
                            ? diag_add(diags, KIND_SYNC_RESOURCE, span,
                                       "no resource is called \"" STR_FORMAT "\"", STR_ARG(choice->resource))
                            : diag_add(diags, KIND_SYNC_RESOURCE, span,
                                       "no resource has the project's catalogs, " STR_FORMAT ", as its files",
                                       STR_ARG(choice->catalogs));
    for (size_t i = 0; i < setup->resources.count; i++) {
        if (i < shown_greatest)
            relate(diags, diag, &setup->resources.at[i]);
        if (choice->resource.len)
            nearest_offer(&nearest, setup->resources.at[i].name);
    }
    nearest_hint(nearest.found, diags, diag);
}

static bool complain_of_silence(struct diags *diags)
{
    struct diag *diag = diag_add(diags, KIND_SYNC_MISSING, (struct span){0},
                                 "nothing says where the catalogs are translated");
    diag_hint(
        diags, diag,
        "Add it to glot.json: \"sync\": {\"service\": \"transifex\", \"project\": \"ORGANIZATION/PROJECT\", "
        "\"resource\": \"RESOURCE\"}; a .tx/config or a transifex.yml serves as well.");
    return false;
}

static void complain_of_several(const struct setup *setup, const struct setup_choice *choice,
                                const struct candidates *found, struct diags *diags)
{
    struct diag *diag = diag_add(diags, KIND_SYNC_RESOURCE, span_file(setup->path),
                                 "%zu resources have the project's catalogs, " STR_FORMAT ", as their files",
                                 found->count, STR_ARG(choice->catalogs));
    for (size_t i = 0; i < found->count && i < shown_greatest; i++)
        relate(diags, diag, found->at[i]);
    if (choice->say_resource)
        diag_hint(diags, diag, "Say which one is meant: %s " STR_FORMAT ".", choice->say_resource,
                  STR_ARG(found->at[0]->name));
}

// ---- completing

static void warn_of_double(struct diags *diags, const struct setup_language *language,
                           const struct setup_language *first, struct str name)
{
    struct diag *diag = diag_add(diags, KIND_SYNC_DOUBLE_KEY, language->span,
                                 "\"" STR_FORMAT "\" is mapped twice", STR_ARG(name));
    diag_relate(diags, diag, first->span, "this one does not count");
}

// Of a code that is there twice the last one counts, as for tx.
static void add_list(const struct setup_language_list *list, bool is_own, struct map *codes,
                     struct setup_language_list *all, struct arena *arena, struct diags *diags)
{
    size_t own = is_own ? 0 : all->count; // from here on doubles are of the same list
    for (size_t i = 0; i < list->count; i++) {
        struct map_entry *entry = map_entry(codes, list->at[i].code, arena);
        size_t number = (size_t)entry->value;
        if (number == 0) {
            *list_push(all, arena) = list->at[i];
            entry->value = (void *)all->count;
        } else if (number > own) {
            warn_of_double(diags, &list->at[i], &all->at[number - 1], list->at[i].code);
            all->at[number - 1] = list->at[i];
        }
    }
}

// Two languages of the service cannot both be one file here.
static bool check_locales(const struct setup_language_list *all, struct arena *arena, struct diags *diags)
{
    struct map locales = {0};
    bool good = true;
    for (size_t i = 0; i < all->count; i++) {
        struct map_entry *entry = map_entry(&locales, all->at[i].locale, arena);
        if (entry->value) {
            struct diag *diag = diag_add(diags, KIND_SYNC_BAD_VALUE, all->at[i].span,
                                         "two languages of the service are the locale " STR_FORMAT,
                                         STR_ARG(all->at[i].locale));
            diag_relate(diags, diag, ((const struct setup_language *)entry->value)->span, "the other one");
            diag_hint(diags, diag, "Leave one of them out, or give it a locale of its own.");
            good = false;
        }
        entry->value = &all->at[i];
    }
    return good;
}

// The main part of the file has a map for all resources; the resource's own comes first.
static bool complete_languages(const struct setup *setup, struct sync_resource *resource, struct arena *arena,
                               struct diags *diags)
{
    struct map codes = {0};
    struct setup_language_list all = {0};
    add_list(&resource->languages, true, &codes, &all, arena, diags);
    add_list(&setup->languages, false, &codes, &all, arena, diags);
    resource->languages = all;
    return check_locales(&all, arena, diags);
}

static size_t count_slashes(struct str text)
{
    size_t count = 0;
    for (size_t i = 0; i < text.len; i++)
        count += text.at[i] == '/';
    return count;
}

static void complain_of_address(const struct sync_resource *resource, const char *what, const char *say,
                                const char *spelling, struct diags *diags)
{
    struct diag *diag = diag_add(diags, KIND_SYNC_ADDRESS, resource->span,
                                 "the %s of " STR_FORMAT " is not said", what, STR_ARG(resource->name));
    if (say)
        diag_hint(diags, diag, "Give it on the command line: %s %s.", say, spelling);
}

static bool check_address(const struct sync_resource *resource, const struct setup_choice *choice,
                          struct diags *diags)
{
    const struct service *service = service_find(resource->address.service);
    struct str project = resource->address.project;
    if (!service || service->access.is_folder)
        return true;
    bool has_organization = !service->project || !strchr(service->project, '/');
    size_t before = diags_count(diags, SEVERITY_ERROR);
    if (service->project && !project.len)
        complain_of_address(resource, "project", choice->say_project, service->project, diags);
    else if (!has_organization && count_slashes(project) == 0)
        complain_of_address(resource, "organization", choice->say_project, service->project, diags);
    if (service->resource && !resource->address.resource.len)
        complain_of_address(resource, "resource", choice->say_resource, service->resource, diags);
    return diags_count(diags, SEVERITY_ERROR) == before;
}

bool setup_choose(const struct setup *setup, const struct setup_choice *choice, struct arena *arena,
                  struct diags *diags, struct sync_resource *out)
{
    struct candidates found = find_candidates(setup, choice, arena);
    if (setup->path.len == 0)
        return complain_of_silence(diags);
    if (found.count == 0)
        complain_of_none(setup, choice, diags);
    if (found.count > 1)
        complain_of_several(setup, choice, &found, diags);
    if (found.count != 1)
        return false;
    *out = *found.at[0];
    if (choice->project.len)
        out->address.project = choice->project;
    if (!out->address.resource.len)
        out->address.resource = choice->resource;
    bool has_languages = complete_languages(setup, out, arena, diags);
    return check_address(out, choice, diags) && has_languages;
}
