// States of XLIFF 2: a ladder from initial to final, with a second word for what it cannot say.
#include "catalog/formats/xliff2.h"

static const struct {
    enum unit_state unit;
    const char *state, *sub_state; // NULL: any
} rows[] = {
    // The first row that fits is read, the first of a unit's state is written.
    {UNIT_STALE, "initial", "glot:changed"},
    {UNIT_NEW, "initial", NULL},
    {UNIT_NEEDS_REVIEW, "translated", "glot:needs-review"},
    {UNIT_TRANSLATED, "translated", NULL},
    {UNIT_REVIEWED, "reviewed", NULL},
    {UNIT_FINAL, "final", NULL},
};
enum { row_count = sizeof rows / sizeof *rows };

enum unit_state xliff2_state_of(struct str state, struct str sub_state)
{
    for (size_t i = 0; i < row_count; i++)
        if (str_is(state, rows[i].state) && (!rows[i].sub_state || str_is(sub_state, rows[i].sub_state)))
            return rows[i].unit;
    return UNIT_TRANSLATED; // tools that know no states write none
}

struct xliff2_state xliff2_state_for(enum unit_state state)
{
    size_t i = 0;
    while (rows[i].unit != state)
        i++;
    return (struct xliff2_state){rows[i].state, rows[i].sub_state};
}

enum unit_state xliff2_earlier(enum unit_state a, enum unit_state b)
{
    static const unsigned char rungs[] = {[UNIT_NEW] = 0,        [UNIT_STALE] = 1,    [UNIT_NEEDS_REVIEW] = 2,
                                          [UNIT_TRANSLATED] = 3, [UNIT_REVIEWED] = 4, [UNIT_FINAL] = 5};
    return rungs[a] <= rungs[b] ? a : b;
}
