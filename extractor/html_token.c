#include "extractor/html_token.h"

#include "base/buf.h"
#include "base/byte.h"
#include "base/map.h"
#include "base/utf.h"

// What a byte is to the tokenizer. Bytes above 0x7F are letters of names and texts.
enum class { OTHER, BLANK, NUL, OPEN, AMPERSAND };

static const unsigned char classes[256] = {
    ['\t'] = BLANK, ['\n'] = BLANK, ['\f'] = BLANK, [' '] = BLANK, ['<'] = OPEN, ['&'] = AMPERSAND, [0] = NUL,
};

enum { REPLACEMENT = 0xFFFD };

static enum class class_of(char c) { return (enum class)classes[(unsigned char)c]; }

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

enum html_tag html_tag_of(struct str name)
{
    static const struct str names[] = {
        STR_INIT(""),
#define TAG(identifier, name, start, end, flags) STR_INIT(name),
#include "extractor/html_tags.def"
#undef TAG
    };
    size_t low = 1, high = TAG_COUNT;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = str_compare(names[middle], name);
        if (order == 0)
            return (enum html_tag)middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return TAG_UNKNOWN;
}

static struct str without_cr(struct str text, struct arena *arena)
{
    size_t cr = str_find_byte(text, '\r', 0);
    if (cr == STR_NONE)
        return text;
    char *copy = arena_array(arena, char, text.len);
    memcpy(copy, text.at, cr);
    size_t len = cr;
    for (size_t i = cr; i < text.len; i++) {
        if (text.at[i] == '\n' && i > 0 && text.at[i - 1] == '\r')
            continue;
        copy[len++] = text.at[i] == '\r' ? '\n' : text.at[i];
    }
    return (struct str){copy, len};
}

void html_reader_start(struct html_reader *reader, struct str text, struct arena *arena)
{
    *reader = (struct html_reader){.text = without_cr(text, arena), .arena = arena};
}

// With U+FFFD for each U+0000.
static struct str without_nul(struct str text, struct arena *arena)
{
    size_t nul = str_find_byte(text, '\0', 0);
    if (nul == STR_NONE)
        return text;
    struct buf out = {0};
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i])
            buf_byte(&out, text.at[i]);
        else
            utf_add(&out, REPLACEMENT);
    }
    return buf_finish(&out, arena);
}

static struct str lower_name(struct str spelled, struct arena *arena)
{
    size_t i = 0;
    while (i < spelled.len && !is_upper(spelled.at[i]))
        i++;
    if (i == spelled.len)
        return spelled;
    char *copy = arena_array(arena, char, spelled.len);
    for (i = 0; i < spelled.len; i++)
        copy[i] = byte_lower(spelled.at[i]);
    return (struct str){copy, spelled.len};
}

// ---- attributes

static struct str attribute_value(struct html_reader *reader, struct str raw)
{
    size_t at = str_find_byte(raw, '&', 0);
    if (at == STR_NONE)
        return without_nul(raw, reader->arena);
    struct buf out = {0};
    buf_add(&out, without_nul(str_slice(raw, 0, at), reader->arena));
    while (at < raw.len) {
        size_t next = str_find_byte(raw, '&', at);
        next = next == STR_NONE ? raw.len : next;
        buf_add(&out, without_nul(str_slice(raw, at, next), reader->arena));
        if (next == raw.len)
            break;
        uint32_t points[2];
        at = next + 1;
        size_t count = html_reference(raw, &at, true, points);
        if (count == 0)
            buf_byte(&out, '&');
        for (size_t i = 0; i < count; i++)
            utf_add(&out, points[i]);
    }
    return buf_finish(&out, reader->arena);
}

static bool skip_blank(struct html_reader *reader)
{
    while (reader->at < reader->text.len && class_of(reader->text.at[reader->at]) == BLANK)
        reader->at++;
    return reader->at < reader->text.len;
}

// The value behind `=`. False when the text ends first.
static bool read_value(struct html_reader *reader, struct str *value)
{
    if (!skip_blank(reader))
        return false;
    struct str text = reader->text;
    char quote = text.at[reader->at];
    size_t start = reader->at, end;
    if (quote == '"' || quote == '\'') {
        end = str_find_byte(text, quote, ++start);
        if (end == STR_NONE)
            return false;
        reader->at = end + 1;
    } else {
        for (end = start; end < text.len; end++)
            if (class_of(text.at[end]) == BLANK || text.at[end] == '>')
                break;
        reader->at = end;
    }
    *value = attribute_value(reader, str_slice(text, start, end));
    return true;
}

enum { FEW_ATTRIBUTES = 16 };

