// CSV: both laws, separators and quotes, formulas, splices, refusals.
#include "tests/unit/any_catalog.h"
#include "tests/unit/format_fixture.h"

static bool reads(struct fixture *f, const char *text)
{
    return reads_as(f, "csv", "de.csv", text);
}

static struct str written(struct fixture *f)
{
    return written_as(f, "csv");
}

static void reads_what_it_wrote(void **state)
{
    struct fixture *f = *state;
    for (uint64_t seed = 1; seed <= 300; seed++) {
        struct arena arena = {0};
        struct chance chance = {.state = seed, .holds = format_find(STR("csv"))->holds};
        struct catalog wanted = any_catalog(&chance, &arena);
        f->catalog = wanted;
        struct str text = arena_copy(&arena, written(f));
        if (!reads(f, arena_cstr(&arena, text)))
            fail_msg("%s", arena_cstr(&arena, text));
        assert_int_equal(f->catalog.units.count, wanted.units.count);
        for (size_t i = 0; i < wanted.units.count; i++)
            expect_unit(&f->catalog.units.at[i], &wanted.units.at[i], NULL);
        for (size_t i = 0; i < wanted.units.count; i++)
            f->catalog.units.at[i].target_changed = f->catalog.units.at[i].source_changed =
                f->catalog.units.at[i].notes_changed = true;
        expect_str(written(f), arena_cstr(&arena, text));
        f->catalog.bytes = (struct str){0};
        expect_str(written(f), arena_cstr(&arena, text));
        arena_free(&arena);
    }
}

static void reads_separators_quotes_and_names(void **state)
{
    struct fixture *f = *state;
    assert_true(reads(
        f, "\xef\xbb\xbfNotes;ID;Target (de-AT);mine;source;codes;state\r\n"
           "\"[from Anna] a\nb\n[from ] c\";x;\"Hallo \"\"{0}\"\"\";1;Hi {0};{0} = ${n};needs-review\r\n"
           "\r\n"
           ";y;'=1;;'+2\n"));
    assert_int_equal(f->diags.count, 0);
    const struct unit *u = f->catalog.units.at;
    assert_int_equal(f->catalog.units.count, 2);
    expect_str(f->catalog.target_locale, "de-AT");
    expect_pattern(&u[0].source, "Hi {0=${n}}");
    expect_pattern(&u[0].target, "Hallo \"{0=${n}}\"");
    assert_int_equal(u[0].state, UNIT_NEEDS_REVIEW);
    expect_str(u[0].notes.at[0].from, "Anna");
    expect_str(u[0].notes.at[0].text, "a\nb");
    expect_str(u[0].notes.at[1].text, "c");
    expect_pattern(&u[1].source, "+2");
    expect_pattern(&u[1].target, "=1");
}

static void writes_what_it_read(void **state)
{
    static const char *const texts[] = {"id,source\n", "source\ta\n\nx\ty",
                                        "\xef\xbb\xbfid;source;target\r\n1;\"a\nb\";c\r\n;;;\r\n2;b",
                                        "id,source\n1,a,b,c\n1\n", NULL};
    expect_written_as(*state, "csv", "de.csv", texts);
}

static void formulas_are_neutral_and_come_back(void **state)
{
    static const char *const texts[] = {"=1", "+1", "-1", "@a", "\t1", "\r1", "'=1", "''+", "'a", "a=", "'"};
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        f->catalog = (struct catalog){0};
        catalog_add(&f->catalog, STR("x"), &f->arena)->source = pattern_of_text(str_of(texts[i]), &f->arena);
        struct str text = arena_copy(&f->arena, written(f));
        assert_true(str_find(text, STR(",="), 0) == STR_NONE && str_find(text, STR(",@"), 0) == STR_NONE);
        assert_true(str_find(text, STR("\"\t"), 0) == STR_NONE);
        assert_true(reads(f, arena_cstr(&f->arena, text)));
        expect_str(f->catalog.units.at[0].source.parts.at[0].text, texts[i]);
    }
}

