// The line of progress, on a terminal of our own.

#include "base/progress.h"
#include "tests/unit/unit.h"

#include <poll.h>
#include <pty.h>
#include <stdlib.h>
#include <unistd.h>

struct terminal {
    int screen, file; // what is written to the file comes out of the screen
};

static struct terminal open_terminal(void)
{
    struct terminal terminal;
    assert_int_equal(openpty(&terminal.screen, &terminal.file, NULL, NULL, NULL), 0);
    return terminal;
}

static void close_terminal(const struct terminal *terminal)
{
    close(terminal->file);
    close(terminal->screen);
}

// What came out so far; waits for the first bytes.
static struct str seen(const struct terminal *terminal, struct arena *arena)
{
    char *text = arena_array(arena, char, 4096);
    ssize_t len = read(terminal->screen, text, 4096);
    assert_true(len > 0);
    return (struct str){text, (size_t)len};
}

static void shows_the_stage_and_clears_the_line(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct terminal terminal = open_terminal();
    struct progress progress;
    progress_begin(&progress, terminal.file, 0, true);
    progress_stage(&progress, "reading sources");
    struct str shown = {0};
    while (str_find(shown, STR("glot: reading sources …"), 0) == STR_NONE)
        shown = seen(&terminal, &arena);
    progress_end(&progress);
    while (!str_ends(shown, STR("\r\033[K")))
        shown = seen(&terminal, &arena);
    progress_end(&progress);
    close_terminal(&terminal);
    arena_free(&arena);
}

static void draws_nothing_in_a_quick_run(void **state)
{
    (void)state;
    struct terminal terminal = open_terminal();
    for (int is_wanted = 0; is_wanted <= 1; is_wanted++) {
        struct progress progress;
        progress_begin(&progress, terminal.file, 3600 * 1000, is_wanted);
        progress_stage(&progress, "reading sources");
        progress_end(&progress);
    }
    struct pollfd screen = {.fd = terminal.screen, .events = POLLIN};
    assert_int_equal(poll(&screen, 1, 0), 0);
    close_terminal(&terminal);
}

static void needs_a_capable_terminal(void **state)
{
    (void)state;
    struct terminal terminal = open_terminal();
    int pipes[2];
    assert_int_equal(pipe(pipes), 0);
    unsetenv("CI");
    setenv("TERM", "xterm", 1);
    assert_true(progress_is_possible(terminal.file));
    assert_false(progress_is_possible(pipes[1]));
    setenv("TERM", "dumb", 1);
    assert_false(progress_is_possible(terminal.file));
    setenv("TERM", "xterm", 1);
    setenv("CI", "true", 1);
    assert_false(progress_is_possible(terminal.file));
    close(pipes[0]);
    close(pipes[1]);
    close_terminal(&terminal);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shows_the_stage_and_clears_the_line),
        cmocka_unit_test(draws_nothing_in_a_quick_run),
        cmocka_unit_test(needs_a_capable_terminal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
