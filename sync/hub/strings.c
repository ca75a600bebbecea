// Source strings one by one, and what they said before.
#include "sync/hub/string_row.h"

#include <time.h>

static void print_attributes(struct exchange *x, const struct string_row *row)
{
    struct json *json = &x->json;
    json_put_text(json, "key", row->key);
    json_put_text(json, "context", row->context);
    json_put_raw(json, "strings", row->strings);
    json_put_bool(json, "pluralized", row->is_pluralized);
    json_put_text(json, "string_hash", row->hash);
    json_put_number(json, "appearance_order", row->position);
    json_put_raw(json, "tags", row->tags);
    json_put_text(json, "developer_comment", row->comment);
    json_put_text(json, "instructions", row->instructions);
    json_key(json, "character_limit");
    if (row->limit)
        json_number(json, row->limit);
    else
        json_nothing(json);
    json_put_text(json, "occurrences", row->occurrences);
    json_put_time(json, "datetime_created", row->created);
    json_put_time(json, "strings_datetime_modified", row->modified);
    json_put_time(json, "metadata_datetime_modified", row->metadata_modified);
}

void string_row_print(struct exchange *x, const struct resource *resource, const struct string_row *row)
{
    struct str id = identifier_below(resource->id, 's', row->hash, x->arena);
    object_begin(x, "resource_strings", id);
    print_attributes(x, row);
    object_relations(x, "resource_strings", id);
    relation_one(x, "resource", "resources", resource->id);
    relation_language(x, resource->project.source);
    relation_one(x, "committer", "users", STR(""));
    object_end(x);
}

void string_row_read(struct exchange *x, const struct query *query, struct string_row *out)
{
    struct arena *arena = x->arena;
    *out = (struct string_row){.number = query_number(query, 0),
                               .hash = query_text(query, 1, arena),
                               .key = query_text(query, 2, arena),
                               .context = query_text(query, 3, arena),
                               .strings = query_text(query, 4, arena),
                               .is_pluralized = query_number(query, 5) != 0,
                               .position = query_number(query, 6),
                               .tags = query_text(query, 7, arena),
                               .comment = query_text(query, 8, arena),
                               .instructions = query_text(query, 9, arena),
                               .limit = query_number(query, 10),
                               .occurrences = query_text(query, 11, arena),
                               .created = query_number(query, 12),
                               .modified = query_number(query, 13),
                               .metadata_modified = query_number(query, 14)};
}

bool string_row_find(struct exchange *x, struct str id, struct resource *resource, struct string_row *out)
{
    struct identifier parts;
    if (!identifier_read(id, "oprs", &parts)) {
        refuse_missing(x, id);
        return false;
    }
    if (!resource_find(x, str_slice(id, 0, id.len - parts.string.len - 3), resource))
        return false;
    struct query query = query_begin(
        x->database, "SELECT " STRING_COLUMNS " FROM string s WHERE s.resource = ? AND s.hash = ?",
        VALUES(NUMBER(resource->number), TEXT(parts.string)));
    bool is_found = query_next(&query);
    if (is_found)
        string_row_read(x, &query, out);
    query_end(&query);
    if (!is_found)
        refuse_missing(x, id);
    return is_found;
}

// ---- reading

