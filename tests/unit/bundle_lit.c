// Bundles for @lit/localize: what validation says, and what stands in the modules.

#include "catalog/bundle.h"
#include "catalog/template_code.h"
#include "tests/messages.h"
#include "tests/unit/unit.h"

#include <stdlib.h>

struct fixture {
    struct arena arena;
    struct diags diags;
    struct collator collator;
    struct message_set messages;
    struct catalog catalog;
    struct bundle_options options;
    struct bundle_report report;
    struct buf out;
};

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    f->diags.arena = &f->arena;
    f->catalog.path = STR("de.xlf");
    f->catalog.bytes = STR("<one/>\n<two/>\n");
    f->options.peer_bytes = true;
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    buf_free(&f->out);
    collator_close(&f->collator);
    arena_free(&f->arena);
    free(f);
    return 0;
}

// "Hello [0=${name}]!": what stands in brackets is code with its name.
static struct pattern pattern_from(struct fixture *f, const char *text)
{
    struct pattern pattern = {0};
    struct str rest = str_of(text);
    while (rest.len) {
        size_t open = str_find_byte(rest, '[', 0);
        pattern_add_text(&pattern, str_slice(rest, 0, open), &f->arena);
        if (open == STR_NONE)
            break;
        size_t equals = str_find_byte(rest, '=', open), close = str_find_byte(rest, ']', open);
        pattern_add_code(&pattern, PART_PLACEHOLDER, str_slice(rest, equals + 1, close),
                         str_slice(rest, open + 1, equals), &f->arena);
        rest = str_from(rest, close + 1);
    }
    return pattern;
}

static void say(struct fixture *f, const char *id, const char *kind, const char *text)
{
    say_message(&f->messages,
                (struct message){.id = str_of(id),
                                 .kind = str_of(kind),
                                 .pattern = pattern_from(f, text),
                                 .span = span_file(str_of("a.ts"))},
                &f->arena);
}

static struct unit *translate(struct fixture *f, const char *id, const char *text)
{
    struct unit *unit = catalog_add(&f->catalog, str_of(id), &f->arena);
    unit->target = pattern_from(f, text);
    unit->has_target = true;
    unit->state = UNIT_TRANSLATED;
    return unit;
}

static void patch(struct fixture *f, const char *id, const char *before, const char *after)
{
    *list_push(&f->options.patches, &f->arena) =
        (struct patch){STR("de"), str_of(id), str_of(before), str_of(after)};
}

static struct bundle_request request_of(const struct fixture *f)
{
    struct collator *collator = (struct collator *)&f->collator;
    return (struct bundle_request){.locale = STR("de"),
                                   .messages = &f->messages,
                                   .catalog = &f->catalog,
                                   .options = &f->options,
                                   .collator = collator};
}

static bool prepare(struct fixture *f, struct bundle_request *request)
{
    *request = request_of(f);
    return bundle_prepare(bundle_find(STR("lit")), request, &f->arena, &f->diags, &f->report);
}

static bool validate(struct fixture *f)
{
    struct bundle_request request;
    return prepare(f, &request);
}

static bool writes(struct fixture *f)
{
    struct bundle_request request;
    prepare(f, &request);
    f->diags.count = 0;
    return bundle_find(STR("lit"))->write(&request, &f->arena, &f->diags, &f->out);
}

// The entries of the module, from the first one to the closing brace.
static struct str entries(struct fixture *f)
{
    f->out.len = 0;
    assert_true(writes(f));
    size_t start = str_find(buf_str(&f->out), STR("templates = {\n"), 0) + 14;
    return str_trim(str_slice(buf_str(&f->out), start, str_find(buf_str(&f->out), STR("};\n"), start)));
}

static void writes_the_peers_module(void **state)
{
    struct fixture *f = *state;
    say(f, "b", "html", "Hello [0=<b>]you[1=</b>]");
    say(f, "a", "", "Fish & chips");
    say(f, "B", "str", "[0=${x}] of [1=${y}]");
    translate(f, "gone", "weg");
    translate(f, "B", "[1=${y}] von [0=${x}]");
    translate(f, "b", "[0=<b>]Du[1=</b>]");
    assert_true(validate(f));
    entries(f);
    expect_str(buf_str(&f->out), "\n"
                                 "    // Do not modify this file by hand!\n"
                                 "    // Re-generate this file by running lit-localize\n"
                                 "\n"
                                 "    import {html} from 'lit';\n"
                                 "    import {str} from '@lit/localize';\n"
                                 "\n"
                                 "    /* eslint-disable no-irregular-whitespace */\n"
                                 "    /* eslint-disable @typescript-eslint/no-explicit-any */\n"
                                 "\n"
                                 "    export const templates = {\n"
                                 "      'b': html`<b>Du</b>`,\n"
                                 "'B': str`${1} von ${0}`,\n"
                                 "'a': `Fish &amp; chips`,\n"
                                 "    };\n"
                                 "  ");
    assert_int_equal(f->report.translated, 2);
    assert_int_equal(f->report.missing.count, 1);
    expect_str(f->report.missing.at[0], "a");
    assert_int_equal(f->report.obsolete.count, 1);
    expect_str(f->report.obsolete.at[0], "gone");
}

