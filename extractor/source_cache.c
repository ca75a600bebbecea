#include "extractor/source_cache.h"

#include "extractor/scan.h"

// One content of a file.
struct source_state {
    struct arena arena;
    struct file_identity identity;
    bool is_settled; // the identity tells it from all later contents
    bool was_parsed; // as a whole:
    bool is_broken;  // with errors
    bool was_good;   // a run took it and found nothing wrong with its syntax
    struct source source;
    struct kept_readings readings;
    struct source_state *next; // of those that are past
};

struct source_record {
    struct source_state *taken;
    struct source_state *half; // what is in the file now, when that is not what is taken
    struct source_state *past; // what is needed no more; goes with the next run, since findings show it
    size_t run;                // the last one that asked for it
};

static void state_free(struct source_state *state)
{
    if (!state)
        return;
    readings_free(&state->readings);
    struct arena arena = state->arena;
    arena_free(&arena);
}

// ---- loading: on the pool, so only what belongs to the source is written

static struct source_state *read_state(const struct source *source, struct file_identity identity,
                                       struct source_reader *reader)
{
    struct arena arena = {0};
    struct source_state *state = arena_new(&arena, struct source_state);
    *state = (struct source_state){.arena = arena, .identity = identity, .source = *source};
    state->is_settled = file_identity_is_past(&identity);
    state->source.path = arena_copy(&state->arena, source->path);
    state->source.is_read = source_read(&state->source, reader, &state->arena);
    state->is_settled &= state->source.is_read;
    state->readings.arena = &state->arena;
    return state;
}

static void bury(struct source_record *record, struct source_state *state)
{
    if (!state)
        return;
    state->next = record->past;
    record->past = state;
}

static void give(struct source *source, struct source_state *state)
{
    *source = state->source;
    source->kept = &state->readings;
    source->result = state;
}

static void parse_whole(struct source_state *state, TSParser *parser)
{
    const struct source *source = &state->source;
    if (state->was_parsed)
        return;
    state->was_parsed = true;
    TSTree *tree = source->text.len <= grammar_greatest
                       ? grammar_parse(parser, source->row->grammar, source->text)
                       : NULL;
    state->is_broken = !tree || ts_node_has_error(ts_tree_root_node(tree));
    if (tree)
        ts_tree_delete(tree);
}

// Only what was good before can be waited for.
static bool is_half_saved(const struct source_state *before, const struct source_state *now, TSParser *parser)
{
    if (!before->was_good || !now->source.is_read)
        return false;
    if (now->source.text.len == 0)
        return before->source.text.len > 0;
    parse_whole((struct source_state *)now, parser);
    if (!now->is_broken)
        return false;
    parse_whole((struct source_state *)before, parser);
    return !before->is_broken;
}

// What the syntax of a half-saved file is wrong with.
static void note_broken(struct source_state *state, struct diags *diags, TSParser *parser)
{
    const struct source *source = &state->source;
    if (source->text.len == 0 || source->text.len > grammar_greatest)
        return;
    TSTree *tree = grammar_parse(parser, source->row->grammar, source->text);
    if (!tree)
        return;
    uint32_t at = ts_node_start_byte(scan_first_error(ts_tree_root_node(tree)));
    struct span span = {.path = source->path, .text = source->text, .start = at, .end = at + 1};
    struct diag *diag = diag_add(diags, KIND_SYNTAX, span, "the syntax cannot be understood from here");
    diag_hint(diags, diag, "Until it is mended the messages of this file count as they were before.");
    ts_tree_delete(tree);
}

static bool is_same_file(const struct source_state *state, const struct file_identity *identity)
{
    return state && state->is_settled && file_identity_equal(&state->identity, identity);
}

static void give_taken(struct source *source, const struct source_record *record, struct arena *arena)
{
    give(source, record->taken);
    if (!record->half)
        return;
    source->diags = (struct diags){.arena = arena};
    diags_append(&source->diags, &record->taken->source.diags);
    diags_append(&source->diags, &record->half->source.diags);
}

