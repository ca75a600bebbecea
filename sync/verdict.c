#include "sync/verdict.h"

struct deciding {
    const struct facts *facts;
    const struct reconcile_options *options;
    struct difference *out;
};

static void decide(struct deciding *d, enum verdict verdict, enum reason reason)
{
    d->out->verdict = verdict;
    d->out->reason = reason;
}

static bool is_finished(const struct side *side)
{
    return side->state != UNIT_NEEDS_REVIEW;
}

static enum change change_of(const struct side *side, const struct agreement *base)
{
    if (!side->has_text)
        return CHANGE_NONE;
    return base && side->text == base->target ? CHANGE_SAME : CHANGE_MADE;
}

// What we replaced there stands there again.
static bool is_old_text(const struct facts *facts)
{
    return facts->base && facts->base->was_replaced && facts->there.has_text &&
           facts->there.text == facts->base->replaced;
}

// ---- different texts

static const enum verdict rows[3][3] = {
    // there:        SAME          MADE              NONE
    [CHANGE_SAME] = {VERDICT_SAME, VERDICT_TAKE, VERDICT_SEND},
    [CHANGE_MADE] = {VERDICT_SEND, VERDICT_CONFLICT, VERDICT_SEND},
    [CHANGE_NONE] = {VERDICT_TAKE, VERDICT_TAKE, VERDICT_SAME},
};

// Of a text that moves to the other side.
static enum reason reason_of_move(enum change change, const struct agreement *base)
{
    if (!base || base->is_only_here)
        return base && change == CHANGE_MADE ? REASON_CHANGED : REASON_NEW;
    return change == CHANGE_SAME ? REASON_GONE : REASON_CHANGED;
}

static void decide_by_texts(struct deciding *d)
{
    const struct agreement *base = d->facts->base;
    enum change here = d->out->here, there = d->out->there;
    if (is_old_text(d->facts) && here == CHANGE_SAME) {
        decide(d, VERDICT_CONFLICT, REASON_NOT_KEPT);
        return;
    }
    if (is_old_text(d->facts))
        there = CHANGE_SAME; // who wrote ours has seen it
    enum verdict verdict = rows[here][there];
    enum reason reason = REASON_NONE;
    if (verdict == VERDICT_SEND)
        reason = reason_of_move(here, base);
    else if (verdict == VERDICT_TAKE)
        reason = base && base->is_only_here ? REASON_NEW : reason_of_move(there, base);
    else if (verdict == VERDICT_CONFLICT)
        reason = base ? REASON_BOTH_CHANGED : REASON_FIRST;
    decide(d, verdict, reason);
}

// Why theirs cannot come here, or REASON_NONE.
static enum reason obstacle_to_taking(const struct facts *facts, const struct reconcile_options *options)
{
    if (facts->is_locked)
        return REASON_LOCKED;
    if (facts->fitness == FITNESS_BROKEN)
        return REASON_QUARANTINED;
    if (facts->fitness == FITNESS_UNFIT)
        return REASON_UNFIT;
    if (facts->is_below)
        return REASON_UNREVIEWED;
    return facts->is_outdated && !options->holds_stale ? REASON_OUTDATED : REASON_NONE;
}

// Why ours cannot go there.
static enum reason obstacle_to_sending(const struct facts *facts)
{
    return facts->is_obsolete           ? REASON_OBSOLETE
           : facts->is_locked           ? REASON_LOCKED
           : !is_finished(&facts->here) ? REASON_DRAFT_HERE
                                        : REASON_NONE;
}

static void settle_take(struct deciding *d)
{
    const struct facts *facts = d->facts;
    enum reason obstacle = obstacle_to_taking(facts, d->options);
    bool is_finished_here = facts->here.has_text && is_finished(&facts->here);
    if (obstacle)
        decide(d, VERDICT_HELD, obstacle);
    else if (is_finished_here && !is_finished(&facts->there))
        decide(d, VERDICT_HELD, REASON_DRAFT_THERE);
    else if (is_finished_here && facts->is_outdated)
        decide(d, VERDICT_CONFLICT, REASON_OUTDATED);
}

