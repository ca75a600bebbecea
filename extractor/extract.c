#include "extractor/extract.h"

#include "base/hash.h"
#include "base/pool.h"
#include "extractor/conflict.h"
#include "extractor/join.h"
#include "extractor/read_ahead.h"
#include "extractor/scan.h"

// What belongs to one worker of the pool: nothing here is shared.
struct worker {
    TSParser *parser;
    bool is_resolved[GRAMMAR_COUNT];
    struct symbols symbols[GRAMMAR_COUNT];
    struct arena scratch; // reset at the next file
    struct arena own;     // where there is no loader
    struct arena *kept;   // lives as long as the messages: `own`, or the loader's
};

struct extractor {
    const struct program *program;
    const struct extract_options *options;
    const struct dialect *dialect; // of the current round
    struct module *modules;        // one for each source, frozen during a round
    struct reading *readings;      // each written by the worker that scans the source
    struct reading *first;         // NULL, or those of the first round: options->first
    uint64_t known;                // hash of the modules' exports
    size_t round;
    size_t *todo; // numbers of the sources to scan in this round
    size_t todo_count;
    struct worker *workers;
};

// ---- one file

static const struct module *follow(const void *project, const struct module *from, struct str specifier)
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
        .symbols = worker_symbols(worker, source->row->grammar),
        .is_javascript = source->row->is_javascript,
        .arena = arena,
        .scratch = &worker->scratch,
        .module = &e->modules[number],
        .follow = follow,
        .project = e,
    };
    arena_reset(&worker->scratch);
    if (!read_sites(e, worker_number, number, &scan))
        read_whole(e, worker_number, number, &scan);
    return (struct reading){
        .messages = scan.messages, .diags = scan.diags, .exports = scan.exports, .is_scanned = true};
}

// What a round knows of the modules that a source can name.
static uint64_t hash_surroundings(const struct extractor *e, const struct source *source)
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

// Scans the source, and keeps what it comes to where somebody wants it. What was kept is asked for before
// (take_kept).
static void read_source(void *context, size_t worker_number, size_t item)
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
    struct kept_reading *row =
        readings_row(kept, e->dialect, e->round, hash_surroundings(e, e->program->sources[number]), rows);
    row->reading = scan_source(e, worker_number, number, kept->arena ? &row->arena : worker->kept);
    kept->is_fresher = true;
    e->readings[number] = row->reading;
}

// ---- rounds

static bool can_be_scanned(const struct source *source)
{
    return source->is_read && !source->is_declaration;
}

// A file that names none of the dialect's modules, and which the probe refuses (for global markers: it has
// none of their words), has no direct marker. What was scanned elsewhere may have one: there it was asked.
static bool shows_marker(const struct extractor *e, size_t number)
{
    const struct source *source = e->program->sources[number];
    if (e->options->full_parse || (e->first && e->first[number].is_scanned))
        return true;
    for (const struct found_sites *found = source->sites; found && found->dialect; found++)
        if (found->dialect == e->dialect)
            return found->may_mark;
    return sites_may_mark(source, e->dialect, &e->options->dialect);
}

// The same, asked once of a source of which it is kept.
static bool may_hold_marker(const struct extractor *e, size_t number, struct arena *arena)
{
    struct kept_readings *kept = e->program->sources[number]->kept;
    const struct kept_reading *known = kept ? readings_find(kept, e->dialect, 1) : NULL;
    if (known)
        return known->reading.is_scanned;
    bool may = shows_marker(e, number);
    if (kept && !may)
        readings_row(kept, e->dialect, 1, 0, kept->arena ? kept->arena : arena);
    return may;
}

static uint64_t hash_reference(uint64_t hash, const struct module_export *export)
{
    const struct reference *reference = &export->reference;
    hash = hash_join(hash, hash_bytes(export->name));
    hash = hash_join(hash, hash_bytes(reference->module));
    for (size_t i = 0; i < reference->path.count; i++)
        hash = hash_join(hash, hash_bytes(reference->path.at[i]));
    return hash;
}

// Stands for all that scanning can ask of other modules: what they export, and where their specifiers lead.
static uint64_t hash_modules(const struct extractor *e)
{
    uint64_t hash = 0;
    for (size_t i = 0; i < e->program->count; i++) {
        const struct module_export_list *exports = &e->modules[i].exports;
        const struct source *source = e->program->sources[i];
        if (exports->count == 0 || !source->kept)
            continue;
        hash = hash_join(hash, hash_bytes(source->path));
        for (size_t j = 0; j < exports->count; j++)
            hash = hash_reference(hash, &exports->at[j]);
        for (size_t j = 0; j < source->specifiers.count; j++) {
            uint32_t target = source->resolved[j];
            hash = hash_join(hash, hash_bytes(source->specifiers.at[j].text));
            hash = hash_join(hash, target == SOURCE_NONE ? 0 : hash_bytes(e->program->sources[target]->path));
        }
    }
    return hash;
}

