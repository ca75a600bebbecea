// JSON catalogs: what can be read is written back byte for byte, and keeps its meaning when it is printed
// afresh or when each unit is printed anew.

#include "catalog/format.h"
#include "tests/fuzz/law.h"

#include <stdint.h>

static void expect_equal_units(const struct unit *a, const struct unit *b)
{
    demand(str_equal(a->id, b->id) && str_equal(a->context, b->context) && a->state == b->state);
    demand(a->is_obsolete == b->is_obsolete);
    demand(a->has_target == b->has_target && a->has_previous == b->has_previous &&
           (!a->has_previous || unit_is_made_unreviewed(a) == unit_is_made_unreviewed(b)));
    demand(pattern_equal(&a->source, &b->source) && pattern_equal(&a->target, &b->target) &&
           pattern_equal(&unit_rare(a)->previous, &unit_rare(b)->previous));
    demand(a->notes.count == b->notes.count && a->locations.count == b->locations.count);
    for (size_t i = 0; i < a->notes.count; i++)
        demand(str_equal(a->notes.at[i].from, b->notes.at[i].from) &&
               str_equal(a->notes.at[i].text, b->notes.at[i].text));
    for (size_t i = 0; i < a->locations.count; i++)
        demand(str_equal(a->locations.at[i], b->locations.at[i]));
}

// Writes the catalog and reads the result, which must say the same.
static void expect_kept(const struct format *format, const struct catalog *catalog, struct arena *arena)
{
    struct diags diags = {.arena = arena};
    struct format_options options = {0};
    struct catalog again;
    struct buf out = {0};
    demand(format->write(catalog, &options, arena, &diags, &out));
    struct str bytes = buf_finish(&out, arena);
    demand(format->read(bytes, STR("b.json"), &options, arena, &diags, &again));
    demand(str_equal(again.source_locale, catalog->source_locale));
    demand(str_equal(again.target_locale, catalog->target_locale));
    demand(again.units.count == catalog->units.count);
    for (size_t i = 0; i < again.units.count; i++)
        expect_equal_units(&catalog->units.at[i], &again.units.at[i]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    const struct format *format = format_find(STR("json"));
    struct arena arena = {0};
    struct diags diags = {.arena = &arena};
    struct format_options options = {0};
    struct str bytes = {(const char *)data, len};
    struct catalog catalog;
    struct buf out = {0};
    if (len && format->read(bytes, STR("a.json"), &options, &arena, &diags, &catalog)) {
        demand(format->write(&catalog, &options, &arena, &diags, &out) && str_equal(buf_str(&out), bytes));
        for (size_t i = 0; i < catalog.units.count; i++)
            catalog.units.at[i].target_changed = true;
        expect_kept(format, &catalog, &arena);
        catalog.bytes = (struct str){0};
        expect_kept(format, &catalog, &arena);
    }
    buf_free(&out);
    arena_free(&arena);
    return 0;
}
