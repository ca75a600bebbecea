// What git knows, and that no program is run that a repository names.
#include "cli/git.h"

#include "tests/unit/scratch.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct fixture {
    struct arena arena;
    const char *folder;
};

static void shell(const struct fixture *f, const char *commands)
{
    char line[2048];
    snprintf(line, sizeof line,
             "cd %s && export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 && { %s; } >/dev/null 2>&1",
             f->folder, commands);
    assert_int_equal(system(line), 0);
}

static struct str path_of(struct fixture *f, const char *name)
{
    return arena_print(&f->arena, "%s/%s", f->folder, name);
}

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    f->folder = arena_cstr(&f->arena, scratch_make(&f->arena));
    shell(f, "git init -q . && printf 'a\\nb\\n' >f && git add f && git -c user.name=a -c user.email=a@b "
             "commit -qm x && "
             "printf '#!/bin/sh\\necho >>ran\\ncat\\n' >spy && chmod +x spy && "
             "git config core.fsmonitor \"$PWD/spy\" && git config filter.spy.clean \"$PWD/spy\" && touch f");
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(chdir("/"), 0);
    scratch_drop(str_of(f->folder));
    arena_free(&f->arena);
    free(f);
    return 0;
}

static bool has_run(struct fixture *f)
{
    return access(arena_cstr(&f->arena, path_of(f, "ran")), F_OK) == 0;
}

static void tells_what_was_committed(void **state)
{
    struct fixture *f = *state;
    struct str text, time, commit, date, path = path_of(f, "f");
    const struct str_list paths = {&path, 1, 1};
    assert_true(git_read_file(STR("HEAD"), path, &f->arena, &text));
    expect_str(text, "a\nb\n");
    assert_true(git_line_time(path, 2, &f->arena, &time));
    assert_int_equal(time.len, strlen("2026-11-26T18:42:05Z"));
    assert_false(git_read_file(STR("HEAD"), path_of(f, "other"), &f->arena, &text));
    assert_false(git_line_time(path_of(f, "other"), 1, &f->arena, &time));
    assert_int_equal(chdir(f->folder), 0);
    assert_true(git_last_change(&paths, &f->arena, &commit, &date));
    assert_int_equal(date.len, strlen("2026-11-26"));
    assert_false(has_run(f));
}

static void does_not_know_when_an_uncommitted_line_was_written(void **state)
{
    struct fixture *f = *state;
    struct str time;
    shell(f, "printf 'a\\nc\\n' >f");
    assert_true(git_line_time(path_of(f, "f"), 1, &f->arena, &time));
    assert_false(git_line_time(path_of(f, "f"), 2, &f->arena, &time));
}

static void runs_no_filter(void **state)
{
    struct fixture *f = *state;
    struct str text, time;
    shell(f, "echo 'f filter=spy' >.gitattributes");
    assert_false(git_line_time(path_of(f, "f"), 1, &f->arena, &time));
    assert_true(git_read_file(STR("HEAD"), path_of(f, "f"), &f->arena, &text));
    assert_false(has_run(f));
    shell(f, "echo 'f -filter' >.gitattributes");
    assert_true(git_line_time(path_of(f, "f"), 1, &f->arena, &time));
    assert_false(has_run(f));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(tells_what_was_committed),
        TEST(does_not_know_when_an_uncommitted_line_was_written),
        TEST(runs_no_filter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
