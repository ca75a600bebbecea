// libcurl as a wire.
#include "sync/http_curl.h"

#include <math.h>
#include <stdlib.h>

// ---- beginning and ending

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
    transfer->pace = pace_open(curl_now(), request->head_seconds, wire->options.slow_seconds);
    curl_transfer_ask(transfer);
    *list_push(&wire->transfers, wire->arena) = transfer;
    if (wire->curl.curl_multi_add_handle(wire->multi, transfer->easy) != CURLM_OK)
        memory_exhausted(sizeof *transfer);
}

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

// ---- answers

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
    *out = (struct wire_answer){.owner = transfer->owner,
                                .trouble = curl_trouble(transfer, code),
                                .is_sent = curl_was_sent(transfer)};
    if (out->trouble) {
        out->detail = curl_detail(transfer, code);
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
    double time = curl_now();
    for (size_t i = 0; i < wire->transfers.count; i++) {
        struct transfer *transfer = wire->transfers.at[i];
        enum http_trouble trouble = pace_judge(&transfer->pace, time, transfer->body.len);
        if (!trouble)
            continue;
        bool is_early = trouble == HTTP_NO_TIME && !curl_is_connected(transfer);
        *out = (struct wire_answer){.owner = transfer->owner,
                                    .trouble = is_early ? HTTP_NO_CONNECTION : trouble,
                                    .is_sent = curl_was_sent(transfer)};
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
    for (double until = curl_now() + seconds;;) {
        int running = 0;
        wire->curl.curl_multi_perform(wire->multi, &running);
        if (take_finished(wire, out) || take_late(wire, out))
            return true;
        double left = next_look(wire, until) - curl_now();
        struct curl_waitfd file = {.fd = watched, .events = CURL_WAIT_POLLIN};
        int milliseconds = (int)fmin(1000, fmax(0, ceil(left * 1000)));
        wire->curl.curl_multi_poll(wire->multi, &file, watched >= 0, milliseconds, NULL);
        if (curl_now() >= until || (watched >= 0 && file.revents))
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
        *out = (struct wire_answer){.owner = owner, .is_sent = curl_was_sent(transfer)};
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
    static const char *const names[] = {LIBRARY_NAMES(CURL_FUNCTIONS)};
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
