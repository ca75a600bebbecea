#include "base/place.h"

#include "base/utf.h"

enum { stride = 1024 }; // bytes from mark to mark

// A place at the start of a character.
struct mark {
    size_t offset, line;
    size_t units; // of its line in front of it
};

struct mark_list {
    const char *text; // the key
    struct mark *at;
    size_t count, capacity;
};

static void pass_character(struct mark *mark, struct str text)
{
    uint32_t point = utf_next(text, &mark->offset);
    mark->units = point == '\n' ? 0 : mark->units + utf_units_of(point);
    mark->line += point == '\n';
}

// Mark i is that of the last character that starts at or before byte i * stride. Lines into which no mark
// falls are passed as a whole.
static void mark_text(struct str text, struct mark_list *marks, struct arena *arena)
{
    bool has_bom;
    struct mark mark = {.offset = text.len - utf_skip_bom(text, &has_bom).len, .line = 1};
    *list_push(marks, arena) = mark;
    for (size_t next_line = 0; mark.offset < text.len;) {
        if (next_line <= mark.offset) {
            size_t newline = str_find_byte(text, '\n', mark.offset);
            next_line = newline == STR_NONE ? text.len : newline + 1;
        }
        if (next_line <= marks->count * stride) {
            mark = (struct mark){.offset = next_line, .line = mark.line + 1};
            continue;
        }
        struct mark before = mark;
        pass_character(&mark, text);
        if (mark.offset > marks->count * stride)
            *list_push(marks, arena) = before;
    }
}

// The marks of a text, none for who asks first: many texts are asked about once.
static const struct mark_list *marks_of(struct places *places, struct str text)
{
    struct str key = {(const char *)&text.at, sizeof text.at};
    struct mark_list *marks = map_get(&places->texts, key);
    if (marks && marks->count == 0)
        mark_text(text, marks, places->arena);
    if (marks)
        return marks;
    marks = arena_new(places->arena, struct mark_list);
    marks->text = text.at;
    map_set(&places->texts, (struct str){(const char *)&marks->text, sizeof marks->text}, marks,
            places->arena);
    return marks;
}

// The start of the line.
static struct mark mark_line(struct str text, size_t offset)
{
    bool has_bom;
    struct mark mark = {.offset = text.len - utf_skip_bom(text, &has_bom).len, .line = 1};
    struct str before = str_slice(text, mark.offset, offset);
    size_t newline = str_rfind_byte(before, '\n');
    if (newline != STR_NONE)
        mark.offset += newline + 1;
    mark.line += str_count_byte(before, '\n');
    return mark;
}

struct place place_of(struct places *places, struct str text, size_t offset)
{
    const struct mark_list *marks = marks_of(places, text);
    size_t nearest = offset / stride;
    struct mark mark = marks->count == 0 ? mark_line(text, offset)
                                         : marks->at[nearest < marks->count ? nearest : marks->count - 1];
    while (mark.offset < offset && mark.offset < text.len)
        pass_character(&mark, text);
    return (struct place){mark.line, mark.units + 1};
}

size_t place_line(struct str text, size_t offset)
{
    return 1 + str_count_byte(str_slice(text, 0, offset), '\n');
}
