// The entry: which version it is, one walk over the tree, and findings in order. See conformance.h.
#include "catalog/conformance.h"

#include "catalog/conformance/rules.h"

#include <stdlib.h>

// ---- the walk

static void inherit_language(struct frame *frame, const struct frame *parent)
{
    const struct attribute *own = attribute_of(frame->element, SPACE_XML, W_LANG);
    frame->has_language = own || (parent && parent->has_language);
    frame->language = own ? own->value : parent ? parent->language : (struct str){0};
}

static void enter(struct checker *checker, const struct xml_node *node)
{
    struct frame *parent = checker->depth ? frame_top(checker) : NULL;
    struct frame *frame = &checker->frames[checker->depth++];
    *frame = (struct frame){.bindings = checker->bindings.count};
    struct element *element = names_read(checker, node);
    frame->element = element;
    element->parent = parent ? parent->element : NULL;
    element->is_lax = parent && (parent->is_foreign || parent->element->is_lax);
    bool is_skipped = element->is_lax && checker->version == V12;
    const struct place_in_tables *place = element->space < SPACE_DEFINED && !is_skipped
                                              ? &checker->places[element->space][element->word]
                                              : NULL;
    element->rule = place ? place->rule : NULL;
    inherit_language(frame, parent);
    frame->is_foreign = true;
    if (is_skipped)
        return;
    structure_enter(checker, element, parent);
    frame->is_foreign = !element->rule;
    if (checker->version != V12)
        modules_attributes(checker, element);
    frame->meaning = place && !element->is_lax ? place->meaning : NULL;
    if (frame->meaning && frame->meaning->enter)
        frame->meaning->enter(checker, element);
}

static void leave(struct checker *checker)
{
    struct frame *frame = frame_top(checker);
    struct xml_node *unfolded = frame->unfolded;
    structure_leave(checker, frame);
    if (frame->meaning && frame->meaning->leave)
        frame->meaning->leave(checker, frame->element);
    if (unfolded)
        xml_fold(unfolded);
    checker->bindings.count = frame->bindings;
    checker->depth--;
}

// A folded unit has its children for as long as it is looked at.
static void unfold(struct checker *checker, struct xml_node *node)
{
    if (!node->is_folded)
        return;
    xml_unfold(checker->document, node, checker->unit ? &checker->passing : checker->lasting);
    frame_top(checker)->unfolded = node;
}

static void walk(struct checker *checker, struct xml_node *root)
{
    struct xml_node *node = root;
    for (;;) {
        if (node->kind == XML_ELEMENT) {
            enter(checker, node);
            unfold(checker, node);
        } else if (node->kind == XML_TEXT || node->kind == XML_CDATA)
            structure_text(checker, frame_top(checker), node);
        if (node->first) {
            node = node->first;
            continue;
        }
        if (node->kind == XML_ELEMENT)
            leave(checker);
        while (node != root && !node->next) {
            node = node->parent;
            leave(checker);
        }
        if (node == root)
            return;
        node = node->next;
    }
}

// ---- which version

bool conformance_applies(const struct xml_document *document)
{
    const struct xml_node *root = xml_root_element(document);
    return root && str_is(xml_local_name(xml_name(document, root)), "xliff");
}

const char *conformance_folded(struct str text)
{
    // A change track of a file tells of what is inside of its units, which come behind it.
    if (str_find(text, STR("changeTrack"), 0) != STR_NONE)
        return NULL;
    bool is_first = str_find(text, STR("<trans-unit"), 0) != STR_NONE ||
                    str_find(text, STR(":trans-unit"), 0) != STR_NONE;
    return is_first ? "trans-unit" : "unit";
}

// The namespace that the root's own prefix is bound to by the root.
static struct str namespace_of_root(const struct checker *checker, const struct xml_node *root)
{
    struct str prefix = xml_prefix(xml_name(checker->document, root));
    struct xml_attribute attribute = {0};
    while (xml_attribute_next(checker->document, root, &attribute)) {
        struct str declared = attribute.name;
        bool is_default = str_is(declared, "xmlns");
        if ((is_default && prefix.len == 0) ||
            (str_starts(declared, STR("xmlns:")) && prefix.len && str_equal(str_from(declared, 6), prefix)))
            return xml_decode_value(attribute.raw, checker->lasting);
    }
    return (struct str){0};
}

static const struct {
    const char *uri; // the end of it
    const char *version;
    enum version means;
} versions[] = {
    {"1.2", "1.2", V12},
    {"1.2", "1.1", V12},
    {"1.2", "1.0", V12},
    {"1.1", "1.1", V12},
    {"2.0", "2.0", V20},
    {"2.0", "2.1", V21},
    {"2.0", "2.2", V22}, // 2.2 promises to take documents of 2.0
                         // and 2.1
    {"2.2", "2.0", V22},
    {"2.2", "2.1", V22},
    {"2.2", "2.2", V22},
};