static void writes_own_modules(void **state)
{
    struct fixture *f = *state;
    f->options.peer_bytes = false;
    say(f, "z's", "", "Fish & chips </script>\xe2\x80\xa8");
    say(f, "__proto__", "html", "a & b [0=<b title=\"`\\\">]");
    say(f, "empty", "", "something");
    translate(f, "empty", "");
    assert_true(validate(f));
    expect_str(entries(f), "['__proto__']: html`a &amp; b <b title=\"\\`\\\\\">`,\n"
                           "  'empty': str``,\n"
                           "  'z\\'s': `Fish & chips \\x3c/script>\\u2028`,");
    assert_true(str_find(buf_str(&f->out), STR("import {str}"), 0) != STR_NONE);
}

static void names_every_wrong_placeholder_with_its_place(void **state)
{
    struct fixture *f = *state;
    say(f, "a", "html", "[0=<b>]x[1=</b>]");
    struct unit *unit = translate(f, "a", "[0=<i>]x[1=</b>]");
    unit->bytes = (struct range){7, 13};
    assert_false(validate(f));
    assert_int_equal(f->diags.count, 2);
    assert_int_equal(f->diags.at[0].kind, KIND_PLACEHOLDER_UNEXPECTED);
    expect_str(f->diags.at[0].message, "de localization of a: unexpected \"<i>\"");
    expect_str(str_slice(f->diags.at[0].span.text, f->diags.at[0].span.start, f->diags.at[0].span.end),
               "<two/>");
    assert_int_equal(f->diags.at[1].kind, KIND_PLACEHOLDER_MISSING);
    expect_str(f->diags.at[1].message, "de localization of a: missing \"<b>\"");
}

static void refuses_ids_without_an_expression(void **state)
{
    struct fixture *f = *state;
    say(f, "a", "str", "[0=${x}] y");
    translate(f, "a", "[7=${x}] y");
    assert_false(validate(f));
    assert_int_equal(f->diags.count, 1);
    assert_int_equal(f->diags.at[0].kind, KIND_PLACEHOLDER_UNKNOWN);
}

static void refuses_code_that_ends_its_template(void **state)
{
    struct fixture *f = *state;
    say(f, "a", "html", "[0=<b title=\"`\">]");
    assert_false(validate(f));
    assert_false(validate(f)); // of the next locale: said once
    assert_int_equal(f->diags.count, 1);
    assert_int_equal(f->diags.at[0].kind, KIND_PLACEHOLDER_UNREADABLE);
}

static void refuses_choices(void **state)
{
    struct fixture *f = *state;
    say(f, "a", "", "x");
    pattern_add_variant(&translate(f, "a", "")->target, &f->arena);
    assert_false(validate(f));
    assert_int_equal(f->diags.at[0].kind, KIND_BUNDLE_NOT_PLAIN);
    assert_false(writes(f));
    f->options.peer_bytes = false;
    expect_str(entries(f), "'a': `x`,");
}

static void falls_back_where_a_translation_does_not_fit(void **state)
{
    struct fixture *f = *state;
    f->options.peer_bytes = false;
    say(f, "a", "html", "x[0=<b>]");
    translate(f, "a", "[0=<script>]");
    f->options.is_strict = true;
    assert_false(validate(f));
    assert_int_equal(f->diags.at[0].severity, SEVERITY_ERROR);
    f->options.is_strict = false;
    f->diags.count = 0;
    assert_true(validate(f));
    assert_int_equal(f->diags.at[0].severity, SEVERITY_WARNING);
    expect_str(entries(f), "'a': html`x<b>`,");
    assert_int_equal(f->report.translated, 0);
    expect_str(f->report.missing.at[0], "a");
    expect_str(f->report.refused.at[0], "a");
}

