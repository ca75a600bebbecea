// Printing ICU messages.
#ifndef CATALOG_ICU_PRINT_H
#define CATALOG_ICU_PRINT_H

#include "catalog/icu.h"

// Appends a message that icu_parse reads as the same nodes. False where these options have no way to write a
// text: a brace where apostrophes do not quote.
bool icu_print(const struct icu_node_list *nodes, const struct icu_options *options, struct buf *out);

// What a literal stands in.
struct icu_setting {
    bool has_pound; // `#` stands for a number there
    bool is_inside; // an option or a tag: `}` would end it
    bool is_last;   // the message ends behind it
};

// Appends one literal; as above. Only apostrophes that would quote something are doubled.
bool icu_print_literal(struct str text, const struct icu_options *options, struct icu_setting setting,
                       struct buf *out);

// Appends slices one after the other. Names may hold any byte, NUL too, at which printf would stop.
#define ICU_PRINT(out, ...)                                                                                  \
    icu_print_all(out, (const struct str[]){__VA_ARGS__},                                                    \
                  sizeof((const struct str[]){__VA_ARGS__}) / sizeof(struct str))
void icu_print_all(struct buf *out, const struct str *pieces, size_t count);

#endif
