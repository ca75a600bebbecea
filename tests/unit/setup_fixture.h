// Configurations of the exchange, as texts and as files of a folder.
#ifndef TESTS_UNIT_SETUP_FIXTURE_H
#define TESTS_UNIT_SETUP_FIXTURE_H

#include "sync/setup.h"
#include "tests/unit/scratch.h"

#include <unistd.h>

struct fixture {
    struct arena arena;
    struct diags diags;
    struct setup setup;
    struct sync_resource resource;
};

static inline int set_up(void **state)
{
    static const struct fixture none;
    struct fixture *f = test_malloc(sizeof *f);
    *f = none;
    f->diags.arena = &f->arena;
    *state = f;
    return 0;
}

static inline int tear_down(void **state)
{
    struct fixture *f = *state;
    arena_free(&f->arena);
    test_free(f);
    return 0;
}

static inline bool read_tx(struct fixture *f, const char *text)
{
    f->diags.count = 0;
    return setup_read_tx(STR("web/.tx/config"), str_of(text), &f->arena, &f->diags, &f->setup);
}

static inline bool read_yaml(struct fixture *f, const char *path, const char *text)
{
    f->diags.count = 0;
    return setup_read_yaml(str_of(path), str_of(text), &f->arena, &f->diags, &f->setup);
}

static inline bool choose(struct fixture *f, const char *catalogs, const char *resource)
{
    struct setup_choice choice = {.catalogs = str_of(catalogs),
                                  .resource = str_of(resource),
                                  .say_project = "--project",
                                  .say_resource = "--resource"};
    return setup_choose(&f->setup, &choice, &f->arena, &f->diags, &f->resource);
}

// The one diagnostic: kind, message, and the text that it points at.
static inline void expect_diag(struct fixture *f, enum kind kind, const char *at, const char *message)
{
    assert_int_equal(f->diags.count, 1);
    const struct diag *diag = &f->diags.at[0];
    expect_str(str_of(kind_rows[diag->kind].name), kind_rows[kind].name);
    expect_str(diag->message, message);
    expect_str(str_slice(diag->span.text, diag->span.start, diag->span.end), at);
}

// A temporary folder with these files, empty, as the current one; what was it before.
struct entered {
    struct str folder;
    char before[4096];
};

static inline void enter_folder(struct fixture *f, const char *const *files, struct entered *out)
{
    out->folder = scratch_make(&f->arena);
    for (; *files; files++)
        scratch_write(out->folder, *files, "");
    assert_non_null(getcwd(out->before, sizeof out->before));
    assert_int_equal(chdir(arena_cstr(&f->arena, out->folder)), 0);
}

static inline void leave_folder(const struct entered *place)
{
    assert_int_equal(chdir(place->before), 0);
    scratch_drop(place->folder);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

#endif
