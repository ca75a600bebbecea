// XLIFF 2.0, 2.1 and 2.2: the rows of the formats, what is checked before writing, fresh files.
#include "catalog/formats/xliff2_cases.h"
#include "catalog/formats/xliff2_splice.h"
#include "catalog/formats/xliff_choice.h"

static const struct {
    const char *name, *space;
} versions[] = {[XLIFF_2_0] = {"2.0", "urn:oasis:names:tc:xliff:document:2.0"},
                [XLIFF_2_1] = {"2.1", "urn:oasis:names:tc:xliff:document:2.0"},
                [XLIFF_2_2] = {"2.2", "urn:oasis:names:tc:xliff:document:2.2"}};

// ---- what cannot be written

static void check_names(struct xliff_check *check, const char *where, const struct pattern *pattern)
{
    for (size_t i = 0; i < pattern->parts.count; i++)
        xliff_check_text(check, where, part_name(&pattern->parts.at[i]));
}

// Choices that are left have plain texts.
static void check_pattern(struct xliff_check *check, const char *where, const struct pattern *pattern)
{
    check_names(check, where, pattern);
    for (size_t i = 0; pattern->variants && i < pattern->variants->count; i++)
        check_names(check, where, &pattern->variants->at[i].value);
}

static void check_unit(struct xliff_check *check, const struct unit *unit)
{
    check->id = unit->id;
    xliff_check_text(check, "id", unit->id);
    xliff_check_text(check, "name", unit_rare(unit)->name);
    xliff_check_text(check, "context", unit->context);
    if (unit_has_other_context(unit))
        xliff_check_text(check, "previous context", unit_rare(unit)->previous_context);
    check_pattern(check, "source", &unit->source);
    if (unit->has_target)
        check_pattern(check, "target", &unit->target);
    if (unit->has_previous)
        check_pattern(check, "previous source", &unit_rare(unit)->previous);
    for (size_t i = 0; i < unit->notes.count; i++) {
        xliff_check_text(check, "note", unit->notes.at[i].from);
        xliff_check_text(check, "note", unit->notes.at[i].text);
    }
    for (size_t i = 0; i < unit_rare(unit)->suggestions.count; i++) {
        check_pattern(check, "suggestion", &unit_rare(unit)->suggestions.at[i].source);
        check_pattern(check, "suggestion", &unit_rare(unit)->suggestions.at[i].target);
        xliff_check_text(check, "suggestion", unit_rare(unit)->suggestions.at[i].origin);
    }
    for (size_t i = 0; i < unit->locations.count; i++)
        xliff_check_text(check, "place", unit->locations.at[i]);
    for (size_t i = 0; i < unit_rare(unit)->flags.count; i++)
        xliff_check_text(check, "flag", unit_rare(unit)->flags.at[i]);
}

// ---- fresh files

struct fresh {
    const struct catalog *catalog;
    const struct format_options *options;
    struct xliff2_printer *printer;
    struct xliff_files files;
};

static enum limit_measure storage_of(const struct fresh *fresh, size_t file)
{
    for (size_t i = fresh->files.first[file]; i > 0; i = fresh->files.next[i - 1]) {
        const struct length_limit *limit = &unit_rare(&fresh->catalog->units.at[i - 1])->limit;
        if (limit->greatest && limit->measure != LIMIT_CODE_POINTS)
            return limit->measure;
    }
    return LIMIT_CODE_POINTS;
}

static bool has_limits(const struct fresh *fresh, size_t file)
{
    for (size_t i = fresh->files.first[file]; i > 0; i = fresh->files.next[i - 1])
        if (unit_rare(&fresh->catalog->units.at[i - 1])->limit.greatest)
            return true;
    return false;
}

