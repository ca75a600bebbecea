#include "base/json_writer.h"
#include "cli/exchanging.h"
#include "cli/output.h"
#include "cli/summary.h"
#include "sync/neutral.h"

// ---- texts

static const struct unit *here_of(const struct exchange_locale *locale, const struct difference *difference)
{
    return difference->local == STR_NONE ? NULL : &locale->catalog->units.at[difference->local];
}

static const struct unit *there_of(const struct exchange_locale *locale, const struct difference *difference)
{
    const struct catalog *remote = locale->found.sides.remote;
    return difference->remote == STR_NONE ? NULL : &remote->units.at[difference->remote];
}

struct str exchange_shown(const struct pattern *pattern, struct arena *arena)
{
    struct pattern neutral = neutral_pattern(pattern, arena);
    struct buf line = {0}, text = {0};
    if (pattern_is_select(&neutral))
        pattern_print(&neutral, &text);
    else
        buf_add(&text, pattern_flatten(&neutral, arena));
    for (size_t i = 0; i < text.len; i++)
        buf_byte(&line, text.at[i] == '\n' ? ' ' : text.at[i]);
    buf_free(&text);
    return buf_finish(&line, arena);
}

static struct str shown_target(const struct unit *unit, struct arena *arena)
{
    return unit && unit->has_target ? exchange_shown(&unit->target, arena) : STR("");
}

// ---- what is wrong

static struct span span_of(const struct exchange_locale *locale, const struct difference *difference)
{
    const struct catalog *catalog = locale->catalog;
    const struct unit *unit = here_of(locale, difference);
    struct span span = span_file(catalog->path);
    if (!unit || !catalog->bytes.len || unit->target_bytes.end == 0)
        return span;
    span.text = catalog->bytes;
    span.start = unit->target_bytes.start;
    span.end = unit->target_bytes.end;
    return span;
}

static void complain_of_conflict(struct exchanging *e, const struct exchange_locale *locale,
                                 const struct difference *difference)
{
    struct arena *arena = e->context->arena;
    struct diag *diag =
        diag_add(e->context->diags, KIND_SYNC_CONFLICT, span_of(locale, difference),
                 "`" STR_FORMAT "`: %s; at the service it reads \"" STR_FORMAT "\"", STR_ARG(difference->id),
                 reason_text(difference->reason), STR_ARG(shown_target(there_of(locale, difference), arena)));
    diag_hint(e->context->diags, diag,
              "Write the same text on both sides, or choose one: `glot sync --conflicts ours` or "
              "`--conflicts theirs`.");
}

static void complain_of_languages(struct exchanging *e)
{
    for (size_t i = 0; i < e->exchange.locales.count; i++) {
        const struct exchange_locale *locale = &e->exchange.locales.at[i];
        for (size_t j = 0; j < locale->found.differences.count; j++)
            if (locale->found.differences.at[j].verdict == VERDICT_CONFLICT)
                complain_of_conflict(e, locale, &locale->found.differences.at[j]);
        quarantine_report(&locale->quarantine, span_file(locale->catalog->path), locale->code,
                          e->context->diags);
    }
}

static void complain_of_source(struct exchanging *e)
{
    const struct source_plan *plan = &e->exchange.plan;
    for (size_t i = 0; i < plan->changes.list.count; i++) {
        const struct source_change *change = &plan->changes.list.at[i];
        if (change->kind != SOURCE_CHANGED || !change->is_theirs)
            continue;
        diag_add(e->context->diags, KIND_SYNC_SOURCE_EDITED, (struct span){0},
                 "the source of `" STR_FORMAT "` was edited at the service, and stays so there: \"" STR_FORMAT
                 "\"",
                 STR_ARG(change->id),
                 STR_ARG(exchange_shown(&plan->there.units.at[change->remote].source, e->context->arena)));
    }
}

void exchange_complain(struct exchanging *e)
{
    complain_of_languages(e);
    complain_of_source(e);
}

// ---- what was done

struct telling {
    struct exchanging *e;
    struct buf *out;
    bool is_dry;
    size_t said;
};

static void tell_count(struct telling *t, size_t count, const char *words)
{
    if (count > 0)
        buf_print(t->out, "%s%zu %s", t->said++ ? ", " : "", count, words);
}

static size_t count_of(const struct exchange_locale *locale, enum verdict one, enum verdict other)
{
    return locale->found.counts[one] + locale->found.counts[other];
}

