// Law: where the bytes show the sites of the markers and the tree of the file has no errors, the abridged
// text gives the same messages and the same findings, in the same places. Markers by name are read with all
// short cuts, and without. The first byte chooses the kind of file and the names.

#include "base/utf.h"
#include "extractor/extract.h"
#include "extractor/lexer.h"
#include "extractor/scan.h"

#include "tests/fuzz/diags_law.h"
#include "tests/fuzz/known_symbols.h"
#include "tests/fuzz/mutate_js.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

extern const struct dialect dialect_lit, dialect_gettext;

struct parsed {
    struct arena arena, scratch;
    struct scan scan;
    TSTree *tree;
};

// False where parsing does not end.
static bool read_text(struct parsed *reading, const struct source *source, const struct site_list *sites,
                      struct str text)
{
    TSParser *parser = ts_parser_new();
    reading->tree = grammar_parse(parser, source->row->grammar, text);
    ts_parser_delete(parser);
    if (!reading->tree)
        return false;
    reading->scan = (struct scan){.dialect = &dialect_lit,
                                  .path = source->path,
                                  .text = source->text,
                                  .source = text,
                                  .sites = sites,
                                  .symbols = known_symbols(source->row->grammar),
                                  .is_javascript = source->row->is_javascript,
                                  .root = ts_tree_root_node(reading->tree),
                                  .arena = &reading->arena,
                                  .scratch = &reading->scratch};
    scan_begin(&reading->scan);
    dialect_lit.read(&reading->scan, &(struct dialect_options){.peer_bytes = true});
    scan_end(&reading->scan);
    return true;
}

static void release(struct parsed *reading)
{
    if (reading->tree)
        ts_tree_delete(reading->tree);
    arena_free(&reading->arena);
    arena_free(&reading->scratch);
}

static void demand_same_message(const struct message *a, const struct message *b)
{
    demand(str_equal(a->id, b->id) && str_equal(a->kind, b->kind) && str_equal(a->note, b->note) &&
           str_equal(a->context, b->context) && pattern_equal(&a->pattern, &b->pattern) &&
           str_equal(a->raw, b->raw) && str_equal(a->name, b->name) && str_equal(a->file, b->file) &&
           a->has_note == b->has_note && a->id_given == b->id_given && a->syntax == b->syntax &&
           message_place_count(a) == message_place_count(b));
    for (size_t i = 0; i < message_place_count(a); i++)
        expect_same_place(message_place(a, i), message_place(b, i));
}

static void demand_same_messages(const struct message_list *a, const struct message_list *b)
{
    demand(a->count == b->count);
    for (size_t i = 0; i < a->count; i++)
        demand_same_message(&a->at[i], &b->at[i]);
}

static void demand_same_sets(const struct message_set *a, const struct message_set *b)
{
    demand(a->count == b->count);
    for (size_t i = 0; i < a->count; i++)
        demand_same_message(a->at[i], b->at[i]);
}

static void check_bound(const struct source *source, const struct site_list *sites, struct arena *arena)
{
    struct site_list copy = *sites;
    struct parsed whole = {0}, abridged = {0};
    if (read_text(&whole, source, NULL, source->text) &&
        read_text(&abridged, source, &copy, sites_join(source->text, &copy, arena)) &&
        !ts_node_has_error(whole.scan.root)) {
        demand_same_messages(&whole.scan.messages, &abridged.scan.messages);
        expect_same_diags(&whole.scan.diags, &abridged.scan.diags);
    }
    release(&whole);
    release(&abridged);
}

// ---- by name

static const struct str keywords[][4] = {
    {{0}},
    {STR_INIT("t"), STR_INIT("msg"), STR_INIT("str"), STR_INIT("_")},
    {STR_INIT("t:1c,2"), STR_INIT("t:1,1t"), STR_INIT("msg:2,1"), STR_INIT("a")},
    {STR_INIT("f:2"), STR_INIT("t:1,\"note\""), STR_INIT("x"), STR_INIT("html")},
};

struct way {
    struct arena arena;
    struct source source;
    struct extraction extraction;
    struct diags diags;
};

static void read_way(struct way *way, const struct source *source, const struct dialect_options *options,
                     bool full_parse)
{
    static const struct dialect *const dialect = &dialect_gettext;
    static uint32_t order[] = {0};
    struct source_reader reader = {
        .dialects = &dialect, .dialect_count = 1, .options = options, .full_parse = full_parse};
    struct str copy = arena_copy(&way->arena, source->text);
    reader.reads_ahead = !full_parse && copy.len % 3 > 0;
    way->diags.arena = &way->arena;
    way->source = (struct source){.path = source->path, .row = source->row, .text = copy, .is_read = true};
    source_look(&way->source, &reader, &way->arena);
    if (way->source.kept) // nothing of what was read ahead may lie in the text
        memset((char *)copy.at, '#', copy.len);
    way->source.resolved = arena_array(&way->arena, uint32_t, way->source.specifiers.count);
    for (size_t i = 0; i < way->source.specifiers.count; i++)
        way->source.resolved[i] = SOURCE_NONE;
    struct source *source_of_way = &way->source;
    struct program program = {&source_of_way, 1, order, 1};
    struct extract_options all = {
        .dialects = &dialect, .dialect_count = 1, .dialect = *options, .jobs = 1, .full_parse = full_parse};
    extract(&program, &all, &way->arena, &way->diags, &way->extraction);
    source_reader_free(&reader);
}

static bool tells_of_syntax(const struct diags *diags)
{
    bool tells = false;
    for (size_t i = 0; i < diags->count; i++) {
        enum kind kind = diags->at[i].kind;
        tells |= kind == KIND_SYNTAX || kind == KIND_SYNTAX_ENDLESS || kind == KIND_MERGE_CONFLICT;
    }
    return tells;
}

static void check_by_name(const struct source *source, size_t set, struct arena *arena)
{
    struct dialect_options options = {0};
    struct way cut = {0}, full = {0};
    for (size_t i = 0; i < 4 && keywords[set][i].len > 0; i++)
        *list_push(&options.keywords, arena) = keywords[set][i];
    read_way(&cut, source, &options, false);
    read_way(&full, source, &options, true);
    if (!tells_of_syntax(&full.diags)) {
        demand(cut.extraction.occurrences == full.extraction.occurrences);
        demand_same_sets(&full.extraction.messages, &cut.extraction.messages);
        expect_same_diags(&full.diags, &cut.diags);
    }
    arena_free(&cut.arena);
    arena_free(&full.arena);
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
    if (specifiers_of_bytes(&question, &arena, &source.specifiers) &&
        sites_find(&source, &dialect_lit, &(struct dialect_options){0}, bytes[0] & 0x80 ? NULL : &trace,
                   &arena, &sites))
        check_bound(&source, &sites, &arena);
    if (utf_first_invalid(source.text) == STR_NONE)
        check_by_name(&source, bytes[0] >> 4 & 3, &arena);
    arena_free(&arena);
    return 0;
}
