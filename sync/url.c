#include "sync/url.h"

#include "base/buf.h"

static bool is_name(struct str host)
{
    for (size_t i = 0; i < host.len; i++)
        if (!byte_is_alphanumeric(host.at[i]) && host.at[i] != '.' && host.at[i] != '-' && host.at[i] != '_')
            return false;
    return host.len > 0 && host.len < 256 && host.at[0] != '.';
}

static bool is_ipv6(struct str host)
{
    if (host.len < 4 || host.len > 48 || host.at[host.len - 1] != ']')
        return false;
    for (size_t i = 1; i < host.len - 1; i++)
        if (!strchr("0123456789abcdefABCDEF:.", host.at[i]) || host.at[i] == 0)
            return false;
    return true;
}

static bool read_port(struct str text, struct url *out)
{
    size_t port;
    if (text.len == 0)
        return true;
    if (!str_number(text, 65535, &port))
        return false;
    out->port = (unsigned)port;
    return port > 0;
}

static bool read_authority(struct str text, struct url *out)
{
    bool is_bracketed = text.len > 0 && text.at[0] == '[';
    size_t close = is_bracketed ? str_find_byte(text, ']', 0) : 0;
    if (close == STR_NONE)
        return false;
    size_t colon = str_find_byte(text, ':', close);
    out->host = str_slice(text, 0, colon);
    if (!(is_bracketed ? is_ipv6(out->host) : is_name(out->host)))
        return false;
    return colon == STR_NONE || read_port(str_from(text, colon + 1), out);
}

static bool is_sendable(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.at[i] <= ' ' || (unsigned char)text.at[i] >= 0x7f || text.at[i] == '\\')
            return false;
    return true;
}

static bool starts_ignoring_case(struct str text, struct str prefix)
{
    return str_equal_ignoring_case(str_slice(text, 0, prefix.len), prefix);
}

static size_t find_any(struct str text, const char *bytes, size_t start)
{
    for (size_t i = start; i < text.len; i++)
        if (text.at[i] && strchr(bytes, text.at[i]))
            return i;
    return text.len;
}

bool url_read(struct str text, struct url *out)
{
    *out = (struct url){0};
    text = str_slice(text, 0, find_any(text, "#", 0));
    bool is_secure = starts_ignoring_case(text, STR("https://"));
    if ((!is_secure && !starts_ignoring_case(text, STR("http://"))) || !is_sendable(text))
        return false;
    size_t start = is_secure ? strlen("https://") : strlen("http://");
    size_t end = find_any(text, "/?", start);
    *out = (struct url){.is_secure = is_secure, .port = is_secure ? 443 : 80, .whole = text};
    out->rest = str_from(text, end);
    return read_authority(str_slice(text, start, end), out);
}

bool url_same_origin(const struct url *a, const struct url *b)
{
    return a->is_secure == b->is_secure && a->port == b->port && str_equal_ignoring_case(a->host, b->host);
}

static bool is_ipv4_loopback(struct str host)
{
    if (!str_starts(host, STR("127.")))
        return false;
    for (size_t i = 0; i < host.len; i++)
        if (host.at[i] != '.' && !byte_is_digit(host.at[i]))
            return false; // a name that begins so
    return true;
}

bool url_is_loopback(const struct url *url)
{
    struct str name = STR(".localhost"), host = url->host;
    struct str end = str_from(host, host.len > name.len ? host.len - name.len : 0);
    return str_equal_ignoring_case(host, STR("localhost")) || str_equal_ignoring_case(end, name) ||
           str_is(host, "[::1]") || is_ipv4_loopback(host);
}

// ---- references

// Takes the last segment of the path away, which begins at `start`.
static void drop_segment(struct buf *out, size_t start)
{
    while (out->len > start && out->at[--out->len] != '/')
        ;
}

// RFC 3986, 5.2.4, segment by segment. Every segment begins with a slash.
static void add_without_dots(struct buf *out, struct str path)
{
    size_t start = out->len;
    for (size_t at = 0; at < path.len;) {
        size_t end = find_any(path, "/", at + 1);
        struct str segment = str_slice(path, at, end);
        bool is_up = str_is(segment, "/.."), is_here = str_is(segment, "/.");
        if (is_up)
            drop_segment(out, start);
        if (!is_up && !is_here)
            buf_add(out, segment);
        else if (end == path.len)
            buf_byte(out, '/');
        at = end;
    }
}

static void add_escaped(struct buf *out, struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char byte = (unsigned char)text.at[i];
        if (byte == ' ' || byte >= 0x80)
            buf_print(out, "%%%02X", byte);
        else
            buf_byte(out, (char)byte);
    }
}

// The path that a reference without authority leads to, from the base's.
static void add_path(const struct url *base, struct str path, struct buf *out)
{
    struct str of_base = str_slice(base->rest, 0, find_any(base->rest, "?", 0));
    struct buf joined = {0};
    if (path.len == 0 || path.at[0] != '/') {
        size_t slash = str_rfind_byte(of_base, '/');
        buf_add(&joined, slash == STR_NONE ? STR("/") : str_slice(of_base, 0, slash + 1));
    }
    buf_add(&joined, path);
    add_without_dots(out, buf_str(&joined));
    buf_free(&joined);
}

static void add_reference(const struct url *base, struct str reference, struct buf *out)
{
    size_t query = find_any(reference, "?", 0);
    struct str origin = str_slice(base->whole, 0, base->whole.len - base->rest.len);
    buf_add(out, origin);
    if (query > 0)
        add_path(base, str_slice(reference, 0, query), out);
    else
        buf_add(out, str_slice(base->rest, 0, reference.len ? find_any(base->rest, "?", 0) : base->rest.len));
    buf_add(out, str_from(reference, query));
}

static bool has_scheme(struct str reference)
{
    size_t end = find_any(reference, ":/?", 0);
    return end < reference.len && reference.at[end] == ':';
}

struct str url_resolve(const struct url *base, struct str reference, struct arena *arena)
{
    struct buf escaped = {0}, out = {0};
    add_escaped(&escaped, str_slice(reference, 0, find_any(reference, "#", 0)));
    struct str clean = buf_str(&escaped);
    if (has_scheme(clean)) {
        buf_add(&out, clean);
    } else if (str_starts(clean, STR("//"))) {
        buf_text(&out, base->is_secure ? "https:" : "http:");
        buf_add(&out, clean);
    } else {
        add_reference(base, clean, &out);
    }
    buf_free(&escaped);
    struct str url = buf_finish(&out, arena);
    struct url read;
    return url_read(url, &read) ? url : (struct str){0};
}
