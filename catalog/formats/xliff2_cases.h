// Choices between texts in XLIFF 2.2: the plural, gender and select module. `pgs:switch` on the unit says
// what they depend on, `pgs:case` on each segment when its texts count.
// https://docs.oasis-open.org/xliff/xliff-core/v2.2/xliff-extended-v2.2-part2.html
#ifndef CATALOG_FORMATS_XLIFF2_CASES_H
#define CATALOG_FORMATS_XLIFF2_CASES_H

#include "catalog/formats/xliff2_parts.h"

// Whether cases can say what the unit's texts say: all are choices by the same selectors, without offsets,
// between plain texts, and each key is one word. Otherwise they are kept as text: see xliff_choice.h.
bool xliff2_fits_cases(const struct unit *unit);

// One segment: a case with the texts that source and target have for it; either may be NULL.
struct xliff2_case {
    struct str name; // the value of `pgs:case`
    const struct pattern *source, *target;
    bool is_borrowed; // the source has no such case: its last one stands there
};
struct xliff2_case_list {
    struct xliff2_case *at;
    size_t count, capacity;
};
// In the order of the specification: numbers, then zero one two few many other; other words by their bytes.
void xliff2_list_cases(const struct unit *unit, struct arena *arena, struct xliff2_case_list *out);
// What is added to the numbers of codes in a case.
size_t xliff2_case_base(struct str name);
// `plural:count select:gender`
struct str xliff2_switch_of(const struct unit *unit, struct arena *arena);

// The names of the cases that the source has, with bars between, where it lacks some; else empty.
struct str xliff2_source_cases(const struct unit *unit, struct arena *arena);

// Source and target of a unit that has a `pgs:switch`. False where that cannot be made out: then its segments
// are joined like others. `source_cases`: as above.
bool xliff2_read_cases(const struct xliff2_parts *parts, struct str switched, struct str source_cases,
                       struct arena *arena, struct unit *unit);

#endif
