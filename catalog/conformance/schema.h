// How the tables of the schemas are written down: lists that end by themselves.
#ifndef CATALOG_CONFORMANCE_SCHEMA_H
#define CATALOG_CONFORMANCE_SCHEMA_H

#include "catalog/conformance/rules.h"

#define WORDS(...)                                                                                           \
    (const uint16_t[])                                                                                       \
    {                                                                                                        \
        __VA_ARGS__, 0                                                                                       \
    }
#define ATTRIBUTES(...)                                                                                      \
    (const struct attribute_rule[])                                                                          \
    {                                                                                                        \
        __VA_ARGS__                                                                                          \
        {                                                                                                    \
            0                                                                                                \
        }                                                                                                    \
    }
#define SLOTS(...)                                                                                           \
    (const struct slot[])                                                                                    \
    {                                                                                                        \
        __VA_ARGS__                                                                                          \
        {                                                                                                    \
            .ends = true                                                                                     \
        }                                                                                                    \
    }

#define ONE(name)          {.words = WORDS(W_##name), .least = 1, .most = 1},
#define OPTIONAL(name)     {.words = WORDS(W_##name), .least = 0, .most = 1},
#define SOME(name)         {.words = WORDS(W_##name), .least = 1, .most = MANY},
#define ANY(...)           {.words = WORDS(__VA_ARGS__), .least = 0, .most = MANY},
#define FOREIGN            {.takes_foreign = true, .least = 0, .most = MANY},
#define REQUIRED(name, of) {.word = W_##name, .type = T_##of, .is_required = true},
#define TAKES(name, of)    {.word = W_##name, .type = T_##of},
#define XML(name, of)      {.word = W_##name, .type = T_##of, .space = SPACE_XML},

#endif
