// The numbers of placeholders, as JavaScript reads and prints them.
#include "tests/unit/unit.h"

#include "catalog/formats/index.h"

static void numbers_are_printed_as_javascript_does(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"0", "0"},
        {"12", "12"},
        {"01", "1"},
        {" 7\n", "7"},
        {"", "0"},
        {"x", "NaN"},
        {"1x", "NaN"},
        {"0x1F", "31"},
        {"0b101", "5"},
        {"0o17", "15"},
        {"0x", "NaN"},
        {"0xg", "NaN"},
        {"1e3", "1000"},
        {"1.50", "1.5"},
        {".5", "0.5"},
        {"-1", "-1"},
        {"-0", "0"},
        {"+2", "2"},
        {"-0x1", "NaN"},
        {"Infinity", "Infinity"},
        {"inf", "NaN"},
        {"nan", "NaN"},
        {"1e21", "1e+21"},
        {"1e-7", "1e-7"},
        {"0.000001", "0.000001"},
        {"123456789012345678", "123456789012345680"},
        {"1e400", "Infinity"},
        {"-1e400", "-Infinity"},
        {"1.25e-9", "1.25e-9"},
        {"1e", "NaN"},
        {"1_0", "NaN"},
        {"\xc2\xa0"
         "3",
         "3"},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect_str(index_name(str_of(cases[i][0]), &arena), cases[i][1]);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(numbers_are_printed_as_javascript_does)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
