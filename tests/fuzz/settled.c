// Drop-in catalogs that are as they would be written. Law: what is proven of one is what reading, merging and
// writing it comes to.
#include "tests/fuzz/settled_law.h"

#include "tests/fuzz/mutate_xml.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct arena arena = {0};
    settled_check(arena_copy(&arena, (struct str){(const char *)bytes, len}), &arena);
    arena_free(&arena);
    return 0;
}
