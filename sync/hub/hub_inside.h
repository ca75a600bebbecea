// What a hub is made of: for the files that are the hub (hub.c, archive.c).
#ifndef SYNC_HUB_HUB_INSIDE_H
#define SYNC_HUB_HUB_INSIDE_H

#include "base/map.h"
#include "sync/hub/hub.h"
#include "sync/hub/rate.h"

struct hub {
    struct str file;
    struct database *database;
    struct digest *digest;
    struct arena *arena;
    struct rate requests, polls;
    struct rate refused;     // requests without a good token, from anybody
    struct map plurals;      // of language.c
    struct str secret;       // that links to storage are signed with
    struct postman *postman; // while requests are served
    int64_t (*now)(void *context);
    void *context;
};

#endif
