// FormatJS, ARB and i18next: the first byte chooses the format. What can be read is written back byte for
// byte, and keeps its meaning when it is printed afresh or when each text is printed anew, unless a
// diagnostic says that it cannot; where nothing can be written, that is an error.

#include "catalog/format.h"
#include "tests/fuzz/law.h"

static bool is_written(const struct unit *unit)
{
    return !unit->is_shadowed;
}

static void expect_equal(const struct catalog *a, const struct catalog *b)
{
    for (size_t i = 0; i < a->units.count; i++) {
        const struct unit *x = &a->units.at[i];
        const struct unit *y = is_written(x) ? catalog_find(b, x->id) : x;
        demand(y && pattern_equal(&x->source, &y->source) && x->notes.count == y->notes.count);
        for (size_t j = 0; j < x->notes.count; j++)
            demand(str_equal(x->notes.at[j].text, y->notes.at[j].text));
        demand(x->syntax == y->syntax && str_equal(x->context, y->context));
    }
    demand(str_equal(a->source_locale, b->source_locale));
}

// Writes the catalog and reads the result, which must say the same.
static void expect_kept(const struct format *format, const struct catalog *catalog, struct arena *arena)
{
    struct diags diags = {.arena = arena};
    struct format_options options = {0};
    struct catalog again;
    struct buf out = {0};
    if (!format->write(catalog, &options, arena, &diags, &out)) {
        demand(diags_count(&diags, SEVERITY_ERROR) > 0);
        buf_free(&out);
        return;
    }
    struct str bytes = buf_finish(&out, arena);
    bool is_told = diags.count > 0;
    demand(format->read(bytes, STR("b.json"), &options, arena, &diags, &again));
    if (!is_told)
        expect_equal(catalog, &again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    static const char *const names[] = {"formatjs", "arb", "i18next"};
    if (len < 2)
        return 0;
    const struct format *format = format_find(str_of(names[data[0] % 3]));
    struct arena arena = {0};
    struct diags diags = {.arena = &arena};
    struct format_options options = {0};
    struct str bytes = {(const char *)data + 1, len - 1};
    struct catalog catalog;
    struct buf out = {0};
    if (format->read(bytes, STR("a.json"), &options, &arena, &diags, &catalog)) {
        demand(format->write(&catalog, &options, &arena, &diags, &out) && str_equal(buf_str(&out), bytes));
        for (size_t i = 0; i < catalog.units.count; i++)
            catalog.units.at[i].source_changed = catalog.units.at[i].notes_changed =
                is_written(&catalog.units.at[i]);
        expect_kept(format, &catalog, &arena);
        catalog.bytes = (struct str){0};
        expect_kept(format, &catalog, &arena);
    }
    buf_free(&out);
    arena_free(&arena);
    return 0;
}
