// Comments: those on the line of the token before them trail it, those on lines of their own lead the next
// token.
#include "extractor/printer.h"

// ---- finding

static size_t comment_length(struct str source, uint32_t at, bool is_block)
{
    if (is_block) {
        size_t close = str_find(source, STR("*/"), at + 2);
        return (close == STR_NONE ? source.len : close + 2) - at;
    }
    uint32_t end = at;
    while (end < source.len && line_break_at(source, end) == 0)
        end++;
    return end - at;
}

static bool starts_comment(struct str source, uint32_t at)
{
    return at + 1 < source.len && source.at[at] == '/' &&
           (source.at[at + 1] == '/' || source.at[at + 1] == '*');
}

// The comments between `pos` and the next token: trailing ones up to the end of the line, else those after
// it.
static struct comment_list comments_at(struct printer *printer, uint32_t pos, bool is_trailing)
{
    struct comment_list found = {0};
    struct str source = printer->source;
    bool collecting = is_trailing || pos == 0;
    while (pos < source.len) {
        size_t length = line_break_at(source, pos);
        if (length > 0) {
            bool is_ascii = length < 3; // U+2028 ends a comment but starts no line of comments
            if (is_ascii && is_trailing)
                break;
            if (found.count > 0)
                found.at[found.count - 1].ends_line = true;
            collecting |= is_ascii;
        } else if (starts_comment(source, pos)) {
            bool is_block = source.at[pos + 1] == '*';
            length = comment_length(source, pos, is_block);
            uint32_t end = pos + (uint32_t)length;
            if (collecting)
                *list_push(&found, &printer->arena) =
                    (struct comment){pos, end, is_block, !is_block && end < source.len};
        } else {
            length = space_at(source, pos);
        }
        if (length == 0)
            break;
        pos += (uint32_t)length;
    }
    return found;
}

bool has_comment_behind(struct printer *printer, uint32_t pos)
{
    return printer->may_have_comments &&
           (comments_at(printer, pos, true).count > 0 || comments_at(printer, pos, false).count > 0);
}

// ---- writing one

static struct str trim_line(struct str text)
{
    for (size_t length; text.len > 0 && (length = space_at(text, 0) + line_break_at(text, 0)) > 0;)
        text = str_from(text, length);
    for (bool trimmed = true; trimmed && text.len > 0;) {
        trimmed = false;
        for (size_t width = 1; width <= 3 && width <= text.len && !trimmed; width++) {
            size_t at = text.len - width;
            trimmed = space_at(text, at) == width || line_break_at(text, at) == width;
            if (trimmed)
                text.len = at;
        }
    }
    return text;
}

// The column at which the text of a line starts; tabs stop at every fourth.
static size_t indent_of(struct str source, uint32_t pos, uint32_t end)
{
    size_t column = 0;
    for (size_t length; pos < end && (length = space_at(source, pos)) > 0; pos += (uint32_t)length)
        column += source.at[pos] == '\t' ? 4 - column % 4 : 1;
    return column;
}

static uint32_t line_start_before(struct str source, uint32_t offset)
{
    while (offset > 0) {
        size_t length = line_break_at(source, offset - 1);
        if (length == 0 && offset >= 3 && line_break_at(source, offset - 3) == 3)
            length = 3;
        if (length > 0)
            break;
        offset--;
    }
    return offset;
}

static void put_comment_text(struct printer *printer, struct str text)
{
    put(printer, text);
    printer->after_comment = text.len > 0;
}

// One line of a block comment: text from `pos`, a line break behind it unless it is the last.
static uint32_t put_comment_line(struct printer *printer, uint32_t pos, uint32_t end)
{
    struct str source = printer->source;
    uint32_t stop = pos;
    while (stop < end && line_break_at(source, stop) == 0)
        stop++;
    struct str text = trim_line(str_slice(source, pos, stop));
    if (text.len == 0) {
        put_raw(printer, STR("\n"));
    } else {
        put_comment_text(printer, text);
        if (stop < end)
            put_line(printer);
    }
    return stop + (stop < end ? (uint32_t)line_break_at(source, stop) : 0);
}

// The lines of a block comment keep their indentation relative to the first.
static void put_comment(struct printer *printer, const struct comment *comment)
{
    struct str source = printer->source;
    if (!comment->is_block) {
        put_comment_text(printer, str_slice(source, comment->start, comment->end));
        return;
    }
    uint32_t pos = put_comment_line(printer, comment->start, comment->end);
    size_t first = 0;
    if (pos < comment->end)
        first = indent_of(source, line_start_before(source, comment->start), comment->start);
    while (pos < comment->end) {
        size_t column = 4 * printer->indent + indent_of(source, pos, comment->end);
        buf_repeat(printer->out, ' ', column > first ? column - first : 0);
        printer->at_line_start = false;
        pos = put_comment_line(printer, pos, comment->end);
    }
}

