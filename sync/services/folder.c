// A folder that people share: on a network drive, by a program that synchronises folders, or as a work tree
// of git. Glot reads and writes files there and nothing else; commits are the people's.
//
// Nobody stands between two who write there, so nothing is thrown away: units that leave the source become
// obsolete, and translations of texts that change become stale and say which text they were made from. A file
// that somebody else changed since it was read is left as it is, and the command is told so.
#include "base/hash.h"
#include "catalog/locale.h"
#include "sync/neutral.h"
#include "sync/services/folder_files.h"

// ---- looking

static bool is_in_use(const struct catalog *catalog, const struct unit *unit)
{
    return !unit->is_obsolete && !unit->removed && catalog_find(catalog, unit->id) == unit;
}

static void count_units(const struct catalog *catalog, struct remote_language *out)
{
    for (size_t i = 0; i < catalog->units.count; i++) {
        const struct unit *unit = &catalog->units.at[i];
        if (!is_in_use(catalog, unit))
            continue;
        out->total++;
        out->translated += unit_is_done(unit);
        out->reviewed += unit->has_target && unit->state >= UNIT_REVIEWED;
        out->proofread += unit->has_target && unit->state == UNIT_FINAL;
    }
}

// What is read of a language depends on the source, too.
static struct str version_of(uint64_t source, const struct folder_file *file, struct arena *arena)
{
    return arena_print(arena, "%016llx%016llx", (unsigned long long)source,
                       (unsigned long long)hash_bytes(file->bytes));
}

static void tell(struct remote *remote)
{
    struct folder *folder = remote->own;
    uint64_t source = hash_bytes(folder->source.bytes);
    remote->exists = folder->source.bytes.len > 0;
    remote->source = (struct remote_language){.code = folder->source.code,
                                              .version = version_of(source, &folder->source, remote->arena)};
    count_units(&folder->source.catalog, &remote->source);
    remote->languages.count = 0;
    for (size_t i = 0; i < folder->languages.count; i++) {
        const struct folder_file *file = &folder->languages.at[i];
        struct remote_language *language = list_push(&remote->languages, remote->arena);
        *language = (struct remote_language){.code = file->code};
        if (file->is_unusable)
            continue;
        language->version = version_of(source, file, remote->arena);
        count_units(&file->catalog, language);
    }
}

static bool folder_open(struct remote *remote)
{
    struct folder *folder = arena_new(remote->arena, struct folder);
    remote->own = folder;
    if (!folder_look(remote, folder))
        return false;
    tell(remote);
    return true;
}

// ---- reading

// A text that somebody wrote and nobody calls a translation yet must be looked at.
static enum unit_state state_of(const struct unit *unit)
{
    return unit->has_target && unit->state == UNIT_NEW ? UNIT_NEEDS_REVIEW : unit->state;
}

static bool is_asked_for(const struct unit *unit, enum read_mode mode)
{
    static const enum unit_state least[] = {
        [READ_TRANSLATED] = UNIT_TRANSLATED, [READ_REVIEWED] = UNIT_REVIEWED, [READ_PROOFREAD] = UNIT_FINAL};
    return unit->has_target && state_of(unit) >= least[mode];
}

static void add_read(struct catalog *out, const struct unit *from, enum read_mode mode, struct arena *arena)
{
    struct unit *unit = catalog_add(out, from->id, arena);
    unit->context = from->context;
    unit->source = neutral_pattern(&from->source, arena);
    unit->source_is_string = from->source_is_string;
    unit->syntax = from->syntax;
    if (!is_asked_for(from, mode))
        return;
    neutral_take_translation(unit, from, arena);
    unit->state = state_of(from);
}

// Translations in the order of the source.
static void read_one(const struct folder *folder, const struct folder_file *file, struct remote_read *read)
{
    const struct catalog *order = folder->source.bytes.len ? &folder->source.catalog : &file->catalog;
    bool is_source = file == &folder->source;
    read->catalog = (struct catalog){.path = file->path,
                                     .source_locale = folder->source.code,
                                     .target_locale = !is_source ? file->code : (struct str){0}};
    catalog_reserve(&read->catalog, order->units.count, folder->arena);
    for (size_t i = 0; i < order->units.count; i++) {
        const struct unit *said = &order->units.at[i], *unit = catalog_find(&file->catalog, said->id);
        if (!is_in_use(order, said) || !unit)
            continue;
        add_read(&read->catalog, unit, read->mode, folder->arena);
        if (is_source) {
            struct unit *text = &read->catalog.units.at[read->catalog.units.count - 1];
            text->target = (struct pattern){0};
            text->has_target = text->has_previous = false;
            text->state = UNIT_NEW;
        }
    }
}

