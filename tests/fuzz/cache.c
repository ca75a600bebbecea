// Laws: whatever the file of the cache holds, a record is found whole or not at all, and each of its paths
// can be asked for; what is printed is found again, and the records that were there beside it are found as
// before.
#include "base/hash.h"
#include "cli/cache_file.h"

#include <stdlib.h>

static void require(bool holds)
{
    if (!holds)
        abort();
}

static void check_text(struct str text, struct str bytes)
{
    require(text.len == 0 || (text.at >= bytes.at && text.at + text.len <= bytes.at + bytes.len));
}

static void check_record(const struct outcome_record *record, struct str bytes)
{
    check_text(record->out, bytes);
    check_text(record->err, bytes);
    for (size_t i = 0; i < record->facts.count; i++) {
        const struct fact *fact = &record->facts.at[i];
        check_text(fact->path, bytes);
        check_text(fact->answer, bytes);
        require(fact->kind < FACT_KIND_COUNT && strlen(fact->path.at) == fact->path.len &&
                strlen(fact->answer.at) == fact->answer.len);
    }
}

static void compare(const struct outcome_record *a, const struct outcome_record *b)
{
    require(a->key == b->key && a->status == b->status && str_equal(a->out, b->out) &&
            str_equal(a->err, b->err) && a->facts.count == b->facts.count);
    for (size_t i = 0; i < a->facts.count; i++) {
        const struct fact *one = &a->facts.at[i], *other = &b->facts.at[i];
        require(one->kind == other->kind && str_equal(one->path, other->path) &&
                str_equal(one->answer, other->answer) && one->is_settled == other->is_settled &&
                one->has_contents == other->has_contents && one->contents == other->contents &&
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
    require(cache_file_print(&fresh, bytes, &out));
    struct str printed = buf_finish(&out, arena);
    require(cache_file_find(printed, new_key, arena, &found));
    check_record(&found, printed);
    compare(&fresh, &found);
    if (has_old && old.facts.count > 0) {
        require(cache_file_find(printed, old_key, arena, &found));
        compare(&old, &found);
    }
}

// A file with the data as its only record, and the hashes that belong to them: else no change would get
// through.
static struct str seal(struct str data, struct arena *arena)
{
    const uint64_t row[] = {old_key, 72, data.len, hash_bytes(data)};
    const uint64_t head[] = {0x01020304, 1, 1, hash_bytes((struct str){(const char *)row, sizeof row})};
    struct buf file = {0};
    buf_add(&file, STR("glot\r\n\x1a\n"));
    buf_add(&file, (struct str){(const char *)head, sizeof head});
    buf_add(&file, (struct str){(const char *)row, sizeof row});
    buf_add(&file, data);
    return buf_finish(&file, arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct str bytes =
        arena_copy(&arena, (struct str){(const char *)data, size}); // as aligned as a mapped file
    check_file(bytes, &arena);
    check_file(seal(bytes, &arena), &arena);
    arena_free(&arena);
    return 0;
}
