// Where the content of an element ends that holds only text (HTML Standard, 13.2.5.2 to 13.2.5.5).
#include "extractor/html_token.h"

#include "base/byte.h"

// Whether an end tag of that name stands at the `<`.
static bool is_end_tag(struct str text, size_t at, struct str name)
{
    size_t end = at + 2 + name.len;
    if (end >= text.len || text.at[at + 1] != '/' ||
        !str_equal_ignoring_case(str_slice(text, at + 2, end), name))
        return false;
    return html_ends_name(text.at[end]);
}

static size_t raw_end(struct str text, size_t at, struct str name)
{
    for (; (at = str_find_byte(text, '<', at)) != STR_NONE; at++)
        if (is_end_tag(text, at, name))
            return at;
    return text.len;
}

enum script { SCRIPT_PLAIN, SCRIPT_IN_COMMENT, SCRIPT_IN_SCRIPT };

// Behind the letters at `at` and what ends them; *is_script tells whether it is the name of a script tag.
static size_t skip_script_name(struct str text, size_t at, bool *is_script)
{
    size_t start = at;
    while (at < text.len && byte_is_letter(text.at[at]))
        at++;
    bool is_ended = at < text.len && html_ends_name(text.at[at]);
    *is_script = is_ended && str_equal_ignoring_case(str_slice(text, start, at), STR("script"));
    return at + is_ended;
}

// At a `<` within a script. Returns where to go on; the state may change.
static size_t script_open(struct str text, size_t at, enum script *state)
{
    bool is_script = false;
    struct str rest = str_from(text, at + 1);
    if (*state == SCRIPT_IN_COMMENT && rest.len > 0 && byte_is_letter(rest.at[0])) {
        at = skip_script_name(text, at + 1, &is_script);
        *state = is_script ? SCRIPT_IN_SCRIPT : *state;
    } else if (*state == SCRIPT_IN_SCRIPT && str_starts(rest, STR("/"))) {
        at = skip_script_name(text, at + 2, &is_script);
        *state = is_script ? SCRIPT_IN_COMMENT : *state;
    } else {
        at++;
    }
    return at;
}

// Script data: a comment hides a whole script element, but not the end tag alone (13.2.5.15 to 13.2.5.31).
static size_t script_end(struct str text, size_t at, struct str name)
{
    enum script state = SCRIPT_PLAIN;
    size_t dashes = 0;
    while (at < text.len) {
        char c = text.at[at];
        if (c == '<') {
            if (state != SCRIPT_IN_SCRIPT && is_end_tag(text, at, name))
                return at;
            bool opens_comment = state == SCRIPT_PLAIN && str_starts(str_from(text, at), STR("<!--"));
            dashes = opens_comment ? 2 : 0;
            state = opens_comment ? SCRIPT_IN_COMMENT : state;
            at = opens_comment ? at + strlen("<!--") : script_open(text, at, &state);
            continue;
        }
        if (c == '>' && dashes >= 2)
            state = SCRIPT_PLAIN;
        dashes = c == '-' ? dashes + 1 : 0;
        at++;
    }
    return text.len;
}

void html_reader_enter(struct html_reader *reader, enum html_content content, struct str name)
{
    size_t end = reader->text.len;
    if (content == CONTENT_TEXT || content == CONTENT_RAW)
        end = raw_end(reader->text, reader->at, name);
    else if (content == CONTENT_SCRIPT)
        end = script_end(reader->text, reader->at, name);
    reader->content = content;
    reader->content_end = reader->content_next = end;
}
