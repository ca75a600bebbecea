// What becomes of bundles between their texts and their files: chunks, texts of other locales, the manifest.

#include "base/path.h"
#include "catalog/fallback.h"
#include "cli/chunks.h"
#include "cli/manifest.h"
#include "tests/messages.h"
#include "tests/unit/unit.h"

#include <stdlib.h>

// ---- chunks

enum { source_greatest = 16 };

struct fixture {
    struct arena arena;
    struct diags diags;
    struct project project;
    struct source sources[source_greatest];
    struct source *in_order[source_greatest];
    struct str here;
};

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    f->diags.arena = &f->arena;
    f->here = path_absolute(&f->arena, STR("."));
    f->project.config.folder = STR(".");
    f->project.config.bundle_folder = STR("out");
    f->project.program.sources = f->in_order;
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    arena_free(&f->arena);
    free(f);
    return 0;
}

static struct str path_of(struct fixture *f, const char *name)
{
    return path_join(&f->arena, f->here, str_of(name));
}

// A source that imports others by their numbers: "1 2", and by `import()` with an asterisk: "*3".
static void add_source(struct fixture *f, const char *name, const char *imports)
{
    size_t number = f->project.program.count++;
    struct source *source = f->in_order[number] = &f->sources[number];
    *source = (struct source){.path = path_of(f, name), .is_read = true};
    source->resolved = arena_array(&f->arena, uint32_t, strlen(imports));
    for (const char *at = imports; *at; at++) {
        if (*at < '0')
            continue;
        bool is_dynamic = at > imports && at[-1] == '*';
        source->resolved[source->specifiers.count] = (uint32_t)strtoul(at, NULL, 16);
        *list_push(&source->specifiers, &f->arena) =
            (struct specifier){.kind = is_dynamic ? SPECIFIER_DYNAMIC : SPECIFIER_IMPORT};
    }
}

// A message of one source, which another one may use as well.
static void add_message(struct fixture *f, const char *id, const char *file, const char *other)
{
    struct message message = {.id = str_of(id), .span = span_file(path_of(f, file))};
    if (other)
        *list_push(&message.others, &f->arena) = span_file(path_of(f, other));
    say_message(&f->project.extraction.messages, message, &f->arena);
}

static void add_rule(struct fixture *f, const char *name, const char *pattern)
{
    struct chunk_rule rule = {.name = str_of(name)};
    *list_push(&rule.patterns, &f->arena) = str_of(pattern);
    *list_push(&f->project.config.packaging.rules, &f->arena) = rule;
}

// "account: a b; shared: c;"
static void expect_chunks(struct fixture *f, enum split split, const char *wanted)
{
    struct chunks chunks;
    struct buf out = {0};
    f->project.config.packaging.split = split;
    assert_true(chunks_find(&f->project, &f->arena, &f->diags, &chunks));
    for (size_t i = 0; i < chunks.count; i++) {
        buf_print(&out, "%s" STR_FORMAT ":", i ? " " : "", STR_ARG(chunks.at[i].name));
        for (size_t k = 0; k < chunks.at[i].messages.count; k++) {
            const struct message *message = chunks.at[i].messages.at[k];
            buf_print(&out, " " STR_FORMAT, STR_ARG(message->id));
            if (chunks.at[i].numbers) // of the same message among all
                assert_true(
                    str_equal(f->project.extraction.messages.at[chunks.at[i].numbers[k]]->id, message->id));
        }
        buf_byte(&out, ';');
    }
    expect_str(buf_str(&out), wanted);
    buf_free(&out);
}

static void entries_own_what_only_they_reach(void **state)
{
    struct fixture *f = *state;
    add_source(f, "src/main.ts", "1 *4"); // 0
    add_source(f, "src/both.ts", "2");    // a circle with the next
    add_source(f, "src/deep.ts", "1");
    add_source(f, "src/alone.ts", "");
    add_source(f, "src/shop.ts", "1 5");
    add_source(f, "src/cart.ts", "*6"); // an import() of what is no entry
    add_source(f, "src/pay.ts", "5");
    add_message(f, "main", "src/main.ts", NULL);
    add_message(f, "deep", "src/deep.ts", NULL);
    add_message(f, "alone", "src/alone.ts", NULL);
    add_message(f, "pay", "src/pay.ts", NULL);
    add_message(f, "pay and main", "src/pay.ts", "src/main.ts");
    add_message(f, "pay and cart", "src/pay.ts", "src/cart.ts");
    add_rule(f, "shop", "src/shop.ts");
    add_rule(f, "main", "src/main.ts");
    expect_chunks(f, SPLIT_ENTRY, "main: main; shared: deep alone pay and main; shop: pay pay and cart;");
    f->project.config.packaging.rules.count = 1; // now nothing parts the shop from the main entry
    f->project.config.packaging.rules.at[0] = f->project.config.packaging.rules.at[1];
    expect_chunks(f, SPLIT_ENTRY, "main: main deep pay pay and main pay and cart; shared: alone;");
}

static void files_belong_to_their_patterns(void **state)
{
    struct fixture *f = *state;
    add_source(f, "src/a/x.ts", "");
    add_source(f, "src/b/x.ts", "");
    add_source(f, "src/c/x.ts", "");
    add_message(f, "a", "src/a/x.ts", NULL);
    add_message(f, "b", "src/b/x.ts", NULL);
    add_message(f, "c", "src/c/x.ts", NULL);
    add_rule(f, "ab", "src/{a,b}/*.ts");
    add_rule(f, "b", "./src/b/**");
    expect_chunks(f, SPLIT_FILE, "ab: a; b:; shared: b c;");
    add_rule(f, "shared", "src/a/**");
    expect_chunks(f, SPLIT_FILE, "ab:; b:; shared: a b c;");
}

