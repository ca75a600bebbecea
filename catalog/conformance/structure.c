// What the schemas say of structure: which elements where, how often, in which order; which attributes; their
// values.
#include "catalog/conformance/rules.h"

#include "base/nearest.h"
#include "catalog/locale.h"

#include <stdio.h>

// ---- children

static bool is_in_version(const struct checker *checker, uint8_t versions)
{
    return versions == 0 || (versions & checker->version);
}

static bool slot_takes(const struct checker *checker, const struct slot *slot, const struct element *parent,
                       const struct element *child)
{
    if (!is_in_version(checker, slot->versions))
        return false;
    if (slot->takes_any)
        return true;
    if (slot->takes_foreign && child->space != parent->space && child->space != SPACE_NONE)
        return true;
    enum space space = slot->space == SPACE_NONE ? parent->space : slot->space;
    if (child->space != space)
        return false;
    for (const uint16_t *word = slot->words; word && *word; word++)
        if (*word == child->word)
            return true;
    return false;
}

static const struct slot *slot_for(const struct checker *checker, const struct element *parent,
                                   const struct element *child)
{
    for (const struct slot *slot = parent->rule->slots; slot && !slot->ends; slot++)
        if (slot_takes(checker, slot, parent, child))
            return slot;
    return NULL;
}

static struct str tag_name(const struct checker *checker, const struct element *element)
{
    return brief(xml_name(checker->document, element->node));
}

// `source` or `unit or group`, for a message.
static const char *names_of_slot(const struct slot *slot, char *out, size_t size)
{
    size_t len = 0;
    for (const uint16_t *word = slot->words; word && *word && len < size; word++)
        len += (size_t)snprintf(out + len, size - len, "%s<%s>",
                                word == slot->words ? ""
                                : word[1]           ? ", "
                                                    : " or ",
                                word_name(*word));
    return out;
}

static void complain_of_missing(struct checker *checker, const struct element *parent,
                                const struct slot *slot, struct span span)
{
    char names[200];
    complain(checker, KIND_XLIFF_STRUCTURE, span,
             "Add it in front of what follows it in the order of the schema.", "<" STR_FORMAT "> lacks %s",
             STR_ARG(tag_name(checker, parent)), names_of_slot(slot, names, sizeof names));
}

static void complain_of_child(struct checker *checker, const struct element *parent,
                              const struct element *child)
{
    const struct slot *slot = slot_for(checker, parent, child);
    struct str name = tag_name(checker, child), outer = tag_name(checker, parent);
    struct span span = span_of_tag(checker, child);
    if (slot && slot->most == 1)
        complain(checker, KIND_XLIFF_STRUCTURE, span, "Keep one, and put it where the schema wants it.",
                 "<" STR_FORMAT "> is a second one in <" STR_FORMAT
                 ">, or stands behind what it must precede",
                 STR_ARG(name), STR_ARG(outer));
    else if (slot)
        complain(checker, child->space == checker->core ? KIND_XLIFF_STRUCTURE : KIND_XLIFF_EXTENSION, span,
                 "Move it in front of them.",
                 "<" STR_FORMAT "> stands behind elements of <" STR_FORMAT "> that it must precede",
                 STR_ARG(name), STR_ARG(outer));
    else if (child->space == SPACE_UNBOUND)
        return; // told already
    else if (child->space >= SPACE_RESERVED)
        complain(checker, KIND_XLIFF_EXTENSION, span, NULL,
                 "<" STR_FORMAT "> takes no elements of other namespaces, such as <" STR_FORMAT ">",
                 STR_ARG(outer), STR_ARG(name));
    else
        complain(checker, KIND_XLIFF_STRUCTURE, span, NULL,
                 "<" STR_FORMAT "> does not belong in <" STR_FORMAT ">", STR_ARG(name), STR_ARG(outer));
}

static bool has_room(const struct slot *slot, size_t count)
{
    return slot->most == MANY || count < slot->most;
}

