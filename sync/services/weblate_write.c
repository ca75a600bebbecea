// Translations and sources, sent to Weblate as files.
//
// Weblate has no conditional write. So a language is read once more before it is written: where somebody
// changed one of the units meanwhile, nothing is sent. What was not read before, since its counters said that
// it had not changed, must still be counted so. Texts that had no translation are sent in a way that replaces
// none, should one have come in the last second.
#include "sync/services/weblate.h"

#include "catalog/losses.h"
#include "sync/neutral.h"

// How units are sent, each way in an upload of its own.
enum method { BY_TRANSLATE, BY_FUZZY, BY_APPROVE, METHOD_COUNT };
enum conflicts { KEEP_ALL, REPLACE_TRANSLATED, REPLACE_APPROVED, CONFLICTS_COUNT };

enum { no_way = METHOD_COUNT * CONFLICTS_COUNT };

struct writing {
    struct weblate *weblate;
    struct remote_write *write;
    struct weblate_call call;
    struct str bytes;   // of the file as it is now
    struct catalog now; // that is in it
    struct unit *units; // to be written, with the code of placeholders that the file has
    size_t count;
    unsigned char *ways;    // of each unit: method * CONFLICTS_COUNT + conflicts, or no_way
    size_t sent, not_found; // units
};

// ---- what is there, and what is to be

static bool is_fuzzy(const struct unit *unit)
{
    return unit->state == UNIT_NEEDS_REVIEW || unit->state == UNIT_STALE || unit->state == UNIT_NEW;
}

static enum method method_of(const struct writing *w, const struct unit *written)
{
    if (is_fuzzy(written))
        return BY_FUZZY;
    return w->write->with_states && written->state >= UNIT_REVIEWED ? BY_APPROVE : BY_TRANSLATE;
}

// What may be replaced: what was there when the exchange decided. Reviews only by those who may review.
static enum conflicts conflicts_of(const struct writing *w, const struct unit *now)
{
    if (!now->has_target || is_fuzzy(now))
        return KEEP_ALL;
    bool can_be_approved = now->state >= UNIT_REVIEWED || !(w->now.format->holds & HOLDS_REVIEWED);
    return can_be_approved && w->write->with_states ? REPLACE_APPROVED : REPLACE_TRANSLATED;
}

static bool says_already(const struct writing *w, const struct unit *now, const struct unit *written)
{
    static const enum unit_state states[] = {UNIT_TRANSLATED, UNIT_NEEDS_REVIEW, UNIT_REVIEWED};
    if (!now->has_target || !pattern_equal(&now->target, &written->target))
        return false;
    enum method method = method_of(w, written);
    bool is_reviewed = now->state >= UNIT_REVIEWED;
    if (method == BY_TRANSLATE && is_reviewed) // a review is not taken away by one who has not reviewed
        return true;
    return is_fuzzy(now) ? method == BY_FUZZY
                         : states[method] == (is_reviewed ? UNIT_REVIEWED : UNIT_TRANSLATED);
}

static bool is_same_unit(const struct unit *a, const struct unit *b)
{
    if (!a || !b)
        return a == b;
    return a->has_target == b->has_target && a->state == b->state && pattern_equal(&a->source, &b->source) &&
           (!a->has_target || pattern_equal(&a->target, &b->target));
}

static void tell_changed(const struct writing *w, size_t count)
{
    if (count)
        weblate_complain(&w->call, KIND_SERVICE_CHANGED, "%zu of them changed there meanwhile", count);
    else
        weblate_complain(&w->call, KIND_SERVICE_CHANGED, "some changed there meanwhile");
}

static bool is_as_read(struct writing *w, const struct weblate_file *file)
{
    struct catalog before;
    size_t changed = 0;
    if (str_equal(file->bytes, w->bytes))
        return true;
    if (!weblate_parse(&w->call, file->bytes, false, &before))
        return false;
    for (size_t i = 0; i < w->count; i++) {
        struct str id = w->units[i].id;
        changed += !is_same_unit(catalog_find(&before, id), catalog_find(&w->now, id));
    }
    if (changed)
        tell_changed(w, changed);
    return changed == 0;
}

// The version that was told when the resource was opened; empty for a language that was added since.
static struct str version_known(const struct writing *w)
{
    const struct remote_language *language = remote_language_find(w->weblate->remote, w->write->code);
    return language ? language->version : (struct str){0};
}

static bool is_as_counted(struct writing *w)
{
    struct jsonc_file file;
    struct remote *remote = w->weblate->remote;
    struct str known = version_known(w);
    if (known.len == 0)
        return true;
    w->call = weblate_call(w->weblate, "counting", "translations", w->write->code, "statistics/", true);
    struct http_answer answer = http_ask(remote->http, &w->call.request);
    if (!weblate_read_json(&w->call, &answer, &file))
        return false;
    bool is_same = str_equal(known, weblate_version(file.root, remote->arena));
    if (!is_same)
        tell_changed(w, 0);
    return is_same;
}

