#include "catalog/formats/xliff12_settled.h"

#include "base/lanes.h"
#include "base/utf.h"
#include "catalog/formats/xliff12.h"

extern const struct format format_xliff;

enum {
    longest_piece = 8 * 1000 * 1000
}; // bytes of a tag and the text behind it, so that both are within all limits of xml.h

// ---- what messages look like

// The rules of such bytes are below.
static bool is_plain_name(struct str name);
static bool holds_plain_characters(struct str bytes, struct arena *arena);

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
    if (is_plain_name(text.id) && holds_plain_characters(unit, arena))
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

// ---- small parts: each moves behind what it accepts, and says no where it is not sure

struct proof {
    const struct settled_texts *texts;
    struct str text;
    size_t at;
    bool *is_met; // of each message
    size_t met;
    struct settled_text *latest; // of the unit before
    size_t checked;              // up to here the characters are known to be plain
    struct range_list {
        struct range *at;
        size_t count, capacity;
    } strays; // texts between units
    struct arena *arena;
    struct settled *out;
};

// Which bytes end a run of those that are read and printed as they stand.
// IS_SPACE: what stands between elements.
enum { IN_TEXT = 1, IN_VALUE = 2, IN_NAME = 4, IS_SPACE = 8 };
static const unsigned char stops[256] = {
    ['<'] = IN_TEXT | IN_VALUE | IN_NAME,
    ['>'] = IN_TEXT | IN_VALUE | IN_NAME,
    ['&'] = IN_TEXT | IN_VALUE | IN_NAME,
    ['"'] = IN_VALUE | IN_NAME,
    ['\t'] = IN_VALUE | IN_NAME | IS_SPACE,
    ['\n'] = IN_VALUE | IN_NAME | IS_SPACE,
    [' '] = IS_SPACE,
    [0] = IN_TEXT | IN_VALUE | IN_NAME,
};

static bool accept(struct proof *proof, struct str word)
{
    if (!str_starts(str_from(proof->text, proof->at), word))
        return false;
    proof->at += word.len;
    return true;
}

static void skip_space(struct proof *proof)
{
    size_t at = proof->at;
    while (at < proof->text.len && stops[(unsigned char)proof->text.at[at]] & IS_SPACE)
        at++;
    proof->at = at;
}

static void skip_run(struct proof *proof, unsigned char where)
{
    size_t at = proof->at;
    while (at < proof->text.len && !(stops[(unsigned char)proof->text.at[at]] & where))
        at++;
    proof->at = at;
}

static bool is_plain_name(struct str name)
{
    for (size_t i = 0; i < name.len; i++)
        if (stops[(unsigned char)name.at[i]] & IN_NAME)
            return false;
    return name.len > 0;
}

// Characters, and references that printing would write in the same way.
static bool skip_characters(struct proof *proof, unsigned char where)
{
    static const struct str references[] = {STR_INIT("&amp;"),  STR_INIT("&lt;"), STR_INIT("&gt;"),
                                            STR_INIT("&quot;"), STR_INIT("&#9;"), STR_INIT("&#10;")};
    size_t count = where == IN_TEXT ? 3 : sizeof references / sizeof *references, start = proof->at;
    for (;;) {
        skip_run(proof, where);
        if (proof->at == proof->text.len || proof->text.at[proof->at] == '<')
            return proof->at > start;
        size_t i = 0;
        while (i < count && !accept(proof, references[i]))
            i++;
        if (i == count)
            return proof->at > start;
    }
}

// ASCII alone, without control characters but TAB and LF.
static bool is_usual(lanes block)
{
    lanes is_space = (lanes)((block == (uint8_t)'\t') | (block == (uint8_t)'\n'));
    return !lanes_any((lanes)((block < (uint8_t)' ') & ~is_space) | block);
}

// As many blocks as are usual; the last one may overlap the one before.
static size_t skip_usual(struct str bytes)
{
    size_t at = 0;
    while (at + sizeof(lanes) <= bytes.len && is_usual(lanes_at(bytes.at + at)))
        at += sizeof(lanes);
    bool is_last = at > 0 && bytes.len - at < sizeof(lanes);
    return is_last && is_usual(lanes_at(bytes.at + bytes.len - sizeof(lanes))) ? bytes.len : at;
}

