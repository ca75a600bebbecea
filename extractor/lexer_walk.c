// The way through a text, from one byte that means something to the next.
#include "extractor/lexer.h"

#include "base/lanes.h"
#include "base/utf.h"
#include "extractor/lexer_element.h"
#include "extractor/lexer_operand.h"
#include "extractor/lexer_token.h"

// Most of the time goes by in one loop, over what these are called by.
#define INLINE static inline __attribute__((always_inline))

// HTML's comments are JavaScript's, too.
static bool is_html_comment(const struct lexer *lexer)
{
    struct str rest = str_from(lexer->text, lexer->at);
    return str_starts(rest, STR("<!--")) || str_starts(rest, STR("-->"));
}

INLINE bool meet_parenthesis(struct lexer *lexer)
{
    if (lexer->text.at[lexer->at] == '(') {
        uint64_t bit = lexer->parentheses < 64 ? (uint64_t)1 << lexer->parentheses : 0;
        if (lexer->has_jsx)
            lexer->heads = lexer_opens_head(lexer) ? lexer->heads | bit : lexer->heads & ~bit;
        lexer->parentheses++;
    } else if (lexer->parentheses-- == 0) {
        return lexer_give_up(lexer);
    }
    lexer->closed_head = lexer->parentheses >= 64 || (lexer->heads >> lexer->parentheses & 1);
    lexer->at++;
    return true;
}

// What bytes mean something.
enum stop { STOP_NONE, STOP_TOKEN, STOP_PARENTHESIS, STOP_OTHER };

static const uint8_t stops[256] = {
    ['"'] = STOP_TOKEN,  ['\''] = STOP_TOKEN,      ['`'] = STOP_TOKEN,       ['/'] = STOP_TOKEN,
    ['{'] = STOP_TOKEN,  ['}'] = STOP_TOKEN,       ['<'] = STOP_OTHER,       ['-'] = STOP_OTHER,
    ['\\'] = STOP_OTHER, ['('] = STOP_PARENTHESIS, [')'] = STOP_PARENTHESIS,
};

static void note_step(struct lexer *lexer, size_t start)
{
    struct trace *trace = lexer->trace;
    if (lexer_is_tracing(lexer))
        *list_push(trace, trace->arena) = (struct trace_step){
            (uint32_t)start, (uint32_t)lexer->at, (uint32_t)lexer->braces, (uint32_t)trace->comments.count};
}

// One token but brackets, noted in the trace.
static bool meet_noted(struct lexer *lexer)
{
    size_t start = lexer->at;
    if (!lexer_meet_token(lexer))
        return false;
    note_step(lexer, start);
    return true;
}

// `<` where JSX may be: compares, or begins an element.
static bool meet_less(struct lexer *lexer)
{
    bool is_broken;
    size_t end = lexer_previous_end(lexer, lexer->at, &is_broken);
    char byte = lexer_byte_before(lexer, end);
    enum operand operand = OPERAND_MAY_END;
    if (byte == '<')
        operand = end == lexer->at ? OPERAND_ENDS : OPERAND_MAY_END; // `<<`, whose first one had it
    else if (byte == ')')
        operand = lexer->closed_head ? OPERAND_MAY_END : OPERAND_ENDS;
    else
        operand = lexer_operand_before(lexer, end, is_broken);
    if (operand == OPERAND_NONE) {
        size_t start = lexer->at;
        bool good = lexer_meet_element(lexer);
        note_step(lexer, start);
        return good;
    }
    lexer->at++;
    return operand == OPERAND_ENDS || lexer_give_up(lexer);
}

// In code a backslash stands in names alone, which are then spelled another way.
static bool meet_other(struct lexer *lexer)
{
    if (lexer->text.at[lexer->at] == '\\' || is_html_comment(lexer))
        return lexer_give_up(lexer);
    if (lexer->has_jsx && lexer->text.at[lexer->at] == '<')
        return meet_less(lexer);
    lexer->at++;
    return true;
}

INLINE bool meet_byte(struct lexer *lexer)
{
    switch (stops[(unsigned char)lexer->text.at[lexer->at]]) {
    case STOP_PARENTHESIS:
        return meet_parenthesis(lexer);
    case STOP_OTHER:
        return meet_other(lexer);
    default:
        return meet_noted(lexer);
    }
}

