// The rules of the modules of XLIFF 2, and those of its first version.
#include "tests/unit/conformance_samples.h"

static const struct sample modules[] = {
#define MATCHES(inside)   UNIT("<mtc:matches>\n" inside "</mtc:matches><segment id='s'><source/></segment>")
#define MATCH(attributes) "<mtc:match " attributes "><source/><target/></mtc:match>"
    {MATCHES(MATCH("ref='#s' id='1'") MATCH("ref='#s' id='2'")), NULL, 0, 0, true},
    {MATCHES(MATCH("ref='#s' id='1'") "\n" MATCH("ref='#s' id='1'")), "xliff-id", 6, 21, false},
    {MATCHES(MATCH("ref='s'")), "xliff-fragment-id", 5, 12, false},
    {MATCHES(MATCH("ref='#x'")), "xliff-reference", 5, 12, false},
    {MATCHES(MATCH("ref='#s' subType='a:b'")), "xliff-subtype", 5, 21, false},
    {MATCHES("<mtc:match ref='#s' xml:lang='en' reference='yes'><source/><target/></mtc:match>"),
     "xliff-module", 5, 21, false},
    {MATCHES(MATCH("ref='#s' similarity='101'")), "xliff-value", 5, 21, false},
    {MATCHES("<mtc:match ref='#s'><source><ph id='1' dataRef='d'/></source><target/></mtc:match>"),
     "xliff-data-ref", 5, 40, false},
    {MATCHES("<mtc:match ref='#s' reference='yes'><source/><target xml:lang='de'/></mtc:match>"), NULL, 0, 0,
     true},
    {MATCHES("<mtc:match ref='#s'><source/><target xml:lang='de'/></mtc:match>"), "xliff-language-mismatch",
     5, 38, false},
#define GLOSSARY(inside) UNIT("<gls:glossary>\n" inside "</gls:glossary><segment id='s'><source/></segment>")
    {GLOSSARY("<gls:glossEntry><gls:term/><gls:definition/></gls:glossEntry>"), NULL, 0, 0, true},
    {GLOSSARY("<gls:glossEntry><gls:term/></gls:glossEntry>"), "xliff-module", 5, 1, false},
    {GLOSSARY("<gls:glossEntry id='1'><gls:term/><gls:translation id='1'/></gls:glossEntry>"), "xliff-id", 5,
     52, false},
    {GLOSSARY("<gls:glossEntry ref='#x'><gls:term/><gls:definition/></gls:glossEntry>"), "xliff-reference", 5,
     17, false},
#define META(id) "<mda:metaGroup id='" id "'><mda:meta type='t'/></mda:metaGroup>"
    {FILE_WITH("<mda:metadata>" META("1") META("2") "</mda:metadata>" A_UNIT), NULL, 0, 0, true},
    {FILE_WITH("<mda:metadata>" META("1") "\n" META("1") "</mda:metadata>" A_UNIT), "xliff-id", 4, 16, false},
#define RESOURCE(inside)                                                                                     \
    FILE_WITH("<res:resourceData>\n<res:resourceItem id='r' mimeType='a/b'>" inside                          \
              "</res:resourceItem></res:resourceData>" A_UNIT)
    {RESOURCE("<res:source href='a'/>"), NULL, 0, 0, true},
    {RESOURCE("<res:source/>"), "xliff-module", 4, 41, false},
    {RESOURCE("<res:source>b<my:b/></res:source>"), "xliff-text", 4, 53, false},
    {RESOURCE("<res:source href='a'><my:b/></res:source>"), "xliff-module", 4, 53, false},
    {RESOURCE("<res:source href='a' xml:lang='de'/>"), "xliff-language-mismatch", 4, 62, false},
    {RESOURCE("<res:source href='a'/></res:resourceItem>\n<res:resourceItem id='r' mimeType='a'><res:target "
              "href='b'/>"),
     "xliff-id", 5, 19, false},
    {UNIT(
         "<res:resourceData><res:resourceItemRef ref='r'/></res:resourceData>\n<segment><source/></segment>"),
     "xliff-reference", 4, 40, false},
    {FILE_WITH("<group id='g' slr:sizeRestriction='1,*'>" A_UNIT "</group>"), NULL, 0, 0, true},
    {FILE_WITH("<group id='g' slr:sizeRestriction='9,1'>" A_UNIT "</group>"), "xliff-value", 3, 15, false},
    {FILE_WITH("<slr:data profile='a'><my:x id='x'/></slr:data>\n<group id='g' slr:sizeInfo='1' "
               "slr:sizeInfoRef='x'>" A_UNIT "</group>"),
     "xliff-module", 4, 32, false},
    {FILE_WITH("<slr:data profile='a'><my:x id='x'/></slr:data><group id='g' slr:sizeInfoRef='x'>" A_UNIT
               "</group>"),
     NULL, 0, 0, true},
    {FILE_WITH("<group id='g' slr:sizeInfo='wide'>" A_UNIT "</group>"), NULL, 0, 0, true},
    {FILE_WITH("<group id='g' slr:sizeInfo='1.5'>" A_UNIT "</group>"), "xliff-module", 3, 15, true},
    {FILE_WITH("<group id='g' slr:sizeInfoRef='x'>" A_UNIT "</group>"), "xliff-reference", 3, 15, false},
    {SEGMENT("<source><sc id='1'/><ec startRef='1' slr:equivStorage='1'/></source>"), "xliff-module", 6, 38,
     false},
    {FILE_WITH("<slr:profiles storageProfile='xliff:utf8'/>\n<unit id='u'><segment><source><ph id='1' "
               "slr:equivStorage='x'/></source></segment></unit>"),
     "xliff-module", 4, 42, false},
#define RULE(attributes) FILE_WITH("<val:validation><val:rule " attributes "/></val:validation>" A_UNIT)
    {RULE("isPresent='a' occurs='2'"), NULL, 0, 0, true},
    {RULE("my:rule='a'"), NULL, 0, 0, true},
    {RULE("caseSensitive='no'"), "xliff-module", 3, 17, false},
    {RULE("isPresent='a' endsWith='b'"), "xliff-module", 3, 17, false},
    {RULE("endsWith='b' occurs='1'"), "xliff-module", 3, 40, false},
    {RULE("isNotPresent='b' existsInSource='yes'"), "xliff-module", 3, 44, false},
    {RULE("startsWith='b' existsInSource='yes'"), NULL, 0, 0, true},
    {SEGMENT("<source><ph id='1' fs:subFs='a'/></source>"), "xliff-module", 6, 20, false},
    {SEGMENT("<source><ph id='1' fs:fs='paragraph'/></source>"), "xliff-value", 6, 20, false},
    {SEGMENT("<source><ph id='1' fs:new='a'/></source>"), "xliff-module", 6, 20, false},
    {SEGMENT("<source><sc id='1'/><ec startRef='1' fs:fs='b'/></source>"), "xliff-module", 6, 38, false},
#define TRACK_AMONG(others, attributes, inside)                                                              \
    UNIT("<ctr:changeTrack><ctr:revisions " attributes ">\n" inside "</ctr:revisions></ctr:changeTrack>"     \
         "<notes><note id='n'>x</note>" others "</notes><segment><source/></segment>")
#define TRACK(attributes, inside) TRACK_AMONG("", attributes, inside)
#define REVISION(version, property)                                                                          \
    "<ctr:revision version='" version "'><ctr:item property='" property "'/></ctr:revision>"
    {TRACK("appliesTo='note' ref='n' currentVersion='1'", REVISION("1", "content")), NULL, 0, 0, true},
    {TRACK("appliesTo='note' ref='x'", REVISION("1", "content")), "xliff-reference", 4, 50, false},
    {TRACK("appliesTo='note'", REVISION("1", "content")), NULL, 0, 0, true},
    {TRACK_AMONG("<note id='o'>y</note>", "appliesTo='note'", REVISION("1", "content")), "xliff-reference", 4,
     18, false},
    {TRACK("appliesTo='note' ref='n'", REVISION("1", "priority")), "xliff-module", 5, 37, true},
    {TRACK("appliesTo='glossary'", REVISION("1", "content")), "xliff-module", 4, 33, false},
    {TRACK("appliesTo='note' ref='n' currentVersion='2'", REVISION("1", "content")), "xliff-reference", 4, 58,
     false},
    {TRACK("appliesTo='note' ref='n'", REVISION("1", "colour")), "xliff-module", 5, 37, false},
    {TRACK("appliesTo='note' ref='n'", REVISION("1", "content") "\n" REVISION("1", "content")), "xliff-id", 6,
     15, false},
};

