// PO: bytes → entries. A comment stands alone on the rest of its line; anything else is keywords and strings,
// wherever lines break, as gettext's own reader has it.
#include "base/utf.h"
#include "catalog/formats/po.h"

struct parser {
    struct po_file *file;
    struct arena *arena, *lists; // for texts, for entries and pieces
    struct arena passing;        // for what is forgotten when all is read
    struct diags *diags;
    struct str text;
    size_t at, line, line_end;   // line_end: without its line feed and a carriage return before that
    bool is_obsolete, is_quoted; // the marks #~ and #| of this line
    struct po_entry entry;
    bool has_comments, has_tokens, has_targets; // of the entry
    bool is_first;                              // nothing stands before on this line
    // The field whose strings are read: they are joined when it ends.
    struct str *field;
    struct str field_text;
    struct buf joined;
    bool is_joined, is_field_quoted;
    size_t mistakes;
    struct map keys; // context, U+0004, source → entry number + 1
};

static struct diag *complain(struct parser *p, size_t start, size_t end, const char *message)
{
    struct span span = {p->file->path, p->text, start, end};
    p->mistakes++;
    return diag_add(p->diags, KIND_PO_SYNTAX, span, "%s", message);
}

struct span po_span(const struct po_file *file, const struct po_entry *entry)
{
    size_t at = 0;
    const struct po_piece *piece = po_piece_next(file, entry, PO_SOURCE, &at);
    if (!piece)
        return span_file(file->path);
    struct str text = str_trim(str_slice(file->text, piece->start, piece->end));
    size_t start = (size_t)(text.at - file->text.at), line = str_find_byte(text, '\n', 0);
    return (struct span){file->path, file->text, start, start + str_trim(str_slice(text, 0, line)).len};
}

const struct po_piece *po_piece_next(const struct po_file *file, const struct po_entry *entry,
                                     enum po_piece_kind kind, size_t *at)
{
    while (*at < entry->piece_count) {
        const struct po_piece *piece = &file->pieces.at[entry->first_piece + (*at)++];
        if (piece->kind == kind)
            return piece;
    }
    return NULL;
}

// Whether the line has the marks of the entry that it goes on with.
static bool check_marks(struct parser *p)
{
    if (!p->has_tokens || p->is_quoted || p->is_obsolete == p->entry.is_obsolete)
        return true;
    complain(p, p->line, p->line_end, "all lines of an entry begin with #~, or none does");
    return false;
}

// ---- pieces and fields

static struct po_piece *last_piece(struct parser *p)
{
    return &p->file->pieces.at[p->file->pieces.count - 1];
}

static void start_piece(struct parser *p, enum po_piece_kind kind, size_t start)
{
    if (p->entry.piece_count++)
        last_piece(p)->end = (uint32_t)(p->is_first ? p->line : start);
    *list_push(&p->file->pieces, p->lists) =
        (struct po_piece){.kind = kind, .start = (uint32_t)(p->is_first ? p->line : start)};
}

// Behind the line feed of the line that is read.
static size_t next_line(const struct parser *p)
{
    size_t feed = str_find_byte(p->text, '\n', p->line_end);
    return feed == STR_NONE ? p->text.len : feed + 1;
}

static void end_field(struct parser *p)
{
    if (p->field)
        *p->field = p->is_joined ? arena_copy(p->arena, buf_str(&p->joined)) : p->field_text;
    p->field = NULL;
    p->field_text = (struct str){0};
    p->is_joined = false;
    p->joined.len = 0;
}

static void start_field(struct parser *p, struct str *field)
{
    end_field(p);
    p->field = field;
    p->is_field_quoted = p->is_quoted;
}

// ---- entries

struct str po_usual_id(const struct po_key *key, struct arena *arena)
{
    return key->has_context ? arena_join(arena, (struct str[]){key->context, STR("\x04"), key->source}, 3)
                            : key->source;
}

static void check_double(struct parser *p, const struct po_entry *entry)
{
    struct map_entry *slot = map_entry(&p->keys, po_usual_id(&entry->key, &p->passing), &p->passing);
    uintptr_t earlier = (uintptr_t)slot->value;
    if (!earlier) {
        slot->value = (void *)(uintptr_t)p->file->entries.count;
        return;
    }
    p->mistakes++;
    struct diag *diag = diag_add(p->diags, KIND_PO_DUPLICATE, po_span(p->file, entry),
                                 "the same text with the same context is there already");
    diag_relate(p->diags, diag, po_span(p->file, &p->file->entries.at[earlier - 1]), "the earlier entry");
}

