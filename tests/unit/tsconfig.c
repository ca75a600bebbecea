#include "extractor/tsconfig.h"

#include "extractor/program.h"
#include "tests/unit/scratch.h"

struct fixture {
    struct arena arena;
    struct diags diags;
    struct folders folders;
    struct tsconfig config;
    struct str home;
};

static struct str place(struct fixture *fixture, const char *path)
{
    return path_join(&fixture->arena, fixture->home, str_of(path));
}

static int set_up(void **state)
{
    static struct fixture fixture;
    static const char *const files[] = {"b.ts",     "a.ts",       "B.ts",       "a.js",
                                        "src/c.ts", "src/c.d.ts", "src/x.json", "dist/o.ts"};
    fixture = (struct fixture){0};
    fixture.home = scratch_make(&fixture.arena);
    fixture.diags.arena = fixture.folders.arena = &fixture.arena;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        scratch_write(fixture.home, files[i], "");
    *state = &fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    scratch_drop(fixture->home);
    arena_free(&fixture->arena);
    return 0;
}

static bool reads(struct fixture *fixture, const char *text)
{
    scratch_write(fixture->home, "tsconfig.json", text);
    fixture->folders = (struct folders){.arena = &fixture->arena};
    fixture->diags.count = 0;
    return tsconfig_read(place(fixture, "tsconfig.json"), &fixture->folders, &fixture->diags,
                         &fixture->config);
}

static void check_roots(struct fixture *fixture, const char *expected)
{
    struct buf text = {0};
    for (size_t i = 0; i < fixture->config.roots.count; i++)
        buf_print(&text, "%s" STR_FORMAT, i ? " " : "",
                  STR_ARG(str_from(fixture->config.roots.at[i], fixture->home.len + 1)));
    if (!str_is(buf_str(&text), expected))
        fail_msg("expected <%s>, found <%.*s>", expected, (int)text.len, text.at);
    buf_free(&text);
}

static void orders_roots(void **state)
{
    assert_true(reads(*state, "{}"));
    check_roots(*state, "B.ts a.ts b.ts dist/o.ts src/c.ts");
    assert_true(reads(*state, "{\"compilerOptions\": {\"outDir\": \"dist\", \"allowJs\": true, /* c */ }}"));
    check_roots(*state, "B.ts a.ts b.ts src/c.ts");
    assert_true(reads(
        *state, "{\"files\": [\"src/c.ts\"], \"include\": [\"src\", \"*.ts\"], \"exclude\": [\"b*\"]}"));
    check_roots(*state, "src/c.ts B.ts a.ts");
    assert_true(reads(
        *state, "{\"files\": [\"a.js\"], \"include\": [\"a.*\"], \"compilerOptions\": {\"checkJs\": true}}"));
    check_roots(*state, "a.js a.ts");
}

static void extends(void **state)
{
    struct fixture *fixture = *state;
    scratch_write(
        fixture->home, "base/one.json",
        "{\"compilerOptions\": {\"baseUrl\": \"..\", \"outDir\": \"${configDir}/dist\", \"module\": "
        "\"nodenext\"}}");
    scratch_write(fixture->home, "base/two.json",
                  "{\"include\": [\"../src\"], \"compilerOptions\": {\"jsx\": \"react\"}}");
    scratch_write(fixture->home, "node_modules/p/package.json", "{\"tsconfig\": \"three.json\"}");
    scratch_write(fixture->home, "node_modules/p/three.json",
                  "{\"compilerOptions\": {\"paths\": {\"@/*\": [\"./x/*\"]}}}");
    assert_true(reads(
        fixture,
        "{\"extends\": [\"./base/one\", \"./base/two.json\", \"p\"], \"compilerOptions\": {\"jsx\": null}}"));
    check_roots(fixture, "src/c.ts");
    const struct compiler_options *options = &fixture->config.options;
    assert_true(str_equal(options->base_url, place(fixture, ".")));
    assert_true(str_equal(options->out_dir, place(fixture, "dist")));
    assert_int_equal(options->resolution, RESOLUTION_NODE16);
    assert_false(options->has_jsx);
    assert_true(options->has_paths && options->paths.count == 1);
}

