// The modules of XLIFF 2.x: where their elements stand, and what their constraints ask beyond their schemas.
#include "catalog/conformance/rules.h"

// ---- where the elements stand

enum { IN_XLIFF = 1, IN_FILE = 2, IN_GROUP = 4, IN_UNIT = 8, IN_ALL = IN_FILE | IN_GROUP | IN_UNIT };

static const struct {
    uint16_t word;
    uint8_t space, owners;
    bool is_single;
} tops[] = {
    {W_MATCHES, SPACE_MTC, IN_UNIT, true},
    {W_GLOSSARY, SPACE_GLS, IN_UNIT, true},
    {W_METADATA, SPACE_MDA, IN_ALL | IN_XLIFF, true},
    {W_RESOURCE_DATA, SPACE_RES, IN_FILE | IN_UNIT, true},
    {W_PROFILES, SPACE_SLR, IN_FILE, true},
    {W_DATA, SPACE_SLR, IN_ALL, false},
    {W_VALIDATION, SPACE_VAL, IN_ALL, true},
    {W_CHANGE_TRACK, SPACE_CTR, IN_ALL, false},
    {W_LOC_QUALITY_ISSUES, SPACE_ITS, IN_UNIT, false},
    {W_PROVENANCE_RECORDS, SPACE_ITS, IN_ALL, false},
};

static int owner_of(const struct element *parent)
{
    return is_core(parent, W_XLIFF)   ? IN_XLIFF
           : is_core(parent, W_FILE)  ? IN_FILE
           : is_core(parent, W_GROUP) ? IN_GROUP
           : is_core(parent, W_UNIT)  ? IN_UNIT
                                      : 0;
}

static void complain_of_owner(struct checker *checker, struct element *element)
{
    complain(checker, KIND_XLIFF_MODULE, span_of_tag(checker, element), NULL,
             "<%s:%s> does not belong in <" STR_FORMAT ">", space_prefix(element->space),
             word_name(element->word), STR_ARG(brief(xml_name(checker->document, element->parent->node))));
    element->is_lax = true;
}

// Where a module begins. In elements of other modules, which take any, only its outermost elements may stand.
static void check_owner(struct checker *checker, struct element *element)
{
    if (!element->parent || !element->rule || element->is_lax || element->space == element->parent->space ||
        element->space == checker->core)
        return;
    size_t i = 0, count = sizeof tops / sizeof *tops;
    while (i < count && (tops[i].word != element->word || tops[i].space != element->space))
        i++;
    int owner = owner_of(element->parent);
    struct frame *frame = &checker->frames[checker->depth - 2];
    if (i == count || (element->parent->space == checker->core && !(tops[i].owners & owner))) {
        complain_of_owner(checker, element);
        return;
    }
    if (tops[i].is_single && (frame->modules & (1u << i)))
        doubt(checker, KIND_XLIFF_MODULE, span_of_tag(checker, element), NULL,
              "a second <%s:%s> in one element", space_prefix(element->space), word_name(element->word));
    frame->modules |= 1u << i;
}

static const struct attribute *id_of(const struct element *element)
{
    const struct attribute *id = attribute_of(element, SPACE_XML, W_ID);
    return id ? id : attribute_named(element, W_ID);
}

// ---- extensions: their ids are unique in the file, group or unit that is next outwards

static void extension_enter(struct checker *checker, struct element *element)
{
    if (element->space != SPACE_FOREIGN || open_element(checker, checker->core, W_SKELETON))
        return;
    const struct attribute *id = id_of(element);
    struct element *owner = element->parent;
    while (owner && !(owner_of(owner) & IN_ALL))
        owner = owner->parent;
    if (!id || !owner)
        return;
    if (checker->unit) {
        ids_claim(checker, &checker->contents.extensions, element, id, "the extensions of the unit");
        return;
    }
    struct frame *frame = frame_top(checker);
    while (frame->element != owner)
        frame--;
    if (!frame->extensions)
        frame->extensions = arena_new(checker->lasting, struct ids);
    ids_claim(checker, frame->extensions, element, id, "the extensions of the file or group");
}

// ---- attributes of fs and slr on elements of the core

static bool is_open_end(const struct element *element)
{
    return is_core(element, W_EC) && !is_isolated(element);
}

static void check_format_style(struct checker *checker, const struct element *element)
{
    const struct attribute *fs = attribute_of(element, SPACE_FS, W_FS),
                           *sub = attribute_of(element, SPACE_FS, W_SUB_FS);
    if (sub && !fs)
        complain(checker, KIND_XLIFF_MODULE, span_of_attribute(checker, element, sub), NULL,
                 "fs:subFs without fs:fs");
    if ((fs || sub) && is_open_end(element))
        complain(checker, KIND_XLIFF_MODULE, span_of_attribute(checker, element, fs ? fs : sub), NULL,
                 "attributes of fs on an <ec> that is not isolated belong on its <sc>");
}

// The profile in force: that of the nearest slr:profiles, which only a file has.
static bool has_standard_profile(const struct checker *checker, bool is_storage)
{
    return is_storage ? checker->has_standard_storage : checker->has_standard_general;
}

// "25.5". Without a profile a size may be any text; where it is a number, it counts something.
static bool is_fraction(struct str text)
{
    size_t dot = str_find_byte(text, '.', 0);
    return dot != STR_NONE && str_is_digits(str_slice(text, 0, dot)) &&
           str_is_digits(str_from(text, dot + 1));
}

