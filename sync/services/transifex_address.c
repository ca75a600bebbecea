// How things are called at Transifex. See transifex.h.
#include "base/json_writer.h"
#include "sync/services/transifex.h"
#include "sync/uri.h"

#include "base/hash.h"

#include <inttypes.h>

enum { greatest_branch = 40 }; // letters of a branch's name in its resource's

struct subject transifex_subject(struct remote *remote, struct str language, const char *doing)
{
    return (struct subject){remote, transifex_of(remote)->shown, language, doing};
}

static bool is_slug(struct str text, const char *further)
{
    for (size_t i = 0; i < text.len; i++) {
        char letter = text.at[i];
        if (!byte_is_alphanumeric(letter) && !(letter && strchr(further, letter)))
            return false;
    }
    return text.len > 0;
}

static bool complain(const struct remote *remote, const char *what, struct str name)
{
    diag_add(remote->diags, KIND_CONFIG_BAD_VALUE, (struct span){0}, "`" STR_FORMAT "` is no %s of Transifex",
             STR_ARG(name), what);
    return false;
}

bool transifex_locate(struct remote *remote)
{
    const struct address *address = &remote->address;
    struct arena *arena = remote->arena;
    struct str organization, project;
    str_split(address->project, '/', &organization, &project);
    if (!is_slug(organization, "._-") || !is_slug(project, "_-"))
        return complain(remote, "project (ORGANIZATION/PROJECT)", address->project);
    if (!is_slug(address->resource, "_-"))
        return complain(remote, "resource", address->resource);
    struct transifex *own = arena_new(arena, struct transifex);
    remote->own = own;
    own->base = address->host.len ? address->host : str_of(remote->service->access.host);
    while (str_ends(own->base, STR("/")))
        own->base.len--;
    own->project_id =
        arena_print(arena, "o:" STR_FORMAT ":p:" STR_FORMAT, STR_ARG(organization), STR_ARG(project));
    own->resource_id = transifex_resource_id(remote, address->resource);
    own->shown =
        arena_print(arena, STR_FORMAT "/" STR_FORMAT, STR_ARG(address->project), STR_ARG(address->resource));
    own->format = (struct format_options){.original = STR("sources"), .tool = STR("glot")};
    return true;
}

struct str transifex_resource_id(const struct remote *remote, struct str resource)
{
    return arena_print(remote->arena, STR_FORMAT ":r:" STR_FORMAT, STR_ARG(transifex_of(remote)->project_id),
                       STR_ARG(resource));
}

// The letters that a resource can have, in lower case; a hyphen for all others. Where that loses something,
// or the name is long, a hash of the whole name tells it from others that look like it.
struct str transifex_branch_resource(struct str resource, struct str branch, struct arena *arena)
{
    struct buf out = {0};
    bool is_exact = branch.len <= greatest_branch;
    for (size_t i = 0; i < branch.len && i < greatest_branch; i++) {
        char letter = branch.at[i];
        bool is_capital = byte_lower(letter) != letter;
        bool is_plain = (byte_is_alphanumeric(letter) && !is_capital) || letter == '_';
        // A hyphen of its own only inside: `--` parts the branch from the resource.
        bool is_hyphen = letter == '-' && i > 0 && i + 1 < branch.len && branch.at[i - 1] != '-';
        is_exact = is_exact && (is_plain || is_hyphen);
        if (is_plain || is_capital)
            buf_byte(&out, byte_lower(letter));
        else if (out.len && out.at[out.len - 1] != '-')
            buf_byte(&out, '-');
    }
    while (out.len && out.at[out.len - 1] == '-')
        out.len--;
    if (!is_exact)
        buf_print(&out, "%s%012" PRIx64, out.len ? "-" : "", hash_bytes(branch) & 0xffffffffffff);
    buf_print(&out, "--" STR_FORMAT, STR_ARG(resource));
    return buf_finish(&out, arena);
}

struct str transifex_url(const struct remote *remote, const char *type, struct str id)
{
    struct buf url = {0};
    buf_print(&url, STR_FORMAT "/%s/", STR_ARG(transifex_of(remote)->base), type);
    uri_add(&url, id);
    return buf_finish(&url, remote->arena);
}

// Brackets are not allowed in queries (RFC 3986, 3.4), though some clients send them.
static void add_name(struct buf *url, const char *name)
{
    for (; *name; name++)
        if (*name == '[' || *name == ']')
            buf_text(url, *name == '[' ? "%5B" : "%5D");
        else
            buf_byte(url, *name);
}

struct str transifex_query(const struct remote *remote, const char *type, const struct query_pair *pairs,
                           size_t count)
{
    struct buf url = {0};
    buf_print(&url, STR_FORMAT "/%s", STR_ARG(transifex_of(remote)->base), type);
    for (size_t i = 0; i < count; i++) {
        buf_byte(&url, i ? '&' : '?');
        add_name(&url, pairs[i].name);
        buf_byte(&url, '=');
        uri_add(&url, pairs[i].value);
    }
    return buf_finish(&url, remote->arena);
}

struct str transifex_language_id(const struct remote *remote, struct str code)
{
    return arena_print(remote->arena, "l:" STR_FORMAT, STR_ARG(code));
}

void transifex_complain_of_language(const struct subject *subject)
{
    subject_complain(subject, KIND_SERVICE_MISSING, "the project does not have this language");
}

// ---- documents

void transifex_open_document(struct json *json, const char *type)
{
    json_open(json, '{');
    json_open_in(json, "data", '{');
    json_put_text(json, "type", str_of(type));
    json_open_in(json, "attributes", '{');
}

void transifex_open_related(struct json *json)
{
    json_close(json, '}');
    json_open_in(json, "relationships", '{');
}

void transifex_put_related(struct json *json, const char *name, const char *type, struct str id)
{
    json_open_in(json, name, '{');
    json_open_in(json, "data", '{');
    json_put_text(json, "type", str_of(type));
    json_put_text(json, "id", id);
    json_close(json, '}');
    json_close(json, '}');
}

struct str transifex_close_document(struct json *json, struct arena *arena)
{
    for (int i = 0; i < 3; i++)
        json_close(json, '}');
    return buf_finish(json->out, arena);
}
