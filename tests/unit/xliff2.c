// XLIFF 2, and own mode of 1.2: the two laws over generated catalogs, and validity.
#include "tests/unit/xliff2_fixture.h"

#include "catalog/conformance.h"
#include "catalog/formats/xliff_choice.h"
#include "catalog/icu_pattern.h"

static struct str any_words(struct chance *chance, struct arena *arena)
{
    static const char *const words[] = {"Hello",    "w\xc3\xb6rld", "a & b", "<b>",        "\"q\"",
                                        "it's",     "\n",           "\r",    "\t",         "]]>",
                                        "\xc2\x85", "\xe2\x80\xa8", "{0}",   "\xc2\xb7 2", " "};
    struct str pieces[4];
    size_t count = 1 + below(chance, 4);
    for (size_t i = 0; i < count; i++)
        pieces[i] = str_of(words[below(chance, sizeof words / sizeof *words)]);
    return arena_join(arena, pieces, count);
}

// With characters that XML cannot hold.
static struct str any_text(struct chance *chance, struct arena *arena)
{
    static const char *const words[] = {"\x01", "\x1b[0m", "\xef\xbf\xbe", "\xed\xa0\x80", ""};
    struct str word = str_of(words[below(chance, 5)]);
    return arena_join(arena, (struct str[]){any_words(chance, arena), word}, 2);
}

static struct str any_name(struct chance *chance, struct arena *arena)
{
    static const char *const names[] = {"0", "1", "2", "s1", "user.name", "a b", "k\xc3\xa4se"};
    return below(chance, 12) ? str_of(names[below(chance, sizeof names / sizeof *names)])
                             : any_words(chance, arena);
}

static struct str any_code(struct chance *chance, struct arena *arena)
{
    if (below(chance, 9) == 0)
        return STR("");
    return chance->is_version_1 ? any_words(chance, arena) : any_text(chance, arena);
}

static struct pattern any_pattern(struct chance *chance, struct arena *arena)
{
    struct pattern pattern = {0};
    for (size_t i = 0, count = below(chance, 7); i < count; i++)
        if (below(chance, 3) == 0)
            pattern_add_text(&pattern, any_text(chance, arena), arena);
        else
            pattern_add_code(&pattern, PART_PLACEHOLDER + (enum part_kind)below(chance, 4),
                             any_code(chance, arena), any_name(chance, arena), arena);
    return pattern;
}

// Choices, and plain texts beside them.
static struct pattern any_message(struct chance *chance, struct arena *arena)
{
    static const char *const messages[] = {
        "{n, plural, one {# file} other {# files}}",
        "{n, plural, =0 {none} one {# <b>file</b>} few {{n} f} other {# files}}",
        "{n, selectordinal, one {#st} two {#nd} other {#th}}",
        "{n, plural, offset:1 =1 {you} other {you and #}}",
        "{g, select, female {She} male {He} other {They}} liked {name}",
        "{g, select, x {{n, plural, other {a {b}}}} other {c}}",
        "Plain {name}, '{'quoted'}' \x01",
        ""};
    struct pattern pattern;
    struct icu_fault fault;
    const char *message = messages[below(chance, sizeof messages / sizeof *messages)];
    assert_true(icu_read_pattern(str_of(message), &icu_formatjs, arena, &pattern, &fault));
    return pattern;
}

static struct pattern any_text_of(bool is_choice, struct chance *chance, struct arena *arena)
{
    return is_choice ? any_message(chance, arena) : any_pattern(chance, arena);
}

static void fill_texts(struct unit *unit, struct chance *chance, struct arena *arena)
{
    static const enum unit_state states[] = {UNIT_TRANSLATED, UNIT_NEEDS_REVIEW, UNIT_STALE,
                                             UNIT_NEW,        UNIT_REVIEWED,     UNIT_FINAL};
    bool is_choice = below(chance, 4) == 0;
    unit->source = any_text_of(is_choice, chance, arena);
    unit->has_target = below(chance, 2);
    unit->target = (struct pattern){0};
    unit->state = UNIT_NEW;
    if (unit->has_target) {
        unit->target = chance->keeps_code ? unit->source : any_text_of(is_choice, chance, arena);
        unit->state = pattern_is_blank(&unit->target) ? UNIT_TRANSLATED : states[below(chance, 6)];
    }
    unit->is_obsolete = below(chance, 5) == 0;
    unit->has_previous = below(chance, 4) == 0;
    if (unit->has_previous) {
        unit_change_rare(unit, arena)->previous = any_text_of(is_choice, chance, arena);
        unit_change_rare(unit, arena)->previous_needs_review = below(chance, 2);
    }
    struct suggestion_list *suggestions = &unit_change_rare(unit, arena)->suggestions;
    *suggestions = (struct suggestion_list){0};
    for (size_t i = 0, count = below(chance, 3); i < count; i++)
        *list_push(suggestions, arena) =
            (struct suggestion){any_text_of(is_choice, chance, arena), any_text_of(is_choice, chance, arena),
                                any_words(chance, arena), (unsigned)below(chance, 101)};
}

