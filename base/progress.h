// One line on the terminal that says how far a long job is: "Scanning 120/481". Counting is an atomic
// addition; the terminal is asked at most ten times a second, by whichever thread comes first.
#ifndef BASE_PROGRESS_H
#define BASE_PROGRESS_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct progress {
    const char *title;
    size_t total;
    bool is_shown; // false: all calls do nothing but count
    atomic_size_t done;
    _Atomic int64_t due;  // when the line may be drawn again, in milliseconds of the monotonic clock
    atomic_bool is_drawn; // something stands on the line
};

// Starts at 0 of `total`. Nothing is shown unless `wanted` (no --quiet, human output) and standard error is a
// terminal, and nothing before the job has taken a fifth of a second. `title` must outlive it.
void progress_start(struct progress *progress, const char *title, size_t total, bool wanted);
// One more is done. From any thread.
void progress_step(struct progress *progress);
// Clears the line. When all threads are done.
void progress_end(struct progress *progress);

#endif
