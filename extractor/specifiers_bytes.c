// Specifiers from the bytes: a lexer that knows strings, templates, comments, regular expressions and braces,
// and looks closer only where the words `import`, `export` and `require` stand. Wherever the bytes alone
// leave a doubt (JSX, a slash that may divide or begin a regular expression, a place where no statement can
// start) it gives up, and the caller parses.
#include "extractor/specifier_text.h"

#include <stdint.h>

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

static bool give_up(struct lexer *lexer)
{
    lexer->is_unsure = true;
    return false;
}

static char byte_at(const struct lexer *lexer, size_t at)
{
    return at < lexer->text.len ? lexer->text.at[at] : 0;
}

// ---- tokens

static bool is_blank(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

// Behind a comment that starts at `at`.
static size_t comment_end(struct lexer *lexer, size_t at)
{
    bool is_block = byte_at(lexer, at + 1) == '*';
    size_t end = str_find(lexer->text, is_block ? STR("*/") : STR("\n"), at + 2);
    if (end == STR_NONE) {
        if (is_block)
            give_up(lexer);
        return lexer->text.len;
    }
    return end + (is_block ? 2 : 0);
}

static bool is_comment(const struct lexer *lexer, size_t at)
{
    return byte_at(lexer, at) == '/' && (byte_at(lexer, at + 1) == '/' || byte_at(lexer, at + 1) == '*');
}

// The next token at or after `at`.
static size_t skip(struct lexer *lexer, size_t at)
{
    for (;;) {
        while (at < lexer->text.len && is_blank(lexer->text.at[at]))
            at++;
        if (!is_comment(lexer, at))
            return at;
        at = comment_end(lexer, at);
    }
}

// The offset of the closing quote of the string at `at`, or STR_NONE.
static size_t string_close(const struct lexer *lexer, size_t at)
{
    char quote = lexer->text.at[at];
    for (at++; at < lexer->text.len; at++) {
        char byte = lexer->text.at[at];
        if (byte == quote)
            return at;
        if (byte == '\\')
            at++;
        else if (byte == '\n' || byte == '\r')
            return STR_NONE;
    }
    return STR_NONE;
}

static size_t word_end(const struct lexer *lexer, size_t at)
{
    while (at < lexer->text.len && is_word_byte(lexer->text.at[at]))
        at++;
    return at;
}

static bool is_word(const struct lexer *lexer, size_t at, const char *word)
{
    return str_is(str_slice(lexer->text, at, word_end(lexer, at)), word);
}

// Behind the last token before `at`; 0 when there is none. *broken tells whether a line ends in between.
static size_t previous_end(const struct lexer *lexer, size_t at, bool *broken)
{
    *broken = false;
    for (;;) {
        while (at > 0 && is_blank(lexer->text.at[at - 1]))
            *broken |= lexer->text.at[--at] == '\n';
        if (at == 0 || at != lexer->comment_end)
            return at;
        // Two comments in a row: the one before is not known, which reads as a token and can only cause a
        // doubt.
        *broken |= lexer->text.at[lexer->comment_start + 1] == '/' ||
                   memchr(lexer->text.at + lexer->comment_start, '\n', at - lexer->comment_start);
        at = lexer->comment_start;
    }
}

static struct str word_before(const struct lexer *lexer, size_t end)
{
    size_t start = end;
    while (start > 0 && is_word_byte(lexer->text.at[start - 1]))
        start--;
    return str_slice(lexer->text, start, end);
}

// ---- what stands behind the words

// Reads `( "text"` from the bracket on; *start and *end are of the text. False when there is no plain
// literal, or when more than a literal stands there. *after is behind the literal.
static bool read_argument(struct lexer *lexer, size_t at, size_t *start, size_t *end, size_t *after)
{
    at = skip(lexer, at + 1);
    char quote = byte_at(lexer, at);
    if (quote == '"' || quote == '\'')
        *end = string_close(lexer, at);
    else if (quote == '`')
        *end = str_find_byte(lexer->text, '`', at + 1);
    else
        return false;
    if (*end == STR_NONE)
        return give_up(lexer);
    *start = at + 1;
    struct str text = str_slice(lexer->text, *start, *end);
    if (quote == '`' &&
        (str_find(text, STR("${"), 0) != STR_NONE || str_find_byte(text, '\\', 0) != STR_NONE))
        return str_find_byte(text, '\\', 0) != STR_NONE ? give_up(lexer) : false;
    *after = skip(lexer, *end + 1);
    char next = byte_at(lexer, *after);
    return next == ')' || next == ',';
}

// Whether `import("x")` is an expression: types look the same, and only some places tell.
static bool tell_dynamic(struct lexer *lexer, size_t word, size_t close, enum specifier_kind *kind)
{
    static const char *const calls[] = {"then", "catch", "finally"};
    static const char *const before[] = {"await", "return", "yield", "void", "throw"};
    bool broken;
    size_t end = previous_end(lexer, word, &broken);
    struct str previous = word_before(lexer, end);
    *kind = SPECIFIER_DYNAMIC;
    for (size_t i = 0; i < sizeof before / sizeof *before; i++)
        if (str_is(previous, before[i]))
            return true;
    size_t next = skip(lexer, close + 1);
    if (byte_at(lexer, next) == '.') {
        size_t name = skip(lexer, next + 1), behind = skip(lexer, word_end(lexer, name));
        for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
            if (is_word(lexer, name, calls[i]) && byte_at(lexer, behind) == '(')
                return true;
        bool in_type = end > 0 && strchr("<:|&", lexer->text.at[end - 1]);
        bool in_list = byte_at(lexer, behind) == '[' || byte_at(lexer, behind) == '(';
        if (!in_type || in_list || lexer->text.at[end - 1] == ':')
            return give_up(lexer);
        return give_up(lexer);
    }
    bool is_arrow = end > 1 && lexer->text.at[end - 1] == '>' && lexer->text.at[end - 2] == '=';
    if (is_arrow &&
        (byte_at(lexer, next) == ',' || byte_at(lexer, next) == ')' || byte_at(lexer, next) == ';'))
        return true;
    return lexer->is_javascript || give_up(lexer);
}

static bool read_dynamic(struct lexer *lexer, size_t word, size_t open)
{
    size_t start, end, after;
    if (!read_argument(lexer, open, &start, &end, &after))
        return !lexer->is_unsure;
    enum specifier_kind kind;
    if (byte_at(lexer, after) == ',' && !lexer->is_javascript)
        return give_up(lexer);
    if (byte_at(lexer, after) == ',')
        kind = SPECIFIER_DYNAMIC;
    else if (!tell_dynamic(lexer, word, after, &kind))
        return false;
    specifier_add(lexer->text, start, end, kind, lexer->arena, &lexer->dynamic);
    return true;
}

// `import x = …` from behind the `=`.
static bool read_alias(struct lexer *lexer, size_t at)
{
    at = skip(lexer, at);
    if (!is_word(lexer, at, "require"))
        return word_end(lexer, at) > at || give_up(lexer);
    size_t start, end, after, open = skip(lexer, word_end(lexer, at));
    if (byte_at(lexer, open) != '(')
        return true;
    if (!read_argument(lexer, open, &start, &end, &after) || byte_at(lexer, after) != ')' ||
        lexer->text.at[start - 1] == '`')
        return give_up(lexer);
    specifier_add(lexer->text, start, end, SPECIFIER_IMPORT_REQUIRE, lexer->arena, &lexer->fixed);
    return true;
}

// Behind the braces of an import or export clause that start at `at`, or STR_NONE.
static size_t clause_end(struct lexer *lexer, size_t at)
{
    for (at = skip(lexer, at + 1);; at = skip(lexer, at)) {
        char byte = byte_at(lexer, at);
        if (byte == '}')
            return at + 1;
        if (byte == '"' || byte == '\'') {
            at = string_close(lexer, at);
            if (at == STR_NONE)
                return at;
            at++;
        } else if (byte == ',') {
            at++;
        } else if (is_word_byte(byte)) {
            at = word_end(lexer, at);
        } else {
            return STR_NONE;
        }
    }
}

// The string at `at` ends a static import or export.
static bool add_static(struct lexer *lexer, size_t at)
{
    size_t close = string_close(lexer, at);
    if (close == STR_NONE)
        return give_up(lexer);
    specifier_add(lexer->text, at + 1, close, SPECIFIER_IMPORT, lexer->arena, &lexer->fixed);
    lexer->at = close + 1;
    return true;
}

// The clause of a static import from `at` on: words, `*`, `,` and braces up to the string.
static bool read_import(struct lexer *lexer, size_t at)
{
    bool is_first = true, after_from = false;
    for (;; is_first = false) {
        char byte = byte_at(lexer, at);
        if (byte == '"' || byte == '\'')
            return is_first || after_from ? add_static(lexer, at) : give_up(lexer);
        if (byte == '=' && !is_first)
            return read_alias(lexer, at + 1);
        after_from = is_word(lexer, at, "from");
        if (byte == '{')
            at = clause_end(lexer, at);
        else if (byte == '*' || byte == ',')
            at++;
        else if (is_word_byte(byte))
            at = word_end(lexer, at);
        else
            return give_up(lexer);
        if (at == STR_NONE)
            return give_up(lexer);
        at = skip(lexer, at);
    }
}

// Whether a statement can start at a word: what stands before has ended.
static bool starts_statement(struct lexer *lexer, size_t at)
{
    bool broken;
    size_t end = previous_end(lexer, at, &broken);
    if (end == 0)
        return true;
    char byte = lexer->text.at[end - 1];
    if (byte == ';' || byte == '}' || str_is(word_before(lexer, end), "export"))
        return true;
    return broken && (is_word_byte(byte) || byte == ')' || byte == ']' || byte == '"' || byte == '\'' ||
                      byte == '`' || byte == '>');
}

static bool is_property(const struct lexer *lexer, size_t at, size_t len)
{
    char before = at > 0 ? lexer->text.at[at - 1] : 0, after = byte_at(lexer, at + len);
    return (before && (is_word_byte(before) || before == '.' || before == '#')) || is_word_byte(after);
}

static bool meet_import(struct lexer *lexer)
{
    size_t word = lexer->at, next = word + 6;
    lexer->at = next;
    if (is_property(lexer, word, 6))
        return true;
    next = skip(lexer, next);
    char byte = byte_at(lexer, next);
    if (byte == '(')
        return read_dynamic(lexer, word, next);
    if (byte == '.' || byte == ':' || byte == ',' || byte == '?')
        return byte == '.' || lexer->depth > 0 || give_up(lexer);
    if (lexer->depth > 0 || !starts_statement(lexer, word))
        return give_up(lexer);
    return read_import(lexer, next);
}

static bool meet_export(struct lexer *lexer)
{
    size_t word = lexer->at, next = word + 6;
    lexer->at = next;
    if (is_property(lexer, word, 6))
        return true;
    next = skip(lexer, next);
    if (is_word(lexer, next, "type")) {
        size_t behind = skip(lexer, word_end(lexer, next));
        if (byte_at(lexer, behind) == '{' || byte_at(lexer, behind) == '*')
            next = behind;
    }
    char byte = byte_at(lexer, next);
    if (byte != '{' && byte != '*')
        return true;
    if (lexer->depth > 0 || !starts_statement(lexer, word))
        return give_up(lexer);
    size_t end = byte == '{' ? clause_end(lexer, next) : next + 1;
    if (end == STR_NONE)
        return give_up(lexer);
    next = skip(lexer, end);
    if (byte == '*' && is_word(lexer, next, "as")) {
        next = skip(lexer, word_end(lexer, next));
        if (!is_word_byte(byte_at(lexer, next)))
            return give_up(lexer);
        next = skip(lexer, word_end(lexer, next));
    }
    lexer->at = end;
    if (!is_word(lexer, next, "from"))
        return byte == '{' || give_up(lexer);
    next = skip(lexer, word_end(lexer, next));
    return byte_at(lexer, next) == '"' || byte_at(lexer, next) == '\'' ? add_static(lexer, next)
                                                                       : give_up(lexer);
}

static bool meet_require(struct lexer *lexer)
{
    size_t word = lexer->at, next = word + 7, start, end, after;
    lexer->at = next;
    bool broken;
    if (is_property(lexer, word, 7))
        return true;
    next = skip(lexer, next);
    if (byte_at(lexer, next) == '?' && byte_at(lexer, next + 1) == '.')
        return give_up(lexer);
    if (byte_at(lexer, next) != '(' || !read_argument(lexer, next, &start, &end, &after))
        return !lexer->is_unsure;
    if (byte_at(lexer, after) != ')' || str_is(word_before(lexer, previous_end(lexer, word, &broken)), "new"))
        return give_up(lexer);
    specifier_add(lexer->text, start, end, SPECIFIER_REQUIRE, lexer->arena, &lexer->dynamic);
    return true;
}

// ---- the bytes between the words

// A slash divides for sure when no second one stands on its line: a regular expression cannot pass a line.
static bool divides(struct lexer *lexer, size_t at)
{
    size_t line = str_find_byte(lexer->text, '\n', at);
    struct str rest = str_slice(lexer->text, at + 1, line == STR_NONE ? lexer->text.len : line);
    return str_find_byte(rest, '/', 0) == STR_NONE || give_up(lexer);
}

static bool skip_regex(struct lexer *lexer)
{
    bool in_class = false;
    for (size_t at = lexer->at + 1; at < lexer->text.len; at++) {
        char byte = lexer->text.at[at];
        if (byte == '\n' || byte == '\r')
            break;
        if (byte == '/' && !in_class) {
            lexer->at = at + 1;
            return true;
        }
        if (byte == '\\')
            at++;
        else if (byte == '[')
            in_class = true;
        else if (byte == ']')
            in_class = false;
    }
    return give_up(lexer);
}

static bool meet_slash(struct lexer *lexer)
{
    static const char *const keywords[] = {"return", "typeof", "case",  "in", "instanceof",
                                           "delete", "void",   "throw", "do", "else"};
    bool broken;
    size_t end = previous_end(lexer, lexer->at, &broken);
    char byte = end > 0 ? lexer->text.at[end - 1] : 0;
    if (lexer->has_jsx && (byte == '<' || byte_at(lexer, lexer->at + 1) == '>'))
        return give_up(lexer);
    if (is_word_byte(byte)) {
        struct str word = word_before(lexer, end);
        char before = (size_t)(word.at - lexer->text.at) > 0 ? word.at[-1] : 0;
        for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++)
            if (str_is(word, keywords[i]))
                return before == '.' ? divides(lexer, lexer->at) && ++lexer->at : skip_regex(lexer);
        if (str_is(word, "of") || str_is(word, "await") || str_is(word, "yield") ||
            (unsigned char)byte >= 0x80)
            return divides(lexer, lexer->at) && ++lexer->at;
        lexer->at++;
        return true;
    }
    if (byte == ']' || byte == '"' || byte == '\'' || byte == '`') {
        lexer->at++;
        return true;
    }
    bool may_be_both = byte && strchr(")}!>/", byte);
    bool is_step = (byte == '+' || byte == '-') && end > 1 && lexer->text.at[end - 2] == byte;
    if (may_be_both || is_step)
        return divides(lexer, lexer->at) && ++lexer->at;
    return skip_regex(lexer);
}

