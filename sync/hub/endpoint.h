// The endpoints of the hub. Each family of them is a file: one row and one function an endpoint. The families
// are listed in endpoint.c.
#ifndef SYNC_HUB_ENDPOINT_H
#define SYNC_HUB_ENDPOINT_H

#include "sync/hub/body.h"
#include "sync/hub/hub.h"
#include "sync/uri.h"

struct exchange;

enum endpoint_flag {
    ENDPOINT_OPEN = 1 << 0, // no token: it has a credential of its own
    ENDPOINT_POLL = 1 << 1, // counts on the polls' own budget
    ENDPOINT_FORM = 1 << 2, // takes multipart/form-data, too: then `objects` are empty
};

struct endpoint {
    enum hub_method method;
    const char *path; // "/projects/*/languages": the star is an id
    void (*answer)(struct exchange *x);
    const char *parameters;        // names, separated by spaces, mandatory ones with `!` behind; NULL: none
    const struct body_shape *body; // NULL: none
    unsigned flags;                // of enum endpoint_flag
};

// The row for that path, or NULL; *id is what stands for the star. *is_known: the path has other methods.
const struct endpoint *endpoint_find(enum hub_method method, const struct str_list *segments, struct str *id,
                                     bool *is_known);
// The first parameter of the query that the endpoint does not have; {NULL, 0} without one.
struct str endpoint_unknown(const struct endpoint *endpoint, const struct uri *uri);
// The first mandatory one that is not in the query.
struct str endpoint_missing(const struct endpoint *endpoint, const struct uri *uri);

// Each ends with a row without a path.
extern const struct endpoint project_endpoints[], language_endpoints[], resource_endpoints[],
    statistics_endpoints[], upload_endpoints[], download_endpoints[], string_endpoints[],
    string_change_endpoints[], translation_endpoints[], merge_endpoints[], webhook_endpoints[];

#endif
