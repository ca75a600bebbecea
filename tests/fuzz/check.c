// Checks of catalogs. Laws: the same every time; spans lie within the catalog; a target that is its
// source raises nothing about placeholders; a unit that ignores all kinds has no finding.
#include "catalog/check.h"
#include "catalog/format.h"
#include "tests/fuzz/diags_law.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void run(const struct catalog *catalog, struct diags *diags)
{
    struct check_options options = {0};
    struct arena scratch = {0};
    for (size_t i = 0; i < check_rule_count(); i++)
        options.levels.of[check_rule_at(i).kind] = CHECK_WARNING;
    catalog_check(catalog, &options, &scratch, diags);
    arena_free(&scratch);
}

static bool is_about_placeholders(enum kind kind)
{
    return kind == KIND_PLACEHOLDER_MISSING || kind == KIND_PLACEHOLDER_UNEXPECTED ||
           kind == KIND_PLACEHOLDER_ALTERED || kind == KIND_PLACEHOLDER_OUTDATED ||
           kind == KIND_PLACEHOLDER_REPEATED || kind == KIND_PLACEHOLDER_ORDER || kind == KIND_MARKUP_TAGS;
}

static void check_copies(struct catalog *catalog, struct arena *arena)
{
    struct diags diags = {.arena = arena};
    for (size_t i = 0; i < catalog->units.count; i++) {
        struct unit *unit = &catalog->units.at[i];
        unit->target = unit->source;
        unit->target_bytes = unit->source_bytes;
        unit->has_target = true;
    }
    run(catalog, &diags);
    for (size_t i = 0; i < diags.count; i++)
        demand(!is_about_placeholders(diags.at[i].kind));
}

static void check_ignored(struct catalog *catalog, struct arena *arena)
{
    struct diags diags = {.arena = arena};
    for (size_t i = 0; i < catalog->units.count; i++) {
        struct unit *unit = &catalog->units.at[i];
        unit->notes = (struct note_list){0};
        unit_change_rare(unit, arena)->flags = (struct str_list){0};
        *list_push(&unit->notes, arena) = (struct note){.from = STR("glot-ignore"), .text = STR("all")};
    }
    run(catalog, &diags);
    demand(diags.count == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    static const struct format_options own = {.tool = STR_INIT("glot")};
    struct arena arena = {0};
    struct diags first = {.arena = &arena}, second = {.arena = &arena}, unheard = {.arena = &arena};
    struct catalog catalog;
    struct str text = {(const char *)bytes, len};
    if (format_read(format_find(STR("xliff")), text, STR("x"), &own, &arena, &unheard, &catalog)) {
        run(&catalog, &first);
        run(&catalog, &second);
        expect_same_diags(&first, &second);
        expect_places_in_texts(&first);
        check_copies(&catalog, &arena);
        check_ignored(&catalog, &arena);
    }
    arena_free(&arena);
    return 0;
}
