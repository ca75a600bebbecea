// The rules of XLIFF, one small document each: what is found, and where; and what must not be found.
#include "catalog/language_tag.h"
#include "tests/unit/conformance_samples.h"

static const struct sample versions[] = {
    {"<xliff xmlns='urn:oasis:names:tc:xliff:document:3.0' version='3.0'/>", "xliff-version", 1, 1, false},
    {DOCUMENT_IN("2.0", "1.2", "", "<file id='f'>" A_UNIT "</file>"), "xliff-version", 1, 54, false},
    {DOCUMENT_IN("2.0", "2.1", "", "<file id='f'>" A_UNIT "</file>"), NULL, 0, 0, true},
    {DOCUMENT_IN("2.0", "2.2", "", "<file id='f'>" A_UNIT "</file>"), NULL, 0, 0, true},
    {DOCUMENT_IN("2.2", "2.0", "", "<file id='f'>" A_UNIT "</file>"), NULL, 0, 0, true},
    {DOCUMENT_IN("2.2", "2.2", "", "<file id='f'>" A_UNIT "</file>"), NULL, 0, 0, true},
    {"<x:xliff xmlns:x='urn:oasis:names:tc:xliff:document:2.0' version='2.0' srcLang='en'><x:file id='f'>"
     "<x:unit id='u'><x:segment><x:source/></x:segment></x:unit></x:file></x:xliff>",
     NULL, 0, 0, true},
    {"<xliff version='1.2'><file original='a' source-language='en' datatype='xml'><body/></file></xliff>",
     "xliff-namespace", 1, 1, false},
    {"<resources/>", "xliff-version", 1, 1, false},
};

static const struct sample structures[] = {
    {FILE_WITH(""), "xliff-structure", 2, 1, false},
    {FILE_WITH("<group id='g'/>"), NULL, 0, 0, true},
    {UNIT("<segment/>"), "xliff-structure", 4, 1, false},
    {UNIT("<ignorable><source/></ignorable>"), "xliff-structure", 3, 1, false},
    {UNIT("<segment><source/></segment>\n<notes><note/></notes>"), "xliff-structure", 5, 1, false},
    {UNIT("<segment><source/><source/></segment>"), "xliff-structure", 4, 19, false},
    {UNIT("<segment><source/></segment>\n<my:late/>"), "xliff-extension", 5, 1, false},
    {UNIT("<my:early id='1'><my:inner id='2'/></my:early>\n<segment><source/></segment>"), NULL, 0, 0, true},
    {UNIT("<notes/>\n<segment><source/></segment>"), "xliff-structure", 4, 1, false},
    {UNIT("<originalData/>\n<segment><source/></segment>"), "xliff-structure", 4, 1, false},
    {UNIT("<segment translate='no'><source/></segment>"), "xliff-attribute", 4, 10, false},
    {UNIT("<segment><source my:a='1'/></segment>"), "xliff-extension", 4, 18, false},
    {UNIT("<segment><source><pc id='1' my:a='1'/></source></segment>"), "xliff-extension", 4, 29, false},
    {UNIT("<segment><source><pc id='1' fs:fs='b'/></source></segment>"), NULL, 0, 0, true},
    {UNIT("<segment><source><mrk id='1' my:a='1'/></source></segment>"), NULL, 0, 0, true},
    {UNIT("text\n<segment><source/></segment>"), "xliff-text", 4, 1, false},
    {UNIT("<segment><source><ph/></source></segment>"), "xliff-attribute", 4, 18, false},
    {UNIT("<segment id='a b'><source/></segment>"), "xliff-value", 4, 10, false},
    {UNIT("<no:prefix/>\n<segment><source/></segment>"), "xliff-namespace", 4, 1, false},
    {UNIT("<x:y xmlns:x='urn:oasis:names:tc:xliff:new:2.0'/>\n<segment><source/></segment>"),
     "xliff-extension", 4, 1, false},
    {UNIT("<gls:unknown/>\n<segment><source/></segment>"), "xliff-module", 4, 1, false},
    {UNIT("<slr:profiles/>\n<segment><source/></segment>"), "xliff-module", 4, 1, false},
    {DOCUMENT_IN("2.2", "2.2", "",
                 "<notes><note ref='#f=f'>x</note></notes>\n<file id='f'>" A_UNIT "</file>"),
     NULL, 0, 0, true},
    {DOCUMENT("", "<notes><note>x</note></notes>\n<file id='f'>" A_UNIT "</file>"), "xliff-structure", 2, 1,
     false},
};

