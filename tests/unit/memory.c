// The translation memory: similarity against the textbook's table, the index against trying all pairs.

#include "catalog/memory.h"
#include "tests/similarity.h"
#include "tests/unit/unit.h"

struct dice {
    uint32_t seed;
};

static size_t below(struct dice *dice, size_t count)
{
    dice->seed = dice->seed * 1664525u + 1013904223u;
    return (dice->seed >> 8) % count;
}

// ---- similarity

// Few different letters, so that much is shared; of one to four bytes.
static struct str random_text(struct dice *dice, size_t longest, struct arena *arena)
{
    static const char *const letters[] = {"a", "b", " ", "\xc3\xa4", "\xe2\x82\xac", "\xf0\x9f\x98\x80", "c"};
    struct buf out = {0};
    size_t count = below(dice, longest + 1);
    for (size_t i = 0; i < count; i++)
        buf_text(&out, letters[below(dice, sizeof letters / sizeof *letters)]);
    return buf_finish(&out, arena);
}

static void similarity_is_that_of_the_textbook(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct dice dice = {7};
    for (size_t i = 0; i < 900; i++) {
        size_t longest = i % 3 ? 70 : 300;
        struct str a = random_text(&dice, longest, &arena), b = random_text(&dice, longest, &arena);
        double got = similarity_of(a, b, &arena);
        assert_true(got == naive_similarity(a, b, &arena));
        assert_true(got == similarity_of(b, a, &arena));
        assert_true(got >= 0 && got <= 1);
        arena_reset(&arena);
    }
    arena_free(&arena);
}

