// Laws of what the transport reads from services: a URL keeps its parts where a strict reader has them, and
// what is said to be of one origin is so for all three parts; a resolved reference is a URL without fragment,
// and resolves to itself; what Retry-After says is no negative wait; a head holds what stood in one line.
// Input: a line of what would be in the options (a URL), a reference, then the lines of a head.
#include "sync/head.h"
#include "sync/retry.h"
#include "sync/url.h"
#include "tests/fuzz/law.h"

#include <math.h>
#include <stdint.h>

static struct str take_line(struct str *rest)
{
    size_t end = str_find_byte(*rest, '\n', 0);
    struct str line = str_slice(*rest, 0, end);
    *rest = end == STR_NONE ? (struct str){0} : str_from(*rest, end + 1);
    return line;
}

static bool has_any(struct str text, const char *bytes)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] == 0 || strchr(bytes, text.at[i]))
            return true;
    return false;
}

static void check_url(const struct url *url)
{
    size_t scheme = url->is_secure ? strlen("https://") : strlen("http://");
    demand(str_equal(str_slice(url->whole, scheme, scheme + url->host.len), url->host));
    demand(url->host.len > 0 && !has_any(url->host, "/?#@\\ \t\r\n%"));
    demand(url->rest.len == 0 || url->rest.at[0] == '/' || url->rest.at[0] == '?');
    demand(!has_any(url->whole, "#\\ \t\r\n") && url->port > 0 && url->port < 65536);
    // Between host and path there is nothing but a port.
    size_t start = scheme + url->host.len, end = url->whole.len - url->rest.len;
    struct str port = str_slice(url->whole, start, end);
    demand(port.len == 0 || port.at[0] == ':');
    for (size_t i = 1; i < port.len; i++)
        demand(port.at[i] >= '0' && port.at[i] <= '9');
    demand(url_same_origin(url, url));
}

static void check_reference(const struct url *base, struct str reference, struct arena *arena)
{
    struct str url = url_resolve(base, reference, arena);
    struct url read;
    if (url.len == 0)
        return;
    demand(url_read(url, &read) && str_equal(read.whole, url));
    check_url(&read);
    demand(str_equal(url_resolve(base, url, arena), url));
    demand(http_same_origin(base->whole, url) == url_same_origin(base, &read));
}

static void check_head(struct str rest, struct arena *arena)
{
    struct head head = {0};
    struct str whole = rest;
    while (rest.len > 0)
        head_read(&head, take_line(&rest), arena);
    struct str texts[] = {head.location, head.etag, head.retry_after};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        demand(str_find_byte(texts[i], '\n', 0) == STR_NONE && str_find(whole, texts[i], 0) != STR_NONE);
    demand(str_find_byte(head.media_type, ';', 0) == STR_NONE);
    double asked = retry_after(head.retry_after, 784111777);
    demand(isfinite(asked) && (asked >= 0 || asked == -1) && asked <= 1e8);
    asked = retry_expected(whole);
    demand(isfinite(asked) && (asked >= 0 || asked == -1) && asked <= 1e8);
}

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct str rest = {(const char *)data, size}, first = take_line(&rest), reference = take_line(&rest);
    struct url base;
    if (url_read(first, &base)) {
        check_url(&base);
        check_reference(&base, reference, &arena);
    }
    check_head(rest, &arena);
    arena_free(&arena);
    return 0;
}
