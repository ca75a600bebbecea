// ICU messages. The first byte chooses options; the rest is a message.
// - What is printed of a message reads as the same nodes.
// - A pattern that is made of a message is printed as one that reads as the same pattern, and says the
//   same as the message for all values of its arguments that are tried.
// - A message lacks nothing that it has itself, and what is found in it has a place.

#include "catalog/icu_compare.h"
#include "catalog/icu_pattern.h"
#include "catalog/icu_print.h"
#include "tests/fuzz/law.h"

enum { samples = 8 };

// ---- values of arguments

struct values {
    struct str_list pool; // that an argument may have
    size_t sample;
};

static uint32_t mix(uint32_t hash, struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        hash = (hash ^ (unsigned char)text.at[i]) * 16777619u;
    return hash ^ hash >> 15;
}

static void collect(const struct icu_node_list *nodes, struct arena *arena, struct str_list *pool)
{
    for (size_t i = 0; i < nodes->count; i++) {
        const struct icu_node *node = &nodes->at[i];
        if (node->kind == ICU_TAG)
            collect(&node->children, arena, pool);
        for (size_t j = 0; icu_is_choice(node->kind) && j < node->options.count; j++) {
            struct str key = node->options.at[j].key;
            *list_push(pool, arena) = str_from(key, key.at[0] == '=');
            collect(&node->options.at[j].value, arena, pool);
        }
    }
}

static struct str value_of(const struct values *values, struct str argument)
{
    uint32_t hash = mix((uint32_t)values->sample * 2654435761u, argument);
    return values->pool.at[hash % values->pool.count];
}

// Any function from values to numbers and from numbers to categories will do.
static int64_t number_of(struct str value)
{
    int64_t number = 0;
    bool is_negative = value.len && value.at[0] == '-';
    for (size_t i = value.len && (is_negative || value.at[0] == '+'); i < value.len; i++) {
        if (value.at[i] < '0' || value.at[i] > '9' || number > 1000000)
            return mix(0, value) % 7;
        number = number * 10 + value.at[i] - '0';
    }
    return is_negative ? -number : number;
}

static const char *category_of(int64_t number, bool ordinal)
{
    static const char *const names[] = {"zero", "one", "two", "few", "many", "other"};
    return names[(uint64_t)(number + ordinal) % 6];
}

static bool key_fits(struct str key, struct str value, enum selector_kind kind, int64_t offset, bool exactly)
{
    if (kind == SELECT_EXACT)
        return str_equal(key, value);
    if (exactly) // as FormatJS compares: by the text
        return key.len && key.at[0] == '=' && str_equal(str_from(key, 1), value);
    return str_is(key, category_of(number_of(value) - offset, kind == SELECT_ORDINAL));
}

// ---- what a tree says

static enum selector_kind kind_of(enum icu_kind kind)
{
    return kind == ICU_SELECT ? SELECT_EXACT : kind == ICU_PLURAL ? SELECT_PLURAL : SELECT_ORDINAL;
}

static void say_number(struct str argument, int64_t offset, struct buf *out)
{
    ICU_PRINT(out, STR("["), argument);
    buf_print(out, " - %lld]", (long long)offset);
}

static const struct icu_option *option_for(const struct icu_node *choice, const struct values *values)
{
    struct str value = value_of(values, choice->text);
    int64_t offset = choice->kind == ICU_SELECT ? 0 : choice->offset;
    for (int exactly = 1; exactly >= 0; exactly--)
        for (size_t i = 0; i < choice->options.count; i++)
            if (key_fits(choice->options.at[i].key, value, kind_of(choice->kind), offset, exactly))
                return &choice->options.at[i];
    return icu_option_find(choice, STR("other"));
}

static void say_nodes(const struct icu_node_list *nodes, struct str text, const struct values *values,
                      struct buf *out)
{
    for (size_t i = 0; i < nodes->count; i++) {
        const struct icu_node *node = &nodes->at[i];
        if (node->kind == ICU_LITERAL) {
            buf_add(out, node->text);
        } else if (node->kind == ICU_POUND) {
            say_number(node->text, node->offset, out);
        } else if (icu_is_choice(node->kind)) {
            say_nodes(&option_for(node, values)->value, text, values, out);
        } else if (node->kind == ICU_NUMBER && node->style.len == 0 && !node->is_skeleton) {
            say_number(node->text, 0, out);
        } else if (node->kind == ICU_TAG) {
            ICU_PRINT(out, STR("<"), node->text, STR(">"));
            say_nodes(&node->children, text, values, out);
            ICU_PRINT(out, STR("</"), node->text, STR(">"));
        } else if (node->kind == ICU_EMPTY_TAG) {
            ICU_PRINT(out, STR("<"), node->text, STR("/>"));
        } else {
            buf_add(out, str_slice(text, node->start, node->end));
        }
    }
}

// ---- what a pattern says

// Placeholders by what they mean, not by how they are written.
static void say_code(const struct part *part, const struct selector *around,
                     const struct icu_options *options, const struct values *values, struct buf *out,
                     struct arena *arena)
{
    struct icu_message message;
    struct icu_fault fault;
    if (part_kind(part) == PART_PLACEHOLDER && str_is(part->text, "#")) {
        demand(around && str_equal(around->argument, part_name(part)));
        say_number(part_name(part), (int64_t)around->offset, out);
    } else if (part_kind(part) == PART_PLACEHOLDER) {
        demand(icu_parse(part->text, options, arena, &message, &fault));
        say_nodes(&message.nodes, part->text, values, out);
    } else {
        buf_add(out, part->text);
    }
}

