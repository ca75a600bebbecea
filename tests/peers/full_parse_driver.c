// Reads sources with the short cuts (specifiers from the bytes, sites alone parsed) and without, and compares
// all that comes of both: by Lit's markers, which are bound, and by names. Standard input names the files,
// one a line; arguments: how many changed ones to try, the seed, and a folder for those that differ.
//
// The source stands between two others that are always the same: what it passes on is called by one, and what
// it imports relatively is another that passes markers on.
//
// A difference is allowed where the syntax is broken, if the full parse says so. Last line: a JSON object of
// counts.
#include "base/file.h"
#include "base/utf.h"
#include "extractor/extract.h"
#include "extractor/sites.h"
#include "extractor/suffixes.h"
#include "tests/peers/source_mutator.h"

#include <stdio.h>
#include <stdlib.h>

extern const struct dialect dialect_lit, dialect_gettext;

enum { most_bytes_to_change = 12000, sources_of_program = 3, most_keywords = 8 };

// What is looked for. The names are those that changed sources have (source_mutator.h).
static const struct setting {
    const struct dialect *dialect;
    struct str keywords[most_keywords];
} settings[] = {
    {&dialect_lit, {{0}}},
    {&dialect_gettext, {{0}}}, // its own
    {&dialect_gettext,
     {STR_INIT("msg"), STR_INIT("t"), STR_INIT("m"), STR_INIT("str"), STR_INIT("_"), STR_INIT("html")}},
    {&dialect_gettext,
     {STR_INIT("msg:1,2"), STR_INIT("msg"), STR_INIT("t:1c,2"), STR_INIT("t:1,2,3t"), STR_INIT("m:1,1t"),
      STR_INIT("_:1,\"note\""), STR_INIT("str:2,1")}},
    {&dialect_gettext, {STR_INIT("msg:2"), STR_INIT("t:2,3c,1"), STR_INIT("x"), STR_INIT("ngettext:9,1")}},
    {&dialect_gettext, {STR_INIT("test"), STR_INIT("a"), STR_INIT("f"), STR_INIT("then"), STR_INIT("p")}},
};
enum { setting_count = sizeof settings / sizeof *settings };

static const struct str importer =
    STR_INIT("import * as all from './a'; import one, {msg, str, m, s, t, x} from './a';\n"
             "all.msg('1'); all.m('2'); all.default('3'); one('4'); msg('5'); m('6'); t('7'); x.msg('8');\n"
             "m(s`9 ${1}`); m(str`10 ${1}`); all.t('11'); all.x('12'); x('13'); x.m('14');");
static const struct str exporter =
    STR_INIT("export {msg, msg as m, msg as default, str, str as s} from '@lit/localize';");

struct counts {
    size_t files, changed, well_formed, scans, differing, specifiers_told, read_ahead;
    size_t messages, sites_told, sites_asked; // by names
};

struct driver {
    struct source_reader reader;
    struct counts counts;
    const char *folder; // of what differs, or NULL
};

// One way of reading.
struct way {
    struct arena arena;
    struct source sources[sources_of_program];
    struct extraction extraction;
    struct diags diags;
    bool full_parse;
};

static void set_source(struct way *way, struct source_reader *reader, size_t number, const char *name,
                       struct str text)
{
    struct source *source = &way->sources[number];
    struct str copy = arena_copy(&way->arena, text);
    *source = (struct source){.path = str_of(name), .text = copy, .is_read = true};
    source->row = grammar_of_path(source->path);
    source_look(source, reader, &way->arena);
    if (source->kept) { // nothing of what was read ahead may lie in the text
        memset((char *)copy.at, '#', copy.len);
        source->text = text;
    }
    source->resolved = arena_array(&way->arena, uint32_t, source->specifiers.count);
    for (size_t i = 0; i < source->specifiers.count; i++) {
        bool is_ours = str_starts(source->specifiers.at[i].text, STR("."));
        source->resolved[i] = !is_ours ? SOURCE_NONE : number == 1 ? 2 : 1;
    }
}