static void complain_of_skipped(struct checker *checker, const struct frame *parent, size_t end,
                                struct span span)
{
    const struct slot *slots = parent->element->rule->slots;
    for (size_t at = parent->slot; at < end; at++)
        if ((at == parent->slot ? parent->in_slot : 0) < slots[at].least &&
            is_in_version(checker, slots[at].versions))
            complain_of_missing(checker, parent->element, &slots[at], span);
}

// Moves on in the sequence of the parent's slots to the one that takes the child.
static bool place_child(struct checker *checker, struct frame *parent, struct element *child)
{
    const struct slot *slots = parent->element->rule->slots;
    size_t at = parent->slot, count = parent->in_slot;
    while (slots && !slots[at].ends &&
           !(slot_takes(checker, &slots[at], parent->element, child) && has_room(&slots[at], count)))
        at++, count = 0;
    if (!slots || slots[at].ends) {
        complain_of_child(checker, parent->element, child);
        return false;
    }
    complain_of_skipped(checker, parent, at, span_of_tag(checker, child));
    // A foreign element does not count where the slot asks for words of XLIFF.
    bool counts = !slots[at].words || !slots[at].takes_foreign || child->space == parent->element->space;
    parent->slot = at;
    parent->in_slot = count + counts;
    // XLIFF's own elements as somebody's extension: `source` within res:source.
    if (child->space == checker->core && !slots[at].words)
        child->is_lax = true;
    if (slots[at].takes_any)
        child->rule = NULL;
    return true;
}

static void check_name(struct checker *checker, const struct element *element)
{
    if (element->space == SPACE_UNBOUND)
        complain(checker, KIND_XLIFF_NAMESPACE, span_of_tag(checker, element), NULL,
                 "the prefix of <" STR_FORMAT "> is not declared", STR_ARG(tag_name(checker, element)));
    else if (element->space == SPACE_RESERVED)
        complain(
            checker, KIND_XLIFF_EXTENSION, span_of_tag(checker, element),
            "Namespaces that begin with urn:oasis:names:tc:xliff: belong to XLIFF; look for a slip in it, or "
            "use one of your own.",
            "<" STR_FORMAT "> is in a namespace that XLIFF reserves and this version does not define",
            STR_ARG(tag_name(checker, element)));
    else if (element->space < SPACE_DEFINED && element->space > SPACE_XSI && !element->rule)
        complain(checker, element->space == checker->core ? KIND_XLIFF_STRUCTURE : KIND_XLIFF_MODULE,
                 span_of_tag(checker, element), NULL, "the namespace of %s has no element <" STR_FORMAT ">",
                 element->space == checker->core ? "XLIFF" : space_prefix(element->space),
                 STR_ARG(tag_name(checker, element)));
}

void structure_leave(struct checker *checker, struct frame *frame)
{
    const struct element_rule *rule = frame->element->rule;
    size_t end = 0;
    while (rule && rule->slots && !rule->slots[end].ends)
        end++;
    if (end > 0)
        complain_of_skipped(checker, frame, end, span_of_tag(checker, frame->element));
}

// ---- text

static bool is_conflict(struct str text)
{
    return str_find(text, STR("<<<<<<<"), 0) != STR_NONE ||
           str_find(text, STR("&lt;&lt;&lt;&lt;&lt;&lt;&lt;"), 0) != STR_NONE ||
           str_find(text, STR("======="), 0) != STR_NONE || str_find(text, STR(">>>>>>>"), 0) != STR_NONE;
}

void structure_text(struct checker *checker, struct frame *frame, const struct xml_node *text)
{
    const struct element *element = frame->element;
    if (frame->is_foreign || !element->rule || element->rule->takes_text)
        return;
    struct str raw = str_slice(checker->document->text, text->start, text->end);
    size_t ink = text->kind == XML_CDATA ? 0 : str_skip_blanks(raw, 0);
    if ((ink == raw.len && element->rule->slots) || frame->has_text_finding)
        return;
    frame->has_text_finding = true;
    size_t start = ink == raw.len ? text->start : text->start + ink;
    struct str rest = str_trim(str_from(raw, ink == raw.len ? 0 : ink));
    struct span span = {checker->document->path, checker->document->text, start,
                        ink == raw.len ? text->end : start + rest.len};
    complain(checker, KIND_XLIFF_TEXT, span,
             is_conflict(raw)
                 ? "This looks like a merge conflict that was not resolved: keep one of the two sides, and "
                   "remove its markers."
                 : NULL,
             "text stands in <" STR_FORMAT ">, which holds %s", STR_ARG(tag_name(checker, element)),
             element->rule->slots ? "elements only" : "nothing");
}

