// The pieces of `html` templates: what the page will show, and what of it is code.

#include "extractor/markup.h"
#include "base/utf.h"
#include "tests/unit/unit.h"

struct example {
    const char *template, *pieces;
};

// "Hi ${name}": the expressions' names are their codes.
static void parse_template(const char *text, struct arena *arena, struct template *template)
{
    struct str_list texts = {0}, codes = {0};
    struct str rest = str_of(text);
    for (size_t open; (open = str_find(rest, STR("${"), 0)) != STR_NONE;) {
        size_t close = str_find_byte(rest, '}', open);
        *list_push(&texts, arena) = str_slice(rest, 0, open);
        *list_push(&codes, arena) = str_slice(rest, open + 2, close);
        rest = str_from(rest, close + 1);
    }
    *list_push(&texts, arena) = rest;
    *template = (struct template){.texts = texts.at, .codes = codes.at, .code_count = codes.count};
}

// Pieces as "text|[code]|text".
static struct str show_pieces(const struct part_list *pieces, struct arena *arena)
{
    struct buf out = {0};
    for (size_t i = 0; i < pieces->count; i++) {
        bool is_code = pieces->at[i].kind != PART_TEXT;
        buf_text(&out, i ? "|" : "");
        buf_text(&out, is_code ? "[" : "");
        buf_add(&out, pieces->at[i].text);
        buf_text(&out, is_code ? "]" : "");
    }
    return buf_finish(&out, arena);
}

static void expect_pieces(const struct example *examples, size_t count, bool peer_bytes)
{
    struct arena arena = {0};
    for (size_t i = 0; i < count; i++) {
        struct template template;
        struct part_list pieces = {0};
        struct markup_options options = {.peer_bytes = peer_bytes};
        parse_template(examples[i].template, &arena, &template);
        assert_true(markup_pieces(&template, &options, &arena, &pieces));
        expect_str(show_pieces(&pieces, &arena), examples[i].pieces);
    }
    arena_free(&arena);
}

#define EXPECT(peer_bytes, ...)                                                                              \
    do {                                                                                                     \
        static const struct example examples[] = {__VA_ARGS__};                                              \
        expect_pieces(examples, sizeof examples / sizeof *examples, peer_bytes);                             \
    } while (0)

static void text_is_decoded_and_tags_are_code(void **state)
{
    (void)state;
    EXPECT(true, {"Hello", "Hello"}, {"", ""}, {"Hi ${name}!", "Hi |[${name}]|!"},
           {"<b>Hi</b> ${name}", "[<b>]|Hi|[</b>]| |[${name}]"},
           {"a &amp; b&nbsp;c", "a & b\xC2\xA0"
                                "c"},
           {"1 < 2 & 3 > 2", "1 < 2 & 3 > 2"}, {"<br/>x<img src=a>", "[<br>]|x|[<img src=\"a\">]"},
           {"a<!-- ${x} -->b", "a|[<!-- ${x} -->]|b"}, {"<b>${x}${y}", "[<b>]|[${x}]|[${y}]|[</b>]"});
}

