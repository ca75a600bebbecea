#include "sync/hub/store.h"

bool project_of_token(struct exchange *x, struct project *out)
{
    struct query query =
        query_begin(x->database,
                    "SELECT o.slug, o.name, p.slug, p.name, p.source, p.created, p.modified FROM project p"
                    " JOIN organization o ON o.id = p.organization WHERE p.id = ?",
                    VALUES(NUMBER(x->project)));
    bool is_found = query_next(&query);
    if (is_found) {
        *out = (struct project){.number = x->project,
                                .organization = query_text(&query, 0, x->arena),
                                .organization_name = query_text(&query, 1, x->arena),
                                .slug = query_text(&query, 2, x->arena),
                                .name = query_text(&query, 3, x->arena),
                                .source = query_text(&query, 4, x->arena),
                                .created = query_number(&query, 5),
                                .modified = query_number(&query, 6)};
        struct str organization = identifier_below(STR(""), 'o', out->organization, x->arena);
        out->id = identifier_below(organization, 'p', out->slug, x->arena);
    }
    query_end(&query);
    return is_found;
}

bool project_find(struct exchange *x, struct str id, struct project *out)
{
    if (project_of_token(x, out) && str_equal(out->id, id))
        return true;
    refuse_missing(x, id);
    return false;
}

// ---- resources

#define RESOURCE_COLUMNS                                                                                     \
    "r.id, r.slug, r.name, r.format, r.priority, r.categories, r.accepts, r.template IS NOT NULL, b.slug,"   \
    " (SELECT count(*) FROM string s WHERE s.resource = r.id),"                                              \
    " (SELECT total(s.words) FROM string s WHERE s.resource = r.id), r.stamp, r.created, r.modified"         \
    " FROM resource r LEFT JOIN resource b ON b.id = r.base"

void resource_read(struct exchange *x, const struct query *query, const struct project *project,
                   struct resource *out)
{
    struct arena *arena = x->arena;
    *out = (struct resource){.number = query_number(query, 0),
                             .project = *project,
                             .slug = query_text(query, 1, arena),
                             .name = query_text(query, 2, arena),
                             .format = query_text(query, 3, arena),
                             .priority = query_text(query, 4, arena),
                             .categories = query_text(query, 5, arena),
                             .accepts = query_number(query, 6) != 0,
                             .has_template = query_number(query, 7) != 0,
                             .base = query_text(query, 8, arena),
                             .strings = query_number(query, 9),
                             .words = query_number(query, 10),
                             .stamp = query_number(query, 11),
                             .created = query_number(query, 12),
                             .modified = query_number(query, 13)};
    out->id = identifier_below(project->id, 'r', out->slug, arena);
    if (out->base.len > 0)
        out->base = identifier_below(project->id, 'r', out->base, arena);
}

struct query resource_list(struct exchange *x, const struct project *project, int64_t after, size_t limit)
{
    return query_begin(
        x->database,
        "SELECT " RESOURCE_COLUMNS " WHERE r.project = ?1 AND r.id > ?2 AND (?4 IS NULL OR r.slug = ?4)"
        " AND (?5 IS NULL OR r.name = ?5) ORDER BY r.id LIMIT ?3",
        VALUES(NUMBER(project->number), NUMBER(after), NUMBER(limit),
               TEXT_OR_NULL(parameter(x, "filter[slug]")), TEXT_OR_NULL(parameter(x, "filter[name]"))));
}

static bool find_slug(struct exchange *x, const struct project *project, struct str slug,
                      struct resource *out)
{
    struct query query =
        query_begin(x->database, "SELECT " RESOURCE_COLUMNS " WHERE r.project = ? AND r.slug = ?",
                    VALUES(NUMBER(project->number), TEXT(slug)));
    bool is_found = query_next(&query);
    if (is_found)
        resource_read(x, &query, project, out);
    query_end(&query);
    return is_found;
}

