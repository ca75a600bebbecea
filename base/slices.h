// Memory for arenas, cut from large pages that all arenas of the process share. A large page costs the system
// one fault and the clearing of 2 MiB, whether all of it is used or a byte: small arenas should not have one
// each. What is given back is used again, and stays with the process: that is cheaper by far than to have the
// system clear other memory. Any thread may ask.
#ifndef BASE_SLICES_H
#define BASE_SLICES_H

#include <stddef.h>

enum { large_page = 2 * 1024 * 1024, slice_size = large_page / 8 }; // bytes

// So many slices in a row, or some more, which *count says then, with any content. True exhaustion ends the
// process (memory_exhausted).
void *slices_take(size_t *count);
// All of a row that was taken.
void slices_give(void *row, size_t count);

#endif
