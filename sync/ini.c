#include "sync/ini.h"

#include "base/utf.h"

#include <stdint.h>

enum { broken_greatest = 20 }; // lines; with more of them it is no INI file

struct reading {
    struct ini_file *file;
    ini_is_name *is_name;
    struct arena *arena;
    struct diags *diags;
    size_t at;     // of the next line
    size_t broken; // lines
};

// A line without white space at its ends.
struct line {
    size_t start, end; // bytes of the file
    bool is_indented;
};

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\f' || byte == '\v';
}

static struct str text_of(const struct reading *r, size_t start, size_t end)
{
    return str_slice(r->file->text, start, end);
}

static bool peek_line(const struct reading *r, struct line *line, size_t *next)
{
    struct str text = r->file->text;
    if (r->at >= text.len)
        return false;
    size_t newline = str_find_byte(text, '\n', r->at);
    line->start = r->at;
    line->end = newline == STR_NONE ? text.len : newline;
    *next = newline == STR_NONE ? text.len : newline + 1;
    while (line->start < line->end && is_blank(text.at[line->start]))
        line->start++;
    while (line->start < line->end && is_blank(text.at[line->end - 1]))
        line->end--;
    line->is_indented = line->start > r->at;
    return true;
}

static bool is_comment(const struct reading *r, const struct line *line)
{
    char first = line->start < line->end ? r->file->text.at[line->start] : '#';
    return first == '#' || first == ';';
}

// Where the name ends: at the first `=` or `:`.
static size_t find_delimiter(const struct reading *r, const struct line *line)
{
    for (size_t i = line->start; i < line->end; i++)
        if (r->file->text.at[i] == '=' || r->file->text.at[i] == ':')
            return i;
    return STR_NONE;
}

static void complain(struct reading *r, size_t start, size_t end, const char *what, const char *hint)
{
    struct span span = {.path = r->file->path, .text = r->file->text, .start = start, .end = end};
    diag_hint(r->diags, diag_add(r->diags, KIND_SYNC_MALFORMED, span, "%s", what), "%s", hint);
    r->broken++;
}

static struct ini_section *last_section(struct reading *r)
{
    return &r->file->sections.at[r->file->sections.count - 1];
}

static void read_section(struct reading *r, const struct line *line)
{
    size_t end = str_rfind_byte(text_of(r, line->start, line->end), ']');
    if (end == STR_NONE) {
        complain(r, line->start, line->end, "a section without its closing bracket",
                 "Write sections as [main], each in a line of its own.");
        end = line->end - line->start;
    }
    struct ini_section section = {.start = line->start + 1, .end = line->start + end};
    section.name = str_trim(text_of(r, section.start, section.end));
    *list_push(&r->file->sections, r->arena) = section;
}

// ---- values

// Without a comment behind it; *goes_on: a backslash at its end says that the next line belongs to it.
static struct str read_piece(const struct reading *r, size_t start, size_t end, bool *goes_on)
{
    struct str piece = str_trim(text_of(r, start, end));
    *goes_on = piece.len > 0 && piece.at[piece.len - 1] == '\\';
    if (*goes_on)
        return str_trim(str_slice(piece, 0, piece.len - 1));
    size_t len = 0;
    while (len < piece.len && piece.at[len] != '#' && piece.at[len] != ';')
        len++;
    return str_trim(str_slice(piece, 0, len));
}

static struct str without_quotes(struct str value)
{
    bool is_quoted = value.len >= 2 && (value.at[0] == '"' || value.at[0] == '\'' || value.at[0] == '`') &&
                     value.at[0] == value.at[value.len - 1];
    return is_quoted ? str_slice(value, 1, value.len - 1) : value;
}

// Whether the line behind an entry belongs to its value, as Python's configparser has it.
static bool is_continuation(const struct reading *r, const struct line *line)
{
    if (!line->is_indented || is_comment(r, line) || r->file->text.at[line->start] == '[')
        return false;
    size_t delimiter = find_delimiter(r, line);
    return delimiter == STR_NONE || !r->is_name(str_trim(text_of(r, line->start, delimiter)));
}