// Well-formed, allowed, and without line ends that reading would make others of.
static bool holds_plain_characters(struct str bytes, struct arena *arena)
{
    struct str rest = str_from(bytes, skip_usual(bytes));
    return rest.len == 0 || (utf_first_invalid(rest) == STR_NONE && xml_first_forbidden(rest) == STR_NONE &&
                             xml_unix_lines(rest, arena).at == rest.at);
}

// Whether what stands before `end`, where a character begins, is plain.
static bool check_characters(struct proof *proof, size_t end)
{
    return holds_plain_characters(str_slice(proof->text, proof->checked, end), proof->arena);
}

// ` name="…"`; the value needs no escape.
static bool accept_attribute(struct proof *proof, struct str name, struct str *value)
{
    size_t before = proof->at;
    if (accept(proof, STR(" ")) && accept(proof, name) && accept(proof, STR("=\""))) {
        size_t start = proof->at;
        skip_run(proof, IN_NAME);
        *value = str_slice(proof->text, start, proof->at);
        if (accept(proof, STR("\"")))
            return true;
    }
    proof->at = before;
    return false;
}

// ---- units

// Numbers as JavaScript prints them, so that reading gives the same back.
static bool is_number(struct str digits)
{
    return str_is_digits(digits) && (digits.len == 1 || (digits.len < 10 && digits.at[0] != '0'));
}

static bool accept_placeholder(struct proof *proof)
{
    struct str id;
    size_t before = proof->at;
    if (accept(proof, STR("<x")) && accept_attribute(proof, STR("id"), &id) && is_number(id) &&
        accept(proof, STR(" equiv-text=\"")) && skip_characters(proof, IN_VALUE) &&
        accept(proof, STR("\"/>")))
        return true;
    proof->at = before;
    return false;
}

// A target that is read and printed as it stands.
static bool accept_target(struct proof *proof)
{
    if (accept(proof, STR("<target/>")))
        return true;
    if (!accept(proof, STR("<target>")))
        return false;
    size_t start = proof->at;
    do
        skip_characters(proof, IN_TEXT);
    while (accept_placeholder(proof));
    return proof->at > start && accept(proof, STR("</target>"));
}

// What may come next, by what came next elsewhere.
static struct settled_text *guess_text(const struct proof *proof)
{
    unsigned guess = proof->latest ? atomic_load_explicit(&proof->latest->follower, memory_order_relaxed) : 0;
    return guess ? &proof->texts->texts[guess - 1] : NULL;
}

static struct settled_text *find_text(const struct proof *proof, struct str id)
{
    struct settled_text *texts = proof->texts->texts, *latest = proof->latest, *guess = guess_text(proof);
    if (guess && str_equal(guess->id, id))
        return guess;
    size_t number = message_set_find(proof->texts->source->messages, id);
    if (number == 0 || id.len == 0)
        return NULL;
    if (latest)
        atomic_store_explicit(&latest->follower, (unsigned)number, memory_order_relaxed);
    return &texts[number - 1];
}

// The message, which no other unit has.
static const struct settled_text *meet(struct proof *proof, struct settled_text *text)
{
    bool *is_met = text ? &proof->is_met[text - proof->texts->texts] : NULL;
    if (!text || *is_met)
        return NULL;
    *is_met = true;
    proof->met++;
    proof->latest = text;
    return text->source.len ? text : NULL;
}

// Everything before the target.
static const struct settled_text *accept_start(struct proof *proof)
{
    struct str id;
    if (!accept(proof, STR("<trans-unit")) || !accept_attribute(proof, STR("id"), &id) ||
        !accept(proof, STR(">")))
        return NULL;
    const struct settled_text *text = meet(proof, find_text(proof, id));
    skip_space(proof);
    return text && accept(proof, text->source) ? text : NULL;
}

// The same in one piece, and all of the unit where it has no target.
static const struct settled_text *accept_usual(struct proof *proof, bool *is_whole)
{
    size_t start = proof->at;
    struct settled_text *guess = guess_text(proof);
    if (!guess || guess->usual.len == 0 || !accept(proof, str_slice(guess->usual, 0, guess->usual_start)))
        return NULL;
    *is_whole = accept(proof, str_from(guess->usual, guess->usual_start));
    if (!check_characters(proof, start))
        return NULL;
    proof->checked = proof->at;
    return meet(proof, guess);
}

