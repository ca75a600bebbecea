// PO: lines → entries. A comment stands alone on the rest of its line; anything else is keywords and strings,
// wherever lines break, as gettext's own reader has it.
#include "catalog/formats/po_lines.h"

#include "base/conflict.h"
#include "base/utf.h"

static struct diag *complain(struct po_parser *p, size_t start, size_t end, const char *message)
{
    struct span span = {p->file->path, p->text, start, end};
    p->mistakes++;
    return diag_add(p->diags, KIND_PO_SYNTAX, span, "%s", message);
}

// Whether the line has the marks of the entry that it goes on with.
static bool check_marks(struct po_parser *p)
{
    if (!p->has_tokens || p->is_quoted || p->is_obsolete == p->entry.is_obsolete)
        return true;
    complain(p, p->line, p->line_end, "all lines of an entry begin with #~, or none does");
    return false;
}

// ---- pieces and fields

static struct po_piece *last_piece(struct po_parser *p)
{
    return &p->entry.pieces.at[p->entry.pieces.count - 1];
}

static void start_piece(struct po_parser *p, enum po_piece_kind kind, size_t start)
{
    if (p->entry.pieces.count)
        last_piece(p)->end = (uint32_t)(p->is_first ? p->line : start);
    *list_push(&p->entry.pieces, p->lists) =
        (struct po_piece){.kind = kind, .start = (uint32_t)(p->is_first ? p->line : start)};
}

// Behind the line feed of the line that is read.
static size_t next_line(const struct po_parser *p)
{
    size_t feed = str_find_byte(p->text, '\n', p->line_end);
    return feed == STR_NONE ? p->text.len : feed + 1;
}

static void end_field(struct po_parser *p)
{
    if (p->byte_escape != STR_NONE && utf_first_invalid(buf_str(&p->joined)) != STR_NONE)
        complain(p, p->byte_escape, p->byte_escape + 1, "the bytes of the escapes are not UTF-8");
    p->byte_escape = STR_NONE;
    if (p->field)
        *p->field = p->is_joined ? arena_copy(p->arena, buf_str(&p->joined)) : p->field_text;
    p->field = NULL;
    p->field_text = (struct str){0};
    p->is_joined = false;
    p->joined.len = 0;
}

static void start_field(struct po_parser *p, struct str *field)
{
    end_field(p);
    p->field = field;
    p->is_field_quoted = p->is_quoted;
}

// ---- entries

static void complain_of_double(struct po_parser *p, struct range earlier_bytes)
{
    struct po_entry earlier;
    po_entry_read(p->file, earlier_bytes, p->arena, &earlier);
    p->mistakes++;
    struct diag *diag = diag_add(p->diags, KIND_PO_DUPLICATE, po_span(p->file, &p->entry),
                                 "the same text with the same context is there already");
    diag_relate(p->diags, diag, po_span(p->file, &earlier), "the earlier entry");
}

// Its lists are used again.
static void forget_entry(struct po_parser *p)
{
    struct po_piece_list pieces = p->entry.pieces;
    struct str_list targets = p->entry.targets;
    pieces.count = targets.count = 0;
    p->entry = (struct po_entry){.pieces = pieces, .targets = targets};
    p->has_tokens = p->has_targets = false;
}

// The header is known already: it is not handed out, and neither is an obsolete one, which is no message.
static void hand_out(struct po_parser *p)
{
    struct range bytes = po_entry_bytes(&p->entry), earlier = p->file->header_bytes;
    bool is_keyless = !p->entry.key.has_context && p->entry.key.source.len == 0;
    if (is_keyless && earlier.end && bytes.start == earlier.start)
        return;
    if (is_keyless && p->entry.is_obsolete && !earlier.end)
        return;
    bool is_new = !(is_keyless && earlier.end) && p->take(p->context, &p->entry, &earlier);
    if (!is_new)
        complain_of_double(p, earlier);
}

// `at`: where the next one begins, for entries that share a line.
static void end_entry(struct po_parser *p, size_t at)
{
    end_field(p);
    if (!p->is_first && p->entry.pieces.count)
        last_piece(p)->end = (uint32_t)at;
    if (p->has_tokens && (!p->entry.key.has_source || !p->has_targets))
        complain(p, p->line, p->line,
                 p->entry.key.has_source ? "the entry ends without msgstr" : "the entry ends without msgid");
    else if (p->has_tokens)
        hand_out(p);
    forget_entry(p);
}

// ---- lines

