#include "sync/hub/archive.h"

#include "base/digest.h"
#include "base/json_writer.h"
#include "base/jsonc.h"
#include "sync/hub/database.h"
#include "sync/hub/hub_inside.h"

enum { archive_version = 1, columns_greatest = 20 };

// A table and its columns: texts, but numbers behind `#` and bytes behind `*`. `?` before it: may be null.
struct table {
    const char *name;
    const char *select, *insert; // statements; literals, since they are kept by the database
    const char *columns[columns_greatest];
};

// Rows come after those that they refer to.
static const struct table tables[] = {
    {"organization",
     "SELECT id, slug, name FROM organization ORDER BY id",
     "INSERT INTO organization (id, slug, name) VALUES (?, ?, ?)",
     {"#id", "slug", "name"}},
    {"project",
     "SELECT id, organization, slug, name, source, created, modified FROM project ORDER BY id",
     "INSERT INTO project (id, organization, slug, name, source, created, modified)"
     " VALUES (?, ?, ?, ?, ?, ?, ?)",
     {"#id", "#organization", "slug", "name", "source", "#created", "#modified"}},
    {"token",
     "SELECT hash, project, created FROM token ORDER BY hash",
     "INSERT INTO token (hash, project, created) VALUES (?, ?, ?)",
     {"hash", "#project", "#created"}},
    {"project_language",
     "SELECT project, code, added FROM project_language ORDER BY project, code",
     "INSERT INTO project_language (project, code, added) VALUES (?, ?, ?)",
     {"#project", "code", "#added"}},
    {"resource",
     "SELECT id, project, slug, name, format, priority, accepts, categories, base, template, stamp, created,"
     " modified FROM resource ORDER BY id",
     "INSERT INTO resource (id, project, slug, name, format, priority, accepts, categories, base, template,"
     " stamp, created, modified) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
     {"#id", "#project", "slug", "name", "format", "priority", "#accepts", "categories", "?#base",
      "?*template", "#stamp", "#created", "#modified"}},
    {"string",
     "SELECT id, resource, hash, key, context, strings, words, position, pluralized, tags, comment,"
     " instructions, character_limit, occurrences, is_edited, created, modified, metadata_modified"
     " FROM string ORDER BY id",
     "INSERT INTO string (id, resource, hash, key, context, strings, words, position, pluralized, tags,"
     " comment, instructions, character_limit, occurrences, is_edited, created, modified, metadata_modified)"
     " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
     {"#id", "#resource", "hash", "key", "context", "strings", "#words", "#position", "#pluralized", "tags",
      "comment", "instructions", "#character_limit", "occurrences", "#is_edited", "#created", "#modified",
      "#metadata_modified"}},
    {"translation",
     "SELECT string, language, strings, reviewed, proofread, origin, created, translated, reviewed_at,"
     " proofread_at FROM translation ORDER BY string, language",
     "INSERT INTO translation (string, language, strings, reviewed, proofread, origin, created, translated,"
     " reviewed_at, proofread_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
     {"#string", "language", "?strings", "#reviewed", "#proofread", "origin", "#created", "?#translated",
      "?#reviewed_at", "?#proofread_at"}},
    {"language_update",
     "SELECT resource, language, any, translation, review, proofread, complete FROM language_update"
     " ORDER BY resource, language",
     "INSERT INTO language_update (resource, language, any, translation, review, proofread, complete)"
     " VALUES (?, ?, ?, ?, ?, ?, ?)",
     {"#resource", "language", "#any", "?#translation", "?#review", "?#proofread", "#complete"}},
    {"revision",
     "SELECT id, string, strings, created FROM revision ORDER BY id",
     "INSERT INTO revision (id, string, strings, created) VALUES (?, ?, ?, ?)",
     {"#id", "#string", "strings", "#created"}},
    {"webhook",
     "SELECT id, project, active, url, event, secret, created FROM webhook ORDER BY id",
     "INSERT INTO webhook (id, project, active, url, event, secret, created) VALUES (?, ?, ?, ?, ?, ?, ?)",
     {"id", "#project", "#active", "url", "event", "secret", "#created"}},
};

struct column {
    const char *name;
    bool is_number, is_bytes, is_nullable;
};

static struct column column_of(const char *text)
{
    struct column column = {0};
    column.is_nullable = *text == '?';
    text += column.is_nullable;
    column.is_number = *text == '#';
    column.is_bytes = *text == '*';
    column.name = text + (column.is_number || column.is_bytes);
    return column;
}

// ---- export

static void print_cell(const struct hub *hub, struct json *json, const struct query *query, int number,
                       const struct column *column, struct arena *scratch)
{
    struct str text = query_text(query, number, scratch);
    json_key(json, column->name);
    if (!text.at)
        json_nothing(json);
    else if (column->is_number)
        json_number(json, query_number(query, number));
    else
        json_text(json, column->is_bytes ? digest_base64(hub->digest, text, scratch) : text);
}

