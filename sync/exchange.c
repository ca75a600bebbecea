#include "sync/exchange.h"

#include "sync/neutral.h"
#include "sync/source_plan.h"

static bool pulls(const struct exchange *exchange)
{
    return exchange->options->directions & EXCHANGE_PULL;
}

static bool pushes(const struct exchange *exchange)
{
    return exchange->options->directions & EXCHANGE_PUSH;
}

// ---- looking

static size_t reached(const struct remote_language *language, enum read_mode mode)
{
    const size_t counts[] = {language->translated, language->reviewed, language->proofread};
    return counts[mode];
}

// Whether all that the service has is known from the last sync.
static bool is_unchanged(const struct exchange_locale *locale)
{
    return locale->remote && locale->state.is_settled && locale->state.version.len &&
           str_equal(locale->state.version, locale->remote->version);
}

static void announce(const struct exchange *exchange, size_t count)
{
    if (exchange->options->on_languages)
        exchange->options->on_languages(exchange->options->languages_context, count);
}

// What is read at once of several locales.
struct batch {
    struct remote_read *reads;
    size_t *locales; // their numbers
    size_t count;
};

static struct batch batch_open(const struct exchange *exchange, struct arena *arena)
{
    return (struct batch){.reads = arena_array(arena, struct remote_read, exchange->locales.count),
                          .locales = arena_array(arena, size_t, exchange->locales.count)};
}

static struct remote_read *batch_add(struct batch *batch, const struct exchange *exchange, size_t locale)
{
    struct remote_read *read = &batch->reads[batch->count];
    batch->locales[batch->count++] = locale;
    *read = (struct remote_read){.code = exchange->locales.at[locale].code};
    return read;
}

static bool batch_read(struct batch *batch, struct exchange *exchange)
{
    struct remote *remote = exchange->remote;
    announce(exchange, batch->count);
    return !batch->count || remote->service->read(remote, batch->reads, batch->count);
}

// Reads at once all languages that changed.
static bool read_languages(struct exchange *exchange, struct arena *arena, struct remote_read *reads)
{
    struct remote *remote = exchange->remote;
    struct batch batch = batch_open(exchange, arena);
    for (size_t i = 0; i < exchange->locales.count; i++) {
        const struct exchange_locale *locale = &exchange->locales.at[i];
        if (!remote->exists || !locale->remote || is_unchanged(locale))
            continue;
        struct remote_read *read = batch_add(&batch, exchange, i);
        if ((remote->service->abilities & ABLE_DELTA) && locale->state.is_settled) {
            read->since = locale->state.version;
            struct map *known = arena_new(arena, struct map);
            *known = state_known(&locale->state, arena);
            read->known = known;
        }
    }
    bool good = batch_read(&batch, exchange);
    for (size_t i = 0; i < batch.count; i++)
        reads[batch.locales[i]] = batch.reads[i];
    return good;
}

// The least state of a translation that the mode takes.
static enum unit_state least_state(enum read_mode mode)
{
    static const enum unit_state states[] = {UNIT_TRANSLATED, UNIT_REVIEWED, UNIT_FINAL};
    return states[mode];
}

// A question about a conflict of one locale.
struct question {
    const struct exchange_options *options;
    const struct exchange_locale *locale;
    const struct catalog *there;
};

static enum verdict put_question(void *context, const struct difference *difference)
{
    const struct question *question = context;
    return question->options->choose(question->options->choose_context, question->locale, question->there,
                                     difference);
}

// Without a read nothing has changed there.
static void compare(struct exchange *exchange, struct exchange_locale *locale, const struct remote_read *read,
                    struct arena *arena)
{
    struct catalog *remote = arena_new(arena, struct catalog);
    struct reconcile_sides sides = {
        .local = locale->catalog, .remote = remote, .state = &locale->state, .is_delta = !read};
    if (exchange->remote->exists && locale->remote && read) {
        *remote = read->catalog;
        locale->times = read->times;
        sides.is_delta = read->is_delta;
        quarantine_read(remote, locale->catalog, &exchange->options->levels, arena, &locale->quarantine);
        sides.quarantine = &locale->quarantine;
    }
    struct question question = {exchange->options, locale, remote};
    struct reconcile_options options = exchange->options->reconcile;
    options.choose = exchange->options->choose ? put_question : NULL;
    options.context = &question;
    options.least = least_state(exchange->options->mode);
    reconcile(&sides, &options, arena, &locale->found);
    locale->is_read = true;
}