static void read_comment(struct po_parser *p)
{
    static const struct {
        char mark;
        enum po_piece_kind kind;
    } marks[] = {{'.', PO_EXTRACTED}, {':', PO_PLACES}, {',', PO_FLAGS}, {'=', PO_FLAGS}};
    size_t start = p->at++;
    enum po_piece_kind kind = PO_COMMENT;
    if (p->has_targets)
        end_entry(p, start);
    else if (p->has_tokens)
        complain(p, start, p->line_end, "a comment stands inside an entry");
    for (size_t i = 0; p->at < p->line_end && i < sizeof marks / sizeof *marks; i++)
        if (p->text.at[p->at] == marks[i].mark) {
            kind = marks[i].kind;
            p->at++;
            break;
        }
    start_piece(p, kind, start);
    bool has_space = p->at < p->line_end && p->text.at[p->at] == ' ';
    last_piece(p)->text_start = (uint32_t)(p->at + has_space);
    last_piece(p)->text_end = (uint32_t)p->line_end;
    p->at = p->line_end;
}

static bool add_string(struct po_parser *p, size_t start, size_t end, bool has_escapes)
{
    struct str text = str_slice(p->text, start, end);
    if (!has_escapes && !p->is_joined && p->field_text.len == 0) {
        p->field_text = text;
        return true;
    }
    if (!p->is_joined)
        buf_add(&p->joined, p->field_text);
    p->is_joined = true;
    for (size_t at = 0; at < text.len;) {
        size_t escape = str_find_byte(text, '\\', at);
        buf_add(&p->joined, str_slice(text, at, escape));
        if (escape == STR_NONE)
            break;
        at = escape;
        if (!c_unescape(text, &at, &p->joined)) {
            complain(p, start + escape, start + escape + 2, "this escape means nothing in a PO file");
            return false;
        }
        if (p->byte_escape == STR_NONE && (unsigned char)p->joined.at[p->joined.len - 1] >= 0x80)
            p->byte_escape = start + escape;
    }
    return true;
}

// Where the string's closing quote is, or STR_NONE.
static size_t string_end(struct str line, size_t start, bool *has_escapes)
{
    size_t end = str_find_byte(line, '"', start);
    size_t escape = str_find_byte(str_slice(line, 0, end), '\\', start);
    *has_escapes = escape != STR_NONE;
    if (!*has_escapes)
        return end;
    for (end = escape; end < line.len && line.at[end] != '"'; end++)
        end += line.at[end] == '\\';
    return end < line.len ? end : STR_NONE;
}

static bool read_string(struct po_parser *p)
{
    size_t start = ++p->at;
    bool has_escapes;
    p->at = string_end(str_slice(p->text, 0, p->line_end), start, &has_escapes);
    if (p->at == STR_NONE) {
        p->at = p->line_end;
        complain(p, start - 1, p->line_end, "the string does not end on its line");
        return false;
    }
    size_t end = p->at++;
    if (!p->field || p->is_quoted != p->is_field_quoted) {
        complain(p, start - 1, p->at, "a string without a keyword");
        return false;
    }
    if (!check_marks(p))
        return false;
    return add_string(p, start, end, has_escapes);
}

// The number in brackets behind msgstr; none is the first form.
static bool read_number(struct po_parser *p, bool *has_number, size_t *number)
{
    size_t start = p->at;
    *number = 0;
    *has_number = p->at < p->line_end && p->text.at[p->at] == '[';
    if (!*has_number)
        return true;
    for (p->at++;
         p->at < p->line_end && p->text.at[p->at] >= '0' && p->text.at[p->at] <= '9' && *number < 1000;)
        *number = *number * 10 + (size_t)(p->text.at[p->at++] - '0');
    if (p->at < p->line_end && p->text.at[p->at] == ']' && p->at > start + 1) {
        p->at++;
        return true;
    }
    complain(p, start, p->line_end, "a number in brackets is wanted here");
    return false;
}

static bool start_target(struct po_parser *p, size_t start)
{
    bool has_number;
    size_t number;
    if (!read_number(p, &has_number, &number) || !check_marks(p))
        return false;
    struct po_entry *entry = &p->entry;
    if (!entry->key.has_source || p->is_quoted || number != entry->targets.count ||
        has_number != entry->key.has_plural || number >= po_forms_greatest) {
        complain(p, start, p->at,
                 !entry->key.has_source                 ? "msgstr without a msgid"
                 : p->is_quoted                         ? "there is no previous msgstr"
                 : number >= po_forms_greatest          ? "more plural forms than any language has"
                 : has_number && !entry->key.has_plural ? "a plural form, and no msgid_plural before it"
                 : !has_number && entry->targets.count
                     ? "a second msgstr of one entry: the msgid before it is missing"
                 : !has_number && entry->key.has_plural
                     ? "behind msgid_plural a form has its number: msgstr[0]"
                     : "the plural forms are not numbered in order from 0");
        return false;
    }
    if (!p->has_targets)
        start_piece(p, PO_TARGET, start);
    p->has_targets = true;
    end_field(p);
    struct str *target = list_push(&entry->targets, p->lists);
    *target = (struct str){0};
    start_field(p, target);
    return true;
}

