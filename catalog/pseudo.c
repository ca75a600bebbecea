#include "catalog/pseudo.h"

#include "base/utf.h"
#include "catalog/icu.h"
#include "catalog/locale.h"
#include "catalog/pseudo_spared.h"

enum {
    depth_greatest = 32,
    short_text = 10, // letters; shorter texts double
    long_text = 20,  // letters; longer ones grow as the options say
    tail_group = 8,  // a space and dots
};

#define LEFT_BRACKET  "\u27e6"
#define RIGHT_BRACKET "\u27e7"
#define TAIL          "\u00b7"
#define TAIL_SPACE    "\u2002"
#define RTL_OVERRIDE  "\u202e"
#define POP_DIRECTION "\u202c"
#define HARD_SPACE    "\u00a0"
#define HARD_HYPHEN   "\u2011"

// Each a letter of its own, so that it can be taken back.
static const char *const upper[26] = {"Ȧ", "Ɓ", "Ƈ", "Ḓ", "Ḗ", "Ƒ", "Ɠ", "Ħ", "Ī", "Ĵ", "Ķ", "Ŀ", "Ḿ",
                                      "Ƞ", "Ǿ", "Ƥ", "Ɋ", "Ř", "Ş", "Ŧ", "Ŭ", "Ṽ", "Ẇ", "Ẋ", "Ẏ", "Ẑ"};
static const char *const lower[26] = {"ȧ", "ƀ", "ƈ", "ḓ", "ḗ", "ƒ", "ɠ", "ħ", "ī", "ĵ", "ķ", "ŀ", "ḿ",
                                      "ƞ", "ǿ", "ƥ", "ɋ", "ř", "ş", "ŧ", "ŭ", "ṽ", "ẇ", "ẋ", "ẏ", "ẑ"};
// What a doubled vowel is followed by.
static const struct {
    char letter;
    const char *filler;
} fillers[] = {{'a', "ā"}, {'e', "ē"}, {'i', "ĩ"}, {'o', "ō"}, {'u', "ū"},
               {'A', "Ā"}, {'E', "Ē"}, {'I', "Ĩ"}, {'O', "Ō"}, {'U', "Ū"}};
enum { filler_count = sizeof fillers / sizeof *fillers };

static const char *filler_of(char letter)
{
    for (size_t i = 0; i < filler_count; i++)
        if (fillers[i].letter == letter)
            return fillers[i].filler;
    return NULL;
}

// What stays as it is, at a place of the text. In an ICU message (else NULL), of which the text is a slice,
// also what stands in apostrophes: between these and what they quote nothing may come.
static size_t spared_at(struct str text, size_t at, const struct icu_message *icu)
{
    if (!icu || text.at[at] != '\'')
        return pseudo_spared(text, at);
    const struct icu_quote_list *quotes = &icu->quotes;
    size_t place = (size_t)(text.at + at - icu->text.at), low = 0, high = quotes->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (quotes->at[middle].start < place)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < quotes->count && quotes->at[low].start == place)
        return quotes->at[low].end - place;
    return at + 1 < text.len && text.at[at + 1] == '\'' ? 2 : 1;
}

// ---- growth

// What a text has, without what is spared.
struct measure {
    size_t letters, vowels; // code points; vowels of ASCII
    bool has_words;         // not only white space and signs
};

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (unsigned char)byte >= 0x80;
}

static void measure(struct str text, const struct icu_message *icu, struct measure *out)
{
    for (size_t at = 0; at < text.len;) {
        size_t spared = spared_at(text, at, icu);
        if (spared > 0) {
            at += spared;
            continue;
        }
        out->letters += ((unsigned char)text.at[at] & 0xC0) != 0x80;
        out->has_words |= is_letter(text.at[at]);
        out->vowels += filler_of(text.at[at]) != NULL;
        at++;
    }
}

// Short texts grow by more: "OK" is "Einverstanden".
static size_t growth_of(const struct measure *measured, const struct pseudo_options *options)
{
    size_t percent = measured->letters <= short_text  ? options->growth * 3
                     : measured->letters <= long_text ? options->growth * 2
                                                      : options->growth;
    return options->is_mirrored || !measured->has_words ? 0 : measured->letters * percent / 100;
}

// ---- writing

struct writer {
    const struct pseudo_options *options;
    struct buf out;
    size_t inside;          // letters to be added within the words
    size_t vowels, counted; // over which they are spread; how many have gone by
    size_t tail;            // letters to be added at the end
    bool is_in_word;        // mirrored: the override is open
};

static void plan(struct writer *writer, const struct measure *measured)
{
    size_t growth = growth_of(measured, writer->options);
    *writer = (struct writer){.options = writer->options, .out = writer->out, .vowels = measured->vowels};
    writer->inside = growth < measured->vowels ? growth : measured->vowels;
    writer->tail = growth - writer->inside;
}

