#include "sync/source_plan.h"

#include "sync/neutral.h"

struct planning {
    struct exchange *exchange;
    struct source_plan *plan;
    struct arena *arena;
    struct diags *diags;
};

// ---- comparing

// Whether the sources are those of the last sync.
static bool is_known(const struct sync_state *state, const struct catalog *here, struct arena *arena)
{
    if (state->agreements.count != here->units.count)
        return false;
    for (size_t i = 0; i < here->units.count; i++) {
        const struct agreement *agreement = state_find(state, state_key(&here->units.at[i], arena));
        if (!agreement || agreement->source != state_fingerprint(&here->units.at[i].source))
            return false;
    }
    return true;
}

static bool nothing_changed(const struct planning *p)
{
    const struct exchange *exchange = p->exchange;
    struct str version = exchange->source_state.version;
    return exchange->remote->exists && version.len && str_equal(version, exchange->remote->source.version) &&
           is_known(&exchange->source_state, &p->plan->here, p->arena);
}

static bool compare_sources(struct planning *p)
{
    struct remote *remote = p->exchange->remote;
    struct source_plan *plan = p->plan;
    struct remote_read read = {0};
    if (remote->exists && !remote->service->read(remote, &read, 1))
        return false;
    plan->there = read.catalog;
    edit_compare(&plan->here, &plan->there, &p->exchange->source_state, p->arena, &plan->changes);
    if (p->exchange->options->replace_edited)
        edit_claim(&plan->changes);
    plan->is_compared = true;
    // What only the service changed stays there.
    plan->is_needed = !remote->exists || plan->changes.list.count > plan->changes.theirs;
    return true;
}

// ---- what it costs

// Whether the service drops the translations of the unit.
static bool is_dropped(const struct source_plan *plan, const struct source_change *change)
{
    bool is_changed = !plan->keeps_all && change->kind == SOURCE_CHANGED && change->edit == EDIT_REAL;
    return (is_changed || change->kind == SOURCE_DELETED) && !change->is_theirs;
}

static bool takes(const struct exchange *exchange, const struct exchange_locale *locale)
{
    return (exchange->options->directions & EXCHANGE_PULL) && !locale->is_below_minimum;
}

// The id that the service knows it by.
static struct str id_there(const struct exchange_locale *locale, const struct difference *difference)
{
    const struct catalog *remote = locale->found.sides.remote;
    return difference->remote == STR_NONE ? difference->id : remote->units.at[difference->remote].id;
}

// Translations at the service of units that leave it or change, and of these those that are nowhere else:
// they have changed there, and this run does not take them.
static size_t count_only_there(struct planning *p, const struct exchange_locale *locale,
                               const struct map *leaving)
{
    bool is_taken = takes(p->exchange, locale);
    size_t count = 0;
    for (size_t i = 0; i < locale->found.differences.count; i++) {
        const struct difference *difference = &locale->found.differences.at[i];
        enum verdict verdict = difference->verdict;
        bool is_decided = difference->reason == REASON_POLICY;
        if (!difference->there_text || !map_has(leaving, id_there(locale, difference)))
            continue;
        p->plan->dropped++;
        count += reconcile_is_news(difference) &&
                 (verdict == VERDICT_CONFLICT || (verdict == VERDICT_HELD && !is_decided) ||
                  (verdict == VERDICT_TAKE && !is_taken));
    }
    return count;
}

// A language that was not read may hold what nobody has pulled.
static const struct exchange_locale *find_unread(const struct exchange *exchange)
{
    for (size_t i = 0; i < exchange->locales.count; i++)
        if (exchange->locales.at[i].remote && !exchange->locales.at[i].is_read)
            return &exchange->locales.at[i];
    return NULL;
}

static bool refuse_unread(struct planning *p, const struct exchange_locale *unread)
{
    struct diag *diag = diag_add(
        p->diags, KIND_SYNC_LOSS, (struct span){0},
        "the source is not pushed: translations that it would drop were not looked at in %s" STR_FORMAT "%s",
        unread ? "`" : "all languages", STR_ARG(unread ? unread->locale : STR("")), unread ? "`" : "");
    diag_hint(p->diags, diag,
              unread ? "Push again when the language can be read." : "Push without --locale.");
    return true;
}

