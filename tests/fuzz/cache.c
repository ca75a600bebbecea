// Laws: whatever the file of the cache holds, a record is found whole or not at all, and each of its paths
// can be asked for; what is printed is found again, and the records that were there beside it are found as
// before. Of the file of sources: a record is taken whole or not at all, its texts and places lie where they
// should, and what is taken is printed and taken again.
#include "base/hash.h"
#include "base/utf.h"
#include "cli/cache_file.h"
#include "extractor/source_store.h"
#include "tests/fuzz/law.h"

static void check_text(struct str text, struct str bytes)
{
    demand(text.len == 0 || (text.at >= bytes.at && text.at + text.len <= bytes.at + bytes.len));
}

static void check_record(const struct outcome_record *record, struct str bytes)
{
    check_text(record->out, bytes);
    check_text(record->err, bytes);
    for (size_t i = 0; i < record->facts.count; i++) {
        const struct fact *fact = &record->facts.at[i];
        check_text(fact->path, bytes);
        check_text(fact->answer, bytes);
        demand(fact->kind < FACT_KIND_COUNT && strlen(fact->path.at) == fact->path.len &&
               strlen(fact->answer.at) == fact->answer.len);
    }
}

static void compare(const struct outcome_record *a, const struct outcome_record *b)
{
    demand(a->key == b->key && a->status == b->status && a->fingerprint == b->fingerprint &&
           str_equal(a->out, b->out) && str_equal(a->err, b->err) && a->facts.count == b->facts.count);
    for (size_t i = 0; i < a->facts.count; i++) {
        const struct fact *one = &a->facts.at[i], *other = &b->facts.at[i];
        demand(one->kind == other->kind && str_equal(one->path, other->path) &&
               str_equal(one->answer, other->answer) && one->is_settled == other->is_settled &&
               one->has_contents == other->has_contents && one->contents == other->contents &&
               one->is_needed == other->is_needed && one->is_of_program == other->is_of_program &&
               file_identity_equal(&one->identity, &other->identity));
    }
}

enum { old_key = 7, new_key = 8 };

static void check_file(struct str bytes, struct arena *arena)
{
    struct outcome_record old, found, fresh = {.key = new_key, .out = STR("said"), .err = STR("wrong")};
    struct buf out = {0};
    bool has_old = cache_file_find(bytes, old_key, arena, &old);
    if (has_old) {
        check_record(&old, bytes);
        fresh.facts = old.facts;
    }
    demand(cache_file_print(&fresh, bytes, &out));
    struct str printed = buf_finish(&out, arena);
    demand(cache_file_find(printed, new_key, arena, &found));
    check_record(&found, printed);
    compare(&fresh, &found);
    if (has_old && old.facts.count > 0) {
        demand(cache_file_find(printed, old_key, arena, &found));
        compare(&old, &found);
    }
}

// A file with the data as its only record, and the hashes that belong to them: else no change would get
// through.
static struct str seal(struct str data, struct arena *arena)
{
    const uint64_t row[] = {old_key, 72, data.len, hash_bytes(data)};
    const uint64_t head[] = {0x01020304, 2, 1, hash_bytes((struct str){(const char *)row, sizeof row})};
    struct buf file = {0};
    buf_add(&file, STR("glot\r\n\x1a\n"));
    buf_add(&file, (struct str){(const char *)head, sizeof head});
    buf_add(&file, (struct str){(const char *)row, sizeof row});
    buf_add(&file, data);
    return buf_finish(&file, arena);
}

// ---- sources

static void check_reading(const struct reading *reading, const struct source *source)
{
    for (size_t i = 0; i < reading->messages.count; i++) {
        const struct message *message = &reading->messages.at[i];
        demand(message->span.start <= message->span.end && utf_first_invalid(message->id) == STR_NONE);
        demand(span_is_unread(message->span) || message->span.end <= source->text.len);
        demand(message->others.count == 0 && str_equal(message->file, source->path));
    }
}

static bool take_source(struct str bytes, const struct source_record_form *form, struct arena *arena,
                        struct source *out)
{
    struct source before = *out;
    if (!source_record_read(bytes, form, arena, out)) {
        demand(memcmp(&before, out, sizeof before) == 0);
        return false;
    }
    for (const struct kept_reading *row = out->kept->first; row; row = row->next)
        check_reading(&row->reading, out);
    return true;
}

static void check_source(struct str bytes, struct str text, struct arena *arena)
{
    const struct source_record_form form = {dialects, dialect_count};
    struct source first = {.path = STR("/a.js"), .text = text}, second = first;
    struct buf once = {0}, twice = {0};
    if (!take_source(bytes, &form, arena, &first))
        return;
    demand(source_record_print(&first, &form, arena, &once));
    struct str printed = buf_finish(&once, arena);
    demand(take_source(printed, &form, arena, &second));
    demand(source_record_print(&second, &form, arena, &twice));
    demand(str_equal(printed, buf_str(&twice)));
    buf_free(&twice);
}

static void check_store(struct str bytes, uint64_t key)
{
    struct source_store store = {.bytes = bytes, .key = key};
    source_store_open(&store);
    demand(store.count <= bytes.len / 64);
}

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct str bytes =
        arena_copy(&arena, (struct str){(const char *)data, size}); // as aligned as a mapped file
    check_file(bytes, &arena);
    check_file(seal(bytes, &arena), &arena);
    check_store(bytes, 0);
    check_source(bytes, text_unread, &arena);
    check_source(bytes, STR("sixteen bytes..."), &arena);
    arena_free(&arena);
    return 0;
}
