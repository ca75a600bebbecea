#include "sync/hub/template.h"
#include "sync/hub/text.h"
#include "sync/hub/upload.h"

// A string that the store has.
struct stored {
    int64_t number, position;
    struct str strings, comment, occurrences;
    int64_t limit;
    bool is_edited;
    bool is_kept; // the file has it
};

struct source_upload {
    struct exchange *x;
    struct resource *resource;
    const struct source_options *options;
    struct upload_counts *counts;
    struct map stored; // by hash
};

static void read_stored(struct source_upload *upload)
{
    struct arena *arena = upload->x->arena;
    struct query query =
        query_begin(upload->x->database,
                    "SELECT hash, id, position, strings, comment, occurrences, character_limit, is_edited"
                    " FROM string WHERE resource = ?",
                    VALUES(NUMBER(upload->resource->number)));
    while (query_next(&query)) {
        struct stored *stored = arena_new(arena, struct stored);
        *stored = (struct stored){.number = query_number(&query, 1),
                                  .position = query_number(&query, 2),
                                  .strings = query_text(&query, 3, arena),
                                  .comment = query_text(&query, 4, arena),
                                  .occurrences = query_text(&query, 5, arena),
                                  .limit = query_number(&query, 6),
                                  .is_edited = query_number(&query, 7) != 0};
        map_set(&upload->stored, query_text(&query, 0, arena), stored, arena);
    }
    query_end(&query);
}

static void insert(struct source_upload *upload, const struct template_string *string, struct str hash,
                   int64_t position)
{
    struct exchange *x = upload->x;
    int64_t now = resource_stamp(x, upload->resource);
    query_run(x->database,
              "INSERT INTO string (resource, hash, key, context, strings, words, position, pluralized, tags,"
              " comment, instructions, character_limit, occurrences, is_edited, created, modified,"
              " metadata_modified) VALUES (?, ?, ?, '', ?, ?, ?, 0, '[]', ?, '', ?, ?, 0, ?, ?, ?)",
              VALUES(NUMBER(upload->resource->number), TEXT(hash), TEXT(string->key),
                     TEXT(strings_of_text(string->text, x->arena)),
                     NUMBER(text_words(string->text, x->arena)), NUMBER(position), TEXT(string->comment),
                     NUMBER(string->limit), TEXT(string->occurrences), NUMBER(now), NUMBER(now),
                     NUMBER(now)));
    upload->counts->created++;
}

// What surrounds the text: its place in the file, notes.
static void update_metadata(struct source_upload *upload, const struct template_string *string,
                            const struct stored *stored, int64_t position)
{
    if (stored->position != position)
        query_run(upload->x->database, "UPDATE string SET position = ? WHERE id = ?",
                  VALUES(NUMBER(position), NUMBER(stored->number)));
    if (str_equal(stored->comment, string->comment) && str_equal(stored->occurrences, string->occurrences) &&
        stored->limit == (int64_t)string->limit)
        return;
    query_run(upload->x->database,
              "UPDATE string SET comment = ?, occurrences = ?, character_limit = ?, metadata_modified = ?"
              " WHERE id = ?",
              VALUES(TEXT(string->comment), TEXT(string->occurrences), NUMBER(string->limit),
                     NUMBER(resource_stamp(upload->x, upload->resource)), NUMBER(stored->number)));
}

static void take(struct source_upload *upload, const struct template_string *string, int64_t position)
{
    struct str hash = string_hash(upload->x, string->key, STR(""));
    struct stored *stored = map_get(&upload->stored, hash);
    if (!stored) {
        insert(upload, string, hash, position);
        return;
    }
    stored->is_kept = true;
    struct str strings = strings_of_text(string->text, upload->x->arena);
    bool is_protected = stored->is_edited && !upload->options->replace_edited;
    if (str_equal(strings, stored->strings) || is_protected) {
        upload->counts->skipped++;
    } else {
        const struct string_edit edit = {.string = stored->number,
                                         .before = stored->strings,
                                         .after = strings,
                                         .keeps_translations = upload->options->keep_translations};
        string_set_text(upload->x, upload->resource, &edit);
        upload->counts->updated++;
    }
    update_metadata(upload, string, stored, position);
}

static void delete_others(struct source_upload *upload)
{
    for (size_t i = 0; i < upload->stored.entries.count; i++) {
        const struct stored *stored = upload->stored.entries.at[i].value;
        if (stored->is_kept)
            continue;
        query_run(upload->x->database, "DELETE FROM string WHERE id = ?", VALUES(NUMBER(stored->number)));
        upload->counts->deleted++;
    }
}

static bool replace_template(struct exchange *x, const struct resource *resource, struct str bytes)
{
    return query_run(x->database, "UPDATE resource SET template = ?1 WHERE id = ?2 AND template IS NOT ?1",
                     VALUES(BLOB(bytes), NUMBER(resource->number))) > 0;
}

bool upload_source(struct exchange *x, struct resource *resource, struct str bytes,
                   const struct source_options *options, struct upload_counts *counts, struct str *fault)
{
    struct template_string_list strings;
    struct source_upload upload = {.x = x, .resource = resource, .options = options, .counts = counts};
    *counts = (struct upload_counts){0};
    if (!template_sources(bytes, x->arena, &strings, fault))
        return false;
    read_stored(&upload);
    for (size_t i = 0; i < strings.count; i++)
        take(&upload, &strings.at[i], (int64_t)i);
    delete_others(&upload);
    bool is_changed = replace_template(x, resource, bytes);
    if (is_changed || counts->created || counts->updated || counts->deleted)
        all_languages_changed(x, resource);
    return true;
}
