#include "base/source_map.h"

#include "base/byte.h"
#include "base/quote.h"
#include "base/utf.h"

#include <stdint.h>
#include <stdlib.h>

// Line and column, both from 0. Whether a CR ends its line shows with the byte behind it.
struct cursor {
    size_t line, column;
    bool is_behind_cr;
};

struct writer {
    struct buf *out;
    struct cursor made;                       // in the text that the pieces make
    struct cursor mapped_made, mapped_source; // the last mapping: all numbers are written as differences
    bool has_mapping;                         // on this line
};

static void next_line(struct cursor *cursor)
{
    *cursor = (struct cursor){.line = cursor->line + 1};
}

static void meet(struct cursor *cursor, char byte)
{
    if (cursor->is_behind_cr && byte != '\n')
        next_line(cursor);
    cursor->is_behind_cr = false;
}

static void pass(struct cursor *cursor, uint32_t point)
{
    if (point == '\n' || point == 0x2028 || point == 0x2029) {
        next_line(cursor);
        return;
    }
    cursor->column += utf_units_of(point);
    cursor->is_behind_cr = point == '\r';
}

// Base64 VLQ: five bits a digit, lowest first, of which the lowest is the sign.
static void add_difference(struct buf *out, size_t value, size_t before)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    uint64_t rest = value < before ? (uint64_t)(before - value) << 1 | 1 : (uint64_t)(value - before) << 1;
    do {
        uint64_t digit = rest & 31;
        rest >>= 5;
        buf_byte(out, digits[digit | (rest ? 32 : 0)]);
    } while (rest);
}

static void add_mapping(struct writer *writer, const struct cursor *source)
{
    struct cursor made = writer->made;
    if (writer->has_mapping)
        buf_byte(writer->out, ',');
    add_difference(writer->out, made.column, writer->has_mapping ? writer->mapped_made.column : 0);
    buf_byte(writer->out, 'A'); // the same source, which is the only one
    add_difference(writer->out, source->line, writer->mapped_source.line);
    add_difference(writer->out, source->column, writer->mapped_source.column);
    writer->mapped_made = made;
    writer->mapped_source = *source;
    writer->has_mapping = true;
}

static void end_lines(struct writer *writer, size_t line)
{
    if (writer->made.line == line)
        return;
    buf_repeat(writer->out, ';', writer->made.line - line);
    writer->has_mapping = false;
}

static bool is_of_word(char byte)
{
    return byte_is_alphanumeric(byte) || byte == '_' || byte == '$' || (unsigned char)byte >= 0x80;
}

// Maps a text whose first character stands at *source; `moves` says whether the others follow it there.
static void map_text(struct writer *writer, struct str text, struct cursor source, bool moves)
{
    bool is_due = true, is_in_word = false;
    for (size_t at = 0; at < text.len;) {
        char byte = text.at[at];
        size_t line = writer->made.line;
        meet(&writer->made, byte);
        end_lines(writer, line);
        if (moves)
            meet(&source, byte);
        bool is_word = is_of_word(byte);
        is_due |= !writer->has_mapping || (moves && is_word && !is_in_word);
        if (is_due && byte != '\n' && byte != '\r') {
            add_mapping(writer, &source);
            is_due = false;
        }
        is_in_word = is_word;
        uint32_t point = utf_next(text, &at);
        line = writer->made.line;
        pass(&writer->made, point);
        end_lines(writer, line);
        if (moves)
            pass(&source, point);
    }
}

struct start {
    size_t offset;
    size_t piece; // its index
};

static int compare_starts(const void *a, const void *b)
{
    const struct start *x = a, *y = b;
    return (x->offset > y->offset) - (x->offset < y->offset);
}

static struct start *starts_in_order(const struct source_map *map, struct arena *scratch)
{
    struct start *starts = arena_array(scratch, struct start, map->count);
    bool is_sorted = true;
    for (size_t i = 0; i < map->count; i++) {
        starts[i] = (struct start){map->pieces[i].start, i};
        is_sorted &= i == 0 || starts[i - 1].offset <= starts[i].offset;
    }
    if (!is_sorted)
        qsort(starts, map->count, sizeof *starts, compare_starts);
    return starts;
}

static size_t len_of_bom(struct str text)
{
    bool has_bom;
    return text.len - utf_skip_bom(text, &has_bom).len;
}

// Where each piece starts in the source, found in one walk over it.
static struct cursor *find_starts(const struct source_map *map, struct arena *scratch)
{
    struct cursor *found = arena_array(scratch, struct cursor, map->count), cursor = {0};
    struct start *starts = starts_in_order(map, scratch);
    size_t at = len_of_bom(map->source);
    for (size_t i = 0; i < map->count; i++) {
        while (at < starts[i].offset && at < map->source.len) {
            meet(&cursor, map->source.at[at]);
            pass(&cursor, utf_next(map->source, &at));
        }
        struct cursor *start = &found[starts[i].piece];
        *start = cursor;
        meet(start, at < map->source.len ? map->source.at[at] : '\0');
    }
    return found;
}

static struct str text_of(const struct source_piece *piece, struct str source)
{
    return piece->text.at ? piece->text : str_slice(source, piece->start, piece->end);
}

static void write_mappings(struct buf *out, const struct source_map *map, struct arena *scratch)
{
    struct writer writer = {.out = out};
    const struct cursor *starts = find_starts(map, scratch);
    bool is_first = true;
    for (size_t i = 0; i < map->count; i++) {
        struct str text = text_of(&map->pieces[i], map->source);
        if (is_first)
            text = str_from(text, len_of_bom(text));
        is_first &= text.len == 0;
        map_text(&writer, text, starts[i], !map->pieces[i].text.at);
    }
}

void source_pieces_join(struct buf *out, struct str source, const struct source_piece *pieces, size_t count)
{
    for (size_t i = 0; i < count; i++)
        buf_add(out, text_of(&pieces[i], source));
}

void source_map_write(struct buf *out, const struct source_map *map, struct arena *scratch)
{
    buf_text(out, "{\"version\":3,\"sources\":[");
    quote_json(out, map->name);
    buf_text(out, "],");
    if (map->has_content) {
        bool has_bom;
        buf_text(out, "\"sourcesContent\":[");
        quote_json(out, utf_skip_bom(map->source, &has_bom));
        buf_text(out, "],");
    }
    buf_text(out, "\"names\":[],\"mappings\":\"");
    write_mappings(out, map, scratch);
    buf_text(out, "\"}");
}
