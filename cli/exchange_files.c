#include "base/file.h"
#include "base/path.h"
#include "catalog/locale.h"
#include "catalog/merge.h"
#include "cli/catalog_file.h"
#include "cli/exchanging.h"

static const char *const state_folder = ".glot/sync";

// ---- the source

// The messages as a catalog, as `extract` would make one for a locale that has none.
static enum status source_of_messages(struct exchanging *e)
{
    struct context *context = e->context;
    const struct config *config = &e->project.config;
    size_t errors = diags_count(context->diags, SEVERITY_ERROR);
    enum status status = project_scan(context, &e->project);
    if (status != STATUS_FINE || diags_count(context->diags, SEVERITY_ERROR) > errors)
        return status != STATUS_FINE ? status : STATUS_FINDINGS;
    struct merge_source source;
    struct merge_report report = {0};
    struct merge_options options = {.peer_bytes = config->drop_in,
                                    .with_locations = config->with_locations,
                                    .folder = path_absolute(context->arena, config->folder),
                                    .tool = STR("glot")};
    merge_prepare(&e->project.extraction.messages, config->drop_in, context->arena, &source);
    e->source = (struct catalog){.source_locale = config->source_locale};
    merge(&e->source, &source, &options, context->arena, &report);
    return STATUS_FINE;
}

enum status exchange_source(struct exchanging *e)
{
    struct context *context = e->context;
    const struct sync_resource *resource = &e->resource;
    size_t known = context->diags->count;
    if (!resource->source_file.len)
        return source_of_messages(e);
    if (catalog_file_read(context, resource->source_file, &e->source))
        return STATUS_FINE;
    if (!resource->source_span.path.len)
        config_name_place(&e->project.config, known, context->arena, context->diags);
    else if (context->diags->at[context->diags->count - 1].kind == KIND_FILE_UNREADABLE)
        diag_relate(context->diags, &context->diags->at[context->diags->count - 1], resource->source_span,
                    "named here");
    return STATUS_FINDINGS;
}

// ---- catalogs

// A locale without a file gets one with the units of the source.
static void fill_from_source(struct exchanging *e, struct project_catalog *slot)
{
    struct catalog *catalog = &slot->catalog;
    catalog->source_locale = e->project.config.source_locale;
    catalog->target_locale = slot->locale;
    for (size_t i = 0; i < e->source.units.count; i++) {
        const struct unit *source = &e->source.units.at[i];
        if (!unit_is_in_use(source))
            continue;
        struct unit *unit = catalog_add(catalog, source->id, &slot->units);
        unit->source = source->source;
        unit->source_is_string = source->source_is_string;
        unit->context = source->context;
        unit->notes = source->notes;
        unit->locations = source->locations;
        unit->source_changed = true;
    }
}

// ---- states

static struct str path_of_state(const struct exchanging *e, struct str locale)
{
    struct arena *arena = e->context->arena;
    struct str folder = path_join(arena, e->project.config.folder, str_of(state_folder));
    return path_join(arena, folder, state_path(&e->remote.address, locale, arena));
}

static bool read_state(struct exchanging *e, size_t number, struct str locale, struct sync_state *out)
{
    struct context *context = e->context;
    struct str path = path_of_state(e, locale);
    e->state_paths[number] = path;
    enum file_state state = file_read(path, context->arena, context->diags, &e->states_held[number]);
    if (state != FILE_READ)
        return state == FILE_ABSENT;
    return state_read(e->states_held[number], path, context->arena, context->diags, out);
}

struct str exchange_last_version(const struct exchanging *e)
{
    struct arena *arena = e->context->arena;
    const struct str_list *locales = &e->project.config.target_locales;
    struct diags unheard = {.arena = arena}; // what is wrong is told when all of them are read
    for (size_t i = 0; i < locales->count; i++) {
        struct str held, path = path_of_state(e, locales->at[i]);
        struct sync_state state = {0};
        if (file_read(path, arena, &unheard, &held) == FILE_READ &&
            state_read(held, path, arena, &unheard, &state) && state.version.len)
            return state.version;
    }
    return (struct str){0};
}

static bool is_wanted(const struct exchanging *e, struct str locale)
{
    const struct str_list *locales = &e->context->settings.locales;
    bool found = locales->count == 0;
    for (size_t i = 0; i < locales->count && !found; i++)
        found = locale_same(locales->at[i], locale);
    return found;
}

