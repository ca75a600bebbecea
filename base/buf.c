#include "base/buf.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

void buf_reserve(struct buf *buf, size_t more)
{
    if (more <= buf->capacity - buf->len)
        return;
    if (more > SIZE_MAX / 2 - buf->len)
        memory_exhausted(more);
    size_t capacity = buf->capacity ? buf->capacity * 2 : 256;
    while (capacity < buf->len + more)
        capacity *= 2;
    char *grown = realloc(buf->at, capacity);
    if (!grown)
        memory_exhausted(capacity);
    buf->at = grown;
    buf->capacity = capacity;
}

void buf_add(struct buf *buf, struct str text)
{
    if (text.len == 0)
        return;
    if (text.len > buf->capacity - buf->len)
        buf_reserve(buf, text.len);
    memcpy(buf->at + buf->len, text.at, text.len);
    buf->len += text.len;
}

void buf_byte(struct buf *buf, char byte)
{
    if (buf->len == buf->capacity)
        buf_reserve(buf, 1);
    buf->at[buf->len++] = byte;
}

void buf_repeat(struct buf *buf, char byte, size_t count)
{
    if (count == 0)
        return;
    buf_reserve(buf, count);
    memset(buf->at + buf->len, byte, count);
    buf->len += count;
}

void buf_print_list(struct buf *buf, const char *format, va_list values)
{
    va_list again;
    va_copy(again, values);
    int len = vsnprintf(NULL, 0, format, values);
    if (len > 0) {
        buf_reserve(buf, (size_t)len + 1);
        vsnprintf(buf->at + buf->len, (size_t)len + 1, format, again);
        buf->len += (size_t)len;
    }
    va_end(again);
}

void buf_print(struct buf *buf, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    buf_print_list(buf, format, values);
    va_end(values);
}

void buf_free(struct buf *buf)
{
    free(buf->at);
    *buf = (struct buf){0};
}

struct str buf_finish(struct buf *buf, struct arena *arena)
{
    struct str text = arena_copy(arena, buf_str(buf));
    buf_free(buf);
    return text;
}
