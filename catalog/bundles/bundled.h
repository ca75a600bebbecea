// What bundle formats share that do not show a message as its dialect wrote it: one text as a pattern, and
// what is said of it.
#ifndef CATALOG_BUNDLES_BUNDLED_H
#define CATALOG_BUNDLES_BUNDLED_H

#include "catalog/bundle.h"

// One text of a bundle, while it is judged or written.
struct bundled {
    const struct bundle_request *request;
    struct str id;
    struct span span; // where it stands
    struct pattern pattern;
    enum message_syntax syntax;
    bool is_translation; // else the message's own text
    struct diags *diags; // NULL while it is written: all has been said
};

void bundled_message(const struct bundle_request *request, const struct message *message, struct diags *diags,
                     struct bundled *out);
void bundled_translation(const struct bundle_request *request, const struct translation *translation,
                         struct diags *diags, struct bundled *out);
// What stands for message i, to be written.
void bundled_text(const struct bundle_request *request, size_t i, struct bundled *out);
// Makes of an ICU message (SYNTAX_ICU) the pattern that says the same; leaves other texts alone. False when
// it cannot be read, with a diagnostic (icu-syntax, icu-other).
bool bundled_read(struct bundled *text, struct arena *arena);

// Adds a diagnostic about the text and returns false. The message goes on behind the text's name.
bool bundled_refuse(const struct bundled *text, enum kind kind, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
// The same for a key that two texts have.
bool bundled_refuse_key(const struct bundled *text, struct str key, struct span other, struct diags *diags);
// Whether no two messages that follow each other in that order (messages_by_key) have one key; else adds such
// diagnostics.
bool bundled_keys_differ(const struct bundle_request *request, const uint32_t *order, struct diags *diags);

// Whether source and translation name the same placeholders; variants may use them or not. Diagnostics
// (placeholder-missing, placeholder-unexpected) tell of those that only one has.
bool bundled_names_fit(const struct bundled *source, const struct bundled *target, struct arena *arena);

// Where code stands in a text that was printed, in order.
struct code_range_list {
    struct code_range {
        size_t start, end;
    } * at;
    size_t count, capacity;
};
// Whether a runtime that takes what begins with `open` for code, if `close` comes behind it, finds such code
// only where it was put.
bool bundled_is_inert(struct str printed, const struct code_range_list *codes, const char *open, char close);

// Whether choices are by one number and one value at most, in plain texts, and not too many; if not, adds a
// diagnostic. The numbers of these selectors, or STR_NONE.
struct bundled_choice {
    size_t number, value;
};
bool bundled_choice(const struct bundled *text, const char *runtime, struct bundled_choice *out);

#endif
