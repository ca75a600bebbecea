#include "catalog/bundle.h"

extern const struct bundle bundle_json, bundle_lit;

const struct bundle *const bundles[] = {
    &bundle_lit,
    &bundle_json,
    NULL,
};
const size_t bundle_count = sizeof bundles / sizeof *bundles - 1;

const struct bundle *bundle_find(struct str name)
{
    for (size_t i = 0; i < bundle_count; i++)
        if (str_is(name, bundles[i]->name))
            return bundles[i];
    return NULL;
}
