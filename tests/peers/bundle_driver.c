// Builds bundles from cases on standard input, for bundle.mjs: a JSON array of
//     {"format", "locale", "typescript", "own", "messages": [{"id", "kind", "contents"}],
//      "units": [{"id", "target"}], "patches": [{"locale", "id", "before", "after"}],
//      "sourceLocale", "targetLocales"}
// where contents are texts and {"code", "name"}. For each case three answers come back, each as its length, a
// line feed and the bytes: the diagnostics, the bundle, the module of locale codes.
#include "base/jsonc.h"
#include "catalog/bundle.h"
#include "catalog/locale_codes.h"
#include "tests/messages.h"

#include <stdio.h>
#include <stdlib.h>

static struct str text_of(const struct jsonc *object, const char *key)
{
    const struct jsonc *value = jsonc_get(object, key);
    return value ? value->text : (struct str){0};
}

static const struct jsonc *first_of(const struct jsonc *object, const char *key)
{
    const struct jsonc *value = jsonc_get(object, key);
    return value ? value->first : NULL;
}

static struct pattern pattern_of(const struct jsonc *contents, struct arena *arena)
{
    struct pattern pattern = {0};
    for (const struct jsonc *value = contents; value; value = value->next)
        if (value->kind == JSONC_STRING)
            pattern_add_text(&pattern, value->text, arena);
        else
            pattern_add_code(&pattern, PART_PLACEHOLDER, text_of(value, "code"), text_of(value, "name"),
                             arena);
    return pattern;
}

static void answer(struct buf *bytes)
{
    printf("%zu\n", bytes->len);
    fwrite(bytes->at, 1, bytes->len, stdout);
    buf_free(bytes);
}

static void read_case(const struct jsonc *from, struct arena *arena, struct message_set *messages,
                      struct catalog *catalog, struct bundle_options *options)
{
    for (const struct jsonc *value = first_of(from, "messages"); value; value = value->next)
        say_message(messages,
                    (struct message){.id = text_of(value, "id"),
                                     .kind = text_of(value, "kind"),
                                     .pattern = pattern_of(first_of(value, "contents"), arena),
                                     .span = span_file(text_of(value, "id"))},
                    arena);
    for (const struct jsonc *value = first_of(from, "units"); value; value = value->next) {
        struct unit *unit = catalog_add(catalog, text_of(value, "id"), arena);
        unit->target = pattern_of(first_of(value, "target"), arena);
        unit->has_target = true;
        unit->state = UNIT_TRANSLATED;
    }
    for (const struct jsonc *value = first_of(from, "patches"); value; value = value->next)
        *list_push(&options->patches, arena) =
            (struct patch){text_of(value, "locale"), text_of(value, "id"), text_of(value, "before"),
                           text_of(value, "after")};
    const struct jsonc *typescript = jsonc_get(from, "typescript"), *own = jsonc_get(from, "own");
    options->typescript = typescript && typescript->truth;
    options->peer_bytes = !own || !own->truth;
}

static void answer_codes(const struct jsonc *from, bool typescript, struct collator *collator,
                         struct arena *arena)
{
    struct str_list locales = {0};
    struct buf out = {0};
    for (const struct jsonc *value = first_of(from, "targetLocales"); value; value = value->next)
        *list_push(&locales, arena) = value->text;
    locale_codes_write("lit-localize", text_of(from, "sourceLocale"), &locales, typescript, collator, arena,
                       &out);
    answer(&out);
}

static void answer_case(const struct jsonc *from, struct arena *arena, struct collator *collator)
{
    struct message_set messages = {0};
    struct catalog catalog = {.path = STR("catalog")};
    struct bundle_options options = {0};
    read_case(from, arena, &messages, &catalog, &options);
    struct bundle_request request = {.locale = text_of(from, "locale"),
                                     .messages = &messages,
                                     .catalog = &catalog,
                                     .options = &options,
                                     .collator = collator};
    const struct bundle *bundle = bundle_find(text_of(from, "format"));
    struct diags diags = {.arena = arena}, unsaid = {.arena = arena};
    struct buf said = {0}, out = {0};
    struct bundle_report report;
    bundle_prepare(bundle, &request, arena, &diags, &report);
    bundle->write(&request, arena, &unsaid, &out);
    for (size_t i = 0; i < diags.count; i++)
        buf_print(&said, "%s\t" STR_FORMAT "%c", kind_rows[diags.at[i].kind].name,
                  STR_ARG(diags.at[i].message), 0);
    answer(&said);
    answer(&out);
    answer_codes(from, options.typescript, collator, arena);
}

int main(void)
{
    struct arena arena = {0};
    struct diags diags = {.arena = &arena};
    struct collator collator = {0};
    struct jsonc_file file;
    struct buf in = {0};
    char block[65536];
    for (size_t count; (count = fread(block, 1, sizeof block, stdin)) > 0;)
        buf_add(&in, (struct str){block, count});
    if (!jsonc_read(STR("standard input"), buf_str(&in), JSONC_STRICT, &arena, &diags, &file))
        return EXIT_FAILURE;
    for (const struct jsonc *value = file.root->first; value; value = value->next)
        answer_case(value, &arena, &collator);
    collator_close(&collator);
    buf_free(&in);
    arena_free(&arena);
    return EXIT_SUCCESS;
}
