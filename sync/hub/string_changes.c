// Source strings that are changed one by one; in resources without a file also made and deleted.
#include "sync/hub/string_row.h"
#include "sync/hub/text.h"

// Tags are texts.
static bool check_tags(struct exchange *x, size_t number, const struct object *object)
{
    const struct jsonc *tags = object_get(object, "tags");
    for (const struct jsonc *tag = tags ? tags->first : NULL; tag; tag = tag->next)
        if (tag->kind != JSONC_STRING)
            refuse_attribute(x, number, "tags", STR("It must be a list of texts."));
    if (object_text(object, "instructions").len > 1000 * 4)
        refuse_attribute(x, number, "instructions", STR("It must have at most 1000 characters."));
    return !x->is_refused;
}

// The new strings; {NULL, 0} when they stay. A text of a file must be able to stand in it.
static bool read_strings(struct exchange *x, size_t number, const struct object *object,
                         const struct resource *resource, struct str *strings)
{
    const struct jsonc *value = object_get(object, "strings");
    *strings = (struct str){0};
    if (!value)
        return true;
    if (!strings_read(value, x->arena, strings))
        refuse_attribute(x, number, "strings", STR("It must be an object of texts, one under `other`."));
    else
        strings_check(x, number, resource, *strings);
    return !x->is_refused;
}

// ---- changing

static void change_metadata(struct exchange *x, struct resource *resource, const struct string_row *row,
                            const struct object *object)
{
    const struct jsonc *tags = object_get(object, "tags");
    struct str instructions = object_text(object, "instructions");
    struct str occurrences = object_text(object, "occurrences"),
               comment = object_text(object, "developer_comment");
    int64_t limit = object_get(object, "character_limit") ? object_number(object, "character_limit", 0) : -1;
    if (!tags && !instructions.at && !occurrences.at && !comment.at && limit < 0)
        return;
    query_run(x->database,
              "UPDATE string SET tags = ifnull(?1, tags), instructions = ifnull(?2, instructions),"
              " character_limit = iif(?3 < 0, character_limit, ?3), metadata_modified = ?4,"
              " occurrences = ifnull(?6, occurrences), comment = ifnull(?7, comment) WHERE id = ?5",
              VALUES(TEXT_OR_NULL(tags ? json_reprinted(tags, x->arena) : (struct str){0}),
                     TEXT_OR_NULL(instructions), NUMBER(limit), NUMBER(resource_stamp(x, resource)),
                     NUMBER(row->number), TEXT_OR_NULL(occurrences), TEXT_OR_NULL(comment)));
}

static bool change_one(struct exchange *x, size_t number, struct str id)
{
    const struct object *object = &x->objects.at[number];
    struct resource resource;
    struct string_row row;
    struct str strings;
    if (!string_row_find(x, id, &resource, &row) || !check_tags(x, number, object) ||
        !read_strings(x, number, object, &resource, &strings))
        return false;
    if (strings.at && !str_equal(strings, row.strings)) {
        const struct string_edit edit = {.string = row.number,
                                         .before = row.strings,
                                         .after = strings,
                                         .is_edited = true,
                                         .keeps_translations =
                                             object_bool(object, "keep_translations", true)};
        string_set_text(x, &resource, &edit);
        all_languages_changed(x, &resource);
    }
    change_metadata(x, &resource, &row, object);
    return true;
}

static bool print_one(struct exchange *x, struct str id)
{
    struct resource resource;
    struct string_row row;
    bool is_found = string_row_find(x, id, &resource, &row);
    if (is_found)
        string_row_print(x, &resource, &row);
    return is_found;
}

static void change_string(struct exchange *x)
{
    if (!change_one(x, 0, x->id))
        return;
    single_begin(x);
    if (print_one(x, x->id))
        single_end(x, 200);
}

static void print_all(struct exchange *x, const struct str_list *ids, unsigned status)
{
    list_begin(x);
    for (size_t i = 0; i < ids->count; i++)
        print_one(x, ids->at[i]);
    list_end_bulk(x, status);
}

static void change_strings(struct exchange *x)
{
    struct str_list ids = {0};
    for (size_t i = 0; i < x->objects.count; i++) {
        if (!change_one(x, i, x->objects.at[i].id))
            return;
        *list_push(&ids, x->arena) = x->objects.at[i].id;
    }
    print_all(x, &ids, 200);
}

// ---- making and deleting, in resources without a file

static bool is_without_file(struct exchange *x, const struct resource *resource)
{
    if (resource->has_template)
        refuse(x, 409, "The strings of this resource come from its file: upload it anew.");
    return !x->is_refused;
}

