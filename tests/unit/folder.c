// A folder that people share: what is written is read again, by whoever looks; nobody's words are overlooked,
// whoever writes at the same time and whenever a program is killed.
#include "base/file.h"
#include "base/path.h"
#include "catalog/format.h"
#include "sync/neutral.h"
#include "sync/service.h"
#include "tests/unit/any_catalog.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

struct shared {
    struct arena arena;
    struct diags diags;
    struct str folder;
};

static int make_folder(void **state)
{
    struct shared *s = calloc(1, sizeof *s);
    char memory[] = "/dev/shm/glot-unit-XXXXXX", disk[] = "/tmp/glot-unit-XXXXXX";
    char *name = mkdtemp(memory); // where flushing to the disk takes no time
    if (!name)
        name = mkdtemp(disk);
    if (!s || !name)
        return -1;
    s->diags.arena = &s->arena;
    s->folder = arena_copy(&s->arena, str_of(name));
    *state = s;
    return 0;
}

static int drop_folder(void **state)
{
    struct shared *s = *state;
    struct str command = arena_print(&s->arena, "rm -rf '" STR_FORMAT "'", STR_ARG(s->folder));
    int status = system(command.at);
    arena_free(&s->arena);
    free(s);
    return status;
}

// ---- one who takes part

static struct remote look_in(struct shared *s, const char *project, const char *resource, bool *good)
{
    struct remote remote = {.service = service_find(STR("folder")),
                            .address = {STR("folder"), s->folder, str_of(project), str_of(resource), {0}},
                            .arena = &s->arena,
                            .diags = &s->diags};
    *good = remote.service->open(&remote);
    return remote;
}

static struct remote look(struct shared *s)
{
    bool good;
    struct remote remote = look_in(s, "", "", &good);
    assert_true(good);
    return remote;
}

