// Merging: translations of texts that are alike.
#include "catalog/merge_steps.h"

#include <stdlib.h>

enum {
    alike_most = 8,       // vanished units that one message is compared with
    suggestions_most = 3, // for one unit
    suggestion_least = 60 // percent
};
#define NEAR 0.95 // texts that are so alike, and have the same code, are one message

static double least_similarity(const struct merger *m)
{
    return m->options->fuzzy / 100.0;
}

static bool is_translation(const struct unit *unit)
{
    return unit->has_target && unit->state != UNIT_NEW && unit_counts(unit);
}

// ---- vanished units that become other messages

static void remember(struct merger *m, struct memory *memory, const struct pattern *source, size_t number)
{
    const struct unit *unit = &m->catalog->units.at[number];
    struct memory_entry entry = {.key = merge_text_key(source, m->arena),
                                 .source = source,
                                 .unit = unit,
                                 .rank = unit->is_obsolete,
                                 .number = (uint32_t)number};
    memory_add(memory, &entry, m->arena);
}

// A unit is known by its text and by that which its translation was made from.
static struct memory vanished_memory(struct merger *m, struct arena *arena)
{
    struct memory memory = {0};
    for (size_t i = 0; i < m->catalog->units.count; i++) {
        const struct unit *unit = &m->catalog->units.at[i];
        if (!is_translation(unit) || merge_is_taken(m, unit))
            continue;
        remember(m, &memory, &unit->source, i);
        if (unit->has_previous)
            remember(m, &memory, &unit_rare(unit)->previous, i);
    }
    memory_index(&memory, arena);
    return memory;
}

struct pair {
    double similarity;
    const struct memory_entry *entry;
    size_t place; // of the message in the list of those that wait
};

struct pair_list {
    struct pair *at;
    size_t count, capacity;
};

static int by_similarity(const void *a, const void *b)
{
    const struct pair *x = a, *y = b;
    if (x->similarity != y->similarity)
        return x->similarity > y->similarity ? -1 : 1;
    if (x->entry->rank != y->entry->rank)
        return x->entry->rank < y->entry->rank ? -1 : 1;
    if (x->place != y->place)
        return x->place < y->place ? -1 : 1;
    return (x->entry > y->entry) - (x->entry < y->entry);
}

static void find_pairs(struct merger *m, const struct memory *memory, const struct number_list *waiting,
                       struct arena *arena, struct pair_list *out)
{
    struct memory_search search = {0};
    struct memory_match_list matches = {0};
    for (size_t i = 0; i < waiting->count; i++) {
        struct message room;
        const struct message *message = merge_message(m->source, waiting->at[i], &room);
        matches.count = 0;
        if (!merge_unit_of(m, message))
            memory_find(memory, merge_text_key(&message->pattern, m->arena), least_similarity(m), alike_most,
                        &search, arena, &matches);
        for (size_t j = 0; j < matches.count; j++)
            *list_push(out, arena) = (struct pair){matches.at[j].similarity, matches.at[j].entry, i};
    }
    memory_search_free(&search);
    if (out->count)
        qsort(out->at, out->count, sizeof *out->at, by_similarity);
}

// The mark of a unit that becomes this message, before its text is replaced. What waits for somebody already
// keeps its mark, unless this is the text that its translation was made from.
static void mark_alike(struct merger *m, struct unit *unit, const struct message *message, double similarity)
{
    bool is_other = merge_is_other_context(m, unit->context, message->context);
    merge_unite_forms(unit, &message->pattern);
    if (merge_bring_back(m, unit, unit->context, &message->pattern, message->context))
        return;
    if (!unit->has_previous) {
        bool is_near =
            similarity >= NEAR && !is_other && merge_has_same_code(&unit->source, &message->pattern);
        merge_set_previous(m, unit, unit, &unit->source, unit->context);
        merge_set_state(unit, is_near ? UNIT_STALE : UNIT_NEEDS_REVIEW);
    } else if (is_other) {
        merge_set_state(unit, UNIT_NEEDS_REVIEW);
    }
}

static bool become(struct merger *m, const struct pair *pair, const struct message *message)
{
    struct unit *unit = &m->catalog->units.at[pair->entry->number];
    struct pattern target;
    if (merge_is_taken(m, unit) || merge_is_elsewhere(m, unit, message) ||
        !merge_fit(pair->entry->source, &unit->target, &message->pattern, m->arena, &target))
        return false;
    unit->target_changed |= !pattern_equal(&unit->target, &target);
    unit->target = target;
    mark_alike(m, unit, message, pair->similarity);
    merge_move_unit(m, unit, message);
    return true;
}

