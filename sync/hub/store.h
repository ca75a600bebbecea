// Projects and resources of the store, as endpoints need them.
#ifndef SYNC_HUB_STORE_H
#define SYNC_HUB_STORE_H

#include "sync/hub/exchange.h"

struct project {
    int64_t number;
    struct str id; // "o:acme:p:web"
    struct str organization, organization_name, slug, name, source;
    int64_t created, modified;
};

struct resource {
    int64_t number;
    struct str id; // "o:acme:p:web:r:en_xlf"
    struct project project;
    struct str slug, name, format, priority, categories;
    bool accepts, has_template;
    struct str base; // id of the resource that a branch belongs to; empty: it is none
    int64_t strings, words;
    int64_t stamp, created, modified;
    bool is_stamped; // in this request
};

// The project that the token is good for.
bool project_of_token(struct exchange *x, struct project *out);
// The one of that id, if it is the token's. False: refused with 404.
bool project_find(struct exchange *x, struct str id, struct project *out);
// The same of a resource.
bool resource_find(struct exchange *x, struct str id, struct resource *out);

// Lists the resources of a project by number, from behind `after`.
struct query resource_list(struct exchange *x, const struct project *project, int64_t after, size_t limit);
void resource_read(struct exchange *x, const struct query *query, const struct project *project,
                   struct resource *out);

// The time of what this request does to the resource: that of the clock, but always later than that of any
// request before, so that times of the whole second tell changes apart and `[gt]` filters lose none.
int64_t resource_stamp(struct exchange *x, struct resource *resource);

// What of a language has changed.
enum { CHANGED_TRANSLATIONS = 1, CHANGED_REVIEWS = 2, CHANGED_PROOFREADS = 4 };
void language_changed(struct exchange *x, struct resource *resource, struct str language, unsigned what);
// All languages, the source's too: its strings have changed.
void all_languages_changed(struct exchange *x, struct resource *resource);

// Whether the project translates into that language, by its code.
bool project_has_language(struct exchange *x, const struct project *project, struct str code);
// The code of "l:de" when it is a target language of the project. False: refused with 404.
bool language_find(struct exchange *x, const struct project *project, struct str id, struct str *code);

#endif
