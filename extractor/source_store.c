#include "extractor/source_store.h"

#include "base/hash.h"

#include <stdlib.h>

enum {
    format_version = 2,
    byte_order = 0x01020304,
    worth_it = 64, // a file is made anew when so many of its rows serve and one more does not
};

enum mark {
    MARK_SETTLED = 1,    // its times are older than the reading
    MARK_LOOKALIKES = 2, // these were looked for, and there is none, since it would be a finding
};

static const char magic[8] = {'g', 'l', 'o', 't', '\r', '\n', '\x1a', '\n'};

struct head {
    char magic[sizeof magic];
    uint64_t order, version, key, count, hash;
};

struct row {
    uint64_t path, contents; // hashes
    uint64_t marks, device, number;
    int64_t size, modified[2], changed[2]; // bytes; seconds and nanoseconds
    uint64_t offset, len, hash;            // of the record in the file
};

// What the loader knows beside what others may.
struct state {
    struct source_seen seen;
    bool is_fresher; // than what the store has
    bool was_stored;
    bool is_thorough; // look-alikes were looked for
};

// ---- finding

static uint64_t hash_head(const struct head *head, struct str rows)
{
    uint64_t hash = hash_join(head->key, head->count);
    return hash_join(hash, hash_bytes(rows));
}

void source_store_open(struct source_store *store)
{
    const struct head *head = (const void *)store->bytes.at;
    size_t room = store->bytes.len;
    store->rows = NULL;
    store->count = 0;
    if (room < sizeof *head || memcmp(head->magic, magic, sizeof magic) != 0 || head->order != byte_order ||
        head->version != format_version || head->key != store->key || room % 8 != 0 ||
        head->count > (room - sizeof *head) / sizeof(struct row))
        return;
    size_t rows_len = (size_t)head->count * sizeof(struct row);
    struct str rows = str_from(store->bytes, room - rows_len);
    if (hash_head(head, rows) != head->hash)
        return;
    store->rows = rows.at;
    store->count = (size_t)head->count;
}

static int compare_rows(const void *a, const void *b)
{
    const struct row *one = a, *other = b;
    return (one->path > other->path) - (one->path < other->path);
}

static const struct row *find_row(const struct source_store *store, struct str path)
{
    struct row wanted = {.path = hash_bytes(path)};
    return store->count ? bsearch(&wanted, store->rows, store->count, sizeof wanted, compare_rows) : NULL;
}

static struct str bytes_of(const struct source_store *store, const struct row *row)
{
    struct str bytes = store->bytes;
    if (row->offset % 8 != 0 || row->offset > bytes.len || row->len > bytes.len - row->offset)
        return (struct str){0};
    struct str record = str_slice(bytes, (size_t)row->offset, (size_t)(row->offset + row->len));
    return hash_bytes(record) == row->hash ? record : (struct str){0};
}

// ---- loading: on the pool, so only what belongs to the source is written

static struct timespec time_at(const int64_t stored[2])
{
    return (struct timespec){.tv_sec = stored[0], .tv_nsec = stored[1]};
}

static struct file_identity identity_of(const struct row *row)
{
    return (struct file_identity){.is_there = true,
                                  .device = row->device,
                                  .number = row->number,
                                  .size = row->size,
                                  .modified = time_at(row->modified),
                                  .changed = time_at(row->changed)};
}

static bool is_untouched(const struct row *row, const struct file_identity *now)
{
    struct file_identity before = identity_of(row);
    return (row->marks & MARK_SETTLED) && now->is_there && file_identity_equal(&before, now);
}

static bool has_messages(const struct source *source)
{
    for (const struct kept_reading *row = source->kept->first; row; row = row->next)
        if (row->reading.messages.count > 0)
            return true;
    return false;
}

static bool take_row(const struct source_store *store, const struct row *row, struct arena *arena,
                     struct source *source)
{
    return source_record_read(bytes_of(store, row), &store->form, arena, source);
}

// Where the times say that the file is the same.
static bool take_unread(const struct source_store *store, const struct row *row, struct arena *arena,
                        struct source *source)
{
    source->text = text_unread;
    if (!take_row(store, row, arena, source))
        return false;
    if (!store->with_texts || !has_messages(source))
        return true;
    source->kept = NULL;
    return false;
}

static bool read_text(const struct source_store *store, const struct row *row, struct program_worker *own,
                      struct source *source)
{
    struct state *state = source->result;
    struct arena_mark mark = arena_mark(&own->reader.texts);
    source->specifiers = (struct specifier_list){0};
    if (!source_read_text(source, &own->reader.texts))
        return false;
    state->seen.contents = hash_bytes(source->text);
    if (row && row->contents == state->seen.contents && take_row(store, row, &own->arena, source))
        return true;
    state->is_fresher = true;
    state->is_thorough = store->with_lookalikes;
    source_look(source, &own->reader, &own->arena);
    source_forget_text(source, &own->reader, mark);
    if (!source->kept)
        source->kept = arena_new(&own->arena, struct kept_readings);
    return true;
}