static void put(struct shared *s, const char *name, const char *text)
{
    FILE *file = fopen(path_join(&s->arena, s->folder, str_of(name)).at, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static struct str text_of(struct shared *s, const char *name)
{
    struct str text = {0};
    file_read(path_join(&s->arena, s->folder, str_of(name)), &s->arena, &s->diags, &text);
    return text;
}

static bool has_text(struct shared *s, const char *name, const char *part)
{
    return str_find(text_of(s, name), str_of(part), 0) != STR_NONE;
}

static void say(struct shared *s, struct catalog *catalog, const char *id, const char *source,
                const char *target, enum unit_state state)
{
    struct unit *unit = catalog_add(catalog, str_of(id), &s->arena);
    unit->source = pattern_of_text(str_of(source), &s->arena);
    unit->source_is_string = true;
    unit->has_target = target != NULL;
    unit->target = pattern_of_text(str_of(target ? target : ""), &s->arena);
    unit->state = target ? state : UNIT_NEW;
}

// Texts are separated by blanks: "a=Apple b=Pear".
static struct catalog source_of(struct shared *s, const char *const *texts)
{
    struct catalog source = {.source_locale = STR("en")};
    for (; *texts; texts += 2)
        say(s, &source, texts[0], texts[1], NULL, UNIT_NEW);
    return source;
}

static const char *const fruit[] = {"a", "Apple", "b", "Pear", "c", "Plum", NULL};

static bool push_source(struct remote *remote, const struct catalog *source, bool keep,
                        struct write_counts *counts)
{
    enum write_outcome outcome;
    struct source_policy policy = {.keep_translations = keep, .name = STR("en.xlf")};
    bool good = remote->service->write_source(remote, source, &policy, &outcome, counts);
    assert_int_equal(outcome, good ? WRITE_DONE : WRITE_NOT_DONE);
    return good;
}

static void push(struct shared *s, const char *const *texts, bool keep)
{
    struct remote remote = look(s);
    struct catalog source = source_of(s, texts);
    struct write_counts counts;
    assert_true(push_source(&remote, &source, keep, &counts));
}

static void add_languages(struct remote *remote, const char *const *codes)
{
    struct str_list list = {0};
    for (; *codes; codes++)
        *list_push(&list, remote->arena) = str_of(*codes);
    assert_true(remote->service->add_languages(remote, &list));
}

// Apple, Pear and Plum, with nothing translated into French and German.
static void set_up_fruit(struct shared *s)
{
    push(s, fruit, false);
    struct remote remote = look(s);
    add_languages(&remote, (const char *const[]){"fr", "de", NULL});
}

static struct remote_write write_of(struct shared *s, const char *code, const char *id, const char *source,
                                    const char *target)
{
    struct remote_write write = {.code = str_of(code)};
    say(s, &write.catalog, id, source, target, UNIT_TRANSLATED);
    return write;
}

static struct remote_write translate(struct shared *s, const char *code, const char *id, const char *source,
                                     const char *target)
{
    struct remote remote = look(s);
    struct remote_write write = write_of(s, code, id, source, target);
    remote.service->write(&remote, &write, 1);
    return write;
}

static struct catalog read_language(struct shared *s, const char *code, enum read_mode mode)
{
    struct remote remote = look(s);
    struct remote_read read = {.code = str_of(code), .mode = mode};
    assert_true(remote.service->read(&remote, &read, 1));
    assert_false(read.is_failed);
    return read.catalog;
}

static void expect_translation(const struct catalog *catalog, const char *id, const char *target,
                               enum unit_state state)
{
    const struct unit *unit = catalog_find(catalog, str_of(id));
    assert_non_null(unit);
    assert_int_equal(unit->has_target, target != NULL);
    assert_int_equal(unit->state, state);
    if (target)
        expect_str(unit->target.parts.at[0].text, target);
}

static void expect_kinds(struct shared *s, const enum kind *kinds, size_t count)
{
    for (size_t i = 0; i < s->diags.count; i++)
        print_message("told: " STR_FORMAT ": " STR_FORMAT "\n", STR_ARG(s->diags.at[i].span.path),
                      STR_ARG(s->diags.at[i].message));
    assert_int_equal(s->diags.count, count);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(s->diags.at[i].kind, kinds[i]);
    s->diags.count = 0;
}
#define EXPECT_KINDS(s, ...)                                                                                 \
    expect_kinds(s, (enum kind[]){__VA_ARGS__}, sizeof((enum kind[]){__VA_ARGS__}) / sizeof(enum kind))

// ---- what lies there

static void finds_nothing_in_a_folder_that_is_not_there(void **state)
{
    struct shared *s = *state;
    bool good;
    struct remote remote = look_in(s, "not", "there", &good);
    assert_true(good);
    assert_false(remote.exists);
    assert_int_equal(remote.languages.count, 0);
    expect_kinds(s, NULL, 0);
}

static void counts_by_state(void **state)
{
    struct shared *s = *state;
    set_up_fruit(s);
    struct remote remote = look(s);
    struct remote_write write = {.code = STR("fr"), .with_states = true};
    say(s, &write.catalog, "a", "Apple", "Pomme", UNIT_FINAL);
    say(s, &write.catalog, "b", "Pear", "Poire", UNIT_REVIEWED);
    say(s, &write.catalog, "c", "Plum", "Prune", UNIT_NEEDS_REVIEW);
    assert_true(remote.service->write(&remote, &write, 1));
    assert_int_equal(write.counts.created, 3);
    struct remote again = look(s);
    assert_true(again.exists);
    expect_str(again.source.code, "en");
    assert_int_equal(again.source.total, 3);
    assert_int_equal(again.languages.count, 2);
    const struct remote_language *french = &again.languages.at[1];
    expect_str(french->code, "fr");
    assert_int_equal(french->total, 3);
    assert_int_equal(french->translated, 2);
    assert_int_equal(french->reviewed, 2);
    assert_int_equal(french->proofread, 1);
    assert_true(str_equal(french->version, remote.languages.at[1].version)); // told after the write, too
}

static void versions_tell_what_changed(void **state)
{
    struct shared *s = *state;
    set_up_fruit(s);
    struct remote before = look(s);
    translate(s, "fr", "a", "Apple", "Pomme");
    struct remote after = look(s);
    assert_true(str_equal(before.languages.at[0].version, after.languages.at[0].version));
    assert_false(str_equal(before.languages.at[1].version, after.languages.at[1].version));
    assert_true(str_equal(before.source.version, after.source.version));
}

static void modes_choose_by_state(void **state)
{
    struct shared *s = *state;
    set_up_fruit(s);
    struct remote remote = look(s);
    struct remote_write write = {.code = STR("fr"), .with_states = true};
    say(s, &write.catalog, "a", "Apple", "Pomme", UNIT_FINAL);
    say(s, &write.catalog, "b", "Pear", "Poire", UNIT_REVIEWED);
    say(s, &write.catalog, "c", "Plum", "Prune", UNIT_NEEDS_REVIEW);
    assert_true(remote.service->write(&remote, &write, 1));
    static const enum read_mode modes[] = {READ_TRANSLATED, READ_REVIEWED, READ_PROOFREAD};
    for (size_t i = 0; i < 3; i++) {
        struct catalog french = read_language(s, "fr", modes[i]);
        assert_int_equal(french.units.count, 3);
        expect_translation(&french, "a", "Pomme", UNIT_FINAL);
        expect_translation(&french, "b", i < 2 ? "Poire" : NULL, i < 2 ? UNIT_REVIEWED : UNIT_NEW);
        expect_translation(&french, "c", i < 1 ? "Prune" : NULL, i < 1 ? UNIT_NEEDS_REVIEW : UNIT_NEW);
    }
}

static void knows_a_source_that_is_named_after_its_language(void **state)
{
    struct shared *s = *state;
    put(s, "en.xlf",
        "<xliff version=\"1.2\"><file source-language=\"en\" target-language=\"en\" original=\"x\" "
        "datatype=\"plaintext\"><body><trans-unit id=\"a\"><source>Apple</source><target>Apple</target>"
        "</trans-unit></body></file></xliff>");
    put(s, "pt_BR.xlf", "");
    struct remote remote = look(s);
    assert_true(remote.exists);
    expect_str(remote.source.code, "en");
    assert_int_equal(remote.languages.count, 1);
    expect_str(remote.languages.at[0].code, "pt_BR");
    assert_int_equal(remote.languages.at[0].total, 1);
    struct catalog source = read_language(s, "", READ_TRANSLATED);
    expect_translation(&source, "a", NULL, UNIT_NEW);
    translate(s, "pt-BR", "a", "Apple", "Ma\xc3\xa7\xc3\xa3"); // any spelling finds it
    struct catalog portuguese = read_language(s, "pt_BR", READ_TRANSLATED);
    expect_translation(&portuguese, "a", "Ma\xc3\xa7\xc3\xa3", UNIT_TRANSLATED);
    assert_true(has_text(s, "pt_BR.xlf", "target-language=\"pt_BR\""));
    expect_kinds(s, NULL, 0);
}

static void languages_may_come_before_their_source(void **state)
{
    struct shared *s = *state;
    struct remote remote = look(s);
    add_languages(&remote, (const char *const[]){"fr", NULL});
    expect_str(text_of(s, "fr.xlf"), "");
    remote = look(s);
    assert_int_equal(remote.languages.count, 1);
    push(s, fruit, false);
    assert_true(has_text(s, "fr.xlf", "source-language=\"en\""));
    assert_true(has_text(s, "fr.xlf", "Plum"));
}

static void tells_of_files_that_it_cannot_use(void **state)
{
    struct shared *s = *state;
    set_up_fruit(s);
    put(s, "glossary.xlf", "");
    put(s, "fr_FR.xlf", ""); // another locale than fr
    put(s, "FR.xlf", "");
    put(s, "pl.xlf", "<xliff");
    put(s, "notes.txt", "");
    struct remote remote = look(s);
    EXPECT_KINDS(s, KIND_FOLDER_TWIN, KIND_FOLDER_NAME, KIND_XML_MALFORMED);
    assert_int_equal(remote.languages.count, 4);
    struct remote_read reads[] = {{.code = STR("fr")}, {.code = STR("pl")}, {.code = STR("de")}};
    assert_false(remote.service->read(&remote, reads, 3));
    assert_true(reads[0].is_failed && reads[1].is_failed && !reads[2].is_failed);
    struct remote_write writes[] = {write_of(s, "fr", "a", "Apple", "Pomme"),
                                    write_of(s, "pl", "a", "Apple", "Jab"),
                                    write_of(s, "de", "a", "Apple", "Apfel")};
    assert_false(remote.service->write(&remote, writes, 3));
    assert_int_equal(writes[0].outcome, WRITE_NOT_DONE);
    assert_int_equal(writes[1].outcome, WRITE_NOT_DONE);
    assert_int_equal(writes[2].outcome, WRITE_DONE);
    expect_str(text_of(s, "pl.xlf"), "<xliff");
}

static void tells_of_two_sources(void **state)
{
    struct shared *s = *state;
    set_up_fruit(s);
    put(s, "en.xlf",
        "<xliff version=\"1.2\"><file source-language=\"en\" original=\"x\" datatype=\"plaintext\"><body/>"
        "</file></xliff>");
    bool good;
    look_in(s, "", "", &good);
    assert_false(good);
    EXPECT_KINDS(s, KIND_FOLDER_TWIN);
}

static void stays_within_the_folder(void **state)
{
    struct shared *s = *state;
    static const char *const places[][2] = {{"..", ""}, {"", "../x"}, {"/etc", ""}, {"a/../..", "b"}};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        bool good;
        look_in(s, places[i][0], places[i][1], &good);
        assert_false(good);
        EXPECT_KINDS(s, KIND_FOLDER_ADDRESS);
    }
    struct remote remote = look(s);
    struct str_list codes = {0};
    *list_push(&codes, &s->arena) = STR("../fr");
    *list_push(&codes, &s->arena) = STR("en.old");
    assert_false(remote.service->add_languages(&remote, &codes));
    EXPECT_KINDS(s, KIND_FOLDER_NAME, KIND_FOLDER_NAME);
    assert_int_equal(remote.languages.count, 0);
}

// ---- what becomes of translations

static void keeps_what_a_changed_text_had(void **state)
{
    struct shared *s = *state;
    static const char *const changed[] = {"a", "Green apple", "c", "Plum", "d", "Fig", NULL};
    set_up_fruit(s);
    translate(s, "fr", "a", "Apple", "Pomme");
    translate(s, "fr", "b", "Pear", "Poire");
    struct remote remote = look(s);
    struct catalog source = source_of(s, changed);
    struct write_counts counts;
    assert_true(push_source(&remote, &source, false, &counts));
    assert_int_equal(counts.created, 1);
    assert_int_equal(counts.updated, 1);
    assert_int_equal(counts.deleted, 1);
    struct catalog french = read_language(s, "fr", READ_TRANSLATED);
    assert_int_equal(french.units.count, 3);
    expect_translation(&french, "a", "Pomme", UNIT_STALE);
    expect_str(unit_rare(catalog_find(&french, STR("a")))->previous.parts.at[0].text, "Apple");
    assert_true(has_text(s, "fr.xlf", "Poire")); // waits for its text to come back
    push(s, fruit, false);
    french = read_language(s, "fr", READ_TRANSLATED);
    expect_translation(&french, "a", "Pomme", UNIT_TRANSLATED);
    expect_translation(&french, "b", "Poire", UNIT_TRANSLATED);
}

static void keeps_translations_as_they_are_when_told_to(void **state)
{
    struct shared *s = *state;
    static const char *const changed[] = {"a", "Apple!", "b", "Pear", "c", "Plum", NULL};
    set_up_fruit(s);
    translate(s, "fr", "a", "Apple", "Pomme");
    push(s, changed, true);
    struct catalog french = read_language(s, "fr", READ_TRANSLATED);
    expect_translation(&french, "a", "Pomme", UNIT_TRANSLATED);
    assert_true(has_text(s, "fr.xlf", "Apple!"));
}

static void a_translation_of_another_text_waits_for_review(void **state)
{
    struct shared *s = *state;
    set_up_fruit(s);
    translate(s, "fr", "a", "Big apple", "Grande pomme");
    struct catalog french = read_language(s, "fr", READ_TRANSLATED);
    expect_translation(&french, "a", "Grande pomme", UNIT_STALE);
    expect_str(unit_rare(catalog_find(&french, STR("a")))->previous.parts.at[0].text, "Big apple");
}

static void writes_only_what_is_new(void **state)
{
    struct shared *s = *state;
    set_up_fruit(s);
    translate(s, "fr", "a", "Apple", "Pomme");
    struct str before = text_of(s, "fr.xlf");
    struct remote_write same = translate(s, "fr", "a", "Apple", "Pomme");
    assert_int_equal(same.counts.skipped, 1);
    assert_true(str_equal(before, text_of(s, "fr.xlf")));
    struct remote_write unknown = translate(s, "fr", "z", "Zucchini", "Courgette");
    assert_int_equal(unknown.outcome, WRITE_DONE);
    assert_int_equal(unknown.counts.skipped, 1);
    EXPECT_KINDS(s, KIND_SERVICE_UNIT);
    struct remote_write taken_away = translate(s, "fr", "a", "Apple", NULL);
    assert_int_equal(taken_away.counts.deleted, 1);
    struct catalog french = read_language(s, "fr", READ_TRANSLATED);
    expect_translation(&french, "a", NULL, UNIT_NEW);
}

static void states_need_to_be_asked_for(void **state)
{
    struct shared *s = *state;
    set_up_fruit(s);
    for (int round = 0; round < 3; round++) {
        struct remote remote = look(s);
        struct remote_write write = {.code = STR("fr"), .with_states = round == 1};
        say(s, &write.catalog, "a", "Apple", "Pomme", UNIT_REVIEWED);
        assert_true(remote.service->write(&remote, &write, 1));
        struct catalog french = read_language(s, "fr", READ_TRANSLATED);
        expect_translation(&french, "a", "Pomme", round ? UNIT_REVIEWED : UNIT_TRANSLATED);
    }
}

// Other projects keep code in their catalogs; it stays, and nobody sees it.
static void leaves_the_code_of_placeholders(void **state)
{
    struct shared *s = *state;
    put(s, "source.xlf",
        "<xliff version=\"1.2\"><file source-language=\"en\" original=\"x\" datatype=\"plaintext\"><body>"
        "<trans-unit id=\"a\"><source>Hi <x id=\"0\" equiv-text=\"${user.name}\"/></source></trans-unit>"
        "</body></file></xliff>");
    struct remote remote = look(s);
    add_languages(&remote, (const char *const[]){"fr", NULL});
    struct remote_read read = {0};
    assert_true(remote.service->read(&remote, &read, 1));
    const struct unit *hello = &read.catalog.units.at[0];
    expect_str(pattern_flatten(&hello->source, &s->arena), "Hi {0}");
    struct remote_write write = {.code = STR("fr")};
    struct unit *unit = catalog_add(&write.catalog, STR("a"), &s->arena);
    *unit = *hello;
    unit->target = hello->source;
    unit->has_target = true;
    unit->state = UNIT_TRANSLATED;
    assert_true(remote.service->write(&remote, &write, 1));
    assert_true(has_text(s, "fr.xlf", "<target>Hi <x id=\"0\" equiv-text=\"${user.name}\"/>"));
    struct write_counts counts;
    assert_true(push_source(&remote, &read.catalog, false, &counts));
    assert_true(has_text(s, "source.xlf", "${user.name}"));
    assert_int_equal(counts.updated, 0);
}

// ---- several people

static void leaves_what_somebody_changed_meanwhile(void **state)
{
    struct shared *s = *state;
    set_up_fruit(s);
    struct remote mine = look(s);
    translate(s, "fr", "b", "Pear", "Poire"); // by somebody else
    struct remote_write writes[] = {write_of(s, "fr", "a", "Apple", "Pomme"),
                                    write_of(s, "de", "a", "Apple", "Apfel")};
    assert_false(mine.service->write(&mine, writes, 2));
    assert_int_equal(writes[0].outcome, WRITE_NOT_DONE);
    assert_int_equal(writes[0].counts.created, 0);
    assert_int_equal(writes[1].outcome, WRITE_DONE);
    EXPECT_KINDS(s, KIND_FILE_CHANGED);
    struct catalog french = read_language(s, "fr", READ_TRANSLATED);
    expect_translation(&french, "a", NULL, UNIT_NEW);
    expect_translation(&french, "b", "Poire", UNIT_TRANSLATED);
    struct catalog source = source_of(s, fruit + 2);
    struct write_counts counts;
    assert_false(push_source(&mine, &source, false, &counts)); // it would rewrite what it has not seen
    assert_true(has_text(s, "source.xlf", "Apple"));
}

enum { people = 4, texts_each = 3 };

static struct remote_write write_number(struct shared *s, size_t number)
{
    struct str id = arena_print(&s->arena, "id%zu", number);
    struct str text = arena_print(&s->arena, "text %zu", number);
    return write_of(s, "fr", arena_cstr(&s->arena, id), arena_cstr(&s->arena, text),
                    arena_cstr(&s->arena, text));
}

static _Noreturn void take_part(struct shared *s, size_t person)
{
    for (size_t i = 0; i < texts_each; i++) {
        struct remote_write write;
        do {
            struct remote remote = look(s);
            write = write_number(s, person * texts_each + i);
            remote.service->write(&remote, &write, 1);
        } while (write.outcome != WRITE_DONE);
    }
    _exit(0);
}

static void set_up_numbers(struct shared *s, size_t count)
{
    struct remote remote = look(s);
    struct catalog source = {.source_locale = STR("en")};
    struct write_counts counts;
    for (size_t i = 0; i < count; i++)
        say(s, &source, arena_print(&s->arena, "id%zu", i).at, arena_print(&s->arena, "text %zu", i).at, NULL,
            UNIT_NEW);
    assert_true(push_source(&remote, &source, false, &counts));
    add_languages(&remote, (const char *const[]){"fr", NULL});
}

static void loses_nothing_when_many_write_at_a_time(void **state)
{
    struct shared *s = *state;
    set_up_numbers(s, people * texts_each);
    for (size_t i = 0; i < people; i++)
        if (fork() == 0)
            take_part(s, i);
    for (size_t i = 0; i < people; i++) {
        int status;
        wait(&status);
        assert_int_equal(status, 0);
    }
    struct remote remote = look(s);
    assert_int_equal(remote.languages.at[0].translated, people * texts_each);
}

// ---- killed

// What is killed at a call, and then runs to its end: a source of which texts changed and left. Another
// process, since the shim (tests/faults/fault.h) counts calls from its start on.
static const char *const killed_variable = "GLOT_TEST_FOLDER";

static int push_changed_source(const char *folder)
{
    static const char *const changed[] = {"a", "Green apple", "c", "Plum", "d", "Fig", NULL};
    struct shared s = {.folder = str_of(folder)};
    s.diags.arena = &s.arena;
    push(&s, changed, false);
    arena_free(&s.arena);
    return 0;
}

// By its name: under valgrind the link leads to the program, but running it runs valgrind.
static struct str program_path(struct shared *s)
{
    char program[4096];
    ssize_t len = readlink("/proc/self/exe", program, sizeof program);
    return arena_copy(&s->arena, (struct str){program, len > 0 ? (size_t)len : 0});
}

static struct str shim_path(struct shared *s)
{
    return path_join(&s->arena, path_folder(path_folder(program_path(s))), STR("faults/shim.so"));
}

// Runs it; `at` 0 lets it live. Whether it ended by itself.
static bool run_killed(struct shared *s, struct str shim, size_t at, struct str log)
{
    int status = 0;
    if (fork() == 0) {
        setenv("LD_PRELOAD", arena_cstr(&s->arena, shim), 1);
        setenv("ASAN_OPTIONS", "verify_asan_link_order=0:detect_leaks=0", 1);
        setenv("FAULT_BELOW", s->folder.at, 1);
        setenv("FAULT_LOG", arena_cstr(&s->arena, log), 1);
        setenv("FAULT_AT", arena_print(&s->arena, "%zu", at).at, 1);
        setenv("FAULT_DO", "SIGKILL", 1);
        setenv(killed_variable, arena_cstr(&s->arena, s->folder), 1);
        execl(arena_cstr(&s->arena, program_path(s)), "folder", (char *)NULL);
        _exit(9);
    }
    wait(&status);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static const char *const killed_files[] = {"source.xlf", "fr.xlf", "de.xlf"};
enum { killed_count = sizeof killed_files / sizeof *killed_files };

static void put_back(struct shared *s, const struct str *texts)
{
    for (size_t i = 0; i < killed_count; i++)
        put(s, killed_files[i], arena_cstr(&s->arena, texts[i]));
}

static void expect_old_or_new(struct shared *s, const struct str *old, const struct str *new)
{
    for (size_t i = 0; i < killed_count; i++) {
        struct str now = text_of(s, killed_files[i]);
        assert_true(str_equal(now, old[i]) || str_equal(now, new[i]));
    }
    struct catalog french = read_language(s, "fr", READ_TRANSLATED);
    assert_true(catalog_find(&french, STR("a"))->has_target);
    assert_true(has_text(s, "fr.xlf", "Poire"));
}

static void is_old_or_new_whenever_it_is_killed(void **state)
{
    struct shared *s = *state;
    struct str shim = shim_path(s), log = arena_print(&s->arena, STR_FORMAT ".log", STR_ARG(s->folder));
    struct str old[killed_count], new[killed_count], calls;
    if (access(arena_cstr(&s->arena, shim), R_OK) != 0) {
        print_message("SKIPPED: " STR_FORMAT " is not built\n", STR_ARG(shim));
        return;
    }
    set_up_fruit(s);
    translate(s, "fr", "a", "Apple", "Pomme");
    translate(s, "fr", "b", "Pear", "Poire");
    for (size_t i = 0; i < killed_count; i++)
        old[i] = text_of(s, killed_files[i]);
    assert_true(run_killed(s, shim, 0, log));
    assert_int_equal(file_read(log, &s->arena, &s->diags, &calls), FILE_READ);
    for (size_t i = 0; i < killed_count; i++)
        new[i] = text_of(s, killed_files[i]);
    size_t number = 1, kills = 0;
    for (size_t at = 0; at < calls.len; at = str_find_byte(calls, '\n', at) + 1, number++) {
        struct str call = str_from(calls, at);
        if (!str_starts(call, STR("rename")) && !str_starts(call, STR("fsync")))
            continue;
        put_back(s, old);
        assert_false(run_killed(s, shim, number, log));
        expect_old_or_new(s, old, new);
        push_changed_source(arena_cstr(&s->arena, s->folder)); // the next run
        for (size_t i = 0; i < killed_count; i++)
            assert_true(str_equal(text_of(s, killed_files[i]), new[i]));
        kills++;
    }
    assert_int_equal(kills, 2 * killed_count);
    unlink(arena_cstr(&s->arena, log));
}

// ---- property: what is written is read again, in every format

static void expect_same(const struct catalog *wanted, const struct catalog *got)
{
    assert_int_equal(got->units.count, wanted->units.count);
    for (size_t i = 0; i < wanted->units.count; i++) {
        const struct unit *a = &wanted->units.at[i], *b = &got->units.at[i];
        assert_true(str_equal(a->id, b->id));
        assert_true(pattern_equal(&a->source, &b->source));
        assert_int_equal(a->has_target, b->has_target);
        assert_int_equal(a->state, b->state);
        assert_true(!a->has_target || pattern_equal(&a->target, &b->target));
        assert_int_equal(a->has_previous, b->has_previous);
        assert_true(!a->has_previous || pattern_equal(&unit_rare(a)->previous, &unit_rare(b)->previous));
    }
}

// What can cross the contract.
static void settle_for_contract(struct catalog *catalog, struct arena *arena)
{
    for (size_t i = 0; i < catalog->units.count; i++) {
        struct unit *unit = &catalog->units.at[i];
        struct neutral_fault_list unsaid = {0};
        unit->source = neutral_pattern(&unit->source, arena);
        unit->target = neutral_pattern(&unit->target, arena);
        neutral_restore(&unit->target, &unit->source, arena, &unsaid, &unit->target);
        struct pattern previous = neutral_pattern(&unit_rare(unit)->previous, arena);
        unit_change_rare(unit, arena)->previous = previous;
        unit->has_previous = unit->has_previous && unit->has_target &&
                             (unit->state == UNIT_STALE || unit->state == UNIT_NEEDS_REVIEW);
        if (unit->state == UNIT_NEW && unit->has_target)
            unit->state = UNIT_NEEDS_REVIEW;
        if (unit->state == UNIT_STALE && !unit->has_previous)
            unit->state = UNIT_NEEDS_REVIEW;
    }
}

static void expect_read_again(struct shared *s, const char *project, const char *suffix,
                              struct chance *chance)
{
    bool good;
    struct remote remote = look_in(s, project, suffix, &good);
    assert_true(good);
    struct catalog catalog = any_catalog(chance, &s->arena), source = catalog;
    struct write_counts counts;
    settle_for_contract(&catalog, &s->arena);
    assert_true(push_source(&remote, &source, false, &counts));
    add_languages(&remote, (const char *const[]){"de", NULL});
    struct remote_write write = {.code = STR("de"), .catalog = catalog, .with_states = true};
    assert_true(remote.service->write(&remote, &write, 1));
    remote = look_in(s, project, suffix, &good);
    struct remote_read read = {.code = STR("de")};
    assert_true(remote.service->read(&remote, &read, 1));
    expect_same(&catalog, &read.catalog);
}

static void what_is_written_is_read_again(void **state)
{
    struct shared *s = *state;
    static const char *const suffixes[] = {"", ".xliff", ".po", ".csv", ".json"};
    static const char *const names[] = {"xliff", "xliff", "po", "csv", "json"};
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++)
        for (uint64_t seed = 0; seed < 6; seed++) {
            unsigned holds = format_find(str_of(names[i]))->holds & ~(unsigned)HOLDS_OBSOLETE;
            if (i < 2) // a choice is ICU MessageFormat there, which cannot say all that comes by chance
                holds &= ~(unsigned)HOLDS_PLURALS;
            struct chance chance = {seed * 77, holds, i < 2};
            struct str project = arena_print(&s->arena, "p%zu-%zu", i, (size_t)seed);
            expect_read_again(s, arena_cstr(&s->arena, project), suffixes[i], &chance);
        }
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, make_folder, drop_folder)

int main(void)
{
    if (getenv(killed_variable))
        return push_changed_source(getenv(killed_variable));
    const struct CMUnitTest tests[] = {
        TEST(finds_nothing_in_a_folder_that_is_not_there),
        TEST(counts_by_state),
        TEST(versions_tell_what_changed),
        TEST(modes_choose_by_state),
        TEST(knows_a_source_that_is_named_after_its_language),
        TEST(languages_may_come_before_their_source),
        TEST(tells_of_files_that_it_cannot_use),
        TEST(tells_of_two_sources),
        TEST(stays_within_the_folder),
        TEST(keeps_what_a_changed_text_had),
        TEST(keeps_translations_as_they_are_when_told_to),
        TEST(a_translation_of_another_text_waits_for_review),
        TEST(writes_only_what_is_new),
        TEST(states_need_to_be_asked_for),
        TEST(leaves_the_code_of_placeholders),
        TEST(leaves_what_somebody_changed_meanwhile),
        TEST(loses_nothing_when_many_write_at_a_time),
        TEST(is_old_or_new_whenever_it_is_killed),
        TEST(what_is_written_is_read_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