static void references_are_those_of_html(void **state)
{
    (void)state;
    EXPECT(true, {"&copy &copycat &notin; &notit;", "© ©cat ∉ ¬it;"},
           {"&#150;&#x41;&#0;&#xD800;&#x110000;", "–A\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
           {"&#x;&#;&;&nothing;&ngE;", "&#x;&#;&;¬hing;≧̸"},
           {"<a b='?c&copy=1&copy;&copy'>", "[<a b=\"?c&amp;copy=1©©\">]|[</a>]"}, {"&amp${x}", "&|[${x}]"},
           {"&${x}lt;", "&|[${x}]|lt;"}, {"&#6${x}5;", "\x06|[${x}]|5;"});
}

static void attributes_are_written_in_one_way(void **state)
{
    (void)state;
    EXPECT(true, {"<a HREF='x' Title=y Hidden>", "[<a href=\"x\" title=\"y\" hidden=\"\">]|[</a>]"},
           {"<a b=1 B=2 b=3>", "[<a b=\"1\">]|[</a>]"},
           {"<a b='\"&lt;<&amp;&nbsp;'>", "[<a b=\"&quot;<<&amp;&nbsp;\">]|[</a>]"},
           {"<x .someProp=${a} @Click=${b} ?on=${c}>",
            "[<x .someprop=\"${a}\" @click=\"${b}\" ?on=\"${c}\">]|[</x>]"},
           {"<a href=\"/${a}/${b}\">", "[<a href=\"/${a}/${b}\">]|[</a>]"},
           {"<a b=c/>", "[<a b=\"c/\">]|[</a>]"}, {"<a/b/ c>", "[<a b=\"\" c=\"\">]|[</a>]"},
           {"<a =b=c>", "[<a =b=\"c\">]|[</a>]"}, {"x<a b='", "x"});
}

static void expressions_stay_where_names_would_be(void **state)
{
    (void)state;
    EXPECT(true, {"<b ${ref(X)}>x</b>", "[<b ${ref(X)}>]|x|[</b>]"},
           {"<b ${a} ${b} c>", "[<b ${a} ${b} c=\"\">]|[</b>]"},
           {"<b Data-${a}=1>", "[<b data-${a}=\"1\">]|[</b>]"}, {"<b data-${a}>", "[<b data-${a}>]|[</b>]"},
           {"<b${X}>y", "[<b${X}>]|y|[</b${X}>]"}, {"<${tag}>x</${tag}>", "<|[${tag}]|>x|[<!--${tag}-->]"});
}

static void own_mode_keeps_spellings(void **state)
{
    (void)state;
    EXPECT(false,
           {"<X-Y .someProp=${a} @myEvent=${b} ?isOn=${c} Title>",
            "[<x-y .someProp=\"${a}\" @myEvent=\"${b}\" ?isOn=\"${c}\" Title=\"\">]|[</x-y>]"},
           {"<b Data-${aB}=1 ${cD}>", "[<b Data-${aB}=\"1\" ${cD}>]|[</b>]"},
           {"<a b B>", "[<a b=\"\">]|[</a>]"},
           {"<svg viewBox='0'><clippath>", "[<svg viewBox=\"0\">]|[<clipPath>]|[</clipPath>]|[</svg>]"});
}

static void missing_end_tags_are_implied(void **state)
{
    (void)state;
    EXPECT(true, {"<p>one<p>two", "[<p>]|one|[</p>]|[<p>]|two|[</p>]"},
           {"<ul><li>a<li>b</ul>", "[<ul>]|[<li>]|a|[</li>]|[<li>]|b|[</li>]|[</ul>]"},
           {"<dl><dt>a<dd>b", "[<dl>]|[<dt>]|a|[</dt>]|[<dd>]|b|[</dd>]|[</dl>]"},
           {"<select><option>a<option>b",
            "[<select>]|[<option>]|a|[</option>]|[<option>]|b|[</option>]|[</select>]"},
           {"<p>a<div>b</div>c", "[<p>]|a|[</p>]|[<div>]|b|[</div>]|c"}, {"</p>x</br>", "x"},
           {"<i></i></p>", "[<i>]|[</i>]|[<p>]|[</p>]"}, {"<b>x</i></b>", "[<b>]|x|[</b>]"},
           {"<x-a>1</x-b>2</x-a>3", "[<x-a>]|12|[</x-a>]|3"});
}

static void misnesting_is_mended(void **state)
{
    (void)state;
    EXPECT(true, {"<b><p>x</b>y</p>", "[<b>]|[</b>]|[<p>]|[<b>]|x|[</b>]|y|[</p>]"},
           {"<b>a<i>b</b>c</i>", "[<b>]|a|[<i>]|b|[</i>]|[</b>]|[<i>]|c|[</i>]"},
           {"<a>1<a>2", "[<a>]|1|[</a>]|[<a>]|2|[</a>]"}, {"<h1>a<h2>b", "[<h1>]|a|[</h1>]|[<h2>]|b|[</h2>]"},
           {"<b ${x}><p>y</b>z", "[<b ${x}>]|[</b>]|[<p>]|[<b ${x}>]|y|[</b>]|z|[</p>]"});
}

static void tables_put_text_in_front(void **state)
{
    (void)state;
    EXPECT(true,
           {"<table><tr>${x}<td>y",
            "[${x}]|[<table>]|[<tbody>]|[<tr>]|[<td>]|y|[</td>]|[</tr>]|[</tbody>]|[</table>]"},
           {"<table> <tr> </tr></table>", "[<table>]| |[<tbody>]|[<tr>]| |[</tr>]|[</tbody>]|[</table>]"},
           {"<td>x</td>", "[<td>]|x|[</td>]"}, {"<tr><td>x", "[<tr>]|[<td>]|x|[</td>]|[</tr>]"},
           {"<col>text ${x}", "[<col>]| "});
}

static void some_content_is_text_only(void **state)
{
    (void)state;
    EXPECT(
        true, {"<textarea>\n<b>&lt;${x}</textarea>", "[<textarea>]|<b><|[${x}]|[</textarea>]"},
        {"<noscript><b>&lt;</noscript>", "[<noscript>]|<b>&lt;|[</noscript>]"},
        {"<title><b></title >", "[<title>]|<b>|[</title>]"},
        {"<script><!--<script></script>--></script>x", "[<script>]|<!--<script></script>-->|[</script>]|x"},
        {"<style>a</styles></style/>b", "[<style>]|a</styles>|[</style>]|b"},
        {"<pre>\n\na</pre>", "[<pre>]|\na|[</pre>]"});
}

static void templates_are_code_as_a_whole(void **state)
{
    (void)state;
    EXPECT(true,
           {"<template a>x &amp; <b>${y}</b></template>z",
            "[<template a=\"\">x &amp; <b>${y}</b>]|[</template>]|z"},
           {"<template><script>a&b</script><template>\"<</template>",
            "[<template><script>a&b</script><template>\"&lt;</template>]|[</template>]"});
}

static void foreign_elements_have_their_own_rules(void **state)
{
    (void)state;
    EXPECT(true,
           {"<svg VIEWBOX='0'><foreignobject><p>x",
            "[<svg viewBox=\"0\">]|[<foreignObject>]|[<p>]|x|[</p>]|[</foreignObject>]|[</svg>]"},
           {"<svg><path/><b>x", "[<svg>]|[<path>]|[</path>]|[</svg>]|[<b>]|x|[</b>]"},
           {"<svg><![CDATA[<b>]]></svg>", "[<svg>]|<b>|[</svg>]"}, {"<![CDATA[x]]>", "[<!--[CDATA[x]]-->]"},
           {"<math definitionurl=a>", "[<math definitionURL=\"a\">]|[</math>]"});
}

static void what_is_no_tag_is_a_comment_or_nothing(void **state)
{
    (void)state;
    EXPECT(true, {"<?php ?>x", "[<!--?php ?-->]|x"}, {"</ x>y", "[<!-- x-->]|y"}, {"<!x>y", "[<!--x-->]|y"},
           {"<!doctype html>x", "x"}, {"a</>b", "ab"}, {"<!-->x", "[<!---->]|x"},
           {"<!--a--!>x", "[<!--a-->]|x"}, {"<!--a--", "[<!--a-->]"}, {"<body><html><head><frameset>x", "x"},
           {"a\r\nb\rc<i>", "a\nb\nc|[<i>]|[</i>]"});
}

static void ill_formed_text_survives(void **state)
{
    (void)state;
    // A lone surrogate in three-byte form; a byte that stands for expressions inside.
    EXPECT(true, {"<b>\xED\xA0\x80</b>", "[<b>]|\xED\xA0\x80|[</b>]"},
           {"<b>\xFF\x80\x80\x80\x80</b>", "[<b>]|\xEF\xBF\xBD\x80\x80\x80\x80|[</b>]"},
           {"<b a=\xFF>${x}", "[<b a=\"\xEF\xBF\xBD\">]|[${x}]|[</b>]"});
    struct arena arena = {0};
    struct part_list pieces = {0};
    struct template template = {.texts = (struct str[]){STR("<b>a\0b</b>")}};
    assert_true(markup_pieces(&template, &(struct markup_options){.peer_bytes = true}, &arena, &pieces));
    expect_str(show_pieces(&pieces, &arena), "[<b>]|ab|[</b>]");
    arena_free(&arena);
}

static bool read_repeated(const char *front, const char *unit, size_t count, struct part_list *pieces,
                          struct arena *arena)
{
    struct buf text = {0};
    buf_text(&text, front);
    for (size_t i = 0; i < count; i++)
        buf_text(&text, unit);
    struct str texts[] = {buf_finish(&text, arena)};
    struct template template = {.texts = texts};
    return markup_pieces(&template, &(struct markup_options){.peer_bytes = true}, arena, pieces);
}

static void deep_nesting_is_no_harm(void **state)
{
    (void)state;
    static const char *const units[] = {"<div>", "<b>", "<x-y>", "<table>", "<svg>", "<object>"};
    enum { DEPTH = 10000 };
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        struct arena arena = {0};
        struct part_list pieces = {0};
        assert_true(read_repeated("", units[i], DEPTH, &pieces, &arena));
        assert_int_equal(pieces.count, 2 * DEPTH);
        arena_free(&arena);
    }
    struct arena arena = {0};
    struct part_list pieces = {0};
    assert_true(read_repeated("", "<template>", DEPTH, &pieces, &arena));
    assert_int_equal(pieces.count, 2);
    arena_free(&arena);
}

