// Specifiers from the syntax tree.
#include "extractor/specifier_text.h"

struct walk {
    const struct specifier_question *question;
    struct arena *arena;
    struct specifier_list *fixed;  // static ones
    struct specifier_list dynamic; // in the order of the text
    bool is_module;                // the file has imports or exports of its own
};

static TSNode field(TSNode node, const char *name)
{
    return ts_node_child_by_field_name(node, name, (uint32_t)strlen(name));
}

// Adds the text of a string, or of a template without expressions.
static void add_literal(struct walk *walk, TSNode node, enum specifier_kind kind, struct specifier_list *out)
{
    size_t start = ts_node_start_byte(node) + 1, end = ts_node_end_byte(node);
    if (end > start)
        specifier_add(walk->question->text, start, end - 1, kind, walk->arena, out);
}

// ---- static ones

static void add_static(struct walk *walk, TSNode source, enum specifier_kind kind, bool in_module)
{
    if (!node_is(source, "string"))
        return;
    struct str text = node_text(source, walk->question->text);
    // Inside of `declare module` relative names mean nothing.
    if (in_module && text.len > 1 && (text.at[1] == '.' || text.at[1] == '/'))
        return;
    size_t count = walk->fixed->count;
    add_literal(walk, source, kind, walk->fixed);
    for (; count < walk->fixed->count; count++)
        walk->fixed->at[count].is_ambient = in_module;
}

static void read_import(struct walk *walk, TSNode statement, bool in_module)
{
    add_static(walk, field(statement, "source"), SPECIFIER_IMPORT, in_module);
    for (uint32_t i = 0; i < ts_node_named_child_count(statement); i++) {
        TSNode child = ts_node_named_child(statement, i);
        if (node_is(child, "import_require_clause"))
            add_static(walk, field(child, "source"), SPECIFIER_IMPORT_REQUIRE, in_module);
    }
}

// `export import x = require("x")`: the grammar reads an alias named `require`, and a statement in brackets
// after it.
static void read_alias(struct walk *walk, TSNode alias, bool in_module)
{
    struct str text = walk->question->text;
    size_t at = ts_node_end_byte(alias);
    if (!str_ends(node_text(alias, text), STR("require")))
        return;
    struct str rest = str_trim(str_from(text, at));
    if (rest.len < 3 || rest.at[0] != '(')
        return;
    rest = str_trim(str_from(rest, 1));
    size_t close = rest.len > 0 && (rest.at[0] == '"' || rest.at[0] == '\'')
                       ? str_find_byte(rest, rest.at[0], 1)
                       : STR_NONE;
    if (close == STR_NONE || (in_module && (rest.at[1] == '.' || rest.at[1] == '/')))
        return;
    size_t start = (size_t)(rest.at - text.at) + 1;
    specifier_add(text, start, start + close - 1, SPECIFIER_IMPORT_REQUIRE, walk->arena, walk->fixed);
}

static void read_statements(struct walk *walk, TSNode block, bool in_module);

// `declare module "x" { … }` or `declare global { … }`: in a file that is no module itself its imports count.
static void read_module(struct walk *walk, TSNode node)
{
    for (uint32_t i = 0; i < ts_node_named_child_count(node); i++) {
        TSNode child = ts_node_named_child(node, i);
        if (node_is(child, "statement_block"))
            read_statements(walk, child, true);
        else if (node_is(child, "module") && node_is(field(child, "name"), "string") &&
                 !ts_node_is_null(field(child, "body")))
            read_statements(walk, field(child, "body"), true);
    }
}

static void read_statement(struct walk *walk, TSNode node, bool in_module)
{
    if (node_is(node, "import_statement")) {
        read_import(walk, node, in_module);
    } else if (node_is(node, "export_statement")) {
        add_static(walk, field(node, "source"), SPECIFIER_IMPORT, in_module);
        for (uint32_t i = 0; i < ts_node_named_child_count(node); i++) {
            TSNode child = ts_node_named_child(node, i);
            if (node_is(child, "import_statement"))
                read_import(walk, child, in_module);
            else if (node_is(child, "import_alias"))
                read_alias(walk, child, in_module);
        }
    } else if (!in_module && !walk->is_module && node_is(node, "ambient_declaration")) {
        read_module(walk, node);
    } else if (!in_module && !walk->is_module && walk->question->is_declaration && node_is(node, "module") &&
               node_is(field(node, "name"), "string") && !ts_node_is_null(field(node, "body"))) {
        read_statements(walk, field(node, "body"), true);
    }
}

static void read_statements(struct walk *walk, TSNode block, bool in_module)
{
    TSTreeCursor cursor = ts_tree_cursor_new(block);
    size_t depth = 0; // in nodes of errors, whose children are statements as well as scraps
    for (bool more = ts_tree_cursor_goto_first_child(&cursor); more;) {
        TSNode node = ts_tree_cursor_current_node(&cursor);
        if (node_is(node, "ERROR") && ts_tree_cursor_goto_first_child(&cursor)) {
            depth++;
            continue;
        }
        read_statement(walk, node, in_module);
        while (!(more = ts_tree_cursor_goto_next_sibling(&cursor)) && depth > 0 &&
               ts_tree_cursor_goto_parent(&cursor))
            depth--;
    }
    ts_tree_cursor_delete(&cursor);
}

