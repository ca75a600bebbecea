// What is done about a difference, row by row: the table of sync/reconcile.h and each of its lines.
#include "tests/unit/unit.h"

#include "sync/verdict.h"

// A side is written as a letter for its text and one for its state: "At"; t translated, r reviewed, f final,
// n needs review, s stale; "" is none. A base is written the same, with "!" behind it for "only here",
// "/" for an older source, "<B" for "replaced B there". Marks: o obsolete, l locked, d outdated, u the
// service does not know the unit (with our source), b broken, f unfit, w
// waits for a review.
struct row {
    const char *base, *here, *there, *marks;
    enum verdict verdict;
    enum reason reason;
};

static enum unit_state state_of(char letter)
{
    return letter == 't'   ? UNIT_TRANSLATED
           : letter == 'r' ? UNIT_REVIEWED
           : letter == 'f' ? UNIT_FINAL
           : letter == 's' ? UNIT_STALE
                           : UNIT_NEEDS_REVIEW;
}

static struct side side_of(const char *text)
{
    if (!*text)
        return (struct side){.state = UNIT_NEEDS_REVIEW};
    enum unit_state state = state_of(text[1]);
    return (struct side){true, (uint64_t)text[0], state == UNIT_STALE ? UNIT_NEEDS_REVIEW : state};
}

static struct agreement base_of(const char *text)
{
    const char *replaced = strchr(text, '<');
    return (struct agreement){.state = *text ? state_of(text[1]) : UNIT_NEW,
                              .target = (uint64_t)text[0],
                              .source = strchr(text, '/') ? 0 : 1,
                              .is_only_here = strchr(text, '!'),
                              .was_replaced = replaced,
                              .replaced = replaced ? (uint64_t)replaced[1] : 0};
}

static const struct reconcile_options usual = {
    .greatest = UNIT_FINAL, .holds_stale = true, .sends_states = true};

static struct difference find(const struct row *row, const struct reconcile_options *options)
{
    struct agreement base = base_of(row->base);
    struct difference d = {.source = 1, .there_source = 1};
    struct facts facts = {.here = side_of(row->here),
                          .there = side_of(row->there),
                          .base = *row->base ? &base : NULL,
                          .source = 1,
                          .there_source = strchr(row->marks, 'd') ? 0 : 1,
                          .is_outdated = strchr(row->marks, 'd'),
                          .is_known = !strchr(row->marks, 'u') && !strchr(row->marks, 'd'),
                          .is_below = strchr(row->marks, 'w'),
                          .is_obsolete = strchr(row->marks, 'o'),
                          .is_locked = strchr(row->marks, 'l'),
                          .fitness = strchr(row->marks, 'b')   ? FITNESS_BROKEN
                                     : strchr(row->marks, 'f') ? FITNESS_UNFIT
                                                               : FITNESS_FINE};
    d.here_text = facts.here.text;
    d.there_text = facts.there.text;
    d.here_state = row->here[0] && row->here[1] == 's' ? UNIT_STALE : facts.here.state;
    d.there_state = facts.there.state;
    verdict_find(&facts, options, &d);
    return d;
}

static void expect_rows(const struct row *rows, size_t count, const struct reconcile_options *options)
{
    for (size_t i = 0; i < count; i++) {
        struct difference d = find(&rows[i], options);
        if (d.verdict == rows[i].verdict && d.reason == rows[i].reason)
            continue;
        print_error("base \"%s\" here \"%s\" there \"%s\" marks \"%s\": got %s (%s), wanted %s (%s)\n",
                    rows[i].base, rows[i].here, rows[i].there, rows[i].marks, verdict_name(d.verdict),
                    reason_name(d.reason), verdict_name(rows[i].verdict), reason_name(rows[i].reason));
        fail();
    }
}
#define EXPECT_ROWS(rows, options) expect_rows(rows, sizeof(rows) / sizeof *(rows), options)
#define EXPECT_ROW(options, ...)   expect_rows(&(const struct row){__VA_ARGS__}, 1, options)