static void folders_are_those_below_all_sources(void **state)
{
    struct fixture *f = *state;
    add_source(f, "src/app/main.ts", "");
    add_source(f, "src/app/shop/x.ts", "");
    add_source(f, "src/app/shop/deep/x.ts", "");
    add_source(f, "out/de.ts", "");                  // a bundle
    add_source(f, "node_modules/lib/shop/x.ts", ""); // no source of the project
    add_message(f, "main", "src/app/main.ts", NULL);
    add_message(f, "shop", "src/app/shop/x.ts", NULL);
    add_message(f, "deep", "src/app/shop/deep/x.ts", NULL);
    add_message(f, "lib", "node_modules/lib/shop/x.ts", NULL);
    expect_chunks(f, SPLIT_FOLDER, "shared: main lib; shop: shop deep;");
}

static void all_are_together_where_nothing_splits(void **state)
{
    struct fixture *f = *state;
    add_message(f, "a", "x.ts", NULL);
    expect_chunks(f, SPLIT_NONE, ": a;");
}

// ---- fallbacks

static bool fits_unless_empty(const struct bundle_request *request, const struct message *message,
                              const struct translation *translation, struct arena *scratch,
                              struct diags *diags)
{
    (void)request, (void)message, (void)scratch, (void)diags;
    return translation->unit->target.parts.count > 0;
}

static void the_first_lender_with_a_text_that_fits_counts(void **state)
{
    struct fixture *f = *state;
    const struct bundle bundle = {.fits = fits_unless_empty};
    struct unit own = {0}, empty = {0}, good = {.target = pattern_of_text(STR("gut"), &f->arena)};
    struct message_set messages = {0};
    for (size_t i = 0; i < 4; i++)
        say_message(&messages, (struct message){.id = arena_print(&f->arena, "%zu", i)}, &f->arena);
    const struct translation mine[4] = {{&own, NULL}},
                             first[4] = {{&good, NULL}, {&empty, NULL}, {&good, NULL}},
                             second[4] = {{&good, NULL}, {&good, NULL}, {&good, NULL}};
    struct lender lenders[] = {{STR("a"), first, 0}, {STR("b"), second, 0}};
    struct bundle_request request = {.messages = &messages, .translations = mine};
    struct bundle_report report = {0};
    fallback_resolve(&bundle, &request, lenders, 2, &f->arena, &report);
    assert_ptr_equal(request.translations[0].unit, &own);
    assert_ptr_equal(request.translations[1].unit, second[1].unit);
    assert_ptr_equal(request.translations[2].unit, first[2].unit);
    assert_null(request.translations[3].unit);
    assert_int_equal(lenders[0].lent, 1);
    assert_int_equal(lenders[1].lent, 1);
    assert_int_equal(report.missing.count, 1);
    expect_str(report.missing.at[0], "3");
}

// ---- the manifest

static size_t read_names(struct fixture *f, const char *name, struct manifest_file_list *out)
{
    struct str text =
        arena_print(&f->arena,
                    "{\"generator\": \"glot\", \"bundles\": {\"de\": {\"main\": {\"file\": \"%s\", "
                    "\"integrity\": \"x\", \"gz\": {\"file\": \"%s.gz\", \"integrity\": \"y\"}}}}}",
                    name, name);
    *out = (struct manifest_file_list){0};
    assert_true(manifest_read(STR("manifest.json"), text, &f->arena, out));
    return out->count;
}

static void manifests_name_only_files_below_their_folder(void **state)
{
    struct fixture *f = *state;
    struct manifest_file_list files;
    static const char *const outside[] = {"/etc/x", "../x", "a/../../x", "..", ".", "./x", "a//x", "a/./x"};
    assert_int_equal(read_names(f, "de/main.js", &files), 2);
    expect_str(files.at[0].name, "de/main.js");
    expect_str(files.at[1].name, "de/main.js.gz");
    expect_str(files.at[1].integrity, "y");
    for (size_t i = 0; i < sizeof outside / sizeof *outside; i++)
        if (read_names(f, outside[i], &files))
            fail_msg("%s was taken", outside[i]);
}

static void other_files_are_no_manifests(void **state)
{
    struct fixture *f = *state;
    static const char *const others[] = {"",
                                         "[]",
                                         "{}",
                                         "{\"generator\": \"glot\"}",
                                         "{\"generator\": \"other\", \"bundles\": {}}",
                                         "{\"generator\": \"glot\", \"bundles\": []}",
                                         "{\"generator\": \"glot\", \"bundles\": {}",
                                         "{\"name\": \"Shop\", \"icons\": []}"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        struct manifest_file_list files = {0};
        assert_false(manifest_read(STR("manifest.json"), str_of(others[i]), &f->arena, &files));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(entries_own_what_only_they_reach, set_up, tear_down),
        cmocka_unit_test_setup_teardown(files_belong_to_their_patterns, set_up, tear_down),
        cmocka_unit_test_setup_teardown(folders_are_those_below_all_sources, set_up, tear_down),
        cmocka_unit_test_setup_teardown(all_are_together_where_nothing_splits, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_first_lender_with_a_text_that_fits_counts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(manifests_name_only_files_below_their_folder, set_up, tear_down),
        cmocka_unit_test_setup_teardown(other_files_are_no_manifests, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
