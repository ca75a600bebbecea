#include "catalog/formats/xliff12.h"
#include "catalog/formats/xliff12_plain.h"
#include "catalog/formats/xliff12_settled.h"

extern const struct format format_xliff;

// The unit as it is laid out nearly everywhere, in one piece; all else are parts of it.
static struct settled_text print_message(const struct message *message, struct xliff12_printer *printer,
                                         struct arena *arena)
{
    struct settled_text text = {.id = message->id};
    struct buf *out = printer->out;
    size_t source, source_end, note = 0, note_end = 0;
    if (pattern_is_select(&message->pattern) || pattern_is_empty(&message->pattern))
        return text;
    buf_text(out, "<trans-unit id=\"");
    buf_add(out, message->id);
    buf_text(out, "\">\n  ");
    source = out->len;
    xliff12_print_source(printer, &(struct unit){.source = message->pattern,
                                                 .source_is_string = !str_is(message->kind, "html")});
    source_end = out->len;
    buf_byte(out, '\n');
    text.usual_start = out->len;
    if (message->note.len) {
        buf_text(out, "  ");
        note = out->len;
        xliff12_print_note(printer, &(struct note){.from = printer->options->tool, .text = message->note});
        note_end = out->len;
        buf_byte(out, '\n');
    }
    buf_text(out, "</trans-unit>\n");
    struct str unit = arena_copy(arena, buf_str(out));
    out->len = 0;
    text.source = str_slice(unit, source, source_end);
    text.note = str_slice(unit, note, note_end);
    if (xliff12_name_is_plain(text.id) && xliff12_characters_are_plain(unit, arena))
        text.usual = unit;
    return text;
}

bool settled_open(const struct format *format, const struct format_options *options, size_t count,
                  struct arena *arena, struct settled_texts *out)
{
    if (format != &format_xliff || !options->peer_bytes || options->content_placeholders ||
        options->texts_are_icu)
        return false;
    *out =
        (struct settled_texts){.options = options, .texts = arena_array(arena, struct settled_text, count)};
    return true;
}

void settled_print(const struct message_set *messages, size_t first, size_t end, struct arena *arena,
                   struct settled_texts *texts)
{
    struct buf text = {0};
    struct xliff12_printer printer = {
        .options = texts->options, .style = {.canonical = true, .line_end = STR("\n")}, .out = &text};
    for (size_t i = first; i < end; i++) {
        texts->texts[i] = print_message(messages->at[i], &printer, arena);
        atomic_init(&texts->texts[i].follower, i + 1 < messages->count ? (unsigned)i + 2 : 0);
    }
    buf_free(&text);
}
