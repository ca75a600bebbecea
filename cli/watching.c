#include "cli/watching.h"

#include "base/file.h"
#include "base/path.h"
#include "base/settle.h"
#include "base/signals.h"
#include "base/watch.h"
#include "cli/commands.h"
#include "cli/project.h"
#include "cli/report.h"
#include "cli/trail.h"
#include "cli/watch_report.h"
#include "extractor/grammar.h"

#include <poll.h>
#include <stdio.h>
#include <unistd.h>

// What a change concerns, the later the more has to be done.
enum concern { CONCERN_NOTHING, CONCERN_CATALOGS, CONCERN_SOURCES };

struct watching {
    struct context *context;
    const struct command *const *steps;
    size_t count;
    struct watch watch;
    struct settle settle;
    struct signals signals;
    int signal_file;
    struct project_cache cache;
    struct step *last;    // for each step its last run
    struct trail trail;   // of the last round
    struct told told;     // what was said already
    enum concern due;     // what the batch concerns
    struct str_list held; // what changed in a batch that waits for a file to be whole
    struct arena held_arena;
    bool is_lost; // events were lost
};

static long long now_in_milliseconds(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (long long)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static struct timespec coarse_time(void)
{
    struct timespec time;
    clock_gettime(CLOCK_REALTIME_COARSE, &time);
    return time;
}

// ---- what a change is worth

// Editors' swap files, backups and locks, and glot's own temporaries.
static bool is_passing(struct str name)
{
    return str_starts(name, STR(".")) || str_starts(name, STR("#")) || str_ends(name, STR("~"));
}

static enum concern concern_of_new(struct str path)
{
    struct str name = path_name(path);
    if (is_passing(name))
        return CONCERN_NOTHING;
    return grammar_of_path(name) || str_is(name, "package.json") ? CONCERN_SOURCES : CONCERN_NOTHING;
}

static enum concern concern_of_known(const struct trail_file *file, struct str path)
{
    if (trail_is_as_left(file, path))
        return CONCERN_NOTHING;
    return file->use == TRAIL_SOURCE ? CONCERN_SOURCES : CONCERN_CATALOGS;
}

static enum concern concern_of(const struct watching *w, const struct watch_event *event)
{
    if (event->change == WATCH_LOST)
        return CONCERN_SOURCES;
    const struct trail_file *file = map_get(&w->trail.files, event->path);
    if (file)
        return concern_of_known(file, event->path);
    bool is_folder = event->change == WATCH_FOLDER || map_has(&w->trail.folders, event->path);
    if (!is_folder)
        return concern_of_new(event->path);
    struct str name = path_name(event->path);
    return is_passing(name) || str_is(name, "node_modules") ? CONCERN_NOTHING : CONCERN_SOURCES;
}

static void take_events(struct watching *w)
{
    struct arena arena = {0};
    struct watch_event_list events = {0};
    watch_read(&w->watch, &arena, &events);
    for (size_t i = 0; i < events.count; i++) {
        const struct watch_event *event = &events.at[i];
        enum concern concern = concern_of(w, event);
        if (concern == CONCERN_NOTHING)
            continue;
        if (concern > w->due)
            w->due = concern;
        w->is_lost |= event->change == WATCH_LOST;
        settle_note(&w->settle, event->path, event->change == WATCH_WRITING ? SETTLE_OPEN : SETTLE_DONE,
                    now_in_milliseconds());
    }
    arena_free(&arena);
}

// ---- files that are not whole

// An editor that empties a file before it writes it. For sources there is the cache, which knows what they
// were before.
static bool is_half_saved(const struct watching *w, struct str path, struct arena *arena)
{
    const struct trail_file *file = map_get(&w->trail.files, path);
    struct file_identity found = file_identify(arena_cstr(arena, path));
    return file && file->len > 0 && !grammar_of_path(path) && found.is_there && found.size == 0;
}

static void find_half_saved(const struct watching *w, struct round *round, struct arena *arena)
{
    for (size_t i = 0; i < round->changed.count; i++)
        if (is_half_saved(w, round->changed.at[i], arena))
            *list_push(&round->waiting, arena) = round->changed.at[i];
}

// ---- a round

static bool is_made_of(const struct command *command, enum concern concern)
{
    return concern == CONCERN_SOURCES || command != &command_extract;
}

// Whether nothing but sources changed.
static bool is_of_sources(const struct round *round)
{
    for (size_t i = 0; i < round->changed.count; i++)
        if (!grammar_of_path(round->changed.at[i]))
            return false;
    return !round->is_first;
}

static void run_steps(struct watching *w, struct round *round, struct context *run)
{
    bool can_repeat = is_of_sources(round);
    for (size_t i = 0; i < w->count && round->status == STATUS_FINE; i++) {
        if (!is_made_of(w->steps[i], w->due))
            continue;
        run->command = w->steps[i];
        run->trail->step = can_repeat ? &w->last[i] : NULL;
        run->trail->is_repeated = false;
        size_t said = run->diags->count;
        round->status = report_status(run, w->steps[i]->run(run));
        round->is_repeated |= run->trail->is_repeated;
        step_note(&w->last[i], run->trail, run->diags, round->status == STATUS_FINE);
        if (i + 1 < w->count)
            diags_own(run->diags, said); // the next step reads sources that changed meanwhile anew
    }
}

static void keep_file(struct trail *trail, const struct map_entry *entry)
{
    const struct trail_file *old = entry->value;
    if (map_has(&trail->files, entry->key))
        return;
    trail_read(trail, entry->key, old->use);
    struct trail_file *file = map_get(&trail->files, entry->key);
    *file = *old;
    file->was_written = false;
}

// A run that failed, or did only what had to be done, has not seen all that matters. Of the sources it has,
// unless it failed.
static void keep_watching_old(const struct watching *w, bool with_sources, struct trail *trail)
{
    for (size_t i = 0; i < w->trail.folders.entries.count && with_sources; i++)
        map_set(&trail->folders, arena_copy(&trail->arena, w->trail.folders.entries.at[i].key), NULL,
                &trail->arena);
    for (size_t i = 0; i < w->trail.files.entries.count; i++) {
        const struct map_entry *entry = &w->trail.files.entries.at[i];
        const struct trail_file *file = entry->value;
        if (with_sources || file->use != TRAIL_SOURCE || !grammar_of_path(entry->key))
            keep_file(trail, entry);
    }
    for (size_t i = 0; !trail->has_messages && i < w->trail.messages.entries.count; i++) {
        const struct map_entry *entry = &w->trail.messages.entries.at[i];
        struct trail_message *message = arena_new(&trail->arena, struct trail_message);
        *message = *(const struct trail_message *)entry->value;
        map_set(&trail->messages, arena_copy(&trail->arena, entry->key), message, &trail->arena);
    }
}

// Somebody wrote while glot was reading: there is another round when that has settled.
static void try_again_if_changed(struct watching *w, struct diags *diags)
{
    size_t kept = 0;
    for (size_t i = 0; i < diags->count; i++) {
        const struct diag *diag = &diags->at[i];
        if (diag->kind == KIND_FILE_CHANGED)
            settle_note(&w->settle, path_absolute(diags->arena, diag->span.path), SETTLE_DONE,
                        now_in_milliseconds());
        else
            diags->at[kept++] = *diag;
    }
    diags->count = kept;
}

static void watch_what_counts(struct watching *w, struct timespec since, struct diags *diags)
{
    struct str_list folders = {0};
    for (size_t i = 0; i < w->trail.folders.entries.count; i++)
        *list_push(&folders, diags->arena) = w->trail.folders.entries.at[i].key;
    watch_folders(&w->watch, &folders, since, diags);
}

// Folders change when the run itself writes, too.
static bool is_of_folders(const struct watching *w, const struct round *round)
{
    return round->changed.count > 0 && map_has(&w->trail.folders, round->changed.at[0]);
}

static enum status run_round(struct watching *w, struct round *round, struct arena *arena)
{
    struct diags diags = {.arena = arena};
    struct trail trail = {0};
    struct timespec since = coarse_time();
    long long start = now_in_milliseconds();
    struct context run = {.settings = w->context->settings,
                          .arena = arena,
                          .diags = &diags,
                          .cache = &w->cache,
                          .trail = &trail};
    run.settings.watch = true;
    round->is_silent = is_of_folders(w, round);
    run_steps(w, round, &run);
    enum concern done = w->due;
    w->due = CONCERN_NOTHING;
    try_again_if_changed(w, &diags);
    if (w->settle.changed.entries.count > 0)
        w->due = done;
    if (round->status != STATUS_FINE || done != CONCERN_SOURCES || round->is_repeated)
        keep_watching_old(w, round->status != STATUS_FINE, &trail);
    round->waiting = trail.waiting;
    round_compare(round, &w->trail, &trail, arena);
    trail_free(&w->trail);
    w->trail = trail;
    watch_what_counts(w, since, &diags);
    round->milliseconds = now_in_milliseconds() - start;
    round->is_silent &= round->status == STATUS_FINE && round->written.count == 0;
    round_tell(round, w->context, &diags, &w->told);
    return round->status;
}

// What changed, with what a batch before had to leave. That a folder changed is worth a word only where no
// file did.
static struct str_list take_batch(struct watching *w, struct arena *arena)
{
    struct str_list all = settle_take(&w->settle, arena), files = {0};
    for (size_t i = 0; i < w->held.count; i++)
        if (!str_list_has(&all, w->held.at[i]))
            *list_push(&all, arena) = arena_copy(arena, w->held.at[i]);
    w->held = (struct str_list){0};
    arena_free(&w->held_arena);
    for (size_t i = 0; i < all.count; i++)
        if (!map_has(&w->trail.folders, all.at[i]))
            *list_push(&files, arena) = all.at[i];
    return files.count ? files : all;
}

static enum status next_round(struct watching *w, bool is_first)
{
    struct arena arena = {0};
    struct round round = {.is_first = is_first, .changed = take_batch(w, &arena)};
    enum status status = STATUS_FINE;
    find_half_saved(w, &round, &arena);
    if (round.waiting.count == 0) {
        status = run_round(w, &round, &arena);
    } else {
        struct diags diags = {.arena = &arena};
        for (size_t i = 0; i < round.changed.count; i++)
            *list_push(&w->held, &w->held_arena) = arena_copy(&w->held_arena, round.changed.at[i]);
        round_tell(&round, w->context, &diags, &w->told);
    }
    arena_free(&arena);
    return status;
}

// ---- waiting

enum { SLOT_SIGNALS, SLOT_READER, SLOT_FILES, SLOT_COUNT };

static int time_to_wait(const struct watching *w)
{
    long long wait = settle_wait(&w->settle, now_in_milliseconds());
    bool looks = w->watch.file < 0 || w->signal_file < 0;
    if (looks && (wait < 0 || wait > watch_interval))
        wait = watch_interval;
    return (int)wait;
}

// False when it is time to end.
static bool wait_for_changes(struct watching *w)
{
    while (settle_wait(&w->settle, now_in_milliseconds()) != 0) {
        struct pollfd slots[SLOT_COUNT] = {
            [SLOT_SIGNALS] = {.fd = w->signal_file, .events = POLLIN},
            [SLOT_READER] = {.fd = STDOUT_FILENO}, // tells only that there is none any more
            [SLOT_FILES] = {.fd = w->watch.file, .events = POLLIN},
        };
        poll(slots, SLOT_COUNT, time_to_wait(w));
        if (signals_came(&w->signals) || (slots[SLOT_READER].revents & (POLLERR | POLLHUP)))
            return false;
        take_events(w);
    }
    return true;
}

enum status watch_commands(struct context *context, const struct command *const *steps, size_t count)
{
    struct watching w = {.context = context, .steps = steps, .count = count, .due = CONCERN_SOURCES};
    w.last = arena_array(context->arena, struct step, count);
    signals_hold(&w.signals);
    w.signal_file = signals_file(&w.signals);
    watch_open(&w.watch, context->settings.poll, context->diags);
    enum status status = next_round(&w, true);
    while (status != STATUS_USAGE && wait_for_changes(&w))
        next_round(&w, false);
    watch_close(&w.watch);
    settle_free(&w.settle);
    trail_free(&w.trail);
    told_free(&w.told);
    project_cache_free(&w.cache);
    for (size_t i = 0; i < count; i++)
        step_free(&w.last[i]);
    arena_free(&w.held_arena);
    close(w.signal_file);
    return status == STATUS_USAGE ? status : STATUS_FINE;
}
