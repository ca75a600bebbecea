#include "catalog/placeholders.h"

bool placeholders_read(const struct pattern *pattern, enum code_reading reading, struct arena *arena,
                       struct placeholder_list *out)
{
    size_t expressions = 0;
    for (size_t i = 0; i < pattern->parts.count; i++) {
        const struct part *part = &pattern->parts.at[i];
        if (part_kind(part) == PART_TEXT)
            continue;
        struct placeholder *placeholder = list_push(out, arena);
        *placeholder =
            (struct placeholder){.name = part_name(part), .text = part->text, .first = expressions};
        if (!template_code_read(part->text, reading, arena, &placeholder->code))
            return false;
        expressions += template_code_expressions(&placeholder->code);
    }
    return true;
}

struct str placeholder_key(struct str name)
{
    struct str digits = str_trim(name);
    if (!str_is_digits(digits))
        return name;
    while (digits.len > 1 && digits.at[0] == '0')
        digits = str_from(digits, 1);
    return digits;
}

static bool names_equal(struct str a, struct str b)
{
    return str_equal(placeholder_key(a), placeholder_key(b));
}

const struct placeholder *placeholder_named(const struct placeholder_list *list, struct str name)
{
    for (size_t i = 0; i < list->count; i++)
        if (names_equal(list->at[i].name, name))
            return &list->at[i];
    return NULL;
}

static bool placeholders_match(const struct placeholder *a, const struct placeholder *b,
                               enum placeholder_match match)
{
    return (match == MATCH_SHAPE || names_equal(a->name, b->name)) &&
           (match == MATCH_NAME || str_equal(a->code.shape, b->code.shape));
}

const struct placeholder *placeholder_like(const struct placeholder_list *list,
                                           const struct placeholder *wanted, enum placeholder_match match)
{
    for (size_t i = 0; i < list->count; i++)
        if (placeholders_match(&list->at[i], wanted, match))
            return &list->at[i];
    return NULL;
}

static void add_problem(struct placeholder_problem_list *out, enum kind kind,
                        const struct placeholder *placeholder, struct arena *scratch)
{
    *list_push(out, scratch) = (struct placeholder_problem){kind, placeholder};
}

// Marks the first placeholder of the message that matches and is not taken yet.
static bool take_match(const struct placeholder_list *source, const struct placeholder *placeholder,
                       enum placeholder_match match, bool *taken)
{
    for (size_t i = 0; i < source->count; i++)
        if (!taken[i] && placeholders_match(&source->at[i], placeholder, match))
            return taken[i] = true;
    return false;
}

static bool has_its_expressions(const struct placeholder_list *source, const struct placeholder *placeholder)
{
    size_t wanted = template_code_expressions(&placeholder->code);
    const struct placeholder *named = wanted ? placeholder_named(source, placeholder->name) : NULL;
    return wanted == 0 || (named && template_code_expressions(&named->code) >= wanted);
}

bool placeholders_compare(const struct placeholder_list *source, const struct placeholder_list *target,
                          enum placeholder_match match, struct arena *scratch,
                          struct placeholder_problem_list *out)
{
    size_t before = out->count;
    bool *taken = arena_array(scratch, bool, source->count);
    bool *unexpected = arena_array(scratch, bool, target->count);
    for (size_t i = 0; i < target->count; i++) {
        unexpected[i] = !take_match(source, &target->at[i], match, taken);
        if (unexpected[i])
            add_problem(out, KIND_PLACEHOLDER_UNEXPECTED, &target->at[i], scratch);
    }
    for (size_t i = 0; i < source->count; i++)
        if (!taken[i])
            add_problem(out, KIND_PLACEHOLDER_MISSING, &source->at[i], scratch);
    for (size_t i = 0; i < target->count; i++)
        if (!unexpected[i] && match == MATCH_SHAPE && !has_its_expressions(source, &target->at[i]))
            add_problem(out, KIND_PLACEHOLDER_UNKNOWN, &target->at[i], scratch);
    return out->count == before;
}
