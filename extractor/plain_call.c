#include "extractor/plain_call.h"

#include "base/lanes.h"
#include "base/literal.h"
#include "extractor/lexer.h"

enum { deepest = 8 }; // calls in arguments of calls

// What is left of the call.
struct rest {
    struct str text;
    size_t at;
    struct arena *arena; // of texts with escapes; NULL: what these mean is not asked
};

static void skip_blanks(struct rest *rest)
{
    rest->at = str_skip_blanks(rest->text, rest->at);
}

static bool take(struct rest *rest, char byte)
{
    skip_blanks(rest);
    bool is_there = rest->at < rest->text.len && rest->text.at[rest->at] == byte;
    rest->at += is_there;
    return is_there;
}

// Whether the byte stands for itself in a literal of that quote.
static bool is_plain(char byte, char quote)
{
    return byte == '\n' ? quote == '`' : (unsigned char)byte >= ' ' && byte != '\\';
}

static bool at_substitution(const struct rest *rest, size_t at)
{
    return rest->text.at[at] == '$' && at + 1 < rest->text.len && rest->text.at[at + 1] == '{';
}

// str_skip_blocks() that stops at control characters, too.
static size_t skip_text(struct str text, size_t at, char quote)
{
    for (; at + sizeof(lanes) <= text.len; at += sizeof(lanes)) {
        lanes bytes = lanes_at(text.at + at);
        unsigned marks = lanes_mask((lanes)((bytes == (uint8_t)quote) | (bytes == (uint8_t)'\\') |
                                            (bytes == (uint8_t)'$') | (bytes < (uint8_t)' ')));
        if (marks)
            return at + (size_t)__builtin_ctz(marks);
    }
    return at;
}

// In a string, an escape for a quote, a backslash or a line end.
static bool at_escape(const struct rest *rest, size_t at, char quote)
{
    return quote != '`' && rest->text.at[at] == '\\' && at + 1 < rest->text.len &&
           memchr("\"'`\\n", rest->text.at[at + 1], 5);
}

// Text up to the quote, which is stepped over, or to the first expression of a template.
static bool take_text(struct rest *rest, char quote, bool *at_end, struct str *out)
{
    size_t start = rest->at, escapes = 0;
    for (size_t at = skip_text(rest->text, start, quote); at < rest->text.len;
         at = skip_text(rest->text, at + 1, quote)) {
        *at_end = rest->text.at[at] == quote;
        if (*at_end || (quote == '`' && at_substitution(rest, at))) {
            *out = str_slice(rest->text, start, at);
            if (escapes > 0 && rest->arena)
                *out = literal_text(*out, LITERAL_STRING, rest->arena);
            rest->at = at + *at_end;
            return true;
        }
        if (at_escape(rest, at, quote))
            escapes++, at++;
        else if (!is_plain(rest->text.at[at], quote))
            return false;
    }
    return false;
}

static bool take_literal(struct rest *rest, struct str *out)
{
    char quote = take(rest, '"') ? '"' : take(rest, '\'') ? '\'' : take(rest, '`') ? '`' : 0;
    bool at_end = false;
    return quote && take_text(rest, quote, &at_end, out) && at_end;
}

// ---- templates

// What a name cannot be, or can be in some places only. (`type` and `set` are variables, too.)
static bool is_reserved(struct str word)
{
    static const struct str words[] = {
        STR_INIT("abstract"),  STR_INIT("accessor"),   STR_INIT("as"),        STR_INIT("async"),
        STR_INIT("await"),     STR_INIT("break"),      STR_INIT("case"),      STR_INIT("catch"),
        STR_INIT("class"),     STR_INIT("const"),      STR_INIT("continue"),  STR_INIT("debugger"),
        STR_INIT("declare"),   STR_INIT("default"),    STR_INIT("delete"),    STR_INIT("do"),
        STR_INIT("else"),      STR_INIT("enum"),       STR_INIT("export"),    STR_INIT("extends"),
        STR_INIT("false"),     STR_INIT("finally"),    STR_INIT("for"),       STR_INIT("function"),
        STR_INIT("if"),        STR_INIT("implements"), STR_INIT("import"),    STR_INIT("in"),
        STR_INIT("infer"),     STR_INIT("instanceof"), STR_INIT("interface"), STR_INIT("keyof"),
        STR_INIT("let"),       STR_INIT("new"),        STR_INIT("null"),      STR_INIT("package"),
        STR_INIT("private"),   STR_INIT("protected"),  STR_INIT("public"),    STR_INIT("return"),
        STR_INIT("satisfies"), STR_INIT("static"),     STR_INIT("super"),     STR_INIT("switch"),
        STR_INIT("throw"),     STR_INIT("true"),       STR_INIT("try"),       STR_INIT("typeof"),
        STR_INIT("undefined"), STR_INIT("unique"),     STR_INIT("using"),     STR_INIT("var"),
        STR_INIT("void"),      STR_INIT("while"),      STR_INIT("with"),      STR_INIT("yield")};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_equal(word, words[i]))
            return true;
    return false;
}

