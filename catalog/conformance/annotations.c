// XLIFF 2.x: annotations, and where their references and those of matches, glossary entries and notes point
// to.
#include "catalog/conformance/rules.h"

static void check_comment(struct checker *checker, const struct element *mark)
{
    const struct attribute *value = attribute_named(mark, W_VALUE), *ref = attribute_named(mark, W_REF);
    if (value && ref)
        complain(checker, KIND_XLIFF_ANNOTATION, span_of_attribute(checker, mark, ref),
                 "Remove one of the two.", "a comment annotation has both value and ref");
    else if (!value && !ref)
        complain(checker, KIND_XLIFF_ANNOTATION, span_of_tag(checker, mark),
                 "Give the comment by value, or a note of the unit by ref=\"#n=…\".",
                 "a comment annotation has neither value nor ref");
}

void annotation_enter(struct checker *checker, struct element *mark)
{
    struct str type = value_of(mark, W_TYPE);
    const struct attribute *ref = attribute_named(mark, W_REF);
    if (str_is(type, "comment"))
        check_comment(checker, mark);
    if (str_starts(type, STR("xlf:")))
        complain(checker, KIND_XLIFF_ANNOTATION, span_of_value(checker, mark, W_TYPE), NULL,
                 "the prefix xlf is XLIFF's own, and it defines no \"" STR_FORMAT "\"", STR_ARG(brief(type)));
    if (str_is(type, "mtc:match") && ref)
        complain(checker, KIND_XLIFF_ANNOTATION, span_of_attribute(checker, mark, ref), NULL,
                 "an annotation of type mtc:match has no ref; the matches refer to it");
    await_reference(checker, mark);
}

// ---- where references lead

static bool is_own(struct str id, struct str own)
{
    return id.len == 0 || str_equal(id, own);
}

// Whether the fragment's leaf is sought in the unit that it stands in.
static bool is_in_own_unit(const struct checker *checker, const struct fragment *fragment)
{
    if (fragment->unit.len)
        return is_own(fragment->file, checker->file_id) &&
               str_equal(fragment->unit, value_of(checker->unit, W_ID));
    return fragment->file.len == 0 && fragment->group.len == 0;
}

// Whose ids a prefix stands for within the unit. NULL where they are not kept.
static const struct ids *ids_of_prefix(const struct checker *checker, struct str prefix)
{
    const struct contents *unit = &checker->contents;
    static const char *const others[] = {"mda", "slr", "val", "fs", "ctr", "its", "itsm", "pgs"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (str_is(prefix, others[i]))
            return NULL;
    return str_is(prefix, "n")     ? &unit->notes
           : str_is(prefix, "d")   ? &unit->data
           : str_is(prefix, "t")   ? &unit->codes[TARGET_SIDE]
           : str_is(prefix, "gls") ? &checker->glossary
           : str_is(prefix, "mtc") ? &checker->matches
           : str_is(prefix, "res") ? &unit->resources
           : prefix.len == 0       ? &unit->codes[SOURCE_SIDE]
                                   : &unit->extensions;
}

static bool has_leaf(const struct checker *checker, const struct fragment *fragment)
{
    const struct ids *ids = ids_of_prefix(checker, fragment->prefix);
    return fragment->leaf.len == 0 || !ids || ids_find(ids, fragment->leaf);
}

// Within a match, what has no prefix may be of the match.
static bool is_of_match(const struct element *element, const struct fragment *fragment)
{
    return !str_is(fragment->prefix, "n") && element->word != W_MATCH &&
           ancestor_of(element, SPACE_MTC, W_MATCH);
}

static void follow(struct checker *checker, const struct fragment *fragment, const struct attribute *ref)
{
    struct pending pending = {.start = ref->start, .end = ref->end};
    if (fragment->file.len) {
        pending.what = PENDING_FILE, pending.id = fragment->file;
        wait_for(checker, &checker->pending, pending);
    }
    if (!is_own(fragment->file, checker->file_id))
        return;
    if (fragment->group.len) {
        pending.what = PENDING_GROUP, pending.id = fragment->group;
        wait_for(checker, &checker->file.pending, pending);
    }
    if (fragment->unit.len) {
        pending.what = PENDING_UNIT, pending.id = fragment->unit;
        wait_for(checker, &checker->file.pending, pending);
    }
}

// Comments refer to a note of their unit; matches and glossary entries to a span of its text.
static void check_place(struct checker *checker, const struct element *element, const struct attribute *ref,
                        const struct fragment *fragment)
{
    bool is_comment = element->space == SPACE_XLIFF2 && value_is(element, W_TYPE, "comment");
    bool is_span = element->space == SPACE_MTC || element->space == SPACE_GLS;
    bool is_right_leaf = is_comment ? str_is(fragment->prefix, "n")
                         : is_span  ? fragment->prefix.len == 0 || str_is(fragment->prefix, "t")
                                    : true;
    bool is_here = is_in_own_unit(checker, fragment);
    struct span span = span_of_attribute(checker, element, ref);
    struct str value = brief(ref->value);
    if ((is_comment || is_span) && (!is_here || !is_right_leaf || fragment->leaf.len == 0))
        complain(checker, is_comment ? KIND_XLIFF_ANNOTATION : KIND_XLIFF_REFERENCE, span, NULL,
                 is_comment ? "ref=\"" STR_FORMAT "\" must be a note of the same unit, as in #n=1"
                            : "ref=\"" STR_FORMAT "\" must be a span of text of the same unit, as in #m1",
                 STR_ARG(value));
    else if (is_here && !is_of_match(element, fragment) && !has_leaf(checker, fragment))
        complain(checker, is_comment ? KIND_XLIFF_ANNOTATION : KIND_XLIFF_REFERENCE, span, NULL,
                 "ref=\"" STR_FORMAT "\" leads to nothing in this unit", STR_ARG(value));
    else
        follow(checker, fragment, ref);
}

static void check_reference(struct checker *checker, const struct element *element)
{
    const struct attribute *ref = attribute_named(element, W_REF);
    bool must_be_fragment = element->space == SPACE_MTC ||
                            (element->space == SPACE_XLIFF2 && value_is(element, W_TYPE, "comment"));
    if (!ref)
        return;
    if (!str_starts(ref->value, STR("#"))) {
        if (must_be_fragment)
            complain(checker, KIND_XLIFF_FRAGMENT_ID, span_of_attribute(checker, element, ref), NULL,
                     "ref=\"" STR_FORMAT "\" must be a fragment identifier, which begins with #",
                     STR_ARG(brief(ref->value)));
        return;
    }
    struct fragment fragment;
    const char *reason = "";
    if (!fragment_read(str_from(ref->value, 1), &fragment, &reason))
        complain(checker, KIND_XLIFF_FRAGMENT_ID, span_of_attribute(checker, element, ref), NULL,
                 "\"" STR_FORMAT "\" is no fragment identifier of XLIFF: %s", STR_ARG(brief(ref->value)),
                 reason);
    else
        check_place(checker, element, ref, &fragment);
}

// Once a unit ends: notes stand behind the matches that may refer to them.
void references_check(struct checker *checker)
{
    for (size_t i = 0; i < checker->contents.references.count; i++)
        check_reference(checker, checker->contents.references.at[i]);
}
