// Both sides of a translation, with the catalog in a file: what is taken is spliced into it.
#include "catalog/format.h"
#include "sync/neutral.h"
#include "sync/reconcile.h"
#include "tests/unit/unit.h"

static const struct reconcile_options usual = {
    .greatest = UNIT_FINAL, .least = UNIT_TRANSLATED, .holds_stale = true, .sends_states = true};

static const char *const ours =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\">\n"
    "  <file source-language=\"en\" target-language=\"de\" original=\"x\" datatype=\"plaintext\">\n"
    "    <body>\n"
    "      <trans-unit id=\"a\">\n"
    "        <source>Hi <x id=\"0\" equiv-text=\"${user.name}\"/></source>\n"
    "      </trans-unit>\n"
    "      <trans-unit id=\"b\">\n"
    "        <source>New text</source>\n"
    "      </trans-unit>\n"
    "      <!-- stays -->\n"
    "      <trans-unit id=\"c\">\n"
    "        <source>Save</source>\n"
    "        <target>Sichern</target>\n"
    "      </trans-unit>\n"
    "    </body>\n"
    "  </file>\n"
    "</xliff>\n";

static const char *const theirs =
    "<?xml version=\"1.0\" ?><xliff xmlns=\"urn:oasis:names:tc:xliff:document:1.2\" version=\"1.2\">\n"
    "  <file source-language=\"en\" target-language=\"de\" original=\"x\" datatype=\"plaintext\"><body>\n"
    "      <trans-unit id=\"c\"><source>Save</source></trans-unit>\n"
    "      <trans-unit id=\"b\"><source>Old text</source><target>Alter Text</target></trans-unit>\n"
    "      <trans-unit id=\"a\"><source>Hi <x id=\"0\" equiv-text=\"{0}\"/></source>\n"
    "        <target>Hallo <x id=\"0\" equiv-text=\"{0}\"/></target></trans-unit>\n"
    "      <trans-unit id=\"z\"><source>Gone</source><target>Weg</target></trans-unit>\n"
    "  </body></file></xliff>";

static const char *const wanted =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\">\n"
    "  <file source-language=\"en\" target-language=\"de\" original=\"x\" datatype=\"plaintext\">\n"
    "    <body>\n"
    "      <trans-unit id=\"a\">\n"
    "        <source>Hi <x id=\"0\" equiv-text=\"${user.name}\"/></source>\n"
    "        <target>Hallo <x id=\"0\" equiv-text=\"${user.name}\"/></target>\n"
    "      </trans-unit>\n"
    "      <trans-unit id=\"b\">\n"
    "        <source>New text</source>\n"
    "        <target state=\"needs-review-translation\" state-qualifier=\"fuzzy-match\">Alter Text</target>\n"
    "        <note from=\"glot-previous-source\">Old text</note>\n"
    "      </trans-unit>\n"
    "      <!-- stays -->\n"
    "      <trans-unit id=\"c\">\n"
    "        <source>Save</source>\n"
    "        <target>Sichern</target>\n"
    "      </trans-unit>\n"
    "    </body>\n"
    "  </file>\n"
    "</xliff>\n";

static struct catalog read_xliff(const char *text, struct diags *diags)
{
    struct catalog catalog;
    assert_true(format_read(format_find(STR("xliff")), str_of(text), STR("de.xlf"),
                            &(struct format_options){0}, diags->arena, diags, &catalog));
    return catalog;
}

static void catalogs_are_spliced(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct diags diags = {.arena = &arena};
    struct catalog local = read_xliff(ours, &diags), remote = read_xliff(theirs, &diags);
    struct quarantine quarantine;
    struct reconciliation r;
    struct buf out = {0};
    quarantine_read(&remote, &local, NULL, &arena, &quarantine);
    struct reconcile_sides sides = {.local = &local, .remote = &remote, .quarantine = &quarantine};
    reconcile(&sides, &usual, &arena, &r);
    assert_int_equal(r.differences.count, 4);
    assert_int_equal(r.counts[VERDICT_TAKE], 2);
    assert_int_equal(r.counts[VERDICT_SEND], 1);
    assert_int_equal(r.reasons[REASON_UNKNOWN], 1);
    struct catalog outgoing = reconcile_outgoing(&r, true, &arena);
    assert_int_equal(outgoing.units.count, 1);
    expect_str(outgoing.units.at[0].id, "c");
    assert_int_equal(reconcile_take(&r, &local, &arena), 2);
    assert_true(format_write(local.format, &local, &(struct format_options){0}, &arena, &diags, &out));
    expect_str(buf_str(&out), wanted);
    buf_free(&out);
    arena_free(&arena);
}

