// White space: at the ends, line breaks, doubled blanks, and the French ones before marks.
#include "catalog/checks/checking.h"
#include "catalog/checks/habits.h"

#include "base/unicode.h"
#include "base/utf.h"

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// How many bytes of white space the text begins with, and ends with.
static size_t blanks_before(struct str text)
{
    size_t len = 0;
    while (len < text.len && is_blank(text.at[len]))
        len++;
    return len;
}

static size_t blanks_behind(struct str text)
{
    size_t len = 0;
    while (len < text.len && is_blank(text.at[text.len - 1 - len]))
        len++;
    return len;
}

// White space with a line break in it comes from the layout of a source.
static bool is_layout(struct str blanks)
{
    return str_find_byte(blanks, '\n', 0) != STR_NONE;
}

// Behind a full-width mark no blank is needed.
static bool ends_wide(struct str text)
{
    size_t start = text.len - blanks_behind(text);
    if (start < 3)
        return false;
    size_t at = start - 3;
    uint32_t point = utf_next(text, &at);
    return (point >= 0x3000 && point < 0x3100) || (point >= 0xff00 && point < 0xffef);
}

// A blank in front of a sentence, or behind one, joins nothing: it was left over in the source.
static bool begins_anew(struct str text)
{
    size_t at = 0;
    return text.len > 0 && unicode_is_upper(utf_next(text, &at));
}

static bool ends_for_good(struct str text)
{
    return text.len > 0 && strchr(".!?", text.at[text.len - 1]);
}

void check_spaces_at_ends(struct checking *checking)
{
    struct str source = checking->source.flat, target = checking->target.flat;
    if (str_trim(source).len == 0 || str_trim(target).len == 0)
        return;
    size_t a = blanks_before(source), b = blanks_before(target);
    if (a && blanks_behind(source)) // the layout of a template
        return;
    if ((a > 0) != (b > 0) && !is_layout(str_slice(source, 0, a)) && !is_layout(str_slice(target, 0, b)) &&
        !(a && begins_anew(str_from(source, a))))
        check_report(checking, KIND_SPACES_AT_ENDS, &checking->target, 0, b ? b : 1,
                     a ? "the source begins with a blank, the translation does not"
                       : "the translation begins with a blank, the source does not");
    a = blanks_behind(source);
    b = blanks_behind(target);
    if ((a > 0) == (b > 0) || is_layout(str_from(source, source.len - a)) ||
        is_layout(str_from(target, target.len - b)) || (a && ends_wide(target)) ||
        (a && ends_for_good(str_slice(source, 0, source.len - a))))
        return;
    check_report(checking, KIND_SPACES_AT_ENDS, &checking->target, target.len - (b ? b : 1), target.len,
                 a ? "the source ends with a blank, the translation does not"
                   : "the translation ends with a blank, the source does not");
}

// Line breaks that mean one. In XLIFF most come from the layout of a source, where white space collapses:
// there only empty lines and the items of lists count. Elsewhere what goes on with blanks is layout.
static size_t count_breaks(struct str text, bool is_collapsed)
{
    size_t count = 0;
    for (size_t at = 0; (at = str_find_byte(text, '\n', at)) != STR_NONE; at++) {
        size_t next = at + 1;
        while (is_collapsed && next < text.len && (text.at[next] == ' ' || text.at[next] == '\t'))
            next++;
        bool is_end = next >= text.len;
        count += is_collapsed
                     ? !is_end && (text.at[next] == '\n' || str_starts(str_from(text, next), STR("- ")) ||
                                   str_starts(str_from(text, next), STR("* ")))
                     : is_end || !strchr(" \t\r", text.at[next]);
    }
    return count;
}

// Lines that go on indented are those of a template.
static bool is_laid_out(struct str text)
{
    return str_find(text, STR("\n "), 0) != STR_NONE || str_find(text, STR("\n\t"), 0) != STR_NONE;
}

void check_breaks(struct checking *checking)
{
    if (!((checking->source.marks | checking->target.marks) & HAS_BREAK))
        return;
    bool is_collapsed = text_is_xml(checking->catalog);
    if (is_collapsed && (is_laid_out(checking->source.flat) || is_laid_out(checking->target.flat)))
        return;
    size_t a = count_breaks(checking->source.flat, is_collapsed);
    size_t b = count_breaks(checking->target.flat, is_collapsed);
    if (a != b && str_trim(checking->target.flat).len)
        check_report_text(checking, KIND_LINE_BREAKS, &checking->target,
                          "the source has %zu line break%s, the translation %zu", a, a == 1 ? "" : "s", b);
}

// The first two blanks in a row within a line, or STR_NONE.
static size_t double_blank(struct str text)
{
    size_t start = blanks_before(text), end = text.len - blanks_behind(text);
    for (size_t at = start; (at = str_find(str_slice(text, 0, end), STR("  "), at)) != STR_NONE;) {
        size_t behind = at;
        while (behind < end && text.at[behind] == ' ')
            behind++;
        bool is_indent = at > 0 && is_blank(text.at[at - 1]);
        if (!is_indent && behind < end && !is_blank(text.at[behind]))
            return at;
        at = behind;
    }
    return STR_NONE;
}

void check_spaces(struct checking *checking)
{
    size_t at = checking->target.marks & HAS_SPACE ? double_blank(checking->target.flat) : STR_NONE;
    if (at != STR_NONE && double_blank(checking->source.flat) == STR_NONE)
        check_report(checking, KIND_SPACES, &checking->target, at, at + 2, "here are two blanks in a row");
}

// ---- French

void check_spacing(struct checking *checking)
{
    const struct check_text *text = &checking->target;
    uint32_t before = 0;
    if (!checking->target_locale.habits->has_spaced_marks || !(text->marks & HAS_MARK) ||
        str_is(checking->target_locale.locale, "fr-CA"))
        return;
    for (size_t at = 0; at < text->flat.len;) {
        size_t start = at;
        uint32_t point = utf_next(text->flat, &at);
        bool is_mark = point == '?' || point == '!' || point == ';' || point == ':';
        bool is_end = at == text->flat.len || is_blank(text->flat.at[at]);
        bool is_word = unicode_is_letter(before) || unicode_digit(before) >= 0 || before == ')';
        if (is_mark && is_end && (is_word || before == ' '))
            check_report(checking, KIND_PUNCTUATION_SPACING, text, start, at,
                         before == ' ' ? "the blank before `%c` may break a line"
                                       : "there is no blank before `%c`",
                         (char)point);
        before = point;
    }
}
