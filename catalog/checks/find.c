// From a place in a text to the bytes of its file, where the text's format has to find it.
#include "catalog/checks/text.h"
#include "catalog/format.h"

// The number of the text of a choice that a byte of the flat text is in; *start is where that begins.
static size_t variant_at(const struct check_text *text, size_t at, size_t *start)
{
    size_t borders = 0;
    *start = 0;
    for (size_t i = 0; i < text->codes.count && text->codes.at[i].at < at; i++)
        if (text->codes.at[i].class == CODE_BORDER) {
            *start = text->codes.at[i].at + 1;
            borders++;
        }
    return borders ? borders - 1 : 0;
}

struct str text_form(const struct check_text *text, const struct catalog *catalog, size_t at)
{
    size_t start;
    if (!catalog->format || !catalog->format->find_text || !pattern_is_select(text->pattern))
        return (struct str){0};
    size_t variant = variant_at(text, at, &start);
    return start && variant < text->pattern->variants->count ? text->pattern->variants->at[variant].keys.at[0]
                                                             : (struct str){0};
}

bool text_find(const struct check_text *text, const struct catalog *catalog, size_t start, size_t end,
               struct arena *scratch, struct range *out)
{
    const struct format *format = catalog->format;
    struct check_text one = *text;
    size_t before = 0, variant = 0;
    if (!format || !format->find_text || !text->unit)
        return false;
    if (pattern_is_select(text->pattern) && text->pattern->variants->count) {
        variant = variant_at(text, start, &before);
        variant = variant < text->pattern->variants->count ? variant : 0;
        one = (struct check_text){.pattern = &text->pattern->variants->at[variant].value};
        text_read(one.pattern, text->syntaxes, scratch, &one);
    }
    bool is_target = text->pattern == &text->unit->target;
    if (!format->find_text(catalog, text->unit, is_target, variant, scratch, out))
        return false;
    one.bytes = *out;
    if (start >= before && end > start)
        text_place(&one, catalog, start - before, end - before, out);
    return true;
}
