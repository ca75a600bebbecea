// What the catalog itself demands of a translation: the rules of XLIFF's validation module. A unit of several
// segments counts as one text.
#include "catalog/checks/checking.h"

#include "base/unicode.h"
#include "base/utf.h"

static struct str folded(struct str text, struct arena *arena)
{
    struct buf out = {0};
    for (size_t at = 0; at < text.len;) {
        size_t start = at;
        uint32_t point = utf_next(text, &at);
        if (point == UTF_INVALID)
            buf_add(&out, str_slice(text, start, at));
        else
            utf_add(&out, unicode_fold(point));
    }
    return buf_finish(&out, arena);
}

// The text as the rule compares it. What is normalized by NFC and by NFD is equal in the same cases.
static struct str compared(const struct text_rule *rule, struct str text, struct arena *arena)
{
    struct str out = rule->is_exact ? text : unicode_decomposed(text, arena);
    return rule->ignores_case ? folded(out, arena) : out;
}

static size_t count_of(struct str text, struct str wanted)
{
    size_t count = 0;
    for (size_t at = 0; (at = str_find(text, wanted, at)) != STR_NONE; at += wanted.len)
        count++;
    return count;
}

static bool is_kept(const struct text_rule *rule, struct str text, struct arena *arena)
{
    struct str wanted = compared(rule, rule->text, arena), here = compared(rule, text, arena);
    switch (rule->kind) {
    case RULE_HAS:
        return rule->occurs ? count_of(here, wanted) == rule->occurs : str_find(here, wanted, 0) != STR_NONE;
    case RULE_LACKS:
        return str_find(here, wanted, 0) == STR_NONE;
    case RULE_STARTS:
        return str_starts(here, wanted);
    case RULE_ENDS:
        return str_ends(here, wanted);
    }
    return true;
}

static const char *demand_of(const struct text_rule *rule)
{
    static const char *const demands[] = {[RULE_HAS] = "has to have",
                                          [RULE_LACKS] = "must not have",
                                          [RULE_STARTS] = "has to begin with",
                                          [RULE_ENDS] = "has to end with"};
    return demands[rule->kind];
}

void check_rules(struct checking *checking)
{
    const struct text_rule_list *rules = &unit_rare(checking->unit)->rules;
    for (size_t i = 0; i < rules->count && !checking->target.is_choice; i++) {
        const struct text_rule *rule = &rules->at[i];
        bool is_in_source = !rule->is_in_source || is_kept(rule, checking->source.flat, checking->scratch);
        if (is_in_source && is_kept(rule, checking->target.flat, checking->scratch))
            continue;
        struct buf often = {0};
        if (rule->occurs)
            buf_print(&often, " %u time%s", rule->occurs, rule->occurs == 1 ? "" : "s");
        check_report_text(checking, KIND_VALIDATION_RULE, &checking->target,
                          "the %s %s `" STR_FORMAT "`" STR_FORMAT, is_in_source ? "translation" : "source",
                          demand_of(rule), STR_ARG(rule->text), STR_ARG(buf_str(&often)));
        buf_free(&often);
    }
}
