#include "catalog/icu.h"

static bool styles_equal(const struct icu_node *a, const struct icu_node *b)
{
    return a->is_skeleton == b->is_skeleton && str_equal(a->style, b->style) && str_equal(a->type, b->type);
}

static bool options_equal(const struct icu_node *a, const struct icu_node *b)
{
    if (a->offset != b->offset || a->options.count != b->options.count)
        return false;
    for (size_t i = 0; i < a->options.count; i++) {
        const struct icu_option *x = &a->options.at[i], *y = &b->options.at[i];
        if (!str_equal(x->key, y->key) || !icu_equal(&x->value, &y->value))
            return false;
    }
    return true;
}

static bool nodes_equal(const struct icu_node *a, const struct icu_node *b)
{
    if (a->kind != b->kind || !str_equal(a->text, b->text))
        return false;
    if (icu_is_choice(a->kind))
        return options_equal(a, b);
    if (a->kind == ICU_TAG)
        return icu_equal(&a->children, &b->children);
    if (a->kind == ICU_POUND)
        return a->offset == b->offset;
    return a->kind < ICU_NUMBER || a->kind > ICU_CUSTOM || styles_equal(a, b);
}

bool icu_equal(const struct icu_node_list *a, const struct icu_node_list *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (!nodes_equal(&a->at[i], &b->at[i]))
            return false;
    return true;
}

const struct icu_option *icu_option_find(const struct icu_node *choice, struct str key)
{
    for (size_t i = 0; i < choice->options.count; i++)
        if (str_equal(choice->options.at[i].key, key))
            return &choice->options.at[i];
    return NULL;
}

void icu_visit(const struct icu_node_list *nodes, icu_visitor *visit, void *context)
{
    for (size_t i = 0; i < nodes->count; i++) {
        const struct icu_node *node = &nodes->at[i];
        visit(node, context);
        if (node->kind == ICU_TAG)
            icu_visit(&node->children, visit, context);
        for (size_t j = 0; icu_is_choice(node->kind) && j < node->options.count; j++)
            icu_visit(&node->options.at[j].value, visit, context);
    }
}
