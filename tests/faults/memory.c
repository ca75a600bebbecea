// All that gives memory, from the beginning of main.
#include "fault.h"

#include <errno.h>
#include <execinfo.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// The system's own, and a sanitizer's where there is one: what one gives the other cannot take back.
#define GIVER(type, name, parameters, arguments)                                                             \
    type __libc_##name parameters;                                                                           \
    type __interceptor_##name parameters __attribute__((weak));                                              \
    static type give_##name parameters                                                                       \
    {                                                                                                        \
        return __interceptor_##name ? __interceptor_##name arguments : __libc_##name arguments;              \
    }

GIVER(void *, malloc, (size_t size), (size))
GIVER(void *, calloc, (size_t number, size_t size), (number, size))
GIVER(void *, realloc, (void *old, size_t size), (old, size))
GIVER(void *, memalign, (size_t alignment, size_t size), (alignment, size))

enum { depth = 8, most_places = 1 << 16 };

static bool has_begun;              // main has
static _Thread_local int is_inside; // of what does not count
static atomic_ulong given;          // calls for memory so far
static atomic_ulong places[most_places];

// Whether memory is asked for from here for the first time: a place is the functions that led there.
static bool is_new_place(void)
{
    void *stack[depth] = {NULL};
    unsigned long hash = 0xcbf29ce484222325u;
    int found = backtrace(stack, depth);
    for (int i = 0; i < found; i++)
        hash = (hash ^ (unsigned long)stack[i]) * 0x100000001b3u;
    for (size_t at = hash % most_places, tries = 0; tries < most_places;
         at = (at + 1) % most_places, tries++) {
        unsigned long none = 0;
        if (atomic_compare_exchange_strong(&places[at], &none, hash))
            return true;
        if (none == hash)
            return false;
    }
    return false;
}

static const char *file_of(void *address)
{
    Dl_info found;
    return dladdr(address, &found) && found.dli_fname ? found.dli_fname : "?";
}

// The library that asks, and glot itself where it does not ask on behalf of one: what it gave libraries to
// ask with leads here, too.
static const char *asker(void)
{
    void *stack[depth] = {NULL};
    int found = backtrace(stack, depth), at = 0;
    const char *here = file_of(__extension__(void *) asker), *first, *next;
    while (at + 2 < found && strcmp(file_of(stack[at]), here) == 0)
        at++;
    first = file_of(stack[at]), next = file_of(stack[at + 1]);
    const char *file = strstr(first, ".so") ? first : strstr(next, ".so") ? next : first;
    return strrchr(file, '/') ? strrchr(file, '/') + 1 : file;
}

static bool has_no_memory(void)
{
    if (!has_begun || is_inside || !getenv("FAULT_CALLS") || !has_word(getenv("FAULT_CALLS"), "malloc"))
        return false;
    is_inside++;
    unsigned long number = atomic_fetch_add(&given, 1) + 1;
    char line[64];
    snprintf(line, sizeof line, "malloc %lu\n", number);
    if (getenv("FAULT_LOG") && is_new_place())
        put_line(getenv("FAULT_LOG"), line);
    bool is_struck_here = getenv("FAULT_DO") && is_struck(number);
    if (is_struck_here && getenv("FAULT_ASKER"))
        put_line(getenv("FAULT_ASKER"), asker());
    if (is_struck_here)
        errno = ENOMEM;
    is_inside--;
    return is_struck_here;
}

void *malloc(size_t size)
{
    return has_no_memory() ? NULL : give_malloc(size);
}

void *calloc(size_t number, size_t size)
{
    return has_no_memory() ? NULL : give_calloc(number, size);
}

void *realloc(void *old, size_t size)
{
    return has_no_memory() ? NULL : give_realloc(old, size);
}

void *aligned_alloc(size_t alignment, size_t size)
{
    return has_no_memory() ? NULL : give_memalign(alignment, size);
}

int posix_memalign(void **out, size_t alignment, size_t size)
{
    *out = has_no_memory() ? NULL : give_memalign(alignment, size);
    return *out ? 0 : ENOMEM;
}

void *load_uncounted(const char *file, int flags)
{
    is_inside++;
    void *library = REAL(dlopen)(file, flags);
    is_inside--;
    return library;
}

static int (*real_main)(int, char **, char **);

static void tell_count(void)
{
    char line[64];
    snprintf(line, sizeof line, "malloc %lu end\n", atomic_load(&given));
    if (getenv("FAULT_LOG") && atomic_load(&given) > 0)
        put_line(getenv("FAULT_LOG"), line);
}

static int begin(int count_, char **words, char **environment)
{
    void *stack[1];
    backtrace(stack, 1); // it asks for memory once
    atexit(tell_count);
    has_begun = true;
    return real_main(count_, words, environment);
}

int __libc_start_main(int (*main)(int, char **, char **), int count_, char **words, void (*init)(void),
                      void (*fini)(void), void (*rtld_fini)(void), void *stack_end);
int __libc_start_main(int (*main)(int, char **, char **), int count_, char **words, void (*init)(void),
                      void (*fini)(void), void (*rtld_fini)(void), void *stack_end)
{
    real_main = main;
    return REAL(__libc_start_main)(begin, count_, words, init, fini, rtld_fini, stack_end);
}
