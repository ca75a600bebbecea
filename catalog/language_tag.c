#include "catalog/language_tag.h"

#include <stdint.h>

enum { most_variants = 16 }; // a tag with more of them says nothing that anybody reads

struct subtags {
    struct str tag;
    size_t at;     // where the next one starts; behind the end when there is none
    struct str it; // the one to look at, empty at the end
};

static void next(struct subtags *subtags)
{
    if (!str_next_piece(subtags->tag, '-', &subtags->at, &subtags->it))
        subtags->it = (struct str){0};
}

static bool is_at_end(const struct subtags *subtags)
{
    return subtags->it.at == NULL;
}

static bool is_of(struct str text, size_t least, size_t most, bool with_digits, bool with_letters)
{
    if (text.len < least || text.len > most)
        return false;
    for (size_t i = 0; i < text.len; i++)
        if (!(with_letters && byte_is_letter(text.at[i])) && !(with_digits && byte_is_digit(text.at[i])))
            return false;
    return true;
}

static bool is_alphas(struct str text, size_t least, size_t most)
{
    return is_of(text, least, most, false, true);
}

static bool is_alphanumeric(struct str text, size_t least, size_t most)
{
    return is_of(text, least, most, true, true);
}

static bool is_variant(struct str text)
{
    return is_alphanumeric(text, 5, 8) || (is_alphanumeric(text, 4, 4) && byte_is_digit(text.at[0]));
}

// langtag's language: two or three letters with up to three extended ones of three, or four to eight letters.
static bool read_language(struct subtags *subtags)
{
    if (!is_alphas(subtags->it, 2, 8))
        return false;
    bool takes_extended = subtags->it.len < 4;
    next(subtags);
    for (size_t i = 0; takes_extended && i < 3 && is_alphas(subtags->it, 3, 3); i++)
        next(subtags);
    return true;
}

static bool read_variants(struct subtags *subtags)
{
    struct str seen[most_variants];
    for (size_t count = 0; is_variant(subtags->it); next(subtags)) {
        for (size_t i = 0; i < count; i++)
            if (str_equal_ignoring_case(seen[i], subtags->it))
                return false;
        if (count == most_variants)
            return false;
        seen[count++] = subtags->it;
    }
    return true;
}

// A singleton other than x, and at least one subtag of two to eight characters behind it.
static bool read_extensions(struct subtags *subtags)
{
    uint64_t seen = 0;
    while (is_alphanumeric(subtags->it, 1, 1) && (subtags->it.at[0] | 0x20) != 'x') {
        char byte = subtags->it.at[0];
        uint64_t bit = UINT64_C(1) << (byte_is_digit(byte) ? byte - '0' : (byte | 0x20) - 'a' + 10);
        next(subtags);
        if ((seen & bit) || !is_alphanumeric(subtags->it, 2, 8))
            return false;
        seen |= bit;
        while (is_alphanumeric(subtags->it, 2, 8))
            next(subtags);
    }
    return true;
}

static bool read_private_use(struct subtags *subtags)
{
    if (subtags->it.len != 1 || (subtags->it.at[0] | 0x20) != 'x')
        return true;
    next(subtags);
    if (is_at_end(subtags))
        return false;
    while (is_alphanumeric(subtags->it, 1, 8))
        next(subtags);
    return true;
}

// The grandfathered tags that the grammar of langtag does not take.
static bool is_irregular(struct str tag)
{
    static const char *const tags[] = {
        "en-GB-oed", "i-ami", "i-bnn",     "i-default", "i-enochian", "i-hak",
        "i-klingon", "i-lux", "i-mingo",   "i-navajo",  "i-pwn",      "i-tao",
        "i-tay",     "i-tsu", "sgn-BE-FR", "sgn-BE-NL", "sgn-CH-DE",
    };
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (str_equal_ignoring_case(tag, str_of(tags[i])))
            return true;
    return false;
}

bool language_tag_is_well_formed(struct str tag)
{
    struct subtags subtags = {.tag = tag};
    if (is_irregular(tag))
        return true;
    next(&subtags);
    if (subtags.it.len == 1 && (subtags.it.at[0] | 0x20) == 'x')
        return read_private_use(&subtags) && is_at_end(&subtags);
    if (!read_language(&subtags))
        return false;
    if (is_alphas(subtags.it, 4, 4))
        next(&subtags);
    if (is_alphas(subtags.it, 2, 2) || is_of(subtags.it, 3, 3, true, false))
        next(&subtags);
    return read_variants(&subtags) && read_extensions(&subtags) && read_private_use(&subtags) &&
           is_at_end(&subtags);
}
