// tsconfig.json: any bytes are read or refused with a diagnostic that lies within the file; reading twice
// gives the same.

#include "extractor/tsconfig.h"
#include "base/path.h"
#include "tests/fuzz/own_folder.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void check_spans(const struct diags *diags)
{
    for (size_t i = 0; i < diags->count; i++) {
        struct span span = diags->at[i].span;
        if (span.text.at && (span.start > span.end || span.end > span.text.len))
            abort();
    }
}

// The folders above that of the file hold nothing but each other: patterns can lead anywhere, and the whole
// machine takes long to list and is in motion.
static void close_world(struct folders *folders, struct str file)
{
    for (struct str inner = path_folder(file); inner.len > 1; inner = path_folder(inner)) {
        struct folder *outer = arena_new(folders->arena, struct folder);
        outer->path = path_folder(inner);
        outer->is_there = true;
        *list_push(&outer->entries, folders->arena) =
            (struct folder_entry){.name = path_name(inner), .is_folder = true};
        map_set(&folders->known, outer->path, outer, folders->arena);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct str path = str_of(own_folder_write("tsconfig.json", bytes, len));
    struct arena arena = {0};
    struct tsconfig read[2] = {0};
    bool good[2] = {false, false};
    struct folders folders = {.arena = &arena};
    close_world(&folders, path);
    for (size_t i = 0; i < 2; i++) {
        struct diags diags = {.arena = &arena};
        good[i] = tsconfig_read(path, &folders, &diags, &read[i]);
        check_spans(&diags);
        if (!good[i] && diags.count == 0)
            abort();
    }
    if (good[0] != good[1] || read[0].roots.count != read[1].roots.count)
        abort();
    arena_free(&arena);
    return 0;
}
