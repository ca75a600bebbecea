// Words for what icu_compare.h finds. In a row, %1 is the name and %2 the key.
#include "catalog/icu_compare.h"

struct row {
    const char *message, *hint;
};

static const struct row rows[] = {
    [ICU_ARGUMENT_MISSING] = {"the translation lacks the argument `%1`",
                              "Put {%1} where the sentence wants it, as the source has it."},
    [ICU_ARGUMENT_UNKNOWN] = {"the source has no argument `%1`, so nothing would stand here",
                              "Correct the name; it is the source's that counts."},
    [ICU_ARGUMENT_ROLE] = {"`%1` is of another type here than in the source",
                           "Write it as the source has it."},
    [ICU_TAG_MISSING] = {"the translation lacks the tag <%1>", "Put it around the words that it belongs to."},
    [ICU_TAG_UNKNOWN] = {"the source has no tag <%1>",
                         "Correct the name, or put the `<` into apostrophes: '<'."},
    [ICU_KEY_MISSING] = {"the choice by `%1` lacks the option `%2` of the source",
                         "Add %2 {…}; the keys of a select are not translated."},
    [ICU_KEY_UNKNOWN] = {"the source has no option `%2` for `%1`, so this text is never shown",
                         "Write the key as in the source; the keys of a select are not translated."},
    [ICU_CATEGORY_MISSING] = {"the plural by `%1` lacks the form `%2` of its language", "Add %2 {…}."},
    [ICU_CATEGORY_SUPERFLUOUS] = {"the language has no form `%2`, so this text is never shown", "Remove it."},
    [ICU_CATEGORY_UNKNOWN] = {"`%2` is no form of a plural",
                              "Write zero, one, two, few, many or other; a number is written as in =1."},
    [ICU_OTHER_MISSING] = {"the choice by `%1` lacks the option `other`",
                           "Add other {…} with the text that is always right."},
    [ICU_QUOTE_SWALLOWS] = {"this apostrophe makes `%1` plain text", "Double it, or write ’ instead."},
};

static struct str words(const char *form, const struct icu_finding *finding, struct arena *arena)
{
    struct str_list pieces = {0};
    for (const char *gap; (gap = strchr(form, '%')); form = gap + 2) {
        *list_push(&pieces, arena) = (struct str){form, (size_t)(gap - form)};
        *list_push(&pieces, arena) = gap[1] == '1' ? finding->name : finding->key;
    }
    *list_push(&pieces, arena) = str_of(form);
    return arena_join(arena, pieces.at, pieces.count);
}

struct str icu_finding_message(const struct icu_finding *finding, struct arena *arena)
{
    return words(rows[finding->kind].message, finding, arena);
}

struct str icu_finding_hint(const struct icu_finding *finding, struct arena *arena)
{
    return words(rows[finding->kind].hint, finding, arena);
}
