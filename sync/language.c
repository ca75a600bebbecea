#include "sync/language.h"

#include "base/map.h"
#include "catalog/locale.h"

// A code or a locale on its way to a counterpart.
struct candidate {
    struct str name;
    bool is_settled; // it has its pair, or is a leftover already
    size_t pair;     // number + 1
};

struct number_list {
    size_t *at;
    size_t count, capacity;
};

// Codes and locales with one key.
struct group {
    struct number_list codes, locales;
};

struct matching {
    const struct language_sides *sides;
    struct candidate *codes, *locales;
    size_t code_count, locale_count;
    struct arena *arena;
    struct languages *out;
};

static void leave(struct matching *m, struct candidate *candidate, bool is_locale, enum language_fate fate,
                  struct str reason, struct str hint)
{
    candidate->is_settled = true;
    *list_push(&m->out->leftovers, m->arena) = (struct language_leftover){
        .name = candidate->name, .is_locale = is_locale, .fate = fate, .reason = reason, .hint = hint};
}

static void pair_up(struct matching *m, struct candidate *code, struct candidate *locale, bool is_explicit)
{
    *list_push(&m->out->pairs, m->arena) = (struct language_pair){code->name, locale->name, is_explicit};
    code->is_settled = locale->is_settled = true;
    code->pair = locale->pair = m->out->pairs.count;
}

static struct candidate *candidates_of(const struct str_list *names, struct arena *arena)
{
    struct candidate *out = arena_array(arena, struct candidate, names->count);
    for (size_t i = 0; i < names->count; i++)
        out[i].name = names->at[i];
    return out;
}

// ---- the explicit map

static struct candidate *find(struct candidate *candidates, size_t count, struct str name)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal(candidates[i].name, name))
            return &candidates[i];
    return NULL;
}

// A locale may be spelled in another way in the map.
static struct candidate *find_locale(const struct matching *m, struct str name)
{
    struct candidate *found = find(m->locales, m->locale_count, name);
    for (size_t i = 0; !found && i < m->locale_count; i++)
        if (locale_same(m->locales[i].name, name))
            found = &m->locales[i];
    return found;
}

static void blame(struct matching *m, const struct setup_language *entry)
{
    m->out->leftovers.at[m->out->leftovers.count - 1].span = entry->span;
}

static struct str hint_of_entry(const struct matching *m, const struct setup_language *entry)
{
    bool is_reversed = find(m->codes, m->code_count, entry->locale) && find_locale(m, entry->code);
    if (is_reversed)
        return arena_print(
            m->arena,
            "The map is the other way round: the service's code comes first, so write `" STR_FORMAT
            "` for the service and `" STR_FORMAT "` for the project.",
            STR_ARG(entry->locale), STR_ARG(entry->code));
    return STR("Correct the entry, or add the locale to the project.");
}

static void complain_of_entry(struct matching *m, struct candidate *code, const struct setup_language *entry)
{
    leave(m, code, false, LANGUAGE_MAPPED,
          arena_print(m->arena, "it is mapped to `" STR_FORMAT "`, which is no target locale of the project",
                      STR_ARG(entry->locale)),
          hint_of_entry(m, entry));
    blame(m, entry);
}

static void complain_of_missing_code(struct matching *m, struct candidate *locale,
                                     const struct setup_language *entry)
{
    leave(m, locale, true, LANGUAGE_MAPPED,
          arena_print(m->arena, "it is mapped to `" STR_FORMAT "`, which the service does not have",
                      STR_ARG(entry->code)),
          arena_print(m->arena, "Add `" STR_FORMAT "` to the project at the service, or correct the entry.",
                      STR_ARG(entry->code)));
    blame(m, entry);
}

// Entries that stand for one code, or for one locale, more than once: none of them counts.
static void complain_of_double(struct matching *m, struct candidate *code, struct candidate *locale,
                               const struct setup_language *entry)
{
    struct str reason = STR("the map has several entries for it"), hint = STR("Leave one of the entries.");
    if (!code->is_settled) {
        leave(m, code, false, LANGUAGE_AMBIGUOUS, reason, hint);
        blame(m, entry);
    }
    if (locale && !locale->is_settled) {
        leave(m, locale, true, LANGUAGE_AMBIGUOUS, reason, hint);
        blame(m, entry);
    }
}

static bool is_double(const struct matching *m, const struct setup_language *entry)
{
    const struct setup_language_list *map = m->sides->explicit_map;
    for (size_t i = 0; i < map->count; i++) {
        const struct setup_language *other = &map->at[i];
        bool has_code = str_equal(other->code, entry->code);
        bool has_locale = locale_same(other->locale, entry->locale);
        bool is_there = find(m->codes, m->code_count, other->code);
        if (is_there && has_code != has_locale && (has_code || entry->locale.len > 0))
            return true;
    }
    return false;
}

