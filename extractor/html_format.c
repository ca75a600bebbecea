// The list of active formatting elements and the adoption agency (HTML Standard, 13.2.4.3 and 13.2.6.4.7).
#include "extractor/html_builder.h"

enum { NOAHS_ARK = 3, OUTER_LIMIT = 8, INNER_LIMIT = 3 };

void html_format_mark(struct html_builder *builder)
{
    *list_push(&builder->formatting, builder->arena) = NULL;
}

void html_format_clear(struct html_builder *builder)
{
    while (builder->formatting.count > 0) {
        struct html_node *node = builder->formatting.at[--builder->formatting.count];
        if (!node)
            return;
        node->is_formatting = false;
    }
}

static void remove_at(struct html_node_list *list, size_t index)
{
    list->at[index]->is_formatting = false;
    list->count--;
    memmove(&list->at[index], &list->at[index + 1], (list->count - index) * sizeof *list->at);
}

static void insert_at(struct html_builder *builder, size_t index, struct html_node *node)
{
    struct html_node_list *list = &builder->formatting;
    list_push(list, builder->arena);
    memmove(&list->at[index + 1], &list->at[index], (list->count - 1 - index) * sizeof *list->at);
    list->at[index] = node;
    node->is_formatting = true;
}

// Its place in the list; it must be there.
static size_t format_index(struct html_builder *builder, const struct html_node *node)
{
    size_t i = builder->formatting.count - 1;
    while (builder->formatting.at[i] != node)
        i--;
    html_spend(builder, builder->formatting.count - i);
    return i;
}

void html_format_remove(struct html_builder *builder, struct html_node *node)
{
    if (node->is_formatting)
        remove_at(&builder->formatting, format_index(builder, node));
}

static bool has_attribute(const struct html_attribute_list *list, const struct html_attribute *wanted)
{
    for (size_t i = 0; i < list->count; i++)
        if (str_equal(list->at[i].name, wanted->name))
            return str_equal(list->at[i].value, wanted->value);
    return false;
}

static bool attributes_equal(struct html_builder *builder, const struct html_attribute_list *a,
                             const struct html_attribute_list *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++) {
        html_spend(builder, b->count);
        if (!has_attribute(b, &a->at[i]))
            return false;
    }
    return true;
}

// Noah's Ark: three of a kind at most, the earliest goes.
static void limit_equals(struct html_builder *builder, const struct html_node *node)
{
    size_t equals = 0;
    struct html_node_list *list = &builder->formatting;
    for (size_t i = list->count; i-- > 0 && list->at[i];) {
        html_spend(builder, 1);
        if (list->at[i]->tag != node->tag ||
            !attributes_equal(builder, &list->at[i]->attributes, &node->attributes))
            continue;
        if (++equals >= NOAHS_ARK)
            remove_at(list, i);
    }
}

void html_format_push(struct html_builder *builder, struct html_node *node)
{
    limit_equals(builder, node);
    *list_push(&builder->formatting, builder->arena) = node;
    node->is_formatting = true;
}

struct html_node *html_format_find(struct html_builder *builder, enum html_tag tag)
{
    for (size_t i = builder->formatting.count; i-- > 0 && builder->formatting.at[i];) {
        html_spend(builder, 1);
        if (builder->formatting.at[i]->tag == tag)
            return builder->formatting.at[i];
    }
    return NULL;
}

static void replace_at(struct html_node_list *list, size_t index, struct html_node *node)
{
    list->at[index]->is_formatting = false;
    list->at[index] = node;
    node->is_formatting = true;
}

void html_format_reopen(struct html_builder *builder)
{
    struct html_node_list *list = &builder->formatting;
    size_t i = list->count;
    while (i > 0 && list->at[i - 1] && !list->at[i - 1]->is_open)
        i--;
    for (; i < list->count && html_spend(builder, 1); i++) {
        struct html_node *clone = html_clone(builder, list->at[i]);
        html_place(builder, clone);
        html_push(builder, clone);
        replace_at(list, i, clone);
    }
}

// ---- the adoption agency

// The lowest special element above `node` on the stack: "furthest block". NULL without one.
static struct html_node *furthest_block(struct html_builder *builder, const struct html_node *node)
{
    for (size_t i = html_open_index(builder, node) + 1; i < builder->open.count; i++)
        if (html_is_special(builder->open.at[i]))
            return builder->open.at[i];
    return NULL;
}

// Swaps an element for a new one of its kind, in both lists.
static struct html_node *renew(struct html_builder *builder, struct html_node *node, size_t open_index)
{
    struct html_node *clone = html_clone(builder, node);
    replace_at(&builder->formatting, format_index(builder, node), clone);
    builder->open.at[open_index] = clone;
    node->is_open = false;
    clone->is_open = true;
    return clone;
}

// The inner loop: what lies between the block and the formatting element goes around the block, anew.
// Returns the outermost of it; *bookmark is the list's element behind which the formatting element will go.
static struct html_node *wrap_block(struct html_builder *builder, struct html_node *block,
                                    struct html_node *formatting, struct html_node **bookmark)
{
    struct html_node *last = block;
    size_t i = html_open_index(builder, block), round = 0;
    while (i > 0 && builder->open.at[--i] != formatting) {
        struct html_node *node = builder->open.at[i];
        bool is_formatting = node->is_formatting;
        if (!is_formatting || round >= INNER_LIMIT) {
            if (is_formatting)
                html_format_remove(builder, node);
            html_open_remove(builder, node);
        } else {
            node = renew(builder, node, i);
            if (last == block)
                *bookmark = node;
            html_detach(last);
            html_append(node, last);
            last = node;
        }
        round++;
    }
    return last;
}

static void move_children(struct html_builder *builder, struct html_node *from, struct html_node *to)
{
    while (from->first) {
        struct html_node *child = from->first;
        html_spend(builder, 1);
        html_detach(child);
        html_append(to, child);
    }
}

static void adopt_block(struct html_builder *builder, struct html_node *formatting, struct html_node *block)
{
    struct html_node *bookmark = formatting;
    struct html_node *last = wrap_block(builder, block, formatting, &bookmark);
    struct html_node *ancestor = builder->open.at[html_open_index(builder, formatting) - 1];
    html_detach(last);
    if (html_has_flag(ancestor->tag, IS_TABLE_FRAME))
        html_foster(builder, last);
    else
        html_append(html_inside(ancestor), last);
    struct html_node *clone = html_clone(builder, formatting);
    move_children(builder, block, clone);
    html_append(block, clone);
    insert_at(builder, format_index(builder, bookmark) + 1, clone);
    html_format_remove(builder, formatting);
    html_open_remove(builder, formatting);
    html_open_insert(builder, html_open_index(builder, block) + 1, clone);
}

void html_adopt(struct html_builder *builder, const struct html_token *token)
{
    for (size_t round = 0; round < OUTER_LIMIT && html_spend(builder, 1); round++) {
        struct html_node *formatting = html_format_find(builder, token->tag);
        if (!formatting) {
            html_body_other_end(builder, &(struct html_token){.tag = token->tag, .name = token->name});
            return;
        }
        if (!formatting->is_open) {
            html_format_remove(builder, formatting);
            return;
        }
        if (!html_in_scope(builder, token->tag, 0))
            return;
        struct html_node *block = furthest_block(builder, formatting);
        if (!block) {
            html_shorten(builder, html_open_index(builder, formatting));
            html_format_remove(builder, formatting);
            return;
        }
        adopt_block(builder, formatting, block);
    }
}
