#include "catalog/checks/names.h"

#include "base/unicode.h"
#include "base/utf.h"

enum { longest_text = 1000 };

struct str next_word(struct str text, size_t *at)
{
    size_t start = text.len;
    while (*at < text.len) {
        size_t here = *at;
        uint32_t point = utf_next(text, at);
        bool is_letter = unicode_is_letter(point) || unicode_is_mark(point);
        if (is_letter && start == text.len)
            start = here;
        if (!is_letter && start < text.len) {
            *at = here;
            return str_slice(text, start, here);
        }
    }
    return str_from(text, start);
}

static bool has_word(struct str text, struct str word)
{
    for (size_t at = 0; at < text.len;)
        if (str_equal(next_word(text, &at), word))
            return true;
    return false;
}

static void add_kept(struct str source, const struct pattern *target, struct arena *arena, struct map *out)
{
    struct str word;
    for (size_t at = 0; (word = next_word(source, &at)).len;)
        for (size_t i = 0; i < target->parts.count; i++)
            if (part_kind(&target->parts.at[i]) == PART_TEXT &&
                target->parts.at[i].text.len <= longest_text && !map_has(out, word) &&
                has_word(target->parts.at[i].text, word))
                map_set(out, word, NULL, arena);
}

void names_of_catalog(const struct catalog *catalog, struct arena *arena, struct map *out)
{
    for (size_t i = 0; i < catalog->units.count; i++) {
        const struct unit *unit = &catalog->units.at[i];
        if (!unit_is_done(unit) || pattern_equal_text(&unit->source, &unit->target))
            continue;
        for (size_t k = 0; k < unit->source.parts.count; k++)
            if (part_kind(&unit->source.parts.at[k]) == PART_TEXT &&
                unit->source.parts.at[k].text.len <= longest_text)
                add_kept(unit->source.parts.at[k].text, &unit->target, arena, out);
    }
}
