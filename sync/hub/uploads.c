// Uploads of sources and of translations: a file in JSON or as a form. The work is done when the job is
// taken.
#include "sync/hub/job.h"
#include "sync/hub/multipart.h"
#include "sync/hub/upload.h"

#define SOURCE_UPLOADS      "resource_strings_async_uploads"
#define TRANSLATION_UPLOADS "resource_translations_async_uploads"

// What a request brings, in either form.
struct upload {
    struct str resource, language, file_type, callback;
    struct str content; // the bytes of the file
    struct source_options options;
};

// ---- as JSON

static bool read_content(struct exchange *x, const struct object *object, struct upload *out)
{
    struct str encoding = object_text(object, "content_encoding"), content = object_text(object, "content");
    out->content = content;
    if (str_is(encoding, "base64")) {
        if (!digest_from_base64(x->digest, content, x->arena, &out->content))
            refuse_attribute(x, 0, "content", STR("It is no base64."));
    } else if (!str_is(encoding, "text"))
        refuse_attribute(x, 0, "content_encoding", STR("It must be text or base64."));
    return !x->is_refused;
}

static bool read_object(struct exchange *x, struct upload *out)
{
    const struct object *object = x->objects.at;
    *out = (struct upload){.resource = object_relation(object, "resource"),
                           .language = object_relation(object, "language"),
                           .file_type = object_text(object, "file_type"),
                           .callback = object_text(object, "callback_url"),
                           .options = {object_bool(object, "keep_translations", false),
                                       object_bool(object, "replace_edited_strings", false)}};
    return read_content(x, object, out);
}

// ---- as a form

static bool form_bool(struct exchange *x, const struct form *form, const char *name)
{
    struct str value = form_get(form, name);
    if (value.at && !str_is(value, "true") && !str_is(value, "false"))
        refuse_attribute(x, 0, name, STR("It must be true or false."));
    return str_is(value, "true");
}

static bool form_is_known(struct exchange *x, const struct form *form)
{
    for (size_t i = 0; i < form->count; i++) {
        bool is_known = str_is(form->at[i].name, "content");
        const struct field *attributes = x->endpoint->body->attributes,
                           *relations = x->endpoint->body->relations;
        for (; !is_known && attributes->name; attributes++)
            is_known = str_is(form->at[i].name, attributes->name);
        for (; !is_known && relations->name; relations++)
            is_known = str_is(form->at[i].name, relations->name);
        if (is_known)
            continue;
        refuse_attribute(x, 0, arena_cstr(x->arena, str_slice(form->at[i].name, 0, 100)),
                         STR("There is no such field here."));
        return false;
    }
    return true;
}

static bool read_form(struct exchange *x, struct str boundary, struct upload *out)
{
    struct form form;
    if (!multipart_read(x->request->body, boundary, x->arena, &form)) {
        refuse(x, 400, "The form is not well-formed.");
        return false;
    }
    *out = (struct upload){
        .resource = form_get(&form, "resource"),
        .language = form_get(&form, "language"),
        .file_type = form_get(&form, "file_type"),
        .callback = form_get(&form, "callback_url"),
        .content = form_get(&form, "content"),
        .options = {form_bool(x, &form, "keep_translations"), form_bool(x, &form, "replace_edited_strings")}};
    if (!out->content.at)
        refuse_attribute(x, 0, "content", STR("It must be there."));
    return !x->is_refused && form_is_known(x, &form);
}

static bool read_upload(struct exchange *x, struct upload *out)
{
    struct str boundary;
    bool is_read = multipart_boundary(x->request->content_type, &boundary) ? read_form(x, boundary, out)
                                                                           : read_object(x, out);
    if (is_read && out->file_type.at && !str_is(out->file_type, "default") &&
        !str_is(out->file_type, "xliff"))
        refuse_attribute(x, 0, "file_type", STR("It must be default or xliff."));
    return is_read && !x->is_refused;
}

// ---- the jobs

static struct str details_of_source(struct exchange *x, const struct upload_counts *counts)
{
    return arena_print(x->arena,
                       "{\"strings_created\":%lld,\"strings_updated\":%lld,\"strings_skipped\":%lld,"
                       "\"strings_deleted\":%lld}",
                       (long long)counts->created, (long long)counts->updated, (long long)counts->skipped,
                       (long long)counts->deleted);
}

