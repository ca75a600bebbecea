#include "base/pool.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <unistd.h>

enum { most_workers = 64, stack_size = 16 * 1024 * 1024 }; // deep sources recurse

struct pool {
    pool_work *work;
    void *context;
    size_t count;
    atomic_size_t next;
};

struct seat {
    struct pool *pool;
    size_t worker;
    pthread_t thread;
};

static void *serve(void *argument)
{
    struct seat *seat = argument;
    struct pool *pool = seat->pool;
    for (size_t item; (item = atomic_fetch_add(&pool->next, 1)) < pool->count;)
        pool->work(pool->context, seat->worker, item);
    return NULL;
}

void pool_run(size_t workers, size_t count, pool_work *work, void *context)
{
    struct pool pool = {.work = work, .context = context, .count = count};
    struct seat seats[most_workers];
    if (workers > most_workers)
        workers = most_workers;
    if (workers > count)
        workers = count;
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, stack_size);
    size_t started = 1; // the caller is worker 0
    for (; started < workers; started++) {
        seats[started] = (struct seat){.pool = &pool, .worker = started};
        if (pthread_create(&seats[started].thread, &attributes, serve, &seats[started]) != 0)
            break;
    }
    pthread_attr_destroy(&attributes);
    seats[0] = (struct seat){.pool = &pool};
    serve(&seats[0]);
    for (size_t i = 1; i < started; i++)
        pthread_join(seats[i].thread, NULL);
}

size_t pool_processors(void)
{
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) == 0 && CPU_COUNT(&set) > 0)
        return (size_t)CPU_COUNT(&set);
    long online = sysconf(_SC_NPROCESSORS_ONLN);
    return online > 0 ? (size_t)online : 1;
}
