// Mutation of what has a structure, for libFuzzer: whole pieces (an element, an attribute, a string, what
// stands in brackets) are taken out, doubled, moved, put into each other, or into words of the language. Half
// of the time libFuzzer changes bytes, as ever: readers are to survive what is no structure, too. A language
// says where pieces start and where they end; mutate_xml.h and mutate_js.h are such.
#ifndef TESTS_FUZZ_STRUCTURE_H
#define TESTS_FUZZ_STRUCTURE_H

#include "base/buf.h"

#include <stdint.h>

// Of libFuzzer; absent where a corpus is replayed.
__attribute__((weak)) size_t LLVMFuzzerMutate(uint8_t *bytes, size_t len, size_t most);
size_t LLVMFuzzerCustomMutator(uint8_t *bytes, size_t len, size_t most, unsigned seed);

struct structure {
    bool (*is_start)(struct str text, size_t at); // whether a piece starts there
    size_t (*end_of)(struct str text, size_t at); // where it ends; beyond `at`, within the text
    const char *const (*around)[2];               // what a piece is put into: in front of it, behind it
    size_t around_count;
    const char *const *words; // what is put between pieces
    size_t word_count;
};

struct chance_of_structure {
    uint64_t state;
};

static inline size_t structure_below(struct chance_of_structure *chance, size_t count)
{
    chance->state = chance->state * 6364136223846793005u + 1442695040888963407u;
    return count ? (size_t)(chance->state >> 33) % count : 0;
}

// A piece by lot; an empty one at the end where none starts.
static inline struct str structure_piece(const struct structure *language, struct str text,
                                         struct chance_of_structure *chance)
{
    size_t at = structure_below(chance, text.len + 1);
    for (size_t steps = 0; steps <= text.len; steps++, at = at < text.len ? at + 1 : 0)
        if (at < text.len && language->is_start(text, at))
            return str_slice(text, at, language->end_of(text, at));
    return str_from(text, text.len);
}

enum structure_step {
    STRUCTURE_DELETE,
    STRUCTURE_DOUBLE,
    STRUCTURE_MOVE,
    STRUCTURE_REPLACE,
    STRUCTURE_NEST,
    STRUCTURE_WORD,
    STRUCTURE_STEPS
};

// What stands in the place of the piece.
static inline void structure_put(const struct structure *language, struct str piece, struct str other,
                                 struct chance_of_structure *chance, struct buf *out)
{
    const char *const *around = language->around[structure_below(chance, language->around_count)];
    enum structure_step step = (enum structure_step)structure_below(chance, STRUCTURE_STEPS);
    size_t copies = step == STRUCTURE_DOUBLE ? 2 + structure_below(chance, 3) : 1;
    if (step == STRUCTURE_MOVE || step == STRUCTURE_REPLACE)
        buf_add(out, other);
    if (step == STRUCTURE_NEST)
        buf_text(out, around[0]);
    if (step == STRUCTURE_WORD)
        buf_text(out, language->words[structure_below(chance, language->word_count)]);
    for (size_t i = 0; i < copies && step != STRUCTURE_DELETE && step != STRUCTURE_REPLACE; i++)
        buf_add(out, piece);
    if (step == STRUCTURE_NEST)
        buf_text(out, around[1]);
}

static inline size_t structure_mutate(const struct structure *language, uint8_t *bytes, size_t len,
                                      size_t most, unsigned seed)
{
    struct chance_of_structure chance = {seed};
    if (len == 0 || structure_below(&chance, 2))
        return LLVMFuzzerMutate(bytes, len, most);
    struct str text = {(const char *)bytes, len};
    struct str piece = structure_piece(language, text, &chance),
               other = structure_piece(language, text, &chance);
    struct buf out = {0};
    buf_add(&out, str_slice(text, 0, (size_t)(piece.at - text.at)));
    structure_put(language, piece, other, &chance, &out);
    buf_add(&out, str_from(text, (size_t)(piece.at - text.at) + piece.len));
    size_t count = out.len < most ? out.len : most;
    if (count)
        memcpy(bytes, out.at, count);
    buf_free(&out);
    return count;
}

#endif