// The likest pairs first, so that the order of the messages does not matter.
void merge_move_alike(struct merger *m, struct number_list *waiting)
{
    struct arena arena = {0};
    struct memory memory = vanished_memory(m, &arena);
    struct pair_list pairs = {0};
    bool *is_placed = arena_array(&arena, bool, waiting->count);
    size_t kept = 0;
    if (memory.indexed)
        find_pairs(m, &memory, waiting, &arena, &pairs);
    for (size_t i = 0; i < pairs.count; i++) {
        size_t place = pairs.at[i].place;
        struct message room;
        if (!is_placed[place])
            is_placed[place] = become(m, &pairs.at[i], merge_message(m->source, waiting->at[place], &room));
    }
    for (size_t i = 0; i < waiting->count; i++)
        if (!is_placed[i])
            waiting->at[kept++] = waiting->at[i];
    waiting->count = kept;
    arena_free(&arena);
}

// ---- proposals

static bool is_worth_remembering(const struct unit *unit)
{
    return is_translation(unit) && (unit->has_previous || unit_is_done(unit));
}

void merge_remember(const struct catalog *catalog, struct str origin, struct arena *arena,
                    struct memory *memory)
{
    size_t count = memory->entries.count;
    for (size_t i = 0; i < catalog->units.count; i++)
        count += is_worth_remembering(&catalog->units.at[i]);
    list_reserve(&memory->entries, count, arena);
    for (size_t i = 0; i < catalog->units.count; i++) {
        const struct unit *unit = &catalog->units.at[i];
        if (!is_worth_remembering(unit))
            continue;
        const struct pattern *source = unit->has_previous ? &unit_rare(unit)->previous : &unit->source;
        struct memory_entry entry = {.key = merge_text_key(source, arena),
                                     .source = source,
                                     .unit = unit,
                                     .origin = origin.len ? origin : unit->id,
                                     .rank =
                                         unit->state == UNIT_NEEDS_REVIEW || unit_is_made_unreviewed(unit),
                                     .number = (uint32_t)i};
        memory_add(memory, &entry, arena);
    }
}

static void sort_matches(struct memory_match_list *matches)
{
    for (size_t i = 1; i < matches->count; i++) {
        struct memory_match match = matches->at[i];
        size_t at = i;
        for (; at > 0 && matches->at[at - 1].similarity < match.similarity; at--)
            matches->at[at] = matches->at[at - 1];
        matches->at[at] = match;
    }
}

// All matches of the catalog and of the memories; of two that are equally like, the one of the earlier place.
static void find_matches(struct merger *m, const struct memory *own, const struct unit *unit,
                         struct memory_search *search, struct arena *arena, struct memory_match_list *out)
{
    struct str key = merge_text_key(&unit->source, m->arena);
    double least = m->options->fuzzy < suggestion_least ? least_similarity(m) : suggestion_least / 100.0;
    memory_find(own, key, least, MEMORY_MOST, search, arena, out);
    for (size_t i = 0; i < m->options->memory_count; i++)
        memory_find(m->options->memories[i], key, least, MEMORY_MOST, search, arena, out);
    sort_matches(out);
}

struct proposal {
    const struct memory_match *match; // NULL: none
    struct pattern target;            // with the code of the message
    bool is_own;                      // was made for this text in this context
};

// The match as it would be a translation of the unit; false where code is left over. It is the unit's own
// where it was made for its very text and context, and another unit took it over since.
static bool make_proposal(struct merger *m, const struct unit *unit, const struct memory_match *match,
                          struct proposal *out)
{
    const struct memory_entry *entry = match->entry;
    struct unit made = *entry->unit;
    merge_unite_forms(&made, &unit->source);
    *out = (struct proposal){.match = match};
    out->is_own = unit_rare(&made)->has_previous_context &&
                  merge_is_back(m, &made, made.context, &unit->source, unit->context);
    return merge_fit(entry->source, &made.target, &unit->source, m->arena, &out->target);
}

// The first that fits, unless a later one is the unit's own.
static struct proposal best_proposal(struct merger *m, const struct unit *unit,
                                     const struct memory_match_list *matches)
{
    struct proposal best = {0}, next;
    for (size_t i = 0; i < matches->count && matches->at[i].similarity >= least_similarity(m); i++) {
        if (make_proposal(m, unit, &matches->at[i], &next) && (next.is_own || !best.match))
            best = next;
        if (best.is_own)
            break;
    }
    return best;
}

