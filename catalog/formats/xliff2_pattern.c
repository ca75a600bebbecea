// Patterns of XLIFF 2, printed. See xliff2_print.h.
//
// Code that a unit holds already is copied with all its attributes. New code is written as section 4.7 of the
// specification wants it from extractors: `ph` for what stands alone, `pc` for pairs that are well nested,
// `sc` and `ec` for others, `isolated` where a half has no partner.
#include "catalog/formats/xliff2_print.h"

enum { pair_depth_greatest = 40 }; // deeper ones are no elements in elements: see xml_greatest_depth

// What is printed for one part of a pattern.
enum form { FORM_TEXT, FORM_PLACEHOLDER, FORM_PAIR, FORM_HALF, FORM_ISOLATED };

struct plan {
    enum form form;
    bool is_closed;   // an opening half whose partner was met
    bool is_copy;     // `known` is of another one with the same code
    size_t partner;   // FORM_PAIR and FORM_HALF
    size_t number;    // which of the codes of its kind and name, from 1 on
    struct str known; // the bytes of its tag in the unit, or {NULL, 0}
    struct str id;
};

struct plans {
    struct xliff2_coder *coder;
    const struct part_list *parts;
    struct plan *at;
};

// ---- planning: which halves belong together

static bool is_half(struct str raw)
{
    return xliff2_is_tag(raw) && !str_is(xliff2_tag_name(raw), "pc");
}

static void pair_up(struct plans *plans, size_t open, size_t close)
{
    plans->at[open].form = plans->at[close].form = FORM_HALF;
    plans->at[open].partner = close;
    plans->at[close].partner = open;
}

// Halves of one name belong together, the nearest first.
static void pair_by_name(struct plans *plans)
{
    struct arena *arena = plans->coder->arena;
    size_t *earlier = arena_array(arena, size_t, plans->parts->count);
    struct map open = {0}; // name → number of the last one that is open + 1
    for (size_t i = 0; i < plans->parts->count; i++) {
        const struct part *part = &plans->parts->at[i];
        if (part_kind(part) != PART_OPEN && part_kind(part) != PART_CLOSE)
            continue;
        struct map_entry *last = map_entry(&open, part_name(part), arena);
        if (part_kind(part) == PART_OPEN) {
            earlier[i] = (size_t)(uintptr_t)last->value;
            last->value = (void *)(uintptr_t)(i + 1);
        } else if (last->value) {
            size_t opened = (size_t)(uintptr_t)last->value - 1;
            last->value = (void *)(uintptr_t)earlier[opened];
            pair_up(plans, opened, i);
        }
    }
}

// Extractors may number each tag: then the nearest two that are left belong together. Not so what the file
// keeps as halves: it knows.
static void pair_by_place(struct plans *plans)
{
    size_t *open = arena_array(plans->coder->arena, size_t, plans->parts->count), count = 0;
    for (size_t i = 0; i < plans->parts->count; i++) {
        enum part_kind kind = part_kind(&plans->parts->at[i]);
        if (plans->at[i].form != FORM_ISOLATED || is_half(plans->at[i].known))
            continue;
        if (kind == PART_OPEN)
            open[count++] = i;
        else if (kind == PART_CLOSE && count > 0)
            pair_up(plans, open[--count], i);
    }
}

static bool is_close_of(struct plans *plans, size_t open, size_t close)
{
    struct str raw = plans->at[open].known;
    if (!raw.at)
        return true;
    return str_is(xliff2_tag_name(raw), "pc") && plans->at[close].known.at &&
           !xliff2_is_tag(plans->at[close].known);
}

// Pairs that nest become elements with content.
static void find_nested(struct plans *plans)
{
    size_t *open = arena_array(plans->coder->arena, size_t, plans->parts->count), count = 0;
    for (size_t i = 0; i < plans->parts->count; i++) {
        if (plans->at[i].form != FORM_HALF)
            continue;
        if (part_kind(&plans->parts->at[i]) == PART_OPEN) {
            open[count++] = i;
            continue;
        }
        size_t opened = plans->at[i].partner;
        if (count > 0 && open[count - 1] == opened && count <= pair_depth_greatest &&
            is_close_of(plans, opened, i))
            plans->at[i].form = plans->at[opened].form = FORM_PAIR;
        plans->at[opened].is_closed = true;
        while (count > 0 && plans->at[open[count - 1]].is_closed)
            count--;
    }
}

