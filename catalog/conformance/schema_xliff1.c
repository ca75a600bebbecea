// The schema of XLIFF 1.2 as tables: xliff-core-1.2-transitional.xsd, which takes what the strict one takes
// and attributes of any name at its extension points. `merged-trans` on trans-unit is a slip of the schema:
// the text has it on group only, and it harms nobody.
#include "catalog/conformance/schema.h"

#define INLINE W_G, W_BPT, W_EPT, W_PH, W_IT, W_MRK, W_X, W_BX, W_EX
#define RESOURCE                                                                                             \
    TAKES(RESTYPE, RESTYPE)                                                                                  \
    TAKES(RESNAME, TEXT)                                                                                     \
    TAKES(EXTRADATA, TEXT)                                                                                   \
    TAKES(EXTYPE, TEXT)                                                                                      \
    TAKES(HELP_ID, NMTOKEN) TAKES(MENU, TEXT) TAKES(MENU_OPTION, TEXT) TAKES(MENU_NAME, TEXT)
#define LOOKS                                                                                                \
    TAKES(COORD, COORDINATES)                                                                                \
    TAKES(FONT, TEXT) TAKES(CSS_STYLE, TEXT) TAKES(STYLE, NMTOKEN) TAKES(EXSTYLE, NMTOKEN)
#define SIZES                                                                                                \
    TAKES(SIZE_UNIT, SIZE_UNIT)                                                                              \
    TAKES(MAXWIDTH, NMTOKEN)                                                                                 \
    TAKES(MINWIDTH, NMTOKEN)                                                                                 \
    TAKES(MAXHEIGHT, NMTOKEN)                                                                                \
    TAKES(MINHEIGHT, NMTOKEN) TAKES(MAXBYTES, NMTOKEN) TAKES(MINBYTES, NMTOKEN) TAKES(CHARCLASS, TEXT)
#define CODE           REQUIRED(ID, TEXT) TAKES(TS, TEXT) TAKES(XID, TEXT) TAKES(EQUIV_TEXT, TEXT)
#define FILE_REFERENCE SLOTS({.words = WORDS(W_INTERNAL_FILE, W_EXTERNAL_FILE), .least = 1, .most = 1}, )
#define SUBS           SLOTS(ANY(W_SUB))

#define ROW(name, open, ...)                                                                                 \
    {                                                                                                        \
        .word = W_##name, .space = SPACE_XLIFF1, .openness = open, __VA_ARGS__                               \
    }