static void end_word(struct writer *writer)
{
    if (writer->is_in_word)
        buf_text(&writer->out, POP_DIRECTION);
    writer->is_in_word = false;
}

static void begin_word(struct writer *writer)
{
    if (writer->options->is_mirrored && !writer->is_in_word)
        buf_text(&writer->out, RTL_OVERRIDE);
    writer->is_in_word = writer->options->is_mirrored;
}

// The letters that are added are spread evenly over the vowels.
static void add_filler(struct writer *writer, const char *filler)
{
    size_t before = writer->counted * writer->inside / writer->vowels;
    writer->counted++;
    if (writer->counted * writer->inside / writer->vowels > before)
        buf_text(&writer->out, filler);
}

static void add_letter(struct writer *writer, char byte)
{
    const char *filler = filler_of(byte);
    bool is_plain = writer->options->is_plain || writer->options->is_mirrored;
    begin_word(writer);
    if (!is_plain && byte >= 'a' && byte <= 'z')
        buf_text(&writer->out, lower[byte - 'a']);
    else if (!is_plain && byte >= 'A' && byte <= 'Z')
        buf_text(&writer->out, upper[byte - 'A']);
    else
        buf_byte(&writer->out, byte);
    if (filler && writer->inside)
        add_filler(writer, filler);
}

static void add_byte(struct writer *writer, char byte)
{
    bool is_space = byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r';
    if (is_space)
        end_word(writer);
    if (writer->options->has_long_words && byte == ' ')
        buf_text(&writer->out, HARD_SPACE);
    else if (writer->options->has_long_words && byte == '-')
        buf_text(&writer->out, HARD_HYPHEN);
    else if (is_space)
        buf_byte(&writer->out, byte);
    else
        add_letter(writer, byte);
}

static void add_text(struct writer *writer, struct str text, const struct icu_message *icu)
{
    for (size_t at = 0; at < text.len;) {
        size_t spared = spared_at(text, at, icu);
        if (spared == 0) {
            add_byte(writer, text.at[at++]);
            continue;
        }
        end_word(writer);
        buf_add(&writer->out, str_slice(text, at, at + spared));
        at += spared;
    }
    end_word(writer);
}

// Groups of dots, so that lines can break; the last sign is a dot.
static bool is_gap(const struct writer *writer, size_t i)
{
    return i % tail_group == 0 && i + 1 < writer->tail && !writer->options->has_long_words;
}

static void add_tail(struct writer *writer)
{
    for (size_t i = 0; i < writer->tail; i++)
        buf_text(&writer->out, is_gap(writer, i) ? TAIL_SPACE : TAIL);
    writer->tail = 0;
}

static bool has_brackets(const struct pseudo_options *options)
{
    return !options->is_open && !options->is_mirrored;
}

// ---- ICU messages: texts are written anew, all else is copied

struct icu_writing {
    struct writer writer;
    const struct icu_message *message;
    struct str text;
    size_t copied; // up to here
};

static void write_literal(const struct icu_node *node, void *context)
{
    struct icu_writing *writing = context;
    struct measure measured = {0};
    if (node->kind != ICU_LITERAL)
        return;
    struct str literal = str_slice(writing->text, node->start, node->end);
    buf_add(&writing->writer.out, str_slice(writing->text, writing->copied, node->start));
    measure(literal, writing->message, &measured);
    plan(&writing->writer, &measured);
    add_text(&writing->writer, literal, writing->message);
    add_tail(&writing->writer);
    writing->copied = node->end;
}

static bool write_icu(struct str text, const struct pseudo_options *options, struct arena *arena,
                      struct str *out)
{
    struct icu_message message;
    struct icu_fault fault;
    struct icu_writing writing = {.writer.options = options, .message = &message, .text = text};
    if (!icu_parse(text, &icu_formatjs, arena, &message, &fault))
        return false;
    if (has_brackets(options) && message.nodes.count > 0)
        buf_text(&writing.writer.out, LEFT_BRACKET);
    icu_visit(&message.nodes, write_literal, &writing);
    buf_add(&writing.writer.out, str_from(text, writing.copied));
    if (has_brackets(options) && message.nodes.count > 0)
        buf_text(&writing.writer.out, RIGHT_BRACKET);
    *out = buf_finish(&writing.writer.out, arena);
    return true;
}

// ---- patterns

// What was written since the last code.
static void end_text(struct writer *writer, struct pattern *out, struct arena *arena)
{
    if (writer->out.len)
        pattern_add_text(out, arena_copy(arena, buf_str(&writer->out)), arena);
    writer->out.len = 0;
}

static void add_part(struct writer *writer, const struct part *part, struct pattern *out, struct arena *arena)
{
    if (part_kind(part) == PART_TEXT) {
        add_text(writer, part->text, NULL);
        return;
    }
    end_text(writer, out, arena);
    pattern_add_code(out, part_kind(part), part->text, part_name(part), arena);
}

