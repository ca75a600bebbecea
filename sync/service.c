#include "sync/service.h"

// One row for each file in services/.
const struct service *const services[] = {NULL};

const size_t service_count = 0;

const struct service *service_find(struct str name)
{
    for (size_t i = 0; i < service_count; i++)
        if (str_is(name, services[i]->name))
            return services[i];
    return NULL;
}
