// What two ways of the same question find, for fuzz targets that compare them.
#ifndef TESTS_FUZZ_DIAGS_LAW_H
#define TESTS_FUZZ_DIAGS_LAW_H

#include "base/diag.h"
#include "tests/fuzz/law.h"

static inline void expect_same_place(const struct span *a, const struct span *b)
{
    bool is_read = !span_is_unread(*a) && !span_is_unread(*b);
    demand(a->start == b->start && a->end == b->end && str_equal(a->path, b->path));
    demand(!is_read || a->text.len == b->text.len);
}

static inline void expect_same_diags(const struct diags *a, const struct diags *b)
{
    demand(a->count == b->count);
    for (size_t i = 0; i < a->count; i++) {
        const struct diag *one = &a->at[i], *other = &b->at[i];
        demand(one->kind == other->kind && one->severity == other->severity);
        demand(str_equal(one->message, other->message) && str_equal(one->hint, other->hint));
        expect_same_place(&one->span, &other->span);
        demand(one->related.count == other->related.count);
        for (size_t j = 0; j < one->related.count; j++) {
            demand(str_equal(one->related.at[j].message, other->related.at[j].message));
            expect_same_place(&one->related.at[j].span, &other->related.at[j].span);
        }
    }
}

static inline void expect_place_in(const struct span *span)
{
    demand(span->start <= span->end && span->end <= span->text.len);
}

// All that is shown lies in its text.
static inline void expect_places_in_texts(const struct diags *diags)
{
    for (size_t i = 0; i < diags->count; i++) {
        expect_place_in(&diags->at[i].span);
        for (size_t j = 0; j < diags->at[i].related.count; j++)
            expect_place_in(&diags->at[i].related.at[j].span);
    }
}

#endif
