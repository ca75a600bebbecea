// The way back from neutral form: the project's code for the service's placeholders.
#include "catalog/placeholders.h"
#include "sync/neutral.h"

// Placeholders of the source that answer to one key, in their order.
struct answer {
    struct part_list parts;
    size_t used;
};

// Placeholders of one name, counted on both sides.
struct tally {
    const struct part *part; // the first
    size_t source, target;
};

struct restoring {
    struct map answers; // keys of all grades → struct answer
    struct map tallies; // name → struct tally
    bool has_choice;    // then each placeholder only has to be there
    bool is_too_deep;
    struct arena *arena;
    struct neutral_fault_list *faults;
};

// What a placeholder answers to, best first: name, form and sort; name and sort; name.
enum { key_grades = 3 };

static struct str answer_key(const struct part *part, size_t grade, struct arena *arena)
{
    static const char *const sorts[] = {
        [PART_PLACEHOLDER] = "p", [PART_OPEN] = "o", [PART_CLOSE] = "c", [PART_STANDALONE] = "s"};
    static const char *const grades[key_grades] = {"0", "1", "2"};
    struct str pieces[5] = {str_of(grades[grade]), placeholder_key(part_name(part)), STR("\xff"),
                            str_of(sorts[part_kind(part)])};
    size_t count = grade == 2 ? 2 : 4;
    if (grade == 0) {
        struct pattern one = {.parts = {(struct part *)part, 1, 1}};
        pieces[count++] = neutral_pattern(&one, arena).parts.at[0].text;
    }
    return arena_join(arena, pieces, count);
}

static struct tally *tally_of(struct restoring *r, const struct part *part)
{
    struct map_entry *entry = map_entry(&r->tallies, placeholder_key(part_name(part)), r->arena);
    if (!entry->value) {
        struct tally *tally = entry->value = arena_new(r->arena, struct tally);
        tally->part = part;
    }
    return entry->value;
}

static void offer_part(struct restoring *r, const struct part *part)
{
    tally_of(r, part)->source++;
    for (size_t grade = 0; grade < key_grades; grade++) {
        struct map_entry *entry = map_entry(&r->answers, answer_key(part, grade, r->arena), r->arena);
        if (!entry->value)
            entry->value = arena_new(r->arena, struct answer);
        *list_push(&((struct answer *)entry->value)->parts, r->arena) = *part;
    }
}

static void offer_pattern(struct restoring *r, const struct pattern *source, size_t depth)
{
    for (size_t i = 0; i < source->parts.count; i++)
        if (part_kind(&source->parts.at[i]) != PART_TEXT)
            offer_part(r, &source->parts.at[i]);
    r->is_too_deep |= source->variants && depth == neutral_greatest_depth;
    for (size_t i = 0; source->variants && i < source->variants->count && !r->is_too_deep; i++)
        offer_pattern(r, &source->variants->at[i].value, depth + 1);
}

// The next one in order; behind the last that again.
static struct part take_answer(struct answer *answer)
{
    size_t number = answer->used < answer->parts.count ? answer->used++ : answer->parts.count - 1;
    return answer->parts.at[number];
}

static struct part restored_part(struct restoring *r, const struct part *part)
{
    tally_of(r, part)->target++;
    for (size_t grade = 0; grade < key_grades; grade++) {
        struct answer *answer = map_get(&r->answers, answer_key(part, grade, r->arena));
        if (answer)
            return take_answer(answer);
    }
    return *part;
}

static struct pattern restored(struct restoring *r, const struct pattern *target, size_t depth)
{
    struct pattern out = {0};
    list_reserve(&out.parts, target->parts.count, r->arena);
    for (size_t i = 0; i < target->parts.count; i++) {
        const struct part *part = &target->parts.at[i];
        *list_push(&out.parts, r->arena) = part_kind(part) == PART_TEXT ? *part : restored_part(r, part);
    }
    if (!target->variants)
        return out;
    out.variants = pattern_of_selectors(&target->variants->selectors, r->arena).variants;
    r->is_too_deep |= depth == neutral_greatest_depth;
    for (size_t i = 0; i < target->variants->count && !r->is_too_deep; i++) {
        const struct variant *variant = &target->variants->at[i];
        *pattern_add_variant(&out, r->arena) =
            (struct variant){variant->keys, restored(r, &variant->value, depth + 1)};
    }
    return out;
}

static void add_fault(struct restoring *r, enum neutral_fault_kind kind, const struct part *part)
{
    struct pattern one = {.parts = {(struct part *)part, 1, 1}};
    struct str shown = part ? neutral_pattern(&one, r->arena).parts.at[0].text : (struct str){0};
    *list_push(r->faults, r->arena) =
        (struct neutral_fault){kind, part ? part_name(part) : (struct str){0}, shown};
}

static void judge(struct restoring *r, const struct tally *tally)
{
    if (tally->source == 0)
        add_fault(r, NEUTRAL_UNKNOWN, tally->part);
    else if (r->has_choice ? tally->target == 0 : tally->target < tally->source)
        add_fault(r, NEUTRAL_MISSING, tally->part);
    else if (!r->has_choice && tally->target > tally->source)
        add_fault(r, NEUTRAL_REPEATED, tally->part);
}

bool neutral_restore(const struct pattern *target, const struct pattern *source, struct arena *arena,
                     struct neutral_fault_list *faults, struct pattern *out)
{
    struct restoring r = {.arena = arena, .faults = faults};
    size_t before = faults->count;
    r.has_choice = pattern_is_select(target) || pattern_is_select(source);
    offer_pattern(&r, source, 0);
    *out = restored(&r, target, 0);
    for (size_t i = 0; i < r.tallies.entries.count; i++)
        judge(&r, r.tallies.entries.at[i].value);
    if (r.is_too_deep)
        add_fault(&r, NEUTRAL_DEPTH, NULL);
    return faults->count == before;
}

struct str neutral_fault_message(const struct neutral_fault *fault, struct arena *arena)
{
    static const char *const words[] = {[NEUTRAL_MISSING] = "is missing",
                                        [NEUTRAL_REPEATED] = "is there more often than in the source",
                                        [NEUTRAL_UNKNOWN] = "is not in the source"};
    if (fault->kind == NEUTRAL_DEPTH)
        return STR("choices stand in each other too deeply");
    return arena_print(arena, "the placeholder " STR_FORMAT " (`" STR_FORMAT "`) %s",
                       STR_ARG(str_slice(fault->name, 0, 60)), STR_ARG(str_slice(fault->shown, 0, 120)),
                       words[fault->kind]);
}
