// What may be taken of what a service has.
#include "tests/unit/unit.h"

#include "sync/neutral.h"
#include "sync/quarantine.h"

// "[NAME=CODE]" is a placeholder.
static struct pattern pattern_of(const char *text, struct arena *arena)
{
    struct pattern pattern = {0};
    struct str rest = str_of(text);
    while (rest.len) {
        size_t open = str_find_byte(rest, '[', 0), equal = str_find_byte(rest, '=', 0);
        size_t close = str_find_byte(rest, ']', equal == STR_NONE ? 0 : equal);
        bool is_code = open != STR_NONE && equal != STR_NONE && close != STR_NONE;
        pattern_add_text(&pattern, str_slice(rest, 0, is_code ? open : rest.len), arena);
        if (!is_code)
            break;
        pattern_add_code(&pattern, PART_PLACEHOLDER, str_slice(rest, equal + 1, close),
                         str_slice(rest, open + 1, equal), arena);
        rest = str_from(rest, close + 1);
    }
    return pattern;
}

static struct unit *add(struct catalog *catalog, const char *id, const char *source, const char *target,
                        struct arena *arena)
{
    struct unit *unit = catalog_add(catalog, str_of(id), arena);
    unit->source = pattern_of(source, arena);
    unit->has_target = target;
    unit->target = pattern_of(target ? target : "", arena);
    unit->state = target ? UNIT_TRANSLATED : UNIT_NEW;
    return unit;
}

static struct catalog empty(void)
{
    return (struct catalog){.source_locale = STR("en"), .target_locale = STR("de")};
}