static void add_attribute(struct html_reader *reader, struct html_token *token, struct map *names,
                          const struct html_attribute *attribute)
{
    struct html_attribute_list *list = &token->attributes;
    if (list->count < FEW_ATTRIBUTES) {
        for (size_t i = 0; i < list->count; i++)
            if (str_equal(list->at[i].name, attribute->name))
                return;
    } else {
        for (size_t i = names->entries.count; i < list->count; i++)
            map_set(names, list->at[i].name, NULL, reader->arena);
        if (map_has(names, attribute->name))
            return;
    }
    *list_push(list, reader->arena) = *attribute;
}

static struct str attribute_name(struct html_reader *reader)
{
    struct str text = reader->text;
    size_t start = reader->at++; // whatever it is: a `=` at the front belongs to the name
    while (reader->at < text.len) {
        if (html_ends_name(text.at[reader->at]) || text.at[reader->at] == '=')
            break;
        reader->at++;
    }
    return without_nul(str_slice(text, start, reader->at), reader->arena);
}

// All behind the tag's name. False when the text ends before the tag does.
static bool read_attributes(struct html_reader *reader, struct html_token *token)
{
    struct map names = {0};
    while (skip_blank(reader)) {
        char c = reader->text.at[reader->at];
        if (c == '>' || c == '/') {
            reader->at++;
            token->is_self_closing =
                c == '/' && reader->at < reader->text.len && reader->text.at[reader->at] == '>';
            reader->at += token->is_self_closing;
            if (c == '>' || token->is_self_closing)
                return true;
            continue;
        }
        struct html_attribute attribute = {.spelled = attribute_name(reader)};
        attribute.name = lower_name(attribute.spelled, reader->arena);
        if (skip_blank(reader) && reader->text.at[reader->at] == '=') {
            reader->at++;
            if (!read_value(reader, &attribute.value))
                break;
        }
        add_attribute(reader, token, &names, &attribute);
    }
    reader->at = reader->text.len;
    return false;
}

// reader->at is at the name's first letter.
static void read_tag(struct html_reader *reader, struct html_token *token, enum html_token_kind kind)
{
    size_t start = reader->at;
    while (reader->at < reader->text.len) {
        if (html_ends_name(reader->text.at[reader->at]))
            break;
        reader->at++;
    }
    struct str spelled = without_nul(str_slice(reader->text, start, reader->at), reader->arena);
    token->kind = read_attributes(reader, token) ? kind : TOKEN_EOF;
    token->name = lower_name(spelled, reader->arena);
    token->tag = html_tag_of(token->name);
}

// ---- comments and the like

// `-->` or `--!>`, whichever comes first; *end is the offset behind it. A comment that the text's end cuts
// off loses the beginning of such an end.
static size_t comment_end(struct str text, size_t start, size_t *end)
{
    for (size_t at = start; (at = str_find(text, STR("--"), at)) != STR_NONE; at++) {
        struct str rest = str_from(text, at + 2);
        if (str_starts(rest, STR(">")) || str_starts(rest, STR("!>"))) {
            *end = at + 2 + (rest.at[0] == '!' ? 2 : 1);
            return at;
        }
    }
    *end = text.len;
    struct str rest = str_from(text, start);
    static const struct str cut[] = {STR_INIT("--!"), STR_INIT("--"), STR_INIT("-")};
    for (size_t i = 0; i < 3; i++)
        if (str_ends(rest, cut[i]))
            return text.len - cut[i].len;
    return text.len;
}

static void read_comment(struct html_reader *reader, struct html_token *token)
{
    size_t start = reader->at, end;
    struct str rest = str_from(reader->text, start);
    token->kind = TOKEN_COMMENT;
    if (str_starts(rest, STR(">")) || str_starts(rest, STR("->"))) {
        reader->at += rest.at[0] == '-' ? 2 : 1;
        return;
    }
    end = comment_end(reader->text, start, &reader->at);
    token->text = without_nul(str_slice(reader->text, start, end), reader->arena);
}

// `<?x>`, `</ x>`, `<!x>`: up to the next `>`.
static void read_bogus(struct html_reader *reader, struct html_token *token, enum html_token_kind kind)
{
    size_t start = reader->at, end = str_find_byte(reader->text, '>', start);
    reader->at = end == STR_NONE ? reader->text.len : end + 1;
    token->kind = kind;
    token->text = without_nul(str_slice(reader->text, start, end), reader->arena);
}

// reader->at is behind `<!`.
static void read_declaration(struct html_reader *reader, struct html_token *token)
{
    struct str rest = str_from(reader->text, reader->at);
    if (str_starts(rest, STR("--"))) {
        reader->at += 2;
        read_comment(reader, token);
    } else if (str_equal_ignoring_case(str_slice(rest, 0, 7), STR("doctype"))) {
        read_bogus(reader, token, TOKEN_DOCTYPE);
    } else {
        read_bogus(reader, token, TOKEN_COMMENT);
    }
}

