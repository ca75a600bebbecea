#include "catalog/fallback.h"

static bool takes(const struct bundle *bundle, const struct bundle_request *request, size_t number,
                  const struct translation *translation, struct arena *arena)
{
    struct diags unheard = {.arena = arena};
    return translation->unit && (!bundle->fits || bundle->fits(request, request->messages->at[number],
                                                               translation, arena, &unheard));
}

static void find_lender(const struct bundle *bundle, const struct bundle_request *request, size_t number,
                        struct lender *lenders, size_t count, struct arena *arena, struct translation *out)
{
    for (size_t i = 0; i < count; i++) {
        const struct translation *translation = &lenders[i].translations[number];
        if (!takes(bundle, request, number, translation, arena))
            continue;
        lenders[i].lent++;
        *out = *translation;
        return;
    }
}

void fallback_resolve(const struct bundle *bundle, struct bundle_request *request, struct lender *lenders,
                      size_t count, struct arena *arena, struct bundle_report *report)
{
    const struct message_set *messages = request->messages;
    struct translation *translations = arena_array(arena, struct translation, messages->count);
    report->missing = (struct str_list){0};
    for (size_t i = 0; i < messages->count; i++) {
        translations[i] = request->translations[i];
        if (!translations[i].unit)
            find_lender(bundle, request, i, lenders, count, arena, &translations[i]);
        if (!translations[i].unit)
            *list_push(&report->missing, arena) = messages->at[i]->id;
    }
    request->translations = translations;
}
