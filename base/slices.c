#include "base/slices.h"

#include "base/arena.h"

#include <pthread.h>
#include <stdlib.h>
#include <sys/mman.h>

// Sanitizers shall see each row come and go.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define ROWS_ARE_WATCHED 1
#elif defined(__has_feature)
#define ROWS_ARE_WATCHED (__has_feature(address_sanitizer) || __has_feature(thread_sanitizer))
#else
#define ROWS_ARE_WATCHED 0
#endif

enum { region_size = 2 * large_page };

struct row {
    struct row *next;
};

static struct {
    pthread_mutex_t lock;
    struct row *free[most_slices + 1]; // by the number of their slices
    char *at, *end;                    // what was never taken of the latest region
} slices = {.lock = PTHREAD_MUTEX_INITIALIZER};

static void put_back(void *given, size_t count)
{
    struct row *row = given;
    row->next = slices.free[count];
    slices.free[count] = row;
}

// The system is asked for large pages: one fault instead of 512. It may decline.
static void take_region(void)
{
    char *region = aligned_alloc(large_page, region_size);
    if (!region)
        memory_exhausted(region_size);
    madvise(region, region_size, MADV_HUGEPAGE);
    size_t rest = (size_t)(slices.end - slices.at) / slice_size;
    if (rest > 0)
        put_back(slices.at, rest);
    slices.at = region;
    slices.end = region + region_size;
}

static void *take_row(size_t count)
{
    struct row *row = slices.free[count];
    if (row) {
        slices.free[count] = row->next;
        return row;
    }
    if ((size_t)(slices.end - slices.at) < count * slice_size)
        take_region();
    slices.at += count * slice_size;
    return slices.at - count * slice_size;
}

void *slices_take(size_t count)
{
    if (ROWS_ARE_WATCHED) {
        void *watched = malloc(count * slice_size);
        return watched ? watched : (memory_exhausted(count * slice_size), NULL);
    }
    pthread_mutex_lock(&slices.lock);
    void *row = take_row(count);
    pthread_mutex_unlock(&slices.lock);
    return row;
}

void slices_give(void *row, size_t count)
{
    if (ROWS_ARE_WATCHED) {
        free(row);
        return;
    }
    pthread_mutex_lock(&slices.lock);
    put_back(row, count);
    pthread_mutex_unlock(&slices.lock);
}
