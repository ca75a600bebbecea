// Resources: source files.
#include "sync/hub/store.h"

static void print_attributes(struct exchange *x, const struct resource *resource)
{
    static const char *const videos[] = {"mp4_url", "ogg_url", "webm_url", "youtube_url"};
    struct json *json = &x->json;
    json_put_text(json, "slug", resource->slug);
    json_put_text(json, "name", resource->name);
    json_put_text(json, "priority", resource->priority);
    json_put_bool(json, "accept_translations", resource->accepts);
    json_put_raw(json, "categories", resource->categories);
    json_put_number(json, "i18n_version", 2);
    json_put_raw(json, "i18n_options", STR("{\"allow_duplicate_strings\":false}"));
    json_put_number(json, "string_count", resource->strings);
    json_put_number(json, "word_count", resource->words);
    json_put_time(json, "datetime_created", resource->created);
    json_put_time(json, "datetime_modified", resource->modified);
    for (size_t i = 0; i < sizeof videos / sizeof *videos; i++)
        json_put_null(json, videos[i]);
}

static void print_resource(struct exchange *x, const struct resource *resource)
{
    object_begin(x, "resources", resource->id);
    print_attributes(x, resource);
    object_relations(x, "resources", resource->id);
    relation_one(x, "project", "projects", resource->project.id);
    relation_one(x, "i18n_format", "i18n_formats", resource->format);
    if (resource->base.len > 0)
        relation_one(x, "base", "resources", resource->base);
    object_end(x);
}

static void list_resources(struct exchange *x)
{
    struct project project;
    struct resource resource;
    struct page page;
    if (!project_find(x, parameter(x, "filter[project]"), &project) || !page_read(x, 150, &page))
        return;
    list_begin(x);
    struct query query = resource_list(x, &project, page.second, page.limit + 1);
    while (query_next(&query)) {
        resource_read(x, &query, &project, &resource);
        if (page_takes(&page, 0, resource.number))
            print_resource(x, &resource);
    }
    query_end(&query);
    list_end_objects(x);
    list_end(x, &page);
}

static void answer_resource(struct exchange *x, struct str id, unsigned status)
{
    struct resource resource;
    if (!resource_find(x, id, &resource))
        return;
    single_begin(x);
    print_resource(x, &resource);
    single_end(x, status);
}

static void get_resource(struct exchange *x)
{
    answer_resource(x, x->id, 200);
}

// ---- making and changing

static bool check_attributes(struct exchange *x, const struct object *object)
{
    struct str priority = object_text(object, "priority"), name = object_text(object, "name");
    if (priority.at && !str_is(priority, "normal") && !str_is(priority, "high") &&
        !str_is(priority, "urgent"))
        refuse_attribute(x, 0, "priority", STR("It must be normal, high or urgent."));
    if (name.at && (name.len == 0 || name.len > 255))
        refuse_attribute(x, 0, "name", STR("It must have from 1 to 255 bytes."));
    return !x->is_refused;
}

static bool check_new(struct exchange *x, const struct object *object, const struct project *project)
{
    struct str slug = object_text(object, "slug"), format = object_relation(object, "i18n_format");
    if (!slug_is_valid(slug))
        refuse_attribute(x, 0, "slug", STR("It must be of letters, digits, `_` and `-`, at most 100."));
    else if (!str_is(format, "XLIFF"))
        refuse_field(x, STR("/data/relationships/i18n_format"), STR("The hub knows the format XLIFF only."));
    else if (query_one(x->database, "SELECT 1 FROM resource WHERE project = ? AND slug = ?",
                       VALUES(NUMBER(project->number), TEXT(slug))))
        refuse(x, 409, "There is a resource of this slug in the project.");
    return check_attributes(x, object);
}

// The number of the resource that the relation `base` leads to; 0 without it.
static bool find_base(struct exchange *x, const struct object *object, int64_t *number)
{
    struct resource base;
    struct str id = object_relation(object, "base");
    *number = 0;
    if (id.len == 0)
        return true;
    if (!resource_find(x, id, &base))
        return false;
    *number = base.number;
    return true;
}

