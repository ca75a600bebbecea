#include "fault.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

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
bool has_word(const char *words, const char *name)
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
void put_line(const char *path, const char *line)
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
bool is_struck(unsigned long number)
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

enum outcome meet(const char *call, const char *path)
{
    return is_watched(path) && is_counted(call, true) ? meet_counted(call, path) : GOES_ON;
}

enum outcome meet_open(const char *call, int fd)
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
enum outcome meet_bare(const char *call)
{
    return is_counted(call, false) ? meet_counted(call, "-") : GOES_ON;
}
