#include "extractor/suffixes.h"

#include "base/path.h"

static const struct suffix_row rows[] = {
    {".d.ts", SUFFIX_DECLARATION}, {".d.mts", SUFFIX_DECLARATION}, {".d.cts", SUFFIX_DECLARATION},
    {".ts", SUFFIX_TYPESCRIPT},    {".tsx", SUFFIX_TYPESCRIPT},    {".mts", SUFFIX_TYPESCRIPT},
    {".cts", SUFFIX_TYPESCRIPT},   {".js", SUFFIX_JAVASCRIPT},     {".jsx", SUFFIX_JAVASCRIPT},
    {".mjs", SUFFIX_JAVASCRIPT},   {".cjs", SUFFIX_JAVASCRIPT},    {".json", SUFFIX_JSON},
};

const struct suffix_row *suffix_of(struct str name)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (str_ends(name, str_of(rows[i].suffix)))
            return &rows[i];
    return NULL;
}

unsigned suffix_class_of(struct str path)
{
    struct str name = path_name(path);
    if (str_ends(name, STR(".ts")) && str_find(name, STR(".d."), 0) != STR_NONE)
        return SUFFIX_DECLARATION;
    const struct suffix_row *row = suffix_of(name);
    return row ? row->class : 0;
}
