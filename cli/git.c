#include "cli/git.h"

#include "base/buf.h"
#include "base/byte.h"
#include "base/file.h"
#include "base/path.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

// Both ends are closed on exec: only the copy that becomes the child's standard output stays.
static bool start(char *const *words, int output, pid_t *child)
{
    posix_spawn_file_actions_t actions;
    if (posix_spawn_file_actions_init(&actions) != 0)
        return false;
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    bool good = posix_spawnp(child, words[0], &actions, NULL, words, environ) == 0;
    posix_spawn_file_actions_destroy(&actions);
    return good;
}

static bool read_all(int input, struct buf *out)
{
    enum { block = 65536 };
    for (;;) {
        buf_reserve(out, block);
        ssize_t got = read(input, out->at + out->len, block);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return got == 0;
        out->len += (size_t)got;
        if (out->len > file_greatest)
            return false;
    }
}

static bool wait_for(pid_t child)
{
    int state = 0;
    while (waitpid(child, &state, 0) < 0)
        if (errno != EINTR)
            return false;
    return WIFEXITED(state) && WEXITSTATUS(state) == 0;
}

static bool run(char *const *words, struct arena *arena, struct str *out)
{
    int ends[2];
    pid_t child;
    struct buf text = {0};
    if (pipe2(ends, O_CLOEXEC) != 0)
        return false;
    bool is_started = start(words, ends[1], &child);
    close(ends[1]);
    bool good = is_started && read_all(ends[0], &text);
    close(ends[0]);
    good = is_started && wait_for(child) && good;
    *out = buf_finish(&text, arena);
    return good;
}

// What a repository names to be run is not run: neither its monitor (core.fsmonitor) nor filters (`cat-file`
// and `log` know none), nor what would show texts in another form or check signatures.
#define GIT "git", "-c", "core.fsmonitor=false"

bool git_read_file(struct str commit, struct str path, struct arena *arena, struct str *out)
{
    struct str object =
        arena_print(arena, STR_FORMAT ":./" STR_FORMAT, STR_ARG(commit), STR_ARG(path_name(path)));
    char *words[] = {
        GIT, "-C", arena_cstr(arena, path_folder(path)), "cat-file", "blob", arena_cstr(arena, object), NULL};
    return run(words, arena, out);
}

bool git_last_change(const struct str_list *paths, struct arena *arena, struct str *commit, struct str *date)
{
    enum { fixed = 12 };
    char **words = arena_array(arena, char *, fixed + paths->count + 1);
    const char *const front[] = {
        GIT, "--literal-pathspecs", "log", "-n", "1", "--no-show-signature", "--format=%h %cs", "--"};
    size_t count = 0;
    struct str said;
    for (; count < sizeof front / sizeof *front; count++)
        words[count] = arena_cstr(arena, str_of(front[count]));
    for (size_t i = 0; i < paths->count; i++)
        words[count++] = arena_cstr(arena, paths->at[i]);
    if (!run(words, arena, &said))
        return false;
    return str_split(str_trim(said), ' ', commit, date);
}

static bool find_number(struct str text, struct str name, long long *out)
{
    size_t at = str_find(text, name, 0);
    if (at == STR_NONE)
        return false;
    *out = 0;
    for (at += name.len; at < text.len && byte_is_digit(text.at[at]); at++)
        *out = *out * 10 + (text.at[at] - '0');
    return true;
}

// Whether a program stands between the file and what is committed of it (`filter=` in .gitattributes).
static bool is_filtered(struct str path, struct arena *arena)
{
    struct str said;
    char *words[] = {GIT,      "-C", arena_cstr(arena, path_folder(path)), "check-attr", "-z",
                     "filter", "--", arena_cstr(arena, path_name(path)),   NULL};
    return !run(words, arena, &said) ||
           !(str_ends(said, (struct str){"\0unspecified", 13}) || str_ends(said, (struct str){"\0unset", 7}));
}

bool git_line_time(struct str path, size_t line, struct arena *arena, struct str *out)
{
    struct str lines = arena_print(arena, "-L%zu,%zu", line, line), said;
    char *words[] = {GIT,
                     "-C",
                     arena_cstr(arena, path_folder(path)),
                     "--literal-pathspecs",
                     "blame",
                     "--porcelain",
                     "--no-textconv",
                     arena_cstr(arena, lines),
                     "--",
                     arena_cstr(arena, path_name(path)),
                     NULL};
    long long seconds;
    if (is_filtered(path, arena) || !run(words, arena, &said) || str_starts(said, STR("0000000000")) ||
        !find_number(said, STR("\nauthor-time "), &seconds))
        return false;
    time_t time = (time_t)seconds;
    struct tm parts;
    char text[32];
    gmtime_r(&time, &parts);
    *out = arena_copy(arena, (struct str){text, strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts)});
    return true;
}