static void percentages_are_those_of_msgmerge(void **state)
{
    (void)state;
    struct arena arena = {0};
    static const struct {
        const char *a, *b;
        double similarity;
    } rows[] = {
        {"", "", 1},
        {"", "a", 0},
        {"abc", "abc", 1},
        {"abcd", "abXd", 0.75},
        {"Delete it", "Keep it", 10.0 / 16},
        {"\xc3\xa4", "\xc3\xb6", 0}, // one byte of two is the same
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_true(similarity_of(str_of(rows[i].a), str_of(rows[i].b), &arena) == rows[i].similarity);
    arena_free(&arena);
}

static void texts_without_end_are_like_equal_ones_only(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct buf out = {0};
    buf_repeat(&out, 'a', 1000000);
    struct str all = buf_finish(&out, &arena), most = str_from(all, 1);
    assert_true(similarity_of(all, most, &arena) == 0);
    assert_true(similarity_of(STR("a"), most, &arena) == 0);
    assert_true(similarity_of(most, STR("a"), &arena) == 0);
    assert_true(similarity_of(all, all, &arena) == 1);
    assert_true(similarity_of(str_slice(all, 0, SIMILARITY_LONGEST), str_slice(all, 0, 1), &arena) > 0);
    arena_free(&arena);
}

// ---- the index

static struct str random_sentence(struct dice *dice, struct arena *arena)
{
    static const char *const words[] = {"user",  "group",   "delete", "create", "the",      "a",     "all",
                                        "login", "failed",  "save",   "name",   "password", "of",    "your",
                                        "token", "expired", "please", "select", "provider", "source"};
    struct buf out = {0};
    size_t count = 1 + below(dice, 9);
    for (size_t i = 0; i < count; i++)
        buf_print(&out, "%s%s", i ? " " : "", words[below(dice, sizeof words / sizeof *words)]);
    buf_print(&out, " %zu", below(dice, 1000));
    return buf_finish(&out, arena);
}

// Some letters, or a word, are other ones.
static struct str edited(struct dice *dice, struct str text, struct arena *arena)
{
    struct buf out = {0};
    size_t start = below(dice, text.len), end = start + below(dice, 12);
    buf_add(&out, str_slice(text, 0, start));
    buf_text(&out, below(dice, 2) ? "changed" : "");
    buf_add(&out, str_from(text, end < text.len ? end : text.len));
    return buf_finish(&out, arena);
}

static struct memory made_memory(struct dice *dice, size_t count, struct arena *arena)
{
    struct memory memory = {0};
    for (size_t i = 0; i < count; i++) {
        struct memory_entry entry = {.key = random_sentence(dice, arena), .number = (uint32_t)i};
        memory_add(&memory, &entry, arena);
    }
    memory_index(&memory, arena);
    return memory;
}

static double best_of_all(const struct memory *memory, struct str key, struct arena *arena)
{
    double best = 0;
    struct similarity_pattern pattern;
    similarity_prepare(key, arena, &pattern);
    for (size_t i = 0; i < memory->entries.count; i++) {
        double similarity = similarity_to(&pattern, memory->entries.at[i].key);
        best = similarity > best ? similarity : best;
    }
    return best;
}

// How many of the look-ups with a match of that similarity find one that is as good as the best of all.
static void measure_recall(double least, size_t *found, size_t *all)
{
    struct arena arena = {0}, scratch = {0};
    struct dice dice = {11};
    struct memory memory = made_memory(&dice, 1200, &arena);
    struct memory_search search = {0};
    for (size_t i = 0; i < effort(1000); i++) {
        struct memory_match_list matches = {0};
        struct str old = memory.entries.at[below(&dice, memory.entries.count)].key;
        struct str key = edited(&dice, old, &scratch);
        memory_find(&memory, key, least, 1, &search, &scratch, &matches);
        double best = best_of_all(&memory, key, &scratch);
        if (matches.count)
            assert_true(matches.at[0].similarity <= best);
        *all += best >= least;
        *found += best >= least && matches.count && matches.at[0].similarity == best;
        arena_reset(&scratch);
    }
    memory_search_free(&search);
    arena_free(&scratch);
    arena_free(&arena);
}

static void the_best_of_all_is_nearly_always_found(void **state)
{
    (void)state;
    static const double thresholds[] = {0.75, 0.6};
    for (size_t i = 0; i < 2; i++) {
        size_t found = 0, all = 0;
        measure_recall(thresholds[i], &found, &all);
        print_message("[          ] from %g on: of %zu best matches %zu are found\n", thresholds[i], all,
                      found);
        assert_true(all > effort(500));
        assert_true(found * 1000 >= all * 990);
    }
}

static void equals_rank_before_what_was_added_earlier(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct memory memory = {0};
    static const unsigned ranks[] = {2, 1, 1, 0};
    static const char *const keys[] = {"Delete user", "Delete user", "Delete user", "Delete users"};
    for (size_t i = 0; i < 4; i++) {
        struct memory_entry entry = {
            .key = str_of(keys[i]), .rank = (uint8_t)ranks[i], .number = (uint32_t)i};
        memory_add(&memory, &entry, &arena);
    }
    memory_index(&memory, &arena);
    struct memory_search search = {0};
    struct memory_match_list matches = {0};
    memory_find(&memory, STR("Delete user"), 0.6, 16, &search, &arena, &matches);
    static const size_t wanted[] = {1, 2, 0, 3};
    assert_int_equal(matches.count, 4);
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(matches.at[i].entry->number, wanted[i]);
    memory_search_free(&search);
    arena_free(&arena);
}

static void short_and_chinese_texts_are_found(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct memory memory = {0};
    static const char *const keys[] = {"OK", "Foo", "\xe5\x88\xa0\xe9\x99\xa4\xe7\x94\xa8\xe6\x88\xb7", "x",
                                       ""};
    for (size_t i = 0; i < 5; i++) {
        struct memory_entry entry = {.key = str_of(keys[i]), .number = (uint32_t)i};
        memory_add(&memory, &entry, &arena);
    }
    memory_index(&memory, &arena);
    struct memory_search search = {0};
    static const struct {
        const char *key;
        size_t number;
    } rows[] = {{"OK", 0}, {"Food", 1}, {"\xe5\x88\xa0\xe9\x99\xa4\xe7\x94\xa8", 2}, {"x", 3}};
    for (size_t i = 0; i < 4; i++) {
        struct memory_match_list matches = {0};
        memory_find(&memory, str_of(rows[i].key), 0.75, 4, &search, &arena, &matches);
        assert_int_equal(matches.count, 1);
        assert_int_equal(matches.at[0].entry->number, rows[i].number);
    }
    memory_search_free(&search);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(similarity_is_that_of_the_textbook),
                                       cmocka_unit_test(percentages_are_those_of_msgmerge),
                                       cmocka_unit_test(texts_without_end_are_like_equal_ones_only),
                                       cmocka_unit_test(the_best_of_all_is_nearly_always_found),
                                       cmocka_unit_test(equals_rank_before_what_was_added_earlier),
                                       cmocka_unit_test(short_and_chinese_texts_are_found)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
