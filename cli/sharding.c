#include "cli/sharding.h"

#include "base/byte.h"
#include "base/path.h"
#include "base/pool.h"
#include "cli/output.h"
#include "cli/summary.h"

enum { most_told = 5, most_parts = 10000 };

// ---- what readings depend on, beside the text of their source

static struct str settings_of(const struct config *config, const struct settings *settings,
                              struct arena *arena)
{
    struct buf out = {0};
    buf_text(&out, config->drop_in ? "drop-in" : "own");
    if (settings->verbosity > 0)
        buf_text(&out, " verbose");
    for (size_t i = 0; i < config->dialect_options.keywords.count; i++)
        buf_print(&out, " " STR_FORMAT, STR_ARG(config->dialect_options.keywords.at[i]));
    return buf_finish(&out, arena);
}

// ---- which part

// "3/16" → 3, 16. False when it is written otherwise.
static bool parse_part(struct str text, size_t *number, size_t *count)
{
    size_t values[2] = {0}, digits[2] = {0}, at = 0;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (c == '/' && at == 0) {
            at = 1;
            continue;
        }
        if (!byte_is_digit(c) || ++digits[at] > 6)
            return false;
        values[at] = values[at] * 10 + (size_t)(c - '0');
    }
    *number = values[0];
    *count = values[1];
    return at == 1 && digits[0] && digits[1];
}

static bool refuse(struct context *context, struct str word, const char *why)
{
    struct diag *diag = diag_add(context->diags, KIND_USAGE, (struct span){0},
                                 "--shard \"" STR_FORMAT "\" %s", STR_ARG(word), why);
    diag_hint(
        context->diags, diag,
        "Write --shard 3/16 for the third of sixteen parts, or --shard FOLDER for the sources below it.");
    return false;
}

static bool add_folder(struct context *context, struct str word, struct shard *shard)
{
    struct str folder = path_absolute(context->arena, word);
    struct str inside = arena_print(context->arena, STR_FORMAT "/.", STR_ARG(folder));
    if (!file_identify(inside.at).is_there)
        return refuse(context, word, "is neither a part nor a folder");
    *list_push(&shard->folders, context->arena) = folder;
    return true;
}

static bool choose_part(struct context *context, struct shard *shard)
{
    const struct str_list *words = &context->settings.shards;
    for (size_t i = 0; i < words->count; i++) {
        size_t number, count;
        if (!parse_part(words->at[i], &number, &count)) {
            if (!add_folder(context, words->at[i], shard))
                return false;
            continue;
        }
        if (number < 1 || number > count || count > most_parts)
            return refuse(context, words->at[i],
                          "is no part: they count from 1 to the number behind the slash, at most 10000");
        if (words->count > 1)
            return refuse(context, words->at[i], "stands beside another one");
        shard->number = number;
        shard->count = count;
    }
    return true;
}

static bool check_usage(struct context *context)
{
    if (context->settings.output.len && !context->settings.watch)
        return true;
    struct diag *diag = diag_add(context->diags, KIND_USAGE, (struct span){0},
                                 context->settings.watch ? "--shard and --watch do not go together"
                                                         : "--shard needs a file for what was read");
    diag_hint(context->diags, diag, "Write glot extract --shard 3/16 --output part-3.json.");
    return false;
}

// ---- writing

static void print_summary(struct context *context, const struct fragment *fragment)
{
    struct buf out = {0};
    size_t messages = 0;
    if (!summary_is_wanted(&context->settings))
        return;
    for (size_t i = 0; i < fragment->files.count; i++)
        for (size_t j = 0; j < fragment->dialects.count; j++)
            messages += fragment->files.at[i].readings[j].messages.count;
    buf_print(&out, STR_FORMAT ": ", STR_ARG(context->settings.output));
    summary_count(&out, messages, "message");
    buf_text(&out, " in ");
    summary_count(&out, fragment->files.count, "file");
    buf_byte(&out, '\n');
    output_result(context, &out);
}

