// The texts of a unit. See xliff2_parts.h.
#include "catalog/formats/xliff2_parts.h"

#include "base/hash.h"
#include "base/utf.h"

#include <stdlib.h>

// ---- texts

// Lists grow by doubling: what is kept is copied to its size.
static void keep_parts(struct pattern *pattern, struct arena *arena)
{
    struct part_list *parts = &pattern->parts;
    if (parts->count == parts->capacity)
        return;
    struct part *kept = arena_space(arena, sizeof *kept, parts->count);
    if (parts->count)
        memcpy(kept, parts->at, parts->count * sizeof *kept);
    *parts = (struct part_list){kept, parts->count, parts->count};
}

void xliff2_text_read(const struct xliff2_text *text, const struct xml_node *data,
                      const struct xml_node *const *elements, size_t count, struct pattern *out)
{
    struct xliff2_contents contents = {.document = text->document,
                                       .arena = text->arena,
                                       .scratch = text->scratch,
                                       .code = text->code,
                                       .out = out};
    *out = (struct pattern){0};
    xliff2_contents_open(&contents, data);
    for (size_t i = 0; i < count; i++)
        xliff2_contents_read(&contents, elements[i]);
    xliff2_contents_end(&contents);
    keep_parts(out, text->arena);
}

// ---- parts

static int by_order(const void *a, const void *b)
{
    const struct xliff2_part *x = *(struct xliff2_part *const *)a, *y = *(struct xliff2_part *const *)b;
    int order = (x->order > y->order) - (x->order < y->order);
    return order ? order : (x > y) - (x < y);
}

static void add_part(struct xliff2_parts *parts, struct xml_node *element)
{
    const struct xliff2_document *document = parts->document;
    struct xliff2_part *part = &parts->at[parts->count++];
    *part = (struct xliff2_part){.element = element,
                                 .source = xliff2_child(document, element, XLIFF2_CORE, "source"),
                                 .target = xliff2_child(document, element, XLIFF2_CORE, "target"),
                                 .is_segment = xliff2_is_core(document, element, "segment"),
                                 .order = parts->count};
    parts->targets[parts->count - 1] = part;
    parts->has_target |= part->target != NULL;
    struct xml_attribute order;
    if (!part->target || !xml_attribute_find(&document->xml, part->target, "order", &order))
        return;
    size_t number = 0;
    for (size_t i = 0; i < order.raw.len && i < 9 && order.raw.at[i] >= '0' && order.raw.at[i] <= '9'; i++)
        number = number * 10 + (size_t)(order.raw.at[i] - '0');
    part->order = number ? number : part->order;
}

void xliff2_parts_find(const struct xliff2_document *document, struct xml_node *unit, struct arena *scratch,
                       struct xliff2_parts *out)
{
    size_t count = 0;
    *out = (struct xliff2_parts){.document = document, .scratch = scratch, .unit = unit};
    out->data = xliff2_child(document, unit, XLIFF2_CORE, "originalData");
    for (const struct xml_node *node = unit->first; node; node = node->next)
        count += xliff2_is_part(document, node);
    out->at = arena_array(scratch, struct xliff2_part, count);
    out->targets = arena_array(scratch, struct xliff2_part *, count);
    for (struct xml_node *node = unit->first; node; node = node->next)
        if (xliff2_is_part(document, node))
            add_part(out, node);
    if (count > 1)
        qsort(out->targets, count, sizeof *out->targets, by_order);
}

// ---- units

static struct range range_inside(const struct xml_node *first, const struct xml_node *last)
{
    return first && last ? byte_range(first->open_end, last->close_start) : (struct range){0};
}

static void read_source(const struct xliff2_parts *parts, const struct xliff2_text *text, struct unit *unit)
{
    const struct xml_node **sources = arena_array(parts->scratch, const struct xml_node *, parts->count);
    size_t count = 0;
    for (size_t i = 0; i < parts->count; i++)
        if (parts->at[i].source)
            sources[count++] = parts->at[i].source;
    xliff2_text_read(text, parts->data, sources, count, &unit->source);
    if (count)
        unit->source_bytes = range_inside(sources[0], sources[count - 1]);
}

