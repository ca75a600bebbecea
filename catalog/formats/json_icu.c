#include "catalog/formats/json_icu.h"

#include "catalog/formats/json_catalog.h"
#include "catalog/icu_fault.h"
#include "catalog/icu_pattern.h"
#include "catalog/icu_print.h"

// ---- reading

struct string_place {
    const struct jsonc_file *file;
    const struct jsonc *value;
};

static struct span span_in_string(const void *of, size_t start, size_t end)
{
    const struct string_place *place = of;
    return jsonc_text_span(place->file, place->value, start, end);
}

void json_icu_read(const struct jsonc_file *file, const struct jsonc *value,
                   const struct icu_options *options, struct arena *arena, struct diags *diags,
                   struct unit *unit)
{
    struct icu_fault fault;
    unit->source_bytes = byte_range(value->start, value->end);
    if (icu_read_pattern(value->text, options, arena, &unit->source, &fault))
        return;
    struct string_place string = {file, value};
    struct icu_place place = {span_in_string, &string};
    icu_report(&fault, value->text, &place, diags)->severity = SEVERITY_WARNING;
    unit->source = pattern_of_text(value->text, arena);
    unit->syntax = SYNTAX_ICU;
}

// ---- writing

static void warn(const struct catalog *catalog, const struct unit *unit, struct diags *diags,
                 const char *what)
{
    diag_add(diags, KIND_CATALOG_UNFIT, unit_span(catalog, unit), "`" STR_FORMAT "`: %s", STR_ARG(unit->id),
             what);
}

// Code as text, which is all that is left where it has no form of its own.
static void print_flat(const struct pattern *pattern, const struct icu_options *options, struct arena *arena,
                       struct buf *out)
{
    struct str text = pattern_flatten(pattern, arena);
    struct icu_setting setting = {.is_last = true};
    size_t len = out->len;
    if (icu_print_literal(text, options, setting, out))
        return;
    out->len = len;
    buf_add(out, text);
}

static bool print_pattern(const struct catalog *catalog, const struct unit *unit,
                          const struct icu_options *options, struct arena *arena, struct diags *diags,
                          struct buf *out)
{
    const struct pattern *pattern = monolingual_text(catalog, unit);
    struct icu_fault fault;
    struct pattern again;
    if (!icu_print_pattern(pattern, options, out)) {
        if (pattern_is_select(pattern)) {
            diag_add(diags, KIND_CATALOG_SELECT, unit_span(catalog, unit),
                     "`" STR_FORMAT "`: this choice cannot be written as an ICU message", STR_ARG(unit->id));
            return false;
        }
        print_flat(pattern, options, arena, out);
        warn(catalog, unit, diags,
             "the text cannot be written as an ICU message; it was written as plain text");
    } else if (!icu_read_pattern(buf_str(out), options, arena, &again, &fault)) {
        warn(catalog, unit, diags, "the choice lacks `other`, which ICU messages must have");
    } else if (!pattern_equal_text(pattern, &again)) {
        warn(catalog, unit, diags,
             "it is read as another text: markup becomes text, or choices in choices were written out");
    } else if (!pattern_equal(pattern, &again)) {
        warn(catalog, unit, diags, "the code of a placeholder was written as its name in braces");
    }
    return true;
}

bool json_icu_print(const struct catalog *catalog, const struct unit *unit, const struct icu_options *options,
                    struct arena *arena, struct diags *diags, struct str *out)
{
    const struct pattern *pattern = monolingual_text(catalog, unit);
    struct buf text = {0};
    bool good = true;
    if (unit->syntax == SYNTAX_ICU && (pattern_is_empty(pattern) || pattern_only_text(pattern)))
        buf_add(&text, pattern_flatten(pattern, arena));
    else
        good = print_pattern(catalog, unit, options, arena, diags, &text);
    *out = json_quoted(buf_str(&text), arena);
    buf_free(&text);
    return good;
}
