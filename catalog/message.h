// What a source file says: a message to be translated.
#ifndef CATALOG_MESSAGE_H
#define CATALOG_MESSAGE_H

#include "base/diag.h"
#include "catalog/pattern.h"

struct span_list {
    struct span *at;
    size_t count, capacity;
};

// What texts are written in, where they are kept as plain text.
enum message_syntax {
    SYNTAX_TEXT, // nothing in them has a meaning
    SYNTAX_ICU,  // ICU MessageFormat 1
} __attribute__((packed));

struct message {
    struct str id;
    struct pattern pattern;
    struct str raw;     // the source text as its dialect normalises it: what a derived id is hashed from
    struct str kind;    // the dialect's word for the sort of text ("html", "str"), empty for plain text
    struct str name;    // its key where the application looks it up, where the id cannot be that; else empty
    struct str context; // part of the identity in some dialects (gettext's msgctxt)
    struct str note;    // for translators
    struct span span;   // the marker's call or element
    struct str file;    // the absolute path of its source: drop-in catalogs are ordered by it
    struct span_list others; // further places that say the same
    uint32_t
        catalog_file; // where a template with several files says it: the number of that file in the catalog
    enum message_syntax syntax;
    bool id_given; // by the developer, not derived from the text
    bool has_note; // an empty note is not the same as none
};

// A copy that shares nothing with it but the paths and the text of its places.
struct message message_copy(const struct message *message, struct arena *arena);

// The places that say it, in program order; the first is `span`.
static inline size_t message_place_count(const struct message *message)
{
    return 1 + message->others.count;
}

static inline const struct span *message_place(const struct message *message, size_t i)
{
    return i ? &message->others.at[i - 1] : &message->span;
}

// What the application looks a message up by, where it does so by keys: its name, else its id.
static inline struct str message_key(const struct message *message)
{
    return message->name.len ? message->name : message->id;
}

struct message_list {
    struct message *at;
    size_t count, capacity;
};

#endif
