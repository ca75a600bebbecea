// The counters of languages, by which one request tells what changed. See transifex.h.
#include "sync/retry.h"
#include "sync/services/transifex.h"

#include <time.h>

enum { version_parts = 9, greatest_pages = 100 };

// ---- versions

bool transifex_time(struct str text, double *out)
{
    enum { longest = 40 };
    char copy[longest + 1] = "";
    struct tm parts = {0};
    if (text.len == 0 || text.len > longest)
        return false;
    memcpy(copy, text.at, text.len);
    const char *end = strptime(copy, "%Y-%m-%dT%H:%M:%S", &parts);
    *out = end ? (double)timegm(&parts) : 0;
    return end && (*end == 'Z' || *end == '.');
}

struct str transifex_version(const struct transifex_stats *stats, struct str source, struct arena *arena)
{
    return arena_print(
        arena, STR_FORMAT "|" STR_FORMAT "|" STR_FORMAT "|" STR_FORMAT "|" STR_FORMAT "|%zu|%zu|%zu|%zu%s",
        STR_ARG(source), STR_ARG(stats->updated), STR_ARG(stats->translated_at), STR_ARG(stats->reviewed_at),
        STR_ARG(stats->proofread_at), stats->total, stats->translated, stats->reviewed, stats->proofread,
        stats->is_unsettled ? "~" : "");
}

static bool count_of(struct str digits, size_t *out)
{
    struct jsonc value = {.kind = JSONC_NUMBER, .text = digits};
    return digits.len && jsonapi_count(&value, out);
}

bool transifex_version_read(struct str version, struct transifex_stats *out)
{
    struct str parts[version_parts];
    if (str_ends(version, STR("~")))
        version.len--;
    size_t start = 0;
    for (size_t i = 0; i < version_parts; i++) {
        size_t end = str_find_byte(version, '|', start);
        if (start > version.len || (end == STR_NONE) != (i + 1 == version_parts))
            return false;
        parts[i] = str_slice(version, start, end);
        start = end + 1;
    }
    *out = (struct transifex_stats){.source = parts[0],
                                    .updated = parts[1],
                                    .translated_at = parts[2],
                                    .reviewed_at = parts[3],
                                    .proofread_at = parts[4]};
    return count_of(parts[5], &out->total) && count_of(parts[6], &out->translated) &&
           count_of(parts[7], &out->reviewed) && count_of(parts[8], &out->proofread);
}

// ---- reading them

static struct str time_of(const struct jsonc *object, const char *name, struct arena *arena)
{
    // A bar would part the version at the wrong place.
    struct str text = jsonc_text(jsonapi_attribute(object, name));
    return str_find_byte(text, '|', 0) == STR_NONE ? arena_copy(arena, text) : (struct str){0};
}

// Whether the next change will have another time. A time that lies ahead of the service's own clock is of one
// that gives each change a second of its own, as the hub does.
static bool is_settled(struct str updated, struct str date)
{
    enum { doubtful = 1 }; // seconds, before and behind
    double time;
    double passed = transifex_time(updated, &time) ? retry_after(date, time - doubtful - 1) : -1;
    return passed <= 0 || passed > 2 * doubtful + 1; // without a clock nothing can be said
}

static bool read_one(const struct subject *subject, const struct jsonc *object, struct transifex_stats *out)
{
    struct arena *arena = subject->remote->arena;
    struct str language = jsonapi_related(object, "language");
    const struct {
        const char *name;
        size_t *count;
    } counters[] = {{"total_strings", &out->total},
                    {"translated_strings", &out->translated},
                    {"reviewed_strings", &out->reviewed},
                    {"proofread_strings", &out->proofread}};
    bool is_fine = str_starts(language, STR("l:")) && language.len > 2;
    for (size_t i = 0; i < sizeof counters / sizeof *counters; i++)
        is_fine = is_fine && jsonapi_count(jsonapi_attribute(object, counters[i].name), counters[i].count);
    if (!is_fine) {
        subject_complain(subject, KIND_SERVICE_ANSWER,
                         "the counters of a language lack one of their members");
        return false;
    }
    out->code = arena_copy(arena, str_from(language, 2));
    out->updated = time_of(object, "last_update", arena);
    out->translated_at = time_of(object, "last_translation_update", arena);
    out->reviewed_at = time_of(object, "last_review_update", arena);
    out->proofread_at = time_of(object, "last_proofread_update", arena);
    return true;
}

static bool read_page(const struct subject *subject, const struct http_answer *answer,
                      struct transifex_stats_list *out, struct str *next)
{
    struct arena scratch = {0};
    struct jsonapi_document document;
    bool is_fine = jsonapi_read(subject, answer, &scratch, &document);
    for (const struct jsonc *object = is_fine ? document.data->first : NULL; object && is_fine;
         object = object->next) {
        struct transifex_stats stats = {0};
        is_fine = read_one(subject, object, &stats);
        stats.is_unsettled = is_fine && !is_settled(stats.updated, answer->date);
        if (is_fine)
            *list_push(out, subject->remote->arena) = stats;
    }
    is_fine = is_fine && jsonapi_next(subject, &document, transifex_of(subject->remote)->base,
                                      subject->remote->arena, next);
    arena_free(&scratch);
    return is_fine;
}

bool transifex_stats_read(struct remote *remote, double delay, struct transifex_stats_list *out,
                          bool *is_missing)
{
    const struct transifex *own = transifex_of(remote);
    struct subject subject = transifex_subject(remote, (struct str){0}, "asking what changed");
    const struct query_pair pairs[] = {{"filter[project]", own->project_id},
                                       {"filter[resource]", own->resource_id}};
    struct str next = transifex_query(remote, "resource_language_stats", pairs, 2);
    *out = (struct transifex_stats_list){0};
    *is_missing = false;
    for (size_t page = 0; next.len && page < greatest_pages; page++, delay = 0) {
        struct http_answer answer =
            http_ask(remote->http, &(struct http_request){.wants_json = true, .url = next, .delay = delay});
        // A filter by a resource that is not there may also count as a bad one.
        *is_missing = jsonapi_is_missing(&answer) || answer.status == 400;
        if (*is_missing || !read_page(&subject, &answer, out, &next))
            return false;
    }
    *is_missing = out->count == 0;
    return out->count > 0;
}

const struct transifex_stats *transifex_stats_find(const struct transifex_stats_list *list, struct str code)
{
    for (size_t i = 0; i < list->count; i++)
        if (str_equal(list->at[i].code, code))
            return &list->at[i];
    return NULL;
}
