#include "base/slices.h"

#include "base/arena.h"
#include "base/sanitizer.h"

#include <pthread.h>
#include <stdlib.h>
#include <sys/mman.h>

// Sanitizers shall see each row come and go.
enum { rows_are_watched = ADDRESSES_ARE_WATCHED || THREADS_ARE_WATCHED };

enum {
    page_slices = large_page / slice_size,
    most_shared = page_slices,       // slices of a row that shares pages; longer ones have their own
    region_slices = 2 * page_slices, // what is asked for at once, to be shared
};

struct row {
    struct row *next;
    size_t count; // of its slices
};

static struct {
    pthread_mutex_t lock;
    struct row *shared[most_shared + 1]; // what was given back, by its number of slices
    struct row *own;                     // and longer ones
    char *at;                            // what is left of the latest region that is cut
    size_t left;                         // slices
} slices = {.lock = PTHREAD_MUTEX_INITIALIZER};

// The system is asked for large pages: one fault instead of 512. It may decline. They have to be aligned,
// with the allocator's own words in front of them: a large page cannot take the place of a small one that was
// written to.
static void *take_pages(size_t count)
{
    size_t size = count * slice_size;
    void *pages = aligned_alloc(large_page, size);
    if (!pages)
        memory_exhausted(size);
    madvise(pages, size, MADV_HUGEPAGE);
    return pages;
}

static void *take_first(struct row **list)
{
    struct row *row = *list;
    *list = row->next;
    return row;
}

static void put_first(struct row **list, void *given, size_t count)
{
    struct row *row = given;
    *row = (struct row){*list, count};
    *list = row;
}

static void *take_shared(size_t count)
{
    if (slices.shared[count])
        return take_first(&slices.shared[count]);
    if (slices.left < count) {
        if (slices.left > 0)
            put_first(&slices.shared[slices.left], slices.at, slices.left);
        slices.left = slices.own ? slices.own->count : region_slices;
        slices.at = slices.own ? take_first(&slices.own) : take_pages(region_slices);
    }
    char *row = slices.at;
    slices.at += count * slice_size;
    slices.left -= count;
    return row;
}

// The shortest that will do: who takes it fills all of it.
static void *take_own(size_t *count)
{
    struct row **best = NULL;
    *count = (*count + page_slices - 1) / page_slices * page_slices;
    for (struct row **row = &slices.own; *row; row = &(*row)->next)
        if ((*row)->count >= *count && (!best || (*row)->count < (*best)->count))
            best = row;
    if (!best)
        return take_pages(*count);
    *count = (*best)->count;
    return take_first(best);
}

void *slices_take(size_t *count)
{
    if (rows_are_watched) {
        void *watched = malloc(*count * slice_size);
        if (!watched)
            memory_exhausted(*count * slice_size);
        return watched;
    }
    pthread_mutex_lock(&slices.lock);
    void *row = *count <= most_shared ? take_shared(*count) : take_own(count);
    pthread_mutex_unlock(&slices.lock);
    return row;
}

void slices_give(void *row, size_t count)
{
    if (rows_are_watched) {
        free(row);
        return;
    }
    pthread_mutex_lock(&slices.lock);
    put_first(count <= most_shared ? &slices.shared[count] : &slices.own, row, count);
    pthread_mutex_unlock(&slices.lock);
}