static void list_rows(struct exchange *x, const struct resource *resource, struct page *page)
{
    struct string_row row;
    struct query query = query_begin(
        x->database,
        "SELECT " STRING_COLUMNS " FROM string s WHERE s.resource = ?1 AND (s.position, s.id) > (?2, ?3)"
        " AND (?5 IS NULL OR s.key = ?5) AND (?6 = 0 OR s.modified >= ?6) AND (?7 = 0 OR s.modified <= ?7)"
        " AND (?8 IS NULL OR EXISTS (SELECT 1 FROM json_each(s.tags) a, json_each(?8) b"
        " WHERE a.value = b.value)) AND (?9 IS NULL OR NOT EXISTS (SELECT 1 FROM json_each(?9) w"
        " WHERE w.value NOT IN (SELECT value FROM json_each(s.tags))))"
        " ORDER BY s.position, s.id LIMIT ?4",
        VALUES(NUMBER(resource->number), NUMBER(page->first), NUMBER(page->second), NUMBER(page->limit + 1),
               TEXT_OR_NULL(parameter(x, "filter[key]")),
               NUMBER(parameter_time(x, "filter[strings_date_modified][gte]")),
               NUMBER(parameter_time(x, "filter[strings_date_modified][lte]")),
               TEXT_OR_NULL(parameter_list(x, "filter[tags][any]")),
               TEXT_OR_NULL(parameter_list(x, "filter[tags][all]"))));
    while (query_next(&query)) {
        string_row_read(x, &query, &row);
        if (page_takes(page, row.position, row.number))
            string_row_print(x, resource, &row);
    }
    query_end(&query);
}

static void list_strings(struct exchange *x)
{
    struct resource resource;
    struct page page;
    if (!resource_find(x, parameter(x, "filter[resource]"), &resource) || !page_read(x, 1000, &page))
        return;
    list_begin(x);
    list_rows(x, &resource, &page);
    list_end_objects(x);
    list_end(x, &page);
}

static void get_string(struct exchange *x)
{
    struct resource resource;
    struct string_row row;
    if (!string_row_find(x, x->id, &resource, &row))
        return;
    single_begin(x);
    string_row_print(x, &resource, &row);
    single_end(x, 200);
}

// ---- what they said before

static void print_revision(struct exchange *x, const struct query *query, const struct resource *resource)
{
    char time[32];
    time_t when = (time_t)query_number(query, 2);
    struct tm parts;
    gmtime_r(&when, &parts);
    time[strftime(time, sizeof time, "%Y-%m-%dT%H:%M:%S", &parts)] = 0;
    struct str hash = query_text(query, 3, x->arena);
    struct str string = identifier_below(resource->id, 's', hash, x->arena);
    struct str id = arena_print(x->arena, STR_FORMAT ":v:%sUTC", STR_ARG(string), time);
    object_begin(x, "resource_strings_revisions", id);
    json_put_raw(&x->json, "strings", query_text(query, 1, x->arena));
    json_put_time(&x->json, "date_created", query_number(query, 2));
    object_relations(x, "resource_strings_revisions", id);
    relation_one(x, "resource_string", "resource_strings", string);
    object_end(x);
}

static void list_revisions(struct exchange *x)
{
    struct resource resource;
    struct page page;
    if (!resource_find(x, parameter(x, "filter[resource_string][resource]"), &resource) ||
        !page_read(x, 1000, &page))
        return;
    list_begin(x);
    struct query query = query_begin(
        x->database,
        "SELECT v.id, v.strings, v.created, s.hash FROM string s JOIN revision v ON v.string = s.id"
        " WHERE s.resource = ?1 AND v.id > ?2 AND (?4 IS NULL OR s.key = ?4)"
        " ORDER BY v.id LIMIT ?3",
        VALUES(NUMBER(resource.number), NUMBER(page.second), NUMBER(page.limit + 1),
               TEXT_OR_NULL(parameter(x, "filter[resource_string][key]"))));
    while (query_next(&query))
        if (page_takes(&page, 0, query_number(&query, 0)))
            print_revision(x, &query, &resource);
    query_end(&query);
    list_end_objects(x);
    list_end(x, &page);
}

const struct endpoint string_endpoints[] = {
    {HUB_GET, "/resource_strings", list_strings,
     "filter[resource]! filter[key] filter[tags][any] filter[tags][all] filter[strings_date_modified][gte]"
     " filter[strings_date_modified][lte] limit page[cursor]",
     NULL, 0},
    {HUB_GET, "/resource_strings/*", get_string, NULL, NULL, 0},
    {HUB_GET, "/resource_strings_revisions", list_revisions,
     "filter[resource_string][resource]! filter[resource_string][key] limit page[cursor]", NULL, 0},
    {0},
};
