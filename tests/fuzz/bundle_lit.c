// Bundles for lit: whatever message and translation say, the own mode's module has nothing in it but strings
// and templates whose expressions are the numbers of the message's own. The input is a list of parts, each
// led by a byte: T text, C code (its first byte is the name), | the start of the translation; a line feed
// ends a part.

#include "catalog/bundle.h"
#include "catalog/placeholders.h"
#include "tests/fuzz/law.h"

#include <stdint.h>

static void add_part(struct pattern *pattern, struct str part, struct arena *arena)
{
    if (part.len > 0 && part.at[0] == 'T')
        pattern_add_text(pattern, str_from(part, 1), arena);
    else if (part.len > 1 && part.at[0] == 'C')
        pattern_add_code(pattern, PART_PLACEHOLDER, str_from(part, 2), str_slice(part, 1, 2), arena);
}

static void read_patterns(struct str text, struct arena *arena, struct pattern *source,
                          struct pattern *target)
{
    struct pattern *pattern = source;
    while (text.len) {
        size_t end = str_find_byte(text, '\n', 0);
        if (text.at[0] == '|')
            pattern = target;
        else
            add_part(pattern, str_slice(text, 0, end), arena);
        text = end == STR_NONE ? (struct str){0} : str_from(text, end + 1);
    }
}

// Behind `${`: a number below the limit and a brace. Gives the offset behind them.
static size_t expect_expression(struct str module, size_t at, size_t expressions)
{
    size_t number = 0, digits = at;
    for (; digits < module.len && module.at[digits] >= '0' && module.at[digits] <= '9'; digits++)
        number = number * 10 + (size_t)(module.at[digits] - '0');
    demand(digits > at && digits < module.len && module.at[digits] == '}' && number < expressions);
    return digits + 1;
}

// Behind the opening quote or backtick: gives the offset behind the closing one.
static size_t expect_literal(struct str module, size_t at, char quote, size_t expressions)
{
    while (at < module.len && module.at[at] != quote) {
        demand(module.at[at] != '\r' && (quote == '`' || module.at[at] != '\n'));
        if (module.at[at] == '\\')
            at += 2;
        else if (quote == '`' && str_starts(str_from(module, at), STR("${")))
            at = expect_expression(module, at + 2, expressions);
        else
            at++;
    }
    demand(at < module.len);
    return at + 1;
}

static size_t expect_text(struct str module, size_t at, const char *text)
{
    demand(str_starts(str_from(module, at), str_of(text)));
    return at + strlen(text);
}

static void expect_module(struct str module, const char *kind, size_t expressions)
{
    static const char opening[] = "export const templates = {\n  '";
    size_t at = str_find(module, str_of(opening), 0);
    demand(at != STR_NONE);
    at = expect_literal(module, at + strlen(opening), '\'', 0);
    at = expect_text(module, at, ": ");
    bool is_plain = at < module.len && module.at[at] == '`';
    demand(!is_plain || (expressions == 0 && *kind == '\0'));
    at = is_plain ? at + 1 : expect_text(module, at, *kind ? kind : "str") + 1;
    at = expect_literal(module, at, '`', expressions);
    demand(str_is(str_from(module, at), ",\n};\n"));
    demand(str_find(module, STR("</script"), 0) == STR_NONE && str_find(module, STR("<!--"), 0) == STR_NONE);
}

static size_t count_expressions(const struct pattern *pattern, struct arena *arena)
{
    struct placeholder_list list = {0};
    demand(placeholders_read(pattern, CODE_AS_TEXT, arena, &list));
    const struct placeholder *last = list.count ? &list.at[list.count - 1] : NULL;
    return last ? last->first + template_code_expressions(&last->code) : 0;
}

static void try_kind(const char *kind, struct str text, struct arena *arena)
{
    struct message message = {.kind = str_of(kind), .id = str_slice(text, 0, 9)};
    struct message_set messages = {0};
    message_set_add(&messages, &message, arena);
    struct catalog catalog = {.path = STR("a.xlf")};
    struct collator collator = {0};
    struct diags diags = {.arena = arena};
    struct unit *unit = catalog_add(&catalog, message.id, arena);
    read_patterns(text, arena, &message.pattern, &unit->target);
    unit->has_target = true;
    unit->state = UNIT_TRANSLATED;
    const struct bundle *bundle = bundle_find(STR("lit"));
    for (int peer_bytes = 0; peer_bytes < 2; peer_bytes++) {
        struct bundle_options options = {.peer_bytes = peer_bytes};
        struct bundle_request request = {.locale = STR("de"),
                                         .messages = &messages,
                                         .catalog = &catalog,
                                         .options = &options,
                                         .collator = &collator};
        struct bundle_report report;
        struct buf out = {0};
        bool good = bundle_prepare(bundle, &request, arena, &diags, &report);
        bool written = bundle->write(&request, arena, &diags, &out);
        demand(written || peer_bytes);
        if (!peer_bytes)
            demand(report.translated + report.refused.count == 1 && (good || report.refused.count == 1));
        if (!peer_bytes && !str_is(message.id, "__proto__"))
            expect_module(buf_str(&out), kind, count_expressions(&message.pattern, arena));
        buf_free(&out);
    }
    collator_close(&collator);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    struct arena arena = {0};
    struct str text = {(const char *)data, len};
    static const char *const kinds[] = {"", "str", "html"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        try_kind(kinds[i], text, &arena);
    arena_free(&arena);
    return 0;
}