static void check_integer(struct checker *checker, const struct element *element, enum word word,
                          bool is_storage)
{
    const struct attribute *attribute = attribute_of(element, SPACE_SLR, word);
    if (attribute && has_standard_profile(checker, is_storage) && !str_is_digits(str_trim(attribute->value)))
        complain(checker, KIND_XLIFF_MODULE, span_of_attribute(checker, element, attribute), NULL,
                 STR_FORMAT "=\"" STR_FORMAT "\" is not an integer, as XLIFF's own profiles ask for",
                 STR_ARG(brief(attribute->name)), STR_ARG(brief(attribute->value)));
    else if (attribute && is_fraction(str_trim(attribute->value)))
        doubt(checker, KIND_XLIFF_MODULE, span_of_attribute(checker, element, attribute), NULL,
              STR_FORMAT "=\"" STR_FORMAT "\" is not an integer", STR_ARG(brief(attribute->name)),
              STR_ARG(brief(attribute->value)));
}

static bool is_restrictable(const struct element *element)
{
    static const uint16_t words[] = {W_FILE, W_GROUP, W_UNIT, W_MRK, W_SM, W_PC, W_SC};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (is_core(element, words[i]))
            return true;
    return false;
}

static bool is_sizable_code(const struct element *element)
{
    return is_core(element, element->word) && is_code(element);
}

static void check_sizes(struct checker *checker, const struct element *element)
{
    const struct attribute *size = attribute_of(element, SPACE_SLR, W_SIZE_INFO),
                           *ref = attribute_of(element, SPACE_SLR, W_SIZE_INFO_REF),
                           *storage = attribute_of(element, SPACE_SLR, W_EQUIV_STORAGE),
                           *most = attribute_of(element, SPACE_SLR, W_SIZE_RESTRICTION),
                           *bytes = attribute_of(element, SPACE_SLR, W_STORAGE_RESTRICTION);
    if (size && ref)
        complain(checker, KIND_XLIFF_MODULE, span_of_attribute(checker, element, ref), "Keep one of the two.",
                 "slr:sizeInfo and slr:sizeInfoRef on one element");
    const struct attribute *any = storage ? storage : size ? size : ref;
    if (any && is_open_end(element))
        complain(checker, KIND_XLIFF_MODULE, span_of_attribute(checker, element, any), NULL,
                 STR_FORMAT " on an <ec> that is not isolated", STR_ARG(brief(any->name)));
    if ((most || bytes) && !is_restrictable(element))
        complain(checker, KIND_XLIFF_MODULE, span_of_attribute(checker, element, most ? most : bytes), NULL,
                 "restrictions of size are for file, group, unit, mrk, sm, pc and sc");
    if (storage && !is_sizable_code(element))
        complain(checker, KIND_XLIFF_MODULE, span_of_attribute(checker, element, storage), NULL,
                 "slr:equivStorage is for ph, pc, sc and isolated ec");
    check_integer(checker, element, W_EQUIV_STORAGE, true);
    check_integer(checker, element, W_SIZE_INFO, false);
}

// The reference leads to an element within an slr:data beside the element, or beside one around it.
static bool is_in_size_data(struct checker *checker, struct str id)
{
    for (size_t i = checker->depth; i-- > 0;)
        if (checker->frames[i].size_ids && ids_find(checker->frames[i].size_ids, id))
            return true;
    return false;
}

static void check_size_reference(struct checker *checker, const struct element *element)
{
    const struct attribute *ref = attribute_of(element, SPACE_SLR, W_SIZE_INFO_REF);
    if (ref && !is_in_size_data(checker, ref->value))
        complain(checker, KIND_XLIFF_REFERENCE, span_of_attribute(checker, element, ref), NULL,
                 "slr:sizeInfoRef=\"" STR_FORMAT "\" leads to nothing in an <slr:data> beside or above",
                 STR_ARG(brief(ref->value)));
}

// Ids within slr:data are kept with the element that slr:data is a child of.
static void note_size_id(struct checker *checker, const struct element *element)
{
    const struct attribute *id = id_of(element);
    for (size_t i = checker->depth; id && i-- > 1;) {
        struct frame *frame = &checker->frames[i];
        if (frame->element->space != SPACE_SLR || frame->element->word != W_DATA)
            continue;
        struct frame *owner = &checker->frames[i - 1];
        if (!owner->size_ids)
            owner->size_ids = arena_new(checker->lasting, struct ids);
        if (!map_has(&owner->size_ids->map, id->value))
            map_set(&owner->size_ids->map, arena_copy(checker->lasting, id->value), (void *)element->node,
                    checker->lasting);
        return;
    }
}

// slr:data stands in front of what may refer to it, so its ids are known in time.
void modules_attributes(struct checker *checker, struct element *element)
{
    bool has_fs = false, has_slr = false, has_its = false;
    for (size_t i = 0; i < element->count; i++) {
        has_fs = has_fs || element->attributes[i].space == SPACE_FS;
        has_slr = has_slr || element->attributes[i].space == SPACE_SLR;
        has_its = has_its || element->attributes[i].space == SPACE_ITS ||
                  element->attributes[i].space == SPACE_ITSM;
    }
    check_owner(checker, element);
    if (element->space == SPACE_FOREIGN)
        extension_enter(checker, element);
    if (element->space != SPACE_XLIFF2)
        note_size_id(checker, element);
    if (element->is_lax)
        return;
    if (has_fs)
        check_format_style(checker, element);
    if (has_slr) {
        check_sizes(checker, element);
        check_size_reference(checker, element);
    }
    if (has_its)
        its_attributes(checker, element);
}
