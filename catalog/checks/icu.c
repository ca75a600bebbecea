// Messages of ICU: their grammar, and that both use the same arguments; the same for other choices.
#include "catalog/icu.h"
#include "base/map.h"
#include "catalog/checks/checking.h"
#include "catalog/icu_fault.h"

// What every dialect takes.
static const struct icu_options lenient = {
    .ignores_tags = true, .has_any_type = true, .has_nested_pound = true};

// ---- reading

static bool looks_like_choice(const struct pattern *pattern)
{
    static const char *const words[] = {"plural,", "select,", "selectordinal,"};
    for (size_t i = 0; i < pattern->parts.count; i++)
        for (size_t j = 0; pattern->parts.at[i].kind == PART_TEXT && j < sizeof words / sizeof *words; j++)
            if (str_find_byte(pattern->parts.at[i].text, '{', 0) != STR_NONE &&
                str_find(pattern->parts.at[i].text, str_of(words[j]), 0) != STR_NONE)
                return true;
    return false;
}

static bool read_message(const struct checking *checking, unsigned syntaxes, struct check_text *text,
                         struct icu_message *message, struct icu_fault *fault)
{
    struct check_text plain = {.pattern = text->pattern, .bytes = text->bytes};
    text_read(text->pattern, 0, checking->scratch, &plain);
    *message = (struct icu_message){0};
    if (icu_parse(plain.flat, &lenient, checking->scratch, message, fault)) {
        text_read_icu(&plain, message, syntaxes, checking->scratch, text);
        return true;
    }
    *text = plain;
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
        !read_message(checking, syntaxes, &source, &checking->source_icu, &fault) ||
        (!is_stated && checking->source_icu.choice_count == 0))
        return false;
    checking->source = source;
    checking->is_broken = unit->has_target && !read_message(checking, syntaxes, &checking->target,
                                                            &checking->target_icu, &checking->icu_fault);
    return true;
}

// ---- apostrophes

// Whether one was told.
static bool check_apostrophes(struct checking *checking)
{
    const struct icu_message *message = &checking->target_icu;
    struct check_text plain = {.pattern = checking->target.pattern, .bytes = checking->target.bytes};
    bool is_told = false;
    if (checking->source_icu.quotes.count > 0 || message->quotes.count == 0)
        return false;
    text_read(plain.pattern, 0, checking->scratch, &plain);
    for (size_t i = 0; i < message->quotes.count; i++) {
        const struct icu_quote *quote = &message->quotes.at[i];
        struct str text = str_slice(message->text, quote->start, quote->end);
        if (str_find_byte(text, '{', 0) == STR_NONE || !check_takes(checking, KIND_ICU_APOSTROPHE))
            continue;
        struct span span = check_span(checking, &plain, quote->start, quote->end);
        check_adopt(checking,
                    diag_add(checking->diags, KIND_ICU_APOSTROPHE, span,
                             "the apostrophe makes `" STR_FORMAT "` text", STR_ARG(str_slice(text, 1, 80))));
        is_told = true;
    }
    return is_told;
}

// ---- grammar

struct fault_place {
    const struct checking *checking;
};

static struct span place_of_fault(const void *of, size_t start, size_t end)
{
    const struct checking *checking = ((const struct fault_place *)of)->checking;
    size_t last = checking->target.flat.len;
    if (start == end && end < last)
        end++;
    else if (start == end && start > 0)
        start--;
    return check_span(checking, &checking->target, start, end);
}

static void report_fault(struct checking *checking)
{
    struct fault_place of = {checking};
    struct icu_place place = {place_of_fault, &of};
    enum kind kind = checking->icu_fault.error == ICU_NO_OTHER ? KIND_ICU_OTHER : KIND_ICU_SYNTAX;
    // An apostrophe that hides the rest of a message is the cause of most.
    if (!check_apostrophes(checking) && check_takes(checking, kind))
        check_adopt(checking,
                    icu_report(&checking->icu_fault, checking->target.flat, &place, checking->diags));
}

// ---- arguments

static struct map names_of(const struct check_text *text, struct arena *arena)
{
    struct map names = {0};
    for (size_t i = 0; i < text->codes.count; i++) {
        const struct check_code *code = &text->codes.at[i];
        struct str name = code->syntax == CODE_ICU || (code->syntax == CODE_OF_PATTERN && code->name.len)
                              ? code->name
                              : code->text;
        if (name.len && !map_has(&names, name))
            map_set(&names, name, (void *)code, arena);
    }
    return names;
}

static enum kind kind_of(const struct check_code *code, bool is_missing)
{
    return code->syntax == CODE_ICU   ? KIND_ICU_ARGUMENT
           : code->syntax == CODE_TAG ? KIND_MARKUP_TAGS
           : is_missing               ? KIND_PLACEHOLDER_MISSING
                                      : KIND_PLACEHOLDER_UNEXPECTED;
}

