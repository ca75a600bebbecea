// The Internationalization Tag Set module (2.1 and 2.2): which of its attributes go together. XLIFF 2.1,
// section "ITS Module", and its.sch.
#include "catalog/conformance/rules.h"

static const struct attribute *its_of(const struct element *element, enum word word)
{
    return attribute_of(element, SPACE_ITS, word);
}

struct two_words {
    uint16_t first, second;
};

// Attributes that exclude each other.
static const struct two_words excluding[] = {
    {W_TA_IDENT_REF, W_TA_SOURCE},
    {W_TA_IDENT_REF, W_TA_IDENT},
    {W_LOC_QUALITY_RATING_SCORE, W_LOC_QUALITY_RATING_VOTE},
    {W_LOC_QUALITY_ISSUES_REF, W_LOC_QUALITY_ISSUE_TYPE},
    {W_LOC_QUALITY_ISSUES_REF, W_LOC_QUALITY_ISSUE_COMMENT},
    {W_LOC_QUALITY_ISSUES_REF, W_LOC_QUALITY_ISSUE_SEVERITY},
    {W_LOC_QUALITY_ISSUES_REF, W_LOC_QUALITY_ISSUE_PROFILE_REF},
    {W_LOC_QUALITY_ISSUES_REF, W_LOC_QUALITY_ISSUE_ENABLED},
    {W_PROVENANCE_RECORDS_REF, W_ORG},
    {W_PROVENANCE_RECORDS_REF, W_ORG_REF},
    {W_PROVENANCE_RECORDS_REF, W_PERSON},
    {W_PROVENANCE_RECORDS_REF, W_PERSON_REF},
    {W_PROVENANCE_RECORDS_REF, W_REV_ORG},
    {W_PROVENANCE_RECORDS_REF, W_REV_ORG_REF},
    {W_PROVENANCE_RECORDS_REF, W_REV_PERSON},
    {W_PROVENANCE_RECORDS_REF, W_REV_PERSON_REF},
    {W_PROVENANCE_RECORDS_REF, W_REV_TOOL},
    {W_PROVENANCE_RECORDS_REF, W_REV_TOOL_REF},
    {W_PROVENANCE_RECORDS_REF, W_TOOL},
    {W_PROVENANCE_RECORDS_REF, W_TOOL_REF},
};

// Attributes that need another one.
static const struct two_words needing[] = {
    {W_TA_SOURCE, W_TA_IDENT},
    {W_TA_IDENT, W_TA_SOURCE},
};

// Data categories of ITS 2.0, for its:annotatorsRef="category|IRI …".
static bool is_category(struct str name)
{
    static const char *const categories[] = {"allowed-characters",
                                             "directionality",
                                             "domain",
                                             "elements-within-text",
                                             "external-resource",
                                             "id-value",
                                             "language-information",
                                             "locale-filter",
                                             "localization-note",
                                             "localization-quality-issue",
                                             "localization-quality-rating",
                                             "mt-confidence",
                                             "preserve-space",
                                             "provenance",
                                             "storage-size",
                                             "target-pointer",
                                             "terminology",
                                             "text-analysis",
                                             "translate"};
    for (size_t i = 0; i < sizeof categories / sizeof *categories; i++)
        if (str_is(name, categories[i]))
            return true;
    return false;
}

static void check_annotators(struct checker *checker, const struct element *element)
{
    const struct attribute *attribute = its_of(element, W_ANNOTATORS_REF);
    struct str seen[20];
    size_t count = 0;
    struct str word;
    for (size_t at = 0; attribute && (word = list_word(attribute->value, &at)).len;) {
        size_t bar = str_find_byte(word, '|', 0);
        struct str category = str_slice(word, 0, bar);
        bool is_repeated = false;
        for (size_t i = 0; i < count; i++)
            is_repeated = is_repeated || str_equal(seen[i], category);
        if (bar == STR_NONE || bar + 1 == word.len || !is_category(category) || is_repeated) {
            complain(checker, KIND_XLIFF_MODULE, span_of_attribute(checker, element, attribute), NULL,
                     "\"" STR_FORMAT
                     "\" in its:annotatorsRef is not category|IRI with a category of ITS 2.0 that is not "
                     "named yet",
                     STR_ARG(brief(word)));
            return;
        }
        seen[count++] = category; // at most as many as there are categories
    }
}