static bool meet_comment(struct lexer *lexer)
{
    lexer->comment_start = lexer->at;
    lexer->at = lexer->comment_end = comment_end(lexer, lexer->at);
    struct str comment = str_slice(lexer->text, lexer->comment_start, lexer->comment_end);
    if (lexer->is_javascript && str_starts(comment, STR("/**")) &&
        str_find(comment, STR("import"), 0) != STR_NONE)
        return give_up(lexer);
    return !lexer->is_unsure;
}

// From behind the backtick or the closing brace of an expression: to the end of the template or its next
// `${`.
static bool skip_template(struct lexer *lexer)
{
    for (size_t at = lexer->at; at < lexer->text.len; at++) {
        char byte = lexer->text.at[at];
        if (byte == '`') {
            lexer->at = at + 1;
            return true;
        }
        if (byte == '\\') {
            at++;
        } else if (byte == '$' && byte_at(lexer, at + 1) == '{') {
            if (lexer->template_count == most_templates)
                break;
            lexer->templates[lexer->template_count++] = lexer->depth++;
            lexer->at = at + 2;
            return true;
        }
    }
    return give_up(lexer);
}

static bool meet_brace(struct lexer *lexer)
{
    if (lexer->text.at[lexer->at++] == '{') {
        lexer->depth++;
        return true;
    }
    if (lexer->depth-- == 0)
        return give_up(lexer);
    if (lexer->template_count == 0 || lexer->templates[lexer->template_count - 1] != lexer->depth)
        return true;
    lexer->template_count--;
    return skip_template(lexer);
}

