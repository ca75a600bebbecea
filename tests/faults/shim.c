// Stands between glot and the system (LD_PRELOAD) and counts the calls that touch the project. One of them,
// by its number, goes wrong.
//
//   FAULT_BELOW   the project's folder, absolute: other files are left alone
//   FAULT_LOG     every call is written to this file, a line each: its name, a blank, the path
//   FAULT_AT      the number of the call, from 1
//   FAULT_DO      what happens at it:
//                 EIO …         it fails so
//                 short         it moves one byte only (read, write)
//                 SIGTERM …     the process gets that signal before it
//                 append PATH   another program writes to that file before it
//                 remove PATH   another program renames that file or folder before it (to PATH.removed)
//   FAULT_UNTYPED all folders are listed without the types of what is in them, as some file systems do
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define REAL(name) (__extension__(__typeof__(&name)) dlsym(RTLD_NEXT, #name))

enum outcome { GOES_ON, FAILS, FALLS_SHORT };

static atomic_ulong count; // of calls so far

static const struct {
    const char *name;
    int number;
} errors[] =
    {
        {"EACCES", EACCES}, {"EIO", EIO},     {"ENOSPC", ENOSPC}, {"EMFILE", EMFILE}, {"EINTR", EINTR},
        {"EPERM", EPERM},   {"EXDEV", EXDEV}, {"EDQUOT", EDQUOT}, {"EROFS", EROFS},
},
  signals[] = {{"SIGHUP", SIGHUP},
               {"SIGINT", SIGINT},
               {"SIGQUIT", SIGQUIT},
               {"SIGTERM", SIGTERM},
               {"SIGKILL", SIGKILL}};

static bool is_watched(const char *path)
{
    const char *below = getenv("FAULT_BELOW");
    size_t len = below ? strlen(below) : 0;
    return below &&
           (path[0] != '/' || (strncmp(path, below, len) == 0 && (path[len] == '/' || path[len] == 0)));
}

// Not through the functions below: these calls do not count.
static void put_line(const char *path, const char *line)
{
    long fd = syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_APPEND | O_CREAT, 0666);
    if (fd < 0 || syscall(SYS_write, fd, line, strlen(line)) < 0)
        abort();
    syscall(SYS_close, fd);
}

static void take_away(const char *path)
{
    char away[PATH_MAX];
    snprintf(away, sizeof away, "%s.removed", path);
    if (syscall(SYS_rename, path, away) != 0)
        abort();
}

static enum outcome go_wrong(const char *what)
{
    if (strcmp(what, "short") == 0)
        return FALLS_SHORT;
    if (strncmp(what, "append ", 7) == 0)
        put_line(what + 7, "\n");
    else if (strncmp(what, "remove ", 7) == 0)
        take_away(what + 7);
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        if (strcmp(what, signals[i].name) == 0)
            kill(getpid(), signals[i].number);
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
        if (strcmp(what, errors[i].name) == 0) {
            errno = errors[i].number;
            return FAILS;
        }
    return GOES_ON;
}

static enum outcome meet(const char *call, const char *path)
{
    const char *log = getenv("FAULT_LOG"), *at = getenv("FAULT_AT"), *what = getenv("FAULT_DO");
    if (!is_watched(path))
        return GOES_ON;
    unsigned long number = atomic_fetch_add(&count, 1) + 1;
    char line[PATH_MAX + 32];
    snprintf(line, sizeof line, "%s %s\n", call, path);
    if (log)
        put_line(log, line);
    return at && what && number == strtoul(at, NULL, 10) ? go_wrong(what) : GOES_ON;
}

static enum outcome meet_open(const char *call, int fd)
{
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    long len = syscall(SYS_readlink, link, path, sizeof path - 1);
    if (len < 0)
        return GOES_ON;
    path[len] = 0;
    return meet(call, path);
}

// ---- calls with a path

int open(const char *path, int flags, ...)
{
    va_list rest;
    va_start(rest, flags);
    mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    return meet("open", path) == FAILS ? -1 : REAL(open)(path, flags, mode);
}

DIR *opendir(const char *path)
{
    return meet("opendir", path) == FAILS ? NULL : REAL(opendir)(path);
}

int stat(const char *restrict path, struct stat *restrict out)
{
    return meet("stat", path) == FAILS ? -1 : REAL(stat)(path, out);
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
