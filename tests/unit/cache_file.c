// The file of the cache: what is kept is found again, what is damaged is not; and the facts that a run stood
// on.

#include "cli/cache_file.h"
#include "base/hash.h"
#include "tests/unit/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static struct str print(uint64_t key, struct str said, struct str others, struct arena *arena)
{
    struct buf out = {0};
    struct fact facts[] = {{.kind = FACT_ABSENT, .path = STR("/none"), .answer = STR("")}};
    struct outcome_record record = {.key = key, .status = 1, .out = said, .facts = {facts, 1, 1}};
    assert_true(cache_file_print(&record, others, &out));
    return buf_finish(&out, arena);
}

static bool finds(struct str bytes, uint64_t key, struct arena *arena)
{
    struct outcome_record record;
    return cache_file_find(bytes, key, arena, &record);
}

static void what_is_kept_is_found(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct outcome_record record;
    struct str bytes = print(5, STR("hello\n"), STR(""), &arena);
    assert_true(cache_file_find(bytes, 5, &arena, &record));
    assert_int_equal(record.status, 1);
    assert_true(str_is(record.out, "hello\n") && record.err.len == 0);
    assert_true(record.facts.count == 1 && str_is(record.facts.at[0].path, "/none"));
    assert_false(finds(bytes, 6, &arena));
    arena_free(&arena);
}

static void the_oldest_record_goes(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct str bytes = STR("");
    for (uint64_t key = 1; key <= cache_most_records + 1; key++)
        bytes = print(key, STR("x"), bytes, &arena);
    assert_false(finds(bytes, 1, &arena));
    for (uint64_t key = 2; key <= cache_most_records + 1; key++)
        assert_true(finds(bytes, key, &arena));
    bytes = print(3, STR("anew"), bytes, &arena);
    assert_true(finds(bytes, 2, &arena));
    arena_free(&arena);
}

static void any_damage_is_noticed(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct str bytes = print(5, STR("hello"), STR(""), &arena);
    for (size_t i = 0; i < bytes.len; i++) {
        char *copy = arena_cstr(&arena, bytes);
        copy[i] ^= 0x10;
        assert_false(finds((struct str){copy, bytes.len}, 5, &arena));
        assert_false(finds(str_slice(bytes, 0, i), 5, &arena));
    }
    arena_free(&arena);
}

// Records lie one behind the other, so that one of an odd length could not be carried over.
static void a_record_of_an_odd_length_is_none(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct str bytes = print(5, STR("hello"), STR(""), &arena);
    struct row {
        uint64_t key, offset, len, hash;
    } row;
    char *copy = arena_alloc(&arena, 1, bytes.len + 1);
    memcpy(copy, bytes.at, bytes.len);
    memcpy(&row, copy + 40, sizeof row);
    assert_int_equal(row.offset + row.len, bytes.len);
    for (uint64_t more = 0; more < 2; more++) { // a byte behind the texts, all hashes as they have to be
        uint64_t texts = 0;
        memcpy(&texts, bytes.at + row.offset + 16, 8);
        texts += more;
        memcpy(copy + row.offset + 16, &texts, 8);
        copy[bytes.len] = 0;
        struct row altered = {row.key, row.offset, row.len + more, 0};
        altered.hash = hash_bytes((struct str){copy + row.offset, altered.len});
        memcpy(copy + 40, &altered, sizeof altered);
        uint64_t hash = hash_bytes((struct str){copy + 40, sizeof altered});
        memcpy(copy + 32, &hash, 8);
        assert_int_equal(finds((struct str){copy, bytes.len + more}, 5, &arena), more == 0);
    }
    arena_free(&arena);
}

static void what_is_too_large_is_not_kept(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct buf out = {0};
    struct outcome_record record = {.key = 1};
    record.out = (struct str){arena_alloc(&arena, 1, cache_greatest), cache_greatest};
    assert_false(cache_file_print(&record, STR(""), &out));
    assert_int_equal(out.len, 0);
    arena_free(&arena);
}

// ---- facts