// Whether what is to be written is as it was when the exchange decided.
static bool stands_on_ground(struct writing *w)
{
    const struct weblate_file *file = weblate_file(w->weblate, w->write->code);
    return file ? is_as_read(w, file) : is_as_counted(w);
}

static void take_units(struct writing *w)
{
    const struct unit_list *units = &w->write->catalog.units;
    struct arena *arena = w->weblate->remote->arena;
    w->count = units->count;
    w->units = arena_array(arena, struct unit, units->count);
    for (size_t i = 0; i < units->count; i++) {
        const struct unit *now = catalog_find(&w->now, units->at[i].id);
        struct neutral_fault_list unsaid = {0};
        w->units[i] = units->at[i];
        if (now)
            neutral_restore(&units->at[i].target, &now->source, arena, &unsaid, &w->units[i].target);
    }
}

static void find_ways(struct writing *w)
{
    w->ways = arena_array(w->weblate->remote->arena, unsigned char, w->count);
    for (size_t i = 0; i < w->count; i++) {
        const struct unit *written = &w->units[i], *now = catalog_find(&w->now, written->id);
        w->ways[i] = no_way;
        if (!now || now->is_obsolete)
            w->not_found++;
        else if (!written->has_target ? !now->has_target : says_already(w, now, written))
            w->write->counts.skipped++;
        else
            w->ways[i] =
                (unsigned char)((int)method_of(w, written) * CONFLICTS_COUNT + (int)conflicts_of(w, now));
    }
}

// ---- one upload

static void set_translation(struct unit *unit, const struct unit *written)
{
    unit->target = written->target;
    unit->has_target = true;
    unit->has_previous = false;
    unit->state = UNIT_TRANSLATED; // the method says the state, and files with another one are passed over
    unit->target_changed = unit->state_changed = true;
    unit->removed = false;
}

// The file as it is now, with the units of one way and no others. Their sources keep every byte, by which
// Weblate finds them.
static bool print_way(struct writing *w, unsigned way, size_t *count, struct str *out)
{
    struct arena *arena = w->weblate->remote->arena;
    struct catalog catalog;
    struct buf bytes = {0};
    *count = 0;
    if (!weblate_parse(&w->call, w->bytes, true, &catalog))
        return false;
    for (size_t i = 0; i < catalog.units.count; i++)
        catalog.units.at[i].removed = true;
    for (size_t i = 0; i < w->count; i++)
        if (w->ways[i] == way) {
            set_translation(catalog_find(&catalog, w->units[i].id), &w->units[i]);
            ++*count;
        }
    bool good = format_write(catalog.format, &catalog, &w->weblate->options, arena, w->weblate->remote->diags,
                             &bytes);
    *out = buf_finish(&bytes, arena);
    return good;
}

static void count_answer(struct writing *w, const struct jsonc *answer, enum conflicts conflicts, size_t sent)
{
    struct write_counts *counts = &w->write->counts;
    size_t accepted = weblate_count(answer, "accepted");
    accepted = accepted < sent ? accepted : sent;
    if (conflicts == KEEP_ALL)
        counts->created += accepted;
    else
        counts->updated += accepted;
    counts->skipped += sent - accepted;
    w->sent += sent;
    if (accepted == sent)
        return;
    struct diag *diag = weblate_complain(&w->call, KIND_SERVICE_COUNTS,
                                         "Weblate took %zu of %zu translations", accepted, sent);
    diag_hint(
        w->weblate->remote->diags, diag,
        "The others were approved or translated there meanwhile, are read-only, or may not be edited by "
        "the token's owner. Pull, and look at them.");
}

// What is known of the whole language, of which one upload is a part.
static enum write_outcome upload(struct writing *w, unsigned way)
{
    static const char *const methods[] = {"translate", "fuzzy", "approve"};
    static const char *const conflicts[] = {NULL, "replace-translated", "replace-approved"};
    struct jsonc_file file;
    struct str bytes;
    size_t count, replaced = way % CONFLICTS_COUNT;
    if (!print_way(w, way, &count, &bytes))
        return WRITE_NOT_DONE;
    struct weblate_field fields[] = {{"method", methods[way / CONFLICTS_COUNT]},
                                     {"conflicts", conflicts[replaced]}};
    w->call =
        weblate_call(w->weblate, "uploading translations", "translations", w->write->code, "file/", true);
    weblate_send_file(&w->call, fields, conflicts[replaced] ? 2 : 1, bytes);
    struct http_answer answer = http_ask(w->weblate->remote->http, &w->call.request);
    enum write_outcome outcome = weblate_outcome(&answer);
    if (!weblate_read_json(&w->call, &answer, &file))
        return outcome == WRITE_DONE ? WRITE_UNKNOWN : outcome;
    size_t skipped = w->write->counts.skipped;
    count_answer(w, file.root, (enum conflicts)replaced, count);
    return w->write->counts.skipped == skipped ? WRITE_DONE : WRITE_UNKNOWN;
}

// ---- one language

