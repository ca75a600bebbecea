#include "sync/queue.h"

#include <math.h>

static bool is_before(const struct queue_place *a, const struct queue_place *b)
{
    return a->due < b->due || (a->due == b->due && a->number < b->number);
}

static void swap(struct queue_place *a, struct queue_place *b)
{
    struct queue_place held = *a;
    *a = *b;
    *b = held;
}

void queue_add(struct queue *queue, double due, void *what, struct arena *arena)
{
    *list_push(queue, arena) = (struct queue_place){due, queue->arrivals++, what};
    for (size_t i = queue->count - 1; i > 0 && is_before(&queue->at[i], &queue->at[(i - 1) / 2]);
         i = (i - 1) / 2)
        swap(&queue->at[i], &queue->at[(i - 1) / 2]);
}

double queue_due(const struct queue *queue)
{
    return queue->count ? queue->at[0].due : INFINITY;
}

static size_t first_of_three(const struct queue *queue, size_t i)
{
    size_t first = i;
    for (size_t child = 2 * i + 1; child <= 2 * i + 2 && child < queue->count; child++)
        if (is_before(&queue->at[child], &queue->at[first]))
            first = child;
    return first;
}

void *queue_take(struct queue *queue)
{
    void *what = queue->at[0].what;
    queue->at[0] = queue->at[--queue->count];
    for (size_t i = 0, next; (next = first_of_three(queue, i)) != i; i = next)
        swap(&queue->at[i], &queue->at[next]);
    return what;
}
