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

bool dialect_has_module(const struct dialect *dialect, struct str module)
{
    for (const struct marker_export *row = dialect->exports; row && row->module; row++)
        if (str_is(module, row->module))
            return true;
    return false;
}

int dialect_marker(const struct dialect *dialect, struct str module, struct str name)
{
    for (const struct marker_export *row = dialect->exports; row && row->module; row++)
        if (str_is(module, row->module) && str_is(name, row->name))
            return row->marker;
    return 0;
}