static bool fits_best(const struct pattern *pattern, const struct variant *variant,
                      const struct values *values)
{
    for (size_t i = 0; i < pattern_selectors(pattern)->count; i++) {
        const struct selector *selector = &pattern_selectors(pattern)->at[i];
        struct str key = variant->keys.at[i], value = value_of(values, selector->argument);
        if (!str_is(key, "*") && !str_is(key, "other") &&
            !key_fits(key, value, selector->kind, (int64_t)selector->offset, true) &&
            !key_fits(key, value, selector->kind, (int64_t)selector->offset, false))
            return false;
    }
    return true;
}

// By columns: the key itself, then an exact number before a category, then `other`, then `*`.
static int rank(const struct pattern *pattern, const struct variant *variant, size_t column,
                const struct values *values)
{
    const struct selector *selector = &pattern_selectors(pattern)->at[column];
    struct str key = variant->keys.at[column];
    if (str_is(key, "*"))
        return 3;
    if (key_fits(key, value_of(values, selector->argument), selector->kind, (int64_t)selector->offset, true))
        return 0;
    return key_fits(key, value_of(values, selector->argument), selector->kind, (int64_t)selector->offset,
                    false)
               ? 1
               : 2;
}

static const struct variant *best_variant(const struct pattern *pattern, const struct values *values)
{
    const struct variant *best = NULL;
    for (size_t i = 0; i < pattern->variants->count; i++) {
        const struct variant *variant = &pattern->variants->at[i];
        if (!fits_best(pattern, variant, values))
            continue;
        int order = best ? 0 : -1;
        for (size_t j = 0; best && j < pattern_selectors(pattern)->count && order == 0; j++)
            order = rank(pattern, variant, j, values) - rank(pattern, best, j, values);
        best = order < 0 ? variant : best;
    }
    return best;
}

static void say_pattern(const struct pattern *pattern, const struct icu_options *options,
                        const struct values *values, struct buf *out, struct arena *arena)
{
    const struct pattern *plain = pattern;
    const struct selector *around = NULL;
    if (pattern_is_select(pattern)) {
        const struct variant *variant = best_variant(pattern, values);
        demand(variant != NULL);
        for (size_t i = 0; i < pattern_selectors(pattern)->count; i++)
            if (!str_is(variant->keys.at[i], "*"))
                around = &pattern_selectors(pattern)->at[i];
        plain = &variant->value;
    }
    for (size_t i = 0; i < plain->parts.count; i++)
        if (part_kind(&plain->parts.at[i]) == PART_TEXT)
            buf_add(out, plain->parts.at[i].text);
        else
            say_code(&plain->parts.at[i], around, options, values, out, arena);
}

// ---- laws

static void expect_printed_same(const struct icu_message *message, const struct icu_options *options,
                                struct arena *arena)
{
    struct icu_message again;
    struct icu_fault fault;
    struct buf out = {0};
    demand(icu_print(&message->nodes, options, &out) || options->has_plain_quotes);
    struct str printed = buf_finish(&out, arena);
    demand(icu_parse(printed, options, arena, &again, &fault) && icu_equal(&message->nodes, &again.nodes));
}

static void expect_pattern_same(const struct icu_message *message, const struct icu_options *options,
                                struct arena *arena)
{
    struct pattern pattern, again;
    struct icu_fault fault;
    struct buf out = {0}, said = {0};
    if (!icu_to_pattern(message, arena, &pattern, &fault))
        return;
    bool is_printed = icu_print_pattern(&pattern, options, &out);
    demand(is_printed || options->has_plain_quotes);
    struct str printed = buf_finish(&out, arena);
    if (is_printed)
        demand(icu_read_pattern(printed, options, arena, &again, &fault) && pattern_equal(&pattern, &again));
    struct values values = {0};
    for (size_t i = 0; i < 5; i++)
        *list_push(&values.pool, arena) =
            ((const struct str[]){STR("0"), STR("1"), STR("2"), STR("7"), STR("x")})[i];
    collect(&message->nodes, arena, &values.pool);
    for (values.sample = 0; values.sample < samples; values.sample++) {
        out = said = (struct buf){0};
        say_nodes(&message->nodes, message->text, &values, &out);
        say_pattern(&pattern, options, &values, &said, arena);
        demand(str_equal(buf_str(&out), buf_str(&said)));
        buf_free(&out);
        buf_free(&said);
    }
}

// A message has all that it has itself.
static void expect_nothing_found(const struct icu_message *message, struct arena *arena)
{
    static struct plural_rules cardinal, ordinal;
    struct icu_finding_list findings = {0};
    if (!cardinal.is_known) {
        locale_plurals(STR("ar"), false, &cardinal);
        locale_plurals(STR("ar"), true, &ordinal);
    }
    icu_compare(message, message, arena, &findings);
    demand(findings.count == 0);
    icu_check_choices(message, &cardinal, &ordinal, arena, &findings);
    icu_check_quotes(message, arena, &findings);
    for (size_t i = 0; i < findings.count; i++)
        demand(findings.at[i].start < findings.at[i].end && findings.at[i].end <= message->text.len);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    static const struct icu_options *const sets[] = {&icu_formatjs, &icu_lingui, &icu_standard, &icu_flutter};
    if (len == 0)
        return 0;
    struct icu_options options = *sets[data[0] % 4];
    options.requires_other = data[0] / 4 % 2 == 0;
    struct arena arena = {0};
    struct icu_message message;
    struct icu_fault fault;
    struct str text = {(const char *)data + 1, len - 1};
    if (icu_parse(text, &options, &arena, &message, &fault)) {
        expect_printed_same(&message, &options, &arena);
        expect_pattern_same(&message, &options, &arena);
        expect_nothing_found(&message, &arena);
    } else {
        demand(fault.start <= fault.end && fault.end <= text.len);
    }
    arena_free(&arena);
    return 0;
}
