// The law of catalogs whose tree was judged before they are read from it, as `glot check` does it: what is
// read is the same, and what is found in it.
#ifndef TESTS_FUZZ_JUDGED_LAW_H
#define TESTS_FUZZ_JUDGED_LAW_H

#include "catalog/conformance.h"
#include "catalog/format.h"
#include "tests/fuzz/diags_law.h"

static inline void expect_same_texts(const struct str_list *a, const struct str_list *b)
{
    demand(a->count == b->count);
    for (size_t i = 0; i < a->count; i++)
        demand(str_equal(a->at[i], b->at[i]));
}

static inline void expect_same_rare(const struct unit_rare *a, const struct unit_rare *b)
{
    demand(pattern_equal(&a->previous, &b->previous) && str_equal(a->name, b->name));
    demand(a->has_previous_context == b->has_previous_context &&
           str_equal(a->previous_context, b->previous_context));
    demand(a->limit.greatest == b->limit.greatest && a->limit.measure == b->limit.measure);
    demand(a->rules.count == b->rules.count && a->suggestions.count == b->suggestions.count);
    expect_same_texts(&a->flags, &b->flags);
    for (size_t i = 0; i < a->suggestions.count; i++)
        demand(pattern_equal(&a->suggestions.at[i].source, &b->suggestions.at[i].source) &&
               pattern_equal(&a->suggestions.at[i].target, &b->suggestions.at[i].target) &&
               str_equal(a->suggestions.at[i].origin, b->suggestions.at[i].origin));
}

static inline void expect_same_unit(const struct unit *a, const struct unit *b)
{
    demand(str_equal(a->id, b->id) && str_equal(a->context, b->context) && a->file == b->file);
    demand(pattern_equal(&a->source, &b->source) && pattern_equal(&a->target, &b->target));
    demand(a->has_target == b->has_target && a->has_previous == b->has_previous && a->state == b->state);
    demand(a->is_locked == b->is_locked && a->is_obsolete == b->is_obsolete &&
           a->is_shadowed == b->is_shadowed && a->syntax == b->syntax);
    demand(a->bytes.start == b->bytes.start && a->bytes.end == b->bytes.end);
    demand(a->source_bytes.start == b->source_bytes.start && a->source_bytes.end == b->source_bytes.end);
    demand(a->target_bytes.start == b->target_bytes.start && a->target_bytes.end == b->target_bytes.end);
    demand(a->notes.count == b->notes.count);
    for (size_t i = 0; i < a->notes.count; i++)
        demand(str_equal(a->notes.at[i].from, b->notes.at[i].from) &&
               str_equal(a->notes.at[i].text, b->notes.at[i].text));
    expect_same_texts(&a->locations, &b->locations);
    expect_same_rare(unit_rare(a), unit_rare(b));
}

static inline void expect_same_when_judged(const struct format *format, struct str text,
                                           const struct format_options *options, struct arena *arena)
{
    struct diags unheard = {.arena = arena}, alone = {.arena = arena}, after = {.arena = arena};
    struct format_options judged = *options;
    struct arena rules = {0};
    struct xml_document document;
    struct catalog a, b;
    const char *folded = options->peer_bytes ? NULL : conformance_folded(text);
    judged.document = &document;
    if (!xml_parse_folded(text, STR("x"), folded, arena, &unheard, &document))
        return;
    conformance_check(&document, &(struct conformance_options){0}, &rules, &unheard);
    arena_free(&rules);
    bool is_read = format->read(text, STR("x"), options, arena, &alone, &a);
    demand(format->read(text, STR("x"), &judged, arena, &after, &b) == is_read);
    expect_same_diags(&alone, &after);
    demand(!is_read || a.units.count == b.units.count);
    for (size_t i = 0; is_read && i < a.units.count; i++)
        expect_same_unit(&a.units.at[i], &b.units.at[i]);
}

#endif
