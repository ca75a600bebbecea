// What became of a request, as libcurl tells it.
#include "sync/http_curl.h"

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

bool curl_is_connected(const struct transfer *transfer)
{
    curl_off_t microseconds = 0;
    transfer->wire->curl.curl_easy_getinfo(transfer->easy, CURLINFO_PRETRANSFER_TIME_T, &microseconds);
    return microseconds > 0;
}

bool curl_was_sent(const struct transfer *transfer)
{
    if (transfer->pace.has_begun)
        return true;
    return transfer->request.body.len ? transfer->is_body_given : curl_is_connected(transfer);
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

enum http_trouble curl_trouble(const struct transfer *transfer, CURLcode code)
{
    if (code == CURLE_OK)
        return HTTP_FINE;
    if (transfer->is_too_large)
        return HTTP_TOO_LARGE;
    bool is_early = code == CURLE_OPERATION_TIMEDOUT || code == CURLE_RECV_ERROR || code == CURLE_SEND_ERROR;
    if (is_early && !curl_is_connected(transfer))
        return HTTP_NO_CONNECTION; // a proxy that refuses, too
    if (code == CURLE_SSL_CONNECT_ERROR && is_cut_handshake(transfer))
        return HTTP_NO_CONNECTION;
    for (size_t i = 0; i < sizeof troubles / sizeof *troubles; i++)
        if (troubles[i].code == code)
            return troubles[i].trouble;
    return HTTP_GARBLED;
}

struct str curl_detail(const struct transfer *transfer, CURLcode code)
{
    const char *words = transfer->error[0] ? transfer->error : transfer->wire->curl.curl_easy_strerror(code);
    return arena_copy(transfer->wire->arena, str_trim(str_of(words)));
}