static void insert(struct exchange *x, struct resource *resource, const struct object *object,
                   struct str hash, struct str strings)
{
    const struct jsonc *tags = object_get(object, "tags");
    struct str key = object_text(object, "key"), context = object_text(object, "context");
    struct str text = strings_text(strings, x->arena);
    int64_t now = resource_stamp(x, resource);
    query_run(x->database,
              "INSERT INTO string (resource, hash, key, context, strings, words, position, pluralized, tags,"
              " comment, instructions, character_limit, occurrences, is_edited, created, modified,"
              " metadata_modified) SELECT ?1, ?2, ?3, ?4, ?5, ?6, ifnull(max(position), -1) + 1, ?7, ?8, ?9,"
              " ?10, ?11, ?12, 0, ?13, ?13, ?13 FROM string WHERE resource = ?1",
              VALUES(NUMBER(resource->number), TEXT(hash), TEXT(key), TEXT(context), TEXT(strings),
                     NUMBER(text_words(text, x->arena)), NUMBER(object_bool(object, "pluralized", false)),
                     TEXT(tags ? json_reprinted(tags, x->arena) : STR("[]")),
                     TEXT(object_text(object, "developer_comment")),
                     TEXT(object_text(object, "instructions")),
                     NUMBER(object_number(object, "character_limit", 0)),
                     TEXT(object_text(object, "occurrences")), NUMBER(now)));
}

static bool make_one(struct exchange *x, size_t number, struct str *id)
{
    const struct object *object = &x->objects.at[number];
    struct resource resource;
    struct str strings, key = object_text(object, "key");
    if (!resource_find(x, object_relation(object, "resource"), &resource) || !is_without_file(x, &resource) ||
        !check_tags(x, number, object) || !read_strings(x, number, object, &resource, &strings))
        return false;
    struct str hash = string_hash(x, key, object_text(object, "context"));
    *id = identifier_below(resource.id, 's', hash, x->arena);
    if (query_one(x->database, "SELECT 1 FROM string WHERE resource = ? AND hash = ?",
                  VALUES(NUMBER(resource.number), TEXT(hash)))) {
        refuse(x, 409, "The resource has a string of this key.");
        return false;
    }
    insert(x, &resource, object, hash, strings);
    all_languages_changed(x, &resource);
    return true;
}

static void make_strings(struct exchange *x)
{
    struct str_list ids = {0};
    for (size_t i = 0; i < x->objects.count; i++)
        if (!make_one(x, i, list_push(&ids, x->arena)))
            return;
    print_all(x, &ids, 201);
}

static bool delete_one(struct exchange *x, struct str id)
{
    struct resource resource;
    struct string_row row;
    if (!string_row_find(x, id, &resource, &row) || !is_without_file(x, &resource))
        return false;
    query_run(x->database, "DELETE FROM string WHERE id = ?", VALUES(NUMBER(row.number)));
    all_languages_changed(x, &resource);
    return true;
}

static void delete_string(struct exchange *x)
{
    if (delete_one(x, x->id))
        answer_empty(x, 204);
}

static void delete_strings(struct exchange *x)
{
    for (size_t i = 0; i < x->objects.count; i++)
        if (!delete_one(x, x->objects.at[i].id))
            return;
    answer_empty(x, 204);
}

static const struct field changed_attributes[] = {
    {"strings", JSONC_OBJECT, NULL, 0},         {"tags", JSONC_ARRAY, NULL, 0},
    {"instructions", JSONC_STRING, NULL, 0},    {"character_limit", JSONC_NUMBER, NULL, FIELD_NULLABLE},
    {"occurrences", JSONC_STRING, NULL, 0},     {"developer_comment", JSONC_STRING, NULL, 0},
    {"keep_translations", JSONC_BOOL, NULL, 0}, {0},
};

static const struct body_shape one_body = {
    .type = "resource_strings", .attributes = changed_attributes, .has_id = true, .is_one = true};
static const struct body_shape many_body = {
    .type = "resource_strings", .attributes = changed_attributes, .has_id = true, .is_many = true};

static const struct field new_attributes[] = {
    {"key", JSONC_STRING, NULL, FIELD_NEEDED},
    {"strings", JSONC_OBJECT, NULL, FIELD_NEEDED},
    {"context", JSONC_STRING, NULL, 0},
    {"pluralized", JSONC_BOOL, NULL, 0},
    {"tags", JSONC_ARRAY, NULL, 0},
    {"developer_comment", JSONC_STRING, NULL, 0},
    {"instructions", JSONC_STRING, NULL, 0},
    {"character_limit", JSONC_NUMBER, NULL, FIELD_NULLABLE},
    {"occurrences", JSONC_STRING, NULL, 0},
    {0},
};

static const struct field new_relations[] = {{"resource", JSONC_OBJECT, "resources", FIELD_NEEDED}, {0}};

static const struct body_shape new_body = {.type = "resource_strings",
                                           .attributes = new_attributes,
                                           .relations = new_relations,
                                           .is_one = true,
                                           .is_many = true};

static const struct body_shape delete_body = {.type = "resource_strings", .has_id = true, .is_many = true};

const struct endpoint string_change_endpoints[] = {
    {HUB_PATCH, "/resource_strings/*", change_string, NULL, &one_body, 0},
    {HUB_PATCH, "/resource_strings", change_strings, NULL, &many_body, 0},
    {HUB_POST, "/resource_strings", make_strings, NULL, &new_body, 0},
    {HUB_DELETE, "/resource_strings/*", delete_string, NULL, NULL, 0},
    {HUB_DELETE, "/resource_strings", delete_strings, NULL, &delete_body, 0},
    {0},
};
