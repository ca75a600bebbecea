// The calls that know a file.
#include "fault.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

// ---- calls with a path

int open(const char *path, int flags, ...)
{
    va_list rest;
    va_start(rest, flags);
    mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    return meet("open", path) == FAILS ? -1 : REAL(open)(path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
    va_list rest;
    va_start(rest, flags);
    mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    return meet("open", path) == FAILS ? -1 : REAL(open64)(path, flags, mode);
}

DIR *opendir(const char *path)
{
    return meet("opendir", path) == FAILS ? NULL : REAL(opendir)(path);
}

int stat(const char *restrict path, struct stat *restrict out)
{
    return meet("stat", path) == FAILS ? -1 : REAL(stat)(path, out);
}

int stat64(const char *restrict path, struct stat64 *restrict out)
{
    return meet("stat", path) == FAILS ? -1 : REAL(stat64)(path, out);
}

int lstat(const char *restrict path, struct stat *restrict out)
{
    return meet("lstat", path) == FAILS ? -1 : REAL(lstat)(path, out);
}

int fstatat(int folder, const char *restrict path, struct stat *restrict out, int flags)
{
    return meet("fstatat", path) == FAILS ? -1 : REAL(fstatat)(folder, path, out, flags);
}

ssize_t readlink(const char *restrict path, char *restrict out, size_t len)
{
    return meet("readlink", path) == FAILS ? -1 : REAL(readlink)(path, out, len);
}

char *realpath(const char *restrict path, char *restrict out)
{
    return meet("realpath", path) == FAILS ? NULL : REAL(realpath)(path, out);
}

int access(const char *path, int mode)
{
    return meet("access", path) == FAILS ? -1 : REAL(access)(path, mode);
}

int mkdir(const char *path, mode_t mode)
{
    return meet("mkdir", path) == FAILS ? -1 : REAL(mkdir)(path, mode);
}

int mkostemp(char *path, int flags)
{
    return meet("mkostemp", path) == FAILS ? -1 : REAL(mkostemp)(path, flags);
}

int rename(const char *from, const char *to)
{
    return meet("rename", to) == FAILS ? -1 : REAL(rename)(from, to);
}

int unlink(const char *path)
{
    return meet("unlink", path) == FAILS ? -1 : REAL(unlink)(path);
}

// ---- calls with what is open

ssize_t read(int fd, void *out, size_t len)
{
    enum outcome outcome = meet_open("read", fd);
    return outcome == FAILS ? -1 : REAL(read)(fd, out, outcome == FALLS_SHORT && len > 1 ? 1 : len);
}

ssize_t write(int fd, const void *bytes, size_t len)
{
    enum outcome outcome = meet_open("write", fd);
    return outcome == FAILS ? -1 : REAL(write)(fd, bytes, outcome == FALLS_SHORT && len > 1 ? 1 : len);
}

ssize_t pread64(int fd, void *out, size_t len, off64_t at)
{
    return meet_open("pread", fd) == FAILS ? -1 : REAL(pread64)(fd, out, len, at);
}

ssize_t pwrite64(int fd, const void *bytes, size_t len, off64_t at)
{
    return meet_open("pwrite", fd) == FAILS ? -1 : REAL(pwrite64)(fd, bytes, len, at);
}

void *mmap(void *at, size_t len, int rights, int flags, int fd, off_t offset)
{
    return fd >= 0 && meet_open("mmap", fd) == FAILS ? MAP_FAILED
                                                     : REAL(mmap)(at, len, rights, flags, fd, offset);
}

int ftruncate64(int fd, off64_t len)
{
    return meet_open("ftruncate", fd) == FAILS ? -1 : REAL(ftruncate64)(fd, len);
}

int flock(int fd, int operation)
{
    return meet_open("flock", fd) == FAILS ? -1 : REAL(flock)(fd, operation);
}

int fstat64(int fd, struct stat64 *out)
{
    return meet_open("fstat", fd) == FAILS ? -1 : REAL(fstat64)(fd, out);
}

int fdatasync(int fd)
{
    return meet_open("fdatasync", fd) == FAILS ? -1 : REAL(fdatasync)(fd);
}

int syncfs(int fd)
{
    return meet_open("syncfs", fd) == FAILS ? -1 : REAL(syncfs)(fd);
}

int fstat(int fd, struct stat *out)
{
    return meet_open("fstat", fd) == FAILS ? -1 : REAL(fstat)(fd, out);
}

int fchmod(int fd, mode_t mode)
{
    return meet_open("fchmod", fd) == FAILS ? -1 : REAL(fchmod)(fd, mode);
}

int fchown(int fd, uid_t user, gid_t group)
{
    return meet_open("fchown", fd) == FAILS ? -1 : REAL(fchown)(fd, user, group);
}

int fsync(int fd)
{
    return meet_open("fsync", fd) == FAILS ? -1 : REAL(fsync)(fd);
}

int close(int fd)
{
    enum outcome outcome = meet_open("close", fd);
    int result = REAL(close)(fd), cause = errno;
    errno = outcome == FAILS ? EIO : cause;
    return outcome == FAILS ? -1 : result;
}

struct dirent *readdir(DIR *folder)
{
    if (meet_open("readdir", dirfd(folder)) == FAILS)
        return NULL;
    struct dirent *found = REAL(readdir)(folder);
    if (found && getenv("FAULT_UNTYPED"))
        found->d_type = DT_UNKNOWN;
    return found;
}
