// XLIFF. Laws: what is read and not changed is written as it was; targets that are written again are read
// again; the form of drop-in mode, brought into that form, stays; see judged_law.h.
#include "catalog/formats/xliff.h"
#include "catalog/format.h"

#include "tests/fuzz/catalog_law.h"
#include "tests/fuzz/judged_law.h"
#include "tests/fuzz/mutate_xml.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static const struct format_options own = {.tool = STR_INIT("glot")};
static const struct format_options drop_in = {.peer_bytes = true, .tool = STR_INIT("lit-localize")};

static bool read_text(struct str text, const struct format_options *options, struct arena *arena,
                      struct catalog *out)
{
    struct diags diags = {.arena = arena};
    bool is_read = format_find(STR("xliff"))->read(text, STR("x"), options, arena, &diags, out);
    demand(is_read || diags_count(&diags, SEVERITY_ERROR) > 0);
    expect_places_in_texts(&diags);
    return is_read;
}

static bool write_text(const struct catalog *catalog, const struct format_options *options,
                       struct arena *arena, struct str *out)
{
    struct diags diags = {.arena = arena};
    struct buf text = {0};
    bool is_written = format_find(STR("xliff"))->write(catalog, options, arena, &diags, &text);
    demand(is_written || diags_count(&diags, SEVERITY_ERROR) > 0);
    *out = buf_finish(&text, arena);
    return is_written;
}

static void rewrite_targets(struct catalog *catalog, struct arena *arena)
{
    struct catalog again;
    struct str text;
    for (size_t i = 0; i < catalog->units.count; i++) {
        struct unit *unit = &catalog->units.at[i];
        unit->source_changed = unit->target_changed = unit->notes_changed = unit->state_changed = true;
    }
    if (!write_text(catalog, &own, arena, &text))
        return;
    demand(read_text(text, &own, arena, &again));
    demand(again.units.count == catalog->units.count);
    for (size_t i = 0; i < again.units.count; i++) {
        const struct unit *a = &again.units.at[i], *b = &catalog->units.at[i];
        demand(str_equal(a->id, b->id) && a->has_target == b->has_target && a->state == b->state);
        demand(a->is_obsolete == b->is_obsolete && a->is_locked == b->is_locked);
        demand(pattern_equal(&a->source, &b->source) && pattern_equal(&a->target, &b->target));
        demand(a->has_previous == b->has_previous && str_equal(a->context, b->context) &&
               pattern_equal(&unit_rare(a)->previous, &unit_rare(b)->previous));
        expect_equal_notes(a, b);
        expect_same_texts(&a->locations, &b->locations);
    }
}

static void check_own(struct str input, struct arena *arena)
{
    struct catalog catalog;
    struct str text;
    if (!read_text(input, &own, arena, &catalog))
        return;
    if (write_text(&catalog, &own, arena, &text))
        demand(str_equal(text, input));
    if (!xliff_is_2(input)) // which has a target of its own
        rewrite_targets(&catalog, arena);
}

// Line ends that stand as references come out raw, and are line feeds the next time.
static void check_drop_in(struct str input, struct arena *arena)
{
    struct str texts[3];
    struct catalog catalog;
    for (size_t i = 0; i < 3; i++)
        if (!read_text(i ? texts[i - 1] : input, &drop_in, arena, &catalog) ||
            !write_text(&catalog, &drop_in, arena, &texts[i]))
            return;
    demand(str_equal(texts[1], texts[2]));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct arena arena = {0};
    struct str input = arena_copy(&arena, (struct str){(const char *)bytes, len});
    if (len > 0) {
        check_own(input, &arena);
        check_drop_in(input, &arena);
        expect_same_when_judged(format_find(STR("xliff")), input, &own, &arena);
        expect_same_when_judged(format_find(STR("xliff")), input, &drop_in, &arena);
    }
    arena_free(&arena);
    return 0;
}