static bool folder_read_all(struct remote *remote, struct remote_read *reads, size_t count)
{
    struct folder *folder = remote->own;
    bool good = true;
    for (size_t i = 0; i < count; i++) {
        const struct folder_file *file =
            reads[i].code.len ? folder_language(folder, reads[i].code) : &folder->source;
        reads[i].is_failed = !file || file->is_unusable;
        if (!file)
            diag_add(remote->diags, KIND_SERVICE_MISSING, span_file(folder->path),
                     "there is no file for `" STR_FORMAT "`", STR_ARG(reads[i].code));
        if (!reads[i].is_failed)
            read_one(folder, file, &reads[i]);
        good &= !reads[i].is_failed;
    }
    return good;
}

// ---- writing translations

struct writing {
    struct folder *folder;
    struct catalog *catalog;
    struct remote_write *write;
    size_t unknown; // units that are not in the source
};

// The state as it may be said, and as the format will tell it.
static enum unit_state state_to_say(const struct writing *w, const struct unit *unit,
                                    const struct unit *wanted)
{
    const struct format *format = w->catalog->format ? w->catalog->format : w->folder->format;
    if (wanted->state < UNIT_REVIEWED)
        return wanted->state;
    if (!(format->holds & HOLDS_REVIEWED))
        return UNIT_TRANSLATED;
    if (w->write->with_states)
        return wanted->state;
    bool is_same = unit->has_target && pattern_equal(&unit->target, &wanted->target);
    return is_same && unit->state >= UNIT_REVIEWED ? unit->state : UNIT_TRANSLATED;
}

// In the code that the source has here. A translation of another text than the one that lies here by now
// waits for somebody to look at it.
static struct unit wanted_of(const struct writing *w, const struct unit *unit, const struct unit *written)
{
    struct unit wanted = *written;
    struct neutral_fault_list unsaid = {0};
    neutral_restore(&written->target, &unit->source, w->folder->arena, &unsaid, &wanted.target);
    wanted.state = written->has_target ? state_to_say(w, unit, &wanted) : UNIT_NEW;
    wanted.has_previous = written->has_previous && !unit_is_done(&wanted);
    if (written->has_target && !wanted.has_previous && !pattern_equal_text(&unit->source, &written->source)) {
        unit_set_previous(&wanted, &written->source, !unit_is_done(&wanted), w->folder->arena);
        wanted.state = UNIT_STALE;
    }
    return wanted;
}

static bool says_already(const struct unit *unit, const struct unit *wanted)
{
    if (!unit->has_target || !wanted->has_target)
        return unit->has_target == wanted->has_target;
    return unit->state == wanted->state && pattern_equal(&unit->target, &wanted->target) &&
           unit->has_previous == wanted->has_previous &&
           (!unit->has_previous || (pattern_equal(&unit_rare(unit)->previous, &unit_rare(wanted)->previous) &&
                                    unit_is_made_unreviewed(unit) == unit_is_made_unreviewed(wanted)));
}

static void set_translation(struct unit *unit, const struct unit *wanted, struct arena *arena)
{
    unit->target = wanted->target;
    unit->has_target = wanted->has_target;
    unit->state = wanted->state;
    unit->has_previous = false;
    if (wanted->has_previous)
        unit_set_previous(unit, &unit_rare(wanted)->previous, unit_is_made_unreviewed(wanted), arena);
    unit->target_changed = unit->state_changed = true;
}

// Without a source, what is written says which units there are.
static struct unit *unit_for(struct writing *w, const struct unit *written)
{
    struct unit *unit = catalog_find(w->catalog, written->id);
    if (unit && !unit->is_obsolete && !unit->removed)
        return unit;
    if (w->folder->source.bytes.len || unit)
        return NULL;
    unit = catalog_add(w->catalog, written->id, w->folder->arena);
    unit->source = written->source;
    unit->context = written->context;
    unit->syntax = written->syntax;
    unit->source_is_string = written->source_is_string;
    unit->source_changed = true;
    return unit;
}

