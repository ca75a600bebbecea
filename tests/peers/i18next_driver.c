// Reads i18next files for the differential test of i18next.mjs. A record of stdin is a length (4 bytes,
// lowest first) and a file; a record of stdout is a length and JSON: {"units": [{"id": …, "kind": "text",
// "plural" or "ordinal", "forms": [{"key": …, "parts": [[kind, text, name]…]}…]}…], "fresh": the catalog
// printed afresh}.
#include "base/quote.h"
#include "catalog/format.h"

#include <stdint.h>
#include <stdio.h>

static void print_form(struct str key, const struct pattern *pattern, struct buf *out)
{
    buf_text(out, "{\"key\": ");
    quote_json(out, key);
    buf_text(out, ", \"parts\": [");
    for (size_t i = 0; i < pattern->parts.count; i++) {
        buf_print(out, "%s[%d, ", i ? ", " : "", (int)part_kind(&pattern->parts.at[i]));
        quote_json(out, pattern->parts.at[i].text);
        buf_text(out, ", ");
        quote_json(out, part_name(&pattern->parts.at[i]));
        buf_byte(out, ']');
    }
    buf_text(out, "]}");
}

static void print_unit(const struct unit *unit, struct buf *out)
{
    const struct pattern *pattern = &unit->source;
    bool is_select = pattern_is_select(pattern);
    buf_text(out, "{\"id\": ");
    quote_json(out, unit->id);
    const char *kind = "text";
    if (is_select)
        kind = pattern_selectors(pattern)->at[0].kind == SELECT_ORDINAL ? "ordinal" : "plural";
    buf_print(out, ", \"kind\": \"%s\", \"forms\": [", kind);
    for (size_t i = 0; is_select && i < pattern->variants->count; i++) {
        buf_text(out, i ? ", " : "");
        print_form(pattern->variants->at[i].keys.at[0], &pattern->variants->at[i].value, out);
    }
    if (!is_select)
        print_form((struct str){0}, pattern, out);
    buf_text(out, "]}");
}

static void answer(struct str bytes, struct arena *arena, struct buf *out)
{
    static const struct format_options options = {0};
    const struct format *format = format_find(STR("i18next"));
    struct diags diags = {.arena = arena};
    struct catalog catalog;
    struct buf fresh = {0};
    if (!format_read(format, bytes, STR("en.json"), &options, arena, &diags, &catalog)) {
        buf_text(out, "null");
        return;
    }
    buf_text(out, "{\"units\": [");
    for (size_t i = 0; i < catalog.units.count; i++) {
        buf_text(out, i ? ", " : "");
        print_unit(&catalog.units.at[i], out);
    }
    catalog.bytes = (struct str){0};
    format->write(&catalog, &options, arena, &diags, &fresh);
    buf_text(out, "], \"fresh\": ");
    quote_json(out, buf_str(&fresh));
    buf_byte(out, '}');
    buf_free(&fresh);
}

static void write_record(struct str text)
{
    for (size_t shift = 0; shift < 32; shift += 8)
        putchar((int)(text.len >> shift & 0xff));
    fwrite(text.at, 1, text.len, stdout);
}

int main(void)
{
    struct buf source = {0}, printed = {0};
    struct arena arena = {0};
    uint8_t length[4];
    while (fread(length, 1, 4, stdin) == 4) {
        size_t len = length[0] | (size_t)length[1] << 8 | (size_t)length[2] << 16 | (size_t)length[3] << 24;
        source.len = printed.len = 0;
        buf_reserve(&source, len + 1);
        source.len = len;
        if (fread(source.at, 1, len, stdin) != len)
            return 1;
        answer(buf_str(&source), &arena, &printed);
        write_record(buf_str(&printed));
        arena_reset(&arena);
    }
    buf_free(&source);
    buf_free(&printed);
    arena_free(&arena);
    return ferror(stdout) ? 1 : 0;
}