// ---- around nodes and tokens

static void put_leading(struct printer *printer, uint32_t pos, const struct comment_list *comments)
{
    for (size_t i = 0; i < comments->count; i++) {
        const struct comment *comment = &comments->at[i];
        if (i == 0 && !same_line(printer, pos, comment->start))
            put_line(printer);
        printer->wrote_comment = true;
        put_comment(printer, comment);
        if (comment->ends_line)
            put_line(printer);
        else if (comment->is_block)
            put_space(printer);
    }
}

void leading_comments(struct printer *printer, uint32_t pos)
{
    if (!printer->may_have_comments)
        return;
    printer->wrote_comment = false;
    if (printer->container.pos != NOWHERE && pos == printer->container.pos)
        return;
    if (printer->detached.end > 0 && printer->detached.pos == pos) {
        pos = printer->detached.end;
        printer->detached = (struct range){0};
    }
    struct comment_list comments = comments_at(printer, pos, false);
    put_leading(printer, pos, &comments);
}

static void put_trailing(struct printer *printer, const struct comment *comment, enum trailing style)
{
    if (style == TRAILING_SPACED && !printer->at_line_start)
        put_space(printer);
    put_comment(printer, comment);
    if (style == TRAILING_SAME_LINE ? !comment->is_block : comment->ends_line)
        put_line(printer);
    else if (style == TRAILING_PLAIN)
        put_space(printer);
}

void trailing_comments(struct printer *printer, uint32_t end, enum trailing style)
{
    const struct container *container = &printer->container;
    if (!printer->may_have_comments ||
        (container->end != NOWHERE && (end == container->end || end == container->declarations_end)))
        return;
    struct comment_list comments = comments_at(printer, end, true);
    for (size_t i = 0; i < comments.count; i++)
        put_trailing(printer, &comments.at[i], style);
}

struct container node_enter(struct printer *printer, struct range range)
{
    struct container outer = printer->container;
    if (printer->may_have_comments && range.pos != range.end) {
        leading_comments(printer, range.pos);
        printer->container.pos = range.pos;
        printer->container.end = range.end;
    }
    return outer;
}

void node_leave(struct printer *printer, struct range range, struct container outer)
{
    if (!printer->may_have_comments || range.pos == range.end)
        return;
    printer->container = outer;
    trailing_comments(printer, range.end, TRAILING_SPACED);
}

static uint32_t put_token_indented(struct printer *printer, const char *token, uint32_t from,
                                   struct range parent, bool is_indented, enum trailing style)
{
    if (!printer->may_have_comments) {
        put_text(printer, token);
        return from;
    }
    uint32_t at = skip_trivia(printer, from);
    if (parent.pos != from) {
        size_t levels = is_indented && !same_line(printer, from, at);
        printer->indent += levels;
        leading_comments(printer, from);
        printer->indent -= levels;
    }
    put_text(printer, token);
    uint32_t end = at + (uint32_t)strlen(token);
    if (parent.end != end)
        trailing_comments(printer, end, style);
    return end;
}

uint32_t put_token(struct printer *printer, const char *token, uint32_t from, struct range parent)
{
    return put_token_indented(printer, token, from, parent, false, TRAILING_SPACED);
}

uint32_t put_closing(struct printer *printer, const char *token, uint32_t from, struct range parent)
{
    return put_token_indented(printer, token, from, parent, true, TRAILING_SPACED);
}

uint32_t put_jsx_brace(struct printer *printer, const char *token, uint32_t from, struct range parent)
{
    return put_token_indented(printer, token, from, parent, false, TRAILING_SAME_LINE);
}

// ---- detached

// How many of the comments stand together, without an empty line between them.
static size_t group_length(const struct printer *printer, const struct comment_list *comments)
{
    size_t count = 1;
    while (count < comments->count &&
           line_of(printer, comments->at[count].start) < line_of(printer, comments->at[count - 1].end) + 2)
        count++;
    return count;
}

static void put_group(struct printer *printer, const struct comment *comments, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        put_comment(printer, &comments[i]);
        if (comments[i].ends_line)
            put_line(printer);
        else
            put_space(printer);
    }
}

void detached_comments(struct printer *printer, uint32_t pos)
{
    if (!printer->may_have_comments)
        return;
    struct comment_list comments = comments_at(printer, pos, false);
    if (comments.count == 0)
        return;
    size_t count = group_length(printer, &comments);
    uint32_t end = comments.at[count - 1].end;
    if (line_of(printer, skip_trivia(printer, pos)) < line_of(printer, end) + 2)
        return;
    if (!same_line(printer, pos, comments.at[0].start))
        put_line(printer);
    put_group(printer, comments.at, count);
    printer->detached = (struct range){pos, pos, end};
}
