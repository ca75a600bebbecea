// Small catalogs of XLIFF 1.2, and what the checks find in them.
#ifndef TESTS_UNIT_CHECK_FIXTURE_H
#define TESTS_UNIT_CHECK_FIXTURE_H

#include "catalog/check.h"
#include "catalog/format.h"
#include "catalog/glossary.h"
#include "tests/unit/unit.h"

// A unit of XLIFF 1.2 and what a rule makes of it.
struct row {
    const char *kind;
    const char *locale, *source, *target;
    const char *found; // the bytes of the target that are pointed at; NULL: nothing is found
};

struct found {
    struct arena arena;
    struct diags diags;
    struct catalog catalog;
    struct check_options options;
};

static inline void read_catalog(struct found *found, struct str text)
{
    static const struct format_options own = {.tool = STR_INIT("glot")};
    found->diags.arena = &found->arena;
    text = arena_copy(&found->arena, text);
    if (!format_read(format_find(STR("xliff")), text, STR("x.xlf"), &own, &found->arena, &found->diags,
                     &found->catalog))
        fail_msg("cannot be read: %.*s", STR_ARG(text));
    found->diags.count = 0;
}

static inline struct str document(struct arena *arena, const char *locale, const char *units)
{
    return arena_print(arena,
                       "<xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\"><file "
                       "source-language=\"en\" target-language=\"%s\" datatype=\"plaintext\" "
                       "original=\"o\"><body>%s</body></file></xliff>",
                       locale, units);
}

static inline void check_found(struct found *found)
{
    struct arena scratch = {0};
    catalog_check(&found->catalog, &found->options, &scratch, &found->diags);
    arena_free(&scratch);
}

static inline const struct diag *find_kind(const struct diags *diags, const char *kind)
{
    for (size_t i = 0; i < diags->count; i++)
        if (strcmp(kind_rows[diags->at[i].kind].name, kind) == 0)
            return &diags->at[i];
    return NULL;
}

static inline void check_row(const struct row *row)
{
    struct found found = {0};
    struct str unit =
        arena_print(&found.arena, "<trans-unit id=\"a\"><source>%s</source><target>%s</target></trans-unit>",
                    row->source, row->target);
    size_t index = check_rule_find(str_of(row->kind));
    assert_true(index != STR_NONE);
    found.options.levels.of[check_rule_at(index).kind] = CHECK_WARNING;
    read_catalog(&found, document(&found.arena, row->locale, arena_cstr(&found.arena, unit)));
    check_found(&found);
    const struct diag *diag = find_kind(&found.diags, row->kind);
    if (!diag && row->found)
        fail_msg("%s does not find it in [%s] %s → %s", row->kind, row->locale, row->source, row->target);
    if (diag && !row->found)
        fail_msg("%s: %.*s in [%s] %s → %s", row->kind, STR_ARG(diag->message), row->locale, row->source,
                 row->target);
    if (diag)
        expect_str(str_slice(diag->span.text, diag->span.start, diag->span.end), row->found);
    arena_free(&found.arena);
}

static inline void check_rows(const struct row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++)
        check_row(&rows[i]);
}
#define CHECK_ROWS(rows) check_rows(rows, sizeof(rows) / sizeof *(rows))

#define X(id, code) "<x id=\"" id "\" equiv-text=\"" code "\"/>"

#endif
