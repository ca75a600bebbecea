#include "extractor/lexer_element.h"

static size_t skip_blanks(const struct lexer *lexer, size_t at)
{
    while (at < lexer->text.len && byte_is_space(lexer->text.at[at]))
        at++;
    return at;
}

// ---- names

// `div`, `my-element`, `svg:path`, `Menu.Item`: behind what starts at `at`, which may be nothing.
static size_t name_end(const struct lexer *lexer, size_t at)
{
    char first = lexer_byte(lexer, at);
    if (!byte_is_letter(first) && first != '_' && first != '$')
        return at;
    for (;; at++) {
        char byte = lexer_byte(lexer, at);
        if (!byte_is_letter(byte) && !byte_is_digit(byte) && (!byte || !strchr("_$-.:", byte)))
            return at;
    }
}

static struct str tag_name(const struct lexer *lexer, const struct open_element *element)
{
    return str_slice(lexer->text, element->name, element->name + element->name_len);
}

// ---- what is no element

// Type parameters look like a tag without attributes: <T>(x: T) => …, <const T>(…), <T extends A>(…). A
// bracket follows them.
static bool may_be_type(struct lexer *lexer, size_t name, size_t end, size_t next)
{
    static const char *const modifiers[] = {"const", "in", "out"};
    struct str tag = str_slice(lexer->text, name, end);
    if (lexer_at_word(lexer, next, "extends"))
        return true;
    for (size_t i = 0; i < sizeof modifiers / sizeof *modifiers; i++)
        if (str_is(tag, modifiers[i]))
            return true;
    if (tag.len == 0 || lexer_byte(lexer, next) != '>')
        return false;
    char behind = lexer_byte(lexer, lexer_skip(lexer, next + 1));
    return lexer->is_unsure || behind == '(' || behind == 0;
}

// ---- tags

// Behind the closing quote of an attribute's value. There are no escapes, and the grammar takes a quote
// behind an ampersand for text.
static size_t value_end(const struct lexer *lexer, size_t at)
{
    size_t close = str_find_byte(lexer->text, lexer->text.at[at], at + 1);
    return close == STR_NONE || lexer->text.at[close - 1] == '&' ? STR_NONE : close + 1;
}

// An expression begins at the brace where the lexer is.
static bool enter_braces(struct lexer *lexer)
{
    if (lexer->template_count == most_templates)
        return lexer_give_up(lexer);
    lexer->in_elements |= (uint32_t)1 << lexer->template_count;
    lexer->templates[lexer->template_count++] = lexer->braces++;
    lexer->at++;
    return true;
}

enum reach { REACHED_BRACE, REACHED_CHILDREN, REACHED_END, REACHED_DOUBT };

// From where an attribute can begin.
static enum reach read_attributes(struct lexer *lexer)
{
    for (;;) {
        lexer->at = skip_blanks(lexer, lexer->at);
        char byte = lexer_byte(lexer, lexer->at);
        size_t end = name_end(lexer, lexer->at);
        if (byte == '{')
            return enter_braces(lexer) ? REACHED_BRACE : REACHED_DOUBT;
        if (byte == '>' || (byte == '/' && lexer_byte(lexer, lexer->at + 1) == '>')) {
            lexer->at += byte == '>' ? 1 : 2;
            return byte == '>' ? REACHED_CHILDREN : REACHED_END;
        }
        if (end == lexer->at)
            return REACHED_DOUBT;
        lexer->at = end;
        size_t next = skip_blanks(lexer, end);
        if (lexer_byte(lexer, next) != '=')
            continue;
        lexer->at = skip_blanks(lexer, next + 1);
        byte = lexer_byte(lexer, lexer->at);
        if (byte == '{')
            continue;
        if ((byte != '"' && byte != '\'') || (lexer->at = value_end(lexer, lexer->at)) == STR_NONE)
            return REACHED_DOUBT;
    }
}

// The name behind `<`.
static bool open_element(struct lexer *lexer, bool is_root)
{
    size_t name = lexer->at + 1, end = name_end(lexer, name), next = skip_blanks(lexer, end);
    if (lexer->element_count == most_elements || end - name > UINT16_MAX ||
        (end == name && lexer_byte(lexer, name) != '>') || (is_root && may_be_type(lexer, name, end, next)))
        return lexer_give_up(lexer);
    lexer->elements[lexer->element_count++] = (struct open_element){
        .name = (uint32_t)name, .name_len = (uint16_t)(end - name), .is_root = is_root, .in_tag = true};
    lexer->at = end;
    return true;
}

// `</name>`
static bool close_element(struct lexer *lexer)
{
    size_t name = lexer->at + 2, end = name_end(lexer, name), next = skip_blanks(lexer, end);
    const struct open_element *element = &lexer->elements[lexer->element_count - 1];
    if (lexer_byte(lexer, next) != '>' ||
        !str_equal(str_slice(lexer->text, name, end), tag_name(lexer, element)))
        return lexer_give_up(lexer);
    lexer->at = next + 1;
    return true;
}

// ---- elements

static size_t text_end(const struct lexer *lexer, size_t at)
{
    while (at < lexer->text.len && !strchr("<>{}", lexer->text.at[at]))
        at++;
    return at;
}

// To the end of the outermost element that is open, or to the next expression.
static bool read_elements(struct lexer *lexer)
{
    for (;;) {
        struct open_element *element = &lexer->elements[lexer->element_count - 1];
        enum reach reach = element->in_tag ? read_attributes(lexer) : REACHED_CHILDREN;
        element->in_tag &= reach == REACHED_BRACE;
        if (reach == REACHED_BRACE)
            return true;
        if (reach == REACHED_DOUBT)
            return lexer_give_up(lexer);
        if (reach == REACHED_CHILDREN) {
            lexer->at = text_end(lexer, lexer->at);
            char byte = lexer_byte(lexer, lexer->at);
            if (byte == '{')
                return enter_braces(lexer);
            if (byte != '<')
                return lexer_give_up(lexer);
            bool is_end = lexer_byte(lexer, lexer->at + 1) == '/';
            if (!(is_end ? close_element(lexer) : open_element(lexer, false)))
                return false;
            if (!is_end)
                continue;
        }
        if (lexer->elements[--lexer->element_count].is_root)
            return true;
    }
}

bool lexer_meet_element(struct lexer *lexer)
{
    size_t name = lexer->at + 1, next = skip_blanks(lexer, name_end(lexer, name));
    if (next > name && lexer_byte(lexer, next) == ',') { // type parameters for sure
        lexer->at = name;
        return true;
    }
    return open_element(lexer, true) && read_elements(lexer);
}

bool lexer_go_on_element(struct lexer *lexer)
{
    return read_elements(lexer);
}
