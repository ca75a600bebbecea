// The formats whose files are one JSON object of texts: FormatJS, ARB, i18next.

#include "catalog/format.h"
#include "tests/unit/unit.h"

#include <stdlib.h>

struct fixture {
    struct arena arena;
    struct diags diags;
    struct catalog catalog;
    struct buf out;
    const struct format *format;
};

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    f->diags.arena = &f->arena;
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    buf_free(&f->out);
    arena_free(&f->arena);
    free(f);
    return 0;
}

static const struct format_options options;

static bool reads(struct fixture *f, const char *format, const char *text)
{
    f->format = format_find(str_of(format));
    assert_non_null(f->format);
    return format_read(f->format, str_of(text), STR("en"), &options, &f->arena, &f->diags, &f->catalog);
}

static struct str written(struct fixture *f)
{
    f->out.len = 0;
    assert_true(f->format->write(&f->catalog, &options, &f->arena, &f->diags, &f->out));
    return buf_str(&f->out);
}

static struct unit *unit(struct fixture *f, const char *id)
{
    struct unit *found = catalog_find(&f->catalog, str_of(id));
    assert_non_null(found);
    return found;
}

static struct unit *add(struct fixture *f, const char *id, const char *source)
{
    struct unit *added = catalog_add(&f->catalog, str_of(id), &f->arena);
    added->source = pattern_of_text(str_of(source), &f->arena);
    added->source_changed = true;
    return added;
}

static void change(struct fixture *f, const char *id, const char *source)
{
    unit(f, id)->source = pattern_of_text(str_of(source), &f->arena);
    unit(f, id)->source_changed = true;
}

static void expect_pattern(struct fixture *f, const char *id, const char *wanted)
{
    struct buf out = {0};
    pattern_print(&unit(f, id)->source, &out);
    expect_str(buf_str(&out), wanted);
    buf_free(&out);
}

// ---- the laws

static const struct {
    const char *format, *text;
} fixtures[] = {
    {"formatjs", "{}"},
    {"formatjs",
     "\xef\xbb\xbf{\r\n\t\"a\" : \"Hi {name}\",\r\n\t\"b\":\"\\u003cb>x</b>\\ud83d\\ude00\"\r\n}"},
    {"formatjs", "{\n  \"a\": {\n    \"defaultMessage\": \"{n, plural, one {#} other {# '{'x'}'}}\",\n"
                 "    \"description\": \"D\"\n  },\n  \"b\": {\"x\": 1, \"defaultMessage\": \"l'{x}\", "
                 "\"description\": {\"y\": 2}}\n}\n\n"},
    {"formatjs", "{\"a\": \"{broken\", \"b\": \"{n, plural, one {x}}\", \"a\": \"\"}"},
    {"formatjs", "{\"a\": {\"string\": \"T\", \"developer_comment\": \"N\"}, \"b\": {\"string\": \"{g, "
                 "select, m {a} other {b}}\"}}"},
    {"formatjs", "{\"__proto__\": \"x\", \"\": \"y\", \"\\ud83d\": \"\\ude00\"}"},
    {"arb",
     "{\n  \"@@locale\": \"en\",\n  \"@@x\": [1],\n  \"a\": \"l'{x} <b> #\",\n  \"@a\": {\"description\": "
     "\"D\", \"context\": \"C\", "
     "\"placeholders\": {\"x\": {}}},\n  \"n\": \"{n, plural, =0{none} one{{n} x} other{{n} y}}\"\n}\n"},
    {"arb", "{\"a\": \"'{\"}"},
    {"i18next", "{\"menu\": {\"open\": \"Open {{name}}\", \"deep\": {\"a\": \"$t(menu.open, {\\\"name\\\": "
                "\\\"{{x}}\\\"})\"}},\n"
                " \"n\": 1, \"none\": null, \"list\": [\"a\", {\"b\": \"c\"}, []], \"empty\": \"\"}"},
    {"i18next",
     "{\"item_one\": \"{{count}} item\", \"x\": \"y\", \"item_other\": \"{{count, number}} items\", "
     "\"place_ordinal_one\": \"{{count}}st\", \"place_ordinal_other\": \"{{count}}th\"}\r\n"},
    {"i18next", "{\"key\": \"item\", \"key_plural\": \"{{count}} items\", \"gender_male\": \"he\", "
                "\"gender_other\": \"they\"}"},
    {"i18next", "{\"a\": \"<0>x</0> <b>y</b><br/>\", \"b\": \"<p>unclosed {{\", \"c\": \"$t( {{}} }}\", "
                "\"d_0\": \"x\", \"d_1\": \"y\"}"},
};