static void fill_notes(struct unit *unit, struct chance *chance, struct arena *arena)
{
    unit->notes = (struct note_list){0};
    unit->locations = (struct str_list){0};
    for (size_t i = 0, count = below(chance, 3); i < count; i++)
        *list_push(&unit->notes, arena) =
            (struct note){.from = below(chance, 2) ? STR("glot") : STR(""), .text = any_words(chance, arena)};
    for (size_t i = 0, count = below(chance, 3); i < count; i++)
        *list_push(&unit->locations, arena) = arena_print(arena, "src/a.ts:%zu", i + 1);
}

// Of different texts: a later rule takes the place of one with the same.
static void fill_rules(struct unit *unit, struct chance *chance, struct arena *arena)
{
    static const char *const texts[] = {"a & \"b\" <c>", "\xc3\xa9\n", "d"};
    for (size_t i = 0, count = below(chance, 3); i < count; i++) {
        unsigned kind = (unsigned)below(chance, 4);
        *list_push(&unit_make_rare(unit, arena)->rules, arena) =
            (struct text_rule){.kind = kind,
                               .text = arena_print(arena, "%zu %s", i, texts[below(chance, 3)]),
                               .occurs = kind == RULE_HAS ? (unsigned)below(chance, 3) : 0,
                               .is_in_source = kind != RULE_LACKS && below(chance, 2),
                               .ignores_case = below(chance, 2),
                               .is_exact = below(chance, 2)};
    }
}

static void fill_unit(struct unit *unit, struct chance *chance, struct arena *arena)
{
    fill_texts(unit, chance, arena);
    fill_notes(unit, chance, arena);
    if (below(chance, 4) == 0)
        unit->context = any_words(chance, arena);
    if (below(chance, 4) == 0)
        unit_set_name(unit, any_words(chance, arena), arena);
    if (below(chance, 4) == 0)
        unit_change_rare(unit, arena)->limit = (struct length_limit){
            1 + below(chance, 99), (enum limit_measure)below(chance, chance->is_version_1 ? 2 : 3)};
    unit->is_locked = below(chance, 6) == 0;
    for (size_t i = 0, count = below(chance, 3); i < count && !chance->is_version_1; i++)
        *list_push(&unit_make_rare(unit, arena)->flags, arena) = any_words(chance, arena);
    if (below(chance, 4) == 0 && !chance->is_version_1)
        fill_rules(unit, chance, arena);
}

static struct str any_id(struct chance *chance, size_t number, struct arena *arena)
{
    struct str words = any_words(chance, arena);
    return below(chance, 2) ? arena_print(arena, "id%zu", number)
                            : arena_print(arena, "%zu" STR_FORMAT, number, STR_ARG(words));
}

static struct catalog any_catalog(struct chance *chance, struct arena *arena)
{
    struct catalog catalog = {.source_locale = STR("en"), .target_locale = STR("de")};
    size_t files = 1 + below(chance, 3);
    for (size_t i = 0; i < files; i++)
        *list_push(&catalog.files, arena) = (struct catalog_file){
            chance->is_version_1 ? STR("") : arena_print(arena, "f%zu", i), any_words(chance, arena)};
    for (size_t i = 0; i < files; i++)
        for (size_t j = 0, count = below(chance, 5); j < count; j++)
            fill_unit(catalog_add_in(&catalog, i, any_id(chance, j, arena), arena), chance, arena);
    return catalog;
}

static void expect_pattern_at(const struct pattern *got, const struct pattern *wanted, int line)
{
    if (pattern_equal(got, wanted))
        return;
    struct buf a = {0}, b = {0};
    pattern_print(got, &a);
    pattern_print(wanted, &b);
    print_error("got:    " STR_FORMAT "\nwanted: " STR_FORMAT "\n", STR_ARG(buf_str(&a)),
                STR_ARG(buf_str(&b)));
    _fail(__FILE__, line);
}
#define expect_pattern(got, wanted) expect_pattern_at(got, wanted, __LINE__)

static void expect_notes(const struct unit *got, const struct unit *wanted)
{
    size_t note = 0;
    for (size_t i = 0; i < wanted->notes.count; i++) {
        if (wanted->notes.at[i].removed)
            continue;
        assert_true(note < got->notes.count);
        expect_same(got->notes.at[note].from, wanted->notes.at[i].from);
        expect_same(got->notes.at[note++].text, wanted->notes.at[i].text);
    }
    assert_int_equal(got->notes.count, note);
    assert_int_equal(got->locations.count, wanted->locations.count);
    for (size_t i = 0; i < got->locations.count; i++)
        expect_same(got->locations.at[i], wanted->locations.at[i]);
}