static bool read_now(struct writing *w)
{
    w->call =
        weblate_call(w->weblate, "reading translations", "translations", w->write->code, "file/", false);
    struct http_answer answer = http_ask(w->weblate->remote->http, &w->call.request);
    if (!weblate_succeeded(&w->call, &answer))
        return false;
    w->bytes = answer.body;
    return weblate_parse(&w->call, w->bytes, false, &w->now);
}

// Uploads say nothing of texts without a translation.
static bool can_be_said(struct writing *w)
{
    size_t count = 0;
    for (size_t i = 0; i < w->count; i++)
        count += w->ways[i] != no_way && !w->units[i].has_target;
    if (count)
        weblate_complain(&w->call, KIND_SERVICE_FAILED,
                         "%zu translations would have to be taken away, which uploads cannot do", count);
    return count == 0;
}

static void tell_not_found(struct writing *w)
{
    w->write->counts.skipped += w->not_found;
    if (w->not_found)
        weblate_complain(&w->call, KIND_SERVICE_UNIT, "%zu of the translations are of no text there",
                         w->not_found);
}

static bool is_used(const struct writing *w, unsigned way)
{
    for (size_t i = 0; i < w->count; i++)
        if (w->ways[i] == way)
            return true;
    return false;
}

static enum write_outcome write_one(struct writing *w)
{
    if (!read_now(w))
        return WRITE_NOT_DONE;
    take_units(w);
    if (!stands_on_ground(w))
        return WRITE_NOT_DONE;
    find_ways(w);
    tell_not_found(w);
    if (!can_be_said(w))
        return WRITE_NOT_DONE;
    enum write_outcome all = WRITE_DONE;
    for (unsigned way = 0; way < no_way; way++) {
        if (!is_used(w, way))
            continue;
        enum write_outcome outcome = upload(w, way);
        if (outcome == WRITE_NOT_DONE && w->sent) // but the ways before were
            outcome = WRITE_UNKNOWN;
        if (outcome != WRITE_DONE)
            all = outcome;
        if (outcome == WRITE_NOT_DONE)
            break;
    }
    return all;
}

// One after the other: Weblate holds the component's repository for as long as an upload takes.
bool weblate_write(struct remote *remote, struct remote_write *writes, size_t count)
{
    bool good = true;
    for (size_t i = 0; i < count; i++) {
        struct writing w = {.weblate = remote->own, .write = &writes[i]};
        writes[i].counts = (struct write_counts){0};
        writes[i].outcome = w.weblate->suffix ? write_one(&w) : WRITE_NOT_DONE;
        good &= writes[i].outcome == WRITE_DONE;
    }
    return good;
}

// ---- the source

static const struct format *format_of_suffix(const char *suffix)
{
    size_t i = 0;
    while (i + 1 < format_count && !str_is(str_of(suffix), formats[i]->suffix))
        i++;
    return formats[i];
}

static bool print_source(struct weblate *weblate, const struct catalog *source, struct str *out)
{
    struct arena *arena = weblate->remote->arena;
    const struct format *format = format_of_suffix(weblate->suffix);
    struct catalog fresh = *source;
    struct buf bytes = {0};
    catalog_detach(&fresh, arena);
    fresh.target_locale = (struct str){0};
    if (fresh.source_locale.len == 0)
        fresh.source_locale = weblate->remote->source.code;
    for (size_t i = 0; i < fresh.units.count; i++) {
        fresh.units.at[i].target = (struct pattern){0};
        fresh.units.at[i].has_target = fresh.units.at[i].has_previous = false;
        fresh.units.at[i].state = UNIT_NEW;
    }
    bool good = format_write(format, &fresh, &weblate->options, arena, weblate->remote->diags, &bytes);
    *out = buf_finish(&bytes, arena);
    return good;
}

// As msgmerge does it, so only where the component's format has one.
bool weblate_write_source(struct remote *remote, const struct catalog *source,
                          const struct source_policy *policy, enum write_outcome *outcome,
                          struct write_counts *counts)
{
    static const struct weblate_field fields[] = {{"method", "source"}};
    struct weblate *weblate = remote->own;
    struct jsonc_file file;
    struct str bytes;
    (void)policy;
    *outcome = WRITE_NOT_DONE;
    *counts = (struct write_counts){0};
    if (!weblate->suffix || !print_source(weblate, source, &bytes))
        return false;
    struct weblate_call call =
        weblate_call(weblate, "uploading the source", "translations", remote->source.code, "file/", true);
    weblate_send_file(&call, fields, 1, bytes);
    struct http_answer answer = http_ask(remote->http, &call.request);
    *outcome = weblate_outcome(&answer);
    size_t before = remote->diags->count;
    if (weblate_read_json(&call, &answer, &file)) {
        counts->updated = weblate_count(file.root, "accepted");
        return true;
    }
    if (answer.status == 400 && remote->diags->count > before)
        diag_hint(
            remote->diags, &remote->diags->at[before],
            "Commit the source to the repository that the component follows: Weblate takes it from there. "
            "By upload it takes sources of gettext PO only.");
    return false;
}
