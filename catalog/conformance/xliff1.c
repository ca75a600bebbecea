// XLIFF 1.2: keys and references of its schema, and rules of its text: ids, phases, tools, pairs of codes,
// segments, languages.
#include "catalog/conformance/rules.h"

#include <stddef.h>

static void expect(struct checker *checker, const struct element *element, enum word word,
                   enum pending_kind what)
{
    const struct attribute *attribute = attribute_named(element, word);
    if (attribute)
        wait_for(checker, &checker->file.pending,
                 (struct pending){
                     .what = what, .id = attribute->value, .start = attribute->start, .end = attribute->end});
}

static void claim(struct checker *checker, struct ids *ids, struct element *element, enum word word,
                  const char *among)
{
    ids_claim(checker, ids, element, attribute_named(element, word), among);
}

// ---- file and header

static void xliff_leave(struct checker *checker, struct element *element)
{
    const struct xml_node *last = element->node->last;
    while (last && last->kind != XML_ELEMENT)
        last = last->previous;
    if (last && !str_is(xml_local_name(xml_name(checker->document, last)), "file"))
        complain(checker, KIND_XLIFF_STRUCTURE, xml_tag_span(checker->document, last),
                 "Move it in front of a <file>.",
                 "an element of another namespace stands behind the last <file>");
}

static void file_enter(struct checker *checker, struct element *element)
{
    checker->file = (struct file_scope){0};
    checker->source_language = value_of(element, W_SOURCE_LANGUAGE);
    checker->target_language = value_of(element, W_TARGET_LANGUAGE);
    expect(checker, element, W_TOOL_ID, PENDING_TOOL);
}

static void resolve(struct checker *checker, const struct pending *pending)
{
    static const struct {
        size_t ids;
        const char *what;
    } rows[] = {
        [PENDING_TOOL] = {offsetof(struct file_scope, tools), "<tool> of the header"},
        [PENDING_PHASE] = {offsetof(struct file_scope, phases), "<phase> of the header"},
        [PENDING_XID] = {offsetof(struct file_scope, units), "unit of this file"},
    };
    const struct ids *ids = (const struct ids *)((const char *)&checker->file + rows[pending->what].ids);
    if (!ids_find(ids, pending->id))
        complain(checker, KIND_XLIFF_REFERENCE, span_of_pending(checker, pending), NULL,
                 "\"" STR_FORMAT "\" names no %s", STR_ARG(brief(pending->id)), rows[pending->what].what);
}

static void file_leave(struct checker *checker, struct element *element)
{
    (void)element;
    for (size_t i = 0; i < checker->file.pending.count; i++)
        resolve(checker, &checker->file.pending.at[i]);
}

static void tool_enter(struct checker *checker, struct element *element)
{
    claim(checker, &checker->file.tools, element, W_TOOL_ID, "the tools of the file");
}

static void phase_enter(struct checker *checker, struct element *element)
{
    claim(checker, &checker->file.phases, element, W_PHASE_NAME, "the phases of the file");
    expect(checker, element, W_TOOL_ID, PENDING_TOOL);
}

static void count_group_enter(struct checker *checker, struct element *element)
{
    claim(checker, &checker->file.count_groups, element, W_NAME, "the count groups of the file");
}

// The guide for gettext names all its groups by what they hold, po-reference and the like.
static void context_group_enter(struct checker *checker, struct element *element)
{
    ids_want(checker, &checker->file.context_groups, element, attribute_named(element, W_NAME),
             "the context groups of the file");
}

static void external_file_enter(struct checker *checker, struct element *element)
{
    claim(checker, &checker->file.external_files, element, W_UID, "the external files of the file");
}

static void count_enter(struct checker *checker, struct element *element)
{
    expect(checker, element, W_PHASE_NAME, PENDING_PHASE);
}

// ---- units

