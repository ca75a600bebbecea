#include "catalog/icu_pattern.h"

#include "base/map.h"

#include <stdlib.h>

// Choices that are decided by the same key: one selector.
struct class
{
    const struct icu_node *first; // one of them
    size_t rank;                  // among the selectors, from 1 on; 0: not yet a selector
    struct str key;               // that is looked at now; empty: any
};

struct class_list {
    struct class *at;
    size_t count, capacity;
};

struct flattening {
    struct str text;
    struct arena *arena;
    struct pattern *out;
    struct icu_fault *fault;
    struct class_list classes;
    size_t *class_of;      // by icu_node.choice
    size_t *class_ranked;  // by rank - 1
    size_t work;           // that may still be done: nodes and options visited
    struct pattern *value; // whose parts are being made
    struct text_run run;
};

static bool fail(struct flattening *f, enum icu_error error, size_t start, size_t end, size_t opened)
{
    *f->fault = (struct icu_fault){error, start, end, opened};
    return false;
}

static bool spend(struct flattening *f, const struct icu_node *node)
{
    size_t cost = 1 + (icu_is_choice(node->kind) ? node->options.count : 0);
    if (cost > f->work)
        return fail(f, ICU_TOO_MANY, 0, f->text.len, STR_NONE);
    f->work -= cost;
    return true;
}

// {n, plural, offset:1 other {#}}: the number alone, which is no choice.
static bool is_number(const struct icu_node *node)
{
    if (node->kind == ICU_SELECT || node->offset == 0 || node->options.count != 1)
        return false;
    const struct icu_option *option = &node->options.at[0];
    return str_is(option->key, "other") && option->value.count == 1 && option->value.at[0].kind == ICU_POUND;
}

static bool is_choice(const struct icu_node *node)
{
    return icu_is_choice(node->kind) && !is_number(node);
}

// ---- classes

static int compare_keys(const void *a, const void *b)
{
    return str_compare(*(const struct str *)a, *(const struct str *)b);
}

// What choices of one class have in common.
static struct str class_name(const struct icu_node *choice, struct arena *arena)
{
    struct str_list keys = {0};
    for (size_t i = 0; choice->kind != ICU_SELECT && i < choice->options.count; i++)
        if (choice->options.at[i].key.at[0] == '=')
            *list_push(&keys, arena) = choice->options.at[i].key;
    if (keys.count)
        qsort(keys.at, keys.count, sizeof *keys.at, compare_keys);
    *list_push(&keys, arena) = arena_print(arena, " %d %lld ", (int)choice->kind, (long long)choice->offset);
    *list_push(&keys, arena) = choice->text;
    return arena_join(arena, keys.at, keys.count);
}

static bool classify(struct flattening *f, const struct icu_node_list *nodes, struct map *names);

static bool classify_choice(struct flattening *f, const struct icu_node *choice, struct map *names)
{
    if (!icu_option_find(choice, STR("other")))
        return fail(f, ICU_NO_OTHER, choice->end - 1, choice->end - 1, choice->start);
    if (choice->offset < 0)
        return fail(f, ICU_BAD_OFFSET, choice->start, choice->end, STR_NONE);
    struct map_entry *entry = map_entry(names, class_name(choice, f->arena), f->arena);
    if (!entry->value) {
        *list_push(&f->classes, f->arena) = (struct class){.first = choice};
        entry->value = (void *)(uintptr_t)f->classes.count;
    }
    f->class_of[choice->choice] = (size_t)(uintptr_t)entry->value - 1;
    for (size_t i = 0; i < choice->options.count; i++)
        if (!classify(f, &choice->options.at[i].value, names))
            return false;
    return true;
}

static bool classify(struct flattening *f, const struct icu_node_list *nodes, struct map *names)
{
    bool good = true;
    for (size_t i = 0; good && i < nodes->count; i++) {
        const struct icu_node *node = &nodes->at[i];
        if (is_choice(node))
            good = classify_choice(f, node, names);
        else if (node->kind == ICU_TAG)
            good = classify(f, &node->children, names);
    }
    return good;
}

static struct class *class_of(const struct flattening *f, const struct icu_node *choice)
{
    return &f->classes.at[f->class_of[choice->choice]];
}

static const struct icu_option *chosen(const struct icu_node *choice, struct str key)
{
    const struct icu_option *option = icu_option_find(choice, key);
    return option ? option : icu_option_find(choice, STR("other"));
}

// ---- the choices that a text still asks for

