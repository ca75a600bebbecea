// Positions in the source: lines, white space and comments around tokens.
#include "extractor/printer.h"

static uint8_t byte_at(struct str source, size_t offset)
{
    return offset < source.len ? (uint8_t)source.at[offset] : 0;
}

size_t line_break_at(struct str source, size_t offset)
{
    uint8_t byte = byte_at(source, offset);
    if (byte == '\n')
        return offset < source.len;
    if (byte == '\r')
        return byte_at(source, offset + 1) == '\n' ? 2 : 1;
    if (byte == 0xe2 && byte_at(source, offset + 1) == 0x80 && (byte_at(source, offset + 2) & 0xfe) == 0xa8)
        return 3; // U+2028, U+2029
    return 0;
}

// U+1680, U+2000 … U+200B, U+202F, U+205F, U+3000, U+FEFF
static bool is_wide_space(uint32_t code)
{
    return code == 0x1680 || (code >= 0x2000 && code <= 0x200b) || code == 0x202f || code == 0x205f ||
           code == 0x3000 || code == 0xfeff;
}

size_t space_at(struct str source, size_t offset)
{
    uint8_t first = byte_at(source, offset), second = byte_at(source, offset + 1);
    if (first == ' ' || first == '\t' || first == '\v' || first == '\f')
        return 1;
    if (first < 0x80)
        return 0;
    if (first == 0xc2)
        return second == 0xa0 || second == 0x85 ? 2 : 0;
    if ((first & 0xf0) != 0xe0)
        return 0;
    uint32_t third = byte_at(source, offset + 2);
    return is_wide_space((first & 0xfu) << 12 | (second & 0x3fu) << 6 | (third & 0x3fu)) ? 3 : 0;
}

static size_t comment_at(struct str source, size_t offset)
{
    if (byte_at(source, offset) != '/')
        return 0;
    size_t at = offset + 2;
    if (byte_at(source, offset + 1) == '*') {
        size_t close = str_find(source, STR("*/"), at);
        return (close == STR_NONE ? source.len : close + 2) - offset;
    }
    if (byte_at(source, offset + 1) != '/')
        return 0;
    while (at < source.len && line_break_at(source, at) == 0)
        at++;
    return at - offset;
}

uint32_t skip_trivia(const struct printer *printer, uint32_t offset)
{
    struct str source = printer->source;
    for (;;) {
        size_t length = space_at(source, offset);
        if (length == 0)
            length = line_break_at(source, offset);
        if (length == 0)
            length = comment_at(source, offset);
        if (length == 0)
            return offset;
        offset += (uint32_t)length;
    }
}

// ---- backwards

static uint32_t skip_space_back(struct str source, uint32_t end)
{
    while (end > 0) {
        uint32_t width = 1;
        while (width < 3 && width < end && (source.at[end - width] & 0xc0) == 0x80)
            width++;
        size_t length = space_at(source, end - width);
        if (length == 0)
            length = line_break_at(source, end - width);
        if (length < width)
            break;
        end -= width;
    }
    return end;
}

static const struct comment *comment_ending_at(const struct printer *printer, uint32_t end)
{
    size_t low = 0, high = printer->comments.count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (printer->comments.at[middle].end < end)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < printer->comments.count && printer->comments.at[low].end == end;
    return found ? &printer->comments.at[low] : NULL;
}

uint32_t full_start(const struct printer *printer, uint32_t start)
{
    if (start == printer->root.start)
        return printer->root.pos;
    for (uint32_t at = start;;) {
        at = skip_space_back(printer->source, at);
        const struct comment *comment = comment_ending_at(printer, at);
        if (!comment)
            return at;
        at = comment->start;
    }
}

static TSNode last_child(TSNode node)
{
    uint32_t count = ts_node_child_count(node);
    TSNode last = {0};
    while (count > 0 && (ts_node_is_null(last) || ts_node_is_extra(last)))
        last = ts_node_child(node, --count);
    return last;
}

uint32_t node_end(const struct printer *printer, TSNode node)
{
    if (ts_node_is_null(node))
        return 0;
    while (printer->may_have_comments) {
        TSNode last = last_child(node);
        if (ts_node_is_null(last))
            break;
        node = last;
    }
    return ts_node_end_byte(node);
}

struct range range_of(const struct printer *printer, TSNode node)
{
    struct range range = {0, ts_node_start_byte(node), node_end(printer, node)};
    range.pos = printer->may_have_comments ? full_start(printer, range.start) : range.start;
    return range;
}

// ---- survey

// Comments before the root can only be told from other text by the tree.
static uint32_t root_pos(struct str source, TSNode root)
{
    uint32_t start = ts_node_start_byte(root), pos = skip_space_back(source, start);
    bool has_break = false;
    for (uint32_t at = pos; at < start; at++)
        has_break |= line_break_at(source, at) > 0;
    if (pos == 0 || (!has_break && source.at[pos - 1] != '/'))
        return pos;
    for (TSNode before = ts_node_prev_sibling(root); !ts_node_is_null(before) && ts_node_is_extra(before);
         before = ts_node_prev_sibling(before))
        pos = skip_space_back(source, ts_node_start_byte(before));
    return pos;
}

static void collect_lines(struct printer *printer, uint32_t end)
{
    for (uint32_t at = printer->root.pos; at < end;) {
        size_t length = line_break_at(printer->source, at);
        if (length > 0)
            *list_push(&printer->lines, &printer->arena) = at + (uint32_t)length;
        at += length > 0 ? (uint32_t)length : 1;
    }
}

static bool cursor_next(TSTreeCursor *cursor)
{
    while (!ts_tree_cursor_goto_next_sibling(cursor))
        if (!ts_tree_cursor_goto_parent(cursor))
            return false;
    return true;
}

static void collect_comments(struct printer *printer, TSNode root)
{
    TSTreeCursor cursor = ts_tree_cursor_new(root);
    bool has_more = true;
    while (has_more) {
        TSNode node = ts_tree_cursor_current_node(&cursor);
        if (ts_node_is_extra(node))
            *list_push(&printer->comments, &printer->arena) =
                (struct comment){ts_node_start_byte(node), ts_node_end_byte(node), false, false};
        has_more = ts_tree_cursor_goto_first_child(&cursor) || cursor_next(&cursor);
    }
    ts_tree_cursor_delete(&cursor);
}

void source_survey(struct printer *printer, TSNode root)
{
    uint32_t start = ts_node_start_byte(root), end = ts_node_end_byte(root);
    printer->root = (struct range){root_pos(printer->source, root), start, end};
    uint32_t behind = skip_trivia(printer, end);
    struct str text = str_slice(printer->source, printer->root.pos, behind);
    printer->may_have_comments =
        str_find(text, STR("//"), 0) != STR_NONE || str_find(text, STR("/*"), 0) != STR_NONE;
    collect_lines(printer, behind);
    if (printer->may_have_comments)
        collect_comments(printer, root);
}

size_t line_of(const struct printer *printer, uint32_t offset)
{
    size_t low = 0, high = printer->lines.count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (printer->lines.at[middle] <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool same_line(const struct printer *printer, uint32_t a, uint32_t b)
{
    return printer->lines.count == 0 || line_of(printer, a) == line_of(printer, b);
}
