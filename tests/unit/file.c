// Files are replaced whole or not at all, and left alone when nothing changes.

#include "base/file.h"
#include "base/linediff.h"
#include "base/pool.h"
#include "tests/unit/scratch.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static struct str path_in(struct scratch *box, const char *name)
{
    return path_join(&box->arena, box->folder, str_of(name));
}

static bool write_file(struct scratch *box, const char *name, const char *text, bool *written)
{
    struct replacement_list files = {0};
    *list_push(&files, &box->arena) = (struct replacement){.path = path_in(box, name), .bytes = str_of(text)};
    bool good = files_replace(&files, &box->arena, &box->diags);
    *written = files.at[0].written;
    return good;
}

static struct str read_text(struct scratch *box, const char *name)
{
    struct str text;
    assert_int_equal(file_read(path_in(box, name), &box->arena, &box->diags, &text), FILE_READ);
    return text;
}

static void makes_folders_and_files(void **state)
{
    struct scratch *box = *state;
    bool written;
    assert_true(write_file(box, "a/b/c.txt", "one", &written));
    assert_true(written);
    expect_str(read_text(box, "a/b/c.txt"), "one");
}

static void leaves_equal_files_alone(void **state)
{
    struct scratch *box = *state;
    bool written;
    struct stat before, after;
    write_file(box, "same.txt", "text", &written);
    stat(path_in(box, "same.txt").at, &before);
    assert_true(write_file(box, "same.txt", "text", &written));
    assert_false(written);
    stat(path_in(box, "same.txt").at, &after);
    assert_int_equal(before.st_ino, after.st_ino);
}

static void keeps_mode_and_links(void **state)
{
    struct scratch *box = *state;
    bool written;
    struct stat found;
    write_file(box, "target.txt", "old", &written);
    chmod(path_in(box, "target.txt").at, 0640);
    assert_int_equal(symlink("target.txt", path_in(box, "link.txt").at), 0);
    assert_true(write_file(box, "link.txt", "new", &written));
    expect_str(read_text(box, "target.txt"), "new");
    lstat(path_in(box, "link.txt").at, &found);
    assert_true(S_ISLNK(found.st_mode));
    stat(path_in(box, "target.txt").at, &found);
    assert_int_equal(found.st_mode & 0777, 0640);
}

// A run as root must not take files from their owners. Only root can try.
static void keeps_the_owner(void **state)
{
    struct scratch *box = *state;
    bool written;
    struct stat found;
    write_file(box, "theirs.txt", "old", &written);
    if (chown(path_in(box, "theirs.txt").at, 4321, 1234) != 0) {
        puts("SKIPPED keeps_the_owner: only root can give files away");
        return;
    }
    assert_true(write_file(box, "theirs.txt", "new", &written));
    stat(path_in(box, "theirs.txt").at, &found);
    assert_int_equal(found.st_uid, 4321);
    assert_int_equal(found.st_gid, 1234);
}

static void writes_through_links_to_nothing(void **state)
{
    struct scratch *box = *state;
    bool written;
    assert_int_equal(symlink("second", path_in(box, "first").at), 0);
    assert_int_equal(symlink("inner/third", path_in(box, "second").at), 0);
    assert_true(write_file(box, "first", "text", &written));
    expect_str(read_text(box, "inner/third"), "text");
    assert_int_equal(symlink("circle", path_in(box, "circle").at), 0);
    assert_false(write_file(box, "circle", "text", &written));
}