static struct dialect_options options_of(const struct setting *setting, struct arena *arena,
                                         bool with_lookalikes)
{
    struct dialect_options options = {.with_lookalikes = with_lookalikes};
    for (size_t i = 0; i < most_keywords && setting->keywords[i].len > 0; i++)
        *list_push(&options.keywords, arena) = setting->keywords[i];
    return options;
}

static void read_way(struct source_reader *reader, struct way *way, const struct setting *setting,
                     const char *name, struct str text, bool full_parse)
{
    static uint32_t order[] = {2, 1, 0};
    struct dialect_options own = options_of(setting, &way->arena, text.len % 4 == 0);
    way->diags.arena = &way->arena;
    way->full_parse = reader->full_parse = full_parse;
    reader->reads_ahead = !full_parse && text.len % 3 > 0;
    reader->dialects = &setting->dialect;
    reader->dialect_count = 1;
    reader->options = &own;
    set_source(way, reader, 0, "b.ts", importer);
    set_source(way, reader, 1, name, text);
    set_source(way, reader, 2, "c.ts", exporter);
    struct source *sources[sources_of_program];
    for (size_t i = 0; i < sources_of_program; i++)
        sources[i] = &way->sources[i];
    struct program program = {sources, sources_of_program, order, sources_of_program};
    struct extract_options options = {.dialects = &setting->dialect,
                                      .dialect_count = 1,
                                      .dialect = own,
                                      .jobs = 1,
                                      .full_parse = full_parse};
    extract(&program, &options, &way->arena, &way->diags, &way->extraction);
}

// ---- comparing: what differs first, or NULL

static bool is_same_span(struct span a, struct span b)
{
    bool is_read = !span_is_unread(a) && !span_is_unread(b);
    return str_equal(a.path, b.path) && (!is_read || a.text.len == b.text.len) && a.start == b.start &&
           a.end == b.end;
}

static const char *compare_messages(const struct message *a, const struct message *b)
{
    if (!str_equal(a->id, b->id) || a->id_given != b->id_given)
        return "id";
    if (!pattern_equal(&a->pattern, &b->pattern) || !str_equal(a->raw, b->raw) ||
        !str_equal(a->kind, b->kind))
        return "pattern";
    if (!str_equal(a->note, b->note) || a->has_note != b->has_note || !str_equal(a->context, b->context))
        return "note";
    if (!str_equal(a->name, b->name) || a->syntax != b->syntax || !str_equal(a->file, b->file))
        return "name";
    if (!is_same_span(a->span, b->span) || a->others.count != b->others.count)
        return "place";
    for (size_t i = 0; i < a->others.count; i++)
        if (!is_same_span(a->others.at[i], b->others.at[i]))
            return "another place";
    return NULL;
}

static const char *compare_findings(const struct diag *a, const struct diag *b)
{
    if (a->kind != b->kind || a->severity != b->severity || !str_equal(a->message, b->message) ||
        !str_equal(a->hint, b->hint) || a->related.count != b->related.count)
        return "finding";
    for (size_t i = 0; i < a->related.count; i++)
        if (!is_same_span(a->related.at[i].span, b->related.at[i].span) ||
            !str_equal(a->related.at[i].message, b->related.at[i].message))
            return "related place";
    return is_same_span(a->span, b->span) ? NULL : "place of a finding";
}

static const char *compare_specifiers(const struct specifier_list *a, const struct specifier_list *b)
{
    bool same = a->count == b->count;
    for (size_t i = 0; same && i < a->count; i++)
        same = str_equal(a->at[i].text, b->at[i].text) && a->at[i].kind == b->at[i].kind &&
               a->at[i].is_ambient == b->at[i].is_ambient && a->at[i].offset == b->at[i].offset;
    return same ? NULL : "specifiers";
}

static const char *compare(const struct way *a, const struct way *b)
{
    const char *what = compare_specifiers(&a->sources[1].specifiers, &b->sources[1].specifiers);
    if (!what && (a->extraction.messages.count != b->extraction.messages.count ||
                  a->extraction.occurrences != b->extraction.occurrences ||
                  a->extraction.files_with_messages != b->extraction.files_with_messages))
        what = "count of messages";
    for (size_t i = 0; !what && i < a->extraction.messages.count; i++)
        what = compare_messages(a->extraction.messages.at[i], b->extraction.messages.at[i]);
    if (!what && a->diags.count != b->diags.count)
        what = "count of findings";
    for (size_t i = 0; !what && i < a->diags.count; i++)
        what = compare_findings(&a->diags.at[i], &b->diags.at[i]);
    return what;
}

