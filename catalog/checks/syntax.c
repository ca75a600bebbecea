#include "catalog/checks/syntax.h"

enum {
    name_greatest = 100, // bytes of a name in braces; longer ones are text
    tag_greatest = 4096, // of a tag, and how far the tag that closes it is looked for
};

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_name_byte(char c)
{
    return is_letter(c) || byte_is_digit(c) || c == '.' || c == '-';
}

static char byte_at(struct str text, size_t at)
{
    return at < text.len ? text.at[at] : 0;
}

// ---- names between marks

// A name from `at` on, blanks around it, and `close` behind it. 0: there is none; else where it all ends.
static size_t bracketed_end(struct str text, size_t at, const char *close, struct str *name)
{
    size_t start = str_skip_blanks(text, at), end = start;
    while (end < text.len && end - start <= name_greatest && is_name_byte(text.at[end]))
        end++;
    *name = str_slice(text, start, end);
    size_t behind = str_skip_blanks(text, end);
    return end > start && str_starts(str_from(text, behind), str_of(close)) ? behind + strlen(close) : 0;
}

// Up to `close`, whatever is between, in one line.
static size_t quoted_end(struct str text, size_t at, const char *close)
{
    size_t end = str_find(str_slice(text, 0, at + name_greatest), str_of(close), at);
    return end == STR_NONE || end == at ? 0 : end + strlen(close);
}

static size_t end_of_brace(struct str text, size_t at, struct str *name)
{
    if (at > 0 && strchr("{$%#", text.at[at - 1]))
        return 0;
    size_t end = bracketed_end(text, at + 1, "}", name);
    if (end)
        return end;
    // {0:d}, {name!r}: a format behind the name
    size_t behind = at + 1;
    while (is_name_byte(byte_at(text, behind)))
        behind++;
    if (behind == at + 1 || (byte_at(text, behind) != ':' && byte_at(text, behind) != '!'))
        return 0;
    *name = str_slice(text, at + 1, behind);
    end = quoted_end(text, behind + 1, "}");
    return end && str_find_byte(str_slice(text, behind, end), ' ', 0) == STR_NONE ? end : 0;
}

static size_t end_of_double_brace(struct str text, size_t at, struct str *name)
{
    size_t end = str_starts(str_from(text, at), STR("{{")) ? quoted_end(text, at + 2, "}}") : 0;
    *name = end ? str_trim(str_slice(text, at + 2, end - 2)) : *name;
    return end;
}

static size_t end_of_dollar_brace(struct str text, size_t at, struct str *name)
{
    size_t end = str_starts(str_from(text, at), STR("${")) ? quoted_end(text, at + 2, "}") : 0;
    *name = end ? str_slice(text, at + 2, end - 1) : *name;
    return end;
}

static size_t end_of_nesting(struct str text, size_t at, struct str *name)
{
    size_t end = str_starts(str_from(text, at), STR("$t(")) ? quoted_end(text, at + 3, ")") : 0;
    *name = end ? str_slice(text, at + 3, end - 1) : *name;
    return end;
}

static size_t end_of_percent_brace(struct str text, size_t at, struct str *name)
{
    return byte_at(text, at + 1) == '{' ? bracketed_end(text, at + 2, "}", name) : 0;
}

static size_t end_of_percent_name(struct str text, size_t at, struct str *name)
{
    bool is_behind_number = at > 0 && (byte_is_digit(text.at[at - 1]) || text.at[at - 1] == '%');
    if (is_behind_number || !is_letter(byte_at(text, at + 1)) ||
        byte_at(text, str_skip_blanks(text, at + 1)) != byte_at(text, at + 1))
        return 0;
    size_t end = bracketed_end(text, at + 1, "%", name);
    if (end && strchr("-._", name->at[name->len - 1]))
        return 0; // "%s-%s" and "%Y-%m"
    return end && name->len > 1 && str_find_byte(str_slice(text, at, end), ' ', 0) == STR_NONE ? end : 0;
}

// ---- printf

static size_t skip_digits(struct str text, size_t at)
{
    while (byte_is_digit(byte_at(text, at)))
        at++;
    return at;
}

static size_t skip_any(struct str text, size_t at, const char *bytes)
{
    while (at < text.len && text.at[at] && strchr(bytes, text.at[at]))
        at++;
    return at;
}