static const struct sample documents[] = {
    {DOCUMENT("", "<file id='f'>" A_UNIT "</file>\n<file id='f'>" A_UNIT "</file>"), "xliff-id", 3, 7, false},
    {FILE_WITH(A_UNIT "\n" A_UNIT), "xliff-id", 4, 7, false},
    {FILE_WITH("<group id='g'>\n<group id='g'/></group>"), "xliff-id", 4, 8, false},
    {FILE_WITH("<group id='v'>" A_UNIT "</group>"), NULL, 0, 0, true},
    {UNIT("<notes><note id='n'/>\n<note id='n'/></notes><segment><source/></segment>"), "xliff-id", 5, 7,
     false},
    {UNIT("<originalData><data id='d'/>\n<data id='d'/></originalData><segment><source/></segment>"),
     "xliff-id", 5, 7, false},
    {UNIT("<segment id='1'><source>\n<ph id='1'/></source></segment>"), "xliff-id", 5, 5, false},
    {UNIT("<my:a id='x1'/>\n<my:b xml:id='x1'/><segment><source/></segment>"), "xliff-id", 5, 7, false},
    {UNIT("<segment><source><ph id='1'/></source>\n<target><mrk id='1' translate='no'/></target></segment>"),
     "xliff-id", 5, 14, false},
    {UNIT("<segment><source><pc id='1'/></source><target><sc id='1'/><ec startRef='1'/></target></segment>"),
     NULL, 0, 0, true},
    {DOCUMENT("trgLang='e'", "<file id='f'>" A_UNIT "</file>"), "xliff-language", 1, 81, false},
    {DOCUMENT("", "<file id='f'><unit id='u'><segment><source/>\n<target/></segment></unit></file>"),
     "xliff-target-language", 3, 1, false},
    {UNIT("<segment><source xml:lang='de'/></segment>"), "xliff-language-mismatch", 4, 18, false},
    {UNIT("<segment><source xml:lang='EN'/><target xml:lang='fr'/></segment>"), NULL, 0, 0, true},
    {FILE_WITH("<unit id='u' xml:lang='fr'>\n<segment><source/><target/></segment></unit>"),
     "xliff-language-mismatch", 4, 10, false},
    {FILE_WITH("<skeleton/>\n" A_UNIT), "xliff-skeleton", 3, 1, false},
    {FILE_WITH("<skeleton href='a'>b</skeleton>\n" A_UNIT), "xliff-skeleton", 3, 11, false},
    {FILE_WITH("<skeleton href='a'/>\n" A_UNIT), NULL, 0, 0, true},
};

static const struct sample parts[] = {
    {UNIT("<segment state='final'><source/></segment>"), "xliff-state", 4, 10, false},
    {UNIT("<segment subState='a:b'><source/></segment>"), "xliff-state", 4, 10, false},
    {UNIT("<segment state='initial' subState='a:b'><source/></segment>"), NULL, 0, 0, true},
    {UNIT("<segment><source/><target order='2'/></segment>\n<segment><source/><target/></segment>"),
     "xliff-order", 5, 19, false},
    {UNIT("<segment><source/><target order='2'/></segment>\n<segment><source/><target order='1'/></segment>"),
     NULL, 0, 0, true},
    {UNIT("<segment><source/><target order='3'/></segment>\n<segment><source/></segment>"), "xliff-order", 4,
     27, false},
    {UNIT("<segment><source xml:space='preserve'/><target/></segment>"), "xliff-space", 4, 40, false},
};