typedef bool choice_visitor(struct flattening *f, const struct icu_node *choice, void *context);

// Calls the visitor for each choice that is not decided, in the order of the text.
static bool visit_choices(struct flattening *f, const struct icu_node_list *nodes, choice_visitor *visit,
                          void *context)
{
    bool good = true;
    for (size_t i = 0; good && i < nodes->count; i++) {
        const struct icu_node *node = &nodes->at[i];
        good = spend(f, node);
        if (good && node->kind == ICU_TAG)
            good = visit_choices(f, &node->children, visit, context);
        if (!good || !is_choice(node))
            continue;
        struct str key = class_of(f, node)->key;
        if (key.len) {
            good = visit_choices(f, &chosen(node, key)->value, visit, context);
            continue;
        }
        good = visit(f, node, context);
        for (size_t j = 0; good && j < node->options.count; j++)
            good = visit_choices(f, &node->options.at[j].value, visit, context);
    }
    return good;
}

// Selectors that others asked for come first, in their order; then the first in the text. So the order is the
// same when the pattern is printed and read again.
static bool find_next(struct flattening *f, const struct icu_node *choice, void *context)
{
    struct class **next = context, *class = class_of(f, choice);
    if (!*next || (class->rank && (!(*next)->rank || class->rank < (*next)->rank)))
        *next = class;
    return true;
}

struct keys {
    const struct class *class;
    struct map found;
    bool has_other;
};

static bool collect_keys(struct flattening *f, const struct icu_node *choice, void *context)
{
    struct keys *keys = context;
    if (class_of(f, choice) != keys->class)
        return true;
    for (size_t i = 0; i < choice->options.count; i++)
        if (!str_is(choice->options.at[i].key, "other"))
            map_entry(&keys->found, choice->options.at[i].key, f->arena);
    return keys->found.entries.count < icu_variants_greatest ||
           fail(f, ICU_TOO_MANY, choice->start, choice->end, STR_NONE);
}

// ---- one text

static void add_code(struct flattening *f, enum part_kind kind, struct str code, struct str name)
{
    text_run_end(&f->run, f->value, f->arena);
    pattern_add_code(f->value, kind, code, name, f->arena);
}

// The selector whose options stand innermost when the pattern is printed, or NULL.
static const struct icu_node *innermost(const struct flattening *f)
{
    for (size_t rank = pattern_selectors(f->out)->count; rank > 0; rank--)
        if (f->classes.at[f->class_ranked[rank - 1]].key.len)
            return f->classes.at[f->class_ranked[rank - 1]].first;
    return NULL;
}

static void add_pound(struct flattening *f, const struct icu_node *pound)
{
    const struct icu_node *inner = innermost(f);
    struct str code = STR("#"), name = pound->text;
    if (!inner || inner->kind == ICU_SELECT || inner->offset != pound->offset ||
        !str_equal(inner->text, name)) {
        struct str rest = STR(", number}");
        if (pound->offset)
            rest = arena_print(f->arena, ", plural, offset:%lld other {#}}", (long long)pound->offset);
        code = arena_join(f->arena, (struct str[]){STR("{"), name, rest}, 3);
    }
    add_code(f, PART_PLACEHOLDER, code, name);
}

static bool add_nodes(struct flattening *f, const struct icu_node_list *nodes);

static void add_markup(struct flattening *f, enum part_kind kind, struct str name)
{
    struct str start = kind == PART_CLOSE ? STR("</") : STR("<"),
               end = kind == PART_STANDALONE ? STR("/>") : STR(">");
    add_code(f, kind, arena_join(f->arena, (struct str[]){start, name, end}, 3), name);
}

static bool add_tag(struct flattening *f, const struct icu_node *node)
{
    add_markup(f, node->kind == ICU_TAG ? PART_OPEN : PART_STANDALONE, node->text);
    if (node->kind == ICU_EMPTY_TAG)
        return true;
    bool good = add_nodes(f, &node->children);
    add_markup(f, PART_CLOSE, node->text);
    return good;
}

static bool add_nodes(struct flattening *f, const struct icu_node_list *nodes)
{
    bool good = true;
    for (size_t i = 0; good && i < nodes->count; i++) {
        const struct icu_node *node = &nodes->at[i];
        good = spend(f, node);
        if (node->kind == ICU_LITERAL)
            text_run_add(&f->run, node->text);
        else if (is_choice(node))
            good = good && add_nodes(f, &chosen(node, class_of(f, node)->key)->value);
        else if (node->kind == ICU_TAG || node->kind == ICU_EMPTY_TAG)
            good = good && add_tag(f, node);
        else if (node->kind == ICU_POUND)
            add_pound(f, node);
        else
            add_code(f, PART_PLACEHOLDER, str_slice(f->text, node->start, node->end), node->text);
    }
    return good;
}

