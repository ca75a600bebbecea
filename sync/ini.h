// INI files as `tx` reads them: `.tx/config` and `~/.transifexrc`. The grammar is that of gopkg.in/ini.v1
// with its defaults, and of Python's configparser where that one reads more (values that go on in indented
// lines).
//
//     ; comment                                 `#` or `;`, also behind a value
//     [section]
//     name = value                              or `name: value`; quotes around a value are not part of it
//         that goes on                          an indented line that does not begin with a known name
//     name = value                              a backslash at its end says that the next line belongs to it
#ifndef SYNC_INI_H
#define SYNC_INI_H

#include "base/arena.h"
#include "base/diag.h"

struct ini_entry {
    struct str name, value;        // the value is a slice of the text, unless it goes on in further lines
    size_t name_start, name_end;   // bytes of the file
    size_t value_start, value_end; // all lines of the value
};

struct ini_entry_list {
    struct ini_entry *at;
    size_t count, capacity;
};

struct ini_section {
    struct str name;   // empty: what stands in front of the first section
    size_t start, end; // bytes of the name
    struct ini_entry_list entries;
};

struct ini_section_list {
    struct ini_section *at;
    size_t count, capacity;
};

struct ini_file {
    struct str path, text;
    struct ini_section_list sections; // in the order of the file, doubles included
};

// Whether an indented line that begins with this name is an entry. Names with a dot are asked about as a
// whole.
typedef bool ini_is_name(struct str name);

// Reads the text. False when a line is neither of those; each such line is one diagnostic (sync-malformed),
// the others are read all the same. Path and text must outlive the result.
bool ini_read(struct str path, struct str text, ini_is_name *is_name, struct arena *arena,
              struct diags *diags, struct ini_file *out);

// The last value of that name in all sections of that name, or empty.
struct str ini_get(const struct ini_file *file, struct str section, const char *name);

struct span ini_section_span(const struct ini_file *file, const struct ini_section *section);
struct span ini_name_span(const struct ini_file *file, const struct ini_entry *entry);
// Of a piece of the value; the whole value, where that goes on in further lines.
struct span ini_value_span(const struct ini_file *file, const struct ini_entry *entry, struct str piece);

#endif