static void texts(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"At", "At", "At", "", VERDICT_SAME, REASON_NONE},
        {"At", "At", "Bt", "", VERDICT_TAKE, REASON_CHANGED},
        {"At", "At", "", "", VERDICT_SEND, REASON_GONE},
        {"At", "Bt", "At", "", VERDICT_SEND, REASON_CHANGED},
        {"At", "Bt", "Ct", "", VERDICT_CONFLICT, REASON_BOTH_CHANGED},
        {"At", "Bt", "Bt", "", VERDICT_SAME, REASON_NONE},
        {"At", "Bt", "", "", VERDICT_SEND, REASON_CHANGED},
        {"At", "", "At", "", VERDICT_TAKE, REASON_GONE},
        {"At", "", "Bt", "", VERDICT_TAKE, REASON_CHANGED},
        {"At", "", "", "", VERDICT_SAME, REASON_NONE},
        // Never brought together.
        {"", "At", "At", "", VERDICT_SAME, REASON_NONE},
        {"", "At", "Bt", "", VERDICT_CONFLICT, REASON_FIRST},
        {"", "At", "", "", VERDICT_SEND, REASON_NEW},
        {"", "", "Bt", "", VERDICT_TAKE, REASON_NEW},
        {"", "", "", "", VERDICT_SAME, REASON_NONE},
    };
    EXPECT_ROWS(rows, &usual);
}

static void what_is_unfinished_or_out_of_use_is_not_sent(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"", "An", "", "", VERDICT_HELD, REASON_DRAFT_HERE},
        {"", "As", "", "", VERDICT_HELD, REASON_DRAFT_HERE},
        {"At", "Bn", "At", "", VERDICT_HELD, REASON_DRAFT_HERE},
        {"At", "As", "", "", VERDICT_HELD, REASON_DRAFT_HERE},
        {"At", "Bn", "Ct", "", VERDICT_CONFLICT, REASON_BOTH_CHANGED},
        {"", "An", "Bt", "", VERDICT_CONFLICT, REASON_FIRST},
        {"", "At", "", "o", VERDICT_HELD, REASON_OBSOLETE},
        {"At", "At", "", "o", VERDICT_HELD, REASON_OBSOLETE},
        {"At", "Bt", "Ct", "o", VERDICT_HELD, REASON_OBSOLETE},
        {"At", "At", "Ct", "o", VERDICT_TAKE, REASON_CHANGED},
        {"", "At", "", "l", VERDICT_HELD, REASON_LOCKED},
        {"", "", "Bt", "l", VERDICT_HELD, REASON_LOCKED},
        {"", "At", "Bt", "l", VERDICT_HELD, REASON_LOCKED},
        // The translation that was held back is replaced by the one of the new text.
        {"As!", "As", "Bt", "", VERDICT_TAKE, REASON_NEW},
        {"As!", "As", "", "", VERDICT_HELD, REASON_DRAFT_HERE},
        {"As!", "Ct", "", "", VERDICT_SEND, REASON_CHANGED},
        {"As!", "Cs", "Bt", "", VERDICT_CONFLICT, REASON_BOTH_CHANGED},
        {"At!", "At", "", "", VERDICT_SEND, REASON_NEW},
    };
    EXPECT_ROWS(rows, &usual);
}

static void what_was_made_for_an_older_source(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"", "", "Bt", "d", VERDICT_TAKE, REASON_NEW},
        {"At", "As", "Bt", "d", VERDICT_TAKE, REASON_CHANGED},
        {"At", "At", "Bt", "d", VERDICT_CONFLICT, REASON_OUTDATED},
        {"At", "Ct", "Bt", "d", VERDICT_CONFLICT, REASON_BOTH_CHANGED},
        {"At", "Ct", "At", "d", VERDICT_SEND, REASON_CHANGED},
        {"At", "As", "At", "d", VERDICT_HELD, REASON_OUTDATED},
        {"At", "As", "Ar", "d", VERDICT_HELD, REASON_OUTDATED},
        {"At", "At", "Ar", "d", VERDICT_HELD, REASON_OUTDATED},
        // Kept over a change of the source.
        {"At/", "As", "At", "", VERDICT_HELD, REASON_KEPT},
        {"Ar/", "As", "Ar", "", VERDICT_HELD, REASON_KEPT},
        {"At/", "As", "Ar", "", VERDICT_TAKE_STATE, REASON_STATE},
        {"At/", "As", "Bt", "", VERDICT_TAKE, REASON_CHANGED},
        {"At/", "At", "At", "", VERDICT_SAME, REASON_NONE},
        {"At/", "As", "", "", VERDICT_HELD, REASON_DRAFT_HERE},
        {"", "", "Bt", "df", VERDICT_HELD, REASON_UNFIT},
        {"At", "As", "Bt", "df", VERDICT_HELD, REASON_UNFIT},
    };
    static const struct row without[] = {{"", "", "Bt", "d", VERDICT_HELD, REASON_OUTDATED},
                                         {"At", "At", "Bt", "d", VERDICT_HELD, REASON_OUTDATED}};
    struct reconcile_options options = usual;
    EXPECT_ROWS(rows, &usual);
    options.holds_stale = false;
    EXPECT_ROWS(without, &options);
}

