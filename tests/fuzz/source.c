// Whole sources, by each grammar: any bytes are read without a crash, and what is read is sound and says the
// same in a second reading.

#include "base/utf.h"
#include "extractor/scan.h"

#include "tests/fuzz/diags_law.h"
#include "tests/fuzz/known_symbols.h"
#include "tests/fuzz/mutate_js.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

extern const struct dialect dialect_lit, dialect_gettext;

struct reading {
    struct arena arena, scratch;
    struct scan scan;
};

static void read_source(struct reading *reading, const struct dialect *dialect, TSTree *tree,
                        enum grammar grammar, struct str source)
{
    reading->scan = (struct scan){.dialect = dialect,
                                  .path = STR("a.tsx"),
                                  .text = source,
                                  .source = source,
                                  .symbols = known_symbols(grammar),
                                  .root = ts_tree_root_node(tree),
                                  .arena = &reading->arena,
                                  .scratch = &reading->scratch};
    scan_begin(&reading->scan);
    dialect->read(&reading->scan, &(struct dialect_options){.peer_bytes = true});
    scan_end(&reading->scan);
}

// No empty text, no two texts beside each other, placeholders numbered in order.
static void check_pattern(const struct pattern *pattern)
{
    size_t number = 0;
    for (size_t i = 0; i < pattern->parts.count; i++) {
        const struct part *part = &pattern->parts.at[i];
        if (part_kind(part) == PART_TEXT) {
            demand(part->text.len > 0);
            demand(i == 0 || part_kind(&pattern->parts.at[i - 1]) != PART_TEXT);
        } else {
            demand(strtoul(part_name(part).at, NULL, 10) == number++);
        }
    }
}

static void check(const struct reading *a, const struct reading *b)
{
    demand(a->scan.messages.count == b->scan.messages.count);
    for (size_t i = 0; i < a->scan.messages.count; i++) {
        const struct message *message = &a->scan.messages.at[i], *again = &b->scan.messages.at[i];
        demand(str_equal(message->id, again->id) && pattern_equal(&message->pattern, &again->pattern));
        demand(str_equal(message->raw, again->raw) && str_equal(message->kind, again->kind) &&
               str_equal(message->note, again->note) && str_equal(message->context, again->context));
        expect_same_place(&message->span, &again->span);
        demand(message->span.start < message->span.end && message->span.end <= message->span.text.len);
        demand(i == 0 || message[-1].span.start <= message->span.start);
        check_pattern(&message->pattern);
    }
    expect_same_diags(&a->scan.diags, &b->scan.diags);
    expect_places_in_texts(&a->scan.diags);
}

static void release(struct reading *reading)
{
    arena_free(&reading->arena);
    arena_free(&reading->scratch);
}

static void read_by(enum grammar grammar, struct str source)
{
    TSParser *parser = ts_parser_new();
    TSTree *tree = grammar_parse(parser, grammar, source);
    ts_parser_delete(parser);
    if (!tree)
        return;
    const struct dialect *both[] = {&dialect_lit, &dialect_gettext};
    for (size_t i = 0; i < 2; i++) {
        struct reading a = {0}, b = {0};
        read_source(&a, both[i], tree, grammar, source);
        read_source(&b, both[i], tree, grammar, source);
        check(&a, &b);
        release(&a);
        release(&b);
    }
    ts_tree_delete(tree);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct str source = {(const char *)bytes, len};
    for (enum grammar grammar = 0; grammar < GRAMMAR_COUNT && len > 0 && len <= 20000; grammar++)
        read_by(grammar, source);
    return 0;
}
