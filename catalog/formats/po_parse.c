// PO: bytes → entries, and one entry read again.
#include "base/utf.h"
#include "catalog/formats/po_lines.h"

// ---- an entry

struct span po_span(const struct po_file *file, const struct po_entry *entry)
{
    size_t at = 0;
    const struct po_piece *piece = po_piece_next(entry, PO_SOURCE, &at);
    if (!piece)
        return span_file(file->path);
    struct str text = str_trim(str_slice(file->text, piece->start, piece->end));
    size_t start = (size_t)(text.at - file->text.at), line = str_find_byte(text, '\n', 0);
    return (struct span){file->path, file->text, start, start + str_trim(str_slice(text, 0, line)).len};
}

const struct po_piece *po_piece_next(const struct po_entry *entry, enum po_piece_kind kind, size_t *at)
{
    while (*at < entry->pieces.count) {
        const struct po_piece *piece = &entry->pieces.at[(*at)++];
        if (piece->kind == kind)
            return piece;
    }
    return NULL;
}

struct range po_entry_bytes(const struct po_entry *entry)
{
    return byte_range(entry->pieces.at[0].start, entry->pieces.at[entry->pieces.count - 1].end);
}

struct str po_usual_id(const struct po_key *key, struct arena *arena)
{
    return key->has_context ? arena_join(arena, (struct str[]){key->context, STR("\x04"), key->source}, 3)
                            : key->source;
}

// ---- all lines, and those of one entry

static size_t start_of(struct str bytes)
{
    bool has_bom;
    return bytes.len - utf_skip_bom(bytes, &has_bom).len;
}

struct header_search {
    struct po_parser parser;
    struct po_file *file;
    struct arena *arena;
};

static bool take_if_header(void *context, const struct po_entry *entry, struct range *earlier)
{
    struct header_search *search = context;
    (void)earlier;
    search->parser.is_done = !entry->key.has_context && entry->key.source.len == 0 && !entry->is_obsolete;
    if (search->parser.is_done)
        po_header_read(search->file, entry, search->arena);
    return true;
}

void po_parse_header(struct str bytes, struct str path, struct arena *arena, struct po_file *out)
{
    struct po_file none = {.path = path, .text = bytes};
    struct arena passing = {0};
    struct diags unheard = {.arena = &passing};
    struct header_search search = {.file = out, .arena = arena};
    *out = none;
    search.parser = (struct po_parser){.file = &none,
                                       .arena = &passing,
                                       .lists = &passing,
                                       .diags = &unheard,
                                       .take = take_if_header,
                                       .context = &search,
                                       .text = bytes,
                                       .byte_escape = STR_NONE};
    po_lines_read(&search.parser, start_of(bytes));
    arena_free(&passing);
}

bool po_parse(struct str bytes, struct str path, struct arena *arena, struct diags *diags, po_take *take,
              void *context, struct po_file *out)
{
    struct arena lists = {0};
    struct po_parser p = {.file = out,
                          .arena = arena,
                          .lists = &lists,
                          .diags = diags,
                          .take = take,
                          .context = context,
                          .text = bytes,
                          .byte_escape = STR_NONE};
    *out = (struct po_file){.path = path, .text = bytes};
    if (bytes.len > UINT32_MAX) {
        diag_add(diags, KIND_FILE_TOO_LARGE, span_file(path), "is larger than 4 GB");
        return false;
    }
    po_parse_header(bytes, path, arena, out);
    po_lines_read(&p, start_of(bytes));
    arena_free(&lists);
    return p.mistakes == 0 && po_check_encoding(out, arena, diags);
}

static bool take_entry(void *context, const struct po_entry *entry, struct range *earlier)
{
    (void)earlier;
    *(struct po_entry *)context = *entry;
    return true;
}

// Whether the line in which it begins is marked so further in front.
static bool is_in_obsolete_line(struct str text, size_t at)
{
    size_t feed = str_rfind_byte(str_slice(text, 0, at), '\n');
    return str_starts(str_trim(str_slice(text, feed == STR_NONE ? 0 : feed + 1, at)), STR("#~"));
}

void po_entry_read(const struct po_file *file, struct range bytes, struct arena *arena, struct po_entry *out)
{
    struct po_file alone = {.path = file->path, .text = file->text};
    struct diags unheard = {.arena = arena};
    struct po_parser p = {.file = &alone,
                          .arena = arena,
                          .lists = arena,
                          .diags = &unheard,
                          .take = take_entry,
                          .context = out,
                          .text = str_slice(file->text, 0, bytes.end),
                          .byte_escape = STR_NONE,
                          .was_obsolete = is_in_obsolete_line(file->text, bytes.start)};
    *out = (struct po_entry){0};
    po_lines_read(&p, bytes.start);
}

struct span po_header_span(const struct po_file *file, struct arena *arena)
{
    struct po_entry entry;
    if (file->header_bytes.end == 0)
        return span_file(file->path);
    po_entry_read(file, file->header_bytes, arena, &entry);
    return po_span(file, &entry);
}
