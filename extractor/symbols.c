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