static bool would_lose(struct planning *p)
{
    const struct exchange *exchange = p->exchange;
    const struct source_change_list *changes = &p->plan->changes.list;
    struct map leaving = {0};
    size_t only_there = 0;
    for (size_t i = 0; i < changes->count; i++)
        if (is_dropped(p->plan, &changes->at[i]))
            map_set(&leaving, changes->at[i].id, NULL, p->arena);
    if (leaving.entries.count == 0 || exchange->options->allow_loss)
        return false;
    const struct exchange_locale *unread = find_unread(exchange);
    if (unread || exchange->options->is_partial)
        return refuse_unread(p, unread);
    for (size_t i = 0; i < exchange->locales.count; i++) {
        struct exchange_locale *locale = &exchange->locales.at[i];
        if (takes(exchange, locale) && exchange->options->reconcile.holds_obsolete)
            reconcile_keep(&locale->found, &leaving, p->arena);
        only_there += count_only_there(p, locale, &leaving);
    }
    if (only_there == 0)
        return false;
    struct diag *diag =
        diag_add(p->diags, KIND_SYNC_LOSS, (struct span){0},
                 "%zu translation%s at the service would be dropped, since the source changed, and %s "
                 "not here yet",
                 only_there, only_there == 1 ? "" : "s", only_there == 1 ? "is" : "are");
    diag_hint(p->diags, diag,
              "Run `glot sync`, and decide on what is in conflict (--conflicts); --allow-loss goes on all "
              "the same.");
    return true;
}

static bool is_too_small(struct planning *p)
{
    const struct exchange_options *options = p->exchange->options;
    size_t had = p->plan->changes.remote, lost = p->plan->changes.deleted;
    if (p->plan->here.units.count == 0) {
        struct diag *diag = diag_add(p->diags, KIND_SYNC_SHRINK, (struct span){0},
                                     "the source holds no unit: nothing is pushed");
        diag_hint(p->diags, diag, "Look at the configuration of the sources, and run `glot extract`.");
        return true;
    }
    if (options->allow_shrink || lost * 100 <= had * options->shrink)
        return false;
    struct diag *diag = diag_add(p->diags, KIND_SYNC_SHRINK, (struct span){0},
                                 "a push would delete %zu of the %zu units at the service, more than %u %%",
                                 lost, had, options->shrink);
    diag_hint(p->diags, diag, "Look whether the sources are complete; --allow-shrink goes on all the same.");
    return true;
}

bool source_plan(struct exchange *exchange, struct arena *arena, struct diags *diags)
{
    struct source_plan *plan = &exchange->plan;
    struct planning p = {.exchange = exchange, .plan = plan, .arena = arena, .diags = diags};
    plan->keeps_all = exchange->options->keep_always;
    plan->here = neutral_catalog(exchange->source, false, arena);
    if (nothing_changed(&p))
        return true;
    bool good = compare_sources(&p);
    plan->is_refused = !good;
    if (good && plan->is_needed) {
        bool is_small = is_too_small(&p);
        plan->is_refused = would_lose(&p) || is_small;
    }
    return !plan->is_refused;
}

// ---- sending

// What was edited at the service, and not here, stays as it is there.
static void keep_theirs(struct source_plan *plan)
{
    for (size_t i = 0; i < plan->changes.list.count; i++) {
        const struct source_change *change = &plan->changes.list.at[i];
        if (change->kind == SOURCE_CHANGED && change->is_theirs)
            plan->here.units.at[change->local].source = plan->there.units.at[change->remote].source;
    }
}

static bool write_source(struct exchange *exchange, const struct catalog *catalog, bool keeps)
{
    struct remote *remote = exchange->remote;
    struct source_policy policy = {.keep_translations = keeps,
                                   .replace_edited = exchange->options->replace_edited,
                                   .name = exchange->options->source_name};
    struct write_counts counts = {0}, *sum = &exchange->source_counts;
    enum write_outcome outcome = WRITE_NOT_DONE;
    bool good = remote->service->write_source(remote, catalog, &policy, &outcome, &counts);
    exchange->source_unknown |= outcome == WRITE_UNKNOWN;
    sum->created += counts.created;
    sum->updated += counts.updated;
    sum->deleted += counts.deleted;
    sum->skipped = counts.skipped;
    return good && outcome == WRITE_DONE;
}

bool source_send(struct exchange *exchange, struct arena *arena)
{
    struct remote *remote = exchange->remote;
    struct source_plan *plan = &exchange->plan;
    struct source_policy policy = {.name = exchange->options->source_name};
    struct catalog bridge;
    if (!plan->is_needed || plan->is_refused)
        return true;
    if (!remote->exists && !remote->service->create(remote, &policy))
        return false;
    remote->exists = true;
    keep_theirs(plan);
    bool keeps = plan->keeps_all || edit_keeps(&plan->changes);
    bool good = true;
    if (!keeps && edit_bridge(&plan->changes, &plan->here, &plan->there, arena, &bridge))
        good = write_source(exchange, &bridge, true);
    exchange->source_written = good && write_source(exchange, &plan->here, keeps);
    return exchange->source_written;
}

// ---- the next state

void source_settle(struct exchange *exchange, struct arena *arena)
{
    const struct source_plan *plan = &exchange->plan;
    bool is_agreed = plan->is_compared && (!plan->is_needed || exchange->source_written);
    // What is edited there goes on being told until it is here.
    if (!is_agreed || plan->changes.theirs > 0)
        exchange->source_next = exchange->source_state;
    else
        exchange->source_next = edit_state(
            &plan->here, !plan->is_needed ? exchange->remote->source.version : (struct str){0}, arena);
}
