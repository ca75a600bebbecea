// Translations one by one: one object for each string and language, translated or not.
#include "sync/hub/string_row.h"
#include "sync/hub/text.h"
#include "sync/hub/translate.h"

struct row {
    struct string_row string;
    struct translation value;
    struct str origin;
    int64_t created, translated, reviewed_at, proofread_at;
};

#define TRANSLATION_COLUMNS                                                                                  \
    "t.strings, t.reviewed, t.proofread, t.origin, t.created, t.translated, t.reviewed_at, t.proofread_at"

static void read_row(struct exchange *x, const struct query *query, struct row *out)
{
    const int at = string_columns;
    string_row_read(x, query, &out->string);
    out->value = (struct translation){.string = out->string.number,
                                      .strings = query_text(query, at, x->arena),
                                      .reviewed = query_number(query, at + 1) != 0,
                                      .proofread = query_number(query, at + 2) != 0};
    out->origin = query_text(query, at + 3, x->arena);
    out->created = query_number(query, at + 4);
    out->translated = query_number(query, at + 5);
    out->reviewed_at = query_number(query, at + 6);
    out->proofread_at = query_number(query, at + 7);
}

static void print_row(struct exchange *x, const struct resource *resource, struct str code,
                      const struct row *row)
{
    struct json *json = &x->json;
    struct str string = identifier_below(resource->id, 's', row->string.hash, x->arena);
    struct str id = identifier_below(string, 'l', code, x->arena);
    object_begin(x, "resource_translations", id);
    json_put_raw(json, "strings", row->value.strings);
    json_put_bool(json, "reviewed", row->value.reviewed);
    json_put_bool(json, "proofread", row->value.proofread);
    json_put_bool(json, "finalized", row->value.proofread);
    json_put_text(json, "origin", row->origin);
    json_put_time(json, "datetime_created", row->created ? row->created : row->string.created);
    json_put_time(json, "datetime_translated", row->translated);
    json_put_time(json, "datetime_reviewed", row->reviewed_at);
    json_put_time(json, "datetime_proofread", row->proofread_at);
    object_relations(x, "resource_translations", id);
    relation_one(x, "resource", "resources", resource->id);
    relation_one(x, "resource_string", "resource_strings", string);
    relation_language(x, code);
    relation_one(x, "translator", "users", STR(""));
    relation_one(x, "reviewer", "users", STR(""));
    relation_one(x, "proofreader", "users", STR(""));
    object_end(x);
}

// ---- reading

static struct query select_rows(struct exchange *x, const struct resource *resource, struct str code,
                                const struct page *page)
{
    return query_begin(
        x->database,
        "SELECT " STRING_COLUMNS ", " TRANSLATION_COLUMNS
        " FROM string s LEFT JOIN translation t ON t.string = s.id AND t.language = ?2"
        " WHERE s.resource = ?1 AND (s.position, s.id) > (?3, ?4)"
        " AND (?6 < 0 OR (t.strings NOTNULL) = ?6) AND (?7 < 0 OR ifnull(t.reviewed, 0) = ?7)"
        " AND (?8 < 0 OR ifnull(t.proofread, 0) = ?8) AND (?9 < 0 OR ifnull(t.proofread, 0) = ?9)"
        " AND (?10 = 0 OR t.translated > ?10) AND (?11 = 0 OR t.translated < ?11)"
        " AND (?12 IS NULL OR s.key = ?12) AND (?13 = 0 OR s.modified >= ?13)"
        " AND (?14 = 0 OR s.modified <= ?14) AND (?15 IS NULL OR EXISTS (SELECT 1 FROM json_each(s.tags) a,"
        " json_each(?15) b WHERE a.value = b.value)) AND (?16 IS NULL OR NOT EXISTS (SELECT 1 FROM"
        " json_each(?16) w WHERE w.value NOT IN (SELECT value FROM json_each(s.tags))))"
        " AND (?17 IS NULL OR t.origin = ?17) ORDER BY s.position, s.id LIMIT ?5",
        VALUES(NUMBER(resource->number), TEXT(code), NUMBER(page->first), NUMBER(page->second),
               NUMBER(page->limit + 1), NUMBER(parameter_bool(x, "filter[translated]")),
               NUMBER(parameter_bool(x, "filter[reviewed]")), NUMBER(parameter_bool(x, "filter[proofread]")),
               NUMBER(parameter_bool(x, "filter[finalized]")),
               NUMBER(parameter_time(x, "filter[date_translated][gt]")),
               NUMBER(parameter_time(x, "filter[date_translated][lt]")),
               TEXT_OR_NULL(parameter(x, "filter[resource_string][key]")),
               NUMBER(parameter_time(x, "filter[resource_string][date_modified][gte]")),
               NUMBER(parameter_time(x, "filter[resource_string][date_modified][lte]")),
               TEXT_OR_NULL(parameter_list(x, "filter[resource_string][tags][any]")),
               TEXT_OR_NULL(parameter_list(x, "filter[resource_string][tags][all]")),
               TEXT_OR_NULL(parameter(x, "filter[origin]"))));
}

