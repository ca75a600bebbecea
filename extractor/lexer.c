// Tokens, forwards and backwards; lexer_walk.c has the way through a text.
#include "extractor/lexer.h"

#include "base/utf.h"

bool lexer_give_up(struct lexer *lexer)
{
    lexer->is_unsure = true;
    return false;
}

// A line ends at CR, U+2028 and U+2029, too, but nobody ends lines so. What ends with CR has none.
static bool has_rare_break(struct str line)
{
    size_t at = str_find_byte(line, '\r', 0);
    bool found = at != STR_NONE && at + 1 < line.len;
    for (at = 0; !found && (at = str_find_byte(line, '\xe2', at)) != STR_NONE; at++)
        found = at + 2 < line.len && line.at[at + 1] == '\x80' &&
                (line.at[at + 2] == '\xa8' || line.at[at + 2] == '\xa9');
    return found;
}

size_t lexer_comment_end(struct lexer *lexer, size_t at)
{
    bool is_block = lexer_byte(lexer, at + 1) == '*';
    size_t end =
        is_block ? str_find(lexer->text, STR("*/"), at + 2) : str_find_byte(lexer->text, '\n', at + 2);
    if (end == STR_NONE && is_block)
        return lexer_give_up(lexer), lexer->text.len;
    if (end == STR_NONE)
        end = lexer->text.len;
    if (!is_block && has_rare_break(str_slice(lexer->text, at, end)))
        lexer_give_up(lexer);
    return is_block ? end + 2 : end;
}

// White space beyond ASCII, as the grammar has it: nobody writes it between tokens.
static bool is_rare_space(struct str text, size_t at)
{
    uint32_t point = utf_next(text, &at);
    return point == 0x85 || point == 0xa0 || point == 0x1680 || (point >= 0x2000 && point <= 0x200b) ||
           point == 0x2028 || point == 0x2029 || point == 0x202f || point == 0x205f || point == 0x2060 ||
           point == 0x3000 || point == 0xfeff;
}

size_t lexer_skip(struct lexer *lexer, size_t at)
{
    for (;;) {
        while (at < lexer->text.len && byte_is_space(lexer->text.at[at]))
            at++;
        if (at < lexer->text.len && (unsigned char)lexer->text.at[at] >= 0x80 &&
            is_rare_space(lexer->text, at))
            lexer_give_up(lexer);
        if (!lexer_at_comment(lexer, at))
            return at;
        at = lexer_comment_end(lexer, at);
    }
}

size_t lexer_string_close(const struct lexer *lexer, size_t at)
{
    struct str text = lexer->text;
    char quote = text.at[at];
    const char ends[] = {quote, '\\', '\n', '\r'};
    for (at = str_skip_blocks(text, at + 1, ends); at < text.len; at = str_skip_blocks(text, at + 1, ends)) {
        char byte = text.at[at];
        if (byte == quote)
            return at;
        if (byte == '\\')
            at++;
        else if (byte == '\n' || byte == '\r')
            return STR_NONE;
    }
    return STR_NONE;
}

size_t lexer_word_end(const struct lexer *lexer, size_t at)
{
    while (at < lexer->text.len && is_word_byte(lexer->text.at[at]))
        at++;
    return at;
}

bool lexer_at_word(const struct lexer *lexer, size_t at, const char *word)
{
    return str_is(str_slice(lexer->text, at, lexer_word_end(lexer, at)), word);
}

struct comment_run lexer_comment_run(const struct lexer *lexer, size_t back)
{
    size_t count = lexer->comment_count, number = count - 1 - back;
    bool is_led = lexer->trace && lexer->trace->is_whole;
    if (back >= count || (!is_led && back >= kept_comments))
        return (struct comment_run){0};
    return is_led ? lexer->trace->comments.at[number] : lexer->comments[number % kept_comments];
}

struct lexer lexer_ahead(const struct lexer *lexer)
{
    struct lexer ahead = *lexer;
    for (size_t back = 0; back < kept_comments && back < lexer->comment_count; back++)
        ahead.comments[(lexer->comment_count - 1 - back) % kept_comments] = lexer_comment_run(lexer, back);
    ahead.trace = NULL;
    return ahead;
}

size_t lexer_previous_end(const struct lexer *lexer, size_t at, bool *broken)
{
    size_t back = 0;
    *broken = false;
    for (;;) {
        while (at > lexer->start && byte_is_space(lexer->text.at[at - 1]))
            *broken |= lexer->text.at[--at] == '\n' || lexer->text.at[at] == '\r';
        if (at == lexer->start)
            return 0;
        struct comment_run run = lexer_comment_run(lexer, back);
        while (run.end > at)
            run = lexer_comment_run(lexer, ++back);
        if (run.end != at)
            return at;
        struct str comment = str_slice(lexer->text, run.start, run.end);
        *broken |= str_find_byte(comment, '\n', 0) != STR_NONE || has_rare_break(comment);
        at = run.start;
    }
}

struct str lexer_word_before(const struct lexer *lexer, size_t end)
{
    size_t start = end;
    while (start > lexer->start && is_word_byte(lexer->text.at[start - 1]))
        start--;
    return str_slice(lexer->text, start, end);
}

bool lexer_is_member(struct lexer *lexer, size_t at, size_t len)
{
    char before = at > lexer->start ? lexer->text.at[at - 1] : 0, after = lexer_byte(lexer, at + len);
    bool is_broken;
    size_t end = lexer_previous_end(lexer, at, &is_broken);
    bool is_apart = end > 0 && end < at && lexer->text.at[end - 1] == '.';
    if ((unsigned char)before >= 0x80 || (unsigned char)after >= 0x80 || is_apart)
        lexer_give_up(lexer);
    bool is_spread = end == at && at - lexer->start >= 3 && memcmp(lexer->text.at + at - 3, "...", 3) == 0;
    return (before && (is_word_byte(before) || (before == '.' && !is_spread) || before == '#')) ||
           is_word_byte(after);
}
