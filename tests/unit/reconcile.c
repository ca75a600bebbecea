// Both sides of a translation through whole histories: people write here and at the service, sources change,
// runs are interrupted anywhere. The laws:
//   - nothing overwrites a text whose writer did not have it before his eyes (or that was marked stale);
//   - nothing that is broken comes here;
//   - after a run that was not interrupted the next one has nothing to do;
//   - the order of what the service tells changes nothing, nor does it matter whether it tells all or a
//   delta.
#include "sync/reconcile.h"
#include "sync/neutral.h"
#include "tests/unit/any_catalog.h"
#include <stdlib.h>

enum { unit_count = 5, most_writes = 400, step_count = 60, none = -1 };

// A unit at the service.
struct there {
    bool exists, is_broken;
    bool is_refusing;     // it left our text out without a word, and nobody has looked at it since
    int id, source, text; // versions of the id and the source; number of a write
    int last;             // text that people have seen there
    enum unit_state state;
    unsigned changed; // when
};

struct write {
    int parents[2];
};

struct world {
    uint64_t seed;
    struct arena arena;
    struct chance chance;
    struct catalog local;
    int ids[unit_count], sources[unit_count]; // versions of ours
    int last[unit_count];                     // texts that people have seen here
    struct there there[unit_count];
    struct write writes[most_writes];
    int write_count;
    unsigned clock, read_at; // when the state's version was read
    struct sync_state state;
    bool has_unknown; // something is told that only the service has
};

static const struct reconcile_options usual = {
    .greatest = UNIT_FINAL, .least = UNIT_TRANSLATED, .holds_stale = true, .sends_states = true};

static struct pattern text_of(int number, const char *code, bool is_broken, struct arena *arena)
{
    struct pattern pattern = pattern_of_text(arena_print(arena, "w%d", number), arena);
    if (!is_broken)
        pattern_add_code(&pattern, PART_PLACEHOLDER, str_of(code), STR("0"), arena);
    return pattern;
}

static struct pattern source_of(int unit, int version, const char *code, struct arena *arena)
{
    struct pattern pattern = pattern_of_text(arena_print(arena, "unit%d version%d", unit, version), arena);
    pattern_add_code(&pattern, PART_PLACEHOLDER, str_of(code), STR("0"), arena);
    return pattern;
}

static int number_of(const struct unit *unit)
{
    int number = 0;
    struct str text = unit->has_target ? unit->target.parts.at[0].text : (struct str){0};
    for (size_t i = 1; i < text.len; i++)
        number = number * 10 + (text.at[i] - '0');
    return unit->has_target ? number : none;
}

static int add_write(struct world *w, int parent, int other)
{
    assert_true(w->write_count < most_writes);
    w->writes[w->write_count] = (struct write){{parent, other}};
    return w->write_count++;
}

static bool has_seen(const struct world *w, int write, int text)
{
    if (write == none || write == text)
        return write == text;
    return has_seen(w, w->writes[write].parents[0], text) || has_seen(w, w->writes[write].parents[1], text);
}

// ---- what happens

static void write_here(struct world *w, struct unit *unit, int parent, int other)
{
    int number = add_write(w, parent, other);
    w->last[unit - w->local.units.at] = number;
    unit->target = text_of(number, "${ours}", false, &w->arena);
    unit->has_target = true;
    unit->state = below(&w->chance, 6) ? UNIT_TRANSLATED : UNIT_NEEDS_REVIEW;
    unit->has_previous = false;
}

static void write_there(struct world *w, struct there *there)
{
    there->text = add_write(w, there->last, none);
    there->last = there->text;
    there->is_broken = below(&w->chance, 8) == 0;
    there->state = below(&w->chance, 4) ? UNIT_TRANSLATED : UNIT_REVIEWED;
    there->changed = ++w->clock;
}

static struct str id_of(struct world *w, size_t number, int version)
{
    return arena_print(&w->arena, "u%zu.%d", number, version);
}

// Ids may be hashed from texts.
static void change_id(struct world *w, size_t number)
{
    catalog_rename(&w->local, &w->local.units.at[number], id_of(w, number, ++w->ids[number]), &w->arena);
}

