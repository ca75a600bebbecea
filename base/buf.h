// A growing byte buffer on the heap, for output whose size is not known beforehand.
// Zero-initialise; release with buf_free. Never fails (see arena.h on exhaustion).
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/arena.h"
#include "base/str.h"

struct buf {
    char *at;
    size_t len, capacity; // bytes
};

void buf_reserve(struct buf *buf, size_t more);
void buf_add(struct buf *buf, struct str text);
void buf_byte(struct buf *buf, char byte);
void buf_repeat(struct buf *buf, char byte, size_t count);
void buf_print(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_print_list(struct buf *buf, const char *format, va_list values)
    __attribute__((format(printf, 2, 0)));
void buf_free(struct buf *buf);

static inline void buf_text(struct buf *buf, const char *text)
{
    buf_add(buf, str_of(text));
}

// The content; valid until the buffer changes.
static inline struct str buf_str(const struct buf *buf)
{
    return (struct str){buf->at, buf->len};
}

// Moves the content into the arena and frees the buffer.
struct str buf_finish(struct buf *buf, struct arena *arena);

#endif
