// Which way a language is read. See transifex_read.h.
#include "sync/services/transifex_read.h"

#include <time.h>

enum { least_pages_for_file = 3 }; // a job costs its POST and a poll or two

size_t transifex_expected(const struct reading *reading)
{
    const struct transifex_stats *now = &reading->now;
    const size_t counts[] = {[READ_TRANSLATED] = now->translated,
                             [READ_REVIEWED] = now->reviewed,
                             [READ_PROOFREAD] = now->proofread};
    return is_of_source(reading) ? now->total : counts[reading->read->mode];
}

enum unit_state transifex_state_of_all(const struct reading *reading)
{
    size_t all = transifex_expected(reading);
    if (reading->now.proofread >= all)
        return UNIT_FINAL;
    if (reading->now.proofread > 0)
        return UNIT_NEW;
    if (reading->now.reviewed >= all)
        return UNIT_REVIEWED;
    return reading->now.reviewed > 0 ? UNIT_NEW : UNIT_TRANSLATED;
}

enum transifex_way transifex_way_to_all(const struct reading *reading)
{
    size_t pages = transifex_expected(reading) / transifex_page_size + 1;
    if (!is_of_source(reading) && transifex_expected(reading) == 0)
        return BY_COUNTERS;
    if (!is_of_source(reading) && pages >= least_pages_for_file &&
        transifex_state_of_all(reading) != UNIT_NEW)
        return BY_FILE;
    return BY_STRINGS;
}

// A change of states leaves no trace in the strings' times of translation.
static bool states_are_as_then(const struct reading *reading)
{
    const struct transifex_stats *now = &reading->now, *then = &reading->then;
    return now->total == then->total && now->reviewed == then->reviewed &&
           now->proofread == then->proofread && str_equal(now->reviewed_at, then->reviewed_at) &&
           str_equal(now->proofread_at, then->proofread_at) && (now->reviewed == 0 || now->reviewed_at.len) &&
           (now->proofread == 0 || now->proofread_at.len);
}

// One second early: what was translated in the very second of the last look may have come after it.
struct str transifex_last_look(const struct reading *reading)
{
    enum { longest = 40 };
    const struct transifex_stats *then = &reading->then;
    double time;
    struct tm parts;
    if (!transifex_time(then->translated_at.len ? then->translated_at : then->updated, &time))
        return (struct str){0};
    time_t seconds = (time_t)time - 1;
    char *out = arena_space(reading->remote->arena, 1, longest);
    size_t len = gmtime_r(&seconds, &parts) ? strftime(out, longest, "%Y-%m-%dT%H:%M:%SZ", &parts) : 0;
    return (struct str){out, len};
}

enum transifex_way transifex_way_to_new(const struct reading *reading)
{
    if (is_of_source(reading) || !reading->read->known || !states_are_as_then(reading))
        return transifex_way_to_all(reading);
    if (reading->read->mode != READ_TRANSLATED)
        return BY_NO_CHANGE;
    return transifex_last_look(reading).len ? BY_CHANGES : transifex_way_to_all(reading);
}
