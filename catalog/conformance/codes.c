// XLIFF 2.x: inline codes of a unit or match among each other. Pairs of sc and ec, of sm and em; what
// dataRef, copyOf and subFlows name; type and subType.
#include "catalog/conformance/rules.h"

bool is_isolated(const struct element *code)
{
    return value_is(code, W_ISOLATED, "yes");
}

static struct str or_yes(struct str value)
{
    return value.at ? value : STR("yes");
}

// ---- pairs

struct pairs {
    struct checker *checker;
    const struct contents *contents;
    int side;
    struct map starts, ends;          // sc by id; ec by startRef, of this side
    struct map marks, mark_ends;      // sm by id, em by startRef
    const struct map *ends_elsewhere; // of sources, while targets are looked at
    bool may_be_reordered;
};

static void remember(struct pairs *pairs, struct map *map, const struct element *element, enum word word)
{
    const struct attribute *attribute = attribute_named(element, word);
    if (!attribute)
        return;
    struct map_entry *entry = map_entry(map, attribute->value, pairs->contents->arena);
    if (entry->value && word == W_START_REF)
        complain(pairs->checker, KIND_XLIFF_CODE_PAIR, span_of_attribute(pairs->checker, element, attribute),
                 NULL, "another element ends \"" STR_FORMAT "\" already", STR_ARG(brief(attribute->value)));
    if (!entry->value)
        entry->value = (void *)element;
}

static void collect(struct pairs *pairs)
{
    const struct element_list *codes = &pairs->contents->codes_in_order[pairs->side];
    for (size_t i = 0; i < codes->count; i++) {
        const struct element *code = codes->at[i];
        if (code->word == W_SC)
            remember(pairs, &pairs->starts, code, W_ID);
        else if (code->word == W_EC)
            remember(pairs, &pairs->ends, code, W_START_REF);
        else if (code->word == W_SM)
            remember(pairs, &pairs->marks, code, W_ID);
        else if (code->word == W_EM)
            remember(pairs, &pairs->mark_ends, code, W_START_REF);
    }
    for (size_t i = 0; pairs->side == TARGET_SIDE && i < pairs->contents->sides[TARGET_SIDE].count; i++)
        if (attribute_named(pairs->contents->sides[TARGET_SIDE].at[i], W_ORDER))
            pairs->may_be_reordered = true;
}

static void check_parity(struct checker *checker, const struct element *start, const struct element *end)
{
    static const uint16_t hints[] = {W_CAN_COPY, W_CAN_DELETE, W_CAN_OVERLAP, W_CAN_REORDER};
    for (size_t i = 0; i < sizeof hints / sizeof *hints; i++) {
        struct str first = or_yes(value_of(start, hints[i])), second = or_yes(value_of(end, hints[i]));
        struct str wanted = str_is(first, "firstNo") ? STR("no") : first;
        if (str_equal(second, wanted))
            continue;
        struct diag *diag =
            complain(checker, KIND_XLIFF_CODE_PAIR, span_of_value(checker, end, hints[i]), NULL,
                     "<ec> says %s=\"" STR_FORMAT "\", but with its <sc> it must be \"" STR_FORMAT "\"",
                     word_name(hints[i]), STR_ARG(brief(second)), STR_ARG(brief(wanted)));
        relate(checker, diag, start->node, "the start code is here");
    }
}

static bool is_out_of_order(const struct pairs *pairs, const struct element *start, const struct element *end)
{
    return !pairs->may_be_reordered && end->node->start < start->node->start;
}

static void check_start(struct pairs *pairs, const struct element *start)
{
    struct str id = value_of(start, W_ID);
    const struct element *end = map_get(&pairs->ends, id);
    if (is_isolated(start)) {
        if (end)
            complain(pairs->checker, KIND_XLIFF_ISOLATED, span_of_value(pairs->checker, start, W_ISOLATED),
                     NULL, "<sc> says isolated=\"yes\", but its <ec> is in the same unit");
        return;
    }
    if (end && !is_isolated(end)) {
        if (is_out_of_order(pairs, start, end))
            complain(pairs->checker, KIND_XLIFF_CODE_PAIR, span_of_tag(pairs->checker, end), NULL,
                     "<ec> stands in front of its <sc>");
        check_parity(pairs->checker, start, end);
        return;
    }
    // The end may belong to a segment that is not translated yet.
    if (!end && !(pairs->ends_elsewhere && map_has(pairs->ends_elsewhere, id)))
        complain(pairs->checker, KIND_XLIFF_ISOLATED, span_of_tag(pairs->checker, start),
                 "Add the <ec>, or isolated=\"yes\" if it is in another unit.",
                 "<sc> has no <ec> in the unit and does not say isolated=\"yes\"");
}

