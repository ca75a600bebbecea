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
        struct source *at;
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
        *list_push(&sources, &bench->arena) = source;
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
        const struct source *source = &bench->program.sources[i];
        struct lexer lexer = {.text = source->text, .has_jsx = source->row->grammar == GRAMMAR_TSX};
        lexer_open(&lexer);
        lexer_next(&lexer);
    }
}

static void read_specifiers(struct bench *bench, bool full_parse)
{
    for (size_t i = 0; i < bench->program.count; i++) {
        struct source *source = &bench->program.sources[i];
        source->specifiers = (struct specifier_list){0};
        bench->reader.full_parse = full_parse;
        source_look(source, &bench->reader, &bench->arena);
        source->resolved = arena_array(&bench->arena, uint32_t, source->specifiers.count);
        for (size_t k = 0; k < source->specifiers.count; k++)
            source->resolved[k] = SOURCE_NONE;
    }
}

static void read_messages(struct bench *bench, bool full_parse)
{
    const struct dialect *dialect = &dialect_lit;
    struct extract_options options = {
        .dialects = &dialect, .dialect_count = 1, .jobs = 1, .full_parse = full_parse};
    struct arena arena = {0};
    struct diags diags = {.arena = &arena};
    struct extraction extraction;
    extract(&bench->program, &options, &arena, &diags, &extraction);
    arena_free(&arena);
}

static void with_short_cuts(struct bench *bench)
{
    read_specifiers(bench, false);
    read_messages(bench, false);
}

static void specifiers_alone(struct bench *bench)
{
    read_specifiers(bench, false);
}

static void messages_alone(struct bench *bench)
{
    read_messages(bench, false);
}

// All of it from the files on: what a process does between its start and the catalogs.
static void from_files(struct bench *bench)
{
    struct arena scratch = {0};
    struct diags diags = {.arena = &scratch};
    for (size_t i = 0; i < bench->program.count; i++) {
        struct str text;
        file_read(bench->program.sources[i].path, &scratch, &diags, &text);
    }
    with_short_cuts(bench);
    arena_free(&scratch);
}

static void parsed_whole(struct bench *bench)
{
    read_specifiers(bench, true);
    read_messages(bench, true);
}

static void parsed_once(struct bench *bench)
{
    for (size_t i = 0; i < bench->program.count; i++) {
        TSTree *tree = grammar_parse(bench->reader.parser, bench->program.sources[i].row->grammar,
                                     bench->program.sources[i].text);
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
    struct bench bench = {.reader = {.dialects = &dialect, .dialect_count = 1, .parser = ts_parser_new()}};
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
