// What is remembered of the last sync.
#include "tests/unit/unit.h"

#include "sync/state.h"

#include <stdio.h>

static const char *const usual = "glot-sync 1\n"
                                 "version 2026-11-24T07:00:00Z\n"
                                 "a\tt\tAAAAAAAB\tAAAAAAAC\n"
                                 "b\tR\tAAAAAAAB\t________\n"
                                 "c\tf\tAAAAAAAB\tAAAAAAAD\tAAAAAAAE\n"
                                 "d\t-\tAAAAAAAB\t-\n";

static struct sync_state read(const char *text, struct diags *diags)
{
    struct sync_state state;
    assert_true(state_read(str_of(text), STR("fr.sync"), diags->arena, diags, &state));
    return state;
}

static void files_are_read_and_printed(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct diags diags = {.arena = &arena};
    struct sync_state got = read(usual, &diags);
    assert_int_equal(diags.count, 0);
    expect_str(got.version, "2026-11-24T07:00:00Z");
    assert_true(got.is_settled);
    assert_int_equal(got.agreements.count, 4);
    const struct agreement *a = state_find(&got, STR("a")), *b = state_find(&got, STR("b"));
    const struct agreement *c = state_find(&got, STR("c"));
    assert_true(a->state == UNIT_TRANSLATED && !a->is_only_here && a->source == 1 && a->target == 2);
    assert_true(b->state == UNIT_REVIEWED && b->is_only_here && b->target == (uint64_t)0xffffffffffff);
    assert_true(c->was_replaced && c->replaced == 4 && !a->was_replaced);
    assert_int_equal(state_find(&got, STR("d"))->state, UNIT_NEW);
    assert_null(state_find(&got, STR("e")));
    struct map known = state_known(&got, &arena);
    assert_true(map_has(&known, STR("a")) && map_has(&known, STR("c")));
    assert_false(map_has(&known, STR("b")) || map_has(&known, STR("d")));
    struct buf out = {0};
    state_print(&got, &arena, &out);
    expect_str(buf_str(&out), usual);
    buf_free(&out);
    arena_free(&arena);
}

static void printing_sorts_and_escapes(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct diags diags = {.arena = &arena};
    struct sync_state made = {.version = STR("a\tb\n")};
    static const struct str ids[] = {STR_INIT("z\ty"),        STR_INIT("<<<<<<< x"), STR_INIT("=======\\"),
                                     STR_INIT("\xff\x31:id"), STR_INIT(""),          STR_INIT("version 2"),
                                     STR_INIT("\xc3\xa9"),    STR_INIT("unsettled"), STR_INIT("a\r")};
    enum { count = sizeof ids / sizeof *ids };
    for (size_t i = 0; i < count; i++) {
        struct agreement *agreement = state_add(&made, ids[i], &arena);
        agreement->state = UNIT_TRANSLATED;
        agreement->target = i;
    }
    struct buf out = {0};
    state_print(&made, &arena, &out);
    expect_str(buf_str(&out), "glot-sync 1\nversion a\\x09b\\x0a\nunsettled\n"
                              "\tt\tAAAAAAAA\tAAAAAAAE\n"
                              "\\x3c<<<<<< x\tt\tAAAAAAAA\tAAAAAAAB\n"
                              "\\x3d======\\x5c\tt\tAAAAAAAA\tAAAAAAAC\n"
                              "a\\x0d\tt\tAAAAAAAA\tAAAAAAAI\n"
                              "unsettled\tt\tAAAAAAAA\tAAAAAAAH\n"
                              "version 2\tt\tAAAAAAAA\tAAAAAAAF\n"
                              "z\\x09y\tt\tAAAAAAAA\tAAAAAAAA\n"
                              "\xc3\xa9\tt\tAAAAAAAA\tAAAAAAAG\n"
                              "\\xff1:id\tt\tAAAAAAAA\tAAAAAAAD\n");
    struct sync_state again;
    assert_true(state_read(buf_str(&out), STR("x"), &arena, &diags, &again));
    assert_int_equal(diags.count, 0);
    assert_true(str_equal(again.version, made.version));
    assert_false(again.is_settled);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(state_find(&again, ids[i])->target, i);
    buf_free(&out);
    arena_free(&arena);
}