bool source_store_load(void *context, size_t worker, struct source *source)
{
    const struct source_store *store = context;
    struct program_worker *own = &store->workers[worker];
    const struct row *stored = find_row(store, source->path);
    bool is_thorough = stored && (stored->marks & MARK_LOOKALIKES);
    const struct row *row = is_thorough || !store->with_lookalikes ? stored : NULL;
    struct state *state = arena_new(&own->arena, struct state);
    struct file_identity identity = file_identify(arena_cstr(&own->arena, source->path));
    bool is_untouched_since = row && is_untouched(row, &identity);
    *state = (struct state){.seen = {identity, file_identity_is_past(&identity), row ? row->contents : 0},
                            .is_fresher = !is_untouched_since,
                            .was_stored = stored,
                            .is_thorough = is_thorough};
    source->seen = &state->seen;
    source->result = state;
    source->is_read = (is_untouched_since && take_unread(store, row, &own->arena, source)) ||
                      read_text(store, row, own, source);
    return source->is_read;
}

// ---- printing

// Which of the marks the record bears. A reading that was added says of look-alikes what this run says.
static uint64_t marks_of(const struct source_store *store, const struct source *source)
{
    const struct source_seen *seen = source->seen;
    const struct state *state = source->result;
    bool is_thorough = state->is_thorough && (store->with_lookalikes || !source->kept->is_fresher);
    return (seen->is_settled ? MARK_SETTLED : 0U) | (is_thorough ? MARK_LOOKALIKES : 0U);
}

static struct row row_of(const struct source_store *store, const struct source *source, struct str record)
{
    const struct source_seen *seen = source->seen;
    const struct file_identity *identity = &seen->identity;
    return (struct row){.path = hash_bytes(source->path),
                        .contents = seen->contents,
                        .marks = marks_of(store, source),
                        .device = identity->device,
                        .number = identity->number,
                        .size = identity->size,
                        .modified = {identity->modified.tv_sec, identity->modified.tv_nsec},
                        .changed = {identity->changed.tv_sec, identity->changed.tv_nsec},
                        .len = record.len,
                        .hash = hash_bytes(record)};
}

struct row_list {
    struct row *at;
    size_t count, capacity;
};

// Such a source is read anew by every run.
static bool has_findings(const struct source *source)
{
    size_t count = source->diags.count;
    for (const struct kept_reading *row = source->kept->first; row; row = row->next)
        count += row->reading.diags.count;
    return count > 0;
}

// Whether so little would be better than it is that it can wait.
static bool can_wait(const struct source_store *store, const struct program *program)
{
    size_t fresher = 0, used = 0;
    for (size_t i = 0; i < program->count; i++) {
        const struct source *source = program->sources[i];
        const struct state *state = source->result;
        used += state->was_stored;
        fresher +=
            source->is_read && (state->is_fresher || source->kept->is_fresher) && !has_findings(source);
    }
    size_t unused = store->count > used ? store->count - used : 0;
    return store->count > 0 && (fresher + unused) * worth_it <= used;
}

// The records of a file that begins there.
static void add_records(const struct source_store *store, const struct program *program, size_t start,
                        struct arena *arena, struct row_list *rows, struct buf *out)
{
    struct arena scratch = {0};
    for (size_t i = 0; i < program->count && out->len - start < source_store_greatest; i++) {
        const struct source *source = program->sources[i];
        size_t at = out->len;
        arena_reset(&scratch);
        if (!source->is_read || !source_record_print(source, &store->form, &scratch, out))
            continue;
        struct row *row = list_push(rows, arena);
        *row = row_of(store, source, str_from(buf_str(out), at));
        row->offset = at - start;
    }
    arena_free(&scratch);
}

static void add_rows(const struct source_store *store, const struct row_list *rows, size_t start,
                     struct buf *out)
{
    struct head head = {
        .order = byte_order, .version = format_version, .key = store->key, .count = rows->count};
    memcpy(head.magic, magic, sizeof magic);
    if (rows->count > 0)
        qsort(rows->at, rows->count, sizeof *rows->at, compare_rows);
    struct str row_bytes = {(const char *)rows->at, rows->count * sizeof(struct row)};
    head.hash = hash_head(&head, row_bytes);
    memcpy(out->at + start, &head, sizeof head);
    buf_add(out, row_bytes);
}

bool source_store_print(const struct source_store *store, const struct program *program, struct buf *out)
{
    struct arena arena = {0};
    struct row_list rows = {0};
    size_t start = out->len;
    if (can_wait(store, program))
        return false;
    buf_repeat(out, 0, sizeof(struct head));
    add_records(store, program, start, &arena, &rows, out);
    add_rows(store, &rows, start, out);
    arena_free(&arena);
    bool fits = out->len - start <= source_store_greatest;
    if (!fits)
        out->len = start;
    return fits;
}