static void files_come_back_byte_for_byte(void **state)
{
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof fixtures / sizeof *fixtures; i++) {
        assert_true(reads(f, fixtures[i].format, fixtures[i].text));
        expect_str(written(f), fixtures[i].text);
    }
}

static void expect_same_units(const struct catalog *a, const struct catalog *b)
{
    size_t j = 0;
    for (size_t i = 0; i < a->units.count; i++) {
        const struct unit *x = &a->units.at[i];
        if (x->is_shadowed)
            continue;
        assert_true(j < b->units.count);
        const struct unit *y = &b->units.at[j++];
        assert_true(str_equal(x->id, y->id));
        assert_true(pattern_equal(&x->source, &y->source));
        assert_int_equal(x->notes.count, y->notes.count);
        assert_true(x->notes.count == 0 || str_equal(x->notes.at[0].text, y->notes.at[0].text));
        assert_true(str_equal(x->context, y->context));
    }
    assert_int_equal(j, b->units.count);
}

// A fresh file, and one in which every text is printed anew.
static void catalogs_come_back_with_all_they_say(void **state)
{
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof fixtures / sizeof *fixtures; i++) {
        assert_true(reads(f, fixtures[i].format, fixtures[i].text));
        struct catalog catalog = f->catalog;
        for (size_t j = 0; j < f->catalog.units.count; j++)
            f->catalog.units.at[j].source_changed = f->catalog.units.at[j].notes_changed = true;
        struct str changed = arena_copy(&f->arena, written(f));
        f->catalog.bytes = (struct str){0};
        struct str fresh = arena_copy(&f->arena, written(f));
        assert_true(reads(f, fixtures[i].format, arena_cstr(&f->arena, fresh)));
        expect_same_units(&catalog, &f->catalog);
        assert_true(reads(f, fixtures[i].format, arena_cstr(&f->arena, changed)));
        for (size_t j = 0; j < catalog.units.count; j++)
            assert_true(pattern_equal(&catalog.units.at[j].source, &f->catalog.units.at[j].source));
    }
}

// ---- generated catalogs

static unsigned next(unsigned *seed, unsigned below)
{
    *seed = *seed * 1103515245u + 12345u;
    return *seed / 65536u % below;
}

static struct pattern any_text(struct fixture *f, const char *format, const char *argument, unsigned *seed)
{
    static const char *const texts[] = {
        "it's", " ", "\"\\\n", "\xc3\xa9\xf0\x9f\x98\x80", "a < b", "''", "#", "$", "<", "l'", "}}"};
    bool is_i18next = strcmp(format, "i18next") == 0, has_tags = strcmp(format, "arb") != 0;
    struct pattern pattern = {0};
    for (unsigned i = next(seed, 6); i > 0; i--) {
        unsigned kind = next(seed, 4);
        struct str name = str_of(argument ? argument : next(seed, 2) ? "name" : "0");
        struct str code =
            arena_print(&f->arena, is_i18next ? "{{" STR_FORMAT "}}" : "{" STR_FORMAT "}", STR_ARG(name));
        if (kind == 0)
            pattern_add_code(&pattern, PART_PLACEHOLDER, code, name, &f->arena);
        else if (kind == 1 && has_tags)
            pattern_add_code(&pattern, PART_STANDALONE, STR("<br/>"), STR("br"), &f->arena);
        else
            pattern_add_text(&pattern,
                             str_of(texts[next(seed, is_i18next ? 6
                                                     : has_tags ? 11
                                                                : 10)]),
                             &f->arena);
    }
    return pattern;
}

static struct pattern any_pattern(struct fixture *f, const char *format, unsigned *seed)
{
    static const char *const keys[] = {"one", "few", "other"};
    if (next(seed, 3))
        return any_text(f, format, NULL, seed);
    struct pattern pattern = {0};
    pattern_add_selector(&pattern, (struct selector){.argument = STR("count"), .kind = SELECT_PLURAL},
                         &f->arena);
    for (size_t i = next(seed, 2); i < 3; i++) {
        struct variant *variant = pattern_add_variant(&pattern, &f->arena);
        *list_push(&variant->keys, &f->arena) = str_of(keys[i]);
        variant->value = any_text(f, format, "count", seed);
    }
    return pattern;
}

