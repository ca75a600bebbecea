// TMX. Laws: catalog_law.h.
#include "tests/fuzz/catalog_law.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    static const struct format_options options = {.tool = STR_INIT("glot")};
    if (len)
        expect_laws("tmx", (struct str){(const char *)bytes, len}, &options);
    return 0;
}
