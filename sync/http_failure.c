// What goes wrong with requests, in words.
#include "sync/http.h"
#include "sync/url.h"

#include "base/buf.h"

#include <math.h>

static const struct {
    const char *text; // behind the host
    enum kind kind;
    const char *hint; // or NULL: the kind's remedy serves
} troubles[HTTP_TROUBLE_COUNT] = {
    [HTTP_NO_NAME] = {"is not known to the name service", KIND_SERVICE_UNREACHABLE, NULL},
    [HTTP_NO_CONNECTION] = {"could not be reached", KIND_SERVICE_UNREACHABLE, NULL},
    [HTTP_NO_PROXY] = {"could not be reached through the proxy", KIND_SERVICE_UNREACHABLE,
                       "Look at the variables `https_proxy` and `no_proxy`."},
    [HTTP_NO_TRUST] =
        {"could not be reached in safety", KIND_SERVICE_UNREACHABLE,
         "Find out who answers there. Where a network has certificates of its own, name their file "
         "in place of the system's."},
    [HTTP_NO_TIME] = {"did not answer in time", KIND_SERVICE_UNREACHABLE, NULL},
    [HTTP_TOO_SLOW] = {"answered too slowly", KIND_SERVICE_UNREACHABLE, NULL},
    [HTTP_CUT_OFF] = {"broke off the connection", KIND_SERVICE_UNREACHABLE, NULL},
    [HTTP_TOO_LARGE] = {"sent a larger answer than glot takes", KIND_SERVICE_ANSWER, NULL},
    [HTTP_GARBLED] = {"sent an answer that is no HTTP", KIND_SERVICE_ANSWER, NULL},
    [HTTP_PAGE] = {"sent a web page in place of JSON", KIND_SERVICE_ANSWER, NULL},
    [HTTP_BAD_URL] = {"is no address that glot sends requests to", KIND_SERVICE_ANSWER, NULL},
    [HTTP_OTHER_ORIGIN] = {"is another host than the service, so nothing was sent there", KIND_SERVICE_ANSWER,
                           NULL},
    [HTTP_OVERDUE] = {"was not asked any more: the time for the whole run is over", KIND_SERVICE_UNREACHABLE,
                      "Run the command again: it goes on where it ended."},
    [HTTP_INTERRUPTED] = {"was not asked any more: the run was interrupted", KIND_SERVICE_UNREACHABLE,
                          "Run the command again: it goes on where it ended."},
};

static const struct {
    long status;
    const char *name; // RFC 9110 and those that services use
    enum kind kind;   // 0: by its hundred
} statuses[] = {
    {300, "Multiple Choices", 0},
    {301, "Moved Permanently", 0},
    {302, "Found", 0},
    {303, "See Other", 0},
    {304, "Not Modified", 0},
    {307, "Temporary Redirect", 0},
    {308, "Permanent Redirect", 0},
    {400, "Bad Request", 0},
    {401, "Unauthorized", KIND_SERVICE_REFUSED},
    {402, "Payment Required", KIND_SERVICE_PLAN},
    {403, "Forbidden", KIND_SERVICE_REFUSED},
    {404, "Not Found", KIND_SERVICE_MISSING},
    {405, "Method Not Allowed", 0},
    {406, "Not Acceptable", 0},
    {407, "Proxy Authentication Required", KIND_SERVICE_UNREACHABLE},
    {408, "Request Timeout", KIND_SERVICE_UNREACHABLE},
    {409, "Conflict", 0},
    {410, "Gone", KIND_SERVICE_MISSING},
    {412, "Precondition Failed", 0},
    {413, "Content Too Large", 0},
    {415, "Unsupported Media Type", 0},
    {422, "Unprocessable Content", 0},
    {423, "Locked", 0},
    {425, "Too Early", KIND_SERVICE_BUSY},
    {429, "Too Many Requests", KIND_SERVICE_BUSY},
    {451, "Unavailable For Legal Reasons", 0},
    {500, "Internal Server Error", 0},
    {501, "Not Implemented", 0},
    {502, "Bad Gateway", KIND_SERVICE_UNREACHABLE},
    {503, "Service Unavailable", KIND_SERVICE_BUSY},
    {504, "Gateway Timeout", KIND_SERVICE_UNREACHABLE},
    {507, "Insufficient Storage", 0},
};

static size_t find_status(long status)
{
    size_t i = 0;
    while (i < sizeof statuses / sizeof *statuses && statuses[i].status != status)
        i++;
    return i;
}

enum kind http_failure_kind(const struct http_answer *answer)
{
    if (answer->trouble)
        return troubles[answer->trouble].kind;
    size_t row = find_status(answer->status);
    bool is_known = row < sizeof statuses / sizeof *statuses && statuses[row].kind != 0;
    if (is_known)
        return statuses[row].kind;
    return answer->status < 400 ? KIND_SERVICE_ANSWER : KIND_SERVICE_FAILED;
}

const char *http_failure_hint(const struct http_answer *answer)
{
    return troubles[answer->trouble].hint;
}

const char *http_method_name(enum http_method method)
{
    static const char *const names[] = {"GET", "POST", "PATCH", "PUT", "DELETE"};
    return names[method];
}

// The query may hold what opens a storage, and is not shown; nor is what is no URL.
static void add_host(struct str url, struct buf *out)
{
    struct url read;
    if (!url_read(url, &read)) {
        buf_text(out, "what the service calls an address");
        return;
    }
    buf_add(out, read.host);
    if (read.port != (read.is_secure ? 443u : 80u))
        buf_print(out, ":%u", read.port);
}

static void add_tries(const struct http_answer *answer, struct buf *out)
{
    static const char *const words[] = {"",
                                        "",
                                        " twice",
                                        " three times",
                                        " four times",
                                        " five times",
                                        " six times",
                                        " seven times",
                                        " eight times",
                                        " nine times",
                                        " ten times"};
    if (answer->tries < 2)
        return;
    if (answer->tries < sizeof words / sizeof *words)
        buf_text(out, words[answer->tries]);
    else
        buf_print(out, " %u times", answer->tries);
    buf_print(out, " within %.0f s", fmax(1, ceil(answer->seconds)));
}

static void add_status(long status, struct buf *out)
{
    size_t row = find_status(status);
    buf_print(out, " answered %ld", status);
    if (row < sizeof statuses / sizeof *statuses)
        buf_print(out, " %s", statuses[row].name);
}

struct str http_failure(const struct http_request *request, const struct http_answer *answer,
                        struct arena *arena)
{
    struct buf out = {0};
    add_host(request->url, &out);
    if (answer->trouble)
        buf_print(&out, " %s", troubles[answer->trouble].text);
    else
        add_status(answer->status, &out);
    add_tries(answer, &out);
    if (answer->trouble && answer->detail.len > 0) {
        buf_text(&out, ": ");
        diag_neutral(&out, answer->detail);
    }
    if (!answer->trouble && answer->asked > 0)
        buf_print(&out, ", and asks to wait %.0f s", answer->asked);
    return buf_finish(&out, arena);
}
