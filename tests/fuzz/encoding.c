// The door for encodings. Law: what comes in goes out as it was, and is UTF-8 in between.
#include "base/utf.h"
#include "catalog/xml_encoding.h"
#include "tests/fuzz/law.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct arena arena = {0};
    struct diags diags = {.arena = &arena};
    struct xml_encoding encoding;
    struct str input = {(const char *)bytes, len}, text;
    bool is_read = xml_encoding_read(input, STR("x"), &arena, &diags, &encoding, &text);
    demand(is_read == (diags.count == 0));
    if (is_read && encoding.encoding != ENCODING_UTF8) {
        struct buf back = {0};
        demand(utf_first_invalid(text) == STR_NONE);
        buf_add(&back, text);
        xml_encoding_restore(&encoding, &back);
        demand(str_equal(buf_str(&back), input));
        buf_free(&back);
    }
    arena_free(&arena);
    return 0;
}
