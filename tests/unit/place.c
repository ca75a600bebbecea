// Lines and columns, against counting from the start of the text each time.
#include "base/place.h"

#include "base/buf.h"
#include "base/utf.h"
#include "tests/unit/unit.h"

static struct place count(struct str text, size_t offset)
{
    struct place place = {1, 1};
    bool has_bom;
    for (size_t at = text.len - utf_skip_bom(text, &has_bom).len; at < offset && at < text.len;) {
        uint32_t point = utf_next(text, &at);
        place.column = point == '\n' ? 1 : place.column + (point >= 0x10000 && point != UTF_INVALID ? 2 : 1);
        place.line += point == '\n';
    }
    return place;
}

static void demand_all(struct str text)
{
    struct arena arena = {0};
    struct places places = {.arena = &arena};
    for (size_t offset = 0; offset <= text.len; offset++) {
        if (offset < text.len && ((unsigned char)text.at[offset] & 0xc0) == 0x80)
            continue; // inside a character
        struct place wanted = count(text, offset), got = place_of(&places, text, offset);
        if (wanted.line != got.line || wanted.column != got.column)
            fail_msg("byte %zu of %zu: %zu:%zu, not %zu:%zu", offset, text.len, got.line, got.column,
                     wanted.line, wanted.column);
    }
    arena_free(&arena);
}

static void counts_as_from_the_start(void **state)
{
    static const char *const pieces[] = {"a", "\n", "\r\n", "\xc3\xa4", "\xe4\xb8\xad", "\xf0\x9f\x98\x80"};
    // How often each of the pieces comes, in 16: long lines, short ones, hardly any characters of one byte.
    static const unsigned char mixtures[][6] = {{13, 0, 0, 1, 1, 1}, {12, 3, 1, 0, 0, 0}, {2, 1, 1, 4, 4, 4}};
    uint32_t chance = 1;
    (void)state;
    for (size_t round = 0; round < 24; round++) {
        struct buf text = {0};
        buf_text(&text, round % 2 ? "\xef\xbb\xbf" : "");
        for (size_t i = 0; i < effort(1000 + 100 * round); i++) {
            chance = chance * 1664525 + 1013904223;
            unsigned rest = chance >> 28, piece = 0;
            while (rest >= mixtures[round % 3][piece])
                rest -= mixtures[round % 3][piece++];
            buf_text(&text, pieces[piece]);
        }
        demand_all(buf_str(&text));
        buf_free(&text);
    }
    demand_all(STR(""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(counts_as_from_the_start)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
