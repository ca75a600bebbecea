// Where files are written: links on the way, what is there already, and whether it may be replaced.
#include "base/replacing.h"

#include "base/file.h"
#include "base/map.h"
#include "base/path.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

enum { most_links = 40 }; // that lead to each other, as for the system

static size_t len_of(const struct replacement *file)
{
    struct str_list pieces = replacing_pieces(file);
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
    struct str_list pieces = replacing_pieces(file);
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
    struct str_list x = replacing_pieces(a), y = replacing_pieces(b);
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
    if (r->files->home.len == 0 || str_equal(written, target) || !path_is_within(home, written))
        return false;
    const char *real = real_path(home, r->scratch);
    return real && !path_is_within(str_of(real), target) &&
           !path_is_within(repository_of(str_of(real), r->scratch), target);
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
        return replacing_fail(r, number, "cannot be removed");
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
        return replacing_fail(r, number, "cannot be written");
    if (leads_out(r, file->path, real_target(staged, r->scratch)))
        return refuse_link(r, number);
    if (staged->is_there && !S_ISREG(staged->found.st_mode)) {
        errno = S_ISDIR(staged->found.st_mode) ? EISDIR : EINVAL;
        return replacing_fail(r, number, "cannot be replaced");
    }
    staged->is_same =
        staged->is_there && (size_t)staged->found.st_size == len_of(file) && holds(staged->target, file);
    bool is_protected = staged->is_there && !staged->is_same && access(staged->target, W_OK) != 0;
    return !is_protected || replacing_fail(r, number, "cannot be written");
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

bool replacing_find_targets(struct replacing *r)
{
    bool good = true;
    for (size_t i = 0; i < r->files->count; i++)
        good &= find_target(r, i);
    return good && tell_apart(r);
}

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

bool replacing_keeps_ground(struct replacing *r)
{
    bool good = true;
    for (size_t i = 0; i < r->files->count; i++)
        if (!r->staged[i].is_same && r->files->at[i].ground)
            good &= stands_on_ground(r, &r->files->at[i]);
    return good;
}