static void derives_the_resolution(void **state)
{
    static const struct {
        const char *text;
        enum resolution_kind resolution;
    } rows[] = {{"{}", RESOLUTION_NODE10},
                {"{\"target\": \"es2020\"}", RESOLUTION_CLASSIC},
                {"{\"target\": \"es5\"}", RESOLUTION_NODE10},
                {"{\"module\": \"ESNext\"}", RESOLUTION_CLASSIC},
                {"{\"module\": \"node20\"}", RESOLUTION_NODE16},
                {"{\"module\": \"preserve\"}", RESOLUTION_BUNDLER},
                {"{\"module\": \"esnext\", \"moduleResolution\": \"Bundler\"}", RESOLUTION_BUNDLER}};
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct str text = arena_print(&fixture->arena, "{\"compilerOptions\": %s}", rows[i].text);
        assert_true(reads(fixture, text.at));
        assert_int_equal(fixture->config.options.resolution, rows[i].resolution);
    }
}

static void goes_on_without_a_package_that_is_not_installed(void **state)
{
    struct fixture *fixture = *state;
    assert_true(reads(fixture, "{\"extends\": \"@acme/tsconfig/strict.json\", \"include\": [\"src\"]}"));
    assert_int_equal(fixture->diags.count, 1);
    assert_int_equal(fixture->diags.at[0].kind, KIND_TSCONFIG_PACKAGE);
    assert_int_equal(fixture->config.options.resolution, RESOLUTION_BUNDLER);
    assert_true(fixture->config.options.has_jsx);
    check_roots(fixture, "src/c.ts");
    assert_true(reads(fixture, "{\"extends\": \"p\", \"compilerOptions\": {\"module\": \"node16\"}}"));
    assert_int_equal(fixture->config.options.resolution, RESOLUTION_NODE16);
}

static void refuses_with_a_place(void **state)
{
    static const struct {
        const char *text;
        enum kind kind;
        size_t start;
    } rows[] = {{"{\"a\" 1}", KIND_JSON_MALFORMED, 5},
                {"[]", KIND_TSCONFIG_INVALID, 0},
                {"{\"extends\": \"./no\"}", KIND_TSCONFIG_EXTENDS, 12},
                {"{\"extends\": \"./tsconfig.json\"}", KIND_TSCONFIG_EXTENDS, 12},
                {"{\"extends\": \"\"}", KIND_TSCONFIG_EXTENDS, 12},
                {"{\"extends\": \"base/one.json\"}", KIND_TSCONFIG_EXTENDS, 12},
                {"{\"extends\": \"p/none.json\"}", KIND_TSCONFIG_EXTENDS, 12},
                {"{\"include\": [\"a/**\"]}", KIND_TSCONFIG_INVALID, 13},
                {"{\"compilerOptions\": {\"allowJs\": 1}}", KIND_TSCONFIG_INVALID, 32},
                {"{\"include\": [\"nothing\"]}", KIND_TSCONFIG_EMPTY, 0}};
    struct fixture *fixture = *state;
    scratch_write(fixture->home, "base/one.json", "{}");
    scratch_write(fixture->home, "node_modules/p/package.json", "{}");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_false(reads(fixture, rows[i].text));
        assert_int_equal(fixture->diags.at[0].kind, rows[i].kind);
        assert_int_equal(fixture->diags.at[0].span.start, rows[i].start);
    }
    assert_true(reads(fixture, "{\"compilerOptions\": {\"optionOfTomorrow\": 1, \"module\": \"es2099\"}}"));
}

struct meeting {
    struct str met[16];
    size_t count, times;
};

static void meet(void *context, const struct tsconfig *tsconfig)
{
    struct meeting *meeting = context;
    assert_in_range(tsconfig->roots.count, meeting->count + 1, 16);
    for (size_t i = 0; i < meeting->count; i++)
        assert_true(str_equal(meeting->met[i], tsconfig->roots.at[i]));
    while (meeting->count < tsconfig->roots.count) {
        meeting->met[meeting->count] = tsconfig->roots.at[meeting->count];
        meeting->count++;
    }
    meeting->times++;
}

