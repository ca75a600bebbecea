#include "sync/hub/server.h"

#include "base/clock.h"
#include "base/library.h"
#include "base/signals.h"

#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

#define FUNCTIONS(X)                                                                                         \
    X(MHD_start_daemon)                                                                                      \
    X(MHD_stop_daemon)                                                                                       \
    X(MHD_get_daemon_info)                                                                                   \
    X(MHD_get_timeout)                                                                                       \
    X(MHD_run)                                                                                               \
    X(MHD_lookup_connection_value)                                                                           \
    X(MHD_create_response_from_buffer)                                                                       \
    X(MHD_add_response_header)                                                                               \
    X(MHD_queue_response)                                                                                    \
    X(MHD_destroy_response)                                                                                  \
    X(MHD_is_feature_supported)

struct microhttpd {
    LIBRARY_MEMBERS(FUNCTIONS)
};

enum { idle_seconds = 30, request_seconds = 120, connections_greatest = 256 };

struct server {
    struct microhttpd mhd;
    struct hub *hub;
    const struct server_options *options;
    struct str origin; // without a Host header
};

// A request while it is read and answered. Lives in its own arena.
struct visit {
    struct arena arena;
    struct str target;
    struct buf body;
    double since;
    bool is_too_large, is_answered;
};

// ---- the request

// The line of the request as it was sent. What this returns is the visit that the other callbacks get.
static void *on_line(void *context, const char *target, struct MHD_Connection *connection)
{
    (void)context;
    (void)connection;
    struct arena arena = {0};
    struct visit *visit = arena_new(&arena, struct visit);
    visit->target = arena_copy(&arena, str_of(target));
    visit->since = clock_seconds(CLOCK_MONOTONIC);
    visit->arena = arena;
    return visit;
}

// Paths are decoded by uri.h.
static size_t leave_escapes(void *context, struct MHD_Connection *connection, char *text)
{
    (void)context;
    (void)connection;
    return strlen(text);
}

static struct str header(const struct server *server, struct MHD_Connection *connection, const char *name)
{
    return str_of(server->mhd.MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name));
}

static bool is_host(struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        char byte = text.at[i];
        if (!byte_is_alphanumeric(byte) && (!byte || !strchr(".-:[]_", byte)))
            return false;
    }
    return text.len > 0 && text.len <= 255;
}

// How the client reaches the hub, for links.
static struct str origin_of(const struct server *server, struct MHD_Connection *connection,
                            struct arena *arena)
{
    struct str host = header(server, connection, "Host"), scheme = {0};
    bool is_secure = server->options->certificate.len > 0;
    if (server->options->is_behind_proxy) {
        struct str forwarded = header(server, connection, "X-Forwarded-Host");
        host = forwarded.len > 0 ? forwarded : host;
        scheme = header(server, connection, "X-Forwarded-Proto");
    }
    if (!is_host(host))
        return server->origin;
    is_secure |= str_is(scheme, "https");
    return arena_print(arena, "%s://" STR_FORMAT, is_secure ? "https" : "http", STR_ARG(host));
}

static enum hub_method method_of(const char *name)
{
    static const char *const names[] = {"GET", "POST", "PATCH", "DELETE"};
    size_t i = 0;
    while (i < sizeof names / sizeof *names && strcmp(name, names[i]) != 0)
        i++;
    return (enum hub_method)i;
}

// ---- the answer

static void log_answer(const struct server *server, const char *method, const struct visit *visit,
                       const struct hub_answer *answer)
{
    if (!server->options->on_answer)
        return;
    struct arena arena = {0};
    // The credential of a storage link is not for logs.
    struct str target = visit->target;
    size_t secret = str_find(target, STR("auth="), 0);
    struct str line = arena_print(&arena, "%u %s " STR_FORMAT "%s %zu", answer->status, method,
                                  STR_ARG(str_slice(target, 0, secret == STR_NONE ? target.len : secret + 5)),
                                  secret == STR_NONE ? "" : "…", answer->body.len);
    server->options->on_answer(server->options->context, line);
    arena_free(&arena);
}

static bool add_header(const struct server *server, struct MHD_Response *response, const char *name,
                       struct str value, struct arena *arena)
{
    return value.len == 0 ||
           server->mhd.MHD_add_response_header(response, name, arena_cstr(arena, value)) == MHD_YES;
}

static bool add_headers(const struct server *server, struct MHD_Response *response,
                        const struct hub_answer *answer, struct arena *arena)
{
    struct str wait = answer->retry_after > 0 ? arena_print(arena, "%u", answer->retry_after) : STR("");
    struct str type = answer->body.len > 0 ? answer->media_type : STR("");
    return add_header(server, response, "Content-Type", type, arena) &&
           add_header(server, response, "Location", answer->location, arena) &&
           add_header(server, response, "Content-Location", answer->content_location, arena) &&
           add_header(server, response, "Retry-After", wait, arena) &&
           add_header(server, response, "Cache-Control", STR("no-store"), arena) &&
           add_header(server, response, "X-Content-Type-Options", STR("nosniff"), arena);
}

