#include "base/replace.h"

#include "base/file.h"
#include "base/map.h"
#include "base/path.h"
#include "base/signals.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdalign.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    most_links = 40,   // that lead to each other, as for the system
    most_flushes = 64, // of single files; above that, flushing all that a disk is owed takes less time
};

// A file on its way.
struct staged {
    const char *target; // with links resolved
    struct stat found;  // what is there, when something is
    bool is_there;
    bool is_same;    // holds its bytes already
    char *name;      // for the temporary
    char *temporary; // NULL while there is none
    dev_t device;    // of the temporary
};

struct replacing {
    struct replacement_list *files;
    struct staged *staged; // one for each file
    struct arena *scratch;
    struct diags *diags;
    struct signals signals;
    bool flushes_at_once; // all temporaries together
};

static bool fail(struct replacing *r, size_t number, const char *what)
{
    diag_add(r->diags, KIND_FILE_UNWRITABLE, span_file(r->files->at[number].path), "%s: %s", what,
             strerror(errno));
    return false;
}

// ---- what is there

// What a file shall hold, as one piece or more.
static struct str_list pieces_of(const struct replacement *file)
{
    return file->pieces ? *file->pieces : (struct str_list){.at = (struct str *)&file->bytes, .count = 1};
}

static size_t len_of(const struct replacement *file)
{
    struct str_list pieces = pieces_of(file);
    size_t len = 0;
    for (size_t i = 0; i < pieces.count; i++)
        len += pieces.at[i].len;
    return len;
}

static bool holds_piece(int fd, struct str piece)
{
    char found[16 * 1024];
    while (piece.len > 0) {
        ssize_t got = read(fd, found, piece.len < sizeof found ? piece.len : sizeof found);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0 || memcmp(found, piece.at, (size_t)got) != 0)
            return false;
        piece = str_from(piece, (size_t)got);
    }
    return true;
}

// Whether a file of that length holds the bytes.
static bool holds(const char *path, const struct replacement *file)
{
    struct str_list pieces = pieces_of(file);
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    bool is_same = fd >= 0;
    for (size_t i = 0; i < pieces.count && is_same; i++)
        is_same = holds_piece(fd, pieces.at[i]);
    if (fd >= 0)
        close(fd);
    return is_same;
}

static bool are_equal(const struct replacement *a, const struct replacement *b, struct arena *scratch)
{
    struct str_list x = pieces_of(a), y = pieces_of(b);
    return str_equal(arena_join(scratch, x.at, x.count), arena_join(scratch, y.at, y.count));
}

// Where a link leads that has nothing at its end.
static const char *end_of_links(const char *path, struct arena *scratch)
{
    for (size_t i = 0; i < most_links; i++) {
        char link[PATH_MAX];
        ssize_t len = readlink(path, link, sizeof link);
        if (len < 0)
            break;
        struct str folder = path_folder(str_of(path)), next = {link, (size_t)len};
        path = arena_cstr(scratch, path_join(scratch, folder, next));
    }
    return path;
}

static char *real_path(struct str path, struct arena *scratch)
{
    char *real = realpath(arena_cstr(scratch, path), NULL),
         *copy = real ? arena_cstr(scratch, str_of(real)) : NULL;
    free(real);
    return copy;
}

static bool is_at_or_below(struct str folder, struct str path)
{
    return str_equal(folder, path) || str_is(folder, "/") || path_is_below(folder, path);
}

// The repository that the folder is in, or the folder.
static struct str repository_of(struct str folder, struct arena *scratch)
{
    struct stat found;
    for (struct str at = folder; at.len > 1; at = path_folder(at))
        if (lstat(arena_cstr(scratch, path_join(scratch, at, STR(".git"))), &found) == 0)
            return at;
    return folder;
}

// Whether the target is out of the project, though the path is not.
static bool leads_out(const struct replacing *r, struct str path, struct str target)
{
    struct str home = path_absolute(r->scratch, r->files->home), written = path_absolute(r->scratch, path);
    if (r->files->home.len == 0 || str_equal(written, target) || !is_at_or_below(home, written))
        return false;
    const char *real = real_path(home, r->scratch);
    return real && !is_at_or_below(str_of(real), target) &&
           !is_at_or_below(repository_of(str_of(real), r->scratch), target);
}

static bool look_at(struct staged *staged, const char *path, struct arena *scratch)
{
    char *real = realpath(path, NULL);
    if (!real && errno != ENOENT && errno != ENOTDIR)
        return false;
    staged->target = real ? arena_cstr(scratch, str_of(real)) : end_of_links(path, scratch);
    staged->is_there = real != NULL;
    free(real);
    return !staged->is_there || stat(staged->target, &staged->found) == 0;
}

// The target, with the links on the way to what is not there yet resolved as well.
static struct str real_target(const struct staged *staged, struct arena *scratch)
{
    struct str target = path_absolute(scratch, str_of(staged->target)), rest;
    if (staged->is_there)
        return target;
    for (struct str folder = path_folder(target);; folder = path_folder(folder)) {
        const char *real = real_path(folder, scratch);
        rest = str_from(target, folder.len > 1 ? folder.len + 1 : folder.len);
        if (real || folder.len <= 1)
            return path_join(scratch, real ? str_of(real) : folder, rest);
    }
}

