#include "catalog/locale_codes.h"

#include "catalog/bundles/lit_text.h"

static void add_code(struct buf *out, struct str code)
{
    buf_byte(out, '`');
    lit_add_peer_text(out, code);
    buf_byte(out, '`');
}

// The elements, between which the list's line breaks stand; without any there is still the comma of the last
// one.
static void add_list(struct buf *out, const char *name, const struct str_list *codes, bool is_typescript,
                     struct collator *collator, struct arena *scratch)
{
    uint32_t *order = arena_array(scratch, uint32_t, codes->count);
    for (size_t i = 0; i < codes->count; i++)
        order[i] = (uint32_t)i;
    collate_sort(collator, codes->at, order, codes->count, scratch);
    buf_print(out, "export const %s = [\n  ", name);
    for (size_t i = 0; i < codes->count; i++) {
        buf_text(out, i ? ",\n  " : "");
        add_code(out, codes->at[order[i]]);
    }
    buf_print(out, ",\n]%s;\n", is_typescript ? " as const" : "");
}

void locale_codes_write(const char *command, struct str source_locale, const struct str_list *target_locales,
                        bool is_typescript, struct collator *collator, struct arena *scratch, struct buf *out)
{
    struct str_list all = {0};
    *list_push(&all, scratch) = source_locale;
    for (size_t i = 0; i < target_locales->count; i++)
        *list_push(&all, scratch) = target_locales->at[i];
    buf_print(out,
              "// Do not modify this file by hand!\n"
              "// Re-generate this file by running %s.\n\n"
              "/**\n * The locale code that templates in this source code are written in.\n */\n"
              "export const sourceLocale = ",
              command);
    add_code(out, source_locale);
    buf_text(out, ";\n\n/**\n * The other locale codes that this application is localized into. Sorted\n"
                  " * lexicographically.\n */\n");
    add_list(out, "targetLocales", target_locales, is_typescript, collator, scratch);
    buf_text(out, "\n/**\n * All valid project locale codes. Sorted lexicographically.\n */\n");
    add_list(out, "allLocales", &all, is_typescript, collator, scratch);
}
