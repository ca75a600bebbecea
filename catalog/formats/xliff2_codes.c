// What a unit of XLIFF 2 holds of codes, ids and original data, and what is new. See xliff2_print.h.
#include "catalog/formats/xliff2_print.h"

// ---- ids

void xliff2_coder_open(struct xliff2_coder *coder, struct xliff2_printer *printer, struct arena *arena)
{
    *coder = (struct xliff2_coder){.printer = printer, .arena = arena};
}

void xliff2_learn_id(struct xliff2_coder *coder, struct str id)
{
    map_set(&coder->ids, id, coder, coder->arena);
}

struct str xliff2_new_id(struct xliff2_coder *coder, struct str wanted)
{
    struct str id = wanted;
    struct map_entry *counter = NULL;
    while (map_has(&coder->ids, id)) {
        if (!counter)
            counter = map_entry(&coder->counters, wanted, coder->arena);
        uintptr_t number = counter->value ? (uintptr_t)counter->value + 1 : 2;
        counter->value = (void *)number;
        id = arena_print(coder->arena, STR_FORMAT "\xc2\xb7%zu", STR_ARG(wanted), (size_t)number);
    }
    xliff2_learn_id(coder, id);
    return id;
}

// Lengths stand in front, so that no two keys are alike by accident.
static struct str code_key(struct arena *arena, const struct part *part, bool with_text, size_t number)
{
    struct str text = with_text ? part->text : STR("");
    return arena_print(arena, "%d %zu %zu %zu " STR_FORMAT STR_FORMAT, part_kind(part), number,
                       part_name(part).len, text.len, STR_ARG(part_name(part)), STR_ARG(text));
}

struct str xliff2_code_id(struct xliff2_coder *coder, const struct part *part, size_t number)
{
    struct map_entry *given =
        map_entry(&coder->given, code_key(coder->arena, part, false, number), coder->arena);
    if (!given->value) {
        struct str wanted = xml_is_nmtoken(part_name(part)) ? part_name(part)
                                                            : xliff2_hashed_id(part_name(part), coder->arena);
        struct str *id = arena_new(coder->arena, struct str);
        *id = xliff2_new_id(coder, wanted);
        given->value = id;
    }
    return *(struct str *)given->value;
}

// ---- what the unit holds

// A tag that stands alone in its text, so that its attributes can be looked at.
void xliff2_tag_open(struct str raw, struct xml_document *document, struct xml_node *tag)
{
    size_t end = 1;
    while (end < raw.len && !strchr(" \t\r\n/>", raw.at[end]))
        end++;
    *document = (struct xml_document){.text = raw};
    *tag = (struct xml_node){.kind = XML_ELEMENT, .name_len = (uint32_t)(end - 1)};
}

struct str xliff2_tag_name(struct str raw)
{
    struct xml_document document;
    struct xml_node tag;
    xliff2_tag_open(raw, &document, &tag);
    return xml_local_name(xml_name(&document, &tag));
}

struct str xliff2_tag_value(struct str raw, const char *name, struct arena *arena)
{
    struct xml_document document;
    struct xml_node tag;
    xliff2_tag_open(raw, &document, &tag);
    return xml_attribute_value(&document, &tag, name, arena);
}

bool xliff2_is_tag(struct str raw)
{
    return raw.len > 2 && raw.at[0] == '<' && raw.at[1] != '/';
}

// Counts the codes alike within one text.
size_t xliff2_count_code(struct map *counts, const struct part *part, bool with_text, struct arena *arena)
{
    struct map_entry *count = map_entry(counts, code_key(arena, part, with_text, 0), arena);
    count->value = (void *)((uintptr_t)count->value + 1);
    return (size_t)(uintptr_t)count->value;
}

void xliff2_learn(struct xliff2_coder *coder, const struct pattern *pattern, const struct str_list *raw)
{
    struct map counts = {0}, texts = {0};
    size_t piece = 0;
    for (size_t i = 0; i < pattern->parts.count; i++) {
        const struct part *part = &pattern->parts.at[i];
        if (part_kind(part) == PART_TEXT)
            continue;
        struct str *bytes = &raw->at[piece++];
        size_t number = coder->base + xliff2_count_code(&texts, part, true, coder->arena);
        struct map_entry *known =
            map_entry(&coder->known, code_key(coder->arena, part, true, number), coder->arena);
        if (!known->value)
            known->value = bytes;
        struct str *id = arena_new(coder->arena, struct str);
        *id = xliff2_is_tag(*bytes) ? xliff2_tag_value(*bytes, "id", coder->arena) : (struct str){0};
        if (id->len == 0)
            continue;
        number = coder->base + xliff2_count_code(&counts, part, false, coder->arena);
        struct map_entry *given =
            map_entry(&coder->given, code_key(coder->arena, part, false, number), coder->arena);
        given->value = given->value ? given->value : id;
        xliff2_learn_id(coder, *id);
    }
}

void xliff2_learn_data(struct xliff2_coder *coder, struct str id, struct str text)
{
    struct str *kept = arena_new(coder->arena, struct str);
    *kept = id;
    struct map_entry *entry = map_entry(&coder->data, text, coder->arena);
    entry->value = entry->value ? entry->value : kept;
    map_set(&coder->data_ids, id, coder, coder->arena);
}

const struct str *xliff2_known_code(struct xliff2_coder *coder, const struct part *part, size_t number)
{
    return map_get(&coder->known, code_key(coder->arena, part, true, number));
}

struct str xliff2_data_id(struct xliff2_coder *coder, struct str text)
{
    const struct str *known = map_get(&coder->data, text);
    if (known)
        return *known;
    struct str id;
    do
        id = arena_print(coder->arena, "d%zu", ++coder->last_data);
    while (map_has(&coder->data_ids, id));
    xliff2_learn_data(coder, id, text);
    *list_push(&coder->new_data, coder->arena) = text;
    return id;
}
