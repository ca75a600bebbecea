// Memory that the system does not give ends the program, wherever it is asked for. Most of that is in
// libraries: to carry an exhaustion on is a path that theirs never ran, and that for some ends in a crash, a
// text cut off or a file taken as broken. The linker leads here the calls of all that is linked into glot
// (--wrap in the Makefile), its libraries' archives included; shared libraries still have calls of their own.
#include "base/arena.h"

#include <stdlib.h>

// The names are the linker's.
// NOLINTBEGIN(bugprone-reserved-identifier)
void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void *__real_aligned_alloc(size_t alignment, size_t size);
char *__real_strdup(const char *text);

void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);
void *__wrap_aligned_alloc(size_t alignment, size_t size);
char *__wrap_strdup(const char *text);
// NOLINTEND(bugprone-reserved-identifier)

static void *checked(void *memory, size_t size)
{
    if (!memory && size > 0)
        memory_exhausted(size);
    return memory;
}

void *__wrap_malloc(size_t size)
{
    return checked(__real_malloc(size), size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    return checked(__real_calloc(count, size),
                   count > 0 && size > SIZE_MAX / count ? SIZE_MAX : count * size);
}

void *__wrap_realloc(void *old, size_t size)
{
    return checked(__real_realloc(old, size), size);
}

void *__wrap_aligned_alloc(size_t alignment, size_t size)
{
    return checked(__real_aligned_alloc(alignment, size), size);
}

char *__wrap_strdup(const char *text)
{
    return checked(__real_strdup(text), strlen(text) + 1);
}
