// Encodings of files: in as UTF-8, out as they were.
#include "catalog/xml_encoding.h"
#include "catalog/xml.h"
#include "tests/unit/unit.h"

static const char *const names[] = {[ENCODING_UTF8] = "UTF-8",
                                    [ENCODING_UTF16_LITTLE] = "UTF-16",
                                    [ENCODING_UTF16_BIG] = "UTF-16",
                                    [ENCODING_ASCII] = "US-ASCII",
                                    [ENCODING_ISO_8859_1] = "ISO-8859-1",
                                    [ENCODING_WINDOWS_1252] = "windows-1252"};

// A document in the encoding; with its byte order mark in UTF-16.
static struct str document_in(enum encoding encoding, const char *content, struct arena *arena)
{
    struct buf text = {0}, out = {0};
    bool has_mark = encoding == ENCODING_UTF16_LITTLE || encoding == ENCODING_UTF16_BIG;
    buf_print(&text, "%s<?xml version=\"1.0\" encoding=\"%s\" standalone=\"yes\"?>\r\n<a>%s</a>\n",
              has_mark ? "\xef\xbb\xbf" : "", names[encoding], content);
    encoding_encode(buf_str(&text), encoding, &out);
    buf_free(&text);
    return buf_finish(&out, arena);
}

static void check_round(enum encoding encoding, const char *content)
{
    struct arena arena = {0};
    struct diags diags = {.arena = &arena};
    struct str bytes = document_in(encoding, content, &arena), text;
    struct xml_encoding found;
    struct xml_document document;
    assert_true(xml_encoding_read(bytes, STR("a.xlf"), &arena, &diags, &found, &text));
    assert_int_equal(found.encoding, encoding);
    assert_true(xml_parse(text, STR("a.xlf"), &arena, &diags, &document));
    const struct xml_node *root =
        document.root.last->kind == XML_ELEMENT ? document.root.last : document.root.last->previous;
    expect_str(xml_text_within(&document, root, &arena), content);
    struct buf back = {0};
    buf_add(&back, text);
    xml_encoding_restore(&found, &back);
    assert_true(str_equal(buf_str(&back), bytes));
    buf_free(&back);
    arena_free(&arena);
}

static void test_what_comes_in_goes_out_as_it_was(void **state)
{
    (void)state;
    check_round(ENCODING_UTF8, "Caf\xc3\xa9 \xf0\x9f\x98\x80");
    check_round(ENCODING_UTF16_LITTLE, "Caf\xc3\xa9 \xf0\x9f\x98\x80");
    check_round(ENCODING_UTF16_BIG, "Caf\xc3\xa9 \xf0\x9f\x98\x80");
    check_round(ENCODING_ASCII, "Cafe");
    check_round(ENCODING_ISO_8859_1, "Caf\xc3\xa9 \xc3\xbf");
    check_round(ENCODING_WINDOWS_1252, "Caf\xc3\xa9 \xe2\x82\xac \xe2\x80\x9c");
}

static void test_what_an_encoding_lacks_becomes_a_reference(void **state)
{
    (void)state;
    struct buf out = {0};
    encoding_encode(STR("\xc3\xa9\xe2\x82\xac"), ENCODING_ISO_8859_1, &out);
    expect_str(buf_str(&out), "\xe9&#8364;");
    encoding_encode(STR("\xe2\x82\xac"), ENCODING_WINDOWS_1252, &out);
    encoding_encode(STR("\xc3\xa9"), ENCODING_ASCII, &out);
    expect_str(buf_str(&out), "\xe9&#8364;\x80&#233;");
    buf_free(&out);
}

static void expect_refusal(struct str bytes)
{
    struct arena arena = {0};
    struct diags diags = {.arena = &arena};
    struct xml_encoding found;
    struct xml_document document;
    struct str text;
    assert_false(xml_encoding_read(bytes, STR("a"), &arena, &diags, &found, &text) &&
                 xml_parse(text, STR("a"), &arena, &diags, &document));
    assert_int_equal(diags.count, 1);
    assert_int_equal(diags.at[0].kind, KIND_XML_ENCODING);
    arena_free(&arena);
}

#define BYTES(text) ((struct str){text, sizeof(text) - 1})

static void test_what_cannot_be_read_is_refused(void **state)
{
    (void)state;
    expect_refusal(BYTES("\xff\xfe<\0a\0/\0>"));                  // an odd byte
    expect_refusal(BYTES("\xff\xfe<\0a\0>\0\0\xd8<\0/\0a\0>\0")); // half a pair
    expect_refusal(BYTES("\xff\xfe\0\0<\0\0\0"));                 // UTF-32
    expect_refusal(BYTES("<\0a\0/\0>\0"));                        // UTF-16 without a mark
    expect_refusal(BYTES("<?xml version='1.0' encoding='KOI8-R'?><a/>"));
    expect_refusal(BYTES("<?xml version='1.0' encoding='UTF-16'?><a/>"));
    expect_refusal(BYTES("<?xml version='1.0' encoding='ASCII'?><a>\xe9</a>"));
    expect_refusal(BYTES("\xef\xbb\xbf<?xml version='1.0' encoding='ISO-8859-1'?><a/>"));
    expect_refusal(BYTES("<a>\xe9</a>"));
}

static void test_other_bytes_are_left_alone(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct diags diags = {.arena = &arena};
    struct xml_encoding found;
    struct str json = BYTES("\xff\xfe{\0}\0"), text;
    assert_true(xml_encoding_read(json, STR("a"), &arena, &diags, &found, &text));
    assert_true(text.at == json.at && found.encoding == ENCODING_UTF8);
    arena_free(&arena);
}

// The parser refuses it; until then nothing is put in its place.
static void test_an_empty_name_stays(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct diags diags = {.arena = &arena};
    struct xml_encoding found;
    struct xml_document document;
    struct str text;
    struct buf bytes = {0}, back = {0};
    encoding_encode(STR("\xef\xbb\xbf<?xml version='1.0' encoding=''?><a/>"), ENCODING_UTF16_LITTLE, &bytes);
    assert_true(xml_encoding_read(buf_str(&bytes), STR("a"), &arena, &diags, &found, &text));
    assert_false(xml_parse(text, STR("a"), &arena, &diags, &document));
    buf_add(&back, text);
    xml_encoding_restore(&found, &back);
    assert_true(str_equal(buf_str(&back), buf_str(&bytes)));
    buf_free(&bytes);
    buf_free(&back);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_comes_in_goes_out_as_it_was),
        cmocka_unit_test(test_what_an_encoding_lacks_becomes_a_reference),
        cmocka_unit_test(test_what_cannot_be_read_is_refused),
        cmocka_unit_test(test_other_bytes_are_left_alone),
        cmocka_unit_test(test_an_empty_name_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
