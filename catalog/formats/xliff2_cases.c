// Choices in XLIFF 2.2. See xliff2_cases.h.
#include "catalog/formats/xliff2_cases.h"

#include "base/hash.h"
#include "catalog/locale.h"

#include <stdlib.h>

// ---- what fits

static bool is_word(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (strchr(" \t\r\n|", text.at[i]) || (unsigned char)text.at[i] < 0x20)
            return false;
    return text.len > 0;
}

static bool is_key(const struct selector *selector, struct str key)
{
    if (!is_word(key) || str_is(key, "*"))
        return false;
    if (selector->kind == SELECT_EXACT)
        return true;
    return plural_find(key) < PLURAL_COUNT || (key.at[0] == '=' && str_is_digits(str_from(key, 1)));
}

static bool fits(const struct pattern *pattern)
{
    for (size_t i = 0; i < pattern_selectors(pattern)->count; i++)
        if (!is_word(pattern_selectors(pattern)->at[i].argument) || pattern_selectors(pattern)->at[i].offset)
            return false;
    for (size_t i = 0; i < pattern->variants->count; i++) {
        const struct variant *variant = &pattern->variants->at[i];
        if (pattern_is_select(&variant->value) || variant->keys.count != pattern_selectors(pattern)->count)
            return false;
        for (size_t j = 0; j < variant->keys.count; j++)
            if (!is_key(&pattern_selectors(pattern)->at[j], variant->keys.at[j]))
                return false;
    }
    return pattern->variants->count > 0 && pattern_selectors(pattern)->count > 0;
}

static bool has_same_selectors(const struct pattern *a, const struct pattern *b)
{
    if (pattern_selectors(a)->count != pattern_selectors(b)->count)
        return false;
    for (size_t i = 0; i < pattern_selectors(a)->count; i++)
        if (pattern_selectors(a)->at[i].kind != pattern_selectors(b)->at[i].kind ||
            !str_equal(pattern_selectors(a)->at[i].argument, pattern_selectors(b)->at[i].argument))
            return false;
    return true;
}

bool xliff2_fits_cases(const struct unit *unit)
{
    if (!pattern_is_select(&unit->source) || !fits(&unit->source))
        return false;
    return !unit->has_target || (pattern_is_select(&unit->target) && fits(&unit->target) &&
                                 has_same_selectors(&unit->source, &unit->target));
}

// ---- listing

// "=0" is the number 0.
static struct str case_name(const struct pattern *pattern, const struct variant *variant, struct arena *arena)
{
    struct buf out = {0};
    for (size_t i = 0; i < variant->keys.count; i++) {
        bool is_number =
            pattern_selectors(pattern)->at[i].kind != SELECT_EXACT && variant->keys.at[i].at[0] == '=';
        if (i > 0)
            buf_byte(&out, ' ');
        buf_add(&out, str_from(variant->keys.at[i], is_number));
    }
    return buf_finish(&out, arena);
}

static struct str next_word(struct str *rest, char separator)
{
    struct str word;
    str_split(*rest, separator, &word, rest);
    return word;
}

// Numbers, free words, categories.
static size_t rank_of(struct str key)
{
    enum plural_category category = plural_find(key);
    return str_is_digits(key) ? 0 : category == PLURAL_COUNT ? 1 : 2 + category;
}

static int compare_keys(struct str a, struct str b)
{
    size_t x = rank_of(a), y = rank_of(b);
    if (x != y)
        return x < y ? -1 : 1;
    return x == 0 && a.len != b.len ? (a.len < b.len ? -1 : 1) : str_compare(a, b);
}

static int by_name(const void *a, const void *b)
{
    struct str x = ((const struct xliff2_case *)a)->name, y = ((const struct xliff2_case *)b)->name;
    int order = 0;
    while (order == 0 && (x.len || y.len))
        order = compare_keys(next_word(&x, ' '), next_word(&y, ' '));
    return order;
}

static void add_cases(const struct pattern *pattern, bool is_target, struct map *numbers, struct arena *arena,
                      struct xliff2_case_list *out)
{
    for (size_t i = 0; i < pattern->variants->count; i++) {
        struct str name = case_name(pattern, &pattern->variants->at[i], arena);
        struct map_entry *number = map_entry(numbers, name, arena);
        if (!number->value) {
            *list_push(out, arena) = (struct xliff2_case){.name = name};
            number->value = (void *)(uintptr_t)out->count;
        }
        struct xliff2_case *found = &out->at[(uintptr_t)number->value - 1];
        *(is_target ? &found->target : &found->source) = &pattern->variants->at[i].value;
    }
}

void xliff2_list_cases(const struct unit *unit, struct arena *arena, struct xliff2_case_list *out)
{
    struct map numbers = {0};
    *out = (struct xliff2_case_list){0};
    add_cases(&unit->source, false, &numbers, arena, out);
    if (unit->has_target)
        add_cases(&unit->target, true, &numbers, arena, out);
    qsort(out->at, out->count, sizeof *out->at, by_name);
    const struct variant_list *variants = unit->source.variants;
    for (size_t i = 0; i < out->count; i++)
        if (!out->at[i].source) {
            out->at[i].source = &variants->at[variants->count - 1].value;
            out->at[i].is_borrowed = true;
        }
}

