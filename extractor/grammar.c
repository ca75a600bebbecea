#include "extractor/grammar.h"

#include "base/arena.h"
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

struct parsing {
    struct str text;
    size_t hundreds; // of steps that are left
};

static const char *read_rest(void *payload, uint32_t start, TSPoint point, uint32_t *len)
{
    const struct parsing *parsing = payload;
    struct str rest = str_from(parsing->text, start);
    (void)point;
    *len = (uint32_t)rest.len;
    return rest.len ? rest.at : "";
}

// Called after each hundred steps; true ends the parsing.
static bool is_too_long(TSParseState *state)
{
    struct parsing *parsing = state->payload;
    return parsing->hundreds-- == 0;
}

TSTree *grammar_parse(TSParser *parser, enum grammar grammar, struct str text)
{
    // Real sources take two steps a byte at most, broken ones some more.
    enum { least_hundreds = 1000, steps_per_byte = 8 };
    struct parsing parsing = {text, least_hundreds + text.len * steps_per_byte / 100};
    TSInput input = {.payload = &parsing, .read = read_rest, .encoding = TSInputEncodingUTF8};
    TSParseOptions options = {.payload = &parsing, .progress_callback = is_too_long};
    if (!parser || !ts_parser_set_language(parser, grammar_language(grammar)))
        memory_exhausted(0);
    TSTree *tree = ts_parser_parse_with_options(parser, NULL, input, options);
    if (!tree)
        ts_parser_reset(parser);
    return tree;
}

struct str node_text(TSNode node, struct str source)
{
    if (ts_node_is_null(node))
        return STR("");
    return str_slice(source, ts_node_start_byte(node), ts_node_end_byte(node));
}

bool node_is(TSNode node, const char *type)
{
    return !ts_node_is_null(node) && strcmp(ts_node_type(node), type) == 0;
}
