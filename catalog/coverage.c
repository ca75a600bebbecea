#include "catalog/coverage.h"

#include "base/hash.h"
#include "catalog/merge.h"

#include <stdlib.h>

enum { depth_greatest = 32 }; // of selects in selects; readers allow fewer

// ---- words

static size_t words_below(const struct pattern *pattern, struct words *words, size_t depth)
{
    size_t count = 0;
    for (size_t i = 0; i < pattern->parts.count; i++)
        if (part_kind(&pattern->parts.at[i]) == PART_TEXT)
            count += words_count(words, pattern->parts.at[i].text);
    for (size_t i = 0; pattern->variants && depth < depth_greatest && i < pattern->variants->count; i++)
        count += words_below(&pattern->variants->at[i].value, words, depth + 1);
    return count;
}

// The words of a pattern: of its texts, in all variants; code counts none.
static size_t words_of(const struct pattern *pattern, struct words *words)
{
    return words_below(pattern, words, 0);
}

void coverage_prepare(const struct message_set *messages, struct arena *arena, struct coverage_source *out)
{
    struct words words = {0};
    *out =
        (struct coverage_source){.messages = messages, .words = arena_array(arena, size_t, messages->count)};
    for (size_t i = 0; i < messages->count; i++) {
        out->words[i] = words_of(&messages->at[i]->pattern, &words);
        out->word_count += out->words[i];
    }
    words_close(&words);
}

// ---- counting

// How far a message has come; the best of its units counts.
enum progress { NOT_THERE, NOT_TRANSLATED, TO_BE_REVIEWED, DONE };

// Drop-in readers take an empty target for a translation; nobody else does.
static bool is_empty(const struct unit *unit, bool peer_bytes)
{
    return !unit->has_target ||
           (peer_bytes && pattern_is_blank(&unit->target) && !pattern_is_blank(&unit->source));
}

static enum progress progress_of(const struct unit *unit, bool peer_bytes)
{
    if (unit->is_locked)
        return DONE;
    if (is_empty(unit, peer_bytes))
        return NOT_TRANSLATED;
    return unit_is_done(unit) ? DONE : TO_BE_REVIEWED;
}

static void add_progress(struct coverage *out, enum progress progress, size_t words)
{
    out->messages++;
    out->words += words;
    out->translated += progress == DONE;
    out->translated_words += progress == DONE ? words : 0;
    out->needs_review += progress == TO_BE_REVIEWED;
    out->missing += progress <= NOT_TRANSLATED;
    out->absent += progress == NOT_THERE;
}

// Without sources: the units are what has to be translated.
static void count_units(const struct catalog *catalog, bool peer_bytes, struct words *words,
                        struct coverage *out)
{
    for (size_t i = 0; i < catalog->units.count; i++) {
        const struct unit *unit = &catalog->units.at[i];
        if (!unit_counts(unit) || (unit->is_locked && !unit->is_obsolete))
            continue;
        bool has_source = !pattern_is_empty(&unit->source);
        if (unit->is_obsolete)
            out->obsolete++;
        else
            add_progress(out, progress_of(unit, peer_bytes),
                         words_of(has_source ? &unit->source : &unit->target, words));
    }
}

static void note_progress(const struct catalog *catalog, const struct coverage_source *source,
                          bool peer_bytes, unsigned char *best, struct coverage *out)
{
    struct arena scratch = {0};
    for (size_t i = 0; i < catalog->units.count; i++) {
        const struct unit *unit = &catalog->units.at[i];
        size_t number = unit_counts(unit) ? message_set_find(source->messages, unit->id) : 0;
        if (number == 0) {
            out->obsolete += unit_counts(unit);
            out->vanished += unit_counts(unit) && !unit->is_obsolete;
            continue;
        }
        enum progress progress = progress_of(unit, peer_bytes);
        if (progress == DONE && !peer_bytes && !pattern_is_empty(&unit->source) &&
            !merge_says_the_same(&unit->source, &source->messages->at[number - 1]->pattern, &scratch))
            progress = TO_BE_REVIEWED;
        if (progress > best[number - 1])
            best[number - 1] = (unsigned char)progress;
    }
    arena_free(&scratch);
}

static void note_refused(const struct str_list *refused, const struct coverage_source *source,
                         unsigned char *best, struct coverage *out)
{
    for (size_t i = 0; i < refused->count; i++) {
        size_t number = message_set_find(source->messages, refused->at[i]);
        if (number == 0)
            continue;
        best[number - 1] = TO_BE_REVIEWED;
        out->refused++;
    }
}

void coverage_count(const struct catalog *catalog, const struct coverage_source *source, bool peer_bytes,
                    const struct str_list *refused, struct words *words, struct coverage *out)
{
    *out = (struct coverage){0};
    if (!source) {
        if (catalog)
            count_units(catalog, peer_bytes, words, out);
        return;
    }
    struct arena scratch = {0};
    unsigned char *best = arena_array(&scratch, unsigned char, source->messages->count);
    if (catalog)
        note_progress(catalog, source, peer_bytes, best, out);
    if (refused)
        note_refused(refused, source, best, out);
    for (size_t i = 0; i < source->messages->count; i++)
        add_progress(out, (enum progress)best[i], source->words[i]);
    arena_free(&scratch);
}

void coverage_add(struct coverage *sum, const struct coverage *more)
{
    sum->messages += more->messages;
    sum->translated += more->translated;
    sum->needs_review += more->needs_review;
    sum->refused += more->refused;
    sum->missing += more->missing;
    sum->obsolete += more->obsolete;
    sum->absent += more->absent;
    sum->vanished += more->vanished;
    sum->words += more->words;
    sum->translated_words += more->translated_words;
}

size_t coverage_permille(const struct coverage *coverage)
{
    return coverage->messages ? coverage->translated * 1000 / coverage->messages : 1000;
}

// ---- comparing

static int compare_marks(const void *a, const void *b)
{
    const struct translation_mark *x = a, *y = b;
    return x->id < y->id ? -1 : x->id > y->id;
}

static uint64_t hash_pattern(const struct pattern *pattern)
{
    struct buf text = {0};
    pattern_print(pattern, &text);
    uint64_t hash = hash_bytes(buf_str(&text));
    buf_free(&text);
    return hash;
}

void coverage_mark(const struct catalog *catalog, const struct coverage_source *source, bool peer_bytes,
                   struct arena *arena, struct translation_mark_list *out)
{
    *out = (struct translation_mark_list){0};
    for (size_t i = 0; i < catalog->units.count; i++) {
        const struct unit *unit = &catalog->units.at[i];
        bool is_wanted = source ? message_set_find(source->messages, unit->id) > 0 : !unit->is_obsolete;
        if (unit_counts(unit) && is_wanted && unit_is_done(unit) && !is_empty(unit, peer_bytes))
            *list_push(out, arena) =
                (struct translation_mark){hash_bytes(unit->id), hash_pattern(&unit->target)};
    }
    if (out->count > 1)
        qsort(out->at, out->count, sizeof *out->at, compare_marks);
}

struct mark_difference marks_compare(const struct translation_mark_list *first,
                                     const struct translation_mark_list *second)
{
    struct mark_difference difference = {0};
    size_t i = 0, k = 0;
    while (i < first->count && k < second->count) {
        const struct translation_mark *a = &first->at[i], *b = &second->at[k];
        difference.only_first += a->id < b->id;
        difference.only_second += a->id > b->id;
        difference.different += a->id == b->id && a->target != b->target;
        i += a->id <= b->id;
        k += b->id <= a->id;
    }
    difference.only_first += first->count - i;
    difference.only_second += second->count - k;
    return difference;
}
