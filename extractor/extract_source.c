// Extracting: what one source says in one round.
#include "extractor/extracting.h"

#include "base/conflict.h"
#include "base/hash.h"
#include "extractor/read_ahead.h"
#include "extractor/scan.h"

const struct module *extractor_follow(const void *project, const struct module *from, struct str specifier)
{
    const struct extractor *e = project;
    const struct source *source = from->source;
    for (size_t i = 0; i < source->specifiers.count; i++) {
        uint32_t target = source->resolved[i];
        if (target != SOURCE_NONE && str_equal(source->specifiers.at[i].text, specifier))
            return &e->modules[target];
    }
    return NULL;
}

static const struct symbols *worker_symbols(struct worker *worker, enum grammar grammar)
{
    if (!worker->is_resolved[grammar])
        symbols_resolve(grammar, &worker->symbols[grammar]);
    worker->is_resolved[grammar] = true;
    return &worker->symbols[grammar];
}

// In code the file has no meaning before somebody decides. Templates and comments can show such lines on
// purpose.
static bool note_conflict(struct scan *scan)
{
    size_t start = conflict_find(scan->source), end = start + conflict_len;
    if (start == STR_NONE)
        return false;
    TSNode place = ts_node_descendant_for_byte_range(scan->root, (uint32_t)start, (uint32_t)end);
    bool is_code = ts_node_has_error(place);
    struct span span = {.path = scan->path, .text = scan->text, .start = start, .end = end};
    struct diag *diag = diag_add(&scan->diags, KIND_MERGE_CONFLICT, span, "a merge was not finished here");
    if (!is_code)
        diag->severity = SEVERITY_WARNING;
    return is_code;
}

static void note_broken_syntax(struct scan *scan)
{
    TSNode broken = scan_first_error(scan->root);
    if (note_conflict(scan) || ts_node_is_null(broken))
        return;
    struct span span = scan_span(scan, broken);
    if (span.end > span.start + 1)
        span.end = span.start + 1; // an error node can span half of the file
    diag_add(&scan->diags, KIND_SYNTAX, span, "the syntax cannot be understood from here");
}

static bool is_too_large(struct scan *scan)
{
    if (scan->text.len <= grammar_greatest)
        return false;
    diag_add(&scan->diags, KIND_FILE_TOO_LARGE, span_file(scan->path),
             "has %zu bytes, and more than %d are not parsed: its messages cannot be read", scan->text.len,
             grammar_greatest);
    return true;
}

static TSTree *parse(struct worker *worker, enum grammar grammar, struct scan *scan)
{
    if (!worker->parser)
        worker->parser = ts_parser_new();
    scan->symbols = worker_symbols(worker, grammar);
    return grammar_parse(worker->parser, grammar, scan->source);
}

static void read_tree(const struct extractor *e, TSTree *tree, size_t worker, size_t number,
                      struct scan *scan)
{
    scan->root = ts_tree_root_node(tree);
    scan_begin(scan);
    note_broken_syntax(scan);
    e->dialect->read(scan, &e->options->dialect);
    if (e->options->visit)
        e->options->visit(e->options->visitor, worker, number, scan);
    scan_end(scan);
    ts_tree_delete(tree);
}

// Puts messages between those of the scan, by their places.
static void merge_messages(const struct message_list *plain, struct scan *scan)
{
    struct message_list parsed = scan->messages;
    scan->messages = (struct message_list){0};
    for (size_t i = 0, j = 0; i < plain->count || j < parsed.count;) {
        bool is_plain =
            j == parsed.count || (i < plain->count && plain->at[i].span.start < parsed.at[j].span.start);
        *list_push(&scan->messages, scan->arena) = is_plain ? plain->at[i++] : parsed.at[j++];
    }
}

// Those that were found when the source was read, if they were looked for.
static bool find_sites(const struct extractor *e, const struct source *source, struct arena *arena,
                       struct site_list *out)
{
    for (const struct found_sites *found = source->sites; found && found->dialect; found++) {
        *out = found->list;
        if (found->dialect == e->dialect)
            return found->is_sure;
    }
    return sites_find(source, e->dialect, &e->options->dialect, NULL, arena, out);
}

