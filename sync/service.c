#include "sync/service.h"

extern const struct service service_folder, service_transifex, service_weblate;

// One row for each file in services/.
const struct service *const services[] = {&service_folder, &service_transifex, &service_weblate, NULL};

const size_t service_count = sizeof services / sizeof *services - 1;

const struct service *service_find(struct str name)
{
    for (size_t i = 0; i < service_count; i++)
        if (str_is(name, services[i]->name))
            return services[i];
    return NULL;
}

const struct remote_language *remote_language_find(const struct remote *remote, struct str code)
{
    for (size_t i = 0; i < remote->languages.count; i++)
        if (str_equal(remote->languages.at[i].code, code))
            return &remote->languages.at[i];
    return NULL;
}