static bool know_locales(struct exchanging *e)
{
    const struct str_list *wanted = &e->context->settings.locales;
    bool good = true;
    for (size_t i = 0; i < wanted->count; i++) {
        bool is_known = false;
        for (size_t j = 0; j < e->catalogs.count && !is_known; j++)
            is_known = locale_same(e->catalogs.at[j].locale, wanted->at[i]);
        if (!is_known)
            diag_add(e->context->diags, KIND_USAGE, (struct span){0},
                     "option --locale names `" STR_FORMAT "`, which is no target locale of the project",
                     STR_ARG(wanted->at[i]));
        good &= is_known;
    }
    return good;
}

static bool read_states(struct exchanging *e)
{
    struct arena *arena = e->context->arena;
    bool good = true;
    e->state_paths = arena_array(arena, struct str, e->catalogs.count + 1);
    e->states_held = arena_array(arena, struct str, e->catalogs.count + 1);
    for (size_t i = 0; i < e->catalogs.count; i++) {
        struct project_catalog *slot = &e->catalogs.at[i];
        bool is_source = locale_same(slot->locale, e->project.config.source_locale);
        if (slot->is_failed || slot->is_foreign || is_source || !is_wanted(e, slot->locale))
            continue;
        if (!slot->is_present)
            fill_from_source(e, slot);
        struct exchange_locale *locale = list_push(&e->exchange.locales, arena);
        *locale = (struct exchange_locale){
            .locale = slot->locale, .catalog = &slot->catalog, .is_present = slot->is_present};
        e->slots[e->exchange.locales.count - 1] = i;
        good &= read_state(e, i, slot->locale, &locale->state);
    }
    return read_state(e, e->catalogs.count, (struct str){0}, &e->exchange.source_state) && good;
}

enum status exchange_read(struct exchanging *e)
{
    struct context *context = e->context;
    progress_stage(&context->progress, "reading catalogs");
    e->project.config.format_options.for_writing = true;
    if (!catalogs_list(context, &e->project, &e->catalogs))
        return STATUS_WORLD;
    e->slots = arena_array(context->arena, size_t, e->catalogs.count);
    if (!know_locales(e))
        return STATUS_USAGE;
    enum status status = catalogs_read(context, &e->project, NULL, NULL, &e->catalogs);
    return status == STATUS_FINE && !read_states(e) ? STATUS_FINDINGS : status;
}

// ---- writing

static bool write_catalog(struct exchanging *e, size_t number, struct changes *changes)
{
    struct context *context = e->context;
    struct project_catalog *slot = &e->catalogs.at[e->slots[number]];
    struct buf text = {0};
    if (!format_write(e->project.format, &slot->catalog, &e->project.config.format_options, context->arena,
                      context->diags, &text)) {
        buf_free(&text);
        return false;
    }
    changes_add(changes, slot->path, buf_finish(&text, context->arena), slot->was_read ? &slot->held : NULL,
                context->arena);
    return true;
}

static void write_state(struct exchanging *e, size_t number, const struct sync_state *state,
                        struct changes *changes)
{
    struct arena *arena = e->context->arena;
    struct buf text = {0};
    state_print(state, arena, &text);
    changes_add(changes, e->state_paths[number], buf_finish(&text, arena), &e->states_held[number], arena);
}

enum status exchange_write_catalogs(struct exchanging *e)
{
    struct changes changes = {0};
    bool good = true;
    for (size_t i = 0; i < e->exchange.locales.count; i++)
        if (e->exchange.locales.at[i].taken > 0)
            good &= write_catalog(e, i, &changes);
    if (!good)
        return STATUS_FINDINGS;
    return changes_apply(&changes, e->context, &e->written);
}

// States are files of their own, behind the catalogs: one that is older than its catalog is safe.
enum status exchange_write_states(struct exchanging *e)
{
    struct changes changes = {0};
    size_t written;
    for (size_t i = 0; i < e->exchange.locales.count; i++)
        if (e->exchange.locales.at[i].is_read && e->exchange.locales.at[i].remote)
            write_state(e, e->slots[i], &e->exchange.locales.at[i].next, &changes);
    if (e->exchange.options->directions & EXCHANGE_PUSH)
        write_state(e, e->catalogs.count, &e->exchange.source_next, &changes);
    return changes_apply(&changes, e->context, &written);
}