static void expect_rule(const struct text_rule *got, const struct text_rule *wanted)
{
    expect_same(got->text, wanted->text);
    assert_int_equal(got->kind, wanted->kind);
    assert_int_equal(got->occurs, wanted->occurs);
    assert_int_equal(got->is_in_source, wanted->is_in_source);
    assert_int_equal(got->ignores_case, wanted->ignores_case);
    assert_int_equal(got->is_exact, wanted->is_exact);
}

static void expect_unit(const struct unit *got, const struct unit *wanted)
{
    expect_same(got->id, wanted->id);
    expect_same(unit_rare(got)->name, unit_rare(wanted)->name);
    expect_same(got->context, wanted->context);
    assert_int_equal(got->file, wanted->file);
    expect_pattern(&got->source, &wanted->source);
    assert_int_equal(got->has_target, wanted->has_target);
    expect_pattern(&got->target, &wanted->target);
    assert_int_equal(got->state, wanted->state);
    assert_int_equal(got->is_obsolete, wanted->is_obsolete);
    assert_int_equal(got->is_locked, wanted->is_locked);
    assert_int_equal(unit_rare(got)->limit.greatest, unit_rare(wanted)->limit.greatest);
    assert_int_equal(unit_rare(got)->limit.measure, unit_rare(wanted)->limit.greatest
                                                        ? unit_rare(wanted)->limit.measure
                                                        : LIMIT_CODE_POINTS);
    assert_int_equal(unit_rare(got)->rules.count, unit_rare(wanted)->rules.count);
    for (size_t i = 0; i < unit_rare(got)->rules.count; i++)
        expect_rule(&unit_rare(got)->rules.at[i], &unit_rare(wanted)->rules.at[i]);
    assert_int_equal(got->has_previous, wanted->has_previous);
    assert_int_equal(unit_is_made_unreviewed(got), unit_is_made_unreviewed(wanted));
    if (got->has_previous)
        expect_pattern(&unit_rare(got)->previous, &unit_rare(wanted)->previous);
    assert_int_equal(unit_rare(got)->suggestions.count, unit_rare(wanted)->suggestions.count);
    for (size_t i = 0; i < unit_rare(got)->suggestions.count; i++) {
        expect_pattern(&unit_rare(got)->suggestions.at[i].source,
                       &unit_rare(wanted)->suggestions.at[i].source);
        expect_pattern(&unit_rare(got)->suggestions.at[i].target,
                       &unit_rare(wanted)->suggestions.at[i].target);
        expect_same(unit_rare(got)->suggestions.at[i].origin, unit_rare(wanted)->suggestions.at[i].origin);
        assert_int_equal(unit_rare(got)->suggestions.at[i].similarity,
                         unit_rare(wanted)->suggestions.at[i].similarity);
    }
    assert_int_equal(unit_rare(got)->flags.count, unit_rare(wanted)->flags.count);
    for (size_t i = 0; i < unit_rare(got)->flags.count; i++)
        expect_same(unit_rare(got)->flags.at[i], unit_rare(wanted)->flags.at[i]);
    expect_notes(got, wanted);
}

// Units of one file stand together in what was written.
static void expect_catalog(const struct catalog *got, const struct catalog *wanted)
{
    size_t number = 0;
    expect_same(got->source_locale, wanted->source_locale);
    expect_same(got->target_locale, wanted->target_locale);
    assert_int_equal(got->files.count, wanted->files.count);
    for (size_t file = 0; file < wanted->files.count; file++) {
        expect_same(got->files.at[file].id, wanted->files.at[file].id);
        expect_same(got->files.at[file].original, wanted->files.at[file].original);
        for (size_t i = 0; i < wanted->units.count; i++) {
            if (wanted->units.at[i].removed || wanted->units.at[i].file != file)
                continue;
            assert_true(number < got->units.count);
            expect_unit(&got->units.at[number++], &wanted->units.at[i]);
        }
    }
    assert_int_equal(got->units.count, number);
}

static void what_is_written_is_read_again(void **state)
{
    (void)state;
    struct chance chance = {.state = 1};
    for (size_t i = 0; i < effort(400); i++) {
        struct arena arena = {0};
        struct diags diags;
        chance.is_version_1 = i % row_count == first_version_1;
        struct catalog catalog = any_catalog(&chance, &arena), again;
        const char *row = rows[i % row_count];
        struct str text = write_as(row, &catalog, &arena);
        assert_true(read_text(text, &arena, &diags, &again));
        assert_string_equal(again.format->name, row);
        expect_catalog(&again, &catalog);
        expect_same(write_as("xliff", &again, &arena), text);
        arena_free(&arena);
    }
}