static bool makes_module(TSNode root)
{
    bool found = false;
    TSTreeCursor cursor = ts_tree_cursor_new(root);
    for (bool more = ts_tree_cursor_goto_first_child(&cursor); more && !found;
         more = ts_tree_cursor_goto_next_sibling(&cursor)) {
        TSNode node = ts_tree_cursor_current_node(&cursor);
        found = node_is(node, "import_statement") || node_is(node, "export_statement");
    }
    ts_tree_cursor_delete(&cursor);
    return found;
}

// ---- dynamic ones

static bool is_type_place(TSNode call)
{
    static const char *const expressions[] = {"as_expression", "satisfies_expression", "type_assertion"};
    TSNode child = call, node = ts_node_parent(call);
    while (node_is(node, "member_expression") || node_is(node, "subscript_expression")) {
        child = node;
        node = ts_node_parent(node);
    }
    if (ts_node_is_null(node))
        return false;
    for (size_t i = 0; i < sizeof expressions / sizeof *expressions; i++)
        if (node_is(node, expressions[i]))
            return !ts_node_eq(ts_node_named_child(node, 0), child);
    const char *type = ts_node_type(node);
    return strstr(type, "type") || strcmp(type, "implements_clause") == 0 || strcmp(type, "constraint") == 0;
}

static bool is_plain_literal(TSNode node)
{
    if (node_is(node, "string"))
        return true;
    if (!node_is(node, "template_string"))
        return false;
    for (uint32_t i = 0; i < ts_node_named_child_count(node); i++)
        if (node_is(ts_node_named_child(node, i), "template_substitution"))
            return false;
    return true;
}

// The first argument, comments aside; *count is how many there are.
static TSNode first_argument(TSNode arguments, size_t *count)
{
    TSNode first = {0};
    *count = 0;
    for (uint32_t i = 0; i < ts_node_named_child_count(arguments); i++) {
        TSNode child = ts_node_named_child(arguments, i);
        if (node_is(child, "comment"))
            continue;
        if ((*count)++ == 0)
            first = child;
    }
    return first;
}

static void read_call(struct walk *walk, TSNode call)
{
    TSNode callee = field(call, "function"), arguments = field(call, "arguments");
    bool is_import = node_is(callee, "import");
    bool is_require = walk->question->row->is_javascript && node_is(callee, "identifier") &&
                      str_is(node_text(callee, walk->question->text), "require");
    if ((!is_import && !is_require) || !node_is(arguments, "arguments"))
        return;
    size_t count;
    TSNode first = first_argument(arguments, &count);
    if (count == 0 || (is_require && count != 1) || !is_plain_literal(first))
        return;
    bool is_type = !walk->question->row->is_javascript && is_type_place(call); // JavaScript has no types
    enum specifier_kind kind = is_require ? SPECIFIER_REQUIRE : is_type ? SPECIFIER_TYPE : SPECIFIER_DYNAMIC;
    add_literal(walk, first, kind, &walk->dynamic);
}

static void read_node(struct walk *walk, TSNode node)
{
    if (node_is(node, "call_expression")) {
        read_call(walk, node);
    } else if (walk->question->row->is_javascript && node_is(node, "comment")) {
        size_t start = ts_node_start_byte(node), end = ts_node_end_byte(node);
        if (str_starts(str_from(walk->question->text, start), STR("/**")))
            specifiers_of_jsdoc(walk->question->text, start, end, walk->arena, &walk->dynamic);
    }
}

static void read_calls(struct walk *walk, TSNode root)
{
    TSTreeCursor cursor = ts_tree_cursor_new(root);
    for (bool more = true; more;) {
        read_node(walk, ts_tree_cursor_current_node(&cursor));
        if (ts_tree_cursor_goto_first_child(&cursor))
            continue;
        while (!(more = ts_tree_cursor_goto_next_sibling(&cursor)) && ts_tree_cursor_goto_parent(&cursor))
            ;
    }
    ts_tree_cursor_delete(&cursor);
}

void specifiers_of_tree(const struct specifier_question *question, TSNode root, struct arena *arena,
                        struct specifier_list *out)
{
    struct walk walk = {.question = question, .arena = arena, .fixed = out, .is_module = makes_module(root)};
    specifiers_of_references(question->text, arena, out);
    read_statements(&walk, root, false);
    if (question->row->is_javascript || str_find(question->text, STR("import"), 0) != STR_NONE)
        read_calls(&walk, root);
    specifiers_append(out, &walk.dynamic, arena);
    out->is_of_tree = true;
}
