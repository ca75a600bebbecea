#include "sync/state.h"

#include "base/hash.h"
#include "base/utf.h"
#include "sync/neutral.h"

#include <stdlib.h>

enum { format_version = 1, fingerprint_len = 8, most_told = 20 };

// ---- the state in memory

uint64_t state_fingerprint(const struct pattern *pattern)
{
    return neutral_fingerprint(pattern) >> 16;
}

struct str state_key(const struct unit *unit, struct arena *arena)
{
    return unit->file == 0 ? unit->id
                           : arena_print(arena, "\xff%zu:" STR_FORMAT, (size_t)unit->file, STR_ARG(unit->id));
}

const struct agreement *state_find(const struct sync_state *state, struct str key)
{
    uintptr_t number = state ? (uintptr_t)map_get(&state->index, key) : 0;
    return number ? &state->agreements.at[number - 1] : NULL;
}

struct agreement *state_add(struct sync_state *state, struct str key, struct arena *arena)
{
    struct agreement *agreement = list_push(&state->agreements, arena);
    *agreement = (struct agreement){.id = key};
    map_set(&state->index, key, (void *)(uintptr_t)state->agreements.count, arena);
    return agreement;
}

struct map state_known(const struct sync_state *state, struct arena *arena)
{
    struct map known = {0};
    for (size_t i = 0; i < state->agreements.count; i++) {
        const struct agreement *agreement = &state->agreements.at[i];
        if (agreement->state != UNIT_NEW && !agreement->is_only_here)
            map_set(&known, agreement->id, NULL, arena);
    }
    return known;
}

// ---- words

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

static void print_fingerprint(struct buf *out, uint64_t fingerprint)
{
    for (int shift = 42; shift >= 0; shift -= 6)
        buf_byte(out, digits[(fingerprint >> shift) & 63]);
}

static bool read_fingerprint(struct str word, uint64_t *out)
{
    *out = 0;
    for (size_t i = 0; i < word.len && word.len == fingerprint_len; i++) {
        const char *digit = memchr(digits, word.at[i], 64);
        if (!digit)
            return false;
        *out = *out << 6 | (uint64_t)(digit - digits);
    }
    return word.len == fingerprint_len;
}

static const char state_letters[] = {[UNIT_NEW] = '-',   [UNIT_TRANSLATED] = 't', [UNIT_NEEDS_REVIEW] = 'n',
                                     [UNIT_STALE] = 's', [UNIT_REVIEWED] = 'r',   [UNIT_FINAL] = 'f'};

static bool read_state(struct str word, struct agreement *out)
{
    if (word.len != 1)
        return false;
    char letter = word.at[0];
    out->is_only_here = byte_lower(letter) != letter;
    const char *found = memchr(state_letters, byte_lower(letter), sizeof state_letters);
    out->state = found ? (enum unit_state)(found - state_letters) : UNIT_NEW;
    return found;
}

static void print_escaped(struct buf *out, struct str text)
{
    for (size_t at = 0; at < text.len;) {
        size_t start = at;
        uint32_t point = utf_next(text, &at);
        // Marks of a merge begin so, and must not be mistaken.
        bool is_mark = start == 0 && point < 0x80 && strchr("<>=|", (int)point);
        if (point == UTF_INVALID || point < 0x20 || point == 0x7f || point == '\\' || is_mark)
            buf_print(out, "\\x%02x", (unsigned)(unsigned char)text.at[start]);
        else
            buf_add(out, str_slice(text, start, at));
    }
}

static bool read_escaped(struct str word, struct arena *arena, struct str *out)
{
    if (str_find_byte(word, '\\', 0) == STR_NONE) {
        *out = word;
        return true;
    }
    char *bytes = arena_space(arena, 1, word.len);
    size_t len = 0;
    for (size_t at = 0; at < word.len; at++) {
        bool is_escape = word.at[at] == '\\';
        int high = -1, low = -1;
        if (is_escape && at + 3 < word.len && word.at[at + 1] == 'x') {
            high = byte_hex(word.at[at + 2]);
            low = byte_hex(word.at[at + 3]);
        }
        if (is_escape && (high < 0 || low < 0))
            return false;
        bytes[len] = word.at[at];
        if (is_escape) {
            bytes[len] = (char)(high * 16 + low);
            at += 3;
        }
        len++;
    }
    *out = (struct str){bytes, len};
    return true;
}