static void ids_like_lines_of_a_conflict_come_back(void **state)
{
    static const char *const ids[] = {"<<<<<<< HEAD", "=======", ">>>>>>> topic", "||||||| base"};
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        f->catalog = (struct catalog){0};
        catalog_add(&f->catalog, str_of(ids[i]), &f->arena);
        struct str text = arena_copy(&f->arena, written(f));
        assert_true(reads(f, arena_cstr(&f->arena, text)));
        expect_str(f->catalog.units.at[0].id, ids[i]);
    }
}

static void splices_only_what_changed(void **state)
{
    struct fixture *f = *state;
    assert_true(reads(f, "mine,id,source,target\n \"x\" ,a,\"A\",\n1,b,B,BB\n2,c,C,CC\n"));
    struct unit *u = f->catalog.units.at;
    u[0].target = pattern_of_text(STR("1, 2"), &f->arena);
    u[0].has_target = u[0].target_changed = true;
    u[0].state = UNIT_NEEDS_REVIEW;
    u[1].removed = true;
    catalog_add(&f->catalog, STR("d"), &f->arena)->source = pattern_of_text(STR("D"), &f->arena);
    expect_str(written(f),
               "mine,id,source,target,state\n \"x\" ,a,A,\"1, 2\",needs-review\n2,c,C,CC\n,d,D,,\n");
}

// Whatever text and contexts are, the text comes back.
static void previous_sources_stand_behind_their_contexts(void **state)
{
    struct fixture *f = *state;
    static const char *const cells[][3] = {
        {"c", "T", "c"}, {"c", "\x04T", ""}, {"", "menu\x04T", "menu"}, {"c", "c\x04T\x04U", "c"}};
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        struct str text =
            arena_print(&f->arena, "id,source,context,previous\na,A,%s,%s\n", cells[i][0], cells[i][1]);
        assert_true(reads(f, arena_cstr(&f->arena, text)));
        struct unit *unit = f->catalog.units.at;
        assert_true(unit_rare(unit)->has_previous_context);
        expect_str(unit_rare(unit)->previous_context, cells[i][2]);
        expect_pattern(&unit_rare(unit)->previous, i == 3 ? "T\x04U" : "T");
        unit->source_changed = true;
        expect_str(written(f), arena_cstr(&f->arena, text));
        unit->context = STR("d\x04");
        f->catalog.bytes = (struct str){0};
        assert_true(reads(f, arena_cstr(&f->arena, written(f))));
        expect_pattern(&unit_rare(&f->catalog.units.at[0])->previous, i == 3 ? "T\x04U" : "T");
    }
}

static void refuses_what_is_no_table(void **state)
{
    static const struct {
        const char *text;
        enum kind kind;
        size_t start;
    } cases[] = {{"id,source\n1,\"a", KIND_CSV_SYNTAX, 12},
                 {"id,source\n1,\"a\"b\n", KIND_CSV_SYNTAX, 12},
                 {"a,b\n", KIND_CSV_SYNTAX, 0},
                 {"id,id\n", KIND_CSV_SYNTAX, 0},
                 {"id,source\n1,\xff\n", KIND_FILE_NOT_UTF8, 12}};
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_false(reads(f, cases[i].text));
        assert_int_equal(f->diags.at[0].kind, cases[i].kind);
        assert_int_equal(f->diags.at[0].span.start, cases[i].start);
    }
    assert_true(reads(f, "id,source,state\n1,a,green\n,b,\n1,c,\n"));
    assert_int_equal(f->diags.at[0].kind, KIND_CSV_STATE);
    assert_int_equal(f->diags.at[1].kind, KIND_CSV_WITHOUT_ID);
    assert_int_equal(f->diags.at[2].kind, KIND_UNIT_DUPLICATE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(reads_separators_quotes_and_names),
        TEST(writes_what_it_read),
        TEST(formulas_are_neutral_and_come_back),
        TEST(ids_like_lines_of_a_conflict_come_back),
        TEST(splices_only_what_changed),
        TEST(reads_what_it_wrote),
        TEST(previous_sources_stand_behind_their_contexts),
        TEST(refuses_what_is_no_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
