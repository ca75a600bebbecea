// What is put into a file looks like what is there. See xliff.h.
#include "catalog/formats/xliff.h"

struct xml_node *xliff_last_element(const struct xml_node *parent)
{
    struct xml_node *node = parent->last;
    while (node && node->kind != XML_ELEMENT)
        node = node->previous;
    return node;
}

// The white space that ends a text node; nothing for other nodes.
static struct str blank_end(const struct xliff_editor *editor, const struct xml_node *node)
{
    if (!node || (node->kind != XML_TEXT && node->kind != XML_VERBATIM))
        return (struct str){0};
    struct str text = node->kind == XML_VERBATIM ? node->printed
                                                 : str_slice(editor->document->text, node->start, node->end);
    size_t start = text.len;
    while (start > 0 && strchr(" \t\r\n", text.at[start - 1]))
        start--;
    return str_from(text, start);
}

struct str xliff_blank_before(const struct xliff_editor *editor, const struct xml_node *node)
{
    if (node && node->blank)
        return str_slice(editor->document->text, node->start - node->blank, node->start);
    return node ? blank_end(editor, node->previous) : (struct str){0};
}

struct str xliff_indent_of(struct str blank)
{
    size_t newline = str_rfind_byte(blank, '\n');
    return newline != STR_NONE ? str_from(blank, newline + 1) : (struct str){0};
}

struct str xliff_new_line(const struct xliff_editor *editor, struct str indent, struct str step)
{
    return arena_join(editor->arena, (struct str[]){editor->style.line_end, indent, step}, 3);
}

struct xliff_layout xliff_layout_like(const struct xliff_editor *editor, const struct xml_node *model,
                                      struct str blank)
{
    struct str indent = xliff_indent_of(blank);
    struct xliff_layout layout = {blank.len ? xliff_new_line(editor, indent, STR("  ")) : STR(""),
                                  blank.len ? xliff_new_line(editor, indent, STR("")) : STR("")};
    const struct xml_node *child = model ? xliff_last_element(model) : NULL;
    if (!child)
        return layout;
    return (struct xliff_layout){xliff_blank_before(editor, child), blank_end(editor, model->last)};
}

void xliff_insert_text(const struct xliff_editor *editor, struct xml_node *parent, struct str text,
                       struct xml_node *next)
{
    if (text.len)
        xml_insert(parent, xml_verbatim(text, editor->arena), next);
}

void xliff_insert_child(const struct xliff_editor *editor, struct xml_node *parent, struct xml_node *anchor,
                        struct str printed)
{
    struct xml_node *next = anchor ? anchor->next : parent->first;
    while (anchor && next && next->kind == XML_VERBATIM)
        next = next->next;
    struct xliff_layout layout = xliff_layout_like(editor, parent, xliff_blank_before(editor, parent));
    struct str blank = anchor ? xliff_blank_before(editor, anchor) : layout.before_child;
    bool was_empty = !parent->first;
    xliff_insert_text(editor, parent, blank, next);
    xml_insert(parent, xml_verbatim(printed, editor->arena), next);
    if (was_empty)
        xliff_insert_text(editor, parent, layout.before_end, NULL);
}

void xliff_append_child(const struct xliff_editor *editor, struct xml_node *parent, struct str printed)
{
    struct xml_node *last = xliff_last_element(parent);
    if (last || !parent->first) {
        xliff_insert_child(editor, parent, last, printed);
        return;
    }
    struct xml_node *next = parent->last->kind == XML_TEXT ? parent->last : NULL;
    struct xliff_layout layout = xliff_layout_like(editor, parent, xliff_blank_before(editor, parent));
    xliff_insert_text(editor, parent, layout.before_child, next);
    xml_insert(parent, xml_verbatim(printed, editor->arena), next);
}

void xliff_remove_child(const struct xliff_editor *editor, struct xml_node *element)
{
    struct xml_node *before = element->blank ? NULL : element->previous;
    struct str blank = blank_end(editor, before);
    if (before && before->kind == XML_TEXT && blank.len) {
        struct str text = str_slice(editor->document->text, before->start, before->end - blank.len);
        xliff_insert_text(editor, element->parent, text, before);
        xml_remove(before);
    }
    xml_remove(element);
}

void xliff_fill(const struct xliff_editor *editor, struct xml_node *element, struct str printed)
{
    xml_clear(element);
    xml_insert(element, xml_verbatim(printed, editor->arena), NULL);
}
