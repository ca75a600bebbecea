// The life of a catalog in own mode: generations of sources and translators at random. Laws that hold after
// each:
//     no translation is lost · each stands at the text that it was made for, or waits for review and says
//     which text that was · what nobody has reviewed is never taken for finished, and what was finished is
//     again when its text is back · what is out of use is marked, and only that · code is that of the source
//     · a second run changes nothing · without fuzzy matching none stands twice, and nothing is proposed

#include "catalog/format.h"
#include "catalog/merge.h"
#include "tests/messages.h"
#include "tests/unit/unit.h"

enum { generations = 60, lives = effort(40), texts = 8, explicit_ids = 3 };

static const struct format_options own = {.original = STR_INIT("sources"), .tool = STR_INIT("glot")};

struct life {
    struct arena arena;
    const struct format *format;
    uint32_t seed;
    unsigned fuzzy;               // merge_options.fuzzy
    struct message_set messages;  // of this generation
    struct str bytes;             // the catalog's file
    struct str_list translations; // all that translators have written and nobody has replaced
    size_t written;
};

static size_t below(struct life *life, size_t count)
{
    life->seed = life->seed * 1664525u + 1013904223u;
    return (life->seed >> 8) % count;
}

// ---- the sources

// Text number n in one of the ways in which it can be formatted, with one of the names of its variable.
static void add_text(struct life *life, struct pattern *out, size_t number)
{
    static const char *const gaps[] = {" ", "  ", "\n    "};
    static const char *const names[] = {"${name}", "${user.name}"};
    struct str word = arena_print(&life->arena, "text%zu%s", number, gaps[below(life, 3)]);
    pattern_add_text(out, word, &life->arena);
    if (number % 2)
        pattern_add_code(out, PART_PLACEHOLDER, str_of(names[below(life, 2)]), STR("0"), &life->arena);
    static const char *const ends[] = {" end", " end", " end!", " at the end", ", and no end to come"};
    pattern_add_text(out, str_of(ends[below(life, life->fuzzy ? 5 : 2)]), &life->arena);
}

// Without an id of its own, a message has one for each way in which its text is formatted, as hashes are.
static void say(struct life *life, struct str id, size_t number)
{
    struct message message = {.span = {.path = STR("/a.ts"), .start = life->messages.count},
                              .file = STR("/a.ts")};
    add_text(life, &message.pattern, number);
    message.id = id.len ? id : pattern_flatten(&message.pattern, &life->arena);
    message.id_given = id.len > 0;
    say_message(&life->messages, message, &life->arena);
}

static void change_sources(struct life *life)
{
    life->messages = (struct message_set){0};
    for (size_t i = 0; i < texts; i++)
        if (below(life, 3))
            say(life, STR(""), i);
    for (size_t i = 0; i < explicit_ids; i++)
        if (below(life, 4))
            say(life, arena_print(&life->arena, "id%zu", i), below(life, texts));
}

// ---- the catalog

static struct catalog read_catalog(struct life *life)
{
    struct diags diags = {.arena = &life->arena};
    struct catalog catalog = {.source_locale = STR("en"), .target_locale = STR("de")};
    if (life->bytes.len)
        assert_true(format_read(life->format, life->bytes, STR("de"), &own, &life->arena, &diags, &catalog));
    assert_int_equal(diags.count, 0);
    return catalog;
}

static void write_catalog(struct life *life, const struct catalog *catalog)
{
    struct diags diags = {.arena = &life->arena};
    struct buf out = {0};
    assert_true(format_write(life->format, catalog, &own, &life->arena, &diags, &out));
    life->bytes = buf_finish(&out, &life->arena);
}

static void extract(struct life *life)
{
    struct merge_source source;
    struct merge_options options = {.tool = STR("glot"), .folder = STR("/"), .fuzzy = life->fuzzy};
    struct merge_report report;
    struct catalog catalog = read_catalog(life);
    merge_prepare(&life->messages, false, &life->arena, &source);
    merge(&catalog, &source, &options, &life->arena, &report);
    write_catalog(life, &catalog);
}

// ---- translators

static struct str text_key(struct life *life, const struct pattern *pattern)
{
    return merge_text_key(pattern, &life->arena);
}

// A translation says for which text it was made, and is like no other. Some begin with a mark: nobody has
// reviewed them.
static void translate(struct life *life, struct unit *unit)
{
    struct str made_for = text_key(life, &unit->source);
    bool is_unreviewed = below(life, 4) == 0;
    unit->target = (struct pattern){0};
    struct str words = arena_print(&life->arena, "%s%zu|" STR_FORMAT "|", is_unreviewed ? "?" : "",
                                   life->written++, STR_ARG(made_for));
    pattern_add_text(&unit->target, words, &life->arena);
    for (size_t i = 0; i < unit->source.parts.count; i++)
        if (part_kind(&unit->source.parts.at[i]) != PART_TEXT)
            *list_push(&unit->target.parts, &life->arena) = unit->source.parts.at[i];
    unit->has_target = unit->target_changed = unit->state_changed = true;
    unit->has_previous = false;
    unit->state = is_unreviewed ? UNIT_NEEDS_REVIEW : UNIT_TRANSLATED;
}

