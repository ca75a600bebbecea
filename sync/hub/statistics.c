// Counts of strings and words, for each resource and language: what changed can be told by one request.
#include "sync/hub/store.h"

// total, translated, reviewed, proofread: strings, then words. `?1` is the resource, `?2` the language.
static const char counts_sql[] =
    "SELECT count(*), count(t.strings), total(t.strings NOTNULL AND t.reviewed),"
    " total(t.strings NOTNULL AND t.proofread), total(s.words), total(iif(t.strings NOTNULL, s.words, 0)),"
    " total(iif(t.strings NOTNULL AND t.reviewed, s.words, 0)),"
    " total(iif(t.strings NOTNULL AND t.proofread, s.words, 0))"
    " FROM string s LEFT JOIN translation t ON t.string = s.id AND t.language = ?2 WHERE s.resource = ?1";

enum { TOTAL, TRANSLATED, REVIEWED, PROOFREAD, COUNTS };

static void read_counts(struct exchange *x, const struct resource *resource, struct str language,
                        int64_t counts[2][COUNTS])
{
    struct query query =
        query_begin(x->database, counts_sql, VALUES(NUMBER(resource->number), TEXT(language)));
    if (query_next(&query))
        for (int i = 0; i < 2 * COUNTS; i++)
            counts[i / COUNTS][i % COUNTS] = query_number(&query, i);
    query_end(&query);
    // The source needs no translation.
    for (size_t i = 0; i < 2 && str_equal(language, resource->project.source); i++)
        counts[i][TRANSLATED] = counts[i][TOTAL];
}

static void print_counts(struct exchange *x, int64_t counts[2][COUNTS])
{
    static const char *const units[] = {"strings", "words"}, *const names[] = {"total", "translated",
                                                                               "reviewed", "proofread"};
    for (size_t unit = 0; unit < 2; unit++) {
        for (size_t i = 0; i < COUNTS; i++) {
            struct str name = arena_print(x->arena, "%s_%s", names[i], units[unit]);
            json_text_key(&x->json, name);
            json_number(&x->json, counts[unit][i]);
        }
        json_text_key(&x->json, arena_print(x->arena, "untranslated_%s", units[unit]));
        json_number(&x->json, counts[unit][TOTAL] - counts[unit][TRANSLATED]);
    }
}

static void print_times(struct exchange *x, const struct resource *resource, struct str language)
{
    static const char *const names[] = {"last_update", "last_translation_update", "last_review_update",
                                        "last_proofread_update"};
    struct query query = query_begin(
        x->database,
        "SELECT any, translation, review, proofread FROM language_update WHERE resource = ? AND language = ?",
        VALUES(NUMBER(resource->number), TEXT(language)));
    bool is_found = query_next(&query);
    for (int i = 0; i < 4; i++) {
        int64_t time = is_found ? query_number(&query, i) : 0;
        json_put_time(&x->json, names[i], i == 0 && time == 0 ? resource->created : time);
    }
    query_end(&query);
}

static void print_statistics(struct exchange *x, const struct resource *resource, struct str language)
{
    int64_t counts[2][COUNTS] = {{0}};
    struct str id = identifier_below(resource->id, 'l', language, x->arena);
    read_counts(x, resource, language, counts);
    object_begin(x, "resource_language_stats", id);
    print_counts(x, counts);
    print_times(x, resource, language);
    object_relations(x, "resource_language_stats", id);
    relation_one(x, "resource", "resources", resource->id);
    relation_language(x, language);
    object_end(x);
}

// ---- lists

// The source language, then those that are translated to. A code that the filter names alone.
static void list_languages(struct exchange *x, const struct project *project, struct str_list *out)
{
    struct identifier wanted = {0};
    struct str filter = parameter(x, "filter[language]");
    bool is_filtered = filter.at && identifier_read(filter, "l", &wanted);
    struct query query = query_begin(x->database,
                                     "SELECT ?2 UNION ALL SELECT * FROM (SELECT code FROM project_language "
                                     "WHERE project = ?1 ORDER BY code)",
                                     VALUES(NUMBER(project->number), TEXT(project->source)));
    while (query_next(&query)) {
        struct str code = query_text(&query, 0, x->arena);
        if (!filter.at || (is_filtered && str_equal(code, wanted.language)))
            *list_push(out, x->arena) = code;
    }
    query_end(&query);
}

// The pages of this list count resources and, in each, languages.
static void list_of_resource(struct exchange *x, const struct resource *resource,
                             const struct str_list *languages, struct page *page)
{
    size_t start = resource->number == page->first ? (size_t)page->second + 1 : 0;
    for (size_t i = start; i < languages->count && page_takes(page, resource->number, (int64_t)i); i++)
        print_statistics(x, resource, languages->at[i]);
}

static void list_all(struct exchange *x, const struct project *project, const struct str_list *languages,
                     struct page *page)
{
    struct resource resource;
    struct query query = resource_list(x, project, page->first - 1, SIZE_MAX >> 1);
    while (!page->has_next && query_next(&query)) {
        resource_read(x, &query, project, &resource);
        list_of_resource(x, &resource, languages, page);
    }
    query_end(&query);
}

static void list_statistics(struct exchange *x)
{
    struct project project;
    struct resource resource;
    struct page page;
    struct str_list languages = {0};
    struct str wanted = parameter(x, "filter[resource]");
    if (!project_find(x, parameter(x, "filter[project]"), &project) || !page_read(x, 150, &page) ||
        (wanted.at && !resource_find(x, wanted, &resource)))
        return;
    list_languages(x, &project, &languages);
    list_begin(x);
    if (wanted.at)
        list_of_resource(x, &resource, &languages, &page);
    else
        list_all(x, &project, &languages, &page);
    list_end_objects(x);
    list_end(x, &page);
}

static void get_statistics(struct exchange *x)
{
    struct identifier parts;
    struct resource resource;
    if (!identifier_read(x->id, "oprl", &parts)) {
        refuse_missing(x, x->id);
        return;
    }
    struct str resource_id = str_slice(x->id, 0, (size_t)(parts.resource.at + parts.resource.len - x->id.at));
    if (!resource_find(x, resource_id, &resource))
        return;
    if (!str_equal(parts.language, resource.project.source) &&
        !project_has_language(x, &resource.project, parts.language)) {
        refuse_missing(x, x->id);
        return;
    }
    single_begin(x);
    print_statistics(x, &resource, parts.language);
    single_end(x, 200);
}

const struct endpoint statistics_endpoints[] = {
    {HUB_GET, "/resource_language_stats", list_statistics,
     "filter[project]! filter[resource] filter[language] page[cursor]", NULL, 0},
    {HUB_GET, "/resource_language_stats/*", get_statistics, NULL, NULL, 0},
    {0},
};