// msgctxt, msgid, msgid_plural, in this order, of the entry or of what it said before.
static bool start_key(struct po_parser *p, size_t which, size_t start)
{
    if (p->has_targets)
        end_entry(p, start);
    if (!check_marks(p))
        return false;
    struct po_key *key = p->is_quoted ? &p->entry.previous : &p->entry.key;
    bool *has[] = {&key->has_context, &key->has_source, &key->has_plural};
    struct str *texts[] = {&key->context, &key->source, &key->plural};
    bool is_late = p->is_quoted && (p->entry.key.has_context || p->entry.key.has_source);
    for (size_t i = which; i < 3; i++)
        is_late |= *has[i];
    if (is_late || (which == 2 && !key->has_source)) {
        complain(p, start, p->at,
                 "the keyword does not belong here: msgctxt, msgid, msgid_plural and msgstr "
                 "follow in this order");
        return false;
    }
    bool was_quoted = p->entry.pieces.count && last_piece(p)->kind == PO_PREVIOUS;
    if (!p->is_quoted || !was_quoted)
        start_piece(p, p->is_quoted ? PO_PREVIOUS : PO_CONTEXT + (enum po_piece_kind)which, start);
    if (!p->is_quoted && !p->has_tokens)
        p->entry.is_obsolete = p->is_obsolete;
    *has[which] = true;
    p->has_tokens |= !p->is_quoted;
    start_field(p, texts[which]);
    return true;
}

static bool is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || c == '_' || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static bool complain_of_word(struct po_parser *p, size_t start)
{
    struct str line = str_slice(p->text, p->line, p->line_end);
    struct diag *diag;
    if (conflict_is_line(line)) {
        diag = complain(p, p->line, p->line_end, "a line of a merge conflict");
        diag_hint(p->diags, diag, "Look whether both sides are here, then remove the line.");
    } else if (str_is(str_slice(p->text, start, p->at), "domain")) {
        diag = complain(p, start, p->at, "the file has several domains");
        diag_hint(p->diags, diag, "Make a file of each.");
    } else {
        complain(p, start, p->at > start ? p->at : p->line_end, "a keyword or a string is wanted here");
    }
    return false;
}

static bool read_keyword(struct po_parser *p)
{
    static const char *const keys[] = {"msgctxt", "msgid", "msgid_plural"};
    size_t start = p->at;
    while (p->at < p->line_end && is_word_byte(p->text.at[p->at]))
        p->at++;
    struct str word = str_slice(p->text, start, p->at);
    for (size_t i = 0; i < 3; i++)
        if (str_is(word, keys[i]))
            return start_key(p, i, start);
    if (str_is(word, "msgstr"))
        return start_target(p, start);
    return complain_of_word(p, start);
}

// #~ and #| in front of keywords and strings.
static void read_marks(struct po_parser *p)
{
    if (p->text.at[p->at] == '#' && p->at + 1 < p->line_end && p->text.at[p->at + 1] == '~') {
        p->is_obsolete = true;
        p->at += 2;
        if (p->at < p->line_end && p->text.at[p->at] == '|') {
            p->is_quoted = true;
            p->at++;
        }
    } else if (p->text.at[p->at] == '#' && p->at + 1 < p->line_end && p->text.at[p->at + 1] == '|') {
        p->is_quoted = true;
        p->at += 2;
    }
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\v' || c == '\f' || c == '\r';
}

// False when the rest of the line is to be passed over.
static bool read_token(struct po_parser *p)
{
    if (p->text.at[p->at] == '#') {
        read_marks(p);
        if (p->at < p->line_end && p->text.at[p->at] == '#')
            read_comment(p);
        return true;
    }
    bool good = p->text.at[p->at] == '"' ? read_string(p) : read_keyword(p);
    p->is_first = false;
    return good;
}

static void read_line(struct po_parser *p)
{
    bool good = true;
    p->is_first = true;
    p->is_obsolete = p->was_obsolete;
    p->is_quoted = p->was_obsolete = false;
    for (p->at = p->line; good && p->at < p->line_end;)
        if (is_blank(p->text.at[p->at]))
            p->at++;
        else
            good = read_token(p);
    if (p->entry.pieces.count && str_trim(str_slice(p->text, p->line, p->line_end)).len)
        last_piece(p)->end = (uint32_t)next_line(p);
}

// ---- all lines

void po_lines_read(struct po_parser *p, size_t start)
{
    p->line = start;
    while (p->line < p->text.len && p->mistakes < po_mistakes_greatest && !p->is_done) {
        size_t feed = str_find_byte(p->text, '\n', p->line);
        p->line_end = feed == STR_NONE ? p->text.len : feed;
        if (p->line_end > p->line && p->text.at[p->line_end - 1] == '\r')
            p->line_end--;
        read_line(p);
        p->line = next_line(p);
    }
    p->is_first = true;
    if (p->mistakes < po_mistakes_greatest && !p->is_done)
        end_entry(p, p->text.len);
    buf_free(&p->joined);
}
