// Imports of what a copy has resolved.

#include "extractor/rewriting.h"

static void add_name(const struct scan *scan, struct imports *out, struct import_statement *statement,
                     TSNode node, TSNode local, struct str exported)
{
    struct import_name name = {.node = node,
                               .local = scan_text(scan, local),
                               .reference = {.known = true, .module = statement->module}};
    if (exported.len)
        *list_push(&name.reference.path, scan->scratch) = exported;
    name.marker = scan_marker_of(scan, &name.reference);
    *list_push(&out->names, scan->scratch) = name;
    statement->count++;
}

static void add_named(const struct scan *scan, struct imports *out, struct import_statement *statement,
                      TSNode named)
{
    const struct symbols *s = scan->symbols;
    for (uint32_t i = 0; i < ts_node_named_child_count(named); i++) {
        TSNode specifier = ts_node_named_child(named, i);
        if (!node_is_a(specifier, s->import_specifier))
            continue;
        TSNode name = node_field(specifier, s->field.name), alias = node_field(specifier, s->field.alias);
        add_name(scan, out, statement, specifier, ts_node_is_null(alias) ? name : alias,
                 scope_key(&scan->scopes, name));
    }
}

static void add_clause(const struct scan *scan, struct imports *out, struct import_statement *statement,
                       TSNode clause)
{
    const struct symbols *s = scan->symbols;
    for (uint32_t i = 0; i < ts_node_named_child_count(clause); i++) {
        TSNode child = ts_node_named_child(clause, i);
        if (node_is_a(child, s->identifier))
            add_name(scan, out, statement, child, child, STR("default"));
        else if (node_is_a(child, s->namespace_import))
            add_name(scan, out, statement, child, node_inner(s, child), STR(""));
        else if (node_is_a(child, s->named_imports))
            add_named(scan, out, statement, child);
    }
}

static void add_statement(const struct scan *scan, struct imports *out, TSNode node)
{
    const struct symbols *s = scan->symbols;
    TSNode source = node_field(node, s->field.source), clause = node_inner(s, node);
    if (ts_node_is_null(source) || ts_node_has_error(node))
        return;
    struct import_statement statement = {
        .node = node, .module = scope_key(&scan->scopes, source), .first = out->names.count};
    if (node_is_a(clause, s->import_clause))
        add_clause(scan, out, &statement, clause);
    if (rewrite_is_localize(statement.module))
        *list_push(&out->statements, scan->scratch) = statement;
}

void rewrite_imports_list(const struct scan *scan, struct imports *out)
{
    TSTreeCursor cursor = ts_tree_cursor_new(scan->root);
    if (ts_tree_cursor_goto_first_child(&cursor))
        do {
            TSNode node = ts_tree_cursor_current_node(&cursor);
            if (node_is_a(node, scan->symbols->import_statement))
                add_statement(scan, out, node);
        } while (ts_tree_cursor_goto_next_sibling(&cursor));
    ts_tree_cursor_delete(&cursor);
    for (size_t i = 0; i < out->names.count; i++) {
        struct import_name *name = &out->names.at[i];
        if (rewrite_is_localize(name->reference.module) || name->marker == MARKER_STATUS_EVENT)
            map_set(&out->locals, name->local, name, scan->scratch);
    }
}

// ---- removal

static void remove_range(const struct scan *scan, struct rewrite_site_list *out, size_t start, size_t end)
{
    *list_push(out, scan->scratch) =
        (struct rewrite_site){.kind = REWRITE_TEXT, .start = start, .end = end, .text = STR("")};
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

// With its line where it stands alone on it.
static void remove_statement(const struct scan *scan, struct rewrite_site_list *out, TSNode node)
{
    struct str text = scan->source;
    size_t start = ts_node_start_byte(node), end = ts_node_end_byte(node), line = start, next = end;
    while (line > 0 && is_blank(text.at[line - 1]))
        line--;
    while (next < text.len && is_blank(text.at[next]))
        next++;
    bool begins_line = line == 0 || text.at[line - 1] == '\n';
    if (begins_line && next < text.len && text.at[next] == '\r')
        next++;
    if (begins_line && next < text.len && text.at[next] == '\n')
        remove_range(scan, out, line, next + 1);
    else
        remove_range(scan, out, start, end);
}

// Names in front of a used one go up to the next name, those behind the last used one from its end.
static void remove_names(const struct scan *scan, const struct import_name *names, size_t count,
                         struct rewrite_site_list *out)
{
    size_t last_used = count;
    for (size_t i = 0; i < count; i++)
        if (names[i].is_used)
            last_used = i;
    for (size_t i = 0; i < last_used; i++)
        if (!names[i].is_used)
            remove_range(scan, out, ts_node_start_byte(names[i].node), ts_node_start_byte(names[i + 1].node));
    if (last_used + 1 < count)
        remove_range(scan, out, ts_node_end_byte(names[last_used].node),
                     ts_node_end_byte(names[count - 1].node));
}

// `import d, {a} from` and `import d, * as L from`: two parts in front of `from`.
static void remove_part(const struct scan *scan, const struct import_statement *statement,
                        const struct import_name *names, struct rewrite_site_list *out)
{
    TSNode clause = node_inner(scan->symbols, statement->node);
    TSNode rest = ts_node_named_child(clause, ts_node_named_child_count(clause) - 1);
    bool is_rest_used = false;
    for (size_t i = 1; i < statement->count; i++)
        is_rest_used |= names[i].is_used;
    if (!is_rest_used) {
        remove_range(scan, out, ts_node_end_byte(names[0].node), ts_node_end_byte(rest));
        return;
    }
    if (!names[0].is_used)
        remove_range(scan, out, ts_node_start_byte(names[0].node), ts_node_start_byte(rest));
    remove_names(scan, names + 1, statement->count - 1, out);
}

static void clean(const struct scan *scan, const struct imports *imports,
                  const struct import_statement *statement, struct rewrite_site_list *out)
{
    if (statement->count == 0) { // `import '@lit/localize'`
        if (rewrite_is_main(statement->module))
            remove_statement(scan, out, statement->node);
        return;
    }
    const struct import_name *names = &imports->names.at[statement->first];
    size_t used = 0;
    for (size_t i = 0; i < statement->count; i++)
        used += names[i].is_used;
    if (used == 0)
        remove_statement(scan, out, statement->node);
    else if (used < statement->count && node_is_a(names[0].node, scan->symbols->identifier))
        remove_part(scan, statement, names, out);
    else if (used < statement->count)
        remove_names(scan, names, statement->count, out);
}

void rewrite_imports_clean(const struct scan *scan, const struct imports *imports,
                           struct rewrite_site_list *out)
{
    for (size_t i = 0; i < imports->statements.count; i++)
        clean(scan, imports, &imports->statements.at[i], out);
}