static void change_source(struct world *w, size_t number)
{
    struct unit *unit = &w->local.units.at[number];
    if (below(&w->chance, 2))
        change_id(w, number);
    if (below(&w->chance, 3) == 0) // but for white space
        return;
    if (unit_is_done(unit)) {
        unit_set_previous(unit, &unit->source, false, &w->arena);
        unit->state = UNIT_STALE;
    }
    unit->source = source_of((int)number, ++w->sources[number], "${ours}", &w->arena);
}

static void push_source(struct world *w)
{
    bool keeps = below(&w->chance, 2);
    for (size_t i = 0; i < unit_count; i++) {
        struct there *there = &w->there[i];
        if (!there->exists || there->id != w->ids[i])
            *there =
                (struct there){.exists = true, .id = w->ids[i], .source = -1, .text = none, .last = none};
        else if (there->source != w->sources[i] && !keeps)
            there->text = none;
        there->changed = there->source != w->sources[i] ? ++w->clock : there->changed;
        there->source = w->sources[i];
    }
}

static void happen(struct world *w)
{
    size_t number = below(&w->chance, unit_count);
    struct unit *unit = &w->local.units.at[number];
    struct there *there = &w->there[number];
    switch (below(&w->chance, 16)) {
    case 0:
    case 1:
    case 2:
        write_here(w, unit, w->last[number], none);
        break;
    case 3:
    case 4:
    case 5:
        if (there->exists && !there->is_refusing)
            write_there(w, there);
        break;
    case 6:
        if (there->text != none) {
            there->state = there->state == UNIT_REVIEWED ? UNIT_TRANSLATED : UNIT_REVIEWED;
            there->changed = ++w->clock;
        }
        break;
    case 7:
        if (unit_is_done(unit))
            unit->state = below(&w->chance, 2) ? UNIT_REVIEWED : UNIT_TRANSLATED;
        break;
    case 8:
        change_source(w, number);
        break;
    case 9:
    case 10:
        push_source(w);
        break;
    case 11: // somebody who sees both sides decides
        write_here(w, unit, w->last[number], there->last);
        break;
    case 12:
        unit->has_target = false;
        unit->has_previous = false;
        unit->state = UNIT_NEW;
        break;
    case 13:
        there->text = none;
        there->changed = ++w->clock;
        break;
    case 14:
        unit->is_obsolete = !unit->is_obsolete && below(&w->chance, 2);
        break;
    default:
        if (below(&w->chance, 4) == 0)
            w->state = (struct sync_state){0};
    }
}

// ---- a run

static struct catalog read_there(struct world *w, bool is_delta, bool is_reversed)
{
    struct catalog out = {.source_locale = STR("en"), .target_locale = STR("de")};
    for (size_t i = 0; i < unit_count; i++) {
        size_t number = is_reversed ? unit_count - 1 - i : i;
        const struct there *there = &w->there[number];
        if (!there->exists || (is_delta && there->changed <= w->read_at))
            continue;
        struct unit *unit = catalog_add(&out, id_of(w, number, there->id), &w->arena);
        unit->source = source_of((int)number, there->source, "{0}", &w->arena);
        unit->has_target = there->text != none;
        if (unit->has_target)
            unit->target = text_of(there->text, "{0}", there->is_broken, &w->arena);
        unit->state = unit->has_target ? there->state : UNIT_NEW;
    }
    return out;
}

// A service tells a delta only where nothing was taken away since.
static bool can_delta(struct world *w)
{
    struct map known = state_known(&w->state, &w->arena);
    for (size_t i = 0; i < unit_count; i++)
        if (w->there[i].text == none && map_has(&known, id_of(w, i, w->there[i].id)))
            return false;
    return w->state.is_settled && w->state.version.len > 0;
}

