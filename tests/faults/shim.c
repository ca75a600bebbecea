// Stands between glot and the system (LD_PRELOAD) and counts the calls that touch the project, or others. One
// of them, by its number, goes wrong.
//
//   FAULT_BELOW   the project's folder, absolute: other files are left alone
//   FAULT_CALLS   the names of the calls that count, with blanks between; without it all those on files.
//   `malloc` is
//                 all that gives memory, from the beginning of main and but for what the loading of libraries
//                 takes
//   FAULT_LOG     every call is written to this file, a line each: its name, a blank, the path. Of `malloc`
//   only those
//                 that come from another place than all before, as `malloc NUMBER`, and at the end `malloc
//                 NUMBER end`
//   FAULT_AT      the number of the call, from 1
//   FAULT_STAYS   set: all calls after it go wrong as well
//   FAULT_DO      what happens at it:
//                 EIO …         it fails so
//                 short         it moves one byte only (read, write, send, recv)
//                 SIGTERM …     the process gets that signal before it
//                 append PATH   another program writes to that file before it
//                 remove PATH   another program renames that file or folder before it (to PATH.removed)
//   FAULT_UNTYPED all folders are listed without the types of what is in them, as some file systems do
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <limits.h>
#include <netdb.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/inotify.h>
#include <sys/mman.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define REAL(name) (__extension__(__typeof__(&name)) dlsym(RTLD_NEXT, #name))

enum outcome { GOES_ON, FAILS, FALLS_SHORT };

static atomic_ulong count; // of calls so far

