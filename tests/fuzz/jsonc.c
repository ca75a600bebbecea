// Laws: what is read strictly is read leniently, too, and alike; each value's bytes, read by themselves, give
// the same value; a refusal has exactly one diagnostic, inside of the file.
#include "base/jsonc.h"
#include "tests/fuzz/law.h"

#include <stdint.h>

static void compare(const struct jsonc *a, const struct jsonc *b)
{
    demand(a->kind == b->kind && a->count == b->count && a->truth == b->truth &&
           str_equal(a->text, b->text) && str_equal(a->key, b->key));
    demand(a->start == b->start && a->end == b->end && a->key_start == b->key_start &&
           a->key_end == b->key_end);
}

static const struct jsonc *next_of(const struct jsonc *value, const struct jsonc *root)
{
    if (value->first)
        return value->first;
    while (value != root && !value->next)
        value = value->parent;
    return value == root ? NULL : value->next;
}

static void check_bytes(const struct jsonc_file *file, const struct jsonc *value, struct arena *arena)
{
    struct diags diags = {.arena = arena};
    struct jsonc_file own;
    demand(value->start < value->end && value->end <= file->text.len);
    demand(jsonc_read(file->path, str_slice(file->text, value->start, value->end), JSONC_LENIENT, arena,
                      &diags, &own));
    demand(own.root->kind == value->kind && own.root->count == value->count &&
           str_equal(own.root->text, value->text));
}

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct diags diags = {.arena = &arena};
    struct str text = {(const char *)data, size};
    struct jsonc_file lenient, strict;
    bool reads = jsonc_read(STR("a"), text, JSONC_LENIENT, &arena, &diags, &lenient);
    demand(diags.count == !reads && (reads || diags.at[0].span.end <= size));
    diags.count = 0;
    if (jsonc_read(STR("a"), text, JSONC_STRICT, &arena, &diags, &strict)) {
        demand(reads);
        const struct jsonc *other = strict.root;
        for (const struct jsonc *value = lenient.root; value; value = next_of(value, lenient.root)) {
            compare(value, other);
            other = next_of(other, strict.root);
        }
        demand(!other);
    }
    size_t checked = 0;
    for (const struct jsonc *value = reads ? lenient.root : NULL; value && checked < 64; checked++) {
        check_bytes(&lenient, value, &arena);
        value = next_of(value, lenient.root);
    }
    arena_free(&arena);
    return 0;
}
