// For the formats whose files are one JSON object of texts: FormatJS, ARB, i18next.
#ifndef TESTS_UNIT_JSON_FIXTURE_H
#define TESTS_UNIT_JSON_FIXTURE_H

#include "tests/unit/format_fixture.h"

static inline bool reads(struct fixture *f, const char *format, const char *text)
{
    return reads_as(f, format, "en", text);
}

static inline struct str written(struct fixture *f)
{
    return written_as(f, f->format->name);
}

static inline struct unit *unit(struct fixture *f, const char *id)
{
    struct unit *found = catalog_find(&f->catalog, str_of(id));
    assert_non_null(found);
    return found;
}

static inline struct unit *add(struct fixture *f, const char *id, const char *source)
{
    struct unit *added = catalog_add(&f->catalog, str_of(id), &f->arena);
    added->source = pattern_of_text(str_of(source), &f->arena);
    added->source_changed = true;
    return added;
}

static inline void change(struct fixture *f, const char *id, const char *source)
{
    unit(f, id)->source = pattern_of_text(str_of(source), &f->arena);
    unit(f, id)->source_changed = true;
}

static inline void expect_source(struct fixture *f, const char *id, const char *wanted)
{
    expect_pattern(&unit(f, id)->source, wanted);
}

static const struct {
    const char *format, *text;
} fixtures[] = {
    {"formatjs", "{}"},
    {"formatjs",
     "\xef\xbb\xbf{\r\n\t\"a\" : \"Hi {name}\",\r\n\t\"b\":\"\\u003cb>x</b>\\ud83d\\ude00\"\r\n}"},
    {"formatjs", "{\n  \"a\": {\n    \"defaultMessage\": \"{n, plural, one {#} other {# '{'x'}'}}\",\n"
                 "    \"description\": \"D\"\n  },\n  \"b\": {\"x\": 1, \"defaultMessage\": \"l'{x}\", "
                 "\"description\": {\"y\": 2}}\n}\n\n"},
    {"formatjs", "{\"a\": \"{broken\", \"b\": \"{n, plural, one {x}}\", \"a\": \"\"}"},
    {"formatjs", "{\"a\": {\"string\": \"T\", \"developer_comment\": \"N\"}, \"b\": {\"string\": \"{g, "
                 "select, m {a} other {b}}\"}}"},
    {"formatjs", "{\"__proto__\": \"x\", \"\": \"y\", \"\\ud83d\": \"\\ude00\"}"},
    {"arb",
     "{\n  \"@@locale\": \"en\",\n  \"@@x\": [1],\n  \"a\": \"l'{x} <b> #\",\n  \"@a\": {\"description\": "
     "\"D\", \"context\": \"C\", "
     "\"placeholders\": {\"x\": {}}},\n  \"n\": \"{n, plural, =0{none} one{{n} x} other{{n} y}}\"\n}\n"},
    {"arb", "{\"a\": \"'{\"}"},
    {"i18next", "{\"menu\": {\"open\": \"Open {{name}}\", \"deep\": {\"a\": \"$t(menu.open, {\\\"name\\\": "
                "\\\"{{x}}\\\"})\"}},\n"
                " \"n\": 1, \"none\": null, \"list\": [\"a\", {\"b\": \"c\"}, []], \"empty\": \"\"}"},
    {"i18next",
     "{\"item_one\": \"{{count}} item\", \"x\": \"y\", \"item_other\": \"{{count, number}} items\", "
     "\"place_ordinal_one\": \"{{count}}st\", \"place_ordinal_other\": \"{{count}}th\"}\r\n"},
    {"i18next", "{\"key\": \"item\", \"key_plural\": \"{{count}} items\", \"gender_male\": \"he\", "
                "\"gender_other\": \"they\"}"},
    {"i18next", "{\"a\": \"<0>x</0> <b>y</b><br/>\", \"b\": \"<p>unclosed {{\", \"c\": \"$t( {{}} }}\", "
                "\"d_0\": \"x\", \"d_1\": \"y\"}"},
};

#endif
