#include "catalog/template_code.h"

#include "base/literal.h"

// Longer ones are taken for divisions: a search without bound would make a line of slashes quadratic.
enum { regex_greatest = 4096 };

// What the scan is inside of, outermost first: '$' an island, '{' braces of code, '`' the text of a nested
// template.
struct nesting {
    char *at;
    size_t count, capacity;
};

struct scan {
    struct str text;
    size_t at;
    struct nesting nesting;
    bool after_operand; // so that a slash divides
    struct arena *arena;
};

static bool is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '$' || (unsigned char)c >= 0x80;
}

static char byte_at(const struct scan *scan, size_t at)
{
    return at < scan->text.len ? scan->text.at[at] : '\0';
}

static void enter(struct scan *scan, char what)
{
    *list_push(&scan->nesting, scan->arena) = what;
    scan->after_operand = false;
}

// Behind the closing quote; a string ends with its line at the latest.
static void skip_string(struct scan *scan)
{
    char quote = scan->text.at[scan->at++];
    while (scan->at < scan->text.len) {
        char c = scan->text.at[scan->at++];
        if (c == quote || c == '\n')
            break;
        if (c == '\\' && scan->at < scan->text.len)
            scan->at++;
    }
    scan->after_operand = true;
}

static void skip_comment(struct scan *scan)
{
    bool is_line = byte_at(scan, scan->at + 1) == '/';
    size_t end =
        is_line ? str_find_byte(scan->text, '\n', scan->at) : str_find(scan->text, STR("*/"), scan->at + 2);
    if (end == STR_NONE)
        scan->at = scan->text.len;
    else
        scan->at = is_line ? end : end + 2;
}

// Behind a regular expression literal; false when what follows the slash is none, for it does not end in its
// line.
static bool skip_regex(struct scan *scan)
{
    bool in_class = false;
    size_t end = scan->text.len - scan->at > regex_greatest ? scan->at + regex_greatest : scan->text.len;
    for (size_t at = scan->at + 1; at < end; at++) {
        char c = scan->text.at[at];
        if (c == '\n' || c == '\r')
            return false;
        if (c == '\\')
            at++;
        else if (c == '[')
            in_class = true;
        else if (c == ']')
            in_class = false;
        else if (c == '/' && !in_class) {
            scan->at = at + 1;
            return scan->after_operand = true;
        }
    }
    return false;
}

// Words after which a slash starts a regular expression.
static bool is_operator_word(struct str word)
{
    static const char *const words[] = {"await",   "case",  "delete",     "do",   "else",
                                        "extends", "in",    "instanceof", "new",  "of",
                                        "return",  "throw", "typeof",     "void", "yield"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_is(word, words[i]))
            return true;
    return false;
}

static void skip_word(struct scan *scan)
{
    size_t start = scan->at;
    while (is_word_byte(byte_at(scan, scan->at)))
        scan->at++;
    bool is_member = start > 0 && scan->text.at[start - 1] == '.';
    scan->after_operand = is_member || !is_operator_word(str_slice(scan->text, start, scan->at));
}

static void skip_slash(struct scan *scan)
{
    char next = byte_at(scan, scan->at + 1);
    if (next == '/' || next == '*') {
        skip_comment(scan);
    } else if (scan->after_operand || !skip_regex(scan)) {
        scan->at++;
        scan->after_operand = false;
    }
}

// Behind an operand `++`, `--` and TypeScript's `!` leave it an operand; before one they are no operand
// either.
static bool keeps_operand(const struct scan *scan, char c)
{
    char next = byte_at(scan, scan->at);
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || (c == '!' && next != '=') ||
           ((c == '+' || c == '-') && next == c);
}

static void skip_punctuation(struct scan *scan)
{
    char c = scan->text.at[scan->at++];
    if (keeps_operand(scan, c))
        scan->at += c == '+' || c == '-';
    else if (c == '{')
        enter(scan, '{');
    else if (c == '`')
        enter(scan, '`');
    else if (c == '}') {
        scan->nesting.count--;
        scan->after_operand = true;
    } else
        scan->after_operand = c == ')' || c == ']';
}

static void step_code(struct scan *scan)
{
    char c = scan->text.at[scan->at];
    if (is_word_byte(c))
        skip_word(scan);
    else if (c == '"' || c == '\'')
        skip_string(scan);
    else if (c == '/')
        skip_slash(scan);
    else
        skip_punctuation(scan);
}

static void step_nested_text(struct scan *scan)
{
    char c = scan->text.at[scan->at++];
    if (c == '\\' && scan->at < scan->text.len)
        scan->at++;
    else if (c == '`') {
        scan->nesting.count--;
        scan->after_operand = true;
    } else if (c == '$' && byte_at(scan, scan->at) == '{') {
        scan->at++;
        enter(scan, '$');
    }
}

// From behind `${` to behind its `}`; false when there is none.
static bool skip_island(struct scan *scan)
{
    scan->nesting.count = 0;
    enter(scan, '$');
    while (scan->nesting.count && scan->at < scan->text.len) {
        if (scan->nesting.at[scan->nesting.count - 1] == '`')
            step_nested_text(scan);
        else
            step_code(scan);
    }
    return scan->nesting.count == 0;
}

static void add_text(struct scan *scan, struct template_code *out, size_t start, size_t end,
                     enum code_reading reading)
{
    struct str raw = str_slice(scan->text, start, end);
    *list_push(&out->texts, scan->arena) =
        reading == CODE_AS_SOURCE ? literal_text(raw, LITERAL_TEMPLATE, scan->arena) : raw;
}

static struct str shape_of(const struct template_code *code, struct arena *arena)
{
    if (code->texts.count == 1)
        return code->texts.at[0];
    struct str_list pieces = {0};
    for (size_t i = 0; i < code->texts.count; i++) {
        if (i)
            *list_push(&pieces, arena) = STR("${expr}");
        *list_push(&pieces, arena) = code->texts.at[i];
    }
    return arena_join(arena, pieces.at, pieces.count);
}

bool template_code_read(struct str code, enum code_reading reading, struct arena *arena,
                        struct template_code *out)
{
    struct scan scan = {.text = code, .arena = arena};
    size_t start = 0;
    *out = (struct template_code){0};
    while (scan.at < code.len) {
        char c = code.at[scan.at++];
        if (reading == CODE_AS_SOURCE && c == '\\' && scan.at++ == code.len)
            return false;
        if (reading == CODE_AS_SOURCE && c == '`')
            return false;
        if (c != '$' || byte_at(&scan, scan.at) != '{')
            continue;
        size_t end = scan.at++ - 1;
        if (skip_island(&scan)) {
            add_text(&scan, out, start, end, reading);
            start = scan.at;
        } else if (reading == CODE_AS_SOURCE) {
            return false;
        } else {
            break; // what follows has no end either, or it would be costly to find out
        }
    }
    add_text(&scan, out, start, code.len, reading);
    out->shape = shape_of(out, arena);
    return true;
}
