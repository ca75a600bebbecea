// A fragment: what some files of a project say, written down so that another process, maybe on another
// machine, can put the project together without parsing them again. It is a text of one JSON object a line
// (docs/formats.md): a head, a line for each file, and a last line with a hash of all before it.
//
// A file's line holds a hash of the text that was read, the modules that it names, and what each dialect read
// from it without knowing any other file (the first round of extract.h). All of that follows from the text
// alone. So whoever joins fragments need not trust them for more: a line is used where the file has that
// text.
#ifndef EXTRACTOR_FRAGMENT_H
#define EXTRACTOR_FRAGMENT_H

#include "extractor/readings.h"
#include "extractor/source.h"

struct fragment_file {
    struct str path; // from the project's folder
    bool is_unread;  // it could not be read, or names too much to be told here: nothing else is known
    uint64_t hash;   // of its text
    struct specifier_list specifiers;
    // One for each dialect, in the order of the head; not scanned where no marker can stand in the file. Its
    // spans know offsets only: without fragment_bind, `text` is "" where there is a place, NULL where not.
    struct reading *readings;
};

struct fragment_file_list {
    struct fragment_file *at;
    size_t count, capacity;
};

struct fragment {
    struct str version;       // of the glot that made it
    struct str shard;         // "3/16", or empty where folders were named
    struct str_list dialects; // whose readings it holds
    struct str settings;      // all else that readings depend on, as one line of text
    struct fragment_file_list files;
};

// Appends the fragment. Bytes of paths that are not UTF-8 become U+FFFD.
void fragment_write(const struct fragment *fragment, struct buf *out);

// Whether the bytes begin as a fragment of any version does.
bool fragment_is_one(struct str bytes);

// Reads what fragment_write wrote; the bytes must live as long as the arena. False with one diagnostic:
// fragment-damaged when it is cut off or was changed, fragment-mismatch when its form is that of another
// version.
bool fragment_parse(struct str path, struct str bytes, struct arena *arena, struct diags *diags,
                    struct fragment *out);

// Names the source in all spans of one reading. False when one of them does not lie in its text.
bool fragment_bind(struct reading *reading, const struct source *source);

#endif