static void use_entry(struct matching *m, const struct setup_language *entry)
{
    struct candidate *code = find(m->codes, m->code_count, entry->code);
    struct candidate *locale = entry->locale.len ? find_locale(m, entry->locale) : NULL;
    if (code && is_double(m, entry))
        complain_of_double(m, code, locale, entry);
    else if ((code && code->is_settled) || (locale && locale->is_settled))
        return; // by the same entry once more, or as double
    else if (code && entry->locale.len == 0)
        leave(m, code, false, LANGUAGE_OMITTED, STR("it is left out by the map"), STR(""));
    else if (code && locale)
        pair_up(m, code, locale, true);
    else if (code)
        complain_of_entry(m, code, entry);
    else if (locale)
        complain_of_missing_code(m, locale, entry);
}

// First what leads from a code that is there: a map may have entries for other services, too.
static void use_map(struct matching *m)
{
    const struct setup_language_list *map = m->sides->explicit_map;
    for (int round = 0; map && round < 2; round++)
        for (size_t i = 0; i < map->count; i++)
            if ((find(m->codes, m->code_count, map->at[i].code) == NULL) == round)
                use_entry(m, &map->at[i]);
}

// ---- the source language

static void set_sources_apart(struct matching *m)
{
    struct str code = m->sides->source_code, locale = m->sides->source_locale;
    for (size_t i = 0; i < m->code_count; i++)
        if (!m->codes[i].is_settled &&
            ((code.len && locale_same(m->codes[i].name, code)) || locale_same(m->codes[i].name, locale)))
            leave(m, &m->codes[i], false, LANGUAGE_SOURCE, STR("it is the source language"),
                  STR("Take it out of the target languages at the service."));
    for (size_t i = 0; i < m->locale_count; i++)
        if (!m->locales[i].is_settled && locale_same(m->locales[i].name, locale))
            leave(m, &m->locales[i], true, LANGUAGE_SOURCE, STR("it is the source locale"),
                  STR("Take it out of the target locales of the project."));
}

// ---- what is the same, and what is alike

static struct group *group_of(struct map *groups, struct str key, struct arena *arena)
{
    struct map_entry *entry = map_entry(groups, key, arena);
    if (!entry->value)
        entry->value = arena_new(arena, struct group);
    return entry->value;
}

static struct str names_of(const struct matching *m, const struct candidate *candidates,
                           const struct number_list *numbers)
{
    struct buf out = {0};
    for (size_t i = 0; i < numbers->count; i++)
        buf_print(&out, "%s`" STR_FORMAT "`", i ? ", " : "", STR_ARG(candidates[numbers->at[i]].name));
    return buf_finish(&out, m->arena);
}

static void settle_group(struct matching *m, const struct group *group)
{
    if (group->codes.count == 0 || group->locales.count == 0)
        return;
    if (group->codes.count == 1 && group->locales.count == 1) {
        pair_up(m, &m->codes[group->codes.at[0]], &m->locales[group->locales.at[0]], false);
        return;
    }
    struct str codes = names_of(m, m->codes, &group->codes),
               locales = names_of(m, m->locales, &group->locales);
    struct str hint = STR("Map the right one by name.");
    for (size_t i = 0; i < group->codes.count; i++)
        leave(m, &m->codes[group->codes.at[i]], false, LANGUAGE_AMBIGUOUS,
              arena_print(m->arena, "the service's " STR_FORMAT " could be the project's " STR_FORMAT,
                          STR_ARG(codes), STR_ARG(locales)),
              hint);
    for (size_t i = 0; i < group->locales.count; i++)
        leave(m, &m->locales[group->locales.at[i]], true, LANGUAGE_AMBIGUOUS,
              arena_print(m->arena, "the project's " STR_FORMAT " could be the service's " STR_FORMAT,
                          STR_ARG(locales), STR_ARG(codes)),
              hint);
}

typedef struct str key_of(struct str spelling, struct arena *arena);

static struct str same_key(struct str spelling, struct arena *arena)
{
    struct str tag = locale_canonical(spelling, arena);
    return tag.len ? tag : spelling;
}

static void match_by(struct matching *m, key_of *key)
{
    struct map groups = {0};
    for (size_t i = 0; i < m->code_count; i++) {
        struct str name = !m->codes[i].is_settled ? key(m->codes[i].name, m->arena) : (struct str){0};
        if (name.len)
            *list_push(&group_of(&groups, name, m->arena)->codes, m->arena) = i;
    }
    for (size_t i = 0; i < m->locale_count; i++) {
        struct str name = !m->locales[i].is_settled ? key(m->locales[i].name, m->arena) : (struct str){0};
        if (name.len)
            *list_push(&group_of(&groups, name, m->arena)->locales, m->arena) = i;
    }
    for (size_t i = 0; i < groups.entries.count; i++)
        settle_group(m, groups.entries.at[i].value);
}

