// Laws: a source that does not name @lit/localize, by an escape neither, is its own copy; a copy has no
// syntax errors where its source has none. The first byte chooses the kind of file, whether texts are
// translated, and the mode.

#include "extractor/rewrite.h"

#include "extractor/rewrite_names.h"

#include "tests/fuzz/known_symbols.h"
#include "tests/fuzz/law.h"
#include "tests/fuzz/mutate_js.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

struct copying {
    struct arena arena, scratch;
    TSTree *tree;
    bool has_errors, is_planned;
    struct str copy;
};

static TSTree *parse(const struct grammar_row *row, struct str text)
{
    TSParser *parser = ts_parser_new();
    TSTree *tree = grammar_parse(parser, row->grammar, text);
    ts_parser_delete(parser);
    return tree;
}

// All of a message's own parts backwards, with text that has to be escaped.
static void translate(struct copying *c, const struct message_list *messages, struct rewrite_locale *locale)
{
    for (size_t i = 0; i < messages->count; i++) {
        const struct pattern *source = &messages->at[i].pattern;
        struct pattern *target = arena_new(&c->arena, struct pattern);
        for (size_t k = source->parts.count; k > 0; k--)
            *list_push(&target->parts, &c->arena) = source->parts.at[k - 1];
        pattern_add_text(target, STR("{0$`\\<b a='</script>&"), &c->arena);
        map_set(&locale->translations, messages->at[i].id, target, &c->arena);
    }
}

// False where parsing does not end, or the copy would be too large.
static bool copy_text(struct copying *c, const char *name, struct str text, unsigned flags)
{
    const struct grammar_row *row = grammar_of_path(str_of(name));
    c->tree = parse(row, text);
    if (!c->tree)
        return false;
    c->has_errors = ts_node_has_error(ts_tree_root_node(c->tree));
    struct scan scan = {.dialect = &rewrite_names,
                        .path = str_of(name),
                        .text = text,
                        .source = text,
                        .symbols = known_symbols(row->grammar),
                        .is_javascript = row->is_javascript,
                        .root = ts_tree_root_node(c->tree),
                        .arena = &c->arena,
                        .scratch = &c->scratch};
    struct rewrite_locale locale = {.name = STR("de")};
    struct rewrite_options options = {.peer_bytes = flags & 8};
    struct diags diags = {.arena = &c->arena};
    struct source_piece_list pieces = {0};
    struct buf out = {0};
    scan_begin(&scan);
    rewrite_names.read(&scan, &(struct dialect_options){.peer_bytes = flags & 8});
    if (flags & 4)
        translate(c, &scan.messages, &locale);
    const struct rewrite_plan *plan = rewrite_plan(&scan, &options, &diags);
    c->is_planned = plan != NULL;
    bool good = !plan || rewrite(plan, &locale, &c->arena, &diags, &pieces);
    source_pieces_join(&out, text, pieces.at, pieces.count);
    c->copy = plan ? buf_finish(&out, &c->arena) : text;
    buf_free(&out);
    scan_end(&scan);
    return good;
}

static void release(struct copying *c)
{
    if (c->tree)
        ts_tree_delete(c->tree);
    arena_free(&c->arena);
    arena_free(&c->scratch);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    static const char *const names[] = {"a.ts", "a.tsx", "a.js", "a.mts"};
    if (len < 2 || len > 20000)
        return 0;
    const char *name = names[bytes[0] % 4];
    struct str text = {(const char *)bytes + 1, len - 1};
    struct copying first = {0}, second = {0};
    if (copy_text(&first, name, text, bytes[0])) {
        if (str_find(text, STR("@lit/localize"), 0) == STR_NONE && str_find_byte(text, '\\', 0) == STR_NONE)
            demand(!first.is_planned);
        if (copy_text(&second, name, first.copy, bytes[0]) && !first.has_errors)
            demand(!second.has_errors);
    }
    release(&first);
    release(&second);
    return 0;
}
