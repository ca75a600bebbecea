#include "base/words.h"

#include "base/byte.h"
#include "base/utf.h"

#include <stdint.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

// ---- ASCII, by the rules that matter there

enum sort { LETTER, DIGIT, AT, JOINER, MID_NUMBER, MID_BOTH, OTHER };

static enum sort sort_of(char byte)
{
    if (byte_is_letter(byte))
        return LETTER;
    if (byte_is_digit(byte))
        return DIGIT;
    switch (byte) {
    case '@':
        return AT; // CLDR's rules take it for a letter, so that an address is one word
    case '_':
        return JOINER; // WB13a, WB13b
    case '.':
    case '\'':
        return MID_BOTH; // WB6 to WB12
    case ',':
    case ';':
        return MID_NUMBER;
    default:
        return OTHER;
    }
}

static enum sort sort_at(struct str text, size_t at)
{
    return at < text.len ? sort_of(text.at[at]) : OTHER;
}

static bool is_letter(enum sort sort)
{
    return sort == LETTER || sort == AT;
}

// Whether what stands at `at`, behind the beginning of a word, stands inside the word.
static bool goes_on(struct str text, size_t at)
{
    enum sort before = sort_of(text.at[at - 1]), here = sort_of(text.at[at]), next = sort_at(text, at + 1);
    if (here <= JOINER)
        return true;
    if (here == MID_BOTH)
        return (is_letter(before) && is_letter(next)) || (before == DIGIT && next == DIGIT);
    return here == MID_NUMBER && before == DIGIT && next == DIGIT;
}

static size_t count_ascii(struct str text)
{
    size_t count = 0;
    for (size_t at = 0; at < text.len; at++) {
        enum sort first = sort_of(text.at[at]);
        if (first > JOINER)
            continue;
        bool counts = first <= DIGIT;
        while (at + 1 < text.len && goes_on(text, at + 1))
            counts |= sort_of(text.at[++at]) <= DIGIT;
        count += counts;
    }
    return count;
}

// ---- all else

static UBreakIterator *open_iterator(struct words *words)
{
    UErrorCode error = U_ZERO_ERROR;
    if (!words->handle)
        words->handle = ubrk_open(UBRK_WORD, "", NULL, 0, &error);
    return U_SUCCESS(error) ? words->handle : NULL;
}

// ICU calls `@` and `__` words, too.
static bool has_word(struct str segment)
{
    for (size_t at = 0; at < segment.len;)
        if (u_isalnum((UChar32)utf_next(segment, &at)))
            return true;
    return false;
}

static size_t count_by_icu(UBreakIterator *iterator, struct str text)
{
    UErrorCode error = U_ZERO_ERROR;
    UText utf8 = UTEXT_INITIALIZER;
    size_t count = 0;
    utext_openUTF8(&utf8, text.at, (int64_t)text.len, &error);
    ubrk_setUText(iterator, &utf8, &error);
    if (U_FAILURE(error))
        return count_ascii(text);
    size_t start = 0;
    for (int32_t end; (end = ubrk_next(iterator)) != UBRK_DONE; start = (size_t)end)
        count += has_word(str_slice(text, start, (size_t)end));
    utext_close(&utf8);
    return count;
}

size_t words_count(struct words *words, struct str text)
{
    if (str_is_ascii(text))
        return count_ascii(text);
    UBreakIterator *iterator = open_iterator(words);
    return iterator ? count_by_icu(iterator, text) : count_ascii(text);
}

void words_close(struct words *words)
{
    if (words->handle)
        ubrk_close(words->handle);
    words->handle = NULL;
}
