// Matters of style: off unless a project asks for them.
#include "catalog/checks/checking.h"
#include "catalog/checks/habits.h"

#include "base/unicode.h"
#include "base/utf.h"

// The first letter of the text, or 0.
static uint32_t first_letter(struct str text, size_t *start, size_t *end)
{
    for (size_t at = 0; at < text.len;) {
        *start = at;
        uint32_t point = utf_next(text, &at);
        *end = at;
        if (unicode_is_letter(point))
            return point;
        if (point == UTF_INVALID && (unsigned char)text.at[*start] == CODE_VALUE)
            return 0;
    }
    return 0;
}

static bool has_case(uint32_t point)
{
    return unicode_is_upper(point) || unicode_is_lower(point);
}

void check_capitals(struct checking *checking)
{
    size_t start, end, ignored;
    uint32_t a = first_letter(checking->source.flat, &ignored, &ignored);
    uint32_t b = first_letter(checking->target.flat, &start, &end);
    if (a && b && has_case(a) && has_case(b) && unicode_is_upper(a) != unicode_is_upper(b))
        check_report(checking, KIND_CAPITALS, &checking->target, start, end,
                     unicode_is_upper(a) ? "the source begins with a capital letter"
                                         : "the source begins with a small letter");
}

static bool is_all_capitals(struct str text)
{
    size_t upper = 0;
    for (size_t at = 0; at < text.len;) {
        uint32_t point = utf_next(text, &at);
        if (unicode_is_lower(point))
            return false;
        upper += unicode_is_upper(point);
    }
    return upper > 3;
}

void check_all_capitals(struct checking *checking)
{
    bool a = is_all_capitals(checking->source.flat), b = is_all_capitals(checking->target.flat);
    uint32_t letter;
    size_t ignored;
    letter = first_letter(checking->target.flat, &ignored, &ignored);
    if (a != b && has_case(letter))
        check_report_text(checking, KIND_ALL_CAPITALS, &checking->target,
                          a ? "the source is in capital letters" : "the translation is in capital letters");
}

// A word of two to six capital letters, from *at on.
static bool next_acronym(struct str text, size_t *at, struct str *out)
{
    while (*at < text.len) {
        size_t start = *at, end = start;
        while (end < text.len && text.at[end] >= 'A' && text.at[end] <= 'Z')
            end++;
        size_t behind = end;
        while (behind < text.len && ((text.at[behind] | 32) >= 'a' && (text.at[behind] | 32) <= 'z'))
            behind++;
        *at = behind > start ? behind : start + 1;
        *out = str_slice(text, start, end);
        if (behind == end && out->len >= 2 && out->len <= 6)
            return true;
    }
    return false;
}

void check_acronyms(struct checking *checking)
{
    enum { most = 100 };
    struct str acronym;
    size_t count = 0;
    if (is_all_capitals(checking->source.flat) || str_trim(checking->target.flat).len == 0)
        return;
    for (size_t at = 0; count++ < most && next_acronym(checking->source.flat, &at, &acronym);) {
        if (str_find(checking->target.flat, acronym, 0) != STR_NONE)
            continue;
        check_report_text(checking, KIND_ACRONYMS, &checking->target,
                          "`" STR_FORMAT "` is not in the translation", STR_ARG(acronym));
        if (checking->found[KIND_ACRONYMS] >= check_greatest_of_a_kind)
            return;
    }
}

static size_t count_sentences(struct str text, const struct habits *habits)
{
    size_t count = 0;
    for (size_t at = 0; at < text.len;) {
        enum sentence_end end = habits_end(habits, utf_next(text, &at));
        bool is_end = end == END_STOP || end == END_QUESTION || end == END_EXCLAMATION;
        bool is_last = at >= text.len || text.at[at] == ' ' || text.at[at] == '\n' || habits->is_unspaced;
        count += is_end && is_last;
    }
    return count;
}

void check_sentences(struct checking *checking)
{
    size_t a = count_sentences(checking->source.flat, checking->source_locale.habits);
    size_t b = count_sentences(checking->target.flat, checking->target_locale.habits);
    if (a > 1 && a != b && !checking->target_locale.habits->lacks_stop)
        check_report_text(checking, KIND_SENTENCES, &checking->target,
                          "the source has %zu sentences, the translation %zu", a, b);
}
