// Tags: whether they nest as in the source, and what their attributes say.
#include "catalog/checks/checking.h"
#include "catalog/checks/syntax.h"

// ---- nesting

struct opened {
    struct str name;
    const struct check_code *code;
};

struct opened_list {
    struct opened *at;
    size_t count, capacity;
};

// The first code that does not nest, or NULL.
struct nesting {
    struct opened_list open;
    const struct check_code *crossed; // closes what is not open, or not the innermost
    struct arena *arena;
};

static void nest_close(struct nesting *nesting, struct str name, const struct check_code *code)
{
    struct opened *last = nesting->open.count ? &nesting->open.at[nesting->open.count - 1] : NULL;
    if (last && str_equal_ignoring_case(last->name, name))
        nesting->open.count--;
    else if (!nesting->crossed)
        nesting->crossed = code;
}

static void nest_tags(struct nesting *nesting, const struct check_code *code)
{
    struct tag tag;
    for (size_t at = 0; (at = str_find_byte(code->text, '<', at)) != STR_NONE;) {
        if (!tag_at(code->text, at, &tag)) {
            at++;
            continue;
        }
        if (tag.is_close)
            nest_close(nesting, tag.name, code);
        else if (!tag.is_empty)
            *list_push(&nesting->open, nesting->arena) = (struct opened){tag.name, code};
        at = tag.end;
    }
}

// Codes of other syntaxes that open and close are named by Angular's names, or come in pairs of one name.
static struct str pair_name(const struct check_code *code)
{
    static const char *const prefixes[] = {"START_", "CLOSE_"};
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
        if (str_starts(code->name, str_of(prefixes[i])))
            return str_from(code->name, strlen(prefixes[i]));
    return code->name;
}

static void nest_code(struct nesting *nesting, const struct check_code *code)
{
    bool is_html = code->text.len > 2 && code->text.at[0] == '<';
    if (is_html)
        nest_tags(nesting, code);
    else if (code->class == CODE_OPEN)
        *list_push(&nesting->open, nesting->arena) = (struct opened){pair_name(code), code};
    else if (code->class == CODE_CLOSE)
        nest_close(nesting, pair_name(code), code);
}

static struct nesting nesting_of(const struct check_text *text, struct arena *arena)
{
    struct nesting nesting = {.arena = arena};
    for (size_t i = 0; i < text->codes.count; i++)
        nest_code(&nesting, &text->codes.at[i]);
    return nesting;
}

static bool has_markup(const struct check_text *text)
{
    for (size_t i = 0; i < text->codes.count; i++)
        if (text->codes.at[i].class != CODE_VALUE ||
            str_find_byte(text->codes.at[i].text, '<', 0) != STR_NONE)
            return true;
    return false;
}

void check_tags(struct checking *checking)
{
    if (!has_markup(&checking->target) || checking->target.is_choice)
        return;
    struct nesting source = nesting_of(&checking->source, checking->scratch);
    if (source.crossed || source.open.count)
        return;
    struct nesting target = nesting_of(&checking->target, checking->scratch);
    const struct check_code *open = target.open.count ? target.open.at[0].code : NULL;
    if (target.crossed)
        check_report_code(checking, KIND_MARKUP_UNBALANCED, &checking->target, target.crossed,
                          "`" STR_FORMAT "` does not close what was opened last",
                          STR_ARG(str_slice(target.crossed->text, 0, 160)));
    else if (open)
        check_report_code(checking, KIND_MARKUP_UNBALANCED, &checking->target, open,
                          "`" STR_FORMAT "` is never closed", STR_ARG(str_slice(open->text, 0, 160)));
}

// ---- attributes of tags in texts

static bool is_address(struct str name)
{
    static const char *const names[] = {"href",   "src", "action", "formaction",
                                        "target", "id",  "class",  "slot"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_equal_ignoring_case(name, str_of(names[i])))
            return true;
    return false;
}

static bool is_unsafe(const struct tag_attribute *attribute)
{
    struct str value = str_slice(str_trim(attribute->value), 0, 11);
    return (attribute->name.len > 2 &&
            str_equal_ignoring_case(str_slice(attribute->name, 0, 2), STR("on"))) ||
           str_equal_ignoring_case(value, STR("javascript:"));
}

static bool find_attribute(struct str text, const struct tag *tag, struct str name, struct tag_attribute *out)
{
    for (size_t at = tag->attributes; tag_attribute_next(text, tag, &at, out);)
        if (str_equal_ignoring_case(out->name, name))
            return true;
    return false;
}

