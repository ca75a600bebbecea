// The modules of XLIFF 2.x: what their elements mean.
#include "catalog/conformance/rules.h"

static struct attribute *id_of(const struct element *element)
{
    return attribute_named(element, W_ID);
}

// ---- matches

static void matches_enter(struct checker *checker, struct element *element)
{
    (void)element;
    checker->matches = ids_here(checker);
}

static void match_enter(struct checker *checker, struct element *element)
{
    ids_claim(checker, &checker->matches, element, id_of(element), "the matches of the unit");
    await_reference(checker, element);
    if (attribute_named(element, W_SUB_TYPE) && !attribute_named(element, W_TYPE))
        complain(checker, KIND_XLIFF_SUBTYPE, span_of_value(checker, element, W_SUB_TYPE), NULL,
                 "subType without type");
    const struct attribute *language = attribute_of(element, SPACE_XML, W_LANG);
    if (language)
        (checker->version == V20 ? complain : doubt)(checker, KIND_XLIFF_MODULE,
                                                     span_of_attribute(checker, element, language), NULL,
                                                     "xml:lang must not be set on <mtc:match> (XLIFF 2.0)");
    if (!checker->unit)
        return;
    contents_begin(checker, &checker->match, element);
    checker->is_in_match = true;
}

static void match_leave(struct checker *checker, struct element *element)
{
    (void)element;
    if (checker->is_in_match)
        contents_end(checker, &checker->match);
    checker->is_in_match = false;
}

// ---- glossary

static void glossary_enter(struct checker *checker, struct element *element)
{
    (void)element;
    checker->glossary = ids_here(checker);
}

static void entry_enter(struct checker *checker, struct element *element)
{
    ids_claim(checker, &checker->glossary, element, id_of(element),
              "the entries and translations of the glossary");
    await_reference(checker, element);
}

static bool has_child(const struct checker *checker, const struct element *element, const char *name)
{
    for (const struct xml_node *node = element->node->first; node; node = node->next)
        if (node->kind == XML_ELEMENT && str_is(xml_local_name(xml_name(checker->document, node)), name))
            return true;
    return false;
}

static void entry_leave(struct checker *checker, struct element *element)
{
    if (!has_child(checker, element, "translation") && !has_child(checker, element, "definition"))
        complain(checker, KIND_XLIFF_MODULE, span_of_tag(checker, element), NULL,
                 "a glossary entry must have a translation or a definition");
}

// ---- metadata

static void metadata_enter(struct checker *checker, struct element *element)
{
    checker->metadata = ids_here(checker);
    ids_claim(checker, &checker->metadata, element, id_of(element), "the metadata and its groups");
}

static void meta_group_enter(struct checker *checker, struct element *element)
{
    ids_claim(checker, &checker->metadata, element, id_of(element), "the metadata and its groups");
}

// ---- resource data

static void resource_enter(struct checker *checker, struct element *element)
{
    bool is_of_file = checker->unit == NULL;
    if (is_of_file)
        ids_claim(checker, &checker->file.resources, element, id_of(element), "the resources of the file");
    else
        ids_claim(checker, &checker->contents.resources, element, id_of(element),
                  "the resources of the unit");
    const struct attribute *ref = attribute_named(element, W_REF);
    if (element->word == W_RESOURCE_ITEM_REF && ref)
        wait_for(checker, &checker->file.pending,
                 (struct pending){
                     .what = PENDING_RESOURCE, .id = ref->value, .start = ref->start, .end = ref->end});
}

static bool is_blank(const struct checker *checker, const struct element *element)
{
    for (const struct xml_node *node = element->node->first; node; node = node->next)
        if (node->kind == XML_ELEMENT ||
            ((node->kind == XML_TEXT || node->kind == XML_CDATA) &&
             str_trim(str_slice(checker->document->text, node->start, node->end)).len))
            return false;
    return true;
}

static void resource_leave(struct checker *checker, struct element *element)
{
    bool has_source = has_child(checker, element, "source"),
         has_target = has_child(checker, element, "target");
    if (!has_source && !has_target && !has_child(checker, element, "reference"))
        complain(checker, KIND_XLIFF_MODULE, span_of_tag(checker, element), NULL,
                 "a resourceItem must have a source, a target or a reference");
    if (value_is(element, W_CONTEXT, "no") && !has_source)
        doubt(checker, KIND_XLIFF_MODULE, span_of_tag(checker, element), NULL,
              "a resourceItem with context=\"no\" must have a source");
}

