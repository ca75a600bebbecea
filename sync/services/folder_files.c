#include "sync/services/folder_files.h"

#include "base/file.h"
#include "base/path.h"
#include "catalog/locale.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

// Somebody else's writing takes milliseconds.
enum { lock_tries = 250, lock_pause = 20 * 1000 * 1000 }; // nanoseconds

// ---- the address

static bool can_be_shared(const struct format *format)
{
    return !format->is_monolingual && format_keeps_projects(format);
}

static bool has_suffix(const struct format *format, struct str name)
{
    return str_ends(name, str_of(format->suffix)) ||
           (format->other_suffix && str_ends(name, str_of(format->other_suffix)));
}

// The first format with the suffix of a name that a folder can be kept in; of no suffix NULL.
static const struct format *format_of_suffix(struct str name)
{
    for (size_t i = 0; i < format_count; i++)
        if (can_be_shared(formats[i]) && has_suffix(formats[i], name))
            return formats[i];
    return NULL;
}

static bool leads_out(struct str path)
{
    return path_is_absolute(path) || str_is(path, "..") || str_starts(path, STR("../")) ||
           str_ends(path, STR("/..")) || str_find(path, STR("/../"), 0) != STR_NONE;
}

static bool find_place(const struct remote *remote, struct folder *out)
{
    const struct address *address = &remote->address;
    struct str resource = address->resource, suffix = path_suffix(resource);
    const struct format *named = format_of_suffix(resource);
    if (suffix.len == 0 && named) // ".po" alone
        suffix = resource;
    out->format = named ? named : format_find(STR("xliff"));
    if (named)
        resource = str_slice(resource, 0, resource.len - suffix.len);
    if (address->host.len == 0 || leads_out(address->project) || leads_out(resource)) {
        diag_add(remote->diags, KIND_FOLDER_ADDRESS, span_file(address->host), "%s",
                 address->host.len ? "project and resource must lie inside of the shared folder"
                                   : "the path of the shared folder is missing");
        return false;
    }
    struct str pieces[] = {address->host, STR("/"), address->project, STR("/"), resource};
    out->path = path_normalise(out->arena, arena_join(out->arena, pieces, sizeof pieces / sizeof *pieces));
    return true;
}

// ---- names

struct folder_file *folder_language(struct folder *folder, struct str code)
{
    size_t number = locale_index_find_same(&folder->index, code);
    return number == STR_NONE ? NULL : &folder->languages.at[number];
}

static void add_language(struct folder *folder, const struct folder_file *file)
{
    *list_push(&folder->languages, folder->arena) = *file;
    locale_index_add(&folder->index, file->code, folder->arena);
}

void folder_forget(struct folder *folder, size_t count)
{
    folder->languages.count = count;
    folder->index = (struct locale_index){0};
    for (size_t i = 0; i < count; i++)
        locale_index_add(&folder->index, folder->languages.at[i].code, folder->arena);
}

static struct str path_of(const struct folder *folder, struct str stem)
{
    struct str pieces[] = {folder->path, STR("/"), stem, str_of(folder->format->suffix)};
    return arena_join(folder->arena, pieces, sizeof pieces / sizeof *pieces);
}

void folder_add(struct folder *folder, struct str code)
{
    struct folder_file file = {.code = arena_copy(folder->arena, code)};
    file.path = path_of(folder, file.code);
    add_language(folder, &file);
}

// ---- reading

static bool read_bytes(struct folder *folder, const struct folder_file *file, bool for_writing,
                       struct catalog *out)
{
    const struct format *format = format_of_file(file->path, file->bytes);
    struct format_options options = folder->options;
    options.for_writing = for_writing;
    if (!format || !can_be_shared(format)) {
        diag_add(folder->diags, KIND_FOLDER_FORMAT, span_file(file->path),
                 "is of a format that cannot keep translations and their texts side by side");
        return false;
    }
    return format_read(format, file->bytes, file->path, &options, folder->arena, folder->diags, out);
}