size_t xliff2_case_base(struct str name)
{
    return (size_t)(hash_bytes(name) >> 32 << 20);
}

struct str xliff2_switch_of(const struct unit *unit, struct arena *arena)
{
    static const char *const kinds[] = {
        [SELECT_PLURAL] = "plural", [SELECT_ORDINAL] = "ordinal", [SELECT_EXACT] = "select"};
    struct buf out = {0};
    for (size_t i = 0; i < pattern_selectors(&unit->source)->count; i++) {
        const struct selector *selector = &pattern_selectors(&unit->source)->at[i];
        buf_print(&out, "%s%s:" STR_FORMAT, i ? " " : "", kinds[selector->kind], STR_ARG(selector->argument));
    }
    return buf_finish(&out, arena);
}

struct str xliff2_source_cases(const struct unit *unit, struct arena *arena)
{
    struct xliff2_case_list cases;
    struct buf out = {0};
    bool lacks_some = false;
    if (!pattern_is_select(&unit->source) || !xliff2_fits_cases(unit))
        return (struct str){0};
    xliff2_list_cases(unit, arena, &cases);
    for (size_t i = 0; i < cases.count; i++) {
        lacks_some |= cases.at[i].is_borrowed;
        if (cases.at[i].is_borrowed)
            continue;
        if (out.len)
            buf_byte(&out, '|');
        buf_add(&out, cases.at[i].name);
    }
    struct str names = buf_finish(&out, arena);
    return lacks_some ? names : (struct str){0};
}

// ---- reading

static bool read_switch(struct str switched, struct arena *arena, struct pattern *out)
{
    static const struct {
        const char *name;
        enum selector_kind kind;
    } kinds[] = {{"plural", SELECT_PLURAL},
                 {"ordinal", SELECT_ORDINAL},
                 {"gender", SELECT_EXACT},
                 {"select", SELECT_EXACT}};
    while (switched.len) {
        struct str word = next_word(&switched, ' '), kind = next_word(&word, ':');
        size_t i = 0;
        if (kind.len == 0)
            continue;
        while (i < sizeof kinds / sizeof *kinds && !str_is(kind, kinds[i].name))
            i++;
        if (i == sizeof kinds / sizeof *kinds || word.len == 0)
            return false;
        pattern_add_selector(out, (struct selector){.argument = word, .kind = kinds[i].kind}, arena);
    }
    return pattern_selectors(out)->count > 0;
}

static bool read_keys(struct str name, const struct pattern *pattern, struct arena *arena,
                      struct str_list *out)
{
    while (name.len) {
        struct str word = next_word(&name, ' ');
        if (word.len == 0)
            continue;
        if (out->count == pattern_selectors(pattern)->count)
            return false;
        bool is_number =
            pattern_selectors(pattern)->at[out->count].kind != SELECT_EXACT && str_is_digits(word);
        *list_push(out, arena) = is_number ? arena_join(arena, (struct str[]){STR("="), word}, 2) : word;
    }
    return out->count == pattern_selectors(pattern)->count;
}

static bool is_listed(struct str names, struct str name)
{
    bool is_found = names.len == 0;
    while (names.len && !is_found)
        is_found = str_equal(next_word(&names, '|'), name);
    return is_found;
}

static void add_variant(const struct xliff2_parts *parts, const struct xml_node *element,
                        const struct str_list *keys, struct arena *arena, struct pattern *out)
{
    const struct xliff2_text text = {parts->document, arena, parts->scratch, NULL};
    struct variant *variant = pattern_add_variant(out, arena);
    variant->keys = *keys;
    xliff2_text_read(&text, parts->data, &element, 1, &variant->value);
}

bool xliff2_read_cases(const struct xliff2_parts *parts, struct str switched, struct str source_cases,
                       struct arena *arena, struct unit *unit)
{
    struct pattern source = {0};
    if (!read_switch(switched, arena, &source))
        return false;
    struct pattern target = pattern_of_selectors(&source.variants->selectors, arena);
    for (size_t i = 0; i < parts->count; i++) {
        const struct xliff2_part *part = &parts->at[i];
        struct str_list keys = {0};
        if (!part->is_segment)
            continue;
        struct str name = xliff2_module_value(parts->document, part->element, XLIFF2_PLURALS, "case", arena);
        if (!read_keys(name, &source, arena, &keys))
            return false;
        if (part->source && is_listed(source_cases, name))
            add_variant(parts, part->source, &keys, arena, &source);
        if (part->target)
            add_variant(parts, part->target, &keys, arena, &target);
    }
    if (source.variants->count == 0)
        return false;
    unit->source = source;
    unit->has_target = target.variants->count > 0;
    unit->target = unit->has_target ? target : (struct pattern){0};
    unit->state = unit->has_target ? xliff2_parts_state(parts) : UNIT_NEW;
    return true;
}
