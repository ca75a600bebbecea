// Diagnostics: what is wrong, where, and what to do. Functions that can fail add to a list of them;
// only the command line prints them.
#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/place.h"

enum severity { SEVERITY_ERROR, SEVERITY_WARNING, SEVERITY_NOTE };

enum kind {
#define KIND(identifier, name, severity, meaning, remedy) KIND_##identifier,
#include "base/kinds.def"
#undef KIND
    KIND_COUNT
};

struct kind_row {
    const char *name; // stable, kebab-case
    enum severity severity;
    const char *meaning, *remedy; // sentences
};

extern const struct kind_row kind_rows[KIND_COUNT];

// A stretch of a file. Without `text` it names the file as a whole.
struct span {
    struct str path;   // as it is shown
    struct str text;   // the whole file, or {NULL, 0}
    size_t start, end; // byte offsets into text
};

// The text of a file that was not read, though the place in it is known. Whoever shows the place reads the
// file first.
extern const struct str text_unread;

static inline bool span_is_unread(struct span span)
{
    return span.text.at == text_unread.at;
}

struct related {
    struct span span;
    struct str message;
};

struct related_list {
    struct related *at;
    size_t count, capacity;
};

struct diag {
    enum kind kind;
    enum severity severity;
    struct span span;
    struct str message; // one line, without path and without a final stop
    struct str hint;    // what to do here, a sentence, or empty: then the kind's remedy serves
    struct related_list related;
};

struct diags {
    struct arena *arena; // must be set; texts and spans live at least as long
    struct diag *at;
    size_t count, capacity;
};

// A span that names only a file.
struct span span_file(struct str path);

// Adds a diagnostic with its kind's severity. The pointer is good until the next one is added.
struct diag *diag_add(struct diags *diags, enum kind kind, struct span span, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
// Sets the hint of a diagnostic: a sentence like the remedies of kinds.def.
void diag_hint(struct diags *diags, struct diag *diag, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
// Adds a place that the message refers to.
void diag_relate(struct diags *diags, struct diag *diag, struct span span, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
// Appends copies of all diagnostics of `from`; the texts are not copied.
void diags_append(struct diags *diags, const struct diags *from);
// Copies all that the diagnostics from that number on show into the arena, so that they outlive whose it was.
void diags_own(struct diags *diags, size_t first);
size_t diags_count(const struct diags *diags, enum severity severity);
// Whether the text of a file is UTF-8; else adds file-not-utf8 at the first byte that is not.
bool diags_check_utf8(struct diags *diags, struct str path, struct str text);

// What to do: its hint, or its kind's remedy.
struct str diag_remedy(const struct diag *diag);

// Prints one diagnostic for people:
//     path:line:column: error: what is wrong [kind]
//       12 | the line
//          |     ^~~~
//          = what to do
// Control characters from files are neutralised, so that no file can command a terminal.
void diag_print(const struct diag *diag, struct places *places, bool with_colour, struct buf *out);
// Appends text with control characters (but tab) shown as \xNN and bidi controls as \u{…}.
void diag_neutral(struct buf *out, struct str text);

const char *severity_name(enum severity severity);
// Whether it says that a file or a service failed, not that something in it is wrong.
bool kind_is_of_world(enum kind kind);
// The kind of that stable name, or KIND_COUNT.
enum kind kind_find(struct str name);

#endif
