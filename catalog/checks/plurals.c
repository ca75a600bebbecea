// Plural forms of patterns: those that the language has by CLDR, no more and no fewer. Those of ICU messages
// are looked at in icu.c.
#include "catalog/checks/checking.h"
#include "catalog/format.h"

enum { exact_greatest = 16 }; // numbers with a text of their own in one choice; nobody writes more

// The forms that one choice has.
struct forms {
    bool has[PLURAL_COUNT];
    size_t exact[exact_greatest];
    size_t exact_count;
    bool is_ordinal;
};

static void add_form(struct forms *forms, struct str key)
{
    enum plural_category category = plural_find(key);
    size_t number;
    if (category < PLURAL_COUNT)
        forms->has[category] = true;
    else if (str_starts(key, STR("=")) && str_number(str_from(key, 1), 999, &number) &&
             forms->exact_count < exact_greatest)
        forms->exact[forms->exact_count++] = number;
}

static bool has_exact(const struct forms *forms, size_t number)
{
    for (size_t i = 0; i < forms->exact_count; i++)
        if (forms->exact[i] == number)
            return true;
    return false;
}

// Whether all whole numbers of the category have a text of their own, so that it is never asked for.
static bool is_covered(const struct forms *forms, const struct plural_rules *rules,
                       enum plural_category category)
{
    bool is_any = false;
    for (size_t i = 0; i < 1000; i++) {
        if (rules->of[i] != category)
            continue;
        if (!has_exact(forms, i))
            return false;
        is_any = true;
    }
    return is_any;
}

static struct str examples_of(const struct plural_rules *rules, enum plural_category category,
                              struct arena *arena)
{
    struct buf out = {0};
    size_t count = 0;
    for (size_t i = 0; i < 1000 && count < 5; i++)
        if (rules->of[i] == category)
            buf_print(&out, "%s%zu", count++ ? ", " : "", i);
    return buf_finish(&out, arena);
}

static void report_missing(struct checking *checking, const struct plural_rules *rules,
                           enum plural_category category)
{
    if (!check_takes(checking, KIND_PLURAL_MISSING))
        return;
    struct str examples = examples_of(rules, category, checking->scratch);
    struct diag *diag = check_report_text(
        checking, KIND_PLURAL_MISSING, &checking->target,
        "the plural form `%s` is missing, which is for %s" STR_FORMAT, plural_names[category],
        examples.len ? "numbers such as " : "very large or fractional numbers", STR_ARG(examples));
    if (diag && !rules->has_small[category] && category != PLURAL_OTHER)
        diag->severity = SEVERITY_NOTE; // numbers that hardly ever come
}

static void report_superfluous(struct checking *checking, enum plural_category category)
{
    check_report_text(checking, KIND_PLURAL_SUPERFLUOUS, &checking->target,
                      "`" STR_FORMAT "` has no plural form `%s`", STR_ARG(checking->target_locale.locale),
                      plural_names[category]);
}

// A form for fractions and millions, as `many` of Czech and Spanish, is none of gettext's.
static bool is_asked_for(const struct checking *checking, const struct plural_rules *rules,
                         enum plural_category category)
{
    const struct format *format = checking->catalog->format;
    return rules->has[category] && (rules->has_small[category] || !format || !format->has_formula);
}

static void check_forms(struct checking *checking, const struct forms *forms)
{
    check_read_plurals(checking);
    const struct plural_rules *rules = forms->is_ordinal ? &checking->ordinal : &checking->cardinal;
    for (enum plural_category category = 0; rules->is_known && category <= PLURAL_OTHER; category++) {
        if (is_asked_for(checking, rules, category) && !forms->has[category] &&
            !is_covered(forms, rules, category))
            report_missing(checking, rules, category);
        if (forms->has[category] && !rules->has[category])
            report_superfluous(checking, category);
    }
}

// ---- of patterns

static void check_selector(struct checking *checking, size_t index)
{
    const struct pattern *pattern = &checking->unit->target;
    struct forms forms = {.is_ordinal = pattern_selectors(pattern)->at[index].kind == SELECT_ORDINAL};
    for (size_t i = 0; i < pattern->variants->count; i++)
        if (index < pattern->variants->at[i].keys.count)
            add_form(&forms, pattern->variants->at[i].keys.at[index]);
    check_forms(checking, &forms);
}

void check_plurals(struct checking *checking)
{
    const struct pattern *pattern = &checking->unit->target;
    for (size_t i = 0; pattern_is_select(pattern) && i < pattern_selectors(pattern)->count; i++)
        if (pattern_selectors(pattern)->at[i].kind != SELECT_EXACT)
            check_selector(checking, i);
}

// ---- one text for all

static bool nodes_alike(const struct icu_node *choice)
{
    for (size_t i = 1; i < choice->options.count; i++)
        if (!icu_equal(&choice->options.at[0].value, &choice->options.at[i].value))
            return false;
    return choice->options.count > 1;
}

static bool variants_alike(const struct pattern *pattern)
{
    for (size_t i = 1; i < pattern->variants->count; i++)
        if (!pattern_equal(&pattern->variants->at[0].value, &pattern->variants->at[i].value))
            return false;
    return pattern->variants->count > 1;
}

void check_plural_texts(struct checking *checking)
{
    const struct pattern *pattern = &checking->unit->target;
    bool is_alike = pattern_is_select(pattern) && variants_alike(pattern);
    for (size_t i = 0; checking->is_icu && !checking->is_broken && i < checking->target_icu.nodes.count;
         i++) {
        const struct icu_node *node = &checking->target_icu.nodes.at[i];
        is_alike |= (node->kind == ICU_PLURAL || node->kind == ICU_ORDINAL) && nodes_alike(node);
    }
    if (is_alike)
        check_report_text(checking, KIND_PLURAL_ALIKE, &checking->target,
                          "all plural forms have the same text");
}