static void print_included(struct exchange *x, const struct resource *resource, const struct row *rows,
                           size_t count)
{
    json_open_in(&x->json, "included", '[');
    for (size_t i = 0; i < count; i++)
        string_row_print(x, resource, &rows[i].string);
    json_close(&x->json, ']');
}

static void list_page(struct exchange *x, const struct resource *resource, struct str code, struct page *page)
{
    struct row *rows = arena_array(x->arena, struct row, page->limit + 1);
    size_t count = 0;
    list_begin(x);
    struct query query = select_rows(x, resource, code, page);
    for (; query_next(&query); count++) {
        read_row(x, &query, &rows[count]);
        if (!page_takes(page, rows[count].string.position, rows[count].string.number))
            break;
        print_row(x, resource, code, &rows[count]);
    }
    query_end(&query);
    list_end_objects(x);
    if (parameter(x, "include").at)
        print_included(x, resource, rows, count);
    list_end(x, page);
}

static void list_translations(struct exchange *x)
{
    struct resource resource;
    struct page page;
    struct str code, include = parameter(x, "include");
    if (!resource_find(x, parameter(x, "filter[resource]"), &resource) ||
        !language_find(x, &resource.project, parameter(x, "filter[language]"), &code) ||
        !page_read(x, 1000, &page))
        return;
    if (include.at && !str_is(include, "resource_string"))
        refuse_parameter(x, STR("include"), STR("It must be resource_string."));
    else
        list_page(x, &resource, code, &page);
}

// The translation of an id, its resource and its language. False: refused.
static bool find_row(struct exchange *x, struct str id, struct resource *resource, struct str *code,
                     struct row *out)
{
    struct identifier parts;
    if (!identifier_read(id, "oprsl", &parts)) {
        refuse_missing(x, id);
        return false;
    }
    struct str string = str_slice(id, 0, id.len - parts.language.len - 3);
    if (!string_row_find(x, string, resource, &out->string) ||
        !language_find(x, &resource->project, identifier_below(STR(""), 'l', parts.language, x->arena), code))
        return false;
    struct query query = query_begin(x->database,
                                     "SELECT " STRING_COLUMNS ", " TRANSLATION_COLUMNS
                                     " FROM string s LEFT JOIN translation t ON t.string = s.id AND"
                                     " t.language = ?2 WHERE s.id = ?1",
                                     VALUES(NUMBER(out->string.number), TEXT(*code)));
    if (query_next(&query))
        read_row(x, &query, out);
    query_end(&query);
    return true;
}

static bool print_one(struct exchange *x, struct str id)
{
    struct resource resource;
    struct str code;
    struct row row;
    bool is_found = find_row(x, id, &resource, &code, &row);
    if (is_found)
        print_row(x, &resource, code, &row);
    return is_found;
}

static void get_translation(struct exchange *x)
{
    single_begin(x);
    if (print_one(x, x->id))
        single_end(x, 200);
}

