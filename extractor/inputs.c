#include "extractor/inputs.h"

#include "base/path.h"
#include "extractor/glob.h"

// A positive pattern: as a whole, and by names for the question which folders are entered.
struct pattern_walk {
    struct str text, base;
    struct glob whole;
    struct glob *names;
    size_t name_count;
    size_t fixed;     // how many names stand before the first `**`
    bool has_folders; // has a `**`
    bool is_opaque;   // cannot be split into names: every folder is entered
};

struct walk_list {
    struct pattern_walk *at;
    size_t count, capacity;
};

struct barrier {
    struct glob entry;  // forbids files
    struct glob folder; // forbids folders to be entered, when it is set
    bool stops_folders, is_absolute;
};

struct barrier_list {
    struct barrier *at;
    size_t count, capacity;
};

struct inputs {
    struct str base;
    struct folders *folders;
    struct arena *arena;
    struct arena scratch;
    struct walk_list fixed, wild; // patterns without and with wildcards
    struct barrier_list barriers;
    struct map seen; // relative paths
    struct str_list *out;
};

// ---- patterns

static bool is_outside(struct str pattern)
{
    return str_starts(pattern, STR("..")) || str_starts(pattern, STR("./.."));
}

static struct str single_slashes(struct str pattern, struct arena *arena)
{
    char *text = arena_cstr(arena, pattern);
    size_t len = 0;
    for (size_t i = 0; i < pattern.len; i++)
        if (i < 2 || pattern.at[i] != '/' || pattern.at[i - 1] != '/')
            text[len++] = pattern.at[i];
    return (struct str){text, len};
}

static void split_names(struct inputs *inputs, struct pattern_walk *walk)
{
    struct str text = str_starts(walk->text, STR("./")) ? str_from(walk->text, 2) : walk->text;
    walk->is_opaque = str_find_byte(text, '(', 0) != STR_NONE || str_find_byte(text, '[', 0) != STR_NONE ||
                      str_find_byte(text, '{', 0) != STR_NONE || str_find_byte(text, '\\', 0) != STR_NONE;
    if (walk->is_opaque)
        return;
    walk->names = arena_array(inputs->arena, struct glob, text.len + 1);
    struct str name;
    for (size_t at = 0; str_next_piece(text, '/', &at, &name);) {
        if (!walk->has_folders && str_find(name, STR("**"), 0) != STR_NONE) {
            walk->has_folders = true;
            walk->fixed = walk->name_count;
        }
        walk->is_opaque |= !glob_compile(name, false, inputs->arena, &walk->names[walk->name_count++]);
    }
}

static void add_positive(struct inputs *inputs, struct str text)
{
    struct pattern_walk walk = {.text = text, .base = glob_base(text, inputs->arena)};
    if (!glob_compile(text, false, inputs->arena, &walk.whole))
        return;
    if (!walk.whole.is_static)
        split_names(inputs, &walk);
    struct walk_list *list = walk.whole.is_static ? &inputs->fixed : &inputs->wild;
    *list_push(list, inputs->arena) = walk;
}

static void add_negative(struct inputs *inputs, struct str text)
{
    struct barrier barrier = {.is_absolute = path_is_absolute(text)};
    barrier.stops_folders = str_ends(text, STR("/**")) || !glob_is_dynamic(path_name(text));
    if (text.len > 0 && glob_compile(text, true, inputs->arena, &barrier.entry) &&
        glob_compile(text, false, inputs->arena, &barrier.folder))
        *list_push(&inputs->barriers, inputs->arena) = barrier;
}

static void add_patterns(struct inputs *inputs, const struct str_list *patterns)
{
    for (size_t i = 0; i < patterns->count; i++) {
        struct str_list plain = {0};
        glob_expand(patterns->at[i], inputs->arena, &plain);
        for (size_t k = 0; k < plain.count; k++) {
            struct str text = single_slashes(plain.at[k], inputs->arena);
            bool is_negative = text.len > 0 && text.at[0] == '!' && !(text.len > 1 && text.at[1] == '(');
            if (is_negative)
                add_negative(inputs, str_from(text, 1));
            else
                add_positive(inputs, text);
        }
    }
}

// ---- one entry

static struct str without_dot(struct str path)
{
    return str_starts(path, STR("./")) ? str_from(path, 2) : path;
}

static bool is_forbidden(struct inputs *inputs, struct str path)
{
    for (size_t i = 0; i < inputs->barriers.count; i++) {
        const struct barrier *barrier = &inputs->barriers.at[i];
        struct str subject = barrier->is_absolute ? path_join(&inputs->scratch, inputs->base, path) : path;
        if (glob_match(&barrier->entry, subject, &inputs->scratch))
            return true;
    }
    return false;
}

static bool is_named(struct inputs *inputs, const struct walk_list *walks, struct str path)
{
    bool matches = false;
    arena_reset(&inputs->scratch);
    for (size_t i = 0; i < walks->count && !matches; i++)
        matches = glob_match(&walks->at[i].whole, path, &inputs->scratch);
    return matches && !is_forbidden(inputs, path);
}

static void meet_file(struct inputs *inputs, const struct walk_list *walks, struct str written)
{
    struct str path = without_dot(written);
    if (map_has(&inputs->seen, path) || !is_named(inputs, walks, path))
        return;
    path = arena_copy(inputs->arena, path);
    map_set(&inputs->seen, path, NULL, inputs->arena);
    *list_push(inputs->out, inputs->arena) = path_join(inputs->arena, inputs->base, path);
}