// `<` where JSX may be: only what clearly compares is let pass.
static bool meet_less(struct lexer *lexer)
{
    bool broken;
    size_t end = previous_end(lexer, lexer->at, &broken);
    char byte = end > 0 ? lexer->text.at[end - 1] : 0;
    struct str word = word_before(lexer, end);
    bool has_operand =
        is_word_byte(byte) || byte == ')' || byte == ']' || byte == '"' || byte == '\'' || byte == '<';
    lexer->at++;
    return (has_operand && !str_is(word, "return") && !str_is(word, "default") && !str_is(word, "case") &&
            !str_is(word, "yield") && !str_is(word, "await")) ||
           give_up(lexer);
}

static bool meet_quote(struct lexer *lexer)
{
    if (lexer->text.at[lexer->at] == '`') {
        lexer->at++;
        return skip_template(lexer);
    }
    size_t close = string_close(lexer, lexer->at);
    if (close == STR_NONE)
        return give_up(lexer);
    lexer->at = close + 1;
    return true;
}

enum stop { STOP_NONE, STOP_QUOTE, STOP_SLASH, STOP_BRACE, STOP_LESS };

static const uint8_t stops[256] = {
    ['"'] = STOP_QUOTE, ['\''] = STOP_QUOTE, ['`'] = STOP_QUOTE, ['/'] = STOP_SLASH,
    ['{'] = STOP_BRACE, ['}'] = STOP_BRACE,  ['<'] = STOP_LESS,
};

