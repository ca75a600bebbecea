// PO: units → entries of a fresh file, or spliced into the bytes that they were read from.
#include "base/utf.h"
#include "catalog/formats/po.h"

// ---- all units

// From the bytes that are spliced.
static bool was_read(const struct po_writer *w, const struct unit *unit)
{
    return w->file.text.len && unit->bytes.end > unit->bytes.start;
}

static const struct po_entry *entry_at(const struct po_writer *w, struct range bytes, struct arena *arena)
{
    struct po_entry *entry = arena_new(arena, struct po_entry);
    po_entry_read(&w->file, bytes, arena, entry);
    return entry;
}

// Comments that would say something else once the header is marked.
static bool has_mistaken_comments(const struct po_writer *w, const struct po_entry *entry)
{
    for (size_t i = 0; i < entry->pieces.count; i++) {
        const struct po_piece *piece = &entry->pieces.at[i];
        if ((piece->kind == PO_COMMENT || piece->kind == PO_EXTRACTED) &&
            po_line_is_mistaken(str_slice(w->file.text, piece->text_start, piece->text_end)))
            return true;
    }
    return false;
}

// Entries that stay keep their keys, which in files without marks are their ids.
static void keep_keys(struct po_writer *w)
{
    const struct unit_list *units = &w->catalog->units;
    struct arena passing = {0};
    map_reserve(&w->keys, units->count, w->scratch);
    for (size_t i = 0; i < units->count; i++) {
        const struct unit *unit = &units->at[i];
        struct str key = unit->id;
        if (!was_read(w, unit) || unit->removed || unit_is_changed(unit))
            continue;
        if (w->header.is_marked)
            key = arena_copy(w->scratch, po_usual_id(&entry_at(w, unit->bytes, &passing)->key, &passing));
        arena_reset(&passing);
        map_set(&w->keys, key, NULL, w->scratch);
    }
    arena_free(&passing);
}

// The others find theirs afterwards. NULL where there are none.
static struct po_slot **fill_slots(struct po_writer *w)
{
    const struct unit_list *units = &w->catalog->units;
    struct po_slot **slots = NULL;
    for (size_t i = 0; i < units->count; i++) {
        const struct unit *unit = &units->at[i];
        if (unit->removed || (was_read(w, unit) && !unit_is_changed(unit)))
            continue;
        if (!slots) {
            slots = arena_array(w->scratch, struct po_slot *, units->count);
            keep_keys(w);
        }
        slots[i] = arena_new(w->scratch, struct po_slot);
        slots[i]->entry = was_read(w, unit) ? entry_at(w, unit->bytes, w->scratch) : NULL;
        po_texts_fill(w, unit, slots[i]->entry, &slots[i]->texts);
    }
    return slots;
}

static const struct po_slot *slot_of(struct po_slot *const *slots, size_t number)
{
    return slots ? slots[number] : NULL;
}

static struct str developer_of(const struct po_writer *w)
{
    const struct unit_list *units = &w->catalog->units;
    for (size_t i = 0; i < units->count; i++)
        for (size_t j = 0; j < units->at[i].notes.count; j++)
            if (po_note_is_extracted(&units->at[i].notes.at[j], &w->header, w->options))
                return units->at[i].notes.at[j].from;
    return (struct str){0};
}

static void mark_comments(struct po_writer *w, struct po_slot **slots)
{
    const struct unit_list *units = &w->catalog->units;
    struct arena passing = {0};
    for (size_t i = 0; i < units->count; i++) {
        const struct unit *unit = &units->at[i];
        if (!was_read(w, unit) || unit->removed)
            continue;
        const struct po_entry *entry = entry_at(w, unit->bytes, &passing);
        bool has_new_comments = has_mistaken_comments(w, entry);
        if (has_new_comments && !slots[i]) {
            slots[i] = arena_new(w->scratch, struct po_slot);
            slots[i]->entry = entry_at(w, unit->bytes, w->scratch);
            slots[i]->texts.is_fuzzy = po_entry_is_fuzzy(w, entry);
        }
        if (slots[i])
            slots[i]->has_new_comments = has_new_comments;
        arena_reset(&passing);
    }
    arena_free(&passing);
}