static const struct sample codes[] = {
    {SEGMENT("<source><ph id='1' dataRef='x'/></source>"), "xliff-data-ref", 6, 20, false},
    {SEGMENT("<source><ph id='1' dataRef='d'/></source>"), NULL, 0, 0, true},
    {SEGMENT("<source><pc id='1' dataRefStart='d' dataRefEnd='e'/></source>"), "xliff-data-ref", 6, 37,
     false},
    {SEGMENT("<source><sc id='1'/></source>"), "xliff-isolated", 6, 9, false},
    {SEGMENT("<source><sc id='1' isolated='yes'/><ec id='2' isolated='yes'/></source>"), NULL, 0, 0, true},
    {SEGMENT("<source><sc id='1' isolated='yes'/><ec startRef='1'/></source>"), "xliff-isolated", 6, 20,
     false},
    {SEGMENT("<source><ec id='2' startRef='1' isolated='yes'/></source>"), "xliff-isolated", 6, 20, false},
    {SEGMENT("<source><ec startRef='1'/></source>"), "xliff-isolated", 6, 13, false},
    {SEGMENT("<source><sc id='1'/><ec startRef='1' dir='ltr'/></source>"), "xliff-isolated", 6, 38, false},
    {SEGMENT("<source><ec startRef='1'/><sc id='1'/></source>"), "xliff-code-pair", 6, 9, false},
    {SEGMENT("<source><sc id='1' canCopy='no'/><ec startRef='1'/></source>"), "xliff-code-pair", 6, 34,
     false},
    {SEGMENT("<source><sc id='1'/></source></segment><segment><source><ec startRef='1'/></source>"), NULL, 0,
     0, true},
    {SEGMENT("<source><sm id='1' translate='no'/></source>"), "xliff-code-pair", 6, 9, false},
    {SEGMENT("<source><em startRef='1'/></source>"), "xliff-code-pair", 6, 13, false},
    {SEGMENT("<source><sm id='1' translate='no'/>a<em startRef='1'/></source>"), NULL, 0, 0, true},
    {SEGMENT("<source><ph id='1' copyOf='2'/></source>"), "xliff-copy-of", 6, 20, false},
    {SEGMENT("<source><ph id='1' copyOf='2'/><ph id='2'/></source>"), NULL, 0, 0, true},
    {SEGMENT("<source><ph id='1' copyOf='2'/><ph id='2' canCopy='no'/></source>"), "xliff-copy-of", 6, 20,
     false},
    {SEGMENT("<source><ph id='1' copyOf='2'/><ph id='2' dataRef='d'/></source>"), "xliff-copy-of", 6, 20,
     false},
    {SEGMENT("<source><ph id='1' copyOf='2' dataRef='d'/><ph id='2'/></source>"), "xliff-copy-of", 6, 20,
     false},
    {SEGMENT("<source><ph id='1' subFlows='u w'/></source>"), "xliff-subflows", 6, 20, false},
    {SEGMENT("<source><ph id='1' subFlows='u'/></source>"), NULL, 0, 0, true},
    {SEGMENT("<source><ph id='1' subType='a:b'/></source>"), "xliff-subtype", 6, 20, false},
    {SEGMENT("<source><ph id='1' type='fmt' subType='xlf:var'/></source>"), "xliff-subtype", 6, 31, false},
    {SEGMENT("<source><ph id='1' type='fmt' subType='xlf:new'/></source>"), "xliff-subtype", 6, 31, false},
    {SEGMENT("<source><ph id='1' type='ui' subType='xlf:var'/></source>"), NULL, 0, 0, true},
    {SEGMENT("<source><cp hex='00A0'/></source>"), "xliff-cp", 6, 13, false},
    {SEGMENT("<source><cp hex='001B'/><cp hex='FFFE'/><cp hex='d800'/></source>"), NULL, 0, 0, true},
    {SEGMENT("<source><cp hex='110000'/></source>"), "xliff-cp", 6, 13, false},
};

static const struct sample hints[] = {
    {SEGMENT("<source><ph id='1' canReorder='firstNo' canCopy='no'/></source>"), "xliff-editing-hints", 6, 20,
     false},
    {SEGMENT("<source><ph id='1' canReorder='no' canCopy='no' canDelete='no'/></source>"),
     "xliff-editing-hints", 6, 20, false},
#define FIXED(id, order) "<ph id='" id "' canReorder='" order "' canCopy='no' canDelete='no'/>"
    {SEGMENT("<source>" FIXED("1", "firstNo")
                 FIXED("2", "no") "<ph id='3'/></source>\n<target><ph id='3'/>" FIXED("1", "firstNo")
                     FIXED("2", "no") "</target>"),
     NULL, 0, 0, true},
    {SEGMENT("<source>" FIXED("1", "firstNo") FIXED("2", "no") "<ph id='3'/></source>\n<target>" FIXED(
         "1", "firstNo") "<ph id='3'/>" FIXED("2", "no") "</target>"),
     "xliff-editing-hints", 7, 82, false},
    {SEGMENT("<source/>\n<target>" FIXED("1", "firstNo") "</target>"), "xliff-editing-hints", 7, 20, false},
    {SEGMENT("<source><ph id='1' canDelete='no'/></source>\n<target/>"), "xliff-editing-hints", 7, 1, false},
    {SEGMENT("<source><ph id='1' canDelete='no'/></source>"), NULL, 0, 0, true},
    {SEGMENT("<source><ph id='1' canDelete='no'/></source><target/></segment><segment><source/><target><ph "
             "id='1'/></target>"),
     NULL, 0, 0, true},
};