static void find_known(struct plans *plans)
{
    struct arena *arena = plans->coder->arena;
    struct map counts = {0}, texts = {0};
    for (size_t i = 0; i < plans->parts->count; i++) {
        const struct part *part = &plans->parts->at[i];
        struct plan *plan = &plans->at[i];
        if (part_kind(part) == PART_TEXT)
            continue;
        bool is_half_kind = part_kind(part) == PART_OPEN || part_kind(part) == PART_CLOSE;
        plan->form = is_half_kind ? FORM_ISOLATED : FORM_PLACEHOLDER;
        size_t base = plans->coder->base, number = xliff2_count_code(&texts, part, true, arena);
        plan->number = base + xliff2_count_code(&counts, part, false, arena);
        const struct str *known = xliff2_known_code(plans->coder, part, base + number);
        plan->is_copy = !known && number > 1;
        if (plan->is_copy)
            known = xliff2_known_code(plans->coder, part, base + 1);
        plan->known = known ? *known : (struct str){0};
    }
}

// Ids are unique within a text. A half that closes shares its partner's.
static void find_ids(struct plans *plans)
{
    struct xliff2_coder *coder = plans->coder;
    struct map used = {0};
    for (size_t i = 0; i < plans->parts->count; i++) {
        const struct part *part = &plans->parts->at[i];
        struct plan *plan = &plans->at[i];
        bool shares = part_kind(part) == PART_CLOSE && plan->form != FORM_ISOLATED;
        if (plan->form == FORM_TEXT || shares)
            continue;
        if (xliff2_is_tag(plan->known) && !plan->is_copy)
            plan->id = xliff2_tag_value(plan->known, "id", coder->arena);
        if (plan->id.len == 0)
            plan->id = xliff2_code_id(coder, part, plan->number);
        if (map_has(&used, plan->id))
            plan->id = xliff2_new_id(coder, plan->id);
        map_set(&used, plan->id, plan, coder->arena);
    }
}

static void make_plans(struct xliff2_coder *coder, const struct part_list *parts, struct plans *out)
{
    *out = (struct plans){coder, parts, arena_array(coder->arena, struct plan, parts->count)};
    find_known(out);
    pair_by_name(out);
    pair_by_place(out);
    find_nested(out);
    find_ids(out);
}

// ---- printing tags

// How a tag differs from the one that it is copied from.
struct tag {
    const char *element;
    const char *end; // ">" or "/>"
    struct str model;
    const char *side,
        *other_side; // of a `pc` that comes apart: the ending of attributes to take and to leave
    struct str id, start_ref, copy_of; // empty: none
    bool is_isolated;
};

// `dispStart`: an attribute of one side of a `pc`, as the specification has them.
static bool is_of_side(struct str name, const char *side)
{
    static const char *const stems[] = {"dataRef", "disp", "equiv", "subFlows"};
    bool is_one = false;
    for (size_t i = 0; i < sizeof stems / sizeof *stems && side; i++)
        is_one |= str_starts(name, str_of(stems[i])) && str_is(str_from(name, strlen(stems[i])), side);
    return is_one;
}

// Whether another attribute of the `pc` will bear that name: `dispStart` beside a `disp`, which is none of
// its.
static bool is_taken(const struct tag *tag, const struct xml_document *document, const struct xml_node *node,
                     struct str name)
{
    struct xml_attribute other = {0};
    while (tag->side && xml_attribute_next(document, node, &other))
        if (is_of_side(other.name, tag->side) && str_starts(other.name, name) &&
            other.name.len == name.len + strlen(tag->side))
            return true;
    return false;
}

