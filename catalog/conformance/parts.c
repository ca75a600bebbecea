// XLIFF 2.x: the segments and ignorables of a unit. States, the order of targets, white space, and the cases
// of the plural, gender and select module (2.2).
#include "catalog/conformance/rules.h"
#include "catalog/locale.h"

struct part {
    const struct element *element, *source, *target; // NULL where it has none
};

static void check_state(struct checker *checker, const struct part *part)
{
    const struct attribute *state = attribute_named(part->element, W_STATE);
    const struct attribute *sub_state = attribute_named(part->element, W_SUB_STATE);
    if (state && !str_is(state->value, "initial") && !part->target)
        complain(checker, KIND_XLIFF_STATE, span_of_attribute(checker, part->element, state), NULL,
                 "a segment in the state \"" STR_FORMAT "\" must have a target",
                 STR_ARG(brief(state->value)));
    if (sub_state && !state)
        complain(checker, KIND_XLIFF_STATE, span_of_attribute(checker, part->element, sub_state), NULL,
                 "subState without an explicit state");
    if (sub_state && str_starts(sub_state->value, STR("xlf:")))
        complain(checker, KIND_XLIFF_STATE, span_of_attribute(checker, part->element, sub_state), NULL,
                 "the prefix xlf is XLIFF's own, and it defines no \"" STR_FORMAT "\"",
                 STR_ARG(brief(sub_state->value)));
}

// The value in force: its own or that of the nearest outer element.
static struct str white_space(const struct element *element)
{
    for (; element; element = element->parent) {
        const struct attribute *own = attribute_of(element, SPACE_XML, W_SPACE);
        if (own)
            return own->value;
    }
    return STR("default");
}

static void check_white_space(struct checker *checker, const struct part *part)
{
    if (!part->source || !part->target)
        return;
    const struct attribute *own = attribute_of(part->target, SPACE_XML, W_SPACE);
    if (!own && !attribute_of(part->source, SPACE_XML, W_SPACE))
        return;
    if (!str_equal(white_space(part->source), white_space(part->target)))
        doubt(checker, KIND_XLIFF_SPACE, span_of_attribute(checker, part->target, own), NULL,
              "source and target do not have the same xml:space");
}

// ---- order

static size_t number_of(struct str digits, size_t most)
{
    size_t number = 0;
    for (size_t i = 0; i < digits.len && number <= most; i++)
        number =
            digits.at[i] >= '0' && digits.at[i] <= '9' ? number * 10 + (size_t)(digits.at[i] - '0') : number;
    return number;
}

static void check_order(struct checker *checker, const struct contents *contents, const struct part *parts,
                        size_t count)
{
    const struct element **taken = arena_array(contents->arena, const struct element *, count);
    for (size_t i = 0; i < count; i++) {
        const struct element *target = parts[i].target;
        const struct attribute *order = target ? attribute_named(target, W_ORDER) : NULL;
        size_t number = order ? number_of(order->value, count) : i + 1;
        if (!target || (order && !type_takes(T_POSITIVE, order->value)))
            continue;
        if (number > count) {
            complain(checker, KIND_XLIFF_ORDER, span_of_attribute(checker, target, order), NULL,
                     "order=\"" STR_FORMAT "\", but the unit has %zu segments and ignorables",
                     STR_ARG(brief(order->value)), count);
        } else if (taken[number - 1]) {
            struct diag *diag =
                complain(checker, KIND_XLIFF_ORDER, span_of_attribute(checker, target, order), NULL,
                         order ? "another target has the order %zu already"
                               : "another target has the order %zu, which is this one's by its place",
                         number);
            relate(checker, diag, taken[number - 1]->node, "the other target is here");
        } else {
            taken[number - 1] = target;
        }
    }
}

// ---- plural, gender, select: pgs:switch="plural:count gender:name", pgs:case="one feminine"

static struct str selector_of(struct str word)
{
    return str_slice(word, 0, str_find_byte(word, ':', 0));
}

static bool is_category(struct str value)
{
    return plural_find(value) < PLURAL_COUNT || str_is_digits(value);
}

