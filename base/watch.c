#include "base/watch.h"

#include "base/file.h"
#include "base/path.h"

#include <errno.h>
#include <stdio.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    room = 64 * 1024, // bytes of events that are read at a time
    wanted = IN_MODIFY | IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO |
             IN_DELETE_SELF | IN_MOVE_SELF,
};

struct watched_folder {
    struct str path;
    int descriptor; // of inotify, or -1
    bool is_kept;   // is wanted in the next set, too
};

// What a look saw under a path.
struct seen_entry {
    struct file_identity identity;
    bool is_folder;
};

static void add_event(struct watch_event_list *out, struct arena *arena, enum watch_change change,
                      struct str path)
{
    *list_push(out, arena) = (struct watch_event){change, arena_copy(arena, path)};
}

// ---- looking

struct look {
    struct arena *arena;
    struct map *seen;
};

static void look_at_folder(const struct look *look, struct str folder)
{
    struct diags unheard = {.arena = look->arena};
    struct folder_entry_list entries;
    folder_read(folder, look->arena, &unheard, &entries);
    for (size_t i = 0; i < entries.count; i++) {
        struct str path = path_join(look->arena, folder, entries.at[i].name);
        struct seen_entry *entry = arena_new(look->arena, struct seen_entry);
        entry->identity = file_identify(arena_cstr(look->arena, path));
        entry->is_folder = entries.at[i].is_folder;
        map_set(look->seen, path, entry, look->arena);
    }
}

static void compare(const struct map *before, const struct map *now, struct arena *arena,
                    struct watch_event_list *out)
{
    for (size_t i = 0; i < now->entries.count; i++) {
        struct str path = now->entries.at[i].key;
        const struct seen_entry *entry = now->entries.at[i].value, *old = map_get(before, path);
        bool is_same = old && old->is_folder == entry->is_folder &&
                       (entry->is_folder || file_identity_equal(&old->identity, &entry->identity));
        if (!is_same)
            add_event(out, arena, entry->is_folder ? WATCH_FOLDER : WATCH_DONE, path);
    }
    for (size_t i = 0; i < before->entries.count; i++)
        if (!map_has(now, before->entries.at[i].key))
            add_event(out, arena, WATCH_GONE, before->entries.at[i].key);
}

static void look_at_all(const struct watch *watch, const struct look *look)
{
    for (size_t i = 0; i < watch->folders.entries.count; i++)
        look_at_folder(look, watch->folders.entries.at[i].key);
}

static void read_by_looking(struct watch *watch, struct arena *arena, struct watch_event_list *out)
{
    struct arena looked = {0};
    struct map seen = {0};
    look_at_all(watch, &(struct look){&looked, &seen});
    compare(&watch->seen, &seen, arena, out);
    arena_free(&watch->looked);
    watch->looked = looked;
    watch->seen = seen;
}

// ---- inotify

static void give_up_inotify(struct watch *watch, const char *what, struct diags *diags)
{
    struct diag *diag =
        diag_add(diags, KIND_WATCH_LIMIT, (struct span){0}, "the system allows no more watches (%s)", what);
    if (errno == EMFILE)
        diag_hint(
            diags, diag,
            "Raise the limit as root, `sysctl fs.inotify.max_user_instances=1024`, and keep it by a file "
            "in /etc/sysctl.d.");
    if (watch->file >= 0)
        close(watch->file);
    watch->file = -1;
    look_at_all(watch, &(struct look){&watch->looked, &watch->seen});
}

static void watch_one(struct watch *watch, struct watched_folder *folder, struct diags *diags)
{
    if (watch->file < 0)
        return;
    const char *path = arena_cstr(&watch->arena, folder->path);
    folder->descriptor = inotify_add_watch(watch->file, path, wanted | IN_ONLYDIR);
    if (folder->descriptor < 0 && (errno == ENOSPC || errno == ENOMEM))
        give_up_inotify(watch, "fs.inotify.max_user_watches", diags);
}

// A file that is made is open for writing, unless it is another name of one that is there.
static bool is_made_whole(struct str path, struct arena *arena)
{
    struct stat state;
    return lstat(arena_cstr(arena, path), &state) == 0 && (S_ISLNK(state.st_mode) || state.st_nlink > 1);
}

static enum watch_change change_of(uint32_t mask, struct str path, struct arena *arena)
{
    if (mask & (IN_DELETE | IN_MOVED_FROM | IN_DELETE_SELF | IN_MOVE_SELF))
        return WATCH_GONE;
    if (mask & IN_ISDIR)
        return WATCH_FOLDER;
    if (mask & IN_MODIFY)
        return WATCH_WRITING;
    return (mask & IN_CREATE) && !is_made_whole(path, arena) ? WATCH_WRITING : WATCH_DONE;
}

static struct watched_folder *folder_of(const struct watch *watch, int descriptor)
{
    for (size_t i = 0; i < watch->folders.entries.count; i++) {
        struct watched_folder *folder = watch->folders.entries.at[i].value;
        if (folder->descriptor == descriptor)
            return folder;
    }
    return NULL;
}

