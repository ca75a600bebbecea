// Merging: what is brought into a catalog, messages of the sources or of a template, and in which order.
#include "catalog/format.h"
#include "catalog/merge_steps.h"

#include <pthread.h>
#include <stdlib.h>

// ---- the order of new units

// Sorts by two keys: stable, so the second key first.
static void order_as_peer(const struct message_set *messages, uint32_t *order, struct arena *arena)
{
    struct collator collator = {0};
    struct str *keys = arena_array(arena, struct str, messages->count);
    for (size_t i = 0; i < messages->count; i++)
        keys[i] = messages->at[i]->file;
    collate_sort(&collator, keys, order, messages->count, arena);
    for (size_t i = 0; i < messages->count; i++)
        keys[i] = messages->at[i]->note;
    collate_sort(&collator, keys, order, messages->count, arena);
    collator_close(&collator);
}

struct placed {
    uint32_t number;
    struct str path;
    size_t offset;
};

static int by_place(const void *a, const void *b)
{
    const struct placed *x = a, *y = b;
    int order = str_compare(x->path, y->path);
    if (order == 0)
        order = (x->offset > y->offset) - (x->offset < y->offset);
    return order ? order : (x->number > y->number) - (x->number < y->number);
}

static void order_by_place(const struct message_set *messages, uint32_t *order, struct arena *arena)
{
    struct placed *placed = arena_array(arena, struct placed, messages->count);
    bool is_in_order = true; // as the messages of one file are
    for (size_t i = 0; i < messages->count; i++) {
        placed[i] = (struct placed){(uint32_t)i, messages->at[i]->span.path, messages->at[i]->span.start};
        is_in_order = is_in_order && (i == 0 || by_place(&placed[i - 1], &placed[i]) < 0);
    }
    if (!is_in_order)
        qsort(placed, messages->count, sizeof *placed, by_place);
    for (size_t i = 0; i < messages->count; i++)
        order[i] = placed[i].number;
}

// The numbers of the messages in that order, which are not known before they are needed: nothing is new to
// most catalogs of most runs.
struct merge_order {
    pthread_mutex_t lock;
    bool is_known;
    bool peer_bytes;
    uint32_t *numbers;
};

static void find_order(const struct message_set *messages, struct merge_order *order)
{
    struct arena scratch = {0};
    for (size_t i = 0; i < messages->count; i++)
        order->numbers[i] = (uint32_t)i;
    if (order->peer_bytes)
        order_as_peer(messages, order->numbers, &scratch);
    else
        order_by_place(messages, order->numbers, &scratch);
    arena_free(&scratch);
}

const uint32_t *merge_order_of(const struct merge_source *source)
{
    struct merge_order *order = source->order;
    if (!order)
        return NULL;
    pthread_mutex_lock(&order->lock);
    if (!order->is_known)
        find_order(source->messages, order);
    order->is_known = true;
    pthread_mutex_unlock(&order->lock);
    return order->numbers;
}

void merge_prepare(const struct message_set *messages, bool peer_bytes, struct arena *arena,
                   struct merge_source *out)
{
    struct merge_order *order = arena_new(arena, struct merge_order);
    *order = (struct merge_order){.lock = PTHREAD_MUTEX_INITIALIZER,
                                  .peer_bytes = peer_bytes,
                                  .numbers = arena_array(arena, uint32_t, messages->count)};
    *out = (struct merge_source){.messages = messages, .order = order};
}

// ---- messages, of the sources or of a template

const struct message *merge_message(const struct merge_source *source, size_t number, struct message *room)
{
    if (!source->template)
        return source->messages->at[number];
    const struct unit *unit = &source->template->units.at[number];
    if (unit->is_shadowed || unit->is_obsolete)
        return NULL;
    *room = (struct message){.id = unit->id,
                             .pattern = unit->source,
                             .context = unit->context,
                             .catalog_file = source->match ? source->match->files[unit->file] : 0,
                             .kind = unit->source_is_string ? STR("") : STR("html")};
    return room;
}

size_t merge_message_count(const struct merge_source *source)
{
    return source->template ? source->template->units.count : source->messages->count;
}

// In a file of that number, or, with FILE_NONE, in the first one that has it.
static struct unit *find_near(const struct catalog *catalog, uint32_t file, struct str id, size_t *at)
{
    struct unit *unit = *at < catalog->units.count ? &catalog->units.at[*at] : NULL;
    bool is_near =
        unit && unit->file == (file == FILE_NONE ? 0 : file) && !unit->is_shadowed && str_equal(unit->id, id);
    if (!is_near)
        unit = file == FILE_NONE ? catalog_find(catalog, id) : catalog_find_in(catalog, file, id);
    if (unit)
        *at = (size_t)(unit - catalog->units.at) + 1;
    return unit;
}

struct unit *merge_find(const struct catalog *catalog, const struct merge_source *source,
                        const struct message *message, size_t *at)
{
    return find_near(catalog, source->match ? message->catalog_file : FILE_NONE, message->id, at);
}

// As gettext has it: the context and U+0004 before the text.
static bool id_says(struct str id, struct str context)
{
    return str_starts(id, context) && id.len > context.len && id.at[context.len] == '\x04';
}

// In PO no context is none.
static bool has_context(const struct merge_source *source, const struct message *message)
{
    const struct format *format = source->template ? source->template->format : NULL;
    return message->context.len || (format && str_is(str_of(format->name), "po"));
}

struct str merge_context_of(const struct merge_source *source, const struct unit *unit,
                            const struct message *message)
{
    bool is_said = has_context(source, message) && !id_says(unit->id, message->context);
    return is_said ? message->context : unit->context;
}

struct unit *merge_unit_of(const struct merger *m, const struct message *message)
{
    size_t at = SIZE_MAX;
    return merge_find(m->catalog, m->source, message, &at);
}

const struct message *merge_message_of(const struct merge_source *source, const struct unit *unit, size_t *at,
                                       struct message *room)
{
    if (source->template) {
        uint32_t file = source->match ? source->match->models[unit->file] : FILE_NONE;
        bool has_file = !source->match || file != FILE_NONE;
        const struct unit *model = has_file ? find_near(source->template, file, unit->id, at) : NULL;
        return model ? merge_message(source, (size_t)(model - source->template->units.at), room) : NULL;
    }
    size_t number = message_set_find(source->messages, unit->id);
    return number ? source->messages->at[number - 1] : NULL;
}
