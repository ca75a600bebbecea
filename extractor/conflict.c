#include "extractor/conflict.h"

static size_t find_line(struct str text, struct str beginning, size_t from)
{
    const struct needle needle = needle_of(beginning);
    size_t at = from;
    while ((at = needle_find(text, &needle, at)) != STR_NONE && at > 0 && text.at[at - 1] != '\n')
        at += beginning.len;
    return at;
}

size_t conflict_find(struct str text)
{
    size_t ours = find_line(text, STR("<<<<<<< "), 0);
    size_t theirs = ours == STR_NONE ? STR_NONE : find_line(text, STR("======="), ours);
    size_t end = theirs == STR_NONE ? STR_NONE : find_line(text, STR(">>>>>>> "), theirs);
    return end == STR_NONE ? STR_NONE : ours;
}
