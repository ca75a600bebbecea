// Pieces, and what is written between backticks.

#include "extractor/rewrite_copy.h"

#include "base/byte.h"
#include "base/literal.h"
#include "catalog/bundles/lit_text.h"

// ---- pieces

void copy_put_source(struct copy *copy, size_t start, size_t end)
{
    struct source_piece_list *pieces = copy->pieces;
    struct source_piece *last = pieces->count ? &pieces->at[pieces->count - 1] : NULL;
    if (start >= end || copy_is_full(copy))
        return;
    copy->len += end - start;
    if (last && !last->text.at && last->end == start)
        last->end = end;
    else
        *list_push(pieces, copy->arena) = (struct source_piece){.start = start, .end = end};
}

void copy_put_text(struct copy *copy, size_t at, struct str text)
{
    if (text.len == 0 || copy_is_full(copy))
        return;
    copy->len += text.len;
    *list_push(copy->pieces, copy->arena) = (struct source_piece){.start = at, .end = at, .text = text};
}

// ---- the text of templates

static bool ends_in_escape(struct str raw)
{
    size_t slashes = 0;
    while (slashes + 1 < raw.len && raw.at[raw.len - 2 - slashes] == '\\')
        slashes++;
    return slashes % 2 == 1;
}

static enum seam seam_behind(struct str raw)
{
    char last = raw.at[raw.len - 1];
    if (last == '$')
        return ends_in_escape(raw) ? SEAM_NONE : SEAM_DOLLAR;
    if (last == '0')
        return ends_in_escape(raw) ? SEAM_ZERO : SEAM_NONE;
    return last == '\r' ? SEAM_RETURN : SEAM_NONE;
}

// Keeps apart what must not meet. Returns how many bytes of the text it has written itself.
static size_t put_seam(struct copy *copy, struct body *body, size_t at, struct str raw)
{
    enum seam seam = body->seam;
    char first = raw.at[0];
    body->seam = SEAM_NONE;
    if (seam == SEAM_DOLLAR && first == '{')
        copy_put_text(copy, at, STR("\\"));
    if (seam == SEAM_RETURN && first == '\n')
        copy_put_text(copy, at, STR("\\n"));
    else if (seam == SEAM_ZERO && byte_is_digit(first))
        copy_put_text(copy, at, arena_print(copy->arena, "\\x%02x", (unsigned)first));
    else
        return 0;
    return 1;
}

static void put_raw(struct copy *copy, struct body *body, size_t start, size_t end)
{
    struct str raw = str_slice(copy->plan->source, start, end);
    if (raw.len == 0)
        return;
    copy_put_source(copy, start + put_seam(copy, body, start, raw), end);
    body->seam = seam_behind(raw);
}

// lit-localize puts carriage returns into templates as they are, where they read as line feeds.
static void escape_as_peer(struct buf *out, struct str text)
{
    size_t start = 0, at;
    for (; (at = str_find_byte(text, '\r', start)) != STR_NONE; start = at + 1) {
        lit_add_text(out, str_slice(text, start, at), LIT_TEMPLATE_HTML);
        if (at + 1 == text.len || text.at[at + 1] != '\n')
            buf_byte(out, '\n');
    }
    lit_add_text(out, str_from(text, start), LIT_TEMPLATE_HTML);
}

static void escape(struct buf *out, struct str text, bool is_html, enum text_form form)
{
    if (form == FORM_PEER)
        escape_as_peer(out, text);
    else
        lit_add_text(out, text, is_html && form == FORM_TEXT ? LIT_TEMPLATE_HTML : LIT_TEMPLATE);
}

void body_put_text(struct copy *copy, struct body *body, size_t at, struct str text, enum text_form form)
{
    struct buf escaped = {0};
    escape(&escaped, text, body->is_html, form);
    struct str raw = buf_finish(&escaped, copy->arena);
    if (raw.len == 0)
        return;
    copy_put_text(copy, at, str_from(raw, put_seam(copy, body, at, raw)));
    body->seam = seam_behind(raw);
    if (form == FORM_MARKUP)
        markup_position_text(&body->position, text);
}

static bool has_markup(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] == '&' || text.at[i] == '<' || text.at[i] == '>')
            return true;
    return false;
}

void body_put_fixed(struct copy *copy, struct body *body, size_t start, size_t end, enum text_form form)
{
    struct str raw = str_slice(copy->plan->source, start, end);
    struct str text = literal_text(raw, LITERAL_TEMPLATE, copy->arena);
    if (body->is_html && form == FORM_TEXT && has_markup(text)) {
        body_put_text(copy, body, start, text, form);
        return;
    }
    put_raw(copy, body, start, end);
    if (form == FORM_MARKUP)
        markup_position_text(&body->position, text);
}

void body_put_string(struct copy *copy, struct body *body, TSNode literal)
{
    size_t start = ts_node_start_byte(literal) + 1, end = ts_node_end_byte(literal) - 1;
    struct str raw = str_slice(copy->plan->source, start, end);
    struct buf escaped = {0};
    struct str text = literal_text(raw, LITERAL_STRING, copy->arena);
    escape(&escaped, text, body->is_html, FORM_TEXT);
    if (str_equal(buf_str(&escaped), raw))
        put_raw(copy, body, start, end);
    else
        body_put_text(copy, body, start, text, FORM_TEXT);
    buf_free(&escaped);
}
