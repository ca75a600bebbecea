#include "extractor/grammar.h"

#include "base/arena.h"
#include "base/path.h"

#include <stdlib.h>

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

struct offset_list {
    uint32_t *at;
    size_t count, capacity;
};

struct parsing {
    struct str text;
    struct offset_list comparisons; // where `<` is read as `>`, ascending
    size_t hundreds;                // of steps that are left
};

static size_t first_not_before(const struct offset_list *offsets, uint32_t start)
{
    size_t low = 0, high = offsets->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (offsets->at[middle] < start)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static const char *read_rest(void *payload, uint32_t start, TSPoint point, uint32_t *len)
{
    const struct parsing *parsing = payload;
    struct str rest = str_from(parsing->text, start);
    (void)point;
    *len = (uint32_t)rest.len;
    size_t next = first_not_before(&parsing->comparisons, start);
    if (next < parsing->comparisons.count) {
        uint32_t offset = parsing->comparisons.at[next];
        *len = offset > start ? offset - start : 1;
        return offset > start ? rest.at : ">";
    }
    return rest.len ? rest.at : "";
}

// Called after each hundred steps; true ends the parsing.
static bool is_too_long(TSParseState *state)
{
    struct parsing *parsing = state->payload;
    return parsing->hundreds-- == 0;
}

static TSTree *parse(TSParser *parser, struct parsing *parsing)
{
    // Real sources take two steps a byte at most, broken ones some more.
    enum { least_hundreds = 1000, steps_per_byte = 8 };
    parsing->hundreds = least_hundreds + parsing->text.len * steps_per_byte / 100;
    TSInput input = {.payload = parsing, .read = read_rest, .encoding = TSInputEncodingUTF8};
    TSParseOptions options = {.payload = parsing, .progress_callback = is_too_long};
    TSTree *tree = ts_parser_parse_with_options(parser, NULL, input, options);
    if (!tree)
        ts_parser_reset(parser);
    return tree;
}

// ---- comparisons taken for type arguments

// The grammar takes `a < ({k: v})` and `a < (-1)` for the beginning of type arguments, and misses their end.
// With `>` it has no such choice, and all else is the same: length, precedence, meaning for who reads
// messages.

// Goes on to the next node in the order of the text; below `deeper` only.
static bool advance(TSTreeCursor *cursor, bool deeper)
{
    if (deeper && ts_tree_cursor_goto_first_child(cursor))
        return true;
    while (!ts_tree_cursor_goto_next_sibling(cursor))
        if (!ts_tree_cursor_goto_parent(cursor))
            return false;
    return true;
}

static bool has_no_end(TSNode arguments)
{
    uint32_t count = ts_node_child_count(arguments);
    return count > 1 && ts_node_is_missing(ts_node_child(arguments, count - 1));
}

// In what the grammar could not read at all, each `<` may be such a comparison.
static void add_unread(TSTreeCursor *error, struct offset_list *out, struct arena *arena)
{
    if (!ts_tree_cursor_goto_first_child(error))
        return;
    do {
        TSNode node = ts_tree_cursor_current_node(error);
        if (node_is(node, "<"))
            *list_push(out, arena) = ts_node_start_byte(node);
    } while (ts_tree_cursor_goto_next_sibling(error));
    ts_tree_cursor_goto_parent(error);
}

// How many errors the tree has; where type arguments begin that have no end goes to `out`.
static size_t count_errors(TSTree *tree, struct offset_list *out, struct arena *arena)
{
    TSTreeCursor cursor = ts_tree_cursor_new(ts_tree_root_node(tree));
    size_t errors = 0;
    bool has_more = true, is_broken = true;
    for (; has_more; has_more = advance(&cursor, is_broken)) {
        TSNode node = ts_tree_cursor_current_node(&cursor);
        is_broken = ts_node_has_error(node);
        errors += ts_node_is_error(node) || ts_node_is_missing(node);
        if (is_broken && node_is(node, "type_arguments") && has_no_end(node))
            *list_push(out, arena) = ts_node_start_byte(node);
        if (ts_node_is_error(node))
            add_unread(&cursor, out, arena);
    }
    ts_tree_cursor_delete(&cursor);
    return errors;
}

static int by_offset(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return (a > b) - (a < b);
}

static void add_comparisons(struct parsing *parsing, const struct offset_list *found, struct arena *arena)
{
    struct offset_list *all = &parsing->comparisons;
    for (size_t i = 0; i < found->count; i++)
        *list_push(all, arena) = found->at[i];
    qsort(all->at, all->count, sizeof *all->at, by_offset);
}

// The tree with such comparisons read as what they are, or `tree` where that mends nothing.
static TSTree *mend_comparisons(TSParser *parser, struct parsing *parsing, TSTree *tree)
{
    enum { most_rounds = 8 }; // one comparison may hide another
    struct arena arena = {0};
    struct offset_list found = {0};
    size_t errors = count_errors(tree, &found, &arena);
    for (size_t round = 0; round < most_rounds && found.count > 0; round++) {
        add_comparisons(parsing, &found, &arena);
        found = (struct offset_list){0};
        TSTree *mended = parse(parser, parsing);
        size_t left = mended ? count_errors(mended, &found, &arena) : errors;
        if (left >= errors) {
            ts_tree_delete(mended);
            break;
        }
        ts_tree_delete(tree);
        tree = mended;
        errors = left;
    }
    arena_free(&arena);
    return tree;
}

TSTree *grammar_parse(TSParser *parser, enum grammar grammar, struct str text)
{
    if (!parser || !ts_parser_set_language(parser, grammar_language(grammar)))
        memory_exhausted(0);
    struct parsing parsing = {.text = text};
    TSTree *tree = parse(parser, &parsing);
    return tree && ts_node_has_error(ts_tree_root_node(tree)) ? mend_comparisons(parser, &parsing, tree)
                                                              : tree;
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
