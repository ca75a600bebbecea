// The schema of XLIFF 2.0, 2.1 and 2.2 (core) as tables: xliff_core_2.0.xsd and xliff_core_2.2.xsd, with what
// their texts say more: inline codes take attributes of the fs and slr modules only, segment takes those of
// pgs (2.2).
#include "catalog/conformance/schema.h"

#define INLINE W_CP, W_PH, W_PC, W_SC, W_EC, W_MRK, W_SM, W_EM
#define NOTES  {.words = WORDS(W_NOTES), .space = SPACE_XLIFF2, .most = 1},
#define HINTS                                                                                                \
    TAKES(CAN_COPY, YES_NO) TAKES(CAN_DELETE, YES_NO) TAKES(CAN_REORDER, YES_NO_FIRST) TAKES(COPY_OF, NMTOKEN)
#define TYPES TAKES(TYPE, CODE_TYPE) TAKES(SUB_TYPE, PREFIXED)
#define HALF                                                                                                 \
    HINTS TYPES TAKES(CAN_OVERLAP, YES_NO) TAKES(DATA_REF, NMTOKEN) TAKES(DIR, DIRECTION) TAKES(DISP, TEXT)  \
        TAKES(EQUIV, TEXT) TAKES(ISOLATED, YES_NO) TAKES(SUB_FLOWS, NMTOKENS)
#define INHERITED                                                                                            \
    TAKES(CAN_RESEGMENT, YES_NO)                                                                             \
    TAKES(TRANSLATE, YES_NO) TAKES(SRC_DIR, DIRECTION) TAKES(TRG_DIR, DIRECTION) XML(SPACE, XML_SPACE)
#define NAMED REQUIRED(ID, NMTOKEN) TAKES(NAME, TEXT) TAKES(TYPE, PREFIXED) INHERITED
#define MARK                                                                                                 \
    REQUIRED(ID, NMTOKEN)                                                                                    \
    TAKES(TRANSLATE, YES_NO) TAKES(TYPE, MARK_TYPE) TAKES(REF, REFERENCE) TAKES(VALUE, TEXT)

#define ROW(name, open, ...)                                                                                 \
    {                                                                                                        \
        .word = W_##name, .space = SPACE_XLIFF2, .openness = open, __VA_ARGS__                               \
    }