static void work_of_translators(struct life *life)
{
    struct catalog catalog = read_catalog(life);
    life->translations.count = 0;
    for (size_t i = 0; i < catalog.units.count; i++) {
        struct unit *unit = &catalog.units.at[i];
        bool waits = !unit->has_target || unit->state != UNIT_TRANSLATED;
        if (waits && !unit->is_obsolete && below(life, 2))
            translate(life, unit);
        if (unit->has_target)
            *list_push(&life->translations, &life->arena) = unit->target.parts.at[0].text;
    }
    write_catalog(life, &catalog);
}

// ---- the laws

static void expect_nothing_lost(struct life *life, const struct catalog *catalog)
{
    for (size_t i = 0; i < life->translations.count; i++) {
        size_t found = 0;
        for (size_t j = 0; j < catalog->units.count; j++)
            found += catalog->units.at[j].has_target &&
                     str_equal(catalog->units.at[j].target.parts.at[0].text, life->translations.at[i]);
        assert_true(found == 1 || (life->fuzzy && found > 1));
    }
}

static void expect_right_place(struct life *life, const struct unit *unit)
{
    struct str words = unit->target.parts.at[0].text;
    size_t start = str_find_byte(words, '|', 0) + 1;
    struct str made_for = str_slice(words, start, str_find_byte(words, '|', start));
    bool is_unreviewed = str_starts(words, STR("?"));
    bool waits = unit->state == UNIT_STALE || (life->fuzzy && unit_is_proposal(unit));
    assert_int_equal(unit->has_previous, waits);
    // texts of which several are translations are proposals, and need review when they come back, too
    assert_true(waits || unit->state == (is_unreviewed ? UNIT_NEEDS_REVIEW : UNIT_TRANSLATED) ||
                (life->fuzzy && unit->state == UNIT_NEEDS_REVIEW));
    const struct pattern *text = unit->has_previous ? &unit_rare(unit)->previous : &unit->source;
    assert_true(str_equal(made_for, text_key(life, text)));
    for (size_t i = 1; i < unit->target.parts.count && !unit->is_obsolete; i++)
        for (size_t j = 0; j < unit->source.parts.count; j++)
            assert_true(part_kind(&unit->source.parts.at[j]) == PART_TEXT ||
                        str_equal(unit->source.parts.at[j].text, unit->target.parts.at[i].text));
}

static void expect_laws(struct life *life)
{
    struct catalog catalog = read_catalog(life);
    expect_nothing_lost(life, &catalog);
    for (size_t i = 0; i < catalog.units.count; i++) {
        const struct unit *unit = &catalog.units.at[i];
        assert_int_equal(unit->is_obsolete, message_set_find(&life->messages, unit->id) == 0);
        if (unit->has_target)
            expect_right_place(life, unit);
    }
    for (size_t i = 0; i < life->messages.count; i++)
        assert_non_null(catalog_find(&catalog, life->messages.at[i]->id));
}

// Generations in which something waited for review, or was proposed, or will need review with its text back.
struct seen {
    size_t reviews, proposals, unreviewed;
};

static void look(struct life *life, struct seen *seen)
{
    struct catalog catalog = read_catalog(life);
    bool waits = false, is_proposed = false, is_unreviewed = false;
    for (size_t i = 0; i < catalog.units.count; i++) {
        const struct unit *unit = &catalog.units.at[i];
        waits |= unit->has_previous;
        is_proposed |= unit->has_target && unit_is_proposal(unit);
        is_unreviewed |= unit->has_previous && unit_is_made_unreviewed(unit);
    }
    seen->reviews += waits;
    seen->proposals += is_proposed;
    seen->unreviewed += is_unreviewed;
}

static struct seen live(const char *format, unsigned fuzzy)
{
    struct seen seen = {0};
    for (uint32_t seed = 1; seed <= lives; seed++) {
        struct life life = {.format = format_find(str_of(format)), .seed = seed, .fuzzy = fuzzy};
        for (size_t i = 0; i < generations; i++) {
            change_sources(&life);
            extract(&life);
            expect_laws(&life);
            struct str once = life.bytes;
            extract(&life);
            assert_true(str_equal(life.bytes, once));
            look(&life, &seen);
            work_of_translators(&life);
        }
        arena_free(&life.arena);
    }
    return seen;
}

static void nothing_is_lost_or_misplaced_in_a_life(void **state)
{
    (void)state;
    static const char *const names[] = {"xliff", "po", "json", "csv"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct seen seen = live(names[i], 0);
        assert_true(seen.reviews > 0 && seen.unreviewed > 0);
        assert_int_equal(seen.proposals, 0);
    }
}

static void nothing_is_lost_or_misplaced_in_a_life_with_proposals(void **state)
{
    (void)state;
    static const char *const names[] = {"xliff", "po", "json", "csv"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct seen seen = live(names[i], 75);
        assert_true(seen.reviews > 0 && seen.proposals > 0 && seen.unreviewed > 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_lost_or_misplaced_in_a_life),
        cmocka_unit_test(nothing_is_lost_or_misplaced_in_a_life_with_proposals)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
