#include "catalog/format.h"

#include "base/path.h"

extern const struct format format_xliff, format_xlb, format_json;

const struct format *const formats[] = {&format_xliff, &format_xlb, &format_json, NULL};
const size_t format_count = sizeof formats / sizeof *formats - 1;

const struct format *format_find(struct str name)
{
    for (size_t i = 0; i < format_count; i++)
        if (str_is(name, formats[i]->name))
            return formats[i];
    return NULL;
}

const struct format *format_of_path(struct str path)
{
    for (size_t i = 0; i < format_count; i++)
        if (str_is(path_suffix(path), formats[i]->suffix))
            return formats[i];
    return NULL;
}
