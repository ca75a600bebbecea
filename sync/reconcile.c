#include "sync/reconcile.h"

#include "catalog/merge.h"
#include "sync/counterpart.h"
#include "sync/verdict.h"

// ---- one unit

struct comparing {
    const struct reconcile_sides *sides;
    const struct reconcile_options *options;
    struct counterparts pairs;
    struct arena *arena;
    struct arena scratch;
    struct reconciliation *out;
};

// Nothing, where the source says something, is no translation.
static bool has_translation(const struct unit *unit)
{
    return unit->has_target && (!pattern_is_blank(&unit->target) || pattern_is_blank(&unit->source));
}

static enum unit_state compared_state(enum unit_state state, enum unit_state greatest)
{
    if (state == UNIT_TRANSLATED || state >= UNIT_REVIEWED)
        return greatest >= UNIT_REVIEWED ? state > greatest ? greatest : state : UNIT_TRANSLATED;
    return UNIT_NEEDS_REVIEW;
}

static struct side side_of(const struct unit *unit, bool is_translation, enum unit_state greatest)
{
    if (!is_translation)
        return (struct side){.state = UNIT_NEEDS_REVIEW};
    return (struct side){true, state_fingerprint(&unit->target), compared_state(unit->state, greatest)};
}

static struct side side_here(const struct comparing *c, const struct unit *unit)
{
    return side_of(unit, has_translation(unit) && !unit_is_proposal(unit), c->options->greatest);
}

static struct side side_there(const struct comparing *c, const struct unit *unit)
{
    return side_of(unit, has_translation(unit) && unit->state != UNIT_NEW, c->options->greatest);
}

// Where a delta says nothing, the service has what it had.
static struct side side_unchanged(const struct agreement *base)
{
    if (!base || base->is_only_here)
        return (struct side){.state = UNIT_NEEDS_REVIEW};
    return (struct side){true, base->target, base->state};
}

// What the service has as source of the unit, whatever part of what was read tells it; NULL: not known.
static const struct unit *unit_with_source(struct comparing *c, const struct unit *unit,
                                           const struct unit *there)
{
    const struct catalog *sources = c->sides->remote_source;
    return there || !sources ? there : counterpart_find(sources, unit);
}

static void gather_sources(struct comparing *c, const struct unit *unit, const struct unit *there,
                           struct facts *facts)
{
    const struct unit *known = unit_with_source(c, unit, there);
    facts->source = facts->there_source = state_fingerprint(&unit->source);
    if (known) {
        facts->there_source = state_fingerprint(unit_made_for(known));
        facts->is_known = facts->source == state_fingerprint(&known->source);
        facts->is_outdated = facts->source != facts->there_source &&
                             !merge_says_the_same(&unit->source, unit_made_for(known), &c->scratch);
    } else if (c->sides->is_delta && !c->sides->remote_source) {
        facts->is_known = facts->base && facts->base->source == facts->source;
    }
}

static void gather(struct comparing *c, const struct unit *unit, const struct unit *there,
                   struct facts *facts)
{
    facts->here = side_here(c, unit);
    facts->there = there                ? side_there(c, there)
                   : c->sides->is_delta ? side_unchanged(facts->base)
                                        : side_unchanged(NULL);
    facts->is_obsolete = unit->is_obsolete;
    facts->is_locked = unit->is_locked;
    facts->is_below = there && c->options->least > UNIT_TRANSLATED && there->state < c->options->least;
    if (there && c->sides->quarantine)
        facts->fitness = c->sides->quarantine->fitness[there - c->sides->remote->units.at];
    gather_sources(c, unit, there, facts);
}

static bool reads_like_source(const struct unit *there)
{
    return there && there->has_target && !pattern_is_blank(&there->source) &&
           state_fingerprint(&there->target) == state_fingerprint(&there->source);
}

static void count(struct reconciliation *out, const struct difference *difference)
{
    out->counts[difference->verdict]++;
    out->reasons[difference->reason]++;
    out->waiting += difference->needs_source;
}

static void fill(struct difference *d, const struct facts *facts)
{
    d->is_outdated = facts->is_outdated;
    d->here_state = facts->here.state;
    d->there_state = facts->there.state;
    d->source = facts->source;
    d->there_source = facts->there_source;
    d->here_text = facts->here.has_text ? facts->here.text : 0;
    d->there_text = facts->there.has_text ? facts->there.text : 0;
}

static struct difference *add_difference(struct comparing *c, struct str key, struct str id, size_t local,
                                         size_t remote)
{
    struct difference *d = list_push(&c->out->differences, c->arena);
    *d = (struct difference){.key = key, .id = id, .local = local, .remote = remote};
    d->agreement = d->old_agreement = STR_NONE;
    return d;
}

