// Patterns as ICU messages: the first selector becomes the outer choice, and so on.
#include "base/map.h"
#include "catalog/icu_letters.h"
#include "catalog/icu_pattern.h"
#include "catalog/icu_print.h"

enum { texts_greatest = 8 * icu_variants_greatest, selectors_greatest = icu_depth_greatest / 2 };

// The choice around a text, or NULL.
struct around {
    const struct selector *selector;
    bool has_pound; // `#` stands for a number there
    int depth;
};

struct printer {
    const struct icu_options *options;
    struct buf *out;
    struct arena arena;
    size_t texts; // printed so far
};

static bool print_pattern(struct printer *p, const struct pattern *pattern, struct around around);

// ---- codes

// One argument that is no choice, or the number of a plural alone.
static bool is_code(struct printer *p, struct str code, const struct icu_options *options)
{
    struct icu_message message;
    struct icu_fault fault;
    struct pattern pattern;
    return code.len && code.at[0] == '{' && icu_parse(code, options, &p->arena, &message, &fault) &&
           message.nodes.count == 1 && icu_to_pattern(&message, &p->arena, &pattern, &fault) &&
           !pattern_is_select(&pattern) && pattern.parts.count == 1;
}

// A code of ICU that is none here would say less by its name.
static bool print_placeholder(struct printer *p, const struct part *part, struct around around)
{
    static const struct icu_options any = {.has_any_type = true};
    bool is_pound = str_is(part->text, "#"), is_plain = p->options->has_plain_pound;
    if (is_pound && around.has_pound && !is_plain && str_equal(part_name(part), around.selector->argument))
        buf_byte(p->out, '#');
    else if (is_code(p, part->text, p->options))
        buf_add(p->out, part->text);
    else if (!icu_names_argument(part_name(part)) || is_code(p, part->text, &any))
        return false;
    else
        ICU_PRINT(p->out, STR("{"), part_name(part), is_pound && !is_plain ? STR(", number}") : STR("}"));
    return true;
}

// With ignored tags, markup is text, which may be any but syntax; unless somebody else looks for tags there.
static bool print_markup(struct printer *p, const struct part *part, struct icu_setting setting)
{
    if (p->options->ignores_tags && !p->options->prints_tags)
        return icu_print_literal(part->text, p->options, setting, p->out);
    if (!icu_names_tag(part_name(part), p->options->has_numbered_tags))
        return false;
    ICU_PRINT(p->out, part_kind(part) == PART_CLOSE ? STR("</") : STR("<"), part_name(part),
              part_kind(part) == PART_STANDALONE ? STR("/>") : STR(">"));
    return true;
}

static bool print_parts(struct printer *p, const struct part_list *parts, struct around around)
{
    for (size_t i = 0; i < parts->count; i++) {
        const struct part *part = &parts->at[i];
        struct icu_setting setting = {.has_pound = around.has_pound && !p->options->has_plain_pound,
                                      .is_inside = around.depth > 0,
                                      .is_last = around.depth == 0 && i + 1 == parts->count};
        bool good = part_kind(part) == PART_TEXT ? icu_print_literal(part->text, p->options, setting, p->out)
                    : part_kind(part) == PART_PLACEHOLDER ? print_placeholder(p, part, around)
                                                          : print_markup(p, part, setting);
        if (!good)
            return false;
    }
    return true;
}

// ---- choices

// Variants among which values still decide, in the order of the pattern.
struct candidates {
    const struct variant **at;
    size_t count;
};

// A key itself is better than `other`, and that better than `*`.
static int key_rank(struct str key)
{
    return str_is(key, "*") ? 2 : str_is(key, "other") ? 1 : 0;
}

static bool is_better(const struct variant *a, const struct variant *b)
{
    for (size_t i = 0; i < a->keys.count; i++)
        if (key_rank(a->keys.at[i]) != key_rank(b->keys.at[i]))
            return key_rank(a->keys.at[i]) < key_rank(b->keys.at[i]);
    return false;
}

static const struct variant *best_of(struct candidates candidates)
{
    const struct variant *best = candidates.at[0];
    for (size_t i = 1; i < candidates.count; i++)
        if (is_better(candidates.at[i], best))
            best = candidates.at[i];
    return best;
}

static struct candidates candidates_of(struct printer *p, const struct variant_list *variants)
{
    struct candidates all = {arena_array(&p->arena, const struct variant *, variants->count),
                             variants->count};
    for (size_t i = 0; i < variants->count; i++)
        all.at[i] = &variants->at[i];
    return all;
}

// Whether some candidate serves whatever the columns from there on say.
static bool has_default(struct candidates candidates, size_t column)
{
    for (size_t i = 0; i < candidates.count; i++) {
        const struct str_list *keys = &candidates.at[i]->keys;
        size_t j = column;
        while (j < keys->count && key_rank(keys->at[j]) > 0)
            j++;
        if (j == keys->count)
            return true;
    }
    return false;
}

// Those which the key does not rule out; of those that are no better than `other` or `*` only as many as it
// takes.
static struct candidates narrow(struct printer *p, struct candidates from, size_t column, struct str key)
{
    struct candidates some = {arena_array(&p->arena, const struct variant *, from.count + 1), 0};
    for (int worst = key_rank(key); worst <= 2; worst++) {
        some.count = 0;
        for (size_t i = 0; i < from.count; i++) {
            struct str own = from.at[i]->keys.at[column];
            if (str_equal(own, key) || (key_rank(own) > 0 && key_rank(own) <= worst))
                some.at[some.count++] = from.at[i];
        }
        if (has_default(some, column + 1))
            break;
    }
    return some;
}

