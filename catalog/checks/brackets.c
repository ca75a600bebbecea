// Brackets and quotation marks: whether they still close what they open.
#include "catalog/checks/checking.h"
#include "catalog/checks/habits.h"

#include "base/unicode.h"
#include "base/utf.h"

enum { depth_greatest = 64 };

struct bracket {
    uint32_t point;
    size_t start, end;
};

// Full-width and other forms of a bracket are the same bracket.
static uint32_t plain_form(uint32_t point)
{
    static const struct {
        uint32_t wide, plain;
    } forms[] = {{0xff08, '('}, {0xff09, ')'}, {0xff3b, '['}, {0xff3d, ']'}, {0xff5b, '{'}, {0xff5d, '}'}};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (forms[i].wide == point)
            return forms[i].plain;
    return point;
}

// "a)" at the start of something counts it, and ":)" smiles: neither has a partner.
static bool is_lone(struct str text, size_t start, size_t depth)
{
    return depth == 0 && text.at[start] == ')' && start > 0 && strchr(":;-0123456789", text.at[start - 1]);
}

// The first bracket without a partner. False: there is none.
static bool find_unpaired(struct str text, struct bracket *out)
{
    struct bracket open[depth_greatest];
    size_t depth = 0;
    for (size_t at = 0; at < text.len;) {
        struct bracket bracket = {.start = at};
        bracket.point = utf_next(text, &at);
        bracket.end = at;
        enum unicode_bracket kind = unicode_bracket(bracket.point);
        if (kind == BRACKET_NONE || is_lone(text, bracket.start, depth))
            continue;
        *out = bracket;
        if (kind == BRACKET_OPEN) {
            if (depth == depth_greatest)
                return false;
            open[depth++] = bracket;
            continue;
        }
        uint32_t partner = plain_form(unicode_bracket_partner(bracket.point));
        if (depth == 0 || plain_form(open[depth - 1].point) != partner)
            return true;
        depth--;
    }
    if (depth > 0)
        *out = open[depth - 1];
    return depth > 0;
}

void check_brackets(struct checking *checking)
{
    const struct check_text *text = &checking->target;
    struct bracket unpaired, ignored;
    if (checking->is_icu || !(text->marks & (HAS_BRACKET | HAS_HIGH)) ||
        !find_unpaired(text->flat, &unpaired) || find_unpaired(checking->source.flat, &ignored))
        return;
    check_report(checking, KIND_BRACKETS, text, unpaired.start, unpaired.end,
                 unicode_bracket(unpaired.point) == BRACKET_OPEN
                     ? "the bracket `" STR_FORMAT "` is never closed"
                     : "the bracket `" STR_FORMAT "` closes nothing",
                 STR_ARG(str_slice(text->flat, unpaired.start, unpaired.end)));
}

// ---- quotation marks

enum quote_form { QUOTE_STRAIGHT, QUOTE_CURLY, QUOTE_ANGLE, QUOTE_CORNER, QUOTE_BACK, QUOTE_FORMS };

static enum quote_form quote_form(uint32_t point)
{
    static const struct {
        uint32_t point;
        enum quote_form form;
    } rows[] = {
        {'"', QUOTE_STRAIGHT},  {0xff02, QUOTE_STRAIGHT}, {0x201c, QUOTE_CURLY},  {0x201d, QUOTE_CURLY},
        {0x201e, QUOTE_CURLY},  {0x201f, QUOTE_CURLY},    {0xab, QUOTE_ANGLE},    {0xbb, QUOTE_ANGLE},
        {0x300c, QUOTE_CORNER}, {0x300d, QUOTE_CORNER},   {0x300e, QUOTE_CORNER}, {0x300f, QUOTE_CORNER},
        {'`', QUOTE_BACK},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].point == point)
            return rows[i].form;
    return QUOTE_FORMS;
}

struct quotes {
    size_t count[QUOTE_FORMS], last[QUOTE_FORMS];
};

// Within a word of Hebrew the straight mark is a letter's: it makes abbreviations. Elsewhere it ends what an
// ending is put to: Korean "서버"로, Finnish "Koti"n.
static bool is_hebrew(uint32_t point)
{
    return point >= 0x05d0 && point <= 0x05f2;
}

static struct quotes quotes_of(struct str text)
{
    struct quotes quotes = {0};
    bool is_behind_letter = false;
    for (size_t at = 0; at < text.len;) {
        size_t start = at, next;
        uint32_t point = utf_next(text, &at);
        enum quote_form form = quote_form(point);
        next = at;
        bool is_in_word =
            is_behind_letter && form == QUOTE_STRAIGHT && at < text.len && is_hebrew(utf_next(text, &next));
        is_behind_letter = is_hebrew(point);
        if (form == QUOTE_FORMS || is_in_word)
            continue;
        quotes.count[form]++;
        quotes.last[form] = start;
    }
    return quotes;
}

static bool is_odd(const struct quotes *quotes)
{
    size_t odd = 0, all = 0;
    for (size_t i = 0; i < QUOTE_FORMS; i++) {
        odd += quotes->count[i] % 2;
        all += quotes->count[i];
    }
    return all % 2 || odd > 0;
}

void check_quotes(struct checking *checking)
{
    unsigned wanted = HAS_QUOTE | HAS_HIGH;
    if (checking->is_icu || !((checking->source.marks | checking->target.marks) & wanted))
        return;
    struct quotes source = quotes_of(checking->source.flat), target = quotes_of(checking->target.flat);
    if (is_odd(&source) || !is_odd(&target) || !(checking->source.marks & (HAS_LETTER | HAS_HIGH)))
        return;
    for (size_t i = 0; i < QUOTE_FORMS; i++)
        if (target.count[i] % 2) {
            check_report(checking, KIND_QUOTES, &checking->target, target.last[i], target.last[i] + 1,
                         "a quotation mark has no partner of its form");
            return;
        }
}
