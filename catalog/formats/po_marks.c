// PO: comments of people and programs, and what glot's own files say in them.
#include "catalog/formats/po.h"

#include <stddef.h>

static const struct {
    const char *word;
    size_t offset;
} fields[] = {{"id", offsetof(struct po_marks, id)},       {"context", offsetof(struct po_marks, context)},
              {"name", offsetof(struct po_marks, name)},   {"plural", offsetof(struct po_marks, plural)},
              {"state", offsetof(struct po_marks, state)}, {"syntax", offsetof(struct po_marks, syntax)}};
enum { field_count = sizeof fields / sizeof *fields };

#define TRANSLATOR STR("translator")

// ---- who writes where

static struct str developer_of(const struct po_header *header, const struct format_options *options)
{
    return header->developer.len ? header->developer : options->tool.len ? options->tool : STR("glot");
}

bool po_note_is_extracted(const struct note *note, const struct po_header *header,
                          const struct format_options *options)
{
    static const char *const programs[] = {"", "glot", "lit-localize", "developer", "description", "meaning"};
    if (str_equal(note->from, developer_of(header, options)))
        return true;
    for (size_t i = 0; i < sizeof programs / sizeof *programs; i++)
        if (str_is(note->from, programs[i]))
            return true;
    return false;
}

static struct str usual_author(bool extracted, const struct po_comment_style *style)
{
    return extracted ? developer_of(style->header, style->options) : TRANSLATOR;
}

// ---- lines

// The field that a line says, or field_count.
static size_t field_of(struct str line)
{
    size_t colon = str_find_byte(line, ':', 0), i = 0;
    struct str word = str_slice(line, 0, colon);
    while (i < field_count && (colon == STR_NONE || !str_is(word, fields[i].word)))
        i++;
    return i;
}

// "msgstr[1]:": *at moves behind it.
static bool read_form_number(struct str line, size_t *at, size_t *number)
{
    struct str word = str_slice(line, 0, str_find_byte(line, ':', 0));
    size_t end = word.len ? word.len - 1 : 0;
    *number = 0;
    *at = word.len + 1;
    if (word.len == line.len || !str_starts(word, STR("msgstr[")) || !str_ends(word, STR("]")) ||
        !str_is_digits(str_slice(word, 7, end)))
        return false;
    for (size_t i = 7; i < end && *number < po_forms_greatest; i++)
        *number = *number * 10 + (size_t)(word.at[i] - '0');
    return *number < po_forms_greatest;
}

static bool is_form_line(struct str line)
{
    size_t at, number;
    return read_form_number(line, &at, &number);
}

static bool has_controls(struct str line)
{
    for (size_t i = 0; i < line.len; i++)
        if ((unsigned char)line.at[i] < 0x20 && line.at[i] != '\t')
            return true;
    return false;
}

bool po_line_is_mistaken(struct str line)
{
    return str_starts(line, STR("\\")) || str_starts(line, STR("\"")) || str_starts(line, STR("[from ")) ||
           str_starts(line, STR("[from]")) || named_code_is_line(line) || is_form_line(line) ||
           field_of(line) < field_count;
}

// ---- reading

struct reading {
    const struct po_file *file;
    struct arena *arena;
    struct po_marks *marks;
    struct note_list *notes;
    struct note *note; // of the comments that are read, NULL before the first line
    struct buf text;
};

static void end_note(struct reading *r)
{
    if (r->note)
        r->note->text = arena_copy(r->arena, buf_str(&r->text));
    r->note = NULL;
    r->text.len = 0;
}

static void add_line(struct reading *r, struct str from, struct str line)
{
    if (r->note) {
        buf_byte(&r->text, '\n');
    } else {
        r->note = list_push(r->notes, r->arena);
        *r->note = (struct note){.from = from};
    }
    buf_add(&r->text, line);
}

static bool read_form(struct reading *r, struct str line)
{
    struct po_form_text form;
    size_t at;
    if (!read_form_number(line, &at, &form.number))
        return false;
    at += at < line.len && line.at[at] == ' ';
    if (!named_word_read(line, &at, "", r->arena, &form.text))
        return false;
    *list_push(&r->marks->forms, r->arena) = form;
    return true;
}

static bool read_field(struct reading *r, struct str line)
{
    size_t which = field_of(line);
    if (which == field_count)
        return read_form(r, line) || named_code_read(&r->marks->codes, line, r->arena);
    size_t at = strlen(fields[which].word) + 1;
    while (at < line.len && line.at[at] == ' ')
        at++;
    struct str *value = (struct str *)((char *)r->marks + fields[which].offset);
    if (!named_word_read(line, &at, "", r->arena, value))
        return false;
    r->marks->has_id |= which == 0;
    r->marks->has_context |= which == 1;
    return true;
}

// "[from NAME] text": the author, and *line is what follows.
static bool read_author(struct reading *r, struct str *line, struct str *from)
{
    size_t at = 5;
    if (!str_starts(*line, STR("[from")) || at == line->len || (line->at[at] != ' ' && line->at[at] != ']'))
        return false;
    while (at < line->len && line->at[at] == ' ')
        at++;
    if (!named_word_read(*line, &at, "]", r->arena, from) || at == line->len || line->at[at] != ']')
        return false;
    at++;
    *line = str_from(*line, at + (at < line->len && line->at[at] == ' '));
    return true;
}

