// How much a source changed.
#include "tests/unit/unit.h"

#include "base/unicode.h"
#include "sync/edit.h"
#include "sync/neutral.h"

// "{NAME=CODE}" is a placeholder.
static struct pattern pattern_of(const char *text, struct arena *arena)
{
    struct pattern pattern = {0};
    struct str rest = str_of(text);
    for (size_t at = 0, open; at < rest.len; at = open) {
        open = str_find(rest, STR("{"), at);
        size_t close = open == STR_NONE ? STR_NONE : str_find_byte(rest, '}', open);
        size_t equal = open == STR_NONE ? STR_NONE : str_find_byte(str_slice(rest, 0, close), '=', open);
        if (equal == STR_NONE) {
            pattern_add_text(&pattern, str_from(rest, at), arena);
            break;
        }
        pattern_add_text(&pattern, str_slice(rest, at, open), arena);
        pattern_add_code(&pattern, PART_PLACEHOLDER, str_slice(rest, equal + 1, close),
                         str_slice(rest, open + 1, equal), arena);
        open = close + 1;
    }
    return pattern;
}

static void edits_are_told_apart(void **state)
{
    (void)state;
    static const struct {
        const char *before, *after;
        enum edit wanted;
    } cases[] = {
        {"Save", "Save", EDIT_NONE},
        {"Hi {0=a}", "Hi {0=a}", EDIT_NONE},
        {"Hi {0=a}", "Hi {0=b}", EDIT_CODE},
        {"Save", "save", EDIT_TYPOGRAPHY},
        {"Save", " Save\n", EDIT_TYPOGRAPHY},
        {"Save all", "Save  all.", EDIT_TYPOGRAPHY},
        {"Save…", "Save...", EDIT_TYPOGRAPHY},
        {"Don't", "Don’t", EDIT_TYPOGRAPHY},
        {"\"Yes\"", "“Yes”", EDIT_TYPOGRAPHY},
        {"caf\xc3\xa9", "cafe\xcc\x81", EDIT_TYPOGRAPHY},
        {"STRASSE", "strasse", EDIT_TYPOGRAPHY},
        {"Hi {0=a} !", "Hi {0=b}!", EDIT_TYPOGRAPHY},
        {"soft\xc2\xadhyphen", "softhyphen", EDIT_TYPOGRAPHY},
        {"Save", "Safe", EDIT_REAL},
        {"Save", "", EDIT_REAL},
        {"a {0=a}", "{0=a} a", EDIT_REAL},
        {"a {0=a}", "a {1=a}", EDIT_REAL},
        {"a {0=a}", "a", EDIT_REAL},
        // Punctuation with a meaning.
        {"1.5", "15", EDIT_REAL},
        {"1.5", "1,5", EDIT_REAL},
        {"-3", "3", EDIT_REAL},
        {"50%", "50", EDIT_REAL},
        {"a/b", "ab", EDIT_REAL},
        {"a_b", "ab", EDIT_REAL},
        {"{a}", "a", EDIT_REAL},
        {"'{a}'", "{a}", EDIT_REAL},
        {"a-b", "a b", EDIT_TYPOGRAPHY},
        {"$5", "5", EDIT_REAL},
        {"a + b", "a b", EDIT_REAL},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct pattern before = pattern_of(cases[i].before, &arena);
        struct pattern after = pattern_of(cases[i].after, &arena);
        if (edit_classify(&before, &after, &arena) != cases[i].wanted)
            fail_msg("%s → %s: got %s", cases[i].before, cases[i].after,
                     edit_name(edit_classify(&before, &after, &arena)));
        assert_int_equal(edit_classify(&after, &before, &arena), cases[i].wanted);
    }
    arena_free(&arena);
}

static void accents_come_apart(void **state)
{
    (void)state;
    struct arena arena = {0};
    expect_str(unicode_decomposed(STR("plain"), &arena), "plain");
    expect_str(unicode_decomposed(STR("\xc3\xa9"), &arena), "e\xcc\x81");
    // One character of three bytes becomes three of them; marks come into one order.
    expect_str(unicode_decomposed(STR("\xe1\xbe\x82"), &arena), "\xce\xb1\xcc\x93\xcc\x80\xcd\x85");
    expect_str(unicode_decomposed(STR("a\xcc\xa3\xcc\x87"), &arena), "a\xcc\xa3\xcc\x87");
    expect_str(unicode_decomposed(STR("a\xcc\x87\xcc\xa3"), &arena), "a\xcc\xa3\xcc\x87");
    expect_str(unicode_decomposed(STR("\xff\xe2"), &arena), "\xef\xbf\xbd\xef\xbf\xbd");
    arena_free(&arena);
}

