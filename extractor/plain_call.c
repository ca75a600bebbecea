#include "extractor/plain_call.h"

#include "extractor/lexer.h"

// What is left of the call.
struct rest {
    struct str text;
    size_t at;
};

static bool take(struct rest *rest, char byte)
{
    while (rest->at < rest->text.len && strchr(" \t\r\n", rest->text.at[rest->at]) && rest->text.at[rest->at])
        rest->at++;
    bool is_there = rest->at < rest->text.len && rest->text.at[rest->at] == byte;
    rest->at += is_there;
    return is_there;
}

// Whether the byte stands for itself in a literal of that quote.
static bool is_plain(struct str text, size_t at, char quote)
{
    char byte = text.at[at];
    if (byte == '\n')
        return quote == '`';
    bool is_substitution = quote == '`' && byte == '$' && at + 1 < text.len && text.at[at + 1] == '{';
    return (unsigned char)byte >= ' ' && byte != '\\' && !is_substitution;
}

static bool take_literal(struct rest *rest, struct str *out)
{
    char quote = take(rest, '"') ? '"' : take(rest, '\'') ? '\'' : take(rest, '`') ? '`' : 0;
    size_t start = rest->at;
    for (size_t at = start; quote && at < rest->text.len; at++) {
        if (rest->text.at[at] == quote) {
            *out = str_slice(rest->text, start, at);
            rest->at = at + 1;
            return true;
        }
        if (!is_plain(rest->text, at, quote))
            return false;
    }
    return false;
}

static bool take_option(struct rest *rest, struct plain_call *out)
{
    size_t end = rest->at;
    while (end < rest->text.len && is_word_byte(rest->text.at[end]))
        end++;
    struct str name = str_slice(rest->text, rest->at, end);
    bool is_id = str_is(name, "id");
    rest->at = end;
    if ((!is_id && !str_is(name, "desc")) || !take(rest, ':') ||
        !take_literal(rest, is_id ? &out->id : &out->desc))
        return false;
    *(is_id ? &out->has_id : &out->has_desc) = true;
    return true;
}

static bool take_options(struct rest *rest, struct plain_call *out)
{
    bool has_more = true; // a comma, or the beginning
    while (!take(rest, '}')) {
        if (!has_more || !take_option(rest, out))
            return false;
        has_more = take(rest, ',');
    }
    return true;
}

bool plain_call_read(struct str file, size_t start, size_t open, size_t end, struct plain_call *out)
{
    struct rest rest = {str_slice(file, 0, end), open};
    *out = (struct plain_call){.start = start, .end = end};
    if (!take(&rest, '(') || !take_literal(&rest, &out->text))
        return false;
    bool has_more = take(&rest, ',');
    if (has_more && take(&rest, '{')) {
        if (!take_options(&rest, out))
            return false;
        take(&rest, ',');
    }
    return take(&rest, ')') && rest.at == end;
}
