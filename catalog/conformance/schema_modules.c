// The schemas of the modules of XLIFF 2.x and of ITS as tables.
#include "catalog/conformance/schema.h"

#define ROW(name, in, open, ...)                                                                             \
    {                                                                                                        \
        .word = W_##name, .space = SPACE_##in, .openness = open, __VA_ARGS__                                 \
    }
#define CORE(name, fewest) {.words = WORDS(W_##name), .space = SPACE_XLIFF2, .least = fewest, .most = 1},

const struct element_rule schema_modules[] = {
    // Translation candidates.
    ROW(MATCHES, MTC, CLOSED, .slots = SLOTS(SOME(MATCH))),
    ROW(MATCH, MTC, OPEN_TO_OTHERS,
        .attributes =
            ATTRIBUTES(TAKES(ID, NMTOKEN) TAKES(MATCH_QUALITY, PERCENT) TAKES(MATCH_SUITABILITY, PERCENT)
                           TAKES(ORIGIN, TEXT) REQUIRED(REF, REFERENCE) TAKES(REFERENCE, YES_NO)
                               TAKES(SIMILARITY, PERCENT) TAKES(SUB_TYPE, PREFIXED) TAKES(TYPE, MATCH_TYPE)),
        .slots = SLOTS({.words = WORDS(W_METADATA), .space = SPACE_MDA, .most = 1},
                       CORE(ORIGINAL_DATA, 0) CORE(SOURCE, 1) CORE(TARGET, 1) FOREIGN)),
    // Glossary.
    ROW(GLOSSARY, GLS, CLOSED, .slots = SLOTS(SOME(GLOSS_ENTRY))),
    ROW(GLOSS_ENTRY, GLS, OPEN_TO_OTHERS, .attributes = ATTRIBUTES(TAKES(ID, NMTOKEN) TAKES(REF, REFERENCE)),
        .slots = SLOTS(ONE(TERM) ANY(W_TRANSLATION) OPTIONAL(DEFINITION) FOREIGN)),
    ROW(TERM, GLS, OPEN_TO_OTHERS, .takes_text = true, .attributes = ATTRIBUTES(TAKES(SOURCE, TEXT))),
    ROW(TRANSLATION, GLS, OPEN_TO_OTHERS, .takes_text = true,
        .attributes = ATTRIBUTES(TAKES(ID, NMTOKEN) TAKES(REF, REFERENCE) TAKES(SOURCE, TEXT))),
    ROW(DEFINITION, GLS, OPEN_TO_OTHERS, .takes_text = true, .attributes = ATTRIBUTES(TAKES(SOURCE, TEXT))),
    // Metadata.
    ROW(METADATA, MDA, CLOSED, .attributes = ATTRIBUTES(TAKES(ID, NMTOKEN)),
        .slots = SLOTS(SOME(META_GROUP))),
    ROW(META_GROUP, MDA, CLOSED,
        .attributes = ATTRIBUTES(TAKES(ID, NMTOKEN) TAKES(CATEGORY, TEXT) TAKES(APPLIES_TO, META_SIDE)),
        .slots = SLOTS({.words = WORDS(W_META_GROUP, W_META), .least = 1, .most = MANY}, )),
    ROW(META, MDA, CLOSED, .takes_text = true, .attributes = ATTRIBUTES(REQUIRED(TYPE, TEXT))),
    // Resource data.
    ROW(RESOURCE_DATA, RES, CLOSED, .slots = SLOTS(ANY(W_RESOURCE_ITEM_REF) ANY(W_RESOURCE_ITEM))),
    ROW(RESOURCE_ITEM_REF, RES, OPEN_TO_OTHERS,
        .attributes = ATTRIBUTES(TAKES(ID, NMTOKEN) REQUIRED(REF, NMTOKEN))),
    ROW(RESOURCE_ITEM, RES, OPEN_TO_OTHERS,
        .attributes = ATTRIBUTES(TAKES(MIME_TYPE, TEXT) TAKES(ID, NMTOKEN) TAKES(CONTEXT, YES_NO)),
        .slots = SLOTS({.words = WORDS(W_NOTES), .space = SPACE_XLIFF2, .most = 1, .versions = V22},
                       OPTIONAL(SOURCE) OPTIONAL(TARGET) ANY(W_REFERENCE))),
    ROW(SOURCE, RES, OPEN_TO_OTHERS, .attributes = ATTRIBUTES(TAKES(HREF, TEXT) XML(LANG, XML_LANGUAGE)),
        .slots = SLOTS(FOREIGN)),
    ROW(TARGET, RES, OPEN_TO_OTHERS, .attributes = ATTRIBUTES(TAKES(HREF, TEXT) XML(LANG, XML_LANGUAGE)),
        .slots = SLOTS(FOREIGN)),
    ROW(REFERENCE, RES, OPEN_TO_OTHERS,
        .attributes = ATTRIBUTES(REQUIRED(HREF, TEXT) XML(LANG, XML_LANGUAGE))),
    // Size and length restriction.
    ROW(PROFILES, SLR, CLOSED,
        .attributes = ATTRIBUTES(TAKES(GENERAL_PROFILE, TEXT) TAKES(STORAGE_PROFILE, TEXT)),
        .slots = SLOTS(OPTIONAL(NORMALIZATION) FOREIGN)),
    ROW(NORMALIZATION, SLR, CLOSED,
        .attributes = ATTRIBUTES(TAKES(GENERAL, NORMALIZATION) TAKES(STORAGE, NORMALIZATION))),
    ROW(DATA, SLR, OPEN_TO_OTHERS, .attributes = ATTRIBUTES(REQUIRED(PROFILE, TEXT)),
        .slots = SLOTS(FOREIGN)),
    // Validation.
    ROW(VALIDATION, VAL, OPEN_TO_OTHERS, .slots = SLOTS(SOME(RULE))),
    ROW(RULE, VAL, OPEN_TO_OTHERS,
        .attributes = ATTRIBUTES(TAKES(IS_PRESENT, TEXT) TAKES(OCCURS, POSITIVE) TAKES(IS_NOT_PRESENT, TEXT)
                                     TAKES(STARTS_WITH, TEXT) TAKES(ENDS_WITH, TEXT)
                                         TAKES(EXISTS_IN_SOURCE, YES_NO) TAKES(CASE_SENSITIVE, YES_NO)
                                             TAKES(NORMALIZATION, NORMALIZATION) TAKES(DISABLED, YES_NO))),
    // Change tracking.
    ROW(CHANGE_TRACK, CTR, CLOSED, .slots = SLOTS(SOME(REVISIONS))),
    ROW(REVISIONS, CTR, OPEN_TO_OTHERS,
        .attributes =
            ATTRIBUTES(REQUIRED(APPLIES_TO, NMTOKEN) TAKES(REF, NMTOKEN) TAKES(CURRENT_VERSION, NMTOKEN)),
        .slots = SLOTS(SOME(REVISION))),
    ROW(REVISION, CTR, OPEN_TO_OTHERS,
        .attributes = ATTRIBUTES(TAKES(AUTHOR, TEXT) TAKES(DATETIME, TEXT) TAKES(VERSION, NMTOKEN)),
        .slots = SLOTS(SOME(ITEM))),
    ROW(ITEM, CTR, OPEN_TO_OTHERS, .takes_text = true, .attributes = ATTRIBUTES(REQUIRED(PROPERTY, TEXT))),
    // Internationalization Tag Set.
    ROW(LOC_QUALITY_ISSUES, ITS, CLOSED,
        .attributes = ATTRIBUTES({.word = W_ID, .type = T_NCNAME, .is_required = true, .space = SPACE_XML},
                                 TAKES(VERSION, TEXT)),
        .slots = SLOTS(SOME(LOC_QUALITY_ISSUE))),
    ROW(LOC_QUALITY_ISSUE, ITS, CLOSED,
        .attributes = ATTRIBUTES(
            TAKES(VERSION, TEXT) TAKES(LOC_QUALITY_ISSUE_TYPE, TEXT) TAKES(LOC_QUALITY_ISSUE_COMMENT, TEXT)
                TAKES(LOC_QUALITY_ISSUE_SEVERITY, TEXT) TAKES(LOC_QUALITY_ISSUE_PROFILE_REF, TEXT)
                    TAKES(LOC_QUALITY_ISSUE_ENABLED, TEXT))),
    ROW(PROVENANCE_RECORDS, ITS, CLOSED,
        .attributes = ATTRIBUTES({.word = W_ID, .type = T_NCNAME, .is_required = true, .space = SPACE_XML},
                                 TAKES(VERSION, TEXT)),
        .slots = SLOTS(SOME(PROVENANCE_RECORD))),
    ROW(PROVENANCE_RECORD, ITS, CLOSED,
        .attributes = ATTRIBUTES(TAKES(VERSION, TEXT) TAKES(ORG, TEXT) TAKES(ORG_REF, TEXT) TAKES(
            PERSON, TEXT) TAKES(PERSON_REF, TEXT) TAKES(REV_ORG, TEXT) TAKES(REV_ORG_REF, TEXT)
                                     TAKES(REV_PERSON, TEXT) TAKES(REV_PERSON_REF, TEXT) TAKES(REV_TOOL, TEXT)
                                         TAKES(REV_TOOL_REF, TEXT) TAKES(TOOL, TEXT) TAKES(TOOL_REF, TEXT))),
    {0},
};

