// gettext's PO files, as the parts of this format share them. What is kept where: docs/formats.md.
// https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html; msgcat and msgfmt are the judges.
//
// A file is a list of entries, each a list of pieces: ranges of bytes that a writer copies or prints anew.
// They pass by one at a time; what a writer wants of one it reads from its bytes again.
#ifndef CATALOG_FORMATS_PO_H
#define CATALOG_FORMATS_PO_H

#include "catalog/format.h"
#include "catalog/formats/named_text.h"
#include "catalog/formats/po_plural.h"

enum po_piece_kind {
    PO_COMMENT,   // "# ": of translators
    PO_EXTRACTED, // "#.": of the program that made the file
    PO_PLACES,    // "#:"
    PO_FLAGS,     // "#,"
    PO_PREVIOUS,  // "#|"
    PO_CONTEXT,   // msgctxt
    PO_SOURCE,    // msgid
    PO_PLURAL,    // msgid_plural
    PO_TARGET,    // msgstr, of all forms
    PO_PIECE_KINDS
};

struct po_piece {
    enum po_piece_kind kind;
    uint32_t start, end;           // whole lines as far as they are its own
    uint32_t text_start, text_end; // of comments: what follows the mark and its space
};

// msgctxt, msgid and msgid_plural.
struct po_key {
    struct str context, source, plural;
    bool has_context, has_source, has_plural;
};

struct po_piece_list {
    struct po_piece *at;
    uint32_t count, capacity;
};

struct po_entry {
    struct po_piece_list pieces;
    struct po_key key, previous; // of which previous may have no source: the entry says none
    struct str_list targets;
    bool is_obsolete;
};

struct po_header {
    struct str language, source_language, charset;
    struct str plural_forms;
    bool is_marked;       // "X-Glot-Placeholders: named": extracted comments say more (po_marks.c)
    struct str developer; // "X-Glot-Notes: …": who writes the extracted comments, empty: format_options.tool
};

struct po_file {
    struct str path, text;
    struct range header_bytes; // {0, 0} when there is none
    struct po_header header;
};

// ---- po_parse.c

enum { po_mistakes_greatest = 20, po_forms_greatest = 32 };

// Takes the next entry, good until it returns; its texts live as long as the arena of the parser. False where
// an earlier one has the same key: that one's bytes are told.
typedef bool po_take(void *context, const struct po_entry *entry, struct range *earlier);

// Any bytes → the header, then all other entries one by one, until the first mistake. `out` has the header
// from the first entry on. False when a place could not be read; diagnostics name up to 20 of them.
bool po_parse(struct str bytes, struct str path, struct arena *arena, struct diags *diags, po_take *take,
              void *context, struct po_file *out);
// Looks for the header only; the bytes have been parsed before.
void po_parse_header(struct str bytes, struct str path, struct arena *arena, struct po_file *out);
// An entry from its bytes, which have been parsed before.
void po_entry_read(const struct po_file *file, struct range bytes, struct arena *arena, struct po_entry *out);
struct range po_entry_bytes(const struct po_entry *entry);
// The id of an entry that says none: msgid, behind msgctxt and U+0004 where there is one.
struct str po_usual_id(const struct po_key *key, struct arena *arena);
struct span po_span(const struct po_file *file, const struct po_entry *entry);
struct span po_header_span(const struct po_file *file, struct arena *arena);
// The piece of an entry of that kind, at or after number *at, which moves behind it. NULL when there is none.
const struct po_piece *po_piece_next(const struct po_entry *entry, enum po_piece_kind kind, size_t *at);

// ---- po_header.c

void po_header_read(struct po_file *file, const struct po_entry *entry, struct arena *arena);
// False with a diagnostic where the file is not in UTF-8.
bool po_check_encoding(const struct po_file *file, struct arena *arena, struct diags *diags);
// Whether texts beyond ASCII may be written under that name.
bool po_charset_is_utf8(struct str charset);

// ---- po_marks.c: notes, and what only glot's own files say in extracted comments

// What extracted comments say besides notes: one line each, in files whose header is marked.
//     id: greeting            where the id is not what po_usual_id makes of the entry
//     context: menu           where msgctxt is another one, so that no two entries have the same key
//     name: header.title      unit_rare.name
//     plural: count           the argument of the choice, where it is not "n"
//     state: new              of a fuzzy entry: it is a proposal, or (stale) its source changed; and behind
//                             that, or alone, "previous-needs-review": see unit_rare
//     syntax: icu             the texts are in ICU MessageFormat
//     msgstr[1]: %d letters   of a fuzzy entry: its text became one without forms, and these are the others
//     {0} = ${name}           the code of placeholders
// A line of a note that would be mistaken for one has a backslash in front, one with control characters is
// quoted, and `[from NAME]` begins a note of somebody else, or a further one.
// The form that the entry has is the first that is not among the others.
struct po_texts_of_forms {
    struct po_form_text {
        size_t number;
        struct str text;
    } * at;
    size_t count, capacity;
};

