#include "catalog/checks/syntax.h"

// ---- marks

// clang-format off
#define C HAS_CONTROL
#define S HAS_SPACE
#define B HAS_BREAK
#define D HAS_DIGIT
#define L HAS_LETTER
#define Q HAS_QUOTE
#define K HAS_BRACKET
#define R HAS_BRACE
#define P HAS_PERCENT
#define T HAS_LESS
#define M HAS_DOLLAR
#define E HAS_BACKSLASH
#define H HAS_SLASH
#define A HAS_AT
#define O HAS_STOP
#define N HAS_MARK
static const unsigned ascii_marks[128] = {
    C, C, C, C, C, C, C, C, C, S, B, C, C, B, C, C,
    C, C, C, C, C, C, C, C, C, C, C, C, C, C, C, C,
    S, N, Q, 0, M, P, 0, Q, K, K, 0, 0, 0, 0, O, H,
    D, D, D, D, D, D, D, D, D, D, N, N, T, 0, 0, N,
    A, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L,
    L, L, L, L, L, L, L, L, L, L, L, K, E, K, 0, 0,
    Q, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L,
    L, L, L, L, L, L, L, L, L, L, L, K|R, 0, K, 0, C,
};
#undef C
#undef S
#undef B
#undef D
#undef L
#undef Q
#undef K
#undef R
#undef P
#undef T
#undef M
#undef E
#undef H
#undef A
#undef O
#undef N
// clang-format on

// The marks of some bytes.
static unsigned marks_of(struct str text)
{
    unsigned marks = 0;
    unsigned char all = 0;
    for (size_t i = 0; i < text.len; i++) {
        unsigned char byte = (unsigned char)text.at[i];
        marks |= ascii_marks[byte & 0x7f] & (byte < 0x80 ? ~0u : 0);
        all |= byte;
    }
    return marks | (all & 0x80 ? HAS_HIGH : 0);
}

// ---- code of the pattern

// What tags do together: only open, only close, or nothing to the text around them.
static enum code_class class_of_tags(struct str code)
{
    size_t opened = 0, closed = 0, alone = 0;
    struct tag tag;
    for (size_t at = 0; at < code.len;) {
        if (code.at[at] == '<' && tag_at(code, at, &tag)) {
            *(tag.is_close ? &closed : tag.is_empty ? &alone : &opened) += 1;
            at = tag.end;
        } else if (!strchr(" \t\r\n", code.at[at++])) {
            return CODE_VALUE;
        }
    }
    bool is_balanced = opened == closed;
    return is_balanced ? CODE_ALONE : opened > closed ? CODE_OPEN : CODE_CLOSE;
}

// Elements of XLIFF stand in a pattern as they are where they have no code of their own.
static bool is_element_of_xliff(struct str code)
{
    static const char *const starts[] = {"<x ", "<ph ", "<ph>", "<it ", "<cp "};
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
        if (str_starts(code, str_of(starts[i])))
            return true;
    return false;
}

static enum code_class class_of_name(struct str name)
{
    // Angular's names of placeholders.
    return str_starts(name, STR("START_"))       ? CODE_OPEN
           : str_starts(name, STR("CLOSE_"))     ? CODE_CLOSE
           : str_starts(name, STR("LINE_BREAK")) ? CODE_ALONE
                                                 : CODE_VALUE;
}

static enum code_class class_of_part(const struct part *part)
{
    static const enum code_class classes[] = {
        [PART_OPEN] = CODE_OPEN, [PART_CLOSE] = CODE_CLOSE, [PART_STANDALONE] = CODE_ALONE};
    if (part_kind(part) != PART_PLACEHOLDER)
        return classes[part_kind(part)];
    if (part->text.len < 3 || part->text.at[0] != '<' || is_element_of_xliff(part->text))
        return class_of_name(part_name(part));
    return class_of_tags(part->text);
}

// ---- reading

// Text with a code that is known already, for readers of other syntaxes.
static void add_code(struct check_text *text, const struct check_code *code, struct arena *arena)
{
    struct check_code *added = list_push(&text->codes, arena);
    *added = *code;
    text->syntaxes |= added->syntax;
}

struct writer {
    struct check_text *text;
    char *at; // where the next byte of the flat text goes
    struct arena *arena;
};

static void write_text(struct writer *writer, struct str piece)
{
    memcpy(writer->at, piece.at, piece.len);
    writer->at += piece.len;
    writer->text->marks |= marks_of(piece);
}

static void write_code(struct writer *writer, struct check_code code)
{
    code.at = (size_t)(writer->at - writer->text->flat.at);
    *writer->at++ = (char)code.class;
    add_code(writer->text, &code, writer->arena);
}