static void forget_entry(struct parser *p)
{
    p->file->pieces.count = p->entry.first_piece;
    p->entry = (struct po_entry){.first_piece = p->entry.first_piece};
    p->has_comments = p->has_tokens = p->has_targets = false;
}

// `at`: where the next one begins, for entries that share a line.
static void end_entry(struct parser *p, size_t at)
{
    end_field(p);
    if (!p->is_first && p->entry.piece_count)
        last_piece(p)->end = (uint32_t)at;
    if (!p->has_tokens) {
        forget_entry(p);
        return;
    }
    if (!p->entry.key.has_source || !p->has_targets) {
        complain(p, p->line, p->line,
                 p->entry.key.has_source ? "the entry ends without msgstr" : "the entry ends without msgid");
        forget_entry(p);
        return;
    }
    struct po_entry *entry = list_push(&p->file->entries, p->lists);
    *entry = p->entry;
    check_double(p, entry);
    p->entry = (struct po_entry){.first_piece = (uint32_t)p->file->pieces.count};
    p->has_comments = p->has_tokens = p->has_targets = false;
}

// ---- lines

static void read_comment(struct parser *p)
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
    p->has_comments = true;
    p->at = p->line_end;
}

static bool add_string(struct parser *p, size_t start, size_t end, bool has_escapes)
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
    }
    return true;
}

static bool read_string(struct parser *p)
{
    size_t start = ++p->at;
    bool has_escapes = false;
    while (p->at < p->line_end && p->text.at[p->at] != '"') {
        bool is_escape = p->text.at[p->at] == '\\';
        has_escapes |= is_escape;
        p->at += 1 + is_escape;
    }
    if (p->at >= p->line_end) {
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
static bool read_number(struct parser *p, bool *has_number, size_t *number)
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

static bool start_target(struct parser *p, size_t start)
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
                 : !has_number && entry->key.has_plural
                     ? "behind msgid_plural a form has its number: msgstr[0]"
                     : "the plural forms are not numbered in order from 0");
        return false;
    }
    if (!p->has_targets)
        start_piece(p, PO_TARGET, start);
    p->has_targets = true;
    end_field(p);
    list_reserve(&entry->targets, 1, p->lists); // most have one
    struct str *target = list_push(&entry->targets, p->lists);
    *target = (struct str){0};
    start_field(p, target);
    return true;
}

