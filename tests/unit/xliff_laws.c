// XLIFF 1.2: the two laws over generated catalogs.
#include "tests/unit/xliff_fixture.h"

static struct str any_text(struct chance *chance, struct arena *arena)
{
    static const char *const words[] = {"Hello", "w\xc3\xb6rld", "a & b", "<b>", "\"q\"",    "it's",
                                        "\n",    "\r",           "\t",    "]]>", "\xc2\x85", "\xe2\x80\xa8"};
    struct str pieces[4];
    size_t count = 1 + below(chance, 4);
    for (size_t i = 0; i < count; i++)
        pieces[i] = str_of(words[below(chance, sizeof words / sizeof *words)]);
    return arena_join(arena, pieces, count);
}

static struct pattern any_pattern(struct chance *chance, struct arena *arena)
{
    struct pattern pattern = {0};
    for (size_t i = 0, count = below(chance, 5); i < count; i++)
        if (below(chance, 2))
            pattern_add_text(&pattern, any_text(chance, arena), arena);
        else
            pattern_add_code(&pattern, PART_PLACEHOLDER + (enum part_kind)below(chance, 4),
                             any_text(chance, arena), arena_print(arena, "%zu", i), arena);
    return pattern;
}

static void fill_unit(struct unit *unit, struct chance *chance, struct arena *arena)
{
    static const enum unit_state states[] = {UNIT_TRANSLATED, UNIT_NEEDS_REVIEW, UNIT_STALE,
                                             UNIT_NEW,        UNIT_REVIEWED,     UNIT_FINAL};
    unit->source = any_pattern(chance, arena);
    unit->has_target = below(chance, 2);
    if (unit->has_target) {
        unit->target = any_pattern(chance, arena);
        unit->state = pattern_is_blank(&unit->target) ? UNIT_TRANSLATED : states[below(chance, 6)];
    }
    if (below(chance, 5) == 0)
        unit->is_obsolete = true;
    if (below(chance, 4) == 0) {
        unit->has_previous = true;
        unit_change_rare(unit, arena)->previous = any_pattern(chance, arena);
        unit_change_rare(unit, arena)->previous_needs_review = below(chance, 2);
    }
    if (below(chance, 4) == 0)
        unit->context = any_text(chance, arena);
    for (size_t i = 0, count = below(chance, 3); i < count; i++)
        *list_push(&unit->notes, arena) =
            (struct note){.from = below(chance, 2) ? STR("glot") : STR(""), .text = any_text(chance, arena)};
    for (size_t i = 0, count = below(chance, 3); i < count; i++)
        *list_push(&unit->locations, arena) = arena_print(arena, "src/a.ts:%zu", i + 1);
}

static struct catalog any_catalog(struct chance *chance, struct arena *arena)
{
    struct catalog catalog = {.source_locale = STR("en"), .target_locale = STR("de")};
    for (size_t i = 0, count = below(chance, 8); i < count; i++)
        fill_unit(catalog_add(&catalog, arena_print(arena, "id%zu", i), arena), chance, arena);
    return catalog;
}

static void expect_unit(const struct unit *got, const struct unit *wanted)
{
    assert_true(str_equal(got->id, wanted->id));
    assert_true(str_equal(got->context, wanted->context));
    assert_true(pattern_equal(&got->source, &wanted->source));
    assert_int_equal(got->has_target, wanted->has_target);
    assert_true(!got->has_target || pattern_equal(&got->target, &wanted->target));
    assert_int_equal(got->state, wanted->state);
    assert_int_equal(got->is_obsolete, wanted->is_obsolete);
    assert_int_equal(got->has_previous, wanted->has_previous);
    assert_true(!got->has_previous || pattern_equal(&unit_rare(got)->previous, &unit_rare(wanted)->previous));
    assert_int_equal(unit_is_made_unreviewed(got), unit_is_made_unreviewed(wanted));
    size_t note = 0;
    for (size_t i = 0; i < wanted->notes.count; i++) {
        if (wanted->notes.at[i].removed)
            continue;
        assert_true(note < got->notes.count);
        assert_true(str_equal(got->notes.at[note].from, wanted->notes.at[i].from));
        assert_true(str_equal(got->notes.at[note++].text, wanted->notes.at[i].text));
    }
    assert_int_equal(got->notes.count, note);
    assert_int_equal(got->locations.count, wanted->locations.count);
    for (size_t i = 0; i < got->locations.count; i++)
        assert_true(str_equal(got->locations.at[i], wanted->locations.at[i]));
}