static void check_version(struct checker *checker, const struct element *element)
{
    const struct attribute *version = its_of(element, W_VERSION);
    if (!version || str_is(version->value, "2.0"))
        return;
    bool is_of_draft = checker->version == V22 && str_is(version->value, "2.2");
    if (!is_of_draft)
        complain(checker, KIND_XLIFF_MODULE, span_of_attribute(checker, element, version), NULL,
                 "its:version must be \"2.0\"");
}

static void check_threshold(struct checker *checker, const struct element *element, enum word threshold,
                            enum word value)
{
    const struct attribute *attribute = its_of(element, threshold);
    for (const struct element *outer = element; attribute && outer; outer = outer->parent)
        if (its_of(outer, value))
            return;
    if (attribute)
        complain(checker, KIND_XLIFF_MODULE, span_of_attribute(checker, element, attribute), NULL,
                 "a threshold without its:%s", word_name(value));
}

// On inline annotations the type, where it is stated, is its:generic; for terminology it is term or
// its:term-no.
static void check_type(struct checker *checker, const struct element *element)
{
    const struct attribute *type = attribute_named(element, W_TYPE);
    if ((!is_core(element, W_MRK) && !is_core(element, W_SM)) || !type || str_is(type->value, "its:generic"))
        return;
    static const uint16_t words[] = {W_ALLOWED_CHARACTERS,
                                     W_LOCALE_FILTER_LIST,
                                     W_LOC_QUALITY_ISSUES_REF,
                                     W_LOC_QUALITY_RATING_SCORE,
                                     W_LOC_QUALITY_RATING_VOTE,
                                     W_TA_IDENT_REF,
                                     W_TA_SOURCE,
                                     W_TA_IDENT,
                                     W_TA_CLASS_REF,
                                     W_MT_CONFIDENCE,
                                     W_PROVENANCE_RECORDS_REF};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const struct attribute *attribute = its_of(element, words[i]);
        if (!attribute)
            continue;
        doubt(checker, KIND_XLIFF_MODULE, span_of_attribute(checker, element, type), NULL,
              "with its:%s the type of an annotation is its:generic", word_name(words[i]));
        return;
    }
}

void its_attributes(struct checker *checker, struct element *element)
{
    for (size_t i = 0; i < sizeof excluding / sizeof *excluding; i++) {
        const struct attribute *first = its_of(element, excluding[i].first);
        if (first && its_of(element, excluding[i].second))
            complain(checker, KIND_XLIFF_MODULE, span_of_attribute(checker, element, first), NULL,
                     "its:%s and its:%s exclude each other", word_name(excluding[i].first),
                     word_name(excluding[i].second));
    }
    for (size_t i = 0; i < sizeof needing / sizeof *needing; i++) {
        const struct attribute *first = its_of(element, needing[i].first);
        if (first && !its_of(element, needing[i].second))
            complain(checker, KIND_XLIFF_MODULE, span_of_attribute(checker, element, first), NULL,
                     "its:%s needs its:%s", word_name(needing[i].first), word_name(needing[i].second));
    }
    check_version(checker, element);
    check_annotators(checker, element);
    check_type(checker, element);
    check_threshold(checker, element, W_LOC_QUALITY_RATING_SCORE_THRESHOLD, W_LOC_QUALITY_RATING_SCORE);
    check_threshold(checker, element, W_LOC_QUALITY_RATING_VOTE_THRESHOLD, W_LOC_QUALITY_RATING_VOTE);
}

static void issue_enter(struct checker *checker, struct element *element)
{
    if (!attribute_named(element, W_LOC_QUALITY_ISSUE_TYPE) &&
        !attribute_named(element, W_LOC_QUALITY_ISSUE_COMMENT))
        complain(checker, KIND_XLIFF_MODULE, span_of_tag(checker, element), NULL,
                 "an issue must have locQualityIssueType or locQualityIssueComment");
}

static void record_enter(struct checker *checker, struct element *element)
{
    if (element->count == 0 || (element->count == 1 && attribute_named(element, W_VERSION)))
        complain(checker, KIND_XLIFF_MODULE, span_of_tag(checker, element), NULL,
                 "a provenance record must name a person, an organization or a tool");
}

const struct meaning meanings_its[] = {
    {W_LOC_QUALITY_ISSUE, SPACE_ITS, issue_enter, NULL},
    {W_PROVENANCE_RECORD, SPACE_ITS, record_enter, NULL},
    {0},
};