static bool accept_unit(struct proof *proof)
{
    bool is_whole = false;
    const struct settled_text *text = accept_usual(proof, &is_whole);
    if (is_whole)
        return text != NULL;
    if (!text)
        text = accept_start(proof);
    if (!text)
        return false;
    skip_space(proof);
    if (str_starts(str_from(proof->text, proof->at), STR("<target"))) {
        if (!accept_target(proof))
            return false;
        proof->out->translated++;
        skip_space(proof);
    }
    if (!accept(proof, text->note))
        return false;
    skip_space(proof);
    return accept(proof, STR("</trans-unit>"));
}

// ---- the document

// Text between units, which the reader warns of.
static bool skip_between(struct proof *proof)
{
    size_t start = proof->at;
    skip_space(proof);
    if (proof->at < proof->text.len && proof->text.at[proof->at] == '<')
        return true;
    skip_characters(proof, IN_TEXT);
    *list_push(&proof->strays, proof->arena) = byte_range(start, proof->at);
    return proof->at < proof->text.len && proof->text.at[proof->at] == '<';
}

static bool accept_root(struct proof *proof)
{
    return accept(proof, STR("<xliff version=\"1.2\" xmlns=\"" XLIFF12_NAMESPACE "\">")) ||
           accept(proof, STR("<xliff xmlns=\"" XLIFF12_NAMESPACE "\" version=\"1.2\">"));
}

// Each attribute once, in any order.
static bool accept_file(struct proof *proof)
{
    static const struct str names[] = {STR_INIT("target-language"), STR_INIT("source-language"),
                                       STR_INIT("original"), STR_INIT("datatype")};
    struct str values[4] = {{0}}, value;
    if (!accept(proof, STR("<file")))
        return false;
    while (!accept(proof, STR(">"))) {
        size_t i = 0;
        while (i < 4 && !accept_attribute(proof, names[i], &value))
            i++;
        if (i == 4 || values[i].at)
            return false;
        values[i] = value;
    }
    proof->out->target_locale = values[0];
    return values[0].len > 0;
}

static bool prove_body(struct proof *proof)
{
    if (!accept(proof, STR("<body>")) || !skip_between(proof))
        return false;
    while (!accept(proof, STR("</body>")))
        if (!accept_unit(proof) || !skip_between(proof))
            return false;
    return proof->met == proof->texts->source->messages->count;
}

// With white space around.
static bool accept_alone(struct proof *proof, struct str tag)
{
    skip_space(proof);
    bool is_there = accept(proof, tag);
    skip_space(proof);
    return is_there;
}

static bool accept_declaration(struct proof *proof)
{
    return accept(proof, STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")) ||
           accept(proof, STR("<?xml version=\"1.0\" encoding=\"utf-8\"?>")) ||
           accept(proof, STR("<?xml version=\"1.0\"?>"));
}

static bool prove_document(struct proof *proof)
{
    if (!accept_declaration(proof))
        return false;
    accept(proof, STR("\n"));
    if (!accept_root(proof))
        return false;
    skip_space(proof);
    if (!accept_file(proof))
        return false;
    skip_space(proof);
    return prove_body(proof) && accept_alone(proof, STR("</file>")) && accept(proof, STR("</xliff>\n")) &&
           proof->at == proof->text.len;
}

// Pieces that are passed over together are not longer than all of them.
static bool has_long_piece(struct str bytes)
{
    for (size_t at = 0; bytes.len - at > longest_piece;) {
        const char *next = memrchr(bytes.at + at + 1, '<', longest_piece);
        if (!next)
            return true;
        at = (size_t)(next - bytes.at);
    }
    return false;
}

bool settled_prove(const struct settled_texts *texts, struct str bytes, struct str path, struct arena *arena,
                   struct diags *diags, struct settled *out)
{
    struct settled settled = {0};
    struct proof proof = {.texts = texts, .text = bytes, .arena = arena, .out = &settled};
    if (bytes.len == 0 || has_long_piece(bytes))
        return false;
    proof.is_met = arena_array(arena, bool, texts->source->messages->count);
    if (!prove_document(&proof) || !check_characters(&proof, bytes.len))
        return false;
    const struct xml_document document = {.path = path, .text = bytes};
    for (size_t i = 0; i < proof.strays.count; i++) {
        const struct range *range = &proof.strays.at[i];
        const struct xml_node node = {
            .kind = XML_TEXT, .start = (uint32_t)range->start, .end = (uint32_t)range->end};
        xliff_check_stray(&document, &node, arena, diags);
    }
    *out = settled;
    return true;
}
