// tsconfig.json: any bytes are read or refused with a diagnostic that lies within the file; reading twice
// gives the same.

#include "extractor/tsconfig.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static bool write_file(const char *path, const uint8_t *bytes, size_t len)
{
    FILE *file = fopen(path, "wb");
    bool good = file && fwrite(bytes, 1, len, file) == len;
    return file && fclose(file) == 0 && good;
}

static void check_spans(const struct diags *diags)
{
    for (size_t i = 0; i < diags->count; i++) {
        struct span span = diags->at[i].span;
        if (span.text.at && (span.start > span.end || span.end > span.text.len))
            abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    char folder[] = "/tmp/glot-fuzz-XXXXXX", path[64];
    if (!mkdtemp(folder))
        return 0;
    snprintf(path, sizeof path, "%s/tsconfig.json", folder);
    struct arena arena = {0};
    struct tsconfig read[2] = {0};
    bool good[2] = {false, false};
    if (write_file(path, bytes, len))
        for (size_t i = 0; i < 2; i++) {
            struct folders folders = {.arena = &arena};
            struct diags diags = {.arena = &arena};
            good[i] = tsconfig_read(str_of(path), &folders, &diags, &read[i]);
            check_spans(&diags);
            if (!good[i] && diags.count == 0)
                abort();
        }
    if (good[0] != good[1] || read[0].roots.count != read[1].roots.count)
        abort();
    arena_free(&arena);
    unlink(path);
    rmdir(folder);
    return 0;
}