static void write_parts(const struct pattern *source, const struct pseudo_options *options,
                        struct arena *arena, struct pattern *out)
{
    struct writer writer = {.options = options};
    struct measure measured = {0};
    bool is_framed = has_brackets(options) && !pattern_is_blank(source);
    for (size_t i = 0; i < source->parts.count; i++)
        if (part_kind(&source->parts.at[i]) == PART_TEXT)
            measure(source->parts.at[i].text, NULL, &measured);
    plan(&writer, &measured);
    if (is_framed)
        buf_text(&writer.out, LEFT_BRACKET);
    for (size_t i = 0; i < source->parts.count; i++)
        add_part(&writer, &source->parts.at[i], out, arena);
    add_tail(&writer);
    if (is_framed)
        buf_text(&writer.out, RIGHT_BRACKET);
    end_text(&writer, out, arena);
    buf_free(&writer.out);
}

static void write_pattern(const struct pattern *source, const struct pseudo_options *options,
                          struct arena *arena, size_t depth, struct pattern *out)
{
    *out = (struct pattern){0};
    if (!pattern_is_select(source)) {
        write_parts(source, options, arena, out);
        return;
    }
    *out = pattern_of_selectors(&source->variants->selectors, arena);
    for (size_t i = 0; i < source->variants->count; i++) {
        struct variant *variant = pattern_add_variant(out, arena);
        variant->keys = source->variants->at[i].keys;
        if (depth < depth_greatest)
            write_pattern(&source->variants->at[i].value, options, arena, depth + 1, &variant->value);
        else
            variant->value = source->variants->at[i].value;
    }
}

void pseudo_pattern(const struct pattern *source, enum message_syntax syntax,
                    const struct pseudo_options *options, struct arena *arena, struct pattern *out)
{
    const struct str *message = syntax == SYNTAX_ICU ? pattern_only_text(source) : NULL;
    struct str text;
    if (message && write_icu(*message, options, arena, &text))
        *out = pattern_of_text(text, arena);
    else
        write_pattern(source, options, arena, 0, out);
}

void pseudo_catalog(struct catalog *catalog, struct str locale, const struct pseudo_options *options,
                    struct arena *arena)
{
    catalog->target_locale = locale;
    for (size_t i = 0; i < catalog->units.count; i++) {
        struct unit *unit = &catalog->units.at[i];
        if (!unit_is_in_use(unit))
            continue;
        const struct pattern *source = pattern_is_empty(&unit->source) ? &unit->target : &unit->source;
        struct pattern target;
        if (unit->is_locked)
            target = *source;
        else
            pseudo_pattern(source, unit->syntax, options, arena, &target);
        unit->target = target;
        unit->has_target = true;
        unit->state = UNIT_TRANSLATED;
        unit->has_previous = false;
        unit->target_changed = unit->state_changed = true;
    }
}

struct pseudo_options pseudo_options_of(struct str locale)
{
    struct pseudo_options options = {.growth = pseudo_growth};
    options.is_mirrored =
        locale_is_right_to_left(locale) || str_ends(locale, STR("-XB")) || str_ends(locale, STR("_XB"));
    return options;
}

// ---- taking it back

// What is added, and what stands for a plain sign.
static const struct {
    const char *sign, *plain;
} signs[] = {{LEFT_BRACKET, ""}, {RIGHT_BRACKET, ""}, {TAIL, ""},        {TAIL_SPACE, ""},
             {RTL_OVERRIDE, ""}, {POP_DIRECTION, ""}, {HARD_SPACE, " "}, {HARD_HYPHEN, "-"}};

static const char *plain_of(struct str sign, char letter[2])
{
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (str_is(sign, signs[i].sign))
            return signs[i].plain;
    for (size_t i = 0; i < filler_count; i++)
        if (str_is(sign, fillers[i].filler))
            return "";
    for (char i = 0; i < 26; i++)
        if (str_is(sign, lower[(size_t)i]) || str_is(sign, upper[(size_t)i])) {
            letter[0] = (char)(str_is(sign, lower[(size_t)i]) ? 'a' + i : 'A' + i);
            return letter;
        }
    return NULL;
}

void pseudo_strip(struct str text, struct buf *out)
{
    for (size_t at = 0; at < text.len;) {
        size_t start = at;
        char letter[2] = {0};
        utf_next(text, &at);
        const char *plain = plain_of(str_slice(text, start, at), letter);
        if (plain)
            buf_text(out, plain);
        else
            buf_add(out, str_slice(text, start, at));
    }
}

bool pseudo_is_marked(struct str text)
{
    for (size_t at = 0; at < text.len;) {
        size_t start = at;
        char letter[2];
        utf_next(text, &at);
        if (plain_of(str_slice(text, start, at), letter))
            return true;
    }
    return false;
}
