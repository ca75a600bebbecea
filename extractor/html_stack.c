// Nodes, where they are placed, and the stack of open elements (HTML Standard, 13.2.4.2 and 13.2.6.1).
#include "extractor/html_builder.h"

const unsigned short html_flags[TAG_COUNT] = {
#define TAG(identifier, name, start, end, flags) [TAG_##identifier] = flags,
#include "extractor/html_tags.def"
#undef TAG
};

enum { NODE_WORK = 256 }; // a node costs memory, so it counts for more than a step

// ---- nodes

static struct html_node *node_new(struct html_builder *builder, enum html_kind kind)
{
    html_spend(builder, NODE_WORK);
    struct html_node *node = arena_new(builder->arena, struct html_node);
    node->kind = kind;
    return node;
}

struct html_node *html_element(struct html_builder *builder, enum html_tag tag, struct str name)
{
    struct html_node *node = node_new(builder, HTML_ELEMENT);
    node->tag = tag;
    node->name = name;
    return node;
}

struct html_node *html_clone(struct html_builder *builder, const struct html_node *node)
{
    struct html_node *clone = html_element(builder, node->tag, node->name);
    for (size_t i = 0; i < node->attributes.count; i++) // each is written out again
        html_spend(builder, node->attributes.at[i].name.len + node->attributes.at[i].value.len);
    clone->space = node->space;
    clone->attributes = node->attributes;
    return clone;
}

void html_append(struct html_node *parent, struct html_node *node)
{
    node->parent = parent;
    node->previous = parent->last;
    if (parent->last)
        parent->last->next = node;
    else
        parent->first = node;
    parent->last = node;
}

static void insert_before(struct html_node *node, struct html_node *next)
{
    node->parent = next->parent;
    node->previous = next->previous;
    node->next = next;
    if (next->previous)
        next->previous->next = node;
    else
        next->parent->first = node;
    next->previous = node;
}

void html_detach(struct html_node *node)
{
    struct html_node *parent = node->parent;
    if (!parent)
        return;
    if (node->previous)
        node->previous->next = node->next;
    else
        parent->first = node->next;
    if (node->next)
        node->next->previous = node->previous;
    else
        parent->last = node->previous;
    node->parent = node->previous = node->next = NULL;
}

struct html_node *html_inside(struct html_node *node)
{
    return node->content ? node->content : node;
}

// The place for foster parenting: in `*parent`, in front of `*next` (NULL: at the end).
static void foster_place(struct html_builder *builder, struct html_node **parent, struct html_node **next)
{
    *next = NULL;
    for (size_t i = builder->open.count; i-- > 0;) {
        struct html_node *node = builder->open.at[i];
        html_spend(builder, 1);
        if (node->content) {
            *parent = node->content;
            return;
        }
        if (node->tag == TAG_TABLE) {
            *parent = node->parent ? node->parent : builder->open.at[i - 1];
            *next = node->parent ? node : NULL;
            return;
        }
    }
    *parent = builder->open.at[0];
}

static bool fosters_here(const struct html_builder *builder)
{
    return builder->fosters && html_has_flag(html_current(builder)->tag, IS_TABLE_FRAME);
}

void html_foster(struct html_builder *builder, struct html_node *node)
{
    struct html_node *parent, *next;
    foster_place(builder, &parent, &next);
    if (next)
        insert_before(node, next);
    else
        html_append(parent, node);
}

void html_place(struct html_builder *builder, struct html_node *node)
{
    if (fosters_here(builder))
        html_foster(builder, node);
    else
        html_append(html_inside(html_current(builder)), node);
}

void html_add_text(struct html_builder *builder, struct str text)
{
    struct html_node *parent = html_inside(html_current(builder)), *next = NULL;
    if (fosters_here(builder))
        foster_place(builder, &parent, &next);
    struct html_node *node = next ? next->previous : parent->last;
    if (!node || node->kind != HTML_TEXT) {
        node = node_new(builder, HTML_TEXT);
        if (next)
            insert_before(node, next);
        else
            html_append(parent, node);
    }
    *list_push(&node->text, builder->arena) = text;
}

void html_add_comment(struct html_builder *builder, struct str comment)
{
    struct html_node *node = node_new(builder, HTML_COMMENT);
    node->comment = comment;
    html_append(html_inside(html_current(builder)), node);
}

static struct html_node *place_element(struct html_builder *builder, const struct html_token *token,
                                       enum html_space space)
{
    struct html_node *node = html_element(builder, token->tag, token->name);
    node->space = space;
    node->attributes = token->attributes;
    html_place(builder, node);
    return node;
}

struct html_node *html_insert(struct html_builder *builder, const struct html_token *token,
                              enum html_space space)
{
    struct html_node *node = place_element(builder, token, space);
    html_push(builder, node);
    return node;
}

struct html_node *html_insert_implied(struct html_builder *builder, enum html_tag tag, struct str name)
{
    return html_insert(builder, &(struct html_token){.tag = tag, .name = name}, SPACE_HTML);
}

void html_insert_void(struct html_builder *builder, const struct html_token *token, enum html_space space)
{
    place_element(builder, token, space);
}

// ---- the stack

static void count_open(struct html_builder *builder, struct html_node *node, bool is_open)
{
    node->is_open = is_open;
    if (node->space == SPACE_HTML)
        builder->open_count[node->tag] += is_open ? 1 : (size_t)-1;
}

void html_push(struct html_builder *builder, struct html_node *node)
{
    count_open(builder, node, true);
    *list_push(&builder->open, builder->arena) = node;
}

void html_shorten(struct html_builder *builder, size_t count)
{
    while (builder->open.count > count && builder->open.count > 1)
        count_open(builder, builder->open.at[--builder->open.count], false);
}