// A link may lead to the same page in the language.
static bool same_value(struct str a, struct str b)
{
    return str_equal(a, b) || str_find(a, STR("://"), 0) != STR_NONE || str_starts(a, STR("/"));
}

static void compare_tags(struct checking *checking, const struct check_code *a, const struct check_code *b)
{
    struct tag source, target;
    struct tag_attribute there, here;
    if (str_equal(a->text, b->text) || !tag_at(a->text, 0, &source) || !tag_at(b->text, 0, &target))
        return;
    for (size_t at = target.attributes; tag_attribute_next(b->text, &target, &at, &here);) {
        bool is_there = find_attribute(a->text, &source, here.name, &there);
        if (is_unsafe(&here) && !(is_there && str_equal(here.value, there.value)))
            check_report_code(checking, KIND_MARKUP_UNSAFE, &checking->target, b,
                              "the attribute `" STR_FORMAT "` runs a script that the source does not have",
                              STR_ARG(str_slice(here.name, 0, 60)));
        else if (is_there && is_address(here.name) && !same_value(there.value, here.value))
            check_report_code(checking, KIND_MARKUP_ATTRIBUTE, &checking->target, b,
                              "`" STR_FORMAT "` is `" STR_FORMAT "` here, and `" STR_FORMAT "` in the source",
                              STR_ARG(str_slice(here.name, 0, 60)), STR_ARG(str_slice(here.value, 0, 120)),
                              STR_ARG(str_slice(there.value, 0, 120)));
        else if (!is_there && (is_address(here.name) || str_equal_ignoring_case(here.name, STR("style"))))
            check_report_code(checking, KIND_MARKUP_ATTRIBUTE, &checking->target, b,
                              "the source's tag has no attribute `" STR_FORMAT "`",
                              STR_ARG(str_slice(here.name, 0, 60)));
    }
    for (size_t at = source.attributes; tag_attribute_next(a->text, &source, &at, &there);)
        if (is_address(there.name) && !find_attribute(b->text, &target, there.name, &here))
            check_report_code(checking, KIND_MARKUP_ATTRIBUTE, &checking->target, b,
                              "the attribute `" STR_FORMAT "` is missing",
                              STR_ARG(str_slice(there.name, 0, 60)));
}

static const struct check_code *next_tag(const struct check_text *text, size_t *at)
{
    while (*at < text->codes.count) {
        const struct check_code *code = &text->codes.at[(*at)++];
        if (code->syntax == CODE_TAG && code->class != CODE_CLOSE)
            return code;
    }
    return NULL;
}

// The n-th tag is held against the n-th; where their names differ, another rule has told.
void check_tag_attributes(struct checking *checking)
{
    size_t i = 0, j = 0;
    if (!(checking->target.syntaxes & CODE_TAG))
        return;
    for (;;) {
        const struct check_code *a = next_tag(&checking->source, &i), *b = next_tag(&checking->target, &j);
        if (!a || !b)
            return;
        if (str_equal_ignoring_case(a->name, b->name))
            compare_tags(checking, a, b);
    }
}

// ---- tags without an end

// Where a tag seems to begin in the text between codes, or STR_NONE.
static size_t broken_tag(const struct check_text *text)
{
    for (size_t at = 0; (at = str_find_byte(text->flat, '<', at)) != STR_NONE; at++) {
        struct str rest = str_from(text->flat, at + 1);
        bool is_close = str_starts(rest, STR("/"));
        struct tag tag = {.name = str_slice(rest, is_close, is_close)};
        while (tag.name.len + is_close < rest.len && rest.at[is_close + tag.name.len] > ' ' &&
               !strchr("<>/=", rest.at[is_close + tag.name.len]) && tag.name.len < 12)
            tag.name.len++;
        if (tag_is_html(tag.name))
            return at;
    }
    return STR_NONE;
}

void check_tags_broken(struct checking *checking)
{
    if (!(checking->source.syntaxes & CODE_TAG) || !(checking->target.marks & HAS_LESS) ||
        ((checking->source.marks & HAS_LESS) && broken_tag(&checking->source) != STR_NONE))
        return;
    size_t at = broken_tag(&checking->target);
    if (at != STR_NONE)
        check_report(checking, KIND_MARKUP_BROKEN, &checking->target, at, at + 1, "the tag has no end");
}
