#include "catalog/update.h"

#include "catalog/merge_steps.h"

static void take_marks(struct unit *unit, const struct unit *model, struct arena *arena)
{
    const struct unit_rare *marks = unit_rare(model);
    bool is_new = unit->bytes.end == 0;
    if (is_new) {
        unit->notes = model->notes;
        unit->syntax = model->syntax;
        unit_set_name(unit, marks->name, arena);
        unit->notes_changed = true;
    }
    if (is_new && marks->limit.greatest)
        unit_change_rare(unit, arena)->limit = marks->limit;
    bool has_same_flags = str_list_equal(&unit_rare(unit)->flags, &marks->flags);
    if (!has_same_flags)
        unit_change_rare(unit, arena)->flags = marks->flags;
    if (is_new || !has_same_flags || !str_list_equal(&unit->locations, &model->locations)) {
        unit->locations = model->locations;
        unit->notes_changed = true;
    }
}

// ---- files

// Whether an id stands in several files of it.
static bool repeats_ids(const struct catalog *template)
{
    for (size_t i = 0; i<template->units.count &&template->files.count> 1; i++) {
        const struct unit *unit = &template->units.at[i];
        if (!unit->is_shadowed && catalog_find(template, unit->id) != unit)
            return true;
    }
    return false;
}

static uint32_t number_of(const struct catalog *catalog, const struct catalog_file *file)
{
    for (uint32_t i = 0; i < catalog->files.count; i++)
        if (str_equal(catalog->files.at[i].id, file->id) &&
            str_equal(catalog->files.at[i].original, file->original))
            return i;
    return UINT32_MAX;
}

static void complain(const struct catalog *catalog, const struct catalog_file *file, struct diags *diags)
{
    struct str name = file->original.len ? file->original : file->id;
    struct diag *diag =
        diag_add(diags, KIND_CATALOG_STRUCTURE, span_file(catalog->path),
                 "there is no `file` for `" STR_FORMAT "`, and the template has its ids in other files, too",
                 STR_ARG(name));
    diag_hint(
        diags, diag,
        "Put that `file` element, without units, into the catalog, or begin with a copy of the template.");
}

static bool match_files(struct catalog *catalog, const struct catalog *template, struct arena *arena,
                        struct diags *diags, struct merge_source *out)
{
    uint32_t *catalog_files = arena_array(arena, uint32_t, template->files.count);
    if (catalog->bytes.len == 0 && catalog->units.count == 0)
        catalog->files = template->files;
    uint32_t *template_files = arena_array(arena, uint32_t, catalog->files.count + 1);
    for (size_t i = 0; i <= catalog->files.count; i++)
        template_files[i] = UINT32_MAX;
    for (uint32_t i = 0; i < template->files.count; i++) {
        catalog_files[i] = number_of(catalog, &template->files.at[i]);
        if (catalog_files[i] == UINT32_MAX) {
            complain(catalog, &template->files.at[i], diags);
            return false;
        }
        template_files[catalog_files[i]] = i;
    }
    out->catalog_files = catalog_files;
    out->template_files = template_files;
    return true;
}

bool catalog_update(struct catalog *catalog, const struct catalog *template,
                    const struct merge_options *options, struct arena *arena, struct diags *diags,
                    struct merge_report *report)
{
    struct merge_source source = {.template = template};
    struct merge_options own = *options;
    size_t at = 0;
    *report = (struct merge_report){0};
    if (repeats_ids(template) && !match_files(catalog, template, arena, diags, &source))
        return false;
    own.without_notes = true;
    merge(catalog, &source, &own, arena, report);
    for (size_t i = 0; i < template->units.count; i++) {
        struct message room;
        const struct message *message = merge_message(&source, i, &room);
        struct unit *unit = message ? merge_find(catalog, &source, message, &at) : NULL;
        if (unit)
            take_marks(unit, &template->units.at[i], arena);
    }
    return true;
}
