#include "cli/replay.h"

#include "base/byte.h"
#include "base/path.h"
#include "cli/output.h"
#include "cli/replay_key.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define FOLDER_NAME "/.glot"
#define FILE_NAME   "cache"
#define FRESH_NAME  "cache.new" // on its way to be the file; only one run at a time makes it
#define IGNORE_NAME ".gitignore"

enum { stale_after = 10 }; // seconds; whoever made a file on its way was killed

// ---- reading

static struct str map_file(int folder)
{
    struct stat state;
    struct str bytes = {0};
    int fd = openat(folder, FILE_NAME, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (fd < 0)
        return bytes;
    if (fstat(fd, &state) == 0 && S_ISREG(state.st_mode) && state.st_size > 0 &&
        state.st_size <= cache_greatest) {
        void *at = mmap(NULL, (size_t)state.st_size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, fd, 0);
        if (at != MAP_FAILED)
            bytes = (struct str){at, (size_t)state.st_size};
    }
    close(fd);
    return bytes;
}

static int open_folder(const struct replay *replay)
{
    return open(replay->folder.at, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
}

static void read_file(struct replay *replay)
{
    int folder = open_folder(replay);
    if (folder < 0)
        return;
    replay->held = map_file(folder);
    close(folder);
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

static bool is_stale(int folder)
{
    struct stat state;
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (fstatat(folder, FRESH_NAME, &state, AT_SYMLINK_NOFOLLOW) != 0)
        return false;
    return now.tv_sec - state.st_mtim.tv_sec > stale_after || state.st_mtim.tv_sec - now.tv_sec > stale_after;
}

// -1 when another run is at it.
static int create_fresh(int folder)
{
    const int flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW;
    int fd = openat(folder, FRESH_NAME, flags, 0666);
    if (fd >= 0 || errno != EEXIST || !is_stale(folder) || unlinkat(folder, FRESH_NAME, 0) != 0)
        return fd;
    return openat(folder, FRESH_NAME, flags, 0666);
}

// Not flushed to the disk: a file that a power cut spoils is known by its hashes.
static void replace_file(int folder, struct str bytes)
{
    int fd = create_fresh(folder);
    if (fd < 0)
        return;
    bool good = file_write(fd, bytes);
    good &= close(fd) == 0;
    if (!good || renameat(folder, FRESH_NAME, folder, FILE_NAME) != 0)
        unlinkat(folder, FRESH_NAME, 0);
}

static void write_record(const struct replay *replay, int folder, const struct outcome_record *record)
{
    struct buf bytes = {0};
    if (cache_file_print(record, replay->held, &bytes))
        replace_file(folder, buf_str(&bytes));
    buf_free(&bytes);
}

// Git shall not see the cache; what else is in the folder is none of its business.
static void write_ignore(int folder)
{
    int fd = openat(folder, IGNORE_NAME, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (fd < 0)
        return;
    file_write(fd, STR("/cache\n/cache.new\n/.gitignore\n"));
    close(fd);
}

// ---- a run

static bool has_option(const struct command *command, struct str name)
{
    return option_find(command->options, name);
}

static void start(struct replay *replay, struct context *context)
{
    clock_gettime(CLOCK_REALTIME, &replay->ground.since);
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
    read_file(replay);
    if (!cache_file_find(replay->held, replay->key, &replay->arena, &record) || !is_sound(&record) ||
        !all_hold(&record, &is_fresher))
        return false;
    print_again(&record);
    *status = (enum status)record.status;
    int folder = is_fresher ? open_folder(replay) : -1;
    if (folder >= 0) {
        write_record(replay, folder, &record);
        close(folder);
    }
    return true;
}

bool replay_begin(struct replay *replay, struct context *context, enum status *status)
{
    const struct settings *settings = &context->settings;
    if (!has_option(context->command, STR("no-cache")) || settings->no_cache || settings->watch)
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
    replay->makes_folder = !settings->check && !settings->dry_run;
    start(replay, context);
    return false;
}

// Makes the folder where it is not there, and keeps it from being a change.
static int make_folder(struct replay *replay)
{
    const struct made_folder made = {replay->folder, {STR(IGNORE_NAME), STR(FILE_NAME)}};
    if (replay->makes_folder && mkdir(replay->folder.at, 0777) == 0 &&
        !ground_count_in(&replay->ground, &made))
        return -1;
    int folder = open_folder(replay);
    if (folder >= 0 && faccessat(folder, FILE_NAME, F_OK, AT_SYMLINK_NOFOLLOW) != 0)
        write_ignore(folder);
    return folder;
}

void replay_end(struct replay *replay, enum status status)
{
    if (!replay->is_on || status > STATUS_FINDINGS || replay->ground.has_changed ||
        !ground_gather(&replay->ground))
        return;
    int folder = make_folder(replay);
    if (folder < 0)
        return;
    struct outcome_record record = {.key = replay->key,
                                    .status = status,
                                    .out = buf_str(&replay->copies[0]),
                                    .err = buf_str(&replay->copies[1]),
                                    .facts = replay->ground.facts};
    write_record(replay, folder, &record);
    close(folder);
}

void replay_free(struct replay *replay)
{
    if (replay->held.len > 0)
        munmap((void *)replay->held.at, replay->held.len);
    for (size_t i = 0; i < 2; i++)
        buf_free(&replay->copies[i]);
    trail_free(&replay->trail);
    ground_free(&replay->ground);
    arena_free(&replay->arena);
}