// The file is another one than the record knows, or may be.
static void meet_change(const struct source_cache *cache, struct source_record *record,
                        struct source_state *now, TSParser *parser)
{
    struct source_state *before = record->taken;
    bool were_read = before->source.is_read && now->source.is_read;
    if (were_read && str_equal(before->source.text, now->source.text)) {
        before->identity = now->identity; // it was saved as it was
        before->is_settled = now->is_settled;
        state_free(now);
    } else if (before->source.is_read && !now->source.is_read) {
        record->half = now;
    } else if (!cache->takes_broken && is_half_saved(before, now, parser)) {
        note_broken(now, &now->source.diags, parser);
        record->half = now;
    } else {
        bury(record, before);
        record->taken = now;
    }
}

static void look_again(const struct source_cache *cache, const struct source *source,
                       struct source_record *record, struct program_worker *own)
{
    struct file_identity identity = file_identify(arena_cstr(&own->arena, source->path));
    if (is_same_file(record->half, &identity))
        return;
    bury(record, record->half);
    record->half = NULL;
    if (is_same_file(record->taken, &identity))
        return;
    struct source_state *now = read_state(source, identity, &own->reader); // which makes the parser
    meet_change(cache, record, now, own->reader.parser);
}

bool source_cache_load(void *context, size_t worker, struct source *source)
{
    struct source_loading *loading = context;
    struct program_worker *own = &loading->workers[worker];
    struct source_record *record = map_get(&loading->cache->records, source->path);
    if (record) {
        look_again(loading->cache, source, record, own);
        give_taken(source, record, &own->arena);
    } else {
        struct file_identity identity = file_identify(arena_cstr(&own->arena, source->path));
        give(source, read_state(source, identity, &own->reader));
    }
    return source->is_read;
}

// ---- runs

static void free_past(struct source_record *record)
{
    while (record->past) {
        struct source_state *state = record->past;
        record->past = state->next;
        state_free(state);
    }
}

static void forget(struct source_record *record)
{
    free_past(record);
    state_free(record->taken);
    state_free(record->half);
}

// Paths come and go: the map is made anew without those that went.
static void keep_current(struct source_cache *cache)
{
    struct arena arena = {0};
    struct map records = {0};
    for (size_t i = 0; i < cache->records.entries.count; i++) {
        struct source_record *record = cache->records.entries.at[i].value;
        if (record->run != cache->run) {
            forget(record);
            continue;
        }
        struct source_record *kept = arena_new(&arena, struct source_record);
        *kept = *record;
        free_past(kept);
        map_set(&records, arena_copy(&arena, cache->records.entries.at[i].key), kept, &arena);
    }
    arena_free(&cache->arena);
    cache->arena = arena;
    cache->records = records;
}

void source_cache_begin(struct source_cache *cache, uint64_t key)
{
    cache->waiting = (struct str_list){0};
    if (cache->key != key)
        source_cache_free(cache);
    cache->key = key;
    keep_current(cache);
}

void source_cache_take(struct source_cache *cache, const struct program *program)
{
    cache->run++;
    for (size_t i = 0; i < program->count; i++) {
        struct source_state *state = program->sources[i]->result;
        struct map_entry *entry = map_entry(&cache->records, state->source.path, &cache->arena);
        struct source_record *record = entry->value;
        if (!record) {
            entry->key = arena_copy(&cache->arena, state->source.path);
            entry->value = record = arena_new(&cache->arena, struct source_record);
            record->taken = state;
        }
        record->run = cache->run;
    }
}

bool source_cache_end(struct source_cache *cache)
{
    bool good = true;
    for (size_t i = 0; i < cache->records.entries.count; i++) {
        struct source_record *record = cache->records.entries.at[i].value;
        struct source_state *state = record->taken;
        if (record->run != cache->run)
            continue; // it is gone
        bool is_broken = !cache->takes_broken && readings_are_broken(&state->readings);
        state->was_good = state->source.is_read && !is_broken;
        good &= !is_broken;
        if (is_broken || record->half)
            *list_push(&cache->waiting, &cache->arena) = cache->records.entries.at[i].key;
    }
    return good;
}

void source_cache_free(struct source_cache *cache)
{
    for (size_t i = 0; i < cache->records.entries.count; i++)
        forget(cache->records.entries.at[i].value);
    arena_free(&cache->arena);
    *cache = (struct source_cache){.takes_broken = cache->takes_broken};
}
