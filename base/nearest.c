#include "base/nearest.h"

static size_t limit_of(struct str word)
{
    return 1 + word.len / 3;
}

struct nearest nearest_to(struct str word)
{
    return (struct nearest){.word = word, .distance = limit_of(word) + 1};
}

void nearest_offer(struct nearest *nearest, struct str candidate)
{
    size_t limit = limit_of(nearest->word);
    size_t distance = str_distance(nearest->word, candidate, limit);
    if (str_equal_ignoring_case(nearest->word, candidate))
        distance = 0;
    else if (distance >= candidate.len)
        return; // nothing of it was typed
    if (distance > limit && nearest->word.len >= 2 && str_starts(candidate, nearest->word))
        distance = limit;
    if (distance < nearest->distance) {
        nearest->distance = distance;
        nearest->found = candidate;
    }
}

bool nearest_hint(struct str found, struct diags *diags, struct diag *diag)
{
    if (found.len)
        diag_hint(diags, diag, "Did you mean \"" STR_FORMAT "\"?", STR_ARG(found));
    return found.len > 0;
}