static struct str take_word(struct rest *rest)
{
    size_t start = rest->at;
    while (rest->at < rest->text.len && is_word_byte(rest->text.at[rest->at]))
        rest->at++;
    return str_slice(rest->text, start, rest->at);
}

// A name that means nothing but itself. Letters beyond ASCII are left to those who know them.
static bool is_name(struct str word)
{
    return word.len > 0 && str_is_ascii(word) && !byte_is_digit(word.at[0]);
}

// The same bytes without anything before them.
static bool take_exactly(struct rest *rest, struct str text)
{
    bool is_there = str_starts(str_from(rest->text, rest->at), text);
    rest->at += is_there ? text.len : 0;
    return is_there;
}

static bool take_choice(struct rest *rest, size_t depth, bool is_first_a_name);

// `(a, "b")`, `()` behind the parenthesis.
static bool take_arguments(struct rest *rest, size_t depth)
{
    if (take_exactly(rest, STR(")")))
        return true;
    while (take_choice(rest, depth, false)) {
        if (take_exactly(rest, STR(")")))
            return true;
        if (!take_exactly(rest, STR(", ")))
            return false;
    }
    return false;
}

// `this.user?.name`, `format(this.date).short`, `names[0]`.
static bool take_path(struct rest *rest, size_t depth)
{
    struct str first = take_word(rest);
    if (!is_name(first) || is_reserved(first))
        return false;
    for (bool good = true; good;) {
        if (take_exactly(rest, STR(".")) || take_exactly(rest, STR("?.")))
            good = is_name(take_word(rest));
        else if (take_exactly(rest, STR("(")))
            good = take_arguments(rest, depth);
        else if (take_exactly(rest, STR("[")))
            good = take_choice(rest, depth, false) && take_exactly(rest, STR("]"));
        else
            return true;
    }
    return false;
}

static bool take_digits(struct rest *rest)
{
    struct str digits = take_word(rest);
    return str_is_digits(digits) && (digits.len == 1 || digits.at[0] != '0') &&
           !str_starts(str_from(rest->text, rest->at), STR("."));
}

// One that TypeScript's printer prints as it stands.
static bool take_string(struct rest *rest)
{
    char quote = rest->text.at[rest->at++];
    size_t start = rest->at;
    struct str text;
    bool at_end;
    if (!take_text(rest, quote, &at_end, &text) || !at_end)
        return false;
    text = str_slice(rest->text, start, rest->at);
    return str_is_ascii(text) && str_find_byte(text, '\\', 0) == STR_NONE;
}

static bool take_operand(struct rest *rest, size_t depth, bool is_a_name)
{
    char byte = rest->at < rest->text.len ? rest->text.at[rest->at] : 0;
    if (is_a_name || !(byte == '"' || byte == '\'' || byte_is_digit(byte)))
        return depth > 0 && take_path(rest, depth - 1);
    return byte_is_digit(byte) ? take_digits(rest) : take_string(rest);
}

// Operands with the same sign between them, written as the printer writes them.
static bool take_operation(struct rest *rest, size_t depth, bool is_first_a_name)
{
    static const struct str signs[] = {STR_INIT(" || "), STR_INIT(" ?? "),  STR_INIT(" && "),
                                       STR_INIT(" + "),  STR_INIT(" - "),   STR_INIT(" * "),
                                       STR_INIT(" / "),  STR_INIT(" === "), STR_INIT(" !== ")};
    struct str sign = {0};
    if (!take_operand(rest, depth, is_first_a_name))
        return false;
    for (size_t i = 0; i < sizeof signs / sizeof *signs && sign.len == 0; i++)
        if (str_starts(str_from(rest->text, rest->at), signs[i]))
            sign = signs[i];
    while (sign.len > 0 && take_exactly(rest, sign))
        if (!take_operand(rest, depth, false))
            return false;
    return true;
}

