#include "sync/quarantine.h"

#include "base/utf.h"
#include "sync/counterpart.h"
#include "sync/neutral.h"

enum { most_told = 50, shown_greatest = 200 };

struct inspecting {
    struct catalog *remote;
    const struct catalog *local;
    enum fitness *fitness; // by remote unit
    struct quarantined *faults;
    struct catalog checked; // what placeholders have passed: its unit i is checked_units.at[i] there
    size_t *checked_units;
    struct arena *arena;
};

// ---- placeholders

static void put_in(struct inspecting *q, size_t number, enum kind kind, struct str reason)
{
    if (q->fitness[number] == FITNESS_BROKEN) // the first reason is enough
        return;
    q->fitness[number] = FITNESS_BROKEN;
    q->faults[number] = (struct quarantined){.unit = number, .kind = kind, .reason = reason};
}

static enum kind kind_of(const struct neutral_fault *fault)
{
    static const enum kind kinds[] = {[NEUTRAL_MISSING] = KIND_PLACEHOLDER_MISSING,
                                      [NEUTRAL_REPEATED] = KIND_PLACEHOLDER_REPEATED,
                                      [NEUTRAL_UNKNOWN] = KIND_PLACEHOLDER_UNEXPECTED,
                                      [NEUTRAL_DEPTH] = KIND_CATALOG_SELECT};
    return kinds[fault->kind];
}

// Puts our code into the target. False when there is no use in it.
static bool restore(struct inspecting *q, size_t number, const struct unit *local)
{
    struct unit *there = &q->remote->units.at[number];
    struct pattern target;
    struct neutral_fault_list theirs = {0}, ours = {0};
    const struct pattern *source = unit_made_for(there);
    if (pattern_is_empty(source))
        source = &local->source;
    if (!neutral_restore(&there->target, source, q->arena, &theirs, &target)) {
        put_in(q, number, kind_of(&theirs.at[0]), neutral_fault_message(&theirs.at[0], q->arena));
        return false;
    }
    if (!neutral_restore(&there->target, &local->source, q->arena, &ours, &target)) {
        q->fitness[number] = FITNESS_UNFIT;
        return false;
    }
    there->target = target;
    return true;
}

// ---- checks

// The text is held against the source that it was made for, with our code in it.
static void add_checked(struct inspecting *q, size_t number, const struct unit *local)
{
    const struct unit *there = &q->remote->units.at[number];
    const struct pattern *source = unit_made_for(there);
    struct neutral_fault_list unsaid = {0};
    struct unit *unit = list_push(&q->checked.units, q->arena);
    *unit = (struct unit){.id = local->id,
                          .source = local->source,
                          .target = there->target,
                          .has_target = true,
                          .state = UNIT_TRANSLATED,
                          .notes = local->notes,
                          .rare = local->rare,
                          .syntax = local->syntax};
    if (!pattern_is_empty(source))
        neutral_restore(source, &local->source, q->arena, &unsaid, &unit->source);
    q->checked_units[q->checked.units.count - 1] = number;
}

// False: nothing is an error for this project.
static bool only_errors(const struct check_levels *levels, struct check_levels *out)
{
    bool is_any = false;
    for (size_t i = 0; i < check_rule_count(); i++) {
        struct check_rule_row rule = check_rule_at(i);
        enum check_level level = levels ? (enum check_level)levels->of[rule.kind] : CHECK_DEFAULT;
        bool is_error = level == CHECK_DEFAULT
                            ? !rule.is_off && kind_rows[rule.kind].severity == SEVERITY_ERROR
                            : level == CHECK_ERROR;
        out->of[rule.kind] = is_error ? CHECK_ERROR : CHECK_OFF;
        is_any |= is_error;
    }
    return is_any;
}

// Findings tell a place and no unit. So unit i is read from byte i.
static void lay_out(struct inspecting *q)
{
    size_t count = q->checked.units.count;
    char *bytes = arena_space(q->arena, 1, count);
    memset(bytes, ' ', count);
    q->checked.bytes = (struct str){bytes, count};
    for (size_t i = 0; i < count; i++)
        q->checked.units.at[i].bytes = byte_range(i, i + 1);
}

