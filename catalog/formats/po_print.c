// PO: strings and places, broken into lines as gettext's tools break them, so that these leave them alone.
#include "base/utf.h"
#include "catalog/formats/po.h"

enum { columns_greatest = 79 };

// ---- where a line may break: UAX #14 for ASCII and East Asian text, the rest sticks together

enum break_class {
    LETTER,
    DIGIT,
    SPACE,
    OPENING,
    CLOSING,     // and exclamation marks
    PARENTHESIS, // the closing ones, which stick to letters
    QUOTATION,
    SEPARATOR, // , . : ;
    SLASH,
    HYPHEN,
    BAR,
    PREFIX, // $ + backslash
    POSTFIX,
    IDEOGRAPH,
    IDEOGRAPHIC_CLOSING,
};

// `shown`: the bytes of the code point.
static enum break_class class_of(uint32_t point, struct str shown)
{
    static const struct {
        const char *bytes;
        enum break_class class;
    } ascii[] = {{" ", SPACE},       {"([{", OPENING},    {"}!?", CLOSING}, {")]", PARENTHESIS},
                 {"\"'", QUOTATION}, {",.:;", SEPARATOR}, {"/", SLASH},     {"-", HYPHEN},
                 {"|\t", BAR},       {"$+\\", PREFIX},    {"%", POSTFIX}};
    static const char *const closing = "、。，．！？：；）」』】〉》”’ー々";
    if (point < 0x80) {
        if (point >= '0' && point <= '9')
            return DIGIT;
        for (size_t i = 0; point && i < sizeof ascii / sizeof *ascii; i++)
            if (strchr(ascii[i].bytes, (int)point))
                return ascii[i].class;
        return LETTER;
    }
    if (str_find(str_of(closing), shown, 0) != STR_NONE)
        return IDEOGRAPHIC_CLOSING;
    return utf_columns(shown) == 2 ? IDEOGRAPH : LETTER;
}

static bool is_of_word(enum break_class class)
{
    return class == LETTER || class == DIGIT;
}

// Whether a line may end between the two, no space being between them.
static bool may_break(enum break_class before, enum break_class after)
{
    if (after == SPACE || after == CLOSING || after == PARENTHESIS || after == SEPARATOR || after == SLASH ||
        after == QUOTATION || after == HYPHEN || after == BAR || after == IDEOGRAPHIC_CLOSING)
        return false;
    switch (before) {
    case OPENING:
    case QUOTATION:
        return false;
    case SPACE:
        return true;
    case LETTER:
    case DIGIT:
        return after == IDEOGRAPH;
    case PARENTHESIS:
        return !is_of_word(after) && after != PREFIX && after != POSTFIX;
    case CLOSING:
        return after != PREFIX && after != POSTFIX;
    case SEPARATOR:
        return !is_of_word(after);
    case SLASH:
    case HYPHEN:
        return after != DIGIT;
    case PREFIX:
    case POSTFIX:
        return after == IDEOGRAPH;
    default:
        return true;
    }
}

// ---- strings

struct wrapping {
    struct str text; // escaped, of one line
    bool has_feed;   // it ends with the escape of a line feed
    const char *prefix, *line_end;
    struct buf *out;
};

static void print_line(const struct wrapping *w, size_t start, size_t end)
{
    buf_text(w->out, w->prefix);
    buf_byte(w->out, '"');
    buf_add(w->out, str_slice(w->text, start, end));
    buf_byte(w->out, '"');
    buf_text(w->out, w->line_end);
}

// The next unit that holds together: a character, or an escape with its backslash.
static enum break_class unit_next(struct str text, size_t *at, size_t *columns)
{
    size_t start = *at;
    uint32_t point = utf_next(text, at);
    if (point == '\\' && *at < text.len) {
        char letter = text.at[(*at)++];
        *columns = 2;
        return letter == '"' ? QUOTATION : letter == '\\' ? PREFIX : letter == 't' ? BAR : LETTER;
    }
    *columns = point < 0x80 ? 1 : utf_columns(str_slice(text, start, *at));
    return class_of(point, str_slice(text, start, *at));
}