// Flags (also glibc's I), width, precision, length and conversion, as printf has them; also Objective-C's %@.
// No blank among the flags: "100 % of" is text.
static size_t end_of_conversion(struct str text, size_t at)
{
    at = skip_digits(text, skip_any(text, at, "-+#0'I"));
    if (byte_at(text, at) == '*')
        at++;
    if (byte_at(text, at) == '.')
        at = byte_at(text, at + 1) == '*' ? at + 2 : skip_digits(text, at + 1);
    size_t length = at;
    while (at - length < 2 && byte_at(text, at) && strchr("hlLqjzt", byte_at(text, at)))
        at++;
    return byte_at(text, at) && strchr("diouxXeEfFgGaAcsSpn@", text.at[at]) ? at + 1 : 0;
}

static size_t end_of_printf(struct str text, size_t at, struct str *name)
{
    if (byte_at(text, at + 1) == '%' ||
        (at > 0 && (byte_is_digit(text.at[at - 1]) || text.at[at - 1] == '%')))
        return 0;
    size_t number = skip_digits(text, at + 1);
    bool is_numbered = number > at + 1 && byte_at(text, number) == '$';
    *name = is_numbered ? str_slice(text, at + 1, number) : (struct str){0};
    return end_of_conversion(text, is_numbered ? number + 1 : at + 1);
}

// A letter behind makes it a word: "5%igen", "100 %discount".
static size_t end_of_apart_printf(struct str text, size_t at, struct str *name)
{
    size_t end = end_of_printf(text, at, name);
    return end && !is_letter(byte_at(text, end)) ? end : 0;
}

// "%se Etage": only the plainest conversions, and those with a number.
static size_t end_of_joined_printf(struct str text, size_t at, struct str *name)
{
    size_t end = end_of_printf(text, at, name);
    bool is_plain = end == at + 2 && strchr("sd", text.at[at + 1]);
    return is_plain || (end && name->len) ? end : 0;
}

// Of strftime's conversions those that printf does not have.
static size_t end_of_date(struct str text, size_t at, struct str *name)
{
    size_t end = skip_any(text, at + 1, "-_^#0EO");
    bool is_one = byte_at(text, end) && strchr("bBDHIMPRTUVWYZ", text.at[end]);
    (void)name;
    return is_one && !is_letter(byte_at(text, end + 1)) ? end + 1 : 0;
}

static size_t end_of_percent_paren(struct str text, size_t at, struct str *name)
{
    size_t end = byte_at(text, at + 1) == '(' ? bracketed_end(text, at + 2, ")", name) : 0;
    return end ? end_of_conversion(text, end) : 0;
}

// ---- tags

bool tag_is_html(struct str name)
{
    static const char *const names[] = {
        "a",      "abbr",  "b",       "bdi",    "bdo",    "blockquote", "br",   "button",  "cite",
        "code",   "dd",    "del",     "dfn",    "div",    "dl",         "dt",   "em",      "figure",
        "font",   "h1",    "h2",      "h3",     "h4",     "h5",         "h6",   "hr",      "i",
        "img",    "input", "ins",     "kbd",    "label",  "li",         "mark", "nav",     "nobr",
        "ol",     "p",     "picture", "pre",    "q",      "s",          "samp", "script",  "section",
        "select", "small", "span",    "strike", "strong", "style",      "sub",  "summary", "sup",
        "svg",    "table", "tbody",   "td",     "th",     "thead",      "time", "tr",      "tt",
        "u",      "ul",    "var",     "video",  "wbr"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_equal_ignoring_case(name, str_of(names[i])))
            return true;
    return false;
}

static bool is_void(struct str name)
{
    static const char *const names[] = {"br", "hr", "img", "input", "wbr"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_equal_ignoring_case(name, str_of(names[i])))
            return true;
    return false;
}

// Behind the attributes: the place of ">" or "/>", quotes passed over. STR_NONE: it never ends.
static size_t attributes_end(struct str text, size_t at)
{
    char quote = 0;
    text = str_slice(text, 0, at + tag_greatest);
    for (; at < text.len; at++) {
        char c = text.at[at];
        if (quote)
            quote = c == quote ? 0 : quote;
        else if (c == '>')
            return at;
        else if (c == '<')
            return STR_NONE;
        else if (c == '"' || c == '\'')
            quote = c;
    }
    return STR_NONE;
}

