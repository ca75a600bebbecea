// Messages of ICU: their grammar, and that both use the same arguments; the same for other choices.
#include "base/map.h"
#include "catalog/checks/checking.h"
#include "catalog/icu_compare.h"
#include "catalog/icu_fault.h"

// What every dialect takes.
static const struct icu_options lenient = {
    .ignores_tags = true, .has_any_type = true, .has_nested_pound = true};

// ---- reading

static bool looks_like_choice(const struct pattern *pattern)
{
    static const char *const words[] = {"plural,", "select,", "selectordinal,"};
    for (size_t i = 0; i < pattern->parts.count; i++)
        for (size_t j = 0; part_kind(&pattern->parts.at[i]) == PART_TEXT && j < sizeof words / sizeof *words;
             j++)
            if (str_find_byte(pattern->parts.at[i].text, '{', 0) != STR_NONE &&
                str_find(pattern->parts.at[i].text, str_of(words[j]), 0) != STR_NONE)
                return true;
    return false;
}

static bool read_message(const struct checking *checking, unsigned syntaxes, struct check_text *plain,
                         struct check_text *text, struct icu_message *message, struct icu_fault *fault)
{
    *plain = (struct check_text){.pattern = text->pattern, .unit = text->unit, .bytes = text->bytes};
    text_read(text->pattern, 0, checking->scratch, plain);
    *message = (struct icu_message){0};
    if (icu_parse(plain->flat, &lenient, checking->scratch, message, fault)) {
        text_read_icu(plain, message, syntaxes, checking->scratch, text);
        return true;
    }
    *text = *plain;
    text->is_choice = true; // nothing is known of it
    return false;
}

bool check_read_icu(struct checking *checking, unsigned syntaxes)
{
    const struct unit *unit = checking->unit;
    struct check_text source = checking->source;
    struct icu_fault fault;
    bool is_stated = unit->syntax == SYNTAX_ICU;
    checking->is_broken = false;
    syntaxes &= CODE_TAG;
    if ((!is_stated && !looks_like_choice(&unit->source)) || pattern_is_select(&unit->source) ||
        pattern_is_select(&unit->target) ||
        !read_message(checking, syntaxes, &checking->plain_source, &source, &checking->source_icu, &fault) ||
        (!is_stated && checking->source_icu.choice_count == 0))
        return false;
    checking->source = source;
    checking->is_broken =
        unit->has_target && !read_message(checking, syntaxes, &checking->plain_target, &checking->target,
                                          &checking->target_icu, &checking->icu_fault);
    return true;
}

// ---- findings

static enum kind kind_of_finding(enum icu_finding_kind kind)
{
    static const enum kind kinds[] = {[ICU_ARGUMENT_MISSING] = KIND_ICU_ARGUMENT,
                                      [ICU_ARGUMENT_UNKNOWN] = KIND_ICU_ARGUMENT,
                                      [ICU_ARGUMENT_ROLE] = KIND_ICU_ARGUMENT,
                                      [ICU_TAG_MISSING] = KIND_MARKUP_TAGS,
                                      [ICU_TAG_UNKNOWN] = KIND_MARKUP_TAGS,
                                      [ICU_KEY_MISSING] = KIND_ICU_KEYS,
                                      [ICU_KEY_UNKNOWN] = KIND_ICU_KEYS,
                                      [ICU_CATEGORY_MISSING] = KIND_PLURAL_MISSING,
                                      [ICU_CATEGORY_SUPERFLUOUS] = KIND_PLURAL_SUPERFLUOUS,
                                      [ICU_CATEGORY_UNKNOWN] = KIND_ICU_KEYS,
                                      [ICU_OTHER_MISSING] = KIND_ICU_OTHER,
                                      [ICU_QUOTE_SWALLOWS] = KIND_ICU_APOSTROPHE};
    return kinds[kind];
}

// A category that only 0 and 1, very large or fractional numbers take: a text of its own for 1 is most often
// there.
static bool is_rare(const struct checking *checking, const struct icu_finding *finding)
{
    enum plural_category category = plural_find(finding->key);
    if (finding->kind != ICU_CATEGORY_MISSING || category == PLURAL_COUNT)
        return false;
    const struct plural_rules *rules = &checking->cardinal;
    if (category == PLURAL_ONE || category == PLURAL_ZERO) { // French takes `one` for 0
        for (size_t i = 2; i < 1000; i++)
            if (rules->of[i] == category)
                return false;
        return true;
    }
    return !rules->has_small[category] && !checking->ordinal.has_small[category];
}

static void report_finding(struct checking *checking, const struct icu_finding *finding)
{
    enum kind kind = kind_of_finding(finding->kind);
    struct str message = icu_finding_message(finding, checking->scratch);
    if (!check_takes(checking, kind))
        return;
    struct diag *diag = check_report(checking, kind, &checking->plain_target, finding->start, finding->end,
                                     STR_FORMAT, STR_ARG(message));
    diag_hint(checking->diags, diag, STR_FORMAT, STR_ARG(icu_finding_hint(finding, checking->scratch)));
    if (finding->source_end > finding->source_start)
        check_relate(checking, diag, &checking->plain_source, finding->source_start, finding->source_end,
                     "in the source");
    if (is_rare(checking, finding))
        diag->severity = SEVERITY_NOTE;
}