static unsigned starts_of(unsigned syntaxes)
{
    return (syntaxes & (CODE_PRINTF | CODE_PERCENT_BRACE | CODE_PERCENT_PAREN | CODE_PERCENT_NAME)
                ? HAS_PERCENT
                : 0) |
           (syntaxes & (CODE_DOUBLE_BRACE | CODE_BRACE) ? HAS_BRACE : 0) |
           (syntaxes & (CODE_DOLLAR_BRACE | CODE_NESTING) ? HAS_DOLLAR : 0) |
           (syntaxes & CODE_TAG ? HAS_LESS : 0);
}

// `base`: where the text begins in the part.
static void read_text(struct writer *writer, struct str text, size_t part, size_t base, unsigned syntaxes)
{
    size_t start = 0;
    unsigned starts = starts_of(syntaxes);
    for (size_t at = 0; at < text.len && starts;) {
        unsigned char byte = (unsigned char)text.at[at];
        struct check_code code = {.part = part, .start = base + at, .end = base + at};
        if (byte >= 128 || !(ascii_marks[byte] & starts) || !syntax_code_at(text, at, syntaxes, &code)) {
            at++;
            continue;
        }
        write_text(writer, str_slice(text, start, at));
        code.end += code.text.len;
        start = at += code.text.len;
        write_code(writer, code);
    }
    write_text(writer, str_from(text, start));
}

enum { choice_depth_greatest = 4 }; // of choices in choices

static size_t flat_room(const struct pattern *pattern, size_t depth)
{
    size_t room = 0;
    for (size_t i = 0; i < pattern->parts.count; i++)
        room += part_kind(&pattern->parts.at[i]) == PART_TEXT ? pattern->parts.at[i].text.len : 1;
    for (size_t i = 0; pattern->variants && depth < choice_depth_greatest && i < pattern->variants->count;
         i++)
        room += 1 + flat_room(&pattern->variants->at[i].value, depth + 1);
    return room;
}

static void read_parts(struct writer *writer, const struct pattern *pattern, unsigned syntaxes)
{
    for (size_t i = 0; i < pattern->parts.count; i++) {
        const struct part *part = &pattern->parts.at[i];
        if (part_kind(part) == PART_TEXT)
            read_text(writer, part->text, i, 0, syntaxes);
        else
            write_code(writer, (struct check_code){.class = class_of_part(part),
                                                   .name = part_name(part),
                                                   .text = part->text,
                                                   .part = i});
    }
}

// The texts of a choice one behind the other, with borders.
static void read_variants(struct writer *writer, const struct pattern *pattern, unsigned syntaxes,
                          size_t depth)
{
    read_parts(writer, pattern, syntaxes);
    for (size_t i = 0; pattern->variants && depth < choice_depth_greatest && i < pattern->variants->count;
         i++) {
        write_code(writer, (struct check_code){.class = CODE_BORDER});
        read_variants(writer, &pattern->variants->at[i].value, syntaxes, depth + 1);
    }
}

void text_read(const struct pattern *pattern, unsigned syntaxes, struct arena *arena, struct check_text *out)
{
    out->is_choice = out->is_placeless = pattern_is_select(pattern);
    const struct part_list *parts = &pattern->parts;
    if (parts->count == 1 && part_kind(&parts->at[0]) == PART_TEXT && syntaxes == 0 && !out->is_choice) {
        out->flat = parts->at[0].text;
        out->marks = marks_of(out->flat);
        return;
    }
    char *space = arena_space(arena, 1, flat_room(pattern, 0) + 1);
    struct writer writer = {.text = out, .at = space, .arena = arena};
    out->flat.at = space;
    read_variants(&writer, pattern, syntaxes, 0);
    out->flat.len = (size_t)(writer.at - space);
    out->syntaxes |= syntaxes & CODE_PRINTF_JOINED; // for who reads it again
}

// ---- ICU MessageFormat

struct icu_reader {
    struct writer writer;
    const struct check_text *plain; // the text that was parsed
    unsigned syntaxes;
};

static void write_icu_code(struct icu_reader *reader, enum code_class class, struct str name, size_t start,
                           size_t end)
{
    write_code(&reader->writer, (struct check_code){.class = class,
                                                    .syntax = CODE_ICU,
                                                    .name = name,
                                                    .text = str_slice(reader->plain->flat, start, end),
                                                    .start = start,
                                                    .end = end});
}