// The next place of the word at or after the reader.
static size_t word_at(const struct lexer *lexer, struct word *word)
{
    if (word->at < lexer->at) {
        size_t found = needle_find(lexer->text, &word->needle, lexer->at);
        word->at = found == STR_NONE ? lexer->text.len : found;
    }
    return word->at;
}

// Where two begin at the same place it is the longer one: `m` may be a part of `msg`, not the other way
// round.
static struct word *nearest_word(const struct lexer *lexer)
{
    struct word *nearest = NULL;
    for (size_t i = 0; i < lexer->word_count; i++) {
        struct word *word = &lexer->words[i];
        size_t at = word_at(lexer, word);
        if (at < lexer->text.len &&
            (!nearest || at < nearest->at || (at == nearest->at && word->text.len > nearest->text.len)))
            nearest = word;
    }
    return nearest;
}

// Of 64 bytes those that `stops` has.
LANES_BODY uint64_t marks_of_body(const char *at)
{
    uint64_t marks = 0;
    for (size_t i = 0; i < 64; i += sizeof(wide_lanes)) {
        wide_lanes bytes, quotes, brackets, others;
        memcpy(&bytes, at + i, sizeof bytes);
        quotes = (wide_lanes)((bytes == (uint8_t)'"') | (bytes == (uint8_t)'\'') | (bytes == (uint8_t)'`'));
        brackets = (wide_lanes)((bytes == (uint8_t)'{') | (bytes == (uint8_t)'}') |
                                ((bytes & (uint8_t)0xfe) == (uint8_t)'(')); // and `)`
        others = (wide_lanes)((bytes == (uint8_t)'<') | (bytes == (uint8_t)'\\') |
                              ((bytes | (uint8_t)2) == (uint8_t)'/')); // and `-`
        quotes |= brackets | others;
        marks |= (uint64_t)wide_mask(&quotes) << i;
    }
    return marks;
}
LANES_TWICE(uint64_t, marks_of, (const char *at), at);

static void mark_block(struct lexer *lexer, size_t start)
{
    const char *at = lexer->text.at + start;
    size_t len = lexer->text.len - start;
    lexer->block = start;
    lexer->marks = 0;
    if (len >= 64)
        lexer->marks = marks_of(at);
    for (size_t i = 0; len < 64 && i < len; i++)
        lexer->marks |= (uint64_t)(stops[(unsigned char)at[i]] != STOP_NONE) << i;
}

// The next byte that means something, or the limit.
INLINE size_t next_stop(struct lexer *lexer, size_t limit)
{
    for (size_t at = lexer->at; at < limit; at = lexer->block + 64) {
        if (at - lexer->block >= 64)
            mark_block(lexer, at);
        uint64_t marks = lexer->marks >> (at - lexer->block);
        if (marks) {
            at += (size_t)__builtin_ctzll(marks);
            return at < limit ? at : limit;
        }
    }
    return limit;
}

// Over one byte that means something, or to the limit.
INLINE bool look(struct lexer *lexer, size_t limit)
{
    lexer->at = next_stop(lexer, limit);
    return lexer->at == limit || meet_byte(lexer);
}

static bool is_led(const struct lexer *lexer)
{
    return lexer->trace && lexer->trace->is_whole;
}

// As if the way had been gone up to the end of the step, and over what follows it to the limit.
static void go_behind(struct lexer *lexer, const struct trace_step *step, size_t limit)
{
    lexer->braces = step->braces;
    lexer->comment_count = step->comments;
    lexer->at = step->end > limit ? step->end : limit;
}

// To the limit along the trace, or behind the step in which it stands.
static void follow(struct lexer *lexer, size_t limit)
{
    const struct trace *trace = lexer->trace;
    size_t next = lexer->next_step;
    while (next < trace->count && trace->at[next].start < limit)
        next++;
    lexer->next_step = next;
    if (next > 0)
        go_behind(lexer, &trace->at[next - 1], limit);
    else
        lexer->at = limit;
}

// Along the trace over the step that begins here; false where there is none.
static bool follow_one(struct lexer *lexer)
{
    size_t next = lexer->next_step, at = lexer->at;
    if (next == lexer->trace->count || lexer->trace->at[next].start != at)
        return false;
    lexer->next_step++;
    go_behind(lexer, &lexer->trace->at[next], at);
    return true;
}

