// The rules of XLIFF, one small document each: what is found, and where; and what must not be found.
#include "catalog/conformance.h"
#include "base/place.h"
#include "catalog/language_tag.h"
#include "tests/unit/unit.h"

struct sample {
    const char *text;
    const char *kind; // of the only finding; NULL: none
    size_t line, column;
    bool strict;
};

#define DOCUMENT_IN(space, version, attributes, content)                                                     \
    "<xliff xmlns='urn:oasis:names:tc:xliff:document:" space "' version='" version                           \
    "' srcLang='en' " attributes ">\n" content "\n</xliff>"
#define DOCUMENT(attributes, content) DOCUMENT_IN("2.0", "2.0", attributes, content)
#define ALL_MODULES                                                                                          \
    "trgLang='fr' xmlns:mtc='urn:oasis:names:tc:xliff:matches:2.0' "                                         \
    "xmlns:gls='urn:oasis:names:tc:xliff:glossary:2.0' "                                                     \
    "xmlns:fs='urn:oasis:names:tc:xliff:fs:2.0' xmlns:mda='urn:oasis:names:tc:xliff:metadata:2.0' "          \
    "xmlns:res='urn:oasis:names:tc:xliff:resourcedata:2.0' "                                                 \
    "xmlns:slr='urn:oasis:names:tc:xliff:sizerestriction:2.0' "                                              \
    "xmlns:val='urn:oasis:names:tc:xliff:validation:2.0' "                                                   \
    "xmlns:ctr='urn:oasis:names:tc:xliff:changetracking:2.0' "                                               \
    "xmlns:my='my'"
// The content begins in line 3, 4 and 6.
#define FILE_WITH(content) DOCUMENT(ALL_MODULES, "<file id='f'>\n" content "\n</file>")
#define A_UNIT             "<unit id='v'><segment><source>v</source></segment></unit>"
#define UNIT(content)      FILE_WITH("<unit id='u'>\n" content "\n</unit>")
#define SEGMENT(content)                                                                                     \
    UNIT("<originalData><data id='d'>x</data></originalData>\n<segment>\n" content "\n</segment>")
#define FILE12(content)                                                                                      \
    "<xliff xmlns='urn:oasis:names:tc:xliff:document:1.2' version='1.2'>\n"                                  \
    "<file original='a' source-language='en' target-language='fr' datatype='plaintext'>\n" content           \
    "\n</file>\n</xliff>"
#define UNIT12(content) FILE12("<body><trans-unit id='u'>\n" content "\n</trans-unit></body>")

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

// ---- running them

static void say(const struct sample *sample, const struct diags *diags)
{
    print_message("%s\n", sample->text);
    for (size_t i = 0; i < diags->count; i++)
        print_message("found: %.*s [%s]\n", STR_ARG(diags->at[i].message), kind_rows[diags->at[i].kind].name);
}

static bool is_as_wanted(const struct sample *sample, const struct diags *diags, struct places *places)
{
    if (!sample->kind || diags->count != 1)
        return !sample->kind && diags->count == 0;
    struct span span = diags->at[0].span;
    struct place place = place_of(places, span.text, span.start);
    return strcmp(kind_rows[diags->at[0].kind].name, sample->kind) == 0 && place.line == sample->line &&
           place.column == sample->column && span.start < span.end && span.end <= span.text.len;
}

static void run_samples(const struct sample *samples, size_t count)
{
    size_t bad = 0;
    for (size_t i = 0; i < count; i++) {
        struct arena arena = {0}, scratch = {0};
        struct diags diags = {.arena = &arena};
        struct places places = {.arena = &arena};
        struct xml_document document;
        struct conformance_options options = {.strict = samples[i].strict};
        assert_true(xml_parse(str_of(samples[i].text), STR("a.xlf"), &arena, &diags, &document));
        conformance_check(&document, &options, &scratch, &diags);
        if (!is_as_wanted(&samples[i], &diags, &places)) {
            bad++;
            say(&samples[i], &diags);
            if (diags.count && diags.at[0].span.text.len) {
                struct place place = place_of(&places, diags.at[0].span.text, diags.at[0].span.start);
                print_message("at %zu:%zu, wanted %s at %zu:%zu\n\n", place.line, place.column,
                              samples[i].kind ? samples[i].kind : "nothing", samples[i].line,
                              samples[i].column);
            }
        }
        arena_free(&scratch);
        arena_free(&arena);
    }
    assert_int_equal(bad, 0);
}

#define RUN(samples)                                                                                         \
    static void test_##samples(void **state)                                                                 \
    {                                                                                                        \
        (void)state;                                                                                         \
        run_samples(samples, sizeof samples / sizeof *samples);                                              \
    }
RUN(versions)
RUN(structures)
RUN(documents)
RUN(parts)
RUN(codes)
RUN(hints)
RUN(annotations)
RUN(modules)
RUN(later_modules)
RUN(first_version)

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
        cmocka_unit_test(test_annotations),   cmocka_unit_test(test_modules),
        cmocka_unit_test(test_later_modules), cmocka_unit_test(test_first_version),
        cmocka_unit_test(test_language_tags), cmocka_unit_test(test_many_findings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
