// What makes sources hard to translate: off unless a project asks for it.
#include "catalog/checks/checking.h"

void check_source_placeholders(struct checking *checking)
{
    const struct check_code *second = NULL;
    size_t count = 0;
    for (size_t i = 0; i < checking->source.codes.count; i++) {
        const struct check_code *code = &checking->source.codes.at[i];
        if (code->syntax == CODE_PRINTF && code->name.len == 0 && ++count == 2)
            second = code;
    }
    if (second)
        check_report_code(checking, KIND_SOURCE_PLACEHOLDERS, &checking->source, second,
                          "several placeholders have neither name nor number, so their order is fixed");
}

void check_source_plural(struct checking *checking)
{
    static const char *const marks[] = {"(s)", "(es)"};
    if (checking->source.is_choice || checking->source.codes.count == 0)
        return;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t at = str_find(checking->source.flat, str_of(marks[i]), 0);
        if (at == STR_NONE)
            continue;
        check_report(checking, KIND_SOURCE_PLURAL, &checking->source, at, at + strlen(marks[i]),
                     "a word that depends on a number, and no plural");
        return;
    }
}

void check_source_note(struct checking *checking)
{
    const struct unit *unit = checking->unit;
    struct str text = str_trim(checking->source.flat);
    bool is_short =
        text.len > 0 && str_find_byte(text, ' ', 0) == STR_NONE && checking->source.codes.count == 0;
    if (is_short && (checking->source.marks & HAS_LETTER) && unit->notes.count == 0 && unit->context.len == 0)
        check_report_text(checking, KIND_SOURCE_NOTE, &checking->source,
                          "a single word without a note can mean many things");
}

static bool is_joining_word(struct str word)
{
    static const char *const words[] = {"of",  "for", "to",  "in", "on", "at", "by",  "with", "from",
                                        "and", "or",  "the", "a",  "an", "is", "are", "as",   "per"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_equal_ignoring_case(word, str_of(words[i])))
            return true;
    return false;
}

// Half a sentence: it begins or ends with a word that joins it to something else.
void check_source_fragment(struct checking *checking)
{
    struct str text = str_trim(checking->source.flat);
    if (!str_is(checking->source_locale.language, "en") || text.len == 0)
        return;
    size_t first = str_find_byte(text, ' ', 0), last = str_rfind_byte(text, ' ');
    struct str head = str_slice(text, 0, first);
    struct str tail = last == STR_NONE ? head : str_from(text, last + 1);
    bool is_lower = head.at[0] >= 'a' && head.at[0] <= 'z';
    if (is_joining_word(tail) || (is_lower && is_joining_word(head)))
        check_report_text(checking, KIND_SOURCE_FRAGMENT, &checking->source,
                          "this looks like a piece of a sentence that is put together in the code");
}
