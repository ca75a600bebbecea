// Laws: whatever bytes are read as a state, printing it and reading that gives the same state, without a
// diagnostic and byte for byte when it is printed again; and what an address calls its file has no "..".
// Input: a state file; or, behind a first byte 0xff, parts of an address with newlines between.
#include "sync/state.h"
#include "tests/fuzz/law.h"

#include <stdint.h>

static void expect_same(const struct sync_state *a, const struct sync_state *b)
{
    demand(str_equal(a->version, b->version) && a->is_settled == b->is_settled);
    demand(a->agreements.count == b->agreements.count);
    for (size_t i = 0; i < a->agreements.count; i++) {
        const struct agreement *x = &a->agreements.at[i], *y = state_find(b, x->id);
        demand(y && x->state == y->state && x->source == y->source && x->target == y->target);
        demand(x->is_only_here == y->is_only_here && x->was_replaced == y->was_replaced &&
               x->replaced == y->replaced);
    }
}

static void check_file(struct str bytes, struct arena *arena)
{
    struct diags diags = {.arena = arena}, none = {.arena = arena};
    struct sync_state state, again;
    struct buf out = {0}, twice = {0};
    if (!state_read(bytes, STR("x"), arena, &diags, &state)) {
        demand(diags.count == 1);
        return;
    }
    state_print(&state, arena, &out);
    demand(state_read(buf_str(&out), STR("y"), arena, &none, &again) && none.count == 0);
    expect_same(&state, &again);
    state_print(&again, arena, &twice);
    demand(str_equal(buf_str(&out), buf_str(&twice)));
    buf_free(&out);
    buf_free(&twice);
}

static void check_path(struct str text, struct arena *arena)
{
    struct str parts[5] = {0};
    for (size_t i = 0; i < 5; i++) {
        size_t end = str_find_byte(text, '\n', 0);
        parts[i] = str_slice(text, 0, end);
        text = str_from(text, end == STR_NONE ? text.len : end + 1);
    }
    struct address address = {
        .service = parts[0], .host = parts[1], .project = parts[2], .resource = parts[3]};
    struct str path = state_path(&address, parts[4], arena);
    size_t slashes = 0, name = 0;
    for (size_t i = 0; i <= path.len; i++) {
        if (i < path.len && path.at[i] != '/') {
            unsigned char c = (unsigned char)path.at[i];
            demand(c > ' ' && c < 0x7f && !strchr("\\:*?\"<>|", c));
            continue;
        }
        demand(i > name && path.at[name] != '.' && i - name < 200);
        slashes += i < path.len;
        name = i + 1;
    }
    demand(slashes == (parts[1].len ? 4 : 3));
}

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str bytes = {(const char *)data, size};
    struct arena arena = {0};
    if (size && data[0] == 0xff)
        check_path(str_from(bytes, 1), &arena);
    else
        check_file(bytes, &arena);
    arena_free(&arena);
    return 0;
}
