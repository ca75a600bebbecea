#include "cli/cache_file.h"

#include "base/hash.h"

enum { format_version = 2, byte_order = 0x01020304 };

static const char magic[8] = {'g', 'l', 'o', 't', '\r', '\n', '\x1a', '\n'};

struct head {
    char magic[sizeof magic];
    uint64_t order, version, count, hash;
};

struct row {
    uint64_t key, offset, len, hash;
};

// Offsets are from the start of the texts.
struct text_place {
    uint64_t offset, len;
};

struct record_head {
    uint64_t status, fact_count, texts_len;
    struct text_place out, err;
    uint64_t fingerprint;
};

enum fact_use { OF_PROGRAM = 1, NEEDED = 2 };

struct stored_fact {
    uint64_t kind, is_settled, is_there, has_contents, contents, uses;
    uint64_t device, number;
    int64_t size, modified[2], changed[2]; // bytes; seconds and nanoseconds
    struct text_place path, answer;
};

// ---- finding

// The rows, when the head and they are whole.
static const struct row *rows_of(struct str bytes, size_t *count)
{
    const struct head *head = (const void *)bytes.at;
    if (bytes.len < sizeof *head || memcmp(head->magic, magic, sizeof magic) != 0 ||
        head->order != byte_order || head->version != format_version || head->count > cache_most_records ||
        bytes.len - sizeof *head < head->count * sizeof(struct row))
        return NULL;
    struct str rows = {bytes.at + sizeof *head, (size_t)head->count * sizeof(struct row)};
    *count = (size_t)head->count;
    return hash_bytes(rows) == head->hash ? (const void *)rows.at : NULL;
}

static struct str bytes_of(struct str bytes, const struct row *row)
{
    bool is_inside = row->offset % 8 == 0 && row->len % 8 == 0 && row->offset <= bytes.len &&
                     row->len <= bytes.len - row->offset;
    struct str record =
        is_inside ? str_slice(bytes, (size_t)row->offset, (size_t)(row->offset + row->len)) : (struct str){0};
    return is_inside && hash_bytes(record) == row->hash ? record : (struct str){0};
}

static bool text_at(struct str texts, struct text_place place, struct str *out)
{
    if (place.offset > texts.len || place.len > texts.len - place.offset)
        return false;
    *out = str_slice(texts, (size_t)place.offset, (size_t)(place.offset + place.len));
    return true;
}

// A text that the system can be asked with: no NUL in it, and one behind it.
static bool path_at(struct str texts, struct text_place place, struct str *out)
{
    return text_at(texts, place, out) && out->at + out->len < texts.at + texts.len && !out->at[out->len] &&
           str_find_byte(*out, 0, 0) == STR_NONE;
}

static struct timespec time_at(const int64_t stored[2])
{
    return (struct timespec){.tv_sec = stored[0], .tv_nsec = stored[1]};
}

static bool read_fact(const struct stored_fact *stored, struct str texts, struct fact *out)
{
    if (stored->kind >= FACT_KIND_COUNT)
        return false;
    *out = (struct fact){
        .kind = (enum fact_kind)stored->kind,
        .is_settled = stored->is_settled,
        .has_contents = stored->has_contents,
        .contents = stored->contents,
        .is_of_program = stored->uses & OF_PROGRAM,
        .is_needed = stored->uses & NEEDED,
        .identity = {.is_there = stored->is_there,
                     .device = stored->device,
                     .number = stored->number,
                     .size = stored->size,
                     .modified = time_at(stored->modified),
                     .changed = time_at(stored->changed)},
    };
    return path_at(texts, stored->path, &out->path) && path_at(texts, stored->answer, &out->answer);
}

static bool read_record(struct str record, struct arena *arena, struct outcome_record *out)
{
    const struct record_head *head = (const void *)record.at;
    if (record.len < sizeof *head)
        return false;
    size_t rest = record.len - sizeof *head;
    if (head->fact_count > rest / sizeof(struct stored_fact) ||
        rest - (size_t)head->fact_count * sizeof(struct stored_fact) != head->texts_len)
        return false;
    const struct stored_fact *facts = (const void *)(record.at + sizeof *head);
    struct str texts = {(const char *)(facts + head->fact_count), (size_t)head->texts_len};
    out->status = head->status;
    out->fingerprint = head->fingerprint;
    out->facts = (struct fact_list){0};
    if (!text_at(texts, head->out, &out->out) || !text_at(texts, head->err, &out->err))
        return false;
    list_reserve(&out->facts, (size_t)head->fact_count, arena);
    for (size_t i = 0; i < head->fact_count; i++)
        if (!read_fact(&facts[i], texts, list_push(&out->facts, arena)))
            return false;
    return true;
}

