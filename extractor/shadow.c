#include "extractor/shadow.h"

// ---- parameters

// Whether an arrow function whose parameters open there can only be the first argument of a call, or of a
// head that holds nothing else: then it ends with that argument, and no type looks like it.
static bool is_first_argument(struct lexer *lexer, size_t open)
{
    bool is_broken;
    size_t end = lexer_previous_end(lexer, open, &is_broken);
    struct str word = lexer_word_before(lexer, end);
    if (str_is(word, "async"))
        end = lexer_previous_end(lexer, end - word.len, &is_broken);
    if (lexer_byte_before(lexer, end) != '(')
        return false;
    word = lexer_word_before(lexer, lexer_previous_end(lexer, end - 1, &is_broken));
    return !str_is(word, "for") && !str_is(word, "await");
}

static bool find_parameter(struct lexer *lexer, size_t open, struct shadow *out)
{
    struct lexer ahead = lexer_ahead(lexer);
    ahead.at = open;
    if (!is_first_argument(lexer, open) || !lexer_close(&ahead))
        return false;
    size_t arrow = lexer_skip(&ahead, ahead.at);
    if (lexer_byte(lexer, arrow) != '=' || lexer_byte(lexer, arrow + 1) != '>')
        return false;
    ahead.at = lexer_skip(&ahead, arrow + 2);
    bool good = lexer_byte(lexer, ahead.at) == '{' ? lexer_close_brace(&ahead) : lexer_close_argument(&ahead);
    out->start = open;
    out->end = ahead.at;
    return good && !ahead.is_unsure;
}

// ---- variables

// Whether a statement can begin behind that; `const` ends an expression in `x as const`.
static bool ends_statement(const struct lexer *lexer, size_t end, bool is_broken)
{
    char byte = lexer_byte_before(lexer, end);
    if (byte == ';' || byte == '{' || byte == '}')
        return true;
    return is_broken && (byte == ')' || byte == ']' || byte == '"' || byte == '\'' || byte == '`' ||
                         (is_word_byte(byte) && !str_is(lexer_word_before(lexer, end), "as")));
}

static bool is_declared(struct lexer *lexer, size_t at)
{
    size_t next = lexer_skip(lexer, at);
    char byte = lexer_byte(lexer, next), behind = lexer_byte(lexer, next + 1);
    return byte == ':' || byte == ';' || (byte == '=' && behind != '=' && behind != '>');
}

static bool find_variable(struct lexer *lexer, size_t keyword, struct shadow *out)
{
    struct lexer ahead = lexer_ahead(lexer);
    bool is_broken;
    size_t end = lexer_previous_end(lexer, keyword, &is_broken), open = lexer_block_start(lexer);
    if (!ends_statement(lexer, end, is_broken) || !is_declared(&ahead, lexer->at) || open == STR_NONE ||
        !lexer_close_block(&ahead))
        return false;
    out->start = open;
    out->end = ahead.at;
    return !ahead.is_unsure;
}

bool shadow_find(struct lexer *lexer, const struct word *word, size_t start, struct shadow *out)
{
    bool is_broken;
    size_t end = lexer_previous_end(lexer, start, &is_broken);
    struct str before = lexer_word_before(lexer, end);
    *out = (struct shadow){.word = word};
    if (lexer_byte_before(lexer, end) == '(')
        return find_parameter(lexer, end - 1, out);
    if (!is_broken && (str_is(before, "const") || str_is(before, "let"))) // members may be called so
        return find_variable(lexer, end - before.len, out);
    return false;
}
