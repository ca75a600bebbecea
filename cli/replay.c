#include "cli/replay.h"

#include "base/byte.h"
#include "base/path.h"
#include "cli/cache_folder.h"
#include "cli/output.h"
#include "cli/replay_key.h"

#include <sys/stat.h>
#include <unistd.h>

#define FOLDER_NAME "/.glot"

// ---- reading

static void read_files(struct replay *replay)
{
    int folder = cache_folder_open(replay->folder);
    if (folder < 0)
        return;
    replay->held = cache_map(folder, CACHE_RUNS, cache_greatest);
    close(folder);
}

static void read_sources(struct replay *replay, struct context *context)
{
    int folder = cache_folder_open(replay->folder);
    if (folder >= 0) {
        replay->sources.store.bytes = cache_map(folder, CACHE_SOURCES, source_store_greatest);
        close(folder);
    }
    replay->sources.program = replay_program();
    context->stored = &replay->sources;
}

// The length of what sets a colour at the start of the text ("ESC [ 1 ; 31 m"), or 0.
static size_t colour_len(struct str text)
{
    size_t len = 2;
    if (!str_starts(text, STR("\x1b[")))
        return 0;
    while (len < text.len && (byte_is_digit(text.at[len]) || text.at[len] == ';'))
        len++;
    return len < text.len && text.at[len] == 'm' ? len + 1 : 0;
}

// Whether it can be shown on any terminal. What glot prints of files can; what somebody put into the cache
// may not.
static bool is_plain(struct str text)
{
    struct buf shown = {0}, plain = {0};
    for (size_t at = 0; at < text.len;) {
        size_t colour = colour_len(str_from(text, at));
        if (!colour && text.at[at] != '\n')
            buf_byte(&plain, text.at[at]);
        at += colour ? colour : 1;
    }
    diag_neutral(&shown, buf_str(&plain));
    bool is_same = str_equal(buf_str(&shown), buf_str(&plain));
    buf_free(&shown);
    buf_free(&plain);
    return is_same;
}

static bool is_sound(const struct outcome_record *record)
{
    return record->status <= STATUS_FINDINGS && is_plain(record->out) && is_plain(record->err);
}

static bool all_hold(struct outcome_record *record, bool *is_fresher)
{
    struct arena scratch = {0};
    bool good = true;
    *is_fresher = false;
    for (size_t i = 0; i < record->facts.count && good; i++) {
        struct fact *fact = &record->facts.at[i];
        struct file_identity before = fact->identity;
        bool was_settled = fact->is_settled;
        good = fact_holds(fact, &scratch);
        *is_fresher |= fact->is_settled && (!was_settled || !file_identity_equal(&before, &fact->identity));
    }
    arena_free(&scratch);
    return good;
}

// ---- writing

static void write_record(const struct replay *replay, int folder, const struct outcome_record *record)
{
    struct buf bytes = {0};
    if (cache_file_print(record, replay->held, &bytes))
        cache_replace(folder, CACHE_RUNS, buf_str(&bytes));
    buf_free(&bytes);
}

// ---- a run

static bool has_option(const struct command *command, struct str name)
{
    return option_find(command->options, name);
}

// Read anew: whoever asked whether its facts hold has brought them up to date.
static void know_former(struct replay *replay)
{
    struct outcome_record *former = &replay->former;
    if (!cache_file_find(replay->held, replay->key, &replay->arena, former) || !is_sound(former) ||
        former->status != STATUS_FINE)
        return;
    replay->ground.former = former->facts;
    replay->ground.former_fingerprint = former->fingerprint;
}

static void start(struct replay *replay, struct context *context)
{
    clock_gettime(CLOCK_REALTIME, &replay->ground.since);
    know_former(replay);
    replay->trail.ground = &replay->ground;
    context->trail = &replay->trail;
    context->copies = replay->copies;
}

static void print_again(const struct outcome_record *record)
{
    struct buf out = {0}, err = {0};
    buf_add(&out, record->out);
    buf_add(&err, record->err);
    output_write(&out, stdout);
    if (err.len > 0)
        fflush(stdout);
    output_write(&err, stderr);
}

