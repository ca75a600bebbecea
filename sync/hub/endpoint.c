#include "sync/hub/endpoint.h"

static const struct endpoint *const families[] = {
    project_endpoints,     language_endpoints, resource_endpoints, statistics_endpoints,
    upload_endpoints,      download_endpoints, string_endpoints,   string_change_endpoints,
    translation_endpoints, merge_endpoints,    webhook_endpoints,
};

// Whether the segments are those of the pattern; a star takes any one, and is told.
static bool matches(const char *pattern, const struct str_list *segments, struct str *id)
{
    struct str path = str_of(pattern);
    size_t number = 0;
    struct str piece;
    for (size_t at = 1; str_next_piece(path, '/', &at, &piece); number++) {
        if (number == segments->count)
            return false;
        if (str_is(piece, "*"))
            *id = segments->at[number];
        else if (!str_equal(piece, segments->at[number]))
            return false;
    }
    return number == segments->count;
}

const struct endpoint *endpoint_find(enum hub_method method, const struct str_list *segments, struct str *id,
                                     bool *is_known)
{
    *is_known = false;
    for (size_t family = 0; family < sizeof families / sizeof *families; family++)
        for (const struct endpoint *endpoint = families[family]; endpoint->path; endpoint++) {
            if (!matches(endpoint->path, segments, id))
                continue;
            *is_known = true;
            if (endpoint->method == method)
                return endpoint;
        }
    return NULL;
}

// The next name of the list; *is_mandatory tells of the mark behind it.
static bool next_name(struct str names, size_t *at, struct str *name, bool *is_mandatory)
{
    if (*at >= names.len)
        return false;
    *name = str_slice(names, *at, str_find_byte(names, ' ', *at));
    *at += name->len + 1;
    *is_mandatory = str_ends(*name, STR("!"));
    name->len -= *is_mandatory;
    return true;
}

static bool takes(const struct endpoint *endpoint, struct str wanted)
{
    struct str name;
    bool is_mandatory;
    for (size_t at = 0; next_name(str_of(endpoint->parameters), &at, &name, &is_mandatory);)
        if (str_equal(name, wanted))
            return true;
    return false;
}

struct str endpoint_unknown(const struct endpoint *endpoint, const struct uri *uri)
{
    for (size_t i = 0; i < uri->pairs.count; i++)
        if (!takes(endpoint, uri->pairs.at[i].name))
            return uri->pairs.at[i].name.len > 0 ? uri->pairs.at[i].name : STR("=");
    return (struct str){0};
}

struct str endpoint_missing(const struct endpoint *endpoint, const struct uri *uri)
{
    struct str name;
    bool is_mandatory;
    for (size_t at = 0; next_name(str_of(endpoint->parameters), &at, &name, &is_mandatory);)
        if (is_mandatory && uri_get(uri, name).len == 0)
            return name;
    return (struct str){0};
}
