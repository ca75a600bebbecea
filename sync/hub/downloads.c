// Downloads of sources and of translations. A job remembers what is wanted; the file is made when it is
// fetched from storage, by a link that is its own short-lived credential.
#include "sync/hub/job.h"
#include "sync/hub/template.h"
#include "sync/hub/text.h"

#include <inttypes.h>
#include <stdlib.h>

#define SOURCE_DOWNLOADS      "resource_strings_async_downloads"
#define TRANSLATION_DOWNLOADS "resource_translations_async_downloads"

enum { link_seconds = 300 };

// ---- modes

enum wanted { WANTED_ALL, WANTED_REVIEWED, WANTED_PROOFREAD, WANTED_MISSING };

static const struct mode {
    const char *name;
    enum wanted wanted;
    bool takes_source; // where a translation is missing
} modes[] = {
    {"default", WANTED_ALL, false},
    {"reviewed", WANTED_REVIEWED, false},
    {"proofread", WANTED_PROOFREAD, false},
    {"translator", WANTED_ALL, false},
    {"untranslated", WANTED_MISSING, false},
    {"onlytranslated", WANTED_ALL, false},
    {"onlyreviewed", WANTED_REVIEWED, false},
    {"onlyproofread", WANTED_PROOFREAD, false},
    {"sourceastranslation", WANTED_ALL, true},
};

static const struct mode *find_mode(struct str name)
{
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++)
        if (str_is(name, modes[i].name))
            return &modes[i];
    return name.at ? NULL : &modes[0];
}

// ---- taking jobs

static bool check_choice(struct exchange *x, const struct object *object, const char *name, const char *first,
                         const char *second)
{
    struct str value = object_text(object, name);
    if (value.at && !str_is(value, first) && !str_is(value, second))
        refuse_attribute(x, 0, name, arena_print(x->arena, "It must be %s or %s.", first, second));
    return !x->is_refused;
}

static bool check_pseudo(struct exchange *x, const struct object *object)
{
    if (object_bool(object, "pseudo", false))
        refuse_attribute(x, 0, "pseudo", STR("The hub makes no pseudo-translations; `glot pseudo` does."));
    return !x->is_refused;
}

static struct str options_of(struct exchange *x, const struct object *object)
{
    struct str mode = object_text(object, "mode"), encoding = object_text(object, "content_encoding");
    return arena_print(x->arena, "{\"mode\":\"" STR_FORMAT "\",\"content_encoding\":\"" STR_FORMAT "\"}",
                       STR_ARG(mode.at ? mode : STR("default")),
                       STR_ARG(encoding.at ? encoding : STR("text")));
}

static void take_job(struct exchange *x, const char *type, const struct resource *resource, struct str code)
{
    const struct object *object = x->objects.at;
    struct job job = {.type = str_of(type),
                      .resource = resource->number,
                      .resource_id = resource->id,
                      .language = code,
                      .status = STR("succeeded"),
                      .options = options_of(x, object),
                      .callback = object_text(object, "callback_url")};
    if (check_choice(x, object, "content_encoding", "text", "base64") &&
        check_choice(x, object, "file_type", "default", "xliff") && check_pseudo(x, object))
        job_accept(x, &job);
}

static void post_source(struct exchange *x)
{
    struct resource resource;
    if (resource_find(x, object_relation(x->objects.at, "resource"), &resource))
        take_job(x, SOURCE_DOWNLOADS, &resource, STR(""));
}

static void post_translations(struct exchange *x)
{
    const struct object *object = x->objects.at;
    struct resource resource;
    struct str code;
    if (!resource_find(x, object_relation(object, "resource"), &resource) ||
        !language_find(x, &resource.project, object_relation(object, "language"), &code))
        return;
    if (!find_mode(object_text(object, "mode")))
        refuse_attribute(x, 0, "mode", STR("There is no such mode."));
    else
        take_job(x, TRANSLATION_DOWNLOADS, &resource, code);
}

// ---- asking after them

static struct str signature_of(struct exchange *x, struct str id, struct str until)
{
    struct str signed_text = arena_print(x->arena, STR_FORMAT "." STR_FORMAT, STR_ARG(id), STR_ARG(until));
    struct str proof = digest_signature(x->digest, x->secret, signed_text, x->arena);
    return digest_sha256(x->digest, proof, x->arena); // in digits, which need no escapes
}

static void poll(struct exchange *x, const char *type)
{
    struct job job;
    if (!job_find(x, type, x->id, &job))
        return;
    struct str until = arena_print(x->arena, "%" PRId64, x->now + link_seconds);
    answer_empty(x, 303);
    x->answer->location =
        arena_print(x->arena, STR_FORMAT "/storage/files/" STR_FORMAT "-file?auth=" STR_FORMAT "." STR_FORMAT,
                    STR_ARG(x->request->origin), STR_ARG(job.id), STR_ARG(until),
                    STR_ARG(signature_of(x, job.id, until)));
}

static void poll_source(struct exchange *x)
{
    poll(x, SOURCE_DOWNLOADS);
}

static void poll_translations(struct exchange *x)
{
    poll(x, TRANSLATION_DOWNLOADS);
}

// ---- storage

static void fill(struct exchange *x, const struct query *query, const struct mode *mode, struct map *out)
{
    struct filling *filling = arena_new(x->arena, struct filling);
    struct str target = query_text(query, 2, x->arena);
    bool is_wanted = mode->wanted == WANTED_ALL ||
                     (mode->wanted == WANTED_REVIEWED && query_number(query, 3)) ||
                     (mode->wanted == WANTED_PROOFREAD && query_number(query, 4));
    filling->source = strings_text(query_text(query, 1, x->arena), x->arena);
    filling->is_left_out = mode->wanted == WANTED_MISSING && target.at;
    if (target.at && is_wanted)
        filling->target = strings_text(target, x->arena);
    else if (mode->takes_source)
        filling->target = filling->source;
    map_set(out, query_text(query, 0, x->arena), filling, x->arena);
}