const struct element_rule schema_xliff2[] = {
    ROW(XLIFF, OPEN_TO_OTHERS,
        .attributes = ATTRIBUTES(REQUIRED(VERSION, TEXT) REQUIRED(SRC_LANG, LANGUAGE)
                                     TAKES(TRG_LANG, LANGUAGE) XML(SPACE, XML_SPACE)),
        .slots =
            SLOTS({.words = WORDS(W_NOTES), .most = 1, .versions = V22},
                  {.words = WORDS(W_METADATA), .space = SPACE_MDA, .most = 1, .versions = V22}, SOME(FILE))),
    ROW(FILE, OPEN_TO_OTHERS, .attributes = ATTRIBUTES(REQUIRED(ID, NMTOKEN) TAKES(ORIGINAL, TEXT) INHERITED),
        .slots = SLOTS(OPTIONAL(SKELETON)
                           FOREIGN NOTES{.words = WORDS(W_UNIT, W_GROUP), .least = 1, .most = MANY}, )),
    ROW(SKELETON, CLOSED, .takes_text = true, .attributes = ATTRIBUTES(TAKES(HREF, TEXT)),
        .slots = SLOTS(FOREIGN)),
    ROW(GROUP, OPEN_TO_OTHERS, .attributes = ATTRIBUTES(NAMED),
        .slots = SLOTS(FOREIGN NOTES ANY(W_UNIT, W_GROUP))),
    ROW(UNIT, OPEN_TO_OTHERS, .attributes = ATTRIBUTES(NAMED),
        .slots =
            SLOTS(FOREIGN NOTES OPTIONAL(
                      ORIGINAL_DATA){.words = WORDS(W_SEGMENT, W_IGNORABLE), .least = 1, .most = MANY}, )),
    ROW(SEGMENT, OPEN_TO_SEGMENT_MODULES,
        .attributes = ATTRIBUTES(TAKES(ID, NMTOKEN) TAKES(CAN_RESEGMENT, YES_NO) TAKES(STATE, SEGMENT_STATE)
                                     TAKES(SUB_STATE, SUB_STATE)),
        .slots = SLOTS(ONE(SOURCE) OPTIONAL(TARGET))),
    ROW(IGNORABLE, CLOSED, .attributes = ATTRIBUTES(TAKES(ID, NMTOKEN)),
        .slots = SLOTS(ONE(SOURCE) OPTIONAL(TARGET))),
    ROW(NOTES, CLOSED, .slots = SLOTS(SOME(NOTE))),
    ROW(NOTE, OPEN_TO_OTHERS, .takes_text = true,
        .attributes =
            ATTRIBUTES(TAKES(ID, NMTOKEN) TAKES(APPLIES_TO, SIDE) TAKES(CATEGORY, TEXT) TAKES(
                           PRIORITY, NOTE_PRIORITY){.word = W_REF, .type = T_REFERENCE, .versions = V22}, )),
    ROW(ORIGINAL_DATA, CLOSED, .slots = SLOTS(SOME(DATA))),
    ROW(DATA, CLOSED, .takes_text = true,
        .attributes = ATTRIBUTES(REQUIRED(ID, NMTOKEN) TAKES(DIR, DIRECTION) XML(SPACE, PRESERVE)),
        .slots = SLOTS(ANY(W_CP))),
    ROW(SOURCE, CLOSED, .takes_text = true,
        .attributes = ATTRIBUTES(XML(LANG, XML_LANGUAGE) XML(SPACE, XML_SPACE)), .slots = SLOTS(ANY(INLINE))),
    ROW(TARGET, CLOSED, .takes_text = true,
        .attributes = ATTRIBUTES(XML(LANG, XML_LANGUAGE) XML(SPACE, XML_SPACE) TAKES(ORDER, POSITIVE)),
        .slots = SLOTS(ANY(INLINE))),
    ROW(CP, CLOSED, .attributes = ATTRIBUTES(REQUIRED(HEX, HEX))),
    ROW(PH, OPEN_TO_CODE_MODULES,
        .attributes = ATTRIBUTES(REQUIRED(ID, NMTOKEN) HINTS TYPES TAKES(DISP, TEXT) TAKES(EQUIV, TEXT)
                                     TAKES(DATA_REF, NMTOKEN) TAKES(SUB_FLOWS, NMTOKENS))),
    ROW(PC, OPEN_TO_CODE_MODULES, .takes_text = true,
        .attributes = ATTRIBUTES(REQUIRED(ID, NMTOKEN) HINTS TYPES TAKES(CAN_OVERLAP, YES_NO)
                                     TAKES(DISP_END, TEXT) TAKES(DISP_START, TEXT) TAKES(EQUIV_END, TEXT)
                                         TAKES(EQUIV_START, TEXT) TAKES(DATA_REF_END, NMTOKEN)
                                             TAKES(DATA_REF_START, NMTOKEN) TAKES(SUB_FLOWS_END, NMTOKENS)
                                                 TAKES(SUB_FLOWS_START, NMTOKENS) TAKES(DIR, DIRECTION)),
        .slots = SLOTS(ANY(INLINE))),
    ROW(SC, OPEN_TO_CODE_MODULES, .attributes = ATTRIBUTES(REQUIRED(ID, NMTOKEN) HALF)),
    ROW(EC, OPEN_TO_CODE_MODULES,
        .attributes = ATTRIBUTES(TAKES(ID, NMTOKEN) TAKES(START_REF, NMTOKEN) HALF)),
    ROW(MRK, OPEN_TO_OTHERS, .takes_text = true, .attributes = ATTRIBUTES(MARK), .slots = SLOTS(ANY(INLINE))),
    ROW(SM, OPEN_TO_OTHERS, .attributes = ATTRIBUTES(MARK)),
    ROW(EM, CLOSED, .attributes = ATTRIBUTES(REQUIRED(START_REF, NMTOKEN))),
    {0},
};
