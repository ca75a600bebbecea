// XLIFF 1.2 as both modes read and write it, and chance.
#ifndef TESTS_UNIT_XLIFF_FIXTURE_H
#define TESTS_UNIT_XLIFF_FIXTURE_H

#include "base/file.h"
#include "catalog/format.h"
#include "tests/unit/unit.h"

#include <stdlib.h>

static const struct format_options own = {.original = STR_INIT("app"), .tool = STR_INIT("glot")};
static const struct format_options drop_in = {
    .peer_bytes = true, .original = STR_INIT("lit-localize-inputs"), .tool = STR_INIT("lit-localize")};

static inline const struct format *xliff(void)
{
    return format_find(STR("xliff"));
}

static inline bool read_text(const char *text, const struct format_options *options, struct arena *arena,
                             struct diags *diags, struct catalog *out)
{
    *diags = (struct diags){.arena = arena};
    return xliff()->read(str_of(text), STR("de.xlf"), options, arena, diags, out);
}

static inline struct str write_text(const struct catalog *catalog, const struct format_options *options,
                                    struct arena *arena)
{
    struct diags diags = {.arena = arena};
    struct buf out = {0};
    assert_true(xliff()->write(catalog, options, arena, &diags, &out));
    return buf_finish(&out, arena);
}

// ---- chance

struct chance {
    uint64_t state;
};

static inline size_t below(struct chance *chance, size_t limit)
{
    chance->state = chance->state * 6364136223846793005u + 1442695040888963407u;
    return (size_t)(chance->state >> 33) % limit;
}

#endif