bool tag_at(struct str text, size_t at, struct tag *out)
{
    *out = (struct tag){.is_close = byte_at(text, at + 1) == '/'};
    size_t start = at + 1 + out->is_close, end = start;
    if (byte_at(text, at) != '<' ||
        (!is_letter(byte_at(text, start)) && !byte_is_digit(byte_at(text, start))))
        return false;
    while (is_name_byte(byte_at(text, end)) || byte_at(text, end) == ':')
        end++;
    out->name = str_slice(text, start, end);
    out->attributes = end;
    char behind = byte_at(text, end);
    size_t close = behind && strchr(" \t\r\n/>", behind) ? attributes_end(text, end) : STR_NONE;
    if (close == STR_NONE)
        return false;
    out->is_empty = !out->is_close && (text.at[close - 1] == '/' || is_void(out->name));
    out->end = close + 1;
    return true;
}

bool tag_attribute_next(struct str text, const struct tag *tag, size_t *at, struct tag_attribute *out)
{
    size_t end = tag->end - 1, from = *at;
    while (from < end && strchr(" \t\r\n/", text.at[from]))
        from++;
    size_t name = from;
    while (from < end && !strchr(" \t\r\n/=", text.at[from]))
        from++;
    *out = (struct tag_attribute){.name = str_slice(text, name, from), .start = name};
    *at = from;
    size_t value = str_skip_blanks(str_slice(text, 0, end), from);
    if (byte_at(text, value) != '=' || value >= end)
        return from > name;
    value = str_skip_blanks(str_slice(text, 0, end), value + 1);
    char quote = byte_at(text, value);
    if (quote == '"' || quote == '\'') {
        size_t close = str_find_byte(str_slice(text, 0, end), quote, value + 1);
        out->value = str_slice(text, value + 1, close == STR_NONE ? end : close);
        *at = close == STR_NONE ? end : close + 1;
        return true;
    }
    for (*at = value; *at < end && !strchr(" \t\r\n", text.at[*at]);)
        ++*at;
    out->value = str_slice(text, value, *at);
    return true;
}

// A name that HTML does not have may be a word in angle brackets, unless it is closed somewhere.
static bool is_markup(struct str text, const struct tag *tag)
{
    char name[name_greatest + 4];
    if (byte_is_digit(tag->name.at[0]) || tag->is_close || tag_is_html(tag->name))
        return true;
    if (tag->name.len > name_greatest)
        return false;
    if (tag->is_empty)
        return true;
    memcpy(name, "</", 2);
    memcpy(name + 2, tag->name.at, tag->name.len);
    name[tag->name.len + 2] = '>';
    struct str near = str_slice(text, tag->end, tag->end + tag_greatest);
    return str_find(near, (struct str){name, tag->name.len + 3}, 0) != STR_NONE;
}

static size_t end_of_tag(struct str text, size_t at, struct check_code *code)
{
    struct tag tag;
    if (!tag_at(text, at, &tag) || !is_markup(text, &tag))
        return 0;
    code->name = tag.name;
    code->class = tag.is_close ? CODE_CLOSE : tag.is_empty ? CODE_ALONE : CODE_OPEN;
    return tag.end;
}

// ---- all of them

bool syntax_code_at(struct str text, size_t at, unsigned syntaxes, struct check_code *out)
{
    static const struct {
        enum code_syntax syntax;
        char start;
        size_t (*end)(struct str text, size_t at, struct str *name);
    } rows[] = {
        {CODE_DOUBLE_BRACE, '{', end_of_double_brace},   {CODE_BRACE, '{', end_of_brace},
        {CODE_DOLLAR_BRACE, '$', end_of_dollar_brace},   {CODE_NESTING, '$', end_of_nesting},
        {CODE_PERCENT_BRACE, '%', end_of_percent_brace}, {CODE_PERCENT_PAREN, '%', end_of_percent_paren},
        {CODE_PERCENT_NAME, '%', end_of_percent_name},   {CODE_PRINTF, '%', end_of_apart_printf},
        {CODE_PRINTF_JOINED, '%', end_of_joined_printf}, {CODE_DATE, '%', end_of_date},
    };
    size_t end = 0;
    struct str name = {0};
    if (text.at[at] == '<' && (syntaxes & CODE_TAG)) {
        end = end_of_tag(text, at, out);
        out->syntax = CODE_TAG;
        out->text = str_slice(text, at, end);
        return end > 0;
    }
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (!(syntaxes & rows[i].syntax) || text.at[at] != rows[i].start)
            continue;
        end = rows[i].end(text, at, &name);
        if (!end)
            continue;
        out->class = CODE_VALUE;
        out->syntax = rows[i].syntax == CODE_PRINTF_JOINED ? CODE_PRINTF : rows[i].syntax;
        out->name = name;
        out->text = str_slice(text, at, end);
        return true;
    }
    return false;
}
