#include "base/replacing.h"

#include "base/file.h"
#include "base/path.h"

#include <errno.h>
#include <fcntl.h>
#include <stdalign.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { most_flushes = 64 }; // of single files; above that, flushing all that a disk is owed takes less time

bool replacing_fail(struct replacing *r, size_t number, const char *what)
{
    int cause = errno;
    struct diag *diag = diag_add(r->diags, KIND_FILE_UNWRITABLE, span_file(r->files->at[number].path),
                                 "%s: %s", what, strerror(cause));
    if (cause == ENOTDIR)
        diag_hint(r->diags, diag,
                  "A file stands where a folder of this path should be: move it, or correct the path.");
    return false;
}

// ---- temporaries

static bool is_folder(const char *path)
{
    struct stat found;
    return stat(path, &found) == 0 && S_ISDIR(found.st_mode);
}

static bool make_folders(struct str folder, struct arena *scratch)
{
    const char *path = arena_cstr(scratch, folder);
    if (is_folder(path))
        return true;
    if (folder.len > 1 && !str_is(folder, ".") && !make_folders(path_folder(folder), scratch))
        return false;
    if (mkdir(path, 0777) == 0 || (errno == EEXIST && is_folder(path)))
        return true;
    errno = errno == EEXIST ? ENOTDIR : errno;
    return false;
}

// Small pieces are gathered: each call costs as much as some kilobytes do.
static bool write_pieces(int fd, struct str_list pieces)
{
    char gathered[64 * 1024];
    size_t len = 0;
    for (size_t i = 0; i < pieces.count; i++) {
        struct str piece = pieces.at[i];
        if (piece.len > sizeof gathered - len) {
            if (!file_write(fd, (struct str){gathered, len}))
                return false;
            len = 0;
        }
        if (piece.len >= sizeof gathered) {
            if (!file_write(fd, piece))
                return false;
        } else if (piece.len) {
            memcpy(gathered + len, piece.at, piece.len);
            len += piece.len;
        }
    }
    return file_write(fd, (struct str){gathered, len});
}

static mode_t mode_of_new_files(void)
{
    mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

// An existing file keeps its mode, and its owner where the user may give files away: a run as root must not
// take them. Some file systems have no modes to set.
static bool set_attributes(int fd, const struct staged *staged)
{
    mode_t mode = mode_of_new_files();
    if (staged->is_there) {
        bool is_given = fchown(fd, staged->found.st_uid, staged->found.st_gid) == 0;
        mode = staged->found.st_mode & (is_given ? 07777 : 0777);
    }
    return fchmod(fd, mode) == 0 || errno == EPERM || errno == ENOTSUP;
}

// Where all are flushed together, the device tells with whom.
static bool flush(int fd, const struct replacing *r, struct staged *staged)
{
    struct stat made;
    if (!r->flushes_at_once)
        return fsync(fd) == 0;
    bool good = fstat(fd, &made) == 0;
    staged->device = good ? made.st_dev : 0;
    return good;
}

static bool fill(int fd, struct str_list pieces, const struct replacing *r, struct staged *staged)
{
    bool done = write_pieces(fd, pieces) && set_attributes(fd, staged) && flush(fd, r, staged);
    int cause = errno;
    bool is_closed = close(fd) == 0;
    if (!done)
        errno = cause;
    return done && is_closed;
}

static bool prepare(struct replacing *r, size_t number)
{
    struct staged *staged = &r->staged[number];
    struct str folder = path_folder(str_of(staged->target));
    staged->name =
        arena_cstr(r->scratch, arena_print(r->scratch, STR_FORMAT "/.glot-XXXXXX", STR_ARG(folder)));
    return make_folders(folder, r->scratch) || replacing_fail(r, number, "its folder cannot be made");
}

static bool stage(struct replacing *r, size_t number)
{
    struct staged *staged = &r->staged[number];
    int fd = mkostemp(staged->name, O_CLOEXEC);
    if (fd < 0)
        return replacing_fail(r, number, "cannot be written");
    staged->temporary = staged->name;
    return fill(fd, replacing_pieces(&r->files->at[number]), r, staged) ||
           replacing_fail(r, number, "cannot be written");
}

static bool is_staged(const struct replacing *r, size_t number)
{
    return !r->staged[number].is_same && !r->files->at[number].is_removal;
}

static bool flush_device(struct replacing *r, size_t number)
{
    int fd = open(r->staged[number].temporary, O_RDONLY | O_CLOEXEC);
    bool good = fd >= 0 && syncfs(fd) == 0;
    int cause = errno;
    if (fd >= 0)
        close(fd);
    errno = cause;
    return good || replacing_fail(r, number, "cannot be written");
}

// Each device once, but for those that files on others stand between.
static bool flush_all(struct replacing *r)
{
    const struct staged *flushed = NULL;
    for (size_t i = 0; r->flushes_at_once && i < r->files->count; i++) {
        if (!is_staged(r, i) || (flushed && flushed->device == r->staged[i].device))
            continue;
        if (!flush_device(r, i))
            return false;
        flushed = &r->staged[i];
    }
    return true;
}

// Whoever runs out of memory ends at once, and would leave the temporaries: so what is wanted for as long as
// there are some is taken before, which is the path of each file whose ground is looked at.
static bool prepare_all(struct replacing *r)
{
    size_t count = 0, bytes = 0;
    for (size_t i = 0; i < r->files->count; i++) {
        if (is_staged(r, i) && !prepare(r, i))
            return false;
        count += is_staged(r, i);
        bytes += r->files->at[i].path.len + 1 + alignof(max_align_t);
    }
    arena_reserve(r->scratch, bytes);
    r->flushes_at_once = count > most_flushes;
    return true;
}

static bool stage_all(struct replacing *r)
{
    if (!prepare_all(r))
        return false;
    for (size_t i = 0; i < r->files->count; i++)
        if (signals_came(&r->signals) || (is_staged(r, i) && !stage(r, i)))
            return false;
    return flush_all(r);
}

static bool rename_all(struct replacing *r)
{
    for (size_t i = 0; i < r->files->count; i++) {
        struct staged *staged = &r->staged[i];
        if (!is_staged(r, i))
            continue;
        if (rename(staged->temporary, staged->target) != 0)
            return replacing_fail(r, i, "cannot be replaced");
        staged->temporary = NULL;
        r->files->at[i].written = true;
    }
    return true;
}

static bool remove_all(struct replacing *r)
{
    for (size_t i = 0; i < r->files->count; i++) {
        if (!r->files->at[i].is_removal || r->staged[i].is_same)
            continue;
        if (unlink(r->staged[i].target) != 0 && errno != ENOENT)
            return replacing_fail(r, i, "cannot be removed");
        r->files->at[i].written = true;
    }
    return true;
}

static void remove_temporaries(struct replacing *r)
{
    for (size_t i = 0; i < r->files->count; i++)
        if (r->staged[i].temporary)
            unlink(r->staged[i].temporary);
}

bool files_replace(struct replacement_list *files, struct arena *scratch, struct diags *diags)
{
    struct replacing r = {.files = files,
                          .staged = arena_array(scratch, struct staged, files->count),
                          .scratch = scratch,
                          .diags = diags};
    signals_hold(&r.signals);
    bool good = replacing_find_targets(&r) && stage_all(&r) && replacing_keeps_ground(&r) &&
                !signals_came(&r.signals) && rename_all(&r) && remove_all(&r);
    remove_temporaries(&r);
    signals_release(&r.signals);
    return good;
}
