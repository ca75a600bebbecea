#include "extractor/modules.h"

#include "base/hash.h"

enum { deepest_chain = 32 }; // re-exports in a circle must end

struct exporter {
    const struct scopes *scopes;
    struct scope *program;
    struct arena *arena; // of what is kept
    struct module_export_list *out;
    bool has_star;
};

static void add(struct exporter *e, struct str name, struct reference reference)
{
    if (!reference.known && !e->has_star)
        return;
    if (!reference.known)
        reference = (struct reference){.module = STR("")};
    struct module_export *export = list_push(e->out, e->arena);
    *export = (struct module_export){arena_copy(e->arena, name),
                                     {.known = true, .module = arena_copy(e->arena, reference.module)}};
    for (size_t i = 0; i < reference.path.count; i++)
        *list_push(&export->reference.path, e->arena) = arena_copy(e->arena, reference.path.at[i]);
}

static void add_clause(struct exporter *e, TSNode clause, TSNode source)
{
    const struct symbols *s = e->scopes->symbols;
    for (uint32_t i = 0; i < ts_node_named_child_count(clause); i++) {
        TSNode specifier = ts_node_named_child(clause, i);
        if (!node_is_a(specifier, s->export_specifier))
            continue;
        TSNode name = node_field(specifier, s->field.name), alias = node_field(specifier, s->field.alias);
        struct reference reference;
        if (ts_node_is_null(source)) {
            reference = scope_resolve(e->scopes, e->program, name);
        } else {
            reference = (struct reference){.known = true, .module = scope_key(e->scopes, source)};
            *list_push(&reference.path, e->scopes->arena) = scope_key(e->scopes, name);
        }
        add(e, scope_key(e->scopes, ts_node_is_null(alias) ? name : alias), reference);
    }
}

static void add_statement(struct exporter *e, TSNode statement)
{
    const struct symbols *s = e->scopes->symbols;
    TSNode source = node_field(statement, s->field.source), first = ts_node_named_child(statement, 0);
    TSNode value = node_field(statement, s->field.value);
    if (node_is_a(first, s->export_clause)) {
        add_clause(e, first, source);
    } else if (!ts_node_is_null(source)) {
        struct reference all = {.known = true, .module = scope_key(e->scopes, source)};
        struct str name = node_is_a(first, s->namespace_export)
                              ? scope_key(e->scopes, ts_node_named_child(first, 0))
                              : STR("");
        add(e, name, all);
    } else if (!ts_node_is_null(value)) {
        add(e, STR("default"), scope_resolve(e->scopes, e->program, value));
    }
}

static void add_declared(struct exporter *e)
{
    struct str_list names = scope_exported(e->scopes, e->program);
    for (size_t i = 0; i < names.count; i++)
        add(e, names.at[i], scope_resolve_name(e->scopes, e->program, names.at[i]));
}

// `export * from "m"`
static void see_star(struct exporter *e, TSNode statement)
{
    const struct symbols *s = e->scopes->symbols;
    TSNode first = ts_node_named_child(statement, 0);
    e->has_star |= !ts_node_is_null(node_field(statement, s->field.source)) &&
                   !node_is_a(first, s->export_clause) && !node_is_a(first, s->namespace_export);
}

static void each_export(struct exporter *e, void (*meet)(struct exporter *e, TSNode statement))
{
    TSTreeCursor cursor = ts_tree_cursor_new(e->program->node);
    if (ts_tree_cursor_goto_first_child(&cursor))
        do {
            TSNode statement = ts_tree_cursor_current_node(&cursor);
            if (node_is_a(statement, e->scopes->symbols->export_statement))
                meet(e, statement);
        } while (ts_tree_cursor_goto_next_sibling(&cursor));
    ts_tree_cursor_delete(&cursor);
}

void module_exports(const struct scopes *scopes, struct scope *program, struct arena *arena,
                    struct module_export_list *out)
{
    struct exporter e = {scopes, program, arena, out, false};
    each_export(&e, see_star);
    each_export(&e, add_statement);
    add_declared(&e);
}

// A walk along references: which member of which module is meant, and where the walk stands. Through `export
// *` a place can be reached on many ways, in circles on any number of them: it is looked at once.
struct walk {
    const struct dialect *dialect;
    module_follow *follow;
    const void *project;
    struct arena arena;
    struct map seen;
};