// The body lives in the visit's arena until the answer is sent (on_end). MHD_NO: there is no memory for the
// answer, and the connection ends without one.
static enum MHD_Result send_answer(const struct server *server, struct MHD_Connection *connection,
                                   struct visit *visit, const struct hub_answer *answer)
{
    const char *body = answer->body.len > 0 ? answer->body.at : "";
    void *bytes = (void *)(uintptr_t)body;
    struct MHD_Response *response =
        server->mhd.MHD_create_response_from_buffer(answer->body.len, bytes, MHD_RESPMEM_PERSISTENT);
    visit->is_answered = true;
    if (!response)
        return MHD_NO;
    enum MHD_Result result = MHD_NO;
    if (add_headers(server, response, answer, &visit->arena))
        result = server->mhd.MHD_queue_response(connection, answer->status, response);
    server->mhd.MHD_destroy_response(response);
    return result;
}

static enum MHD_Result refuse_size(const struct server *server, struct MHD_Connection *connection,
                                   struct visit *visit)
{
    struct hub_answer answer = {
        .status = 413,
        .media_type = STR("application/vnd.api+json"),
        .body = STR("{\"errors\":[{\"status\":\"413\",\"code\":\"too large\",\"title\":\"Too large\","
                    "\"detail\":\"The body of the request is larger than the hub takes.\"}]}")};
    return send_answer(server, connection, visit, &answer);
}

static enum MHD_Result answer_visit(struct server *server, struct MHD_Connection *connection,
                                    const char *method, struct visit *visit)
{
    struct hub_request request = {.method = method_of(method),
                                  .target = visit->target,
                                  .authorization = header(server, connection, "Authorization"),
                                  .content_type = header(server, connection, "Content-Type"),
                                  .origin = origin_of(server, connection, &visit->arena),
                                  .body = buf_str(&visit->body)};
    struct hub_answer answer;
    hub_answer(server->hub, &request, &visit->arena, &answer);
    log_answer(server, method, visit, &answer);
    return send_answer(server, connection, visit, &answer);
}

static size_t announced_length(const struct server *server, struct MHD_Connection *connection)
{
    struct str text = header(server, connection, "Content-Length");
    return text.len > 0 ? (size_t)strtoull(text.at, NULL, 10) : 0;
}

static void take_bytes(const struct server *server, struct visit *visit, const char *bytes, size_t len)
{
    visit->is_too_large |= len > server->options->body_greatest - visit->body.len;
    if (visit->is_too_large)
        buf_free(&visit->body); // read on and forgotten, so that the answer is seen
    else
        buf_add(&visit->body, (struct str){bytes, len});
}

// Called when the headers are there, then with pieces of the body, then once without.
static enum MHD_Result on_request(void *context, struct MHD_Connection *connection, const char *url,
                                  const char *method, const char *version, const char *bytes, size_t *len,
                                  void **state)
{
    (void)url;
    (void)version;
    struct server *server = context;
    struct visit *visit = *state;
    bool is_first = visit->since > 0;
    if (is_first) {
        bool is_large = announced_length(server, connection) > server->options->body_greatest;
        visit->since = -visit->since; // what follows is no first call
        return is_large ? refuse_size(server, connection, visit) : MHD_YES;
    }
    if (clock_seconds(CLOCK_MONOTONIC) + visit->since > request_seconds)
        return MHD_NO;
    if (*len > 0) {
        take_bytes(server, visit, bytes, *len);
        *len = 0;
        return MHD_YES;
    }
    if (visit->is_answered)
        return MHD_YES;
    return visit->is_too_large ? refuse_size(server, connection, visit)
                               : answer_visit(server, connection, method, visit);
}

static void on_end(void *context, struct MHD_Connection *connection, void **state,
                   enum MHD_RequestTerminationCode code)
{
    (void)context;
    (void)connection;
    (void)code;
    struct visit *visit = *state;
    if (!visit)
        return;
    struct arena arena = visit->arena;
    buf_free(&visit->body);
    *state = NULL;
    arena_free(&arena);
}

// ---- listening

union address {
    struct sockaddr any;
    struct sockaddr_in four;
    struct sockaddr_in6 six;
};

static bool read_address(const char *text, unsigned port, union address *out)
{
    *out = (union address){0};
    if (inet_pton(AF_INET, text, &out->four.sin_addr) == 1) {
        out->four.sin_family = AF_INET;
        out->four.sin_port = htons((uint16_t)port);
        return true;
    }
    out->six.sin6_family = AF_INET6;
    out->six.sin6_port = htons((uint16_t)port);
    return inet_pton(AF_INET6, text, &out->six.sin6_addr) == 1;
}

static void ignore_log(void *context, const char *format, va_list arguments)
{
    (void)context;
    (void)format;
    (void)arguments;
}