static void create_resource(struct exchange *x)
{
    const struct object *object = x->objects.at;
    struct project project;
    int64_t base;
    if (!project_find(x, object_relation(object, "project"), &project) || !check_new(x, object, &project) ||
        !find_base(x, object, &base))
        return;
    const struct jsonc *categories = object_get(object, "categories");
    struct str priority = object_text(object, "priority"), slug = object_text(object, "slug");
    query_run(x->database,
              "INSERT INTO resource (project, slug, name, format, priority, accepts, categories, base, stamp,"
              " created, modified) VALUES (?1, ?2, ?3, 'XLIFF', ?4, ?5, ?6, nullif(?7, 0), ?8, ?8, ?8)",
              VALUES(NUMBER(project.number), TEXT(slug), TEXT(object_text(object, "name")),
                     TEXT(priority.at ? priority : STR("normal")),
                     NUMBER(object_bool(object, "accept_translations", true)),
                     TEXT(categories ? json_reprinted(categories, x->arena) : STR("[]")), NUMBER(base),
                     NUMBER(x->now)));
    struct str id = identifier_below(project.id, 'r', slug, x->arena);
    answer_resource(x, id, 201);
    x->answer->location = arena_print(x->arena, "/resources/" STR_FORMAT, STR_ARG(id));
}

static void change_resource(struct exchange *x)
{
    const struct object *object = x->objects.at;
    struct resource resource;
    int64_t base;
    if (!resource_find(x, x->id, &resource) || !check_attributes(x, object) || !find_base(x, object, &base))
        return;
    const struct jsonc *categories = object_get(object, "categories");
    query_run(x->database,
              "UPDATE resource SET name = ifnull(?1, name), priority = ifnull(?2, priority), accepts = ?3,"
              " categories = ifnull(?4, categories), base = iif(?5, ?5, base), modified = ?6 WHERE id = ?7",
              VALUES(TEXT_OR_NULL(object_text(object, "name")), TEXT_OR_NULL(object_text(object, "priority")),
                     NUMBER(object_bool(object, "accept_translations", resource.accepts)),
                     TEXT_OR_NULL(categories ? json_reprinted(categories, x->arena) : (struct str){0}),
                     NUMBER(base), NUMBER(resource_stamp(x, &resource)), NUMBER(resource.number)));
    answer_resource(x, x->id, 200);
}

static void delete_resource(struct exchange *x)
{
    struct resource resource;
    if (!resource_find(x, x->id, &resource))
        return;
    query_run(x->database, "DELETE FROM resource WHERE id = ?", VALUES(NUMBER(resource.number)));
    answer_empty(x, 204);
}

static const struct field new_attributes[] = {
    {"name", JSONC_STRING, NULL, FIELD_NEEDED},
    {"slug", JSONC_STRING, NULL, FIELD_NEEDED},
    {"priority", JSONC_STRING, NULL, 0},
    {"accept_translations", JSONC_BOOL, NULL, 0},
    {"categories", JSONC_ARRAY, NULL, 0},
    {"i18n_options", JSONC_OBJECT, NULL, 0},
    {0},
};

static const struct field new_relations[] = {
    {"project", JSONC_OBJECT, "projects", FIELD_NEEDED},
    {"i18n_format", JSONC_OBJECT, "i18n_formats", FIELD_NEEDED},
    {"base", JSONC_OBJECT, "resources", FIELD_NULLABLE},
    {0},
};

static const struct body_shape new_body = {
    .type = "resources", .attributes = new_attributes, .relations = new_relations, .is_one = true};

static const struct field changed_attributes[] = {
    {"name", JSONC_STRING, NULL, 0},
    {"priority", JSONC_STRING, NULL, 0},
    {"accept_translations", JSONC_BOOL, NULL, 0},
    {"categories", JSONC_ARRAY, NULL, 0},
    {0},
};

static const struct field changed_relations[] = {{"base", JSONC_OBJECT, "resources", FIELD_NULLABLE}, {0}};

static const struct body_shape changed_body = {.type = "resources",
                                               .attributes = changed_attributes,
                                               .relations = changed_relations,
                                               .has_id = true,
                                               .is_one = true};

const struct endpoint resource_endpoints[] = {
    {HUB_GET, "/resources", list_resources, "filter[project]! filter[slug] filter[name] page[cursor]", NULL,
     0},
    {HUB_POST, "/resources", create_resource, NULL, &new_body, 0},
    {HUB_GET, "/resources/*", get_resource, NULL, NULL, 0},
    {HUB_PATCH, "/resources/*", change_resource, NULL, &changed_body, 0},
    {HUB_DELETE, "/resources/*", delete_resource, NULL, NULL, 0},
    {0},
};
