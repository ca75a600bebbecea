// From a place in a text to the bytes of its file. The text is decoded once more, byte for byte, and
// compared: where the file says it in a way that is not known here, the whole text is the place.
#include "catalog/checks/text.h"
#include "catalog/format.h"

#include "base/utf.h"

struct walk {
    struct str raw;
    size_t at;
    bool in_cdata;
    size_t part, from, to; // what is looked for: bytes [from, to) of the part, the code of a part as [0, 1)
    size_t start, end;     // where it is, STR_NONE until it is met
};

// One character of the text as the file writes it, and how many bytes of the file it takes. 0: the end.
struct letter {
    char bytes[4];
    size_t len, raw_len;
};

typedef bool letter_reader(struct walk *walk, struct letter *out);

static void set_point(struct letter *letter, uint32_t point)
{
    struct buf buf = {0};
    utf_add(&buf, point);
    letter->len = buf.len < 4 ? buf.len : 4;
    memcpy(letter->bytes, buf.at, letter->len);
    buf_free(&buf);
}

static bool parse_number(struct str digits, unsigned base, uint32_t *out)
{
    *out = 0;
    for (size_t i = 0; i < digits.len; i++) {
        char c = digits.at[i];
        unsigned digit = c >= '0' && c <= '9'   ? (unsigned)(c - '0')
                         : c >= 'a' && c <= 'f' ? (unsigned)(c - 'a' + 10)
                         : c >= 'A' && c <= 'F' ? (unsigned)(c - 'A' + 10)
                                                : base;
        if (digit >= base || *out > 0x10ffff)
            return false;
        *out = *out * base + digit;
    }
    return digits.len > 0 && *out <= 0x10ffff;
}

// ---- XML

static bool read_reference(struct str raw, struct letter *out)
{
    static const struct {
        const char *name, *byte;
    } names[] = {{"lt", "<"}, {"gt", ">"}, {"amp", "&"}, {"quot", "\""}, {"apos", "'"}};
    size_t end = str_find_byte(str_slice(raw, 0, 16), ';', 0);
    uint32_t point;
    if (end == STR_NONE)
        return false;
    struct str name = str_slice(raw, 1, end);
    out->raw_len = end + 1;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_is(name, names[i].name)) {
            out->bytes[0] = *names[i].byte;
            out->len = 1;
            return true;
        }
    bool is_hex = str_starts(name, STR("#x"));
    if (!str_starts(name, STR("#")) ||
        !parse_number(str_from(name, is_hex ? 2 : 1), is_hex ? 16 : 10, &point))
        return false;
    set_point(out, point);
    return true;
}

static size_t behind(struct str raw, size_t at, struct str mark)
{
    size_t found = str_find(raw, mark, at);
    return found == STR_NONE ? raw.len : found + mark.len;
}

// Behind the tag that begins at that place.
static size_t tag_end(struct str raw, size_t at)
{
    char quote = 0;
    for (; at < raw.len; at++) {
        char c = raw.at[at];
        if (quote)
            quote = c == quote ? 0 : quote;
        else if (c == '"' || c == '\'')
            quote = c;
        else if (c == '>')
            return at + 1;
    }
    return raw.len;
}

static struct str tag_name(struct str tag)
{
    size_t start = str_starts(tag, STR("</")) ? 2 : 1, end = start;
    while (end < tag.len && !strchr(" \t\r\n/>", tag.at[end]))
        start = tag.at[end++] == ':' ? end : start;
    return str_slice(tag, start, end);
}

// Elements that are no code: they say something about the text, or hold pieces of it.
static bool is_annotation(struct str name)
{
    static const char *const names[] = {"mrk", "sm", "em", "segment", "ignorable", "source", "target"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_is(name, names[i]))
            return true;
    return false;
}

// Passes what is neither text nor code. False at the end.
static bool skip_markup(struct walk *walk)
{
    while (walk->at < walk->raw.len) {
        struct str rest = str_from(walk->raw, walk->at);
        if (walk->in_cdata) {
            if (!str_starts(rest, STR("]]>")))
                return true;
            walk->in_cdata = false;
            walk->at += 3;
        } else if (str_starts(rest, STR("<!--"))) {
            walk->at = behind(walk->raw, walk->at, STR("-->"));
        } else if (str_starts(rest, STR("<?"))) {
            walk->at = behind(walk->raw, walk->at, STR("?>"));
        } else if (str_starts(rest, STR("<![CDATA["))) {
            walk->in_cdata = true;
            walk->at += 9;
        } else if (rest.at[0] == '<' && is_annotation(tag_name(str_slice(rest, 0, 80)))) {
            walk->at = tag_end(walk->raw, walk->at);
        } else {
            return true;
        }
    }
    return false;
}

