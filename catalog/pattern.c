#include "catalog/pattern.h"

#include "base/utf.h"

struct part part_of_code(enum part_kind kind, struct str code, struct str name, struct arena *arena)
{
    struct part_code *rest = arena_space(arena, sizeof *rest, 1);
    *rest = (struct part_code){kind, name};
    return (struct part){code, rest};
}

static struct part *push_part(struct pattern *pattern, struct arena *arena)
{
    list_reserve(&pattern->parts, 1, arena); // most have one
    return list_push(&pattern->parts, arena);
}

void pattern_add_text(struct pattern *pattern, struct str text, struct arena *arena)
{
    if (text.len == 0)
        return;
    struct part *last = pattern->parts.count ? &pattern->parts.at[pattern->parts.count - 1] : NULL;
    if (last && part_kind(last) == PART_TEXT)
        last->text = arena_join(arena, (struct str[]){last->text, text}, 2);
    else
        *push_part(pattern, arena) = part_of_text(text);
}

static void join_run(struct text_run *run)
{
    buf_add(&run->longer, run->text);
    run->text = (struct str){0};
}

void text_run_add(struct text_run *run, struct str piece)
{
    if (run->longer.len == 0 && run->text.len == 0) {
        run->text = piece;
        return;
    }
    join_run(run);
    buf_add(&run->longer, piece);
}

void text_run_add_point(struct text_run *run, uint32_t point)
{
    join_run(run);
    utf_add(&run->longer, point);
}

void text_run_end(struct text_run *run, struct pattern *pattern, struct arena *arena)
{
    struct str text = run->longer.len ? arena_copy(arena, buf_str(&run->longer)) : run->text;
    run->longer.len = 0;
    run->text = (struct str){0};
    pattern_add_text(pattern, text, arena);
}

void text_run_free(struct text_run *run)
{
    buf_free(&run->longer);
    *run = (struct text_run){0};
}

void pattern_add_code(struct pattern *pattern, enum part_kind kind, struct str code, struct str name,
                      struct arena *arena)
{
    *push_part(pattern, arena) = part_of_code(kind, code, name, arena);
}

static struct variant_list *variants_of(struct pattern *pattern, struct arena *arena)
{
    if (!pattern->variants)
        pattern->variants = arena_new(arena, struct variant_list);
    return pattern->variants;
}

void pattern_add_selector(struct pattern *pattern, struct selector selector, struct arena *arena)
{
    *list_push(&variants_of(pattern, arena)->selectors, arena) = selector;
}

struct variant *pattern_add_variant(struct pattern *pattern, struct arena *arena)
{
    struct variant *variant = list_push(variants_of(pattern, arena), arena);
    *variant = (struct variant){0};
    return variant;
}

struct pattern pattern_of_selectors(const struct selector_list *selectors, struct arena *arena)
{
    struct pattern pattern = {0};
    variants_of(&pattern, arena)->selectors = *selectors;
    return pattern;
}

bool pattern_is_blank(const struct pattern *pattern)
{
    for (size_t i = 0; i < pattern->parts.count; i++)
        if (part_kind(&pattern->parts.at[i]) != PART_TEXT || utf_trim(pattern->parts.at[i].text).len > 0)
            return false;
    for (size_t i = 0; pattern_is_select(pattern) && i < pattern->variants->count; i++)
        if (!pattern_is_blank(&pattern->variants->at[i].value))
            return false;
    return true;
}

bool pattern_is_plural(const struct pattern *pattern)
{
    const struct selector_list *selectors = pattern_selectors(pattern);
    if (selectors->count != 1 || selectors->at[0].kind != SELECT_PLURAL || selectors->at[0].offset)
        return false;
    for (size_t i = 0; i < pattern->variants->count; i++)
        if (pattern->variants->at[i].keys.count != 1 || pattern_is_select(&pattern->variants->at[i].value))
            return false;
    return true;
}

bool pattern_is_source_plural(const struct pattern *pattern)
{
    if (!pattern_is_plural(pattern) || pattern->variants->count != 2)
        return false;
    const struct variant *forms = pattern->variants->at;
    return str_is(forms[0].keys.at[0], "one") &&
           (str_is(forms[1].keys.at[0], "other") || str_is(forms[1].keys.at[0], "*"));
}

struct pattern pattern_of_text(struct str text, struct arena *arena)
{
    struct pattern pattern = {0};
    pattern_add_text(&pattern, text, arena);
    return pattern;
}

static struct part_list copy_parts(const struct part_list *parts, struct arena *arena)
{
    struct part_list copy = {0};
    list_reserve(&copy, parts->count, arena);
    for (uint32_t i = 0; i < parts->count; i++) {
        const struct part *part = &parts->at[i];
        struct str text = arena_copy(arena, part->text);
        *list_push(&copy, arena) =
            part->code ? part_of_code(part->code->kind, text, arena_copy(arena, part->code->name), arena)
                       : part_of_text(text);
    }
    return copy;
}