static bool tells_of_syntax(const struct diags *diags)
{
    for (size_t i = 0; i < diags->count; i++) {
        enum kind kind = diags->at[i].kind;
        if (kind == KIND_SYNTAX || kind == KIND_MERGE_CONFLICT || kind == KIND_SYNTAX_ENDLESS ||
            kind == KIND_FILE_TOO_LARGE)
            return true;
    }
    return false;
}

static void print_specifiers(const struct way *way)
{
    const struct specifier_list *list = &way->sources[1].specifiers;
    printf("  %s:", way->full_parse ? "full" : "cut");
    for (size_t i = 0; i < list->count; i++)
        printf(" %zu(%d)" STR_FORMAT, list->at[i].offset, (int)list->at[i].kind, STR_ARG(list->at[i].text));
    puts("");
}

static void keep(const struct driver *driver, const struct setting *setting, const char *name,
                 struct str text, const char *what)
{
    char path[4096];
    printf("DIFFERS in %s: %s, by %s (%zu)\n", what, name, setting->dialect->name,
           (size_t)(setting - settings));
    if (!driver->folder)
        return;
    snprintf(path, sizeof path, "%s/%zu.%s", driver->folder, driver->counts.differing,
             strrchr(name, '.') + 1);
    FILE *file = fopen(path, "wb");
    if (file && fwrite(text.at, 1, text.len, file) == text.len && fclose(file) == 0)
        printf("  kept as %s\n", path);
}

static void count_way(struct counts *counts, const struct setting *setting, struct way *cut)
{
    const struct source *source = &cut->sources[1];
    counts->read_ahead += source->kept != NULL;
    if (!setting->dialect->callees || (!source->sites && !source->kept))
        return;
    counts->messages += cut->extraction.occurrences;
    counts->sites_asked++;
    counts->sites_told += source->kept || source->sites->is_sure;
}

// False where the syntax is broken, and the full parse says so.
static bool try_setting(struct driver *driver, const struct setting *setting, const char *name,
                        struct str text)
{
    struct way cut = {0}, full = {0};
    read_way(&driver->reader, &cut, setting, name, text, false);
    read_way(&driver->reader, &full, setting, name, text, true);
    bool is_broken = tells_of_syntax(&full.diags);
    const char *what = compare(&cut, &full);
    count_way(&driver->counts, setting, &cut);
    if (what && !is_broken) {
        driver->counts.differing++;
        keep(driver, setting, name, text, what);
        if (strcmp(what, "specifiers") == 0) {
            print_specifiers(&cut);
            print_specifiers(&full);
        }
    }
    driver->counts.scans += cut.extraction.files_scanned;
    arena_free(&cut.arena);
    arena_free(&full.arena);
    return !is_broken;
}

// By the first setting, and by those others whose turn it is.
static void try_text(struct driver *driver, const char *name, struct str text, size_t turn)
{
    struct arena arena = {0};
    struct specifier_list told = {0};
    struct specifier_question question = {.text = text,
                                          .row = grammar_of_path(str_of(name)),
                                          .is_declaration =
                                              suffix_class_of(str_of(name)) == SUFFIX_DECLARATION};
    driver->counts.specifiers_told += specifiers_of_bytes(&question, &arena, &told);
    driver->counts.well_formed += try_setting(driver, settings, name, text);
    for (size_t i = 1; i < setting_count; i++)
        if (turn == STR_NONE || turn % (setting_count - 1) == i - 1)
            try_setting(driver, &settings[i], name, text);
    arena_free(&arena);
}

// ---- files

struct text {
    const char *name;
    struct str text;
};

struct text_list {
    struct text *at;
    size_t count, capacity;
};