// Whether the walk is there for the first time.
static bool is_new_place(struct walk *walk, const void *place, uint64_t wanted)
{
    struct {
        const void *place;
        uint64_t wanted;
    } key = {place, wanted};
    struct str bytes = {(const char *)&key, sizeof key};
    if (map_has(&walk->seen, bytes))
        return false;
    map_set(&walk->seen, arena_copy(&walk->arena, bytes), NULL, &walk->arena);
    return true;
}

// The rest of a path, and what is prepended to it; paths are short.
struct names {
    struct str at[8];
    size_t count;
};

static bool join_names(const struct str_list *head, const struct names *tail, size_t skip, struct names *out)
{
    *out = (struct names){0};
    if (head->count + tail->count - skip > sizeof out->at / sizeof *out->at)
        return false;
    for (size_t i = 0; i < head->count; i++)
        out->at[out->count++] = head->at[i];
    for (size_t i = skip; i < tail->count; i++)
        out->at[out->count++] = tail->at[i];
    return true;
}

static uint64_t hash_names(const struct names *names)
{
    uint64_t hash = names->count;
    for (size_t i = 0; i < names->count; i++)
        hash = hash_join(hash, hash_bytes(names->at[i]));
    return hash;
}

static int find(struct walk *walk, const struct module *from, struct str specifier, const struct names *names,
                size_t depth)
{
    if (dialect_has_module(walk->dialect, specifier))
        return names->count == 1 ? dialect_marker(walk->dialect, specifier, names->at[0]) : 0;
    const struct module *module = from ? walk->follow(walk->project, from, specifier) : NULL;
    if (!module || names->count == 0 || depth > deepest_chain)
        return 0;
    for (int stars = 0; stars < 2; stars++) // a name that is stated wins over what `export *` brings
        for (size_t i = 0; i < module->exports.count; i++) {
            const struct module_export *export = &module->exports.at[i];
            bool is_star = export->name.len == 0;
            if (is_star != (stars == 1) || (!is_star && !str_equal(export->name, names->at[0])))
                continue;
            struct names next;
            if (is_star && !is_new_place(walk, export, hash_names(names)))
                continue;
            if (!join_names(&export->reference.path, names, is_star ? 0 : 1, &next))
                continue;
            int marker = find(walk, module, export->reference.module, &next, depth + 1);
            if (marker || !is_star)
                return marker;
        }
    return 0;
}

int module_marker(const struct dialect *dialect, const struct module *from, const struct reference *reference,
                  module_follow *follow, const void *project)
{
    struct names names;
    struct walk walk = {.dialect = dialect, .follow = follow, .project = project};
    if (!reference->known || !dialect->exports ||
        !join_names(&reference->path, &(struct names){0}, 0, &names))
        return 0;
    int marker = find(&walk, from, reference->module, &names, 0);
    arena_free(&walk.arena);
    return marker;
}

// Whether anything behind the export is a marker: the reference itself, or a member of the namespace that it
// is.
static bool leads_to_marker(struct walk *walk, const struct module *module,
                            const struct module_export *export, size_t depth)
{
    const struct reference *reference = &export->reference;
    if (dialect_has_module(walk->dialect, reference->module))
        return reference->path.count == 0 ||
               module_marker(walk->dialect, module, reference, walk->follow, walk->project) != 0;
    const struct module *target = walk->follow(walk->project, module, reference->module);
    if (!target || depth > deepest_chain)
        return false;
    for (size_t i = 0; i < target->exports.count; i++) {
        const struct module_export *inner = &target->exports.at[i];
        bool is_wanted = reference->path.count == 0 || inner->name.len == 0 ||
                         str_equal(inner->name, reference->path.at[0]);
        if (is_wanted && is_new_place(walk, inner, 0) && leads_to_marker(walk, target, inner, depth + 1))
            return true;
    }
    return false;
}

bool module_has_markers(const struct dialect *dialect, const struct module *module, module_follow *follow,
                        const void *project)
{
    struct walk walk = {.dialect = dialect, .follow = follow, .project = project};
    bool any = false;
    for (size_t i = 0; i < module->exports.count && !any && dialect->exports; i++)
        any = leads_to_marker(&walk, module, &module->exports.at[i], 0);
    arena_free(&walk.arena);
    return any;
}
