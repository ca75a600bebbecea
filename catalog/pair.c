#include "catalog/pair.h"

#include "catalog/format.h"
#include "catalog/losses.h"

// The one text of a unit, whichever place the reader put it in.
static const struct pattern *text_of(const struct unit *unit)
{
    return unit->has_target ? &unit->target : &unit->source;
}

void catalog_as_sources(struct catalog *catalog)
{
    for (size_t i = 0; i < catalog->units.count; i++) {
        struct unit *unit = &catalog->units.at[i];
        unit->source = *text_of(unit);
        unit->target = (struct pattern){0};
        unit->has_target = false;
        unit->state = UNIT_NEW;
    }
    if (catalog->source_locale.len == 0)
        catalog->source_locale = catalog->target_locale;
    catalog->target_locale = (struct str){0};
}

static void set_target(struct unit *unit, const struct unit *translated)
{
    unit->target = *text_of(translated);
    unit->has_target = true;
    unit->state = UNIT_TRANSLATED;
    unit->syntax = translated->syntax;
    unit_settle_target(unit, false);
}

static void add_stray(struct catalog *out, const struct catalog *translated, const struct unit *stray,
                      struct arena *arena, struct diags *diags)
{
    diag_add(diags, KIND_PAIR_WITHOUT_SOURCE, unit_span(translated, stray),
             "`" STR_FORMAT "` is not among the sources", STR_ARG(stray->id));
    struct unit *unit = catalog_add_in(out, stray->file, stray->id, arena);
    struct str id = unit->id;
    *unit = *stray;
    unit->id = id;
    unit->source = (struct pattern){0};
    unit->is_obsolete = true;
    set_target(unit, stray);
}

void catalog_pair(const struct catalog *sources, const struct catalog *translated, struct arena *arena,
                  struct diags *diags, struct catalog *out)
{
    *out = *sources;
    catalog_detach(out, arena);
    if (!sources->format || sources->format->is_monolingual)
        catalog_as_sources(out);
    out->target_locale =
        translated->target_locale.len ? translated->target_locale : translated->source_locale;
    for (size_t i = 0; i < translated->units.count; i++) {
        const struct unit *text = &translated->units.at[i];
        if (!unit_counts(text))
            continue;
        struct unit *unit = catalog_find_in(out, text->file, text->id);
        if (unit)
            set_target(unit, text);
        else
            add_stray(out, translated, text, arena, diags);
    }
    for (size_t i = 0; i < out->units.count; i++)
        out->units.at[i].bytes = (struct range){0, 0};
}