static bool meet_byte(struct lexer *lexer)
{
    switch (stops[(unsigned char)lexer->text.at[lexer->at]]) {
    case STOP_QUOTE:
        return meet_quote(lexer);
    case STOP_SLASH:
        return is_comment(lexer, lexer->at) ? meet_comment(lexer) : meet_slash(lexer);
    case STOP_BRACE:
        return meet_brace(lexer);
    default:
        if (lexer->has_jsx)
            return meet_less(lexer);
        lexer->at++;
        return true;
    }
}

// The next place of the word at or after the reader.
static size_t word_at(struct lexer *lexer, struct word *word)
{
    if (word->at < lexer->at) {
        size_t found = str_find(lexer->text, word->text, lexer->at);
        word->at = found == STR_NONE ? lexer->text.len : found;
    }
    return word->at;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static bool step(struct lexer *lexer)
{
    size_t import = word_at(lexer, &lexer->import), export = word_at(lexer, &lexer->export);
    size_t require = lexer->is_javascript ? word_at(lexer, &lexer->require) : lexer->text.len;
    size_t limit = least(import, least(export, require)), at = lexer->at;
    while (at < limit && !stops[(unsigned char)lexer->text.at[at]])
        at++;
    lexer->at = at;
    if (at < limit)
        return meet_byte(lexer);
    if (at == lexer->text.len)
        return true;
    return at == import ? meet_import(lexer) : at == export ? meet_export(lexer) : meet_require(lexer);
}

bool specifiers_of_bytes(const struct specifier_question *question, struct arena *arena,
                         struct specifier_list *out)
{
    struct lexer lexer = {.question = question,
                          .text = question->text,
                          .arena = arena,
                          .is_javascript = question->row->is_javascript,
                          .has_jsx = question->row->grammar == GRAMMAR_TSX,
                          .import = {STR("import"), 0},
                          .export = {STR("export"), 0},
                          .require = {STR("require"), 0}};
    if (question->is_declaration)
        return false;
    struct word *words[] = {&lexer.import, &lexer.export, &lexer.require};
    for (size_t i = 0; i < 3; i++) {
        size_t found = str_find(question->text, words[i]->text, 0);
        words[i]->at = found == STR_NONE ? question->text.len : found;
    }
    if (str_starts(question->text, STR("#!"))) {
        lexer.at = str_find_byte(question->text, '\n', 0);
        if (lexer.at == STR_NONE)
            lexer.at = question->text.len;
    }
    while (lexer.at < question->text.len)
        if (!step(&lexer))
            return false;
    if (lexer.depth > 0 || lexer.template_count > 0)
        return false;
    specifiers_of_references(question->text, arena, out);
    specifiers_append(out, &lexer.fixed, arena);
    specifiers_append(out, &lexer.dynamic, arena);
    return true;
}
