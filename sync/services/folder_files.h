// The catalogs that lie in a shared folder: one file for the source, one for each language.
//
// `source.xlf` is the source; so is `en.xlf`, when it says itself that English is what it is translated from.
// Every other file of that suffix is of the language that its name spells. All are read once, when the folder
// is looked at: what is told of them, and what is written over them, is of that moment.
#ifndef SYNC_SERVICES_FOLDER_FILES_H
#define SYNC_SERVICES_FOLDER_FILES_H

#include "base/replace.h"
#include "catalog/format.h"
#include "catalog/locale_index.h"
#include "catalog/update.h"
#include "sync/service.h"

struct folder_file {
    struct str path;        // as it is shown
    struct str code;        // of the language, as the name spells it
    struct str bytes;       // that it holds; empty when it is not there
    struct catalog catalog; // that is in them; of a language brought up to date with the source
    bool is_unusable;       // it cannot be read, or another file is of the same language: it was told
};

struct folder_file_list {
    struct folder_file *at;
    size_t count, capacity;
};

struct folder {
    struct arena *arena;
    struct diags *diags;
    struct str path;
    const struct format *format; // of new files
    struct format_options options;
    struct folder_file source; // `bytes` empty: there is none yet
    struct folder_file_list languages;
    struct locale_index index; // of the languages
};

// Where the address leads, and what lies there. False when the address cannot be one, when the folder or the
// source cannot be read, or when two files are the source. Languages that cannot be used are listed as such.
// An absent folder is an empty one.
bool folder_look(const struct remote *remote, struct folder *out);

// The file of that language in any spelling, or NULL.
struct folder_file *folder_language(struct folder *folder, struct str code);
// Adds a language without a file yet.
void folder_add(struct folder *folder, struct str code);
// Forgets all languages but the first so many.
void folder_forget(struct folder *folder, size_t count);

// Brings a catalog up to date with a source: it gets the source's units, those that left it become obsolete,
// and a translation of a text that has changed becomes stale, or counts as before with `keep`.
struct merge_report folder_update(struct folder *folder, struct catalog *catalog,
                                  const struct catalog *source, bool keep);
// Reads a file's bytes once more, for folder_print; without a file a fresh catalog. False with diagnostics.
bool folder_reread(struct folder *folder, const struct folder_file *file, struct catalog *out);

// Adds a file's new contents to what is to be replaced.
bool folder_print(struct folder *folder, struct folder_file *file, const struct catalog *catalog,
                  struct replacement_list *out);
// Replaces them, unless somebody wrote to one of them since it was read. Two programs that use this function
// wait for each other, so neither overlooks the other's work.
bool folder_replace(struct folder *folder, struct replacement_list *files);
// Takes over what was written to a file.
bool folder_refresh(struct folder *folder, struct folder_file *file, struct str bytes);

#endif
