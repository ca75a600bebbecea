#include "base/arena.h"

#include "base/sanitizer.h"
#include "base/slices.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { first_block = 64 * 1024, first_room = 64, least_alignment = 8 }; // bytes

struct arena_block {
    struct arena_block *next;
    size_t size;        // of all this
    bool has_one_thing; // and never gets another
    alignas(max_align_t) char space[];
};

_Noreturn void memory_exhausted(size_t wanted)
{
    // Other threads may be at work, and may want memory, too: one line is enough, and what runs at the exit
    // of a process would pull the ground from under them.
    flockfile(stderr);
    fprintf(stderr, "glot: error: out of memory (%zu bytes wanted)\n", wanted);
    _exit(3);
}

static struct arena_block *take_block(size_t size)
{
    size_t count = (size + slice_size - 1) / slice_size;
    bool is_small = size <= first_block;
    struct arena_block *block = is_small ? malloc(size) : slices_take(&count);
    if (!block)
        memory_exhausted(size);
    block->size = is_small ? size : count * slice_size;
    return block;
}

static void give_block(struct arena_block *block)
{
    allow_bytes(block, block->size);
    if (block->size <= first_block)
        free(block);
    else
        slices_give(block, block->size / slice_size);
}

static struct arena_block *find_block(struct arena *arena, size_t needed)
{
    size_t size = arena->block ? slice_size : first_block;
    if (needed > SIZE_MAX - sizeof(struct arena_block) - large_page)
        memory_exhausted(needed);
    if (size < needed + sizeof(struct arena_block))
        size = needed + sizeof(struct arena_block);
    return take_block(size);
}

static size_t room_in(const struct arena *arena)
{
    return arena->block ? (size_t)(arena->end - arena->at) : 0;
}

// The free room is then that of this block.
static void put_first(struct arena *arena, struct arena_block *block)
{
    block->next = arena->block;
    block->has_one_thing = false;
    arena->block = block;
    arena->at = block->space;
    arena->end = (char *)block + block->size;
    forbid_bytes(arena->at, room_in(arena));
}

void arena_reserve(struct arena *arena, size_t size)
{
    if (room_in(arena) < size)
        put_first(arena, find_block(arena, size));
}

// From another block. What has more room then is filled on: large things leave the rest of a block to small
// ones.
static void *take_elsewhere(struct arena *arena, size_t total)
{
    struct arena_block *block = find_block(arena, total);
    if (room_in(arena) > block->size - sizeof *block - total) {
        block->next = arena->block->next;
        block->has_one_thing = true;
        arena->block->next = block;
        return block->space;
    }
    put_first(arena, block);
    arena->at += total;
    return block->space;
}

// Nothing of a size that is no multiple of 16 can want to stand at one.
void *arena_space(struct arena *arena, size_t size, size_t count)
{
    const size_t alignment = size % alignof(max_align_t) == 0 ? alignof(max_align_t) : least_alignment;
    if (size != 0 && count > (SIZE_MAX - 2 * alignment) / size)
        memory_exhausted(SIZE_MAX);
    size_t total = (size * count + least_alignment - 1) & ~(size_t)(least_alignment - 1);
    size_t gap = -(uintptr_t)arena->at & (alignment - 1);
    char *result;
    if (!arena->block || (size_t)(arena->end - arena->at) < total + gap) {
        result = take_elsewhere(arena, total);
    } else {
        result = arena->at + gap;
        arena->at = result + total;
    }
    allow_bytes(result, size * count);
    return result;
}

void *arena_alloc(struct arena *arena, size_t size, size_t count)
{
    void *result = arena_space(arena, size, count);
    memset(result, 0, size * count);
    return result;
}

struct str arena_copy(struct arena *arena, struct str text)
{
    return (struct str){arena_cstr(arena, text), text.len};
}

char *arena_cstr(struct arena *arena, struct str text)
{
    char *copy = arena_space(arena, 1, text.len + 1);
    if (text.len)
        memcpy(copy, text.at, text.len);
    copy[text.len] = 0;
    return copy;
}

struct str arena_print_list(struct arena *arena, const char *format, va_list values)
{
    va_list again;
    va_copy(again, values);
    int len = vsnprintf(NULL, 0, format, values);
    if (len < 0)
        len = 0;
    char *text = arena_space(arena, 1, (size_t)len + 1);
    vsnprintf(text, (size_t)len + 1, format, again);
    va_end(again);
    return (struct str){text, (size_t)len};
}

