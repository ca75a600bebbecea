// Messages of FormatJS.
#include "tests/unit/json_fixture.h"

static void formatjs_reads_messages(void **state)
{
    struct fixture *f = *state;
    assert_true(reads(
        f, "formatjs",
        "{\"a\": \"Hi {name}\", \"b\": {\"defaultMessage\": \"{n, plural, one {# <b>x</b>} other {y}}\", "
        "\"description\": \"D\"}, \"c\": {\"message\": \"M\"}}"));
    expect_source(f, "a", "Hi {name={name}}");
    expect_source(f, "b", ".match $n:plural\none {{{n=#} {#b=<b>}x{/b=</b>}}}\nother {{y}}");
    expect_source(f, "c", "M");
    expect_str(unit(f, "b")->notes.at[0].text, "D");
    assert_int_equal(f->diags.count, 0);
}

static void what_is_no_message_stays_text_with_a_warning(void **state)
{
    struct fixture *f = *state;
    const char *text =
        "{\"a\": \"\\u00fc\\ud83d\\ude00\\\"{x\", \"b\": \"{n, plural, one {x}}\", \"c\": \"{{x}}\"}";
    assert_true(reads(f, "formatjs", text));
    expect_source(f, "a", "\xc3\xbc\xf0\x9f\x98\x80\"{x");
    assert_int_equal(unit(f, "a")->syntax, SYNTAX_ICU);
    assert_int_equal(f->diags.count, 3);
    assert_int_equal(f->diags.at[0].kind, KIND_ICU_SYNTAX);
    assert_int_equal(f->diags.at[0].severity, SEVERITY_WARNING);
    expect_str(str_slice(str_of(text), f->diags.at[0].related.at[0].span.start, f->diags.at[0].span.end),
               "{x");
    expect_str(str_slice(str_of(text), f->diags.at[0].span.start, f->diags.at[0].span.end + 1), "\"");
    assert_int_equal(f->diags.at[1].kind, KIND_ICU_OTHER);
    expect_str(str_slice(str_of(text), f->diags.at[2].span.start, f->diags.at[2].span.end), "{");
}

static void formatjs_splices(void **state)
{
    struct fixture *f = *state;
    assert_true(reads(
        f, "formatjs",
        "{\r\n    \"a\": {\r\n        \"defaultMessage\": \"A\",\r\n        \"x\": [1,  2]\r\n    },\r\n"
        "    \"b\": {\"defaultMessage\": \"B\", \"description\": \"D\"},\r\n    \"c\": \"C\"\r\n}"));
    change(f, "a", "it's {");
    *list_push(&unit(f, "a")->notes, &f->arena) = (struct note){.text = STR("N")};
    unit(f, "a")->notes_changed = true;
    unit(f, "b")->notes.at[0].removed = unit(f, "b")->notes_changed = true;
    unit(f, "c")->removed = true;
    struct unit *d = add(f, "d", "D");
    *list_push(&d->notes, &f->arena) = (struct note){.text = STR("new")};
    expect_str(written(f),
               "{\r\n    \"a\": {\r\n        \"defaultMessage\": \"it's '{'\",\r\n        \"x\": [1,  2],\r\n"
               "        \"description\": \"N\"\r\n    },\r\n    \"b\": {\"defaultMessage\": \"B\"},\r\n"
               "    \"d\": {\r\n        \"defaultMessage\": \"D\",\r\n        \"description\": \"new\"\r\n   "
               " }\r\n}");
}

static void translations_are_written_where_there_is_a_target_locale(void **state)
{
    struct fixture *f = *state;
    assert_true(
        reads(f, "formatjs", "{\"a\": {\"defaultMessage\": \"A\", \"description\": \"D\"}, \"b\": \"B\"}"));
    f->catalog.bytes = (struct str){0};
    f->catalog.target_locale = STR("de");
    unit(f, "a")->target = pattern_of_text(STR("Ah"), &f->arena);
    unit(f, "a")->has_target = true;
    expect_str(written(f), "{\n  \"a\": \"Ah\"\n}\n");
}

static void members_go_with_their_commas(void **state)
{
    static const char text[] = "{ \"a\": \"A\" , \"b\": \"B\" ,\"c\": \"C\" }";
    static const struct {
        bool removed[3], adds;
        const char *wanted;
    } rows[] = {
        {{true, false, false}, false, "{ \"b\": \"B\" ,\"c\": \"C\" }"},
        {{false, true, false}, false, "{ \"a\": \"A\" , \"c\": \"C\" }"},
        {{false, true, true}, false, "{ \"a\": \"A\" }"},
        {{true, true, false}, false, "{ \"c\": \"C\" }"},
        {{true, true, true}, false, "{}"},
        {{false, false, true}, true, "{ \"a\": \"A\" , \"b\": \"B\", \"d\": \"D\" }"},
        {{true, true, true}, true, "{\"d\": \"D\" }"},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_true(reads(f, "formatjs", text));
        for (size_t j = 0; j < 3; j++)
            f->catalog.units.at[j].removed = rows[i].removed[j];
        if (rows[i].adds)
            add(f, "d", "D");
        expect_str(written(f), rows[i].wanted);
    }
}

static void foreign_code_is_told(void **state)
{
    struct fixture *f = *state;
    assert_true(reads(f, "formatjs", "{\"0\": \"\"}"));
    struct unit *a = add(f, "a", "Hi ");
    pattern_add_code(&a->source, PART_PLACEHOLDER, STR("${user.name}"), STR("0"), &f->arena);
    struct unit *b = add(f, "b", "x");
    pattern_add_code(&b->source, PART_OPEN, STR("<b>"), STR("b"), &f->arena);
    expect_str(written(f), "{\"0\": \"\", \"a\": \"Hi {0}\", \"b\": \"x'<b>'\"}");
    assert_int_equal(f->diags.count, 2);
    assert_int_equal(f->diags.at[0].kind, KIND_CATALOG_UNFIT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(formatjs_reads_messages),
        TEST(what_is_no_message_stays_text_with_a_warning),
        TEST(formatjs_splices),
        TEST(translations_are_written_where_there_is_a_target_locale),
        TEST(members_go_with_their_commas),
        TEST(foreign_code_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
