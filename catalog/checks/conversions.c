// printf's conversions: which argument each of them takes.
#include "catalog/checks/syntax.h"

static bool is_numbered(const struct check_text *text)
{
    for (size_t i = 0; i < text->codes.count; i++)
        if (text->codes.at[i].syntax == CODE_PRINTF && text->codes.at[i].name.len > 0)
            return true;
    return false;
}

// Length and conversion, without what only says how the value is laid out: flags, width and precision.
static struct str type_of(const struct check_code *code)
{
    struct str text = code->text;
    size_t start = text.len;
    while (start > 0 && strchr("hlLqjztdiouxXeEfFgGaAcsSpn@", text.at[start - 1]))
        start--;
    return str_from(text, start);
}

static void number_codes(struct check_text *text, bool is_by_number, struct arena *arena)
{
    size_t number = 0;
    for (size_t i = 0; i < text->codes.count; i++) {
        struct check_code *code = &text->codes.at[i];
        if (code->class == CODE_BORDER)
            number = 0; // each text of a choice is printed by itself
        if (code->syntax != CODE_PRINTF)
            continue;
        for (size_t at = 0; code->name.len == 0 && at < code->text.len; at++)
            number += code->text.at[at] == '*'; // a width takes an argument, too
        number += code->name.len == 0;
        struct str type = type_of(code);
        code->key = !is_by_number    ? arena_print(arena, "%%" STR_FORMAT, STR_ARG(type))
                    : code->name.len ? arena_print(arena, "%%" STR_FORMAT "$" STR_FORMAT, STR_ARG(code->name),
                                                   STR_ARG(type))
                                     : arena_print(arena, "%%%zu$" STR_FORMAT, number, STR_ARG(type));
    }
}

void conversions_number(struct check_text *source, struct check_text *target, struct arena *arena)
{
    if (!((source->syntaxes | target->syntaxes) & CODE_PRINTF))
        return;
    bool is_by_number = is_numbered(source) || is_numbered(target);
    number_codes(source, is_by_number, arena);
    number_codes(target, is_by_number, arena);
}