static void end_job(struct exchange *x, struct job *job, bool is_done, struct str details, struct str fault)
{
    job->status = is_done ? STR("succeeded") : STR("failed");
    job->details = is_done ? details : (struct str){0};
    job->errors = is_done ? STR("[]") : job_error(x, "parse_error", fault);
    job_accept(x, job);
}

static void post_source(struct exchange *x)
{
    struct upload upload;
    struct resource resource;
    struct upload_counts counts;
    struct str fault = {0};
    if (!read_upload(x, &upload) || !resource_find(x, upload.resource, &resource))
        return;
    struct job job = {.type = STR(SOURCE_UPLOADS),
                      .resource = resource.number,
                      .resource_id = resource.id,
                      .callback = upload.callback};
    bool is_done = upload_source(x, &resource, upload.content, &upload.options, &counts, &fault);
    end_job(x, &job, is_done, details_of_source(x, &counts), fault);
}

static void post_translations(struct exchange *x)
{
    struct upload upload;
    struct resource resource;
    struct upload_counts counts;
    struct str fault = {0}, code;
    if (!read_upload(x, &upload) || !resource_find(x, upload.resource, &resource) ||
        !language_find(x, &resource.project, upload.language, &code))
        return;
    struct job job = {.type = STR(TRANSLATION_UPLOADS),
                      .resource = resource.number,
                      .resource_id = resource.id,
                      .language = code,
                      .callback = upload.callback};
    bool is_done = upload_translations(x, &resource, code, upload.content, &counts, &fault);
    end_job(x, &job, is_done,
            arena_print(x->arena, "{\"translations_created\":%lld,\"translations_updated\":%lld}",
                        (long long)counts.created, (long long)counts.updated),
            fault);
}

static void poll_source(struct exchange *x)
{
    job_poll(x, SOURCE_UPLOADS);
}

static void poll_translations(struct exchange *x)
{
    job_poll(x, TRANSLATION_UPLOADS);
}

static const struct field source_attributes[] = {
    {"content", JSONC_STRING, NULL, FIELD_NEEDED},
    {"content_encoding", JSONC_STRING, NULL, FIELD_NEEDED},
    {"callback_url", JSONC_STRING, NULL, FIELD_NULLABLE},
    {"replace_edited_strings", JSONC_BOOL, NULL, 0},
    {"keep_translations", JSONC_BOOL, NULL, 0},
    {"purge_added_strings", JSONC_BOOL, NULL, 0},
    {0},
};

static const struct field source_relations[] = {{"resource", JSONC_OBJECT, "resources", FIELD_NEEDED}, {0}};

static const struct body_shape source_body = {
    .type = SOURCE_UPLOADS, .attributes = source_attributes, .relations = source_relations, .is_one = true};

static const struct field translation_attributes[] = {
    {"content", JSONC_STRING, NULL, FIELD_NEEDED},
    {"content_encoding", JSONC_STRING, NULL, FIELD_NEEDED},
    {"callback_url", JSONC_STRING, NULL, FIELD_NULLABLE},
    {"file_type", JSONC_STRING, NULL, 0},
    {0},
};

static const struct field translation_relations[] = {
    {"resource", JSONC_OBJECT, "resources", FIELD_NEEDED},
    {"language", JSONC_OBJECT, "languages", FIELD_NEEDED},
    {0},
};

static const struct body_shape translation_body = {.type = TRANSLATION_UPLOADS,
                                                   .attributes = translation_attributes,
                                                   .relations = translation_relations,
                                                   .is_one = true};

const struct endpoint upload_endpoints[] = {
    {HUB_POST, "/" SOURCE_UPLOADS, post_source, NULL, &source_body, ENDPOINT_FORM},
    {HUB_GET, "/" SOURCE_UPLOADS "/*", poll_source, NULL, NULL, 0},
    {HUB_POST, "/" TRANSLATION_UPLOADS, post_translations, NULL, &translation_body, ENDPOINT_FORM},
    {HUB_GET, "/" TRANSLATION_UPLOADS "/*", poll_translations, NULL, NULL, 0},
    {0},
};
