// Organizations, projects, and which languages a project translates into.
#include "sync/hub/language.h"
#include "sync/hub/store.h"

static void print_organization(struct exchange *x, const struct project *project)
{
    struct str id = identifier_below(STR(""), 'o', project->organization, x->arena);
    object_begin(x, "organizations", id);
    json_put_text(&x->json, "name", project->organization_name);
    json_put_text(&x->json, "slug", project->organization);
    json_put_bool(&x->json, "private", true);
    json_put_null(&x->json, "logo_url");
    object_relations(x, "organizations", id);
    relation_many(x, "projects", "/projects?filter[organization]=" STR_FORMAT, STR_ARG(id));
    relation_many(x, "teams", "/teams?filter[organization]=" STR_FORMAT, STR_ARG(id));
    object_end(x);
}

static void list_organizations(struct exchange *x)
{
    struct project project;
    struct str slug = parameter(x, "filter[slug]");
    list_begin(x);
    if (project_of_token(x, &project) && (!slug.at || str_equal(slug, project.organization)))
        print_organization(x, &project);
    list_end_objects(x);
    list_end(x, NULL);
}

static void get_organization(struct exchange *x)
{
    struct project project;
    struct identifier parts;
    if (!project_of_token(x, &project) || !identifier_read(x->id, "o", &parts) ||
        !str_equal(parts.organization, project.organization)) {
        refuse_missing(x, x->id);
        return;
    }
    single_begin(x);
    print_organization(x, &project);
    single_end(x, 200);
}

// ---- projects

static void print_project_attributes(struct exchange *x, const struct project *project)
{
    static const char *const absent[] = {"description",    "long_description", "homepage_url",
                                         "repository_url", "instructions_url", "logo_url"};
    struct json *json = &x->json;
    json_put_text(json, "name", project->name);
    json_put_text(json, "slug", project->slug);
    json_put_text(json, "type", STR("file"));
    json_put_bool(json, "private", true);
    json_put_bool(json, "archived", false);
    json_put_text(json, "license", STR("proprietary"));
    json_put_raw(json, "tags", STR("[]"));
    for (size_t i = 0; i < sizeof absent / sizeof *absent; i++)
        json_put_text(json, absent[i], STR(""));
    json_put_bool(json, "translation_memory_fillup", false);
    json_put_bool(json, "machine_translation_fillup", false);
    json_put_bool(json, "ai_fillup", false);
    json_put_time(json, "datetime_created", project->created);
    json_put_time(json, "datetime_modified", project->modified);
}

static void print_project(struct exchange *x, const struct project *project)
{
    struct str id = project->id;
    object_begin(x, "projects", id);
    print_project_attributes(x, project);
    object_relations(x, "projects", id);
    relation_one(x, "organization", "organizations",
                 identifier_below(STR(""), 'o', project->organization, x->arena));
    relation_one(x, "source_language", "languages",
                 identifier_below(STR(""), 'l', project->source, x->arena));
    json_open_in(&x->json, "languages", '{');
    json_open_in(&x->json, "links", '{');
    link_put(x, "self", "/projects/" STR_FORMAT "/relationships/languages", STR_ARG(id));
    link_put(x, "related", "/projects/" STR_FORMAT "/languages", STR_ARG(id));
    json_close(&x->json, '}');
    json_close(&x->json, '}');
    relation_many(x, "resources", "/resources?filter[project]=" STR_FORMAT, STR_ARG(id));
    object_end(x);
}

static bool is_wanted(struct exchange *x, const struct project *project)
{
    struct str slug = parameter(x, "filter[slug]"), name = parameter(x, "filter[name]");
    struct identifier parts;
    return identifier_read(parameter(x, "filter[organization]"), "o", &parts) &&
           str_equal(parts.organization, project->organization) &&
           (!slug.at || str_equal(slug, project->slug)) && (!name.at || str_equal(name, project->name));
}

static void list_projects(struct exchange *x)
{
    struct project project;
    list_begin(x);
    if (project_of_token(x, &project) && is_wanted(x, &project))
        print_project(x, &project);
    list_end_objects(x);
    list_end(x, NULL);
}

static void get_project(struct exchange *x)
{
    struct project project;
    if (!project_find(x, x->id, &project))
        return;
    single_begin(x);
    print_project(x, &project);
    single_end(x, 200);
}

// ---- languages of a project

static void list_project_languages(struct exchange *x)
{
    struct project project;
    if (!project_find(x, x->id, &project))
        return;
    list_begin(x);
    struct query query =
        query_begin(x->database, "SELECT code FROM project_language WHERE project = ? ORDER BY code",
                    VALUES(NUMBER(project.number)));
    while (query_next(&query))
        language_print(x, query_text(&query, 0, x->arena));
    query_end(&query);
    list_end_objects(x);
    list_end(x, NULL);
}

// All codes must be known before one is added.
static bool check_languages(struct exchange *x)
{
    struct identifier parts;
    for (size_t i = 0; i < x->objects.count; i++)
        if (!identifier_read(x->objects.at[i].id, "l", &parts) || !language_is_known(x, parts.language)) {
            refuse_field(x, arena_print(x->arena, "/data/%zu/id", i),
                         arena_print(x->arena, "`" STR_FORMAT "` is no language.",
                                     STR_ARG(str_slice(x->objects.at[i].id, 0, 100))));
            return false;
        }
    return true;
}

static void change_languages(struct exchange *x, const char *sql)
{
    struct project project;
    struct identifier parts;
    if (!project_find(x, x->id, &project) || !check_languages(x))
        return;
    for (size_t i = 0; i < x->objects.count; i++) {
        identifier_read(x->objects.at[i].id, "l", &parts);
        if (!str_equal(parts.language, project.source))
            query_run(x->database, sql, VALUES(NUMBER(project.number), TEXT(parts.language), NUMBER(x->now)));
    }
    answer_empty(x, 204);
}

static void add_languages(struct exchange *x)
{
    change_languages(x, "INSERT OR IGNORE INTO project_language VALUES (?, ?, ?)");
}

// Their translations stay in the store, and are there again when the language comes back.
static void remove_languages(struct exchange *x)
{
    change_languages(x, "DELETE FROM project_language WHERE project = ?1 AND code = ?2 AND ?3");
}

static const struct body_shape languages_body = {.type = "languages", .has_id = true, .is_many = true};

const struct endpoint project_endpoints[] = {
    {HUB_GET, "/organizations", list_organizations, "filter[slug] page[cursor]", NULL, 0},
    {HUB_GET, "/organizations/*", get_organization, NULL, NULL, 0},
    {HUB_GET, "/projects", list_projects, "filter[organization]! filter[slug] filter[name] page[cursor]",
     NULL, 0},
    {HUB_GET, "/projects/*", get_project, NULL, NULL, 0},
    {HUB_GET, "/projects/*/languages", list_project_languages, NULL, NULL, 0},
    {HUB_GET, "/projects/*/relationships/languages", list_project_languages, NULL, NULL, 0},
    {HUB_POST, "/projects/*/relationships/languages", add_languages, NULL, &languages_body, 0},
    {HUB_DELETE, "/projects/*/relationships/languages", remove_languages, NULL, &languages_body, 0},
    {0},
};