// The first byte of a fuzz target's input says which grammar.
static void take(struct arena *arena, struct str path, struct str text, struct text_list *out)
{
    static const char *const names[] = {"a.ts", "a.tsx", "a.js", "a.mts"};
    const struct grammar_row *row = grammar_of_path(path);
    bool is_corpus = str_find(path, STR("fuzz/corpus/"), 0) != STR_NONE;
    const char *declared = suffix_class_of(path) == SUFFIX_DECLARATION ? ".d" : "";
    if (text.len < 2 || (!row && !is_corpus))
        return;
    const char *name = is_corpus ? names[(unsigned char)text.at[0] % 4]
                                 : arena_cstr(arena, arena_print(arena, "a%s%s", declared, row->suffix));
    text = is_corpus ? str_from(text, 1) : text;
    if (utf_first_invalid(text) == STR_NONE)
        *list_push(out, arena) = (struct text){name, text};
}

static void read_files(struct arena *arena, struct text_list *out)
{
    struct diags diags = {.arena = arena};
    char path[4096];
    while (fgets(path, sizeof path, stdin)) {
        struct str text;
        path[strcspn(path, "\n")] = 0;
        if (file_read(str_of(path), arena, &diags, &text) == FILE_READ)
            take(arena, arena_copy(arena, str_of(path)), text, out);
    }
}

static void try_changed(struct driver *driver, const struct text *from, uint64_t *seed)
{
    struct buf text = {0};
    buf_add(&text, from->text);
    for (size_t i = 0, changes = 1 + chance_below(seed, 3); i < changes && text.len > 0; i++) {
        struct buf next = {0};
        source_mutate(seed, (struct str){text.at, text.len}, &next);
        buf_free(&text);
        text = next;
    }
    struct str changed = {text.at, text.len};
    if (text.len > 0 && utf_first_invalid(changed) == STR_NONE) {
        driver->counts.changed++;
        try_text(driver, from->name, changed, driver->counts.changed);
    }
    buf_free(&text);
}

static bool holds_marker(struct str text)
{
    return str_find(text, STR("msg"), 0) != STR_NONE || str_find(text, STR("_("), 0) != STR_NONE ||
           str_find(text, STR("t("), 0) != STR_NONE;
}

int main(int count, char **arguments)
{
    struct arena arena = {0};
    struct text_list texts = {0}, small = {0}, elements = {0}; // those with JSX are few, but not to be missed
    struct driver driver = {.folder = count > 3 ? arguments[3] : NULL};
    size_t wanted = count > 1 ? strtoull(arguments[1], NULL, 10) : 0;
    uint64_t seed = count > 2 ? strtoull(arguments[2], NULL, 10) * 2 + 1 : 1;
    read_files(&arena, &texts);
    driver.counts.files = texts.count;
    for (size_t i = 0; i < texts.count; i++) {
        try_text(&driver, texts.at[i].name, texts.at[i].text, STR_NONE);
        bool is_small = texts.at[i].text.len <= most_bytes_to_change && holds_marker(texts.at[i].text);
        if (is_small)
            *list_push(&small, &arena) = texts.at[i];
        if (is_small && str_ends(str_of(texts.at[i].name), STR("x")))
            *list_push(&elements, &arena) = texts.at[i];
    }
    for (size_t i = 0; i < wanted && small.count > 0; i++) {
        const struct text_list *from = elements.count > 0 && chance_below(&seed, 4) == 0 ? &elements : &small;
        try_changed(&driver, &from->at[chance_below(&seed, from->count)], &seed);
    }
    const struct counts *c = &driver.counts;
    printf("{\"files\": %zu, \"changed\": %zu, \"wellFormed\": %zu, \"scans\": %zu, \"specifiersTold\": %zu, "
           "\"readAhead\": %zu, "
           "\"byName\": {\"asked\": %zu, \"told\": %zu, \"messages\": %zu}, \"differing\": %zu}\n",
           c->files, c->changed, c->well_formed, c->scans, c->specifiers_told, c->read_ahead, c->sites_asked,
           c->sites_told, c->messages, c->differing);
    source_reader_free(&driver.reader);
    arena_free(&arena);
    return driver.counts.differing > 0;
}
