// A folder that people share: nobody's words are overlooked, whoever writes at the same time and whenever a
// program is killed.
#include "tests/unit/folder_share.h"

#include <signal.h>
#include <sys/wait.h>

// ---- several people

static void leaves_what_somebody_changed_meanwhile(void **state)
{
    struct scratch *s = *state;
    set_up_fruit(s);
    struct remote mine = look(s);
    translate(s, "fr", "b", "Pear", "Poire"); // by somebody else
    struct remote_write writes[] = {write_of(s, "fr", "a", "Apple", "Pomme"),
                                    write_of(s, "de", "a", "Apple", "Apfel")};
    assert_false(mine.service->write(&mine, writes, 2));
    assert_int_equal(writes[0].outcome, WRITE_NOT_DONE);
    assert_int_equal(writes[0].counts.created, 0);
    assert_int_equal(writes[1].outcome, WRITE_DONE);
    EXPECT_KINDS(s, KIND_FILE_CHANGED);
    struct catalog french = read_language(s, "fr", READ_TRANSLATED);
    expect_translation(&french, "a", NULL, UNIT_NEW);
    expect_translation(&french, "b", "Poire", UNIT_TRANSLATED);
    struct catalog source = source_of(s, fruit + 2);
    struct write_counts counts;
    assert_false(push_source(&mine, &source, false, &counts)); // it would rewrite what it has not seen
    assert_true(has_text(s, "source.xlf", "Apple"));
}

enum { people = 4, texts_each = 3 };

static struct remote_write write_number(struct scratch *s, size_t number)
{
    struct str id = arena_print(&s->arena, "id%zu", number);
    struct str text = arena_print(&s->arena, "text %zu", number);
    return write_of(s, "fr", arena_cstr(&s->arena, id), arena_cstr(&s->arena, text),
                    arena_cstr(&s->arena, text));
}

static _Noreturn void take_part(struct scratch *s, size_t person)
{
    for (size_t i = 0; i < texts_each; i++) {
        struct remote_write write;
        do {
            struct remote remote = look(s);
            write = write_number(s, person * texts_each + i);
            remote.service->write(&remote, &write, 1);
        } while (write.outcome != WRITE_DONE);
    }
    _exit(0);
}

static void set_up_numbers(struct scratch *s, size_t count)
{
    struct remote remote = look(s);
    struct catalog source = {.source_locale = STR("en")};
    struct write_counts counts;
    for (size_t i = 0; i < count; i++)
        say(s, &source, arena_print(&s->arena, "id%zu", i).at, arena_print(&s->arena, "text %zu", i).at, NULL,
            UNIT_NEW);
    assert_true(push_source(&remote, &source, false, &counts));
    add_languages(&remote, (const char *const[]){"fr", NULL});
}

static void loses_nothing_when_many_write_at_a_time(void **state)
{
    struct scratch *s = *state;
    set_up_numbers(s, people * texts_each);
    for (size_t i = 0; i < people; i++)
        if (fork() == 0)
            take_part(s, i);
    for (size_t i = 0; i < people; i++) {
        int status;
        wait(&status);
        assert_int_equal(status, 0);
    }
    struct remote remote = look(s);
    assert_int_equal(remote.languages.at[0].translated, people * texts_each);
}

// ---- killed

// What is killed at a call, and then runs to its end: a source of which texts changed and left. Another
// process, since the shim (tests/faults/fault.h) counts calls from its start on.
static const char *const killed_variable = "GLOT_TEST_FOLDER";

static int push_changed_source(const char *folder)
{
    static const char *const changed[] = {"a", "Green apple", "c", "Plum", "d", "Fig", NULL};
    struct scratch s = {.folder = str_of(folder)};
    s.diags.arena = &s.arena;
    push(&s, changed, false);
    arena_free(&s.arena);
    return 0;
}

// By its name: under valgrind the link leads to the program, but running it runs valgrind.
static struct str program_path(struct scratch *s)
{
    char program[4096];
    ssize_t len = readlink("/proc/self/exe", program, sizeof program);
    return arena_copy(&s->arena, (struct str){program, len > 0 ? (size_t)len : 0});
}