// Reads the marker sites alone, where the bytes show these. False when the file has to be parsed whole.
static bool read_sites(const struct extractor *e, size_t worker_number, size_t number, struct scan *scan)
{
    struct worker *worker = &e->workers[worker_number];
    const struct source *source = e->program->sources[number];
    struct site_list found = {0}, sites = {0};
    if (e->round != 1 || e->options->visit || e->options->full_parse ||
        conflict_find(source->text) != STR_NONE || !find_sites(e, source, &worker->scratch, &found))
        return false;
    if (read_plain_calls(scan, &e->options->dialect, &found, &sites) == 0)
        return true;
    struct message_list plain = scan->messages;
    scan->messages = (struct message_list){0};
    scan->sites = &sites;
    scan->source = sites_join(source->text, &sites, scan->arena);
    TSTree *tree = scan->source.len <= grammar_greatest ? parse(worker, source->row->grammar, scan) : NULL;
    bool is_whole = tree && !ts_node_has_error(ts_tree_root_node(tree));
    if (is_whole) {
        read_tree(e, tree, worker_number, number, scan);
        merge_messages(&plain, scan);
    } else if (tree) { // what is broken shows in the tree of the file alone
        ts_tree_delete(tree);
    }
    scan->sites = NULL;
    return is_whole;
}

static void read_whole(const struct extractor *e, size_t worker_number, size_t number, struct scan *scan)
{
    const struct source *source = e->program->sources[number];
    scan->source = source->text;
    if (is_too_large(scan))
        return;
    TSTree *tree = parse(&e->workers[worker_number], source->row->grammar, scan);
    if (tree)
        read_tree(e, tree, worker_number, number, scan);
    else
        diag_add(&scan->diags, KIND_SYNTAX_ENDLESS, span_file(scan->path),
                 "the syntax is so broken that its messages cannot be read");
}

// A source of which nothing but its text was not kept.
static struct diags need_text(struct source *source, struct arena *arena)
{
    if (source->text.at != text_unread.at)
        return (struct diags){.arena = arena};
    source->diags = (struct diags){0};
    if (!source_read_text(source, arena))
        source->text = STR("");
    return source->diags;
}

static struct reading scan_source(struct extractor *e, size_t worker_number, size_t number,
                                  struct arena *arena)
{
    struct worker *worker = &e->workers[worker_number];
    struct source *source = e->program->sources[number];
    struct diags diags = need_text(source, arena); // before the text is looked at
    struct scan scan = {
        .dialect = e->dialect,
        .path = source->path,
        .text = source->text,
        .diags = diags,
        .is_javascript = source->row->is_javascript,
        .arena = arena,
        .scratch = &worker->scratch,
        .module = &e->modules[number],
        .follow = extractor_follow,
        .project = e,
    };
    arena_reset(&worker->scratch);
    if (!read_sites(e, worker_number, number, &scan))
        read_whole(e, worker_number, number, &scan);
    return (struct reading){
        .messages = scan.messages, .diags = scan.diags, .exports = scan.exports, .is_scanned = true};
}

uint64_t extractor_surroundings(const struct extractor *e, const struct source *source)
{
    uint64_t hash = e->known;
    for (size_t i = 0; i < source->specifiers.count && e->round > 1; i++) {
        uint32_t target = source->resolved[i];
        uint64_t next = target == SOURCE_NONE ? 0 : hash_bytes(e->program->sources[target]->path);
        hash = hash_join(hash, next);
    }
    return hash;
}

// Scans the source, unless somebody has its reading.
static void read_first(struct extractor *e, size_t worker_number, size_t number)
{
    struct reading *first = &e->first[number];
    if (!first->is_scanned)
        *first = scan_source(e, worker_number, number, e->workers[worker_number].kept);
    e->readings[number] = *first;
}

void extractor_read(void *context, size_t worker_number, size_t item)
{
    struct extractor *e = context;
    struct worker *worker = &e->workers[worker_number];
    size_t number = e->todo[item];
    if (e->first && e->round == 1) {
        read_first(e, worker_number, number);
        return;
    }
    struct kept_readings *kept = e->program->sources[number]->kept;
    if (!kept || e->options->visit) { // who visits trees has to see all of them
        e->readings[number] = scan_source(e, worker_number, number, worker->kept);
        return;
    }
    struct arena *rows = kept->arena ? kept->arena : worker->kept;
    struct kept_reading *row = readings_row(kept, e->dialect, e->round,
                                            extractor_surroundings(e, e->program->sources[number]), rows);
    row->reading = scan_source(e, worker_number, number, kept->arena ? &row->arena : worker->kept);
    kept->is_fresher = true;
    e->readings[number] = row->reading;
}
