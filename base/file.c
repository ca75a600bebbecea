#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { clock_step = 50 * 1000 * 1000 }; // nanoseconds; more than any file system's that keeps such times

static enum file_state fail(struct diags *diags, struct str path, const char *what)
{
    diag_add(diags, KIND_FILE_UNREADABLE, span_file(path), "%s: %s", what, strerror(errno));
    return FILE_FAILED;
}

// Up to len bytes: fewer when the file ends before. -1 when it cannot be read.
static ssize_t read_up_to(int fd, char *at, size_t len)
{
    size_t got = 0;
    while (got < len) {
        ssize_t more = read(fd, at + got, len - got);
        if (more < 0 && errno == EINTR)
            continue;
        if (more < 0)
            return -1;
        if (more == 0)
            break;
        got += (size_t)more;
    }
    return (ssize_t)got;
}

static bool is_same_time(struct timespec a, struct timespec b)
{
    return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
}

// What no reading makes sense of.
static bool is_readable_file(const struct stat *state, struct str path, struct diags *diags)
{
    if (!S_ISREG(state->st_mode)) {
        bool is_folder = S_ISDIR(state->st_mode);
        struct diag *diag = diag_add(diags, KIND_FILE_UNREADABLE, span_file(path), "is %s, not a file",
                                     is_folder ? "a folder" : "a device or a pipe");
        diag_hint(diags, diag,
                  is_folder ? "Name a file in it, or make room for the file that belongs there."
                            : "A regular file is wanted here.");
        return false;
    }
    if (state->st_size > file_greatest) {
        diag_add(diags, KIND_FILE_TOO_LARGE, span_file(path), "has %lld bytes; at most %d are read",
                 (long long)state->st_size, file_greatest);
        return false;
    }
    return true;
}

enum file_state file_reader_open(struct str path, struct arena *scratch, struct diags *diags,
                                 struct file_reader *out)
{
    struct stat state;
    // O_NONBLOCK: a named pipe without a writer must not stop the run.
    int fd = open(arena_cstr(scratch, path), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0 && (errno == ENOENT || errno == ENOTDIR))
        return FILE_ABSENT;
    if (fd < 0)
        return fail(diags, path, "cannot be opened");
    bool is_known = fstat(fd, &state) == 0;
    if (!is_known)
        fail(diags, path, "cannot be read");
    if (!is_known || !is_readable_file(&state, path, diags)) {
        close(fd);
        return FILE_FAILED;
    }
    *out = (struct file_reader){
        .path = path, .fd = fd, .len = (size_t)state.st_size, .is_good = true, .modified = state.st_mtim};
    return FILE_READ;
}

size_t file_reader_next(struct file_reader *reader, char *at, size_t room, struct diags *diags)
{
    size_t left = reader->len - reader->at, wanted = left < room ? left : room;
    ssize_t got = reader->is_good ? read_up_to(reader->fd, at, wanted) : 0;
    if (got < 0) {
        fail(diags, reader->path, "cannot be read");
        reader->is_good = false;
        return 0;
    }
    reader->at += (size_t)got;
    reader->is_short = (size_t)got < wanted;
    return (size_t)got;
}

static bool is_untouched(const struct file_reader *reader, const struct stat *now)
{
    return !reader->is_short && (size_t)now->st_size == reader->len &&
           is_same_time(now->st_mtim, reader->modified);
}

static bool is_still_same(const struct file_reader *reader, struct diags *diags)
{
    struct stat now;
    if (fstat(reader->fd, &now) != 0) {
        fail(diags, reader->path, "cannot be read");
        return false;
    }
    bool is_same = is_untouched(reader, &now);
    if (!is_same)
        diag_add(diags, KIND_FILE_CHANGED, span_file(reader->path), "changed while it was read");
    return is_same;
}

bool file_reader_close(struct file_reader *reader, struct diags *diags)
{
    bool is_good = reader->is_good && is_still_same(reader, diags);
    close(reader->fd);
    return is_good;
}

enum file_state file_read(struct str path, struct arena *arena, struct diags *diags, struct str *out)
{
    struct file_reader reader;
    *out = (struct str){"", 0};
    enum file_state state = file_reader_open(path, arena, diags, &reader);
    if (state != FILE_READ)
        return state;
    char *bytes = arena_space(arena, 1, reader.len + 1);
    size_t got = file_reader_next(&reader, bytes, reader.len, diags);
    bytes[got] = 0;
    if (!file_reader_close(&reader, diags))
        return FILE_FAILED;
    *out = (struct str){bytes, got};
    return FILE_READ;
}

bool file_require(struct str path, struct arena *arena, struct diags *diags, struct str *out)
{
    enum file_state state = file_read(path, arena, diags, out);
    if (state == FILE_ABSENT)
        diag_hint(diags, diag_add(diags, KIND_FILE_UNREADABLE, span_file(path), "there is no such file"),
                  "Look at how the path is spelled, and at the folder that it is meant from.");
    return state == FILE_READ;
}

bool file_write(int fd, struct str bytes)
{
    while (bytes.len > 0) {
        ssize_t written = write(fd, bytes.at, bytes.len);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        bytes = str_from(bytes, (size_t)written);
    }
    return true;
}

struct file_identity file_identify(const char *path)
{
    struct stat state;
    if (stat(path, &state) != 0)
        return (struct file_identity){0};
    return (struct file_identity){.is_there = true,
                                  .device = state.st_dev,
                                  .number = state.st_ino,
                                  .size = state.st_size,
                                  .modified = state.st_mtim,
                                  .changed = state.st_ctim};
}