static struct str shim_path(struct scratch *s)
{
    return path_join(&s->arena, path_folder(path_folder(program_path(s))), STR("faults/shim.so"));
}

// Runs it; `at` 0 lets it live. Whether it ended by itself.
static bool run_killed(struct scratch *s, struct str shim, size_t at, struct str log)
{
    int status = 0;
    if (fork() == 0) {
        setenv("LD_PRELOAD", arena_cstr(&s->arena, shim), 1);
        setenv("ASAN_OPTIONS", "verify_asan_link_order=0:detect_leaks=0", 1);
        setenv("FAULT_BELOW", s->folder.at, 1);
        setenv("FAULT_LOG", arena_cstr(&s->arena, log), 1);
        setenv("FAULT_AT", arena_print(&s->arena, "%zu", at).at, 1);
        setenv("FAULT_DO", "SIGKILL", 1);
        setenv(killed_variable, arena_cstr(&s->arena, s->folder), 1);
        execl(arena_cstr(&s->arena, program_path(s)), "folder", (char *)NULL);
        _exit(9);
    }
    wait(&status);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static const char *const killed_files[] = {"source.xlf", "fr.xlf", "de.xlf"};
enum { killed_count = sizeof killed_files / sizeof *killed_files };

static void put_back(struct scratch *s, const struct str *texts)
{
    for (size_t i = 0; i < killed_count; i++)
        put(s, killed_files[i], arena_cstr(&s->arena, texts[i]));
}

static void expect_old_or_new(struct scratch *s, const struct str *old, const struct str *new)
{
    for (size_t i = 0; i < killed_count; i++) {
        struct str now = text_of(s, killed_files[i]);
        assert_true(str_equal(now, old[i]) || str_equal(now, new[i]));
    }
    struct catalog french = read_language(s, "fr", READ_TRANSLATED);
    assert_true(catalog_find(&french, STR("a"))->has_target);
    assert_true(has_text(s, "fr.xlf", "Poire"));
}

static void is_old_or_new_whenever_it_is_killed(void **state)
{
    struct scratch *s = *state;
    struct str shim = shim_path(s), log = arena_print(&s->arena, STR_FORMAT ".log", STR_ARG(s->folder));
    struct str old[killed_count], new[killed_count], calls;
    if (access(arena_cstr(&s->arena, shim), R_OK) != 0) {
        print_message("SKIPPED: " STR_FORMAT " is not built\n", STR_ARG(shim));
        return;
    }
    set_up_fruit(s);
    translate(s, "fr", "a", "Apple", "Pomme");
    translate(s, "fr", "b", "Pear", "Poire");
    for (size_t i = 0; i < killed_count; i++)
        old[i] = text_of(s, killed_files[i]);
    assert_true(run_killed(s, shim, 0, log));
    assert_int_equal(file_read(log, &s->arena, &s->diags, &calls), FILE_READ);
    for (size_t i = 0; i < killed_count; i++)
        new[i] = text_of(s, killed_files[i]);
    size_t number = 1, kills = 0;
    for (size_t at = 0; at < calls.len; at = str_find_byte(calls, '\n', at) + 1, number++) {
        struct str call = str_from(calls, at);
        if (!str_starts(call, STR("rename")) && !str_starts(call, STR("fsync")))
            continue;
        put_back(s, old);
        assert_false(run_killed(s, shim, number, log));
        expect_old_or_new(s, old, new);
        push_changed_source(arena_cstr(&s->arena, s->folder)); // the next run
        for (size_t i = 0; i < killed_count; i++)
            assert_true(str_equal(text_of(s, killed_files[i]), new[i]));
        kills++;
    }
    assert_int_equal(kills, 2 * killed_count);
    unlink(arena_cstr(&s->arena, log));
}

int main(void)
{
    if (getenv(killed_variable))
        return push_changed_source(getenv(killed_variable));
    const struct CMUnitTest tests[] = {
        TEST(leaves_what_somebody_changed_meanwhile),
        TEST(loses_nothing_when_many_write_at_a_time),
        TEST(is_old_or_new_whenever_it_is_killed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
