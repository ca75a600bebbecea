#include "catalog/file_match.h"

static bool repeats_ids(const struct catalog *catalog)
{
    for (size_t i = 0; i < catalog->units.count && catalog->files.count > 1; i++) {
        const struct unit *unit = &catalog->units.at[i];
        if (!unit->is_shadowed && catalog_find(catalog, unit->id) != unit)
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
    return FILE_NONE;
}

static void complain(const struct catalog *catalog, const struct catalog *from, size_t number,
                     struct diags *diags)
{
    const struct catalog_file *file = &from->files.at[number];
    struct str name = file->original.len ? file->original : file->id;
    struct diag *diag = diag_add(
        diags, KIND_CATALOG_STRUCTURE, span_file(catalog->path),
        "there is no `file` for `" STR_FORMAT "`, and files tell units of one id apart here", STR_ARG(name));
    diag_relate(diags, diag, span_file(from->path), "it is in this one");
    diag_hint(
        diags, diag,
        "Put that `file` element, without units, into the catalog, or begin with a copy of the other one.");
}

// A catalog without `file` elements is as one with a single one.
static uint32_t *numbers(const struct catalog *catalog, struct arena *arena)
{
    return arena_array(arena, uint32_t, catalog->files.count + 1);
}

bool file_match(struct catalog *catalog, const struct catalog *from, struct arena *arena, struct diags *diags,
                struct file_match *out)
{
    bool is_fresh = catalog->bytes.len == 0 && catalog->units.count == 0;
    if (is_fresh)
        catalog->files = from->files;
    uint32_t *files = numbers(from, arena), *models = numbers(catalog, arena);
    bool have_files =
        catalog->files.count > 0 && from->files.count > 0; // formats without any know units by ids
    *out = (struct file_match){have_files && (repeats_ids(catalog) || repeats_ids(from)), files, models};
    for (size_t i = 0; i <= catalog->files.count; i++)
        models[i] = FILE_NONE;
    for (uint32_t i = 0; i < from->files.count; i++) {
        uint32_t number = number_of(catalog, &from->files.at[i]);
        if (number == FILE_NONE && out->counts) {
            complain(catalog, from, i, diags);
            return false;
        }
        files[i] = number == FILE_NONE ? 0 : number;
        if (models[files[i]] == FILE_NONE)
            models[files[i]] = i;
    }
    return true;
}
