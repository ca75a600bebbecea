#include "sync/hub/identifier.h"

static struct str *member_of(struct identifier *identifier, char level)
{
    switch (level) {
    case 'o':
        return &identifier->organization;
    case 'p':
        return &identifier->project;
    case 'r':
        return &identifier->resource;
    case 's':
        return &identifier->string;
    default:
        return &identifier->language;
    }
}

bool identifier_read(struct str text, const char *levels, struct identifier *out)
{
    *out = (struct identifier){0};
    size_t at = 0;
    for (const char *level = levels; *level; level++) {
        struct str rest = str_from(text, at);
        if (rest.len < 3 || rest.at[0] != *level || rest.at[1] != ':')
            return false;
        struct str value = str_slice(rest, 2, str_find_byte(rest, ':', 2));
        if (value.len == 0)
            return false;
        *member_of(out, *level) = value;
        at += 2 + value.len + (level[1] != 0);
    }
    return at == text.len;
}

struct str identifier_below(struct str above, char level, struct str name, struct arena *arena)
{
    return arena_print(arena, STR_FORMAT "%s%c:" STR_FORMAT, STR_ARG(above), above.len > 0 ? ":" : "", level,
                       STR_ARG(name));
}

static bool is_slug(struct str slug, const char *further)
{
    for (size_t i = 0; i < slug.len; i++) {
        char byte = slug.at[i];
        if (!byte_is_alphanumeric(byte) && (!byte || !strchr(further, byte)))
            return false;
    }
    return slug.len > 0 && slug.len <= 100;
}

bool slug_is_valid(struct str slug)
{
    return is_slug(slug, "_-");
}

bool organization_slug_is_valid(struct str slug)
{
    return is_slug(slug, "_-.");
}
