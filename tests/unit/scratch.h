// A temporary folder with files, for tests that need real ones.
#ifndef TESTS_UNIT_SCRATCH_H
#define TESTS_UNIT_SCRATCH_H

#include "base/path.h"
#include "base/replace.h"
#include "tests/unit/unit.h"

#include <stdlib.h>

// Its path; in memory where there is such a place, since flushing to the disk takes no time there.
static inline struct str scratch_make(struct arena *arena)
{
    char memory[] = "/dev/shm/glot-unit-XXXXXX", disk[] = "/tmp/glot-unit-XXXXXX";
    const char *name = mkdtemp(memory);
    if (!name)
        name = mkdtemp(disk);
    assert_non_null(name);
    return arena_copy(arena, str_of(name));
}

static inline void scratch_drop(struct str folder)
{
    struct arena arena = {0};
    struct str command = arena_print(&arena, "rm -rf '" STR_FORMAT "'", STR_ARG(folder));
    assert_int_equal(system(command.at), 0);
    arena_free(&arena);
}

// Writes a file, and makes the folders that it lies in.
static inline void scratch_write(struct str folder, const char *path, const char *text)
{
    struct arena arena = {0};
    struct diags diags = {.arena = &arena};
    struct replacement file = {.path = path_join(&arena, folder, str_of(path)), .bytes = str_of(text)};
    struct replacement_list list = {.at = &file, .count = 1, .capacity = 1};
    assert_true(files_replace(&list, &arena, &diags));
    arena_free(&arena);
}

// What a test has that needs no more than such a folder.
struct scratch {
    struct arena arena;
    struct diags diags;
    struct str folder;
};

static inline int scratch_open(void **state)
{
    struct scratch *s = calloc(1, sizeof *s);
    s->diags.arena = &s->arena;
    s->folder = scratch_make(&s->arena);
    *state = s;
    return 0;
}

static inline int scratch_close(void **state)
{
    struct scratch *s = *state;
    scratch_drop(s->folder);
    arena_free(&s->arena);
    free(s);
    return 0;
}

#endif