// ---- reading

struct line {
    struct agreement agreement;
    size_t start;
    bool is_doubled;
};

struct line_list {
    struct line *at;
    size_t count, capacity;
};

struct reader {
    struct str bytes, path;
    size_t at; // of the next line
    struct line_list lines;
    struct map numbers; // id → number of its line + 1
    bool has_version;
    size_t damaged, conflict; // lines; where the conflict began + 1
    struct arena *arena;
    struct diags *diags;
    struct sync_state *state;
};

static void tell(struct reader *reader, size_t start, size_t end, const char *what)
{
    if (++reader->damaged <= most_told)
        diag_add(reader->diags, KIND_STATE_DAMAGED, (struct span){reader->path, reader->bytes, start, end},
                 "%s", what);
}

static bool next_line(struct reader *reader, struct str *line, size_t *start)
{
    if (reader->at >= reader->bytes.len)
        return false;
    size_t end = str_find_byte(reader->bytes, '\n', reader->at);
    *start = reader->at;
    *line = str_slice(reader->bytes, *start, end);
    reader->at = end == STR_NONE ? reader->bytes.len : end + 1;
    if (str_ends(*line, STR("\r"))) // git has its own mind about line ends
        line->len--;
    return true;
}

static bool read_agreement(struct reader *reader, struct str line, struct agreement *out)
{
    *out = (struct agreement){0};
    struct str words[5] = {0};
    size_t count = 0;
    for (bool more = true; more && count < 5; count++)
        more = str_split(line, '\t', &words[count], &line);
    if (count < 4 || line.len || !read_escaped(words[0], reader->arena, &out->id) ||
        !read_state(words[1], out) || !read_fingerprint(words[2], &out->source))
        return false;
    out->was_replaced = count == 5;
    if (out->state == UNIT_NEW)
        return count == 4 && str_is(words[3], "-");
    return read_fingerprint(words[3], &out->target) &&
           (count == 4 || read_fingerprint(words[4], &out->replaced));
}

static void add_line(struct reader *reader, const struct agreement *agreement, size_t start, size_t end)
{
    struct map_entry *entry = map_entry(&reader->numbers, agreement->id, reader->arena);
    if (entry->value) {
        reader->lines.at[(uintptr_t)entry->value - 1].is_doubled = true;
        tell(reader, start, end, "the unit has two lines; neither counts");
        return;
    }
    *list_push(&reader->lines, reader->arena) = (struct line){.agreement = *agreement, .start = start};
    entry->value = (void *)(uintptr_t)reader->lines.count;
}

static bool read_head(struct reader *reader, struct str line)
{
    static const struct str word = STR_INIT("version ");
    if (str_is(line, "unsettled")) {
        reader->state->is_settled = false;
        return true;
    }
    if (!str_starts(line, word) || str_find_byte(line, '\t', 0) != STR_NONE || reader->has_version)
        return false;
    reader->has_version = true;
    return read_escaped(str_from(line, word.len), reader->arena, &reader->state->version);
}

// Both sides of a merge that was not finished are left out.
static bool read_conflict(struct reader *reader, struct str line, size_t start)
{
    if (!reader->conflict && str_starts(line, STR("<<<<<<<")))
        reader->conflict = start + 1;
    if (!reader->conflict)
        return false;
    bool is_end = str_starts(line, STR(">>>>>>>")) || reader->at >= reader->bytes.len;
    if (is_end) {
        tell(reader, reader->conflict - 1, start + line.len,
             "both sides of an unfinished merge; neither counts");
        reader->state->is_settled = false;
        reader->conflict = 0;
    }
    return true;
}

