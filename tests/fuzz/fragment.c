// Laws: a fragment that is read, written and read again says the same: its second writing equals the first.
// What is refused has exactly one diagnostic. Spans stay in the text that they are bound to, or are refused.
// Since a wrong hash ends all reading, the last line is made to fit what the fuzzer made.
#include "extractor/fragment.h"
#include "base/hash.h"
#include "tests/fuzz/law.h"

#include <inttypes.h>

static struct str with_end(struct str text, struct arena *arena)
{
    size_t lines = 0;
    for (size_t i = 0; i < text.len; i++)
        lines += text.at[i] == '\n';
    struct str end = arena_print(arena, "{\"files\":%zu,\"hash\":\"%016" PRIx64 "\"}\n",
                                 lines ? lines - 1 : 0, hash_bytes(text));
    const struct str pieces[] = {text, end};
    return arena_join(arena, pieces, 2);
}

static void check_spans(const struct fragment *fragment)
{
    struct source source = {.path = STR("a.js"), .text = STR("sixteen bytes...")};
    for (size_t i = 0; i < fragment->files.count; i++)
        for (size_t j = 0; !fragment->files.at[i].is_unread && j < fragment->dialects.count; j++) {
            struct reading *reading = &fragment->files.at[i].readings[j];
            if (!fragment_bind(reading, &source))
                continue;
            for (size_t k = 0; k < reading->messages.count; k++)
                demand(reading->messages.at[k].span.end <= source.text.len);
        }
}

static void check(struct str text, struct arena *arena)
{
    struct diags diags = {.arena = arena};
    struct fragment first, second;
    struct buf once = {0}, twice = {0};
    bool good = fragment_parse(STR("f"), text, arena, &diags, &first);
    demand(diags.count == !good);
    if (good) {
        fragment_write(&first, &once);
        demand(fragment_parse(STR("f"), buf_str(&once), arena, &diags, &second));
        fragment_write(&second, &twice);
        demand(str_equal(buf_str(&once), buf_str(&twice)));
        check_spans(&second);
    }
    buf_free(&once);
    buf_free(&twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct str text = {(const char *)data, size};
    check(text, &arena);
    check(with_end(text, &arena), &arena);
    arena_free(&arena);
    return 0;
}