const struct element_rule schema_xliff1[] = {
    ROW(XLIFF, OPEN_TO_ALL, .attributes = ATTRIBUTES(REQUIRED(VERSION, TEXT) XML(LANG, XML_LANGUAGE)),
        .slots = SLOTS({.words = WORDS(W_FILE), .takes_foreign = true, .least = 1, .most = MANY}, )),
    ROW(FILE, OPEN_TO_ALL,
        .attributes = ATTRIBUTES(
            REQUIRED(ORIGINAL, TEXT) REQUIRED(SOURCE_LANGUAGE, LANGUAGE) REQUIRED(DATATYPE, DATATYPE)
                TAKES(TOOL_ID, TEXT) TAKES(TOOL, TEXT) TAKES(DATE, DATE_TIME) XML(SPACE, XML_SPACE)
                    TAKES(TS, TEXT) TAKES(CATEGORY, TEXT) TAKES(TARGET_LANGUAGE, LANGUAGE)
                        TAKES(PRODUCT_NAME, TEXT) TAKES(PRODUCT_VERSION, TEXT) TAKES(BUILD_NUM, TEXT)),
        .slots = SLOTS(OPTIONAL(HEADER) ONE(BODY))),
    ROW(HEADER, CLOSED,
        .slots = SLOTS(OPTIONAL(SKL) OPTIONAL(PHASE_GROUP) ANY(W_GLOSSARY, W_REFERENCE, W_COUNT_GROUP,
                                                               W_PROP_GROUP, W_NOTE, W_TOOL) FOREIGN)),
    ROW(SKL, CLOSED, .slots = FILE_REFERENCE),
    ROW(GLOSSARY, CLOSED, .slots = FILE_REFERENCE),
    ROW(REFERENCE, CLOSED, .slots = FILE_REFERENCE),
    ROW(INTERNAL_FILE, CLOSED, .takes_text = true,
        .attributes = ATTRIBUTES(TAKES(FORM, TEXT) TAKES(CRC, NMTOKEN))),
    ROW(EXTERNAL_FILE, CLOSED,
        .attributes = ATTRIBUTES(REQUIRED(HREF, TEXT) TAKES(CRC, NMTOKEN) TAKES(UID, NMTOKEN))),
    ROW(NOTE, CLOSED, .takes_text = true,
        .attributes = ATTRIBUTES(XML(LANG, XML_LANGUAGE) TAKES(PRIORITY, PRIORITY) TAKES(FROM, TEXT)
                                     TAKES(ANNOTATES, ANNOTATES))),
    ROW(PHASE_GROUP, CLOSED, .slots = SLOTS(SOME(PHASE))),
    ROW(PHASE, CLOSED,
        .attributes = ATTRIBUTES(REQUIRED(PHASE_NAME, TEXT) REQUIRED(PROCESS_NAME, TEXT)
                                     TAKES(COMPANY_NAME, TEXT) TAKES(TOOL_ID, TEXT) TAKES(TOOL, TEXT)
                                         TAKES(DATE, DATE_TIME) TAKES(JOB_ID, TEXT) TAKES(CONTACT_NAME, TEXT)
                                             TAKES(CONTACT_EMAIL, TEXT) TAKES(CONTACT_PHONE, TEXT)),
        .slots = SLOTS(ANY(W_NOTE))),
    ROW(COUNT_GROUP, CLOSED, .attributes = ATTRIBUTES(REQUIRED(NAME, TEXT)), .slots = SLOTS(ANY(W_COUNT))),
    ROW(COUNT, CLOSED, .takes_text = true,
        .attributes =
            ATTRIBUTES(TAKES(COUNT_TYPE, COUNT_TYPE) TAKES(PHASE_NAME, TEXT) TAKES(UNIT, COUNT_UNIT))),
    ROW(CONTEXT_GROUP, CLOSED,
        .attributes = ATTRIBUTES(TAKES(NAME, TEXT) TAKES(CRC, NMTOKEN) TAKES(PURPOSE, PURPOSE)),
        .slots = SLOTS(SOME(CONTEXT))),
    ROW(CONTEXT, CLOSED, .takes_text = true,
        .attributes = ATTRIBUTES(REQUIRED(CONTEXT_TYPE, CONTEXT_TYPE) TAKES(MATCH_MANDATORY, YES_NO)
                                     TAKES(CRC, NMTOKEN))),
    ROW(PROP_GROUP, CLOSED, .attributes = ATTRIBUTES(TAKES(NAME, TEXT)), .slots = SLOTS(SOME(PROP))),
    ROW(PROP, CLOSED, .takes_text = true,
        .attributes = ATTRIBUTES(REQUIRED(PROP_TYPE, TEXT) XML(LANG, XML_LANGUAGE))),
    ROW(TOOL, OPEN_TO_ALL, .takes_text = true,
        .attributes = ATTRIBUTES(REQUIRED(TOOL_ID, TEXT) REQUIRED(TOOL_NAME, TEXT) TAKES(TOOL_VERSION, TEXT)
                                     TAKES(TOOL_COMPANY, TEXT)),
        .slots = SLOTS({.takes_any = true, .most = MANY}, )),
    ROW(BODY, CLOSED, .slots = SLOTS(ANY(W_GROUP, W_TRANS_UNIT, W_BIN_UNIT))),
    ROW(GROUP, OPEN_TO_ALL,
        .attributes = ATTRIBUTES(TAKES(ID, TEXT) TAKES(DATATYPE, DATATYPE) XML(SPACE, XML_SPACE)
                                     TAKES(TS, TEXT) RESOURCE LOOKS TAKES(TRANSLATE, YES_NO)
                                         TAKES(REFORMAT, REFORMAT) SIZES TAKES(MERGED_TRANS, YES_NO)),
        .slots = SLOTS(ANY(W_CONTEXT_GROUP) ANY(W_COUNT_GROUP) ANY(W_PROP_GROUP) ANY(W_NOTE)
                           FOREIGN ANY(W_GROUP, W_TRANS_UNIT, W_BIN_UNIT))),
    ROW(TRANS_UNIT, OPEN_TO_ALL,
        .attributes = ATTRIBUTES(REQUIRED(ID, TEXT) TAKES(APPROVED, YES_NO) TAKES(TRANSLATE, YES_NO)
                                     TAKES(REFORMAT, REFORMAT) XML(SPACE, XML_SPACE) TAKES(DATATYPE, DATATYPE)
                                         TAKES(TS, TEXT) TAKES(PHASE_NAME, TEXT)
                                             RESOURCE LOOKS SIZES TAKES(MERGED_TRANS, YES_NO)),
        .slots = SLOTS(ONE(SOURCE) OPTIONAL(SEG_SOURCE) OPTIONAL(TARGET)
                           ANY(W_CONTEXT_GROUP, W_COUNT_GROUP, W_PROP_GROUP, W_NOTE, W_ALT_TRANS) FOREIGN)),
    ROW(SOURCE, OPEN_TO_ALL, .takes_text = true,
        .attributes = ATTRIBUTES(XML(LANG, XML_LANGUAGE) TAKES(TS, TEXT)), .slots = SLOTS(ANY(INLINE))),
    ROW(SEG_SOURCE, OPEN_TO_ALL, .takes_text = true,
        .attributes = ATTRIBUTES(XML(LANG, XML_LANGUAGE) TAKES(TS, TEXT)), .slots = SLOTS(ANY(INLINE))),
    ROW(TARGET, OPEN_TO_ALL, .takes_text = true,
        .attributes = ATTRIBUTES(TAKES(STATE, STATE) TAKES(STATE_QUALIFIER, QUALIFIER) TAKES(
            PHASE_NAME, NMTOKEN) XML(LANG, XML_LANGUAGE) TAKES(TS, TEXT) TAKES(RESTYPE, RESTYPE)
                                     TAKES(RESNAME, TEXT) LOOKS TAKES(EQUIV_TRANS, YES_NO)),
        .slots = SLOTS(ANY(INLINE))),
    ROW(ALT_TRANS, OPEN_TO_ALL,
        .attributes = ATTRIBUTES(TAKES(MATCH_QUALITY_12, TEXT) TAKES(TOOL_ID, TEXT) TAKES(TOOL, TEXT) TAKES(
            CRC, NMTOKEN) XML(LANG, XML_LANGUAGE) TAKES(ORIGIN, TEXT) TAKES(DATATYPE, DATATYPE)
                                     XML(SPACE, XML_SPACE) TAKES(TS, TEXT) RESOURCE TAKES(MID, NMTOKEN)
                                         LOOKS TAKES(PHASE_NAME, NMTOKEN) TAKES(ALTTRANSTYPE, ALTTRANS)),
        .slots = SLOTS(OPTIONAL(SOURCE) OPTIONAL(SEG_SOURCE) SOME(TARGET) ANY(W_CONTEXT_GROUP)
                           ANY(W_PROP_GROUP) ANY(W_NOTE) FOREIGN)),
    ROW(BIN_UNIT, OPEN_TO_ALL,
        .attributes = ATTRIBUTES(REQUIRED(ID, TEXT) REQUIRED(MIME_TYPE_12, MIME) TAKES(APPROVED, YES_NO)
                                     TAKES(TRANSLATE, YES_NO) TAKES(REFORMAT, REFORMAT) TAKES(TS, TEXT) TAKES(
                                         RESTYPE, RESTYPE) TAKES(RESNAME, TEXT) TAKES(PHASE_NAME, TEXT)),
        .slots = SLOTS(ONE(BIN_SOURCE) OPTIONAL(BIN_TARGET)
                           ANY(W_CONTEXT_GROUP, W_COUNT_GROUP, W_PROP_GROUP, W_NOTE, W_TRANS_UNIT) FOREIGN)),
    ROW(BIN_SOURCE, OPEN_TO_ALL, .attributes = ATTRIBUTES(TAKES(TS, TEXT)), .slots = FILE_REFERENCE),
    ROW(BIN_TARGET, OPEN_TO_ALL,
        .attributes = ATTRIBUTES(TAKES(MIME_TYPE_12, MIME) TAKES(TS, TEXT) TAKES(STATE, STATE)
                                     TAKES(STATE_QUALIFIER, QUALIFIER) TAKES(PHASE_NAME, NMTOKEN)
                                         TAKES(RESTYPE, RESTYPE) TAKES(RESNAME, TEXT)),
        .slots = FILE_REFERENCE),
    ROW(G, OPEN_TO_ALL, .takes_text = true,
        .attributes = ATTRIBUTES(CODE TAKES(CTYPE, DELIMITER) TAKES(CLONE, YES_NO)),
        .slots = SLOTS(ANY(INLINE))),
    ROW(X, OPEN_TO_ALL, .attributes = ATTRIBUTES(CODE TAKES(CTYPE, PLACEHOLDER) TAKES(CLONE, YES_NO))),
    ROW(BX, OPEN_TO_ALL,
        .attributes = ATTRIBUTES(CODE TAKES(RID, NMTOKEN) TAKES(CTYPE, DELIMITER) TAKES(CLONE, YES_NO))),
    ROW(EX, OPEN_TO_ALL, .attributes = ATTRIBUTES(CODE TAKES(RID, NMTOKEN))),
    ROW(PH, OPEN_TO_ALL, .takes_text = true,
        .attributes = ATTRIBUTES(CODE TAKES(CTYPE, PLACEHOLDER) TAKES(CRC, TEXT) TAKES(ASSOC, ASSOCIATION)),
        .slots = SUBS),
    ROW(BPT, OPEN_TO_ALL, .takes_text = true,
        .attributes = ATTRIBUTES(CODE TAKES(RID, NMTOKEN) TAKES(CTYPE, DELIMITER) TAKES(CRC, TEXT)),
        .slots = SUBS),
    ROW(EPT, OPEN_TO_ALL, .takes_text = true,
        .attributes = ATTRIBUTES(CODE TAKES(RID, NMTOKEN) TAKES(CRC, TEXT)), .slots = SUBS),
    ROW(IT, OPEN_TO_ALL, .takes_text = true,
        .attributes = ATTRIBUTES(CODE REQUIRED(POS, POSITION) TAKES(RID, NMTOKEN) TAKES(CTYPE, DELIMITER)
                                     TAKES(CRC, TEXT)),
        .slots = SUBS),
    ROW(SUB, CLOSED, .takes_text = true,
        .attributes = ATTRIBUTES(TAKES(DATATYPE, DATATYPE) TAKES(CTYPE, DELIMITER) TAKES(XID, TEXT)),
        .slots = SLOTS(ANY(INLINE))),
    ROW(MRK, OPEN_TO_ALL, .takes_text = true,
        .attributes =
            ATTRIBUTES(REQUIRED(MTYPE, MTYPE) TAKES(MID, NMTOKEN) TAKES(COMMENT, TEXT) TAKES(TS, TEXT)),
        .slots = SLOTS(ANY(INLINE))),
    {0},
};
