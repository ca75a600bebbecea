#include "base/hash.h"
#include "tests/unit/unit.h"

#include <stdlib.h>

// However the pieces are cut, the hash is that of the whole.
static void test_pieces(void **state)
{
    (void)state;
    char bytes[100];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)(i * 37 + 11);
    for (size_t len = 0; len <= sizeof bytes; len++) {
        for (unsigned seed = 0; seed < effort(200); seed++) {
            struct hash_run run = hash_begin(len);
            unsigned random = seed;
            for (size_t at = 0; at < len;) {
                random = random * 1103515245 + 12345;
                size_t piece = (random >> 16) % (2 + seed % 30), left = len - at;
                hash_add(&run, (struct str){bytes + at, piece < left ? piece : left});
                at += piece < left ? piece : left;
            }
            assert_int_equal(hash_end(&run), hash_bytes((struct str){bytes, len}));
        }
    }
}

// What is kept in files and in names has to be found again by later versions.
static void test_values(void **state)
{
    (void)state;
    assert_int_equal(hash_bytes(STR("")), 0x223d11c0efedec83);
    assert_int_equal(hash_bytes(STR("Save")), 0x4a180a5703bdc004);
    assert_int_equal(hash_bytes(STR("Save changes to 12 files?")), 0x2374122c507e7565);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_pieces), cmocka_unit_test(test_values)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