static bool needs_marks(const struct po_writer *w, struct po_slot *const *slots)
{
    const struct unit_list *units = &w->catalog->units;
    bool is_needed = false;
    for (size_t i = 0; slots && i < units->count && !is_needed && !w->header.is_marked; i++)
        is_needed =
            slots[i] && po_marks_needed(&slots[i]->texts.marks, &units->at[i].notes, &w->header, w->options);
    return is_needed;
}

// Marks the header where the units need it; where they say what the encoding that it names has not, it names
// UTF-8. True when it changes.
static bool settle_header(struct po_writer *w, struct po_slot **slots)
{
    bool is_marked = needs_marks(w, slots);
    w->has_new_charset = w->is_beyond_ascii && !po_charset_is_utf8(w->header.charset);
    if (is_marked) {
        w->header.developer = developer_of(w);
        w->header.is_marked = true;
        mark_comments(w, slots);
    }
    return is_marked || w->has_new_charset;
}

static void write_fresh(struct po_writer *w, struct po_slot *const *slots)
{
    po_header_print(w);
    for (size_t i = 0; i < w->catalog->units.count; i++) {
        if (!slot_of(slots, i))
            continue;
        buf_byte(w->out, '\n');
        po_entry_print(w, &w->catalog->units.at[i], &slots[i]->texts);
    }
}

// ---- into the bytes of a file

struct place_in_file {
    size_t start;     // of what is copied: behind a byte order mark that a new header had to follow
    size_t lead;      // where the first entry begins
    size_t gap_start; // behind the last entry that was passed
    size_t emitted;
};

// What stands before an entry goes with it, but for the first one that is written. One that is printed anew
// has lines of its own: it may have begun in the middle of one, behind a mark.
static void copy_gap(struct po_writer *w, struct place_in_file *place, size_t start, bool is_printed)
{
    bool is_first = place->emitted++ == 0;
    struct str gap =
        str_slice(w->file.text, is_first ? place->start : place->gap_start, is_first ? place->lead : start);
    bool is_inside = start > 0 && w->file.text.at[start - 1] != '\n';
    struct str trimmed = str_trim(gap);
    if (is_printed && is_inside && str_ends(trimmed, STR("#~")))
        gap.len = (size_t)(trimmed.at - gap.at) + trimmed.len - strlen("#~");
    po_copy(w, gap);
    if (is_printed && is_inside && !pieces_are_empty(w->options->pieces, w->out) &&
        !pieces_end_with(w->options->pieces, w->out, '\n'))
        buf_text(w->out, w->style.line_end);
}

static void print_changed_header(struct po_writer *w)
{
    const struct po_entry *entry = entry_at(w, w->file.header_bytes, w->scratch);
    struct buf text = {0};
    po_header_update(w, entry->targets.at[0], &text);
    for (enum po_piece_kind kind = PO_COMMENT; kind < PO_TARGET; kind++)
        po_copy_pieces(w, entry, kind);
    po_print_string("", "msgstr", buf_str(&text), w->style.line_end, w->out);
    buf_free(&text);
}

static void splice_header(struct po_writer *w, struct place_in_file *place, bool is_changed_header)
{
    struct range range = w->file.header_bytes;
    copy_gap(w, place, range.start, is_changed_header);
    if (is_changed_header)
        print_changed_header(w);
    else
        po_copy(w, str_slice(w->file.text, range.start, range.end));
    place->gap_start = range.end;
}