static enum version version_of(struct str uri, struct str version)
{
    struct str end = str_from(uri, strlen("urn:oasis:names:tc:xliff:document:"));
    for (size_t i = 0; i < sizeof versions / sizeof *versions; i++)
        if (str_is(end, versions[i].uri) && str_is(version, versions[i].version))
            return versions[i].means;
    return 0;
}

// What a document without a namespace, or with a wrong version, is judged by.
static enum version guess(enum space core, struct str uri, struct str version)
{
    if (core == SPACE_XLIFF1)
        return V12;
    if (core == SPACE_XLIFF2)
        return str_ends(uri, STR("2.2")) ? V22 : V20;
    return str_starts(version, STR("2")) ? V20 : V12;
}

static bool find_version(struct checker *checker, const struct xml_node *root)
{
    struct xml_attribute attribute;
    struct str uri = str_trim(namespace_of_root(checker, root));
    bool has_version = xml_attribute_find(checker->document, root, "version", &attribute);
    struct str version = has_version ? xml_decode_value(attribute.raw, checker->lasting) : (struct str){0};
    enum space space = names_space_of_uri(uri);
    checker->core_is_unbound =
        space == SPACE_NONE && str_find_byte(xml_name(checker->document, root), ':', 0) == STR_NONE;
    checker->version = guess(space, uri, version);
    checker->core = checker->version == V12 ? SPACE_XLIFF1 : SPACE_XLIFF2;
    struct span tag = xml_tag_span(checker->document, root);
    if (checker->core_is_unbound)
        doubt(checker, KIND_XLIFF_NAMESPACE, tag,
              "Declare it: xmlns=\"urn:oasis:names:tc:xliff:document:1.2\", or :2.0 or :2.2 for XLIFF 2.",
              "the document is in no namespace; most tools will find nothing in it");
    else if (space != SPACE_XLIFF1 && space != SPACE_XLIFF2)
        complain(checker, KIND_XLIFF_VERSION, tag, NULL,
                 "\"" STR_FORMAT "\" is not the namespace of an XLIFF that glot knows", STR_ARG(brief(uri)));
    if (!checker->core_is_unbound && space != SPACE_XLIFF1 && space != SPACE_XLIFF2)
        return false;
    enum version known = version_of(uri, version);
    if (has_version && !checker->core_is_unbound && !known)
        complain(
            checker, KIND_XLIFF_VERSION,
            (struct span){checker->document->path, checker->document->text, attribute.start, attribute.end},
            NULL, "version \"" STR_FORMAT "\" does not go with the namespace " STR_FORMAT,
            STR_ARG(brief(version)), STR_ARG(brief(uri)));
    checker->version = known ? known : checker->version;
    return true;
}

// ---- the order of findings

struct rank {
    size_t start, number;
};

static int compare_ranks(const void *a, const void *b)
{
    const struct rank *first = a, *second = b;
    if (first->start != second->start)
        return first->start < second->start ? -1 : 1;
    return first->number < second->number ? -1 : first->number > second->number;
}

// Rules speak at the end of a unit or file; people read from top to bottom.
static void sort_findings(struct diags *diags, size_t first, struct arena *scratch)
{
    size_t count = diags->count - first;
    if (count < 2)
        return;
    struct rank *ranks = arena_space(scratch, sizeof *ranks, count);
    struct diag *sorted = arena_space(scratch, sizeof *sorted, count);
    for (size_t i = 0; i < count; i++)
        ranks[i] = (struct rank){diags->at[first + i].span.start, i};
    qsort(ranks, count, sizeof *ranks, compare_ranks);
    for (size_t i = 0; i < count; i++)
        sorted[i] = diags->at[first + ranks[i].number];
    memcpy(&diags->at[first], sorted, count * sizeof *sorted);
}

bool conformance_check(const struct xml_document *document, const struct conformance_options *options,
                       struct arena *scratch, struct diags *diags)
{
    struct checker checker = {
        .document = document, .is_strict = options->strict, .lasting = scratch, .diags = diags};
    struct xml_node *root = xml_root_element(document);
    size_t first = diags->count;
    if (!conformance_applies(document)) {
        complain(&checker, KIND_XLIFF_VERSION,
                 root ? xml_tag_span(document, root) : span_file(document->path), NULL,
                 "this is not an XLIFF document: its root element is not <xliff>");
        return false;
    }
    if (find_version(&checker, root)) {
        names_prepare(&checker);
        walk(&checker, root);
    }
    arena_free(&checker.passing);
    sort_findings(diags, first, scratch);
    return checker.errors == 0;
}