static void tell_source(struct telling *t)
{
    const struct exchange *exchange = &t->e->exchange;
    const struct source_plan *plan = &exchange->plan;
    const struct source_changes *changes = &plan->changes;
    if (!(exchange->options->directions & EXCHANGE_PUSH))
        return;
    t->said = 0;
    buf_text(t->out, "  source: ");
    tell_count(t, changes->added, "new");
    tell_count(t, changes->edits[EDIT_REAL], "changed");
    tell_count(t, changes->edits[EDIT_TYPOGRAPHY], "changed in punctuation, case or white space");
    tell_count(t, changes->edits[EDIT_CODE], "changed in code only");
    tell_count(t, changes->deleted, "deleted");
    tell_count(t, changes->theirs, "edited at the service");
    if (t->said == 0)
        buf_text(t->out, "nothing new");
    else if (plan->is_refused)
        buf_text(t->out, "; refused");
    else if (exchange->source_unknown)
        buf_text(t->out, "; whether it was written is not known");
    else if (plan->is_needed && !exchange->source_written && !t->is_dry)
        buf_text(t->out, "; not written");
    buf_byte(t->out, '\n');
}

static void tell_locale(struct telling *t, const struct exchange_locale *locale)
{
    unsigned directions = t->e->options.directions;
    size_t sent = count_of(locale, VERDICT_SEND, VERDICT_SEND_STATE);
    size_t taken = count_of(locale, VERDICT_TAKE, VERDICT_TAKE_STATE);
    t->said = 0;
    buf_print(t->out, "  " STR_FORMAT ": ", STR_ARG(locale->locale));
    if (locale->is_failed && !locale->is_read) {
        buf_text(t->out, "could not be read\n");
        return;
    }
    if (!locale->remote) {
        buf_text(t->out, "the service's project has no such language\n");
        return;
    }
    if (directions & EXCHANGE_PULL)
        tell_count(t,
                   locale->is_below_minimum ? 0
                   : t->is_dry              ? taken
                                            : locale->taken,
                   t->is_dry ? "to take" : "taken");
    else
        tell_count(t, taken, "to pull");
    if (directions & EXCHANGE_PUSH)
        tell_count(t,
                   t->is_dry           ? sent
                   : locale->is_failed ? 0
                                       : locale->write.catalog.units.count,
                   t->is_dry ? "to send" : "sent");
    else
        tell_count(t, sent, "to push");
    tell_count(t, locale->found.counts[VERDICT_CONFLICT], "in conflict");
    tell_count(t, locale->quarantine.units.count, "in quarantine");
    tell_count(t, locale->found.reasons[REASON_DRAFT_HERE], "to be reviewed here first");
    if (locale->is_below_minimum)
        buf_print(t->out, "%sbelow the minimum of %u %%, nothing taken", t->said++ ? ", " : "",
                  t->e->options.minimum);
    if (t->said == 0)
        buf_text(t->out, "nothing new");
    buf_byte(t->out, '\n');
}

// Each difference on its own, with what both sides say.
static void tell_difference(struct telling *t, const struct exchange_locale *locale,
                            const struct difference *difference)
{
    static const char *const words[VERDICT_COUNT] = {
        [VERDICT_SAME] = "same",
        [VERDICT_TAKE] = "take",
        [VERDICT_SEND] = "send",
        [VERDICT_TAKE_STATE] = "take the state of",
        [VERDICT_SEND_STATE] = "send the state of",
        [VERDICT_CONFLICT] = "conflict over",
        [VERDICT_HELD] = "leave",
    };
    struct arena *arena = t->e->context->arena;
    if (difference->verdict == VERDICT_SAME)
        return;
    buf_print(t->out, "    %s `" STR_FORMAT "`: %s\n", words[difference->verdict], STR_ARG(difference->id),
              reason_text(difference->reason));
    struct str here = shown_target(here_of(locale, difference), arena);
    struct str there = shown_target(there_of(locale, difference), arena);
    if (here.len)
        buf_print(t->out, "      here:  " STR_FORMAT "\n", STR_ARG(here));
    if (there.len && !str_equal(here, there))
        buf_print(t->out, "      there: " STR_FORMAT "\n", STR_ARG(there));
}

static void tell_differences(struct telling *t, const struct exchange_locale *locale)
{
    for (size_t i = 0; i < locale->found.differences.count; i++)
        tell_difference(t, locale, &locale->found.differences.at[i]);
}

static void tell_edits(struct telling *t)
{
    static const char *const words[] = {
        [SOURCE_ADDED] = "add", [SOURCE_CHANGED] = "change", [SOURCE_DELETED] = "delete"};
    struct arena *arena = t->e->context->arena;
    const struct source_plan *plan = &t->e->exchange.plan;
    for (size_t i = 0; i < plan->changes.list.count; i++) {
        const struct source_change *change = &plan->changes.list.at[i];
        buf_print(t->out, "    %s `" STR_FORMAT "`", words[change->kind], STR_ARG(change->id));
        if (change->kind == SOURCE_CHANGED)
            buf_print(t->out, ": %s",
                      change->is_theirs ? "edited at the service, stays" : edit_name(change->edit));
        buf_byte(t->out, '\n');
        if (change->local != STR_NONE)
            buf_print(t->out, "      here:  " STR_FORMAT "\n",
                      STR_ARG(exchange_shown(&plan->here.units.at[change->local].source, arena)));
        if (change->remote != STR_NONE)
            buf_print(t->out, "      there: " STR_FORMAT "\n",
                      STR_ARG(exchange_shown(&plan->there.units.at[change->remote].source, arena)));
    }
}

