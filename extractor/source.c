#include "extractor/source.h"

#include "base/file.h"
#include "base/utf.h"
#include "extractor/lexer.h"
#include "extractor/read_ahead.h"
#include "extractor/sites.h"

static void find_specifiers(struct source *source, const struct specifier_question *question,
                            struct source_reader *reader, struct specifier_list *out)
{
    if (!reader->parser)
        reader->parser = ts_parser_new();
    if (source->text.len <= grammar_greatest) {
        specifiers_read(question, reader->parser, &reader->scratch, out);
        return;
    }
    if (specifiers_of_bytes(question, &reader->scratch, out))
        return;
    diag_add(&source->diags, KIND_FILE_TOO_LARGE, span_file(source->path),
             "has %zu bytes, and more than %d are not parsed: its imports are not followed", source->text.len,
             grammar_greatest)
        ->severity = SEVERITY_WARNING;
}

// They live longer than the text that they stand in.
static void read_specifiers(struct source *source, const struct specifier_question *question,
                            struct source_reader *reader, struct arena *arena)
{
    struct specifier_list found = {0};
    find_specifiers(source, question, reader, &found);
    source->specifiers = (struct specifier_list){.is_of_tree = found.is_of_tree};
    list_reserve(&source->specifiers, found.count, arena);
    for (size_t i = 0; i < found.count; i++) {
        struct specifier *specifier = list_push(&source->specifiers, arena);
        *specifier = found.at[i];
        specifier->text = arena_copy(arena, specifier->text);
    }
}

static struct found_sites *find_sites(const struct source *source, const struct source_reader *reader,
                                      struct trace *trace, struct arena *arena)
{
    struct found_sites *sites = arena_array(arena, struct found_sites, reader->dialect_count + 1);
    for (size_t i = 0; i < reader->dialect_count; i++) {
        struct found_sites *found = &sites[i];
        found->dialect = reader->dialects[i];
        found->may_mark = sites_may_mark(source, found->dialect, reader->options);
        found->is_sure = found->may_mark &&
                         sites_find(source, found->dialect, reader->options, trace, arena, &found->list);
    }
    return sites;
}

static bool show_marker(const struct found_sites *found)
{
    while (found->dialect && !found->may_mark)
        found++;
    return found->dialect != NULL;
}

// Sites live as long as the text that they are in.
static struct found_sites *keep_sites(const struct found_sites *found, size_t count, struct arena *arena)
{
    struct found_sites *kept = arena_array(arena, struct found_sites, count + 1);
    for (size_t i = 0; i < count; i++) {
        kept[i] = found[i];
        site_list_copy(&found[i].list, arena, &kept[i].list);
    }
    return kept;
}

// Where their texts are forgotten, too, sources without a marker are many, and alike.
static const struct found_sites *share_sites(const struct found_sites *found, struct source_reader *reader,
                                             struct arena *arena)
{
    if (!reader->forgets_texts || show_marker(found))
        return keep_sites(found, reader->dialect_count, arena);
    if (!reader->silent)
        reader->silent = keep_sites(found, reader->dialect_count, arena);
    return reader->silent;
}

void source_look(struct source *source, struct source_reader *reader, struct arena *arena)
{
    arena_reset(&reader->scratch);
    struct trace trace = {.arena = &reader->scratch};
    trace.capacity = source->text.len / 16; // most find room there
    trace.at = arena_space(&reader->scratch, sizeof *trace.at, trace.capacity);
    struct specifier_question question = {.text = source->text,
                                          .row = source->row,
                                          .is_declaration = source->is_declaration,
                                          .full_parse = reader->full_parse,
                                          .trace = &trace};
    read_specifiers(source, &question, reader, arena);
    if (!trace.is_whole)
        return;
    const struct found_sites *sites = find_sites(source, reader, &trace, &reader->scratch);
    bool is_read = reader->reads_ahead && !reader->full_parse && !source->is_declaration &&
                   show_marker(sites) && read_ahead(source, sites, reader->options, &reader->scratch, arena);
    source->sites = is_read ? NULL : share_sites(sites, reader, arena);
}

// Ill-formed bytes become U+FFFD, as every decoder has it: otherwise they would get into catalogs.
static struct str well_formed(struct str text, struct arena *arena)
{
    struct buf clean = {0};
    for (size_t at = 0; at < text.len;) {
        uint32_t point = utf_next(text, &at);
        bool is_ill = point == UTF_INVALID || (point >= 0xd800 && point <= 0xdfff);
        utf_add(&clean, is_ill ? 0xfffd : point);
    }
    return buf_finish(&clean, arena);
}

static bool is_utf16(struct str text)
{
    return str_starts(text, STR("\xff\xfe")) || str_starts(text, STR("\xfe\xff"));
}

// TypeScript reads UTF-16, too, where a byte order mark says so.
static struct str from_utf16(struct str text, struct arena *arena)
{
    bool is_big_endian = text.at[0] == '\xfe';
    struct buf out = {0};
    for (size_t at = 2; at + 1 < text.len; at += 2) {
        uint32_t first = (unsigned char)text.at[at], second = (unsigned char)text.at[at + 1];
        utf_add(&out, is_big_endian ? first << 8 | second : second << 8 | first);
    }
    return buf_finish(&out, arena);
}

static void check_text(struct source *source, struct arena *arena)
{
    size_t invalid = utf_first_invalid(source->text);
    if (invalid == STR_NONE)
        return;
    struct span span = {.path = source->path, .text = source->text, .start = invalid, .end = invalid + 1};
    diag_add(&source->diags, KIND_FILE_NOT_UTF8, span, "this byte is not UTF-8")->severity = SEVERITY_WARNING;
    source->text = well_formed(source->text, arena);
}

bool source_read_text(struct source *source, struct arena *arena)
{
    source->diags.arena = arena;
    enum file_state state = file_read(source->path, arena, &source->diags, &source->text);
    if (state == FILE_ABSENT)
        diag_add(&source->diags, KIND_FILE_UNREADABLE, span_file(source->path),
                 "vanished while it was looked for");
    if (state != FILE_READ)
        return false;
    if (is_utf16(source->text))
        source->text = from_utf16(source->text, arena);
    check_text(source, arena);
    return true;
}

void source_forget_text(struct source *source, struct source_reader *reader, struct arena_mark mark)
{
    bool is_silent = source->sites && !show_marker(source->sites);
    if (!reader->forgets_texts || source->diags.count > 0 || (!is_silent && !source->kept))
        return;
    source->text = text_unread;
    arena_rewind(&reader->texts, mark);
}

bool source_read(struct source *source, struct source_reader *reader, struct arena *arena)
{
    struct arena_mark mark = arena_mark(&reader->texts);
    if (!source_read_text(source, reader->forgets_texts ? &reader->texts : arena))
        return false;
    source_look(source, reader, arena);
    source_forget_text(source, reader, mark);
    source->is_read = true;
    return true;
}

void source_reader_free(struct source_reader *reader)
{
    if (reader->parser)
        ts_parser_delete(reader->parser);
    arena_free(&reader->scratch);
    arena_free(&reader->texts);
}
