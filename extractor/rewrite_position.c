#include "extractor/rewrite_position.h"

#include "base/byte.h"

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

static void add_to_name(struct markup_position *p, char c)
{
    if (p->name_len < sizeof p->name)
        p->name[p->name_len] = byte_lower(c);
    p->name_len++;
}

static void begin_tag(struct markup_position *p, bool is_end_tag, char first)
{
    p->place = PLACE_TAG_NAME;
    p->is_end_tag = is_end_tag;
    p->name_len = 0;
    add_to_name(p, first);
}

// Elements whose content holds no tags.
static bool is_raw(const struct markup_position *p)
{
    static const struct str names[] = {
        STR_INIT("script"),   STR_INIT("style"),     STR_INIT("textarea"), STR_INIT("title"),
        STR_INIT("xmp"),      STR_INIT("iframe"),    STR_INIT("noembed"),  STR_INIT("noframes"),
        STR_INIT("noscript"), STR_INIT("plaintext"),
    };
    struct str name = {p->name, p->name_len};
    if (p->is_end_tag || p->name_len > sizeof p->name)
        return false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_equal(name, names[i]))
            return true;
    return false;
}

static void end_tag(struct markup_position *p)
{
    p->place = is_raw(p) ? PLACE_RAW : PLACE_TEXT;
    p->seen = 0;
}

static void step_text(struct markup_position *p, char c)
{
    if (c == '<')
        p->place = PLACE_TAG_OPEN;
}

static void step_tag_open(struct markup_position *p, char c)
{
    if (byte_is_letter(c)) {
        begin_tag(p, false, c);
    } else if (c == '/') {
        p->place = PLACE_END_TAG_OPEN;
    } else if (c == '!') {
        p->place = PLACE_DECLARATION;
        p->seen = 0;
    } else if (c == '?') {
        p->place = PLACE_BOGUS;
    } else if (c != '<') {
        p->place = PLACE_TEXT;
    }
}

static void step_end_tag_open(struct markup_position *p, char c)
{
    if (byte_is_letter(c))
        begin_tag(p, true, c);
    else
        p->place = c == '>' ? PLACE_TEXT : PLACE_BOGUS;
}

static void step_bogus(struct markup_position *p, char c)
{
    if (c == '>')
        p->place = PLACE_TEXT;
}

static void step_declaration(struct markup_position *p, char c)
{
    if (c == '-' && p->seen == 1) {
        p->place = PLACE_COMMENT;
        p->seen = 2; // `<!-->` is whole
    } else if (c == '-') {
        p->seen = 1;
    } else {
        p->place = PLACE_BOGUS;
        step_bogus(p, c);
    }
}

static void step_tag(struct markup_position *p, char c)
{
    if (c == '>')
        end_tag(p);
    else if (c == '=')
        p->place = PLACE_BEFORE_VALUE;
}

static void step_tag_name(struct markup_position *p, char c)
{
    if (!is_space(c) && c != '/' && c != '>') {
        add_to_name(p, c);
        return;
    }
    p->place = PLACE_TAG;
    step_tag(p, c);
}

static void step_unquoted(struct markup_position *p, char c)
{
    if (c == '>')
        end_tag(p);
    else if (is_space(c))
        p->place = PLACE_TAG;
}

static void step_before_value(struct markup_position *p, char c)
{
    if (is_space(c))
        return;
    p->place = c == '"' ? PLACE_DOUBLE : c == '\'' ? PLACE_SINGLE : PLACE_UNQUOTED;
    if (p->place == PLACE_UNQUOTED)
        step_unquoted(p, c);
}

static void step_double(struct markup_position *p, char c)
{
    if (c == '"')
        p->place = PLACE_TAG;
}

static void step_single(struct markup_position *p, char c)
{
    if (c == '\'')
        p->place = PLACE_TAG;
}

// Ends with `-->` or `--!>`.
static void step_comment(struct markup_position *p, char c)
{
    if (c == '>' && p->seen >= 2)
        p->place = PLACE_TEXT;
    else if (c == '-')
        p->seen++;
    else if (c != '!' || p->seen < 2)
        p->seen = 0;
}

// Ends with `</name` and what ends a name.
static void step_raw(struct markup_position *p, char c)
{
    if (p->seen == p->name_len + 2 && (is_space(c) || c == '/' || c == '>')) {
        p->is_end_tag = true;
        p->place = PLACE_TAG;
        step_tag(p, c);
        return;
    }
    char wanted = p->seen == 0                ? '<'
                  : p->seen == 1              ? '/'
                  : p->seen < p->name_len + 2 ? p->name[p->seen - 2]
                                              : '\0';
    p->seen = wanted && byte_lower(c) == wanted ? p->seen + 1 : c == '<';
}

typedef void place_step(struct markup_position *position, char c);

static place_step *const steps[] = {
    [PLACE_TEXT] = step_text,
    [PLACE_TAG_OPEN] = step_tag_open,
    [PLACE_END_TAG_OPEN] = step_end_tag_open,
    [PLACE_DECLARATION] = step_declaration,
    [PLACE_TAG_NAME] = step_tag_name,
    [PLACE_TAG] = step_tag,
    [PLACE_BEFORE_VALUE] = step_before_value,
    [PLACE_UNQUOTED] = step_unquoted,
    [PLACE_SINGLE] = step_single,
    [PLACE_DOUBLE] = step_double,
    [PLACE_COMMENT] = step_comment,
    [PLACE_BOGUS] = step_bogus,
    [PLACE_RAW] = step_raw,
};

void markup_position_text(struct markup_position *position, struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        steps[position->place](position, text.at[i]);
}

void markup_position_island(struct markup_position *position)
{
    if (position->place == PLACE_COMMENT || position->place == PLACE_RAW)
        position->seen = 0;
    else
        markup_position_text(position, STR("x"));
}