// ---- what is left

// What the other side has in the same language: where people look first.
static struct str relatives(const struct matching *m, struct str name, const struct candidate *others,
                            size_t count)
{
    struct str language = locale_language(name, m->arena);
    struct buf out = {0};
    for (size_t i = 0; i < count && language.len && out.len < 200; i++)
        if (str_equal(locale_language(others[i].name, m->arena), language))
            buf_print(&out, "%s`" STR_FORMAT "`", out.len ? ", " : "", STR_ARG(others[i].name));
    return buf_finish(&out, m->arena);
}

static void leave_code(struct matching *m, struct candidate *code)
{
    struct str near = relatives(m, code->name, m->locales, m->locale_count);
    if (locale_alike(code->name, m->sides->source_locale))
        leave(m, code, false, LANGUAGE_SOURCE, STR("it is the source language in another spelling"),
              STR("Take it out of the target languages at the service, or map it by name."));
    else if (near.len)
        leave(m, code, false, LANGUAGE_UNMATCHED,
              arena_print(m->arena, "no locale of the project is the same; of its language are " STR_FORMAT,
                          STR_ARG(near)),
              STR("Map it by name if it is one of these, add the locale to the project, or map it to \"\"."));
    else
        leave(m, code, false, LANGUAGE_UNMATCHED, STR("no locale of the project is of this language"),
              STR("Add the locale to the project, or map the language to \"\" to leave it out."));
}

static void leave_locale(struct matching *m, struct candidate *locale)
{
    struct str near = relatives(m, locale->name, m->codes, m->code_count);
    struct str code = language_code(locale->name, m->sides->explicit_map, &(struct str_list){0}, m->arena);
    if (near.len)
        leave(m, locale, true, LANGUAGE_UNMATCHED,
              arena_print(m->arena, "the service does not have it; of its language it has " STR_FORMAT,
                          STR_ARG(near)),
              arena_print(m->arena,
                          "Map it by name if it is one of these, or add `" STR_FORMAT
                          "` to the project at the service; `glot push --add-languages` does it.",
                          STR_ARG(code)));
    else
        leave(m, locale, true, LANGUAGE_UNMATCHED, STR("the service does not have it"),
              arena_print(m->arena,
                          "Add `" STR_FORMAT
                          "` to the project at the service; `glot push --add-languages` does it.",
                          STR_ARG(code)));
}

// A second spelling of what has its counterpart: authentik's `de_DE` beside `de-DE`.
static void leave_twins(struct matching *m)
{
    struct map taken = {0};
    for (size_t i = 0; i < m->out->pairs.count; i++) {
        struct str key = locale_maximal(m->out->pairs.at[i].locale, m->arena);
        if (key.len)
            map_set(&taken, key, &m->out->pairs.at[i], m->arena);
    }
    for (size_t i = 0; i < m->code_count + m->locale_count; i++) {
        bool is_locale = i >= m->code_count;
        struct candidate *one = is_locale ? &m->locales[i - m->code_count] : &m->codes[i];
        struct str key = !one->is_settled ? locale_maximal(one->name, m->arena) : (struct str){0};
        const struct language_pair *pair = key.len ? map_get(&taken, key) : NULL;
        if (pair)
            leave(m, one, is_locale, LANGUAGE_TAKEN,
                  arena_print(m->arena,
                              "the project's `" STR_FORMAT "` is the service's `" STR_FORMAT "` already",
                              STR_ARG(pair->locale), STR_ARG(pair->code)),
                  STR("Bring the two together on that side, or map the right one by name."));
    }
}

static void put_in_order(struct matching *m)
{
    struct language_pair_list pairs = {0};
    for (size_t i = 0; i < m->locale_count; i++)
        if (m->locales[i].pair)
            *list_push(&pairs, m->arena) = m->out->pairs.at[m->locales[i].pair - 1];
    m->out->pairs = pairs;
}

void language_match(const struct language_sides *sides, struct arena *arena, struct languages *out)
{
    *out = (struct languages){0};
    struct matching m = {.sides = sides, .arena = arena, .out = out};
    m.codes = candidates_of(sides->codes, arena);
    m.locales = candidates_of(sides->locales, arena);
    m.code_count = sides->codes->count;
    m.locale_count = sides->locales->count;
    use_map(&m);
    set_sources_apart(&m);
    match_by(&m, same_key);
    leave_twins(&m);
    match_by(&m, locale_maximal);
    for (size_t i = 0; i < m.code_count; i++)
        if (!m.codes[i].is_settled)
            leave_code(&m, &m.codes[i]);
    for (size_t i = 0; i < m.locale_count; i++)
        if (!m.locales[i].is_settled)
            leave_locale(&m, &m.locales[i]);
    put_in_order(&m);
}