static void settle_send(struct deciding *d)
{
    enum reason obstacle = obstacle_to_sending(d->facts);
    if (obstacle)
        decide(d, VERDICT_HELD, obstacle);
}

static enum verdict ask_policy(const struct deciding *d)
{
    const struct reconcile_options *options = d->options;
    static const enum verdict verdicts[] = {
        [POLICY_LEAVE] = VERDICT_CONFLICT, [POLICY_OURS] = VERDICT_SEND, [POLICY_THEIRS] = VERDICT_TAKE};
    if (options->policy != POLICY_ASK)
        return verdicts[options->policy];
    return options->choose ? options->choose(options->context, d->out) : VERDICT_CONFLICT;
}

// Of units out of use nothing is sent: both texts stay, until the service loses its own with the unit. Then
// somebody has to choose.
static void settle_obsolete_conflict(struct deciding *d)
{
    enum verdict choice = ask_policy(d);
    if (choice == VERDICT_TAKE && !obstacle_to_taking(d->facts, d->options))
        decide(d, VERDICT_TAKE, REASON_POLICY);
    else
        decide(d, VERDICT_HELD, choice == VERDICT_SEND ? REASON_POLICY : REASON_OBSOLETE);
}

// A choice that cannot be carried out leaves the conflict, and says why.
static void settle_conflict(struct deciding *d)
{
    const struct facts *facts = d->facts;
    if (facts->is_locked) {
        decide(d, VERDICT_HELD, REASON_LOCKED);
        return;
    }
    if (facts->is_obsolete) {
        settle_obsolete_conflict(d);
        return;
    }
    if (facts->fitness == FITNESS_BROKEN)
        d->out->reason = REASON_QUARANTINED;
    enum verdict choice = ask_policy(d);
    if (choice != VERDICT_SEND && choice != VERDICT_TAKE)
        return;
    enum reason obstacle =
        choice == VERDICT_SEND ? obstacle_to_sending(facts) : obstacle_to_taking(facts, d->options);
    decide(d, obstacle ? VERDICT_CONFLICT : choice, obstacle ? obstacle : REASON_POLICY);
}

// ---- equal texts

// Whether the last sync knew this text; then its state can be compared.
static bool has_common_state(const struct facts *facts)
{
    return facts->base && !facts->base->is_only_here && facts->base->target == facts->here.text;
}

// Unfinished here, finished there: was it finished there after the last sync, and for our source?
static void decide_draft_here(struct deciding *d)
{
    const struct facts *facts = d->facts;
    const struct agreement *base =
        facts->base && facts->base->target == facts->here.text ? facts->base : NULL;
    bool is_raised = base && (base->is_only_here || base->state == UNIT_NEEDS_REVIEW ||
                              base->state == UNIT_STALE || facts->there.state > base->state);
    if (facts->is_outdated)
        decide(d, VERDICT_HELD, REASON_OUTDATED);
    else if (is_raised || (!base && facts->there.state >= UNIT_REVIEWED))
        decide(d, VERDICT_TAKE_STATE, REASON_STATE);
    else if (base && base->source != facts->source)
        decide(d, VERDICT_HELD, REASON_KEPT);
    else
        decide(d, VERDICT_HELD, REASON_DRAFT_HERE);
}

// Finished here, unfinished there: marked so after the last sync, or not yet told that it is finished?
static void decide_draft_there(struct deciding *d)
{
    const struct facts *facts = d->facts;
    bool is_common = has_common_state(facts);
    if (facts->is_outdated || (is_common && facts->base->state != facts->here.state))
        decide(d, VERDICT_SEND, REASON_STATE);
    else if (is_common)
        decide(d, VERDICT_TAKE_STATE, REASON_STATE);
    else
        decide(d, VERDICT_HELD, REASON_DRAFT_THERE);
}

static void decide_level(struct deciding *d)
{
    const struct facts *facts = d->facts;
    enum unit_state here = facts->here.state, there = facts->there.state;
    bool is_theirs = there > here;
    if (has_common_state(facts) && facts->base->state == here)
        is_theirs = true;
    else if (has_common_state(facts) && facts->base->state == there)
        is_theirs = false;
    decide(d, is_theirs ? VERDICT_TAKE_STATE : VERDICT_SEND_STATE, REASON_STATE);
    if (is_theirs && facts->is_outdated)
        decide(d, VERDICT_HELD, REASON_OUTDATED);
}

