// Region memory: everything that is allocated for one purpose is released at once.
// Memory is zeroed, unless said otherwise, and aligned for any type of that size. Allocation never returns
// NULL: true exhaustion ends the process with one line on stderr and status 3. An arena is used by one thread
// at a time.
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/str.h"

#include <stdarg.h>

struct arena_block;

// Zero-initialise: `struct arena arena = {0};`
struct arena {
    struct arena_block *block; // the one that is filled, and then others
    char *at, *end;            // what is free of it
};

// `count` objects of `size` bytes each, zeroed.
void *arena_alloc(struct arena *arena, size_t size, size_t count);
#define arena_new(arena, type)          ((type *)arena_alloc(arena, sizeof(type), 1))
#define arena_array(arena, type, count) ((type *)arena_alloc(arena, sizeof(type), count))

// The same with any content, for what is written over at once.
void *arena_space(struct arena *arena, size_t size, size_t count);

// From now on that many bytes are given without asking the system, so that memory is sure not to end
// meanwhile. Each allocation may take up to alignof(max_align_t) - 1 more than was asked for.
void arena_reserve(struct arena *arena, size_t size);

// A copy that lives as long as the arena.
struct str arena_copy(struct arena *arena, struct str text);
// The same with a NUL behind it, for foreign interfaces.
char *arena_cstr(struct arena *arena, struct str text);
// printf into the arena.
struct str arena_print(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
struct str arena_print_list(struct arena *arena, const char *format, va_list values)
    __attribute__((format(printf, 2, 0)));
// A number in decimal digits.
struct str arena_decimal(struct arena *arena, size_t number);
// The pieces one after the other.
struct str arena_join(struct arena *arena, const struct str *pieces, size_t count);

// Forgets all content; keeps the largest block for the next use.
void arena_reset(struct arena *arena);
// Gives all memory back.
void arena_free(struct arena *arena);
// Moves all that `from` holds into `arena`, and leaves it empty. What was allocated there lives on.
void arena_adopt(struct arena *arena, struct arena *from);
// What stands there is not needed any more. Where it has a block of its own, as large things have, that is
// given back.
void arena_return(struct arena *arena, const void *thing);
// All that is allocated from now on can be forgotten by arena_rewind, before other arenas take part in it.
struct arena_mark {
    struct arena_block *block, *next;
    char *at;
};
struct arena_mark arena_mark(const struct arena *arena);
void arena_rewind(struct arena *arena, struct arena_mark mark);
// Bytes of all blocks.
size_t arena_footprint(const struct arena *arena);

// Says what was wanted and ends the process with status 3. For foreign allocators that returned NULL, too.
_Noreturn void memory_exhausted(size_t wanted);

// Growing lists. A list is any struct with the members `at`, `count` and `capacity`, of a type that holds as
// many as there can be:
//     struct part_list { struct part *at; uint32_t count, capacity; };
//     *list_push(&list, arena) = (struct part){…};
// The old array stays in the arena when a list grows, but pointers into it are stale: AddressSanitizer tells.
// Makes room for `total` elements.
#define list_reserve(list, total, arena)                                                                     \
    ((total) <= (list)->capacity ? (void)0 : list_widen(list, total, arena))
#define list_push(list, arena)                                                                               \
    ((list)->count < (list)->capacity                                                                        \
         ? (void)0                                                                                           \
         : list_widen(list, list_next_capacity((list)->capacity, sizeof *(list)->at), arena),                \
     &(list)->at[(list)->count++])
#define list_widen(list, total, arena)                                                                       \
    (void)((list)->at = list_copy(arena, (list)->at, (list)->count, total, sizeof *(list)->at),              \
           (list)->capacity = (__typeof__((list)->capacity))(total))
void *list_copy(struct arena *arena, const void *at, size_t count, size_t total, size_t size);
size_t list_next_capacity(size_t capacity, size_t size);

#endif