static size_t report_findings(struct checking *checking, const struct icu_finding_list *findings)
{
    for (size_t i = 0; i < findings->count; i++)
        report_finding(checking, &findings->at[i]);
    return findings->count;
}

static size_t check_quotes_of(struct checking *checking)
{
    struct icu_finding_list findings = {0}, of_source = {0};
    icu_check_quotes(&checking->source_icu, checking->scratch, &of_source);
    if (of_source.count > 0)
        return 0;
    icu_check_quotes(&checking->target_icu, checking->scratch, &findings);
    return report_findings(checking, &findings);
}

// ---- grammar

static struct span place_of_fault(const void *of, size_t start, size_t end)
{
    const struct checking *checking = of;
    size_t last = checking->plain_target.flat.len;
    if (start == end && end < last)
        end++;
    else if (start == end && start > 0)
        start--;
    return check_span(checking, &checking->plain_target, start, end);
}

// A code of the pattern is an element in the file.
static struct str shown_text(const struct check_text *plain, struct arena *arena)
{
    char *text = arena_space(arena, 1, plain->flat.len + 1);
    memcpy(text, plain->flat.at, plain->flat.len);
    for (size_t i = 0; i < plain->codes.count; i++)
        text[plain->codes.at[i].at] = '<';
    return (struct str){text, plain->flat.len};
}

static void report_fault(struct checking *checking)
{
    struct icu_place place = {place_of_fault, checking};
    struct str text = shown_text(&checking->plain_target, checking->scratch);
    enum kind kind = checking->icu_fault.error == ICU_NO_OTHER ? KIND_ICU_OTHER : KIND_ICU_SYNTAX;
    if (check_takes(checking, kind))
        check_adopt(checking, icu_report(&checking->icu_fault, text, &place, checking->diags));
}

// ---- codes in choices

// A code need not be in each text of a choice.
static struct map codes_of(const struct check_text *text, struct arena *arena)
{
    struct map codes = {0};
    for (size_t i = 0; i < text->codes.count; i++) {
        const struct check_code *code = &text->codes.at[i];
        bool has_name = code->syntax == CODE_OF_PATTERN && code->name.len > 0;
        struct str key = has_name ? code->name : code->key.len ? code->key : code->text;
        if (code->syntax != CODE_ICU && key.len && !map_has(&codes, key))
            map_set(&codes, key, (void *)code, arena);
    }
    return codes;
}

static enum kind kind_of_code(const struct check_code *code, bool is_missing)
{
    return code->syntax == CODE_TAG ? KIND_MARKUP_TAGS
           : is_missing             ? KIND_PLACEHOLDER_MISSING
                                    : KIND_PLACEHOLDER_UNEXPECTED;
}

static void compare_codes(struct checking *checking)
{
    struct map source = codes_of(&checking->source, checking->scratch);
    struct map target = codes_of(&checking->target, checking->scratch);
    for (size_t i = 0; i < source.entries.count; i++) {
        const struct map_entry *entry = &source.entries.at[i];
        const struct check_code *code = entry->value;
        if (map_has(&target, entry->key))
            continue;
        struct diag *diag = check_report_text(checking, kind_of_code(code, true), &checking->target,
                                              "`" STR_FORMAT "` of the source is missing",
                                              STR_ARG(str_slice(code->text, 0, 120)));
        check_relate(checking, diag, &checking->source, code->at, code->at + 1, "in the source");
    }
    for (size_t i = 0; i < target.entries.count; i++) {
        const struct check_code *code = target.entries.at[i].value;
        if (!map_has(&source, target.entries.at[i].key))
            check_report_code(checking, kind_of_code(code, false), &checking->target, code,
                              "`" STR_FORMAT "` is not in the source",
                              STR_ARG(str_slice(code->text, 0, 120)));
    }
}

void check_icu(struct checking *checking)
{
    struct icu_finding_list findings = {0};
    bool is_choice = checking->source.is_choice || checking->target.is_choice;
    // An apostrophe that hides the rest of a message is the cause of most faults.
    if (checking->is_broken && check_quotes_of(checking) == 0)
        report_fault(checking);
    if (checking->is_broken || (!checking->is_icu && !is_choice) ||
        (!checking->target.is_choice && pattern_is_blank(&checking->unit->target)))
        return;
    compare_codes(checking);
    if (!checking->is_icu)
        return;
    icu_compare(&checking->source_icu, &checking->target_icu, checking->scratch, &findings);
    check_read_plurals(checking);
    if (checking->cardinal.is_known)
        icu_check_choices(&checking->target_icu, &checking->cardinal, &checking->ordinal, checking->scratch,
                          &findings);
    report_findings(checking, &findings);
    check_quotes_of(checking);
}