// To the limit, or behind it where it stands in what is stepped over.
static bool go_on(struct lexer *lexer, size_t limit)
{
    bool good = true;
    if (is_led(lexer))
        follow(lexer, limit);
    while (good && lexer->at < limit)
        good = look(lexer, limit);
    return good;
}

void lexer_open(struct lexer *lexer)
{
    for (size_t i = 0; i < lexer->word_count; i++) {
        struct word *word = &lexer->words[i];
        word->needle = needle_of(word->text);
        size_t found = needle_find(lexer->text, &word->needle, 0);
        word->at = found == STR_NONE ? lexer->text.len : found;
    }
    bool has_mark;
    lexer->block = lexer->text.len; // none yet
    lexer->at = lexer->start = lexer->text.len - utf_skip_bom(lexer->text, &has_mark).len;
    if (!str_starts(str_from(lexer->text, lexer->at), STR("#!")))
        return;
    size_t end = str_find_byte(lexer->text, '\n', 0);
    lexer->at = end == STR_NONE ? lexer->text.len : end;
}

struct word *lexer_next(struct lexer *lexer)
{
    while (!lexer->is_unsure && lexer->at < lexer->text.len) {
        struct word *word = nearest_word(lexer);
        if (!go_on(lexer, word ? word->at : lexer->text.len))
            return NULL;
        if (!word || lexer->at != word->at)
            continue;
        if (!is_led(lexer) || !follow_one(lexer)) // over what begins with it, as an element does with `<`
            return word;
    }
    return NULL;
}

// The same for who does not go far.
static bool look_once(struct lexer *lexer, size_t limit)
{
    return look(lexer, limit);
}

bool lexer_close(struct lexer *lexer)
{
    size_t parentheses = lexer->parentheses, braces = lexer->braces;
    do {
        if (lexer->at == lexer->text.len)
            return lexer_give_up(lexer);
        if (!look_once(lexer, lexer->text.len))
            return false;
    } while (lexer->parentheses > parentheses);
    return lexer->braces == braces || lexer_give_up(lexer);
}

bool lexer_close_block(struct lexer *lexer)
{
    size_t braces = lexer->braces;
    do {
        if (lexer->at == lexer->text.len)
            return lexer_give_up(lexer);
        if (!look_once(lexer, lexer->text.len))
            return false;
    } while (lexer->braces >= braces);
    return true;
}

bool lexer_close_brace(struct lexer *lexer)
{
    lexer->at++;
    lexer->braces++;
    return lexer_close_block(lexer);
}

static size_t comma_at(const struct lexer *lexer, size_t at)
{
    size_t comma = str_find_byte(lexer->text, ',', at);
    return comma == STR_NONE ? lexer->text.len : comma;
}

bool lexer_close_argument(struct lexer *lexer)
{
    size_t parentheses = ++lexer->parentheses, braces = lexer->braces, comma = comma_at(lexer, lexer->at);
    do {
        if (lexer->at == lexer->text.len)
            return lexer_give_up(lexer);
        if (comma < lexer->at)
            comma = comma_at(lexer, lexer->at);
        if (!look_once(lexer, comma))
            return false;
        if (lexer->at == comma && comma < lexer->text.len) {
            if (lexer->parentheses == parentheses && lexer->braces == braces)
                return lexer_give_up(lexer);
            lexer->at++;
        }
    } while (lexer->parentheses >= parentheses);
    return lexer->braces == braces || lexer_give_up(lexer);
}

size_t lexer_block_start(const struct lexer *lexer)
{
    size_t open = STR_NONE;
    for (size_t i = is_led(lexer) ? lexer->next_step : 0; i-- > 0 && open == STR_NONE;) {
        const struct trace_step *step = &lexer->trace->at[i];
        size_t before = i > 0 ? step[-1].braces : 0;
        if (before < lexer->braces && step->braces >= lexer->braces)
            open = step->end - 1;
    }
    bool is_brace =
        open != STR_NONE && lexer->text.at[open] == '{' && (open == 0 || lexer->text.at[open - 1] != '$');
    return is_brace ? open : STR_NONE;
}

bool lexer_is_sure(struct lexer *lexer)
{
    bool is_sure =
        !lexer->is_unsure && lexer->braces == 0 && lexer->parentheses == 0 && lexer->template_count == 0;
    if (lexer->trace)
        lexer->trace->is_whole |= is_sure;
    return is_sure;
}