static bool is_replayed(struct replay *replay, enum status *status)
{
    struct outcome_record record;
    bool is_fresher = false;
    read_files(replay);
    if (!cache_file_find(replay->held, replay->key, &replay->arena, &record) || !is_sound(&record) ||
        !all_hold(&record, &is_fresher))
        return false;
    print_again(&record);
    *status = (enum status)record.status;
    int folder = is_fresher ? cache_folder_open(replay->folder) : -1;
    if (folder >= 0) {
        write_record(replay, folder, &record);
        close(folder);
    }
    return true;
}

// Services and the history of a repository say other things without a trace in a file; files that are named
// may be of no project.
static bool can_be_kept(const struct context *context)
{
    const struct settings *settings = &context->settings;
    return has_option(context->command, STR("no-cache")) && !settings->no_cache && !settings->watch &&
           !settings->remote && !settings->html.len && !settings->arguments.count;
}

bool replay_begin(struct replay *replay, struct context *context, enum status *status)
{
    const struct settings *settings = &context->settings;
    if (!can_be_kept(context))
        return false;
    struct str here = path_absolute(&replay->arena, STR("."));
    struct str config = settings->config.len ? settings->config : STR("glot.json");
    struct str home = path_folder(path_join(&replay->arena, here, config));
    struct str pieces[] = {str_is(home, "/") ? STR("") : home, STR(FOLDER_NAME)};
    replay->folder = arena_join(&replay->arena, pieces, 2);
    replay->folder.at = arena_cstr(&replay->arena, replay->folder);
    replay->key = replay_key(context, here);
    if (is_replayed(replay, status)) {
        context->has_reported = true;
        return true;
    }
    replay->is_on = true;
    bool writes = has_option(context->command, STR("dry-run"));
    replay->makes_folder = writes && !settings->check && !settings->dry_run;
    start(replay, context);
    read_sources(replay, context);
    return false;
}

// Makes the folder where it is not there, and keeps it from being a change.
static int make_folder(struct replay *replay)
{
    const struct made_folder made = {replay->folder, cache_names, cache_folder_names};
    bool is_made = replay->makes_folder && mkdir(replay->folder.at, 0777) == 0;
    if (is_made && !ground_count_in(&replay->ground, &made))
        replay->ground.has_changed = true;
    int folder = cache_folder_open(replay->folder);
    if (folder >= 0)
        cache_folder_fill(folder);
    return folder;
}

static void keep_run(struct replay *replay, int folder, const struct context *context, enum status status)
{
    struct ground *ground = &replay->ground;
    bool is_repeatable =
        ground->is_repeatable && status == STATUS_FINE && !ground_says_more(ground, context->diags);
    struct outcome_record record = {.key = replay->key,
                                    .status = status,
                                    .fingerprint = is_repeatable ? ground->fingerprint : 0,
                                    .out = buf_str(&replay->copies[0]),
                                    .err = buf_str(&replay->copies[1])};
    if (ground->is_repeated) {
        ground_take_former(ground);
        record.out = replay->former.out;
        record.err = replay->former.err;
    }
    record.facts = ground->facts;
    write_record(replay, folder, &record);
}

bool replay_is_repeated(const struct replay *replay)
{
    return replay->ground.is_repeated;
}

void replay_end(struct replay *replay, const struct context *context, enum status status)
{
    if (replay_is_repeated(replay))
        print_again(&replay->former);
    if (!replay->is_on || status > STATUS_FINDINGS)
        return;
    struct str sources = buf_str(&replay->sources.fresh);
    bool is_kept = !replay->ground.has_changed && ground_gather(&replay->ground);
    int folder = is_kept || sources.len > 0 ? make_folder(replay) : -1;
    if (folder < 0)
        return;
    if (sources.len > 0)
        cache_replace(folder, CACHE_SOURCES, sources);
    if (is_kept && !replay->ground.has_changed)
        keep_run(replay, folder, context, status);
    close(folder);
}

void replay_free(struct replay *replay)
{
    cache_unmap(replay->held);
    cache_unmap(replay->sources.store.bytes);
    buf_free(&replay->sources.fresh);
    for (size_t i = 0; i < 2; i++)
        buf_free(&replay->copies[i]);
    trail_free(&replay->trail);
    ground_free(&replay->ground);
    arena_free(&replay->arena);
}
