// Resources of ARB.
#include "tests/unit/json_fixture.h"

static void arb_reads_resources(void **state)
{
    struct fixture *f = *state;
    assert_true(reads(f, "arb", fixtures[6].text));
    expect_str(f->catalog.source_locale, "en");
    assert_int_equal(f->catalog.units.count, 2);
    expect_source(f, "a", "l'{x={x}} <b> #");
    expect_str(unit(f, "a")->notes.at[0].text, "D");
    expect_str(unit(f, "a")->context, "C");
    expect_source(f, "n", ".match $n:plural\n=0 {{none}}\none {{{n={n}} x}}\nother {{{n={n}} y}}");
}

static void arb_splices(void **state)
{
    struct fixture *f = *state;
    assert_true(reads(
        f, "arb",
        "{\n  \"@@locale\": \"en\",\n  \"a\": \"A\",\n  \"@a\": {\"type\": \"text\"},\n  \"b\": \"B\",\n"
        "  \"@b\": {\"description\": \"D\"},\n  \"c\": \"C\",\n  \"@c\": {}\n}\n"));
    f->catalog.target_locale = STR("de");
    for (size_t i = 0; i < f->catalog.units.count; i++) {
        struct unit *one = &f->catalog.units.at[i];
        one->target = pattern_of_text(STR("Z"), &f->arena);
        one->has_target = one->target_changed = true;
    }
    unit(f, "b")->removed = true;
    catalog_rename(&f->catalog, unit(f, "c"), STR("d"), &f->arena);
    expect_str(written(f), "{\n  \"@@locale\": \"de\",\n  \"a\": \"Z\",\n  \"@a\": {\"type\": \"text\"},\n"
                           "  \"d\": \"Z\",\n  \"@d\": {}\n}\n");
}

static void arb_is_printed_afresh(void **state)
{
    struct fixture *f = *state;
    assert_true(reads(f, "arb", "{\"@@locale\":\"en\",\"a\":\"A\",\"@a\":{\"description\":\"D\"}}"));
    f->catalog.bytes = (struct str){0};
    expect_str(
        written(f),
        "{\n  \"@@locale\": \"en\",\n  \"a\": \"A\",\n  \"@a\": {\n    \"description\": \"D\"\n  }\n}\n");
    change(f, "a", "{ and }");
    expect_str(written(f), "{\n  \"@@locale\": \"en\",\n  \"a\": \"{ and }\",\n  \"@a\": {\n    "
                           "\"description\": \"D\"\n  }\n}\n");
    assert_int_equal(f->diags.at[0].kind, KIND_CATALOG_UNFIT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(arb_reads_resources),
        TEST(arb_splices),
        TEST(arb_is_printed_afresh),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