static void decide_by_states(struct deciding *d)
{
    const struct facts *facts = d->facts;
    decide(d, VERDICT_SAME, REASON_NONE);
    if (facts->here.state == facts->there.state)
        return;
    if (!is_finished(&facts->here))
        decide_draft_here(d);
    else if (!is_finished(&facts->there))
        decide_draft_there(d);
    else
        decide_level(d);
    if (d->out->verdict == VERDICT_SEND_STATE && (!d->options->sends_states || facts->is_obsolete))
        decide(d, VERDICT_HELD, facts->is_obsolete ? REASON_OBSOLETE : REASON_STATE);
}

// ---- all

void verdict_find(const struct facts *facts, const struct reconcile_options *options, struct difference *out)
{
    struct deciding d = {facts, options, out};
    out->here = change_of(&facts->here, facts->base);
    out->there = change_of(&facts->there, facts->base);
    decide(&d, VERDICT_SAME, REASON_NONE);
    if (facts->here.has_text && facts->there.has_text && facts->here.text == facts->there.text)
        decide_by_states(&d);
    else if (facts->here.has_text || facts->there.has_text)
        decide_by_texts(&d);
    if (out->verdict == VERDICT_TAKE)
        settle_take(&d);
    else if (out->verdict == VERDICT_SEND)
        settle_send(&d);
    if (out->verdict == VERDICT_CONFLICT)
        settle_conflict(&d);
    out->needs_source =
        !facts->is_known && (out->verdict == VERDICT_SEND || out->verdict == VERDICT_SEND_STATE);
}

// ---- what comes of it

static struct agreement agreed(const struct difference *d, uint64_t source, uint64_t text,
                               enum unit_state state)
{
    return (struct agreement){.id = d->key, .state = state, .source = source, .target = text};
}

// What was agreed before goes on, with what is known of the service now; ours that was never seen there was
// no agreement. A stale translation that was held back is remembered: who translates the new text there
// replaces it.
static bool agreed_before(const struct difference *d, const struct agreement *base, struct agreement *out)
{
    bool is_back = d->here == CHANGE_SAME && base && d->there_text == base->replaced;
    bool is_unseen = base && base->was_replaced && (is_back || d->there == CHANGE_NONE);
    bool is_stale = d->here_state == UNIT_STALE && d->there == CHANGE_NONE;
    if (is_stale && (!base || base->state == UNIT_STALE))
        *out = agreed(d, d->source, d->here_text, UNIT_STALE);
    else if (base && !is_unseen)
        *out = *base;
    else
        return false;
    out->is_only_here = d->there == CHANGE_NONE;
    return true;
}

static bool agreed_by_sending(const struct difference *d, struct agreement *out)
{
    *out = agreed(d, d->source, d->here_text, d->here_state);
    out->was_replaced = d->there != CHANGE_NONE && d->there_text != d->here_text;
    out->replaced = out->was_replaced ? d->there_text : 0;
    return true;
}

bool verdict_agreement(const struct difference *d, const struct agreement *base, bool is_done,
                       struct agreement *out)
{
    if (d->verdict == VERDICT_SAME && d->here == CHANGE_NONE)
        return false;
    if (d->verdict == VERDICT_SAME)
        *out = agreed(d, d->source, d->here_text,
                      d->here_state == UNIT_STALE ? UNIT_NEEDS_REVIEW : d->here_state);
    else if (d->verdict == VERDICT_TAKE && is_done)
        *out = agreed(d, d->is_outdated ? d->there_source : d->source, d->there_text, d->there_state);
    else if (d->verdict == VERDICT_TAKE_STATE && is_done)
        *out = agreed(d, d->source, d->here_text, d->there_state);
    else if ((d->verdict == VERDICT_SEND || d->verdict == VERDICT_SEND_STATE) && is_done)
        return agreed_by_sending(d, out);
    else
        return agreed_before(d, base, out);
    return true;
}