bool folder_reread(struct folder *folder, const struct folder_file *file, struct catalog *out)
{
    *out = (struct catalog){.path = file->path, .source_locale = folder->source.catalog.source_locale};
    if (file != &folder->source)
        out->target_locale = file->code;
    return !file->is_unusable && (file->bytes.len == 0 || read_bytes(folder, file, true, out));
}

// What a unit was before its text changed.
struct before {
    enum unit_state state;
    bool has_previous;
};

static struct before *states_of(const struct catalog *catalog, struct arena *arena)
{
    struct before *before = arena_array(arena, struct before, catalog->units.count);
    for (size_t i = 0; i < catalog->units.count; i++)
        before[i] = (struct before){catalog->units.at[i].state, catalog->units.at[i].has_previous};
    return before;
}

static void keep_states(struct catalog *catalog, const struct before *before, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct unit *unit = &catalog->units.at[i];
        if (unit->state == UNIT_STALE && !unit->is_obsolete) {
            unit->state = before[i].state;
            unit->has_previous = before[i].has_previous;
        }
    }
}

struct merge_report folder_update(struct folder *folder, struct catalog *catalog,
                                  const struct catalog *source, bool keep)
{
    struct merge_options options = {.tool = folder->options.tool};
    struct merge_report report;
    size_t count = catalog->units.count;
    struct before *before = keep ? states_of(catalog, folder->arena) : NULL;
    if (catalog->source_locale.len == 0)
        catalog->source_locale = source->source_locale;
    bool good = catalog_update(catalog, source, &options, folder->arena, folder->diags, &report);
    if (good && keep)
        keep_states(catalog, before, count);
    return report;
}

bool folder_refresh(struct folder *folder, struct folder_file *file, struct str bytes)
{
    file->bytes = bytes;
    bool good = bytes.len == 0 || read_bytes(folder, file, false, &file->catalog);
    if (good && file != &folder->source && folder->source.bytes.len)
        folder_update(folder, &file->catalog, &folder->source.catalog, false);
    return good;
}

// ---- looking

static bool is_source(const struct folder_file *file)
{
    const struct catalog *read = &file->catalog;
    return str_is(file->code, "source") ||
           (read->source_locale.len && locale_same(file->code, read->source_locale) &&
            (read->target_locale.len == 0 || locale_same(read->target_locale, read->source_locale)));
}

static bool take_source(struct folder *folder, const struct folder_file *file)
{
    if (folder->source.bytes.len) {
        struct diag *diag = diag_add(folder->diags, KIND_FOLDER_TWIN, span_file(file->path),
                                     "is the source, as is another file");
        diag_relate(folder->diags, diag, span_file(folder->source.path), "this one");
        return false;
    }
    folder->source = *file;
    folder->source.code = file->catalog.source_locale;
    return true;
}

static void take_language(struct folder *folder, const struct folder_file *file)
{
    struct str said = file->catalog.target_locale;
    struct folder_file *twin = folder_language(folder, file->code);
    if (twin) {
        twin->is_unusable = true;
        struct diag *diag = diag_add(folder->diags, KIND_FOLDER_TWIN, span_file(file->path),
                                     "is of the same language as another file");
        diag_relate(folder->diags, diag, span_file(twin->path), "this one");
        return;
    }
    add_language(folder, file);
    if (said.len && !locale_same(said, file->code))
        diag_add(folder->diags, KIND_LOCALE_MISMATCH, span_file(file->path),
                 "says that it is `" STR_FORMAT "`; its name counts", STR_ARG(said));
}

