// Small documents of XLIFF, and what is found in each.
#ifndef TESTS_UNIT_CONFORMANCE_SAMPLES_H
#define TESTS_UNIT_CONFORMANCE_SAMPLES_H

#include "base/place.h"
#include "catalog/conformance.h"
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

// ---- running them

static inline void say(const struct sample *sample, const struct diags *diags)
{
    print_message("%s\n", sample->text);
    for (size_t i = 0; i < diags->count; i++)
        print_message("found: %.*s [%s]\n", STR_ARG(diags->at[i].message), kind_rows[diags->at[i].kind].name);
}

static inline bool is_as_wanted(const struct sample *sample, const struct diags *diags, struct places *places)
{
    if (!sample->kind || diags->count != 1)
        return !sample->kind && diags->count == 0;
    struct span span = diags->at[0].span;
    struct place place = place_of(places, span.text, span.start);
    return strcmp(kind_rows[diags->at[0].kind].name, sample->kind) == 0 && place.line == sample->line &&
           place.column == sample->column && span.start < span.end && span.end <= span.text.len;
}

static inline void run_samples(const struct sample *samples, size_t count)
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

#endif