#define ITS(attributes, content)                                                                             \
    DOCUMENT_IN("2.0", "2.1", "xmlns:its='http://www.w3.org/2005/11/its' its:version='2.0' " attributes,     \
                "<file id='f'><unit id='u'>\n" content "</unit></file>")
#define MARKED(attributes)                                                                                   \
    ITS("", "<segment><source><mrk id='m' type='its:generic' " attributes "/></source></segment>")
#define PLURAL(switches, first, second)                                                                      \
    DOCUMENT_IN("2.2", "2.2", "xmlns:pgs='urn:oasis:names:tc:xliff:pgs:1.0'",                                \
                "<file id='f'><unit id='u' " switches ">\n<segment " first                                   \
                "><source/></segment>\n<segment " second "><source/></segment></unit></file>")

static const struct sample later_modules[] = {
    {MARKED("its:taClassRef='a'"), NULL, 0, 0, true},
    {MARKED("its:locQualityRatingScore='1' its:locQualityRatingVote='2'"), "xliff-module", 3, 49, false},
    {MARKED("its:taIdent='b'"), "xliff-module", 3, 49, false},
    {MARKED("its:annotatorsRef='terminology|a terminology|b'"), "xliff-module", 3, 49, false},
    {MARKED("its:annotatorsRef='terminology|a text-analysis|b'"), NULL, 0, 0, true},
    {MARKED("its:mtConfidence='1.1'"), "xliff-value", 3, 49, false},
    {ITS("its:locQualityRatingVoteThreshold='1'", "<segment><source/></segment>"), "xliff-module", 1, 141,
     false},
    {ITS("", "<its:provenanceRecords "
             "xml:id='p'><its:provenanceRecord/></its:provenanceRecords><segment><source/></segment>"),
     "xliff-module", 3, 35, false},
    {PLURAL("pgs:switch='plural:n'", "pgs:case='one'", "pgs:case='other'"), NULL, 0, 0, true},
    {PLURAL("pgs:switch='plural:n'", "pgs:case='1'", ""), "xliff-plural", 4, 1, false},
    {PLURAL("pgs:switch='plural:n gender:g'", "pgs:case='one x'", "pgs:case='other'"), "xliff-plural", 4, 10,
     false},
    {PLURAL("pgs:switch='plural:n'", "pgs:case='singular'", "pgs:case='other'"), "xliff-plural", 3, 10,
     false},
    {PLURAL("pgs:switch='amount:n'", "pgs:case='x'", "pgs:case='y'"), "xliff-plural", 2, 27, false},
    {PLURAL("", "pgs:case='one'", ""), "xliff-plural", 3, 10, false},
    {DOCUMENT("xmlns:pgs='urn:oasis:names:tc:xliff:pgs:1.0'",
              "<file id='f'><unit id='u' pgs:switch='plural:n'><segment><source/></segment></unit></file>"),
     "xliff-extension", 2, 27, false},
};

