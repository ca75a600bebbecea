// What the files of the parser of ICU messages share; for no others.
#ifndef CATALOG_ICU_PARSER_H
#define CATALOG_ICU_PARSER_H

#include "base/utf.h"
#include "catalog/icu.h"
#include "catalog/icu_letters.h"

struct icu_parser {
    struct str text;
    size_t at;
    const struct icu_options *options;
    struct arena *arena;
    struct icu_message *out;
    struct icu_fault *fault;
};

// What a text stands in.
struct icu_surroundings {
    int depth;                    // 0: the message itself
    const struct icu_node *pound; // the plural whose number `#` stands for, or NULL
    bool is_in_tag;
};

// Where the error is, for icu_fault. Always false.
bool icu_parser_fail(struct icu_parser *p, enum icu_error error, size_t start, size_t end, size_t opened);
// Where the parser stands something else is wanted: the character there is marked.
bool icu_parser_fail_here(struct icu_parser *p, enum icu_error error, size_t opened);

// Passes over the characters that belong to a set.
void icu_parser_skip(struct icu_parser *p, bool (*belongs)(uint32_t point));
struct str icu_parser_name(struct icu_parser *p);

// A text, to the end of the message or to the brace or tag that ends the text, which is left.
bool icu_parse_nodes(struct icu_parser *p, struct icu_surroundings around, struct icu_node_list *out);
// An argument, from its brace to the one that closes it.
bool icu_parse_argument(struct icu_parser *p, struct icu_surroundings around, struct icu_node *out);

static inline bool icu_parser_is_at_end(const struct icu_parser *p)
{
    return p->at == p->text.len;
}

// The byte at that distance, or NUL behind the end: no syntax is made of NUL.
static inline char icu_parser_peek(const struct icu_parser *p, size_t distance)
{
    return distance < p->text.len - p->at ? p->text.at[p->at + distance] : '\0';
}

static inline bool icu_parser_take(struct icu_parser *p, const char *token)
{
    if (!str_starts(str_from(p->text, p->at), str_of(token)))
        return false;
    p->at += strlen(token);
    return true;
}

#endif