static void read_line(struct reader *reader, struct str line, size_t start)
{
    struct agreement agreement;
    if (line.len == 0 || read_conflict(reader, line, start) || read_head(reader, line))
        return;
    if (read_agreement(reader, line, &agreement))
        add_line(reader, &agreement, start, start + line.len);
    else
        tell(reader, start, start + line.len, "the line cannot be read, and does not count");
}

// "glot-sync 1". False when it is another version; what is none at all is a damaged file without lines.
static bool read_first_line(struct reader *reader)
{
    static const struct str word = STR_INIT("glot-sync ");
    struct str line = {0};
    size_t start = 0;
    bool is_there = next_line(reader, &line, &start) && str_starts(line, word);
    struct str version = str_from(line, word.len);
    bool is_number = is_there && version.len < 8 && str_is_digits(version);
    if (!is_number) {
        tell(reader, start, start + line.len, "this is no state of a sync; nothing in it counts");
        reader->at = reader->bytes.len;
    } else if (!str_is(version, "1")) {
        diag_add(reader->diags, KIND_STATE_VERSION,
                 (struct span){reader->path, reader->bytes, start, start + line.len},
                 "the state is of version " STR_FORMAT ", and this glot reads version %d", STR_ARG(version),
                 format_version);
        return false;
    }
    return true;
}

bool state_read(struct str bytes, struct str path, struct arena *arena, struct diags *diags,
                struct sync_state *out)
{
    struct reader reader = {.bytes = bytes, .path = path, .arena = arena, .diags = diags, .state = out};
    *out = (struct sync_state){.is_settled = true};
    struct str line;
    size_t start;
    if (!read_first_line(&reader))
        return false;
    while (next_line(&reader, &line, &start))
        read_line(&reader, line, start);
    for (size_t i = 0; i < reader.lines.count; i++)
        if (!reader.lines.at[i].is_doubled)
            *state_add(out, reader.lines.at[i].agreement.id, arena) = reader.lines.at[i].agreement;
    if (reader.damaged > most_told)
        diag_add(diags, KIND_STATE_DAMAGED, span_file(path), "and %zu further places",
                 reader.damaged - most_told);
    if (reader.damaged) // a line that is missing says nothing of what the service has
        out->is_settled = false;
    return true;
}

// ---- printing

static int by_id(const void *a, const void *b)
{
    return str_compare((*(const struct agreement *const *)a)->id, (*(const struct agreement *const *)b)->id);
}

static void print_agreement(struct buf *out, const struct agreement *agreement)
{
    char letter = state_letters[agreement->state];
    print_escaped(out, agreement->id);
    buf_print(out, "\t%c\t", agreement->is_only_here && letter != '-' ? letter - 32 : letter);
    print_fingerprint(out, agreement->source);
    buf_byte(out, '\t');
    if (agreement->state == UNIT_NEW)
        buf_byte(out, '-');
    else
        print_fingerprint(out, agreement->target);
    if (agreement->was_replaced && agreement->state != UNIT_NEW) {
        buf_byte(out, '\t');
        print_fingerprint(out, agreement->replaced);
    }
    buf_byte(out, '\n');
}

void state_print(const struct sync_state *state, struct arena *scratch, struct buf *out)
{
    size_t count = state->agreements.count;
    const struct agreement **sorted = arena_array(scratch, const struct agreement *, count);
    for (size_t i = 0; i < count; i++)
        sorted[i] = &state->agreements.at[i];
    if (count)
        qsort(sorted, count, sizeof *sorted, by_id);
    buf_print(out, "glot-sync %d\n", format_version);
    if (state->version.len) {
        buf_text(out, "version ");
        print_escaped(out, state->version);
        buf_byte(out, '\n');
    }
    if (!state->is_settled)
        buf_text(out, "unsettled\n");
    for (size_t i = 0; i < count; i++)
        print_agreement(out, sorted[i]);
}
