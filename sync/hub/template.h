// XLIFF 1.2 as Transifex treats it: the source file is kept as it was sent and serves as the template of
// every download; a string is the inner XML of a `source` element, known by the id of its `trans-unit`.
//
// Texts cross this interface in their normal form: the bytes of the inner XML with `"` and `'` themselves
// where the file has `&quot;` and `&apos;` outside of tags. A download has the references.
#ifndef SYNC_HUB_TEMPLATE_H
#define SYNC_HUB_TEMPLATE_H

#include "base/buf.h"
#include "base/diag.h"
#include "base/map.h"

struct template_string {
    struct str key;         // the id
    struct str text;        // of the source, or of the target
    struct str comment;     // notes, one a line
    struct str occurrences; // "src/app.ts:12, src/b.ts:3"
    size_t limit;           // characters; 0: none
    bool is_approved;
};

struct template_string_list {
    struct template_string *at;
    size_t count, capacity;
};

// The strings of a source file; empty bytes have none. What has no text is none. False with *fault: where and
// why it cannot be read (not well-formed, an id twice with different texts).
bool template_sources(struct str bytes, struct arena *arena, struct template_string_list *out,
                      struct str *fault);
// The translations of a file: units with a target that is not blank.
bool template_targets(struct str bytes, struct arena *arena, struct template_string_list *out,
                      struct str *fault);

// What is put into the template for a unit.
struct filling {
    struct str source; // {NULL, 0}: as the file has it
    struct str target; // {NULL, 0}: none
    bool is_left_out;  // the unit is not in the download
};

struct rendering {
    struct str language;        // "de-DE": what `target-language` says; empty: the file as it was sent, in
                                // which only changed sources are replaced
    const struct map *fillings; // by key → struct filling
};

// Appends the download. The bytes must be those that template_sources has read.
void template_render(struct str bytes, const struct rendering *rendering, struct arena *arena,
                     struct buf *out);

// Whether a text is well-formed as the content of an element.
bool template_text_is_sound(struct str text, struct arena *arena);
// The text without tags, references resolved.
struct str template_plain(struct str text, struct arena *arena);

#endif
