// A folder that people share: what is found there, and what is not used.
#include "tests/unit/folder_share.h"

static void finds_nothing_in_a_folder_that_is_not_there(void **state)
{
    struct scratch *s = *state;
    bool good;
    struct remote remote = look_in(s, "not", "there", &good);
    assert_true(good);
    assert_false(remote.exists);
    assert_int_equal(remote.languages.count, 0);
    expect_kinds(s, NULL, 0);
}

static void counts_by_state(void **state)
{
    struct scratch *s = *state;
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
    struct scratch *s = *state;
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
    struct scratch *s = *state;
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
    struct scratch *s = *state;
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
    assert_true(has_text(s, "pt_BR.xlf", "target-language=\"pt-BR\""));
    expect_kinds(s, NULL, 0);
}

static void languages_may_come_before_their_source(void **state)
{
    struct scratch *s = *state;
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
    struct scratch *s = *state;
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
    struct scratch *s = *state;
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
    struct scratch *s = *state;
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

int main(void)
{
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
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