// msgctxt, msgid, msgid_plural, in this order, of the entry or of what it said before.
static bool start_key(struct parser *p, size_t which, size_t start)
{
    if (p->has_targets)
        end_entry(p, start);
    if (!check_marks(p))
        return false;
    if (p->is_quoted && !p->entry.previous)
        p->entry.previous = arena_new(p->lists, struct po_key);
    struct po_key *key = p->is_quoted ? p->entry.previous : &p->entry.key;
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
    bool was_quoted = p->entry.piece_count && last_piece(p)->kind == PO_PREVIOUS;
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

static bool complain_of_word(struct parser *p, size_t start)
{
    struct str line = str_slice(p->text, p->line, p->line_end);
    struct diag *diag;
    if (str_starts(line, STR("<<<<<<<")) || str_starts(line, STR("=======")) ||
        str_starts(line, STR(">>>>>>>"))) {
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

static bool read_keyword(struct parser *p)
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
static void read_marks(struct parser *p)
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
static bool read_token(struct parser *p)
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

static void read_line(struct parser *p)
{
    bool good = true;
    p->is_first = true;
    p->is_obsolete = p->is_quoted = false;
    for (p->at = p->line; good && p->at < p->line_end;)
        if (is_blank(p->text.at[p->at]))
            p->at++;
        else
            good = read_token(p);
    if (p->entry.piece_count && str_trim(str_slice(p->text, p->line, p->line_end)).len)
        last_piece(p)->end = (uint32_t)next_line(p);
}

// ---- the header

static struct str header_value(struct str header, const char *name)
{
    for (size_t at = 0; at < header.len;) {
        size_t end = str_find_byte(header, '\n', at);
        struct str line = str_slice(header, at, end);
        if (str_starts(line, str_of(name)) && line.len > strlen(name) && line.at[strlen(name)] == ':')
            return str_trim(str_from(line, strlen(name) + 1));
        at = end == STR_NONE ? header.len : end + 1;
    }
    return (struct str){0};
}

static struct str charset_of(struct str content_type)
{
    size_t at = str_find(content_type, STR("charset="), 0);
    struct str value = at == STR_NONE ? (struct str){0} : str_from(content_type, at + 8);
    size_t end = 0;
    while (end < value.len && value.at[end] != ';' && value.at[end] != ' ' && value.at[end] != '\t')
        end++;
    return str_slice(value, 0, end);
}

static void read_header(struct po_file *file)
{
    for (size_t i = 0; i < file->entries.count && !file->header_entry; i++) {
        struct po_entry *entry = &file->entries.at[i];
        if (!entry->key.has_context && entry->key.source.len == 0 && !entry->is_obsolete)
            file->header_entry = entry;
    }
    if (!file->header_entry)
        return;
    struct str text = file->header_entry->targets.at[0];
    file->header = (struct po_header){
        .language = header_value(text, "Language"),
        .source_language = header_value(text, "X-Source-Language"),
        .charset = charset_of(header_value(text, "Content-Type")),
        .plural_forms = header_value(text, "Plural-Forms"),
        .is_marked = str_is(header_value(text, "X-Glot-Placeholders"), "named"),
        .developer = header_value(text, "X-Glot-Notes"),
    };
}

// Names of what is UTF-8 anyway; a template says CHARSET.
static bool is_utf8_name(struct str charset)
{
    static const char *const names[] = {"",         "UTF-8",          "UTF8",   "ASCII",
                                        "US-ASCII", "ANSI_X3.4-1968", "CHARSET"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_equal_ignoring_case(charset, str_of(names[i])))
            return true;
    return false;
}

static bool is_ascii(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.at[i] >= 0x80)
            return false;
    return true;
}

static bool check_encoding(struct po_file *file, struct diags *diags)
{
    size_t invalid = utf_first_invalid(file->text);
    if (invalid == STR_NONE && (is_utf8_name(file->header.charset) || is_ascii(file->text)))
        return true;
    struct span span = {file->path, file->text, invalid == STR_NONE ? 0 : invalid,
                        invalid == STR_NONE ? 0 : invalid + 1};
    if (is_utf8_name(file->header.charset)) {
        diag_add(diags, KIND_FILE_NOT_UTF8, span, "the bytes from here on are not UTF-8");
        return false;
    }
    struct diag *diag =
        diag_add(diags, KIND_PO_ENCODING, file->header_entry ? po_span(file, file->header_entry) : span,
                 "the file says that it is in " STR_FORMAT, STR_ARG(file->header.charset));
    diag_hint(diags, diag, "Bring it to UTF-8: `msgconv -t UTF-8 -o NEW OLD`.");
    return false;
}

// Makes room for as many entries as lines begin with msgid, and for the usual pieces of each.
static void reserve(struct parser *p)
{
    size_t count = 1;
    for (size_t at = 0; (at = str_find(p->text, STR("\nmsgid "), at)) != STR_NONE; at++)
        count++;
    list_reserve(&p->file->entries, count, p->lists);
    list_reserve(&p->file->pieces, count * 3, p->lists);
    map_reserve(&p->keys, count, &p->passing);
}

bool po_parse(struct str bytes, struct str path, struct arena *arena, struct arena *lists,
              struct diags *diags, struct po_file *out)
{
    *out = (struct po_file){.path = path, .text = bytes};
    struct parser p = {.file = out, .arena = arena, .lists = lists, .diags = diags, .text = bytes};
    if (bytes.len > UINT32_MAX) {
        diag_add(diags, KIND_FILE_TOO_LARGE, span_file(path), "is larger than 4 GB");
        return false;
    }
    reserve(&p);
    bool has_bom;
    p.line = bytes.len - utf_skip_bom(bytes, &has_bom).len;
    while (p.line < bytes.len && p.mistakes < po_mistakes_greatest) {
        size_t feed = str_find_byte(bytes, '\n', p.line);
        p.line_end = feed == STR_NONE ? bytes.len : feed;
        if (p.line_end > p.line && bytes.at[p.line_end - 1] == '\r')
            p.line_end--;
        read_line(&p);
        p.line = next_line(&p);
    }
    p.is_first = true;
    if (p.mistakes < po_mistakes_greatest)
        end_entry(&p, bytes.len);
    buf_free(&p.joined);
    arena_inherit(arena, &p.passing);
    if (p.mistakes)
        return false;
    read_header(out);
    return check_encoding(out, diags);
}
