// How long a translation is.
#include "catalog/checks/checking.h"

#include "base/utf.h"

static size_t length_of(struct str text, enum limit_measure measure)
{
    size_t points = 0;
    if (measure == LIMIT_UTF8)
        return text.len;
    if (measure == LIMIT_UTF16)
        return utf_units(text);
    for (size_t at = 0; at < text.len; points++)
        utf_next(text, &at);
    return points;
}

// Codes are not counted: what they show is not known.
static size_t text_length(const struct check_text *text, enum limit_measure measure)
{
    return length_of(text->flat, measure) - text->codes.count;
}

void check_length(struct checking *checking)
{
    static const char *const units[] = {"characters", "bytes", "UTF-16 units"};
    struct length_limit limit = unit_rare(checking->unit)->limit;
    if (limit.greatest == 0 || checking->target.is_choice)
        return;
    size_t len = text_length(&checking->target, limit.measure);
    if (len > limit.greatest)
        check_report_text(checking, KIND_TOO_LONG, &checking->target,
                          "the translation has %zu %s, and %zu are allowed", len, units[limit.measure],
                          limit.greatest);
}

void check_length_ratio(struct checking *checking)
{
    enum { factor = 10, least = 10 };
    size_t a = text_length(&checking->source, LIMIT_CODE_POINTS);
    size_t b = text_length(&checking->target, LIMIT_CODE_POINTS);
    bool is_long = b > factor * a && b > least, is_short = a > factor * b && a > least;
    if (a > 0 && b > 0 && (is_long || is_short))
        check_report_text(checking, KIND_LENGTH_RATIO, &checking->target,
                          "the translation has %zu characters, the source %zu", b, a);
}
