// What was decided is carried out: into the local catalog, into what is sent, into the next base.
#include "sync/counterpart.h"
#include "sync/neutral.h"
#include "sync/verdict.h"

// ---- here

static void set_state(struct unit *unit, enum unit_state state)
{
    unit->state_changed |= unit->state != state;
    unit->state = state;
}

static void forget_previous(struct unit *unit)
{
    unit->state_changed |= unit->has_previous;
    unit->has_previous = false;
}

// The service's source in our words: with our code, where it has the same placeholders.
static void set_previous(struct unit *unit, const struct unit *there, struct arena *arena)
{
    struct neutral_fault_list unsaid = {0};
    struct pattern previous;
    neutral_restore(unit_made_for(there), &unit->source, arena, &unsaid, &previous);
    unit_set_previous(unit, &previous, unit_is_made_unreviewed(there), arena);
    unit->state_changed = true;
}

static void take_text(const struct difference *d, const struct unit *there, struct unit *unit,
                      struct arena *arena)
{
    unit->target = there->target;
    unit->has_target = unit->target_changed = true;
    if (d->is_outdated) {
        set_state(unit, UNIT_STALE);
        set_previous(unit, there, arena);
    } else {
        set_state(unit, d->there_state);
        forget_previous(unit);
    }
}

// A unit that only the service had, out of use: `glot extract` revives it when its message comes back.
static struct unit *add_leaving(const struct unit *there, struct catalog *local, struct arena *arena)
{
    struct unit *unit = catalog_add(local, there->id, arena);
    unit->source = there->source;
    unit->source_is_string = there->source_is_string;
    unit->context = there->context;
    unit->is_obsolete = unit->source_changed = true;
    return unit;
}

size_t reconcile_take(const struct reconciliation *reconciliation, struct catalog *local, struct arena *arena)
{
    const struct difference_list *list = &reconciliation->differences;
    size_t taken = 0;
    for (size_t i = 0; i < list->count; i++) {
        const struct difference *d = &list->at[i];
        struct unit *unit = d->local == STR_NONE ? NULL : &local->units.at[d->local];
        if (d->verdict == VERDICT_TAKE) {
            const struct unit *there = &reconciliation->sides.remote->units.at[d->remote];
            take_text(d, there, unit ? unit : add_leaving(there, local, arena), arena);
        } else if (d->verdict == VERDICT_TAKE_STATE) {
            set_state(unit, d->there_state);
            forget_previous(unit);
        } else {
            continue;
        }
        taken++;
    }
    return taken;
}

// ---- there

static bool is_sending(const struct difference *d, bool has_source)
{
    return (d->verdict == VERDICT_SEND || d->verdict == VERDICT_SEND_STATE) &&
           (has_source || !d->needs_source);
}

// What was taken from under an old id is new under its own one.
static bool is_returning(const struct difference *d, const struct unit *unit, bool has_source)
{
    return d->has_moved && has_source && unit_is_done(unit) && !unit->is_locked &&
           (d->verdict == VERDICT_TAKE || d->verdict == VERDICT_TAKE_STATE) &&
           state_fingerprint(&unit->target) == d->there_text;
}

struct catalog reconcile_outgoing(const struct reconciliation *reconciliation, bool has_source,
                                  struct arena *arena)
{
    const struct catalog *local = reconciliation->sides.local;
    const struct difference_list *list = &reconciliation->differences;
    struct catalog out = {
        .source_locale = local->source_locale, .target_locale = local->target_locale, .files = local->files};
    for (size_t i = 0; i < list->count; i++) {
        const struct difference *d = &list->at[i];
        const struct unit *unit = d->local == STR_NONE ? NULL : &local->units.at[d->local];
        if (is_sending(d, has_source))
            neutral_add(&out, unit, true, arena)->state = d->here_state;
        else if (unit && is_returning(d, unit, has_source))
            neutral_add(&out, unit, true, arena)->state = d->there_state;
    }
    return out;
}

// ---- the next base

static bool is_carried_out(const struct difference *d, const struct reconcile_outcome *outcome)
{
    if (d->verdict == VERDICT_TAKE || d->verdict == VERDICT_TAKE_STATE)
        return outcome->is_taken;
    return outcome->is_sent && is_sending(d, outcome->has_source);
}

// Whether the agreement tells what the service has by now.
static bool tells_all(const struct difference *d, const struct agreement *agreement, bool is_sent)
{
    if (d->has_moved)
        return false;
    if (!agreement || agreement->is_only_here)
        return d->there == CHANGE_NONE && !is_sent;
    uint64_t text = is_sent ? d->here_text : d->there_text;
    enum unit_state state = is_sent ? d->here_state : d->there_state;
    return (is_sent || d->there != CHANGE_NONE) && !agreement->was_replaced && agreement->target == text &&
           agreement->state == state;
}

// Until the service has our source, news can come under the old id.
static void keep_old(struct sync_state *next, const struct agreement *old, struct arena *arena)
{
    if (!state_find(next, old->id))
        *state_add(next, old->id, arena) = *old;
}

struct sync_state reconcile_next(const struct reconciliation *reconciliation,
                                 const struct reconcile_outcome *outcome, struct arena *arena)
{
    const struct sync_state *state = reconciliation->sides.state;
    struct sync_state next = {.version = outcome->version, .is_settled = true};
    for (size_t i = 0; i < reconciliation->differences.count; i++) {
        const struct difference *d = &reconciliation->differences.at[i];
        const struct agreement *base = d->agreement == STR_NONE ? NULL : &state->agreements.at[d->agreement];
        bool is_done = is_carried_out(d, outcome);
        struct agreement agreement;
        bool is_agreed = verdict_agreement(d, base, is_done, &agreement);
        // Under its own id the service has it once it was sent there.
        if (is_done && d->has_moved && d->remote != STR_NONE)
            is_agreed = outcome->is_sent && outcome->has_source;
        if (is_agreed)
            *state_add(&next, agreement.id, arena) = agreement;
        if (d->old_agreement != STR_NONE && !is_done)
            keep_old(&next, &state->agreements.at[d->old_agreement], arena);
        bool is_sent = is_done && (d->verdict == VERDICT_SEND || d->verdict == VERDICT_SEND_STATE);
        next.is_settled = next.is_settled && tells_all(d, is_agreed ? &agreement : NULL, is_sent);
    }
    return next;
}
