#include "extractor/lexer_token.h"

#include "extractor/lexer_element.h"
#include "extractor/lexer_operand.h"

// A slash divides for sure when no second one stands on its line: a regular expression cannot pass a line.
static bool divides(struct lexer *lexer, size_t at)
{
    size_t line = str_find_byte(lexer->text, '\n', at);
    struct str rest = str_slice(lexer->text, at + 1, line == STR_NONE ? lexer->text.len : line);
    return str_find_byte(rest, '/', 0) == STR_NONE || lexer_give_up(lexer);
}

static bool skip_regex(struct lexer *lexer)
{
    bool in_class = false;
    for (size_t at = lexer->at + 1; at < lexer->text.len; at++) {
        char byte = lexer->text.at[at];
        if (byte == '\n' || byte == '\r')
            break;
        if (byte == '/' && !in_class) {
            lexer->at = lexer_word_end(lexer, at + 1); // the flags
            return true;
        }
        if (byte == '\\')
            at++;
        else if (byte == '[')
            in_class = true;
        else if (byte == ']')
            in_class = false;
    }
    return lexer_give_up(lexer);
}

static bool meet_slash(struct lexer *lexer)
{
    bool is_broken;
    size_t end = lexer_previous_end(lexer, lexer->at, &is_broken);
    char before = lexer_byte_before(lexer, end);
    if (lexer->has_jsx && (before == '<' || lexer_byte(lexer, lexer->at + 1) == '>'))
        return lexer_give_up(lexer);
    enum operand operand = lexer_operand_before(lexer, end, is_broken);
    if (operand == OPERAND_NONE)
        return skip_regex(lexer);
    if (operand == OPERAND_MAY_END && !divides(lexer, lexer->at))
        return false;
    lexer->at++;
    return true;
}

static bool is_blank_between(const struct lexer *lexer, size_t start, size_t end)
{
    while (start < end && lexer->text.at[start] <= ' ' && byte_is_space(lexer->text.at[start]))
        start++;
    return start == end;
}

// Whether a comment that starts there is of the run; who looks ahead meets it once more.
static bool goes_on(const struct lexer *lexer, struct comment_run run, size_t start)
{
    return run.end > 0 && run.start <= start && (run.end > start || is_blank_between(lexer, run.end, start));
}

// Who goes there again is told of a run as a whole.
static void note_comment(struct lexer *lexer, size_t start, size_t end)
{
    struct comment_run run = lexer_comment_run(lexer, 0);
    bool is_more = goes_on(lexer, run, start);
    size_t before = lexer->comment_count - is_more;
    run = (struct comment_run){is_more ? run.start : (uint32_t)start,
                               is_more && run.end > end ? run.end : (uint32_t)end};
    lexer->comments[before % kept_comments] = run;
    lexer->comment_count = before + 1;
    if (!lexer_is_tracing(lexer))
        return;
    lexer->trace->comments.count = before;
    *list_push(&lexer->trace->comments, lexer->trace->arena) = run;
}

static bool meet_comment(struct lexer *lexer)
{
    size_t end = lexer_comment_end(lexer, lexer->at);
    struct str comment = str_slice(lexer->text, lexer->at, end);
    note_comment(lexer, lexer->at, end);
    lexer->at = end;
    if (lexer->meet_jsdoc && str_starts(comment, STR("/**")) &&
        str_find(comment, STR("import"), 0) != STR_NONE)
        lexer->meet_jsdoc(lexer, comment);
    return !lexer->is_unsure;
}

// From behind the backtick or the closing brace of an expression: to the end of the template or its next
// `${`.
static bool skip_template(struct lexer *lexer)
{
    static const char ends[] = {'`', '\\', '$', '$'};
    for (size_t at = str_skip_blocks(lexer->text, lexer->at, ends); at < lexer->text.len;
         at = str_skip_blocks(lexer->text, at + 1, ends)) {
        char byte = lexer->text.at[at];
        if (byte == '`') {
            lexer->at = at + 1;
            return true;
        }
        if (byte == '\\') {
            at++;
        } else if (byte == '$' && lexer_byte(lexer, at + 1) == '{') {
            if (lexer->template_count == most_templates)
                break;
            lexer->templates[lexer->template_count++] = lexer->braces++;
            lexer->at = at + 2;
            return true;
        }
    }
    return lexer_give_up(lexer);
}

static bool meet_brace(struct lexer *lexer)
{
    if (lexer->text.at[lexer->at++] == '{') {
        lexer->braces++;
        return true;
    }
    if (lexer->braces-- == 0)
        return lexer_give_up(lexer);
    if (lexer->template_count == 0 || lexer->templates[lexer->template_count - 1] != lexer->braces)
        return true;
    uint32_t bit = (uint32_t)1 << --lexer->template_count;
    if (!(lexer->in_elements & bit))
        return skip_template(lexer);
    lexer->in_elements &= ~bit;
    return lexer_go_on_element(lexer);
}

static bool meet_quote(struct lexer *lexer)
{
    if (lexer->text.at[lexer->at] == '`') {
        lexer->at++;
        return skip_template(lexer);
    }
    size_t close = lexer_string_close(lexer, lexer->at);
    if (close == STR_NONE)
        return lexer_give_up(lexer);
    lexer->at = close + 1;
    return true;
}

bool lexer_meet_token(struct lexer *lexer)
{
    switch (lexer->text.at[lexer->at]) {
    case '"':
    case '\'':
    case '`':
        return meet_quote(lexer);
    case '{':
    case '}':
        return meet_brace(lexer);
    default:
        return lexer_at_comment(lexer, lexer->at) ? meet_comment(lexer) : meet_slash(lexer);
    }
}
