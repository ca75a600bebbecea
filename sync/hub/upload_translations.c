#include "sync/hub/template.h"
#include "sync/hub/text.h"
#include "sync/hub/translate.h"
#include "sync/hub/upload.h"

// All strings of the resource with what the language has of them, by hash.
static void read_translations(struct exchange *x, const struct resource *resource, struct str language,
                              struct map *out)
{
    struct query query =
        query_begin(x->database,
                    "SELECT s.hash, s.id, t.strings, t.reviewed, t.proofread FROM string s LEFT JOIN"
                    " translation t ON t.string = s.id AND t.language = ?2 WHERE s.resource = ?1",
                    VALUES(NUMBER(resource->number), TEXT(language)));
    while (query_next(&query)) {
        struct translation *translation = arena_new(x->arena, struct translation);
        *translation = (struct translation){.string = query_number(&query, 1),
                                            .strings = query_text(&query, 2, x->arena),
                                            .reviewed = query_number(&query, 3) != 0,
                                            .proofread = query_number(&query, 4) != 0};
        map_set(out, query_text(&query, 0, x->arena), translation, x->arena);
    }
    query_end(&query);
}

bool upload_translations(struct exchange *x, struct resource *resource, struct str language, struct str bytes,
                         struct upload_counts *counts, struct str *fault)
{
    struct template_string_list targets;
    struct map stored = {0};
    *counts = (struct upload_counts){0};
    if (!template_targets(bytes, x->arena, &targets, fault))
        return false;
    read_translations(x, resource, language, &stored);
    for (size_t i = 0; i < targets.count; i++) {
        struct translation *before = map_get(&stored, string_hash(x, targets.at[i].key, STR("")));
        if (!before)
            continue; // the source has no such string
        struct translation_change change = {.has_strings = true,
                                            .has_reviewed = targets.at[i].is_approved,
                                            .value = {.reviewed = true},
                                            .origin = "UPLOAD"};
        change.value.strings = strings_of_text(targets.at[i].text, x->arena);
        bool was_there = before->strings.at != NULL;
        if (!translation_change(x, resource, language, before, &change))
            counts->skipped++;
        else if (was_there)
            counts->updated++;
        else
            counts->created++;
        before->strings = change.value.strings; // the id may stand in the file again
    }
    return true;
}
