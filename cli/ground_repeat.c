#include "cli/ground.h"

#include "base/path.h"

static bool needed_facts_hold(struct fact_list *facts)
{
    struct arena scratch = {0};
    bool good = true;
    for (size_t i = 0; i < facts->count && good; i++)
        good = !facts->at[i].is_needed || fact_holds(&facts->at[i], &scratch);
    arena_free(&scratch);
    return good;
}

bool ground_repeats(struct ground *ground, const struct diags *diags)
{
    ground->is_repeatable = diags->count == 0 && !ground->is_unsure && ground->fingerprint != 0;
    if (ground->is_repeatable && ground->former_fingerprint == ground->fingerprint)
        ground->is_repeated = needed_facts_hold(&ground->former);
    return ground->is_repeated;
}

// Of the few that are not only of sources.
static bool is_noted(const struct ground *ground, size_t count, const struct fact *fact)
{
    for (size_t i = 0; i < count; i++) {
        const struct fact *own = &ground->facts.at[i];
        if (own->is_needed && own->kind == fact->kind && str_equal(own->path, fact->path))
            return true;
    }
    return false;
}

void ground_take_former(struct ground *ground)
{
    size_t own = ground->facts.count;
    for (size_t i = 0; i < ground->former.count; i++)
        if (ground->former.at[i].is_needed && !is_noted(ground, own, &ground->former.at[i]))
            *list_push(&ground->facts, &ground->arena) = ground->former.at[i];
}

bool ground_is_about_program(struct ground *ground, const struct diags *diags)
{
    for (size_t i = 0; i < diags->count; i++) {
        const struct diag *diag = &diags->at[i];
        for (size_t j = 0; j <= diag->related.count; j++) {
            struct str path = j ? diag->related.at[j - 1].span.path : diag->span.path;
            const struct fact *fact = map_get(&ground->files, path_absolute(&ground->arena, path));
            if (fact && fact->is_of_program)
                return true;
        }
    }
    return false;
}