// What is made anew is read as it was made; nothing is told of a loss.
static void generated_catalogs_come_back(void **state)
{
    static const char *const names[] = {"formatjs", "arb", "i18next"};
    struct fixture *f = *state;
    unsigned seed = 1;
    for (unsigned round = 0; round < 300; round++) {
        const char *format = names[round % 3];
        assert_true(reads(f, format, "{}"));
        f->catalog.bytes = (struct str){0};
        for (unsigned i = 0; i < 8; i++) {
            struct unit *one = add(f, arena_cstr(&f->arena, arena_print(&f->arena, "id.%u", i)), "");
            one->source = any_pattern(f, format, &seed);
            if (strcmp(format, "i18next") != 0 && next(&seed, 2))
                *list_push(&one->notes, &f->arena) = (struct note){.text = STR("n\"")};
        }
        struct catalog catalog = f->catalog;
        struct str fresh = arena_copy(&f->arena, written(f));
        assert_true(reads(f, format, arena_cstr(&f->arena, fresh)));
        expect_same_units(&catalog, &f->catalog);
        assert_int_equal(f->diags.count, 0);
    }
}

// ---- FormatJS

static void formatjs_reads_messages(void **state)
{
    struct fixture *f = *state;
    assert_true(reads(
        f, "formatjs",
        "{\"a\": \"Hi {name}\", \"b\": {\"defaultMessage\": \"{n, plural, one {# <b>x</b>} other {y}}\", "
        "\"description\": \"D\"}, \"c\": {\"message\": \"M\"}}"));
    expect_pattern(f, "a", "Hi {name={name}}");
    expect_pattern(f, "b", ".match $n:plural\none {{{n=#} {#b=<b>}x{/b=</b>}}}\nother {{y}}");
    expect_pattern(f, "c", "M");
    expect_str(unit(f, "b")->notes.at[0].text, "D");
    assert_int_equal(f->diags.count, 0);
}

