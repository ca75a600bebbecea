// XLIFF 2.x, core: what each element means for its document, file and unit. What concerns the codes of a unit
// among each other waits for the unit's end.
#include "catalog/conformance/rules.h"

static struct contents *contents_here(struct checker *checker)
{
    return checker->is_in_match ? &checker->match : &checker->contents;
}

void contents_begin(struct checker *checker, struct contents *contents, struct element *owner)
{
    struct arena *arena = &checker->passing;
    *contents = (struct contents){.owner = owner, .arena = arena};
    contents->data.arena = contents->notes.arena = arena;
    contents->codes[SOURCE_SIDE].arena = contents->codes[TARGET_SIDE].arena = arena;
    contents->resources.arena = contents->extensions.arena = arena;
}

// pc stands for sc with ec, mrk for sm with em.
static enum word sort_of(struct checker *checker, const struct xml_node *node)
{
    enum word word = names_word(checker, xml_local_name(xml_name(checker->document, node)));
    return word == W_SC ? W_PC : word == W_SM ? W_MRK : word;
}

// A code in a target has the id of its partner in a source, or one of its own.
static void check_partner(struct checker *checker, const struct contents *contents,
                          const struct element *code)
{
    const struct attribute *id = attribute_named(code, W_ID);
    const struct xml_node *partner = id ? ids_find(&contents->codes[SOURCE_SIDE], id->value) : NULL;
    if (!partner || sort_of(checker, partner) == sort_of(checker, code->node))
        return;
    struct diag *diag =
        complain(checker, KIND_XLIFF_ID, span_of_attribute(checker, code, id),
                 "Give it the id of its partner in the source, or one that the unit does not use.",
                 "\"" STR_FORMAT "\" in a target is the id of another kind of element in the source",
                 STR_ARG(brief(id->value)));
    relate(checker, diag, partner, "the other element is here");
}

void contents_end(struct checker *checker, struct contents *contents)
{
    for (size_t i = 0; i < contents->codes_in_order[TARGET_SIDE].count; i++)
        check_partner(checker, contents, contents->codes_in_order[TARGET_SIDE].at[i]);
    codes_check(checker, contents);
    hints_check(checker, contents);
    parts_check(checker, contents);
}

void wait_for(struct checker *checker, struct pending_list *list, struct pending pending)
{
    pending.id = arena_copy(checker->lasting, pending.id);
    *list_push(list, checker->lasting) = pending;
}

void await_reference(struct checker *checker, struct element *element)
{
    if (attribute_named(element, W_REF) && checker->unit)
        *list_push(&checker->contents.references, &checker->passing) = element;
}

struct element *open_element(struct checker *checker, enum space space, enum word word)
{
    for (size_t i = checker->depth; i-- > 0;) {
        struct element *element = checker->frames[i].element;
        if (element->word == word && element->space == space)
            return element;
    }
    return NULL;
}

// ---- document and file

static void xliff_enter(struct checker *checker, struct element *element)
{
    const struct attribute *target = attribute_named(element, W_TRG_LANG);
    checker->source_language = value_of(element, W_SRC_LANG);
    checker->has_target_language = target != NULL;
    checker->target_language = target ? target->value : (struct str){0};
}

static void resolve_in_document(struct checker *checker, const struct pending *pending)
{
    if (pending->what == PENDING_FILE && !ids_find(&checker->files, pending->id))
        complain(checker, KIND_XLIFF_REFERENCE, span_of_pending(checker, pending), NULL,
                 "no file of the document has the id \"" STR_FORMAT "\"", STR_ARG(brief(pending->id)));
}

static void xliff_leave(struct checker *checker, struct element *element)
{
    (void)element;
    for (size_t i = 0; i < checker->pending.count; i++)
        resolve_in_document(checker, &checker->pending.at[i]);
}

static void file_enter(struct checker *checker, struct element *element)
{
    ids_claim(checker, &checker->files, element, attribute_named(element, W_ID), "the files of the document");
    checker->file = (struct file_scope){0};
    checker->file_id = value_of(element, W_ID);
    checker->has_standard_general = checker->has_standard_storage = false;
}