static void what_is_broken_or_unfinished_there_replaces_nothing(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"At", "At", "Bt", "b", VERDICT_HELD, REASON_QUARANTINED},
        {"", "", "Bt", "b", VERDICT_HELD, REASON_QUARANTINED},
        {"At", "Ct", "Bt", "b", VERDICT_CONFLICT, REASON_QUARANTINED},
        {"At", "At", "Bn", "", VERDICT_HELD, REASON_DRAFT_THERE},
        {"At", "An", "Bn", "", VERDICT_TAKE, REASON_CHANGED},
        {"", "", "Bn", "", VERDICT_TAKE, REASON_NEW},
        {"At", "Ct", "Bn", "", VERDICT_CONFLICT, REASON_BOTH_CHANGED},
        // Not reviewed, where only that is wanted.
        {"At", "At", "Bt", "w", VERDICT_HELD, REASON_UNREVIEWED},
        {"", "", "Bt", "w", VERDICT_HELD, REASON_UNREVIEWED},
        {"At", "Ct", "Bt", "w", VERDICT_CONFLICT, REASON_BOTH_CHANGED},
        {"At", "Ct", "At", "w", VERDICT_SEND, REASON_CHANGED},
        {"At", "At", "Bn", "d", VERDICT_HELD, REASON_DRAFT_THERE},
    };
    EXPECT_ROWS(rows, &usual);
}

static void states(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"At", "At", "Ar", "", VERDICT_TAKE_STATE, REASON_STATE},
        {"At", "Ar", "At", "", VERDICT_SEND_STATE, REASON_STATE},
        {"Ar", "Ar", "At", "", VERDICT_TAKE_STATE, REASON_STATE},
        {"Ar", "At", "Ar", "", VERDICT_SEND_STATE, REASON_STATE},
        {"At", "Ar", "Af", "", VERDICT_TAKE_STATE, REASON_STATE},
        {"At", "Af", "Ar", "", VERDICT_SEND_STATE, REASON_STATE},
        {"", "At", "Af", "", VERDICT_TAKE_STATE, REASON_STATE},
        {"", "Ar", "At", "", VERDICT_SEND_STATE, REASON_STATE},
        {"Bt", "Ar", "At", "", VERDICT_SEND_STATE, REASON_STATE},
        {"At", "Ar", "Ar", "", VERDICT_SAME, REASON_NONE},
        {"At", "Ar", "At", "o", VERDICT_HELD, REASON_OBSOLETE},
        // Unfinished here.
        {"", "An", "At", "", VERDICT_HELD, REASON_DRAFT_HERE},
        {"", "An", "Ar", "", VERDICT_TAKE_STATE, REASON_STATE},
        {"At", "An", "At", "", VERDICT_HELD, REASON_DRAFT_HERE},
        {"At", "An", "Ar", "", VERDICT_TAKE_STATE, REASON_STATE},
        {"An", "An", "At", "", VERDICT_TAKE_STATE, REASON_STATE},
        {"As!", "As", "At", "", VERDICT_TAKE_STATE, REASON_STATE},
        {"An", "An", "An", "", VERDICT_SAME, REASON_NONE},
        // Unfinished there.
        {"At", "At", "An", "", VERDICT_TAKE_STATE, REASON_STATE},
        {"An", "At", "An", "", VERDICT_SEND, REASON_STATE},
        {"At", "Ar", "An", "", VERDICT_SEND, REASON_STATE},
        {"At", "At", "An", "d", VERDICT_SEND, REASON_STATE},
        {"At", "At", "An", "do", VERDICT_HELD, REASON_OBSOLETE},
        {"", "At", "An", "", VERDICT_HELD, REASON_DRAFT_THERE},
    };
    static const struct row unsent[] = {{"At", "Ar", "At", "", VERDICT_HELD, REASON_STATE},
                                        {"At", "At", "Ar", "", VERDICT_TAKE_STATE, REASON_STATE}};
    struct reconcile_options options = usual;
    EXPECT_ROWS(rows, &usual);
    options.sends_states = false;
    EXPECT_ROWS(unsent, &options);
}