static void check_isolated_end(struct checker *checker, const struct element *end)
{
    if (attribute_named(end, W_START_REF))
        complain(checker, KIND_XLIFF_ISOLATED, span_of_value(checker, end, W_START_REF), NULL,
                 "an isolated <ec> has an id and no startRef");
    else if (!attribute_named(end, W_ID))
        complain(checker, KIND_XLIFF_ISOLATED, span_of_tag(checker, end), NULL,
                 "an isolated <ec> must have an id");
}

static void check_end(struct pairs *pairs, const struct element *end)
{
    struct checker *checker = pairs->checker;
    const struct attribute *start = attribute_named(end, W_START_REF);
    if (is_isolated(end)) {
        check_isolated_end(checker, end);
        return;
    }
    if (attribute_named(end, W_ID))
        complain(checker, KIND_XLIFF_ISOLATED, span_of_value(checker, end, W_ID), NULL,
                 "an <ec> that is not isolated has a startRef and no id");
    if (attribute_named(end, W_DIR))
        complain(checker, KIND_XLIFF_ISOLATED, span_of_value(checker, end, W_DIR), NULL,
                 "dir is for an isolated <ec> only");
    if (!start)
        complain(checker, KIND_XLIFF_ISOLATED, span_of_tag(checker, end),
                 "Name its <sc> by startRef, or add isolated=\"yes\" and an id.",
                 "<ec> names no <sc> by startRef and does not say isolated=\"yes\"");
    else if (!map_has(&pairs->starts, start->value))
        complain(checker, KIND_XLIFF_ISOLATED, span_of_attribute(checker, end, start), NULL,
                 "the unit has no <sc> \"" STR_FORMAT "\", and <ec> does not say isolated=\"yes\"",
                 STR_ARG(brief(start->value)));
}

static void check_mark(struct pairs *pairs, const struct element *mark)
{
    const struct element *end = map_get(&pairs->mark_ends, value_of(mark, W_ID));
    if (!end)
        complain(pairs->checker, KIND_XLIFF_CODE_PAIR, span_of_tag(pairs->checker, mark), NULL,
                 "<sm> has no <em> in the unit");
    else if (is_out_of_order(pairs, mark, end))
        complain(pairs->checker, KIND_XLIFF_CODE_PAIR, span_of_tag(pairs->checker, end), NULL,
                 "<em> stands in front of its <sm>");
}

static void check_mark_end(struct pairs *pairs, const struct element *end)
{
    const struct attribute *start = attribute_named(end, W_START_REF);
    if (start && !map_has(&pairs->marks, start->value))
        complain(pairs->checker, KIND_XLIFF_CODE_PAIR, span_of_attribute(pairs->checker, end, start), NULL,
                 "the unit has no <sm> \"" STR_FORMAT "\"", STR_ARG(brief(start->value)));
}

static void check_pairs(struct pairs *pairs)
{
    collect(pairs);
    const struct element_list *codes = &pairs->contents->codes_in_order[pairs->side];
    for (size_t i = 0; i < codes->count; i++) {
        const struct element *code = codes->at[i];
        if (code->word == W_SC)
            check_start(pairs, code);
        else if (code->word == W_EC)
            check_end(pairs, code);
        else if (code->word == W_SM)
            check_mark(pairs, code);
        else if (code->word == W_EM)
            check_mark_end(pairs, code);
    }
}

// ---- what a code names

static void check_data(struct checker *checker, const struct contents *contents, const struct element *code)
{
    static const uint16_t references[] = {W_DATA_REF, W_DATA_REF_START, W_DATA_REF_END};
    for (size_t i = 0; i < sizeof references / sizeof *references; i++) {
        const struct attribute *reference = attribute_named(code, references[i]);
        if (reference && !ids_find(&contents->data, reference->value))
            complain(checker, KIND_XLIFF_DATA_REF, span_of_attribute(checker, code, reference), NULL,
                     "%s=\"" STR_FORMAT "\" names no <data> in the originalData of the %s",
                     word_name(references[i]), STR_ARG(brief(reference->value)),
                     contents->owner->space == SPACE_MTC ? "match" : "unit");
    }
}

static bool has_data(const struct element *code)
{
    return attribute_named(code, W_DATA_REF) || attribute_named(code, W_DATA_REF_START) ||
           attribute_named(code, W_DATA_REF_END);
}

bool is_code(const struct element *element)
{
    return element->word == W_PH || element->word == W_PC || element->word == W_SC || element->word == W_EC;
}