struct fixture {
    char folder[64], path[96];
    struct arena arena;
};

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
    unlink(f->path);
    rmdir(f->folder);
    arena_free(&f->arena);
    free(f);
    return 0;
}

static void save(const struct fixture *f, const char *text)
{
    FILE *file = fopen(f->path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static bool holds(const struct fixture *f, struct fact fact)
{
    struct arena scratch = {0};
    (void)f;
    bool good = fact_holds(&fact, &scratch);
    arena_free(&scratch);
    return good;
}

// A run that began now, or when all was old, and found `seen` in the file (NULL: it does not tell).
static bool gather(struct fixture *f, bool is_old, const char *seen, struct ground *ground)
{
    *ground = (struct ground){0};
    clock_gettime(CLOCK_REALTIME, &ground->since);
    ground->since.tv_sec += is_old ? 10 : -10;
    ground_file(ground, str_of(f->path));
    if (seen)
        ground_holds(ground, str_of(f->path), str_of(seen));
    return ground_gather(ground);
}

static void a_young_file_is_known_by_its_bytes(void **state)
{
    struct fixture *f = *state;
    struct ground ground;
    save(f, "one");
    assert_true(gather(f, false, "one", &ground));
    assert_false(ground.facts.at[0].is_settled);
    assert_true(holds(f, ground.facts.at[0]));
    save(f, "two");
    assert_false(holds(f, ground.facts.at[0]));
    save(f, "one");
    assert_true(holds(f, ground.facts.at[0]));
    ground_free(&ground);
}

static void what_a_run_saw_counts_not_what_is_there_after_it(void **state)
{
    struct fixture *f = *state;
    struct ground ground;
    save(f, "two");
    assert_true(gather(f, false, "one", &ground));
    assert_false(holds(f, ground.facts.at[0]));
    ground_free(&ground);
    assert_false(gather(f, false, NULL, &ground)); // it is young, and nobody knows what the run saw
    ground_free(&ground);
}

static void an_old_file_is_known_by_its_times(void **state)
{
    struct fixture *f = *state;
    struct ground ground;
    save(f, "one");
    assert_true(gather(f, true, NULL, &ground));
    struct fact fact = ground.facts.at[0];
    assert_true(fact.is_settled && holds(f, fact));
    fact.contents++;
    assert_true(holds(f, fact)); // it is not read
    fact.identity.changed.tv_nsec ^= 1;
    assert_false(holds(f, fact));
    ground_free(&ground);
}

static void what_was_not_there_is_still_not_there(void **state)
{
    struct fixture *f = *state;
    struct ground ground;
    assert_true(gather(f, true, NULL, &ground));
    assert_true(ground.facts.at[0].kind == FACT_ABSENT && holds(f, ground.facts.at[0]));
    save(f, "");
    assert_false(holds(f, ground.facts.at[0]));
    ground_free(&ground);
    unlink(f->path);
    assert_false(gather(f, false, NULL, &ground)); // it may have gone during the run
    ground_free(&ground);
}

static void a_folder_is_known_by_its_entries(void **state)
{
    struct fixture *f = *state;
    struct ground ground = {0};
    struct folder_entry_list none = {0};
    ground_listing(&ground, str_of(f->folder), &none);
    assert_true(holds(f, ground.facts.at[0]));
    save(f, "");
    assert_false(holds(f, ground.facts.at[0]));
    unlink(f->path);
    assert_true(holds(f, ground.facts.at[0]));
    ground_free(&ground);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_kept_is_found),
        cmocka_unit_test(the_oldest_record_goes),
        cmocka_unit_test(any_damage_is_noticed),
        cmocka_unit_test(a_record_of_an_odd_length_is_none),
        cmocka_unit_test(what_is_too_large_is_not_kept),
        cmocka_unit_test_setup_teardown(a_young_file_is_known_by_its_bytes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_a_run_saw_counts_not_what_is_there_after_it, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_old_file_is_known_by_its_times, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_was_not_there_is_still_not_there, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_folder_is_known_by_its_entries, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