static struct catalog one_unit(const char *id, const char *source, const char *target, struct arena *arena)
{
    struct catalog catalog = {.source_locale = STR("en"), .target_locale = STR("de")};
    struct unit *unit = catalog_add(&catalog, str_of(id), arena);
    unit->source = pattern_of_text(str_of(source), arena);
    unit->target = pattern_of_text(str_of(target), arena);
    unit->has_target = *target;
    unit->state = *target ? UNIT_TRANSLATED : UNIT_NEW;
    return catalog;
}

// The id was hashed from the text, of which white space changed; the service has the old one.
static void news_under_an_old_id_comes_here_and_goes_back_under_the_new_one(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct catalog local = one_unit("new", "Save  all", "Sichern", &arena);
    struct catalog remote = one_unit("old", "Save all", "Alles sichern", &arena);
    struct catalog emptied = {0};
    struct sync_state base = {0};
    struct agreement *agreement = state_add(&base, STR("old"), &arena);
    agreement->state = UNIT_TRANSLATED;
    agreement->source = state_fingerprint(&remote.units.at[0].source);
    agreement->target = state_fingerprint(&local.units.at[0].target);
    struct reconcile_sides sides = {.local = &local, .remote = &remote, .state = &base};
    struct reconcile_outcome outcome = {.is_taken = true, .is_sent = true, .has_source = true};
    struct reconciliation r;
    reconcile(&sides, &usual, &arena, &r);
    assert_int_equal(r.differences.count, 1);
    assert_int_equal(r.differences.at[0].verdict, VERDICT_TAKE);
    assert_int_equal(r.differences.at[0].reason, REASON_CHANGED);
    assert_int_equal(reconcile_outgoing(&r, false, &arena).units.count, 0);
    assert_int_equal(reconcile_take(&r, &local, &arena), 1);
    expect_str(local.units.at[0].target.parts.at[0].text, "Alles sichern");
    assert_int_equal(local.units.at[0].state, UNIT_TRANSLATED);
    struct catalog outgoing = reconcile_outgoing(&r, true, &arena);
    assert_int_equal(outgoing.units.count, 1);
    expect_str(outgoing.units.at[0].id, "new");
    struct sync_state next = reconcile_next(&r, &outcome, &arena);
    assert_int_equal(next.agreements.count, 1);
    expect_str(next.agreements.at[0].id, "new");
    // Nothing was done: the old agreement stays, for news to come.
    next = reconcile_next(&r, &(struct reconcile_outcome){0}, &arena);
    assert_int_equal(next.agreements.count, 1);
    expect_str(next.agreements.at[0].id, "old");
    // What the state knows under an id that is not here asks for more than a delta.
    sides.remote = &emptied;
    sides.is_delta = true;
    reconcile(&sides, &usual, &arena, &r);
    assert_true(r.needs_all);
    arena_free(&arena);
}

static void news_of_an_older_source_say_whether_they_needed_review(void **state)
{
    (void)state;
    const enum unit_state states[] = {UNIT_TRANSLATED, UNIT_NEEDS_REVIEW};
    for (size_t i = 0; i < 2; i++) {
        struct arena arena = {0};
        struct catalog local = one_unit("a", "Save all", "", &arena);
        struct catalog remote = one_unit("a", "Save", "Sichern", &arena);
        remote.units.at[0].state = states[i];
        struct reconcile_sides sides = {.local = &local, .remote = &remote, .remote_source = &remote};
        struct reconciliation r;
        reconcile(&sides, &usual, &arena, &r);
        assert_int_equal(reconcile_take(&r, &local, &arena), 1);
        assert_int_equal(local.units.at[0].state, UNIT_STALE);
        assert_int_equal(unit_is_made_unreviewed(&local.units.at[0]), states[i] == UNIT_NEEDS_REVIEW);
        arena_free(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(catalogs_are_spliced),
        cmocka_unit_test(news_of_an_older_source_say_whether_they_needed_review),
        cmocka_unit_test(news_under_an_old_id_comes_here_and_goes_back_under_the_new_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
