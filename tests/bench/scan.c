// How many megabytes of source a second one core scans, without reading files:
//     scan ROUNDS <FILES
// where FILES are paths, one a line. Each stage is timed by itself over all files, round by round, and the
// best round counts. Prints one line of JSON.
#include "base/file.h"
#include "extractor/extract.h"
#include "extractor/lexer.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

extern const struct dialect dialect_lit;

struct bench {
    struct arena arena;
    struct program program;
    struct source_reader reader;
    size_t bytes;
};

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void read_files(struct bench *bench)
{
    struct {
        struct source **at;
        size_t count, capacity;
    } sources = {0};
    struct diags diags = {.arena = &bench->arena};
    char path[4096];
    while (fgets(path, sizeof path, stdin)) {
        path[strcspn(path, "\n")] = 0;
        struct source source = {.path = arena_copy(&bench->arena, str_of(path)), .is_read = true};
        source.row = grammar_of_path(source.path);
        if (!source.row || file_read(source.path, &bench->arena, &diags, &source.text) != FILE_READ)
            continue;
        struct source *kept = *list_push(&sources, &bench->arena) = arena_new(&bench->arena, struct source);
        *kept = source;
        bench->bytes += source.text.len;
    }
    bench->program =
        (struct program){.sources = sources.at, .count = sources.count, .order_count = sources.count};
    bench->program.order = arena_array(&bench->arena, uint32_t, sources.count);
    for (size_t i = 0; i < sources.count; i++)
        bench->program.order[i] = (uint32_t)i;
}

// ---- stages

static void lex(struct bench *bench)
{
    for (size_t i = 0; i < bench->program.count; i++) {
        const struct source *source = bench->program.sources[i];
        struct lexer lexer = {.text = source->text, .has_jsx = source->row->grammar == GRAMMAR_TSX};
        lexer_open(&lexer);
        lexer_next(&lexer);
    }
}

static void set_unresolved(struct source *source, struct arena *arena)
{
    source->resolved = arena_array(arena, uint32_t, source->specifiers.count);
    for (size_t i = 0; i < source->specifiers.count; i++)
        source->resolved[i] = SOURCE_NONE;
}

static void read_specifiers(struct bench *bench, bool full_parse)
{
    for (size_t i = 0; i < bench->program.count; i++) {
        struct source *source = bench->program.sources[i];
        source->specifiers = (struct specifier_list){0};
        bench->reader.full_parse = full_parse;
        source_look(source, &bench->reader, &bench->arena);
        set_unresolved(source, &bench->arena);
    }
}

static void read_messages(const struct program *program, bool full_parse)
{
    const struct dialect *dialect = &dialect_lit;
    struct extract_options options = {
        .dialects = &dialect, .dialect_count = 1, .jobs = 1, .full_parse = full_parse};
    struct arena arena = {0};
    struct diags diags = {.arena = &arena};
    struct extraction extraction;
    extract(program, &options, &arena, &diags, &extraction);
    arena_free(&arena);
}

static void with_short_cuts(struct bench *bench)
{
    read_specifiers(bench, false);
    read_messages(&bench->program, false);
}

static void specifiers_alone(struct bench *bench)
{
    read_specifiers(bench, false);
}

static void messages_alone(struct bench *bench)
{
    read_messages(&bench->program, false);
}

// All of it from the files on: what a process does between its start and the catalogs.
static void from_files(struct bench *bench)
{
    struct arena arena = {0};
    struct program program = bench->program;
    struct source_reader reader = {.dialects = bench->reader.dialects,
                                   .dialect_count = bench->reader.dialect_count,
                                   .options = bench->reader.options,
                                   .forgets_texts = true,
                                   .reads_ahead = true};
    program.sources = arena_array(&arena, struct source *, program.count);
    for (size_t i = 0; i < program.count; i++) {
        const struct source *from = bench->program.sources[i];
        struct source *source = program.sources[i] = arena_new(&arena, struct source);
        *source = (struct source){.path = from->path, .row = from->row};
        source_read(source, &reader, &arena);
        set_unresolved(source, &arena);
    }
    read_messages(&program, false);
    source_reader_free(&reader);
    arena_free(&arena);
}

static void parsed_whole(struct bench *bench)
{
    read_specifiers(bench, true);
    read_messages(&bench->program, true);
}

static void parsed_once(struct bench *bench)
{
    for (size_t i = 0; i < bench->program.count; i++) {
        TSTree *tree = grammar_parse(bench->reader.parser, bench->program.sources[i]->row->grammar,
                                     bench->program.sources[i]->text);
        if (tree)
            ts_tree_delete(tree);
    }
}

static const struct stage {
    const char *name;
    void (*run)(struct bench *bench);
} stages[] = {
    {"lexer", lex},
    {"specifiers", specifiers_alone},
    {"messages", messages_alone},
    {"scan", with_short_cuts},
    {"files", from_files},
    {"parse", parsed_once},
    {"fullParse", parsed_whole},
};

int main(int count, char **arguments)
{
    static const struct dialect *const dialect = &dialect_lit;
    static const struct dialect_options options = {0};
    struct bench bench = {
        .reader = {.dialects = &dialect, .dialect_count = 1, .options = &options, .parser = ts_parser_new()}};
    size_t rounds = count > 1 ? strtoull(arguments[1], NULL, 10) : 5;
    read_files(&bench);
    printf("{\"files\": %zu, \"bytes\": %zu", bench.program.count, bench.bytes);
    for (size_t i = 0; i < sizeof stages / sizeof *stages; i++) {
        double best = 1e9;
        for (size_t round = 0; round < rounds; round++) {
            double start = now();
            stages[i].run(&bench);
            double spent = now() - start;
            best = spent < best ? spent : best;
        }
        printf(", \"%s\": %.1f", stages[i].name, (double)bench.bytes / 1e6 / best);
    }
    puts("}");
    source_reader_free(&bench.reader);
    arena_free(&bench.arena);
    return 0;
}