static struct reconciliation compare(struct world *w, struct catalog *remote, bool is_delta)
{
    static const struct check_levels off = {{0}};
    struct check_levels levels = off;
    struct quarantine *quarantine = arena_new(&w->arena, struct quarantine);
    struct reconciliation out;
    for (size_t i = 0; i < check_rule_count(); i++)
        levels.of[check_rule_at(i).kind] = CHECK_OFF;
    quarantine_read(remote, &w->local, &levels, &w->arena, quarantine);
    struct reconcile_sides sides = {.local = &w->local,
                                    .remote = remote,
                                    .quarantine = quarantine,
                                    .state = &w->state,
                                    .is_delta = is_delta};
    reconcile(&sides, &usual, &w->arena, &out);
    return out;
}

static bool keeps_law(const struct world *w, const struct difference *d)
{
    const struct unit *unit = &w->local.units.at[d->local];
    int here = number_of(unit), there = d->remote == STR_NONE && w->there[d->local].id != w->ids[d->local]
                                            ? none // under an old id, that goes
                                            : w->there[d->local].text;
    bool is_broken = w->there[d->local].is_broken;
    switch (d->verdict) {
    case VERDICT_TAKE:
        return !is_broken && (here == none || unit->state == UNIT_STALE || has_seen(w, there, here));
    case VERDICT_TAKE_STATE:
        return !is_broken;
    case VERDICT_SEND:
        return unit_is_done(unit) && !unit->is_obsolete && (there == none || has_seen(w, here, there));
    default:
        return true;
    }
}

static void expect_law(struct world *w, const struct difference *d)
{
    const struct agreement *base = state_find(&w->state, d->key);
    if (d->local == STR_NONE || keeps_law(w, d))
        return;
    print_error("seed %lu %s: here w%d %s, there w%d, base %s%s, %s (%s)\n", (unsigned long)w->seed,
                arena_cstr(&w->arena, d->id), number_of(&w->local.units.at[d->local]),
                unit_state_name(w->local.units.at[d->local].state), w->there[d->local].text,
                base ? unit_state_name(base->state) : "none", base && base->is_only_here ? " only here" : "",
                verdict_name(d->verdict), reason_name(d->reason));
    fail();
}

// A delta does not tell the sources of all, so that it gives another reason to hold something.
static void expect_same_verdicts(const struct reconciliation *a, const struct reconciliation *b,
                                 bool is_delta)
{
    assert_int_equal(a->differences.count, b->differences.count);
    for (size_t i = 0; i < unit_count; i++) { // then those that only the service has, in its order
        const struct difference *x = &a->differences.at[i], *y = &b->differences.at[i];
        assert_true(str_equal(x->id, y->id) && x->verdict == y->verdict);
        assert_true(is_delta || x->reason == y->reason);
    }
}

// What the service does with what it is sent. It may leave out without a word what would replace a text.
static void accept(struct world *w, const struct catalog *outgoing, bool is_refusing)
{
    for (size_t i = 0; i < outgoing->units.count; i++) {
        const struct unit *unit = &outgoing->units.at[i];
        struct there *there = &w->there[unit->id.at[1] - '0'];
        if (!str_equal(id_of(w, (size_t)(unit->id.at[1] - '0'), there->id), unit->id))
            continue;
        expect_str(unit->target.parts.at[1].text, "{0}");
        there->is_refusing = is_refusing && there->text != none && there->text != number_of(unit);
        if (there->is_refusing || !there->exists)
            continue;
        there->text = there->last = number_of(unit);
        there->is_broken = false;
        there->state = unit->state;
        there->changed = ++w->clock;
    }
}

// A push of the source takes nothing away in silence: what stands there under an old id has come here, or is
// told.
static void expect_kept(const struct world *w, const struct difference *d)
{
    if (d->local == STR_NONE || w->there[d->local].id == w->ids[d->local] || w->there[d->local].text == none)
        return;
    int here = number_of(&w->local.units.at[d->local]), there = w->there[d->local].text;
    bool is_told = d->verdict == VERDICT_CONFLICT || d->verdict == VERDICT_HELD;
    assert_true(is_told || has_seen(w, here, there) || w->has_unknown);
}

enum interruption { AFTER_READING, AFTER_TAKING, UNKNOWN_ARRIVED, UNKNOWN_LOST, REFUSED, NOT_AT_ALL };

