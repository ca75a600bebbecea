// A lexer that knows where JavaScript's code is: it steps over strings, templates, comments and regular
// expressions, keeps count of brackets, and stops at the words that its caller asks for. It costs a small
// part of a parse. Wherever the bytes alone leave a doubt (a slash that may divide or begin a regular
// expression, `<` that may begin an element or type parameters, brackets that do not match) it gives up, and
// the caller asks the syntax tree.
#ifndef EXTRACTOR_LEXER_H
#define EXTRACTOR_LEXER_H

#include "base/arena.h"
#include "base/byte.h"
#include "extractor/grammar.h"

enum { most_templates = 32, most_elements = 32, kept_comments = 8 };

// A word that is looked for, and its next occurrence; the text's length where there is none.
struct word {
    struct str text;
    int meaning; // the caller's own
    size_t at;
    struct needle needle; // the lexer's own
};

// A step of the way through a text: over a string, a regular expression, a template or a part of one, a
// comment, a brace. Round brackets are none. Who goes there again is led past all that without looking at it.
// Files are no larger than 32 bits say (base/file.h).
struct trace_step {
    uint32_t start, end;
    uint32_t braces;   // that are open behind it
    uint32_t comments; // so many runs of them were met up to here
};

// Comments that follow one another.
struct comment_run {
    uint32_t start, end;
};

struct comment_run_list {
    struct comment_run *at;
    size_t count, capacity;
};

struct trace {
    struct trace_step *at; // in the order of the text
    size_t count, capacity;
    struct comment_run_list comments;
    struct arena *arena;
    bool is_whole; // of a way that ended without a doubt: to be followed
};

// An element of JSX that has not ended (lexer_element.h).
struct open_element {
    uint32_t name;
    uint16_t name_len;
    bool is_root; // stands in code, not in another element
    bool in_tag;  // else among its children
};

struct lexer {
    // Given by the caller.
    struct str text;
    struct word *words;
    size_t word_count;
    bool has_jsx;                                                // `<` may begin an element
    void (*meet_jsdoc)(struct lexer *lexer, struct str comment); // hears of `/** … import … */`; may be NULL
    struct trace *trace; // followed where it is whole, else added to; may be NULL

    size_t start; // behind a byte order mark
    size_t at;    // of the next byte to be looked at
    size_t braces, parentheses;
    uint64_t heads;   // bit n: the open parenthesis number n holds the head of a statement
    bool closed_head; // so did the one that was closed last
    size_t block;     // where the 64 bytes begin that `marks` is about
    uint64_t marks;   // bit n: byte number n of the block means something
    size_t
        templates[most_templates]; // the count of braces at which each open `${` ends, or `{` in an element
    size_t template_count;
    uint32_t in_elements; // bit n: number n of `templates` stands in an element
    struct open_element elements[most_elements];
    size_t element_count;
    struct comment_run
        comments[kept_comments]; // the latest, to be stepped over backwards: number n at n % kept_comments
    size_t comment_count;        // runs that were met; of a lexer that is led the trace has them
    size_t next_step;            // of the trace that is followed
    bool is_unsure;
};

// Prepares the lexer, whose first group of members is set.
void lexer_open(struct lexer *lexer);
// Goes to the next occurrence of one of the words that stands in code, as a word or as part of one, and gives
// it, the longest where several begin; lexer->at is its first byte, and has to be moved on by the caller.
// NULL at the end, and when in doubt.
struct word *lexer_next(struct lexer *lexer);
// From an opening parenthesis at lexer->at to behind the one that closes it. False when in doubt.
bool lexer_close(struct lexer *lexer);
// The same from an opening brace, and from inside of a block to behind the brace that closes it.
bool lexer_close_brace(struct lexer *lexer);
bool lexer_close_block(struct lexer *lexer);
// From inside of a first argument to behind the parenthesis that closes it. Gives up where a comma could end
// it before.
bool lexer_close_argument(struct lexer *lexer);
// Of a lexer that is led: the brace that opened the block in which it stands; else, and where it is a `${`,
// STR_NONE.
size_t lexer_block_start(const struct lexer *lexer);
// The same lexer, led by no trace any more: to look ahead.
struct lexer lexer_ahead(const struct lexer *lexer);
// Whether the end was reached without a doubt and with all brackets closed. Then the trace is whole.
bool lexer_is_sure(struct lexer *lexer);
// Notes that the bytes do not tell; false, so that it can be returned.
bool lexer_give_up(struct lexer *lexer);

// Looking around.

static inline bool is_word_byte(char byte)
{
    return byte_is_letter(byte) || byte_is_digit(byte) || byte == '_' || byte == '$' ||
           (unsigned char)byte >= 0x80;
}

// The byte at an offset, 0 behind the end.
static inline char lexer_byte(const struct lexer *lexer, size_t at)
{
    return at < lexer->text.len ? lexer->text.at[at] : 0;
}

// The byte before an offset, 0 at the front.
static inline char lexer_byte_before(const struct lexer *lexer, size_t end)
{
    return end > 0 ? lexer->text.at[end - 1] : 0;
}

static inline bool lexer_at_comment(const struct lexer *lexer, size_t at)
{
    return lexer_byte(lexer, at) == '/' &&
           (lexer_byte(lexer, at + 1) == '/' || lexer_byte(lexer, at + 1) == '*');
}

// Behind the comment that starts at `at`.
size_t lexer_comment_end(struct lexer *lexer, size_t at);
// The next token at or after `at`. Gives up at white space beyond ASCII.
size_t lexer_skip(struct lexer *lexer, size_t at);
// The offset of the closing quote of the string at `at`, or STR_NONE.
size_t lexer_string_close(const struct lexer *lexer, size_t at);
size_t lexer_word_end(const struct lexer *lexer, size_t at);
bool lexer_at_word(const struct lexer *lexer, size_t at, const char *word);
// The run of comments that was met last, or so many before that; ends at 0 where there is none.
struct comment_run lexer_comment_run(const struct lexer *lexer, size_t back);
// Behind the last token before `at`; 0 when there is none. *broken tells whether a line ends in between. Who
// goes back over more than kept_comments runs of comments needs a trace.
size_t lexer_previous_end(const struct lexer *lexer, size_t at, bool *broken);
// The word that ends at `end`; may be empty. What is not of ASCII may be white space and a word behind it.
struct str lexer_word_before(const struct lexer *lexer, size_t end);
// Whether the word at `at` is part of a longer one, or the name of a member (`a.import`, `#import`). Gives up
// where it touches a character beyond ASCII, which may be a letter or white space, and where a dot stands
// before it, but apart.
bool lexer_is_member(struct lexer *lexer, size_t at, size_t len);

#endif
