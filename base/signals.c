#include "base/signals.h"

#include <stddef.h>
#include <sys/signalfd.h>
#include <time.h>

static void find_deadly(sigset_t *out)
{
    static const int numbers[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM};
    sigemptyset(out);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct sigaction action;
        if (sigaction(numbers[i], NULL, &action) == 0 && action.sa_handler == SIG_DFL)
            sigaddset(out, numbers[i]);
    }
}

void signals_hold(struct signals *signals)
{
    find_deadly(&signals->deadly);
    sigprocmask(SIG_BLOCK, &signals->deadly, &signals->before);
}

bool signals_came(const struct signals *signals)
{
    sigset_t waiting;
    return sigpending(&waiting) == 0 && sigandset(&waiting, &waiting, &signals->deadly) == 0 &&
           !sigisemptyset(&waiting);
}

void signals_release(const struct signals *signals)
{
    sigprocmask(SIG_SETMASK, &signals->before, NULL);
}

void signals_forget(const struct signals *signals)
{
    const struct timespec none = {0};
    while (sigtimedwait(&signals->deadly, NULL, &none) > 0)
        ;
}

int signals_file(const struct signals *signals)
{
    return signalfd(-1, &signals->deadly, SFD_CLOEXEC | SFD_NONBLOCK);
}
