// The paths of state files: names that stay in their folder, whatever an address says.
#include "base/hash.h"
#include "sync/state.h"

enum { component_greatest = 120, component_kept = 96 };

static bool is_usual(char byte, bool is_first)
{
    return byte_is_alphanumeric(byte) || byte == '-' ||
           (!is_first && (byte == '_' || byte == '.' || byte == '@'));
}

// What is too long for a name is cut, and told apart by a hash behind a byte that no escaped name has.
static void add_component(struct buf *out, struct str name)
{
    size_t start = out->len;
    for (size_t i = 0; i < name.len; i++)
        if (is_usual(name.at[i], i == 0))
            buf_byte(out, name.at[i]);
        else
            buf_print(out, "%%%02X", (unsigned)(unsigned char)name.at[i]);
    if (name.len == 0)
        buf_byte(out, '_');
    if (out->len - start <= component_greatest)
        return;
    out->len = start + component_kept;
    buf_print(out, "~%016llx", (unsigned long long)hash_bytes(name));
}

struct str state_path(const struct address *address, struct str locale, struct arena *arena)
{
    struct buf out = {0};
    add_component(&out, address->service);
    if (address->host.len) {
        buf_text(&out, "/@");
        add_component(&out, address->host);
    }
    buf_byte(&out, '/');
    add_component(&out, address->project);
    buf_byte(&out, '/');
    add_component(&out, address->resource);
    buf_byte(&out, '/');
    if (locale.len)
        add_component(&out, locale);
    else
        buf_text(&out, "_source");
    buf_text(&out, ".sync");
    return buf_finish(&out, arena);
}