static void check_copy(struct checker *checker, const struct map *codes, const struct element *copy)
{
    const struct attribute *attribute = attribute_named(copy, W_COPY_OF);
    if (!attribute)
        return;
    const struct element *base = map_get(codes, attribute->value);
    struct span span = span_of_attribute(checker, copy, attribute);
    if (!base || !is_code(base))
        complain(checker, KIND_XLIFF_COPY_OF, span, NULL,
                 "copyOf=\"" STR_FORMAT "\" names no code of the unit", STR_ARG(brief(attribute->value)));
    else if (has_data(base))
        relate(checker,
               complain(checker, KIND_XLIFF_COPY_OF, span, NULL,
                        "copyOf is for copies of codes without original data, and \"" STR_FORMAT
                        "\" has some",
                        STR_ARG(brief(attribute->value))),
               base->node, "the copied code is here");
    else if (value_is(base, W_CAN_COPY, "no"))
        relate(checker,
               complain(checker, KIND_XLIFF_COPY_OF, span, NULL,
                        "the code \"" STR_FORMAT "\" must not be copied: it says canCopy=\"no\"",
                        STR_ARG(brief(attribute->value))),
               base->node, "the copied code is here");
    if (has_data(copy))
        complain(checker, KIND_XLIFF_COPY_OF, span, NULL,
                 "a code with copyOf cannot have original data of its own");
}

static void check_sub_flows(struct checker *checker, const struct element *code)
{
    static const uint16_t lists[] = {W_SUB_FLOWS, W_SUB_FLOWS_START, W_SUB_FLOWS_END};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        const struct attribute *list = attribute_named(code, lists[i]);
        struct str id;
        for (size_t at = 0; list && (id = list_word(list->value, &at)).len;)
            wait_for(
                checker, &checker->file.pending,
                (struct pending){.what = PENDING_SUB_FLOW, .id = id, .start = list->start, .end = list->end});
    }
}

// The values that XLIFF defines, and the type that each goes with.
static void check_sub_type(struct checker *checker, const struct element *code)
{
    static const struct {
        const char *sub_type, *type;
    } known[] = {{"xlf:b", "fmt"},  {"xlf:i", "fmt"},  {"xlf:u", "fmt"},
                 {"xlf:lb", "fmt"}, {"xlf:pb", "fmt"}, {"xlf:var", "ui"}};
    const struct attribute *sub_type = attribute_named(code, W_SUB_TYPE),
                           *type = attribute_named(code, W_TYPE);
    if (!sub_type)
        return;
    struct span span = span_of_attribute(checker, code, sub_type);
    const char *wanted = NULL;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_is(sub_type->value, known[i].sub_type))
            wanted = known[i].type;
    if (!type)
        complain(checker, KIND_XLIFF_SUBTYPE, span, NULL, "subType without type");
    else if (wanted && !str_is(type->value, wanted))
        complain(checker, KIND_XLIFF_SUBTYPE, span, NULL,
                 "subType=\"" STR_FORMAT "\" goes with type=\"%s\" only", STR_ARG(brief(sub_type->value)),
                 wanted);
    else if (!wanted && str_starts(sub_type->value, STR("xlf:")))
        complain(checker, KIND_XLIFF_SUBTYPE, span, NULL,
                 "the prefix xlf is XLIFF's own, and it defines no \"" STR_FORMAT "\"",
                 STR_ARG(brief(sub_type->value)));
}

void codes_check(struct checker *checker, const struct contents *contents)
{
    size_t count = contents->codes_in_order[SOURCE_SIDE].count + contents->codes_in_order[TARGET_SIDE].count;
    if (count == 0)
        return;
    struct pairs sources = {.checker = checker, .contents = contents, .side = SOURCE_SIDE};
    struct pairs targets = {
        .checker = checker, .contents = contents, .side = TARGET_SIDE, .ends_elsewhere = &sources.ends};
    check_pairs(&sources);
    if (contents->sides[TARGET_SIDE].count >= contents->sides[SOURCE_SIDE].count)
        targets.ends_elsewhere = NULL;
    check_pairs(&targets);
    struct map codes = {0};
    for (int side = SOURCE_SIDE; side <= TARGET_SIDE; side++)
        for (size_t i = 0; i < contents->codes_in_order[side].count; i++) {
            struct element *code = contents->codes_in_order[side].at[i];
            const struct attribute *id = attribute_named(code, W_ID);
            if (id && !map_has(&codes, id->value))
                map_set(&codes, id->value, code, contents->arena);
        }
    for (int side = SOURCE_SIDE; side <= TARGET_SIDE; side++)
        for (size_t i = 0; i < contents->codes_in_order[side].count; i++) {
            const struct element *code = contents->codes_in_order[side].at[i];
            if (!is_code(code))
                continue;
            check_data(checker, contents, code);
            check_copy(checker, &codes, code);
            check_sub_flows(checker, code);
            check_sub_type(checker, code);
        }
}
