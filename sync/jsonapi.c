#include "sync/jsonapi.h"

#include "base/utf.h"

#include <stdarg.h>
#include <stdio.h>

enum { greatest_errors = 20, greatest_quote = 200 };

struct diag *subject_complain(const struct subject *subject, enum kind kind, const char *format, ...)
{
    struct buf what = {0};
    va_list arguments;
    va_start(arguments, format);
    if (subject->language.len)
        buf_print(&what, STR_FORMAT ": ", STR_ARG(subject->language));
    buf_print(&what, "%s: ", subject->doing);
    buf_print_list(&what, format, arguments);
    va_end(arguments);
    struct diag *diag = diag_add(subject->remote->diags, kind, span_file(subject->resource), STR_FORMAT,
                                 STR_ARG(buf_str(&what)));
    buf_free(&what);
    return diag;
}

// ---- refusals

static struct diag *complain_of_status(const struct subject *subject, enum kind kind,
                                       const struct http_answer *answer, const char *between, struct str said)
{
    struct buf words = {0};
    buf_print(&words, "the service answered %ld", answer->status);
    if (answer->tries > 1)
        buf_print(&words, " (%u times)", answer->tries);
    buf_text(&words, between);
    buf_add(&words, said);
    struct diag *diag = subject_complain(subject, kind, STR_FORMAT, STR_ARG(buf_str(&words)));
    buf_free(&words);
    const struct credentials *credentials = &subject->remote->credentials;
    if (answer->status != 401)
        return diag;
    if (credentials->token.len == 0)
        diag_hint(subject->remote->diags, diag, "There is no token; the service wants one.");
    else if (credentials->origin.len)
        diag_hint(subject->remote->diags, diag, "The token comes from " STR_FORMAT ".",
                  STR_ARG(credentials->origin));
    return diag;
}

static void add_words(struct buf *out, struct str words, const char *before)
{
    if (words.len == 0)
        return;
    if (out->len)
        buf_text(out, before);
    buf_add(out, words);
}

// "invalid: Field `slug` is invalid: …, /data/attributes/slug"
static void print_error(const struct jsonc *error, struct buf *out)
{
    const struct jsonc *source = jsonc_get(error, "source");
    add_words(out, jsonc_text(jsonc_get(error, "code")), "");
    add_words(out, jsonc_text(jsonc_get(error, "title")), ": ");
    add_words(out, jsonc_text(jsonc_get(error, "detail")), ": ");
    add_words(out, jsonc_text(jsonc_get(source, "pointer")), ", at ");
    add_words(out, jsonc_text(jsonc_get(source, "parameter")), ", at ");
}

static size_t complain_of_errors(const struct subject *subject, enum kind kind,
                                 const struct http_answer *answer, const struct jsonc *errors)
{
    size_t count = 0;
    const struct jsonc *error = jsonc_is(errors, JSONC_ARRAY) ? errors->first : NULL;
    for (; error && count < greatest_errors; error = error->next) {
        struct buf words = {0};
        print_error(error, &words);
        if (words.len) {
            complain_of_status(subject, kind, answer, ": ", buf_str(&words));
            count++;
        }
        buf_free(&words);
    }
    if (error)
        subject_complain(subject, kind, "and %zu errors more", errors->count - greatest_errors);
    return count;
}

static bool is_json(const struct http_answer *answer)
{
    return str_is(answer->media_type, JSONAPI_MEDIA_TYPE) || str_is(answer->media_type, "application/json");
}

static void refuse_status(const struct subject *subject, const struct http_answer *answer)
{
    enum kind kind = http_failure_kind(answer);
    struct arena scratch = {0};
    struct diags unsaid = {.arena = &scratch};
    struct jsonc_file file;
    size_t count = 0;
    if (is_json(answer) &&
        jsonc_read(subject->resource, answer->body, JSONC_STRICT, &scratch, &unsaid, &file))
        count = complain_of_errors(subject, kind, answer, jsonc_get(file.root, "errors"));
    if (count == 0)
        complain_of_status(subject, kind, answer, is_json(answer) ? "" : " without a word of its own",
                           (struct str){0});
    arena_free(&scratch);
}

static void complain_of_trouble(const struct subject *subject, const struct http_answer *answer)
{
    struct diag *diag =
        subject_complain(subject, http_failure_kind(answer), STR_FORMAT, STR_ARG(answer->failure));
    if (http_failure_hint(answer))
        diag_hint(subject->remote->diags, diag, "%s", http_failure_hint(answer));
}

