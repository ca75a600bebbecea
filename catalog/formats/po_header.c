// PO: what the header says of the file, whether its bytes are what it says, and how it is written.
#include "base/utf.h"
#include "catalog/formats/po.h"

static struct str header_value(struct str header, const char *name)
{
    struct str line;
    for (size_t at = 0; str_next_line(header, &at, &line);)
        if (str_starts(line, str_of(name)) && line.len > strlen(name) && line.at[strlen(name)] == ':')
            return str_trim(str_from(line, strlen(name) + 1));
    return (struct str){0};
}

static struct str charset_of(struct str content_type)
{
    size_t at = str_find(content_type, STR("charset="), 0);
    struct str value = at != STR_NONE ? str_from(content_type, at + 8) : (struct str){0};
    size_t end = 0;
    while (end < value.len && value.at[end] != ';' && value.at[end] != ' ' && value.at[end] != '\t')
        end++;
    return str_slice(value, 0, end);
}

void po_header_read(struct po_file *file, const struct po_entry *entry, struct arena *arena)
{
    struct str text = arena_copy(arena, entry->targets.at[0]);
    file->header_bytes = po_entry_bytes(entry);
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

bool po_charset_is_utf8(struct str charset)
{
    return charset.len == 0 || str_equal_ignoring_case(charset, STR("UTF-8")) ||
           str_equal_ignoring_case(charset, STR("UTF8"));
}

bool po_check_encoding(const struct po_file *file, struct arena *arena, struct diags *diags)
{
    size_t invalid = utf_first_invalid(file->text);
    if (invalid == STR_NONE && (is_utf8_name(file->header.charset) || str_is_ascii(file->text)))
        return true;
    struct span span = {file->path, file->text, invalid == STR_NONE ? 0 : invalid,
                        invalid == STR_NONE ? 0 : invalid + 1};
    if (is_utf8_name(file->header.charset)) {
        diag_add(diags, KIND_FILE_NOT_UTF8, span, "the bytes from here on are not UTF-8");
        return false;
    }
    struct diag *diag = diag_add(diags, KIND_PO_ENCODING, po_header_span(file, arena),
                                 "the file says that it is in " STR_FORMAT, STR_ARG(file->header.charset));
    diag_hint(diags, diag, "Bring it to UTF-8: `msgconv -t UTF-8 -o NEW OLD`.");
    return false;
}

// ---- writing

static void add_field(struct buf *out, const char *name, struct str value)
{
    buf_print(out, "%s: " STR_FORMAT "\n", name, STR_ARG(value));
}

static void add_content_type(struct buf *out)
{
    add_field(out, "Content-Type", STR("text/plain; charset=UTF-8"));
}

static void add_own_fields(const struct po_header *header, struct buf *out)
{
    if (header->is_marked)
        add_field(out, "X-Glot-Placeholders", STR("named"));
    if (header->is_marked && header->developer.len)
        add_field(out, "X-Glot-Notes", header->developer);
}

static void add_other_fields(const struct po_writer *w, struct str header, struct buf *out)
{
    for (size_t at = 0; at < header.len;) {
        size_t end = str_find_byte(header, '\n', at);
        struct str line = str_slice(header, at, end);
        if (w->has_new_charset && str_starts(line, STR("Content-Type:")))
            add_content_type(out);
        else if (!str_starts(line, STR("X-Glot-Placeholders:")) && !str_starts(line, STR("X-Glot-Notes:"))) {
            buf_add(out, line);
            buf_byte(out, '\n');
        }
        at = end == STR_NONE ? header.len : end + 1;
    }
}

void po_header_print(struct po_writer *w)
{
    struct buf text = {0};
    add_field(&text, "Project-Id-Version", STR(""));
    add_field(&text, "PO-Revision-Date", STR(""));
    add_field(&text, "Last-Translator", STR(""));
    add_field(&text, "Language-Team", STR(""));
    add_field(&text, "Language", w->header.language);
    add_field(&text, "MIME-Version", STR("1.0"));
    add_content_type(&text);
    add_field(&text, "Content-Transfer-Encoding", STR("8bit"));
    if (w->header.plural_forms.len)
        add_field(&text, "Plural-Forms", w->header.plural_forms);
    if (w->header.source_language.len)
        add_field(&text, "X-Source-Language", w->header.source_language);
    add_own_fields(&w->header, &text);
    po_print_string("", "msgid", STR(""), w->style.line_end, w->out);
    po_print_string("", "msgstr", buf_str(&text), w->style.line_end, w->out);
    buf_free(&text);
}

void po_header_update(const struct po_writer *w, struct str header, struct buf *out)
{
    add_other_fields(w, header, out);
    add_own_fields(&w->header, out);
}