static void print_profiles(struct fresh *fresh, size_t file)
{
    static const char *const profiles[] = {[LIMIT_UTF8] = "xliff:utf8", [LIMIT_UTF16] = "xliff:utf16"};
    struct xliff2_printer *printer = fresh->printer;
    printer->storage = storage_of(fresh, file);
    if (!has_limits(fresh, file))
        return;
    xliff2_print_line(printer, 0);
    xliff2_print_module(printer, XLIFF2_SIZE, "profiles");
    buf_text(printer->out, " generalProfile=\"xliff:codepoints\"");
    if (printer->storage != LIMIT_CODE_POINTS)
        buf_print(printer->out, " storageProfile=\"%s\"", profiles[printer->storage]);
    buf_text(printer->out, "/>");
}

static struct str file_id(const struct fresh *fresh, size_t file, struct map *taken)
{
    struct arena *arena = fresh->printer->scratch;
    struct str id = file < fresh->catalog->files.count ? fresh->catalog->files.at[file].id : (struct str){0};
    for (size_t number = file + 1; !xml_is_nmtoken(id) || map_has(taken, id); number++)
        id = arena_print(arena, "f%zu", number);
    map_set(taken, id, taken, arena);
    return id;
}

static void print_file(struct fresh *fresh, size_t file, struct map *taken)
{
    struct xliff2_printer *printer = fresh->printer;
    bool is_named = file < fresh->catalog->files.count;
    struct str original = is_named ? fresh->catalog->files.at[file].original : fresh->options->original;
    buf_text(printer->out, "\n  <file");
    xliff2_print_attribute(printer, "id", file_id(fresh, file, taken));
    if (original.len)
        xliff2_print_attribute(printer, "original", original);
    buf_text(printer->out, " xml:space=\"preserve\">");
    print_profiles(fresh, file);
    for (size_t i = fresh->files.first[file]; i > 0; i = fresh->files.next[i - 1]) {
        xliff2_print_line(printer, 0);
        xliff2_print_unit(printer, &fresh->catalog->units.at[i - 1]);
    }
    if (fresh->files.first[file] == 0) // there must be a unit or a group
        buf_text(printer->out, "\n    <group id=\"empty\"/>");
    buf_text(printer->out, "\n  </file>");
}

static void print_root(struct fresh *fresh, enum xliff_version version)
{
    struct xliff2_printer *printer = fresh->printer;
    buf_print(printer->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xliff xmlns=\"%s\"",
              versions[version].space);
    for (size_t i = XLIFF2_MATCHES; i < XLIFF2_SPACE_COUNT; i++)
        if (printer->used[i])
            buf_print(printer->out, " xmlns:%s=\"%s\"", xliff2_prefixes[i], xliff2_namespaces[i]);
    buf_print(printer->out, " version=\"%s\"", versions[version].name);
    struct str source = xliff_language(fresh->catalog->source_locale, fresh->options, printer->scratch);
    struct str target = xliff_language(fresh->catalog->target_locale, fresh->options, printer->scratch);
    xliff2_print_attribute(printer, "srcLang", source);
    if (target.len)
        xliff2_print_attribute(printer, "trgLang", target);
    buf_byte(printer->out, '>');
}

static void write_fresh(const struct catalog *catalog, const struct format_options *options,
                        enum xliff_version version, struct arena *scratch, struct buf *out)
{
    struct buf files = {0};
    struct xliff2_printer printer = {.scratch = scratch,
                                     .out = &files,
                                     .style = {.line_end = STR("\n")},
                                     .line = STR("\n    "),
                                     .step = STR("  "),
                                     .says_states = true};
    for (size_t i = XLIFF2_MATCHES; i < XLIFF2_SPACE_COUNT; i++)
        printer.prefixes[i] = str_of(xliff2_prefixes[i]);
    struct fresh fresh = {.catalog = catalog, .options = options, .printer = &printer};
    struct map taken = {0};
    xliff_group_by_file(catalog, scratch, &fresh.files);
    for (size_t i = 0; i < fresh.files.count; i++)
        print_file(&fresh, i, &taken);
    printer.out = out;
    print_root(&fresh, version);
    buf_add(out, buf_str(&files));
    buf_text(out, "\n</xliff>\n");
    buf_free(&files);
}

