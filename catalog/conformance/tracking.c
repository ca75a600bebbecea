// The change tracking module: normative in 2.0, informative in 2.1, gone in 2.2; there its rules are doubts.
#include "catalog/conformance/rules.h"

typedef struct diag *teller(struct checker *checker, enum kind kind, struct span span, const char *hint,
                            const char *format, ...);

static teller *teller_for(const struct checker *checker)
{
    return checker->version == V20 ? complain : doubt;
}

static struct str local(const struct checker *checker, const struct xml_node *node)
{
    return xml_local_name(xml_name(checker->document, node));
}

// The element beside the changeTrack, or a child of one, that has the id; or any at all of the name where it
// is empty.
static const struct xml_node *find_tracked(const struct checker *checker, const struct element *track,
                                           struct str name, struct str id)
{
    const struct xml_node *owner = track->parent->node;
    for (const struct xml_node *node = xml_next(owner, owner); node; node = xml_next(node, owner)) {
        if (node == track->node || node->kind != XML_ELEMENT)
            continue;
        struct xml_attribute attribute;
        if (name.len && !str_equal(local(checker, node), name))
            continue;
        if (id.len == 0 || (xml_attribute_find(checker->document, node, "id", &attribute) &&
                            str_equal(str_trim(attribute.raw), id)))
            return node;
    }
    return NULL;
}

// Whether the element's name stands for others beside it, too.
static bool is_one_of_several(const struct checker *checker, const struct xml_node *node)
{
    for (const struct xml_node *other = node->next; other; other = other->next)
        if (other->kind == XML_ELEMENT && str_equal(local(checker, other), local(checker, node)))
            return true;
    return false;
}

// One search for each `revisions` element; a unit that tracks very much is not worth more.
enum { most_searches = 64 };

static void revisions_enter(struct checker *checker, struct element *element)
{
    checker->tracked = NULL;
    checker->versions = ids_here(checker);
    const struct element *track = element->parent;
    const struct attribute *applies = attribute_named(element, W_APPLIES_TO),
                           *ref = attribute_named(element, W_REF);
    if (!track || !track->parent || !applies || ++checker->searches > most_searches)
        return;
    checker->tracked = find_tracked(checker, track, applies->value, ref ? ref->value : (struct str){0});
    if (ref && !find_tracked(checker, track, (struct str){0}, ref->value))
        teller_for(checker)(checker, KIND_XLIFF_REFERENCE, span_of_attribute(checker, element, ref), NULL,
                            "ref=\"" STR_FORMAT "\" is the id of nothing that the change track goes with",
                            STR_ARG(brief(ref->value)));
    else if (!find_tracked(checker, track, applies->value, (struct str){0}))
        teller_for(checker)(checker, KIND_XLIFF_MODULE, span_of_attribute(checker, element, applies), NULL,
                            "appliesTo=\"" STR_FORMAT "\" is no element that the change track goes with",
                            STR_ARG(brief(applies->value)));
    else if (!ref && checker->tracked && is_one_of_several(checker, checker->tracked))
        teller_for(checker)(checker, KIND_XLIFF_REFERENCE, span_of_tag(checker, element), NULL,
                            "ref must say which <" STR_FORMAT "> is meant, since there are several",
                            STR_ARG(brief(applies->value)));
}

static void revisions_leave(struct checker *checker, struct element *element)
{
    const struct attribute *current = attribute_named(element, W_CURRENT_VERSION);
    if (current && !ids_find(&checker->versions, current->value))
        teller_for(checker)(checker, KIND_XLIFF_REFERENCE, span_of_attribute(checker, element, current), NULL,
                            "currentVersion=\"" STR_FORMAT "\" is the version of none of the revisions",
                            STR_ARG(brief(current->value)));
}

static void revision_enter(struct checker *checker, struct element *element)
{
    const struct attribute *version = attribute_named(element, W_VERSION);
    checker->properties = ids_here(checker);
    if (!version)
        return;
    if (ids_find(&checker->versions, version->value))
        teller_for(checker)(checker, KIND_XLIFF_ID, span_of_attribute(checker, element, version), NULL,
                            "another revision has the version \"" STR_FORMAT "\" already",
                            STR_ARG(brief(version->value)));
    else
        map_set(&checker->versions.map, version->value, (void *)element->node,
                ids_arena(checker, &checker->versions));
}

// `content`, or the name of an attribute that the element has which is tracked.
static bool is_property(const struct checker *checker, struct str property)
{
    struct xml_attribute attribute = {0};
    if (str_is(property, "content") || !checker->tracked)
        return true;
    while (xml_attribute_next(checker->document, checker->tracked, &attribute))
        if (str_equal(attribute.name, property))
            return true;
    return false;
}

static void tracked_value_enter(struct checker *checker, struct element *element)
{
    const struct attribute *property = attribute_named(element, W_PROPERTY);
    if (!property)
        return;
    struct span span = span_of_attribute(checker, element, property);
    struct map_entry *entry =
        map_entry(&checker->properties.map, property->value, ids_arena(checker, &checker->properties));
    if (entry->value)
        teller_for(checker)(checker, KIND_XLIFF_MODULE, span, NULL,
                            "a revision says the property \"" STR_FORMAT "\" twice",
                            STR_ARG(brief(property->value)));
    entry->value = element;
    if (!is_property(checker, property->value)) // it may have had the attribute once
        doubt(checker, KIND_XLIFF_MODULE, span, NULL,
              "property=\"" STR_FORMAT "\" is neither content nor an attribute of what is tracked",
              STR_ARG(brief(property->value)));
}

const struct meaning meanings_tracking[] = {
    {W_REVISIONS, SPACE_CTR, revisions_enter, revisions_leave},
    {W_REVISION, SPACE_CTR, revision_enter, NULL},
    {W_ITEM, SPACE_CTR, tracked_value_enter, NULL},
    {0},
};