// One line of the text, folded where it is too long; a line feed at its end stays with what is before it.
static void fold_line(const struct wrapping *w)
{
    size_t start = 0, last = 0, used = 0, used_since = 0;
    size_t room = columns_greatest - 2 - strlen(w->prefix);
    enum break_class before = OPENING;
    bool is_after_space = false;
    for (size_t at = 0; at < w->text.len;) {
        size_t unit = at, columns;
        bool is_feed = w->has_feed && at + 2 == w->text.len;
        enum break_class class = unit_next(w->text, &at, &columns);
        if (!is_feed && unit > start && class != SPACE && (is_after_space || may_break(before, class))) {
            last = unit;
            used_since = 0;
        }
        if (used + columns > room && last > start) {
            print_line(w, start, last);
            start = last;
            used = used_since;
        }
        used += columns;
        used_since += columns;
        is_after_space = class == SPACE;
        before = class;
    }
    print_line(w, start, w->text.len);
}

static bool fits_one_line(struct str text, struct str escaped, const char *prefix, const char *keyword)
{
    size_t feed = str_find_byte(text, '\n', 0);
    return (feed == STR_NONE || feed + 1 == text.len) &&
           strlen(prefix) + strlen(keyword) + 3 + utf_columns(escaped) <= columns_greatest;
}

void po_print_string(const char *prefix, const char *keyword, struct str text, const char *line_end,
                     struct buf *out)
{
    struct buf escaped = {0};
    struct wrapping wrapping = {.prefix = prefix, .line_end = line_end, .out = out};
    c_escape(text, &escaped);
    buf_text(out, prefix);
    buf_text(out, keyword);
    if (fits_one_line(text, buf_str(&escaped), prefix, keyword)) {
        buf_text(out, " \"");
        buf_add(out, buf_str(&escaped));
        buf_byte(out, '"');
        buf_text(out, line_end);
        buf_free(&escaped);
        return;
    }
    buf_text(out, " \"\"");
    buf_text(out, line_end);
    for (size_t at = 0; at < text.len;) {
        size_t feed = str_find_byte(text, '\n', at), end = feed == STR_NONE ? text.len : feed + 1;
        escaped.len = 0;
        c_escape(str_slice(text, at, end), &escaped);
        wrapping.text = buf_str(&escaped);
        wrapping.has_feed = feed != STR_NONE;
        fold_line(&wrapping);
        at = end;
    }
    buf_free(&escaped);
}

// ---- places

bool po_place_is_isolated(struct str place)
{
    for (size_t i = 0; i < place.len; i++)
        if (place.at[i] && strchr(" \t\r\n", place.at[i]))
            return true;
    return false;
}

struct str po_place_without_marks(struct str place, struct arena *arena)
{
    static const struct str marks[] = {STR_INIT("\xe2\x81\xa8"), STR_INIT("\xe2\x81\xa9")};
    if (str_find(place, marks[0], 0) == STR_NONE && str_find(place, marks[1], 0) == STR_NONE)
        return place;
    struct buf out = {0};
    for (size_t at = 0; at < place.len;) {
        struct str rest = str_from(place, at);
        bool is_mark = str_starts(rest, marks[0]) || str_starts(rest, marks[1]);
        if (!is_mark)
            buf_byte(&out, rest.at[0]);
        at += is_mark ? marks[0].len : 1;
    }
    return buf_finish(&out, arena);
}

static struct str shown_place(struct str place, struct arena *scratch)
{
    place = po_place_without_marks(place, scratch);
    if (!po_place_is_isolated(place))
        return place;
    size_t colon = str_rfind_byte(place, ':');
    bool has_line = colon != STR_NONE && str_is_digits(str_from(place, colon + 1));
    struct str name = str_slice(place, 0, has_line ? colon : place.len), line = str_from(place, name.len);
    struct buf out = {0};
    for (size_t i = 0; i < name.len; i++)
        buf_byte(&out, name.at[i] == '\n' ? ' ' : name.at[i]);
    name = buf_finish(&out, scratch);
    return arena_join(scratch, (struct str[]){STR("\xe2\x81\xa8"), name, STR("\xe2\x81\xa9"), line}, 4);
}

void po_print_places(const struct str_list *places, const char *line_end, struct buf *out)
{
    struct arena scratch = {0};
    size_t used = 2, count = 0;
    for (size_t i = 0; i < places->count; i++) {
        if (places->at[i].len == 0)
            continue;
        struct str place = shown_place(places->at[i], &scratch);
        size_t columns = place.len + 1;
        if (count == 0 || used + columns > columns_greatest) {
            buf_text(out, count ? line_end : "");
            buf_text(out, "#:");
            used = 2;
        }
        used += columns;
        count++;
        buf_byte(out, ' ');
        buf_add(out, place);
    }
    if (count)
        buf_text(out, line_end);
    arena_free(&scratch);
}
