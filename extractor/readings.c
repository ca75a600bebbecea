#include "extractor/readings.h"

struct kept_reading *readings_find(const struct kept_readings *readings, const struct dialect *dialect,
                                   size_t round)
{
    for (struct kept_reading *row = readings->first; row; row = row->next)
        if (row->dialect == dialect && row->round == round)
            return row;
    return NULL;
}

struct kept_reading *readings_row(struct kept_readings *readings, const struct dialect *dialect, size_t round,
                                  uint64_t surroundings, struct arena *arena)
{
    struct kept_reading *row = readings_find(readings, dialect, round);
    if (!row) {
        row = arena_new(arena, struct kept_reading);
        *row = (struct kept_reading){.dialect = dialect, .round = round, .next = readings->first};
        readings->first = row;
    }
    if (row->surroundings != surroundings) {
        arena_free(&row->arena);
        row->reading = (struct reading){0};
        row->surroundings = surroundings;
    }
    return row;
}

bool readings_are_broken(const struct kept_readings *readings)
{
    for (const struct kept_reading *row = readings->first; row; row = row->next)
        for (size_t i = 0; i < row->reading.diags.count; i++) {
            const struct diag *diag = &row->reading.diags.at[i];
            bool is_conflict = diag->kind == KIND_MERGE_CONFLICT && diag->severity == SEVERITY_ERROR;
            if (is_conflict || diag->kind == KIND_SYNTAX || diag->kind == KIND_SYNTAX_ENDLESS)
                return true;
        }
    return false;
}

void readings_free(struct kept_readings *readings)
{
    for (struct kept_reading *row = readings->first; row; row = row->next)
        arena_free(&row->arena);
    readings->first = NULL;
}
