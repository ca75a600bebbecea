#include "extractor/specifiers.h"

void specifiers_read(const struct specifier_question *question, TSParser *parser, struct arena *arena,
                     struct specifier_list *out)
{
    if (specifiers_of_bytes(question, arena, out))
        return;
    ts_parser_set_language(parser, grammar_language(question->row->grammar));
    TSTree *tree = ts_parser_parse_string(parser, NULL, question->text.at, (uint32_t)question->text.len);
    if (!tree)
        return;
    specifiers_of_tree(question, ts_tree_root_node(tree), arena, out);
    ts_tree_delete(tree);
}
