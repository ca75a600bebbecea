// The glossary of a project: terms and how each language says them.
//
// A CSV file (RFC 4180, UTF-8) whose first row names the columns: `term`, a locale for each language
// ("de", "pt-BR"), and what else people want to note, which is passed over. A cell may list several
// translations with `|` between; "=" says that the term stays as it is, which a column `translate` with "no"
// says for all languages. An empty cell says nothing.
#ifndef CATALOG_GLOSSARY_H
#define CATALOG_GLOSSARY_H

#include "base/diag.h"
#include "base/map.h"

struct glossary_term {
    struct str text;
    bool stays;         // in every language
    struct str_list of; // translations, by column
    struct str_list words;
    struct span span;
};

struct glossary_term_list {
    struct glossary_term *at;
    size_t count, capacity;
};

struct glossary {
    struct str_list locales; // the columns
    struct glossary_term_list terms;
    struct map by_word; // folded stem of the first word → struct glossary_numbers
};

struct glossary_numbers {
    size_t *at;
    size_t count, capacity;
};

// Reads the file's bytes. False with a diagnostic (glossary-invalid) when it is no such table.
bool glossary_read(struct str bytes, struct str path, struct arena *arena, struct diags *diags,
                   struct glossary *out);
// The column of a locale: the same one, else that of its language; STR_NONE when there is none.
size_t glossary_column(const struct glossary *glossary, struct str locale, struct arena *scratch);

// The words of a text, folded, one after the other from *at on; false when there is none left.
struct glossary_word {
    struct str text; // as it stands
    size_t start, end;
};
bool glossary_word_next(struct str text, size_t *at, struct glossary_word *out);
// Whether a word of a text is this one in some form: equal but for case, or with another ending.
bool glossary_same_word(struct str word, struct str other);
// What all forms of a word begin with, folded: the key of by_word.
struct str glossary_stem(struct str word, struct arena *arena);

#endif
