// Catalogs by chance, for the law read(write(c)) = c of several formats.
#ifndef TESTS_UNIT_ANY_CATALOG_H
#define TESTS_UNIT_ANY_CATALOG_H

#include "catalog/format.h"
#include "tests/unit/unit.h"

struct chance {
    uint64_t state;
    unsigned holds; // of enum holding: what the catalogs have
    bool is_xml;    // no characters that XML cannot hold
};

static inline size_t below(struct chance *chance, size_t limit)
{
    chance->state = chance->state * 6364136223846793005u + 1442695040888963407u;
    return (size_t)(chance->state >> 33) % limit;
}

static inline bool chance_of(struct chance *chance, size_t one_in, unsigned holding)
{
    return below(chance, one_in) == 0 && (chance->holds & holding);
}

static inline struct str any_text(struct chance *chance, struct arena *arena)
{
    static const char *const words[] = {
        "Hello",
        "w\xc3\xb6rld",
        "a & b",
        "<b>",
        "\"q\"",
        "it's",
        "\n",
        "\r",
        "\t",
        "]]>",
        "\\n",
        "{0}",
        "}",
        "{{",
        "#. id:",
        "id: x",
        "=1+1",
        "@",
        ";",
        ",",
        " ",
        "  ",
        "\x01",
        "\xe6\x97\xa5\xe6\x9c\xac",
        "{0} = x",
        "[from x] y",
        "-",
        "'",
        "a long line of words that will not fit into seventy-nine columns, whatever stands around it"};
    struct str pieces[4];
    size_t count = 1 + below(chance, 4);
    for (size_t i = 0; i < count; i++)
        pieces[i] = str_of(words[below(chance, sizeof words / sizeof *words)]);
    for (size_t i = 0; i < count; i++)
        if (chance->is_xml && str_is(pieces[i], "\x01"))
            pieces[i] = STR("1");
    return arena_join(arena, pieces, count);
}

// A name of code: one that texts can show, most often.
static inline struct str any_name(struct chance *chance, struct arena *arena)
{
    return below(chance, 8) ? arena_print(arena, "%zu", below(chance, 3)) : any_text(chance, arena);
}

static inline struct pattern any_plain(struct chance *chance, struct arena *arena)
{
    struct pattern pattern = {0};
    bool has_code = below(chance, 2) && (chance->holds & HOLDS_CODE);
    pattern_add_text(&pattern, STR("T"), arena);
    for (size_t i = 0, count = below(chance, 5); i < count; i++)
        if (!has_code || below(chance, 2))
            pattern_add_text(&pattern, any_text(chance, arena), arena);
        else
            pattern_add_code(&pattern, PART_PLACEHOLDER + (enum part_kind)below(chance, 4),
                             any_text(chance, arena), any_name(chance, arena), arena);
    return pattern;
}

static inline struct pattern any_plural(struct chance *chance, const char *const *keys, struct str argument,
                                        struct arena *arena)
{
    struct pattern pattern = {0};
    pattern_add_selector(&pattern, (struct selector){.argument = argument, .kind = SELECT_PLURAL}, arena);
    for (; *keys; keys++) {
        struct variant *variant = pattern_add_variant(&pattern, arena);
        *list_push(&variant->keys, arena) = str_of(*keys);
        variant->value = any_plain(chance, arena);
    }
    return pattern;
}

static inline void fill_texts(struct unit *unit, struct chance *chance, struct arena *arena)
{
    static const char *const source_keys[] = {"one", "other", NULL};
    bool has_plural = chance_of(chance, 4, HOLDS_PLURALS);
    struct str argument = below(chance, 2) ? STR("n") : any_text(chance, arena);
    unit->source = has_plural ? any_plural(chance, source_keys, argument, arena) : any_plain(chance, arena);
    unit->has_target = below(chance, 2);
    if (unit->has_target)
        unit->target =
            has_plural ? any_plural(chance, source_keys, argument, arena) : any_plain(chance, arena);
    unit->has_previous = chance_of(chance, 4, HOLDS_PREVIOUS);
    if (!unit->has_previous)
        return;
    unit_change_rare(unit, arena)->previous =
        has_plural ? any_plural(chance, source_keys, argument, arena) : any_plain(chance, arena);
    unit_change_rare(unit, arena)->previous_needs_review = below(chance, 2);
}

static inline enum unit_state any_state(struct chance *chance)
{
    static const enum unit_state states[] = {UNIT_TRANSLATED, UNIT_NEEDS_REVIEW, UNIT_STALE,
                                             UNIT_NEW,        UNIT_REVIEWED,     UNIT_FINAL};
    if (!(chance->holds & HOLDS_STATES))
        return UNIT_TRANSLATED;
    return states[below(chance, chance->holds & HOLDS_REVIEWED ? 6 : 4)];
}