static bool read_cp(struct walk *walk, struct letter *out)
{
    size_t end = tag_end(walk->raw, walk->at);
    struct str tag = str_slice(walk->raw, walk->at, end);
    size_t hex = str_find(tag, STR("hex="), 0);
    uint32_t point;
    if (!str_is(tag_name(tag), "cp") || hex == STR_NONE ||
        !parse_number(str_slice(tag, hex + 5, hex + 9), 16, &point))
        return false;
    out->raw_len = tag.len;
    set_point(out, point);
    return true;
}

static bool read_xml(struct walk *walk, struct letter *out)
{
    if (!skip_markup(walk))
        return false;
    struct str rest = str_from(walk->raw, walk->at);
    *out = (struct letter){.bytes = {rest.at[0]}, .len = 1, .raw_len = 1};
    if (rest.at[0] == '\r') {
        out->bytes[0] = '\n';
        out->raw_len = str_starts(rest, STR("\r\n")) ? 2 : 1;
    }
    if (walk->in_cdata || (rest.at[0] != '&' && rest.at[0] != '<'))
        return true;
    return rest.at[0] == '&' ? read_reference(rest, out) : read_cp(walk, out);
}

// Passes an element that is a code. `is_tag`: its content is text of the pattern.
static bool pass_code(struct walk *walk, bool is_tag)
{
    size_t depth = 0;
    if (!skip_markup(walk) || walk->raw.at[walk->at] != '<')
        return false;
    do {
        size_t end = tag_end(walk->raw, walk->at);
        bool is_close = str_starts(str_from(walk->raw, walk->at), STR("</"));
        bool is_empty = end >= 2 && walk->raw.at[end - 2] == '/';
        walk->at = end;
        if (is_tag || (is_close && depth == 0))
            return true;
        depth = is_close ? depth - 1 : is_empty ? depth : depth + 1;
        size_t next = depth ? str_find_byte(walk->raw, '<', walk->at) : walk->at;
        if (next == STR_NONE)
            return false;
        walk->at = next;
    } while (depth > 0);
    return true;
}

// ---- strings in quotes: JSON and PO

static bool read_escape(struct str raw, struct letter *out)
{
    static const char names[] = "ntrbf\"\\/av'?", bytes[] = "\n\t\r\b\f\"\\/\a\v'?";
    uint32_t high, low;
    const char *name = raw.len > 1 && raw.at[1] ? strchr(names, raw.at[1]) : NULL;
    if (name) {
        *out = (struct letter){.bytes = {bytes[name - names]}, .len = 1, .raw_len = 2};
        return true;
    }
    if (!str_starts(raw, STR("\\u")) || !parse_number(str_slice(raw, 2, 6), 16, &high))
        return false;
    out->raw_len = 6;
    bool is_pair = high >= 0xd800 && high < 0xdc00 && str_starts(str_from(raw, 6), STR("\\u")) &&
                   parse_number(str_slice(raw, 8, 12), 16, &low) && low >= 0xdc00 && low < 0xe000;
    if (is_pair) {
        out->raw_len = 12;
        high = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
    }
    set_point(out, high);
    return true;
}

static bool read_quoted(struct walk *walk, struct letter *out)
{
    while (walk->at < walk->raw.len && walk->raw.at[walk->at] == '"') { // in and out of a piece
        size_t next = str_find_byte(walk->raw, '"', walk->at + 1);
        if (walk->at == 0 && !walk->in_cdata) {
            walk->in_cdata = true;
            walk->at++;
        } else if (next != STR_NONE) {
            walk->at = next + 1;
        } else {
            return false;
        }
    }
    struct str rest = str_from(walk->raw, walk->at);
    if (rest.len == 0)
        return false;
    *out = (struct letter){.bytes = {rest.at[0]}, .len = 1, .raw_len = 1};
    return rest.at[0] != '\\' || read_escape(rest, out);
}

