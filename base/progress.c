#include "base/progress.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { redraw_after = 250 }; // milliseconds

static long seconds_since(const struct timespec *start)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (long)(now.tv_sec - start->tv_sec) - (now.tv_nsec < start->tv_nsec);
}

// In one piece. A terminal that takes nothing is no failure.
static void show(int terminal, const char *text, size_t len)
{
    ssize_t written = write(terminal, text, len);
    (void)written;
}

static void draw(const struct progress *progress, const struct timespec *start)
{
    char line[128];
    long seconds = seconds_since(start);
    int len = snprintf(line, sizeof line, "\r\033[Kglot: %.60s …", atomic_load(&progress->stage));
    if (seconds > 0)
        len += snprintf(line + len, sizeof line - (size_t)len, " %ld s", seconds);
    show(progress->terminal, line, (size_t)len);
}

static void *keep_drawn(void *context)
{
    static const char clear[] = "\r\033[K";
    struct progress *progress = context;
    struct pollfd stop = {.fd = progress->stop[0]};
    struct timespec start;
    bool is_drawn = false;
    clock_gettime(CLOCK_MONOTONIC, &start);
    while (poll(&stop, 1, is_drawn ? redraw_after : progress->delay) == 0) {
        draw(progress, &start);
        is_drawn = true;
    }
    if (is_drawn)
        show(progress->terminal, clear, sizeof clear - 1);
    return NULL;
}

bool progress_is_possible(int file)
{
    const char *terminal = getenv("TERM"), *ci = getenv("CI");
    return isatty(file) && terminal && strcmp(terminal, "dumb") != 0 && !(ci && *ci);
}

void progress_begin(struct progress *progress, int terminal, int delay, bool is_wanted)
{
    *progress = (struct progress){.terminal = terminal, .delay = delay, .stage = "starting"};
    if (!is_wanted || pipe(progress->stop) != 0)
        return;
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before); // signals are the business of the thread that works
    progress->is_running = pthread_create(&progress->thread, NULL, keep_drawn, progress) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (!progress->is_running) {
        close(progress->stop[0]);
        close(progress->stop[1]);
    }
}

void progress_stage(struct progress *progress, const char *stage)
{
    atomic_store(&progress->stage, stage);
}

void progress_end(struct progress *progress)
{
    if (!progress->is_running)
        return;
    close(progress->stop[1]);
    pthread_join(progress->thread, NULL);
    close(progress->stop[0]);
    progress->is_running = false;
}