// Whether nobody need look: the same text, code and context, and all who translated it say the same.
static bool is_certain(const struct unit *unit, const struct memory_match_list *matches,
                       const struct proposal *proposal)
{
    const struct memory_entry *entry = proposal->match->entry;
    if (proposal->match->similarity < 1 || !merge_has_same_code(entry->source, &unit->source))
        return false;
    if (unit_is_made_unreviewed(entry->unit))
        return false;
    if (proposal->is_own)
        return true;
    if (pattern_is_select(&proposal->target) && !pattern_is_select(&unit->source))
        return false;
    if (entry->unit->state == UNIT_NEEDS_REVIEW || !str_equal(entry->unit->context, unit->context))
        return false;
    for (size_t i = 0; i < matches->count && matches->at[i].similarity == 1; i++)
        if (!pattern_equal_text(&matches->at[i].entry->unit->target, &entry->unit->target))
            return false;
    return true;
}

// What the translation was made for, which may be what that unit had before. Where that is what the unit says
// itself, review is needed all the same, and is when the unit says it again.
static void propose_from(struct merger *m, struct unit *unit, const struct memory_entry *entry)
{
    if (entry->unit->has_previous)
        unit_take_previous(unit, entry->unit, m->arena);
    else
        merge_set_previous(m, unit, entry->unit, entry->source, entry->unit->context);
    if (merge_is_back(m, unit, unit->context, &unit->source, unit->context))
        unit_change_rare(unit, m->arena)->previous_needs_review = true;
}

static void take_proposal(struct merger *m, struct unit *unit, const struct proposal *proposal,
                          bool is_certain)
{
    unit->target = proposal->target;
    unit->has_target = unit->target_changed = true;
    unit->has_previous = false;
    if (!is_certain) {
        propose_from(m, unit, proposal->match->entry);
        merge_unite_forms(unit, &unit->source);
    }
    if (proposal->is_own && unit_is_made_unreviewed(proposal->match->entry->unit))
        merge_forget_previous(unit); // it was made for this, and needs review as it did then
    merge_set_state(unit, is_certain ? UNIT_TRANSLATED : UNIT_NEEDS_REVIEW);
    *list_push(is_certain ? &m->report->filled : &m->report->proposed, m->arena) = unit->id;
}

static bool is_suggested(const struct unit *unit, const struct pattern *target)
{
    if (unit->has_target && pattern_equal_text(&unit->target, target))
        return true;
    for (size_t i = 0; i < unit_rare(unit)->suggestions.count; i++)
        if (pattern_equal_text(&unit_rare(unit)->suggestions.at[i].target, target))
            return true;
    return false;
}

static void suggest(struct merger *m, struct unit *unit, const struct memory_match_list *matches)
{
    for (size_t i = 0, given = 0; i < matches->count && given < suggestions_most; i++) {
        const struct memory_entry *entry = matches->at[i].entry;
        if (is_suggested(unit, &entry->unit->target))
            continue;
        const struct suggestion suggestion = {.source = *entry->source,
                                              .target = entry->unit->target,
                                              .origin = entry->origin,
                                              .similarity = (unsigned)(matches->at[i].similarity * 100)};
        unit_add_suggestion(unit, &suggestion, m->arena);
        unit->suggestions_changed = true;
        given++;
    }
}

static void propose(struct merger *m, struct unit *unit, const struct memory_match_list *matches)
{
    struct proposal proposal = best_proposal(m, unit, matches);
    if (proposal.match)
        take_proposal(m, unit, &proposal, is_certain(unit, matches, &proposal));
    if (m->options->with_suggestions)
        suggest(m, unit, matches);
}

void merge_propose(struct merger *m)
{
    struct arena arena = {0};
    struct memory own = {0};
    struct memory_search search = {0};
    struct memory_match_list matches = {0};
    merge_remember(m->catalog, STR(""), &arena, &own);
    memory_index(&own, &arena);
    for (size_t i = 0; i < m->waiting.count; i++) {
        struct unit *unit = &m->catalog->units.at[m->waiting.at[i]];
        matches.count = 0;
        find_matches(m, &own, unit, &search, &arena, &matches);
        if (matches.count && !unit->has_target)
            propose(m, unit, &matches);
    }
    memory_search_free(&search);
    arena_free(&arena);
}

void merge_fill(struct catalog *catalog, const struct merge_options *options, struct arena *arena,
                struct merge_report *report)
{
    struct merger m = {.catalog = catalog, .options = options, .arena = arena, .report = report};
    *report = (struct merge_report){0};
    for (size_t i = 0; i < catalog->units.count && options->fuzzy; i++) {
        const struct unit *unit = &catalog->units.at[i];
        if (unit->has_target || unit->is_obsolete || unit->is_locked ||
            catalog_find(catalog, unit->id) != unit)
            continue;
        *list_push(&m.waiting, arena) = i;
    }
    if (m.waiting.count)
        merge_propose(&m);
}
