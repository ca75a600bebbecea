// Which translations are pseudo-translations, so that these may be made anew and others stay.
#include "catalog/format.h"
#include "catalog/pseudo.h"

enum { depth_greatest = 32 };

static void list_texts(const struct pattern *pattern, size_t depth, struct arena *scratch,
                       struct str_list *out)
{
    if (!pattern_is_select(pattern)) {
        *list_push(out, scratch) = pattern_flatten(pattern, scratch);
        return;
    }
    for (size_t i = 0; depth < depth_greatest && i < pattern->variants->count; i++)
        list_texts(&pattern->variants->at[i].value, depth + 1, scratch, out);
}

static struct str strip(struct str text, struct arena *scratch)
{
    struct buf out = {0};
    pseudo_strip(text, &out);
    return buf_finish(&out, scratch);
}

static bool holds(struct str text, struct str sign)
{
    return str_find(text, sign, 0) != STR_NONE;
}

static bool is_framed(struct str text)
{
    return (holds(text, STR("\u27e6")) && holds(text, STR("\u27e7"))) || holds(text, STR("\u202e"));
}

static bool is_made(struct str text, const struct str_list *sources, struct arena *scratch)
{
    bool is_found = is_framed(text);
    struct str stripped = strip(text, scratch);
    for (size_t i = 0; !is_found && i < sources->count; i++)
        is_found = str_equal(stripped, strip(sources->at[i], scratch));
    return is_found;
}

static const struct pattern *translation_of(const struct catalog *catalog, const struct unit *unit)
{
    bool is_alone = catalog->format && catalog->format->is_monolingual;
    return unit->has_target ? &unit->target : is_alone ? &unit->source : NULL;
}

static const struct pattern *source_of(const struct catalog *catalog, const struct unit *unit,
                                       const struct catalog *sources)
{
    if (!catalog->format || !catalog->format->is_monolingual)
        return &unit->source;
    const struct unit *other = sources ? catalog_find(sources, unit->id) : NULL;
    return other ? &other->source : NULL;
}

static bool are_made(const struct pattern *target, const struct pattern *source, struct arena *scratch,
                     bool *is_marked)
{
    struct str_list texts = {0}, known = {0};
    bool good = true;
    list_texts(target, 0, scratch, &texts);
    if (source)
        list_texts(source, 0, scratch, &known);
    for (size_t i = 0; good && i < texts.count; i++) {
        good = is_made(texts.at[i], &known, scratch);
        *is_marked |= pseudo_is_marked(texts.at[i]);
    }
    return good;
}

const struct unit *pseudo_find_other(const struct catalog *catalog, const struct catalog *sources,
                                     struct arena *scratch)
{
    const struct unit *first = NULL;
    bool is_marked = false;
    for (size_t i = 0; i < catalog->units.count; i++) {
        const struct unit *unit = &catalog->units.at[i];
        const struct pattern *target = translation_of(catalog, unit);
        if (!target || pattern_is_blank(target))
            continue;
        first = first ? first : unit;
        if (!are_made(target, source_of(catalog, unit, sources), scratch, &is_marked))
            return unit;
    }
    return is_marked ? NULL : first;
}
