// What stands behind `import`, `export` and `require`.
#include "extractor/specifier_reader.h"

// Reads `( "text"` from the bracket on; *start and *end are of the text. False when there is no plain
// literal, or when more than a literal stands there. *after is behind the literal.
static bool read_argument(struct lexer *lexer, size_t at, size_t *start, size_t *end, size_t *after)
{
    at = lexer_skip(lexer, at + 1);
    char quote = lexer_byte(lexer, at);
    if (quote == '"' || quote == '\'')
        *end = lexer_string_close(lexer, at);
    else if (quote == '`')
        *end = str_find_byte(lexer->text, '`', at + 1);
    else
        return false;
    if (*end == STR_NONE)
        return lexer_give_up(lexer);
    *start = at + 1;
    struct str text = str_slice(lexer->text, *start, *end);
    if (quote == '`' &&
        (str_find(text, STR("${"), 0) != STR_NONE || str_find_byte(text, '\\', 0) != STR_NONE))
        return str_find_byte(text, '\\', 0) != STR_NONE ? lexer_give_up(lexer) : false;
    *after = lexer_skip(lexer, *end + 1);
    char next = lexer_byte(lexer, *after);
    return next == ')' || next == ',';
}

// Whether `import("x")` is an expression: types look the same, and only some places tell.
static bool tell_dynamic(struct specifier_reader *reader, size_t word, size_t close,
                         enum specifier_kind *kind)
{
    struct lexer *lexer = &reader->lexer;
    static const char *const calls[] = {"then", "catch", "finally"};
    static const char *const before[] = {"await", "return", "yield", "void", "throw"};
    bool broken;
    size_t end = lexer_previous_end(lexer, word, &broken);
    struct str previous = lexer_word_before(lexer, end);
    *kind = SPECIFIER_DYNAMIC;
    for (size_t i = 0; i < sizeof before / sizeof *before; i++)
        if (str_is(previous, before[i]))
            return true;
    size_t next = lexer_skip(lexer, close + 1);
    if (lexer_byte(lexer, next) == '.') {
        size_t name = lexer_skip(lexer, next + 1), behind = lexer_skip(lexer, lexer_word_end(lexer, name));
        for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
            if (lexer_at_word(lexer, name, calls[i]) && lexer_byte(lexer, behind) == '(')
                return true;
        return lexer_give_up(lexer);
    }
    bool is_arrow = end > 1 && lexer->text.at[end - 1] == '>' && lexer->text.at[end - 2] == '=';
    if (is_arrow &&
        (lexer_byte(lexer, next) == ',' || lexer_byte(lexer, next) == ')' || lexer_byte(lexer, next) == ';'))
        return true;
    return reader->is_javascript || lexer_give_up(lexer);
}

static bool read_dynamic(struct specifier_reader *reader, size_t word, size_t open)
{
    struct lexer *lexer = &reader->lexer;
    size_t start, end, after;
    if (!read_argument(lexer, open, &start, &end, &after))
        return !lexer->is_unsure;
    enum specifier_kind kind;
    if (lexer_byte(lexer, after) == ',' && !reader->is_javascript)
        return lexer_give_up(lexer);
    if (lexer_byte(lexer, after) == ',')
        kind = SPECIFIER_DYNAMIC;
    else if (!tell_dynamic(reader, word, after, &kind))
        return false;
    specifier_add(lexer->text, start, end, kind, reader->arena, &reader->dynamic);
    return true;
}

// `import x = …` from behind the `=`.
static bool read_alias(struct specifier_reader *reader, size_t at)
{
    struct lexer *lexer = &reader->lexer;
    if (reader->is_javascript) // no JavaScript, and its `require` would be met once more
        return lexer_give_up(lexer);
    at = lexer_skip(lexer, at);
    if (!lexer_at_word(lexer, at, "require"))
        return lexer_word_end(lexer, at) > at || lexer_give_up(lexer);
    size_t start, end, after, open = lexer_skip(lexer, lexer_word_end(lexer, at));
    if (lexer_byte(lexer, open) != '(')
        return true;
    if (!read_argument(lexer, open, &start, &end, &after) || lexer_byte(lexer, after) != ')' ||
        lexer->text.at[start - 1] == '`')
        return lexer_give_up(lexer);
    specifier_add(lexer->text, start, end, SPECIFIER_IMPORT_REQUIRE, reader->arena, &reader->fixed);
    return true;
}

// Behind the braces of an import or export clause that start at `at`, or STR_NONE.
static size_t clause_end(struct lexer *lexer, size_t at)
{
    for (at = lexer_skip(lexer, at + 1);; at = lexer_skip(lexer, at)) {
        char byte = lexer_byte(lexer, at);
        if (byte == '}')
            return at + 1;
        if (byte == '"' || byte == '\'') {
            at = lexer_string_close(lexer, at);
            if (at == STR_NONE)
                return at;
            at++;
        } else if (byte == ',') {
            at++;
        } else if (is_word_byte(byte)) {
            at = lexer_word_end(lexer, at);
        } else {
            return STR_NONE;
        }
    }
}

// Whether JSDoc stands in what is passed over, where its imports would be missed.
static bool hides_jsdoc(const struct specifier_reader *reader, size_t start, size_t end)
{
    return reader->is_javascript &&
           str_find(str_slice(reader->lexer.text, start, end), STR("/**"), 0) != STR_NONE;
}