bool resource_find(struct exchange *x, struct str id, struct resource *out)
{
    struct project project;
    struct identifier parts;
    if (identifier_read(id, "opr", &parts) && project_of_token(x, &project) &&
        str_equal(parts.organization, project.organization) && str_equal(parts.project, project.slug) &&
        find_slug(x, &project, parts.resource, out))
        return true;
    refuse_missing(x, id);
    return false;
}

// ---- times

static void touch(struct exchange *x, const struct resource *resource, struct str code, unsigned what)
{
    for (size_t i = 0; i < x->touched.count; i++)
        if (x->touched.at[i].resource == resource->number && str_equal(x->touched.at[i].code, code)) {
            x->touched.at[i].what |= what;
            return;
        }
    *list_push(&x->touched, x->arena) = (struct touched){.resource = resource->number,
                                                         .resource_slug = resource->slug,
                                                         .project_slug = resource->project.slug,
                                                         .code = code,
                                                         .what = what};
}

int64_t resource_stamp(struct exchange *x, struct resource *resource)
{
    if (resource->is_stamped)
        return resource->stamp;
    resource->stamp = x->now > resource->stamp ? x->now : resource->stamp + 1;
    resource->is_stamped = true;
    query_run(x->database, "UPDATE resource SET stamp = ? WHERE id = ?",
              VALUES(NUMBER(resource->stamp), NUMBER(resource->number)));
    return resource->stamp;
}

void language_changed(struct exchange *x, struct resource *resource, struct str language, unsigned what)
{
    int64_t now = resource_stamp(x, resource);
    touch(x, resource, language, what);
    query_run(x->database,
              "INSERT INTO language_update (resource, language, any, translation, review, proofread) VALUES "
              "(?1, ?2, ?3, iif(?4 & 1, ?3, NULL),"
              " iif(?4 & 2, ?3, NULL), iif(?4 & 4, ?3, NULL))"
              " ON CONFLICT DO UPDATE SET any = excluded.any,"
              " translation = ifnull(excluded.translation, translation),"
              " review = ifnull(excluded.review, review), proofread = ifnull(excluded.proofread, proofread)",
              VALUES(NUMBER(resource->number), TEXT(language), NUMBER(now), NUMBER(what)));
}

void all_languages_changed(struct exchange *x, struct resource *resource)
{
    int64_t now = resource_stamp(x, resource);
    query_run(x->database,
              "INSERT INTO language_update (resource, language, any, translation, review, proofread) SELECT "
              "?1, code, ?2, NULL, NULL, NULL FROM"
              " (SELECT code FROM project_language WHERE project = ?3 UNION SELECT ?4) WHERE true"
              " ON CONFLICT DO UPDATE SET any = excluded.any",
              VALUES(NUMBER(resource->number), NUMBER(now), NUMBER(resource->project.number),
                     TEXT(resource->project.source)));
    struct query query = query_begin(x->database, "SELECT code FROM project_language WHERE project = ?",
                                     VALUES(NUMBER(resource->project.number)));
    while (query_next(&query))
        touch(x, resource, query_text(&query, 0, x->arena), 0);
    query_end(&query);
    query_run(x->database, "UPDATE resource SET modified = ? WHERE id = ?",
              VALUES(NUMBER(now), NUMBER(resource->number)));
}

// ---- languages

bool project_has_language(struct exchange *x, const struct project *project, struct str code)
{
    return query_one(x->database, "SELECT 1 FROM project_language WHERE project = ? AND code = ?",
                     VALUES(NUMBER(project->number), TEXT(code))) != 0;
}

bool language_find(struct exchange *x, const struct project *project, struct str id, struct str *code)
{
    struct identifier parts;
    if (identifier_read(id, "l", &parts) && project_has_language(x, project, parts.language)) {
        *code = parts.language;
        return true;
    }
    refuse_missing(x, id);
    return false;
}
