// Answers questions about programs, one a line, so that a peer can be asked the same in one process:
//     program TAB tsconfig           the order of the program of a tsconfig.json
//     roots TAB tsconfig             the root files of a tsconfig.json
//     sources TAB base TAB pattern … the order of the program of those files, without a tsconfig.json
//     inputs TAB base TAB pattern …  the files that the patterns match below the base folder
// Each answer is lines of paths and a line with a dot; an error is a line that starts with `!`.
#include "extractor/inputs.h"
#include "extractor/program.h"
#include "extractor/tsconfig.h"

#include <stdio.h>
#include <stdlib.h>

enum { most_fields = 64 };

static void print_paths(const struct str_list *paths)
{
    for (size_t i = 0; i < paths->count; i++)
        printf(STR_FORMAT "\n", STR_ARG(paths->at[i]));
}

static void print_program(const struct tsconfig *config, struct folders *folders, struct diags *diags)
{
    struct program_worker workers[2] = {0};
    struct program program;
    program_build(&config->roots, &config->options, folders, 2, program_load_source, workers, diags,
                  &program);
    for (size_t i = 0; i < program.order_count; i++)
        printf(STR_FORMAT "\n", STR_ARG(program.sources[program.order[i]]->path));
    for (size_t i = 0; i < 2; i++)
        program_worker_free(&workers[i]);
}

static void answer(struct str *fields, size_t count)
{
    struct arena arena = {0};
    struct folders folders = {.arena = &arena};
    struct diags diags = {.arena = &arena};
    struct tsconfig config = {0};
    struct str_list paths = {0};
    if (str_is(fields[0], "sources")) {
        struct str_list patterns = {.at = fields + 2, .count = (uint32_t)count - 2};
        config.options = options_without_tsconfig();
        inputs_match(&patterns, fields[1], &folders, &config.roots);
        print_program(&config, &folders, &diags);
    } else if (str_is(fields[0], "inputs")) {
        struct str_list patterns = {.at = fields + 2, .count = (uint32_t)count - 2};
        inputs_match(&patterns, fields[1], &folders, &paths);
        print_paths(&paths);
    } else if (!tsconfig_read(fields[1], &folders, &diags, &config)) {
        puts("!");
    } else if (str_is(fields[0], "roots")) {
        print_paths(&config.roots);
    } else {
        print_program(&config, &folders, &diags);
    }
    puts(".");
    fflush(stdout);
    arena_free(&arena);
}

int main(void)
{
    char *line = NULL;
    size_t capacity = 0;
    for (ssize_t len; (len = getline(&line, &capacity, stdin)) > 0;) {
        struct str rest = {line, (size_t)len - (line[len - 1] == '\n')}, fields[most_fields];
        size_t count = 0;
        while (count < most_fields) {
            size_t tab = str_find_byte(rest, '\t', 0);
            fields[count++] = str_slice(rest, 0, tab == STR_NONE ? rest.len : tab);
            if (tab == STR_NONE)
                break;
            rest = str_from(rest, tab + 1);
        }
        if (count > 1)
            answer(fields, count);
    }
    free(line);
    return 0;
}
