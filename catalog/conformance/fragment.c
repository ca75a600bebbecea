// Fragment identifiers of XLIFF 2.x (section "Fragment Identification"):
//     ["/"] selector {"/" selector}      selector: [prefix "="] id      prefix and id: name tokens
// Selectors stand in the order f (file), g (group), u (unit), and then at most one leaf: n (note), d (data),
// t (in a target), a prefix of a module or an extension (two characters or more), or none (in a source,
// segment, ignorable).
#include "catalog/conformance/rules.h"

enum stage { AT_START, AT_FILE, AT_GROUP, AT_UNIT, AT_LEAF };

static bool refuse(const char **reason, const char *text)
{
    *reason = text;
    return false;
}

static enum stage stage_of(struct str prefix)
{
    return str_is(prefix, "f")   ? AT_FILE
           : str_is(prefix, "g") ? AT_GROUP
           : str_is(prefix, "u") ? AT_UNIT
                                 : AT_LEAF;
}

// Prefixes of modules, and of what others have registered with the committee.
static bool is_registered(struct str prefix)
{
    static const char *const prefixes[] = {"mtc", "gls", "fs",  "mda",  "res", "ctr",
                                           "slr", "val", "its", "itsm", "pgs", "tbx"};
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
        if (str_is(prefix, prefixes[i]))
            return true;
    return false;
}

static bool is_prefix(struct str prefix)
{
    return is_registered(prefix) || str_is(prefix, "f") || str_is(prefix, "g") || str_is(prefix, "u") ||
           str_is(prefix, "n") || str_is(prefix, "d") || str_is(prefix, "t");
}

static bool read_selector(struct str selector, enum stage *stage, struct fragment *out, const char **reason)
{
    size_t equals = str_find_byte(selector, '=', 0);
    bool has_prefix = equals != STR_NONE;
    struct str prefix = str_slice(selector, 0, has_prefix ? equals : 0);
    struct str id = has_prefix ? str_from(selector, equals + 1) : selector;
    if (!xml_is_nmtoken(id))
        return refuse(reason, "an id in it is no name token");
    if (has_prefix && !xml_is_nmtoken(prefix))
        return refuse(reason, "a prefix in it is no name token");
    if (has_prefix && !is_prefix(prefix))
        return refuse(reason, "its prefix is neither XLIFF's own nor that of a module nor registered");
    enum stage next = has_prefix ? stage_of(prefix) : AT_LEAF;
    if (*stage == AT_LEAF)
        return refuse(reason, next == AT_LEAF ? "it has two leaves" : "its leaf is not the last selector");
    if (next <= *stage)
        return refuse(reason, next == *stage ? "it has one selector twice"
                                             : "its selectors are not in the order f, g, u");
    *stage = next;
    struct str *const slots[] = {
        [AT_FILE] = &out->file, [AT_GROUP] = &out->group, [AT_UNIT] = &out->unit, [AT_LEAF] = &out->leaf};
    *slots[next] = id;
    if (next == AT_LEAF)
        out->prefix = prefix;
    return true;
}

bool fragment_read(struct str text, struct fragment *out, const char **reason)
{
    *out = (struct fragment){.is_absolute = str_starts(text, STR("/"))};
    if (out->is_absolute)
        text = str_from(text, 1);
    enum stage stage = AT_START;
    struct str selector;
    for (size_t at = 0; str_next_piece(text, '/', &at, &selector);)
        if (!read_selector(selector, &stage, out, reason))
            return false;
    if (out->is_absolute && out->file.len == 0)
        return refuse(reason, "it begins with / and names no file");
    return true;
}