// ---- catalogs

static struct catalog catalog_of(const char *const *units, struct arena *arena)
{
    struct catalog catalog = {.source_locale = STR("en")};
    for (; *units; units += 2)
        catalog_add(&catalog, str_of(units[0]), arena)->source = pattern_of(units[1], arena);
    return catalog;
}

static void a_push_is_foreseen(void **state)
{
    (void)state;
    struct arena arena = {0};
    const char *const ours[] = {"same", "A", "code", "Hi {0=${now}}", "typo", "Save.", "real", "Delete",
                                "new",  "N", NULL};
    const char *const theirs[] = {"gone",           "G",    "real", "Remove", "same", "A", "code",
                                  "Hi {0=${then}}", "typo", "save", NULL};
    struct catalog local = catalog_of(ours, &arena), remote = catalog_of(theirs, &arena);
    struct source_changes changes;
    edit_compare(&local, &remote, NULL, &arena, &changes);
    static const char *const wanted[] = {"code", "typo", "real", "new", "gone"};
    assert_int_equal(changes.list.count, 5);
    for (size_t i = 0; i < 5; i++)
        expect_str(changes.list.at[i].id, wanted[i]);
    assert_int_equal(changes.added, 1);
    assert_int_equal(changes.deleted, 1);
    assert_int_equal(changes.edits[EDIT_NONE], 1);
    assert_int_equal(changes.edits[EDIT_CODE], 1);
    assert_int_equal(changes.edits[EDIT_TYPOGRAPHY], 1);
    assert_int_equal(changes.edits[EDIT_REAL], 1);
    assert_int_equal(changes.local, 5);
    assert_int_equal(changes.remote, 5);
    assert_false(edit_keeps(&changes));
    // The first of two writes changes what keeps its translations, and only that.
    struct catalog bridge;
    assert_true(edit_bridge(&changes, &local, &remote, &arena, &bridge));
    assert_int_equal(bridge.units.count, 5);
    expect_str(catalog_find(&bridge, STR("real"))->source.parts.at[0].text, "Remove");
    expect_str(catalog_find(&bridge, STR("typo"))->source.parts.at[0].text, "Save.");
    expect_str(catalog_find(&bridge, STR("code"))->source.parts.at[1].text, "{0}");
    edit_compare(&local, &bridge, NULL, &arena, &changes);
    assert_int_equal(changes.list.count, 1);
    assert_false(edit_bridge(&changes, &local, &bridge, &arena, &bridge));
    // What was written is no change.
    struct catalog neutral = neutral_catalog(&local, false, &arena);
    edit_compare(&local, &neutral, NULL, &arena, &changes);
    assert_int_equal(changes.list.count, 0);
    assert_true(edit_keeps(&changes));
    arena_free(&arena);
}

static void whose_source_changed_is_told(void **state)
{
    (void)state;
    struct arena arena = {0};
    const char *const before[] = {"a", "A", "b", "B", NULL}, *const theirs[] = {"a", "A 2", "b", "B", NULL};
    const char *const ours[] = {"a", "A", "b", "B 2", NULL};
    struct catalog base = catalog_of(before, &arena), local = catalog_of(ours, &arena);
    struct catalog remote = catalog_of(theirs, &arena);
    struct sync_state source = edit_state(&base, STR("v"), &arena);
    struct source_changes changes;
    edit_compare(&local, &remote, &source, &arena, &changes);
    assert_int_equal(changes.list.count, 2);
    assert_true(changes.list.at[0].is_theirs);
    assert_false(changes.list.at[1].is_theirs);
    assert_int_equal(changes.theirs, 1);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(edits_are_told_apart),
        cmocka_unit_test(accents_come_apart),
        cmocka_unit_test(a_push_is_foreseen),
        cmocka_unit_test(whose_source_changed_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