static void resource_side_leave(struct checker *checker, struct element *element)
{
    const struct attribute *href = attribute_named(element, W_HREF);
    const struct attribute *language = attribute_of(element, SPACE_XML, W_LANG);
    bool is_source = element->word == W_SOURCE, is_empty = is_blank(checker, element);
    struct str wanted = is_source ? checker->source_language : checker->target_language;
    if (is_empty != (href != NULL))
        complain(checker, KIND_XLIFF_MODULE, span_of_attribute(checker, element, href), NULL,
                 href ? "<res:%s> with href must be empty" : "an empty <res:%s> must have href",
                 word_name(element->word));
    if (is_empty && element->parent && element->parent->word == W_RESOURCE_ITEM &&
        !attribute_named(element->parent, W_MIME_TYPE))
        complain(checker, KIND_XLIFF_MODULE, span_of_tag(checker, element->parent), NULL,
                 "a resourceItem whose source or target is empty must have mimeType");
    if (language && wanted.len && !str_equal_ignoring_case(language->value, wanted))
        (is_source ? complain : advise)(
            checker, KIND_XLIFF_LANGUAGE_MISMATCH, span_of_attribute(checker, element, language), NULL,
            "xml:lang=\"" STR_FORMAT "\" is not %s, \"" STR_FORMAT "\"", STR_ARG(brief(language->value)),
            is_source ? "srcLang" : "trgLang", STR_ARG(brief(wanted)));
}

// ---- size and length

static bool is_standard(const struct attribute *profile)
{
    return profile && str_starts(profile->value, STR("xliff:"));
}

static void profiles_enter(struct checker *checker, struct element *element)
{
    static const char *const known[] = {"xliff:codepoints", "xliff:utf8", "xliff:utf16", "xliff:utf32"};
    const struct attribute *profiles[] = {attribute_named(element, W_GENERAL_PROFILE),
                                          attribute_named(element, W_STORAGE_PROFILE)};
    checker->has_standard_general = is_standard(profiles[0]);
    checker->has_standard_storage = is_standard(profiles[1]);
    for (size_t i = 0; i < 2; i++) {
        bool is_known = !is_standard(profiles[i]);
        for (size_t j = i; j < (i ? 4 : 1); j++)
            is_known = is_known || str_is(profiles[i]->value, known[j]);
        if (!is_known)
            complain(checker, KIND_XLIFF_MODULE, span_of_attribute(checker, element, profiles[i]), NULL,
                     "XLIFF defines no profile \"" STR_FORMAT "\" for this",
                     STR_ARG(brief(profiles[i]->value)));
    }
}

// ---- validation

static bool has_foreign_attribute(const struct element *element)
{
    for (size_t i = 0; i < element->count; i++)
        if (element->attributes[i].space != SPACE_NONE)
            return true;
    return false;
}

static void rule_enter(struct checker *checker, struct element *element)
{
    static const uint16_t conditions[] = {W_IS_PRESENT, W_IS_NOT_PRESENT, W_STARTS_WITH, W_ENDS_WITH};
    size_t count = 0;
    for (size_t i = 0; i < sizeof conditions / sizeof *conditions; i++)
        count += attribute_named(element, conditions[i]) != NULL;
    struct span tag = span_of_tag(checker, element);
    if (count > 1)
        complain(checker, KIND_XLIFF_MODULE, tag, "Make one rule of each.",
                 "a rule has more than one of isPresent, isNotPresent, startsWith and endsWith");
    else if (count == 0 && !has_foreign_attribute(element))
        complain(checker, KIND_XLIFF_MODULE, tag, NULL,
                 "a rule has none of isPresent, isNotPresent, startsWith, endsWith and no attribute of an "
                 "extension");
    if (attribute_named(element, W_OCCURS) && !attribute_named(element, W_IS_PRESENT))
        complain(checker, KIND_XLIFF_MODULE, span_of_value(checker, element, W_OCCURS), NULL,
                 "occurs goes with isPresent only");
    if (value_is(element, W_EXISTS_IN_SOURCE, "yes") &&
        (count != 1 || attribute_named(element, W_IS_NOT_PRESENT)))
        complain(checker, KIND_XLIFF_MODULE, span_of_value(checker, element, W_EXISTS_IN_SOURCE), NULL,
                 "existsInSource goes with exactly one of isPresent, startsWith and endsWith");
}

const struct meaning meanings_modules[] = {
    {W_MATCHES, SPACE_MTC, matches_enter, NULL},
    {W_MATCH, SPACE_MTC, match_enter, match_leave},
    {W_GLOSSARY, SPACE_GLS, glossary_enter, NULL},
    {W_GLOSS_ENTRY, SPACE_GLS, entry_enter, entry_leave},
    {W_TRANSLATION, SPACE_GLS, entry_enter, NULL},
    {W_METADATA, SPACE_MDA, metadata_enter, NULL},
    {W_META_GROUP, SPACE_MDA, meta_group_enter, NULL},
    {W_RESOURCE_ITEM, SPACE_RES, resource_enter, resource_leave},
    {W_RESOURCE_ITEM_REF, SPACE_RES, resource_enter, NULL},
    {W_SOURCE, SPACE_RES, NULL, resource_side_leave},
    {W_TARGET, SPACE_RES, NULL, resource_side_leave},
    {W_PROFILES, SPACE_SLR, profiles_enter, NULL},
    {W_RULE, SPACE_VAL, rule_enter, NULL},
    {0},
};
