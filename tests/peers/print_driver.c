// Prints expressions for the differential test of print.mjs. A record of stdin is the letter of a grammar (t
// or x), the length of the expression (4 bytes, lowest first) and the expression; a record of stdout is a
// length and the text.
#include "extractor/grammar.h"
#include "extractor/print.h"

#include <stdio.h>
#include <stdlib.h>

static const char before[] = "export async function* f() {\n  m = str`${", after[] = "}`;\n}\n";

static TSNode expression_at(TSNode root, uint32_t offset)
{
    TSNode node = ts_node_descendant_for_byte_range(root, offset - 2, offset - 1);
    while (!ts_node_is_null(node) && !node_is(node, "template_substitution"))
        node = ts_node_parent(node);
    for (uint32_t i = 0; !ts_node_is_null(node) && i < ts_node_named_child_count(node); i++)
        if (!ts_node_is_extra(ts_node_named_child(node, i)))
            return ts_node_named_child(node, i);
    return (TSNode){0};
}

static void print_source(TSParser *parser, enum grammar grammar, struct str source, struct buf *out)
{
    TSTree *tree = grammar_parse(parser, grammar, source);
    TSNode expression = expression_at(ts_tree_root_node(tree), sizeof before - 1);
    if (ts_node_is_null(expression))
        buf_text(out, "(no expression)");
    else
        print_expression(expression, source, out);
    ts_tree_delete(tree);
}

static void write_record(struct str text)
{
    for (size_t shift = 0; shift < 32; shift += 8)
        putchar((int)(text.len >> shift & 0xff));
    fwrite(text.at, 1, text.len, stdout);
}

int main(void)
{
    TSParser *parser = ts_parser_new();
    struct buf source = {0}, printed = {0};
    for (int letter; (letter = getchar()) != EOF;) {
        uint8_t length[4];
        if (fread(length, 1, 4, stdin) != 4)
            return 1;
        size_t len = length[0] | (size_t)length[1] << 8 | (size_t)length[2] << 16 | (size_t)length[3] << 24;
        source.len = printed.len = 0;
        buf_text(&source, before);
        buf_reserve(&source, len);
        if (fread(source.at + source.len, 1, len, stdin) != len)
            return 1;
        source.len += len;
        buf_text(&source, after);
        print_source(parser, letter == 'x' ? GRAMMAR_TSX : GRAMMAR_TYPESCRIPT, buf_str(&source), &printed);
        write_record(buf_str(&printed));
    }
    buf_free(&source);
    buf_free(&printed);
    ts_parser_delete(parser);
    return ferror(stdout) ? 1 : 0;
}
