// The only door to libcurl.
#include "base/clock.h"
#include "base/library.h"
#include "sync/pace.h"
#include "sync/wire.h"

#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>
#include <math.h>
#include <stdlib.h>

#define FUNCTIONS(X)                                                                                         \
    X(curl_global_init_mem)                                                                                  \
    X(curl_easy_init)                                                                                        \
    X(curl_easy_setopt)                                                                                      \
    X(curl_easy_getinfo)                                                                                     \
    X(curl_easy_strerror)                                                                                    \
    X(curl_easy_cleanup)                                                                                     \
    X(curl_slist_append)                                                                                     \
    X(curl_slist_free_all)                                                                                   \
    X(curl_multi_init)                                                                                       \
    X(curl_multi_setopt)                                                                                     \
    X(curl_multi_add_handle)                                                                                 \
    X(curl_multi_remove_handle)                                                                              \
    X(curl_multi_perform)                                                                                    \
    X(curl_multi_poll)                                                                                       \
    X(curl_multi_info_read)                                                                                  \
    X(curl_multi_cleanup)                                                                                    \
    X(curl_share_init)                                                                                       \
    X(curl_share_setopt)                                                                                     \
    X(curl_share_cleanup)

struct curl {
    LIBRARY_MEMBERS(FUNCTIONS)
};

// A request under way.
struct transfer {
    struct curl_wire *wire;
    void *owner;
    struct wire_request request;
    CURL *easy;
    struct curl_slist *headers;
    size_t body_at;     // bytes of the request's body that were given to libcurl
    bool is_body_given; // some were, be it on an earlier connection
    struct head head;
    struct buf body;
    bool is_too_large; // the answer is
    struct pace pace;
    char error[CURL_ERROR_SIZE];
};

struct transfer_list {
    struct transfer **at;
    size_t count, capacity;
};

struct curl_wire {
    struct curl curl;
    struct wire_options options;
    struct arena *arena;
    const char *ca_file; // NULL: the system's
    CURLM *multi;
    CURLSH *share;
    struct buf passing;             // the body of the last answer that was such
    struct transfer_list transfers; // those under way
    struct transfer_list idle;      // to be used again
};

static double now(void)
{
    return clock_seconds(CLOCK_MONOTONIC);
}

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
    pace_begin(&transfer->pace, now());
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

static struct transfer *new_transfer(struct curl_wire *wire)
{
    struct transfer *transfer =
        wire->idle.count ? wire->idle.at[--wire->idle.count] : arena_new(wire->arena, struct transfer);
    *transfer = (struct transfer){.wire = wire, .easy = wire->curl.curl_easy_init()};
    if (!transfer->easy)
        memory_exhausted(sizeof *transfer);
    return transfer;
}

static void begin(void *context, const struct wire_request *request, void *owner)
{
    struct curl_wire *wire = context;
    struct transfer *transfer = new_transfer(wire);
    transfer->owner = owner;
    transfer->request = *request;
    transfer->pace = pace_open(now(), request->head_seconds, wire->options.slow_seconds);
    set_headers(transfer);
    set_method(transfer);
    set_trust(transfer);
    set_limits(transfer);
    set_channels(transfer);
    *list_push(&wire->transfers, wire->arena) = transfer;
    if (wire->curl.curl_multi_add_handle(wire->multi, transfer->easy) != CURLM_OK)
        memory_exhausted(sizeof *transfer);
}

// ---- ending

static void end(struct transfer *transfer)
{
    struct curl_wire *wire = transfer->wire;
    wire->curl.curl_multi_remove_handle(wire->multi, transfer->easy);
    wire->curl.curl_easy_cleanup(transfer->easy);
    wire->curl.curl_slist_free_all(transfer->headers);
    buf_free(&transfer->body);
    size_t number = 0;
    while (wire->transfers.at[number] != transfer)
        number++;
    wire->transfers.at[number] = wire->transfers.at[--wire->transfers.count];
    *list_push(&wire->idle, wire->arena) = transfer;
}

