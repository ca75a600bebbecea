// What every unit test program includes: cmocka and the few words that all of them need.
#ifndef TESTS_UNIT_UNIT_H
#define TESTS_UNIT_UNIT_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/sanitizer.h"
#include "base/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

// How often or how large, where a test draws by lot or shows what size does: an eighth of it under
// sanitizers, whose runs look for what one visit of a line shows, and take ten times as long.
#if ADDRESSES_ARE_WATCHED || THREADS_ARE_WATCHED
#define effort(full) ((full) / 8)
#else
#define effort(full) (full)
#endif

// Compares a slice with a C string and shows both when they differ.
static inline void expect_str_at(struct str got, const char *wanted, const char *file, int line)
{
    if (got.len != strlen(wanted) || (got.len && memcmp(got.at, wanted, got.len) != 0)) {
        print_error("got:    " STR_FORMAT "\nwanted: %s\n", STR_ARG(got), wanted);
        _fail(file, line);
    }
}
#define expect_str(got, wanted) expect_str_at(got, wanted, __FILE__, __LINE__)

#endif