// Attributes that say where the code stands are given anew; others are copied.
static void copy_attributes(struct xliff2_printer *printer, const struct tag *tag)
{
    static const char *const places[] = {"id", "startRef", "isolated", "copyOf"};
    struct xml_document document;
    struct xml_node node;
    struct xml_attribute attribute = {0};
    xliff2_tag_open(tag->model, &document, &node);
    while (xml_attribute_next(&document, &node, &attribute)) {
        bool is_left =
            is_of_side(attribute.name, tag->other_side) || is_taken(tag, &document, &node, attribute.name) ||
            (str_is(attribute.name, "dir") && strcmp(tag->element, "ec") == 0 && !tag->is_isolated);
        for (size_t i = 0; i < sizeof places / sizeof *places; i++)
            is_left |= str_is(attribute.name, places[i]);
        if (is_left)
            continue;
        size_t cut = is_of_side(attribute.name, tag->side) ? strlen(tag->side) : 0;
        struct str name = str_slice(attribute.name, 0, attribute.name.len - cut);
        char quote = document.text.at[attribute.end - 1];
        buf_print(printer->out, " " STR_FORMAT "=%c" STR_FORMAT "%c", STR_ARG(name), quote,
                  STR_ARG(attribute.raw), quote);
    }
}

static void print_tag_start(struct xliff2_printer *printer, const struct tag *tag)
{
    xliff2_print_open(printer, tag->element);
    if (tag->id.len)
        xliff2_print_attribute(printer, "id", tag->id);
    if (tag->start_ref.len)
        xliff2_print_attribute(printer, "startRef", tag->start_ref);
    if (tag->copy_of.len)
        xliff2_print_attribute(printer, "copyOf", tag->copy_of);
    if (tag->is_isolated)
        buf_text(printer->out, " isolated=\"yes\"");
}

static void print_copy(struct xliff2_printer *printer, const struct tag *tag)
{
    print_tag_start(printer, tag);
    copy_attributes(printer, tag);
    buf_text(printer->out, tag->end);
}

// ---- printing code

static void print_references(struct xliff2_coder *coder, const struct part *part, const char *side)
{
    static const char *const names[][2] = {
        {"dataRef", "disp"}, {"dataRefStart", "dispStart"}, {"dataRefEnd", "dispEnd"}};
    const char *const *row = names[!side ? 0 : strcmp(side, "Start") == 0 ? 1 : 2];
    const char *mark = part_name(part).len && !xliff2_has_braces(part_name(part)) ? "" : XLIFF2_NAME_MARK;
    struct str shown = arena_print(coder->arena, "%s{" STR_FORMAT "}", mark, STR_ARG(part_name(part)));
    xliff2_print_attribute(coder->printer, row[0], xliff2_data_id(coder, part->text));
    xliff2_print_attribute(coder->printer, row[1], shown);
}

static const char *type_of(const struct part *part)
{
    if (part_kind(part) == PART_PLACEHOLDER)
        return " equiv=\"\" type=\"ui\" subType=\"xlf:var\" canCopy=\"no\" canDelete=\"no\"";
    if (str_starts(part->text, STR("<br")) && part_kind(part) == PART_STANDALONE)
        return " type=\"fmt\" subType=\"xlf:lb\"";
    return str_starts(part->text, STR("<a ")) ? " type=\"link\"" : " type=\"fmt\"";
}

// A placeholder, or a half.
static void print_single(struct plans *plans, size_t i, const char *element)
{
    const struct part *part = &plans->parts->at[i];
    const struct plan *plan = &plans->at[i];
    struct xliff2_printer *printer = plans->coder->printer;
    bool is_isolated = plan->form == FORM_ISOLATED, has_partner = plan->form == FORM_HALF;
    bool refers = part_kind(part) == PART_CLOSE && has_partner;
    struct tag tag = {.element = element,
                      .end = "/>",
                      .model = plan->known,
                      .id = !refers ? plan->id : (struct str){0},
                      .start_ref = refers ? plans->at[plan->partner].id : (struct str){0},
                      .is_isolated = is_isolated};
    if (xliff2_is_tag(plan->known)) {
        bool is_pair = str_is(xliff2_tag_name(plan->known), "pc");
        tag.side = is_pair ? "Start" : NULL;
        tag.other_side = is_pair ? "End" : NULL;
        bool has_data =
            xliff2_tag_value(plan->known, is_pair ? "dataRefStart" : "dataRef", plans->coder->arena).len;
        if (plan->is_copy && !has_data)
            tag.copy_of = xliff2_tag_value(plan->known, "id", plans->coder->arena);
        print_copy(printer, &tag);
        return;
    }
    print_tag_start(printer, &tag);
    print_references(plans->coder, part, NULL);
    buf_text(printer->out, type_of(part));
    buf_text(printer->out, "/>");
}