struct str arena_print(struct arena *arena, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    struct str text = arena_print_list(arena, format, values);
    va_end(values);
    return text;
}

struct str arena_decimal(struct arena *arena, size_t number)
{
    char digits[24];
    size_t at = sizeof digits;
    do
        digits[--at] = (char)('0' + number % 10);
    while (number /= 10);
    return arena_copy(arena, (struct str){digits + at, sizeof digits - at});
}

struct str arena_join(struct arena *arena, const struct str *pieces, size_t count)
{
    size_t len = 0;
    for (size_t i = 0; i < count; i++)
        len += pieces[i].len;
    char *text = arena_space(arena, 1, len + 1), *end = text;
    for (size_t i = 0; i < count; i++) {
        if (pieces[i].len)
            memcpy(end, pieces[i].at, pieces[i].len);
        end += pieces[i].len;
    }
    *end = 0;
    return (struct str){text, len};
}

static void give_blocks(struct arena_block **from, const struct arena_block *kept)
{
    while (*from != kept) {
        struct arena_block *block = *from;
        *from = block->next;
        give_block(block);
    }
}

static struct arena_block *unlink_largest(struct arena_block **list)
{
    struct arena_block **largest = list;
    for (struct arena_block **at = &(*list)->next; *at; at = &(*at)->next)
        if ((*at)->size > (*largest)->size)
            largest = at;
    struct arena_block *block = *largest;
    *largest = block->next;
    return block;
}

void arena_reset(struct arena *arena)
{
    if (!arena->block)
        return;
    struct arena_block *kept = unlink_largest(&arena->block);
    give_blocks(&arena->block, NULL);
    put_first(arena, kept);
}

void arena_free(struct arena *arena)
{
    give_blocks(&arena->block, NULL);
    *arena = (struct arena){0};
}

static struct arena_block **end_of(struct arena_block **list)
{
    while (*list)
        list = &(*list)->next;
    return list;
}

void arena_adopt(struct arena *arena, struct arena *from)
{
    if (room_in(arena) < room_in(from)) { // that is filled on
        struct arena other = *arena;
        *arena = *from;
        *from = other;
    }
    *end_of(&arena->block) = from->block;
    *from = (struct arena){0};
}

void arena_return(struct arena *arena, const void *thing)
{
    for (struct arena_block **at = &arena->block; *at; at = &(*at)->next) {
        struct arena_block *block = *at;
        if (block->space != thing || !block->has_one_thing)
            continue;
        *at = block->next;
        give_block(block);
        return;
    }
}

struct arena_mark arena_mark(const struct arena *arena)
{
    return (struct arena_mark){arena->block, arena->block ? arena->block->next : NULL, arena->at};
}

// Blocks have come in front of the one that was filled, and, with one large thing each, behind it.
void arena_rewind(struct arena *arena, struct arena_mark mark)
{
    if (!mark.block) {
        arena_reset(arena);
        return;
    }
    give_blocks(&arena->block, mark.block);
    give_blocks(&mark.block->next, mark.next);
    arena->at = mark.at;
    arena->end = (char *)mark.block + mark.block->size;
    forbid_bytes(arena->at, room_in(arena));
}

size_t arena_footprint(const struct arena *arena)
{
    size_t total = 0;
    for (const struct arena_block *block = arena->block; block; block = block->next)
        total += block->size;
    return total;
}

// Whoever still points into an array that was replaced reads what once stood there, and writes what nobody
// reads.
static void forbid_array(const struct arena *arena, const char *at, size_t size)
{
    const struct arena_block *block = ADDRESSES_ARE_WATCHED ? arena->block : NULL;
    while (block && (at < block->space || at >= (const char *)block + block->size))
        block = block->next;
    if (block)
        forbid_bytes(at, size);
}

void *list_copy(struct arena *arena, const void *at, size_t count, size_t total, size_t size)
{
    char *grown = arena_space(arena, size, total);
    if (count)
        memcpy(grown, at, count * size);
    forbid_array(arena, at, count * size);
    memset(grown + count * size, 0, (total - count) * size);
    return grown;
}

size_t list_next_capacity(size_t capacity, size_t size)
{
    size_t first = size >= first_room ? 1 : first_room / size; // many lists stay small
    return capacity ? capacity * 2 : first;
}
