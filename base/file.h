// Files and folders, read whole.
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"

#include <sys/types.h>
#include <time.h>

// No larger file is read; a message says so. Frontend sources and catalogs are far below it.
enum { file_greatest = 512 * 1024 * 1024 };

enum file_state { FILE_READ, FILE_ABSENT, FILE_FAILED };

// Reads a regular file into the arena, with a NUL behind it that does not count. An absent file is no failure
// and adds no diagnostic; FILE_FAILED adds one. A file that changes its size meanwhile is a failure.
enum file_state file_read(struct str path, struct arena *arena, struct diags *diags, struct str *out);

// The same of a file that has to be there: where it is not, that adds file-unreadable. Whether it was read.
bool file_require(struct str path, struct arena *arena, struct diags *diags, struct str *out);

// The same piece by piece, for a file of which not all has to be in memory at once.
struct file_reader {
    struct str path;
    int fd;
    size_t len;             // of the file, in bytes
    size_t at;              // so many of them were read
    bool is_good, is_short; // it could be read; it ended too early
    struct timespec modified;
};

// FILE_READ: then it is open, and file_reader_close has to come.
enum file_state file_reader_open(struct str path, struct arena *scratch, struct diags *diags,
                                 struct file_reader *out);
// The next bytes: as many as there is room for, fewer at the end of the file, or when it cannot be read.
size_t file_reader_next(struct file_reader *reader, char *at, size_t room, struct diags *diags);
// Whether all that was read is of one file that did not change meanwhile; a diagnostic says what was wrong.
bool file_reader_close(struct file_reader *reader, struct diags *diags);

// Writes all of the bytes to an open file; false with errno when the system does not take them.
bool file_write(int fd, struct str bytes);

// What tells whether a file is the one that was there before. Two that are equal can differ only where
// somebody wrote twice within the clock's step (some milliseconds) and left the size as it was.
struct file_identity {
    bool is_there;
    dev_t device;
    ino_t number;
    off_t size;                        // bytes
    struct timespec modified, changed; // its content; it or anything about it
};

// Of a file or folder; links are followed. One that cannot be asked counts as absent.
struct file_identity file_identify(const char *path);
bool file_identity_equal(const struct file_identity *a, const struct file_identity *b);
// Whether the last change is so long past that a later one is sure to have another time: two writes within a
// step of the file system's clock look like one. To be asked before the content is read.
bool file_identity_is_past(const struct file_identity *identity);
// Whether it was not changed since that moment, with a step of the clock to spare.
bool file_identity_is_before(const struct file_identity *identity, struct timespec moment);
// Whether there is nothing under the path, in contrast to something that cannot be asked.
bool file_is_absent(const char *path);
// Whether a comes before b.
bool time_is_before(struct timespec a, struct timespec b);

// Whether it holds these bytes: an absent file holds none. Read piece by piece. FILE_ABSENT is not returned;
// FILE_FAILED as in file_read.
enum file_state file_compare(struct str path, struct str bytes, struct arena *scratch, struct diags *diags,
                             bool *is_same);

struct folder_entry {
    struct str name;
    bool is_folder, is_file; // what a link points to; neither for anything else
    bool is_link;
};

struct folder_entry_list {
    struct folder_entry *at;
    size_t count, capacity;
};

// The entries of a folder, sorted by bytes, without `.` and `..`. An absent folder is no failure and adds no
// diagnostic; FILE_FAILED adds one, and gives no entry.
enum file_state folder_read(struct str path, struct arena *arena, struct diags *diags,
                            struct folder_entry_list *out);
// Whether one of the entries is a link: what it leads to can change without a trace in the folder.
bool folder_has_links(const struct folder_entry_list *entries);

#endif