// Says why an answer is none that can be used.
static void refuse(const struct subject *subject, const struct http_answer *answer)
{
    if (answer->trouble || answer->status == 0)
        complain_of_trouble(subject, answer);
    else if (answer->status >= 400)
        refuse_status(subject, answer);
    else if (answer->status >= 300)
        // Behind a question mark there may be a secret.
        complain_of_status(subject, KIND_SERVICE_ANSWER, answer, ", a redirect, which is not followed here: ",
                           str_slice(answer->location, 0, str_find_byte(answer->location, '?', 0)));
    else
        complain_of_status(subject, KIND_SERVICE_ANSWER, answer, ", which means nothing here",
                           (struct str){0});
}

bool jsonapi_succeeded(const struct subject *subject, const struct http_answer *answer)
{
    if (answer->outcome == HTTP_DONE && answer->status >= 200 && answer->status < 300)
        return true;
    refuse(subject, answer);
    return false;
}

// ---- documents

static bool refuse_body(const struct subject *subject, const struct http_answer *answer, const char *why,
                        struct str word)
{
    struct str begin = str_slice(answer->body, 0, greatest_quote);
    size_t line = str_find_byte(begin, '\n', 0);
    struct diag *diag =
        subject_complain(subject, KIND_SERVICE_ANSWER, "the answer %s" STR_FORMAT, why, STR_ARG(word));
    if (begin.len && utf_first_invalid(begin) == STR_NONE)
        diag_hint(subject->remote->diags, diag, "It begins with `" STR_FORMAT "`.",
                  STR_ARG(line == STR_NONE ? begin : str_slice(begin, 0, line)));
    return false;
}

bool jsonapi_read(const struct subject *subject, const struct http_answer *answer, struct arena *arena,
                  struct jsonapi_document *out)
{
    *out = (struct jsonapi_document){0};
    if (!jsonapi_succeeded(subject, answer))
        return false;
    if (!is_json(answer))
        return refuse_body(subject, answer, "is no JSON, but says that it is of type ", answer->media_type);
    struct diags unsaid = {.arena = arena};
    if (!jsonc_read(subject->resource, answer->body, JSONC_STRICT, arena, &unsaid, &out->file))
        return refuse_body(subject, answer, "is no JSON: ", unsaid.at[0].message);
    out->data = jsonc_get(out->file.root, "data");
    out->included = jsonc_get(out->file.root, "included");
    if (jsonc_is(out->data, JSONC_OBJECT) || jsonc_is(out->data, JSONC_ARRAY))
        return true;
    return refuse_body(subject, answer, "has no data", (struct str){0});
}

bool jsonapi_count(const struct jsonc *value, size_t *out)
{
    const size_t greatest = 999999999999999; // 15 digits
    return jsonc_is(value, JSONC_NUMBER) && str_number(value->text, greatest, out);
}

struct str jsonapi_type(const struct jsonc *object)
{
    return jsonc_text(jsonc_get(object, "type"));
}

struct str jsonapi_id(const struct jsonc *object)
{
    return jsonc_text(jsonc_get(object, "id"));
}

const struct jsonc *jsonapi_attribute(const struct jsonc *object, const char *name)
{
    return jsonc_get(jsonc_get(object, "attributes"), name);
}

struct str jsonapi_related(const struct jsonc *object, const char *name)
{
    return jsonapi_id(jsonc_get(jsonc_get(jsonc_get(object, "relationships"), name), "data"));
}

// ---- pages

bool jsonapi_next(const struct subject *subject, const struct jsonapi_document *document, struct str base,
                  struct arena *arena, struct str *out)
{
    struct str link = jsonc_text(jsonc_get(jsonc_get(document->file.root, "links"), "next"));
    *out = (struct str){0};
    if (link.len == 0)
        return true;
    if (str_starts(link, STR("/")) && !str_starts(link, STR("//"))) {
        *out = arena_join(arena, (struct str[]){base, link}, 2);
        return true;
    }
    bool is_ours = str_equal_ignoring_case(str_slice(link, 0, base.len), base) && link.len > base.len &&
                   strchr("/?", link.at[base.len]);
    if (is_ours)
        *out = arena_copy(arena, link);
    else
        subject_complain(subject, KIND_SERVICE_ANSWER,
                         "the next page is said to be at another address: " STR_FORMAT, STR_ARG(link));
    return is_ours;
}
