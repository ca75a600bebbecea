#include "extractor/symbols.h"

static TSSymbol symbol_of(const TSLanguage *language, const char *name)
{
    return ts_language_symbol_for_name(language, name, (uint32_t)strlen(name), true);
}

static TSFieldId field_of(const TSLanguage *language, const char *name)
{
    return ts_language_field_id_for_name(language, name, (uint32_t)strlen(name));
}

void symbols_resolve(enum grammar grammar, struct symbols *out)
{
    const TSLanguage *language = grammar_language(grammar);
#define SYMBOL_SET(name) out->name = symbol_of(language, #name);
    SYMBOLS(SYMBOL_SET)
#undef SYMBOL_SET
#define FIELD_SET(name) out->field.name = field_of(language, #name);
    FIELDS(FIELD_SET)
#undef FIELD_SET
}

bool node_has(TSNode node, const char *type)
{
    for (uint32_t i = 0; i < ts_node_child_count(node); i++)
        if (strcmp(ts_node_type(ts_node_child(node, i)), type) == 0)
            return true;
    return false;
}

TSNode node_inner(const struct symbols *s, TSNode node)
{
    uint32_t i = 0;
    if (ts_node_is_null(node))
        return node;
    while (node_is_a(ts_node_named_child(node, i), s->comment))
        i++;
    return ts_node_named_child(node, i);
}
