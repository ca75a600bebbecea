#include "catalog/bundles/i18next_value.h"

#include "catalog/formats/i18next_text.h"
#include "catalog/icu.h"

// ---- code

// What ICU's types and styles are in i18next, which takes the options of Intl.
static const struct {
    enum icu_kind kind;
    const char *style, *formatter;
} formatters[] = {
    {ICU_NUMBER, "", "number"},
    {ICU_NUMBER, "integer", "number(maximumFractionDigits: 0)"},
    {ICU_NUMBER, "percent", "number(style: percent)"},
    {ICU_DATE, "", "datetime(dateStyle: medium)"},
    {ICU_DATE, "short", "datetime(dateStyle: short)"},
    {ICU_DATE, "medium", "datetime(dateStyle: medium)"},
    {ICU_DATE, "long", "datetime(dateStyle: long)"},
    {ICU_DATE, "full", "datetime(dateStyle: full)"},
    {ICU_TIME, "", "datetime(timeStyle: medium)"},
    {ICU_TIME, "short", "datetime(timeStyle: short)"},
    {ICU_TIME, "medium", "datetime(timeStyle: medium)"},
    {ICU_TIME, "long", "datetime(timeStyle: long)"},
    {ICU_TIME, "full", "datetime(timeStyle: full)"},
};

// The formatter of an ICU argument; empty for one without a type and for code that is none. False when
// i18next has none that does the same.
static bool formatter_of(const struct part *part, struct arena *arena, const char **out)
{
    struct icu_message message;
    struct icu_fault fault;
    bool is_placeholder = part_kind(part) == PART_PLACEHOLDER;
    *out = is_placeholder && str_is(part->text, "#") ? "number" : "";
    if (!is_placeholder || !str_starts(part->text, STR("{")) || str_starts(part->text, STR("{{")) ||
        str_find_byte(part->text, ',', 0) == STR_NONE ||
        !icu_parse(part->text, &icu_formatjs, arena, &message, &fault) || message.nodes.count != 1)
        return true;
    const struct icu_node *node = &message.nodes.at[0];
    for (size_t i = 0; i < sizeof formatters / sizeof *formatters; i++)
        if (node->kind == formatters[i].kind && str_is(node->style, formatters[i].style) &&
            !node->is_skeleton)
            *out = formatters[i].formatter;
    return **out || node->kind == ICU_ARGUMENT;
}

// A part as i18next can show it: a placeholder with a formatter gets code of i18next's.
static bool convert_part(const struct bundled *text, const struct part *part, struct str count,
                         struct arena *arena, struct part *out)
{
    const char *formatter;
    *out = *part;
    if (!formatter_of(part, arena, &formatter))
        return bundled_refuse(text, KIND_BUNDLE_UNFIT, "i18next has no formatter like " STR_FORMAT,
                              STR_ARG(part->text));
    if (!*formatter)
        return true;
    struct str name = count.len && str_equal(part_name(part), count) ? STR("count") : part_name(part);
    out->text = arena_print(arena, "{{" STR_FORMAT ", %s}}", STR_ARG(name), formatter);
    return true;
}

// ---- what i18next reads

// Whether i18next reads the code as one placeholder, of that name where it was printed by its name.
static bool is_read(struct str code, const struct part *part, struct str count, struct arena *arena)
{
    struct pattern again;
    if (part_kind(part) != PART_PLACEHOLDER)
        return true; // tags are text for i18next
    i18next_text_read(code, arena, &again);
    if (again.parts.count != 1 || part_kind(&again.parts.at[0]) != PART_PLACEHOLDER ||
        str_find_byte(code, '\n', 0) != STR_NONE)
        return false;
    bool is_count = count.len && str_equal(part_name(part), count);
    return str_equal(code, part->text) ||
           str_equal(part_name(&again.parts.at[0]), is_count ? STR("count") : part_name(part));
}

bool i18next_value_print(const struct bundled *text, const struct pattern *pattern, struct str count,
                         struct arena *arena, struct buf *out)
{
    size_t start = out->len;
    struct code_range_list codes = {0};
    for (size_t i = 0; i < pattern->parts.count; i++) {
        struct part part;
        if (!convert_part(text, &pattern->parts.at[i], count, arena, &part))
            return false;
        struct pattern one = {.parts = {&part, 1, 1}};
        size_t before = out->len;
        i18next_text_print(&one, count, arena, out);
        struct str code = str_from(buf_str(out), before);
        if (part_kind(&part) == PART_TEXT)
            continue;
        if (!is_read(code, &part, count, arena))
            return bundled_refuse(text, KIND_BUNDLE_UNFIT,
                                  "i18next cannot interpolate a placeholder called " STR_FORMAT,
                                  STR_ARG(part_name(&part)));
        if (part_kind(&part) == PART_PLACEHOLDER)
            *list_push(&codes, arena) = (struct code_range){before - start, out->len - start};
    }
    struct str printed = str_from(buf_str(out), start);
    return (bundled_is_inert(printed, &codes, "{{", '}') && bundled_is_inert(printed, &codes, "$t(", ')')) ||
           bundled_refuse(text, KIND_BUNDLE_UNFIT,
                          "i18next would take `{{` or `$t(` in the text for code, and has no escape for it");
}