static void check_sizes(struct checker *checker, const struct element *element)
{
    static const uint16_t sizes[] = {W_MAXWIDTH, W_MINWIDTH, W_MAXHEIGHT, W_MINHEIGHT};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        if (attribute_named(element, sizes[i]) && !attribute_named(element, W_SIZE_UNIT)) {
            doubt(checker, KIND_XLIFF_ATTRIBUTE, span_of_value(checker, element, sizes[i]),
                  "Add size-unit=\"char\" if characters are meant.", "%s without size-unit counts pixels",
                  word_name(sizes[i]));
            return;
        }
}

static void group_enter(struct checker *checker, struct element *element)
{
    claim(checker, &checker->file.groups, element, W_ID, "the groups of the file");
    check_sizes(checker, element);
}

static void unit_enter(struct checker *checker, struct element *element)
{
    claim(checker, &checker->file.units, element, W_ID, "the units of the file");
    expect(checker, element, W_PHASE_NAME, PENDING_PHASE);
    check_sizes(checker, element);
    if (!checker->unit || element->word == W_TRANS_UNIT)
        contents_begin(checker, &checker->contents, element);
    if (!checker->unit)
        checker->unit = element;
}

// ---- codes of a source and its target

static bool is_paired(const struct element *code)
{
    return code->word == W_BPT || code->word == W_EPT || code->word == W_BX || code->word == W_EX;
}

static struct str text_of(const struct element *code)
{
    return value_of(code, W_EQUIV_TEXT);
}

// Whether one opens what the other closes; `x-open` and `x-close` say that of placeholders.
static bool are_halves(const struct element *first, const struct element *code)
{
    if (first->word != code->word)
        return is_paired(first) && is_paired(code);
    struct str a = value_of(first, W_CTYPE), b = value_of(code, W_CTYPE);
    return (str_is(a, "x-open") && str_is(b, "x-close")) || (str_is(a, "x-close") && str_is(b, "x-open"));
}

// A code may stand twice, since clone="yes" is the default; two different codes cannot have one id.
static void check_source_ids(struct checker *checker, const struct element_list *codes, struct map *ids)
{
    for (size_t i = 0; i < codes->count; i++) {
        struct element *code = codes->at[i];
        const struct attribute *id = attribute_named(code, W_ID);
        if (!id)
            continue;
        struct map_entry *entry = map_entry(ids, id->value, &checker->passing);
        const struct element *first = entry->value;
        if (!first) {
            entry->value = code;
            continue;
        }
        bool are_one =
            first->word == code->word && !is_paired(code) && str_equal(text_of(first), text_of(code));
        if (!are_one && !are_halves(first, code))
            relate(checker,
                   doubt(checker, KIND_XLIFF_ID, span_of_attribute(checker, code, id), NULL,
                         "two different codes of one source have the id \"" STR_FORMAT "\"",
                         STR_ARG(brief(id->value))),
                   first->node, "the first one is here");
    }
}

static void check_target_ids(struct checker *checker, const struct element_list *codes, const struct map *ids)
{
    for (size_t i = 0; i < codes->count; i++) {
        const struct element *code = codes->at[i];
        const struct attribute *id = attribute_named(code, W_ID);
        const struct element *partner = id ? map_get(ids, id->value) : NULL;
        if (id && !partner)
            doubt(checker, KIND_XLIFF_REFERENCE, span_of_attribute(checker, code, id),
                  "Copy the codes of the source unchanged.",
                  "the source has no code with the id \"" STR_FORMAT "\"", STR_ARG(brief(id->value)));
        else if (partner && partner->word != code->word && !(is_paired(partner) && is_paired(code)))
            relate(checker,
                   doubt(checker, KIND_XLIFF_ID, span_of_attribute(checker, code, id), NULL,
                         "in the source, \"" STR_FORMAT "\" is another kind of code",
                         STR_ARG(brief(id->value))),
                   partner->node, "the code is here");
    }
}