static struct str bare_line(struct reading *r, struct str line)
{
    struct str quoted;
    size_t at = 0;
    if (str_starts(line, STR("\\")))
        return str_from(line, 1);
    if (str_starts(line, STR("\"")) && named_word_read(line, &at, "", r->arena, &quoted) && at == line.len)
        return quoted;
    return line;
}

static void read_marked_line(struct reading *r, struct str line, bool extracted, struct str usual)
{
    struct str from = usual;
    if (extracted && read_field(r, line))
        return;
    if (read_author(r, &line, &from))
        end_note(r);
    add_line(r, from, bare_line(r, line));
}

static void read_comments(struct reading *r, const struct po_entry *entry, bool extracted, struct str usual)
{
    size_t at = 0;
    const struct po_piece *piece;
    while ((piece = po_piece_next(entry, extracted ? PO_EXTRACTED : PO_COMMENT, &at))) {
        struct str line = str_slice(r->file->text, piece->text_start, piece->text_end);
        if (r->file->header.is_marked)
            read_marked_line(r, line, extracted, usual);
        else
            add_line(r, usual, line);
    }
    end_note(r);
}

void po_marks_read(const struct po_file *file, const struct po_entry *entry,
                   const struct format_options *options, struct arena *arena, struct po_marks *out,
                   struct note_list *notes)
{
    struct reading reading = {.file = file, .arena = arena, .marks = out, .notes = notes};
    *out = (struct po_marks){0};
    read_comments(&reading, entry, false, TRANSLATOR);
    read_comments(&reading, entry, true, developer_of(&file->header, options));
    buf_free(&reading.text);
}

// ---- what must be marked

static bool note_is_plain(const struct note *note, bool extracted, const struct po_comment_style *style)
{
    struct str line;
    size_t at = 0;
    bool plain = str_equal(note->from, usual_author(extracted, style));
    while (plain && str_next_line(note->text, &at, &line))
        plain = !has_controls(line);
    return plain;
}

bool po_marks_needed(const struct po_marks *marks, const struct note_list *notes,
                     const struct po_header *header, const struct format_options *options)
{
    const struct po_comment_style style = {.header = header, .options = options};
    size_t counts[2] = {0};
    if (marks->has_id || marks->has_context || marks->name.len || marks->plural.len || marks->state.len ||
        marks->syntax.len || marks->forms.count || marks->codes.list.count)
        return true;
    for (size_t i = 0; i < notes->count; i++) {
        if (notes->at[i].removed)
            continue;
        bool extracted = po_note_is_extracted(&notes->at[i], header, options);
        if (counts[extracted]++ || !note_is_plain(&notes->at[i], extracted, &style))
            return true;
    }
    return false;
}

// ---- printing

static void print_line(struct str line, bool extracted, bool is_marked, const char *before, struct buf *out)
{
    buf_text(out, extracted ? "#." : "#");
    if (line.len || *before)
        buf_byte(out, ' ');
    buf_text(out, before);
    if (is_marked && has_controls(line)) {
        buf_byte(out, '"');
        c_escape(line, out);
        buf_byte(out, '"');
        return;
    }
    if (is_marked && po_line_is_mistaken(line))
        buf_byte(out, '\\');
    buf_add(out, line);
}

static void print_note(const struct note *note, bool extracted, bool is_first,
                       const struct po_comment_style *style, struct buf *out)
{
    struct str line;
    struct buf author = {0};
    bool is_marked = style->header->is_marked;
    if (is_marked && (!is_first || !str_equal(note->from, usual_author(extracted, style)))) {
        buf_text(&author, "[from ");
        named_word_print(note->from, "]", &author);
        buf_text(&author, "] ");
    }
    buf_byte(&author, 0);
    for (size_t at = 0; str_next_line(note->text, &at, &line);) {
        print_line(line, extracted, is_marked, author.at, out);
        author.at[0] = 0;
        buf_text(out, style->line_end);
    }
    buf_free(&author);
}

void po_print_notes(const struct note_list *notes, bool extracted, const struct po_comment_style *style,
                    struct buf *out)
{
    bool is_first = true;
    for (size_t i = 0; i < notes->count; i++) {
        const struct note *note = &notes->at[i];
        if (note->removed || po_note_is_extracted(note, style->header, style->options) != extracted)
            continue;
        print_note(note, extracted, is_first, style, out);
        is_first = false;
    }
}

void po_print_marks(const struct po_marks *marks, const struct po_comment_style *style, struct buf *out)
{
    for (size_t i = 0; i < field_count; i++) {
        const struct str *value = (const struct str *)((const char *)marks + fields[i].offset);
        bool is_there = value->len || (i == 0 && marks->has_id) || (i == 1 && marks->has_context);
        if (!is_there)
            continue;
        buf_print(out, "#. %s:", fields[i].word);
        if (value->len)
            buf_byte(out, ' ');
        named_word_print(*value, "", out);
        buf_text(out, style->line_end);
    }
    for (size_t i = 0; i < marks->forms.count; i++) {
        buf_print(out, "#. msgstr[%zu]:%s", marks->forms.at[i].number,
                  marks->forms.at[i].text.len ? " " : "");
        named_word_print(marks->forms.at[i].text, "", out);
        buf_text(out, style->line_end);
    }
    for (size_t i = 0; i < marks->codes.list.count; i++) {
        buf_text(out, "#. ");
        named_code_print(&marks->codes.list.at[i], out);
        buf_text(out, style->line_end);
    }
}