static void check(struct inspecting *q, const struct check_levels *levels)
{
    struct check_options options = {0};
    struct arena scratch = {0};
    struct diags diags = {.arena = q->arena};
    if (q->checked.units.count == 0 || !only_errors(levels, &options.levels))
        return;
    lay_out(q);
    catalog_check(&q->checked, &options, &scratch, &diags);
    for (size_t i = 0; i < diags.count; i++)
        if (diags.at[i].severity == SEVERITY_ERROR && diags.at[i].span.start < q->checked.units.count)
            put_in(q, q->checked_units[diags.at[i].span.start], diags.at[i].kind, diags.at[i].message);
    arena_free(&scratch);
}

// ---- all

static bool is_news(const struct unit *there, const struct unit *local)
{
    return local && !local->removed && there->has_target && there->state != UNIT_NEW && !there->is_shadowed &&
           !(local->has_target && state_fingerprint(&local->target) == state_fingerprint(&there->target));
}

static struct str shown(const struct pattern *pattern, struct arena *arena)
{
    struct pattern neutral = neutral_pattern(pattern, arena);
    struct buf out = {0};
    if (pattern_is_select(&neutral))
        pattern_print(&neutral, &out);
    else
        buf_add(&out, pattern_flatten(&neutral, arena));
    struct str whole = buf_finish(&out, arena), text = utf_prefix(whole, shown_greatest);
    return text.len < whole.len ? arena_print(arena, STR_FORMAT "…", STR_ARG(text)) : text;
}

static void list_broken(struct inspecting *q, struct quarantined_list *out)
{
    for (size_t i = 0; i < q->remote->units.count; i++) {
        if (q->fitness[i] != FITNESS_BROKEN)
            continue;
        struct quarantined *unit = list_push(out, q->arena);
        *unit = q->faults[i];
        unit->id = q->remote->units.at[i].id;
        unit->text = shown(&q->remote->units.at[i].target, q->arena);
    }
}

void quarantine_read(struct catalog *remote, const struct catalog *local, const struct check_levels *levels,
                     struct arena *arena, struct quarantine *out)
{
    size_t count = remote->units.count;
    struct inspecting q = {.remote = remote, .local = local, .arena = arena};
    q.fitness = arena_array(arena, enum fitness, count);
    q.faults = arena_array(arena, struct quarantined, count);
    q.checked_units = arena_array(arena, size_t, count);
    q.checked.source_locale = local->source_locale;
    q.checked.target_locale = local->target_locale;
    struct counterparts pairs = counterparts_of(local, remote, false, arena);
    for (size_t i = 0; i < count; i++) {
        size_t number = pairs.local_of[i];
        const struct unit *here = number == STR_NONE ? NULL : &local->units.at[number];
        if (is_news(&remote->units.at[i], here) && restore(&q, i, here))
            add_checked(&q, i, here);
    }
    check(&q, levels);
    *out = (struct quarantine){.fitness = q.fitness};
    list_broken(&q, &out->units);
}

void quarantine_report(const struct quarantine *quarantine, struct span span, struct str code,
                       struct diags *diags)
{
    size_t count = quarantine->units.count, told = count < most_told ? count : most_told;
    for (size_t i = 0; i < told; i++) {
        const struct quarantined *unit = &quarantine->units.at[i];
        diag_add(diags, KIND_SYNC_QUARANTINED, span,
                 STR_FORMAT " in " STR_FORMAT " was not taken: " STR_FORMAT " (%s), in \"" STR_FORMAT "\"",
                 STR_ARG(unit->id), STR_ARG(code), STR_ARG(unit->reason), kind_rows[unit->kind].name,
                 STR_ARG(unit->text));
    }
    if (told < count)
        diag_add(diags, KIND_SYNC_QUARANTINED, span,
                 "%zu further translations in " STR_FORMAT " were not taken", count - told, STR_ARG(code));
}