static const struct sample annotations[] = {
    {UNIT("<segment><source><mrk id='m' type='comment'/></source></segment>"), "xliff-annotation", 4, 18,
     false},
    {UNIT("<notes><note id='n'/></notes><segment>\n<source><mrk id='m' type='comment' value='v' "
          "ref='#n=n'/></source></segment>"),
     "xliff-annotation", 5, 46, false},
    {UNIT("<notes><note id='n'/></notes><segment><source><mrk id='m' type='comment' "
          "ref='#n=n'/></source></segment>"),
     NULL, 0, 0, true},
    {UNIT("<notes><note id='n'/></notes><segment><source><mrk id='m' type='comment' "
          "ref='#f=f/u=u/n=n'/></source></segment>"),
     NULL, 0, 0, true},
    {UNIT("<segment><source><mrk id='m' type='comment' ref='#n=x'/></source></segment>"), "xliff-annotation",
     4, 45, false},
    {UNIT("<segment><source><mrk id='m' type='comment' ref='#f=f/n=x'/></source></segment>"),
     "xliff-annotation", 4, 45, false},
#define REFERENCE(ref) UNIT("<segment><source><mrk id='m' type='a:b' ref='" ref "'/></source></segment>")
    {REFERENCE("http://example.org/#x"), NULL, 0, 0, true},
    {REFERENCE("other.xlf#f=1/u=2"), NULL, 0, 0, true},
    {REFERENCE("#m"), NULL, 0, 0, true},
    {REFERENCE("#/f=f/u=u/m"), NULL, 0, 0, true},
    {REFERENCE("#f=f/tbx=x"), NULL, 0, 0, true},
    {REFERENCE("#f=f/my=x"), "xliff-fragment-id", 4, 41, false},
    {REFERENCE("#"), "xliff-fragment-id", 4, 41, false},
    {REFERENCE("#u=u/f=f"), "xliff-fragment-id", 4, 41, false},
    {REFERENCE("#u=u/u=u"), "xliff-fragment-id", 4, 41, false},
    {REFERENCE("#d=d/u=u"), "xliff-fragment-id", 4, 41, false},
    {REFERENCE("#m/n"), "xliff-fragment-id", 4, 41, false},
    {REFERENCE("#z=m"), "xliff-fragment-id", 4, 41, false},
    {REFERENCE("#z$y=m"), "xliff-fragment-id", 4, 41, false},
    {REFERENCE("#/u=u/m"), "xliff-fragment-id", 4, 41, false},
    {REFERENCE("#x"), "xliff-reference", 4, 41, false},
    {REFERENCE("#u=w"), "xliff-reference", 4, 41, false},
    {REFERENCE("#f=w"), "xliff-reference", 4, 41, false},
    {REFERENCE("#g=w/n=1"), "xliff-reference", 4, 41, false},
};

RUN(versions)
RUN(structures)
RUN(documents)
RUN(parts)
RUN(codes)
RUN(hints)
RUN(annotations)

static void test_language_tags(void **state)
{
    (void)state;
    static const char *const good[] = {"en",         "pt-BR",           "zh-Hant-TW", "sl-rozaj-biske-1994",
                                       "de-CH-1901", "en-a-bb-b-cc",    "x-whatever", "i-klingon",
                                       "zh-min-nan", "art-lojban",      "es-419",     "en-US-x-a-b",
                                       "sgn-BE-FR",  "en-u-ca-gregory", "abcdefgh"};
    static const char *const bad[] = {"",
                                      "e",
                                      "en_US",
                                      "en--us",
                                      "en-",
                                      "-en",
                                      "a-DE",
                                      "en-a",
                                      "en-x",
                                      "en-a-bb-a-cc",
                                      "sl-rozaj-rozaj",
                                      "en-USA1X2Y3Z",
                                      "abcdefghi",
                                      "en us",
                                      "12",
                                      "de-1901-1901",
                                      "x",
                                      "en-u",
                                      "i-unknown"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        if (!language_tag_is_well_formed(str_of(good[i])))
            fail_msg("refused: %s", good[i]);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (language_tag_is_well_formed(str_of(bad[i])))
            fail_msg("taken: %s", bad[i]);
}

// Findings have an end, and stand in the order of their places.
static void test_many_findings(void **state)
{
    (void)state;
    struct arena arena = {0}, scratch = {0};
    struct diags diags = {.arena = &arena};
    struct xml_document document;
    struct buf text = {0};
    buf_text(&text,
             "<xliff xmlns='urn:oasis:names:tc:xliff:document:2.0' version='2.0' srcLang='en'><file id='f'>");
    for (size_t i = 0; i < 3000; i++)
        buf_text(&text, "<unit id='u'><segment><source><ph id='1' dataRef='x'/></source></segment></unit>");
    buf_text(&text, "</file></xliff>");
    assert_true(xml_parse(buf_str(&text), STR("a.xlf"), &arena, &diags, &document));
    assert_false(conformance_check(&document, &(struct conformance_options){0}, &scratch, &diags));
    assert_int_equal(diags.count, conformance_most_findings + 1);
    for (size_t i = 1; i < diags.count; i++)
        assert_true(diags.at[i - 1].span.start <= diags.at[i].span.start);
    buf_free(&text);
    arena_free(&scratch);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_versions),      cmocka_unit_test(test_structures),
        cmocka_unit_test(test_documents),     cmocka_unit_test(test_parts),
        cmocka_unit_test(test_codes),         cmocka_unit_test(test_hints),
        cmocka_unit_test(test_annotations),   cmocka_unit_test(test_language_tags),
        cmocka_unit_test(test_many_findings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