static struct meeting meeting_of(struct fixture *fixture, const char *text)
{
    struct meeting meeting = {0};
    fixture->config = (struct tsconfig){.meet_roots = meet, .context = &meeting};
    assert_true(reads(fixture, text));
    assert_int_equal(meeting.count, fixture->config.roots.count);
    for (size_t i = 0; i < meeting.count; i++)
        assert_true(str_equal(meeting.met[i], fixture->config.roots.at[i]));
    fixture->config = (struct tsconfig){0};
    return meeting;
}

// Who is told of the first roots while others are looked for is told of the same ones, in the same order.
static void meets_roots(void **state)
{
    struct fixture *fixture = *state;
    assert_int_equal(meeting_of(fixture, "{}").times, 3); // of three folders
    assert_int_equal(meeting_of(fixture, "{\"include\": [\"src\", \"*\"]}").times, 1);
    assert_int_equal(meeting_of(fixture, "{\"files\": [\"dist/o.ts\"], \"include\": [\"**/*\"]}").times, 2);
    assert_int_equal(meeting_of(fixture, "{\"files\": [\"a.ts\"]}").times, 1);
    static const char json[] =
        "{\"compilerOptions\": {\"module\": \"esnext\", \"moduleResolution\": \"bundler\", "
        "\"resolveJsonModule\": true}, \"include\": [\"src/*.json\"]}";
    assert_int_equal(meeting_of(fixture, json).times, 1);
}

static void meets_no_roots_of_what_is_refused(void **state)
{
    struct fixture *fixture = *state;
    struct meeting meeting = {0};
    fixture->config = (struct tsconfig){.meet_roots = meet, .context = &meeting};
    assert_false(reads(fixture, "{\"include\": [\"src/*\", \"other/**\"]}"));
    assert_int_equal(meeting.times, 0);
    fixture->config = (struct tsconfig){0};
}

static void orders_the_program(void **state)
{
    struct fixture *fixture = *state;
    scratch_write(fixture->home, "a.ts", "import './src/c'; import './b'; \xff");
    scratch_write(fixture->home, "b.ts", "import './a'; import './nothing'");
    scratch_write(fixture->home, "src/c.ts", "const x = await import('../B.js'); import '../b.js'");
    assert_true(reads(fixture, "{\"files\": [\"a.ts\", \"missing.ts\"]}"));
    for (size_t workers = 1; workers <= 3; workers += 2) {
        struct program_worker own[3] = {0};
        struct program program;
        fixture->diags.count = 0;
        assert_true(program_build(&fixture->config.roots, &fixture->config.options, &fixture->folders,
                                  workers, program_load_source, own, &fixture->diags, &program));
        struct str_list order = {0};
        for (size_t i = 0; i < program.order_count; i++)
            *list_push(&order, &fixture->arena) = program.sources[program.order[i]]->path;
        struct str_list roots = fixture->config.roots;
        fixture->config.roots = order;
        check_roots(fixture, "b.ts B.ts src/c.ts a.ts");
        fixture->config.roots = roots;
        assert_int_equal(fixture->diags.count, 1);
        assert_int_equal(fixture->diags.at[0].severity, SEVERITY_WARNING);
        for (size_t i = 0; i < 3; i++)
            program_worker_free(&own[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(orders_roots, set_up, tear_down),
        cmocka_unit_test_setup_teardown(extends, set_up, tear_down),
        cmocka_unit_test_setup_teardown(derives_the_resolution, set_up, tear_down),
        cmocka_unit_test_setup_teardown(goes_on_without_a_package_that_is_not_installed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(refuses_with_a_place, set_up, tear_down),
        cmocka_unit_test_setup_teardown(meets_roots, set_up, tear_down),
        cmocka_unit_test_setup_teardown(meets_no_roots_of_what_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(orders_the_program, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("tsconfig", tests, NULL, NULL);
}
