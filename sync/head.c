#include "sync/head.h"

static struct str media_type_of(struct str value, struct arena *arena)
{
    struct str type = str_trim(str_slice(value, 0, str_find_byte(value, ';', 0)));
    char *copy = arena_space(arena, 1, type.len);
    for (size_t i = 0; i < type.len; i++)
        copy[i] = byte_lower(type.at[i]);
    return (struct str){copy, type.len};
}

static void keep(struct str *first, struct str value, struct arena *arena)
{
    if (first->len == 0)
        *first = arena_copy(arena, value);
}

void head_read(struct head *head, struct str line, struct arena *arena)
{
    if (str_starts(line, STR("HTTP/")))
        *head = (struct head){0};
    size_t colon = str_find_byte(line, ':', 0);
    if (colon == STR_NONE)
        return;
    struct str name = str_slice(line, 0, colon), value = str_trim(str_from(line, colon + 1));
    if (str_equal_ignoring_case(name, STR("content-type")) && head->media_type.len == 0)
        head->media_type = media_type_of(value, arena);
    else if (str_equal_ignoring_case(name, STR("location")))
        keep(&head->location, value, arena);
    else if (str_equal_ignoring_case(name, STR("etag")))
        keep(&head->etag, value, arena);
    else if (str_equal_ignoring_case(name, STR("retry-after")))
        keep(&head->retry_after, value, arena);
    else if (str_equal_ignoring_case(name, STR("date")))
        keep(&head->date, value, arena);
}
