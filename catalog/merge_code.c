// Merging: the code of placeholders, from one text to another.
#include "catalog/merge_steps.h"

// ---- a text whose code changed

static struct map parts_by_name(const struct part_list *parts, struct arena *arena)
{
    struct map names = {0};
    for (size_t i = parts->count; i > 0; i--)
        if (part_kind(&parts->at[i - 1]) != PART_TEXT)
            map_set(&names, part_name(&parts->at[i - 1]), &parts->at[i - 1], arena);
    return names;
}

static struct part_list renewed_parts(const struct part_list *target, const struct part_list *source,
                                      struct arena *arena, bool *changed)
{
    struct part_list renewed = {0};
    struct map names = parts_by_name(source, arena);
    for (size_t i = 0; i < target->count; i++) {
        struct part part = target->at[i];
        const struct part *now = part_kind(&part) == PART_TEXT ? NULL : map_get(&names, part_name(&part));
        if (now && !str_equal(now->text, part.text)) {
            part.text = now->text;
            *changed = true;
        }
        *list_push(&renewed, arena) = part;
    }
    return renewed;
}

bool merge_renew_target(struct unit *unit, const struct pattern *source, struct arena *arena)
{
    bool changed = false;
    if (!pattern_is_select(&unit->target))
        unit->target.parts = renewed_parts(&unit->target.parts, &source->parts, arena, &changed);
    return changed;
}

// ---- a translation of another text

enum { most_pieces = 64, most_depth = 16 };

// The different pieces of code of a pattern.
struct pieces {
    const struct part *at[most_pieces];
    size_t count;
    bool is_whole; // else there are too many
};

static bool is_same_piece(const struct part *a, const struct part *b)
{
    return part_kind(a) == part_kind(b) && str_equal(part_name(a), part_name(b)) &&
           str_equal(a->text, b->text);
}

static void add_piece(struct pieces *pieces, const struct part *part)
{
    for (size_t i = 0; i < pieces->count; i++)
        if (is_same_piece(pieces->at[i], part))
            return;
    if (pieces->count == most_pieces)
        pieces->is_whole = false;
    else
        pieces->at[pieces->count++] = part;
}

static void add_pieces(struct pieces *pieces, const struct pattern *pattern, size_t depth)
{
    for (size_t i = 0; i < pattern->parts.count && pieces->is_whole; i++)
        if (part_kind(&pattern->parts.at[i]) != PART_TEXT)
            add_piece(pieces, &pattern->parts.at[i]);
    if (pattern_is_select(pattern) && depth == most_depth)
        pieces->is_whole = false;
    for (size_t i = 0; pattern->variants && i < pattern->variants->count && pieces->is_whole; i++)
        add_pieces(pieces, &pattern->variants->at[i].value, depth + 1);
}

static struct pieces pieces_of(const struct pattern *pattern)
{
    struct pieces pieces = {.is_whole = true};
    add_pieces(&pieces, pattern, 0);
    return pieces;
}

bool merge_has_same_code(const struct pattern *a, const struct pattern *b)
{
    struct pieces x = pieces_of(a), y = pieces_of(b);
    if (!x.is_whole || !y.is_whole || x.count != y.count)
        return false;
    for (size_t i = 0; i < y.count; i++)
        add_piece(&x, y.at[i]);
    return x.count == y.count && x.is_whole;
}

static bool is_markup(const struct part *part)
{
    return part_kind(part) != PART_PLACEHOLDER || str_find_byte(part->text, '<', 0) != STR_NONE;
}

// How two pieces of code can stand for each other, strictest first.
static bool is_same_code_and_name(const struct part *a, const struct part *b)
{
    return is_same_piece(a, b);
}

static bool is_same_code(const struct part *a, const struct part *b)
{
    return part_kind(a) == part_kind(b) && str_equal(a->text, b->text);
}

static bool is_same_name_and_sort(const struct part *a, const struct part *b)
{
    return part_kind(a) == part_kind(b) && str_equal(part_name(a), part_name(b)) &&
           is_markup(a) == is_markup(b);
}

typedef bool likeness(const struct part *a, const struct part *b);
static likeness *const likenesses[] = {is_same_code_and_name, is_same_code, is_same_name_and_sort};

// Which piece of the new text each piece of the old one becomes.
struct piece_map {
    struct pieces from, to;
    const struct part *becomes[most_pieces];
};

static void pair_pieces(struct piece_map *map, likeness *is_like, bool *is_used)
{
    for (size_t i = 0; i < map->from.count; i++)
        for (size_t j = 0; j < map->to.count && !map->becomes[i]; j++)
            if (!is_used[j] && is_like(map->from.at[i], map->to.at[j])) {
                map->becomes[i] = map->to.at[j];
                is_used[j] = true;
            }
}

static bool map_pieces(struct piece_map *map)
{
    bool is_used[most_pieces] = {false};
    if (!map->from.is_whole || !map->to.is_whole || map->from.count != map->to.count)
        return false;
    for (size_t i = 0; i < sizeof likenesses / sizeof *likenesses; i++)
        pair_pieces(map, likenesses[i], is_used);
    for (size_t i = 0; i < map->from.count; i++)
        if (!map->becomes[i])
            return false;
    return true;
}

static const struct part *new_piece(const struct piece_map *map, const struct part *old)
{
    for (size_t i = 0; i < map->from.count; i++)
        if (str_equal(part_name(map->from.at[i]), part_name(old)))
            return map->becomes[i];
    return NULL;
}

static bool fit_parts(const struct piece_map *map, const struct part_list *target, struct arena *arena,
                      struct pattern *out)
{
    for (size_t i = 0; i < target->count; i++) {
        const struct part *part = &target->at[i];
        const struct part *now = part_kind(part) == PART_TEXT ? part : new_piece(map, part);
        if (!now)
            return false;
        *list_push(&out->parts, arena) = *now;
    }
    struct pieces used = pieces_of(out);
    return used.is_whole && used.count == map->to.count;
}

bool merge_fit(const struct pattern *from, const struct pattern *target, const struct pattern *source,
               struct arena *arena, struct pattern *out)
{
    struct piece_map map = {.from = pieces_of(from), .to = pieces_of(source)};
    *out = *target;
    if (pattern_is_select(from) || pattern_is_select(target) || pattern_is_select(source))
        return pattern_is_select(from) == pattern_is_select(source) && merge_has_same_code(from, source);
    out->parts = (struct part_list){0};
    return map_pieces(&map) && fit_parts(&map, &target->parts, arena, out);
}