static const struct agreement *find_agreement(struct comparing *c, struct str key, struct difference *d)
{
    const struct agreement *base = state_find(c->sides->state, key);
    d->agreement = base ? (size_t)(base - c->sides->state->agreements.at) : STR_NONE;
    return base;
}

static void judge(struct comparing *c, const struct unit *unit, const struct unit *there, struct facts *facts,
                  struct difference *d)
{
    gather(c, unit, there, facts);
    fill(d, facts);
    d->is_source_text = reads_like_source(there);
    if (facts->here.has_text && unit->state == UNIT_STALE)
        d->here_state = UNIT_STALE;
    verdict_find(facts, c->options, d);
    if (d->verdict == VERDICT_TAKE && !there) {
        d->verdict = VERDICT_HELD;
        d->reason = REASON_UNREAD;
    }
    if (d->verdict == VERDICT_SAME && d->there == CHANGE_NONE && d->is_source_text)
        d->reason = REASON_SAME_AS_SOURCE;
}

// The service has the unit under an old id. What is news there comes here; else it is as if the service did
// not have it, and ours goes there with our source.
static bool judge_moved(struct comparing *c, const struct unit *unit, const struct unit *there,
                        struct difference *d)
{
    struct facts facts = {.base = find_agreement(c, state_key(there, c->arena), d)};
    judge(c, unit, there, &facts, d);
    return d->verdict == VERDICT_TAKE || d->verdict == VERDICT_TAKE_STATE || d->verdict == VERDICT_CONFLICT ||
           (d->verdict == VERDICT_HELD && d->there == CHANGE_MADE && d->there_text != d->here_text);
}

static void compare_unit(struct comparing *c, size_t number)
{
    const struct unit *unit = &c->sides->local->units.at[number];
    size_t remote = c->pairs.remote_of[number];
    const struct unit *there = remote == STR_NONE ? NULL : &c->sides->remote->units.at[remote];
    struct difference *d = add_difference(c, state_key(unit, c->arena), unit->id, number, remote);
    d->has_moved = c->pairs.has_moved[number];
    if (!d->has_moved || !judge_moved(c, unit, there, d)) {
        d->old_agreement = d->agreement;
        struct facts facts = {.base = find_agreement(c, d->key, d)};
        d->remote = d->has_moved ? STR_NONE : remote;
        judge(c, unit, d->has_moved ? NULL : there, &facts, d);
    }
    count(c->out, d);
    arena_reset(&c->scratch);
}

// A unit that is not here: its translation is left alone.
static void compare_unknown(struct comparing *c, size_t number)
{
    const struct unit *unit = &c->sides->remote->units.at[number];
    struct facts facts = {.there = side_there(c, unit), .here.state = UNIT_NEEDS_REVIEW};
    if (!facts.there.has_text || unit->is_shadowed)
        return;
    struct difference *d = add_difference(c, state_key(unit, c->arena), unit->id, STR_NONE, number);
    const struct agreement *base = find_agreement(c, d->key, d);
    facts.source = facts.there_source = state_fingerprint(&unit->source);
    fill(d, &facts);
    d->here = CHANGE_NONE;
    d->there = base && base->target == d->there_text ? CHANGE_SAME : CHANGE_MADE;
    d->verdict = VERDICT_HELD;
    d->reason = REASON_UNKNOWN;
    count(c->out, d);
}

// What was agreed on and is not here any more may be here under another id.
static bool has_strays(const struct reconciliation *r)
{
    const struct agreement_list *list = &r->sides.state->agreements;
    size_t known = 0, found = 0;
    for (size_t i = 0; i < list->count; i++)
        known += !list->at[i].is_only_here;
    for (size_t i = 0; i < r->differences.count; i++) {
        const struct difference *d = &r->differences.at[i];
        found += d->agreement != STR_NONE && d->local != STR_NONE && !list->at[d->agreement].is_only_here;
    }
    return found < known;
}

void reconcile(const struct reconcile_sides *sides, const struct reconcile_options *options,
               struct arena *arena, struct reconciliation *out)
{
    const struct unit_list *local = &sides->local->units, *remote = &sides->remote->units;
    *out = (struct reconciliation){.sides = *sides};
    struct comparing c = {.sides = sides, .options = options, .arena = arena, .out = out};
    c.pairs = counterparts_of(sides->local, sides->remote, sides->is_delta, arena);
    list_reserve(&out->differences, local->count, arena);
    for (size_t i = 0; i < local->count; i++)
        if (unit_counts(&local->at[i]))
            compare_unit(&c, i);
    for (size_t i = 0; i < remote->count; i++)
        if (c.pairs.local_of[i] == STR_NONE)
            compare_unknown(&c, i);
    out->needs_all = sides->is_delta && (out->reasons[REASON_UNREAD] || out->reasons[REASON_UNKNOWN] ||
                                         (sides->state && has_strays(out)));
    arena_free(&c.scratch);
}

