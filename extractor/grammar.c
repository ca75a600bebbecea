#include "extractor/grammar.h"

#include "base/path.h"

const TSLanguage *tree_sitter_typescript(void);
const TSLanguage *tree_sitter_tsx(void);

static const struct grammar_row rows[] = {
    {".ts", GRAMMAR_TYPESCRIPT, false},  {".tsx", GRAMMAR_TSX, false},        {".js", GRAMMAR_TSX, true},
    {".jsx", GRAMMAR_TSX, true},         {".mjs", GRAMMAR_TSX, true},         {".cjs", GRAMMAR_TSX, true},
    {".mts", GRAMMAR_TYPESCRIPT, false}, {".cts", GRAMMAR_TYPESCRIPT, false},
};

const struct grammar_row *grammar_of_path(struct str path)
{
    struct str suffix = path_suffix(path);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (str_is(suffix, rows[i].suffix))
            return &rows[i];
    return NULL;
}

const TSLanguage *grammar_language(enum grammar grammar)
{
    return grammar == GRAMMAR_TSX ? tree_sitter_tsx() : tree_sitter_typescript();
}

struct str node_text(TSNode node, struct str source)
{
    return str_slice(source, ts_node_start_byte(node), ts_node_end_byte(node));
}

bool node_is(TSNode node, const char *type)
{
    return !ts_node_is_null(node) && strcmp(ts_node_type(node), type) == 0;
}