static void damage_is_told_and_left_out(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t lines, diags; // that are left, that are told
        size_t line;         // of the first one told
    } cases[] = {
        {"", 0, 1, 1},
        {"garbage\na\tt\tAAAAAAAB\tAAAAAAAC\n", 0, 1, 1},
        {"glot-sync one\na\tt\tAAAAAAAB\tAAAAAAAC\n", 0, 1, 1},
        {"glot-sync 1", 0, 0, 0},
        {"glot-sync 1\na\tt\tAAAAAAAB\tAAAAAAAC", 1, 0, 0},
        {"glot-sync 1\r\na\tt\tAAAAAAAB\tAAAAAAAC\r\n", 1, 0, 0},
        {"glot-sync 1\na\tt\tAAAAAAAB\n", 0, 1, 2},
        {"glot-sync 1\na\tt\tAAAAAAAB\tAAAAAAA\n", 0, 1, 2},
        {"glot-sync 1\na\tt\tAAAAAAAB\tAAAAAA!C\n", 0, 1, 2},
        {"glot-sync 1\na\tx\tAAAAAAAB\tAAAAAAAC\n", 0, 1, 2},
        {"glot-sync 1\na\ttt\tAAAAAAAB\tAAAAAAAC\n", 0, 1, 2},
        {"glot-sync 1\na\t-\tAAAAAAAB\tAAAAAAAC\n", 0, 1, 2},
        {"glot-sync 1\na\tt\tAAAAAAAB\t-\n", 0, 1, 2},
        {"glot-sync 1\na\\x4\tt\tAAAAAAAB\tAAAAAAAC\n", 0, 1, 2},
        {"glot-sync 1\na\tt\tAAAAAAAB\tAAAAAAAC\tAAAAAAAC\tAAAAAAAC\n", 0, 1, 2},
        {"glot-sync 1\nversion a\nversion b\n", 0, 1, 3},
        {"glot-sync 1\na\tt\tAAAAAAAB\tAAAAAAAC\nb\tt\tAAAAAAAB\tAAAAAAAC\na\tt\tAAAAAAAB\tAAAAAAAD\n", 1, 1,
         4},
        // A merge that was not finished: what stands around it counts.
        {"glot-sync 1\na\tt\tAAAAAAAB\tAAAAAAAC\n<<<<<<< ours\nb\tt\tAAAAAAAB\tAAAAAAAC\n=======\n"
         "b\tt\tAAAAAAAB\tAAAAAAAD\n>>>>>>> theirs\nc\tt\tAAAAAAAB\tAAAAAAAC\n",
         2, 1, 3},
        {"glot-sync 1\n<<<<<<< ours\nversion 1\n=======\nversion 2\n>>>>>>> "
         "theirs\nc\tt\tAAAAAAAB\tAAAAAAAC\n",
         1, 1, 2},
        {"glot-sync 1\na\tt\tAAAAAAAB\tAAAAAAAC\n<<<<<<< ours\nb\tt\tAAAAAAAB\tAAAAAAAC\n", 1, 1, 3},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena arena = {0};
        struct diags diags = {.arena = &arena};
        struct sync_state got = read(cases[i].text, &diags);
        assert_int_equal(got.agreements.count, cases[i].lines);
        assert_int_equal(diags.count, cases[i].diags);
        assert_int_equal(got.is_settled, diags.count == 0);
        if (diags.count) {
            assert_int_equal(diags.at[0].kind, KIND_STATE_DAMAGED);
            assert_int_equal(place_line(diags.at[0].span.text, diags.at[0].span.start), cases[i].line);
        }
        arena_free(&arena);
    }
}

static void much_damage_is_told_once(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct diags diags = {.arena = &arena};
    struct buf text = {0};
    buf_text(&text, "glot-sync 1\n");
    for (size_t i = 0; i < 1000; i++)
        buf_text(&text, "?\n");
    struct sync_state got;
    assert_true(state_read(buf_str(&text), STR("x"), &arena, &diags, &got));
    assert_int_equal(diags.count, 21);
    expect_str(diags.at[20].message, "and 980 further places");
    buf_free(&text);
    arena_free(&arena);
}

static void newer_versions_are_refused(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct diags diags = {.arena = &arena};
    struct sync_state got;
    assert_false(state_read(STR("glot-sync 2\n"), STR("x"), &arena, &diags, &got));
    assert_int_equal(diags.at[0].kind, KIND_STATE_VERSION);
    arena_free(&arena);
}

// ---- paths

static struct str path_of(const char *service, const char *host, const char *project, const char *resource,
                          const char *locale, struct arena *arena)
{
    struct address address = {.service = str_of(service),
                              .host = str_of(host),
                              .project = str_of(project),
                              .resource = str_of(resource)};
    return state_path(&address, str_of(locale), arena);
}

static void paths_stay_in_their_folder(void **state)
{
    (void)state;
    static const struct {
        const char *service, *host, *project, *resource, *locale, *wanted;
    } cases[] = {
        {"transifex", "", "acme/web", "en_xlf", "fr-FR", "transifex/acme%2Fweb/en_xlf/fr-FR.sync"},
        {"transifex", "", "acme/web", "en_xlf", "", "transifex/acme%2Fweb/en_xlf/_source.sync"},
        {"transifex", "http://127.0.0.1:8080", "a/b", "r", "de",
         "transifex/@http%3A%2F%2F127.0.0.1%3A8080/a%2Fb/r/de.sync"},
        {"folder", "../../x", "", "..", "../../../etc/passwd",
         "folder/@%2E.%2F..%2Fx/_/%2E./%2E.%2F..%2F..%2Fetc%2Fpasswd.sync"},
        {"x", "", ".", "_", "_source", "x/%2E/%5F/%5Fsource.sync"},
        {"x", "", "@h", "a~b", "sr@latin", "x/%40h/a%7Eb/sr@latin.sync"},
        {"x", "", "a\\b", "CON:\n", "\xc3\xa9", "x/a%5Cb/CON%3A%0A/%C3%A9.sync"},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect_str(path_of(cases[i].service, cases[i].host, cases[i].project, cases[i].resource,
                           cases[i].locale, &arena),
                   cases[i].wanted);
    arena_free(&arena);
}

static void long_names_are_cut_and_stay_apart(void **state)
{
    (void)state;
    struct arena arena = {0};
    char a[1000], b[1000];
    memset(a, 'x', sizeof a);
    memset(b, 'x', sizeof b);
    a[999] = b[999] = 0;
    b[998] = 'y';
    struct str first = path_of("t", "", a, "r", "de", &arena),
               second = path_of("t", "", b, "r", "de", &arena);
    assert_true(first.len < 160);
    assert_false(str_equal(first, second));
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_are_read_and_printed),        cmocka_unit_test(printing_sorts_and_escapes),
        cmocka_unit_test(damage_is_told_and_left_out),       cmocka_unit_test(much_damage_is_told_once),
        cmocka_unit_test(newer_versions_are_refused),        cmocka_unit_test(paths_stay_in_their_folder),
        cmocka_unit_test(long_names_are_cut_and_stay_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
