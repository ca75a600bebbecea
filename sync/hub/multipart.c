#include "sync/hub/multipart.h"

// The value of a parameter in `type/subtype; name=value; other="value"`, without quotes.
static bool find_parameter(struct str header, const char *name, struct str *out)
{
    for (size_t at = str_find_byte(header, ';', 0); at != STR_NONE; at = str_find_byte(header, ';', at + 1)) {
        struct str rest = str_trim(str_from(header, at + 1));
        size_t equals = str_find_byte(rest, '=', 0);
        if (equals == STR_NONE || !str_equal_ignoring_case(str_slice(rest, 0, equals), str_of(name)))
            continue;
        rest = str_from(rest, equals + 1);
        if (str_starts(rest, STR("\""))) {
            size_t end = str_find_byte(rest, '"', 1);
            *out = str_slice(rest, 1, end);
            return end != STR_NONE;
        }
        *out = str_trim(str_slice(rest, 0, str_find_byte(rest, ';', 0)));
        return true;
    }
    return false;
}

bool multipart_boundary(struct str content_type, struct str *boundary)
{
    struct str type = str_trim(str_slice(content_type, 0, str_find_byte(content_type, ';', 0)));
    return str_equal_ignoring_case(type, STR("multipart/form-data")) &&
           find_parameter(content_type, "boundary", boundary) && boundary->len > 0 && boundary->len <= 70;
}

// The name in the headers of a part.
static bool find_name(struct str headers, struct str *name)
{
    for (size_t at = 0; at < headers.len;) {
        size_t end = str_find(headers, STR("\r\n"), at);
        struct str line = str_slice(headers, at, end);
        at = end == STR_NONE ? headers.len : end + 2;
        size_t colon = str_find_byte(line, ':', 0);
        if (colon != STR_NONE &&
            str_equal_ignoring_case(str_slice(line, 0, colon), STR("content-disposition")))
            return find_parameter(line, "name", name) && name->len > 0;
    }
    return false;
}

static bool read_part(struct str part, struct arena *arena, struct form *out)
{
    if (out->count == multipart_greatest_parts)
        return false;
    // The headers begin behind the line of the boundary; without any the empty line follows at once.
    size_t end = str_find(part, STR("\r\n\r\n"), 0);
    struct part_of_form *read = list_push(out, arena);
    *read = (struct part_of_form){.content = str_from(part, end == STR_NONE ? part.len : end + 4)};
    return end != STR_NONE && find_name(str_slice(part, 0, end), &read->name);
}

bool multipart_read(struct str body, struct str boundary, struct arena *arena, struct form *out)
{
    *out = (struct form){0};
    struct str mark = arena_print(arena, "\r\n--" STR_FORMAT, STR_ARG(boundary));
    // The first boundary has no line before it, unless there is a preamble.
    struct str first = str_from(mark, 2);
    size_t at = str_starts(body, first) ? 0 : str_find(body, mark, 0);
    if (at == STR_NONE)
        return false;
    at += str_starts(body, first) ? first.len : mark.len;
    while (!str_starts(str_from(body, at), STR("--"))) {
        size_t line = str_find(body, STR("\r\n"), at), end = str_find(body, mark, at);
        if (line == STR_NONE || end == STR_NONE || line >= end ||
            str_trim(str_slice(body, at, line)).len > 0 || !read_part(str_slice(body, line, end), arena, out))
            return false;
        at = end + mark.len;
    }
    return true;
}

struct str form_get(const struct form *form, const char *name)
{
    for (size_t i = 0; i < form->count; i++)
        if (str_is(form->at[i].name, name))
            return form->at[i].content;
    return (struct str){0};
}