// ---- changing

static bool read_strings(struct exchange *x, size_t number, const struct resource *resource,
                         struct translation_change *change)
{
    const struct jsonc *value = object_get(&x->objects.at[number], "strings");
    change->has_strings = value != NULL;
    if (!value || value->kind == JSONC_NULL)
        return true;
    if (!strings_read(value, x->arena, &change->value.strings))
        refuse_attribute(x, number, "strings",
                         STR("It must be null, or an object of texts, one under `other`."));
    else
        strings_check(x, number, resource, change->value.strings);
    return !x->is_refused;
}

// `first` is what the call's other objects must share: all of one resource and one language.
static bool change_one(struct exchange *x, size_t number, struct str id, struct resource *resource)
{
    const struct object *object = &x->objects.at[number];
    struct resource found;
    struct str code;
    struct row row;
    struct translation_change change = {.has_reviewed = object_get(object, "reviewed") != NULL,
                                        .has_proofread = object_get(object, "proofread") != NULL,
                                        .value = {.reviewed = object_bool(object, "reviewed", false),
                                                  .proofread = object_bool(object, "proofread", false)},
                                        .origin = "API"};
    if (!find_row(x, id, &found, &code, &row))
        return false;
    if (number == 0)
        *resource = found;
    if (found.number != resource->number) {
        refuse(x, 400, "The translations of a bulk call must be of one resource.");
        return false;
    }
    if (!read_strings(x, number, resource, &change))
        return false;
    translation_change(x, resource, code, &row.value, &change);
    return true;
}

static void change_translation(struct exchange *x)
{
    struct resource resource;
    if (!change_one(x, 0, x->id, &resource))
        return;
    single_begin(x);
    if (print_one(x, x->id))
        single_end(x, 200);
}

static bool is_one_language(struct exchange *x)
{
    struct identifier first, other;
    for (size_t i = 0; i < x->objects.count; i++)
        if (!identifier_read(x->objects.at[0].id, "oprsl", &first) ||
            !identifier_read(x->objects.at[i].id, "oprsl", &other) ||
            !str_equal(first.language, other.language)) {
            refuse(x, 400, "The translations of a bulk call must be of one language.");
            return false;
        }
    return true;
}

static void change_translations(struct exchange *x)
{
    struct resource resource;
    if (!is_one_language(x))
        return;
    for (size_t i = 0; i < x->objects.count; i++)
        if (!change_one(x, i, x->objects.at[i].id, &resource))
            return;
    list_begin(x);
    for (size_t i = 0; i < x->objects.count; i++)
        print_one(x, x->objects.at[i].id);
    list_end_bulk(x, 200);
}

static const struct field attributes[] = {
    {"strings", JSONC_OBJECT, NULL, FIELD_NULLABLE},
    {"reviewed", JSONC_BOOL, NULL, 0},
    {"proofread", JSONC_BOOL, NULL, 0},
    {0},
};

static const struct body_shape one_body = {
    .type = "resource_translations", .attributes = attributes, .has_id = true, .is_one = true};
static const struct body_shape many_body = {
    .type = "resource_translations", .attributes = attributes, .has_id = true, .is_many = true};

const struct endpoint translation_endpoints[] = {
    {HUB_GET, "/resource_translations", list_translations,
     "filter[resource]! filter[language]! filter[translated] filter[reviewed] filter[proofread]"
     " filter[finalized] filter[date_translated][gt] filter[date_translated][lt]"
     " filter[resource_string][key] filter[resource_string][date_modified][gte]"
     " filter[resource_string][date_modified][lte] filter[resource_string][tags][any]"
     " filter[resource_string][tags][all] filter[origin] include limit page[cursor]",
     NULL, 0},
    {HUB_GET, "/resource_translations/*", get_translation, NULL, NULL, 0},
    {HUB_PATCH, "/resource_translations/*", change_translation, NULL, &one_body, 0},
    {HUB_PATCH, "/resource_translations", change_translations, NULL, &many_body, 0},
    {0},
};