static void resolve_in_file(struct checker *checker, const struct pending *pending)
{
    struct span span = span_of_pending(checker, pending);
    struct str id = brief(pending->id);
    if (pending->what == PENDING_SUB_FLOW && !ids_find(&checker->file.units, pending->id))
        complain(checker, KIND_XLIFF_SUBFLOWS, span, NULL,
                 "no unit of this file has the id \"" STR_FORMAT "\"", STR_ARG(id));
    else if (pending->what == PENDING_UNIT && !ids_find(&checker->file.units, pending->id))
        complain(checker, KIND_XLIFF_REFERENCE, span, NULL,
                 "no unit of this file has the id \"" STR_FORMAT "\"", STR_ARG(id));
    else if (pending->what == PENDING_GROUP && !ids_find(&checker->file.groups, pending->id))
        complain(checker, KIND_XLIFF_REFERENCE, span, NULL,
                 "no group of this file has the id \"" STR_FORMAT "\"", STR_ARG(id));
    else if (pending->what == PENDING_RESOURCE && !ids_find(&checker->file.resources, pending->id))
        advise(checker, KIND_XLIFF_REFERENCE, span, NULL,
               "no resourceItem of this file has the id \"" STR_FORMAT "\"", STR_ARG(id));
}

static void file_leave(struct checker *checker, struct element *element)
{
    (void)element;
    for (size_t i = 0; i < checker->file.pending.count; i++)
        resolve_in_file(checker, &checker->file.pending.at[i]);
}

static void group_enter(struct checker *checker, struct element *element)
{
    ids_claim(checker, &checker->file.groups, element, attribute_named(element, W_ID),
              "the groups of the file, also those in other groups");
}

static void skeleton_leave(struct checker *checker, struct element *element)
{
    const struct attribute *href = attribute_named(element, W_HREF);
    bool is_empty = true;
    for (const struct xml_node *node = element->node->first; node; node = node->next)
        is_empty = is_empty && node->kind == XML_COMMENT;
    if (is_empty && !href)
        complain(checker, KIND_XLIFF_SKELETON, span_of_tag(checker, element), NULL,
                 "an empty <skeleton> must say by href where the skeleton is");
    if (!is_empty && href)
        complain(checker, KIND_XLIFF_SKELETON, span_of_attribute(checker, element, href), NULL,
                 "a <skeleton> with href must be empty");
}

// ---- unit

static void unit_enter(struct checker *checker, struct element *element)
{
    ids_claim(checker, &checker->file.units, element, attribute_named(element, W_ID),
              "the units of the file");
    checker->unit = element;
    checker->searches = 0;
    checker->matches = checker->glossary = checker->metadata = (struct ids){.arena = &checker->passing};
    contents_begin(checker, &checker->contents, element);
}

static void unit_leave(struct checker *checker, struct element *element)
{
    (void)element;
    contents_end(checker, &checker->contents);
    references_check(checker);
    checker->unit = NULL;
    arena_reset(&checker->passing);
}

static void notes_enter(struct checker *checker, struct element *element)
{
    (void)element;
    checker->notes = ids_here(checker);
}

static void note_enter(struct checker *checker, struct element *element)
{
    const struct attribute *id = attribute_named(element, W_ID);
    bool is_of_unit = checker->unit && element->parent && element->parent->parent == checker->unit;
    ids_claim(checker, is_of_unit ? &checker->contents.notes : &checker->notes, element, id, "these notes");
    await_reference(checker, element);
}

static void data_enter(struct checker *checker, struct element *element)
{
    if (checker->unit)
        ids_claim(checker, &contents_here(checker)->data, element, attribute_named(element, W_ID),
                  "the data of the unit or match");
}

static void part_enter(struct checker *checker, struct element *element)
{
    if (!checker->unit)
        return;
    ids_claim(checker, &checker->contents.codes[SOURCE_SIDE], element, attribute_named(element, W_ID),
              "the segments, ignorables and inline elements of the unit");
    *list_push(&checker->contents.parts, &checker->passing) = element;
}

// ---- source and target

static void check_language(struct checker *checker, struct element *element, struct str wanted,
                           const char *attribute)
{
    const struct frame *frame = frame_top(checker);
    const struct attribute *own = attribute_of(element, SPACE_XML, W_LANG);
    if (!frame->has_language || wanted.len == 0 || str_equal_ignoring_case(frame->language, wanted))
        return;
    complain(checker, KIND_XLIFF_LANGUAGE_MISMATCH, span_of_attribute(checker, element, own), NULL,
             own ? "xml:lang=\"" STR_FORMAT "\" is not %s, \"" STR_FORMAT "\""
                 : "xml:lang=\"" STR_FORMAT "\", inherited from an outer element, is not %s, \"" STR_FORMAT
                   "\"",
             STR_ARG(brief(frame->language)), attribute, STR_ARG(brief(wanted)));
}

static bool is_reference_match(const struct element *element)
{
    return element->parent && element->parent->space == SPACE_MTC &&
           value_is(element->parent, W_REFERENCE, "yes");
}

static void side_enter(struct checker *checker, struct element *element, int side)
{
    checker->side = side;
    if (checker->unit)
        *list_push(&contents_here(checker)->sides[side], &checker->passing) = element;
}