bool xliff2_write(const struct catalog *catalog, const struct format_options *options,
                  enum xliff_version version, struct arena *scratch, struct diags *diags, struct buf *out)
{
    struct catalog plain;
    bool (*keeps)(const struct unit *) = version == XLIFF_2_2 ? xliff2_fits_cases : NULL;
    struct xliff_check check = {
        .catalog = catalog, .rule = "which can stand only in sources and targets here", .diags = diags};
    check.is_fine = xliff_choices_to_text(catalog, keeps, scratch, diags, &plain);
    for (size_t i = 0; i < plain.units.count && check.is_fine; i++)
        if (!plain.units.at[i].removed)
            check_unit(&check, &plain.units.at[i]);
    if (!check.is_fine)
        return false;
    if (catalog->bytes.len)
        return xliff2_splice(&plain, options->pieces, scratch, diags, out);
    write_fresh(&plain, options, version, scratch, out);
    return true;
}

// ---- rows

static bool is_2_0(struct str bytes)
{
    return xliff_version_of(bytes) == XLIFF_2_0;
}

static bool is_2_1(struct str bytes)
{
    return xliff_version_of(bytes) == XLIFF_2_1;
}

static bool is_2_2(struct str bytes)
{
    return xliff_version_of(bytes) == XLIFF_2_2;
}

static bool write_2_0(const struct catalog *catalog, const struct format_options *options,
                      struct arena *scratch, struct diags *diags, struct buf *out)
{
    return xliff_write(catalog, options, XLIFF_2_0, scratch, diags, out);
}

static bool write_2_1(const struct catalog *catalog, const struct format_options *options,
                      struct arena *scratch, struct diags *diags, struct buf *out)
{
    return xliff_write(catalog, options, XLIFF_2_1, scratch, diags, out);
}

static bool write_2_2(const struct catalog *catalog, const struct format_options *options,
                      struct arena *scratch, struct diags *diags, struct buf *out)
{
    return xliff_write(catalog, options, XLIFF_2_2, scratch, diags, out);
}

#define HOLDS_2                                                                                              \
    (HOLDS_SOURCES | HOLDS_STATES | HOLDS_REVIEWED | HOLDS_OBSOLETE | HOLDS_PREVIOUS | HOLDS_NOTES |         \
     HOLDS_NOTE_AUTHORS | HOLDS_LOCATIONS | HOLDS_CONTEXT | HOLDS_NAMES | HOLDS_CODE | HOLDS_KINDS |         \
     HOLDS_PLURALS | HOLDS_SELECTS | HOLDS_SYNTAX | HOLDS_LIMITS | HOLDS_RULES | HOLDS_SUGGESTIONS |         \
     HOLDS_FLAGS | HOLDS_FILES | HOLDS_LOCKS | HOLDS_UNIT_NAMES | HOLDS_TARGET_LOCALE |                      \
     HOLDS_SOURCE_LOCALE | HOLDS_EMPTY_TARGETS)

const struct format format_xliff2_0 = {.name = "xliff2.0",
                                       .suffix = ".xlf",
                                       .names_locales = true,
                                       .is_xml = true,
                                       .other_suffix = ".xliff",
                                       .meaning = "XLIFF 2.0, which Angular, Symfony and Transifex read, too",
                                       .holds = HOLDS_2,
                                       .recognises = is_2_0,
                                       .read = xliff_read,
                                       .write = write_2_0};

const struct format format_xliff2_1 = {.name = "xliff2.1",
                                       .suffix = ".xlf",
                                       .names_locales = true,
                                       .is_xml = true,
                                       .other_suffix = ".xliff",
                                       .meaning = "XLIFF 2.1, the OASIS and ISO standard of 2018",
                                       .holds = HOLDS_2,
                                       .recognises = is_2_1,
                                       .read = xliff_read,
                                       .write = write_2_1};

const struct format format_xliff2_2 = {.name = "xliff2.2",
                                       .suffix = ".xlf",
                                       .names_locales = true,
                                       .is_xml = true,
                                       .other_suffix = ".xliff",
                                       .meaning = "XLIFF 2.2, which has plurals and other choices",
                                       .holds = HOLDS_2,
                                       .recognises = is_2_2,
                                       .read = xliff_read,
                                       .write = write_2_2};