static inline void fill_unit(struct unit *unit, struct chance *chance, struct arena *arena)
{
    static const char *const authors[] = {"translator", "glot", "lit-localize", "Anna", ""};
    fill_texts(unit, chance, arena);
    unit->state = unit->has_target ? any_state(chance) : UNIT_NEW;
    unit->is_obsolete = chance_of(chance, 5, HOLDS_OBSOLETE);
    if (chance_of(chance, 4, HOLDS_CONTEXT))
        unit->context = any_text(chance, arena);
    if (unit->has_previous && chance_of(chance, 2, HOLDS_CONTEXT)) {
        struct unit_rare *rare = unit_change_rare(unit, arena);
        rare->previous_context = below(chance, 2) ? any_text(chance, arena) : STR("");
        rare->has_previous_context = true;
    }
    if (chance_of(chance, 4, HOLDS_UNIT_NAMES))
        unit_set_name(unit, any_text(chance, arena), arena);
    for (size_t i = 0, count = chance->holds & HOLDS_NOTES ? below(chance, 3) : 0; i < count; i++) {
        struct note *note = list_push(&unit->notes, arena);
        *note = (struct note){.text = below(chance, 8) ? any_text(chance, arena) : STR("")};
        if (chance->holds & HOLDS_NOTE_AUTHORS)
            note->from = str_of(authors[below(chance, 5)]);
    }
    for (size_t i = 0, count = chance->holds & HOLDS_LOCATIONS ? below(chance, 4) : 0; i < count; i++)
        *list_push(&unit->locations, arena) =
            arena_print(arena, i == 2 ? "src/a b.ts:%zu" : "src/a.ts:%zu", i + 1);
    if (chance_of(chance, 4, HOLDS_FLAGS))
        *list_push(&unit_change_rare(unit, arena)->flags, arena) = STR("c-format");
}

static inline struct catalog any_catalog(struct chance *chance, struct arena *arena)
{
    struct catalog catalog = {.source_locale = STR("en"), .target_locale = STR("de")};
    for (size_t i = 0, count = below(chance, 8); i < count; i++) {
        struct str id =
            below(chance, 2)
                ? arena_print(arena, "id%zu", i)
                : arena_join(arena, (struct str[]){arena_print(arena, "%zu", i), any_text(chance, arena)}, 2);
        fill_unit(catalog_add(&catalog, id, arena), chance, arena);
    }
    return catalog;
}

// Notes in the order of the file, but those of programs behind those of people.
static inline const struct note *note_at(const struct unit *unit, size_t number, bool (*is_later)(struct str))
{
    for (int late = 0; late < 2; late++)
        for (size_t i = 0; i < unit->notes.count; i++)
            if ((is_later ? is_later(unit->notes.at[i].from) : 0) == late && number-- == 0)
                return &unit->notes.at[i];
    return NULL;
}

static inline void expect_unit(const struct unit *got, const struct unit *wanted,
                               bool (*is_later)(struct str))
{
    assert_true(str_equal(got->id, wanted->id));
    assert_true(str_equal(got->context, wanted->context));
    assert_true(str_equal(unit_rare(got)->name, unit_rare(wanted)->name));
    assert_true(pattern_equal(&got->source, &wanted->source));
    assert_int_equal(got->has_target, wanted->has_target);
    assert_true(!got->has_target || pattern_equal(&got->target, &wanted->target));
    assert_int_equal(got->state, wanted->state);
    assert_int_equal(got->is_obsolete, wanted->is_obsolete);
    assert_int_equal(got->has_previous, wanted->has_previous);
    assert_true(!got->has_previous || pattern_equal(&unit_rare(got)->previous, &unit_rare(wanted)->previous));
    assert_int_equal(unit_rare(got)->previous_needs_review, unit_rare(wanted)->previous_needs_review);
    if (wanted->has_previous && unit_rare(wanted)->has_previous_context)
        assert_true(str_equal(unit_rare(got)->previous_context, unit_rare(wanted)->previous_context));
    assert_int_equal(got->notes.count, wanted->notes.count);
    for (size_t i = 0; i < wanted->notes.count; i++) {
        assert_true(str_equal(got->notes.at[i].from, note_at(wanted, i, is_later)->from));
        assert_true(str_equal(got->notes.at[i].text, note_at(wanted, i, is_later)->text));
    }
    assert_int_equal(got->locations.count, wanted->locations.count);
    for (size_t i = 0; i < wanted->locations.count; i++)
        assert_true(str_equal(got->locations.at[i], wanted->locations.at[i]));
    assert_int_equal(unit_rare(got)->flags.count, unit_rare(wanted)->flags.count);
    for (size_t i = 0; i < unit_rare(wanted)->flags.count; i++)
        assert_true(str_equal(unit_rare(got)->flags.at[i], unit_rare(wanted)->flags.at[i]));
}

#endif
