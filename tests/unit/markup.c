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
        bool is_code = part_kind(&pieces->at[i]) != PART_TEXT;
        buf_text(&out, i ? "|" : "");
        buf_text(&out, is_code ? "[" : "");
        buf_add(&out, pieces->at[i].text);
        buf_text(&out, is_code ? "]" : "");
    }
    return buf_finish(&out, arena);
}

// Pieces one behind the other: the markup as a browser would have it.
static struct str show_tree(const struct part_list *pieces, struct arena *arena)
{
    struct buf out = {0};
    for (size_t i = 0; i < pieces->count; i++)
        buf_add(&out, pieces->at[i].text);
    return buf_finish(&out, arena);
}

typedef struct str show_function(const struct part_list *pieces, struct arena *arena);

static void expect_pieces(const struct example *examples, size_t count, bool peer_bytes, show_function *show)
{
    struct arena arena = {0};
    for (size_t i = 0; i < count; i++) {
        struct template template;
        struct part_list pieces = {0};
        struct markup_options options = {.peer_bytes = peer_bytes};
        parse_template(examples[i].template, &arena, &template);
        assert_true(markup_pieces(&template, &options, &arena, &pieces));
        expect_str(show(&pieces, &arena), examples[i].pieces);
    }
    arena_free(&arena);
}

#define EXPECT(peer_bytes, ...)                                                                              \
    do {                                                                                                     \
        static const struct example examples[] = {__VA_ARGS__};                                              \
        expect_pieces(examples, sizeof examples / sizeof *examples, peer_bytes, show_pieces);                \
    } while (0)