// The string at `at` ends a static import or export.
static bool add_static(struct specifier_reader *reader, size_t at)
{
    struct lexer *lexer = &reader->lexer;
    size_t close = lexer_string_close(lexer, at);
    if (close == STR_NONE || hides_jsdoc(reader, reader->statement, at))
        return lexer_give_up(lexer);
    specifier_add(lexer->text, at + 1, close, SPECIFIER_IMPORT, reader->arena, &reader->fixed);
    return true;
}

// The clause of a static import from `at` on: words, `*`, `,` and braces up to the string.
static bool read_import(struct specifier_reader *reader, size_t at)
{
    struct lexer *lexer = &reader->lexer;
    bool is_first = true, after_from = false;
    for (;; is_first = false) {
        char byte = lexer_byte(lexer, at);
        if (byte == '"' || byte == '\'')
            return is_first || after_from ? add_static(reader, at) : lexer_give_up(lexer);
        if (byte == '=' && !is_first)
            return read_alias(reader, at + 1);
        after_from = lexer_at_word(lexer, at, "from");
        if (byte == '{')
            at = clause_end(lexer, at);
        else if (byte == '*' || byte == ',')
            at++;
        else if (is_word_byte(byte))
            at = lexer_word_end(lexer, at);
        else
            return lexer_give_up(lexer);
        if (at == STR_NONE)
            return lexer_give_up(lexer);
        at = lexer_skip(lexer, at);
    }
}

// Whether a statement can start at a word: what stands before has ended.
static bool starts_statement(struct lexer *lexer, size_t at)
{
    bool broken;
    size_t end = lexer_previous_end(lexer, at, &broken);
    if (end == 0)
        return true;
    char byte = lexer->text.at[end - 1];
    if (byte == ';' || byte == '}' || str_is(lexer_word_before(lexer, end), "export"))
        return true;
    return broken && (is_word_byte(byte) || byte == ')' || byte == ']' || byte == '"' || byte == '\'' ||
                      byte == '`' || byte == '>');
}

bool specifier_meet_import(struct specifier_reader *reader)
{
    struct lexer *lexer = &reader->lexer;
    size_t word = lexer->at, next = word + 6;
    lexer->at = next;
    if (lexer_is_member(lexer, word, 6))
        return true;
    next = lexer_skip(lexer, next);
    char byte = lexer_byte(lexer, next);
    if (byte == '(')
        return read_dynamic(reader, word, next);
    if (byte == '.') // not `import.defer("x")`
        return lexer_at_word(lexer, lexer_skip(lexer, next + 1), "meta") || lexer_give_up(lexer);
    if (byte == ':' || byte == ',' || byte == '?')
        return lexer->braces > 0 || lexer_give_up(lexer);
    if (lexer->braces > 0 || !starts_statement(lexer, word))
        return lexer_give_up(lexer);
    reader->statement = word;
    return read_import(reader, next);
}

bool specifier_meet_export(struct specifier_reader *reader)
{
    struct lexer *lexer = &reader->lexer;
    size_t word = lexer->at, next = word + 6;
    lexer->at = next;
    if (lexer_is_member(lexer, word, 6))
        return true;
    next = lexer_skip(lexer, next);
    if (lexer_at_word(lexer, next, "type")) {
        size_t behind = lexer_skip(lexer, lexer_word_end(lexer, next));
        if (lexer_byte(lexer, behind) == '{' || lexer_byte(lexer, behind) == '*')
            next = behind;
    }
    char byte = lexer_byte(lexer, next);
    if (byte != '{' && byte != '*')
        return true;
    if (lexer->braces > 0 || !starts_statement(lexer, word))
        return lexer_give_up(lexer);
    size_t end = byte == '{' ? clause_end(lexer, next) : next + 1;
    if (end == STR_NONE)
        return lexer_give_up(lexer);
    next = lexer_skip(lexer, end);
    if (byte == '*' && lexer_at_word(lexer, next, "as")) {
        next = lexer_skip(lexer, lexer_word_end(lexer, next));
        if (!is_word_byte(lexer_byte(lexer, next)))
            return lexer_give_up(lexer);
        next = lexer_skip(lexer, lexer_word_end(lexer, next));
    }
    reader->statement = word;
    if (hides_jsdoc(reader, word, end))
        return lexer_give_up(lexer);
    if (!lexer_at_word(lexer, next, "from"))
        return byte == '{' || lexer_give_up(lexer);
    next = lexer_skip(lexer, lexer_word_end(lexer, next));
    return lexer_byte(lexer, next) == '"' || lexer_byte(lexer, next) == '\'' ? add_static(reader, next)
                                                                             : lexer_give_up(lexer);
}

bool specifier_meet_require(struct specifier_reader *reader)
{
    struct lexer *lexer = &reader->lexer;
    size_t word = lexer->at, next = word + 7, start, end, after;
    lexer->at = next;
    bool broken;
    if (lexer_is_member(lexer, word, 7))
        return true;
    next = lexer_skip(lexer, next);
    if (lexer_byte(lexer, next) == '?' && lexer_byte(lexer, next + 1) == '.')
        return lexer_give_up(lexer);
    if (lexer_byte(lexer, next) != '(' || !read_argument(lexer, next, &start, &end, &after))
        return !lexer->is_unsure;
    if (lexer_byte(lexer, after) != ')' ||
        str_is(lexer_word_before(lexer, lexer_previous_end(lexer, word, &broken)), "new"))
        return lexer_give_up(lexer);
    specifier_add(lexer->text, start, end, SPECIFIER_REQUIRE, reader->arena, &reader->dynamic);
    return true;
}