static void broken_translations_are_kept_out(void **state)
{
    (void)state;
    static const struct {
        const char *ours, *theirs, *target;
        enum fitness wanted;
        const char *kind;   // of what is broken
        const char *result; // the target with our code, flat
    } cases[] = {
        {"Hi [0=${a}]", "Hi [0=_]", "Hallo [0=_]", FITNESS_FINE, NULL, "Hallo ${a}"},
        {"Hi [0=${a}]", "Hi [0=${old}]", "[0=${old}]: hallo", FITNESS_FINE, NULL, "${a}: hallo"},
        {"Hi [0=${a}]", "Hi [0=_]", "Hallo", FITNESS_BROKEN, "placeholder-missing", "Hallo"},
        {"Hi [0=${a}]", "Hi [0=_]", "[0=_] [0=_]", FITNESS_BROKEN, "placeholder-repeated", "__"},
        {"Hi [0=${a}]", "Hi [0=_]", "[1=_] [0=_]", FITNESS_BROKEN, "placeholder-unexpected", "_ _"},
        // Made for an older source, and right for that.
        {"Hi [0=${a}] and [1=${b}]", "Hi [0=_]", "Hallo [0=_]", FITNESS_UNFIT, NULL, "Hallo _"},
        {"Hey [0=${a}]", "Hi [0=_]", "Hallo [0=_]", FITNESS_FINE, NULL, "Hallo ${a}"},
        {"Hi [0=${a}] and [1=${b}]", "Hi [0=_]", "Hallo", FITNESS_BROKEN, "placeholder-missing", "Hallo"},
        // Markup, which translators see in neutral form.
        {"[0=<b>]x[1=</b>]", "[0=<b>]x[1=</b>]", "[1=</b>]x[0=<b>]", FITNESS_BROKEN, "markup-unbalanced",
         "</b>x<b>"},
        {"[0=<b class='q'>]x[1=</b>]", "[0=<b>]x[1=</b>]", "[0=<b>]y[1=</b>]", FITNESS_FINE, NULL,
         "<b class='q'>y</b>"},
        // What is no error is no obstacle.
        {"Save", "Save", "Sichern!", FITNESS_FINE, NULL, "Sichern!"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena arena = {0};
        struct catalog local = empty(), remote = empty();
        struct quarantine quarantine;
        add(&local, "u", cases[i].ours, NULL, &arena);
        add(&remote, "v", "not here", "nicht hier", &arena);
        add(&remote, "u", cases[i].theirs, cases[i].target, &arena);
        quarantine_read(&remote, &local, NULL, &arena, &quarantine);
        assert_int_equal(quarantine.fitness[0], FITNESS_FINE);
        assert_int_equal(quarantine.fitness[1], cases[i].wanted);
        assert_int_equal(quarantine.units.count, cases[i].kind != NULL);
        if (cases[i].kind) {
            assert_string_equal(kind_rows[quarantine.units.at[0].kind].name, cases[i].kind);
            expect_str(quarantine.units.at[0].id, "u");
            assert_int_equal(quarantine.units.at[0].unit, 1);
        } else {
            expect_str(pattern_flatten(&remote.units.at[1].target, &arena), cases[i].result);
        }
        arena_free(&arena);
    }
}

static void what_is_here_already_and_what_is_no_translation_is_passed_over(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct catalog local = empty(), remote = empty();
    struct quarantine quarantine;
    add(&local, "same", "a [0=x]", "b", &arena);
    add(&local, "new", "a [0=x]", NULL, &arena);
    add(&remote, "same", "a [0=_]", "b", &arena);
    add(&remote, "new", "a [0=_]", "b", &arena)->state = UNIT_NEW;
    quarantine_read(&remote, &local, NULL, &arena, &quarantine);
    assert_int_equal(quarantine.units.count, 0);
    arena_free(&arena);
}

static void a_project_decides_what_is_an_error(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct catalog local = empty(), remote = empty();
    struct check_levels levels = {{0}};
    struct quarantine quarantine;
    struct unit *ignoring = add(&local, "ignoring", "Wait 1500 days", NULL, &arena);
    *list_push(&ignoring->notes, &arena) = (struct note){.text = STR("glot-ignore: numbers")};
    add(&local, "u", "Wait 1500 days", NULL, &arena);
    add(&local, "v", "Wait 1600 days", NULL, &arena);
    for (int round = 0; round < 2; round++) {
        remote = empty();
        add(&remote, "ignoring", "Wait 1500 days", "Warte 1700 Tage", &arena);
        add(&remote, "u", "Wait 1500 days", "Warte 1700 Tage", &arena);
        add(&remote, "v", "Wait 1600 days", "Warte 1600 Tage", &arena);
        levels.of[KIND_NUMBERS] = round ? CHECK_ERROR : CHECK_WARNING;
        quarantine_read(&remote, &local, &levels, &arena, &quarantine);
        assert_int_equal(quarantine.units.count, round);
    }
    expect_str(quarantine.units.at[0].id, "u");
    assert_int_equal(quarantine.units.at[0].kind, KIND_NUMBERS);
    arena_free(&arena);
}

static void icu_messages_are_parsed(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct catalog local = empty(), remote = empty();
    struct quarantine quarantine;
    static const char *const targets[] = {"{n, plural, one {ein Ding} other {# Dinge}}",
                                          "{n, plural, one {ein Ding} other {# Dinge}", "{m} Dinge"};
    for (size_t i = 0; i < 3; i++) {
        struct str id = arena_print(&arena, "u%zu", i);
        struct unit *ours = catalog_add(&local, id, &arena), *theirs = catalog_add(&remote, id, &arena);
        ours->source = pattern_of_text(STR("{n, plural, one {a thing} other {# things}}"), &arena);
        ours->syntax = SYNTAX_ICU;
        *theirs = *ours;
        theirs->target = pattern_of_text(str_of(targets[i]), &arena);
        theirs->has_target = true;
        theirs->state = UNIT_TRANSLATED;
    }
    quarantine_read(&remote, &local, NULL, &arena, &quarantine);
    assert_int_equal(quarantine.units.count, 2);
    assert_int_equal(quarantine.units.at[0].kind, KIND_ICU_SYNTAX);
    assert_int_equal(quarantine.units.at[1].kind, KIND_ICU_ARGUMENT);
    arena_free(&arena);
}

static void what_is_kept_out_is_told(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct diags diags = {.arena = &arena};
    struct catalog local = empty(), remote = empty();
    struct quarantine quarantine;
    for (size_t i = 0; i < 60; i++) {
        const char *id = arena_cstr(&arena, arena_print(&arena, "u%zu", i));
        add(&local, id, "Hi [0=${a}]", NULL, &arena);
        add(&remote, id, "Hi [0=_]", "Hallo", &arena);
    }
    quarantine_read(&remote, &local, NULL, &arena, &quarantine);
    quarantine_report(&quarantine, span_file(STR("de.xlf")), STR("de_DE"), &diags);
    assert_int_equal(diags.count, 51);
    expect_str(diags.at[0].message, "u0 in de_DE was not taken: the placeholder 0 (`{0}`) is missing "
                                    "(placeholder-missing), in \"Hallo\"");
    expect_str(diags.at[50].message, "10 further translations in de_DE were not taken");
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(broken_translations_are_kept_out),
        cmocka_unit_test(what_is_here_already_and_what_is_no_translation_is_passed_over),
        cmocka_unit_test(a_project_decides_what_is_an_error),
        cmocka_unit_test(icu_messages_are_parsed),
        cmocka_unit_test(what_is_kept_out_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