static void source_enter(struct checker *checker, struct element *element)
{
    side_enter(checker, element, SOURCE_SIDE);
    check_language(checker, element, checker->source_language, "srcLang");
}

static void target_enter(struct checker *checker, struct element *element)
{
    side_enter(checker, element, TARGET_SIDE);
    if (!is_reference_match(element))
        check_language(checker, element, checker->target_language, "trgLang");
    bool counts = parent_is(element, W_SEGMENT) || parent_is(element, W_IGNORABLE);
    if (counts && !checker->has_target_language && !checker->lacks_target_language) {
        checker->lacks_target_language = true;
        complain(checker, KIND_XLIFF_TARGET_LANGUAGE, span_of_tag(checker, element),
                 "Add trgLang to the <xliff> element.",
                 "the document has a <target>, but <xliff> does not say the target language by trgLang");
    }
}

// ---- inline

static void inline_enter(struct checker *checker, struct element *element)
{
    if (!checker->unit)
        return;
    struct contents *contents = contents_here(checker);
    *list_push(&contents->codes_in_order[checker->side], &checker->passing) = element;
    ids_claim(checker, &contents->codes[checker->side], element, attribute_named(element, W_ID),
              checker->side == SOURCE_SIDE ? "the segments, ignorables and inline elements of the unit"
                                           : "the inline elements in the targets of the unit");
}

static void marker_enter(struct checker *checker, struct element *element)
{
    inline_enter(checker, element);
    annotation_enter(checker, element);
}

// What XML 1.0 cannot hold: surrogates, U+FFFE, U+FFFF and controls other than tab, line feed and carriage
// return.
static bool is_forbidden(uint32_t point)
{
    return (point < 0x20 && point != 9 && point != 10 && point != 13) ||
           (point >= 0xd800 && point <= 0xdfff) || point == 0xfffe || point == 0xffff;
}

static void cp_enter(struct checker *checker, struct element *element)
{
    struct str hex = value_of(element, W_HEX);
    uint32_t point = 0;
    for (size_t i = 0; i < hex.len && point < 0x110000; i++) {
        char byte = hex.at[i];
        point = point * 16 + (uint32_t)(byte <= '9' ? byte - '0' : (byte | 0x20) - 'a' + 10);
    }
    if (!type_takes(T_HEX, hex) || (hex.len > 0 && is_forbidden(point)))
        return;
    bool is_discouraged = hex.len > 0 && point >= 0x7f && point <= 0x9f && point != 0x85;
    (is_discouraged ? doubt : complain)(
        checker, KIND_XLIFF_CP, span_of_value(checker, element, W_HEX), NULL,
        hex.len == 0        ? "<cp> without a code point"
        : point >= 0x110000 ? "hex=\"" STR_FORMAT "\" is beyond the last code point"
                            : "<cp> stands for U+" STR_FORMAT ", a character that XML can hold",
        STR_ARG(brief(hex)));
}

const struct meaning meanings_xliff2[] = {
    {W_XLIFF, SPACE_XLIFF2, xliff_enter, xliff_leave},
    {W_FILE, SPACE_XLIFF2, file_enter, file_leave},
    {W_GROUP, SPACE_XLIFF2, group_enter, NULL},
    {W_SKELETON, SPACE_XLIFF2, NULL, skeleton_leave},
    {W_UNIT, SPACE_XLIFF2, unit_enter, unit_leave},
    {W_NOTES, SPACE_XLIFF2, notes_enter, NULL},
    {W_NOTE, SPACE_XLIFF2, note_enter, NULL},
    {W_DATA, SPACE_XLIFF2, data_enter, NULL},
    {W_SEGMENT, SPACE_XLIFF2, part_enter, NULL},
    {W_IGNORABLE, SPACE_XLIFF2, part_enter, NULL},
    {W_SOURCE, SPACE_XLIFF2, source_enter, NULL},
    {W_TARGET, SPACE_XLIFF2, target_enter, NULL},
    {W_PH, SPACE_XLIFF2, inline_enter, NULL},
    {W_PC, SPACE_XLIFF2, inline_enter, NULL},
    {W_SC, SPACE_XLIFF2, inline_enter, NULL},
    {W_EC, SPACE_XLIFF2, inline_enter, NULL},
    {W_EM, SPACE_XLIFF2, inline_enter, NULL},
    {W_MRK, SPACE_XLIFF2, marker_enter, NULL},
    {W_SM, SPACE_XLIFF2, marker_enter, NULL},
    {W_CP, SPACE_XLIFF2, cp_enter, NULL},
    {0},
};