static void read_fillings(struct exchange *x, const struct job *job, const struct mode *mode, struct map *out)
{
    struct query query =
        query_begin(x->database,
                    "SELECT s.key, s.strings, t.strings, t.reviewed, t.proofread FROM string s LEFT JOIN"
                    " translation t ON t.string = s.id AND t.language = ?2 WHERE s.resource = ?1",
                    VALUES(NUMBER(job->resource), TEXT(job->language)));
    while (query_next(&query))
        fill(x, &query, mode, out);
    query_end(&query);
}

static struct str template_of(struct exchange *x, const struct job *job)
{
    struct query query =
        query_begin(x->database, "SELECT template FROM resource WHERE id = ?", VALUES(NUMBER(job->resource)));
    struct str template = query_next(&query) ? query_text(&query, 0, x->arena) : (struct str){0};
    query_end(&query);
    return template;
}

// "de_DE" → "de-DE"
static struct str tag_of(struct exchange *x, struct str code)
{
    char *tag = arena_cstr(x->arena, code);
    for (size_t i = 0; i < code.len; i++)
        tag[i] = tag[i] == '_' ? '-' : tag[i];
    return (struct str){tag, code.len};
}

static void answer_file(struct exchange *x, const struct job *job)
{
    struct map fillings = {0};
    const struct mode *mode = find_mode(job_option(x, job, "mode"));
    struct rendering rendering = {.language = tag_of(x, job->language), .fillings = &fillings};
    read_fillings(x, job, mode ? mode : &modes[0], &fillings);
    template_render(template_of(x, job), &rendering, x->arena, &x->body);
    if (str_is(job_option(x, job, "content_encoding"), "base64")) {
        struct str encoded = digest_base64(x->digest, buf_str(&x->body), x->arena);
        x->body.len = 0;
        buf_add(&x->body, encoded);
    }
    x->answer->status = 200;
    x->answer->media_type = STR("application/xml; charset=utf-8");
}

static bool find_stored_job(struct exchange *x, struct str id, struct job *job)
{
    struct query query = query_begin(x->database, "SELECT resource, language, options FROM job WHERE id = ?",
                                     VALUES(TEXT(id)));
    bool is_found = query_next(&query);
    if (is_found)
        *job = (struct job){.id = id,
                            .resource = query_number(&query, 0),
                            .language = query_text(&query, 1, x->arena),
                            .options = query_text(&query, 2, x->arena)};
    query_end(&query);
    return is_found;
}

// A link is good for a while, and for nothing else. Who sends a token along would send it to another host's
// storage, too: that is refused, so that it does not stay unnoticed.
static void get_file(struct exchange *x)
{
    struct job job;
    struct str id = str_slice(x->id, 0, str_rfind_byte(x->id, '-')), until, signature;
    str_split(parameter(x, "auth"), '.', &until, &signature);
    if (x->request->authorization.len > 0)
        refuse(x, 400, "Storage takes no Authorization: the link is the credential. The token has leaked.");
    else if (!str_ends(x->id, STR("-file")) || !digest_equal(signature, signature_of(x, id, until)) ||
             strtoll(arena_cstr(x->arena, until), NULL, 10) < x->now)
        refuse(x, 403, "The link is not good any more. Ask the job for a new one.");
    else if (!find_stored_job(x, id, &job))
        refuse_missing(x, id);
    else
        answer_file(x, &job);
}

static const struct field source_attributes[] = {
    {"content_encoding", JSONC_STRING, NULL, 0},
    {"file_type", JSONC_STRING, NULL, 0},
    {"pseudo", JSONC_BOOL, NULL, 0},
    {"pseudo_length_increase", JSONC_NUMBER, NULL, 0},
    {"callback_url", JSONC_STRING, NULL, FIELD_NULLABLE},
    {0},
};

static const struct field source_relations[] = {{"resource", JSONC_OBJECT, "resources", FIELD_NEEDED}, {0}};

static const struct body_shape source_body = {
    .type = SOURCE_DOWNLOADS, .attributes = source_attributes, .relations = source_relations, .is_one = true};

static const struct field translation_attributes[] = {
    {"content_encoding", JSONC_STRING, NULL, 0},
    {"file_type", JSONC_STRING, NULL, 0},
    {"mode", JSONC_STRING, NULL, 0},
    {"pseudo", JSONC_BOOL, NULL, 0},
    {"callback_url", JSONC_STRING, NULL, FIELD_NULLABLE},
    {0},
};

static const struct field translation_relations[] = {
    {"resource", JSONC_OBJECT, "resources", FIELD_NEEDED},
    {"language", JSONC_OBJECT, "languages", FIELD_NEEDED},
    {0},
};

static const struct body_shape translation_body = {.type = TRANSLATION_DOWNLOADS,
                                                   .attributes = translation_attributes,
                                                   .relations = translation_relations,
                                                   .is_one = true};

const struct endpoint download_endpoints[] = {
    {HUB_POST, "/" SOURCE_DOWNLOADS, post_source, NULL, &source_body, 0},
    {HUB_GET, "/" SOURCE_DOWNLOADS "/*", poll_source, NULL, NULL, ENDPOINT_POLL},
    {HUB_POST, "/" TRANSLATION_DOWNLOADS, post_translations, NULL, &translation_body, 0},
    {HUB_GET, "/" TRANSLATION_DOWNLOADS "/*", poll_translations, NULL, NULL, ENDPOINT_POLL},
    {HUB_GET, "/storage/files/*", get_file, "auth!", NULL, ENDPOINT_OPEN},
    {0},
};
