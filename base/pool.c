#include "base/pool.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

enum { most_workers = 64, stack_size = 16 * 1024 * 1024 }; // deep sources recurse

struct pool {
    pool_work *work;
    void *context;
    size_t count;
    atomic_size_t next;
};

struct seat {
    void *pool; // or a growing one
    size_t worker;
    pthread_t thread;
    void *(*serve)(void *seat);
    cpu_set_t processors; // that the process may use; none where that is unknown
};

static void *serve(void *argument)
{
    struct seat *seat = argument;
    struct pool *pool = seat->pool;
    for (size_t item; (item = atomic_fetch_add(&pool->next, 1)) < pool->count;)
        pool->work(pool->context, seat->worker, item);
    return NULL;
}

// A new thread may be queued behind its creator, which goes on working, and stays there until the system
// evens out its queues some milliseconds later: longer than most runs last. So it begins on another
// processor.
static void leave_own_processor(pthread_attr_t *attributes, cpu_set_t *processors)
{
    CPU_ZERO(processors);
    int own = sched_getcpu();
    if (own < 0 || sched_getaffinity(0, sizeof *processors, processors) != 0 || CPU_COUNT(processors) < 2)
        return;
    cpu_set_t others = *processors;
    CPU_CLR((size_t)own, &others);
    pthread_attr_setaffinity_np(attributes, sizeof others, &others);
}

static void *sit_down(void *argument)
{
    struct seat *seat = argument;
    if (CPU_COUNT(&seat->processors) > 0)
        sched_setaffinity(0, sizeof seat->processors, &seat->processors);
    return seat->serve(seat);
}

static bool make_thread(struct seat *seat, bool elsewhere)
{
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, stack_size);
    if (elsewhere)
        leave_own_processor(&attributes, &seat->processors);
    bool is_made = pthread_create(&seat->thread, &attributes, sit_down, seat) == 0;
    pthread_attr_destroy(&attributes);
    return is_made;
}

// Starts one more thread, unless there are enough or the system has none. It may not let a process choose.
static size_t start(struct seat *seats, size_t started, size_t workers, void *serving(void *), void *pool)
{
    if (started >= workers || started >= most_workers)
        return started;
    struct seat *seat = &seats[started];
    *seat = (struct seat){.pool = pool, .worker = started, .serve = serving};
    return started + (make_thread(seat, true) || make_thread(seat, false));
}

static void join(const struct seat *seats, size_t started)
{
    for (size_t i = 1; i < started; i++) // the caller is worker 0
        pthread_join(seats[i].thread, NULL);
}

void pool_run(size_t workers, size_t count, pool_work *work, void *context)
{
    struct pool pool = {.work = work, .context = context, .count = count};
    struct seat seats[most_workers] = {{.pool = &pool}};
    size_t started = 1, before = 0;
    while (started > before && started < count) {
        before = started;
        started = start(seats, started, workers, serve, &pool);
    }
    serve(&seats[0]);
    join(seats, started);
}

// ---- items that turn up on the way

struct growing_pool {
    pool_work *work;
    void *context;
    size_t workers, started; // the caller is worker 0
    pthread_mutex_t lock;    // of what follows
    pthread_cond_t is_more, is_done;
    size_t count, next;
    size_t taken[most_workers]; // the item that the worker is at, or `nothing`
    bool is_over;
    struct seat seats[most_workers];
};

static const size_t nothing = SIZE_MAX;

// The next item, without the lock meanwhile.
static void work_on_next(struct growing_pool *pool, size_t worker)
{
    size_t item = pool->taken[worker] = pool->next++;
    pthread_mutex_unlock(&pool->lock);
    pool->work(pool->context, worker, item);
    pthread_mutex_lock(&pool->lock);
    pool->taken[worker] = nothing;
}

static void *serve_growing(void *argument)
{
    struct seat *seat = argument;
    struct growing_pool *pool = seat->pool;
    pthread_mutex_lock(&pool->lock);
    while (!pool->is_over) {
        if (pool->next == pool->count) {
            pthread_cond_wait(&pool->is_more, &pool->lock);
            continue;
        }
        work_on_next(pool, seat->worker);
        pthread_cond_signal(&pool->is_done);
    }
    pthread_mutex_unlock(&pool->lock);
    return NULL;
}

struct growing_pool *pool_open(size_t workers, pool_work *work, void *context, struct arena *arena)
{
    struct growing_pool *pool = arena_new(arena, struct growing_pool);
    *pool = (struct growing_pool){.work = work,
                                  .context = context,
                                  .workers = workers,
                                  .started = 1,
                                  .lock = PTHREAD_MUTEX_INITIALIZER,
                                  .is_more = PTHREAD_COND_INITIALIZER,
                                  .is_done = PTHREAD_COND_INITIALIZER};
    memset(pool->taken, 0xff, sizeof pool->taken); // nothing
    return pool;
}

// One more thread where there is more than each one has to do.
static void start_another(struct growing_pool *pool)
{
    if (pool->count - pool->next > pool->started)
        pool->started = start(pool->seats, pool->started, pool->workers, serve_growing, pool);
}

void pool_grow(struct growing_pool *pool, size_t count)
{
    pthread_mutex_lock(&pool->lock);
    if (count > pool->count)
        pthread_cond_broadcast(&pool->is_more);
    pool->count = count;
    start_another(pool);
    pthread_mutex_unlock(&pool->lock);
}

static bool is_worked_on(const struct growing_pool *pool, size_t item)
{
    bool is_taken = item >= pool->next;
    for (size_t i = 0; i < pool->started && !is_taken; i++)
        is_taken = pool->taken[i] == item;
    return !is_taken;
}

static void settle_next(struct growing_pool *pool, pool_settle *settle, size_t item)
{
    pthread_mutex_unlock(&pool->lock);
    size_t count = settle(pool->context, item);
    pthread_mutex_lock(&pool->lock);
    if (count > pool->count)
        pthread_cond_broadcast(&pool->is_more);
    pool->count = count;
}

void pool_close(struct growing_pool *pool, pool_settle *settle)
{
    pthread_mutex_lock(&pool->lock);
    for (size_t settled = 0; settled < pool->count;) {
        start_another(pool);
        if (is_worked_on(pool, settled))
            settle_next(pool, settle, settled++);
        else if (pool->next < pool->count)
            work_on_next(pool, 0);
        else
            pthread_cond_wait(&pool->is_done, &pool->lock);
    }
    pool->is_over = true;
    pthread_cond_broadcast(&pool->is_more);
    pthread_mutex_unlock(&pool->lock);
    join(pool->seats, pool->started);
}

size_t pool_processors(void)
{
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) == 0 && CPU_COUNT(&set) > 0)
        return (size_t)CPU_COUNT(&set);
    long online = sysconf(_SC_NPROCESSORS_ONLN);
    return online > 0 ? (size_t)online : 1;
}