static void multiplying_elements_are_given_up(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct buf front = {0};
    buf_text(&front, "<p>");
    for (int i = 0; i < 5000; i++)
        buf_print(&front, "<b a=%d>", i);
    buf_byte(&front, '\0');
    struct part_list pieces = {0};
    assert_false(read_repeated(front.at, "<p>x", 5000, &pieces, &arena));
    assert_int_equal(pieces.count, 1); // all of it is text
    assert_int_equal(pieces.at[0].kind, PART_TEXT);
    buf_free(&front);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_decoded_and_tags_are_code),
        cmocka_unit_test(references_are_those_of_html),
        cmocka_unit_test(attributes_are_written_in_one_way),
        cmocka_unit_test(expressions_stay_where_names_would_be),
        cmocka_unit_test(own_mode_keeps_spellings),
        cmocka_unit_test(missing_end_tags_are_implied),
        cmocka_unit_test(misnesting_is_mended),
        cmocka_unit_test(tables_put_text_in_front),
        cmocka_unit_test(some_content_is_text_only),
        cmocka_unit_test(templates_are_code_as_a_whole),
        cmocka_unit_test(foreign_elements_have_their_own_rules),
        cmocka_unit_test(what_is_no_tag_is_a_comment_or_nothing),
        cmocka_unit_test(ill_formed_text_survives),
        cmocka_unit_test(deep_nesting_is_no_harm),
        cmocka_unit_test(multiplying_elements_are_given_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
