// XLIFF 2: real files stay as they are.
#include "tests/unit/xliff2_fixture.h"

#include <glob.h>

static bool read_silently(struct str text, struct arena *arena, struct catalog *out)
{
    struct diags diags = {.arena = arena};
    return format_read(format_find(STR("xliff")), text, STR("real.xlf"), &own, arena, &diags, out);
}

static bool stays_as_it_is(struct str text, struct arena *arena)
{
    struct catalog catalog;
    if (!read_silently(text, arena, &catalog))
        return false;
    expect_same(write_as("xliff", &catalog, arena), text);
    return true;
}

static struct str mutated(struct str text, struct chance *chance, struct arena *arena)
{
    static const char *const pieces[] = {" ",  "\n", "<!-- x -->",    "<?x?>",   "&amp;",    "<ph id=\"1\"/>",
                                         "\r", "no", "<pc id=\"1\">", "</unit>", "<target/>"};
    struct str inserted = str_of(pieces[below(chance, sizeof pieces / sizeof *pieces)]);
    size_t at = below(chance, text.len), removed = below(chance, 2) * below(chance, 20);
    return arena_join(arena, (struct str[]){str_slice(text, 0, at), inserted, str_from(text, at + removed)},
                      3);
}

// Writes another translation of one unit. Nothing but that unit may change, and it must be read again.
static void change_one(struct str text, size_t number, struct arena *arena)
{
    struct catalog catalog, again;
    struct diags diags = {.arena = arena};
    struct buf out = {0};
    assert_true(read_silently(text, arena, &catalog));
    if (number >= catalog.units.count || catalog.target_locale.len == 0 ||
        catalog.units.at[number].is_shadowed)
        return;
    struct unit *unit = &catalog.units.at[number];
    struct pattern pattern = pattern_of_text(STR("n\xc3\xab"
                                                 "w"),
                                             arena);
    for (size_t i = 0; i < unit->source.parts.count; i++)
        if (part_kind(&unit->source.parts.at[i]) != PART_TEXT)
            *list_push(&pattern.parts, arena) = unit->source.parts.at[i];
    unit->target = pattern_is_select(&unit->source) ? unit->source : pattern;
    unit->state = UNIT_REVIEWED;
    unit->has_target = unit->target_changed = unit->state_changed = true;
    if (!catalog.format->write(&catalog, &own, arena, &diags, &out)) {
        assert_int_equal(diags.at[0].kind, KIND_UNIT_SEGMENTS);
        buf_free(&out);
        return;
    }
    struct str spliced = buf_finish(&out, arena);
    assert_true(str_starts(spliced, str_slice(text, 0, unit->bytes.start)));
    assert_true(str_ends(spliced, str_from(text, unit->bytes.end)));
    assert_true(read_silently(spliced, arena, &again));
    assert_int_equal(again.units.count, catalog.units.count);
    // Code without original data is its tag, which is mended where a half had lost its partner.
    assert_true(pattern_equal_text(&again.units.at[number].target, &unit->target));
    assert_true(pattern_equal_text(&again.units.at[number].source, &unit->source));
    assert_int_equal(again.units.at[number].state, UNIT_REVIEWED);
}

static size_t try_file(const char *path, struct chance *chance)
{
    struct arena arena = {0}, scratch = {0};
    struct diags diags = {.arena = &arena};
    struct str text;
    size_t still_read = 0;
    assert_int_equal(file_read(str_of(path), &arena, &diags, &text), FILE_READ);
    if (stays_as_it_is(text, &arena)) {
        for (size_t i = 0; i < 5; i++) {
            change_one(text, below(chance, i < 3 ? 3 : 3000), &scratch);
            still_read += stays_as_it_is(mutated(text, chance, &scratch), &scratch);
            arena_reset(&scratch);
        }
    }
    arena_free(&arena);
    arena_free(&scratch);
    return still_read;
}

static size_t try_files(const char *folder, struct chance *chance)
{
    static const char *const depths[] = {"*.xlf", "*/*.xlf", "*/*/*.xlf", "*/*/*/*.xlf"};
    size_t still_read = 0;
    for (size_t i = 0; i < sizeof depths / sizeof *depths; i++) {
        struct arena arena = {0};
        glob_t found;
        if (glob(arena_cstr(&arena, arena_print(&arena, "%s/%s", folder, depths[i])), 0, NULL, &found) == 0)
            for (size_t j = 0; j < found.gl_pathc; j++)
                still_read += try_file(found.gl_pathv[j], chance);
        globfree(&found);
        arena_free(&arena);
    }
    return still_read;
}

static void real_files_stay_as_they_are(void **state)
{
    (void)state;
    struct chance chance = {.state = 7};
    const char *shared = getenv("GLOT_SHARED");
    struct arena arena = {0};
    struct str folder = arena_print(&arena, "%s/xliff/dev/oasis", shared ? shared : "../shared");
    assert_true(try_files("tests/fuzz/corpus/xliff2", &chance) > 0);
    if (try_files(arena_cstr(&arena, folder), &chance) == 0)
        print_message("SKIPPED OASIS files: " STR_FORMAT " is absent\n", STR_ARG(folder));
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(real_files_stay_as_they_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
