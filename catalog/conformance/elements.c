// Looking at elements: their attributes, what they stand in, and ids that are unique.
#include "catalog/conformance/rules.h"

struct str value_of(const struct element *element, enum word word)
{
    const struct attribute *attribute = attribute_named(element, word);
    return attribute ? attribute->value : (struct str){0};
}

bool value_is(const struct element *element, enum word word, const char *value)
{
    const struct attribute *attribute = attribute_named(element, word);
    return attribute && str_is(attribute->value, value);
}

bool is_core(const struct element *element, enum word word)
{
    return element && element->word == word &&
           (element->space == SPACE_XLIFF2 || element->space == SPACE_XLIFF1);
}

bool parent_is(const struct element *element, enum word word)
{
    return is_core(element->parent, word);
}

struct element *ancestor_of(const struct element *element, enum space space, enum word word)
{
    struct element *outer = element->parent;
    while (outer && (outer->word != word || outer->space != space))
        outer = outer->parent;
    return outer;
}

struct frame *frame_top(struct checker *checker)
{
    return &checker->frames[checker->depth - 1];
}

// ---- ids

static bool is_of_document(const struct checker *checker, struct str text)
{
    const char *start = checker->document->text.at;
    return text.at >= start && text.at < start + checker->document->text.len;
}

struct ids ids_here(struct checker *checker)
{
    return (struct ids){.arena = checker->unit ? &checker->passing : NULL};
}

struct arena *ids_arena(const struct checker *checker, const struct ids *ids)
{
    return ids->arena ? ids->arena : checker->lasting;
}

// What is inside of a unit goes with it, and ids of the document do not.
static const struct xml_node *lasting_node(const struct checker *checker, const struct ids *ids,
                                           const struct xml_node *node)
{
    if (ids->arena || !checker->unit)
        return node;
    struct xml_node *copy = arena_new(checker->lasting, struct xml_node);
    *copy = *node;
    return copy;
}

// The element that has the id already; else NULL, and it is `element`'s from now on.
static const struct xml_node *claim(struct checker *checker, struct ids *ids, const struct element *element,
                                    struct str id)
{
    struct arena *arena = ids_arena(checker, ids);
    struct map_entry *entry =
        map_entry(&ids->map, is_of_document(checker, id) ? id : arena_copy(arena, id), arena);
    const struct xml_node *first = entry->value;
    if (!first)
        entry->value = (void *)lasting_node(checker, ids, element->node);
    return first;
}

bool ids_claim(struct checker *checker, struct ids *ids, const struct element *element,
               const struct attribute *attribute, const char *among)
{
    const struct xml_node *first = attribute ? claim(checker, ids, element, attribute->value) : NULL;
    if (!first)
        return true;
    struct diag *diag = complain(checker, KIND_XLIFF_ID, span_of_attribute(checker, element, attribute), NULL,
                                 "the id \"" STR_FORMAT "\" is taken: it must be unique among %s",
                                 STR_ARG(brief(attribute->value)), among);
    relate(checker, diag, first, "the first one is here");
    return false;
}

bool ids_want(struct checker *checker, struct ids *ids, const struct element *element,
              const struct attribute *attribute, const char *among)
{
    const struct xml_node *first = attribute ? claim(checker, ids, element, attribute->value) : NULL;
    if (!first || (ids->is_told && !checker->is_strict))
        return !first;
    ids->is_told = true;
    struct diag *diag = doubt(checker, KIND_XLIFF_ID, span_of_attribute(checker, element, attribute), NULL,
                              "\"" STR_FORMAT "\" is taken: by the schema it is unique among %s",
                              STR_ARG(brief(attribute->value)), among);
    relate(checker, diag, first, "the first one is here");
    return false;
}

const struct xml_node *ids_find(const struct ids *ids, struct str id)
{
    return map_get(&ids->map, id);
}