static const struct sample first_version[] = {
    {UNIT12("<source>a<x id='0' equiv-text='b'/></source><target>b<x id='0' "
            "equiv-text='b'/></target><note>n</note>"),
     NULL, 0, 0, true},
    {UNIT12("<source/><note/><target/>"), "xliff-structure", 4, 17, false},
    {UNIT12("<source/><target/><target/>"), "xliff-structure", 4, 19, false},
    {UNIT12("<target/>"), "xliff-structure", 4, 1, false},
    {UNIT12("<source/>text"), "xliff-text", 4, 10, false},
    {FILE12(
         "<body><trans-unit id='a'><source/></trans-unit>\n<trans-unit id='a'><source/></trans-unit></body>"),
     "xliff-id", 4, 13, false},
    {FILE12("<body><trans-unit id='a' phase-name='p'><source/></trans-unit></body>"), "xliff-reference", 3,
     26, false},
    {FILE12("<body><trans-unit id='a' aproved='yes'><source/></trans-unit></body>"), "xliff-attribute", 3, 26,
     false},
    {FILE12("<body><trans-unit id='a' crowdin='yes'><source/></trans-unit></body>"), NULL, 0, 0, true},
    {FILE12("<body><trans-unit id='a' maxwidth='9'><source/></trans-unit></body>"), "xliff-attribute", 3, 26,
     false},
    {FILE12("<body><trans-unit id='a' maxwidth='9' size-unit='char'><source/></trans-unit></body>"), NULL, 0,
     0, true},
    {UNIT12("<source/><target state='done'/>"), "xliff-value", 4, 18, false},
    {UNIT12("<source/><target state='x-done'/>"), NULL, 0, 0, true},
    {UNIT12("<source/><target xml:lang='de'/>"), "xliff-language-mismatch", 4, 18, false},
    {UNIT12("<source><x id='1' equiv-text='a'/><x id='1' equiv-text='a'/></source>"), NULL, 0, 0, true},
    {UNIT12("<source><x id='1' equiv-text='a'/><x id='1' equiv-text='b'/></source>"), "xliff-id", 4, 38,
     false},
    {UNIT12("<source><x id='a' ctype='x-open' equiv-text='a'/><x id='a' ctype='x-close' "
            "equiv-text='b'/></source>"),
     NULL, 0, 0, true},
    {UNIT12("<source><x id='a' ctype='x-open' equiv-text='a'/><x id='a' ctype='x-open' "
            "equiv-text='b'/></source>"),
     "xliff-id", 4, 53, false},
    {UNIT12("<source/><target><x id='1'/></target>"), "xliff-reference", 4, 21, false},
    {UNIT12("<source><bpt id='1' rid='1'>a</bpt><ept id='2' rid='2'>b</ept></source>"), "xliff-code-pair", 4,
     48, false},
    {UNIT12("<source><bpt id='1'>a</bpt><ept id='1'>b</ept></source>"), NULL, 0, 0, true},
    {UNIT12("<source><ph id='1' xid='w'>a</ph></source>"), "xliff-reference", 4, 20, false},
    {UNIT12("<source/><seg-source><mrk mtype='seg' mid='1'/></seg-source><target><mrk mtype='seg' "
            "mid='2'/></target>"),
     "xliff-reference", 4, 86, false},
    {FILE12("<header><tool tool-id='t' tool-name='n'><trans-unit/></tool></header><body/>"), NULL, 0, 0,
     true},
    {FILE12("<header><phase-group><phase phase-name='p' process-name='q' "
            "tool-id='t'/></phase-group></header><body/>"),
     "xliff-reference", 3, 61, false},
};

RUN(modules)
RUN(later_modules)
RUN(first_version)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_modules),
        cmocka_unit_test(test_later_modules),
        cmocka_unit_test(test_first_version),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