static void compare_arguments(struct checking *checking)
{
    struct map source = names_of(&checking->source, checking->scratch);
    struct map target = names_of(&checking->target, checking->scratch);
    for (size_t i = 0; i < source.entries.count; i++) {
        const struct map_entry *entry = &source.entries.at[i];
        const struct check_code *code = entry->value;
        if (map_has(&target, entry->key))
            continue;
        struct diag *diag = check_report_text(checking, kind_of(code, true), &checking->target,
                                              "`" STR_FORMAT "` of the source is missing",
                                              STR_ARG(str_slice(entry->key, 0, 120)));
        check_relate(checking, diag, &checking->source, code->at, code->at + 1, "in the source");
    }
    for (size_t i = 0; i < target.entries.count; i++) {
        const struct map_entry *entry = &target.entries.at[i];
        const struct check_code *code = entry->value;
        if (!map_has(&source, entry->key))
            check_report_code(checking, kind_of(code, false), &checking->target, code,
                              "`" STR_FORMAT "` is not in the source",
                              STR_ARG(str_slice(entry->key, 0, 120)));
    }
}

// ---- choices

typedef void choice_visitor(struct checking *checking, const struct icu_node *choice, void *context);

static void visit_choices(struct checking *checking, const struct icu_node_list *nodes, choice_visitor *visit,
                          void *context)
{
    for (size_t i = 0; i < nodes->count; i++) {
        const struct icu_node *node = &nodes->at[i];
        if (node->kind == ICU_TAG)
            visit_choices(checking, &node->children, visit, context);
        if (!icu_is_choice(node->kind))
            continue;
        visit(checking, node, context);
        for (size_t j = 0; j < node->options.count; j++)
            visit_choices(checking, &node->options.at[j].value, visit, context);
    }
}

size_t check_choice_at(const struct check_text *text, const struct icu_node *choice)
{
    for (size_t i = 0; i < text->codes.count; i++)
        if (text->codes.at[i].class == CODE_BORDER && text->codes.at[i].start == choice->start)
            return text->codes.at[i].at;
    return 0;
}

static void check_other(struct checking *checking, const struct icu_node *choice, void *context)
{
    (void)context;
    if (icu_option_find(choice, STR("other")) || !check_takes(checking, KIND_ICU_OTHER))
        return;
    size_t at = check_choice_at(&checking->target, choice);
    check_report(checking, KIND_ICU_OTHER, &checking->target, at, at + 1,
                 "the choice by `" STR_FORMAT "` has no `other`", STR_ARG(choice->text));
}

static struct str select_key(const struct icu_node *choice, struct str key, struct arena *arena)
{
    return arena_join(arena, (struct str[]){choice->text, STR("\xff"), key}, 3);
}

struct key_set {
    struct map keys; // argument and key
    struct map arguments;
};

static void add_keys(struct checking *checking, const struct icu_node *choice, void *context)
{
    struct key_set *set = context;
    if (choice->kind != ICU_SELECT)
        return;
    map_set(&set->arguments, choice->text, NULL, checking->scratch);
    for (size_t i = 0; i < choice->options.count; i++)
        map_set(&set->keys, select_key(choice, choice->options.at[i].key, checking->scratch), NULL,
                checking->scratch);
}

static void compare_keys(struct checking *checking, const struct icu_node *choice, void *context)
{
    const struct key_set *source = context;
    if (choice->kind != ICU_SELECT || !map_has(&source->arguments, choice->text))
        return;
    for (size_t i = 0; i < choice->options.count; i++) {
        struct str key = choice->options.at[i].key;
        bool is_known = map_has(&source->keys, select_key(choice, key, checking->scratch));
        if (is_known || str_is(key, "other") || !check_takes(checking, KIND_ICU_KEYS))
            continue;
        size_t at = check_choice_at(&checking->target, choice);
        check_report(checking, KIND_ICU_KEYS, &checking->target, at, at + 1,
                     "`" STR_FORMAT "` has no value `" STR_FORMAT "` in the source", STR_ARG(choice->text),
                     STR_ARG(key));
    }
}

void check_icu(struct checking *checking)
{
    struct key_set source = {0};
    if (checking->is_broken) {
        report_fault(checking);
        return;
    }
    if ((!checking->is_icu && !checking->source.is_choice && !checking->target.is_choice) ||
        (!checking->target.is_choice && pattern_is_blank(&checking->unit->target)))
        return;
    compare_arguments(checking);
    if (!checking->is_icu)
        return;
    visit_choices(checking, &checking->target_icu.nodes, check_other, NULL);
    visit_choices(checking, &checking->source_icu.nodes, add_keys, &source);
    visit_choices(checking, &checking->target_icu.nodes, compare_keys, &source);
    check_apostrophes(checking);
}
