// Pseudo-translations of any text, as text and as ICU message, with any options: what is added can be taken
// away again, code stays in its place, and what was an ICU message is one afterwards. The first byte chooses
// the options; \x01 divides the text by placeholders.

#include "catalog/pseudo.h"
#include "base/utf.h"
#include "catalog/icu.h"
#include "tests/fuzz/law.h"

#include <stdint.h>

static void expect_stripped(struct str made, struct str text)
{
    struct buf stripped = {0};
    pseudo_strip(made, &stripped);
    demand(str_equal(buf_str(&stripped), text));
    buf_free(&stripped);
}

static struct pattern split(struct str text, struct arena *arena)
{
    struct pattern pattern = {0};
    for (size_t start = 0; start <= text.len;) {
        size_t end = str_find_byte(text, '\x01', start);
        pattern_add_text(&pattern, str_slice(text, start, end), arena);
        if (end == STR_NONE)
            break;
        pattern_add_code(&pattern, PART_PLACEHOLDER, STR("{code}"), STR("0"), arena);
        start = end + 1;
    }
    return pattern;
}

static void expect_code_kept(const struct pattern *source, const struct pattern *target)
{
    size_t k = 0;
    for (size_t i = 0; i < source->parts.count; i++) {
        if (part_kind(&source->parts.at[i]) == PART_TEXT)
            continue;
        while (k < target->parts.count && part_kind(&target->parts.at[k]) == PART_TEXT)
            k++;
        demand(k < target->parts.count && str_equal(source->parts.at[i].text, target->parts.at[k].text));
        k++;
    }
    while (k < target->parts.count)
        demand(part_kind(&target->parts.at[k++]) == PART_TEXT);
}

static void try_text(struct str text, const struct pseudo_options *options, struct arena *arena)
{
    struct pattern source = split(text, arena), target;
    pseudo_pattern(&source, SYNTAX_TEXT, options, arena, &target);
    expect_code_kept(&source, &target);
    if (!pseudo_is_marked(text))
        expect_stripped(pattern_flatten(&target, arena), pattern_flatten(&source, arena));
}

static void try_icu(struct str text, const struct pseudo_options *options, struct arena *arena)
{
    struct pattern source = pattern_of_text(text, arena), target;
    struct icu_message before, after;
    struct icu_fault fault;
    if (text.len == 0 || !icu_parse(text, &icu_formatjs, arena, &before, &fault))
        return;
    pseudo_pattern(&source, SYNTAX_ICU, options, arena, &target);
    struct str made = pattern_flatten(&target, arena);
    demand(icu_parse(made, &icu_formatjs, arena, &after, &fault) &&
           before.choice_count == after.choice_count);
    if (!pseudo_is_marked(text))
        expect_stripped(made, text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    struct arena arena = {0};
    struct str text = {(const char *)data + 1, len ? len - 1 : 0};
    if (len == 0 || utf_first_invalid(text) != STR_NONE)
        return 0;
    struct pseudo_options options = {.is_mirrored = data[0] & 1,
                                     .has_long_words = data[0] & 2,
                                     .is_plain = data[0] & 4,
                                     .is_open = data[0] & 8,
                                     .growth = data[0] & 16 ? 35 : data[0]};
    try_text(text, &options, &arena);
    try_icu(text, &options, &arena);
    arena_free(&arena);
    return 0;
}