static const struct {
    const char *name;
    int number;
} errors[] =
    {
        {"EACCES", EACCES},
        {"EIO", EIO},
        {"ENOSPC", ENOSPC},
        {"EMFILE", EMFILE},
        {"EINTR", EINTR},
        {"EPERM", EPERM},
        {"EXDEV", EXDEV},
        {"EDQUOT", EDQUOT},
        {"EROFS", EROFS},
        {"ENOMEM", ENOMEM},
        {"EAGAIN", EAGAIN},
        {"ECONNRESET", ECONNRESET},
        {"ECONNREFUSED", ECONNREFUSED},
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

// Whether the name is among the words.
static bool has_word(const char *words, const char *name)
{
    size_t len = strlen(name);
    for (const char *at = words; (at = strstr(at, name)); at += len)
        if ((at == words || at[-1] == ' ') && (at[len] == ' ' || at[len] == 0))
            return true;
    return false;
}

static bool is_counted(const char *call, bool by_default)
{
    const char *calls = getenv("FAULT_CALLS");
    return calls ? has_word(calls, call) : by_default;
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

// Whether this call is the one, or after it where the fault stays.
static bool is_struck(unsigned long number)
{
    const char *at = getenv("FAULT_AT");
    unsigned long struck = at ? strtoul(at, NULL, 10) : 0;
    return struck != 0 && (number == struck || (getenv("FAULT_STAYS") && number > struck));
}

static enum outcome meet_counted(const char *call, const char *path)
{
    const char *log = getenv("FAULT_LOG"), *what = getenv("FAULT_DO");
    unsigned long number = atomic_fetch_add(&count, 1) + 1;
    char line[PATH_MAX + 32];
    snprintf(line, sizeof line, "%s %s\n", call, path);
    if (log)
        put_line(log, line);
    return what && is_struck(number) ? go_wrong(what) : GOES_ON;
}

static enum outcome meet(const char *call, const char *path)
{
    return is_watched(path) && is_counted(call, true) ? meet_counted(call, path) : GOES_ON;
}

static enum outcome meet_open(const char *call, int fd)
{
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    long len = syscall(SYS_readlink, link, path, sizeof path - 1);
    if (len < 0 || path[0] != '/') // a socket, a pipe …
        return GOES_ON;
    path[len] = 0;
    return meet(call, path);
}

// Of calls that know no file.
static enum outcome meet_bare(const char *call)
{
    return is_counted(call, false) ? meet_counted(call, "-") : GOES_ON;
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

// ---- calls that know no file

#define BARE(name, parameters, arguments)                                                                    \
    int name parameters                                                                                      \
    {                                                                                                        \
        return meet_bare(#name) == FAILS ? -1 : REAL(name) arguments;                                        \
    }
// Those that give their error back.
#define TELLING(name, parameters, arguments, error)                                                          \
    int name parameters                                                                                      \
    {                                                                                                        \
        return meet_bare(#name) == FAILS ? (error) : REAL(name) arguments;                                   \
    }

BARE(socket, (int domain, int type, int protocol), (domain, type, protocol))
BARE(connect, (int fd, __CONST_SOCKADDR_ARG to, socklen_t len), (fd, to, len))
BARE(bind, (int fd, __CONST_SOCKADDR_ARG to, socklen_t len), (fd, to, len))
BARE(listen, (int fd, int backlog), (fd, backlog))
BARE(accept4, (int fd, __SOCKADDR_ARG from, socklen_t *len, int flags), (fd, from, len, flags))
BARE(pipe, (int ends[2]), (ends))
BARE(pipe2, (int ends[2], int flags), (ends, flags))
BARE(eventfd, (unsigned value, int flags), (value, flags))
BARE(signalfd, (int fd, const sigset_t *signals_, int flags), (fd, signals_, flags))
BARE(epoll_create1, (int flags), (flags))
BARE(epoll_ctl, (int fd, int operation, int other, struct epoll_event *event), (fd, operation, other, event))
BARE(inotify_init1, (int flags), (flags))
BARE(inotify_add_watch, (int fd, const char *path, uint32_t events), (fd, path, events))
TELLING(posix_spawnp,
        (pid_t *restrict out, const char *restrict file, const posix_spawn_file_actions_t *actions,
         const posix_spawnattr_t *restrict attributes, char *const argv[restrict],
         char *const envp[restrict]),
        (out, file, actions, attributes, argv, envp), errno)
TELLING(pthread_create,
        (pthread_t *restrict out, const pthread_attr_t *restrict attributes, void *(*begin)(void *),
         void *restrict argument),
        (out, attributes, begin, argument), errno)
TELLING(getaddrinfo,
        (const char *restrict node, const char *restrict service, const struct addrinfo *restrict hints,
         struct addrinfo **restrict out),
        (node, service, hints, out), EAI_MEMORY)

char *getcwd(char *out, size_t len)
{
    return meet_bare("getcwd") == FAILS ? NULL : REAL(getcwd)(out, len);
}

ssize_t send(int fd, const void *bytes, size_t len, int flags)
{
    enum outcome outcome = meet_bare("send");
    return outcome == FAILS ? -1 : REAL(send)(fd, bytes, outcome == FALLS_SHORT && len > 1 ? 1 : len, flags);
}

ssize_t sendmsg(int fd, const struct msghdr *message, int flags)
{
    return meet_bare("sendmsg") == FAILS ? -1 : REAL(sendmsg)(fd, message, flags);
}

ssize_t recv(int fd, void *out, size_t len, int flags)
{
    enum outcome outcome = meet_bare("recv");
    return outcome == FAILS ? -1 : REAL(recv)(fd, out, outcome == FALLS_SHORT && len > 1 ? 1 : len, flags);
}

// ---- memory

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t number, size_t size);
void *__libc_realloc(void *old, size_t size);
void *__libc_memalign(size_t alignment, size_t size);

enum { depth = 8, most_places = 1 << 16 };

static bool has_begun;              // main has
static _Thread_local int is_inside; // of what does not count
static atomic_ulong given;          // calls for memory so far
static atomic_ulong places[most_places];

// Whether memory is asked for from here for the first time: a place is the functions that led there.
static bool is_new_place(void)
{
    void *stack[depth] = {NULL};
    unsigned long hash = 0xcbf29ce484222325u;
    int found = backtrace(stack, depth);
    for (int i = 0; i < found; i++)
        hash = (hash ^ (unsigned long)stack[i]) * 0x100000001b3u;
    for (size_t at = hash % most_places, tries = 0; tries < most_places;
         at = (at + 1) % most_places, tries++) {
        unsigned long none = 0;
        if (atomic_compare_exchange_strong(&places[at], &none, hash))
            return true;
        if (none == hash)
            return false;
    }
    return false;
}

static bool has_no_memory(void)
{
    if (!has_begun || is_inside || !getenv("FAULT_CALLS") || !has_word(getenv("FAULT_CALLS"), "malloc"))
        return false;
    is_inside++;
    unsigned long number = atomic_fetch_add(&given, 1) + 1;
    char line[64];
    snprintf(line, sizeof line, "malloc %lu\n", number);
    if (getenv("FAULT_LOG") && is_new_place())
        put_line(getenv("FAULT_LOG"), line);
    bool is_struck_here = getenv("FAULT_DO") && is_struck(number);
    if (is_struck_here)
        errno = ENOMEM;
    is_inside--;
    return is_struck_here;
}

void *malloc(size_t size)
{
    return has_no_memory() ? NULL : __libc_malloc(size);
}

void *calloc(size_t number, size_t size)
{
    return has_no_memory() ? NULL : __libc_calloc(number, size);
}

void *realloc(void *old, size_t size)
{
    return has_no_memory() ? NULL : __libc_realloc(old, size);
}

void *aligned_alloc(size_t alignment, size_t size)
{
    return has_no_memory() ? NULL : __libc_memalign(alignment, size);
}

int posix_memalign(void **out, size_t alignment, size_t size)
{
    *out = has_no_memory() ? NULL : __libc_memalign(alignment, size);
    return *out ? 0 : ENOMEM;
}

// What libraries do while they are loaded is theirs.
void *dlopen(const char *file, int flags)
{
    if (meet_bare("dlopen") == FAILS)
        return NULL;
    is_inside++;
    void *library = REAL(dlopen)(file, flags);
    is_inside--;
    return library;
}

static int (*real_main)(int, char **, char **);

static void tell_count(void)
{
    char line[64];
    snprintf(line, sizeof line, "malloc %lu end\n", atomic_load(&given));
    if (getenv("FAULT_LOG") && atomic_load(&given) > 0)
        put_line(getenv("FAULT_LOG"), line);
}

static int begin(int count_, char **words, char **environment)
{
    void *stack[1];
    backtrace(stack, 1); // it asks for memory once
    atexit(tell_count);
    has_begun = true;
    return real_main(count_, words, environment);
}

int __libc_start_main(int (*main)(int, char **, char **), int count_, char **words, void (*init)(void),
                      void (*fini)(void), void (*rtld_fini)(void), void *stack_end);
int __libc_start_main(int (*main)(int, char **, char **), int count_, char **words, void (*init)(void),
                      void (*fini)(void), void (*rtld_fini)(void), void *stack_end)
{
    real_main = main;
    return REAL(__libc_start_main)(begin, count_, words, init, fini, rtld_fini, stack_end);
}
