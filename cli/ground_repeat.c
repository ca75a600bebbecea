#include "cli/ground.h"

#include "base/hash.h"
#include "base/path.h"
#include "cli/fingerprint.h"

static bool needed_facts_hold(struct fact_list *facts)
{
    struct arena scratch = {0};
    bool good = true;
    for (size_t i = 0; i < facts->count && good; i++)
        good = !facts->at[i].is_needed || fact_holds(&facts->at[i], &scratch);
    arena_free(&scratch);
    return good;
}

static bool is_of_program(struct ground *ground, struct str path)
{
    const struct fact *fact = map_get(&ground->files, path_absolute(&ground->arena, path));
    return fact && fact->is_of_program;
}

static size_t count_about_program(struct ground *ground, const struct diags *diags)
{
    size_t count = 0;
    for (size_t i = 0; i < diags->count; i++) {
        const struct diag *diag = &diags->at[i];
        bool is_about = is_of_program(ground, diag->span.path);
        for (size_t j = 0; j < diag->related.count && !is_about; j++)
            is_about = is_of_program(ground, diag->related.at[j].span.path);
        count += is_about;
    }
    return count;
}

bool ground_repeats(struct ground *ground, const struct diags *diags)
{
    uint64_t said = fingerprint_diags(diags);
    ground->is_repeatable = said != 0 && !ground->is_unsure && ground->fingerprint != 0;
    if (!ground->is_repeatable)
        return false;
    ground->fingerprint = hash_join(ground->fingerprint, said);
    ground->said_of_program = count_about_program(ground, diags);
    if (ground->former_fingerprint == ground->fingerprint)
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

bool ground_says_more(struct ground *ground, const struct diags *diags)
{
    return count_about_program(ground, diags) != ground->said_of_program;
}