// Where a part has no target its source stands: the text between sentences that nobody translates.
static void read_target(const struct xliff2_parts *parts, const struct xliff2_text *text, struct unit *unit)
{
    const struct xml_node **targets = arena_array(parts->scratch, const struct xml_node *, parts->count);
    size_t count = 0;
    for (size_t i = 0; i < parts->count; i++) {
        const struct xliff2_part *part = parts->targets[i];
        const struct xml_node *element = part->target ? part->target : part->source;
        if (element)
            targets[count++] = element;
    }
    xliff2_text_read(text, parts->data, targets, count, &unit->target);
    for (size_t i = 0; i < parts->count; i++)
        if (parts->at[i].target && unit->target_bytes.end == 0)
            unit->target_bytes = range_inside(parts->at[i].target, parts->at[i].target);
}

// *is_said: it says itself that it is done.
static enum unit_state state_of(const struct xliff2_parts *parts, const struct xliff2_part *part,
                                bool *is_said)
{
    struct xml_attribute attribute, sub = {0};
    bool has_state = xml_attribute_find(&parts->document->xml, part->element, "state", &attribute);
    xml_attribute_find(&parts->document->xml, part->element, "subState", &sub);
    enum unit_state state = xliff2_state_of(attribute.raw, sub.raw);
    *is_said = has_state && state != UNIT_NEW;
    return state;
}

enum unit_state xliff2_parts_state(const struct xliff2_parts *parts)
{
    enum unit_state state = UNIT_FINAL;
    bool is_said;
    for (size_t i = 0; i < parts->count; i++)
        if (parts->at[i].is_segment && parts->at[i].target)
            state = xliff2_earlier(state, state_of(parts, &parts->at[i], &is_said));
    return state;
}

// A segment without a target is the earliest. *is_said: each says that it is done.
static enum unit_state read_state(const struct xliff2_parts *parts, bool *is_said)
{
    enum unit_state state = xliff2_parts_state(parts);
    *is_said = true;
    for (size_t i = 0; i < parts->count; i++) {
        bool says_so;
        if (!parts->at[i].is_segment)
            continue;
        if (!parts->at[i].target)
            state = UNIT_NEW;
        state_of(parts, &parts->at[i], &says_so);
        *is_said &= says_so;
    }
    return state;
}

void xliff2_parts_read(const struct xliff2_parts *parts, struct arena *arena, struct unit *unit)
{
    const struct xliff2_text text = {parts->document, arena, parts->scratch, NULL};
    read_source(parts, &text, unit);
    unit->has_target = parts->has_target;
    if (!unit->has_target)
        return;
    bool is_said;
    read_target(parts, &text, unit);
    unit->state = read_state(parts, &is_said);
    unit_settle_target(unit, is_said);
}

// ---- small values

struct str xliff2_hashed_id(struct str key, struct arena *arena)
{
    return arena_print(arena, "k%016llx", (unsigned long long)hash_bytes(key));
}

static size_t parse_digits(struct str text)
{
    size_t number;
    return str_number(text, 999999999, &number) ? number : 0;
}

size_t xliff2_parse_restriction(struct str text)
{
    size_t comma = str_find_byte(text, ',', 0);
    return parse_digits(str_trim(comma == STR_NONE ? text : str_from(text, comma + 1)));
}

static const char *const measures[] = {
    [LIMIT_CODE_POINTS] = "code-points ", [LIMIT_UTF8] = "utf8 ", [LIMIT_UTF16] = "utf16 "};

void xliff2_parse_limit(struct str text, struct length_limit *out)
{
    for (enum limit_measure i = LIMIT_CODE_POINTS; i <= LIMIT_UTF16; i++)
        if (str_starts(text, str_of(measures[i])))
            *out = (struct length_limit){parse_digits(str_from(text, strlen(measures[i]))), i};
}

unsigned xliff2_parse_number(struct str text)
{
    size_t point = str_find_byte(text, '.', 0);
    size_t number = parse_digits(str_slice(text, 0, point));
    return number <= 100 ? (unsigned)number : 0;
}