static void expect_catalog(const struct catalog *got, const struct catalog *wanted)
{
    assert_true(str_equal(got->source_locale, wanted->source_locale));
    assert_true(str_equal(got->target_locale, wanted->target_locale));
    size_t number = 0;
    for (size_t i = 0; i < wanted->units.count; i++) {
        if (wanted->units.at[i].removed)
            continue;
        assert_true(number < got->units.count);
        expect_unit(&got->units.at[number++], &wanted->units.at[i]);
    }
    assert_int_equal(got->units.count, number);
}

static void what_is_written_is_read_again(void **state)
{
    (void)state;
    struct chance chance = {1};
    for (size_t i = 0; i < effort(2000); i++) {
        struct arena arena = {0};
        struct diags diags = {.arena = &arena};
        struct format_options options = own;
        options.content_placeholders = i % 2;
        struct catalog catalog = any_catalog(&chance, &arena), again;
        struct str text = write_text(&catalog, &options, &arena);
        assert_true(xliff()->read(text, STR("de.xlf"), &options, &arena, &diags, &again));
        expect_catalog(&again, &catalog);
        expect_str(write_text(&again, &options, &arena), arena_cstr(&arena, text));
        arena_free(&arena);
    }
}

// ---- splices of generated catalogs

static void change_unit(struct catalog *catalog, size_t number, struct chance *chance, struct arena *arena)
{
    struct unit *unit = &catalog->units.at[number];
    if (below(chance, 5) == 0) {
        unit->removed = true;
        return;
    }
    if (below(chance, 2))
        return;
    struct range bytes = unit->bytes;
    struct str context = unit->context;
    *unit = (struct unit){.id = unit->id, .bytes = bytes};
    fill_unit(unit, chance, arena);
    unit->context = context; // part of the identity: no writer changes it
    for (size_t i = 0; i < unit->notes.count; i++)
        unit->notes.at[i].removed = below(chance, 3) == 0;
    if (below(chance, 3) == 0)
        catalog_rename(catalog, unit, arena_print(arena, "renamed%zu", number), arena);
    unit->source_changed = unit->target_changed = unit->notes_changed = unit->state_changed = true;
}

// The same file in another hand: other indentation, CRLF, comments between units.
static struct str in_another_hand(struct str text, struct chance *chance, struct arena *arena)
{
    static const char *const breaks[] = {"\n", "\r\n", "\n\t", "\n    ", "<!-- x -->\n", ""};
    const char *line = breaks[below(chance, sizeof breaks / sizeof *breaks)];
    struct buf out = {0};
    for (size_t at = 0; at < text.len; at++) {
        bool between = text.at[at] == '\n' && at > 0 && text.at[at - 1] == '>' && at + 1 < text.len &&
                       str_starts(str_from(text, at + 1), STR("<trans-unit"));
        if (between)
            buf_text(&out, line);
        else if (text.at[at] == '\n' && line[0] == '\r')
            buf_text(&out, "\r\n");
        else
            buf_byte(&out, text.at[at]);
    }
    return buf_finish(&out, arena);
}

static void changes_are_written_into_the_file(void **state)
{
    (void)state;
    struct chance chance = {2};
    for (size_t i = 0; i < effort(2000); i++) {
        struct arena arena = {0};
        struct diags diags = {.arena = &arena};
        struct catalog first = any_catalog(&chance, &arena), read, again;
        struct str text = in_another_hand(write_text(&first, &own, &arena), &chance, &arena);
        assert_true(xliff()->read(text, STR("de.xlf"), &own, &arena, &diags, &read));
        expect_str(write_text(&read, &own, &arena), arena_cstr(&arena, text));
        for (size_t j = 0; j < read.units.count; j++)
            change_unit(&read, j, &chance, &arena);
        for (size_t j = 0, count = below(&chance, 3); j < count; j++)
            fill_unit(catalog_add(&read, arena_print(&arena, "new%zu", j), &arena), &chance, &arena);
        struct str spliced = write_text(&read, &own, &arena);
        assert_true(xliff()->read(spliced, STR("de.xlf"), &own, &arena, &diags, &again));
        expect_catalog(&again, &read);
        if (str_find(text, STR("\r\n"), 0) != STR_NONE)
            for (size_t at = 0; (at = str_find_byte(spliced, '\n', at)) != STR_NONE; at++)
                assert_true(spliced.at[at - 1] == '\r');
        arena_free(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read_again),
        cmocka_unit_test(changes_are_written_into_the_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