#define EXPECT_TREES(...)                                                                                    \
    do {                                                                                                     \
        static const struct example examples[] = {__VA_ARGS__};                                              \
        expect_pieces(examples, sizeof examples / sizeof *examples, true, show_tree);                        \
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

static void tables_are_built_as_by_a_browser(void **state)
{
    (void)state;
    EXPECT_TREES(
        {"<table><tr><td>a<td>b<tr><th>c</table>",
         "<table><tbody><tr><td>a</td><td>b</td></tr><tr><th>c</th></tr></tbody></table>"},
        {"<table><td>a</table>", "<table><tbody><tr><td>a</td></tr></tbody></table>"},
        {"<table>text<tr><td>a</table>", "text<table><tbody><tr><td>a</td></tr></tbody></table>"},
        {"<table><b>x<tr><td>a</td></b></table>y",
         "<b>x</b><table><tbody><tr><td>a</td></tr></tbody></table>y"},
        {"<table><caption>c<tr><td>a</table>",
         "<table><caption>c</caption><tbody><tr><td>a</td></tr></tbody></table>"},
        {"<table><caption>a</caption><col><colgroup><col><b>x</table>",
         "<b>x</b><table><caption>a</caption><colgroup><col></colgroup><colgroup><col></colgroup></table>"},
        {"<table><tbody><tr><td>a</tbody><tfoot><tr><td>b</table>",
         "<table><tbody><tr><td>a</td></tr></tbody><tfoot><tr><td>b</td></tr></tfoot></table>"},
        {"<table><tr><td>a</table>b</td></tr>", "<table><tbody><tr><td>a</td></tr></tbody></table>b"},
        {"<table><table>x</table>", "<table></table>x<table></table>"},
        {"<table><tr><td><table><tr><td>x</table>y</table>",
         "<table><tbody><tr><td><table><tbody><tr><td>x</td></tr></tbody></table>y</td></tr></tbody></"
         "table>"},
        {"<table><input type=hidden><input><tr><td>a</table>",
         "<input><table><input type=\"hidden\"><tbody><tr><td>a</td></tr></tbody></table>"},
        {"<table><form><tr><td>a</form></table>",
         "<table><form></form><tbody><tr><td>a</td></tr></tbody></table>"},
        {"<table><script>x</script><style>y</style><template><td>a</template></table>",
         "<table><script>x</script><style>y</style><template><td>a</td></template></table>"},
        {"<tr><td>a</td></tr>", "<tr><td>a</td></tr>"}, {"<td>a<th>b", "<td>a</td><th>b</th>"},
        {"<caption>a", "<caption>a</caption>"},
        {"<table><thead><td>a</thead></td></table>", "<table><thead><tr><td>a</td></tr></thead></table>"},
        {"<table> <tr> <td> a </table>", "<table> <tbody><tr> <td> a </td></tr></tbody></table>"},
        {"<table><tr><td>a</th></body></html></tbody>b</table>",
         "b<table><tbody><tr><td>a</td></tr></tbody></table>"},
        {"<table><!-- c --><tr><!-- d --><td>a</table>",
         "<table><!-- c --><tbody><tr><!-- d --><td>a</td></tr></tbody></table>"},
        {"<table></td></tr></caption><tr></td></caption><td>a</td></td></table>",
         "<table><tbody><tr><td>a</td></tr></tbody></table>"},
        {"<table><colgroup>x<col></colgroup></col><tr><td>a</table>",
         "x<table><colgroup></colgroup><colgroup><col></colgroup><tbody><tr><td>a</td></tr></tbody></table>"},
        {"<table><caption>a<table><tr><td>b</table></caption></table>",
         "<table><caption>a<table><tbody><tr><td>b</td></tr></tbody></table></caption></table>"},
        {"<table><caption>a</table>b", "<table><caption>a</caption></table>b"},
        {"<table><tr><caption>a<td>b</table>",
         "<table><tbody><tr></tr></tbody><caption>a</caption><tbody><tr><td>b</td></tr></tbody></table>"},
        {"<tbody><tr><td>a", "<tbody><tr><td>a</td></tr></tbody>"}, {"<col>", "<col>"},
        {"<colgroup><col>", "<colgroup><col></colgroup>"},
        {"<table><tr><td><p>a<td>b</p></table>",
         "<table><tbody><tr><td><p>a</p></td><td>b<p></p></td></tr></tbody></table>"},
        {"<table><tr><td><b>a<td>b</b></table>c",
         "<table><tbody><tr><td><b>a</b></td><td>b</td></tr></tbody></table>c"});
}

static void parts_of_tables_alone_take_no_table(void **state)
{
    (void)state;
    EXPECT_TREES(
        {"<tbody></tbody><table><tr><td>x</table>y", "<tbody></tbody><tbody><tr><td>xy</td></tr></tbody>"},
        {"<tbody></tbody></table>x", "<tbody></tbody>x"},
        {"<caption>a</caption><table>b</table>", "<caption>a</caption>b"},
        {"<tr></tr></table>x<td>y", "<tr></tr>x<tr><td>y</td></tr>"}, {"<td>a</table>b", "<td>ab</td>"},
        {"<table><form><form></table>", "<table><form></form></table>"},
        {"<table><caption>a</template>b", "<table><caption>ab</caption></table>"},
        {"<table><tr></template><td>a", "<table><tbody><tr><td>a</td></tr></tbody></table>"},
        {"<table><colgroup></template><col>", "<table><colgroup><col></colgroup></table>"},
        {"<table><colgroup><template>a</template><col></table>",
         "<table><colgroup><template>a</template><col></colgroup></table>"},
        {"<td></td></tr><table>a", "<td></td>a"}, {"<col></colgroup><table>a", "<col>"},
        {"<td>a</th></tbody>b", "<td>ab</td>"}, {"<select><select></template>a", "<select></select>a"},
        {"<table><tr><td><select></template></td>a",
         "a<table><tbody><tr><td><select></select></td></tr></tbody></table>"});
}

static void selects_hold_options_only(void **state)
{
    (void)state;
    EXPECT_TREES(
        {"<select><option>a<option>b</select>", "<select><option>a</option><option>b</option></select>"},
        {"<select><optgroup label=x><option>a<optgroup label=y><option>b</select>",
         "<select><optgroup label=\"x\"><option>a</option></optgroup><optgroup "
         "label=\"y\"><option>b</option></optgroup></select>"},
        {"<select><b>x</b><option>a</select>", "<select>x<option>a</option></select>"},
        {"<select><option>a<select><option>b</select>c",
         "<select><option>a</option></select><option>bc</option>"},
        {"<select><option>a<input>b", "<select><option>a</option></select><input>b"},
        {"<select><option>a<textarea>b</textarea>",
         "<select><option>a</option></select><textarea>b</textarea>"},
        {"<select>text<!-- c --><option>a</option></optgroup></select>",
         "<select>text<!-- c --><option>a</option></select>"},
        {"<select><optgroup><option>a</optgroup>b</select>",
         "<select><optgroup><option>a</option></optgroup>b</select>"},
        {"<select><hr><option>a<hr><optgroup><option>b<hr></select>",
         "<select><hr><option>a</option><hr><optgroup><option>b</option></optgroup><hr></select>"},
        {"<select><script>x</script><template><b>y</b></template></select>",
         "<select><script>x</script><template><b>y</b></template></select>"},
        {"<table><tr><td><select><option>a<td>b</table>",
         "<table><tbody><tr><td><select><option>a</option></select></td><td>b</td></tr></tbody></table>"},
        {"<table><select><option>a<tr><td>b</table>",
         "<select><option>a</option></select><table><tbody><tr><td>b</td></tr></tbody></table>"},
        {"<table><tr><td><select><option>a</td>b</table>",
         "b<table><tbody><tr><td><select><option>a</option></select></td></tr></tbody></table>"},
        {"<select></table>x</select>", "<select>x</select>"},
        {"<select><option>a</select></select>b", "<select><option>a</option></select>b"},
        {"<select><option>a</p></b></select>", "<select><option>a</option></select>"},
        {"<select><optgroup>a</option></optgroup></optgroup></select>",
         "<select><optgroup>a</optgroup></select>"},
        {"<table><caption><select><option>a</caption><tr><td>b</table>",
         "<table><caption><select><option>a</option></select></caption><tbody><tr><td>b</td></tr></tbody></"
         "table>"});
}

static void elements_of_the_body_are_nested_as_by_a_browser(void **state)
{
    (void)state;
    EXPECT_TREES(
        {"<nobr>a<nobr>b</nobr>", "<nobr>a</nobr><nobr>b</nobr>"},
        {"<form>a<form>b</form>c</form>", "<form>ab</form>c"},
        {"<form><div></form>a</div>", "<form><div>a</div></form>"},
        {"<p>a<plaintext>b</p><i>", "<p>a</p><plaintext>b</p><i></plaintext>"},
        {"<button>a<p>b<button>c", "<button>a<p>b</p></button><button>c</button>"},
        {"<p>a<hr>b", "<p>a</p><hr>b"}, {"<image src=a>", "<img src=\"a\">"},
        {"<p>a<xmp><b></xmp>b", "<p>a</p><xmp><b></xmp>b"}, {"a</p>b", "ab"}, {"a</br>b", "ab"},
        {"<p>a<div>b</p>c", "<p>a</p><div>b<p></p>c</div>"},
        {"<li>a<ul><li>b</ul><li>c", "<li>a<ul><li>b</li></ul></li><li>c</li>"},
        {"<dl><dt>a<dd>b<p>c<dt>d</dl>", "<dl><dt>a</dt><dd>b<p>c</p></dd><dt>d</dt></dl>"},
        {"<h1>a<h2>b</h1>c", "<h1>a</h1><h2>b</h2>c"}, {"<h1>a</h3>b", "<h1>a</h1>b"},
        {"<pre>\n\na</pre><listing>\nb</listing><textarea>\nc</textarea>",
         "<pre>\na</pre><listing>b</listing><textarea>c</textarea>"},
        {"<a href=x>a<a href=y>b</a>c", "<a href=\"x\">a</a><a href=\"y\">b</a>c"},
        {"<a>a<div><a>b</a></div></a>", "<a>a</a><div><a></a><a>b</a></div>"},
        {"<b>a<p>b</b>c</p>", "<b>a</b><p><b>b</b>c</p>"},
        {"<i>a<b>b</i>c</b>d", "<i>a<b>b</b></i><b>c</b>d"},
        {"<b><b><b><b>a</b></b></b></b>b", "<b><b><b><b>a</b></b></b></b>b"},
        {"<p><b>a<p>b", "<p><b>a</b></p><p><b>b</b></p>"},
        {"<object><b>a</object>b", "<object><b>a</b></object>b"},
        {"<marquee>a</marquee><applet><p>b</applet>c", "<marquee>a</marquee><applet><p>b</p></applet>c"},
        {"<body class=x>a</body><html lang=y>b<head>c<title>d</title>", "abc<title>d</title>"},
        {"<frameset><frame>a</frameset>", "a"},
        {"<base><link><meta><basefont><bgsound>a", "<base><link><meta><basefont><bgsound>a"},
        {"<noscript><b>a</noscript><noembed><b>b</noembed><noframes><i>c</noframes><iframe><i>d</iframe>",
         "<noscript><b>a</noscript><noembed><b>b</noembed><noframes><i>c</noframes><iframe><i>d</iframe>"},
        {"<ruby>a<rb>b<rt>c<rp>d<rtc>e</ruby>", "<ruby>a<rb>b</rb><rt>c</rt><rp>d</rp><rtc>e</rtc></ruby>"},
        {"<option>a<option>b<optgroup>c", "<option>a</option><option>b</option><optgroup>c</optgroup>"},
        {"<summary><p>a</summary><details>b<dialog>c",
         "<summary><p>a</p></summary><details>b<dialog>c</dialog></details>"},
        {"<div><span>a</div>b</span>", "<div><span>a</span></div>b"},
        {"<input type=text><wbr><area><embed><keygen><param><source><track>a",
         "<input type=\"text\"><wbr><area><embed><keygen><param><source><track>a"},
        {"<x-a><p>a</x-a>b", "<x-a><p>ab</p></x-a>"}, {"</sarcasm>a", "a"},
        {"<svg><p>a</svg><math><mi>b<p>c</math>", "<svg></svg><p>a<math><mi>b<p>c</p></mi></math></p>"},
        {"<address><p>a<center>b</address>", "<address><p>a</p><center>b</center></address>"},
        {"<font>a<p>b</font>c", "<font>a</font><p><font>b</font>c</p>"},
        {"<b class=x>a<b class=x>b<b class=x>c<b class=x>d<p>e",
         "<b class=\"x\">a<b class=\"x\">b<b class=\"x\">c<b class=\"x\">d<p>e</p></b></b></b></b>"},
        {"<em><table><em>a</table>b", "<em><em>a</em><table></table><em>b</em></em>"});
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
    assert_int_equal(part_kind(&pieces.at[0]), PART_TEXT);
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
        cmocka_unit_test(tables_are_built_as_by_a_browser),
        cmocka_unit_test(parts_of_tables_alone_take_no_table),
        cmocka_unit_test(selects_hold_options_only),
        cmocka_unit_test(elements_of_the_body_are_nested_as_by_a_browser),
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
