#include "catalog/pseudo_spared.h"

enum { stretch_greatest = 512 }; // longer tags and addresses are taken for text

static bool is_one_of(char byte, const char *set)
{
    return byte && strchr(set, byte) != NULL;
}

static char byte_at(struct str text, size_t at)
{
    return at < text.len ? text.at[at] : '\0';
}

// "<b class=x>", "</b>", "<!-- … -->"
static size_t tag(struct str text)
{
    char next = byte_at(text, 1);
    size_t end = byte_is_letter(next) || next == '/' || next == '!' ? str_find_byte(text, '>', 1) : STR_NONE;
    return end == STR_NONE ? 0 : end + 1;
}

// "&amp;", "&#39;", "&#x27;"
static size_t entity(struct str text)
{
    size_t end = byte_at(text, 1) == '#' ? 2 : 1;
    while (byte_is_alphanumeric(byte_at(text, end)))
        end++;
    return byte_at(text, end) == ';' && end > 1 && byte_at(text, end - 1) != '#' ? end + 1 : 0;
}

// Code in braces, with the braces in it.
static size_t braces(struct str text)
{
    size_t depth = 0;
    for (size_t at = 0; at < text.len; at++) {
        depth += text.at[at] == '{';
        depth -= text.at[at] == '}';
        if (depth == 0)
            return at + 1;
    }
    return 0;
}

static size_t dollar(struct str text)
{
    size_t inner = byte_at(text, 1) == '{' ? braces(str_from(text, 1)) : 0;
    size_t end = str_starts(text, STR("$t(")) ? str_find_byte(text, ')', 0) : STR_NONE;
    if (end != STR_NONE)
        return end + 1;
    return inner ? inner + 1 : 0;
}

// printf and Python: flags, width, precision and length, then what it is.
static size_t conversion(struct str text)
{
    size_t at = 1;
    if (byte_at(text, at) == '(') {
        size_t end = str_find_byte(text, ')', at);
        at = end == STR_NONE ? at : end + 1;
    }
    while (byte_is_digit(byte_at(text, at)) || is_one_of(byte_at(text, at), "$+-#.*'"))
        at++;
    while (is_one_of(byte_at(text, at), "hlLqjzt"))
        at++;
    return is_one_of(byte_at(text, at), "diouxXeEfFgGaAcspn@%") ? at + 1 : 0;
}

static bool is_mail(struct str word)
{
    size_t sign = str_find_byte(word, '@', 0);
    if (sign == STR_NONE || sign == 0)
        return false;
    size_t dot = str_find_byte(word, '.', sign);
    return dot != STR_NONE && dot > sign + 1 && dot + 1 < word.len;
}

static bool is_url(struct str word)
{
    size_t scheme = 0;
    while (byte_is_letter(byte_at(word, scheme)) || (scheme && is_one_of(byte_at(word, scheme), "+-.")))
        scheme++;
    return (scheme > 1 && str_starts(str_from(word, scheme), STR("://"))) || str_starts(word, STR("www.")) ||
           str_starts(word, STR("mailto:"));
}

// A word that starts here and is an address.
static size_t address(struct str text)
{
    size_t end = 0;
    while (end < text.len && (byte_is_letter(text.at[end]) ||
                              (!byte_is_space(text.at[end]) && !is_one_of(text.at[end], "<>\"(){}[]'`"))))
        end++;
    while (end > 0 && is_one_of(text.at[end - 1], ".,;:!?"))
        end--;
    struct str word = str_slice(text, 0, end);
    return is_url(word) || is_mail(word) ? end : 0;
}

static bool starts_word(struct str text, size_t at)
{
    if (at && byte_is_letter(text.at[at - 1])) // which is usual
        return false;
    return at == 0 || byte_is_space(text.at[at - 1]) || is_one_of(text.at[at - 1], "<>\"({['`:;,");
}

size_t pseudo_spared(struct str text, size_t at)
{
    struct str rest = str_slice(text, at, at + stretch_greatest);
    switch (rest.at[0]) {
    case '<':
        return tag(rest);
    case '&':
        return entity(rest);
    case '{':
        return braces(rest);
    case '$':
        return dollar(rest);
    case '%':
        return conversion(rest);
    default:
        return byte_is_alphanumeric(rest.at[0]) && starts_word(text, at) ? address(rest) : 0;
    }
}
