#include "base/diag.h"

#include "base/map.h"
#include "base/utf.h"

#include <stdio.h>

const struct kind_row kind_rows[KIND_COUNT] = {
#define KIND(identifier, name, severity, meaning, remedy)                                                    \
    [KIND_##identifier] = {name, SEVERITY_##severity, meaning, remedy},
#include "base/kinds.def"
#undef KIND
};

static const char unread[1];
const struct str text_unread = {unread, 0};

struct span span_file(struct str path)
{
    return (struct span){.path = path};
}

struct diag *diag_add(struct diags *diags, enum kind kind, struct span span, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    struct str message = arena_print_list(diags->arena, format, values);
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
    diag->hint = arena_print_list(diags->arena, format, values);
    va_end(values);
}

void diag_relate(struct diags *diags, struct diag *diag, struct span span, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    struct str message = arena_print_list(diags->arena, format, values);
    va_end(values);
    *list_push(&diag->related, diags->arena) = (struct related){span, message};
}

struct str diag_remedy(const struct diag *diag)
{
    return diag->hint.len ? diag->hint : str_of(kind_rows[diag->kind].remedy);
}

void diags_append(struct diags *diags, const struct diags *from)
{
    for (size_t i = 0; i < from->count; i++) {
        struct diag *diag = list_push(diags, diags->arena);
        *diag = from->at[i];
        diag->related = (struct related_list){0};
        for (size_t j = 0; j < from->at[i].related.count; j++)
            *list_push(&diag->related, diags->arena) = from->at[i].related.at[j];
    }
}

// Texts are shared by many findings.
static void own_span(struct span *span, struct map *texts, struct arena *arena)
{
    const struct str *text = &span->text;
    struct str place = {(const char *)text, sizeof *text};
    span->path = arena_copy(arena, span->path);
    if (!text->at || span_is_unread(*span))
        return;
    if (!map_has(texts, place))
        map_set(texts, arena_copy(arena, place), arena_cstr(arena, *text), arena);
    span->text.at = map_get(texts, place);
}

void diags_own(struct diags *diags, size_t first)
{
    struct map texts = {0};
    for (size_t i = first; i < diags->count; i++) {
        struct diag *diag = &diags->at[i];
        own_span(&diag->span, &texts, diags->arena);
        diag->message = arena_copy(diags->arena, diag->message);
        diag->hint = arena_copy(diags->arena, diag->hint);
        for (size_t j = 0; j < diag->related.count; j++) {
            own_span(&diag->related.at[j].span, &texts, diags->arena);
            diag->related.at[j].message = arena_copy(diags->arena, diag->related.at[j].message);
        }
    }
}

size_t diags_count(const struct diags *diags, enum severity severity)
{
    size_t count = 0;
    for (size_t i = 0; i < diags->count; i++)
        count += diags->at[i].severity == severity;
    return count;
}

bool diags_check_utf8(struct diags *diags, struct str path, struct str text)
{
    size_t bad = utf_first_invalid(text);
    if (bad != STR_NONE)
        diag_add(diags, KIND_FILE_NOT_UTF8, (struct span){path, text, bad, bad + 1},
                 "this byte is not UTF-8");
    return bad == STR_NONE;
}

const char *severity_name(enum severity severity)
{
    static const char *const names[] = {"error", "warning", "note"};
    return names[severity];
}

bool kind_is_of_world(enum kind kind)
{
    static const enum kind kinds[] = {KIND_FILE_UNREADABLE,     KIND_FILE_UNWRITABLE, KIND_FILE_TOO_LARGE,
                                      KIND_FILE_CHANGED,        KIND_FILE_SHARED,     KIND_LIBRARY_MISSING,
                                      KIND_SERVICE_UNREACHABLE, KIND_SERVICE_BUSY,    KIND_SERVICE_FAILED,
                                      KIND_SERVICE_JOB,         KIND_SERVICE_ANSWER,  KIND_HUB_DATA,
                                      KIND_HUB_ADDRESS};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (kind == kinds[i])
            return true;
    return false;
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

struct excerpt {
    struct str before, marked, after; // of one line
    bool is_cut_before, is_cut_after;
};

// The bounds of the line are looked for only as far as it can be shown.
static size_t line_start(struct str text, size_t offset)
{
    const size_t reach = excerpt_before + excerpt_after;
    size_t from = offset > reach ? offset - reach - 1 : 0;
    size_t newline = str_rfind_byte(str_slice(text, from, offset), '\n');
    if (newline != STR_NONE)
        return from + newline + 1;
    bool has_bom;
    size_t first = text.len - utf_skip_bom(text, &has_bom).len;
    return from < first && first <= offset ? first : from;
}

static size_t line_end(struct str text, size_t offset)
{
    struct str near = str_slice(text, offset, offset + excerpt_after + 2);
    size_t newline = str_find_byte(near, '\n', 0);
    size_t end = offset + (newline == STR_NONE ? near.len : newline);
    return end > offset && text.at[end - 1] == '\r' ? end - 1 : end;
}

static struct excerpt excerpt_of(struct span span)
{
    size_t start = line_start(span.text, span.start), end = line_end(span.text, span.start);
    struct excerpt excerpt = {.is_cut_before = span.start - start > excerpt_before + excerpt_after,
                              .is_cut_after = end - span.start > excerpt_after};
    if (excerpt.is_cut_before)
        for (start = span.start - excerpt_before; utf_is_inside(span.text, start);)
            start++;
    if (excerpt.is_cut_after)
        for (end = span.start + excerpt_after; utf_is_inside(span.text, end);)
            end--;
    size_t mark_end = span.end > end ? end : span.end;
    excerpt.before = str_slice(span.text, start, span.start);
    excerpt.marked = str_slice(span.text, span.start, mark_end);
    excerpt.after = str_slice(span.text, mark_end, end);
    return excerpt;
}

// Columns of the text as it is shown.
static size_t shown_columns(struct str text)
{
    struct buf shown = {0};
    diag_neutral(&shown, text);
    size_t columns = utf_columns(buf_str(&shown));
    buf_free(&shown);
    return columns;
}

// Blanks below a text; tabs stay tabs, whatever their width is.
static void print_blanks(struct str text, struct buf *out)
{
    for (size_t start = 0, end; start <= text.len; start = end + 1) {
        end = str_find_byte(text, '\t', start);
        if (end == STR_NONE)
            end = text.len;
        buf_repeat(out, ' ', shown_columns(str_slice(text, start, end)));
        if (end < text.len)
            buf_byte(out, '\t');
    }
}

static const char ellipsis[] = "…";

static void print_line(const struct excerpt *excerpt, struct buf *out)
{
    buf_text(out, excerpt->is_cut_before ? ellipsis : "");
    diag_neutral(out, excerpt->before);
    diag_neutral(out, excerpt->marked);
    diag_neutral(out, excerpt->after);
    buf_text(out, excerpt->is_cut_after ? ellipsis : "");
}

static void print_marks(const struct excerpt *excerpt, bool with_colour, struct buf *out)
{
    size_t marked = shown_columns(excerpt->marked);
    print_blanks(excerpt->is_cut_before ? STR(" ") : STR(""), out);
    print_blanks(excerpt->before, out);
    buf_text(out, paint(with_colour, "\033[1;32m"));
    buf_byte(out, '^');
    if (marked > 1)
        buf_repeat(out, '~', marked - 1);
    buf_text(out, paint(with_colour, "\033[0m"));
}

static void print_excerpt(struct span span, size_t line, const char *indent, bool with_colour,
                          struct buf *out)
{
    struct excerpt excerpt = excerpt_of(span);
    int width = snprintf(NULL, 0, "%5zu", line);
    buf_print(out, "%s%5zu | ", indent, line);
    print_line(&excerpt, out);
    buf_print(out, "\n%s%*s | ", indent, width, "");
    print_marks(&excerpt, with_colour, out);
    buf_byte(out, '\n');
}

static struct place place_of_start(struct places *places, struct span span)
{
    return span.text.at ? place_of(places, span.text, span.start) : (struct place){0};
}

static void print_head(struct span span, struct place place, const char *label, const char *colour,
                       struct str message, bool with_colour, struct buf *out)
{
    buf_text(out, paint(with_colour, "\033[1m"));
    diag_neutral(out, span.path.len ? span.path : STR("glot"));
    if (span.text.at)
        buf_print(out, ":%zu:%zu", place.line, place.column);
    buf_print(out, ":%s %s%s:%s ", paint(with_colour, "\033[0m"), paint(with_colour, colour), label,
              paint(with_colour, "\033[0m"));
    diag_neutral(out, message);
}

static void print_related(const struct related *related, struct places *places, bool with_colour,
                          struct buf *out)
{
    struct place place = place_of_start(places, related->span);
    buf_text(out, "  ");
    print_head(related->span, place, "see", "\033[1;36m", related->message, with_colour, out);
    buf_byte(out, '\n');
    if (related->span.text.at)
        print_excerpt(related->span, place.line, "  ", with_colour, out);
}

void diag_print(const struct diag *diag, struct places *places, bool with_colour, struct buf *out)
{
    struct place place = place_of_start(places, diag->span);
    print_head(diag->span, place, severity_name(diag->severity), severity_colour(diag->severity),
               diag->message, with_colour, out);
    buf_print(out, " [%s]\n", kind_rows[diag->kind].name);
    if (diag->span.text.at)
        print_excerpt(diag->span, place.line, "", with_colour, out);
    struct str hint = diag_remedy(diag);
    if (hint.len) {
        buf_text(out, "      = ");
        diag_neutral(out, hint);
        buf_byte(out, '\n');
    }
    for (size_t i = 0; i < diag->related.count; i++)
        print_related(&diag->related.at[i], places, with_colour, out);
}
