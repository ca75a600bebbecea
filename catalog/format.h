// Catalog formats: the files in which catalogs are kept. One file in formats/ and one row in format.c each.
//
// Two laws hold for every format, and the tests of each state them over fixtures and generated catalogs:
//     read(write(c)) = c          and          write(read(bytes), bytes) = bytes.
// So a writer *splices*: it copies the bytes that the catalog was read from and prints only what changed.
#ifndef CATALOG_FORMAT_H
#define CATALOG_FORMAT_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/pieces.h"
#include "catalog/catalog.h"

struct xml_document;

struct format_options {
    bool peer_bytes;    // drop-in: exactly the bytes of the tool that glot stands in for
    bool texts_are_icu; // what stands as plain text is ICU MessageFormat, whether the file says so or not
    bool content_placeholders; // XLIFF 1.2: `ph` elements with the code as content instead of `x`
    bool for_writing;    // a reader keeps what it made of the bytes: its writer need not parse them again
    struct str original; // XLIFF: what the file was made from; "lit-localize-inputs" in drop-in mode
    // XML: the bytes parsed already, which the reader may take; or NULL. It lives as long as what is read.
    const struct xml_document *document;
    bool byte_order_mark; // CSV: fresh files begin with one, by which spreadsheets know UTF-8
    struct str locale;    // TMX: which of several target languages is read; empty: the first
    // NULL, or where writers that splice name what they copy: what is written is `out` and this together.
    struct pieces *pieces;
    struct str tool; // who writes notes: "lit-localize" in drop-in mode, else "glot"
};

// What a format has a place for. What it has none for is told when a catalog is converted to it.
enum holding {
    HOLDS_SOURCES = 1 << 0,  // and targets in the same file; else one language only: see is_monolingual
    HOLDS_STATES = 1 << 1,   // that a translation needs review
    HOLDS_REVIEWED = 1 << 2, // that a translation was reviewed, or is final
    HOLDS_OBSOLETE = 1 << 3, // that a unit is in use no more
    HOLDS_PREVIOUS = 1 << 4, // the source that a translation was made from
    HOLDS_NOTES = 1 << 5,
    HOLDS_NOTE_AUTHORS = 1 << 6, // who wrote a note
    HOLDS_LOCATIONS = 1 << 7,
    HOLDS_CONTEXT = 1 << 8,
    HOLDS_NAMES = 1 << 9,    // of placeholders
    HOLDS_CODE = 1 << 10,    // of placeholders
    HOLDS_KINDS = 1 << 11,   // that a placeholder opens or closes markup
    HOLDS_PLURALS = 1 << 12, // a choice by the plural category of one number; where sources are in the same
                             // file, these have the forms of pattern_is_source_plural
    HOLDS_SELECTS = 1 << 13, // any choice
    HOLDS_LIMITS = 1 << 14,
    HOLDS_SUGGESTIONS = 1 << 15,
    HOLDS_FLAGS = 1 << 16,
    HOLDS_FILES = 1 << 17, // several files in one catalog
    HOLDS_LOCKS = 1 << 18, // that a unit is not to be translated
    HOLDS_UNIT_NAMES = 1 << 19,
    HOLDS_TARGET_LOCALE = 1 << 20,
    HOLDS_SOURCE_LOCALE = 1 << 21,
    HOLDS_EMPTY_TARGETS = 1 << 22, // a translation that is empty on purpose
    HOLDS_RULES = 1 << 23,         // what a translation has to say
    HOLDS_ORDINALS = 1 << 24,      // a choice by the ordinal category of one number
    HOLDS_SYNTAX = 1 << 25,        // that a text is an ICU message
};

struct format {
    const char *name;         // "xliff", as configurations spell it
    const char *suffix;       // ".xlf"
    const char *other_suffix; // ".xliff": files with this one are found, too; or NULL
    const char *meaning;      // for help and manual: one line
    unsigned holds;           // of enum holding
    // One language in a file: what is read are sources (a translated file is brought together with them by
    // catalog_pair). Written are the targets of a catalog with a target locale, else the sources.
    bool is_monolingual;
    bool names_locales; // its files have to name the locales of the texts in them
    bool has_formula;   // a formula in the file says which form a whole number takes, and how many there are
    bool is_xml;        // its reader makes a tree: several at once take the memory of several

    // Whether the bytes look like this format rather than another one of the same suffix; NULL: they always
    // do. Only the beginning is looked at, so that it is cheap.
    bool (*recognises)(struct str bytes);

    // Bytes → catalog. `path` is for messages and is kept in the catalog, as are the bytes (they must outlive
    // it). Empty bytes are no catalog: callers treat an empty file as absent. False when the file cannot be
    // used; diagnostics say why. A catalog with warnings is true.
    bool (*read)(struct str bytes, struct str path, const struct format_options *options, struct arena *arena,
                 struct diags *diags, struct catalog *out);

    // Catalog → bytes, appended to `out`. With `catalog->bytes`: splices into them, as the change flags of
    // the units say; once only, when it was read for writing. Without: a fresh file. False when the catalog
    // cannot be written in this format; diagnostics say why.
    bool (*write)(const struct catalog *catalog, const struct format_options *options, struct arena *scratch,
                  struct diags *diags, struct buf *out);

    // Where a text of a unit that was read stands in the catalog's bytes, with its quotes, for formats whose
    // units do not say it; NULL elsewhere. `variant`: the number of the text in a choice. False when it is
    // not there.
    bool (*find_text)(const struct catalog *catalog, const struct unit *unit, bool is_target, size_t variant,
                      struct arena *scratch, struct range *out);
};

extern const struct format *const formats[];
extern const size_t format_count;

// Whether a project can keep its catalogs in it, so that nothing has to be remembered elsewhere: it holds the
// sources, what is in use no more, and the sources that translations were made from. XLB can, too, since
// there the messages have a file of their own and translations are only read.
bool format_keeps_projects(const struct format *format);
// What formats with one language in a file write for a unit: its translation in a catalog with a target
// locale, else its source, and so where it has none and that is the locale of the sources. NULL: none.
const struct pattern *monolingual_text(const struct catalog *catalog, const struct unit *unit);
// The format of that name, or NULL.
const struct format *format_find(struct str name);
// The first one whose files end so, with or without the dot: what "xlf" may mean as a name. Or NULL.
const struct format *format_meant(struct str suffix);
// Reads and writes as the rows say. What is read knows its format and its encoding, and goes back in the
// same: a file of XLIFF 2 is one whatever version the row is of.
bool format_read(const struct format *format, struct str bytes, struct str path,
                 const struct format_options *options, struct arena *arena, struct diags *diags,
                 struct catalog *out);

// `out` must be empty.
bool format_write(const struct format *format, const struct catalog *catalog,
                  const struct format_options *options, struct arena *scratch, struct diags *diags,
                  struct buf *out);

// Whether files of the format end so, with the dot.
bool format_has_suffix(const struct format *format, struct str suffix);
// Whether files of that name are in a format of XML.
bool format_is_xml(struct str path);
// The format that a file's name and contents suggest, or NULL. The first row of that suffix that recognises
// the bytes.
const struct format *format_of_file(struct str path, struct str bytes);

#endif
