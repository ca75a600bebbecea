#include "sync/hub/translate.h"

static bool is_same(struct str a, struct str b)
{
    return (a.at == NULL) == (b.at == NULL) && str_equal(a, b);
}

static struct translation apply(const struct translation *before, const struct translation_change *change)
{
    struct translation after = *before;
    if (change->has_strings && !is_same(before->strings, change->value.strings)) {
        after.strings = change->value.strings;
        after.reviewed = after.proofread = false;
    }
    if (change->has_reviewed)
        after.reviewed = change->value.reviewed;
    if (change->has_proofread)
        after.proofread = change->value.proofread;
    // What is not translated cannot be reviewed, and what is proofread is.
    after.reviewed = after.strings.at && (after.reviewed || (change->has_proofread && after.proofread));
    after.proofread = after.reviewed && after.proofread;
    return after;
}

static unsigned difference(const struct translation *a, const struct translation *b)
{
    return (is_same(a->strings, b->strings) ? 0u : CHANGED_TRANSLATIONS) |
           (a->reviewed == b->reviewed ? 0u : CHANGED_REVIEWS) |
           (a->proofread == b->proofread ? 0u : CHANGED_PROOFREADS);
}

bool translation_change(struct exchange *x, struct resource *resource, struct str language,
                        const struct translation *before, const struct translation_change *change)
{
    struct translation after = apply(before, change);
    unsigned what = difference(before, &after);
    if (what == 0)
        return false;
    int64_t now = resource_stamp(x, resource);
    query_run(x->database,
              "INSERT INTO translation (string, language, strings, reviewed, proofread, origin, created,"
              " translated, reviewed_at, proofread_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7,"
              " iif(?8 & 1, ?7, NULL), iif(?8 & 2, ?7, NULL), iif(?8 & 4, ?7, NULL))"
              " ON CONFLICT DO UPDATE SET strings = excluded.strings, reviewed = excluded.reviewed,"
              " proofread = excluded.proofread, origin = iif(?8 & 1, excluded.origin, origin),"
              " translated = ifnull(excluded.translated, translated),"
              " reviewed_at = ifnull(excluded.reviewed_at, reviewed_at),"
              " proofread_at = ifnull(excluded.proofread_at, proofread_at)",
              VALUES(NUMBER(before->string), TEXT(language), TEXT_OR_NULL(after.strings),
                     NUMBER(after.reviewed), NUMBER(after.proofread), TEXT(str_of(change->origin)),
                     NUMBER(now), NUMBER(what)));
    language_changed(x, resource, language, what);
    return true;
}
