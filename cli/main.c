// The only place that prints diagnostics and ends the process.
#include "cli/manual.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/replay.h"
#include "cli/report.h"
#include "cli/watching.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <malloc.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

// A standard stream that was closed by the caller would give its number to the next file that is opened, and
// output would go into that. What stands in for it can be read and not written, so that loss is noticed.
static void guard_streams(void)
{
    for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; stream++)
        if (fcntl(stream, F_GETFD) < 0 && errno == EBADF)
            (void)open("/dev/null", O_RDONLY);
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN); // a limit on the size of files is a failing write, not the end
}

static bool is_reader_gone(void)
{
    struct pollfd stream = {.fd = STDOUT_FILENO, .events = POLLOUT};
    return poll(&stream, 1, 0) == 1 && (stream.revents & POLLERR);
}

// A reader that has seen enough is told nothing.
static enum status finish_output(enum status status)
{
    errno = 0;
    if (fflush(stdout) == 0 && !ferror(stdout))
        return ferror(stderr) ? STATUS_WORLD : status;
    int cause = errno; // 0 when it was an earlier write that failed
    if (!is_reader_gone())
        fprintf(stderr, "glot: error: the output could not be written%s%s\n", cause ? ": " : "",
                cause ? strerror(cause) : "");
    return STATUS_WORLD;
}

// What was freed is wanted again soon: the system shall not take it back and give it anew, page by page.
// Large blocks are mapped one by one and leave no holes.
static void keep_memory(void)
{
    enum { large = 2 * 1024 * 1024, step = 1024 * 1024 };
    mallopt(M_MMAP_THRESHOLD, large);
    mallopt(M_TRIM_THRESHOLD, INT_MAX);
    mallopt(M_TOP_PAD, step);
}

static void print_help(const struct command *command)
{
    struct buf out = {0};
    if (command)
        manual_print_command(command, &out);
    else
        manual_print_overview(&out);
    output_write(&out, stdout);
}

static enum status run(size_t count, char *const *strings, struct replay *replay, struct context *context)
{
    if (!options_parse(count, strings, context->diags, &context->command, &context->settings))
        return STATUS_USAGE;
    if (context->settings.version) {
        puts("glot " GLOT_VERSION);
        return STATUS_FINE;
    }
    if (context->settings.help) {
        print_help(context->command);
        return STATUS_FINE;
    }
    if (context->settings.watch)
        return watch_commands(context, &context->command, 1);
    enum status status;
    if (replay_begin(replay, context, &status))
        return status;
    return report_status(context, context->command->run(context));
}

int main(int count, char **strings)
{
    struct arena arena = {0};
    struct diags diags = {.arena = &arena};
    struct replay replay = {0};
    struct context context = {.arena = &arena, .diags = &diags};
    guard_streams();
    keep_memory();
    size_t given = count > 1 ? (size_t)count - 1 : 0;
    enum status status = run(given, strings + (count > 0), &replay, &context);
    progress_end(&context.progress);
    if (!context.has_reported && !replay_is_repeated(&replay))
        report_all(&context);
    replay_end(&replay, &context, status);
    status = finish_output(status);
    replay_free(&replay);
    arena_free(&arena);
    return (int)status;
}