static const struct {
    CURLcode code;
    enum http_trouble trouble;
} troubles[] = {
    {CURLE_COULDNT_RESOLVE_HOST, HTTP_NO_NAME},
    {CURLE_COULDNT_RESOLVE_PROXY, HTTP_NO_PROXY},
    {CURLE_PROXY, HTTP_NO_PROXY},
    {CURLE_COULDNT_CONNECT, HTTP_NO_CONNECTION},
    {CURLE_OPERATION_TIMEDOUT, HTTP_NO_TIME},
    {CURLE_SSL_CONNECT_ERROR, HTTP_NO_TRUST},
    {CURLE_PEER_FAILED_VERIFICATION, HTTP_NO_TRUST},
    {CURLE_SSL_CERTPROBLEM, HTTP_NO_TRUST},
    {CURLE_SSL_CIPHER, HTTP_NO_TRUST},
    {CURLE_SSL_CACERT_BADFILE, HTTP_NO_TRUST},
    {CURLE_SSL_ISSUER_ERROR, HTTP_NO_TRUST},
    {CURLE_SSL_INVALIDCERTSTATUS, HTTP_NO_TRUST},
    {CURLE_USE_SSL_FAILED, HTTP_NO_TRUST},
    {CURLE_URL_MALFORMAT, HTTP_BAD_URL},
    {CURLE_UNSUPPORTED_PROTOCOL, HTTP_GARBLED},
    {CURLE_WEIRD_SERVER_REPLY, HTTP_GARBLED},
    {CURLE_BAD_CONTENT_ENCODING, HTTP_GARBLED},
    {CURLE_PARTIAL_FILE, HTTP_CUT_OFF},
    {CURLE_RECV_ERROR, HTTP_CUT_OFF},
    {CURLE_SEND_ERROR, HTTP_CUT_OFF},
    {CURLE_GOT_NOTHING, HTTP_CUT_OFF},
    {CURLE_SEND_FAIL_REWIND, HTTP_CUT_OFF},
    {CURLE_HTTP2, HTTP_CUT_OFF},
    {CURLE_HTTP2_STREAM, HTTP_CUT_OFF},
};

// Whether libcurl was about to send the request: name, connection and TLS were there.
static bool is_connected(const struct transfer *transfer)
{
    curl_off_t microseconds = 0;
    transfer->wire->curl.curl_easy_getinfo(transfer->easy, CURLINFO_PRETRANSFER_TIME_T, &microseconds);
    return microseconds > 0;
}

// What was answered was sent.
static bool was_sent(const struct transfer *transfer)
{
    if (transfer->pace.has_begun)
        return true;
    return transfer->request.body.len ? transfer->is_body_given : is_connected(transfer);
}

// Whether the connection was lost in the midst of the TLS handshake, which has the code of one that failed.
static bool is_cut_handshake(const struct transfer *transfer)
{
    static const char *const words[] = {"SSL_ERROR_SYSCALL", "unexpected eof", "reset by peer", "timeout"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strstr(transfer->error, words[i]))
            return true;
    return false;
}

static enum http_trouble trouble_of(const struct transfer *transfer, CURLcode code)
{
    if (code == CURLE_OK)
        return HTTP_FINE;
    if (transfer->is_too_large)
        return HTTP_TOO_LARGE;
    bool is_early = code == CURLE_OPERATION_TIMEDOUT || code == CURLE_RECV_ERROR || code == CURLE_SEND_ERROR;
    if (is_early && !is_connected(transfer))
        return HTTP_NO_CONNECTION; // a proxy that refuses, too
    if (code == CURLE_SSL_CONNECT_ERROR && is_cut_handshake(transfer))
        return HTTP_NO_CONNECTION;
    for (size_t i = 0; i < sizeof troubles / sizeof *troubles; i++)
        if (troubles[i].code == code)
            return troubles[i].trouble;
    return HTTP_GARBLED;
}

static struct str detail_of(const struct transfer *transfer, CURLcode code)
{
    const char *words = transfer->error[0] ? transfer->error : transfer->wire->curl.curl_easy_strerror(code);
    return arena_copy(transfer->wire->arena, str_trim(str_of(words)));
}

static struct str keep_body(struct transfer *transfer)
{
    struct curl_wire *wire = transfer->wire;
    struct buf body = transfer->body;
    transfer->body = (struct buf){0};
    if (!transfer->request.is_passing)
        return buf_finish(&body, wire->arena);
    buf_free(&wire->passing);
    wire->passing = body;
    return buf_str(&body);
}

static void answer(struct transfer *transfer, CURLcode code, struct wire_answer *out)
{
    struct curl_wire *wire = transfer->wire;
    *out = (struct wire_answer){
        .owner = transfer->owner, .trouble = trouble_of(transfer, code), .is_sent = was_sent(transfer)};
    if (out->trouble) {
        out->detail = detail_of(transfer, code);
    } else {
        wire->curl.curl_easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE, &out->status);
        out->head = transfer->head;
        out->body = keep_body(transfer);
    }
    // A service that is content before it has heard all has not understood.
    if (!out->trouble && out->status < 300 && transfer->body_at < transfer->request.body.len) {
        out->trouble = HTTP_CUT_OFF;
        out->detail = STR("it answered before it had the whole request");
    }
    end(transfer);
}

