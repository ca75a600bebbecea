#include "extractor/dialect.h"

extern const struct dialect dialect_lit, dialect_gettext;

const struct dialect *const dialects[] = {&dialect_lit, &dialect_gettext, NULL};
const size_t dialect_count = sizeof dialects / sizeof *dialects - 1;

const struct dialect *dialect_find(struct str name)
{
    for (size_t i = 0; i < dialect_count; i++)
        if (str_is(name, dialects[i]->name))
            return dialects[i];
    return NULL;
}