static void what_was_sent_and_is_not_there(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"Bt<A", "Bt", "Bt", "", VERDICT_SAME, REASON_NONE},
        {"Bt<A", "Bt", "At", "", VERDICT_CONFLICT, REASON_NOT_KEPT},
        {"Bt<A", "Ct", "At", "", VERDICT_SEND, REASON_CHANGED},
        {"Bt<A", "Bt", "Ct", "", VERDICT_TAKE, REASON_CHANGED},
        {"Bt<A", "Ct", "Dt", "", VERDICT_CONFLICT, REASON_BOTH_CHANGED},
        {"Bt<A", "Bt", "", "", VERDICT_SEND, REASON_GONE},
        {"Bt<A", "", "At", "", VERDICT_TAKE, REASON_GONE},
    };
    EXPECT_ROWS(rows, &usual);
}

static enum verdict choose(void *context, const struct difference *difference)
{
    return difference->here == CHANGE_MADE ? *(enum verdict *)context : VERDICT_CONFLICT;
}

static void policies_decide_conflicts(void **state)
{
    (void)state;
    static const struct row ours[] = {
        {"At", "Bt", "Ct", "", VERDICT_SEND, REASON_POLICY},
        {"", "Bt", "Ct", "", VERDICT_SEND, REASON_POLICY},
        {"At", "Bt", "Ct", "b", VERDICT_SEND, REASON_POLICY},
        {"At", "Bn", "Ct", "", VERDICT_CONFLICT, REASON_DRAFT_HERE},
        {"At", "At", "Bt", "d", VERDICT_SEND, REASON_POLICY},
        {"At", "At", "Bt", "", VERDICT_TAKE, REASON_CHANGED},
        {"At", "Bt", "Ct", "o", VERDICT_HELD, REASON_POLICY},
    };
    static const struct row theirs[] = {
        {"At", "Bt", "Ct", "", VERDICT_TAKE, REASON_POLICY},
        {"At", "Bt", "Ct", "b", VERDICT_CONFLICT, REASON_QUARANTINED},
        {"At", "Bt", "Ct", "df", VERDICT_CONFLICT, REASON_UNFIT},
        {"At", "At", "Bt", "d", VERDICT_TAKE, REASON_POLICY},
        {"Bt<A", "Bt", "At", "", VERDICT_TAKE, REASON_POLICY},
        {"At", "Bt", "Ct", "o", VERDICT_TAKE, REASON_POLICY},
        {"At", "Bt", "At", "", VERDICT_SEND, REASON_CHANGED},
    };
    struct reconcile_options options = usual;
    enum verdict choice = VERDICT_TAKE;
    options.policy = POLICY_OURS;
    EXPECT_ROWS(ours, &options);
    options.policy = POLICY_THEIRS;
    EXPECT_ROWS(theirs, &options);
    options.policy = POLICY_ASK;
    EXPECT_ROW(&options, "At", "Bt", "Ct", "", VERDICT_CONFLICT, REASON_BOTH_CHANGED);
    options.choose = choose;
    options.context = &choice;
    EXPECT_ROW(&options, "At", "Bt", "Ct", "", VERDICT_TAKE, REASON_POLICY);
    EXPECT_ROW(&options, "At", "At", "Bt", "d", VERDICT_CONFLICT, REASON_OUTDATED);
}

