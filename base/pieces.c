#include "base/pieces.h"

// Below that many bytes a name costs more than a copy.
enum { least_named = 128 };

void pieces_copy(struct pieces *pieces, struct buf *printed, struct str bytes)
{
    struct copied_range *last =
        pieces && pieces->copied.count ? &pieces->copied.at[pieces->copied.count - 1] : NULL;
    bool goes_on = last && last->at == printed->len && last->bytes.at + last->bytes.len == bytes.at;
    if (goes_on)
        last->bytes.len += bytes.len;
    else if (pieces && bytes.len >= least_named)
        *list_push(&pieces->copied, pieces->arena) = (struct copied_range){printed->len, bytes};
    else
        buf_add(printed, bytes);
}

bool pieces_end_with(const struct pieces *pieces, const struct buf *printed, char byte)
{
    struct str last = buf_str(printed);
    if (pieces && pieces->copied.count && pieces->copied.at[pieces->copied.count - 1].at == printed->len)
        last = pieces->copied.at[pieces->copied.count - 1].bytes;
    return last.len && last.at[last.len - 1] == byte;
}

bool pieces_are_empty(const struct pieces *pieces, const struct buf *printed)
{
    return printed->len == 0 && (!pieces || pieces->copied.count == 0);
}

struct str_list pieces_list(const struct pieces *pieces, const struct buf *printed)
{
    struct str_list list = {0};
    size_t done = 0;
    list_reserve(&list, 2 * pieces->copied.count + 1, pieces->arena);
    for (size_t i = 0; i < pieces->copied.count; i++) {
        const struct copied_range *range = &pieces->copied.at[i];
        if (range->at > done)
            *list_push(&list, pieces->arena) = str_slice(buf_str(printed), done, range->at);
        *list_push(&list, pieces->arena) = range->bytes;
        done = range->at;
    }
    if (printed->len > done)
        *list_push(&list, pieces->arena) = str_from(buf_str(printed), done);
    return list;
}
