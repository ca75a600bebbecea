#include "catalog/formats/xliff12_settled.h"

#include "catalog/formats/xliff12.h"
#include "catalog/formats/xliff12_plain.h"

enum {
    longest_piece = 8 * 1000 * 1000, // bytes of a tag and the text behind it, so that both are within all
                                     // limits of xml.h
    look_ahead_part = 4,             // of the room for pieces: a unit that takes more of it may be doubted
};

// ---- small parts: each moves behind what it accepts, and says no where it is not sure

struct settled_proof {
    const struct settled_texts *texts;
    struct settled_pieces *pieces; // that the text is read from; NULL: it is all there
    struct str text;               // what is there of it
    size_t at;
    bool *is_met; // of each message
    size_t met;
    struct settled_text *latest; // of the unit before
    size_t checked;              // up to here the characters are known to be plain
    bool is_at_end;              // nothing comes behind the text
    bool has_begun;              // it is among the units
    struct range_list {
        struct range *at;
        size_t count, capacity;
    } strays; // texts between units
    struct arena *arena;
    struct settled seen;
};

static bool accept(struct settled_proof *proof, struct str word)
{
    if (!str_starts(str_from(proof->text, proof->at), word))
        return false;
    proof->at += word.len;
    return true;
}

static void skip_space(struct settled_proof *proof)
{
    size_t at = proof->at;
    while (at < proof->text.len && xliff12_stops[(unsigned char)proof->text.at[at]] & XLIFF12_SPACE)
        at++;
    proof->at = at;
}

static void skip_run(struct settled_proof *proof, unsigned char where)
{
    size_t at = proof->at;
    if (where == XLIFF12_IN_TEXT)
        at = str_skip_blocks(proof->text, at, xliff12_stops_in_text);
    while (at < proof->text.len && !(xliff12_stops[(unsigned char)proof->text.at[at]] & where))
        at++;
    proof->at = at;
}

// Characters, and references that printing would write in the same way.
static bool skip_characters(struct settled_proof *proof, unsigned char where)
{
    static const struct str references[] = {STR_INIT("&amp;"),  STR_INIT("&lt;"), STR_INIT("&gt;"),
                                            STR_INIT("&quot;"), STR_INIT("&#9;"), STR_INIT("&#10;")};
    size_t count = where == XLIFF12_IN_TEXT ? 3 : sizeof references / sizeof *references, start = proof->at;
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

// Whether what stands before `end`, where a character begins, is plain.
static bool check_characters(struct settled_proof *proof, size_t end)
{
    return xliff12_characters_are_plain(str_slice(proof->text, proof->checked, end), proof->arena);
}

// ` name="…"`; the value needs no escape.
static bool accept_attribute(struct settled_proof *proof, struct str name, struct str *value)
{
    size_t before = proof->at;
    if (accept(proof, STR(" ")) && accept(proof, name) && accept(proof, STR("=\""))) {
        size_t start = proof->at;
        skip_run(proof, XLIFF12_IN_NAME);
        *value = str_slice(proof->text, start, proof->at);
        if (accept(proof, STR("\"")))
            return true;
    }
    proof->at = before;
    return false;
}

// ---- pieces

// What was looked at makes room for more. A place where a character begins, so that each is seen whole.
static bool move_on(struct settled_proof *proof)
{
    struct settled_pieces *pieces = proof->pieces;
    if (!check_characters(proof, proof->at))
        return false;
    size_t kept = proof->text.len - proof->at;
    memmove(pieces->room, pieces->room + proof->at, kept);
    size_t wanted = pieces->size - kept, got = pieces->read(pieces->context, pieces->room + kept, wanted);
    proof->is_at_end = got < wanted;
    proof->text = (struct str){pieces->room, kept + got};
    proof->at = proof->checked = 0;
    return true;
}

// So much of the text is there that what comes next can be seen to its end, if it is as long as usual.
static bool look_ahead(struct settled_proof *proof)
{
    if (proof->is_at_end || proof->text.len - proof->at >= proof->pieces->size / look_ahead_part)
        return true;
    return move_on(proof);
}

// ---- units

// Numbers as JavaScript prints them, so that reading gives the same back.
static bool is_number(struct str digits)
{
    return str_is_digits(digits) && (digits.len == 1 || (digits.len < 10 && digits.at[0] != '0'));
}

static bool accept_placeholder(struct settled_proof *proof)
{
    struct str id;
    size_t before = proof->at;
    if (accept(proof, STR("<x")) && accept_attribute(proof, STR("id"), &id) && is_number(id) &&
        accept(proof, STR(" equiv-text=\"")) && skip_characters(proof, XLIFF12_IN_VALUE) &&
        accept(proof, STR("\"/>")))
        return true;
    proof->at = before;
    return false;
}

// A target that is read and printed as it stands.
static bool accept_target(struct settled_proof *proof)
{
    if (accept(proof, STR("<target/>")))
        return true;
    if (!accept(proof, STR("<target>")))
        return false;
    size_t start = proof->at;
    do
        skip_characters(proof, XLIFF12_IN_TEXT);
    while (accept_placeholder(proof));
    return proof->at > start && accept(proof, STR("</target>"));
}

// What may come next, by what came next elsewhere.
static struct settled_text *guess_text(const struct settled_proof *proof)
{
    unsigned guess = proof->latest ? atomic_load_explicit(&proof->latest->follower, memory_order_relaxed) : 0;
    return guess ? &proof->texts->texts[guess - 1] : NULL;
}

static struct settled_text *find_text(const struct settled_proof *proof, struct str id)
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
static const struct settled_text *meet(struct settled_proof *proof, struct settled_text *text)
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
static const struct settled_text *accept_start(struct settled_proof *proof)
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
static const struct settled_text *accept_usual(struct settled_proof *proof, bool *is_whole)
{
    size_t start = proof->at;
    struct settled_text *guess = guess_text(proof);
    if (!guess || guess->usual.len == 0 || !accept(proof, str_slice(guess->usual, 0, guess->usual_start)))
        return NULL;
    *is_whole = accept(proof, str_from(guess->usual, guess->usual_start));
    const struct settled_text *text = check_characters(proof, start) ? meet(proof, guess) : NULL;
    if (text)
        proof->checked = proof->at;
    else
        proof->at = start;
    return text;
}

static bool accept_unit(struct settled_proof *proof)
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
        proof->seen.translated++;
        skip_space(proof);
    }
    if (!accept(proof, text->note))
        return false;
    skip_space(proof);
    return accept(proof, STR("</trans-unit>"));
}

