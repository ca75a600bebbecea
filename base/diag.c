#include "base/diag.h"

#include "base/utf.h"

#include <stdarg.h>
#include <stdio.h>

const struct kind_row kind_rows[KIND_COUNT] = {
#define KIND(identifier, name, severity, meaning, remedy)                                                    \
    [KIND_##identifier] = {name, SEVERITY_##severity, meaning, remedy},
#include "base/kinds.def"
#undef KIND
};

struct span span_file(struct str path)
{
    return (struct span){.path = path};
}

static struct str print_list(struct arena *arena, const char *format, va_list values)
{
    va_list again;
    va_copy(again, values);
    int len = vsnprintf(NULL, 0, format, values);
    char *text = arena_array(arena, char, (size_t)len + 1);
    vsnprintf(text, (size_t)len + 1, format, again);
    va_end(again);
    return (struct str){text, (size_t)len};
}

struct diag *diag_add(struct diags *diags, enum kind kind, struct span span, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    struct str message = print_list(diags->arena, format, values);
    va_end(values);
    struct diag *diag = list_push(diags, diags->arena);
    *diag =
        (struct diag){.kind = kind, .severity = kind_rows[kind].severity, .span = span, .message = message};
    return diag;
}

void diag_hint(struct diags *diags, struct diag *diag, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    diag->hint = print_list(diags->arena, format, values);
    va_end(values);
}

void diag_relate(struct diags *diags, struct diag *diag, struct span span, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    struct str message = print_list(diags->arena, format, values);
    va_end(values);
    *list_push(&diag->related, diags->arena) = (struct related){span, message};
}

void diags_append(struct diags *diags, const struct diags *from)
{
    for (size_t i = 0; i < from->count; i++)
        *list_push(diags, diags->arena) = from->at[i];
}

size_t diags_count(const struct diags *diags, enum severity severity)
{
    size_t count = 0;
    for (size_t i = 0; i < diags->count; i++)
        count += diags->at[i].severity == severity;
    return count;
}

static size_t line_start(struct str text, size_t offset)
{
    size_t newline = str_rfind_byte(str_slice(text, 0, offset), '\n');
    return newline == STR_NONE ? 0 : newline + 1;
}

struct place place_of(struct str text, size_t offset)
{
    size_t line = 1;
    for (size_t at = str_find_byte(text, '\n', 0); at < offset && at != STR_NONE;
         at = str_find_byte(text, '\n', at + 1))
        line++;
    size_t start = line_start(text, offset);
    return (struct place){line, utf_units(str_slice(text, start, offset)) + 1};
}

const char *severity_name(enum severity severity)
{
    static const char *const names[] = {"error", "warning", "note"};
    return names[severity];
}

bool kind_is_of_world(enum kind kind)
{
    return kind == KIND_FILE_UNREADABLE || kind == KIND_FILE_UNWRITABLE || kind == KIND_FILE_TOO_LARGE ||
           kind == KIND_FILE_CHANGED || kind == KIND_FILE_SHARED;
}

enum kind kind_find(struct str name)
{
    for (enum kind kind = 0; kind < KIND_COUNT; kind++)
        if (str_is(name, kind_rows[kind].name))
            return kind;
    return KIND_COUNT;
}

static bool is_bidi_control(uint32_t point)
{
    return (point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069);
}

void diag_neutral(struct buf *out, struct str text)
{
    for (size_t at = 0; at < text.len;) {
        size_t start = at;
        uint32_t point = utf_next(text, &at);
        if (point == UTF_INVALID || (point < 0x20 && point != '\t') || (point >= 0x7f && point < 0xa0))
            buf_print(out, "\\x%02x", (unsigned char)text.at[start]);
        else if (is_bidi_control(point))
            buf_print(out, "\\u{%x}", (unsigned)point);
        else
            buf_add(out, str_slice(text, start, at));
    }
}

static const char *paint(bool with_colour, const char *code)
{
    return with_colour ? code : "";
}

static const char *severity_colour(enum severity severity)
{
    static const char *const colours[] = {"\033[1;31m", "\033[1;33m", "\033[1;36m"};
    return colours[severity];
}

// Long lines (minified code) are shown around the place only.
enum { excerpt_before = 60, excerpt_after = 100 };

static struct str excerpt_of(struct span span, size_t *caret)
{
    size_t start = line_start(span.text, span.start);
    size_t end = str_find_byte(span.text, '\n', span.start);
    struct str line = str_slice(span.text, start, end == STR_NONE ? span.text.len : end);
    if (line.len > 0 && line.at[line.len - 1] == '\r')
        line.len--;
    *caret = span.start - start;
    if (*caret > excerpt_before + excerpt_after) {
        size_t cut = *caret - excerpt_before;
        while (cut < line.len && ((unsigned char)line.at[cut] & 0xc0) == 0x80)
            cut++;
        *caret -= cut;
        line = str_from(line, cut);
    }
    if (line.len > *caret + excerpt_after) {
        line.len = *caret + excerpt_after;
        while (line.len > 0 && ((unsigned char)line.at[line.len] & 0xc0) == 0x80)
            line.len--;
    }
    return line;
}

static void print_excerpt(struct span span, size_t line_number, const char *indent, bool with_colour,
                          struct buf *out)
{
    size_t caret = 0;
    struct str line = excerpt_of(span, &caret);
    struct str before = str_slice(line, 0, caret);
    buf_print(out, "%s%5zu | ", indent, line_number);
    diag_neutral(out, line);
    buf_print(out, "\n%s      | ", indent);
    for (size_t at = 0; at < before.len;) {
        size_t start = at;
        utf_next(before, &at);
        buf_byte(out, before.at[start] == '\t' ? '\t' : ' ');
    }
    size_t marked = utf_units(str_slice(line, caret, caret + (span.end - span.start)));
    buf_text(out, paint(with_colour, "\033[1;32m"));
    buf_byte(out, '^');
    if (marked > 1)
        buf_repeat(out, '~', marked - 1);
    buf_text(out, paint(with_colour, "\033[0m"));
    buf_byte(out, '\n');
}

static void print_head(struct span span, const char *label, const char *colour, struct str message,
                       bool with_colour, struct buf *out)
{
    buf_text(out, paint(with_colour, "\033[1m"));
    diag_neutral(out, span.path.len ? span.path : STR("glot"));
    if (span.text.at) {
        struct place place = place_of(span.text, span.start);
        buf_print(out, ":%zu:%zu", place.line, place.column);
    }
    buf_print(out, ":%s %s%s:%s ", paint(with_colour, "\033[0m"), paint(with_colour, colour), label,
              paint(with_colour, "\033[0m"));
    diag_neutral(out, message);
}

void diag_print(const struct diag *diag, bool with_colour, struct buf *out)
{
    print_head(diag->span, severity_name(diag->severity), severity_colour(diag->severity), diag->message,
               with_colour, out);
    buf_print(out, " [%s]\n", kind_rows[diag->kind].name);
    if (diag->span.text.at)
        print_excerpt(diag->span, place_of(diag->span.text, diag->span.start).line, "", with_colour, out);
    struct str hint = diag->hint.len ? diag->hint : str_of(kind_rows[diag->kind].remedy);
    if (hint.len) {
        buf_text(out, "      = ");
        diag_neutral(out, hint);
        buf_byte(out, '\n');
    }
    for (size_t i = 0; i < diag->related.count; i++) {
        const struct related *related = &diag->related.at[i];
        buf_text(out, "  ");
        print_head(related->span, "see", "\033[1;36m", related->message, with_colour, out);
        buf_byte(out, '\n');
        if (related->span.text.at)
            print_excerpt(related->span, place_of(related->span.text, related->span.start).line, "  ",
                          with_colour, out);
    }
}
