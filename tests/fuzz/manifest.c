// The manifest of a former build. Law: whatever it says, no file is named that does not stand below the
// folder of the bundles, since such files may be removed.
#include "cli/manifest.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static bool has_step_up(struct str name)
{
    for (size_t start = 0; start <= name.len;) {
        size_t slash = str_find_byte(name, '/', start);
        struct str step = str_slice(name, start, slash);
        if (step.len == 0 || str_is(step, ".") || str_is(step, ".."))
            return true;
        start += step.len + 1;
    }
    return false;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct arena arena = {0};
    struct manifest_file_list files = {0};
    manifest_read(STR("manifest.json"), (struct str){(const char *)bytes, len}, &arena, &files);
    for (size_t i = 0; i < files.count; i++)
        if (has_step_up(files.at[i].name))
            abort();
    arena_free(&arena);
    return 0;
}