// ---- attributes

static const struct attribute_rule *rule_of_attribute(const struct checker *checker,
                                                      const struct element *element,
                                                      const struct attribute *attribute)
{
    if (!element->rule || attribute->word == W_NONE)
        return NULL;
    for (const struct attribute_rule *rule = element->rule->attributes; rule && rule->word; rule++)
        if (rule->word == attribute->word && rule->space == attribute->space &&
            is_in_version(checker, rule->versions))
            return rule;
    return NULL;
}

static const struct global_attribute_rule *global_rule(const struct attribute *attribute)
{
    for (const struct global_attribute_rule *rule = schema_attributes; rule->word; rule++)
        if (rule->word == attribute->word && rule->space == attribute->space)
            return rule;
    return NULL;
}

static bool is_of_schema_instance(const struct attribute *attribute)
{
    return attribute->space == SPACE_XSI &&
           (attribute->word == W_SCHEMA_LOCATION || attribute->word == W_TYPE || attribute->word == W_NIL ||
            attribute->word == W_NO_NAMESPACE_SCHEMA_LOCATION);
}

static bool is_open_to(const struct element *element, const struct attribute *attribute)
{
    if (!element->rule)
        return true;
    switch (element->rule->openness) {
    case OPEN_TO_ALL:
        return true;
    case OPEN_TO_OTHERS:
        return attribute->space != SPACE_NONE && attribute->space != element->space;
    case OPEN_TO_CODE_MODULES:
        return attribute->space == SPACE_FS || attribute->space == SPACE_SLR;
    case OPEN_TO_SEGMENT_MODULES:
        return attribute->space == SPACE_PGS;
    default:
        return false;
    }
}

// An attribute that is but a slip away from one that the element has, in 1.2, which takes any.
static void look_for_slip(struct checker *checker, const struct element *element,
                          const struct attribute *attribute)
{
    struct nearest nearest = nearest_to(attribute->name);
    for (const struct attribute_rule *rule = element->rule->attributes; rule && rule->word; rule++)
        if (rule->space == SPACE_NONE)
            nearest_offer(&nearest, str_of(word_name(rule->word)));
    if (nearest.found.len && nearest.distance <= 1 && attribute->name.len > 4)
        doubt(checker, KIND_XLIFF_ATTRIBUTE, span_of_attribute(checker, element, attribute), NULL,
              "<" STR_FORMAT "> has no attribute " STR_FORMAT "; did you mean " STR_FORMAT "?",
              STR_ARG(tag_name(checker, element)), STR_ARG(brief(attribute->name)), STR_ARG(nearest.found));
}

static void complain_of_attribute(struct checker *checker, const struct element *element,
                                  const struct attribute *attribute)
{
    bool is_foreign = attribute->space > SPACE_XSI && attribute->space != element->space;
    complain(checker, is_foreign ? KIND_XLIFF_EXTENSION : KIND_XLIFF_ATTRIBUTE,
             span_of_attribute(checker, element, attribute), NULL,
             is_foreign ? "<" STR_FORMAT "> takes no such attribute of another namespace: " STR_FORMAT
                        : "<" STR_FORMAT "> has no attribute " STR_FORMAT,
             STR_ARG(tag_name(checker, element)), STR_ARG(brief(attribute->name)));
}

// "pt_BR" is what lit-localize.json may call a locale, and then glot itself writes it.
static void hint_at_tag(struct checker *checker, struct diag *diag, struct str spelling)
{
    struct str tag = locale_canonical(spelling, checker->lasting);
    if (diag && tag.len)
        diag_hint(checker->diags, diag,
                  "Write `" STR_FORMAT "`. Where lit-localize.json calls the locale `" STR_FORMAT
                  "`, do so there first, and in the file's name.",
                  STR_ARG(tag), STR_ARG(brief(spelling)));
}

