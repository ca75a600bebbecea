// Law: where the bytes show the sites of the markers and the tree of the file has no errors, the abridged
// text gives the same messages and the same findings, in the same places. The first byte chooses the kind of
// file.

#include "extractor/lexer.h"
#include "extractor/scan.h"

#include "tests/fuzz/mutate_js.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

extern const struct dialect dialect_lit;

struct reading {
    struct arena arena, scratch;
    struct symbols symbols;
    struct scan scan;
    TSTree *tree;
};

// False where parsing does not end.
static bool read_text(struct reading *reading, const struct source *source, const struct site_list *sites,
                      struct str text)
{
    TSParser *parser = ts_parser_new();
    reading->tree = grammar_parse(parser, source->row->grammar, text);
    ts_parser_delete(parser);
    if (!reading->tree)
        return false;
    symbols_resolve(source->row->grammar, &reading->symbols);
    reading->scan = (struct scan){.dialect = &dialect_lit,
                                  .path = source->path,
                                  .text = source->text,
                                  .source = text,
                                  .sites = sites,
                                  .symbols = &reading->symbols,
                                  .is_javascript = source->row->is_javascript,
                                  .root = ts_tree_root_node(reading->tree),
                                  .arena = &reading->arena,
                                  .scratch = &reading->scratch};
    scan_begin(&reading->scan);
    dialect_lit.read(&reading->scan, &(struct dialect_options){.peer_bytes = true});
    scan_end(&reading->scan);
    return true;
}

static void release(struct reading *reading)
{
    if (reading->tree)
        ts_tree_delete(reading->tree);
    arena_free(&reading->arena);
    arena_free(&reading->scratch);
}

static void demand(bool holds)
{
    if (!holds)
        abort();
}

static void demand_same_place(struct span a, struct span b)
{
    demand(a.start == b.start && a.end == b.end && a.text.at == b.text.at);
}

static void compare(const struct scan *whole, const struct scan *abridged)
{
    demand(whole->messages.count == abridged->messages.count && whole->diags.count == abridged->diags.count);
    for (size_t i = 0; i < whole->messages.count; i++) {
        const struct message *a = &whole->messages.at[i], *b = &abridged->messages.at[i];
        demand(str_equal(a->id, b->id) && str_equal(a->kind, b->kind) && str_equal(a->note, b->note) &&
               pattern_equal(&a->pattern, &b->pattern));
        demand_same_place(a->span, b->span);
    }
    for (size_t i = 0; i < whole->diags.count; i++) {
        demand(whole->diags.at[i].kind == abridged->diags.at[i].kind);
        demand_same_place(whole->diags.at[i].span, abridged->diags.at[i].span);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    static const char *const names[] = {"a.ts", "a.tsx", "a.js", "a.mts"};
    if (len < 2 || len > 20000)
        return 0;
    struct arena arena = {0};
    struct source source = {.path = str_of(names[bytes[0] % 4]), .text = {(const char *)bytes + 1, len - 1}};
    source.row = grammar_of_path(source.path);
    struct site_list sites = {0};
    struct trace trace = {.arena = &arena}; // without one the bytes are looked at in the same way, but anew
    struct specifier_question question = {.text = source.text, .row = source.row, .trace = &trace};
    struct reading whole = {0}, abridged = {0};
    if (specifiers_of_bytes(&question, &arena, &source.specifiers) &&
        sites_find(&source, &dialect_lit, bytes[0] & 0x80 ? NULL : &trace, &arena, &sites)) {
        if (read_text(&whole, &source, NULL, source.text) &&
            read_text(&abridged, &source, &sites, sites_join(source.text, &sites, &arena)) &&
            !ts_node_has_error(whole.scan.root))
            compare(&whole.scan, &abridged.scan);
        release(&whole);
        release(&abridged);
    }
    arena_free(&arena);
    return 0;
}