bool file_identity_equal(const struct file_identity *a, const struct file_identity *b)
{
    if (!a->is_there || !b->is_there)
        return a->is_there == b->is_there;
    return a->device == b->device && a->number == b->number && a->size == b->size &&
           is_same_time(a->modified, b->modified) && is_same_time(a->changed, b->changed);
}

static struct timespec later_by(struct timespec time, long nanoseconds)
{
    enum { second = 1000000000 };
    time.tv_nsec += nanoseconds;
    if (time.tv_nsec >= second) {
        time.tv_nsec -= second;
        time.tv_sec++;
    }
    return time;
}

bool file_identity_is_before(const struct file_identity *identity, struct timespec moment)
{
    return time_is_before(later_by(identity->changed, clock_step), moment) &&
           time_is_before(later_by(identity->modified, clock_step), moment);
}

bool file_identity_is_past(const struct file_identity *identity)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return file_identity_is_before(identity, now);
}

bool file_is_absent(const char *path)
{
    struct stat state;
    return stat(path, &state) != 0 && (errno == ENOENT || errno == ENOTDIR);
}

bool time_is_before(struct timespec a, struct timespec b)
{
    return a.tv_sec != b.tv_sec ? a.tv_sec < b.tv_sec : a.tv_nsec < b.tv_nsec;
}

// Whether the rest of the file is these bytes; false in *good when it cannot be read.
static bool holds_bytes(int fd, struct str bytes, bool *good)
{
    char piece[16 * 1024];
    for (;;) {
        ssize_t got = read_up_to(fd, piece, sizeof piece);
        *good = got >= 0;
        if (got <= 0)
            return got == 0 && bytes.len == 0;
        if ((size_t)got > bytes.len || memcmp(piece, bytes.at, (size_t)got) != 0)
            return false;
        bytes = str_from(bytes, (size_t)got);
    }
}

enum file_state file_compare(struct str path, struct str bytes, struct arena *scratch, struct diags *diags,
                             bool *is_same)
{
    bool good = true;
    *is_same = false;
    int fd = open(arena_cstr(scratch, path), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0 && errno != ENOENT && errno != ENOTDIR)
        return fail(diags, path, "cannot be opened");
    if (fd < 0)
        *is_same = bytes.len == 0;
    else
        *is_same = holds_bytes(fd, bytes, &good);
    enum file_state state = good ? FILE_READ : fail(diags, path, "cannot be read");
    if (fd >= 0)
        close(fd);
    return state;
}

static int by_name(const void *a, const void *b)
{
    return str_compare(((const struct folder_entry *)a)->name, ((const struct folder_entry *)b)->name);
}

static struct folder_entry entry_of(int folder, const struct dirent *found, struct arena *arena)
{
    struct folder_entry entry = {.name = arena_copy(arena, str_of(found->d_name)),
                                 .is_folder = found->d_type == DT_DIR,
                                 .is_file = found->d_type == DT_REG,
                                 .is_link = found->d_type == DT_LNK};
    struct stat state;
    if (found->d_type == DT_UNKNOWN) // some file systems keep no types in their folders
        entry.is_link =
            fstatat(folder, found->d_name, &state, AT_SYMLINK_NOFOLLOW) == 0 && S_ISLNK(state.st_mode);
    if ((found->d_type == DT_UNKNOWN || entry.is_link) && fstatat(folder, found->d_name, &state, 0) == 0) {
        entry.is_folder = S_ISDIR(state.st_mode);
        entry.is_file = S_ISREG(state.st_mode);
    }
    return entry;
}

// False when the system fails in the middle. Their names are in `arena`.
static bool collect_entries(DIR *folder, struct arena *arena, struct arena *scratch,
                            struct folder_entry_list *out)
{
    for (;;) {
        errno = 0;
        const struct dirent *found = readdir(folder);
        if (!found)
            return errno == 0;
        if (strcmp(found->d_name, ".") != 0 && strcmp(found->d_name, "..") != 0)
            *list_push(out, scratch) = entry_of(dirfd(folder), found, arena);
    }
}

// The list grows elsewhere: it would leave three times its size behind, and folders stay.
static bool read_entries(DIR *folder, struct arena *arena, struct folder_entry_list *out)
{
    struct arena scratch = {0};
    struct folder_entry_list found = {0};
    bool good = collect_entries(folder, arena, &scratch, &found);
    int error = errno;
    list_reserve(out, found.count, arena);
    for (size_t i = 0; i < found.count; i++)
        *list_push(out, arena) = found.at[i];
    arena_free(&scratch);
    errno = error;
    return good;
}

bool folder_has_links(const struct folder_entry_list *entries)
{
    for (size_t i = 0; i < entries->count; i++)
        if (entries->at[i].is_link)
            return true;
    return false;
}

enum file_state folder_read(struct str path, struct arena *arena, struct diags *diags,
                            struct folder_entry_list *out)
{
    *out = (struct folder_entry_list){0};
    DIR *folder = opendir(arena_cstr(arena, path));
    if (!folder && (errno == ENOENT || errno == ENOTDIR))
        return FILE_ABSENT;
    enum file_state state = FILE_READ;
    if (!folder || !read_entries(folder, arena, out))
        state = fail(diags, path, "this folder cannot be read");
    if (folder)
        closedir(folder);
    if (state != FILE_READ)
        *out = (struct folder_entry_list){0};
    if (out->count > 1)
        qsort(out->at, out->count, sizeof *out->at, by_name);
    return state;
}