static void unit_leave(struct checker *checker, struct element *element)
{
    struct map ids = {0};
    if (element->word == W_TRANS_UNIT) {
        check_source_ids(checker, &checker->contents.codes_in_order[SOURCE_SIDE], &ids);
        check_target_ids(checker, &checker->contents.codes_in_order[TARGET_SIDE], &ids);
    }
    if (checker->unit != element)
        return;
    checker->unit = NULL;
    arena_reset(&checker->passing);
}

// Pairs are found by rid where there is one, within a source or target.
static void pair(struct checker *checker, struct map *starts, const struct element *code, bool is_end)
{
    const struct attribute *rid = attribute_named(code, W_RID);
    if (!rid)
        return;
    struct map_entry *entry = is_end ? NULL : map_entry(starts, rid->value, &checker->passing);
    if (is_end && !map_has(starts, rid->value))
        complain(checker, KIND_XLIFF_CODE_PAIR, span_of_attribute(checker, code, rid), NULL,
                 "no <%s> has the rid \"" STR_FORMAT "\"", code->word == W_EPT ? "bpt" : "bx",
                 STR_ARG(brief(rid->value)));
    else if (entry && entry->value)
        complain(checker, KIND_XLIFF_CODE_PAIR, span_of_attribute(checker, code, rid), NULL,
                 "another <%s> has the rid \"" STR_FORMAT "\"", word_name(code->word),
                 STR_ARG(brief(rid->value)));
    else if (entry)
        entry->value = (void *)code;
}

static void check_pairs(struct checker *checker, const struct element_list *codes)
{
    struct map bpts = {0}, bxs = {0};
    for (size_t i = 0; i < codes->count; i++)
        if (codes->at[i]->word == W_BPT || codes->at[i]->word == W_BX)
            pair(checker, codes->at[i]->word == W_BPT ? &bpts : &bxs, codes->at[i], false);
    for (size_t i = 0; i < codes->count; i++)
        if (codes->at[i]->word == W_EPT || codes->at[i]->word == W_EX)
            pair(checker, codes->at[i]->word == W_EPT ? &bpts : &bxs, codes->at[i], true);
}

static void check_language(struct checker *checker, struct element *element, struct str wanted,
                           const char *name)
{
    const struct attribute *own = attribute_of(element, SPACE_XML, W_LANG);
    if (own && wanted.len && own->value.len && parent_is(element, W_TRANS_UNIT) &&
        !str_equal_ignoring_case(own->value, wanted))
        doubt(checker, KIND_XLIFF_LANGUAGE_MISMATCH, span_of_attribute(checker, element, own), NULL,
              "xml:lang=\"" STR_FORMAT "\" is not the file's %s, \"" STR_FORMAT "\"",
              STR_ARG(brief(own->value)), name, STR_ARG(brief(wanted)));
}

static void text_enter(struct checker *checker, struct element *element)
{
    checker->open_text = element;
    checker->codes = (struct element_list){0};
    if (element->word == W_SOURCE)
        check_language(checker, element, checker->source_language, "source-language");
    if (element->word == W_TARGET) {
        check_language(checker, element, checker->target_language, "target-language");
        expect(checker, element, W_PHASE_NAME, PENDING_PHASE);
    }
}

static void text_leave(struct checker *checker, struct element *element)
{
    check_pairs(checker, &checker->codes);
    if (parent_is(element, W_TRANS_UNIT) && element->word != W_SEG_SOURCE)
        checker->contents.codes_in_order[element->word == W_TARGET] = checker->codes;
    checker->open_text = NULL;
}

static void code_enter(struct checker *checker, struct element *element)
{
    if (checker->unit && checker->open_text)
        *list_push(&checker->codes, &checker->passing) = element;
    expect(checker, element, W_XID, PENDING_XID);
}

static void sub_enter(struct checker *checker, struct element *element)
{
    expect(checker, element, W_XID, PENDING_XID);
}