static bool make_text(struct flattening *f, const struct icu_node_list *nodes, struct pattern *out)
{
    f->value = out;
    bool good = add_nodes(f, nodes);
    text_run_end(&f->run, f->value, f->arena);
    return good;
}

// ---- variants

static bool make_variant(struct flattening *f, const struct icu_node_list *nodes)
{
    if (f->out->variants && f->out->variants->count == icu_variants_greatest)
        return fail(f, ICU_TOO_MANY, 0, f->text.len, STR_NONE);
    struct variant *variant = pattern_add_variant(f->out, f->arena);
    for (size_t i = 0; i < pattern_selectors(f->out)->count; i++) {
        struct str key = f->classes.at[f->class_ranked[i]].key;
        *list_push(&variant->keys, f->arena) = key.len ? key : STR("*");
    }
    return make_text(f, nodes, &variant->value);
}

static void make_selector(struct flattening *f, struct class *class)
{
    static const enum selector_kind kinds[] = {
        [ICU_SELECT] = SELECT_EXACT, [ICU_PLURAL] = SELECT_PLURAL, [ICU_ORDINAL] = SELECT_ORDINAL};
    size_t offset = class->first->kind == ICU_SELECT ? 0 : (size_t) class->first->offset;
    f->class_ranked[pattern_selectors(f->out)->count] = (size_t)(class - f->classes.at);
    pattern_add_selector(f->out,
                         (struct selector){.argument = class->first->text,
                                           .kind = kinds[class->first->kind],
                                           .offset = offset},
                         f->arena);
    class->rank = pattern_selectors(f->out)->count;
}

// Decides one selector after the other. As deep as there are selectors on a way, of which each doubles the
// variants or stands in the text of another.
static bool split(struct flattening *f, const struct icu_node_list *nodes, int depth)
{
    struct class *class = NULL;
    if (!visit_choices(f, nodes, find_next, &class))
        return false;
    if (!class)
        return make_variant(f, nodes);
    if (depth == icu_depth_greatest)
        return fail(f, ICU_TOO_MANY, class->first->start, class->first->end, STR_NONE);
    if (class->rank == 0)
        make_selector(f, class);
    struct keys keys = {.class = class};
    bool good = visit_choices(f, nodes, collect_keys, &keys);
    for (size_t i = 0; good && i <= keys.found.entries.count; i++) {
        class->key = i < keys.found.entries.count ? keys.found.entries.at[i].key : STR("other");
        good = split(f, nodes, depth + 1);
    }
    class->key = (struct str){0};
    return good;
}

// Variants that were made before a selector was found do not ask for it.
static void fill_keys(struct flattening *f)
{
    for (size_t i = 0; i < f->out->variants->count; i++)
        while (f->out->variants->at[i].keys.count < pattern_selectors(f->out)->count)
            *list_push(&f->out->variants->at[i].keys, f->arena) = STR("*");
}

bool icu_to_pattern(const struct icu_message *message, struct arena *arena, struct pattern *out,
                    struct icu_fault *fault)
{
    enum { work_least = 1 << 22 };
    struct flattening f = {.text = message->text, .arena = arena, .out = out, .fault = fault};
    struct map names = {0};
    f.work = work_least + 2 * message->text.len;
    f.class_of = arena_array(arena, size_t, message->choice_count + 1);
    *out = (struct pattern){0};
    bool good = classify(&f, &message->nodes, &names);
    f.class_ranked = arena_array(arena, size_t, f.classes.count + 1);
    if (good && f.classes.count == 0)
        good = make_text(&f, &message->nodes, out);
    else if (good)
        good = split(&f, &message->nodes, 0);
    if (good && out->variants)
        fill_keys(&f);
    text_run_free(&f.run);
    return good;
}

bool icu_read_pattern(struct str text, const struct icu_options *options, struct arena *arena,
                      struct pattern *out, struct icu_fault *fault)
{
    struct icu_message message;
    *out = (struct pattern){0};
    return icu_parse(text, options, arena, &message, fault) && icu_to_pattern(&message, arena, out, fault);
}