// The value that begins at value_start, and all lines that belong to it.
static void read_value(struct reading *r, struct ini_entry *entry)
{
    struct buf joined = {0};
    bool goes_on;
    struct str first = read_piece(r, entry->value_start, entry->value_end, &goes_on);
    struct line line;
    size_t next, count = 1;
    while (peek_line(r, &line, &next) && (goes_on || is_continuation(r, &line))) {
        if (count++ == 1)
            buf_add(&joined, first);
        buf_byte(&joined, goes_on ? ' ' : '\n');
        buf_add(&joined, read_piece(r, line.start, line.end, &goes_on));
        entry->value_end = line.end > line.start ? line.end : entry->value_end;
        r->at = next;
    }
    if (count == 1 && first.len) {
        entry->value_start = (size_t)(first.at - r->file->text.at);
        entry->value_end = entry->value_start + first.len;
    }
    entry->value = without_quotes(count == 1 ? first : str_trim(buf_finish(&joined, r->arena)));
}

static void read_entry(struct reading *r, const struct line *line)
{
    size_t delimiter = find_delimiter(r, line);
    if (delimiter == STR_NONE) {
        complain(r, line->start, line->end, "neither a section nor \"name = value\"",
                 "Begin comments with `#` or `;`.");
        return;
    }
    struct ini_entry entry = {
        .name_start = line->start, .value_start = delimiter + 1, .value_end = line->end};
    entry.name = str_trim(text_of(r, line->start, delimiter));
    entry.name_end = entry.name_start + entry.name.len;
    if (entry.name.len == 0)
        complain(r, line->start, line->end, "a value without a name", "Write \"name = value\".");
    while (entry.value_start < entry.value_end && is_blank(r->file->text.at[entry.value_start]))
        entry.value_start++;
    read_value(r, &entry);
    if (entry.name.len)
        *list_push(&last_section(r)->entries, r->arena) = entry;
}

bool ini_read(struct str path, struct str text, ini_is_name *is_name, struct arena *arena,
              struct diags *diags, struct ini_file *out)
{
    bool has_bom;
    struct reading r = {.file = out, .is_name = is_name, .arena = arena, .diags = diags};
    *out = (struct ini_file){.path = path, .text = text};
    r.at = text.len - utf_skip_bom(text, &has_bom).len;
    if (!diags_check_utf8(diags, path, text))
        return false;
    *list_push(&out->sections, arena) = (struct ini_section){0};
    struct line line;
    for (size_t next; r.broken < broken_greatest && peek_line(&r, &line, &next);) {
        r.at = next;
        if (is_comment(&r, &line))
            continue;
        if (text.at[line.start] == '[')
            read_section(&r, &line);
        else
            read_entry(&r, &line);
    }
    return r.broken == 0;
}

struct str ini_get(const struct ini_file *file, struct str section, const char *name)
{
    struct str found = {0};
    for (size_t i = 0; i < file->sections.count; i++) {
        const struct ini_section *at = &file->sections.at[i];
        for (size_t k = 0; k < at->entries.count && str_equal(at->name, section); k++)
            if (str_is(at->entries.at[k].name, name))
                found = at->entries.at[k].value;
    }
    return found;
}

static struct span span_of(const struct ini_file *file, size_t start, size_t end)
{
    return (struct span){.path = file->path, .text = file->text, .start = start, .end = end};
}

struct span ini_section_span(const struct ini_file *file, const struct ini_section *section)
{
    return span_of(file, section->start, section->end);
}

struct span ini_name_span(const struct ini_file *file, const struct ini_entry *entry)
{
    return span_of(file, entry->name_start, entry->name_end);
}

struct span ini_value_span(const struct ini_file *file, const struct ini_entry *entry, struct str piece)
{
    uintptr_t begin = (uintptr_t)file->text.at, at = (uintptr_t)piece.at;
    bool is_slice = piece.len && at >= begin && at + piece.len <= begin + file->text.len;
    size_t start = is_slice ? at - begin : entry->value_start;
    return span_of(file, start, is_slice ? start + piece.len : entry->value_end);
}
