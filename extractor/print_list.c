// Lists: arguments, elements, members, statements. One routine, told apart by the flags of their format.
#include "extractor/grammar.h"
#include "extractor/printer.h"

static const char *const brackets[][2] = {{"{", "}"}, {"(", ")"}, {"<", ">"}, {"[", "]"}};

struct item *list_add(struct printer *printer, struct list *list, TSNode node)
{
    struct item *item = list_push(list, &printer->arena);
    *item = (struct item){.node = node, .range = range_of(printer, node)};
    list->end = item->range.end;
    list->has_last_comma = false;
    return item;
}

static void list_add_hole(struct printer *printer, struct list *list, uint32_t comma)
{
    *list_push(list, &printer->arena) =
        (struct item){.range = {list->end, skip_trivia(printer, list->end), list->end}};
    list->end = comma;
}

static bool has_holes(TSNode node)
{
    return node_is(node, "array") || node_is(node, "array_pattern");
}

struct list list_of(struct printer *printer, TSNode node)
{
    struct nodes children = children_of(printer, node);
    bool may_have_holes = has_holes(node), wants_item = true;
    struct list list = {0};
    if (children.count == 0)
        return list;
    list.pos = list.end = node_end(printer, children.at[0]);
    for (size_t i = 1; i + 1 < children.count; i++) {
        TSNode child = children.at[i];
        bool is_comma = !ts_node_is_named(child) &&
                        node_end(printer, child) - ts_node_start_byte(child) == 1 &&
                        strchr(",;|", ts_node_type(child)[0]);
        if (!is_comma) {
            list_add(printer, &list, child);
        } else {
            if (wants_item && may_have_holes)
                list_add_hole(printer, &list, ts_node_start_byte(child));
            list.end = node_end(printer, child);
            list.has_last_comma = true;
        }
        wants_item = is_comma;
    }
    return list;
}

static bool is_text(struct item item)
{
    return !ts_node_is_null(item.node) && strcmp(ts_node_type(item.node), "jsx_text") == 0;
}

static bool breaks_before_first(struct printer *printer, struct item first, unsigned format,
                                struct range parent)
{
    if (!(format & LIST_KEEP_LINES))
        return format & LIST_LINES;
    return (format & LIST_FORCE_LINES) ||
           (!is_text(first) && !same_line(printer, parent.start, first.range.start));
}

static bool breaks_between(struct printer *printer, struct item before, struct item item, unsigned format)
{
    if (!(format & LIST_KEEP_LINES))
        return format & LIST_LINES;
    return !is_text(item) && !same_line(printer, before.range.end, item.range.start);
}

static bool breaks_after_last(struct printer *printer, struct item last, unsigned format, struct range parent)
{
    if (!(format & LIST_KEEP_LINES))
        return (format & LIST_LINES) && !(format & LIST_OPEN_END);
    return (format & LIST_FORCE_LINES) || !same_line(printer, parent.end, last.range.end);
}

static void put_separator(struct printer *printer, unsigned format)
{
    if (format & LIST_COMMAS)
        put_text(printer, ",");
    else if (format & LIST_SEPARATED)
        put_text(printer, format & LIST_BARS ? " |" : " &");
}

static void print_item(struct printer *printer, const struct item *item)
{
    if (!ts_node_is_null(item->node))
        print_node_in(printer, item->node, item->range);
}

// Between two items. Says whether comments before the item may still be printed by the list.
static bool print_gap(struct printer *printer, const struct item *before, const struct item *item,
                      unsigned format, struct range parent, bool may_comment)
{
    if ((format & LIST_SEPARATED) && before->range.end != parent.end)
        leading_comments(printer, before->range.end);
    put_separator(printer, format);
    if (breaks_between(printer, *before, *item, format)) {
        if (may_comment && (format & LIST_SEPARATED))
            trailing_comments(printer, item->range.pos,
                              format & LIST_SPACED ? TRAILING_SPACED : TRAILING_SAME_LINE);
        put_line(printer);
        return false;
    }
    if (format & LIST_SPACED)
        put_space(printer);
    return may_comment;
}

static void print_last_comma(struct printer *printer, const struct list *list, unsigned format,
                             struct range parent)
{
    struct range last = list->at[list->count - 1].range;
    bool has_comma = list->has_last_comma && (format & LIST_LAST_COMMA);
    if (has_comma)
        put_token(printer, ",", last.end, last);
    if ((format & LIST_SEPARATED) && parent.end != last.end)
        leading_comments(printer, has_comma ? list->end : last.end);
}

static void print_items(struct printer *printer, const struct list *list, size_t skip, unsigned format,
                        struct range parent)
{
    bool may_comment = !(format & LIST_NO_COMMENTS), comments_now = may_comment;
    if (breaks_before_first(printer, list->at[skip], format, parent)) {
        put_line(printer);
        comments_now = false;
    } else if (format & LIST_PADDED) {
        put_space(printer);
    }
    printer->indent += (format & LIST_INDENTED) > 0;
    for (size_t i = skip; i < list->count; i++) {
        if (i > skip)
            comments_now = print_gap(printer, &list->at[i - 1], &list->at[i], format, parent, comments_now);
        if (comments_now)
            trailing_comments(printer, list->at[i].range.pos, TRAILING_PLAIN);
        comments_now = may_comment;
        print_item(printer, &list->at[i]);
    }
    print_last_comma(printer, list, format, parent);
    printer->indent -= (format & LIST_INDENTED) > 0;
    if (breaks_after_last(printer, list->at[list->count - 1], format, parent))
        put_line(printer);
    else if (format & (LIST_SPACE_AFTER | LIST_PADDED))
        put_space(printer);
}

static const char *bracket_of(unsigned format, size_t side)
{
    for (size_t i = 0; i < sizeof brackets / sizeof *brackets; i++)
        if (format & ((unsigned)LIST_BRACES << i))
            return brackets[i][side];
    return "";
}

void print_list_from(struct printer *printer, const struct list *list, size_t skip, unsigned format,
                     struct range parent)
{
    bool is_empty = skip >= list->count;
    if (is_empty && (format & LIST_OPTIONAL))
        return;
    put_text(printer, bracket_of(format, 0));
    if (is_empty && (format & LIST_BRACKETS))
        trailing_comments(printer, list->pos, TRAILING_SPACED);
    if (!is_empty)
        print_items(printer, list, skip, format, parent);
    else if (format & LIST_LINES)
        put_line(printer);
    else if ((format & LIST_PADDED) && !(format & LIST_EMPTY_TIGHT))
        put_space(printer);
    if (is_empty && (format & LIST_BRACKETS))
        leading_comments(printer, list->end);
    put_text(printer, bracket_of(format, 1));
}

void print_list(struct printer *printer, const struct list *list, unsigned format, struct range parent)
{
    print_list_from(printer, list, 0, format, parent);
}