void html_pop(struct html_builder *builder)
{
    html_shorten(builder, builder->open.count - 1);
}

size_t html_open_index(struct html_builder *builder, const struct html_node *node)
{
    size_t i = builder->open.count - 1;
    while (i > 0 && builder->open.at[i] != node)
        i--;
    html_spend(builder, builder->open.count - i);
    return i;
}

void html_open_remove(struct html_builder *builder, struct html_node *node)
{
    if (!node->is_open)
        return;
    size_t i = html_open_index(builder, node);
    count_open(builder, node, false);
    builder->open.count--;
    memmove(&builder->open.at[i], &builder->open.at[i + 1],
            (builder->open.count - i) * sizeof *builder->open.at);
}

void html_open_insert(struct html_builder *builder, size_t index, struct html_node *node)
{
    html_push(builder, node);
    struct html_node **at = builder->open.at;
    memmove(&at[index + 1], &at[index], (builder->open.count - 1 - index) * sizeof *at);
    at[index] = node;
}

// ---- what the stack says

bool html_is_special(const struct html_node *node)
{
    static const unsigned flags[] = {IS_SPECIAL, IS_SVG_SCOPE, IS_MATHML_SCOPE};
    return html_has_flag(node->tag, flags[node->space]);
}

static bool is_html_type(struct str type)
{
    return str_equal_ignoring_case(type, STR("text/html")) ||
           str_equal_ignoring_case(type, STR("application/xhtml+xml"));
}

static bool is_integration_point(const struct html_node *node)
{
    if (node->space == SPACE_SVG)
        return html_has_flag(node->tag, IS_SVG_SCOPE);
    if (node->space == SPACE_MATHML && node->tag == TAG_ANNOTATION_XML) {
        for (size_t i = 0; i < node->attributes.count; i++)
            if (str_is(node->attributes.at[i].name, "encoding"))
                return is_html_type(node->attributes.at[i].value);
        return false;
    }
    return node->space == SPACE_MATHML && html_has_flag(node->tag, IS_MATHML_SCOPE);
}

bool html_is_foreign(const struct html_builder *builder)
{
    const struct html_node *node = html_current(builder);
    return node->space != SPACE_HTML && !is_integration_point(node);
}

// Whether the scope of `tag` ends at this element.
static bool ends_scope(const struct html_node *node, unsigned more)
{
    static const unsigned flags[] = {IS_SCOPE, IS_SVG_SCOPE, IS_MATHML_SCOPE};
    return html_has_flag(node->tag, flags[node->space] | (node->space == SPACE_HTML ? more : 0));
}

bool html_in_scope(struct html_builder *builder, enum html_tag tag, unsigned more)
{
    if (builder->open_count[tag] == 0)
        return false;
    for (size_t i = builder->open.count; i-- > 0;) {
        const struct html_node *node = builder->open.at[i];
        html_spend(builder, 1);
        if (node->space == SPACE_HTML && node->tag == tag)
            return true;
        if (ends_scope(node, more))
            return false;
    }
    return false;
}

bool html_heading_in_scope(struct html_builder *builder)
{
    for (size_t i = builder->open.count; i-- > 0;) {
        const struct html_node *node = builder->open.at[i];
        html_spend(builder, 1);
        if (node->space == SPACE_HTML && html_has_flag(node->tag, IS_HEADING))
            return true;
        if (ends_scope(node, 0))
            return false;
    }
    return false;
}

bool html_in_table_scope(struct html_builder *builder, enum html_tag tag)
{
    for (size_t i = builder->open.count; builder->open_count[tag] > 0 && i-- > 0;) {
        const struct html_node *node = builder->open.at[i];
        html_spend(builder, 1);
        if (node->space == SPACE_HTML && node->tag == tag)
            return true;
        if (node->space == SPACE_HTML && node->tag == TAG_TABLE)
            return false;
    }
    return false;
}

bool html_in_select_scope(struct html_builder *builder, enum html_tag tag)
{
    for (size_t i = builder->open.count; builder->open_count[tag] > 0 && i-- > 0;) {
        const struct html_node *node = builder->open.at[i];
        html_spend(builder, 1);
        if (node->space != SPACE_HTML || node->tag == TAG_OPTION || node->tag == TAG_OPTGROUP)
            continue;
        return node->tag == tag;
    }
    return false;
}

void html_pop_through(struct html_builder *builder, enum html_tag tag)
{
    size_t i = builder->open.count - 1;
    while (i > 0 && (builder->open.at[i]->tag != tag || builder->open.at[i]->space != SPACE_HTML))
        i--;
    html_shorten(builder, i);
}

void html_clear_to(struct html_builder *builder, const enum html_tag *tags, size_t count)
{
    while (builder->open.count > 1) {
        const struct html_node *node = html_current(builder);
        for (size_t i = 0; i < count && node->space == SPACE_HTML; i++)
            if (node->tag == tags[i])
                return;
        if (node->content)
            return;
        html_pop(builder);
    }
}

void html_imply_end_tags(struct html_builder *builder)
{
    while (html_has_flag(html_current(builder)->tag, IS_IMPLIED))
        html_pop(builder);
}

void html_imply_end_tags_thoroughly(struct html_builder *builder, enum html_tag but)
{
    while (html_has_flag(html_current(builder)->tag, IS_IMPLIED | IS_TABLE_PART) &&
           !html_current_is(builder, but) && !html_current_is(builder, TAG_COL))
        html_pop(builder);
}

void html_close_p(struct html_builder *builder)
{
    if (!html_in_scope(builder, TAG_P, IS_BUTTON_SCOPE))
        return;
    html_imply_end_tags_thoroughly(builder, TAG_P);
    html_pop_through(builder, TAG_P);
}
