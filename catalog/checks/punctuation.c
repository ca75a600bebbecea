// The mark at the end of a text, each language's own.
#include "catalog/checks/checking.h"
#include "catalog/checks/habits.h"

#include "base/unicode.h"
#include "base/utf.h"

// What may stand behind the last mark: blanks, markup that closes, quotation marks.
static bool is_trailing(struct str text, size_t start, uint32_t point)
{
    unsigned char byte = (unsigned char)text.at[start];
    if (point == UTF_INVALID)
        return byte == CODE_CLOSE || byte == CODE_ALONE || byte == CODE_OPEN;
    return unicode_is_space(point) || unicode_is_symbol(point) || point == '"' || point == '\'' ||
           point == 0x201c || point == 0x201d || point == 0x2019 || point == 0xbb || point == 0x300d ||
           point == 0x300f || point == 0x200f || point == 0x200e;
}

// The end of the sentence, and where its mark stands.
static enum sentence_end find_end(struct str text, const struct habits *habits, struct range *mark)
{
    for (size_t end = text.len; end > 0;) {
        size_t start;
        uint32_t point = utf_previous(text, end, &start);
        *mark = byte_range(start, end);
        if (!is_trailing(text, start, point)) {
            enum sentence_end found = habits_end(habits, point);
            bool is_dots = found == END_STOP && start > 1 && str_is(str_slice(text, start - 2, end), "...");
            bool is_more = found == END_STOP && str_ends(str_slice(text, 0, end), STR("。。。"));
            return is_dots || is_more ? END_ELLIPSIS : found;
        }
        end = start;
    }
    *mark = byte_range(0, text.len);
    return END_NONE;
}

static bool is_expected(const struct checking *checking, enum sentence_end source, enum sentence_end target)
{
    const struct habits *habits = checking->target_locale.habits;
    bool is_stop = source == END_STOP || target == END_STOP;
    if (source == target || (habits->lacks_stop && is_stop))
        return true;
    if (habits->has_inner_marks && (source == END_QUESTION || source == END_EXCLAMATION))
        return true;
    return false;
}

static size_t count_words(struct str text)
{
    size_t words = 1;
    for (size_t at = 0; (at = str_find_byte(text, ' ', at)) != STR_NONE; at++)
        words++;
    return words;
}

// "…, nd.": the stop is that of an abbreviation.
static bool is_abbreviated(struct str text, size_t stop)
{
    enum { greatest = 4 }; // letters
    size_t start = stop, letters = 0;
    while (start > 0 && text.at[start - 1] != ' ') {
        utf_previous(text, start, &start);
        letters++;
    }
    return letters <= greatest || str_find_byte(str_slice(text, 0, stop), '.', 0) != STR_NONE;
}

// Whether the source lacks a stop that a translator may well add: it is long, or has sentences.
static bool is_unfinished(struct str source)
{
    enum { long_text = 6 }; // words
    return count_words(source) >= long_text || str_find(source, STR(". "), 0) != STR_NONE;
}

// Differences that are the translator's to make.
static bool is_free(const struct checking *checking, enum sentence_end a, enum sentence_end b, size_t mark)
{
    struct str source = checking->source.flat, target = checking->target.flat;
    bool is_unspaced = checking->target_locale.habits->is_unspaced;
    if ((a == END_STOP || b == END_STOP) && count_words(source) < (is_unspaced ? 4 : 2))
        return true;
    if (b == END_STOP && a == END_NONE)
        return is_unfinished(source) || is_abbreviated(target, mark) ||
               checking->target_locale.habits->closes_labels;
    if (a == END_ELLIPSIS)
        return str_find(target, STR("..."), 0) != STR_NONE ||
               str_find(target, STR("\xe2\x80\xa6"), 0) != STR_NONE;
    if (b == END_SEMICOLON) // a reference that was escaped twice
        return str_rfind_byte(target, '&') != STR_NONE;
    return (a == END_EXCLAMATION && b == END_STOP) ||
           (is_unspaced && a == END_QUESTION && count_words(source) < 4);
}

void check_punctuation(struct checking *checking)
{
    struct range source_mark, target_mark;
    struct str source = checking->source.flat, target = checking->target.flat;
    if (str_trim(source).len < 2 || str_trim(target).len == 0)
        return;
    enum sentence_end a = find_end(source, checking->source_locale.habits, &source_mark);
    enum sentence_end b = find_end(target, checking->target_locale.habits, &target_mark);
    if (is_expected(checking, a, b) || is_free(checking, a, b, target_mark.start))
        return;
    struct diag *diag = check_report(checking, KIND_PUNCTUATION, &checking->target, target_mark.start,
                                     target_mark.end, "the translation ends with %s, the source with %s",
                                     sentence_end_name(b), sentence_end_name(a));
    check_relate(checking, diag, &checking->source, source_mark.start, source_mark.end, "the source's end");
}

// ---- the form of an ellipsis

static bool has_dots(struct str text)
{
    return str_find(text, STR("..."), 0) != STR_NONE;
}

void check_ellipsis(struct checking *checking)
{
    struct str sign = STR("\xe2\x80\xa6");
    bool wants_sign =
        str_find(checking->source.flat, sign, 0) != STR_NONE && !has_dots(checking->source.flat);
    size_t at = wants_sign ? str_find(checking->target.flat, STR("..."), 0) : STR_NONE;
    if (at != STR_NONE)
        check_report(checking, KIND_ELLIPSIS, &checking->target, at, at + 3,
                     "three dots stand where the source has an ellipsis");
}