static bool refuse_link(struct replacing *r, size_t number)
{
    struct str target = path_relative(r->scratch, path_absolute(r->scratch, STR(".")),
                                      real_target(&r->staged[number], r->scratch));
    struct diag *diag = diag_add(r->diags, KIND_FILE_UNWRITABLE, span_file(r->files->at[number].path),
                                 "a link leads out of the project, to `" STR_FORMAT "`", STR_ARG(target));
    diag_hint(r->diags, diag, "Write that path into the configuration, if it is meant, instead of the link.");
    return false;
}

// What stays counts as the same.
static bool find_removed(struct replacing *r, size_t number)
{
    struct staged *staged = &r->staged[number];
    const char *path = arena_cstr(r->scratch, r->files->at[number].path);
    struct stat found;
    staged->is_same = lstat(path, &found) != 0 || !S_ISREG(found.st_mode);
    if (staged->is_same)
        return true;
    if (!look_at(staged, path, r->scratch))
        return fail(r, number, "cannot be removed");
    staged->is_same = leads_out(r, str_of(path), str_of(staged->target));
    return true;
}

static bool find_target(struct replacing *r, size_t number)
{
    const struct replacement *file = &r->files->at[number];
    struct staged *staged = &r->staged[number];
    if (file->is_removal)
        return find_removed(r, number);
    if (!look_at(staged, arena_cstr(r->scratch, file->path), r->scratch))
        return fail(r, number, "cannot be written");
    if (leads_out(r, file->path, real_target(staged, r->scratch)))
        return refuse_link(r, number);
    if (staged->is_there && !S_ISREG(staged->found.st_mode)) {
        errno = S_ISDIR(staged->found.st_mode) ? EISDIR : EINVAL;
        return fail(r, number, "cannot be replaced");
    }
    staged->is_same =
        staged->is_there && (size_t)staged->found.st_size == len_of(file) && holds(staged->target, file);
    bool is_protected = staged->is_there && !staged->is_same && access(staged->target, W_OK) != 0;
    return !is_protected || fail(r, number, "cannot be written");
}

// Two files that are one through a link can hold only one content.
static bool tell_apart(struct replacing *r)
{
    struct map first = {0}; // target → replacement
    bool good = true;
    for (size_t i = 0; i < r->files->count; i++) {
        const struct replacement *file = &r->files->at[i];
        if (file->is_removal)
            continue;
        struct map_entry *entry = map_entry(&first, str_of(r->staged[i].target), r->scratch);
        const struct replacement *other = entry->value;
        if (!other) {
            entry->value = &r->files->at[i];
        } else if (!are_equal(other, file, r->scratch)) {
            diag_add(r->diags, KIND_FILE_SHARED, span_file(file->path),
                     "is the same file as `" STR_FORMAT "`", STR_ARG(other->path));
            good = false;
        }
    }
    for (size_t i = 0; i < r->files->count; i++)
        if (r->files->at[i].is_removal && !r->staged[i].is_same)
            r->staged[i].is_same = map_has(&first, str_of(r->staged[i].target));
    return good;
}

static bool find_targets(struct replacing *r)
{
    bool good = true;
    for (size_t i = 0; i < r->files->count; i++)
        good &= find_target(r, i);
    return good && tell_apart(r);
}

// Nobody else may have written meanwhile.
static bool stands_on_ground(struct replacing *r, const struct replacement *file)
{
    bool is_same;
    if (file_compare(file->path, *file->ground, r->scratch, r->diags, &is_same) == FILE_FAILED)
        return false;
    if (is_same)
        return true;
    diag_add(r->diags, KIND_FILE_CHANGED, span_file(file->path), "changed since it was read");
    return false;
}

static bool all_stand_on_ground(struct replacing *r)
{
    bool good = true;
    for (size_t i = 0; i < r->files->count; i++)
        if (!r->staged[i].is_same && r->files->at[i].ground)
            good &= stands_on_ground(r, &r->files->at[i]);
    return good;
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
    return make_folders(folder, r->scratch) || fail(r, number, "its folder cannot be made");
}

static bool stage(struct replacing *r, size_t number)
{
    struct staged *staged = &r->staged[number];
    int fd = mkostemp(staged->name, O_CLOEXEC);
    if (fd < 0)
        return fail(r, number, "cannot be written");
    staged->temporary = staged->name;
    return fill(fd, pieces_of(&r->files->at[number]), r, staged) || fail(r, number, "cannot be written");
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
    return good || fail(r, number, "cannot be written");
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
            return fail(r, i, "cannot be replaced");
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
            return fail(r, i, "cannot be removed");
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
    bool good = find_targets(&r) && stage_all(&r) && all_stand_on_ground(&r) && !signals_came(&r.signals) &&
                rename_all(&r) && remove_all(&r);
    remove_temporaries(&r);
    signals_release(&r.signals);
    return good;
}
