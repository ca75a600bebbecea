// XML. Laws: what the proof passes, libxml2 passes too; a document that is parsed and not changed is printed
// as it was.
#include "catalog/xml.h"
#include "base/utf.h"
#include "catalog/xml_proof.h"

#include "tests/fuzz/law.h"
#include "tests/fuzz/mutate_xml.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void print_unchanged(const struct xml_document *document)
{
    static const struct xml_style as_read = {.line_end = STR_INIT("\n")};
    struct buf out = {0};
    xml_print(document, &as_read, &out);
    demand(str_equal(buf_str(&out), document->text));
    buf_free(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct arena arena = {0};
    struct diags diags = {.arena = &arena};
    struct xml_document document = {.path = STR("x"), .text = {(const char *)bytes, len}};
    if (utf_first_invalid(document.text) == STR_NONE && xml_is_surely_sound(document.text)) {
        demand(xml_ask_libxml2(&document, &diags));
        demand(xml_parse(document.text, STR("x"), &arena, &diags, &document));
    }
    if (xml_parse(document.text, STR("x"), &arena, &diags, &document))
        print_unchanged(&document);
    arena_free(&arena);
    return 0;
}