static enum status write_part(struct context *context, const struct project *project)
{
    struct fragment fragment = {
        .version = STR(GLOT_VERSION),
        .shard = project->shard->count ? context->settings.shards.at[0] : STR(""),
        .dialects = project->config.dialects,
        .settings = settings_of(&project->config, &context->settings, context->arena),
    };
    struct buf text = {0};
    struct changes changes = {0};
    size_t written;
    shard_list(project->shard, &project->program, project->first, fragment.dialects.count, context->arena,
               &fragment.files);
    fragment_write(&fragment, &text);
    changes_add(&changes, context->settings.output, buf_str(&text), NULL, context->arena);
    bool is_free = changes_may_replace(context, context->settings.output, buf_str(&text), fragment_is_one);
    enum status status = is_free ? changes_apply(&changes, context, &written) : STATUS_FINDINGS;
    if (is_free && status != STATUS_WORLD)
        print_summary(context, &fragment);
    buf_free(&text);
    return status;
}

enum status sharding_write(struct context *context)
{
    struct shard shard = {0};
    struct project project;
    if (!check_usage(context) || !choose_part(context, &shard))
        return STATUS_USAGE;
    enum status status = project_open(context, &project);
    if (status != STATUS_FINE)
        return status;
    if (!config_has_sources(&project.config)) {
        config_want_sources(&project.config, context->diags);
        return STATUS_USAGE;
    }
    size_t known = context->diags->count;
    project.shard = &shard;
    status = project_scan(context, &project);
    if (status == STATUS_FINE) {
        context->diags->count = known; // who joins the parts finds and tells it again
        status = write_part(context, &project);
    }
    project_close(context, &project);
    return status;
}

// ---- reading

struct slot {
    struct str path;
    struct arena arena;
    struct diags diags;
    struct fragment fragment;
    bool is_good;
};

static void read_slot(void *context, size_t worker, size_t item)
{
    (void)worker;
    struct slot *slot = (struct slot *)context + item;
    struct str bytes;
    slot->diags.arena = &slot->arena;
    slot->is_good = file_require(slot->path, &slot->arena, &slot->diags, &bytes) &&
                    fragment_parse(slot->path, bytes, &slot->arena, &slot->diags, &slot->fragment);
}

// Reads all of them side by side. False when one of them cannot be read.
static bool read_slots(struct context *context, size_t jobs, struct slot **out)
{
    const struct str_list *paths = &context->settings.arguments;
    struct slot *slots = *out = arena_array(context->arena, struct slot, paths->count);
    bool good = true;
    for (size_t i = 0; i < paths->count; i++)
        slots[i].path = paths->at[i];
    pool_run(jobs, paths->count, read_slot, slots);
    for (size_t i = 0; i < paths->count; i++) {
        good &= slots[i].is_good;
        arena_adopt(context->arena, &slots[i].arena);
        diags_append(context->diags, &slots[i].diags);
    }
    return good;
}

static bool mismatch(struct context *context, struct str path, const char *what)
{
    diag_add(context->diags, KIND_FRAGMENT_MISMATCH, span_file(path), "%s", what);
    return false;
}

static bool check_head(struct context *context, const struct project *project, const struct slot *slot)
{
    const struct fragment *fragment = &slot->fragment;
    struct str settings = settings_of(&project->config, &context->settings, context->arena);
    if (!str_is(fragment->version, GLOT_VERSION))
        return mismatch(context, slot->path, "was made by another version of glot");
    if (str_equal(fragment->settings, settings) &&
        str_list_equal(&fragment->dialects, &project->config.dialects))
        return true;
    struct diag *diag =
        diag_add(context->diags, KIND_FRAGMENT_MISMATCH, span_file(slot->path),
                 "was made under other settings (" STR_FORMAT ") than hold here (" STR_FORMAT ")",
                 STR_ARG(fragment->settings), STR_ARG(settings));
    diag_hint(
        context->diags, diag,
        "Make and join fragments with one configuration, and with --verbose for all of them or for none.");
    return false;
}

// ---- which parts are there

struct parts {
    size_t count; // 0: none of the fragments has a number
    bool *is_there;
};

