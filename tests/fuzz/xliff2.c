// XLIFF of any version in own mode. Laws: what is read and not changed is written as it was; units that are
// all printed anew say the same, in the file and in a fresh one; what cannot be read or written is told; see
// judged_law.h.
#include "catalog/format.h"

#include "tests/fuzz/catalog_law.h"
#include "tests/fuzz/judged_law.h"
#include "tests/fuzz/mutate_xml.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static const struct format_options own = {.tool = STR_INIT("glot"), .original = STR_INIT("sources")};

static bool read_text(struct str text, struct arena *arena, struct catalog *out)
{
    struct diags diags = {.arena = arena};
    bool is_read = format_read(format_find(STR("xliff2.0")), text, STR("x"), &own, arena, &diags, out);
    demand(is_read || diags_count(&diags, SEVERITY_ERROR) > 0);
    expect_places_in_texts(&diags);
    return is_read;
}

static bool write_as(const struct format *format, const struct catalog *catalog, struct arena *arena,
                     struct str *out)
{
    struct diags diags = {.arena = arena};
    struct buf text = {0};
    bool is_written = format_write(format, catalog, &own, arena, &diags, &text);
    demand(is_written || diags_count(&diags, SEVERITY_ERROR) > 0);
    *out = buf_finish(&text, arena);
    return is_written;
}

// Code without original data is its tag, which changes where a half has lost its partner. A choice that is
// kept as text may come back with cases that were left to others.
static bool says_same(const struct pattern *a, const struct pattern *b)
{
    return pattern_is_select(b) || pattern_equal_text(a, b);
}

static void expect_same(struct str text, const struct catalog *wanted, bool is_fresh, struct arena *arena)
{
    struct catalog got;
    demand(read_text(text, arena, &got));
    demand(got.units.count == wanted->units.count);
    for (size_t i = 0; i < got.units.count; i++) {
        const struct unit *a = &got.units.at[i], *b = &wanted->units.at[i];
        demand(str_equal(a->id, b->id) && a->has_target == b->has_target && a->state == b->state);
        demand(a->is_obsolete == b->is_obsolete && a->has_previous == b->has_previous &&
               (!a->has_previous || unit_is_made_unreviewed(a) == unit_is_made_unreviewed(b)));
        demand(says_same(&a->source, &b->source) && says_same(&a->target, &b->target));
        demand(!a->has_previous || says_same(&unit_rare(a)->previous, &unit_rare(b)->previous));
        expect_equal_notes(a, b);
        expect_same_texts(&a->locations, &b->locations);
        demand(unit_rare(a)->suggestions.count == unit_rare(b)->suggestions.count);
        demand(!is_fresh || (a->is_locked == b->is_locked && str_equal(a->context, b->context)));
    }
}

static bool has_shadowed(const struct catalog *catalog)
{
    for (size_t i = 0; i < catalog->units.count; i++)
        if (catalog->units.at[i].is_shadowed)
            return true;
    return false;
}

static void print_anew(struct catalog *catalog, struct arena *arena)
{
    struct str text;
    for (size_t i = 0; i < catalog->units.count; i++) {
        struct unit *unit = &catalog->units.at[i];
        unit->source_changed = unit->target_changed = unit->notes_changed = true;
        unit->state_changed = unit->suggestions_changed = true;
    }
    if (has_shadowed(catalog))
        return;
    if (write_as(catalog->format, catalog, arena, &text))
        expect_same(text, catalog, false, arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    static const char *const rows[] = {"xliff2.0", "xliff2.1", "xliff2.2"};
    struct arena arena = {0};
    struct str input = arena_copy(&arena, (struct str){(const char *)bytes, len}), text;
    struct catalog catalog;
    if (len > 0 && read_text(input, &arena, &catalog)) {
        if (write_as(catalog.format, &catalog, &arena, &text))
            demand(str_equal(text, input));
        print_anew(&catalog, &arena);
        catalog.bytes = (struct str){0};
        catalog.encoding = (struct xml_encoding){0}; // which is that of a file
        if (!has_shadowed(&catalog) && catalog.target_locale.len &&
            write_as(format_find(str_of(rows[len % 3])), &catalog, &arena, &text))
            expect_same(text, &catalog, true, &arena);
    }
    if (len > 0)
        expect_same_when_judged(format_find(STR("xliff2.0")), input, &own, &arena);
    arena_free(&arena);
    return 0;
}
