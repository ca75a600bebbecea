// tsconfig.json: any bytes are read or refused with a diagnostic that lies within the file; reading twice
// gives the same.

#include "extractor/tsconfig.h"
#include "base/path.h"
#include "tests/fuzz/diags_law.h"
#include "tests/fuzz/own_folder.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

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
    struct diags said[2] = {{.arena = &arena}, {.arena = &arena}};
    for (size_t i = 0; i < 2; i++) {
        good[i] = tsconfig_read(path, &folders, &said[i], &read[i]);
        expect_places_in_texts(&said[i]);
        demand(good[i] || said[i].count > 0);
    }
    demand(good[0] == good[1] && read[0].roots.count == read[1].roots.count);
    for (size_t i = 0; i < read[0].roots.count; i++)
        demand(str_equal(read[0].roots.at[i], read[1].roots.at[i]));
    expect_same_diags(&said[0], &said[1]);
    arena_free(&arena);
    return 0;
}
