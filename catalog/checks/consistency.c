// Units held against each other: one source translated in two ways, two sources in one way.
#include "catalog/checks/checking.h"

#include "base/hash.h"

struct consistency {
    uint64_t *sources, *targets;           // keys of the texts, by unit
    uint32_t *first_source, *first_target; // number + 1 of the first unit with that key
};

static uint64_t pattern_key(const struct pattern *pattern)
{
    uint64_t key = pattern->parts.count;
    for (size_t i = 0; i < pattern->parts.count; i++) {
        const struct part *part = &pattern->parts.at[i];
        uint64_t words[3] = {key, part_kind(part), hash_bytes(part->text)};
        key = hash_bytes((struct str){(const char *)words, sizeof words});
    }
    return key;
}

static bool takes_part(const struct unit *unit)
{
    return unit_is_done(unit) && unit_is_in_use(unit) && !unit->is_locked &&
           !pattern_is_select(&unit->source) && !pattern_is_select(&unit->target) &&
           unit->target.parts.count > 0 && unit->source.parts.count > 0;
}

// Fills in the first unit of each key, with open addressing over the numbers.
static void find_firsts(const uint64_t *keys, const struct catalog *catalog, uint32_t *first,
                        struct arena *scratch)
{
    size_t slots = 16;
    while (slots < 2 * catalog->units.count)
        slots *= 2;
    uint32_t *table = arena_array(scratch, uint32_t, slots);
    for (size_t i = 0; i < catalog->units.count; i++) {
        if (!takes_part(&catalog->units.at[i]))
            continue;
        size_t slot = keys[i] & (slots - 1);
        while (table[slot] && keys[table[slot] - 1] != keys[i])
            slot = (slot + 1) & (slots - 1);
        if (!table[slot])
            table[slot] = (uint32_t)i + 1;
        first[i] = table[slot];
    }
}

struct consistency *consistency_of(const struct catalog *catalog, struct arena *arena)
{
    size_t count = catalog->units.count;
    struct consistency *out = arena_new(arena, struct consistency);
    out->sources = arena_array(arena, uint64_t, count);
    out->targets = arena_array(arena, uint64_t, count);
    out->first_source = arena_array(arena, uint32_t, count);
    out->first_target = arena_array(arena, uint32_t, count);
    for (size_t i = 0; i < count; i++) {
        out->sources[i] = pattern_key(&catalog->units.at[i].source);
        out->targets[i] = pattern_key(&catalog->units.at[i].target);
    }
    find_firsts(out->sources, catalog, out->first_source, arena);
    find_firsts(out->targets, catalog, out->first_target, arena);
    return out;
}

// Whether the two stand in different contexts, so that they may differ.
static bool is_apart(const struct unit *a, const struct unit *b)
{
    if (!str_equal(a->context, b->context))
        return true;
    struct str x = a->notes.count ? a->notes.at[0].text : STR(""),
               y = b->notes.count ? b->notes.at[0].text : STR("");
    return !str_equal(x, y);
}

static struct check_text target_of(const struct unit *unit)
{
    return (struct check_text){.pattern = &unit->target, .unit = unit, .bytes = unit->target_bytes};
}

static struct check_text source_of(const struct unit *unit)
{
    return (struct check_text){.pattern = &unit->source, .unit = unit, .bytes = unit->source_bytes};
}

// Equal but for case, white space and punctuation.
static bool alike(const struct pattern *a, const struct pattern *b, struct arena *arena)
{
    struct str x = pattern_flatten(a, arena), y = pattern_flatten(b, arena);
    size_t i = 0, j = 0;
    for (;; i++, j++) {
        while (i < x.len && strchr(" \t\r\n.,:;!?'\"-", x.at[i]))
            i++;
        while (j < y.len && strchr(" \t\r\n.,:;!?'\"-", y.at[j]))
            j++;
        if (i == x.len || j == y.len)
            return i == x.len && j == y.len;
        if (!str_equal_ignoring_case(str_slice(x, i, i + 1), str_slice(y, j, j + 1)))
            return false;
    }
}

// One word in two forms: "nouveau", "nouvelle".
static bool is_inflected(const struct pattern *a, const struct pattern *b, struct arena *arena)
{
    struct str x = pattern_flatten(a, arena), y = pattern_flatten(b, arena);
    size_t same = str_shared(x, y);
    bool is_word = str_find_byte(x, ' ', 0) == STR_NONE && str_find_byte(y, ' ', 0) == STR_NONE;
    return is_word && same >= 3 && 2 * same >= x.len && 2 * same >= y.len;
}

static void check_source(struct checking *checking, const struct unit *first)
{
    const struct unit *unit = checking->unit;
    if (!pattern_equal(&first->source, &unit->source) ||
        alike(&first->target, &unit->target, checking->scratch) ||
        is_inflected(&first->target, &unit->target, checking->scratch) || is_apart(first, unit))
        return;
    struct diag *diag = check_report_text(checking, KIND_INCONSISTENT, &checking->target,
                                          "the same source text is translated in another way elsewhere");
    struct check_text other = target_of(first);
    check_relate(checking, diag, &other, 0, 0, "the other translation");
}

static void check_target(struct checking *checking, const struct unit *first)
{
    const struct unit *unit = checking->unit;
    if (!pattern_equal(&first->target, &unit->target) ||
        alike(&first->source, &unit->source, checking->scratch))
        return;
    struct diag *diag = check_report_text(checking, KIND_REUSED, &checking->target,
                                          "another source text has the same translation");
    struct check_text other = source_of(first);
    check_relate(checking, diag, &other, 0, 0, "the other source text");
}

void check_consistency(struct checking *checking)
{
    const struct consistency *consistency = checking->consistency;
    uint32_t source = consistency->first_source[checking->number];
    uint32_t target = consistency->first_target[checking->number];
    if (source && source - 1 != checking->number &&
        consistency->targets[source - 1] != consistency->targets[checking->number])
        check_source(checking, &checking->catalog->units.at[source - 1]);
    if (target && target - 1 != checking->number &&
        consistency->sources[target - 1] != consistency->sources[checking->number])
        check_target(checking, &checking->catalog->units.at[target - 1]);
}