static struct MHD_Daemon *start(struct server *server, const union address *address, struct arena *arena)
{
    const struct server_options *options = server->options;
    bool is_secure = options->certificate.len > 0, is_six = address->any.sa_family == AF_INET6;
    struct MHD_OptionItem tls[] = {
        {MHD_OPTION_HTTPS_MEM_CERT, 0, is_secure ? arena_cstr(arena, options->certificate) : NULL},
        {MHD_OPTION_HTTPS_MEM_KEY, 0, is_secure ? arena_cstr(arena, options->key) : NULL},
        {MHD_OPTION_END, 0, NULL}};
    unsigned flags = MHD_USE_EPOLL | MHD_USE_ERROR_LOG | (is_secure ? (unsigned)MHD_USE_TLS : 0u) |
                     (is_six ? (unsigned)MHD_USE_IPv6 : 0u);
    return server->mhd.MHD_start_daemon(
        flags, 0, NULL, NULL, on_request, server, MHD_OPTION_EXTERNAL_LOGGER, ignore_log, NULL,
        MHD_OPTION_SOCK_ADDR, &address->any, MHD_OPTION_URI_LOG_CALLBACK, on_line, server,
        MHD_OPTION_UNESCAPE_CALLBACK, leave_escapes, NULL, MHD_OPTION_NOTIFY_COMPLETED, on_end, server,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)idle_seconds, MHD_OPTION_CONNECTION_LIMIT,
        (unsigned)connections_greatest, MHD_OPTION_ARRAY, is_secure ? tls : tls + 2, MHD_OPTION_END);
}

// How long to wait for requests and signals. Where signals have no file they are looked for.
static int time_to_wait(const struct server *server, struct MHD_Daemon *daemon, int signals)
{
    enum { longest = 60000, look = 500 };
    int most = signals < 0 ? look : longest;
    MHD_UNSIGNED_LONG_LONG milliseconds;
    bool has_end = server->mhd.MHD_get_timeout(daemon, &milliseconds) == MHD_YES;
    return has_end && milliseconds < (unsigned)most ? (int)milliseconds : most;
}

// Until one of the signals comes.
static void serve(const struct server *server, struct MHD_Daemon *daemon, const struct signals *held)
{
    int events = server->mhd.MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd;
    int signals = signals_file(held);
    while (!signals_came(held)) {
        struct pollfd waits[] = {{.fd = events, .events = POLLIN}, {.fd = signals, .events = POLLIN}};
        poll(waits, 2, time_to_wait(server, daemon, signals)); // what it failed for once is tried again
        // Once more, as connections that ended only now make it listen again where it had come to a limit:
        // nothing would wake it for those who wait to be let in.
        for (int i = 0; i < 2; i++)
            server->mhd.MHD_run(daemon);
    }
    close(signals);
}

static void tell_ready(struct server *server, struct MHD_Daemon *daemon, struct arena *arena)
{
    const struct server_options *options = server->options;
    unsigned port = server->mhd.MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT)->port;
    const char *scheme = options->certificate.len > 0 ? "https" : "http";
    bool is_six = strchr(options->address, ':') != NULL;
    server->origin =
        arena_print(arena, is_six ? "%s://[%s]:%u" : "%s://%s:%u", scheme, options->address, port);
    options->on_ready(options->context, server->origin);
}

static bool load(struct server *server, struct diags *diags)
{
    static const char *const names[] = {LIBRARY_NAMES(FUNCTIONS)};
    return library_load("libmicrohttpd.so.12", "libmicrohttpd12", names, (void **)&server->mhd, diags);
}

static bool complain(struct diags *diags, const struct server_options *options, const char *why)
{
    struct diag *diag = diag_add(diags, KIND_HUB_ADDRESS, (struct span){0},
                                 "cannot listen on %s, port %u: %s", options->address, options->port, why);
    diag_hint(diags, diag, "Take another port, or --port 0 for a free one.");
    return false;
}

bool server_run(struct hub *hub, const struct server_options *options, struct arena *arena,
                struct diags *diags)
{
    struct server server = {.hub = hub, .options = options};
    union address address;
    if (!load(&server, diags))
        return false;
    if (!read_address(options->address, options->port, &address))
        return complain(diags, options, "it is no address of IPv4 or IPv6");
    if (options->certificate.len > 0 && !server.mhd.MHD_is_feature_supported(MHD_FEATURE_TLS))
        return complain(diags, options, "the system's libmicrohttpd has no TLS");
    struct signals held;
    signals_hold(&held);
    errno = 0;
    struct MHD_Daemon *daemon = start(&server, &address, arena);
    bool is_listening = daemon != NULL;
    if (is_listening) {
        hub_begin(hub);
        tell_ready(&server, daemon, arena);
        serve(&server, daemon, &held);
        server.mhd.MHD_stop_daemon(daemon);
        hub_end(hub);
    } else
        complain(diags, options, errno ? strerror(errno) : "the certificate or its key cannot be used");
    signals_forget(&held); // what told the hub to end has had its effect
    signals_release(&held);
    return is_listening;
}