// ---- text

// A run of one kind from reader->at. `<` and `&` end it where they may begin something else.
static void read_run(struct html_reader *reader, struct html_token *token, size_t end, bool stops_at_open,
                     bool stops_at_ampersand)
{
    size_t start = reader->at, at = start;
    enum class first = class_of(reader->text.at[at]);
    if (first == BLANK || first == NUL) {
        while (at < end && class_of(reader->text.at[at]) == first)
            at++;
        token->kind = first == BLANK ? TOKEN_BLANK : TOKEN_NUL;
    } else {
        for (at++; at < end; at++) {
            enum class class = class_of(reader->text.at[at]);
            if (class == BLANK || class == NUL || (class == OPEN && stops_at_open) ||
                (class == AMPERSAND && stops_at_ampersand))
                break;
        }
        token->kind = TOKEN_TEXT;
    }
    token->text = str_slice(reader->text, start, at);
    reader->at = at;
}

// The text that a reference stands for; the `&` itself when it is none. reader->at is at the `&`.
static void read_reference(struct html_reader *reader, struct html_token *token)
{
    uint32_t points[2];
    size_t start = reader->at++;
    size_t count = html_reference(reader->text, &reader->at, false, points);
    token->kind = TOKEN_TEXT;
    if (count == 0) {
        token->text = str_slice(reader->text, start, start + 1);
        return;
    }
    if (points[0] < 0x80 && class_of((char)points[0]) == BLANK)
        token->kind = TOKEN_BLANK;
    struct buf out = {0};
    for (size_t i = 0; i < count; i++)
        utf_add(&out, points[i]);
    token->text = buf_finish(&out, reader->arena);
}

// Text in which tags do not count, up to `end`.
static void read_content(struct html_reader *reader, struct html_token *token, size_t end)
{
    bool has_references = reader->content == CONTENT_TEXT;
    if (has_references && reader->text.at[reader->at] == '&')
        read_reference(reader, token);
    else
        read_run(reader, token, end, false, has_references);
    if (token->kind == TOKEN_NUL) {
        token->kind = TOKEN_TEXT;
        token->text = without_nul(token->text, reader->arena);
    }
}

// A tag, comment or the like at the `<`. False when the `<` is only itself.
static bool read_markup(struct html_reader *reader, struct html_token *token)
{
    struct str rest = str_from(reader->text, reader->at + 1);
    if (rest.len == 0)
        return false;
    if (byte_is_letter(rest.at[0])) {
        reader->at++;
        read_tag(reader, token, TOKEN_START);
    } else if (rest.at[0] == '?') {
        reader->at++;
        read_bogus(reader, token, TOKEN_COMMENT);
    } else if (rest.at[0] == '!') {
        reader->at += 2;
        read_declaration(reader, token);
    } else if (rest.at[0] == '/' && rest.len > 1) {
        reader->at += 2;
        if (byte_is_letter(rest.at[1]))
            read_tag(reader, token, TOKEN_END);
        else
            read_bogus(reader, token, TOKEN_COMMENT);
    } else {
        return false;
    }
    return true;
}

static bool skip_nothing(struct html_reader *reader)
{
    bool is_nothing = str_starts(str_from(reader->text, reader->at), STR("</>"));
    reader->at += is_nothing ? 3 : 0;
    return is_nothing;
}

static bool enter_cdata(struct html_reader *reader)
{
    if (!reader->allows_cdata || !str_starts(str_from(reader->text, reader->at), STR("<![CDATA[")))
        return false;
    reader->at += strlen("<![CDATA[");
    size_t end = str_find(reader->text, STR("]]>"), reader->at);
    reader->content = CONTENT_RAW;
    reader->content_end = end == STR_NONE ? reader->text.len : end;
    reader->content_next = end == STR_NONE ? reader->text.len : end + 3;
    return true;
}

void html_reader_next(struct html_reader *reader, struct html_token *token)
{
    do {
        *token = (struct html_token){.kind = TOKEN_EOF};
        if (reader->content != CONTENT_MARKUP) {
            if (reader->at < reader->content_end) {
                read_content(reader, token, reader->content_end);
                return;
            }
            reader->at = reader->content_next;
            reader->content = CONTENT_MARKUP;
        }
        if (reader->at >= reader->text.len)
            return;
    } while (skip_nothing(reader) || enter_cdata(reader));
    enum class class = class_of(reader->text.at[reader->at]);
    if (class == AMPERSAND)
        read_reference(reader, token);
    else if (class != OPEN || !read_markup(reader, token))
        read_run(reader, token, reader->text.len, true, true);
}
