// Words are counted as Unicode's word boundaries have them (base/words.h).
#include "base/words.h"
#include "tests/unit/unit.h"

#include "base/buf.h"

static void words_of_many_scripts_are_counted(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t count;
    } cases[] = {{"", 0},
                 {" - … !", 0},
                 {"Hello World", 2},
                 {"don't e-mail 3.14 times", 5},
                 {"don’t", 1},
                 {"snake_case __ @ 1,000;2", 2},
                 {"Straße über Köln", 3},
                 {"日本語", 1},
                 {"ภาษาไทย", 2},
                 {"Привет, мир!", 2},
                 {"👍🏽 ok", 1}};
    struct words words = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t count = words_count(&words, str_of(cases[i].text));
        if (count != cases[i].count)
            fail_msg("\"%s\" has %zu words, not %zu", cases[i].text, count, cases[i].count);
    }
    words_close(&words);
}

// A text of ASCII has a way of its own; with a sign in front that is no word, ICU counts it. Both must agree.
static void ascii_is_counted_as_icu_counts_it(void **state)
{
    (void)state;
    static const char letters[] = "ab1 2_.,;:'-\"/@";
    struct words words = {0};
    unsigned long seed = 1;
    for (size_t round = 0; round < 20000; round++) {
        char text[12 + 5] = "… ";
        size_t len = 0, start = strlen(text);
        for (; len < 12; len++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            text[start + len] = letters[(seed >> 33) % (sizeof letters - 1)];
        }
        struct str plain = {text + start, len};
        size_t fast = words_count(&words, plain), slow = words_count(&words, (struct str){text, start + len});
        if (fast != slow)
            fail_msg("\"" STR_FORMAT "\" has %zu words, ICU counts %zu", STR_ARG(plain), fast, slow);
    }
    words_close(&words);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(words_of_many_scripts_are_counted),
                                       cmocka_unit_test(ascii_is_counted_as_icu_counts_it)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
