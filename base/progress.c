#include "base/progress.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { first_after = 200, redraw_after = 100 }; // milliseconds

static int64_t now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static bool is_capable_terminal(void)
{
    const char *terminal = getenv("TERM");
    return isatty(STDERR_FILENO) && terminal && strcmp(terminal, "dumb") != 0;
}

// A single write, so that lines of several threads never mix. A terminal that takes nothing is no failure.
static void show(const char *text, size_t len)
{
    ssize_t written = write(STDERR_FILENO, text, len);
    (void)written;
}

void progress_start(struct progress *progress, const char *title, size_t total, bool wanted)
{
    *progress =
        (struct progress){.title = title, .total = total, .is_shown = wanted && is_capable_terminal()};
    if (progress->is_shown)
        progress->due = now() + first_after;
}

void progress_step(struct progress *progress)
{
    size_t done = atomic_fetch_add_explicit(&progress->done, 1, memory_order_relaxed) + 1;
    if (!progress->is_shown)
        return;
    int64_t time = now(), due = progress->due;
    if (time < due || !atomic_compare_exchange_strong(&progress->due, &due, time + redraw_after))
        return;
    char line[128];
    int len = snprintf(line, sizeof line, "\r\033[K%.60s %zu/%zu", progress->title, done, progress->total);
    progress->is_drawn = true;
    show(line, (size_t)len);
}

void progress_end(struct progress *progress)
{
    static const char clear[] = "\r\033[K";
    if (progress->is_drawn)
        show(clear, sizeof clear - 1);
    progress->is_drawn = false;
}