static void what_the_service_does_not_know_waits_for_the_source(void **state)
{
    (void)state;
    static const struct {
        struct row row;
        bool waits;
    } cases[] = {{{"", "At", "", "u", 0, 0}, true},      {{"", "At", "", "", 0, 0}, false},
                 {{"At", "Ct", "At", "d", 0, 0}, true},  {{"At", "Ar", "At", "u", 0, 0}, true},
                 {{"At", "At", "Bt", "u", 0, 0}, false}, {{"", "An", "", "u", 0, 0}, false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(find(&cases[i].row, &usual).needs_source, cases[i].waits);
}

// ---- what is agreed on afterwards: as above, "" for nothing

static void expect_agreement(const struct row *row, bool is_done, const char *wanted)
{
    struct agreement base = base_of(row->base), got = {0}, expected = base_of(wanted);
    struct difference d = find(row, &usual);
    d.there_source = strchr(row->marks, 'd') ? 0 : 1;
    d.is_outdated = strchr(row->marks, 'd');
    bool is_agreed = verdict_agreement(&d, *row->base ? &base : NULL, is_done, &got);
    if (is_agreed == (*wanted != 0) &&
        (!is_agreed || (got.state == expected.state && got.target == expected.target &&
                        got.source == expected.source && got.is_only_here == expected.is_only_here &&
                        got.was_replaced == expected.was_replaced && got.replaced == expected.replaced)))
        return;
    print_error("base \"%s\" here \"%s\" there \"%s\": got %d %c %d %d, wanted \"%s\"\n", row->base,
                row->here, row->there, is_agreed, (int)got.target, (int)got.state, (int)got.is_only_here,
                wanted);
    fail();
}

static void agreements(void **state)
{
    (void)state;
    static const struct {
        struct row row;
        const char *done, *undone;
    } cases[] = {
        {{"At", "At", "At", "", 0, 0}, "At", "At"},
        {{"At/", "At", "At", "", 0, 0}, "At", "At"},
        {{"", "At", "At", "", 0, 0}, "At", "At"},
        {{"At", "Bt", "Bt", "", 0, 0}, "Bt", "Bt"},
        {{"At", "", "", "", 0, 0}, "", ""},
        {{"At", "At", "Br", "", 0, 0}, "Br", "At"},
        {{"", "", "Bt", "", 0, 0}, "Bt", ""},
        {{"", "", "Bt", "d", 0, 0}, "Bt/", ""},
        {{"At", "Bt", "At", "", 0, 0}, "Bt<A", "At"},
        {{"", "Bt", "", "", 0, 0}, "Bt", ""},
        {{"At", "At", "", "", 0, 0}, "At", "At!"},
        {{"At", "Bt", "Ct", "", 0, 0}, "At", "At"},
        {{"", "Bt", "Ct", "", 0, 0}, "", ""},
        {{"Bt<A", "Bt", "At", "", 0, 0}, "", ""},
        {{"Bt<A", "Bt", "Bt", "", 0, 0}, "Bt", "Bt"},
        {{"At", "Ar", "At", "", 0, 0}, "Ar", "At"},
        {{"At", "At", "Af", "", 0, 0}, "Af", "At"},
        // Stale translations that were held back are remembered, others are not.
        {{"", "As", "", "", 0, 0}, "As!", "As!"},
        {{"As!", "Bs", "", "", 0, 0}, "Bs!", "Bs!"},
        {{"", "An", "", "", 0, 0}, "", ""},
        {{"At/", "As", "", "", 0, 0}, "At/!", "At/!"},
        {{"At/", "As", "At", "", 0, 0}, "At/", "At/"},
        {{"At", "Bn", "At", "", 0, 0}, "At", "At"},
        {{"An", "An", "An", "", 0, 0}, "An", "An"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        expect_agreement(&cases[i].row, true, cases[i].done);
        expect_agreement(&cases[i].row, false, cases[i].undone);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts),
        cmocka_unit_test(what_is_unfinished_or_out_of_use_is_not_sent),
        cmocka_unit_test(what_was_made_for_an_older_source),
        cmocka_unit_test(what_is_broken_or_unfinished_there_replaces_nothing),
        cmocka_unit_test(states),
        cmocka_unit_test(what_was_sent_and_is_not_there),
        cmocka_unit_test(policies_decide_conflicts),
        cmocka_unit_test(what_the_service_does_not_know_waits_for_the_source),
        cmocka_unit_test(agreements),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