// Whether something below the folder can match the pattern.
static bool leads_on(struct inputs *inputs, const struct pattern_walk *walk, struct str path)
{
    size_t level = 0;
    struct str name;
    if (walk->is_opaque)
        return true;
    for (size_t at = 0; str_next_piece(path, '/', &at, &name); level++) {
        if (walk->has_folders && level >= walk->fixed)
            return true;
        if (level + 1 >= walk->name_count || !glob_match(&walk->names[level], name, &inputs->scratch))
            return false;
    }
    return true;
}

static bool is_entered(struct inputs *inputs, const struct walk_list *walks, struct str written)
{
    struct str path = without_dot(written);
    arena_reset(&inputs->scratch);
    bool leads = false;
    for (size_t i = 0; i < walks->count && !leads; i++)
        leads = leads_on(inputs, &walks->at[i], path);
    for (size_t i = 0; i < inputs->barriers.count && leads; i++)
        leads = !inputs->barriers.at[i].stops_folders ||
                !glob_match(&inputs->barriers.at[i].folder, path, &inputs->scratch);
    return leads;
}

// ---- walks

struct stop {
    struct str path;    // absolute
    struct str written; // as patterns see it
};

struct stop_list {
    struct stop *at;
    size_t count, capacity;
};

// A link to a folder that the link lies in would be walked for ever (the peer stops at forty rounds).
static bool is_circle(struct inputs *inputs, const struct folder *folder, struct str path)
{
    struct str real = folders_real_path(inputs->folders, path),
               home = folders_real_path(inputs->folders, folder->path);
    return path_is_within(real, home);
}

static void walk_folder(struct inputs *inputs, const struct walk_list *walks, struct stop stop,
                        struct stop_list *queue)
{
    const struct folder *folder = folders_get(inputs->folders, stop.path);
    for (size_t i = 0; i < folder->entries.count; i++) {
        const struct folder_entry *entry = &folder->entries.at[i];
        struct str written = entry->name;
        if (stop.written.len > 0)
            written =
                arena_join(inputs->arena,
                           (struct str[]){stop.written, str_ends(stop.written, STR("/")) ? STR("") : STR("/"),
                                          entry->name},
                           3);
        if (entry->is_file)
            meet_file(inputs, walks, written);
        if (!entry->is_folder || !is_entered(inputs, walks, written))
            continue;
        struct str path = path_join(inputs->arena, stop.path, entry->name);
        if (!entry->is_link || !is_circle(inputs, folder, path))
            *list_push(queue, inputs->arena) = (struct stop){path, written};
    }
}

static void walk_from(struct inputs *inputs, const struct walk_list *walks, struct str base)
{
    struct stop_list queue = {0};
    *list_push(&queue, inputs->arena) =
        (struct stop){path_join(inputs->arena, inputs->base, base), str_is(base, ".") ? STR("") : base};
    for (size_t i = 0; i < queue.count; i++)
        walk_folder(inputs, walks, queue.at[i], &queue);
}

static void meet_fixed(struct inputs *inputs, const struct walk_list *walks, struct str base)
{
    (void)base;
    for (size_t i = 0; i < walks->count; i++)
        if (folders_has_file(inputs->folders, path_join(inputs->arena, inputs->base, walks->at[i].text)))
            meet_file(inputs, walks, walks->at[i].text);
}

typedef void task(struct inputs *inputs, const struct walk_list *walks, struct str base);

// One task for each base folder, in the order of the patterns; all in one when a base is the base folder
// itself.
static void run_tasks(struct inputs *inputs, const struct walk_list *walks, bool outside, task *run)
{
    struct walk_list own = {0};
    struct map bases = {0};
    for (size_t i = 0; i < walks->count; i++)
        if (is_outside(walks->at[i].text) == outside) {
            *list_push(&own, inputs->arena) = walks->at[i];
            map_entry(&bases, walks->at[i].base, inputs->arena);
        }
    if (!outside && map_has(&bases, STR("."))) {
        run(inputs, &own, STR("."));
        return;
    }
    for (size_t i = 0; i < bases.entries.count; i++) {
        struct walk_list group = {0};
        for (size_t k = 0; k < own.count; k++)
            if (str_equal(own.at[k].base, bases.entries.at[i].key))
                *list_push(&group, inputs->arena) = own.at[k];
        run(inputs, &group, bases.entries.at[i].key);
    }
}

void inputs_match(const struct str_list *patterns, struct str base, struct folders *folders,
                  struct str_list *out)
{
    struct inputs inputs = {.base = base, .folders = folders, .arena = folders->arena, .out = out};
    add_patterns(&inputs, patterns);
    run_tasks(&inputs, &inputs.fixed, true, meet_fixed);
    run_tasks(&inputs, &inputs.fixed, false, meet_fixed);
    run_tasks(&inputs, &inputs.wild, true, walk_from);
    run_tasks(&inputs, &inputs.wild, false, walk_from);
    arena_free(&inputs.scratch);
}

size_t inputs_find(const struct str_list *patterns, struct str base, const struct str_list *paths,
                   struct arena *arena)
{
    struct inputs inputs = {.base = base, .arena = arena};
    size_t found = 0;
    add_patterns(&inputs, patterns);
    for (; found < paths->count; found++) {
        struct str path = path_relative(arena, base, paths->at[found]);
        if (is_named(&inputs, &inputs.fixed, path) || is_named(&inputs, &inputs.wild, path))
            break;
    }
    arena_free(&inputs.scratch);
    return found < paths->count ? found : STR_NONE;
}
