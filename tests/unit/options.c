#include "cli/options.h"

#include "base/nearest.h"
#include "tests/unit/unit.h"

#include <stdlib.h>

struct parsed {
    struct arena arena;
    struct diags diags;
    const struct command *command;
    struct settings settings;
    bool is_good;
};

static void parse(struct parsed *parsed, size_t count, char *const *strings)
{
    *parsed = (struct parsed){0};
    parsed->diags.arena = &parsed->arena;
    parsed->is_good = options_parse(count, strings, &parsed->diags, &parsed->command, &parsed->settings);
}
#define PARSE(parsed, ...)                                                                                   \
    do {                                                                                                     \
        char *const strings_[] = {__VA_ARGS__};                                                              \
        parse(parsed, sizeof strings_ / sizeof *strings_, strings_);                                         \
    } while (0)

static void reads_every_form(void **state)
{
    (void)state;
    struct parsed p;
    PARSE(&p, "-vv", "--config", "a.json", "extract", "-qj4", "--check", "-v", "--format=github");
    assert_true(p.is_good);
    assert_string_equal(p.command->name, "extract");
    assert_int_equal(p.settings.verbosity, 3);
    assert_int_equal(p.settings.jobs, 4);
    assert_true(p.settings.quiet && p.settings.check && !p.settings.prune);
    assert_int_equal(p.settings.form, OUTPUT_GITHUB);
    expect_str(p.settings.config, "a.json");
    assert_int_equal(p.settings.arguments.count, 0);
    arena_free(&p.arena);
}

static void a_value_is_no_command(void **state)
{
    (void)state;
    struct parsed p;
    PARSE(&p, "-c", "build", "--jobs", "2", "extract");
    assert_true(p.is_good);
    assert_string_equal(p.command->name, "extract");
    expect_str(p.settings.config, "build");
    arena_free(&p.arena);
    PARSE(&p, "--config=", "build");
    assert_true(p.is_good && p.settings.config.len == 0);
    arena_free(&p.arena);
}

static void two_dashes_end_the_options(void **state)
{
    (void)state;
    struct parsed p;
    PARSE(&p, "explain", "--", "--check");
    assert_true(p.is_good);
    expect_str(p.settings.arguments.at[0], "--check");
    arena_free(&p.arena);
    PARSE(&p, "--", "--help");
    assert_false(p.is_good);
    assert_null(p.command);
    arena_free(&p.arena);
}

static void counts_every_mistake(void **state)
{
    (void)state;
    struct parsed p;
    PARSE(&p, "extract", "--nope", "-Z", "--jobs", "1025", "--format=x", "--check=1", "one", "--config");
    assert_false(p.is_good);
    assert_int_equal(p.diags.count, 7);
    arena_free(&p.arena);
    PARSE(&p, "nonsense", "--nope", "-Z", "--format", "json");
    assert_int_equal(p.diags.count, 1); // whose options these would be is not known
    assert_int_equal(p.settings.form, OUTPUT_JSON);
    arena_free(&p.arena);
    parse(&p, 0, NULL);
    assert_int_equal(p.diags.count, 1);
    arena_free(&p.arena);
}

static void numbers_have_bounds(void **state)
{
    (void)state;
    struct parsed p;
    PARSE(&p, "build", "-j", "1024");
    assert_true(p.is_good && p.settings.jobs == 1024);
    arena_free(&p.arena);
    static char *const wrong[] = {"", "-1", "1.5", "0x1", " 1", "18446744073709551617"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        char *const strings[] = {"build", strcat(strcpy((char[64]){0}, "--jobs="), wrong[i])};
        parse(&p, 2, strings);
        assert_false(p.is_good);
        arena_free(&p.arena);
    }
}

// The parser finds the command before it knows whose options stand in front of it.
static void options_of_a_name_agree(void **state)
{
    (void)state;
    for (size_t i = 0; i < command_count; i++)
        for (const struct option *a = commands[i]->options; a->name; a++) {
            assert_null(option_find(common_options, str_of(a->name)));
            assert_null(option_of_letter(common_options, a->letter));
            for (size_t k = 0; k < command_count; k++) {
                const struct option *b = option_find(commands[k]->options, str_of(a->name));
                const struct option *c = option_of_letter(commands[k]->options, a->letter);
                assert_true(!b || (b->type == a->type && b->letter == a->letter && b->offset == a->offset));
                assert_true(!c || strcmp(c->name, a->name) == 0);
            }
        }
}

static void tables_are_well_written(void **state)
{
    (void)state;
    for (size_t i = 0; i < command_count; i++) {
        const struct command *command = commands[i];
        assert_ptr_equal(command_find(str_of(command->name)), command);
        assert_true(strlen(command->summary) < 60);
        assert_true(command->examples->command != NULL);
        for (const struct option *option = command->options; option->name; option++) {
            assert_true(option_has_value(option) == (option->value != NULL));
            assert_true(option->meaning[strlen(option->meaning) - 1] != '.');
        }
        for (const struct example *example = command->examples; example->command; example++)
            assert_non_null(strstr(example->command, "glot "));
    }
}

static void suggests_what_is_near(void **state)
{
    (void)state;
    static const struct {
        const char *word, *found;
    } rows[] = {{"chekc", "check"},
                {"CHECK", "check"},
                {"dry", "dry-run"},
                {"chk", "check"},
                {"zebra", ""},
                {"c", ""},
                {"", ""}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct nearest nearest = nearest_to(str_of(rows[i].word));
        nearest_offer(&nearest, STR("dry-run"));
        nearest_offer(&nearest, STR("check"));
        nearest_offer(&nearest, STR("no"));
        expect_str(nearest.found, rows[i].found);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_every_form),           cmocka_unit_test(a_value_is_no_command),
        cmocka_unit_test(two_dashes_end_the_options), cmocka_unit_test(counts_every_mistake),
        cmocka_unit_test(numbers_have_bounds),        cmocka_unit_test(options_of_a_name_agree),
        cmocka_unit_test(tables_are_well_written),    cmocka_unit_test(suggests_what_is_near),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
