// The laws of catalog formats, for the fuzz targets of several: what is read is written back byte for byte,
// and says the same when it is printed afresh, or when each unit is printed anew.
#ifndef TESTS_FUZZ_CATALOG_LAW_H
#define TESTS_FUZZ_CATALOG_LAW_H

#include "catalog/format.h"
#include "tests/fuzz/law.h"

#include <stdint.h>

static inline void expect_equal_notes(const struct unit *a, const struct unit *b)
{
    demand(a->notes.count == b->notes.count);
    for (size_t i = 0; i < a->notes.count; i++) {
        bool is_found = false;
        for (size_t j = 0; j < b->notes.count; j++)
            is_found |= str_equal(a->notes.at[i].from, b->notes.at[j].from) &&
                        str_equal(a->notes.at[i].text, b->notes.at[j].text);
        demand(is_found);
    }
}

// `is_loss_told`: of whatever unit.
static inline void expect_equal_units(const struct unit *a, const struct unit *b, unsigned holds,
                                      bool is_loss_told)
{
    bool is_plural = pattern_is_select(&a->target); // a fresh file may have other plural forms
    bool has_lost_forms = is_plural && is_loss_told && a->has_target && !b->has_target; // all of them
    demand(str_equal(a->id, b->id) && (has_lost_forms || a->has_target == b->has_target));
    demand(pattern_equal(&a->source, &b->source));
    demand(is_plural || pattern_equal(&a->target, &b->target));
    demand(!(holds & HOLDS_CONTEXT) || str_equal(a->context, b->context));
    demand(!(holds & HOLDS_STATES) || has_lost_forms || a->state == b->state);
    demand(!(holds & HOLDS_OBSOLETE) || a->is_obsolete == b->is_obsolete);
    if (holds & HOLDS_PREVIOUS)
        demand(a->has_previous == b->has_previous &&
               pattern_equal(&unit_rare(a)->previous, &unit_rare(b)->previous) &&
               (!a->has_previous || unit_is_made_unreviewed(a) == unit_is_made_unreviewed(b)));
    if (holds & HOLDS_NOTES)
        expect_equal_notes(a, b);
    demand(!(holds & HOLDS_LOCATIONS) || a->locations.count == b->locations.count);
    for (size_t i = 0; (holds & HOLDS_LOCATIONS) && i < a->locations.count; i++)
        demand(str_equal(a->locations.at[i], b->locations.at[i]));
}

// Writes the catalog and reads the result, which must say the same. What cannot be written must be told.
static inline void expect_kept(const struct format *format, const struct catalog *catalog,
                               const struct format_options *options, struct arena *arena)
{
    struct diags diags = {.arena = arena};
    struct catalog again;
    struct buf out = {0};
    if (!format->write(catalog, options, arena, &diags, &out)) {
        demand(diags_count(&diags, SEVERITY_ERROR) > 0);
        buf_free(&out);
        return;
    }
    struct str bytes = buf_finish(&out, arena);
    bool is_loss_told = false;
    for (size_t i = 0; i < diags.count; i++)
        is_loss_told |= diags.at[i].kind == KIND_CONVERT_LOSS;
    struct format_options same = *options;
    same.locale = catalog->target_locale; // without it that is a guess, by what stands first
    demand(format->read(bytes, STR("b"), &same, arena, &diags, &again));
    demand(again.units.count == catalog->units.count);
    for (size_t i = 0; i < again.units.count; i++)
        expect_equal_units(&catalog->units.at[i], &again.units.at[i], format->holds, is_loss_told);
}

static inline void expect_laws(const char *name, struct str bytes, const struct format_options *options)
{
    const struct format *format = format_find(str_of(name));
    struct arena arena = {0};
    struct diags diags = {.arena = &arena};
    struct catalog catalog;
    struct buf out = {0};
    bool is_read = format->read(bytes, STR("a"), options, &arena, &diags, &catalog);
    demand(is_read || diags_count(&diags, SEVERITY_ERROR) > 0);
    if (is_read) {
        demand(format->write(&catalog, options, &arena, &diags, &out) && str_equal(buf_str(&out), bytes));
        for (size_t i = 0; i < catalog.units.count; i++)
            catalog.units.at[i].source_changed = catalog.units.at[i].target_changed =
                catalog.units.at[i].notes_changed = catalog.units.at[i].state_changed = true;
        expect_kept(format, &catalog, options, &arena);
        catalog.bytes = (struct str){0};
        expect_kept(format, &catalog, options, &arena);
    }
    buf_free(&out);
    arena_free(&arena);
}

#endif
