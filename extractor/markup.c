#include "extractor/markup.h"

#include "base/utf.h"
#include "extractor/html.h"

// For the HTML parser an expression is a word that no text can hold: a byte that UTF-8 does not know, then
// its number in bytes above 0x7F. The parser takes these for letters that have no lower case and end every
// reference.
enum { MARK = 0xFF, MARK_LEN = 5, DIGIT_BITS = 7, DIGIT_MASK = 0x7F, HIGH_BIT = 0x80 };

static void add_mark(struct buf *out, size_t number)
{
    buf_byte(out, (char)MARK);
    for (int i = 1; i < MARK_LEN; i++, number >>= DIGIT_BITS)
        buf_byte(out, (char)(HIGH_BIT | (number & DIGIT_MASK)));
}

static size_t mark_number(struct str text, size_t at)
{
    size_t number = 0;
    for (int i = MARK_LEN - 1; i > 0; i--)
        number = number << DIGIT_BITS | ((unsigned char)text.at[at + (size_t)i] & DIGIT_MASK);
    return number;
}

static size_t mark_find(struct str text, size_t start)
{
    return str_find_byte(text, (char)MARK, start);
}

// All texts with a mark for each expression.
static struct str marked_text(const struct template *template, struct arena *arena)
{
    struct buf out = {0};
    for (size_t i = 0; i <= template->code_count; i++) {
        struct str text = template->texts[i];
        size_t start = 0, bad;
        for (; (bad = mark_find(text, start)) != STR_NONE; start = bad + 1) {
            buf_add(&out, str_slice(text, start, bad));
            utf_add(&out, 0xFFFD);
        }
        buf_add(&out, str_from(text, start));
        if (i < template->code_count)
            add_mark(&out, i);
    }
    return buf_finish(&out, arena);
}

// ---- serialising

struct writer {
    const struct template *template;
    bool keeps_spelling;
    struct arena *arena, *scratch;
    struct part_list *out;
    struct buf code;  // of the piece that is being written
    size_t templates; // that we are in: their content is code
};

static struct str code_at(struct writer *writer, struct str text, size_t at)
{
    struct str code = writer->template->codes[mark_number(text, at)];
    return arena_join(writer->scratch, (struct str[]){STR("${"), code, STR("}")}, 3);
}

// What stands for a byte in attribute values and in text; the no-break space is two bytes.
static const char *escape_at(struct str text, size_t at, bool in_value)
{
    switch (text.at[at]) {
    case '&':
        return "&amp;";
    case '"':
        return in_value ? "&quot;" : NULL;
    case '<':
        return in_value ? NULL : "&lt;";
    case '>':
        return in_value ? NULL : "&gt;";
    case '\xC2':
        return at + 1 < text.len && text.at[at + 1] == '\xA0' ? "&nbsp;" : NULL;
    default:
        return NULL;
    }
}

enum escaping { ESCAPE_NOTHING, ESCAPE_VALUE, ESCAPE_TEXT };

// Appends the text with its expressions, which are never escaped.
static void write_text(struct writer *writer, struct str text, enum escaping escaping)
{
    struct buf *out = &writer->code;
    size_t start = 0, i = 0;
    while (i < text.len) {
        bool is_mark = (unsigned char)text.at[i] == MARK;
        const char *escape = is_mark || !escaping ? NULL : escape_at(text, i, escaping == ESCAPE_VALUE);
        if (!is_mark && !escape) {
            i++;
            continue;
        }
        buf_add(out, str_slice(text, start, i));
        buf_add(out, is_mark ? code_at(writer, text, i) : str_of(escape));
        i += is_mark ? MARK_LEN : text.at[i] == '\xC2' ? 2 : 1;
        start = i;
    }
    buf_add(out, str_from(text, start));
}

static void write_attribute(struct writer *writer, const struct html_attribute *attribute)
{
    struct str name = writer->keeps_spelling ? attribute->spelled : attribute->name;
    buf_byte(&writer->code, ' ');
    write_text(writer, name, ESCAPE_NOTHING);
    if (attribute->value.len == 0 && mark_find(name, 0) != STR_NONE)
        return;
    buf_text(&writer->code, "=\"");
    write_text(writer, attribute->value, ESCAPE_VALUE);
    buf_byte(&writer->code, '"');
}

static void write_open(struct writer *writer, const struct html_node *node)
{
    buf_byte(&writer->code, '<');
    write_text(writer, node->name, ESCAPE_NOTHING);
    for (size_t i = 0; i < node->attributes.count; i++)
        write_attribute(writer, &node->attributes.at[i]);
    buf_byte(&writer->code, '>');
}

static void write_close(struct writer *writer, const struct html_node *node)
{
    buf_text(&writer->code, "</");
    write_text(writer, node->name, ESCAPE_NOTHING);
    buf_byte(&writer->code, '>');
}