// One of the files cannot be written: then the other is not, either, and nothing is left behind.
static void replaces_all_or_none(void **state)
{
    struct scratch *box = *state;
    bool written;
    write_file(box, "first.txt", "old", &written);
    write_file(box, "blocker", "a file where a folder should be", &written);
    struct replacement_list files = {0};
    *list_push(&files, &box->arena) =
        (struct replacement){.path = path_in(box, "first.txt"), .bytes = STR("new")};
    *list_push(&files, &box->arena) =
        (struct replacement){.path = path_in(box, "blocker/second.txt"), .bytes = STR("new")};
    assert_false(files_replace(&files, &box->arena, &box->diags));
    assert_int_equal(box->diags.count, 1);
    assert_int_equal(box->diags.at[0].kind, KIND_FILE_UNWRITABLE);
    expect_str(read_text(box, "first.txt"), "old");
    struct folder_entry_list entries = {0};
    assert_int_equal(folder_read(box->folder, &box->arena, &box->diags, &entries), FILE_READ);
    assert_int_equal(entries.count, 2);
    expect_str(entries.at[0].name, "blocker");
    expect_str(entries.at[1].name, "first.txt");
}

static void tells_absent_from_unreadable(void **state)
{
    struct scratch *box = *state;
    struct str text;
    assert_int_equal(file_read(path_in(box, "none"), &box->arena, &box->diags, &text), FILE_ABSENT);
    assert_int_equal(box->diags.count, 0);
    assert_int_equal(file_read(box->folder, &box->arena, &box->diags, &text), FILE_FAILED);
    assert_int_equal(box->diags.count, 1);
    assert_int_equal(mkfifo(path_in(box, "pipe").at, 0600), 0);
    assert_int_equal(file_read(path_in(box, "pipe"), &box->arena, &box->diags, &text), FILE_FAILED);
}

static void shows_differences(void **state)
{
    struct scratch *box = *state;
    struct buf out = {0};
    linediff(STR("f"), STR("a\nb\nc\n"), STR("a\nx\nc\n"), &box->arena, &out);
    expect_str(buf_str(&out), "--- a/f\n+++ b/f\n@@ -1,3 +1,3 @@\n a\n-b\n+x\n c\n");
    out.len = 0;
    linediff(STR("f"), STR(""), STR("new"), &box->arena, &out);
    expect_str(buf_str(&out), "--- a/f\n+++ b/f\n@@ -0,0 +1,1 @@\n+new\n\\ No newline at end of file\n");
    out.len = 0;
    linediff(STR("f"), (struct str){0}, STR("new\n"), &box->arena, &out);
    expect_str(buf_str(&out), "--- /dev/null\n+++ b/f\n@@ -0,0 +1,1 @@\n+new\n");
    out.len = 0;
    linediff(STR("f"), STR("same"), STR("same"), &box->arena, &out);
    assert_int_equal(out.len, 0);
    buf_free(&out);
}

struct tally {
    size_t slots[1000];
    atomic_size_t calls;
};

static void count_item(void *context, size_t worker, size_t item)
{
    struct tally *tally = context;
    assert_true(worker < 4);
    tally->slots[item] += item;
    atomic_fetch_add(&tally->calls, 1);
}

static void runs_each_item_once(void **state)
{
    (void)state;
    struct tally tally = {0};
    pool_run(4, 1000, count_item, &tally);
    assert_int_equal(atomic_load(&tally.calls), 1000);
    for (size_t i = 0; i < 1000; i++)
        assert_int_equal(tally.slots[i], i);
    pool_run(4, 0, count_item, &tally);
    assert_int_equal(atomic_load(&tally.calls), 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(makes_folders_and_files, scratch_open, scratch_close),
        cmocka_unit_test_setup_teardown(leaves_equal_files_alone, scratch_open, scratch_close),
        cmocka_unit_test_setup_teardown(keeps_mode_and_links, scratch_open, scratch_close),
        cmocka_unit_test_setup_teardown(keeps_the_owner, scratch_open, scratch_close),
        cmocka_unit_test_setup_teardown(writes_through_links_to_nothing, scratch_open, scratch_close),
        cmocka_unit_test_setup_teardown(replaces_all_or_none, scratch_open, scratch_close),
        cmocka_unit_test_setup_teardown(tells_absent_from_unreadable, scratch_open, scratch_close),
        cmocka_unit_test_setup_teardown(shows_differences, scratch_open, scratch_close),
        cmocka_unit_test(runs_each_item_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