// A file that has the suffix.
static bool look_at_file(struct folder *folder, struct folder_file *file)
{
    bool is_named_source = str_is(file->code, "source");
    if (!is_named_source && !locale_is_likely(file->code)) {
        diag_add(folder->diags, KIND_FOLDER_NAME, span_file(file->path),
                 "`" STR_FORMAT "` is no language, so this file is not exchanged", STR_ARG(file->code));
        return true;
    }
    file->is_unusable = file_read(file->path, folder->arena, folder->diags, &file->bytes) == FILE_FAILED ||
                        (file->bytes.len && !read_bytes(folder, file, false, &file->catalog));
    if (is_named_source && file->is_unusable)
        return false;
    if (is_named_source ? file->bytes.len > 0 : is_source(file))
        return take_source(folder, file);
    if (!is_named_source)
        take_language(folder, file);
    return true;
}

static bool look_at_all(struct folder *folder, const struct folder_entry_list *entries)
{
    bool good = true;
    for (size_t i = 0; i < entries->count; i++) {
        struct str name = entries->at[i].name, suffix = path_suffix(name);
        if (!entries->at[i].is_file || !suffix.len || !has_suffix(folder->format, suffix))
            continue;
        struct folder_file file = {.path = path_join(folder->arena, folder->path, name),
                                   .code = str_slice(name, 0, name.len - suffix.len)};
        good &= look_at_file(folder, &file);
    }
    return good;
}

static void settle(struct folder *folder)
{
    struct folder_file *source = &folder->source;
    if (source->bytes.len)
        folder->format = source->catalog.format;
    else
        source->path = path_of(folder, STR("source"));
    for (size_t i = 0; i < folder->languages.count; i++) {
        struct folder_file *file = &folder->languages.at[i];
        if (source->bytes.len && !file->is_unusable)
            folder_update(folder, &file->catalog, &source->catalog, false);
        if (source->code.len == 0) // told by a translation, when the source is not there
            source->code = file->catalog.source_locale;
    }
}

bool folder_look(const struct remote *remote, struct folder *out)
{
    struct folder_entry_list entries;
    *out = (struct folder){.arena = remote->arena, .diags = remote->diags};
    if (!find_place(remote, out))
        return false;
    if (remote->options)
        out->options = *remote->options;
    out->options.peer_bytes = false;
    out->options.tool = STR("glot");
    out->options.original = out->options.original.len ? out->options.original : STR("sources");
    if (folder_read(out->path, out->arena, out->diags, &entries) == FILE_FAILED ||
        !look_at_all(out, &entries))
        return false;
    settle(out);
    return true;
}

// ---- writing

bool folder_print(struct folder *folder, struct folder_file *file, const struct catalog *catalog,
                  struct replacement_list *out)
{
    struct buf bytes = {0};
    const struct format *format = catalog->format ? catalog->format : folder->format;
    bool good = format_write(format, catalog, &folder->options, folder->arena, folder->diags, &bytes);
    struct str text = buf_finish(&bytes, folder->arena);
    if (good)
        *list_push(out, folder->arena) =
            (struct replacement){.path = file->path, .bytes = text, .ground = &file->bytes};
    return good;
}

// An advisory lock on the folder itself, which leaves no file behind and ends with the process. -1 where
// there is no folder yet or its file system has no locks: then only the ground is looked at.
static int lock(struct folder *folder, bool *is_busy)
{
    int fd = open(arena_cstr(folder->arena, folder->path), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    *is_busy = false;
    if (fd < 0)
        return -1;
    for (size_t i = 0; i < lock_tries; i++) {
        *is_busy = flock(fd, LOCK_EX | LOCK_NB) != 0 && (errno == EWOULDBLOCK || errno == EINTR);
        if (!*is_busy)
            return fd;
        nanosleep(&(struct timespec){.tv_nsec = lock_pause}, NULL);
    }
    close(fd);
    return -1;
}

bool folder_replace(struct folder *folder, struct replacement_list *files)
{
    bool is_busy;
    int fd = lock(folder, &is_busy);
    if (is_busy) {
        diag_add(folder->diags, KIND_FILE_CHANGED, span_file(folder->path),
                 "another program has been writing here for seconds");
        return false;
    }
    bool good = files_replace(files, folder->arena, folder->diags);
    if (fd >= 0)
        close(fd);
    return good;
}
