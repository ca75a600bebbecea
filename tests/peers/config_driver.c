// Answers for each path on standard input, one a line: `0` when lit-localize.json is refused there, else `1`,
// a blank and what the peer would rewrite it to as a JSON string (empty when nothing).
#include "base/file.h"
#include "base/quote.h"
#include "cli/config.h"

#include <stdio.h>
#include <stdlib.h>

static void answer(struct str path)
{
    struct arena arena = {0};
    struct diags diags = {.arena = &arena};
    struct config config;
    struct buf out = {0};
    bool good = config_read(path, &arena, &diags, &config);
    buf_text(&out, good ? "1 " : "0");
    if (good)
        quote_json(&out, config_with_schema(&config, &arena));
    printf(STR_FORMAT "\n", STR_ARG(buf_str(&out)));
    fflush(stdout);
    buf_free(&out);
    arena_free(&arena);
}

int main(void)
{
    char *line = NULL;
    size_t capacity = 0;
    for (ssize_t len; (len = getline(&line, &capacity, stdin)) > 0;)
        answer((struct str){line, (size_t)len - (line[len - 1] == '\n')});
    free(line);
    return 0;
}