static void patches_as_javascript_replaces(void **state)
{
    struct fixture *f = *state;
    say(f, "a", "", "x");
    translate(f, "a", "one two");
    patch(f, "a", "one", "$$ $1 $<x>");
    patch(f, "a", " two", "");
    expect_str(entries(f), "'a': `$ $1 $<x>`,");
    f->options.patches.count = 0;
    patch(f, "a", "e t", "[$`|$']");
    expect_str(entries(f), "'a': `on[`on|wo`]wo`,");
}

static void ends_patches_that_never_end(void **state)
{
    struct fixture *f = *state;
    const char *const afters[] = {"xx", "$&", "y$'x", ""};
    say(f, "a", "", "x");
    translate(f, "a", "axb");
    for (size_t i = 0; i < sizeof afters / sizeof *afters; i++) {
        f->options.patches.count = f->diags.count = 0;
        patch(f, "a", *afters[i] ? "x" : "", afters[i]);
        assert_false(writes(f));
        assert_int_equal(f->diags.at[0].kind, KIND_PATCH_ENDLESS);
    }
}

static void reads_code_as_templates(void **state)
{
    static const struct {
        const char *code, *as_source, *as_text; // shapes; NULL where it cannot be read
    } rows[] = {
        {"<a href=\"${a}\">", "<a href=\"${expr}\">", "<a href=\"${expr}\">"},
        {"${f({a: '}'})}b", "${expr}b", "${expr}b"},
        {"${`}${`}`}`}c", "${expr}c", "${expr}c"},
        {"${/[/}]/.test(x)}d", "${expr}d", "${expr}d"},
        {"${x++ / 2}${y / 2}", "${expr}${expr}", "${expr}${expr}"},
        {"${/* } */ a}e", "${expr}e", "${expr}e"},
        {"\\n\\u0041", "\nA", "\\n\\u0041"},
        {"C:\\users", "C:\\users", "C:\\users"},
        {"\\`\\${x}", "`${x}", "\\`\\${expr}"},
        {"a`b", NULL, "a`b"},
        {"a\\", NULL, "a\\"},
        {"${a", NULL, "${a"},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct template_code code;
        struct str text = str_of(rows[i].code);
        assert_int_equal(template_code_read(text, CODE_AS_SOURCE, &f->arena, &code),
                         rows[i].as_source != NULL);
        if (rows[i].as_source)
            expect_str(code.shape, rows[i].as_source);
        assert_true(template_code_read(text, CODE_AS_TEXT, &f->arena, &code));
        expect_str(code.shape, rows[i].as_text);
    }
}

static void survives_deep_nesting(void **state)
{
    struct fixture *f = *state;
    struct buf text = {0};
    struct template_code code;
    for (size_t i = 0; i < 100000; i++)
        buf_text(&text, "${`");
    assert_false(template_code_read(buf_str(&text), CODE_AS_SOURCE, &f->arena, &code));
    for (size_t i = 0; i < 100000; i++)
        buf_text(&text, "`}");
    assert_true(template_code_read(buf_str(&text), CODE_AS_SOURCE, &f->arena, &code));
    assert_int_equal(template_code_expressions(&code), 1);
    buf_free(&text);
}

static void refuses_patches_that_break_a_template(void **state)
{
    static const struct {
        const char *after;
        bool is_good;
    } rows[] = {
        {"a \\` b", true}, {"${0}", true},       {"`+stolen()+`", false}, {"${stolen()}", false},
        {"\\\\", true},    {"a `, b: `", false}, {"${0", false},          {"${}", false},
    };
    struct fixture *f = *state;
    f->options.peer_bytes = false;
    say(f, "a", "", "x");
    translate(f, "a", "one two");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        f->options.patches.count = f->diags.count = 0;
        patch(f, "a", "one", rows[i].after);
        assert_int_equal(writes(f), rows[i].is_good);
        if (!rows[i].is_good)
            assert_int_equal(f->diags.at[0].kind, KIND_CONFIG_BAD_VALUE);
    }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(writes_the_peers_module),
        TEST(writes_own_modules),
        TEST(names_every_wrong_placeholder_with_its_place),
        TEST(refuses_ids_without_an_expression),
        TEST(refuses_code_that_ends_its_template),
        TEST(refuses_choices),
        TEST(falls_back_where_a_translation_does_not_fit),
        TEST(patches_as_javascript_replaces),
        TEST(ends_patches_that_never_end),
        TEST(refuses_patches_that_break_a_template),
        TEST(reads_code_as_templates),
        TEST(survives_deep_nesting),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