// What changed there was not enough to decide: texts that did not change are wanted here, too.
static bool read_whole(struct exchange *exchange, struct arena *arena)
{
    struct batch batch = batch_open(exchange, arena);
    for (size_t i = 0; i < exchange->locales.count; i++)
        if (exchange->locales.at[i].is_read && exchange->locales.at[i].found.needs_all)
            batch_add(&batch, exchange, i);
    bool good = batch_read(&batch, exchange);
    for (size_t i = 0; i < batch.count; i++) {
        struct exchange_locale *locale = &exchange->locales.at[batch.locales[i]];
        locale->is_failed = batch.reads[i].is_failed;
        locale->is_read = !locale->is_failed;
        if (locale->is_read)
            compare(exchange, locale, &batch.reads[i], arena);
    }
    return good;
}

bool exchange_look(struct exchange *exchange, struct arena *arena, struct diags *diags)
{
    struct remote *remote = exchange->remote;
    struct remote_read *reads = arena_array(arena, struct remote_read, exchange->locales.count);
    for (size_t i = 0; i < exchange->locales.count; i++) {
        struct exchange_locale *locale = &exchange->locales.at[i];
        locale->remote = locale->code.len ? remote_language_find(remote, locale->code) : NULL;
        if (locale->remote)
            locale->is_below_minimum = reached(locale->remote, exchange->options->mode) * 100 <
                                       locale->remote->total * exchange->options->minimum;
    }
    bool good = read_languages(exchange, arena, reads);
    for (size_t i = 0; i < exchange->locales.count; i++) {
        struct exchange_locale *locale = &exchange->locales.at[i];
        locale->is_failed = reads[i].is_failed;
        if (!locale->is_failed)
            compare(exchange, locale, is_unchanged(locale) ? NULL : &reads[i], arena);
    }
    good &= read_whole(exchange, arena);
    if (pushes(exchange))
        good &= source_plan(exchange, arena, diags);
    return good;
}

// ---- taking

void exchange_take(struct exchange *exchange, struct arena *arena)
{
    for (size_t i = 0; pulls(exchange) && i < exchange->locales.count; i++) {
        struct exchange_locale *locale = &exchange->locales.at[i];
        if (locale->is_read && !locale->is_below_minimum)
            locale->taken = reconcile_take(&locale->found, locale->catalog, arena);
    }
}

// ---- sending

// The service has our source, so that translations of it can follow.
static bool has_source(const struct exchange *exchange)
{
    return pushes(exchange) && (exchange->source_written || !exchange->plan.is_needed);
}

bool exchange_send(struct exchange *exchange, struct arena *arena)
{
    struct remote *remote = exchange->remote;
    bool good = source_send(exchange, arena);
    size_t *numbers = arena_array(arena, size_t, exchange->locales.count);
    struct remote_write *writes = arena_array(arena, struct remote_write, exchange->locales.count);
    size_t count = 0;
    for (size_t i = 0; pushes(exchange) && i < exchange->locales.count; i++) {
        struct exchange_locale *locale = &exchange->locales.at[i];
        if (!locale->is_read || !locale->remote)
            continue;
        struct catalog units = reconcile_outgoing(&locale->found, has_source(exchange), arena);
        if (units.units.count == 0)
            continue;
        writes[count] =
            (struct remote_write){.code = locale->code, .catalog = units, .outcome = WRITE_NOT_DONE};
        numbers[count++] = i;
    }
    announce(exchange, count);
    if (count > 0)
        good &= remote->service->write(remote, writes, count);
    for (size_t i = 0; i < count; i++) {
        struct exchange_locale *locale = &exchange->locales.at[numbers[i]];
        locale->write = writes[i];
        locale->is_failed |= writes[i].outcome != WRITE_DONE;
    }
    return good;
}

// ---- the next states

void exchange_settle(struct exchange *exchange, struct arena *arena)
{
    for (size_t i = 0; i < exchange->locales.count; i++) {
        struct exchange_locale *locale = &exchange->locales.at[i];
        if (!locale->is_read)
            continue;
        bool is_written = locale->write.catalog.units.count > 0;
        struct reconcile_outcome outcome = {
            .is_taken = pulls(exchange) && !locale->is_below_minimum,
            .is_sent = is_written && locale->write.outcome == WRITE_DONE,
            .has_source = has_source(exchange),
            // What others wrote while we did is seen only when it is read again.
            .version = locale->remote && !is_written && !exchange->source_written ? locale->remote->version
                                                                                  : (struct str){0},
        };
        locale->next = reconcile_next(&locale->found, &outcome, arena);
    }
    source_settle(exchange, arena);
}
