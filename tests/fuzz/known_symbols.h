// The symbols of each grammar, looked up once: that takes longer than to parse what a fuzzer makes.
#ifndef TESTS_FUZZ_KNOWN_SYMBOLS_H
#define TESTS_FUZZ_KNOWN_SYMBOLS_H

#include "extractor/symbols.h"

static inline const struct symbols *known_symbols(enum grammar grammar)
{
    static struct symbols known[GRAMMAR_COUNT];
    static bool is_known[GRAMMAR_COUNT];
    if (!is_known[grammar])
        symbols_resolve(grammar, &known[grammar]);
    is_known[grammar] = true;
    return &known[grammar];
}

#endif
