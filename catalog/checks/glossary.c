// Terms of the glossary: whether the translation uses the words that it has for them.
#include "catalog/glossary.h"
#include "catalog/checks/checking.h"
#include "catalog/checks/habits.h"

enum { words_greatest = 2000 }; // of a text; longer ones are no text of a user interface

struct word_list {
    struct glossary_word *at;
    size_t count, capacity;
};

static void list_words(struct str text, struct arena *arena, struct word_list *out)
{
    struct glossary_word word;
    for (size_t at = 0; out->count < words_greatest && glossary_word_next(text, &at, &word);)
        *list_push(out, arena) = word;
}

static bool is_term_at(const struct word_list *words, size_t at, const struct glossary_term *term)
{
    if (at + term->words.count > words->count)
        return false;
    for (size_t i = 0; i < term->words.count; i++) {
        struct str wanted = term->words.at[i], word = words->at[at + i].text;
        struct str plural = str_slice(word, 0, word.len > 1 ? word.len - 1 : word.len);
        bool is_plural = str_ends(word, STR("s")) && str_equal_ignoring_case(plural, wanted);
        if (!is_plural && !str_equal_ignoring_case(word, wanted))
            return false;
    }
    return true;
}

// Whether all words of a translation are in the text, in some form and in any order.
static bool has_words(const struct word_list *words, struct str wanted)
{
    struct glossary_word word;
    for (size_t at = 0; glossary_word_next(wanted, &at, &word);) {
        bool is_found = false;
        for (size_t i = 0; i < words->count && !is_found; i++)
            is_found = glossary_same_word(word.text, words->at[i].text);
        if (!is_found)
            return false;
    }
    return true;
}

static bool has_translation(const struct checking *checking, const struct word_list *target, struct str cell)
{
    struct str wanted;
    for (size_t at = 0; str_next_piece(cell, '|', &at, &wanted);) {
        wanted = str_trim(wanted);
        if (checking->target_locale.habits->is_unspaced
                ? str_find(checking->target.flat, wanted, 0) != STR_NONE
                : has_words(target, wanted))
            return true;
    }
    return false;
}

static void check_term(struct checking *checking, const struct glossary_term *term, size_t column,
                       const struct word_list *source, size_t at, const struct word_list *target)
{
    struct str cell = column == STR_NONE ? STR("") : term->of.at[column];
    bool stays = term->stays || str_is(cell, "=");
    struct str wanted = stays ? term->text : cell;
    if (wanted.len == 0)
        return;
    bool is_good = stays ? str_find(checking->target.flat, wanted, 0) != STR_NONE
                         : has_translation(checking, target, wanted);
    if (is_good)
        return;
    struct diag *diag = stays ? check_report_text(checking, KIND_GLOSSARY, &checking->target,
                                                  "`" STR_FORMAT "` must stay as it is", STR_ARG(term->text))
                              : check_report_text(checking, KIND_GLOSSARY, &checking->target,
                                                  "`" STR_FORMAT "` is `" STR_FORMAT "` in the glossary",
                                                  STR_ARG(term->text), STR_ARG(wanted));
    check_relate(checking, diag, &checking->source, source->at[at].start,
                 source->at[at + term->words.count - 1].end, "in the source");
    if (diag)
        diag_relate(checking->diags, diag, term->span, "the term");
}

void check_glossary(struct checking *checking)
{
    const struct glossary *glossary = checking->options->glossary;
    struct word_list source = {0}, target = {0};
    if (!glossary || checking->is_same_language)
        return;
    size_t column = glossary_column(glossary, checking->target_locale.locale, checking->scratch);
    list_words(checking->source.flat, checking->scratch, &source);
    for (size_t i = 0; i < source.count; i++) {
        const struct glossary_numbers *numbers =
            map_get(&glossary->by_word, glossary_stem(source.at[i].text, checking->scratch));
        for (size_t j = 0; numbers && j < numbers->count; j++) {
            const struct glossary_term *term = &glossary->terms.at[numbers->at[j]];
            if (!is_term_at(&source, i, term))
                continue;
            if (target.count == 0)
                list_words(checking->target.flat, checking->scratch, &target);
            check_term(checking, term, column, &source, i, &target);
        }
    }
}