static void write_unit(struct writing *w, const struct unit *written)
{
    struct write_counts *counts = &w->write->counts;
    struct unit *unit = unit_for(w, written);
    struct unit wanted = unit ? wanted_of(w, unit, written) : (struct unit){0};
    w->unknown += !unit;
    if (!unit || says_already(unit, &wanted)) {
        counts->skipped++;
        return;
    }
    counts->deleted += !wanted.has_target;
    counts->created += wanted.has_target && !unit->has_target;
    counts->updated += wanted.has_target && unit->has_target;
    set_translation(unit, &wanted, w->folder->arena);
}

static void write_units(struct folder *folder, struct catalog *catalog, struct remote_write *write)
{
    struct writing w = {folder, catalog, write, 0};
    for (size_t i = 0; i < write->catalog.units.count; i++)
        write_unit(&w, &write->catalog.units.at[i]);
    if (w.unknown)
        diag_add(folder->diags, KIND_SERVICE_UNIT, span_file(catalog->path),
                 "%zu of the translations are of no text of the source there", w.unknown);
}

static enum write_outcome write_one(struct folder *folder, struct remote_write *write)
{
    struct folder_file *file = folder_language(folder, write->code);
    struct replacement_list files = {0};
    struct catalog catalog;
    if (!file) {
        diag_add(folder->diags, KIND_SERVICE_MISSING, span_file(folder->path),
                 "there is no file for `" STR_FORMAT "`", STR_ARG(write->code));
        return WRITE_NOT_DONE;
    }
    if (!folder_reread(folder, file, &catalog))
        return WRITE_NOT_DONE;
    if (folder->source.bytes.len)
        folder_update(folder, &catalog, &folder->source.catalog, false);
    write_units(folder, &catalog, write);
    if (!folder_print(folder, file, &catalog, &files) || !folder_replace(folder, &files))
        return WRITE_NOT_DONE;
    folder_refresh(folder, file, files.at[0].bytes);
    return WRITE_DONE;
}

static bool folder_write(struct remote *remote, struct remote_write *writes, size_t count)
{
    bool good = true;
    for (size_t i = 0; i < count; i++) {
        writes[i].counts = (struct write_counts){0};
        writes[i].outcome = write_one(remote->own, &writes[i]);
        if (writes[i].outcome != WRITE_DONE)
            writes[i].counts = (struct write_counts){0};
        good &= writes[i].outcome == WRITE_DONE;
    }
    tell(remote);
    return good;
}

// ---- writing the source

// Texts that say what they said before keep the code that they have here.
static struct catalog with_known_code(const struct folder *folder, const struct catalog *source)
{
    struct catalog known = *source;
    size_t count = source->units.count;
    known.units = (struct unit_list){0};
    list_reserve(&known.units, count, folder->arena);
    for (size_t i = 0; i < count; i++) {
        struct unit *unit = list_push(&known.units, folder->arena);
        *unit = source->units.at[i];
        const struct unit *here = catalog_find(&folder->source.catalog, unit->id);
        if (here && neutral_fingerprint(&here->source) == neutral_fingerprint(&unit->source))
            unit->source = here->source;
    }
    return known;
}

static bool print_source(struct folder *folder, const struct catalog *source, struct replacement_list *files,
                         struct write_counts *counts)
{
    struct catalog catalog;
    if (!folder_reread(folder, &folder->source, &catalog))
        return false;
    struct merge_report report = folder_update(folder, &catalog, source, false);
    counts->created = report.added.count + report.revived.count;
    counts->updated = report.changed.count + report.updated.count + report.moved.count;
    counts->deleted = report.removed.count + report.obsolete.count;
    return folder_print(folder, &folder->source, &catalog, files);
}

static bool print_languages(struct folder *folder, const struct catalog *source, bool keep,
                            struct replacement_list *files)
{
    bool good = true;
    for (size_t i = 0; i < folder->languages.count; i++) {
        struct folder_file *file = &folder->languages.at[i];
        struct catalog catalog;
        if (file->is_unusable) // whoever mends it gets the new source by then
            continue;
        if (!folder_reread(folder, file, &catalog))
            return false;
        folder_update(folder, &catalog, source, keep);
        good &= folder_print(folder, file, &catalog, files);
    }
    return good;
}