// The code whose byte is at that place of the flat text, or NULL.
static const struct check_code *code_at(const struct check_text *text, size_t at)
{
    size_t low = 0, high = text->codes.count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (text->codes.at[middle].at < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low < text->codes.count && text->codes.at[low].at == at ? &text->codes.at[low] : NULL;
}

// A literal may hold codes of the pattern.
static void read_literal(struct icu_reader *reader, size_t start, size_t end)
{
    const struct check_text *plain = reader->plain;
    for (size_t at = start; plain->codes.count && at < end; at++) {
        const struct check_code *code = code_at(plain, at);
        if (!code)
            continue;
        read_text(&reader->writer, str_slice(plain->flat, start, at), 0, start, reader->syntaxes);
        write_code(&reader->writer, *code);
        start = at + 1;
    }
    read_text(&reader->writer, str_slice(plain->flat, start, end), 0, start, reader->syntaxes);
}

static void read_nodes(struct icu_reader *reader, const struct icu_node_list *nodes);

// Behind each border stands what follows it in the message, so that places are found again.
static void read_choice(struct icu_reader *reader, const struct icu_node *node)
{
    size_t from = node->start;
    for (size_t i = 0; i < node->options.count; i++) {
        const struct icu_option *option = &node->options.at[i];
        write_icu_code(reader, CODE_BORDER, node->text, from, option->start + 1);
        read_nodes(reader, &option->value);
        from = option->end - 1;
    }
    write_icu_code(reader, CODE_BORDER, node->text, from, node->end);
}

static void read_nodes(struct icu_reader *reader, const struct icu_node_list *nodes)
{
    for (size_t i = 0; i < nodes->count; i++) {
        const struct icu_node *node = &nodes->at[i];
        if (node->kind == ICU_LITERAL)
            read_literal(reader, node->start, node->end);
        else if (icu_is_choice(node->kind))
            read_choice(reader, node);
        else
            write_icu_code(reader, CODE_VALUE, node->text, node->start, node->end);
    }
}

void text_read_icu(const struct check_text *plain, const struct icu_message *message, unsigned syntaxes,
                   struct arena *arena, struct check_text *out)
{
    // A border takes its key and two braces at least, every other code two bytes.
    char *space = arena_space(arena, 1, plain->flat.len + 2);
    struct icu_reader reader = {{.text = out, .at = space, .arena = arena}, plain, syntaxes};
    out->flat.at = space;
    out->is_choice = message->choice_count > 0;
    out->is_placeless = out->pattern->parts.count != 1;
    read_nodes(&reader, &message->nodes);
    out->flat.len = (size_t)(reader.writer.at - space);
}

// ---- which syntaxes

static void add_syntaxes(struct str text, unsigned candidates, unsigned *out)
{
    unsigned starts = starts_of(candidates);
    struct check_code code;
    for (size_t at = 0; at < text.len;) {
        unsigned char byte = (unsigned char)text.at[at];
        if (byte < 128 && (ascii_marks[byte] & starts) && syntax_code_at(text, at, candidates, &code)) {
            *out |= code.syntax;
            at += code.text.len;
        } else {
            at++;
        }
    }
}

static void add_syntaxes_of(const struct pattern *pattern, unsigned candidates, size_t depth, unsigned *out)
{
    unsigned wanted = HAS_PERCENT | HAS_BRACE | HAS_DOLLAR | HAS_LESS;
    for (size_t i = 0; i < pattern->parts.count; i++) {
        const struct part *part = &pattern->parts.at[i];
        if (part_kind(part) == PART_TEXT && (marks_of(part->text) & wanted))
            add_syntaxes(part->text, candidates, out);
    }
    for (size_t i = 0; pattern->variants && depth < choice_depth_greatest && i < pattern->variants->count;
         i++)
        add_syntaxes_of(&pattern->variants->at[i].value, candidates, depth + 1, out);
}

// The formats of gettext's flags that print as C does.
static bool flags_have_format(const struct str_list *flags, struct str prefix)
{
    static const char *const formats[] = {"c-format",    "objc-format",   "javascript-format", "php-format",
                                          "perl-format", "python-format", "java-printf-format"};
    for (size_t i = 0; flags && i < flags->count; i++)
        for (size_t k = 0; k < sizeof formats / sizeof *formats && str_starts(flags->at[i], prefix); k++)
            if (str_equal(str_from(flags->at[i], prefix.len), str_of(formats[k])))
                return true;
    return false;
}

unsigned text_syntaxes(const struct pattern *pattern, const struct str_list *flags)
{
    unsigned all = CODE_PRINTF | CODE_PERCENT_BRACE | CODE_PERCENT_PAREN | CODE_PERCENT_NAME |
                   CODE_DOUBLE_BRACE | CODE_DOLLAR_BRACE | CODE_BRACE | CODE_NESTING | CODE_TAG | CODE_DATE;
    unsigned found = 0;
    bool is_declared = flags_have_format(flags, STR(""));
    if (flags_have_format(flags, STR("no-")))
        all &= ~(unsigned)CODE_PRINTF;
    add_syntaxes_of(pattern, all, 0, &found);
    if (is_declared)
        found |= CODE_PRINTF; // what counts as an argument there, else its percent sign were doubled
    else if (found & CODE_DATE)
        found &= ~(unsigned)CODE_PRINTF;
    found &= ~(unsigned)CODE_DATE;
    return found & CODE_PRINTF ? found | CODE_PRINTF_JOINED : found;
}