// ---- walking

static bool walk_text(struct walk *walk, letter_reader *read, struct str text, bool is_wanted)
{
    struct letter letter;
    for (size_t at = 0; at < text.len;) {
        if (!read(walk, &letter) || !str_starts(str_from(text, at), (struct str){letter.bytes, letter.len}))
            return false;
        if (is_wanted && walk->start == STR_NONE && at + letter.len > walk->from)
            walk->start = walk->at;
        walk->at += letter.raw_len;
        at += letter.len;
        if (is_wanted && at >= walk->to) {
            walk->end = walk->at;
            return true;
        }
    }
    return true;
}

static bool walk_code(struct walk *walk, const struct part *part, bool is_xml, bool is_wanted)
{
    bool is_tag = part_kind(part) == PART_OPEN || part_kind(part) == PART_CLOSE;
    if (!is_xml || !skip_markup(walk))
        return false;
    size_t start = walk->at;
    if (!pass_code(walk, is_tag))
        return false;
    if (is_wanted) {
        walk->start = start;
        walk->end = walk->at;
    }
    return true;
}

static bool walk_parts(struct walk *walk, const struct pattern *pattern, bool is_xml)
{
    for (size_t i = 0; i <= walk->part && i < pattern->parts.count; i++) {
        const struct part *part = &pattern->parts.at[i];
        bool good = part_kind(part) == PART_TEXT
                        ? walk_text(walk, is_xml ? read_xml : read_quoted, part->text, i == walk->part)
                        : walk_code(walk, part, is_xml, i == walk->part);
        if (!good)
            return false;
    }
    return walk->start != STR_NONE && walk->end != STR_NONE && walk->start <= walk->end;
}

// The part that a byte of the flat text is of, and its offset there.
static void part_of(const struct check_text *text, size_t at, size_t *part, size_t *offset, size_t *len)
{
    const struct check_code *before = NULL;
    size_t low = 0, high = text->codes.count;
    while (low < high) { // the last code at or before that byte
        size_t middle = (low + high) / 2;
        if (text->codes.at[middle].at <= at)
            low = middle + 1;
        else
            high = middle;
    }
    before = low > 0 ? &text->codes.at[low - 1] : NULL;
    *len = 1;
    if (before && before->at == at) {
        *part = before->part;
        *offset = before->start;
        *len = before->end > before->start ? before->end - before->start : 1;
    } else if (!before) {
        *part = 0;
        *offset = at;
    } else {
        bool in_text = before->syntax != CODE_OF_PATTERN;
        *part = before->part + !in_text;
        *offset = (in_text ? before->end : 0) + (at - before->at - 1);
    }
}

bool text_is_xml(const struct catalog *catalog)
{
    static const char *const suffixes[] = {".xlf", ".xliff", ".xlb", ".tmx", ".xml"};
    for (size_t i = 0; catalog->format && i < sizeof suffixes / sizeof *suffixes; i++)
        if (str_is(str_of(catalog->format->suffix), suffixes[i]))
            return true;
    return !catalog->format;
}

bool text_place(const struct check_text *text, const struct catalog *catalog, size_t start, size_t end,
                struct range *out)
{
    struct walk walk = {.raw = str_slice(catalog->bytes, text->bytes.start, text->bytes.end),
                        .start = STR_NONE,
                        .end = STR_NONE};
    size_t last, offset, len;
    if (text->is_placeless || start >= end || end > text->flat.len || walk.raw.len == 0)
        return false;
    bool is_xml = text_is_xml(catalog);
    part_of(text, start, &walk.part, &walk.from, &len);
    part_of(text, end - 1, &last, &offset, &len);
    walk.to = last == walk.part ? offset + len : walk.from + 1;
    if (!walk_parts(&walk, text->pattern, is_xml))
        return false;
    size_t first = walk.start;
    if (last != walk.part) { // it goes on in another part
        walk = (struct walk){.raw = walk.raw,
                             .part = last,
                             .from = offset,
                             .to = offset + len,
                             .start = STR_NONE,
                             .end = STR_NONE};
        if (!walk_parts(&walk, text->pattern, is_xml))
            return false;
    }
    *out = byte_range(text->bytes.start + first, text->bytes.start + walk.end);
    return true;
}
