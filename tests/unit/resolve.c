#include "extractor/resolve.h"

#include "base/file.h"
#include "tests/unit/scratch.h"

#include <unistd.h>

struct fixture {
    struct arena arena;
    struct diags diags;
    struct folders folders;
    struct str home;
};

static struct str place(struct fixture *fixture, const char *path)
{
    return path_join(&fixture->arena, fixture->home, str_of(path));
}

static int set_up(void **state)
{
    static struct fixture fixture;
    fixture = (struct fixture){0};
    fixture.home = scratch_make(&fixture.arena);
    fixture.diags.arena = fixture.folders.arena = &fixture.arena;
    static const char *const files[] = {"a.ts",
                                        "b.tsx",
                                        "c.js",
                                        "d/index.ts",
                                        "e.d.ts",
                                        "m.mts",
                                        "a.ios.ts",
                                        "lib/x.ts",
                                        "packages/w/src/main.ts",
                                        "node_modules/dep/index.ts",
                                        "node_modules/js/index.js",
                                        "node_modules/types/index.d.ts"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        scratch_write(fixture.home, files[i], "");
    scratch_write(fixture.home, "package.json",
                  "{\"name\": \"self\", \"exports\": {\".\": \"./a.ts\", \"./l/*\": \"./lib/*.js\"},"
                  "\"imports\": {\"#a\": {\"require\": \"./c.js\", \"default\": \"./a.js\"}, \"#l/*\": "
                  "\"./lib/*.js\", \"#c\": \"#c\"}}");
    scratch_write(fixture.home, "packages/w/package.json", "{\"main\": \"./src/main.js\"}");
    assert_int_equal(symlink("../packages/w", arena_cstr(&fixture.arena, place(&fixture, "node_modules/w"))),
                     0);
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

static void check(struct fixture *fixture, const struct compiler_options *options, const char *specifier,
                  const char *expected)
{
    struct resolver resolver;
    struct specifier asked = {.text = str_of(specifier), .kind = SPECIFIER_IMPORT};
    struct str found = STR("");
    resolver_open(&resolver, options, &fixture->folders);
    bool is_found = resolve(&resolver, place(fixture, "main.ts"), &asked, &found);
    struct str wanted = expected ? place(fixture, expected) : STR("");
    if (is_found != (expected != NULL) || !str_equal(found, wanted))
        fail_msg("%s gave <%.*s>, not <%s>", specifier, (int)found.len, found.at,
                 expected ? expected : "nothing");
    resolver_free(&resolver);
}

static void resolves_paths(void **state)
{
    struct compiler_options options = {
        .module = MODULE_ES, .resolution = RESOLUTION_BUNDLER, .has_jsx = true};
    check(*state, &options, "./a", "a.ts");
    check(*state, &options, "./a.js", "a.ts");
    check(*state, &options, "./a.ts", "a.ts");
    check(*state, &options, "./b.jsx", "b.tsx");
    check(*state, &options, "./m.mjs", "m.mts");
    check(*state, &options, "./d", "d/index.ts");
    check(*state, &options, "./d/", "d/index.ts");
    check(*state, &options, "./e", "e.d.ts");
    check(*state, &options, "./c", NULL);
    check(*state, &options, "./nothing", NULL);
    check(*state, &options, "node:fs", NULL);
    options.has_jsx = false;
    check(*state, &options, "./b", NULL);
    options.allow_js = true;
    check(*state, &options, "./c", "c.js");
}

static void resolves_packages(void **state)
{
    struct compiler_options options = {
        .module = MODULE_ES, .resolution = RESOLUTION_BUNDLER, .allow_js = true};
    check(*state, &options, "dep", "node_modules/dep/index.ts");
    check(*state, &options, "js", NULL);
    check(*state, &options, "types", NULL);
    check(*state, &options, "w", "packages/w/src/main.ts");
    check(*state, &options, "#a", "a.ts");
    check(*state, &options, "#l/x", "lib/x.ts");
    check(*state, &options, "#c", NULL);
    check(*state, &options, "self", "a.ts");
    check(*state, &options, "self/l/x", "lib/x.ts");
    check(*state, &options, "self/a", NULL);
    options.preserve_symlinks = true;
    check(*state, &options, "w", "node_modules/w/src/main.ts");
    options.resolution = RESOLUTION_NODE10;
    check(*state, &options, "#a", NULL);
}

static void tells_the_modes_apart(void **state)
{
    struct fixture *fixture = *state;
    struct compiler_options options = {
        .module = MODULE_NODE, .resolution = RESOLUTION_NODE16, .allow_js = true};
    check(*state, &options, "#a", "c.js"); // the package is not of type module: CommonJS
    check(*state, &options, "./d", "d/index.ts");
    scratch_write(fixture->home, "package.json",
                  "{\"type\": \"module\", \"imports\": {\"#a\": {\"import\": \"./a.js\"}}}");
    fixture->folders = (struct folders){.arena = &fixture->arena};
    check(*state, &options, "#a", "a.ts");
    check(*state, &options, "./d", NULL);
    check(*state, &options, "./a", NULL);
    check(*state, &options, "./a.js", "a.ts");
}

static void follows_settings(void **state)
{
    struct fixture *fixture = *state;
    struct str targets[] = {STR("./nothing/*"), STR("./lib/*")}, exact[] = {STR("a.ts")};
    struct path_mapping mappings[] = {{STR("@/*"), {targets, 2, 2}}, {STR("@/exact"), {exact, 1, 1}}};
    struct compiler_options options = {.module = MODULE_ES,
                                       .resolution = RESOLUTION_BUNDLER,
                                       .has_paths = true,
                                       .paths = {mappings, 2, 2},
                                       .paths_base = place(fixture, ".")};
    check(fixture, &options, "@/x", "lib/x.ts");
    check(fixture, &options, "@/exact", "a.ts");
    check(fixture, &options, "x", NULL);
    options.base_url = place(fixture, "lib");
    check(fixture, &options, "x", "lib/x.ts");
    struct str suffixes[] = {STR(".ios"), STR("")};
    options.module_suffixes = (struct str_list){suffixes, 2, 2};
    check(fixture, &options, "./a", "a.ios.ts");
    options = (struct compiler_options){.module = MODULE_ES, .resolution = RESOLUTION_CLASSIC};
    check(fixture, &options, "lib/x", "lib/x.ts");
    check(fixture, &options, "./d", NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(resolves_paths, set_up, tear_down),
        cmocka_unit_test_setup_teardown(resolves_packages, set_up, tear_down),
        cmocka_unit_test_setup_teardown(tells_the_modes_apart, set_up, tear_down),
        cmocka_unit_test_setup_teardown(follows_settings, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("resolve", tests, NULL, NULL);
}
