// A folder that people share, made anew for each test, and what one who takes part does there.
#ifndef TESTS_UNIT_FOLDER_SHARE_H
#define TESTS_UNIT_FOLDER_SHARE_H

#include "base/file.h"
#include "base/path.h"
#include "catalog/format.h"
#include "sync/neutral.h"
#include "sync/service.h"
#include "tests/unit/scratch.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

// ---- one who takes part

static inline struct remote look_in(struct scratch *s, const char *project, const char *resource, bool *good)
{
    struct remote remote = {.service = service_find(STR("folder")),
                            .address = {STR("folder"), s->folder, str_of(project), str_of(resource), {0}},
                            .arena = &s->arena,
                            .diags = &s->diags};
    *good = remote.service->open(&remote);
    return remote;
}

static inline struct remote look(struct scratch *s)
{
    bool good;
    struct remote remote = look_in(s, "", "", &good);
    assert_true(good);
    return remote;
}

static inline void put(struct scratch *s, const char *name, const char *text)
{
    FILE *file = fopen(path_join(&s->arena, s->folder, str_of(name)).at, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static inline struct str text_of(struct scratch *s, const char *name)
{
    struct str text = {0};
    file_read(path_join(&s->arena, s->folder, str_of(name)), &s->arena, &s->diags, &text);
    return text;
}

static inline bool has_text(struct scratch *s, const char *name, const char *part)
{
    return str_find(text_of(s, name), str_of(part), 0) != STR_NONE;
}

static inline void say(struct scratch *s, struct catalog *catalog, const char *id, const char *source,
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
static inline struct catalog source_of(struct scratch *s, const char *const *texts)
{
    struct catalog source = {.source_locale = STR("en")};
    for (; *texts; texts += 2)
        say(s, &source, texts[0], texts[1], NULL, UNIT_NEW);
    return source;
}

static const char *const fruit[] = {"a", "Apple", "b", "Pear", "c", "Plum", NULL};

static inline bool push_source(struct remote *remote, const struct catalog *source, bool keep,
                               struct write_counts *counts)
{
    enum write_outcome outcome;
    struct source_policy policy = {.keep_translations = keep, .name = STR("en.xlf")};
    bool good = remote->service->write_source(remote, source, &policy, &outcome, counts);
    assert_int_equal(outcome, good ? WRITE_DONE : WRITE_NOT_DONE);
    return good;
}

static inline void push(struct scratch *s, const char *const *texts, bool keep)
{
    struct remote remote = look(s);
    struct catalog source = source_of(s, texts);
    struct write_counts counts;
    assert_true(push_source(&remote, &source, keep, &counts));
}

static inline void add_languages(struct remote *remote, const char *const *codes)
{
    struct str_list list = {0};
    for (; *codes; codes++)
        *list_push(&list, remote->arena) = str_of(*codes);
    assert_true(remote->service->add_languages(remote, &list));
}

// Apple, Pear and Plum, with nothing translated into French and German.
static inline void set_up_fruit(struct scratch *s)
{
    push(s, fruit, false);
    struct remote remote = look(s);
    add_languages(&remote, (const char *const[]){"fr", "de", NULL});
}

static inline struct remote_write write_of(struct scratch *s, const char *code, const char *id,
                                           const char *source, const char *target)
{
    struct remote_write write = {.code = str_of(code)};
    say(s, &write.catalog, id, source, target, UNIT_TRANSLATED);
    return write;
}

static inline struct remote_write translate(struct scratch *s, const char *code, const char *id,
                                            const char *source, const char *target)
{
    struct remote remote = look(s);
    struct remote_write write = write_of(s, code, id, source, target);
    remote.service->write(&remote, &write, 1);
    return write;
}

static inline struct catalog read_language(struct scratch *s, const char *code, enum read_mode mode)
{
    struct remote remote = look(s);
    struct remote_read read = {.code = str_of(code), .mode = mode};
    assert_true(remote.service->read(&remote, &read, 1));
    assert_false(read.is_failed);
    return read.catalog;
}

static inline void expect_translation(const struct catalog *catalog, const char *id, const char *target,
                                      enum unit_state state)
{
    const struct unit *unit = catalog_find(catalog, str_of(id));
    assert_non_null(unit);
    assert_int_equal(unit->has_target, target != NULL);
    assert_int_equal(unit->state, state);
    if (target)
        expect_str(unit->target.parts.at[0].text, target);
}

static inline void expect_kinds(struct scratch *s, const enum kind *kinds, size_t count)
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

#define TEST(function) cmocka_unit_test_setup_teardown(function, scratch_open, scratch_close)

#endif
