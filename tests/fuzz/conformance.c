// The judge of XLIFF documents. Laws: it says the same each time; by the letter it finds no less, and no
// fewer errors; every finding lies in the document; folded units change nothing; what it judges was
// well-formed to libxml2.
#include "catalog/conformance.h"

#include "tests/fuzz/diags_law.h"
#include "tests/fuzz/mutate_xml.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void judge(const struct xml_document *document, bool strict, struct diags *diags)
{
    struct arena scratch = {0};
    struct conformance_options options = {.strict = strict};
    bool is_good = conformance_check(document, &options, &scratch, diags);
    demand(is_good == (diags_count(diags, SEVERITY_ERROR) == 0));
    arena_free(&scratch);
}

static void check_place(const struct span *span, struct str text)
{
    demand(span->start < span->end && span->end <= text.len && span->text.at == text.at);
}

static void compare(const struct diags *a, const struct diags *b, struct str text)
{
    demand(a->count <= conformance_most_findings + 1);
    expect_same_diags(a, b);
    for (size_t i = 0; i < a->count; i++) {
        check_place(&a->at[i].span, text);
        for (size_t j = 0; j < a->at[i].related.count; j++)
            check_place(&a->at[i].related.at[j].span, text);
        demand(i == 0 || a->at[i - 1].span.start <= a->at[i].span.start);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct arena arena = {0};
    struct diags diags = {.arena = &arena}, again = {.arena = &arena}, strict = {.arena = &arena},
                 folded = {.arena = &arena};
    struct xml_document document;
    if (xml_parse((struct str){(const char *)bytes, len}, STR("x"), &arena, &diags, &document) &&
        conformance_applies(&document)) {
        demand(xml_ask_libxml2(&document, &diags));
        judge(&document, false, &diags);
        judge(&document, false, &again);
        judge(&document, true, &strict);
        compare(&diags, &again, document.text);
        demand(diags.count <= strict.count);
        demand(diags_count(&diags, SEVERITY_ERROR) <= diags_count(&strict, SEVERITY_ERROR));
        demand(xml_parse_folded(document.text, STR("x"), conformance_folded(document.text), &arena, &folded,
                                &document));
        judge(&document, false, &folded);
        compare(&diags, &folded, document.text);
    }
    arena_free(&arena);
    return 0;
}
