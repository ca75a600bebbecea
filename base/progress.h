// One line on a terminal that says what a long run is doing: "glot: reading sources … 3 s". A thread of its
// own draws it, so that the work need not know; it stands only while the run lasts longer than people wait
// without asking, and is gone when the run has something to say.
#ifndef BASE_PROGRESS_H
#define BASE_PROGRESS_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>

struct progress {
    int terminal; // where the line is drawn
    int delay;    // milliseconds before it is drawn first
    bool is_running;
    pthread_t thread;
    int stop[2]; // a pipe: closing its second end ends the thread
    _Atomic(const char *) stage;
};

// Whether a line can be drawn on that file: a terminal that is not dumb, and not in continuous integration.
bool progress_is_possible(int file);
// Nothing is drawn unless `is_wanted`; then all other calls do nothing.
void progress_begin(struct progress *progress, int terminal, int delay, bool is_wanted);
// What is done from now on, such as "reading sources"; it must outlive the line.
void progress_stage(struct progress *progress, const char *stage);
// Clears the line. May be called again.
void progress_end(struct progress *progress);

#endif
