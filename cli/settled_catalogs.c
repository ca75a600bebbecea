#include "cli/settled_catalogs.h"

#include "base/file.h"
#include "base/hash.h"

enum {
    room_for_pieces = 64 * 1024, // bytes for each catalog
    units_in_turn = 1000,        // what these look like is some 200 KB
    most_open = 64,              // files of all workers at a time; a system may allow some hundred
};

struct proving {
    const struct project *project;
    bool with_hashes;
    struct project_catalog_list *catalogs;
    size_t groups;
};

// A catalog on the way.
struct runner {
    struct project_catalog *slot;
    struct file_reader file;
    bool with_hash;
    struct hash_run hash;
    struct settled_pieces pieces;
    struct settled_proof *proof; // NULL: it has come to its end
};

static size_t read_piece(void *context, char *at, size_t room)
{
    struct runner *runner = context;
    size_t got = file_reader_next(&runner->file, at, room, &runner->slot->diags);
    if (runner->with_hash)
        hash_add(&runner->hash, (struct str){at, got});
    return got;
}

static void start(const struct settled_texts *texts, struct runner *runner, struct arena *scratch)
{
    struct project_catalog *slot = runner->slot;
    enum file_state state = file_reader_open(slot->path, scratch, &slot->diags, &runner->file);
    slot->is_failed = state == FILE_FAILED;
    if (state != FILE_READ)
        return;
    runner->hash = hash_begin(runner->file.len);
    runner->pieces = (struct settled_pieces){.room = arena_space(scratch, 1, room_for_pieces),
                                             .size = room_for_pieces,
                                             .read = read_piece,
                                             .context = runner};
    runner->proof = settled_begin(texts, &runner->pieces, scratch);
}

static void finish(struct runner *runner, bool is_settled, const struct settled *seen, struct arena *arena)
{
    struct project_catalog *slot = runner->slot;
    runner->proof = NULL;
    slot->has_strays = seen->has_strays;
    slot->is_failed = !file_reader_close(&runner->file, &slot->diags);
    slot->is_settled = is_settled && !slot->is_failed;
    if (!slot->is_settled)
        return;
    slot->was_read = slot->is_present = true;
    slot->contents.len = runner->file.len;
    slot->contents.hash = hash_end(&runner->hash);
    slot->settled = *seen;
    slot->settled.target_locale = arena_copy(arena, seen->target_locale);
}

// Whether there is more to do.
static bool go_on(struct runner *runner, struct arena *arena)
{
    struct settled seen;
    enum settled_answer answer = settled_go_on(runner->proof, units_in_turn, &seen);
    if (answer == SETTLED_GO_ON)
        return true;
    finish(runner, answer == SETTLED_YES, &seen, arena);
    return false;
}

// A group is every so manieth catalog, so that each worker has as many as the others.
static void prove_group(void *context, size_t worker, size_t first)
{
    const struct proving *proving = context;
    const struct project *project = proving->project;
    struct arena scratch = {0}, *arena = &project->workers[worker].arena;
    size_t count = proving->catalogs->count;
    struct runner *runners = arena_array(&scratch, struct runner, count);
    for (size_t i = first; i < count; i += proving->groups) {
        struct project_catalog *slot = &proving->catalogs->at[i];
        slot->diags.arena = arena;
        runners[i] = (struct runner){.slot = slot, .with_hash = proving->with_hashes};
        start(project->settled, &runners[i], &scratch);
    }
    for (bool is_more = true; is_more;) {
        is_more = false;
        for (size_t i = first; i < count; i += proving->groups)
            is_more |= runners[i].proof && go_on(&runners[i], arena);
    }
    arena_free(&scratch);
}

void settled_catalogs_prove(const struct project *project, bool with_hashes,
                            struct project_catalog_list *catalogs)
{
    size_t count = catalogs->count, jobs = project->jobs < most_open ? project->jobs : most_open;
    size_t most_abreast = most_open / jobs, groups = jobs < count ? jobs : count;
    if (groups * most_abreast < count)
        groups = (count + most_abreast - 1) / most_abreast;
    struct proving proving = {project, with_hashes, catalogs, groups};
    if (project->settled)
        pool_run(jobs, groups, prove_group, &proving);
}
