// Laws: similarity is within [0, 1], the same both ways, and what the textbook's table says; a text of a
// memory is found by itself, and what is found is as like as it says. Input: two texts with a newline
// between.
#include "catalog/memory.h"
#include "base/utf.h"
#include "tests/fuzz/law.h"
#include "tests/similarity.h"

#include <stdint.h>

static void check_memory(struct str a, struct str b, struct arena *arena)
{
    struct memory memory = {0};
    struct memory_search search = {0};
    struct memory_match_list found = {0};
    memory_add(&memory, &(struct memory_entry){.key = a, .number = 1}, arena);
    memory_add(&memory, &(struct memory_entry){.key = b, .number = 2}, arena);
    memory_index(&memory, arena);
    memory_find(&memory, a, 0.5, MEMORY_MOST, &search, arena, &found);
    demand(a.len == 0 || (found.count > 0 && found.at[0].similarity == 1));
    for (size_t i = 0; i < found.count; i++)
        demand(found.at[i].similarity >= 0.5 &&
               found.at[i].similarity == similarity_of(a, found.at[i].entry->key, arena));
    memory_search_free(&search);
}

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str text = {(const char *)data, size};
    size_t line = str_find_byte(text, '\n', 0);
    if (line == STR_NONE || size > 1000 || utf_first_invalid(text) != STR_NONE)
        return 0;
    struct arena arena = {0};
    struct str a = str_slice(text, 0, line), b = str_from(text, line + 1);
    double similarity = similarity_of(a, b, &arena);
    demand(similarity >= 0 && similarity <= 1);
    demand(similarity == similarity_of(b, a, &arena));
    demand(str_equal(a, b) || similarity == naive_similarity(a, b, &arena));
    check_memory(a, b, &arena);
    arena_free(&arena);
    return 0;
}
