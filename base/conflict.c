#include "base/conflict.h"

static size_t find_line(struct str text, struct str beginning, size_t from)
{
    const struct needle needle = needle_of(beginning);
    size_t at = from;
    while ((at = needle_find(text, &needle, at)) != STR_NONE && at > 0 && text.at[at - 1] != '\n')
        at += beginning.len;
    return at;
}

bool conflict_is_line(struct str text)
{
    struct str line = str_slice(text, 0, str_find_byte(text, '\n', 0));
    if (str_ends(line, STR("\r")))
        line = str_slice(line, 0, line.len - 1);
    return str_starts(line, STR("<<<<<<< ")) || str_starts(line, STR("||||||| ")) ||
           str_starts(line, STR(">>>>>>> ")) || str_is(line, "=======");
}

size_t conflict_find(struct str text)
{
    size_t ours = find_line(text, STR("<<<<<<< "), 0);
    size_t theirs = ours == STR_NONE ? STR_NONE : find_line(text, STR("======="), ours);
    size_t end = theirs == STR_NONE ? STR_NONE : find_line(text, STR(">>>>>>> "), theirs);
    return end == STR_NONE ? STR_NONE : ours;
}