// ---- the document

// Text between units, which the reader warns of.
static bool skip_between(struct settled_proof *proof)
{
    size_t start = proof->at;
    skip_space(proof);
    if (proof->at < proof->text.len && proof->text.at[proof->at] == '<')
        return true;
    skip_characters(proof, XLIFF12_IN_TEXT);
    *list_push(&proof->strays, proof->arena) = byte_range(start, proof->at);
    return !proof->pieces && proof->at < proof->text.len && proof->text.at[proof->at] == '<';
}

static bool accept_root(struct settled_proof *proof)
{
    return accept(proof, STR("<xliff version=\"1.2\" xmlns=\"" XLIFF12_NAMESPACE "\">")) ||
           accept(proof, STR("<xliff xmlns=\"" XLIFF12_NAMESPACE "\" version=\"1.2\">"));
}

// Each attribute once, in any order.
static bool accept_file(struct settled_proof *proof)
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
    proof->seen.target_locale = arena_copy(proof->arena, values[0]);
    return values[0].len > 0;
}

// With white space around.
static bool accept_alone(struct settled_proof *proof, struct str tag)
{
    skip_space(proof);
    bool is_there = accept(proof, tag);
    skip_space(proof);
    return is_there;
}

static bool accept_declaration(struct settled_proof *proof)
{
    return accept(proof, STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")) ||
           accept(proof, STR("<?xml version=\"1.0\" encoding=\"utf-8\"?>")) ||
           accept(proof, STR("<?xml version=\"1.0\"?>"));
}

static bool prove_start(struct settled_proof *proof)
{
    if (!look_ahead(proof) || !accept_declaration(proof))
        return false;
    accept(proof, STR("\n"));
    if (!accept_root(proof))
        return false;
    skip_space(proof);
    if (!accept_file(proof))
        return false;
    skip_space(proof);
    return accept(proof, STR("<body>")) && skip_between(proof);
}

static bool prove_end(struct settled_proof *proof)
{
    return proof->met == proof->texts->source->messages->count && accept_alone(proof, STR("</file>")) &&
           accept(proof, STR("</xliff>\n")) && look_ahead(proof) && proof->at == proof->text.len &&
           check_characters(proof, proof->at);
}

static enum settled_answer go_on(struct settled_proof *proof, size_t units)
{
    if (!proof->has_begun && !prove_start(proof))
        return SETTLED_DOUBT;
    proof->has_begun = true;
    for (size_t i = 0; i < units; i++) {
        if (accept(proof, STR("</body>")))
            return prove_end(proof) ? SETTLED_YES : SETTLED_DOUBT;
        if (!accept_unit(proof) || !skip_between(proof) || !look_ahead(proof))
            return SETTLED_DOUBT;
    }
    return SETTLED_GO_ON;
}

static void begin(struct settled_proof *proof, const struct settled_texts *texts, struct arena *arena)
{
    proof->texts = texts;
    proof->arena = arena;
    proof->is_met = arena_array(arena, bool, texts->source->messages->count);
}

struct settled_proof *settled_begin(const struct settled_texts *texts, struct settled_pieces *pieces,
                                    struct arena *arena)
{
    struct settled_proof *proof = arena_new(arena, struct settled_proof);
    begin(proof, texts, arena);
    proof->pieces = pieces;
    if (pieces->size > longest_piece)
        pieces->size = longest_piece;
    proof->text.at = pieces->room;
    return proof;
}

enum settled_answer settled_go_on(struct settled_proof *proof, size_t units, struct settled *out)
{
    enum settled_answer answer = go_on(proof, units);
    *out = proof->seen;
    out->has_strays = proof->strays.count > 0;
    return answer;
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

static void tell_of_strays(const struct settled_proof *proof, struct str path, struct diags *diags)
{
    const struct xml_document document = {.path = path, .text = proof->text};
    for (size_t i = 0; i < proof->strays.count; i++) {
        const struct range *range = &proof->strays.at[i];
        const struct xml_node node = {
            .kind = XML_TEXT, .start = (uint32_t)range->start, .end = (uint32_t)range->end};
        xliff_check_stray(&document, &node, proof->arena, diags);
    }
}

bool settled_prove(const struct settled_texts *texts, struct str bytes, struct str path, struct arena *arena,
                   struct diags *diags, struct settled *out)
{
    struct settled_proof proof = {.text = bytes, .is_at_end = true};
    if (bytes.len == 0 || has_long_piece(bytes))
        return false;
    begin(&proof, texts, arena);
    if (settled_go_on(&proof, SIZE_MAX, out) != SETTLED_YES)
        return false;
    tell_of_strays(&proof, path, diags);
    return true;
}