struct po_marks {
    struct str id, context, name, plural, state, syntax;
    bool has_id, has_context;
    struct po_texts_of_forms forms;
    struct named_codes codes;
};

void po_marks_read(const struct po_file *file, const struct po_entry *entry,
                   const struct format_options *options, struct arena *arena, struct po_marks *out,
                   struct note_list *notes);
// Whether the line of a comment would say something else where the header is marked.
bool po_line_is_mistaken(struct str line);
// Whether anything of it would need a marked header: marks, or notes that bare comments cannot tell apart.
bool po_marks_needed(const struct po_marks *marks, const struct note_list *notes,
                     const struct po_header *header, const struct format_options *options);
struct po_comment_style {
    const struct po_header *header;
    const struct format_options *options;
    const char *line_end;
};
void po_print_notes(const struct note_list *notes, bool extracted, const struct po_comment_style *style,
                    struct buf *out);
void po_print_marks(const struct po_marks *marks, const struct po_comment_style *style, struct buf *out);
// Whether such a note stands in extracted comments: it is the program's, not a person's.
bool po_note_is_extracted(const struct note *note, const struct po_header *header,
                          const struct format_options *options);

// ---- po_print.c

// `keyword "text"`, broken into lines as gettext breaks them: behind line feeds, and at 79 columns.
void po_print_string(const char *prefix, const char *keyword, struct str text, const char *line_end,
                     struct buf *out);
// Whether the name of a place has spaces, so that it stands between U+2068 and U+2069.
bool po_place_is_isolated(struct str place);
// Without any of these two, which would begin and end a name elsewhere.
struct str po_place_without_marks(struct str place, struct arena *arena);
void po_print_places(const struct str_list *places, const char *line_end, struct buf *out);

// ---- po_texts.c

struct po_writer {
    const struct catalog *catalog;
    const struct format_options *options;
    struct arena *scratch;
    struct diags *diags;
    struct buf *out;
    struct po_file file; // without bytes: a fresh one
    struct po_header header;
    struct po_comment_style style;
    struct po_forms forms;
    struct map keys; // usual ids of the entries
    bool is_sound;
    bool is_beyond_ascii; // what is printed anew
    bool has_new_charset;
};

// What a unit says in the words of PO.
struct po_texts {
    struct po_marks marks;
    struct po_key key, previous;
    struct str_list targets;
    bool is_fuzzy;
};

// Finds a key that no other entry has. `entry`: that the unit was read from, or NULL. What PO cannot hold is
// a diagnostic, and the writer is not sound any more.
void po_texts_fill(struct po_writer *w, const struct unit *unit, const struct po_entry *entry,
                   struct po_texts *texts);

// What is printed anew of a unit. Most have none: their entries stay as they are.
struct po_slot {
    const struct po_entry *entry; // NULL: the unit is new
    struct po_texts texts;
    bool has_new_comments;
};

// All of the entry.
void po_entry_print(struct po_writer *w, const struct unit *unit, const struct po_texts *texts);
// Copies the pieces of the slot's entry that say what the unit says, and prints the others.
void po_entry_splice(struct po_writer *w, const struct unit *unit, const struct po_slot *slot);
bool po_entry_is_fuzzy(const struct po_writer *w, const struct po_entry *entry);
// Bytes of the file as they stand; all pieces of that kind, as lines.
void po_copy(struct po_writer *w, struct str bytes);
void po_copy_pieces(struct po_writer *w, const struct po_entry *entry, enum po_piece_kind kind);
// What goes on a line that says that it is obsolete, or of a previous source, says so itself (`mark`) where
// that line is not written. `start`: where it stands in the file.
void po_mark_line(struct po_writer *w, size_t start, const char *mark);

// The header of a file that is new.
void po_header_print(struct po_writer *w);
// The text of a header that is there, with what has changed.
void po_header_update(const struct po_writer *w, struct str header, struct buf *out);

// ---- the format

// How plural forms and the keys of choices belong together in a file: by its formula, else by its language.
void po_forms_of_header(const struct po_header *header, struct arena *arena, struct po_forms *out);

bool po_read(struct str bytes, struct str path, const struct format_options *options, struct arena *arena,
             struct diags *diags, struct catalog *out);
// po_place.c; see struct format.
bool po_find_text(const struct catalog *catalog, const struct unit *unit, bool is_target, size_t variant,
                  struct arena *scratch, struct range *out);
bool po_write(const struct catalog *catalog, const struct format_options *options, struct arena *scratch,
              struct diags *diags, struct buf *out);

#endif
