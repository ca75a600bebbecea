// The lexer behind specifiers_of_bytes(). Internal to specifier*.c.
#ifndef EXTRACTOR_SPECIFIER_LEXER_H
#define EXTRACTOR_SPECIFIER_LEXER_H

#include "extractor/specifier_text.h"

enum { most_templates = 32 };

// Where the next occurrence of a word is; text.len when there is none.
struct word {
    struct str text;
    size_t at;
};

struct lexer {
    const struct specifier_question *question;
    struct str text;
    struct arena *arena;
    size_t at;
    size_t depth;                     // of braces
    size_t templates[most_templates]; // depth at which each open `${` ends
    size_t template_count;
    size_t comment_start, comment_end; // the latest comment, to step over it backwards
    struct word import, export, require;
    struct specifier_list fixed, dynamic;
    bool has_jsx, is_javascript;
    bool is_unsure;
};

// Notes that the bytes do not tell; false, so that it can be returned.
bool lexer_give_up(struct lexer *lexer);

// The byte at an offset, 0 behind the end.
char lexer_byte(const struct lexer *lexer, size_t at);
bool lexer_at_comment(const struct lexer *lexer, size_t at);
// Behind the comment that starts at `at`.
size_t lexer_comment_end(struct lexer *lexer, size_t at);
// The next token at or after `at`.
size_t lexer_skip(struct lexer *lexer, size_t at);
// The offset of the closing quote of the string at `at`, or STR_NONE.
size_t lexer_string_close(const struct lexer *lexer, size_t at);
size_t lexer_word_end(const struct lexer *lexer, size_t at);
bool lexer_at_word(const struct lexer *lexer, size_t at, const char *word);
// Behind the last token before `at`; 0 when there is none. *broken tells whether a line ends in between.
size_t lexer_previous_end(const struct lexer *lexer, size_t at, bool *broken);
// The word that ends at `end`; may be empty.
struct str lexer_word_before(const struct lexer *lexer, size_t end);

// Reads on from the word at lexer->at; false when it gave up.
bool lexer_meet_import(struct lexer *lexer);
bool lexer_meet_export(struct lexer *lexer);
bool lexer_meet_require(struct lexer *lexer);

#endif
