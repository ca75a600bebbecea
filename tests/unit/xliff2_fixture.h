// XLIFF 2 in each of its versions, own mode of 1.2, and chance.
#ifndef TESTS_UNIT_XLIFF2_FIXTURE_H
#define TESTS_UNIT_XLIFF2_FIXTURE_H

#include "base/file.h"
#include "catalog/format.h"
#include "tests/unit/unit.h"

#include <stdlib.h>

static const struct format_options own = {.original = STR_INIT("app"), .tool = STR_INIT("glot")};
static const char *const rows[] = {"xliff2.0", "xliff2.1", "xliff2.2", "xliff"};
enum { row_count = sizeof rows / sizeof *rows, first_version_1 = 3 };

static inline bool read_text(struct str text, struct arena *arena, struct diags *diags, struct catalog *out)
{
    struct format_options options = own;
    options.for_writing = text.len % 2;
    *diags = (struct diags){.arena = arena};
    bool is_read = format_read(format_find(STR("xliff")), text, STR("de.xlf"), &options, arena, diags, out);
    for (size_t i = 0; i < diags->count && !is_read; i++)
        print_error(STR_FORMAT "\n", STR_ARG(diags->at[i].message));
    return is_read;
}

static inline struct str write_as(const char *row, const struct catalog *catalog, struct arena *arena)
{
    struct diags diags = {.arena = arena};
    struct buf out = {0};
    bool is_written = format_find(str_of(row))->write(catalog, &own, arena, &diags, &out);
    for (size_t i = 0; i < diags.count; i++)
        print_error(STR_FORMAT "\n", STR_ARG(diags.at[i].message));
    assert_true(is_written);
    return buf_finish(&out, arena);
}

// ---- chance

struct chance {
    uint64_t state;
    bool keeps_code;   // targets have the code of their sources
    bool is_version_1; // only what XLIFF 1.2 has a place for
};

static inline size_t below(struct chance *chance, size_t limit)
{
    chance->state = chance->state * 6364136223846793005u + 1442695040888963407u;
    return (size_t)(chance->state >> 33) % limit;
}

static inline void expect_same(struct str got, struct str wanted)
{
    if (!str_equal(got, wanted))
        print_error("got:    " STR_FORMAT "\nwanted: " STR_FORMAT "\n", STR_ARG(got), STR_ARG(wanted));
    assert_true(str_equal(got, wanted));
}

#endif