static void check_value(struct checker *checker, const struct element *element, struct attribute *attribute)
{
    enum type type = attribute->type;
    if (type_takes(type, attribute->value)) {
        if (type_collapses(type))
            attribute->value = str_trim(attribute->value);
        return;
    }
    struct diag *diag = complain(checker, is_language_type(type) ? KIND_XLIFF_LANGUAGE : KIND_XLIFF_VALUE,
                                 span_of_attribute(checker, element, attribute), NULL,
                                 STR_FORMAT "=\"" STR_FORMAT "\" on <" STR_FORMAT "> is not %s",
                                 STR_ARG(brief(attribute->name)), STR_ARG(brief(attribute->value)),
                                 STR_ARG(tag_name(checker, element)), type_meaning(type));
    if (is_language_type(type))
        hint_at_tag(checker, diag, attribute->value);
}

// One that another namespace than the element's defines.
static void check_global(struct checker *checker, const struct element *element, struct attribute *attribute)
{
    if (checker->version == V12 || attribute->space >= SPACE_DEFINED || attribute->space == SPACE_NONE ||
        attribute->space == SPACE_XSI)
        return;
    const struct global_attribute_rule *rule = global_rule(attribute);
    if (rule) {
        attribute->type = rule->type;
        check_value(checker, element, attribute);
    } else if (element->rule) {
        complain(checker, KIND_XLIFF_MODULE, span_of_attribute(checker, element, attribute), NULL,
                 "the %s namespace defines no attribute " STR_FORMAT, space_prefix(attribute->space),
                 STR_ARG(brief(attribute->name)));
    }
}

static void check_attribute(struct checker *checker, const struct element *element,
                            struct attribute *attribute)
{
    const struct attribute_rule *rule = rule_of_attribute(checker, element, attribute);
    if (attribute->space == SPACE_UNBOUND) {
        complain(checker, KIND_XLIFF_NAMESPACE, span_of_attribute(checker, element, attribute), NULL,
                 "the prefix of " STR_FORMAT " is not declared", STR_ARG(brief(attribute->name)));
    } else if (rule) {
        attribute->type = rule->type;
        check_value(checker, element, attribute);
    } else if (attribute->space == SPACE_RESERVED) {
        complain(checker, KIND_XLIFF_EXTENSION, span_of_attribute(checker, element, attribute), NULL,
                 STR_FORMAT " is in a namespace that XLIFF reserves and this version does not define",
                 STR_ARG(brief(attribute->name)));
    } else if (is_of_schema_instance(attribute)) {
        return;
    } else if (!is_open_to(element, attribute)) {
        complain_of_attribute(checker, element, attribute);
    } else if (attribute->space == SPACE_NONE && element->rule) {
        look_for_slip(checker, element, attribute);
    } else {
        check_global(checker, element, attribute);
    }
}

static void check_attributes(struct checker *checker, struct element *element)
{
    for (size_t i = 0; i < element->count; i++)
        check_attribute(checker, element, &element->attributes[i]);
    // Of the type ID wherever it stands.
    if (checker->version != V12)
        ids_claim(checker, &checker->xml_ids, element, attribute_of(element, SPACE_XML, W_ID),
                  "the xml:id of the document");
    if (!element->rule)
        return;
    for (const struct attribute_rule *rule = element->rule->attributes; rule && rule->word; rule++)
        if (rule->is_required && !attribute_of(element, rule->space, rule->word))
            complain(checker, KIND_XLIFF_ATTRIBUTE, span_of_tag(checker, element), "Add the attribute.",
                     "<" STR_FORMAT "> lacks the attribute %s%s, which it must have",
                     STR_ARG(tag_name(checker, element)), rule->space == SPACE_XML ? "xml:" : "",
                     word_name(rule->word));
}

// ---- an element

void structure_enter(struct checker *checker, struct element *element, struct frame *parent)
{
    bool is_placed = parent && parent->element->rule;
    check_name(checker, element);
    // What stands where it must not has no part in what surrounds it.
    if (is_placed && !place_child(checker, parent, element))
        element->is_lax = true;
    check_attributes(checker, element);
}
