#include "base/file.h"

#include "base/path.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static enum file_state fail(struct diags *diags, enum kind kind, struct str path, const char *what)
{
    diag_add(diags, kind, span_file(path), "%s: %s", what, strerror(errno));
    return FILE_FAILED;
}

static bool read_exactly(int fd, char *at, size_t len)
{
    while (len > 0) {
        ssize_t got = read(fd, at, len);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        at += got;
        len -= (size_t)got;
    }
    return true;
}

static enum file_state read_open_file(int fd, struct str path, struct arena *arena, struct diags *diags,
                                      struct str *out)
{
    struct stat before, after;
    if (fstat(fd, &before) != 0)
        return fail(diags, KIND_FILE_UNREADABLE, path, "cannot be read");
    if (!S_ISREG(before.st_mode)) {
        diag_add(diags, KIND_FILE_UNREADABLE, span_file(path), "is not a regular file");
        return FILE_FAILED;
    }
    if (before.st_size > file_greatest) {
        diag_add(diags, KIND_FILE_TOO_LARGE, span_file(path), "has %lld bytes; at most %d are read",
                 (long long)before.st_size, file_greatest);
        return FILE_FAILED;
    }
    size_t len = (size_t)before.st_size;
    char *bytes = arena_array(arena, char, len + 1);
    bool whole = read_exactly(fd, bytes, len);
    if (!whole || fstat(fd, &after) != 0 || after.st_size != before.st_size ||
        after.st_mtim.tv_nsec != before.st_mtim.tv_nsec || after.st_mtim.tv_sec != before.st_mtim.tv_sec) {
        diag_add(diags, KIND_FILE_CHANGED, span_file(path), "changed while it was read");
        return FILE_FAILED;
    }
    *out = (struct str){bytes, len};
    return FILE_READ;
}

enum file_state file_read(struct str path, struct arena *arena, struct diags *diags, struct str *out)
{
    *out = (struct str){"", 0};
    // O_NONBLOCK: a named pipe without a writer must not stop the run.
    int fd = open(arena_cstr(arena, path), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0 && (errno == ENOENT || errno == ENOTDIR))
        return FILE_ABSENT;
    if (fd < 0)
        return fail(diags, KIND_FILE_UNREADABLE, path, "cannot be opened");
    enum file_state state = read_open_file(fd, path, arena, diags, out);
    close(fd);
    return state;
}

static bool stat_path(struct str path, struct stat *out)
{
    char name[PATH_MAX];
    if (path.len >= sizeof name)
        return false;
    memcpy(name, path.at, path.len);
    name[path.len] = 0;
    return stat(name, out) == 0;
}

bool file_exists(struct str path)
{
    struct stat found;
    return stat_path(path, &found) && S_ISREG(found.st_mode);
}

bool folder_exists(struct str path)
{
    struct stat found;
    return stat_path(path, &found) && S_ISDIR(found.st_mode);
}

static bool make_folders(struct str folder, struct arena *scratch)
{
    if (folder_exists(folder))
        return true;
    if (folder.len > 1 && !str_is(folder, ".") && !make_folders(path_folder(folder), scratch))
        return false;
    return mkdir(arena_cstr(scratch, folder), 0777) == 0 || errno == EEXIST;
}

static bool write_all(int fd, struct str bytes)
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

static bool holds(struct str path, struct str bytes, struct arena *scratch)
{
    struct stat found;
    if (!stat_path(path, &found) || !S_ISREG(found.st_mode) || (size_t)found.st_size != bytes.len)
        return false;
    struct diags unheard = {.arena = scratch};
    struct str old;
    return file_read(path, scratch, &unheard, &old) == FILE_READ && str_equal(old, bytes);
}

// A new file gets what the user's mask allows, an existing one keeps its mode.
static mode_t mode_for(const char *path)
{
    struct stat found;
    if (stat(path, &found) == 0)
        return found.st_mode & 07777;
    mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

struct staged {
    char *temporary, *target;
};

static bool stage(struct replacement *file, struct arena *scratch, struct staged *staged)
{
    char *path = arena_cstr(scratch, file->path), *real = realpath(path, NULL);
    staged->target = real ? arena_cstr(scratch, str_of(real)) : path;
    free(real);
    struct str folder = path_folder(str_of(staged->target));
    if (!make_folders(folder, scratch))
        return false;
    char *temporary = arena_cstr(scratch, arena_print(scratch, STR_FORMAT "/.glot-XXXXXX", STR_ARG(folder)));
    int fd = mkostemp(temporary, O_CLOEXEC);
    if (fd < 0)
        return false;
    staged->temporary = temporary;
    bool done = write_all(fd, file->bytes) && fchmod(fd, mode_for(staged->target)) == 0 && fsync(fd) == 0;
    return close(fd) == 0 && done;
}

bool files_replace(struct replacement_list *files, struct arena *scratch, struct diags *diags)
{
    struct staged *staged = arena_array(scratch, struct staged, files->count);
    bool good = true;
    for (size_t i = 0; i < files->count && good; i++) {
        struct replacement *file = &files->at[i];
        if (holds(file->path, file->bytes, scratch))
            continue;
        good = stage(file, scratch, &staged[i]);
        if (!good)
            fail(diags, KIND_FILE_UNWRITABLE, file->path, "cannot be written");
    }
    for (size_t i = 0; i < files->count; i++) {
        if (!staged[i].temporary)
            continue;
        files->at[i].written = good && rename(staged[i].temporary, staged[i].target) == 0;
        if (good && !files->at[i].written) {
            fail(diags, KIND_FILE_UNWRITABLE, files->at[i].path, "cannot be replaced");
            good = false;
        }
        if (!files->at[i].written)
            unlink(staged[i].temporary);
    }
    return good;
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
    struct stat target;
    if ((found->d_type == DT_LNK || found->d_type == DT_UNKNOWN) &&
        fstatat(folder, found->d_name, &target, 0) == 0) {
        entry.is_folder = S_ISDIR(target.st_mode);
        entry.is_file = S_ISREG(target.st_mode);
    }
    return entry;
}

bool folder_read(struct str path, struct arena *arena, struct folder_entry_list *out)
{
    DIR *folder = opendir(arena_cstr(arena, path));
    if (!folder)
        return false;
    for (struct dirent *found; (found = readdir(folder));)
        if (strcmp(found->d_name, ".") != 0 && strcmp(found->d_name, "..") != 0)
            *list_push(out, arena) = entry_of(dirfd(folder), found, arena);
    closedir(folder);
    if (out->count > 1)
        qsort(out->at, out->count, sizeof *out->at, by_name);
    return true;
}
