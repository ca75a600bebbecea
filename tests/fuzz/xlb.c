// XLB. Laws: what is read and not changed is written as it was (in drop-in mode with line ends as
// lit-localize reads them); what is written from scratch is read as the same.
#include "catalog/format.h"
#include "catalog/xml.h"
#include "tests/fuzz/law.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void check(struct str input, const struct format_options *options, struct arena *arena)
{
    const struct format *format = format_find(STR("xlb"));
    struct diags diags = {.arena = arena};
    struct catalog catalog, again;
    struct buf out = {0};
    if (!format->read(input, STR("x"), options, arena, &diags, &catalog)) {
        demand(diags_count(&diags, SEVERITY_ERROR) > 0);
        return;
    }
    struct str unchanged = options->peer_bytes ? xml_unix_lines(input, arena) : input;
    demand(format->write(&catalog, options, arena, &diags, &out) && str_equal(buf_str(&out), unchanged));
    out.len = 0;
    catalog.bytes = (struct str){0};
    demand(format->write(&catalog, options, arena, &diags, &out));
    struct str text = buf_finish(&out, arena);
    demand(format->read(text, STR("x"), options, arena, &diags, &again));
    demand(str_equal(again.target_locale, catalog.target_locale));
    for (size_t i = 0; i < again.units.count && !options->peer_bytes; i++) {
        const struct unit *unit = catalog_find(&catalog, again.units.at[i].id);
        demand(unit && pattern_equal(&unit->target, &again.units.at[i].target));
    }
    for (size_t i = 0; i < catalog.units.count && !options->peer_bytes; i++)
        demand(catalog_find(&again, catalog.units.at[i].id));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    static const struct format_options modes[] = {{.peer_bytes = false}, {.peer_bytes = true}};
    struct arena arena = {0};
    struct str input = arena_copy(&arena, (struct str){(const char *)bytes, len});
    for (size_t i = 0; i < 2 && len > 0; i++)
        check(input, &modes[i], &arena);
    arena_free(&arena);
    return 0;
}
