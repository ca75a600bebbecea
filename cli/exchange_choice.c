// Who decides on a conflict.
#include "base/place.h"
#include "cli/exchanging.h"
#include "cli/git.h"
#include "cli/output.h"

#include <stdio.h>

// ---- times

static struct str time_here(struct exchanging *e, const struct exchange_locale *locale,
                            const struct difference *difference)
{
    const struct catalog *catalog = locale->catalog;
    const struct unit *unit = &catalog->units.at[difference->local];
    struct str time = {0};
    if (!catalog->bytes.len || unit->target_bytes.end == 0)
        return time;
    size_t line = place_line(catalog->bytes, unit->target_bytes.start);
    // What is not committed yet was written after all that is.
    if (!git_line_time(catalog->path, line, e->context->arena, &time))
        return (struct str){0};
    return time;
}

enum verdict exchange_by_time(void *context, const struct exchange_locale *locale,
                              const struct catalog *there, const struct difference *difference)
{
    struct exchanging *e = context;
    if (difference->local == STR_NONE || difference->remote == STR_NONE)
        return VERDICT_CONFLICT;
    const struct str *remote = map_get(&locale->times, there->units.at[difference->remote].id);
    struct str local = time_here(e, locale, difference);
    int order = remote && local.len ? str_compare(local, *remote) : 0;
    return order == 0 ? VERDICT_CONFLICT : order > 0 ? VERDICT_SEND : VERDICT_TAKE;
}

// ---- people

static void print_question(const struct exchange_locale *locale, const struct unit *here,
                           const struct unit *there, struct arena *arena)
{
    struct buf out = {0}, shown = {0};
    buf_print(&shown, "\n" STR_FORMAT ", `" STR_FORMAT "`: both sides changed it\n", STR_ARG(locale->locale),
              STR_ARG(here->id));
    buf_print(&shown, "  source:  " STR_FORMAT "\n", STR_ARG(exchange_shown(&here->source, arena)));
    buf_print(&shown, "  ours:    " STR_FORMAT "\n", STR_ARG(exchange_shown(&here->target, arena)));
    buf_print(&shown, "  theirs:  " STR_FORMAT "\n", STR_ARG(exchange_shown(&there->target, arena)));
    output_neutral(&out, buf_str(&shown));
    buf_free(&shown);
    buf_text(&out, "Keep [o]urs, take [t]heirs, [l]eave both as they are? ");
    output_write(&out, stderr);
    fflush(stderr);
}

enum verdict exchange_by_asking(void *context, const struct exchange_locale *locale,
                                const struct catalog *there, const struct difference *difference)
{
    struct exchanging *e = context;
    char answer[80];
    if (difference->local == STR_NONE || difference->remote == STR_NONE)
        return VERDICT_CONFLICT;
    progress_end(&e->context->progress);
    for (;;) {
        print_question(locale, &locale->catalog->units.at[difference->local],
                       &there->units.at[difference->remote], e->context->arena);
        if (!fgets(answer, sizeof answer, stdin) || answer[0] == 'l' || answer[0] == '\n')
            return VERDICT_CONFLICT;
        if (answer[0] == 'o' || answer[0] == 't')
            return answer[0] == 'o' ? VERDICT_SEND : VERDICT_TAKE;
    }
}
