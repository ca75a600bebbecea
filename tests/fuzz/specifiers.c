// Law: where the bytes claim to tell and the tree has no errors, both give the same list. The first byte
// chooses the kind of file, and whether it is one of declarations.
#include "extractor/specifiers.h"

#include "tests/fuzz/mutate_js.h"

#include <stdint.h>
#include <stdlib.h>

static void compare(const struct specifier_list *a, const struct specifier_list *b)
{
    bool same = a->count == b->count;
    for (size_t i = 0; same && i < a->count; i++)
        same = str_equal(a->at[i].text, b->at[i].text) && a->at[i].kind == b->at[i].kind &&
               a->at[i].offset == b->at[i].offset && a->at[i].is_ambient == b->at[i].is_ambient;
    if (!same)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const names[] = {"a.ts", "a.tsx", "a.js", "a.mts"};
    if (size == 0)
        return 0;
    struct arena arena = {0};
    struct str text = {(const char *)data + 1, size - 1};
    struct specifier_question question = {
        .text = text, .row = grammar_of_path(str_of(names[data[0] % 4])), .is_declaration = data[0] >= 0x80};
    struct specifier_list by_bytes = {0}, by_tree = {0};
    TSParser *parser = ts_parser_new();
    TSTree *tree = grammar_parse(parser, question.row->grammar, text);
    ts_parser_delete(parser);
    if (!tree)
        return 0;
    bool tells = specifiers_of_bytes(&question, &arena, &by_bytes);
    specifiers_of_tree(&question, ts_tree_root_node(tree), &arena, &by_tree);
    if (!tells && by_bytes.count > 0)
        abort();
    if (tells && !ts_node_has_error(ts_tree_root_node(tree)))
        compare(&by_bytes, &by_tree);
    ts_tree_delete(tree);
    arena_free(&arena);
    return 0;
}