static void tell_people(struct exchanging *e, struct buf *out)
{
    const struct settings *settings = &e->context->settings;
    struct telling t = {.e = e, .out = out, .is_dry = settings->dry_run};
    bool in_full = settings->dry_run || settings->verbosity > 0;
    buf_print(out, STR_FORMAT "\n", STR_ARG(exchange_name(e)));
    tell_source(&t);
    if (in_full)
        tell_edits(&t);
    for (size_t i = 0; i < e->exchange.locales.count; i++) {
        tell_locale(&t, &e->exchange.locales.at[i]);
        if (in_full)
            tell_differences(&t, &e->exchange.locales.at[i]);
    }
}

// ---- for machines: one object a line

static void begin_event(struct json *json, const char *name)
{
    json_open(json, '{');
    json_put_text(json, "event", str_of(name));
}

static void end_event(struct json *json)
{
    json_close(json, '}');
    buf_byte(json->out, '\n');
}

static void print_unit(struct exchanging *e, const struct exchange_locale *locale,
                       const struct difference *difference, struct buf *out)
{
    struct arena *arena = e->context->arena;
    struct json json = {.out = out};
    begin_event(&json, "unit");
    json_put_string(&json, "locale", locale->locale);
    json_put_string(&json, "id", difference->id);
    json_put_text(&json, "verdict", str_of(verdict_name(difference->verdict)));
    json_put_text(&json, "reason", str_of(reason_name(difference->reason)));
    json_put_string(&json, "here", shown_target(here_of(locale, difference), arena));
    json_put_string(&json, "there", shown_target(there_of(locale, difference), arena));
    end_event(&json);
}

static void print_locale(struct exchanging *e, const struct exchange_locale *locale, struct buf *out)
{
    struct json json = {.out = out};
    bool is_sent = locale->write.outcome == WRITE_DONE;
    begin_event(&json, "locale");
    json_put_string(&json, "locale", locale->locale);
    json_put_string(&json, "code", locale->code);
    json_put_bool(&json, "failed", locale->is_failed);
    json_put_number(&json, "taken", (int64_t)locale->taken);
    json_put_number(&json, "sent", is_sent ? (int64_t)locale->write.catalog.units.count : 0);
    json_put_number(&json, "conflicts", (int64_t)locale->found.counts[VERDICT_CONFLICT]);
    json_put_number(&json, "quarantined", (int64_t)locale->quarantine.units.count);
    json_put_number(&json, "held", (int64_t)locale->found.counts[VERDICT_HELD]);
    end_event(&json);
    for (size_t i = 0; i < locale->found.differences.count; i++)
        if (locale->found.differences.at[i].verdict != VERDICT_SAME)
            print_unit(e, locale, &locale->found.differences.at[i], out);
}

static void print_for_machines(struct exchanging *e, struct buf *out)
{
    const struct source_changes *changes = &e->exchange.plan.changes;
    struct json json = {.out = out};
    begin_event(&json, "source");
    json_put_number(&json, "new", (int64_t)changes->added);
    json_put_number(&json, "changed", (int64_t)(changes->list.count - changes->added - changes->deleted));
    json_put_number(&json, "deleted", (int64_t)changes->deleted);
    json_put_bool(&json, "written", e->exchange.source_written);
    end_event(&json);
    for (size_t i = 0; i < e->exchange.locales.count; i++)
        print_locale(e, &e->exchange.locales.at[i], out);
}

void exchange_tell(struct exchanging *e)
{
    struct buf out = {0};
    if (e->context->settings.form == OUTPUT_JSON)
        print_for_machines(e, &out);
    else if (e->context->settings.form == OUTPUT_HUMAN && !e->context->settings.quiet)
        tell_people(e, &out);
    output_summary(e->context, &out);
}

void exchange_tell_merge(struct exchanging *e)
{
    struct buf out = {0};
    struct json json = {.out = &out};
    if (e->context->settings.form == OUTPUT_JSON) {
        begin_event(&json, "merge");
        json_put_string(&json, "into", e->remote.address.base);
        end_event(&json);
    } else if (e->context->settings.form == OUTPUT_HUMAN && !e->context->settings.quiet)
        buf_print(&out, "  merged into `" STR_FORMAT "`\n", STR_ARG(e->remote.address.base));
    output_summary(e->context, &out);
}