static bool is_any_written(const struct replacement_list *files)
{
    for (size_t i = 0; i < files->count; i++)
        if (files->at[i].written)
            return true;
    return false;
}

static void refresh_all(struct remote *remote, const struct replacement_list *files)
{
    struct folder *folder = remote->own;
    folder_refresh(folder, &folder->source, files->at[files->count - 1].bytes);
    folder->source.code = folder->source.catalog.source_locale;
    for (size_t i = 0, next = 0; i < folder->languages.count; i++)
        if (!folder->languages.at[i].is_unusable)
            folder_refresh(folder, &folder->languages.at[i], files->at[next++].bytes);
    tell(remote);
}

// The source comes last: who is killed before, finds it as it was and begins once more.
static bool folder_write_source(struct remote *remote, const struct catalog *source,
                                const struct source_policy *policy, enum write_outcome *outcome,
                                struct write_counts *counts)
{
    struct folder *folder = remote->own;
    struct replacement_list files = {0};
    *counts = (struct write_counts){0};
    *outcome = WRITE_NOT_DONE;
    struct catalog known = with_known_code(folder, source);
    if (!print_languages(folder, &known, policy->keep_translations, &files) ||
        !print_source(folder, &known, &files, counts))
        return false;
    if (!folder_replace(folder, &files)) {
        *outcome = is_any_written(&files) ? WRITE_UNKNOWN : WRITE_NOT_DONE;
        return false;
    }
    *outcome = WRITE_DONE;
    refresh_all(remote, &files);
    return true;
}

// ---- making

// The folder comes with its first file, and the source with write_source, which knows its language.
static bool folder_create(struct remote *remote, const struct source_policy *policy)
{
    (void)policy;
    remote->exists = true;
    return true;
}

// Before there is a source, a file that says nothing yet, not even what it is translated from.
static bool print_fresh(struct folder *folder, struct folder_file *file, struct replacement_list *files)
{
    struct catalog catalog;
    if (folder->source.bytes.len == 0) {
        *list_push(files, folder->arena) = (struct replacement){.path = file->path, .ground = &file->bytes};
        return true;
    }
    if (!folder_reread(folder, file, &catalog))
        return false;
    folder_update(folder, &catalog, &folder->source.catalog, false);
    return folder_print(folder, file, &catalog, files);
}

static bool folder_add_languages(struct remote *remote, const struct str_list *codes)
{
    struct folder *folder = remote->own;
    struct replacement_list files = {0};
    size_t before = folder->languages.count;
    bool good = true;
    for (size_t i = 0; i < codes->count; i++) {
        struct str code = codes->at[i];
        if (!locale_is_likely(code)) {
            diag_add(remote->diags, KIND_FOLDER_NAME, span_file(folder->path),
                     "`" STR_FORMAT "` is no language, so no file can be named after it", STR_ARG(code));
            good = false;
        } else if (!folder_language(folder, code)) {
            folder_add(folder, code);
        }
    }
    // What is to be written points to them, so they come when the list does not grow any more.
    for (size_t i = before; i < folder->languages.count; i++)
        good &= print_fresh(folder, &folder->languages.at[i], &files);
    good = good && folder_replace(folder, &files);
    if (!good)
        folder_forget(folder, before);
    for (size_t i = 0; good && i < files.count; i++)
        folder_refresh(folder, &folder->languages.at[before + i], files.at[i].bytes);
    tell(remote);
    return good;
}

static void folder_close(struct remote *remote)
{
    (void)remote; // all is the arena's
}

const struct service service_folder = {
    .name = "folder",
    .meaning = "a folder that people share, or a work tree of git",
    .project = "SUBFOLDER",
    .resource = "SUBFOLDER.SUFFIX",
    .access = {.is_folder = true},
    .abilities = ABLE_CREATE | ABLE_ADD_LANGUAGES | ABLE_REVIEWED | ABLE_PROOFREAD | ABLE_VERSIONS |
                 ABLE_KEEP | ABLE_WRITE_SOURCE,
    .open = folder_open,
    .create = folder_create,
    .add_languages = folder_add_languages,
    .read = folder_read_all,
    .write_source = folder_write_source,
    .write = folder_write,
    .close = folder_close,
};