static void print_table(const struct hub *hub, struct json *json, const struct table *table)
{
    struct arena scratch = {0};
    json_open_in(json, table->name, '[');
    struct query query = query_begin(hub->database, table->select, NO_VALUES);
    while (query_next(&query)) {
        json_open(json, '{');
        for (int i = 0; i < columns_greatest && table->columns[i]; i++) {
            struct column column = column_of(table->columns[i]);
            print_cell(hub, json, &query, i, &column, &scratch);
        }
        json_close(json, '}');
        arena_reset(&scratch);
    }
    query_end(&query);
    json_close(json, ']');
    arena_free(&scratch);
}

static bool complain(const struct hub *hub, struct diags *diags, struct str path)
{
    diag_add(diags, KIND_HUB_DATA, span_file(path), "the hub's data cannot be used: " STR_FORMAT,
             STR_ARG(database_failure(hub->database)));
    return false;
}

bool hub_export(struct hub *hub, struct buf *out, struct diags *diags)
{
    struct json json = {.out = out};
    database_begin(hub->database, false);
    json_open(&json, '{');
    json_put_number(&json, "glot_hub", archive_version);
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        print_table(hub, &json, &tables[i]);
    json_close(&json, '}');
    buf_byte(out, '\n');
    return database_commit(hub->database) || complain(hub, diags, hub->file);
}

bool hub_is_archive(struct str bytes)
{
    return str_starts(bytes, STR("{\"glot_hub\":"));
}

// ---- import

struct import {
    struct hub *hub;
    const struct jsonc_file *file;
    struct arena *arena;
    struct diags *diags;
};

static bool refuse(const struct import *import, const struct jsonc *value, const char *why)
{
    diag_add(import->diags, KIND_HUB_DATA, jsonc_span(import->file, value), "%s", why);
    return false;
}

static bool read_number(struct str text, int64_t *out)
{
    size_t number = 0;
    bool good = str_number(text, 999999999999999999, &number);
    *out = (int64_t)number;
    return good;
}

static bool read_cell(const struct import *import, const struct jsonc *row, const struct column *column,
                      struct value *out)
{
    const struct jsonc *value = jsonc_get(row, column->name);
    *out = (struct value){.kind = VALUE_NULL};
    if (jsonc_is(value, JSONC_NULL) && column->is_nullable)
        return true;
    if (!jsonc_is(value, column->is_number ? JSONC_NUMBER : JSONC_STRING))
        return refuse(import, value ? value : row,
                      "the archive lacks a value here, or has one of another type");
    out->kind = column->is_number ? VALUE_NUMBER : column->is_bytes ? VALUE_BLOB : VALUE_TEXT;
    out->text = value->text;
    if (column->is_number && !read_number(value->text, &out->number))
        return refuse(import, value, "this number is none that the hub has written");
    if (column->is_bytes && !digest_from_base64(import->hub->digest, value->text, import->arena, &out->text))
        return refuse(import, value, "this is no base64");
    return true;
}

static bool read_row(const struct import *import, const struct jsonc *row, const struct table *table)
{
    struct value values[columns_greatest + 1] = {{.kind = VALUE_END}};
    for (size_t i = 0; i < columns_greatest && table->columns[i]; i++) {
        struct column column = column_of(table->columns[i]);
        if (!read_cell(import, row, &column, &values[i]))
            return false;
    }
    query_run(import->hub->database, table->insert, values);
    return true;
}

static bool read_table(const struct import *import, const struct table *table)
{
    const struct jsonc *rows = jsonc_get(import->file->root, table->name);
    if (!jsonc_is(rows, JSONC_ARRAY))
        return refuse(import, import->file->root, "the archive lacks a list that every archive has");
    for (const struct jsonc *row = rows->first; row; row = row->next)
        if (!read_row(import, row, table))
            return false;
    return true;
}

static bool read_tables(const struct import *import)
{
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        if (!read_table(import, &tables[i]))
            return false;
    return true;
}

bool hub_import(struct hub *hub, struct str path, struct str document, struct diags *diags)
{
    struct jsonc_file file;
    struct import import = {.hub = hub, .file = &file, .arena = hub->arena, .diags = diags};
    if (!jsonc_read(path, document, JSONC_STRICT, hub->arena, diags, &file))
        return false;
    const struct jsonc *version = jsonc_get(file.root, "glot_hub");
    if (!jsonc_is(version, JSONC_NUMBER) || !str_is(version->text, "1"))
        return refuse(&import, version ? version : file.root,
                      "this is no archive of a hub that this version of glot knows");
    size_t projects;
    if (!hub_count_projects(hub, &projects, diags))
        return false;
    if (projects > 0) {
        diag_add(diags, KIND_HUB_DATA, span_file(path),
                 "the data hold projects already: an archive goes into new data only");
        return false;
    }
    database_begin(hub->database, true);
    database_script(hub->database, "PRAGMA defer_foreign_keys = ON"); // a branch may stand before its base
    if (!read_tables(&import)) {
        database_rollback(hub->database);
        return false;
    }
    return database_commit(hub->database) || complain(hub, diags, path);
}