// lit-localize takes the last `<` for the beginning of the end tag: of `<a<b></a<b>` the start is `<a<b></a`.
// Returns that offset in the name, or 0 where nothing is cut.
static size_t cut_of(const struct writer *writer, const struct html_node *node)
{
    size_t last = str_rfind_byte(node->name, '<');
    return last == STR_NONE || writer->keeps_spelling || writer->templates > 0 ? 0 : last;
}

static void write_cut_close(struct writer *writer, const struct html_node *node, bool is_front)
{
    size_t cut = cut_of(writer, node);
    if (cut == 0)
        return;
    if (is_front)
        buf_text(&writer->code, "</");
    write_text(writer, is_front ? str_slice(node->name, 0, cut) : str_from(node->name, cut), ESCAPE_NOTHING);
    if (!is_front)
        buf_byte(&writer->code, '>');
}

static void write_comment(struct writer *writer, const struct html_node *node)
{
    buf_text(&writer->code, "<!--");
    write_text(writer, node->comment, ESCAPE_NOTHING);
    buf_text(&writer->code, "-->");
}

// ---- pieces

static void add_piece(struct writer *writer, enum part_kind kind, struct str text)
{
    if (text.len == 0)
        return;
    struct str copy = arena_copy(writer->arena, text);
    *list_push(writer->out, writer->arena) =
        kind == PART_TEXT ? part_of_text(copy) : part_of_code(kind, copy, STR(""), writer->arena);
}

static void end_code(struct writer *writer)
{
    if (writer->templates > 0)
        return;
    add_piece(writer, PART_PLACEHOLDER, buf_str(&writer->code));
    writer->code.len = 0;
}

static void add_text(struct writer *writer, struct str text)
{
    size_t start = 0, mark;
    for (; (mark = mark_find(text, start)) != STR_NONE; start = mark + MARK_LEN) {
        add_piece(writer, PART_TEXT, str_slice(text, start, mark));
        add_piece(writer, PART_PLACEHOLDER, code_at(writer, text, mark));
    }
    add_piece(writer, PART_TEXT, str_from(text, start));
}

static void enter(struct writer *writer, const struct html_node *node)
{
    if (node->kind == HTML_TEXT) {
        struct str text = arena_join(writer->scratch, node->text.at, node->text.count);
        if (writer->templates == 0)
            add_text(writer, text);
        else
            write_text(writer, text, html_is_raw(node->parent) ? ESCAPE_NOTHING : ESCAPE_TEXT);
    } else if (node->kind == HTML_COMMENT) {
        write_comment(writer, node);
    } else {
        write_open(writer, node);
        write_cut_close(writer, node, true);
        writer->templates += node->content != NULL;
    }
    end_code(writer);
}

static void leave(struct writer *writer, const struct html_node *node)
{
    if (node->kind != HTML_ELEMENT || html_is_void(node))
        return;
    writer->templates -= node->content != NULL;
    end_code(writer);
    if (cut_of(writer, node) > 0)
        write_cut_close(writer, node, false);
    else
        write_close(writer, node);
    end_code(writer);
}

// All nodes in document order, without recursion: markup may be nested deeply.
static void write_nodes(struct writer *writer, const struct html_node *root)
{
    const struct html_node *node = root->first;
    while (node) {
        const struct html_node *inside = node->content ? node->content->first : node->first;
        enter(writer, node);
        while (!inside && node != root) {
            leave(writer, node);
            inside = node->next;
            node = node->parent;
            if (node->kind == HTML_FRAGMENT && node != root)
                node = node->parent;
        }
        node = inside;
    }
}

// Whether the HTML parser would change nothing.
static bool is_plain(const struct template *template)
{
    for (size_t i = 0; i <= template->code_count; i++) {
        struct str text = template->texts[i];
        for (size_t j = 0; j < text.len; j++)
            if (text.at[j] == '<' || text.at[j] == '&' || text.at[j] == '\r' || text.at[j] == '\0')
                return false;
    }
    return true;
}

static void plain_pieces(const struct template *template, struct arena *arena, struct part_list *out)
{
    struct part_list all = {0};
    template_pieces(template, arena, &all);
    for (size_t i = 0; i < all.count; i++)
        if (all.at[i].text.len > 0)
            *list_push(out, arena) = all.at[i];
}

static bool parsed_pieces(const struct template *template, const struct markup_options *options,
                          struct arena *arena, struct part_list *out)
{
    struct arena scratch = {0};
    struct html_node *root = html_read(marked_text(template, &scratch), &scratch);
    if (root) {
        struct writer writer = {
            .template = template,
            .keeps_spelling = !options->peer_bytes,
            .arena = arena,
            .scratch = &scratch,
            .out = out,
        };
        write_nodes(&writer, root);
        buf_free(&writer.code);
    }
    arena_free(&scratch);
    return root != NULL;
}

bool markup_pieces(const struct template *template, const struct markup_options *options, struct arena *arena,
                   struct part_list *out)
{
    bool is_read = !is_plain(template) && parsed_pieces(template, options, arena, out);
    if (!is_read)
        plain_pieces(template, arena, out);
    return is_read || is_plain(template);
}
