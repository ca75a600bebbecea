// XLIFF 2.x: editing hints. A sequence that must not be reordered begins with canReorder="firstNo" and goes
// on with "no"; its codes can neither be copied nor deleted, and targets keep them together, in order and in
// the same nesting. A code with canDelete="no" must be in some target of the unit once its own segment has
// one.
//
// That the last two are broken is an error in a segment that is final, by the specifications' informative
// part; the test suite wants it in any state. So elsewhere it is a doubt.
#include "catalog/conformance/rules.h"

static bool is_fixed(const struct element *code)
{
    return value_is(code, W_CAN_REORDER, "no") || value_is(code, W_CAN_REORDER, "firstNo");
}

static void check_consistency(struct checker *checker, const struct element *code)
{
    if (is_fixed(code) && (!value_is(code, W_CAN_COPY, "no") || !value_is(code, W_CAN_DELETE, "no")))
        complain(checker, KIND_XLIFF_EDITING_HINTS, span_of_value(checker, code, W_CAN_REORDER),
                 "Add canCopy=\"no\" and canDelete=\"no\".",
                 "a code that must not be reordered must say canCopy=\"no\" and canDelete=\"no\"");
}

// Codes of a side, with what precedes each and what it stands in.
struct step {
    const struct element *code, *before; // before: the code in front, NULL for the first
};

struct sequence {
    struct step *at;
    size_t count;
    struct map by_id, ends_by_start; // → struct step
};

static struct sequence sequence_of(const struct contents *contents, int side)
{
    const struct element_list *codes = &contents->codes_in_order[side];
    struct sequence sequence = {.at = arena_array(contents->arena, struct step, codes->count)};
    for (size_t i = 0; i < codes->count; i++) {
        const struct element *code = codes->at[i];
        if (!is_code(code))
            continue;
        struct step *step = &sequence.at[sequence.count];
        *step = (struct step){code, sequence.count ? sequence.at[sequence.count - 1].code : NULL};
        sequence.count++;
        bool is_end = code->word == W_EC && !is_isolated(code);
        const struct attribute *key = attribute_named(code, is_end ? W_START_REF : W_ID);
        if (key)
            map_set(is_end ? &sequence.ends_by_start : &sequence.by_id, key->value, step, contents->arena);
    }
    return sequence;
}

static const struct step *partner_in(const struct sequence *sequence, const struct element *code)
{
    bool is_end = code->word == W_EC && !is_isolated(code);
    return map_get(is_end ? &sequence->ends_by_start : &sequence->by_id,
                   value_of(code, is_end ? W_START_REF : W_ID));
}

static void check_heads(struct checker *checker, const struct sequence *sources)
{
    for (size_t i = 0; i < sources->count; i++) {
        const struct step *step = &sources->at[i];
        bool is_end = step->code->word == W_EC && !is_isolated(step->code);
        if (value_is(step->code, W_CAN_REORDER, "no") && !is_end && !(step->before && is_fixed(step->before)))
            complain(checker, KIND_XLIFF_EDITING_HINTS, span_of_value(checker, step->code, W_CAN_REORDER),
                     "Begin the sequence with canReorder=\"firstNo\".",
                     "canReorder=\"no\" must follow a code with \"firstNo\" or \"no\"");
    }
}

// ---- what targets make of it

static const struct element *enclosing_code(const struct element *code)
{
    const struct element *outer = code->parent;
    while (outer && outer->word != W_PC && outer->word != W_SOURCE && outer->word != W_TARGET)
        outer = outer->parent;
    return outer && outer->word == W_PC ? outer : NULL;
}

static const struct element *part_of(const struct element *code)
{
    const struct element *part = code->parent;
    while (part && part->word != W_SEGMENT && part->word != W_IGNORABLE)
        part = part->parent;
    return part;
}

static bool is_same(const struct element *a, const struct element *b)
{
    if (!a || !b)
        return a == b;
    bool is_end = a->word == W_EC && !is_isolated(a);
    return (b->word == W_EC && !is_isolated(b)) == is_end &&
           str_equal(value_of(a, is_end ? W_START_REF : W_ID), value_of(b, is_end ? W_START_REF : W_ID));
}

static struct diag *tell(struct checker *checker, const struct element *source, const struct element *place,
                         const char *message)
{
    const struct element *part = part_of(source);
    bool is_final = part && value_is(part, W_STATE, "final");
    return (is_final ? complain : doubt)(checker, KIND_XLIFF_EDITING_HINTS, span_of_tag(checker, place), NULL,
                                         "%s", message);
}

static void check_kept(struct checker *checker, const struct map *translated, const struct sequence *targets,
                       const struct step *source)
{
    const struct element *code = source->code, *part = part_of(code);
    const struct step *target = partner_in(targets, code);
    struct str key = {(const char *)&part, sizeof part};
    if (!target) {
        const struct element *in = part ? map_get(translated, key) : NULL;
        if (value_is(code, W_CAN_DELETE, "no") && in)
            relate(checker,
                   tell(checker, code, in, "no target of the unit has a code that must not be deleted"),
                   code->node, "the code is here");
        return;
    }
    if (!value_is(code, W_CAN_REORDER, "no"))
        return;
    bool is_together =
        source->before && is_fixed(source->before) ? is_same(source->before, target->before) : true;
    if (!is_together || !is_same(enclosing_code(code), enclosing_code(target->code)))
        relate(checker,
               tell(checker, code, target->code,
                    "the target tears apart a sequence of codes that must not be reordered"),
               code->node, "its place in the source is here");
}

static void check_new(struct checker *checker, const struct sequence *sources, const struct step *target)
{
    if (is_fixed(target->code) && !partner_in(sources, target->code))
        doubt(checker, KIND_XLIFF_EDITING_HINTS, span_of_value(checker, target->code, W_CAN_REORDER), NULL,
              "a code that only the target has cannot be one that must not be reordered");
}

// Which parts have a target: the address of the part → its target.
static struct map translated_parts(const struct contents *contents)
{
    struct map map = {0};
    for (size_t i = 0; i < contents->sides[TARGET_SIDE].count; i++) {
        struct element *target = contents->sides[TARGET_SIDE].at[i];
        struct str key = {(const char *)&target->parent, sizeof target->parent};
        map_set(&map, arena_copy(contents->arena, key), target, contents->arena);
    }
    return map;
}

void hints_check(struct checker *checker, const struct contents *contents)
{
    if (contents->codes_in_order[SOURCE_SIDE].count + contents->codes_in_order[TARGET_SIDE].count == 0)
        return;
    struct sequence sources = sequence_of(contents, SOURCE_SIDE),
                    targets = sequence_of(contents, TARGET_SIDE);
    for (size_t i = 0; i < sources.count; i++)
        check_consistency(checker, sources.at[i].code);
    for (size_t i = 0; i < targets.count; i++)
        check_consistency(checker, targets.at[i].code);
    check_heads(checker, &sources);
    if (contents->owner->space == SPACE_MTC || contents->sides[TARGET_SIDE].count == 0)
        return;
    struct map translated = translated_parts(contents);
    for (size_t i = 0; i < sources.count; i++)
        check_kept(checker, &translated, &targets, &sources.at[i]);
    for (size_t i = 0; i < targets.count; i++)
        check_new(checker, &sources, &targets.at[i]);
}
