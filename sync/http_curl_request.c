// What libcurl is asked for.
#include "sync/http_curl.h"

#include <math.h>

// ---- what libcurl calls

static size_t give_body(char *to, size_t size, size_t count, void *context)
{
    struct transfer *transfer = context;
    struct str rest = str_from(transfer->request.body, transfer->body_at);
    size_t len = rest.len < size * count ? rest.len : size * count;
    if (len > 0)
        memcpy(to, rest.at, len);
    transfer->body_at += len;
    transfer->is_body_given |= len > 0;
    return len;
}

// libcurl itself sends anew what was sent on a connection that had died. Only what is repeatable may be.
static int rewind_body(void *context, curl_off_t offset, int origin)
{
    struct transfer *transfer = context;
    if (origin != SEEK_SET || offset != 0 || !transfer->request.is_repeatable)
        return CURL_SEEKFUNC_FAIL;
    transfer->body_at = 0;
    return CURL_SEEKFUNC_OK;
}

static size_t take_header(char *line, size_t size, size_t count, void *context)
{
    struct transfer *transfer = context;
    pace_begin(&transfer->pace, curl_now());
    head_read(&transfer->head, (struct str){line, size * count}, transfer->wire->arena);
    return size * count;
}

static size_t take_body(char *bytes, size_t size, size_t count, void *context)
{
    struct transfer *transfer = context;
    transfer->is_too_large |= size * count > transfer->wire->options.greatest - transfer->body.len;
    if (transfer->is_too_large)
        return 0;
    buf_add(&transfer->body, (struct str){bytes, size * count});
    return size * count;
}

// ---- beginning

static void add_line(struct transfer *transfer, const char *line)
{
    struct curl_slist *longer = transfer->wire->curl.curl_slist_append(transfer->headers, line);
    if (!longer)
        memory_exhausted(strlen(line));
    transfer->headers = longer;
}

static void add_header(struct transfer *transfer, struct str name, struct str value)
{
    struct buf line = {0};
    buf_print(&line, STR_FORMAT ": " STR_FORMAT "%c", STR_ARG(name), STR_ARG(value), 0);
    add_line(transfer, line.at);
    buf_free(&line);
}

static void set_headers(struct transfer *transfer)
{
    const struct http_header_list *headers = &transfer->request.headers;
    for (size_t i = 0; i < headers->count; i++)
        add_header(transfer, headers->at[i].name, headers->at[i].value);
    // Without `Expect` no upload waits a second for a "100 Continue" that many services never send. Nor is a
    // body of no type a form.
    add_line(transfer, "Expect:");
    if (transfer->request.media_type.len > 0)
        add_header(transfer, STR("Content-Type"), transfer->request.media_type);
    else
        add_line(transfer, "Content-Type:");
}

#define SET(transfer, option, value) (transfer)->wire->curl.curl_easy_setopt((transfer)->easy, option, value)

static void set_method(struct transfer *transfer)
{
    bool has_body = transfer->request.body.len > 0, is_get = transfer->request.method == HTTP_GET;
    if (is_get && !has_body) {
        SET(transfer, CURLOPT_HTTPGET, 1L);
        return;
    }
    SET(transfer, CURLOPT_CUSTOMREQUEST, http_method_name(transfer->request.method));
    if (!has_body && transfer->request.method == HTTP_DELETE)
        return;
    SET(transfer, CURLOPT_POST, 1L);
    SET(transfer, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)transfer->request.body.len);
    SET(transfer, CURLOPT_READFUNCTION, give_body);
    SET(transfer, CURLOPT_READDATA, transfer);
    SET(transfer, CURLOPT_SEEKFUNCTION, rewind_body);
    SET(transfer, CURLOPT_SEEKDATA, transfer);
    SET(transfer, CURLOPT_UPLOAD_BUFFERSIZE, 256L * 1024);
}

static void set_trust(struct transfer *transfer)
{
    const struct curl_wire *wire = transfer->wire;
    SET(transfer, CURLOPT_SHARE, wire->share);
    SET(transfer, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    if (!wire->ca_file)
        return;
    SET(transfer, CURLOPT_CAINFO, wire->ca_file);
    SET(transfer, CURLOPT_CAPATH, NULL); // it replaces the system's roots, it does not add to them
    SET(transfer, CURLOPT_PROXY_CAINFO, wire->ca_file);
    SET(transfer, CURLOPT_PROXY_CAPATH, NULL);
}

static void set_limits(struct transfer *transfer)
{
    const struct wire_request *request = &transfer->request;
    SET(transfer, CURLOPT_NOSIGNAL, 1L);
    SET(transfer, CURLOPT_QUICK_EXIT, 1L); // the end of a run does not wait for a name service
    SET(transfer, CURLOPT_FOLLOWLOCATION, 0L);
    SET(transfer, CURLOPT_PROTOCOLS_STR, "http,https");
    SET(transfer, CURLOPT_TIMEOUT_MS, (long)fmin(1e9, fmax(1, ceil(request->all_seconds * 1000))));
    SET(transfer, CURLOPT_CONNECTTIMEOUT_MS, (long)fmin(30e3, fmax(1, ceil(request->head_seconds * 1000))));
    if (request->is_direct)
        SET(transfer, CURLOPT_PROXY, "");
    // A write without a body gives libcurl nothing to rewind: a connection of its own keeps it from being
    // sent anew unnoticed.
    bool is_bare_write = request->body.len == 0 && request->method != HTTP_GET && !request->is_repeatable;
    SET(transfer, CURLOPT_FRESH_CONNECT, (long)is_bare_write);
}

static void set_channels(struct transfer *transfer)
{
    SET(transfer, CURLOPT_URL, arena_cstr(transfer->wire->arena, transfer->request.url));
    SET(transfer, CURLOPT_HTTPHEADER, transfer->headers);
    SET(transfer, CURLOPT_HEADEROPT, (long)CURLHEADER_SEPARATE); // a proxy is not told the token
    SET(transfer, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    SET(transfer, CURLOPT_ACCEPT_ENCODING, ""); // all that libcurl can undo
    SET(transfer, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_2TLS);
    // Connections are waited for that may carry many requests at once. What is in clear text never does, and
    // libcurl (7.88) would wait for good for one that was lost before it had sent anything.
    SET(transfer, CURLOPT_PIPEWAIT, (long)str_starts(transfer->request.url, STR("https:")));
    SET(transfer, CURLOPT_PRIVATE, transfer);
    SET(transfer, CURLOPT_ERRORBUFFER, transfer->error);
    SET(transfer, CURLOPT_HEADERFUNCTION, take_header);
    SET(transfer, CURLOPT_HEADERDATA, transfer);
    SET(transfer, CURLOPT_WRITEFUNCTION, take_body);
    SET(transfer, CURLOPT_WRITEDATA, transfer);
}

void curl_transfer_ask(struct transfer *transfer)
{
    set_headers(transfer);
    set_method(transfer);
    set_trust(transfer);
    set_limits(transfer);
    set_channels(transfer);
}
