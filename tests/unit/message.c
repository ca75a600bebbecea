// Copies of messages: nothing of them goes when what they were made of does.

#include "catalog/message.h"
#include "tests/unit/unit.h"

// A text that the test overwrites later on.
static struct str borrowed(struct arena *from, const char *text)
{
    return arena_copy(from, str_of(text));
}

static struct pattern make_choice(struct arena *from)
{
    struct pattern pattern = {0};
    pattern_add_selector(
        &pattern, (struct selector){.argument = borrowed(from, "n"), .kind = SELECT_PLURAL, .offset = 2},
        from);
    struct variant *one = pattern_add_variant(&pattern, from);
    *list_push(&one->keys, from) = borrowed(from, "one");
    pattern_add_text(&one->value, borrowed(from, "a file of "), from);
    pattern_add_code(&one->value, PART_OPEN, borrowed(from, "<b>"), borrowed(from, "0"), from);
    struct variant *other = pattern_add_variant(&pattern, from);
    *list_push(&other->keys, from) = borrowed(from, "other");
    pattern_add_text(&other->value, borrowed(from, "files"), from);
    return pattern;
}

static struct message make_message(struct arena *from, struct pattern pattern)
{
    struct message message = {.id = borrowed(from, "s1"),
                              .pattern = pattern,
                              .raw = borrowed(from, "a file"),
                              .kind = borrowed(from, "str"),
                              .note = borrowed(from, ""),
                              .has_note = true,
                              .span = {.path = STR("/a.ts"), .text = STR("msg()"), .start = 0, .end = 5},
                              .file = STR("/a.ts")};
    *list_push(&message.others, from) = (struct span){.path = STR("/b.ts"), .start = 3, .end = 4};
    return message;
}

static void overwrite(struct arena *arena)
{
    struct arena_mark all = {0};
    arena_rewind(arena, all);
    memset(arena_space(arena, 1, 32 * 1024), '#', 32 * 1024);
}

static void a_copy_outlives_the_original(void **state)
{
    (void)state;
    struct arena from = {0}, same = {0}, to = {0};
    struct message original = make_message(&from, make_choice(&from));
    struct message wanted = make_message(&same, make_choice(&same));
    struct message copy = message_copy(&original, &to);
    overwrite(&from);
    assert_true(pattern_equal(&copy.pattern, &wanted.pattern));
    expect_str(copy.id, "s1");
    expect_str(copy.raw, "a file");
    expect_str(copy.kind, "str");
    assert_true(copy.has_note && copy.note.at && copy.note.len == 0);
    assert_true(copy.context.at == NULL); // what was not there still is not
    assert_int_equal(copy.others.count, 1);
    assert_int_equal(copy.others.at[0].start, 3);
    assert_true(copy.span.text.at == wanted.span.text.at); // whose text that is says the span
    arena_free(&from);
    arena_free(&same);
    arena_free(&to);
}

static void a_text_that_is_there_twice_is_copied_once(void **state)
{
    (void)state;
    struct arena from = {0}, to = {0};
    struct message plain = make_message(&from, pattern_of_text(borrowed(&from, "a file"), &from));
    struct message copy = message_copy(&plain, &to);
    assert_true(copy.raw.at == copy.pattern.parts.at[0].text.at);
    plain.raw = borrowed(&from, "another");
    copy = message_copy(&plain, &to);
    overwrite(&from);
    expect_str(copy.raw, "another");
    expect_str(copy.pattern.parts.at[0].text, "a file");
    arena_free(&from);
    arena_free(&to);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_copy_outlives_the_original),
        cmocka_unit_test(a_text_that_is_there_twice_is_copied_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