static bool is_same_tag(const struct plans *plans, size_t i)
{
    const struct plan *plan = &plans->at[i];
    struct arena *arena = plans->coder->arena;
    if (!xliff2_is_tag(plan->known) || plan->is_copy)
        return false;
    if (plan->form == FORM_PLACEHOLDER) // whatever else a file has between texts is copied as it is
        return !str_is(xliff2_tag_name(plan->known), "ph") ||
               str_equal(plan->id, xliff2_tag_value(plan->known, "id", arena));
    bool was_isolated = str_is(xliff2_tag_value(plan->known, "isolated", arena), "yes");
    bool is_closing = part_kind(&plans->parts->at[i]) == PART_CLOSE;
    if (was_isolated != (plan->form == FORM_ISOLATED) || str_is(xliff2_tag_name(plan->known), "pc"))
        return false;
    return is_closing && plan->form == FORM_HALF
               ? str_equal(plans->at[plan->partner].id, xliff2_tag_value(plan->known, "startRef", arena))
               : str_equal(plan->id, xliff2_tag_value(plan->known, "id", arena));
}

// Its end tag will have that prefix.
static bool has_prefix(struct str raw, struct str prefix)
{
    return str_starts(str_from(raw, 1), prefix) && str_starts(str_from(raw, 1 + prefix.len), STR("pc"));
}

static void print_pair_start(struct plans *plans, size_t i)
{
    const struct plan *plan = &plans->at[i];
    struct xliff2_printer *printer = plans->coder->printer;
    struct tag tag = {.element = "pc", .end = ">", .model = plan->known, .id = plan->id};
    bool has_model = xliff2_is_tag(plan->known);
    if (has_model && plan->is_copy &&
        xliff2_tag_value(plan->known, "dataRefStart", plans->coder->arena).len == 0)
        tag.copy_of = xliff2_tag_value(plan->known, "id", plans->coder->arena);
    bool is_alike = has_model && has_prefix(plan->known, printer->prefix) &&
                    str_equal(plan->id, xliff2_tag_value(plan->known, "id", plans->coder->arena));
    if (is_alike && !plan->is_copy && !str_ends(plan->known, STR("/>"))) {
        buf_add(printer->out, plan->known);
    } else if (has_model) {
        print_copy(printer, &tag);
    } else {
        print_tag_start(printer, &tag);
        print_references(plans->coder, &plans->parts->at[i], "Start");
        print_references(plans->coder, &plans->parts->at[plan->partner], "End");
        buf_print(printer->out, "%s>", type_of(&plans->parts->at[i]));
    }
}

static void print_code(struct plans *plans, size_t i)
{
    const struct plan *plan = &plans->at[i];
    struct xliff2_printer *printer = plans->coder->printer;
    bool opens = part_kind(&plans->parts->at[i]) == PART_OPEN;
    if (plan->form == FORM_PAIR && opens)
        print_pair_start(plans, i);
    else if (plan->form == FORM_PAIR && has_prefix(str_from(plan->known, 1), printer->prefix))
        buf_add(printer->out, plan->known);
    else if (plan->form == FORM_PAIR)
        xliff2_print_close(printer, "pc");
    else if (is_same_tag(plans, i))
        buf_add(printer->out, plan->known);
    else
        print_single(plans, i, plan->form == FORM_PLACEHOLDER ? "ph" : opens ? "sc" : "ec");
}

void xliff2_print_pattern(struct xliff2_coder *coder, const struct pattern *pattern)
{
    struct plans plans;
    make_plans(coder, &pattern->parts, &plans);
    for (size_t i = 0; i < pattern->parts.count; i++)
        if (part_kind(&pattern->parts.at[i]) == PART_TEXT)
            xliff2_print_text(coder->printer, pattern->parts.at[i].text);
        else
            print_code(&plans, i);
}