// `a ? b : c`, or an operation.
static bool take_choice(struct rest *rest, size_t depth, bool is_first_a_name)
{
    if (!take_operation(rest, depth, is_first_a_name))
        return false;
    return !take_exactly(rest, STR(" ? ")) ||
           (take_operation(rest, depth, false) && take_exactly(rest, STR(" : ")) &&
            take_operation(rest, depth, false));
}

static bool take_expression(struct rest *rest, struct str *out)
{
    rest->at += strlen("${");
    while (rest->at < rest->text.len && rest->text.at[rest->at] == ' ')
        rest->at++;
    size_t start = rest->at;
    if (!take_choice(rest, deepest, true))
        return false;
    *out = str_slice(rest->text, start, rest->at);
    return take(rest, '}');
}

// The tag's name and the template, whose backtick follows at once.
static bool take_tagged(struct rest *rest, struct arena *arena, struct plain_call *out)
{
    struct str_list texts = {0}, codes = {0};
    bool at_end = false;
    out->tag = take_word(rest);
    if (!is_name(out->tag) || rest->at == rest->text.len || rest->text.at[rest->at++] != '`')
        return false;
    while (take_text(rest, '`', &at_end, list_push(&texts, arena)) && !at_end)
        if (!take_expression(rest, list_push(&codes, arena)))
            return false;
    out->template = (struct template){.texts = texts.at, .codes = codes.at, .code_count = codes.count};
    return at_end;
}

static bool take_untagged(struct rest *rest, struct arena *arena, struct plain_call *out)
{
    out->template.texts = arena_array(arena, struct str, 1);
    return take_literal(rest, out->template.texts);
}

// ---- options

static bool take_option(struct rest *rest, struct plain_call *out)
{
    struct str name = take_word(rest);
    bool is_id = str_is(name, "id");
    bool is_said_already = is_id ? out->has_id : out->has_desc;
    if ((!is_id && !str_is(name, "desc")) || is_said_already || !take(rest, ':') ||
        !take_literal(rest, is_id ? &out->id : &out->desc))
        return false;
    *(is_id ? &out->has_id : &out->has_desc) = true;
    return true;
}

static bool take_options(struct rest *rest, struct plain_call *out)
{
    bool has_more = true; // a comma, or the beginning
    while (!take(rest, '}')) {
        if (!has_more || !take_option(rest, out))
            return false;
        has_more = take(rest, ',');
    }
    return true;
}

bool plain_call_read(struct str file, size_t start, size_t open, size_t end, struct arena *arena,
                     struct plain_call *out)
{
    struct rest rest = {str_slice(file, 0, end), open, arena};
    *out = (struct plain_call){.start = start, .end = end};
    if (!take(&rest, '('))
        return false;
    skip_blanks(&rest);
    bool has_tag = rest.at < rest.text.len && is_word_byte(rest.text.at[rest.at]);
    if (!(has_tag ? take_tagged : take_untagged)(&rest, arena, out))
        return false;
    bool has_more = take(&rest, ',');
    if (has_more && take(&rest, '{')) {
        if (!take_options(&rest, out))
            return false;
        take(&rest, ',');
    }
    return take(&rest, ')') && rest.at == end;
}

// ---- arguments

bool plain_arguments_read(struct str file, size_t open, size_t wanted, struct arena *arena,
                          struct plain_arguments *out)
{
    struct rest rest = {file, open + 1, arena};
    *out = (struct plain_arguments){.end = rest.at};
    if (wanted > most_plain_arguments)
        return false;
    while (out->count < wanted && !take(&rest, ')')) {
        skip_blanks(&rest);
        size_t start = rest.at;
        if (!take_literal(&rest, &out->at[out->count].text))
            return false;
        out->at[out->count].start = start;
        out->at[out->count++].end = out->end = rest.at;
        skip_blanks(&rest);
        bool is_last = rest.at < file.len && file.at[rest.at] == ')';
        if (!is_last && !take(&rest, ','))
            return false;
    }
    return true;
}

bool plain_name_is(struct str word)
{
    static const char *const others[] = {"require", "target", "meta"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (str_is(word, others[i]))
            return false;
    for (size_t i = 0; i < word.len; i++)
        if (!is_word_byte(word.at[i]))
            return false;
    return is_name(word) && !is_reserved(word);
}