static size_t check_switch(struct checker *checker, const struct element *unit,
                           const struct attribute *attribute)
{
    size_t count = 0, at = 0;
    for (struct str word = list_word(attribute->value, &at); word.len;
         word = list_word(attribute->value, &at), count++) {
        size_t colon = str_find_byte(word, ':', 0);
        struct str selector = selector_of(word);
        bool is_known = str_is(selector, "plural") || str_is(selector, "ordinal") ||
                        str_is(selector, "gender") || str_is(selector, "select");
        if (colon == STR_NONE || colon + 1 == word.len || !is_known)
            complain(checker, KIND_XLIFF_PLURAL, span_of_attribute(checker, unit, attribute), NULL,
                     "\"" STR_FORMAT
                     "\" is no selector: plural, ordinal, gender or select, a colon and a variable",
                     STR_ARG(brief(word)));
    }
    if (count == 0)
        complain(checker, KIND_XLIFF_PLURAL, span_of_attribute(checker, unit, attribute), NULL,
                 "pgs:switch names no selector");
    return count;
}

static void check_case(struct checker *checker, const struct element *segment,
                       const struct attribute *attribute, struct str switches, size_t wanted)
{
    size_t count = 0, at = 0, at_switch = 0;
    for (struct str value = list_word(attribute->value, &at); value.len;
         value = list_word(attribute->value, &at), count++) {
        struct str selector = selector_of(list_word(switches, &at_switch));
        if ((str_is(selector, "plural") || str_is(selector, "ordinal")) && !is_category(value))
            complain(checker, KIND_XLIFF_PLURAL, span_of_attribute(checker, segment, attribute), NULL,
                     "\"" STR_FORMAT "\" is no case of a %s: a number, zero, one, two, few, many or other",
                     STR_ARG(brief(value)), str_is(selector, "plural") ? "plural" : "ordinal");
    }
    if (count != wanted)
        complain(checker, KIND_XLIFF_PLURAL, span_of_attribute(checker, segment, attribute), NULL,
                 "pgs:case has %zu values, and the unit's pgs:switch has %zu selectors", count, wanted);
}

static void check_plural(struct checker *checker, const struct contents *contents, const struct part *parts,
                         size_t count)
{
    const struct attribute *switches = attribute_of(contents->owner, SPACE_PGS, W_SWITCH);
    size_t wanted = switches ? check_switch(checker, contents->owner, switches) : 0;
    for (size_t i = 0; i < count; i++) {
        const struct element *segment = parts[i].element;
        const struct attribute *own = attribute_of(segment, SPACE_PGS, W_CASE);
        if (own && !switches)
            complain(checker, KIND_XLIFF_PLURAL, span_of_attribute(checker, segment, own), NULL,
                     "pgs:case on a segment of a unit without pgs:switch");
        else if (!own && switches && segment->word == W_SEGMENT)
            complain(checker, KIND_XLIFF_PLURAL, span_of_tag(checker, segment), NULL,
                     "the unit has pgs:switch, so each segment must say its pgs:case");
        else if (own)
            check_case(checker, segment, own, switches->value, wanted);
    }
}

// ----

static struct part *gather(const struct contents *contents)
{
    const struct element_list *parts = &contents->parts;
    struct part *out = arena_array(contents->arena, struct part, parts->count + 1);
    size_t source = 0, target = 0;
    for (size_t i = 0; i < parts->count; i++) {
        out[i].element = parts->at[i];
        for (; source < contents->sides[SOURCE_SIDE].count &&
               contents->sides[SOURCE_SIDE].at[source]->parent == parts->at[i];
             source++)
            out[i].source = contents->sides[SOURCE_SIDE].at[source];
        for (; target < contents->sides[TARGET_SIDE].count &&
               contents->sides[TARGET_SIDE].at[target]->parent == parts->at[i];
             target++)
            out[i].target = contents->sides[TARGET_SIDE].at[target];
    }
    return out;
}

void parts_check(struct checker *checker, const struct contents *contents)
{
    if (contents->owner->space == SPACE_MTC)
        return;
    size_t count = contents->parts.count, segments = 0;
    struct part *parts = gather(contents);
    for (size_t i = 0; i < count; i++) {
        segments += parts[i].element->word == W_SEGMENT;
        check_state(checker, &parts[i]);
        check_white_space(checker, &parts[i]);
    }
    check_order(checker, contents, parts, count);
    check_plural(checker, contents, parts, count);
    if (count > 0 && segments == 0)
        complain(checker, KIND_XLIFF_STRUCTURE, span_of_tag(checker, contents->owner), NULL,
                 "a unit must have at least one <segment>; ignorables alone are not enough");
}
