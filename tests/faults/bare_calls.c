// The calls that know no file: of sockets, threads, events, programs.
#include "fault.h"

#include <errno.h>
#include <netdb.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <unistd.h>

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
BARE(socketpair, (int domain, int type, int protocol, int ends[2]), (domain, type, protocol, ends))
BARE(setsockopt, (int fd, int level, int name, const void *value, socklen_t len),
     (fd, level, name, value, len))
BARE(pipe, (int ends[2]), (ends))
BARE(pipe2, (int ends[2], int flags), (ends, flags))
BARE(eventfd, (unsigned value, int flags), (value, flags))
BARE(signalfd, (int fd, const sigset_t *signals_, int flags), (fd, signals_, flags))
BARE(epoll_create1, (int flags), (flags))
BARE(epoll_wait, (int fd, struct epoll_event *events, int most, int milliseconds),
     (fd, events, most, milliseconds))
BARE(poll, (struct pollfd * files, nfds_t number, int milliseconds), (files, number, milliseconds))
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

// What was put into a set can be taken out: that needs nothing, and libmicrohttpd aborts where it fails.
int epoll_ctl(int fd, int operation, int other, struct epoll_event *event)
{
    bool is_safe = operation == EPOLL_CTL_DEL;
    return !is_safe && meet_bare("epoll_ctl") == FAILS ? -1 : REAL(epoll_ctl)(fd, operation, other, event);
}

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

// What libraries do while they are loaded is theirs.
void *dlopen(const char *file, int flags)
{
    return meet_bare("dlopen") == FAILS ? NULL : load_uncounted(file, flags);
}
