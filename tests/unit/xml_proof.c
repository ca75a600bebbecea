// The proof that a document is well-formed. That it passes nothing else is a law of tests/fuzz/xml.c; here:
// that it passes what tools write, and none of the ways to be broken.
#include "catalog/xml_proof.h"

#include "base/buf.h"
#include "catalog/xml.h"
#include "tests/unit/unit.h"

static void proves_what_tools_write(void **state)
{
    static const char *const documents[] = {
        "<a/>",
        "\xef\xbb\xbf<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n<!-- - -->\n<a>\n</a >\n<!---->\n",
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><xliff xmlns=\"urn:oasis:names:tc:xliff:document:1.2\"/>",
        "<a b=\"'>\" c='\"' xml:space = \"preserve\" xml:lang='de'>&amp;&lt;&gt;&quot;&apos; ] > \"'</a>",
        "<a><![CDATA[<b>&c; ]] >]]></a>",
        "<a b=\"\xc3\xa4\">\xe4\xb8\xad \xef\xbc\x81 \xf0\x9f\x98\x80</a>",
        "<trans-unit id=\"s1\"><x id=\"0\" equiv-text=\"${a &gt; b}\"/></trans-unit>",
    };
    (void)state;
    for (size_t i = 0; i < sizeof documents / sizeof *documents; i++)
        if (!xml_is_surely_sound(str_of(documents[i])))
            fail_msg("not proved: %s", documents[i]);
}

static void doubts_what_is_broken(void **state)
{
    static const char *const documents[] = {
        "",
        " ",
        "a",
        "<a>",
        "<a></b>",
        "<a/><b/>",
        "<a/>b",
        " <?xml version=\"1.0\"?><a/>",
        "<a b=\"\" b=\"\"/>",
        "<a b=\"\"c=\"\"/>",
        "<a b/>",
        "<a b=c/>",
        "<a b=\"<\"/>",
        "<a b=\"",
        "<a>]]></a>",
        "<a>]]]></a>",
        "<a>&b;</a>",
        "<a>& </a>",
        "<a>\x01</a>",
        "<a b=\"\x1f\"/>",
        "<a>\xef\xbf\xbf</a>",
        "<a><!-- -- --></a>",
        "<a><!-- ---></a>",
        "<a><!--",
        "<a><![CDATA[]]</a>",
        "<![CDATA[]]><a/>",
        "<!DOCTYPE a><a/>",
        "<a><!b></a>",
        "<1/>",
        "< a/>",
        "<a></ a>",
        "<a xmlns=\"\"/>",
        "<a b:c=\"\" xmlns:b=\"\"/>",
    };
    (void)state;
    for (size_t i = 0; i < sizeof documents / sizeof *documents; i++)
        if (xml_is_surely_sound(str_of(documents[i])))
            fail_msg("proved: %s", documents[i]);
}

// `<a>`, the piece so many times, `</a>`.
static struct str document_of(struct buf *out, const char *piece, size_t times)
{
    out->len = 0;
    buf_text(out, "<a>");
    for (size_t i = 0; i < times; i++)
        buf_text(out, piece);
    buf_text(out, "</a>");
    return buf_str(out);
}

// libxml2 takes documents of any length, but no piece of more than 10 MB, and no more names than that.
static void proves_long_documents_of_short_pieces(void **state)
{
    (void)state;
    enum { many = 700 * 1000 }; // a tenth of it would be less than what libxml2 takes in one piece
    struct arena arena = {0};
    struct diags diags = {.arena = &arena};
    struct buf out = {0};
    struct xml_document document = {.text = document_of(&out, "<b c=''>some text</b>\n", many)};
    assert_true(document.text.len > 12 * 1000 * 1000);
    assert_true(xml_is_surely_sound(document.text));
    assert_true(xml_ask_libxml2(&document, &diags));
    assert_false(xml_is_surely_sound(document_of(&out, "some text that does not end\n", many)));
    out.len = 0;
    buf_text(&out, "<a>");
    for (unsigned i = 0; i < many; i++)
        buf_print(&out, "<name-%u-%u/>", i * 7919, i);
    buf_text(&out, "</a>");
    assert_false(xml_is_surely_sound(buf_str(&out)));
    buf_free(&out);
    arena_free(&arena);
}

// Many bytes are looked at at once, and not all of these may be there at the end.
static void finds_forbidden_characters_at_each_place(void **state)
{
    static const struct {
        const char *bytes;
        bool is_forbidden;
    } rows[] = {
        {"\x01", true},          {"\x1f", true},          {"\xef\xbf\xbe", true},     {"\xef\xbf\xbf", true},
        {"\xef\xbf\xbd", false}, {"\xef\xbc\x81", false}, {"\t\n\r \x7f\x80", false}, {"\xff\xbf", false}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        for (size_t before = 0; before < 48; before++)
            for (size_t behind = 0; behind < 20; behind++) {
                char text[96];
                size_t len = strlen(rows[i].bytes);
                memset(text, '\n', sizeof text);
                memcpy(text + before, rows[i].bytes, len);
                struct str whole = {text, before + len + behind};
                assert_int_equal(xml_first_forbidden(whole), rows[i].is_forbidden ? before : STR_NONE);
            }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(proves_what_tools_write),
        cmocka_unit_test(doubts_what_is_broken),
        cmocka_unit_test(proves_long_documents_of_short_pieces),
        cmocka_unit_test(finds_forbidden_characters_at_each_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