// The keys of a column in the order of the variants, `other` last; it serves for `*` too.
static struct str_list keys_of(struct printer *p, struct candidates candidates, size_t column)
{
    struct str_list keys = {0};
    struct map seen = {0};
    bool has_other = false;
    for (size_t i = 0; i < candidates.count; i++) {
        struct str key = candidates.at[i]->keys.at[column];
        has_other = has_other || key_rank(key) > 0;
        if (key_rank(key) > 0 || map_has(&seen, key))
            continue;
        map_set(&seen, key, NULL, &p->arena);
        *list_push(&keys, &p->arena) = key;
    }
    if (has_other)
        *list_push(&keys, &p->arena) = STR("other");
    return keys;
}

static bool asks(struct candidates candidates, size_t column)
{
    for (size_t i = 0; i < candidates.count; i++)
        if (key_rank(candidates.at[i]->keys.at[column]) < 2)
            return true;
    return false;
}

static bool can_be_key(const struct selector *selector, struct str key)
{
    struct str digits = key.len && key.at[0] == '=' ? str_from(key, 1) : (struct str){0};
    if (digits.len && (digits.at[0] == '-' || digits.at[0] == '+'))
        digits = str_from(digits, 1);
    for (size_t i = 0; i < digits.len; i++)
        if (!icu_is_digit(digits.at[i]))
            return false;
    return digits.len ? selector->kind != SELECT_EXACT && digits.len < 16 : icu_names_argument(key);
}

static bool print_choice(struct printer *p, const struct pattern *pattern, struct candidates candidates,
                         size_t column, struct around around);

static bool print_option(struct printer *p, const struct pattern *pattern, struct candidates candidates,
                         size_t column, struct str key, struct around around)
{
    if (!can_be_key(&pattern_selectors(pattern)->at[column], key))
        return false;
    ICU_PRINT(p->out, STR(" "), key, STR(" {"));
    bool good = print_choice(p, pattern, narrow(p, candidates, column, key), column + 1, around);
    buf_byte(p->out, '}');
    return good;
}

static struct around inside(const struct printer *p, const struct selector *selector, struct around outer)
{
    bool is_select = selector->kind == SELECT_EXACT;
    struct around inner = {selector, !is_select, outer.depth + 1};
    if (is_select && p->options->has_nested_pound && outer.has_pound) {
        inner.selector = outer.selector;
        inner.has_pound = true;
    }
    return inner;
}

// From the column on. Columns of which the candidates do not ask are left out.
static bool print_choice(struct printer *p, const struct pattern *pattern, struct candidates candidates,
                         size_t column, struct around around)
{
    static const char *const types[] = {
        [SELECT_PLURAL] = "plural", [SELECT_ORDINAL] = "selectordinal", [SELECT_EXACT] = "select"};
    while (column < pattern_selectors(pattern)->count && !asks(candidates, column))
        column++;
    if (column == pattern_selectors(pattern)->count)
        return p->texts++ < texts_greatest && print_pattern(p, &best_of(candidates)->value, around);
    const struct selector *selector = &pattern_selectors(pattern)->at[column];
    bool has_offset = selector->offset && selector->kind != SELECT_EXACT;
    if (!icu_names_argument(selector->argument) || around.depth == icu_depth_greatest ||
        (has_offset && p->options->has_plain_pound))
        return false;
    ICU_PRINT(p->out, STR("{"), selector->argument, STR(", "), str_of(types[selector->kind]), STR(","));
    if (has_offset)
        buf_print(p->out, " offset:%zu", selector->offset);
    struct str_list keys = keys_of(p, candidates, column);
    struct around inner = inside(p, selector, around);
    for (size_t i = 0; i < keys.count; i++)
        if (!print_option(p, pattern, candidates, column, keys.at[i], inner))
            return false;
    buf_byte(p->out, '}');
    return true;
}

static bool print_pattern(struct printer *p, const struct pattern *pattern, struct around around)
{
    if (!pattern_is_select(pattern))
        return print_parts(p, &pattern->parts, around);
    size_t selectors = pattern_selectors(pattern)->count, variants = pattern->variants->count;
    if (selectors == 0 || selectors > selectors_greatest || variants == 0 || variants > icu_variants_greatest)
        return false;
    for (size_t i = 0; i < variants; i++)
        if (pattern->variants->at[i].keys.count != selectors)
            return false;
    return print_choice(p, pattern, candidates_of(p, pattern->variants), 0, around);
}

bool icu_print_pattern(const struct pattern *pattern, const struct icu_options *options, struct buf *out)
{
    struct printer p = {.options = options, .out = out};
    struct icu_message message;
    struct icu_fault fault;
    size_t len = out->len;
    struct icu_options lenient = *options;
    lenient.requires_other = false; // what lacks it is for the checks to tell
    bool good = print_pattern(&p, pattern, (struct around){0}) &&
                icu_parse(str_from(buf_str(out), len), &lenient, &p.arena, &message, &fault);
    if (!good)
        out->len = len;
    arena_free(&p.arena);
    return good;
}