static void what_is_no_message_stays_text_with_a_warning(void **state)
{
    struct fixture *f = *state;
    const char *text =
        "{\"a\": \"\\u00fc\\ud83d\\ude00\\\"{x\", \"b\": \"{n, plural, one {x}}\", \"c\": \"{{x}}\"}";
    assert_true(reads(f, "formatjs", text));
    expect_pattern(f, "a", "\xc3\xbc\xf0\x9f\x98\x80\"{x");
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

// ---- ARB

static void arb_reads_resources(void **state)
{
    struct fixture *f = *state;
    assert_true(reads(f, "arb", fixtures[6].text));
    expect_str(f->catalog.source_locale, "en");
    assert_int_equal(f->catalog.units.count, 2);
    expect_pattern(f, "a", "l'{x={x}} <b> #");
    expect_str(unit(f, "a")->notes.at[0].text, "D");
    expect_str(unit(f, "a")->context, "C");
    expect_pattern(f, "n", ".match $n:plural\n=0 {{none}}\none {{{n={n}} x}}\nother {{{n={n}} y}}");
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

// ---- i18next

static void i18next_reads_texts_and_plurals(void **state)
{
    struct fixture *f = *state;
    assert_true(reads(f, "i18next", fixtures[8].text));
    assert_int_equal(f->catalog.units.count, 5);
    expect_pattern(f, "menu.open", "Open {name={{name}}}");
    expect_pattern(f, "menu.deep.a", "{$t(menu.open)=$t(menu.open, {\"name\": \"{{x}}\"})}");
    expect_pattern(f, "list.1.b", "c");
    assert_true(reads(f, "i18next", fixtures[9].text));
    assert_int_equal(f->catalog.units.count, 3);
    expect_pattern(
        f, "item",
        ".match $count:plural\none {{{count={{count}}} item}}\nother {{{count={{count, number}}} items}}");
    expect_pattern(f, "place_ordinal",
                   ".match $count:ordinal\none {{{count={{count}}}st}}\nother {{{count={{count}}}th}}");
    assert_true(reads(f, "i18next", fixtures[10].text));
    assert_int_equal(f->catalog.units.count, 3);
    expect_pattern(f, "key", ".match $count:plural\none {{item}}\nother {{{count={{count}}} items}}");
    expect_pattern(f, "gender_other", "they");
    assert_true(reads(f, "i18next", fixtures[11].text));
    expect_pattern(f, "a", "{#0=<0>}x{/0=</0>} {#b=<b>}y{/b=</b>}{#/br=<br/>}");
    expect_pattern(f, "b", "<p>unclosed {{");
    expect_pattern(f, "c", "$t( {{}} }}");
}

static void keys_that_only_look_like_plurals_are_texts(void **state)
{
    static const struct {
        const char *text;
        size_t units;
    } rows[] = {
        {"{\"a_one\": \"x\", \"a_two\": \"y\"}", 2},                 // no other
        {"{\"a_other\": \"x\"}", 1},                                 // alone
        {"{\"a\": \"x\", \"a_one\": \"y\", \"a_other\": \"z\"}", 3}, // a text is called a
        {"{\"a\": \"x\", \"a_plural\": \"y\", \"b_one\": \"1\", \"b_other\": \"2\"}", 3}, // version 4
        {"{\"a_plural\": \"y\"}", 1},
        {"{\"_one\": \"x\", \"_other\": \"y\"}", 2},
        {"{\"a_one\": {}, \"a_other\": \"y\"}", 1},
        {"{\"a_other\": \"{{count}}\"}", 1},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_true(reads(f, "i18next", rows[i].text));
        assert_int_equal(f->catalog.units.count, rows[i].units);
    }
    assert_non_null(catalog_find(&f->catalog, STR("a")));
}

static void add_form(struct fixture *f, struct pattern *pattern, const char *key, const char *text)
{
    struct variant *variant = pattern_add_variant(pattern, &f->arena);
    *list_push(&variant->keys, &f->arena) = str_of(key);
    pattern_add_text(&variant->value, str_of(text), &f->arena);
}

static struct pattern plural(struct fixture *f, const char *argument)
{
    struct pattern pattern = {0};
    pattern_add_selector(&pattern, (struct selector){.argument = str_of(argument), .kind = SELECT_PLURAL},
                         &f->arena);
    return pattern;
}

static void i18next_splices_plurals(void **state)
{
    struct fixture *f = *state;
    assert_true(
        reads(f, "i18next",
              "{\n  \"a\": {\n    \"n_one\": \"x\",\n    \"n_other\": \"y\",\n    \"z\": \"z\"\n  },\n"
              "  \"m_one\": \"x\",\n  \"m_other\": \"y {{count}}\"\n}\n"));
    struct pattern polish = plural(f, "count");
    add_form(f, &polish, "one", "1");
    add_form(f, &polish, "few", "2");
    add_form(f, &polish, "many", "5");
    add_form(f, &polish, "other", "y");
    unit(f, "a.n")->source = polish;
    unit(f, "a.n")->source_changed = true;
    change(f, "m", "all");
    expect_str(written(f),
               "{\n  \"a\": {\n    \"n_one\": \"1\",\n    \"n_few\": \"2\",\n    \"n_many\": \"5\",\n"
               "    \"n_other\": \"y\",\n    \"z\": \"z\"\n  },\n  \"m_other\": \"all\"\n}\n");
}

static void i18next_puts_texts_where_they_belong(void **state)
{
    struct fixture *f = *state;
    assert_true(reads(f, "i18next",
                      "{\n  \"a\": {\n    \"b\": {\"x\": \"1\"}\n  },\n  \"c\": \"2\",\n  \"d\": {\n    "
                      "\"e\": \"3\"\n  },\n  \"null\": null\n}"));
    add(f, "a.b.y", "4");
    add(f, "a.n.m.o", "5");
    add(f, "a.n.m.p", "6");
    add(f, "c.q", "7");
    add(f, "End. Of.", "8");
    add(f, "null", "9");
    unit(f, "d.e")->removed = true;
    expect_str(
        written(f),
        "{\n  \"a\": {\n    \"b\": {\"x\": \"1\", \"y\": \"4\"},\n    \"n\": {\n      \"m\": {\n        "
        "\"o\": \"5\",\n"
        "        \"p\": \"6\"\n      }\n    }\n  },\n  \"c\": \"2\",\n  \"null\": \"9\",\n  \"c.q\": \"7\",\n"
        "  \"End. Of.\": \"8\"\n}");
}

static void i18next_says_what_it_cannot_write(void **state)
{
    struct fixture *f = *state;
    assert_true(reads(f, "i18next", "{}"));
    struct unit *a = add(f, "a", "");
    a->source = plural(f, "n");
    add_form(f, &a->source, "=0", "none");
    add_form(f, &a->source, "other", "");
    pattern_add_code(&a->source.variants->at[1].value, PART_PLACEHOLDER, STR("#"), STR("n"), &f->arena);
    add(f, "b", "say {{x}}");
    expect_str(written(f),
               "{\n  \"a_zero\": \"none\",\n  \"a_other\": \"{{count}}\",\n  \"b\": \"say {{x}}\"\n}");
    assert_int_equal(f->diags.count, 1);
    assert_int_equal(f->diags.at[0].kind, KIND_CATALOG_UNFIT);
    pattern_selectors(&unit(f, "a")->source)->at[0].kind = SELECT_EXACT;
    f->out.len = 0;
    assert_false(f->format->write(&f->catalog, &options, &f->arena, &f->diags, &f->out));
    assert_int_equal(f->diags.at[1].kind, KIND_CATALOG_SELECT);
}

// ---- bad files

static void refuses_what_is_no_catalog(void **state)
{
    static const struct {
        const char *format, *text;
        enum kind kind;
    } rows[] = {
        {"formatjs", "[]", KIND_JSON_CATALOG},
        {"formatjs", "{\"a\": 1}", KIND_JSON_CATALOG},
        {"formatjs", "{\"a\": [{\"type\": 0, \"value\": \"x\"}]}", KIND_JSON_CATALOG},
        {"formatjs", "{\"a\": \"x\",}", KIND_JSON_MALFORMED},
        {"formatjs", "{\"a\": \"\xff\"}", KIND_FILE_NOT_UTF8},
        {"arb", "{\"a\": {}}", KIND_JSON_CATALOG},
        {"i18next", "\"a\"", KIND_JSON_CATALOG},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        f->diags.count = 0;
        assert_false(reads(f, rows[i].format, rows[i].text));
        assert_int_equal(f->diags.at[0].kind, rows[i].kind);
    }
}

static void depth_and_doubles_are_told(void **state)
{
    struct fixture *f = *state;
    struct buf text = {0};
    for (int i = 0; i < 10000; i++)
        buf_text(&text, "{\"a\":");
    buf_text(&text, "\"x\"");
    buf_repeat(&text, '}', 10000);
    buf_byte(&text, '\0');
    assert_true(reads(f, "i18next", text.at));
    assert_int_equal(f->catalog.units.count, 0);
    assert_int_equal(f->diags.count, 1);
    expect_str(written(f), text.at);
    buf_free(&text);
    f->diags.count = 0;
    assert_true(reads(f, "i18next", "{\"a\": {\"b\": \"1\"}, \"a.b\": \"2\", \"\": \"3\"}"));
    assert_int_equal(f->diags.count, 2);
    assert_int_equal(f->diags.at[0].kind, KIND_UNIT_DUPLICATE);
    assert_int_equal(f->diags.at[1].kind, KIND_UNIT_WITHOUT_ID);
}

static void formats_are_told_apart(void **state)
{
    static const struct {
        const char *path, *text, *format;
    } rows[] = {
        {"a.json", "{\"units\": []}", "json"},
        {"a.json", "{\"a\": {\"defaultMessage\": \"x\"}}", "formatjs"},
        {"a.json", "{\"a\": \"Hi {name}\"}", "formatjs"},
        {"a.json", "{\"a\": \"Hi {{name}}\"}", "i18next"},
        {"a.json", "{\"a\": {\"b\": \"x\"}}", "i18next"},
        {"a.arb", "{}", "arb"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_string_equal(format_of_file(str_of(rows[i].path), str_of(rows[i].text))->name, rows[i].format);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(files_come_back_byte_for_byte),
        TEST(catalogs_come_back_with_all_they_say),
        TEST(generated_catalogs_come_back),
        TEST(formatjs_reads_messages),
        TEST(what_is_no_message_stays_text_with_a_warning),
        TEST(formatjs_splices),
        TEST(translations_are_written_where_there_is_a_target_locale),
        TEST(members_go_with_their_commas),
        TEST(foreign_code_is_told),
        TEST(arb_reads_resources),
        TEST(arb_splices),
        TEST(arb_is_printed_afresh),
        TEST(i18next_reads_texts_and_plurals),
        TEST(keys_that_only_look_like_plurals_are_texts),
        TEST(i18next_splices_plurals),
        TEST(i18next_puts_texts_where_they_belong),
        TEST(i18next_says_what_it_cannot_write),
        TEST(refuses_what_is_no_catalog),
        TEST(depth_and_doubles_are_told),
        TEST(formats_are_told_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