bool cache_file_find(struct str bytes, uint64_t key, struct arena *arena, struct outcome_record *out)
{
    size_t count = 0;
    const struct row *rows = rows_of(bytes, &count);
    for (size_t i = 0; rows && i < count; i++)
        if (rows[i].key == key) {
            *out = (struct outcome_record){.key = key};
            return read_record(bytes_of(bytes, &rows[i]), arena, out);
        }
    return false;
}

// ---- printing

static void add_bytes(struct buf *out, const void *at, size_t len)
{
    buf_add(out, (struct str){at, len});
}

static struct text_place add_text(struct buf *texts, struct str text)
{
    struct text_place place = {texts->len, text.len};
    buf_add(texts, text);
    buf_byte(texts, 0);
    return place;
}

static struct stored_fact store_fact(const struct fact *fact, struct buf *texts)
{
    const struct file_identity *identity = &fact->identity;
    return (struct stored_fact){
        .kind = fact->kind,
        .is_settled = fact->is_settled,
        .is_there = identity->is_there,
        .has_contents = fact->has_contents,
        .contents = fact->contents,
        .uses = (fact->is_of_program ? OF_PROGRAM : 0u) | (fact->is_needed ? NEEDED : 0u),
        .device = identity->device,
        .number = identity->number,
        .size = identity->size,
        .modified = {identity->modified.tv_sec, identity->modified.tv_nsec},
        .changed = {identity->changed.tv_sec, identity->changed.tv_nsec},
        .path = add_text(texts, fact->path),
        .answer = add_text(texts, fact->answer),
    };
}

static void print_record(const struct outcome_record *record, struct buf *out)
{
    struct buf texts = {0};
    struct record_head head = {
        .status = record->status, .fact_count = record->facts.count, .fingerprint = record->fingerprint};
    size_t start = out->len;
    buf_reserve(out, sizeof head + record->facts.count * sizeof(struct stored_fact));
    head.out = add_text(&texts, record->out);
    head.err = add_text(&texts, record->err);
    add_bytes(out, &head, sizeof head);
    for (size_t i = 0; i < record->facts.count; i++) {
        struct stored_fact fact = store_fact(&record->facts.at[i], &texts);
        add_bytes(out, &fact, sizeof fact);
    }
    buf_repeat(&texts, 0, (8 - texts.len % 8) % 8);
    head.texts_len = texts.len;
    memcpy(out->at + start, &head, sizeof head);
    buf_add(out, buf_str(&texts));
    buf_free(&texts);
}

struct packing {
    struct row rows[cache_most_records];
    struct str records[cache_most_records];
    size_t count, len; // bytes of the records
};

static bool pack(struct packing *packing, uint64_t key, struct str record)
{
    size_t around = sizeof(struct head) + sizeof packing->rows;
    if (packing->count == cache_most_records || record.len > cache_greatest - around - packing->len)
        return false;
    packing->rows[packing->count] =
        (struct row){.key = key, .offset = packing->len, .len = record.len, .hash = hash_bytes(record)};
    packing->records[packing->count++] = record;
    packing->len += record.len;
    return true;
}

static void pack_others(struct packing *packing, struct str bytes)
{
    size_t count = 0;
    const struct row *rows = rows_of(bytes, &count);
    for (size_t i = 0; rows && i < count; i++) {
        struct str record = bytes_of(bytes, &rows[i]);
        if (rows[i].key != packing->rows[0].key && record.len > 0)
            pack(packing, rows[i].key, record);
    }
}

bool cache_file_print(const struct outcome_record *record, struct str bytes, struct buf *out)
{
    struct buf own = {0};
    struct packing packing = {0};
    struct head head = {.order = byte_order, .version = format_version};
    print_record(record, &own);
    bool fits = pack(&packing, record->key, buf_str(&own));
    if (fits) {
        pack_others(&packing, bytes);
        size_t rows_len = packing.count * sizeof(struct row);
        for (size_t i = 0; i < packing.count; i++)
            packing.rows[i].offset += sizeof head + rows_len;
        memcpy(head.magic, magic, sizeof magic);
        head.count = packing.count;
        head.hash = hash_bytes((struct str){(const char *)packing.rows, rows_len});
        add_bytes(out, &head, sizeof head);
        add_bytes(out, packing.rows, rows_len);
        for (size_t i = 0; i < packing.count; i++)
            buf_add(out, packing.records[i]);
    }
    buf_free(&own);
    return fits;
}