static void copy_variants(const struct pattern *pattern, struct arena *arena, struct pattern *out)
{
    const struct selector_list *selectors = pattern_selectors(pattern);
    for (size_t i = 0; i < selectors->count; i++) {
        struct selector selector = selectors->at[i];
        selector.argument = arena_copy(arena, selector.argument);
        pattern_add_selector(out, selector, arena);
    }
    for (size_t i = 0; i < pattern->variants->count; i++) {
        const struct variant *from = &pattern->variants->at[i];
        struct variant *to = pattern_add_variant(out, arena);
        for (size_t j = 0; j < from->keys.count; j++)
            *list_push(&to->keys, arena) = arena_copy(arena, from->keys.at[j]);
        to->value = pattern_copy(&from->value, arena);
    }
}

struct pattern pattern_copy(const struct pattern *pattern, struct arena *arena)
{
    struct pattern copy = {.parts = copy_parts(&pattern->parts, arena)};
    if (pattern_is_select(pattern)) {
        variants_of(&copy, arena);
        copy_variants(pattern, arena, &copy);
    }
    return copy;
}

static bool parts_equal(const struct part_list *a, const struct part_list *b, bool with_code)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++) {
        const struct part *x = &a->at[i], *y = &b->at[i];
        if ((part_kind(x) == PART_TEXT) != (part_kind(y) == PART_TEXT))
            return false;
        if (part_kind(x) == PART_TEXT
                ? !str_equal(x->text, y->text)
                : with_code && (part_kind(x) != part_kind(y) || !str_equal(x->text, y->text) ||
                                !str_equal(part_name(x), part_name(y))))
            return false;
    }
    return true;
}

static bool selectors_equal(const struct selector_list *a, const struct selector_list *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (a->at[i].kind != b->at[i].kind || a->at[i].offset != b->at[i].offset ||
            !str_equal(a->at[i].argument, b->at[i].argument))
            return false;
    return true;
}

static bool patterns_equal(const struct pattern *a, const struct pattern *b, bool with_code)
{
    if (pattern_is_select(a) != pattern_is_select(b))
        return false;
    if (!pattern_is_select(a))
        return parts_equal(&a->parts, &b->parts, with_code);
    if (!selectors_equal(pattern_selectors(a), pattern_selectors(b)) ||
        a->variants->count != b->variants->count)
        return false;
    for (size_t i = 0; i < a->variants->count; i++) {
        const struct variant *x = &a->variants->at[i], *y = &b->variants->at[i];
        if (!str_list_equal(&x->keys, &y->keys) || !patterns_equal(&x->value, &y->value, with_code))
            return false;
    }
    return true;
}

bool pattern_equal(const struct pattern *a, const struct pattern *b)
{
    return patterns_equal(a, b, true);
}

bool pattern_equal_text(const struct pattern *a, const struct pattern *b)
{
    return patterns_equal(a, b, false);
}

struct str pattern_flatten(const struct pattern *pattern, struct arena *arena)
{
    struct str_list pieces = {0};
    for (size_t i = 0; i < pattern->parts.count; i++)
        *list_push(&pieces, arena) = pattern->parts.at[i].text;
    return arena_join(arena, pieces.at, pieces.count);
}

static void print_part(const struct part *part, struct buf *out)
{
    static const char *const marks[] = {
        [PART_PLACEHOLDER] = "", [PART_OPEN] = "#", [PART_CLOSE] = "/", [PART_STANDALONE] = "#/"};
    if (part_kind(part) == PART_TEXT)
        buf_add(out, part->text);
    else
        buf_print(out, "{%s" STR_FORMAT "=" STR_FORMAT "}", marks[part_kind(part)], STR_ARG(part_name(part)),
                  STR_ARG(part->text));
}

static const char *selector_name(enum selector_kind kind)
{
    static const char *const names[] = {"plural", "ordinal", "select"};
    return names[kind];
}

void pattern_print(const struct pattern *pattern, struct buf *out)
{
    for (size_t i = 0; i < pattern->parts.count; i++)
        print_part(&pattern->parts.at[i], out);
    if (!pattern_is_select(pattern))
        return;
    buf_text(out, ".match");
    const struct selector_list *selectors = pattern_selectors(pattern);
    for (size_t i = 0; i < selectors->count; i++)
        buf_print(out, " $" STR_FORMAT ":%s", STR_ARG(selectors->at[i].argument),
                  selector_name(selectors->at[i].kind));
    for (size_t i = 0; i < pattern->variants->count; i++) {
        const struct variant *variant = &pattern->variants->at[i];
        buf_byte(out, '\n');
        for (size_t j = 0; j < variant->keys.count; j++) {
            buf_add(out, variant->keys.at[j]);
            buf_byte(out, ' ');
        }
        buf_text(out, "{{");
        pattern_print(&variant->value, out);
        buf_text(out, "}}");
    }
}