// ---- segments: mrk in seg-source, with partners in target and alt-trans

static void mrk_enter(struct checker *checker, struct element *element)
{
    const struct attribute *mid = attribute_named(element, W_MID);
    if (!mid || !checker->unit || !parent_is(element, W_SEG_SOURCE) || !element->parent->parent)
        return;
    bool is_of_unit = is_core(element->parent->parent, W_TRANS_UNIT);
    ids_claim(checker, is_of_unit ? &checker->contents.resources : &checker->match.resources, element, mid,
              "the segments of the unit");
}

static void check_mid(struct checker *checker, const struct element *element, const struct ids *segments)
{
    const struct attribute *mid = attribute_named(element, W_MID);
    if (mid && !ids_find(segments, mid->value))
        complain(checker, KIND_XLIFF_REFERENCE, span_of_attribute(checker, element, mid), NULL,
                 "mid=\"" STR_FORMAT "\" names no segment of the seg-source", STR_ARG(brief(mid->value)));
}

static void mrk_leave(struct checker *checker, struct element *element)
{
    if (!checker->unit || !parent_is(element, W_TARGET) || !element->parent->parent)
        return;
    if (is_core(element->parent->parent, W_TRANS_UNIT))
        check_mid(checker, element, &checker->contents.resources);
    else if (is_core(element->parent->parent, W_ALT_TRANS))
        check_mid(checker, element, &checker->match.resources);
}

static void alternative_enter(struct checker *checker, struct element *element)
{
    contents_begin(checker, &checker->match, element);
    expect(checker, element, W_TOOL_ID, PENDING_TOOL);
    check_mid(checker, element, &checker->contents.resources);
}

const struct meaning meanings_xliff1[] = {
    {W_XLIFF, SPACE_XLIFF1, NULL, xliff_leave},
    {W_FILE, SPACE_XLIFF1, file_enter, file_leave},
    {W_TOOL, SPACE_XLIFF1, tool_enter, NULL},
    {W_PHASE, SPACE_XLIFF1, phase_enter, NULL},
    {W_COUNT_GROUP, SPACE_XLIFF1, count_group_enter, NULL},
    {W_COUNT, SPACE_XLIFF1, count_enter, NULL},
    {W_CONTEXT_GROUP, SPACE_XLIFF1, context_group_enter, NULL},
    {W_EXTERNAL_FILE, SPACE_XLIFF1, external_file_enter, NULL},
    {W_GROUP, SPACE_XLIFF1, group_enter, NULL},
    {W_TRANS_UNIT, SPACE_XLIFF1, unit_enter, unit_leave},
    {W_BIN_UNIT, SPACE_XLIFF1, unit_enter, unit_leave},
    {W_SOURCE, SPACE_XLIFF1, text_enter, text_leave},
    {W_SEG_SOURCE, SPACE_XLIFF1, text_enter, text_leave},
    {W_TARGET, SPACE_XLIFF1, text_enter, text_leave},
    {W_BIN_TARGET, SPACE_XLIFF1, count_enter, NULL},
    {W_ALT_TRANS, SPACE_XLIFF1, alternative_enter, NULL},
    {W_G, SPACE_XLIFF1, code_enter, NULL},
    {W_X, SPACE_XLIFF1, code_enter, NULL},
    {W_BX, SPACE_XLIFF1, code_enter, NULL},
    {W_EX, SPACE_XLIFF1, code_enter, NULL},
    {W_BPT, SPACE_XLIFF1, code_enter, NULL},
    {W_EPT, SPACE_XLIFF1, code_enter, NULL},
    {W_PH, SPACE_XLIFF1, code_enter, NULL},
    {W_IT, SPACE_XLIFF1, code_enter, NULL},
    {W_SUB, SPACE_XLIFF1, sub_enter, NULL},
    {W_MRK, SPACE_XLIFF1, mrk_enter, mrk_leave},
    {0},
};