static void splice_unit(struct po_writer *w, struct place_in_file *place, const struct unit *unit,
                        const struct po_slot *slot)
{
    struct range range = unit->bytes;
    if (!unit->removed) {
        copy_gap(w, place, range.start, slot != NULL);
        po_mark_line(w, range.start, unit->is_obsolete && !slot ? "#~ " : "");
        if (slot)
            po_entry_splice(w, unit, slot);
        else
            po_copy(w, str_slice(w->file.text, range.start, range.end));
    }
    place->gap_start = range.end;
}

static void append_new(struct po_writer *w, struct po_slot *const *slots)
{
    const struct unit_list *units = &w->catalog->units;
    for (size_t i = 0; i < units->count; i++) {
        if (was_read(w, &units->at[i]) || !slot_of(slots, i))
            continue;
        if (pieces_are_empty(w->options->pieces, w->out)) {
            po_entry_print(w, &units->at[i], &slots[i]->texts);
            continue;
        }
        if (!pieces_end_with(w->options->pieces, w->out, '\n'))
            buf_text(w->out, w->style.line_end);
        buf_text(w->out, w->style.line_end);
        po_entry_print(w, &units->at[i], &slots[i]->texts);
    }
}

// The units that were read stand in the order of the file, and the header somewhere between them.
static void splice(struct po_writer *w, struct po_slot *const *slots, bool is_changed_header)
{
    const struct unit_list *units = &w->catalog->units;
    struct range header = w->file.header_bytes;
    bool is_header_next = header.end > 0;
    struct place_in_file place = {.lead = is_header_next ? header.start : SIZE_MAX};
    if (is_changed_header && !is_header_next) {
        bool has_mark;
        place.start = place.gap_start = w->file.text.len - utf_skip_bom(w->file.text, &has_mark).len;
        po_copy(w, str_slice(w->file.text, 0, place.start));
        po_header_print(w);
        buf_text(w->out, w->style.line_end);
    }
    for (size_t i = 0; i < units->count; i++) {
        const struct unit *unit = &units->at[i];
        if (!was_read(w, unit))
            continue;
        if (unit->bytes.start < place.lead)
            place.lead = unit->bytes.start;
        if (is_header_next && header.start < unit->bytes.start) {
            splice_header(w, &place, is_changed_header);
            is_header_next = false;
        }
        splice_unit(w, &place, unit, slot_of(slots, i));
    }
    if (is_header_next)
        splice_header(w, &place, is_changed_header);
    append_new(w, slots);
    po_copy(w, str_from(w->file.text, place.gap_start));
}

static const char *line_end_of(struct str text)
{
    size_t feed = str_find_byte(text, '\n', 0);
    return feed != STR_NONE && feed > 0 && text.at[feed - 1] == '\r' ? "\r\n" : "\n";
}

static void start_fresh(struct po_writer *w)
{
    struct plural_rules rules;
    w->header.language = w->catalog->target_locale;
    w->header.source_language = w->catalog->source_locale;
    locale_plurals(w->header.language, false, &rules);
    if (w->header.language.len)
        w->header.plural_forms = str_of(rules.is_known ? po_plural_formula(&rules) : NULL);
}

bool po_write(const struct catalog *catalog, const struct format_options *options, struct arena *scratch,
              struct diags *diags, struct buf *out)
{
    struct po_writer w = {.catalog = catalog,
                          .options = options,
                          .scratch = scratch,
                          .diags = diags,
                          .out = out,
                          .is_sound = true};
    bool is_fresh = catalog->bytes.len == 0;
    w.style = (struct po_comment_style){&w.header, options, line_end_of(catalog->bytes)};
    if (is_fresh) {
        start_fresh(&w);
    } else {
        po_parse_header(catalog->bytes, catalog->path, scratch, &w.file);
        w.header = w.file.header;
    }
    po_forms_of_header(&w.header, scratch, &w.forms);
    struct po_slot **slots = fill_slots(&w);
    if (!w.is_sound)
        return false;
    bool is_changed_header = settle_header(&w, slots);
    if (is_fresh)
        write_fresh(&w, slots);
    else
        splice(&w, slots, is_changed_header);
    return w.is_sound;
}