static void take_event(struct watch *watch, const struct inotify_event *event, struct arena *arena,
                       struct watch_event_list *out)
{
    struct watched_folder *folder = event->wd < 0 ? NULL : folder_of(watch, event->wd);
    if (event->mask & IN_Q_OVERFLOW)
        *list_push(out, arena) = (struct watch_event){.change = WATCH_LOST};
    if (!folder)
        return;
    if (event->mask & IN_MOVE_SELF)
        inotify_rm_watch(watch->file, event->wd);
    if (event->mask & (IN_IGNORED | IN_MOVE_SELF))
        folder->descriptor = -1;
    if (event->mask & (IN_IGNORED | IN_UNMOUNT))
        return;
    struct str path = folder->path;
    if (event->len > 0)
        path = path_join(arena, path, str_of(event->name));
    add_event(out, arena, change_of(event->mask, path, arena), path);
}

static void read_by_inotify(struct watch *watch, struct arena *arena, struct watch_event_list *out)
{
    _Alignas(struct inotify_event) char bytes[room];
    for (;;) {
        ssize_t len = read(watch->file, bytes, sizeof bytes);
        if (len < 0 && errno == EINTR)
            continue;
        if (len <= 0)
            return;
        for (const char *at = bytes; at < bytes + len;) {
            const struct inotify_event *event = (const void *)at;
            take_event(watch, event, arena, out);
            at += sizeof *event + event->len;
        }
    }
}

// ---- the set of folders

// What changed in a folder before it was watched.
static void look_since(struct watch *watch, struct str folder, struct timespec since)
{
    struct arena scratch = {0};
    struct map found = {0};
    struct file_identity own = file_identify(arena_cstr(&scratch, folder));
    look_at_folder(&(struct look){&scratch, &found}, folder);
    if (own.is_there && !time_is_before(own.modified, since))
        add_event(&watch->early, &watch->early_arena, WATCH_FOLDER, folder);
    for (size_t i = 0; i < found.entries.count; i++) {
        const struct seen_entry *entry = found.entries.at[i].value;
        if (!entry->is_folder && !time_is_before(entry->identity.changed, since))
            add_event(&watch->early, &watch->early_arena, WATCH_DONE, found.entries.at[i].key);
    }
    arena_free(&scratch);
}

static void add_folder(struct watch *watch, const struct map *before, struct str path, struct timespec since,
                       struct diags *diags)
{
    struct watched_folder *old = map_get(before, path);
    struct watched_folder *folder = arena_new(&watch->arena, struct watched_folder);
    *folder = (struct watched_folder){.path = arena_copy(&watch->arena, path), .descriptor = -1};
    map_set(&watch->folders, folder->path, folder, &watch->arena);
    if (old && (old->descriptor >= 0 || watch->file < 0)) {
        folder->descriptor = old->descriptor;
        old->is_kept = true;
        return;
    }
    watch_one(watch, folder, diags);
    if (watch->file < 0)
        look_at_folder(&(struct look){&watch->looked, &watch->seen}, folder->path);
    look_since(watch, folder->path, since);
}

// Two names of one folder have one descriptor.
static void drop_folders(const struct watch *watch, const struct map *before)
{
    for (size_t i = 0; i < before->entries.count && watch->file >= 0; i++) {
        const struct watched_folder *old = before->entries.at[i].value;
        if (!old->is_kept && old->descriptor >= 0 && !folder_of(watch, old->descriptor))
            inotify_rm_watch(watch->file, old->descriptor);
    }
}

void watch_folders(struct watch *watch, const struct str_list *folders, struct timespec since,
                   struct diags *diags)
{
    struct arena arena = watch->arena;
    struct map before = watch->folders;
    watch->arena = (struct arena){0};
    watch->folders = (struct map){0};
    for (size_t i = 0; i < folders->count; i++)
        if (!map_has(&watch->folders, folders->at[i]))
            add_folder(watch, &before, folders->at[i], since, diags);
    drop_folders(watch, &before);
    arena_free(&arena);
}

// ---- all

void watch_open(struct watch *watch, bool by_looking, struct diags *diags)
{
    *watch = (struct watch){.file = -1};
    if (by_looking)
        return;
    watch->file = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (watch->file < 0)
        give_up_inotify(watch, "fs.inotify.max_user_instances", diags);
}

void watch_read(struct watch *watch, struct arena *arena, struct watch_event_list *out)
{
    for (size_t i = 0; i < watch->early.count; i++)
        add_event(out, arena, watch->early.at[i].change, watch->early.at[i].path);
    watch->early = (struct watch_event_list){0};
    arena_free(&watch->early_arena);
    if (watch->file >= 0)
        read_by_inotify(watch, arena, out);
    else
        read_by_looking(watch, arena, out);
}

void watch_close(struct watch *watch)
{
    if (watch->file >= 0)
        close(watch->file);
    arena_free(&watch->arena);
    arena_free(&watch->looked);
    arena_free(&watch->early_arena);
    *watch = (struct watch){.file = -1};
}