static bool take_finished(struct curl_wire *wire, struct wire_answer *out)
{
    int left;
    for (CURLMsg *message; (message = wire->curl.curl_multi_info_read(wire->multi, &left));) {
        if (message->msg != CURLMSG_DONE)
            continue;
        struct transfer *transfer = NULL;
        CURLcode code = message->data.result;
        wire->curl.curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, (char **)&transfer);
        answer(transfer, code, out);
        return true;
    }
    return false;
}

// ---- time

static bool take_late(struct curl_wire *wire, struct wire_answer *out)
{
    double time = now();
    for (size_t i = 0; i < wire->transfers.count; i++) {
        struct transfer *transfer = wire->transfers.at[i];
        enum http_trouble trouble = pace_judge(&transfer->pace, time, transfer->body.len);
        if (!trouble)
            continue;
        bool is_early = trouble == HTTP_NO_TIME && !is_connected(transfer);
        *out = (struct wire_answer){.owner = transfer->owner,
                                    .trouble = is_early ? HTTP_NO_CONNECTION : trouble,
                                    .is_sent = was_sent(transfer)};
        end(transfer);
        return true;
    }
    return false;
}

// When one of them may have become late.
static double next_look(const struct curl_wire *wire, double until)
{
    for (size_t i = 0; i < wire->transfers.count; i++)
        until = fmin(until, pace_time(&wire->transfers.at[i]->pace));
    return until;
}

static bool next(void *context, double seconds, int watched, struct wire_answer *out)
{
    struct curl_wire *wire = context;
    for (double until = now() + seconds;;) {
        int running = 0;
        wire->curl.curl_multi_perform(wire->multi, &running);
        if (take_finished(wire, out) || take_late(wire, out))
            return true;
        double left = next_look(wire, until) - now();
        struct curl_waitfd file = {.fd = watched, .events = CURL_WAIT_POLLIN};
        int milliseconds = (int)fmin(1000, fmax(0, ceil(left * 1000)));
        wire->curl.curl_multi_poll(wire->multi, &file, watched >= 0, milliseconds, NULL);
        if (now() >= until || (watched >= 0 && file.revents))
            return false;
    }
}

static void drop(void *context, void *owner, struct wire_answer *out)
{
    struct curl_wire *wire = context;
    for (size_t i = 0; i < wire->transfers.count; i++) {
        struct transfer *transfer = wire->transfers.at[i];
        if (transfer->owner != owner)
            continue;
        *out = (struct wire_answer){.owner = owner, .is_sent = was_sent(transfer)};
        end(transfer);
        return;
    }
}

// ---- opening

static void close_wire(void *context)
{
    struct curl_wire *wire = context;
    while (wire->transfers.count)
        end(wire->transfers.at[0]);
    wire->curl.curl_multi_cleanup(wire->multi);
    wire->curl.curl_share_cleanup(wire->share);
    buf_free(&wire->passing);
}

bool wire_open_curl(const struct wire_options *options, struct arena *arena, struct diags *diags,
                    struct wire *out)
{
    static const char *const names[] = {LIBRARY_NAMES(FUNCTIONS)};
    struct curl_wire *wire = arena_new(arena, struct curl_wire);
    *wire = (struct curl_wire){.options = *options, .arena = arena};
    if (!library_load("libcurl.so.4", "libcurl4", names, (void **)&wire->curl, diags))
        return false;
    wire->ca_file = options->ca_file.len ? arena_cstr(arena, options->ca_file) : NULL;
    // Our own memory, whose exhaustion ends the program: libcurl (7.88) goes on without a query that it could
    // not copy, and what an option could not keep is as if it had not been set.
    bool is_ready = wire->curl.curl_global_init_mem(CURL_GLOBAL_DEFAULT, malloc, free, realloc, strdup,
                                                    calloc) == CURLE_OK;
    wire->multi = is_ready ? wire->curl.curl_multi_init() : NULL;
    wire->share = is_ready ? wire->curl.curl_share_init() : NULL;
    if (!wire->multi || !wire->share)
        memory_exhausted(sizeof *wire);
    wire->curl.curl_share_setopt(wire->share, CURLSHOPT_SHARE, CURL_LOCK_DATA_SSL_SESSION);
    wire->curl.curl_multi_setopt(wire->multi, CURLMOPT_MAX_HOST_CONNECTIONS, (long)options->parallel);
    *out = (struct wire){.begin = begin, .next = next, .drop = drop, .close = close_wire, .context = wire};
    return true;
}