// ---- what leaves the service

bool reconcile_is_news(const struct difference *difference)
{
    return difference->there == CHANGE_MADE && difference->there_text != difference->here_text;
}

// The fingerprints of all translations here, as keys of a map.
static struct map texts_here(const struct reconciliation *reconciliation, struct arena *arena)
{
    const struct unit_list *units = &reconciliation->sides.local->units;
    struct map texts = {0};
    uint64_t *prints = arena_array(arena, uint64_t, units->count);
    for (size_t i = 0; i < units->count; i++) {
        prints[i] = units->at[i].has_target ? state_fingerprint(&units->at[i].target) : 0;
        map_set(&texts, (struct str){(const char *)&prints[i], sizeof prints[i]}, NULL, arena);
    }
    return texts;
}

void reconcile_keep(struct reconciliation *reconciliation, const struct map *leaving, struct arena *arena)
{
    if (reconciliation->reasons[REASON_UNKNOWN] == 0)
        return;
    struct map texts = texts_here(reconciliation, arena);
    for (size_t i = 0; i < reconciliation->differences.count; i++) {
        struct difference *d = &reconciliation->differences.at[i];
        struct str print = {(const char *)&d->there_text, sizeof d->there_text};
        if (d->reason != REASON_UNKNOWN || !map_has(leaving, d->id) ||
            (!reconcile_is_news(d) && map_has(&texts, print)))
            continue;
        d->verdict = VERDICT_TAKE;
        d->reason = REASON_LEAVING;
        reconciliation->counts[VERDICT_HELD]--;
        reconciliation->counts[VERDICT_TAKE]++;
        reconciliation->reasons[REASON_UNKNOWN]--;
        reconciliation->reasons[REASON_LEAVING]++;
    }
}

// ---- names

static const struct {
    const char *name, *text;
} verdicts[VERDICT_COUNT] =
    {
        [VERDICT_SAME] = {"same", "the same on both sides"},
        [VERDICT_TAKE] = {"take", "comes here"},
        [VERDICT_SEND] = {"send", "goes to the service"},
        [VERDICT_TAKE_STATE] = {"take-state", "its state comes here"},
        [VERDICT_SEND_STATE] = {"send-state", "its state goes to the service"},
        [VERDICT_CONFLICT] = {"conflict", "has to be decided"},
        [VERDICT_HELD] = {"held", "stays as it is on both sides"},
},
  reasons[REASON_COUNT] = {
      [REASON_NONE] = {"none", ""},
      [REASON_NEW] = {"new", "it is new"},
      [REASON_CHANGED] = {"changed", "it changed on one side"},
      [REASON_GONE] = {"gone", "it was lost on one side, and is brought back"},
      [REASON_STATE] = {"state", "its state changed on one side"},
      [REASON_BOTH_CHANGED] = {"both-changed", "both sides changed it, differently"},
      [REASON_FIRST] = {"first", "the two sides differ, and they were never brought together before"},
      [REASON_NOT_KEPT] = {"not-kept", "it was sent, and the service shows again what it had before"},
      [REASON_POLICY] = {"policy", "both sides changed it, and the policy for conflicts decided"},
      [REASON_DRAFT_HERE] = {"draft-here", "it needs review here"},
      [REASON_DRAFT_THERE] = {"draft-there", "it needs review at the service"},
      [REASON_KEPT] = {"kept",
                       "the service kept it over a change of the source, and nobody has looked at it"},
      [REASON_OUTDATED] = {"outdated", "the service's was made for an older source"},
      [REASON_UNFIT] = {"unfit", "the service's was made for an older source with other placeholders"},
      [REASON_QUARANTINED] = {"quarantined", "the service's is broken"},
      [REASON_UNREVIEWED] = {"unreviewed", "the service's is not reviewed yet"},
      [REASON_OBSOLETE] = {"obsolete", "the unit is out of use"},
      [REASON_LOCKED] = {"locked", "the unit is not to be translated"},
      [REASON_UNKNOWN] = {"unknown", "only the service has the unit"},
      [REASON_LEAVING] = {"leaving", "only the service has the unit, and loses it"},
      [REASON_UNREAD] = {"unread", "it was not read, since it did not change"},
      [REASON_SAME_AS_SOURCE] = {"same-as-source",
                                 "the service shows the source where nothing is translated"},
};

const char *verdict_name(enum verdict verdict)
{
    return verdicts[verdict].name;
}

const char *reason_name(enum reason reason)
{
    return reasons[reason].name;
}

const char *reason_text(enum reason reason)
{
    return reasons[reason].text;
}
