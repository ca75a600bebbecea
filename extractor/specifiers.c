#include "extractor/specifiers.h"

#include "base/literal.h"
#include "base/utf.h"
#include "extractor/lexer.h"
#include "extractor/specifier_text.h"

void specifier_add(struct str source, size_t start, size_t end, enum specifier_kind kind, struct arena *arena,
                   struct specifier_list *out)
{
    struct str raw = str_slice(source, start, end);
    if (raw.len == 0 && kind <= SPECIFIER_IMPORT_REQUIRE)
        return;
    struct str text =
        str_find_byte(raw, '\\', 0) == STR_NONE ? raw : literal_text(raw, LITERAL_STRING, arena);
    *list_push(out, arena) = (struct specifier){.text = text, .kind = kind, .offset = start};
}

void specifiers_append(struct specifier_list *out, const struct specifier_list *more, struct arena *arena)
{
    for (size_t i = 0; i < more->count; i++)
        *list_push(out, arena) = more->at[i];
}

static size_t skip_space(struct str text, size_t at)
{
    while (at < text.len && byte_is_space(text.at[at]))
        at++;
    return at;
}

// ---- references

// The value of an attribute, as the peer looks for it: `\sNAME\s*=\s*"…"` anywhere in the tag, letters of any
// case.
static bool attribute_find(struct str tag, struct str name, struct str *value)
{
    for (size_t at = 1; at + name.len < tag.len; at++) {
        size_t end = at + name.len;
        if (skip_space(tag, at - 1) == at - 1 || !str_equal_ignoring_case(str_slice(tag, at, end), name))
            continue;
        end = skip_space(tag, end);
        if (end >= tag.len || tag.at[end] != '=')
            continue;
        end = skip_space(tag, end + 1);
        if (end >= tag.len || (tag.at[end] != '"' && tag.at[end] != '\''))
            continue;
        size_t close = str_find_byte(tag, tag.at[end], end + 1);
        if (close == STR_NONE)
            continue;
        *value = str_slice(tag, end + 1, close);
        return true;
    }
    return false;
}

static void add_reference(struct str source, struct str line, struct arena *arena, struct specifier_list *out)
{
    const struct str name = STR("reference");
    size_t at = skip_space(line, 3);
    if (at >= line.len || line.at[at] != '<' ||
        !str_equal_ignoring_case(str_slice(line, at + 1, at + 1 + name.len), name))
        return;
    at += 1 + name.len;
    size_t end = str_find(line, STR("/>"), at);
    if (end == STR_NONE || skip_space(line, at) == at)
        return;
    struct str tag = str_slice(line, at, end), value;
    if (attribute_find(tag, STR("types"), &value) || attribute_find(tag, STR("lib"), &value) ||
        !attribute_find(tag, STR("path"), &value) || value.len == 0)
        return;
    *list_push(out, arena) = (struct specifier){
        .text = value, .kind = SPECIFIER_REFERENCE, .offset = (size_t)(value.at - source.at)};
}

void specifiers_of_references(struct str source, struct arena *arena, struct specifier_list *out)
{
    bool has_bom;
    size_t at = source.len - utf_skip_bom(source, &has_bom).len;
    if (str_starts(str_from(source, at), STR("#!")))
        at = str_find_byte(source, '\n', at);
    while (at < source.len && (at = skip_space(source, at)) + 1 < source.len && source.at[at] == '/') {
        bool is_block = source.at[at + 1] == '*';
        if (!is_block && source.at[at + 1] != '/')
            return;
        size_t end = str_find(source, is_block ? STR("*/") : STR("\n"), at + 2);
        if (end == STR_NONE)
            end = source.len;
        struct str line = str_slice(source, at, end);
        if (!is_block && str_starts(line, STR("///")))
            add_reference(source, line, arena, out);
        at = end + (is_block ? 2 : 0);
    }
}

// ---- JSDoc

// `("x")` at `at`: adds it.
static void add_jsdoc_type(struct str source, size_t at, size_t end, struct arena *arena,
                           struct specifier_list *out)
{
    at = skip_space(source, at);
    if (at >= end || source.at[at] != '(')
        return;
    at = skip_space(source, at + 1);
    if (at >= end || (source.at[at] != '"' && source.at[at] != '\''))
        return;
    size_t close = str_find_byte(source, source.at[at], at + 1);
    if (close == STR_NONE || close >= end)
        return;
    size_t next = skip_space(source, close + 1);
    if (next < end && (source.at[next] == ')' || source.at[next] == ','))
        specifier_add(source, at + 1, close, SPECIFIER_TYPE, arena, out);
}

// `@import … from "x"`: the first text in quotes behind it, before the next tag.
static void add_jsdoc_tag(struct str source, size_t at, size_t end, struct arena *arena,
                          struct specifier_list *out)
{
    for (; at < end && source.at[at] != '@'; at++) {
        if (source.at[at] != '"' && source.at[at] != '\'')
            continue;
        size_t close = str_find_byte(source, source.at[at], at + 1);
        if (close != STR_NONE && close < end && close > at + 1)
            specifier_add(source, at + 1, close, SPECIFIER_TYPE, arena, out);
        return;
    }
}

void specifiers_of_jsdoc(struct str source, size_t start, size_t end, struct arena *arena,
                         struct specifier_list *out)
{
    const struct str word = STR("import");
    size_t depth = 0;
    for (size_t at = start; at + word.len < end; at++) {
        if (source.at[at] == '{')
            depth++;
        else if (source.at[at] == '}' && depth > 0)
            depth--;
        if (source.at[at] != 'i' || !str_starts(str_from(source, at), word) ||
            is_word_byte(source.at[at - 1]) || is_word_byte(source.at[at + word.len]))
            continue;
        if (source.at[at - 1] == '@')
            add_jsdoc_tag(source, at + word.len, end, arena, out);
        else if (depth > 0)
            add_jsdoc_type(source, at + word.len, end, arena, out);
    }
}

// ---- both

void specifiers_read(const struct specifier_question *question, TSParser *parser, struct arena *arena,
                     struct specifier_list *out)
{
    if (!question->full_parse && specifiers_of_bytes(question, arena, out))
        return;
    TSTree *tree = grammar_parse(parser, question->row->grammar, question->text);
    if (!tree)
        return;
    specifiers_of_tree(question, ts_tree_root_node(tree), arena, out);
    ts_tree_delete(tree);
}
