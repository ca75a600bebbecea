#include "extractor/read_ahead.h"

#include "base/conflict.h"
#include "extractor/readings.h"

size_t read_plain_calls(struct scan *scan, const struct dialect_options *options,
                        const struct site_list *sites, struct site_list *left)
{
    size_t calls = 0;
    for (size_t i = 0; i < sites->count; i++) {
        const struct site *site = &sites->at[i];
        if (site->marker && scan->dialect->read_plain &&
            scan->dialect->read_plain(scan, options, sites, site))
            continue;
        calls += site->open > 0;
        *list_push(left, scan->scratch) = *site;
    }
    return calls;
}

static bool read_one(const struct source *source, const struct found_sites *found,
                     const struct dialect_options *options, struct arena *scratch, struct message_list *out)
{
    struct site_list left = {0};
    struct scan scan = {.dialect = found->dialect,
                        .path = source->path,
                        .text = source->text,
                        .diags = {.arena = scratch},
                        .is_javascript = source->row->is_javascript,
                        .arena = scratch,
                        .scratch = scratch};
    bool is_all = found->is_sure && read_plain_calls(&scan, options, &found->list, &left) == 0;
    *out = scan.messages;
    return is_all && scan.diags.count == 0;
}

static struct message_list without_text(const struct message_list *messages, struct arena *arena)
{
    struct message_list kept = {0};
    list_reserve(&kept, messages->count, arena);
    for (size_t i = 0; i < messages->count; i++) {
        struct message *message = list_push(&kept, arena);
        *message = message_copy(&messages->at[i], arena);
        message->span.text = text_unread;
    }
    return kept;
}

bool read_ahead(struct source *source, const struct found_sites *sites, const struct dialect_options *options,
                struct arena *scratch, struct arena *arena)
{
    size_t count = 0;
    while (sites[count].dialect)
        count++;
    struct message_list *read = arena_array(scratch, struct message_list, count);
    if (source->diags.count > 0 || conflict_find(source->text) != STR_NONE)
        return false;
    for (size_t i = 0; i < count; i++)
        if (sites[i].may_mark && !read_one(source, &sites[i], options, scratch, &read[i]))
            return false;
    source->kept = arena_new(arena, struct kept_readings);
    for (size_t i = 0; i < count; i++) {
        struct kept_reading *row = readings_row(source->kept, sites[i].dialect, 1, 0, arena);
        row->reading.diags.arena = arena;
        row->reading.is_scanned = sites[i].may_mark;
        row->reading.messages = without_text(&read[i], arena);
    }
    return true;
}
