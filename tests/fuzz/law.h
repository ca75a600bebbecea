// What every fuzz target does where its law does not hold.
#ifndef TESTS_FUZZ_LAW_H
#define TESTS_FUZZ_LAW_H

#include <stdbool.h>
#include <stdlib.h>

static inline void demand(bool holds)
{
    if (!holds)
        abort();
}

#endif
