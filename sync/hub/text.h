// Strings as the store and the protocol have them: {"other":"…"}, with further plural forms where there are.
#ifndef SYNC_HUB_TEXT_H
#define SYNC_HUB_TEXT_H

#include "sync/hub/store.h"

// {"other":"…"} of a text.
struct str strings_of_text(struct str text, struct arena *arena);
// The text of `other`.
struct str strings_text(struct str strings, struct arena *arena);
// Reads what a request brings: an object of texts by plural category, `other` among them. False when it is
// something else.
bool strings_read(const struct jsonc *value, struct arena *arena, struct str *strings);

// Whether the strings can stand in the file of the resource, should it have one. False: refused, as the
// attribute of the object of that number.
bool strings_check(struct exchange *x, size_t object, const struct resource *resource, struct str strings);

// How a string gets another text.
struct string_edit {
    int64_t string; // its number
    struct str before, after;
    bool is_edited; // here, not by a file
    bool keeps_translations;
};
void string_set_text(struct exchange *x, struct resource *resource, const struct string_edit *edit);

// How many words the text has, markup left aside.
int64_t text_words(struct str text, struct arena *arena);
// The hash by which the protocol knows a string: MD5 of `key:context`.
struct str string_hash(const struct exchange *x, struct str key, struct str context);

#endif