static bool add_part(struct context *context, const struct slot *slot, struct parts *parts)
{
    size_t number, count;
    if (slot->fragment.shard.len == 0)
        return true;
    if (!parse_part(slot->fragment.shard, &number, &count) || number < 1 || number > count ||
        count > most_parts) {
        diag_add(context->diags, KIND_FRAGMENT_DAMAGED, span_file(slot->path), "is of no part");
        return false;
    }
    if (parts->count && parts->count != count)
        return mismatch(context, slot->path, "is one of another number of parts");
    if (!parts->count)
        *parts = (struct parts){count, arena_array(context->arena, bool, count + 1)};
    if (parts->is_there[number])
        return mismatch(context, slot->path, "is of a part that is there already");
    return parts->is_there[number] = true;
}

static bool check_parts(struct context *context, const struct parts *parts)
{
    struct buf missing = {0};
    size_t count = 0;
    for (size_t i = 1; i <= parts->count; i++)
        if (!parts->is_there[i] && ++count <= most_told)
            buf_print(&missing, "%s%zu/%zu", count > 1 ? ", " : "", i, parts->count);
    if (count > most_told)
        buf_print(&missing, " and %zu more", count - most_told);
    if (count)
        diag_add(context->diags, KIND_FRAGMENT_MISSING, (struct span){0},
                 "there is no fragment of part%s " STR_FORMAT, count == 1 ? "" : "s",
                 STR_ARG(buf_str(&missing)));
    buf_free(&missing);
    return count == 0;
}

static bool add_files(struct context *context, struct project *project, const struct slot *slot)
{
    const struct fragment_file *odd =
        fragments_add(project->fragments, &slot->fragment,
                      path_absolute(context->arena, project->config.folder), context->arena);
    if (odd)
        diag_add(context->diags, KIND_FRAGMENT_MISMATCH, span_file(slot->path),
                 "was made from another text of `" STR_FORMAT "` than a fragment before it",
                 STR_ARG(odd->path));
    return !odd;
}

bool sharding_is_joined(struct context *context)
{
    if (context->settings.arguments.count == 0)
        return false;
    struct arena scratch = {0};
    struct diags unheard = {.arena = &scratch};
    struct str bytes;
    bool is_one = file_read(context->settings.arguments.at[0], &scratch, &unheard, &bytes) == FILE_READ &&
                  fragment_is_one(bytes);
    arena_free(&scratch);
    return is_one;
}

bool sharding_open(struct context *context, struct project *project)
{
    struct slot *slots;
    struct parts parts = {0};
    project->fragments = arena_new(context->arena, struct fragments);
    project->fragments->dialect_count = project->config.dialects.count;
    bool good = read_slots(context, project->jobs, &slots);
    for (size_t i = 0; good && i < context->settings.arguments.count; i++)
        good = check_head(context, project, &slots[i]) && add_part(context, &slots[i], &parts) &&
               add_files(context, project, &slots[i]);
    return good && check_parts(context, &parts);
}

// ---- whether all is there

static bool is_missing(const struct source *source)
{
    return !source->result;
}

static bool is_changed(const struct source *source)
{
    return source->result && !source->is_read && source->diags.count == 0;
}

// Points at the first of the sources.
static bool tell_if(struct context *context, const struct program *program,
                    bool (*is_so)(const struct source *source), enum kind kind, const char *what)
{
    const struct source *first = NULL;
    size_t count = 0;
    for (size_t i = 0; i < program->count; i++)
        if (is_so(program->sources[i]) && ++count == 1)
            first = program->sources[i];
    if (count == 1)
        diag_add(context->diags, kind, span_file(first->path), "%s", what);
    else if (count > 1)
        diag_add(context->diags, kind, span_file(first->path), "%s; and so are %zu other sources", what,
                 count - 1);
    return count > 0;
}

bool sharding_is_whole(struct context *context, const struct project *project)
{
    bool is_short =
        tell_if(context, &project->program, is_missing, KIND_FRAGMENT_MISSING, "is in none of the fragments");
    bool is_old = tell_if(context, &project->program, is_changed, KIND_FRAGMENT_MISMATCH,
                          "is not what it was when its fragment was made");
    return !is_short && !is_old;
}
