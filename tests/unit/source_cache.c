// Sources that are kept from run to run: what is taken of a file that changes, and what is not.

#include "extractor/source_cache.h"
#include "tests/unit/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct fixture {
    char folder[64], path[96];
    struct source_cache cache;
    struct program_worker worker;
    struct source source;
};

static void save(const struct fixture *f, const char *text)
{
    FILE *file = fopen(f->path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

// One run over the one file; whether something may be made of it.
static bool run(struct fixture *f, uint64_t key)
{
    struct source_loading loading = {&f->cache, &f->worker};
    source_cache_begin(&f->cache, key);
    f->source = (struct source){.path = str_of(f->path), .row = grammar_of_path(str_of(f->path))};
    source_cache_load(&loading, 0, &f->source);
    source_cache_take(&f->cache, &(struct program){.sources = (struct source *[]){&f->source}, .count = 1});
    return source_cache_end(&f->cache);
}

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    snprintf(f->folder, sizeof f->folder, "/tmp/glot-unit-XXXXXX");
    assert_non_null(mkdtemp(f->folder));
    snprintf(f->path, sizeof f->path, "%s/a.ts", f->folder);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    source_cache_free(&f->cache);
    program_worker_free(&f->worker);
    unlink(f->path);
    rmdir(f->folder);
    free(f);
    return 0;
}

static void a_change_is_taken(void **state)
{
    struct fixture *f = *state;
    save(f, "let a = 1;\n");
    assert_true(run(f, 1));
    expect_str(f->source.text, "let a = 1;\n");
    save(f, "let b = 2;\n"); // the same size, perhaps within one step of the clock
    assert_true(run(f, 1));
    expect_str(f->source.text, "let b = 2;\n");
    assert_int_equal(f->cache.waiting.count, 0);
}

static void what_is_the_same_is_kept(void **state)
{
    struct fixture *f = *state;
    save(f, "let a = 1;\n");
    run(f, 1);
    const char *text = f->source.text.at;
    run(f, 1);
    assert_ptr_equal(f->source.text.at, text);
    save(f, "let a = 1;\n");
    run(f, 1);
    assert_ptr_equal(f->source.text.at, text);
    run(f, 2); // other settings
    expect_str(f->source.text, "let a = 1;\n");
}

static void what_is_half_saved_waits(void **state)
{
    struct fixture *f = *state;
    static const char *const half[] = {"let a = (1;\n", "", "let b = 'x"};
    save(f, "let a = 1;\n");
    assert_true(run(f, 1));
    for (size_t i = 0; i < sizeof half / sizeof *half; i++) {
        save(f, half[i]);
        for (int again = 0; again < 2; again++) {
            assert_true(run(f, 1));
            expect_str(f->source.text, "let a = 1;\n");
            assert_int_equal(f->cache.waiting.count, 1);
            assert_int_equal(f->source.diags.count, half[i][0] != 0);
        }
    }
    save(f, "let c = 3;\n");
    assert_true(run(f, 1));
    expect_str(f->source.text, "let c = 3;\n");
    assert_int_equal(f->cache.waiting.count, 0);
}

static void what_was_broken_before_is_taken(void **state)
{
    struct fixture *f = *state;
    save(f, "let a = (1;\n"); // or the grammar does not know it
    run(f, 1);
    save(f, "let a = (2;\n");
    run(f, 1);
    expect_str(f->source.text, "let a = (2;\n");
}

static void all_is_taken_where_that_is_wanted(void **state)
{
    struct fixture *f = *state;
    f->cache.takes_broken = true;
    save(f, "let a = 1;\n");
    run(f, 1);
    save(f, "");
    assert_true(run(f, 1));
    expect_str(f->source.text, "");
}

static void a_file_that_is_gone_is_read_anew(void **state)
{
    struct fixture *f = *state;
    save(f, "let a = 1;\n");
    run(f, 1);
    unlink(f->path);
    assert_true(run(f, 1));
    assert_int_equal(f->cache.waiting.count, 1);
    assert_int_equal(f->source.diags.count, 1);
    save(f, "let b = 1;\n");
    assert_true(run(f, 1));
    expect_str(f->source.text, "let b = 1;\n");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(a_change_is_taken),
        TEST(what_is_the_same_is_kept),
        TEST(what_is_half_saved_waits),
        TEST(what_was_broken_before_is_taken),
        TEST(all_is_taken_where_that_is_wanted),
        TEST(a_file_that_is_gone_is_read_anew),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