static void run(struct world *w, enum interruption interruption, bool has_source)
{
    bool is_delta = can_delta(w) && below(&w->chance, 2);
    struct catalog remote = read_there(w, is_delta, below(&w->chance, 2));
    struct catalog again = read_there(w, false, below(&w->chance, 2));
    unsigned read_at = w->clock;
    struct reconciliation full = compare(w, &again, false), r = compare(w, &remote, is_delta);
    if (r.needs_all)
        r = full;
    else
        expect_same_verdicts(&full, &r, is_delta);
    for (size_t i = 0; i < r.differences.count; i++)
        expect_law(w, &r.differences.at[i]);
    w->has_unknown = r.reasons[REASON_UNKNOWN];
    if (interruption == AFTER_READING)
        return;
    reconcile_take(&r, &w->local, &w->arena);
    struct catalog outgoing = reconcile_outgoing(&r, has_source, &w->arena);
    if (has_source && interruption != AFTER_TAKING) {
        for (size_t i = 0; i < r.differences.count; i++)
            expect_kept(w, &r.differences.at[i]);
        push_source(w);
    }
    for (size_t i = 0; i < unit_count; i++)
        if (number_of(&w->local.units.at[i]) != none)
            w->last[i] = number_of(&w->local.units.at[i]);
    if (interruption == AFTER_TAKING)
        return;
    for (size_t i = 0; i < unit_count; i++)
        w->there[i].is_refusing = false; // this run has noticed, and remembers it
    if (interruption != UNKNOWN_LOST)
        accept(w, &outgoing, interruption == REFUSED);
    struct reconcile_outcome outcome = {.is_taken = true,
                                        .is_sent = interruption == NOT_AT_ALL || interruption == REFUSED,
                                        .has_source = has_source,
                                        .version = outgoing.units.count || has_source ? STR("") : STR("v")};
    w->state = reconcile_next(&r, &outcome, &w->arena);
    w->read_at = read_at;
}

static void expect_nothing_to_do(struct world *w)
{
    struct catalog remote = read_there(w, false, false);
    struct reconciliation r = compare(w, &remote, false);
    assert_int_equal(r.counts[VERDICT_TAKE] + r.counts[VERDICT_TAKE_STATE], 0);
    assert_int_equal(r.counts[VERDICT_SEND] + r.counts[VERDICT_SEND_STATE], 0);
    for (size_t i = 0; i < unit_count && r.counts[VERDICT_SAME] == unit_count; i++)
        assert_true(number_of(&w->local.units.at[i]) == w->there[i].text);
    struct buf before = {0}, after = {0};
    struct reconcile_outcome outcome = {.is_taken = true, .version = w->state.version};
    struct sync_state next = reconcile_next(&r, &outcome, &w->arena);
    state_print(&w->state, &w->arena, &before);
    state_print(&next, &w->arena, &after);
    assert_true(str_equal(buf_str(&before), buf_str(&after)));
    buf_free(&before);
    buf_free(&after);
}

static void begin(struct world *w, uint64_t seed)
{
    *w = (struct world){.seed = seed, .chance = {seed, 0, false}};
    w->local = (struct catalog){.source_locale = STR("en"), .target_locale = STR("de")};
    for (size_t i = 0; i < unit_count; i++) {
        struct unit *unit = catalog_add(&w->local, id_of(w, i, 0), &w->arena);
        unit->source = source_of((int)i, 0, "${ours}", &w->arena);
        w->there[i].text = w->there[i].last = w->last[i] = none;
    }
}

static void nothing_is_lost_whatever_happens(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= effort(400); seed++) {
        struct world *w = calloc(1, sizeof *w);
        assert_non_null(w);
        begin(w, seed);
        for (size_t i = 0; i < step_count; i++) {
            happen(w);
            if (below(&w->chance, 3))
                continue;
            run(w, (enum interruption)below(&w->chance, NOT_AT_ALL + 1), below(&w->chance, 2));
        }
        push_source(w);
        run(w, NOT_AT_ALL, true);
        run(w, NOT_AT_ALL, true);
        expect_nothing_to_do(w);
        arena_free(&w->arena);
        free(w);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_lost_whatever_happens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
