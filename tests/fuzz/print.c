// Law: where an expression without comments parses, its printed form has the same words in the same order, so
// that no part is lost or printed twice. An odd first byte chooses the grammar with JSX; the rest is the
// expression.
#include "extractor/print.h"
#include "extractor/grammar.h"
#include "extractor/printer.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static const char before[] = "m = h`${";

static bool is_word_byte(uint8_t byte)
{
    return (byte >= '0' && byte <= '9') || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z') || byte == '_' ||
           byte == '$';
}

// Letters and digits; numbers are left out, as some are printed by value.
static struct str next_word(struct str *text)
{
    for (;;) {
        size_t start = 0, end;
        while (start < text->len && !is_word_byte((uint8_t)text->at[start]))
            start++;
        for (end = start; end < text->len && is_word_byte((uint8_t)text->at[end]);)
            end++;
        struct str word = str_slice(*text, start, end);
        *text = str_from(*text, end);
        if (word.len == 0 || word.at[0] < '0' || word.at[0] > '9')
            return word;
    }
}

static void must_say_the_same(struct str source, struct str printed)
{
    for (;;) {
        struct str wanted = next_word(&source), got = next_word(&printed);
        if (!str_equal(wanted, got))
            abort();
        if (wanted.len == 0)
            return;
    }
}

static bool has(struct str text, const char *part)
{
    return str_find(text, str_of(part), 0) != STR_NONE;
}

// A number with a word at its end, `1as b`, whose parts are words of their own when printed.
static bool has_number_in_word(struct str text)
{
    for (size_t i = 1; i < text.len; i++)
        if (text.at[i - 1] >= '0' && text.at[i - 1] <= '9' && (text.at[i] | 0x20) >= 'a' &&
            (text.at[i] | 0x20) <= 'z')
            return true;
    return false;
}

static TSNode expression_of(TSNode root)
{
    TSNode node = ts_node_descendant_for_byte_range(root, sizeof before - 3, sizeof before - 2);
    while (!ts_node_is_null(node) && !node_is(node, "template_substitution"))
        node = ts_node_parent(node);
    return ts_node_is_null(node) ? node : ts_node_named_child(node, 0);
}

static void print_source(struct str source, enum grammar grammar, size_t end)
{
    TSParser *parser = ts_parser_new();
    TSTree *tree = grammar_parse(parser, grammar, source);
    ts_parser_delete(parser);
    if (!tree)
        return;
    TSNode root = ts_tree_root_node(tree), expression = expression_of(root);
    struct buf printed = {0};
    if (!ts_node_is_null(expression)) {
        print_expression(expression, source, &printed);
        struct str text = node_text(expression, source);
        // A separator in a number may hide words: 1_0.e5
        struct str input = str_slice(source, 0, end);
        bool is_whole = ts_node_end_byte(expression) <= end && !ts_node_has_error(root);
        if (is_whole && !has(input, "//") && !has(input, "/*") && !has(text, "_") &&
            !has_number_in_word(text) && !has(input, "<!--") && !has(input, "-->"))
            must_say_the_same(text, buf_str(&printed));
    }
    buf_free(&printed);
    ts_tree_delete(tree);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    if (len == 0)
        return 0;
    struct buf source = {0};
    buf_text(&source, before);
    buf_add(&source, (struct str){(const char *)bytes + 1, len - 1});
    size_t end = source.len;
    buf_text(&source, "}`;\n");
    print_source(buf_str(&source), bytes[0] & 1 ? GRAMMAR_TSX : GRAMMAR_TYPESCRIPT, end);
    buf_free(&source);
    return 0;
}