// Takes what was kept of a source; false when it has to be scanned.
static bool take_kept(struct extractor *e, size_t number)
{
    const struct source *source = e->program->sources[number];
    if (!source->kept || e->options->visit || (e->first && e->round == 1))
        return false;
    const struct kept_reading *row = readings_find(source->kept, e->dialect, e->round);
    if (!row || !row->reading.is_scanned || row->surroundings != hash_surroundings(e, source))
        return false;
    e->readings[number] = row->reading;
    return true;
}

// Workers are called only where there is work.
static void run_round(struct extractor *e)
{
    size_t count = e->todo_count, left = 0;
    e->round++;
    e->known = hash_modules(e);
    for (size_t i = 0; i < count; i++) {
        size_t number = e->todo[i];
        if (take_kept(e, number))
            continue;
        e->todo[i] = e->todo[left];
        e->todo[left++] = number;
    }
    pool_run(e->options->jobs, left, read_source, e);
    for (size_t i = 0; i < count; i++)
        e->modules[e->todo[i]].exports = e->readings[e->todo[i]].exports;
}

static bool imports_any(const struct source *source, const bool *wanted)
{
    for (size_t i = 0; i < source->specifiers.count; i++) {
        uint32_t target = source->resolved[i];
        if (target != SOURCE_NONE && wanted[target])
            return true;
    }
    return false;
}

// The modules that export markers and were not known to do so before; false when there are none.
static bool find_new_exporters(struct extractor *e, bool *known, bool *fresh)
{
    bool any = false;
    for (size_t i = 0; i < e->program->count; i++) {
        fresh[i] = !known[i] && e->modules[i].exports.count > 0 &&
                   module_has_markers(e->dialect, &e->modules[i], follow, e);
        known[i] |= fresh[i];
        any |= fresh[i];
    }
    return any;
}

// First the files that name a marker's module; then, as long as modules turn up that pass markers on, the
// files that import those.
static void scan_all(struct extractor *e, struct arena *scratch)
{
    size_t count = e->program->count;
    bool *known = arena_array(scratch, bool, count), *fresh = arena_array(scratch, bool, count);
    for (size_t i = 0; i < count; i++) {
        if (can_be_scanned(e->program->sources[i]) && may_hold_marker(e, i, scratch))
            e->todo[e->todo_count++] = i;
    }
    run_round(e);
    while (find_new_exporters(e, known, fresh)) {
        e->todo_count = 0;
        for (size_t i = 0; i < count; i++)
            if (can_be_scanned(e->program->sources[i]) && imports_any(e->program->sources[i], fresh))
                e->todo[e->todo_count++] = i;
        run_round(e);
    }
}

// ---- all dialects

static void join_readings(struct extractor *e, struct join *join, struct diags *diags)
{
    size_t expected = 0;
    for (size_t i = 0; i < e->program->order_count; i++)
        expected += e->readings[e->program->order[i]].messages.count;
    join_expect(join, expected);
    for (size_t i = 0; i < e->program->order_count; i++) {
        const struct reading *reading = &e->readings[e->program->order[i]];
        diags_append(diags, &reading->diags);
        join->out->occurrences += reading->messages.count;
        join->out->files_with_messages += reading->messages.count > 0;
        join->out->files_scanned += reading->is_scanned;
        for (size_t j = 0; j < reading->messages.count; j++)
            join_message(join, &reading->messages.at[j]);
    }
}

static void release(struct worker *worker, struct arena *arena)
{
    if (worker->parser)
        ts_parser_delete(worker->parser);
    arena_free(&worker->scratch);
    arena_adopt(arena, &worker->own);
}

void extract(const struct program *program, const struct extract_options *options, struct arena *arena,
             struct diags *diags, struct extraction *out)
{
    size_t count = program->count, jobs = options->jobs ? options->jobs : 1;
    struct join join = {.out = out, .arena = arena};
    *out = (struct extraction){0};
    for (size_t i = 0; i < options->dialect_count; i++) {
        struct extractor e = {
            .program = program,
            .options = options,
            .dialect = options->dialects[i],
            .modules = arena_array(arena, struct module, count),
            .readings = arena_array(arena, struct reading, count),
            .todo = arena_array(arena, size_t, count),
            .workers = arena_array(arena, struct worker, jobs),
            .first = options->first ? options->first + i * count : NULL,
        };
        for (size_t j = 0; j < count; j++)
            e.modules[j].source = program->sources[j];
        for (size_t j = 0; j < jobs; j++)
            e.workers[j].kept = options->loaders ? &options->loaders[j].arena : &e.workers[j].own;
        scan_all(&e, arena);
        join_readings(&e, &join, diags);
        for (size_t j = 0; j < jobs; j++)
            release(&e.workers[j], arena);
    }
    join_report(&join, diags);
}