// ---- validity

static void change_unit(struct catalog *catalog, size_t number, struct chance *chance, struct arena *arena);

static void expect_valid(struct str text, struct arena *arena)
{
    struct diags diags = {.arena = arena};
    struct xml_document document;
    const struct conformance_options options = {.strict = true};
    assert_true(xml_parse(text, STR("de.xlf"), arena, &diags, &document));
    if (conformance_check(&document, &options, arena, &diags))
        return;
    for (size_t i = 0; i < diags.count; i++)
        print_error("%s: " STR_FORMAT " at " STR_FORMAT "\n", kind_rows[diags.at[i].kind].name,
                    STR_ARG(diags.at[i].message),
                    STR_ARG(str_slice(diags.at[i].span.text, diags.at[i].span.start, diags.at[i].span.end)));
    print_error(STR_FORMAT "\n", STR_ARG(text));
    assert_true(false);
}

static void what_is_written_is_valid(void **state)
{
    (void)state;
    struct chance chance = {.state = 5, .keeps_code = true};
    for (size_t i = 0; i < effort(200); i++) {
        struct arena arena = {0};
        struct diags diags;
        struct catalog catalog = any_catalog(&chance, &arena), again;
        struct str text = write_as(rows[i % first_version_1], &catalog, &arena);
        expect_valid(text, &arena);
        assert_true(read_text(text, &arena, &diags, &again));
        for (size_t j = 0; j < again.units.count; j++)
            change_unit(&again, j, &chance, &arena);
        expect_valid(write_as("xliff", &again, &arena), &arena);
        arena_free(&arena);
    }
}

// ---- splices of generated catalogs

static void change_unit(struct catalog *catalog, size_t number, struct chance *chance, struct arena *arena)
{
    struct unit *unit = &catalog->units.at[number];
    size_t what = below(chance, 8);
    if (what == 0) {
        unit->removed = true;
    } else if (what == 1) {
        unit->target = chance->keeps_code ? unit->source : any_text_of(xliff_has_choice(unit), chance, arena);
        unit->has_target = unit->target_changed = unit->state_changed = true;
        unit->state = UNIT_TRANSLATED;
    } else if (what == 2) {
        fill_texts(unit, chance, arena);
        unit->source_changed = unit->target_changed = unit->state_changed = unit->suggestions_changed = true;
    } else if (what == 3) {
        for (size_t i = 0; i < unit->notes.count; i++)
            unit->notes.at[i].removed = below(chance, 3) == 0;
        *list_push(&unit->notes, arena) = (struct note){.from = STR("me"), .text = any_words(chance, arena)};
        unit->locations.count = (uint32_t)below(chance, unit->locations.count + 1);
        unit->notes_changed = true;
    } else if (what == 4) {
        catalog_rename(catalog, unit, arena_print(arena, "renamed %zu", number), arena);
        unit_set_name(unit, STR(""), arena);
    }
}

// The same file in another hand: other indentation, CRLF, comments between units.
static struct str in_another_hand(struct str text, struct chance *chance, struct arena *arena)
{
    static const char *const breaks[] = {"\n", "\r\n", "\n\t", "\n    ", "<!-- x -->\n", ""};
    const char *line = breaks[below(chance, sizeof breaks / sizeof *breaks)];
    struct buf out = {0};
    for (size_t at = 0; at < text.len; at++) {
        struct str rest = str_trim(str_from(text, at));
        bool between = text.at[at] == '\n' && at > 0 && text.at[at - 1] == '>' &&
                       (str_starts(rest, STR("<unit")) || str_starts(rest, STR("<segment")) ||
                        str_starts(rest, STR("<note")));
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
    struct chance chance = {.state = 2};
    for (size_t i = 0; i < effort(400); i++) {
        struct arena arena = {0};
        struct diags diags;
        chance.is_version_1 = i % row_count == first_version_1;
        struct catalog first = any_catalog(&chance, &arena), read, again;
        struct str text = in_another_hand(write_as(rows[i % row_count], &first, &arena), &chance, &arena);
        assert_true(read_text(text, &arena, &diags, &read));
        for (size_t j = 0; j < read.units.count; j++)
            change_unit(&read, j, &chance, &arena);
        for (size_t j = 0, count = below(&chance, 3); j < count; j++)
            fill_unit(catalog_add(&read, arena_print(&arena, "new%zu", j), &arena), &chance, &arena);
        struct str spliced = write_as("xliff", &read, &arena);
        assert_true(read_text(spliced, &arena, &diags, &again));
        expect_catalog(&again, &read);
        arena_free(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read_again),
        cmocka_unit_test(what_is_written_is_valid),
        cmocka_unit_test(changes_are_written_into_the_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
