// Ids: hierarchical, "o:acme:p:web:r:en_xlf:s:<hash>:l:de". Transifex API v3.
#ifndef SYNC_HUB_IDENTIFIER_H
#define SYNC_HUB_IDENTIFIER_H

#include "base/arena.h"

struct identifier {
    struct str organization, project, resource, string, language;
};

// Reads an id of exactly these levels: "opr" for a resource, "oprsl" for a translation, "l" for a language.
bool identifier_read(struct str text, const char *levels, struct identifier *out);
// The id of what has that name on a level below another: of "o:acme:p:web" and 'r', "o:acme:p:web:r:en_xlf".
// Below nothing, an empty text, it begins with the level: "l:de".
struct str identifier_below(struct str above, char level, struct str name, struct arena *arena);

// Whether the text can be a slug of a project or resource: letters, digits, `_` and `-`, at most 100.
bool slug_is_valid(struct str slug);
// The same for organizations, where dots may stand, too.
bool organization_slug_is_valid(struct str slug);

#endif
