// A catalog that is read and written in one format, for tests of formats.
#ifndef TESTS_UNIT_FORMAT_FIXTURE_H
#define TESTS_UNIT_FORMAT_FIXTURE_H

#include "catalog/format.h"
#include "tests/unit/unit.h"

#include <stdlib.h>

struct fixture {
    struct arena arena;
    struct diags diags;
    struct catalog catalog;
    struct buf out;
    const struct format *format; // of what was read last
    struct format_options options;
};

static inline int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    f->diags.arena = &f->arena;
    f->options.tool = STR("glot");
    *state = f;
    return 0;
}

static inline int tear_down(void **state)
{
    struct fixture *f = *state;
    buf_free(&f->out);
    arena_free(&f->arena);
    free(f);
    return 0;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

static inline bool reads_as(struct fixture *f, const char *format, const char *path, const char *text)
{
    f->diags.count = 0;
    f->format = format_find(str_of(format));
    assert_non_null(f->format);
    return format_read(f->format, str_of(text), str_of(path), &f->options, &f->arena, &f->diags, &f->catalog);
}

static inline struct str written_as(struct fixture *f, const char *format)
{
    f->out.len = 0;
    assert_true(format_find(str_of(format))->write(&f->catalog, &f->options, &f->arena, &f->diags, &f->out));
    return buf_str(&f->out);
}

static inline void expect_pattern(const struct pattern *pattern, const char *wanted)
{
    struct buf out = {0};
    pattern_print(pattern, &out);
    expect_str(buf_str(&out), wanted);
    buf_free(&out);
}

// Each text is written as it was read; the list ends with NULL.
static inline void expect_written_as(struct fixture *f, const char *format, const char *path,
                                     const char *const *texts)
{
    for (; *texts; texts++) {
        assert_true(reads_as(f, format, path, *texts));
        expect_str(written_as(f, format), *texts);
    }
}

#endif
