// JSON:API 1.0 (https://jsonapi.org/format/1.0/) as services speak it: answers are judged before anything in
// them is believed.
#ifndef SYNC_JSONAPI_H
#define SYNC_JSONAPI_H

#include "base/jsonc.h"
#include "sync/http.h"
#include "sync/service.h"

#define JSONAPI_MEDIA_TYPE "application/vnd.api+json"
#define JSONAPI_BULK_TYPE  JSONAPI_MEDIA_TYPE ";profile=\"bulk\""

// What a request is about, for messages.
struct subject {
    struct remote *remote;
    struct str resource; // "acme/web/en_xlf", in place of a file's name
    struct str language; // empty: none
    const char *doing;   // "reading translations"
};

// Adds a diagnostic: "fr: reading translations: …".
struct diag *subject_complain(const struct subject *subject, enum kind kind, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

struct jsonapi_document {
    struct jsonc_file file;
    const struct jsonc *data;     // an object or an array
    const struct jsonc *included; // an array, or NULL
};

// Reads the document of a successful answer. False with diagnostics: no answer, a refusal (each of its
// errors), a redirect, another media type than JSON, what is cut off or has no `data`. Texts are slices of
// the answer's body or live in the arena.
bool jsonapi_read(const struct subject *subject, const struct http_answer *answer, struct arena *arena,
                  struct jsonapi_document *out);
// Whether it is a success, whatever its body holds; false with diagnostics.
bool jsonapi_succeeded(const struct subject *subject, const struct http_answer *answer);

// Whether the answer says that nothing of that name is there.
static inline bool jsonapi_is_missing(const struct http_answer *answer)
{
    return answer->status == 404;
}

// ---- what stands in documents. All take NULL and what is of another kind for nothing.

// A whole number that is not negative; false where it is none.
bool jsonapi_count(const struct jsonc *value, size_t *out);
static inline bool jsonapi_truth(const struct jsonc *value)
{
    return jsonc_is(value, JSONC_BOOL) && value->truth;
}
struct str jsonapi_type(const struct jsonc *object);
struct str jsonapi_id(const struct jsonc *object);
const struct jsonc *jsonapi_attribute(const struct jsonc *object, const char *name);
// The id of a relationship to one object, or nothing.
struct str jsonapi_related(const struct jsonc *object, const char *name);

// The address of the next page; empty: this was the last. Links may be relative. False with a diagnostic
// where one leads to another origin than `base` ("https://rest.api.transifex.com"), for there the token does
// not go.
bool jsonapi_next(const struct subject *subject, const struct jsonapi_document *document, struct str base,
                  struct arena *arena, struct str *out);

#endif
