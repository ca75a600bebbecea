// Skeletons as options of Intl: what FormatJS and Lingui make of them, and that any bytes give JSON or are
// refused.
#include "catalog/bundles/intl_options.h"
#include "base/jsonc.h"
#include "tests/unit/unit.h"

enum reader { NUMBER, DATE, DATE_WITH_HOURS, LINGUI };

static bool print(enum reader reader, struct str skeleton, struct buf *out)
{
    out->len = 0;
    switch (reader) {
    case NUMBER:
        return intl_number_of_formatjs(skeleton, out);
    case LINGUI:
        return intl_date_of_lingui(skeleton, out);
    default:
        return intl_date_of_formatjs(skeleton, reader == DATE_WITH_HOURS, out);
    }
}

struct row {
    enum reader reader;
    const char *skeleton, *options; // NULL: refused
};

static const struct row rows[] = {
    {NUMBER, "", "{}"},
    {NUMBER, " currency/EUR  .00 ",
     "{\"style\":\"currency\",\"currency\":\"EUR\",\"minimumFractionDigits\":2,"
     "\"maximumFractionDigits\":2}"},
    {NUMBER, "currency", NULL},
    {NUMBER, "scale/1.50", "{\"scale\":1.5}"},
    {NUMBER, "scale/02", "{\"scale\":2.0}"},
    {NUMBER, "scale/x", NULL},
    {NUMBER, "scale/0x10", NULL},
    {NUMBER, "scale/1e999", NULL},
    {NUMBER, "measure-unit/length-meter", "{\"style\":\"unit\",\"unit\":\"meter\"}"},
    {NUMBER, "unit/a\"b", "{\"style\":\"unit\",\"unit\":\"a\\\"b\"}"},
    {NUMBER, "integer-width/*000", "{\"minimumIntegerDigits\":3}"},
    {NUMBER, "integer-width/00", NULL},
    {NUMBER, ".00/w/w", NULL},
    {NUMBER, ".00*", "{\"minimumFractionDigits\":2}"},
    {NUMBER, ".0#", "{\"minimumFractionDigits\":1,\"maximumFractionDigits\":2}"},
    {NUMBER, ".0#*", "{}"},
    {NUMBER, "@@+", "{\"minimumSignificantDigits\":2}"},
    {NUMBER, "###", NULL},
    {NUMBER, "EEE0", "{}"},
    {NUMBER, "nothing-known", "{}"},
    {DATE, "yMMMd", "{\"year\":\"numeric\",\"month\":\"short\",\"day\":\"numeric\"}"},
    {DATE, "d 'o''clock' y", "{\"year\":\"numeric\",\"day\":\"numeric\"}"},
    {DATE, "jmm", NULL},
    {DATE_WITH_HOURS, "jmm", "{\"minute\":\"2-digit\"}"},
    {DATE, "e", NULL},
    {DATE, "eeee", "{\"weekday\":\"long\"}"}, // as its parser in JavaScript; @formatjs/cli 6.16 has "short"
    {DATE, "QQQ", NULL},
    {LINGUI, "yyyyMd", "{\"year\":\"2-digit\",\"month\":\"numeric\",\"day\":\"numeric\"}"},
    {LINGUI, "hma", "{\"hour\":\"numeric\",\"hourCycle\":\"h12\",\"minute\":\"numeric\"}"},
    {LINGUI, "dM", "{\"day\":\"numeric\",\"month\":\"numeric\"}"},
    {LINGUI, "MM d", NULL},
    {LINGUI, "dMd", NULL},
    {LINGUI, "MMMMMM", NULL},
    {LINGUI, "w", NULL},
};

static void skeletons_are_options(void **state)
{
    struct buf out = {0};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bool good = print(rows[i].reader, str_of(rows[i].skeleton), &out);
        if (good != (rows[i].options != NULL) || (good && !str_is(buf_str(&out), rows[i].options)))
            fail_msg("%s: %s, %.*s", rows[i].skeleton, good ? "taken" : "refused", STR_ARG(buf_str(&out)));
    }
    buf_free(&out);
}

// What is taken is JSON, whatever bytes it is made of.
static void any_skeleton_is_json(void **state)
{
    static const char letters[] = "yMdEGhjams'0#@.+/rsw*,_%\"\\ Ee-\xe2\x80\xa8K";
    struct buf out = {0}, skeleton = {0};
    struct arena arena = {0};
    uint32_t random = 1;
    (void)state;
    for (size_t i = 0; i < 20000; i++) {
        skeleton.len = 0;
        for (size_t j = 0; j < i % 9; j++) {
            random = random * 1664525 + 1013904223;
            buf_byte(&skeleton, letters[(random >> 16) % (sizeof letters - 1)]);
        }
        struct diags diags = {.arena = &arena};
        struct jsonc_file file;
        for (enum reader reader = NUMBER; reader <= LINGUI; reader++)
            if (print(reader, buf_str(&skeleton), &out) &&
                !jsonc_read(STR("skeleton"), buf_str(&out), JSONC_STRICT, &arena, &diags, &file))
                fail_msg("%.*s: %.*s", STR_ARG(buf_str(&skeleton)), STR_ARG(buf_str(&out)));
        arena_reset(&arena);
    }
    arena_free(&arena);
    buf_free(&out);
    buf_free(&skeleton);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(skeletons_are_options),
        cmocka_unit_test(any_skeleton_is_json),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
