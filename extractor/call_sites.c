// What is called stands before the bracket of its arguments. So each bracket is looked at, and what is before
// it: `name (`, `name?.(`, or type arguments, which are left to the tree. A declaration looks like a call,
// but no parameter begins with a constant.
#include "extractor/call_sites.h"

#include "extractor/lexer.h"
#include "extractor/plain_call.h"

struct finder {
    struct lexer lexer;
    struct callee_list callees;
    struct arena *arena;
    struct site_list *out;
};

static const struct callee *callee_of(const struct finder *finder, struct str name)
{
    for (size_t i = 0; i < finder->callees.count; i++)
        if (str_equal(finder->callees.at[i].name, name))
            return &finder->callees.at[i];
    return NULL;
}

// Looks at what ends at `end`: the callee of that name, or NULL. What is beyond ASCII may be a letter or
// white space: that leaves a doubt.
static const struct callee *callee_before(struct finder *finder, size_t end)
{
    struct str name = lexer_word_before(&finder->lexer, end);
    if (!str_is_ascii(name))
        lexer_give_up(&finder->lexer);
    return callee_of(finder, name);
}

// ---- arguments

enum beginning { BEGINS_OTHERWISE, BEGINS_WITH_TEXT, BEGINS_WITH_BRACKET };

// What the arguments begin with that open at `at`. A text may stand in brackets of its own.
static enum beginning first_argument(struct lexer *lexer, size_t at)
{
    size_t first = lexer_skip(lexer, at + 1);
    at = first;
    while (lexer_byte(lexer, at) == '(')
        at = lexer_skip(lexer, at + 1);
    unsigned char byte = (unsigned char)lexer_byte(lexer, at);
    if (byte < ' ' || byte >= 0x7f ||
        byte == ',') // perhaps white space; the grammar lets arguments be left out
        lexer_give_up(lexer);
    if (byte != '"' && byte != '\'' && byte != '`')
        return BEGINS_OTHERWISE;
    return at == first ? BEGINS_WITH_TEXT : BEGINS_WITH_BRACKET;
}

// ---- what stands before a name

// Where the path begins that the name at `at` ends, `this.i18n` before `.t`. False when in doubt: what else
// can have members may be what `new` creates.
static bool find_head(const struct lexer *lexer, size_t *at)
{
    const char *text = lexer->text.at;
    bool is_spread = *at >= lexer->start + 3 && memcmp(text + *at - 3, "...", 3) == 0;
    while (!is_spread && *at > lexer->start && text[*at - 1] == '.') {
        size_t end = *at - 1;
        end -= end > lexer->start && text[end - 1] == '?';
        struct str word = lexer_word_before(lexer, end);
        if (word.len == 0)
            return false;
        *at = end - word.len;
    }
    return true;
}

// Whether the name at `start` is called for sure where arguments follow. Letters can be spelled by escapes,
// and names can be private; flags of a regular expression look like one.
static bool is_called(const struct lexer *lexer, size_t start)
{
    if (!find_head(lexer, &start))
        return false;
    unsigned char before = start > lexer->start ? (unsigned char)lexer->text.at[start - 1] : ' ';
    bool is_broken;
    size_t end = lexer_previous_end(lexer, start, &is_broken);
    if (before >= 0x7f || strchr("\\}#@/", before) ||
        (end > 0 && end < start && lexer->text.at[end - 1] == '.'))
        return false;
    struct str word = lexer_word_before(lexer, end);
    return str_is_ascii(word) && !str_is(word, "new");
}

static bool is_blank(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] != ' ')
            return false;
    return true;
}

// ---- brackets

// Adds the call by the name that ends at `end`, and whose bracket opens where the lexer is.
static bool add_call(struct finder *finder, const struct callee *callee, size_t end)
{
    struct lexer *lexer = &finder->lexer;
    struct plain_arguments arguments;
    struct site site = {.start = end - callee->name.len, .open = lexer->at};
    // A type ends with its line.
    if (!is_blank(str_slice(lexer->text, end, lexer->at)) || !is_called(lexer, site.start))
        return lexer_give_up(lexer);
    if (plain_arguments_read(lexer->text, site.open, callee->constants, NULL, &arguments)) {
        site.marker = (int)callee->constants;
        lexer->at = arguments.end;
    } else if (!lexer_close(lexer)) {
        return false;
    }
    site.end = lexer->at;
    *list_push(finder->out, finder->arena) = site;
    return true;
}

static bool meet_bracket(struct finder *finder)
{
    struct lexer *lexer = &finder->lexer;
    bool is_broken;
    size_t end = lexer_previous_end(lexer, lexer->at, &is_broken);
    bool is_chained = end > 1 && lexer->text.at[end - 1] == '.' && lexer->text.at[end - 2] == '?';
    if (is_chained)
        end = lexer_previous_end(lexer, end - 2, &is_broken);
    if (is_chained && end > 0 &&
        lexer->text.at[end - 1] == '/') // perhaps a comment, behind which one cannot see
        return lexer_give_up(lexer);
    const struct callee *callee = callee_before(finder, end);
    if (callee) {
        enum beginning beginning = first_argument(lexer, lexer->at);
        if (lexer->is_unsure || (beginning != BEGINS_WITH_TEXT && !callee->by_first))
            return lexer_give_up(lexer);
        if (beginning != BEGINS_OTHERWISE)
            return is_chained ? lexer_give_up(lexer) : add_call(finder, callee, end);
    }
    lexer->at++;
    return !lexer->is_unsure;
}

// Type arguments, or a comparison.
static bool meet_less(struct finder *finder)
{
    struct lexer *lexer = &finder->lexer;
    bool is_broken;
    size_t end = lexer_previous_end(lexer, lexer->at, &is_broken);
    if (callee_before(finder, end) || (end > 0 && lexer->text.at[end - 1] == '.'))
        return lexer_give_up(lexer);
    lexer->at++;
    return !lexer->is_unsure;
}

// The way through the text, where nobody went it before.
static bool make_trace(const struct lexer *like, struct trace *trace)
{
    struct lexer lexer = *like;
    lexer.trace = trace;
    lexer_open(&lexer);
    lexer_next(&lexer);
    return lexer_is_sure(&lexer);
}

// Whether none of the names means something else to the grammar.
static bool are_plain(const struct callee_list *callees)
{
    for (size_t i = 0; i < callees->count; i++)
        if (!plain_name_is(callees->at[i].name))
            return false;
    return true;
}

bool call_sites_find(const struct source *source, const struct dialect *dialect,
                     const struct dialect_options *options, struct trace *trace, struct arena *arena,
                     struct site_list *out)
{
    struct word words[] = {{.text = STR("(")}, {.text = STR("<")}};
    struct trace own = {.arena = arena};
    struct finder finder = {
        .lexer = {.text = source->text, .has_jsx = source->row->grammar == GRAMMAR_TSX},
        .arena = arena,
        .out = out,
    };
    struct lexer *lexer = &finder.lexer;
    dialect->callees(options, arena, &finder.callees);
    if (!are_plain(&finder.callees) || (!(trace && trace->is_whole) && !make_trace(lexer, &own)))
        return false;
    lexer->trace = own.is_whole ? &own : trace;
    lexer->words = words;
    lexer->word_count = sizeof words / sizeof *words;
    lexer_open(lexer);
    for (const struct word *word; (word = lexer_next(lexer));)
        if (!(word == words ? meet_bracket : meet_less)(&finder))
            return false;
    return !lexer->is_unsure;
}