#define GLOBAL(in, word, type)                                                                               \
    {                                                                                                        \
        W_##word, SPACE_##in, T_##type                                                                       \
    }

const struct global_attribute_rule schema_attributes[] = {
    GLOBAL(XML, LANG, XML_LANGUAGE),
    GLOBAL(XML, SPACE, XML_SPACE),
    GLOBAL(XML, BASE, URI),
    GLOBAL(XML, ID, NCNAME),
    GLOBAL(FS, FS, FS),
    GLOBAL(FS, SUB_FS, TEXT),
    GLOBAL(SLR, EQUIV_STORAGE, TEXT),
    GLOBAL(SLR, SIZE_INFO, TEXT),
    GLOBAL(SLR, SIZE_INFO_REF, NMTOKEN),
    GLOBAL(SLR, SIZE_RESTRICTION, RESTRICTION),
    GLOBAL(SLR, STORAGE_RESTRICTION, RESTRICTION),
    GLOBAL(PGS, SWITCH, TEXT),
    GLOBAL(PGS, CASE, TEXT),
    GLOBAL(ITSM, DOMAINS, TEXT),
    GLOBAL(ITSM, LANG, LANGUAGE),
    GLOBAL(ITS, VERSION, TEXT),
    GLOBAL(ITS, ALLOWED_CHARACTERS, TEXT),
    GLOBAL(ITS, ANNOTATORS_REF, TEXT),
    GLOBAL(ITS, LOCALE_FILTER_LIST, TEXT),
    GLOBAL(ITS, LOCALE_FILTER_TYPE, ITS_FILTER),
    GLOBAL(ITS, LOC_QUALITY_ISSUE_COMMENT, TEXT),
    GLOBAL(ITS, LOC_QUALITY_ISSUE_ENABLED, YES_NO),
    GLOBAL(ITS, LOC_QUALITY_ISSUE_PROFILE_REF, URI),
    GLOBAL(ITS, LOC_QUALITY_ISSUES_REF, URI),
    GLOBAL(ITS, LOC_QUALITY_ISSUE_SEVERITY, PERCENT),
    GLOBAL(ITS, LOC_QUALITY_ISSUE_TYPE, ITS_ISSUE),
    GLOBAL(ITS, LOC_QUALITY_RATING_PROFILE_REF, URI),
    GLOBAL(ITS, LOC_QUALITY_RATING_SCORE, PERCENT),
    GLOBAL(ITS, LOC_QUALITY_RATING_SCORE_THRESHOLD, PERCENT),
    GLOBAL(ITS, LOC_QUALITY_RATING_VOTE, INTEGER),
    GLOBAL(ITS, LOC_QUALITY_RATING_VOTE_THRESHOLD, INTEGER),
    GLOBAL(ITS, MT_CONFIDENCE, CONFIDENCE),
    GLOBAL(ITS, ORG, TEXT),
    GLOBAL(ITS, ORG_REF, URI),
    GLOBAL(ITS, PERSON, TEXT),
    GLOBAL(ITS, PERSON_REF, URI),
    GLOBAL(ITS, PROVENANCE_RECORDS_REF, URI),
    GLOBAL(ITS, REV_ORG, TEXT),
    GLOBAL(ITS, REV_ORG_REF, URI),
    GLOBAL(ITS, REV_PERSON, TEXT),
    GLOBAL(ITS, REV_PERSON_REF, URI),
    GLOBAL(ITS, REV_TOOL, TEXT),
    GLOBAL(ITS, REV_TOOL_REF, URI),
    GLOBAL(ITS, TA_CLASS_REF, URI),
    GLOBAL(ITS, TA_CONFIDENCE, CONFIDENCE),
    GLOBAL(ITS, TA_IDENT, TEXT),
    GLOBAL(ITS, TA_IDENT_REF, URI),
    GLOBAL(ITS, TA_SOURCE, TEXT),
    GLOBAL(ITS, TERM_CONFIDENCE, CONFIDENCE),
    GLOBAL(ITS, TOOL, TEXT),
    GLOBAL(ITS, TOOL_REF, URI),
    {0},
};
