// PO: one entry, printed anew, or of the pieces that still say what its unit says.
#include "catalog/formats/po.h"

#include <stdio.h>

// ---- printing

static void print_flags(struct po_writer *w, const struct unit *unit, bool is_fuzzy)
{
    if (!is_fuzzy && unit_rare(unit)->flags.count == 0)
        return;
    buf_text(w->out, is_fuzzy ? "#, fuzzy" : "#");
    for (size_t i = 0; i < unit_rare(unit)->flags.count; i++) {
        buf_text(w->out, ", ");
        buf_add(w->out, unit_rare(unit)->flags.at[i]);
    }
    buf_text(w->out, w->style.line_end);
}

static void print_source(struct po_writer *w, const char *prefix, const struct po_key *key)
{
    if (key->has_context)
        po_print_string(prefix, "msgctxt", key->context, w->style.line_end, w->out);
    po_print_string(prefix, "msgid", key->source, w->style.line_end, w->out);
    if (key->has_plural)
        po_print_string(prefix, "msgid_plural", key->plural, w->style.line_end, w->out);
}

static void print_targets(struct po_writer *w, const char *prefix, const struct po_texts *texts)
{
    for (size_t i = 0; i < texts->targets.count; i++) {
        char keyword[32] = "msgstr";
        if (texts->key.has_plural)
            snprintf(keyword, sizeof keyword, "msgstr[%zu]", i);
        po_print_string(prefix, keyword, texts->targets.at[i], w->style.line_end, w->out);
    }
}

static void print_piece(struct po_writer *w, const struct unit *unit, const struct po_texts *texts,
                        enum po_piece_kind kind)
{
    const char *prefix = unit->is_obsolete ? "#~ " : "";
    switch (kind) {
    case PO_COMMENT:
        po_print_notes(&unit->notes, false, &w->style, w->out);
        break;
    case PO_EXTRACTED:
        po_print_notes(&unit->notes, true, &w->style, w->out);
        if (w->header.is_marked)
            po_print_marks(&texts->marks, &w->style, w->out);
        break;
    case PO_PLACES:
        po_print_places(&unit->locations, w->style.line_end, w->out);
        break;
    case PO_FLAGS:
        print_flags(w, unit, texts->is_fuzzy);
        break;
    case PO_PREVIOUS:
        if (texts->previous.has_source)
            print_source(w, unit->is_obsolete ? "#~| " : "#| ", &texts->previous);
        break;
    case PO_CONTEXT:
        print_source(w, prefix, &texts->key);
        break;
    case PO_TARGET:
        print_targets(w, prefix, texts);
        break;
    default:
        break; // with the context
    }
}

void po_entry_print(struct po_writer *w, const struct unit *unit, const struct po_texts *texts)
{
    for (enum po_piece_kind kind = PO_COMMENT; kind < PO_PIECE_KINDS; kind++)
        print_piece(w, unit, texts, kind);
}

// ---- splicing

bool po_entry_is_fuzzy(const struct po_writer *w, const struct po_entry *entry)
{
    size_t at = 0;
    const struct po_piece *piece;
    while ((piece = po_piece_next(entry, PO_FLAGS, &at))) {
        struct str line = str_slice(w->file.text, piece->text_start, piece->text_end), one;
        for (size_t from = 0; str_next_piece(line, ',', &from, &one);)
            if (str_is(str_trim(one), "fuzzy"))
                return true;
    }
    return false;
}

static bool keys_equal(const struct po_key *a, const struct po_key *b)
{
    return a->has_context == b->has_context && str_equal(a->context, b->context) &&
           str_equal(a->source, b->source) && a->has_plural == b->has_plural &&
           str_equal(a->plural, b->plural);
}

// Whether the bytes of that piece say what the unit says.
static bool is_kept(const struct po_writer *w, const struct unit *unit, const struct po_texts *texts,
                    const struct po_entry *entry, enum po_piece_kind kind)
{
    bool retexted = unit->source_changed || unit->target_changed || unit_rare(unit)->read_id.len;
    switch (kind) {
    case PO_COMMENT:
    case PO_PLACES:
        return !unit->notes_changed;
    case PO_EXTRACTED:
        return !unit->notes_changed && !(w->header.is_marked && unit_is_changed(unit));
    case PO_FLAGS:
        return texts->is_fuzzy == po_entry_is_fuzzy(w, entry);
    case PO_PREVIOUS:
        return !retexted && !unit->state_changed && unit->is_obsolete == entry->is_obsolete;
    case PO_TARGET:
        return unit->is_obsolete == entry->is_obsolete &&
               (!retexted || (texts->key.has_plural == entry->key.has_plural &&
                              str_list_equal(&texts->targets, &entry->targets)));
    default:
        return unit->is_obsolete == entry->is_obsolete && (!retexted || keys_equal(&texts->key, &entry->key));
    }
}

void po_copy(struct po_writer *w, struct str bytes)
{
    pieces_copy(w->options->pieces, w->out, bytes);
}

void po_mark_line(struct po_writer *w, size_t start, const char *mark)
{
    bool is_inside = start > 0 && w->file.text.at[start - 1] != '\n';
    if (is_inside &&
        (pieces_are_empty(w->options->pieces, w->out) || pieces_end_with(w->options->pieces, w->out, '\n')))
        buf_text(w->out, mark);
}

void po_copy_pieces(struct po_writer *w, const struct po_entry *entry, enum po_piece_kind kind)
{
    size_t at = 0;
    const struct po_piece *piece;
    const char *mark = kind == PO_PREVIOUS                        ? (entry->is_obsolete ? "#~| " : "#| ")
                       : kind > PO_PREVIOUS && entry->is_obsolete ? "#~ "
                                                                  : "";
    while ((piece = po_piece_next(entry, kind, &at))) {
        struct str bytes = str_slice(w->file.text, piece->start, piece->end);
        po_mark_line(w, piece->start, mark);
        po_copy(w, bytes);
        if (!str_ends(bytes, STR("\n")))
            buf_text(w->out, w->style.line_end);
    }
}

void po_entry_splice(struct po_writer *w, const struct unit *unit, const struct po_slot *slot)
{
    for (enum po_piece_kind kind = PO_COMMENT; kind < PO_PIECE_KINDS; kind++) {
        bool is_comment = kind == PO_COMMENT || kind == PO_EXTRACTED;
        bool is_copied =
            is_kept(w, unit, &slot->texts, slot->entry, kind) && !(is_comment && slot->has_new_comments);
        if (!is_copied)
            print_piece(w, unit, &slot->texts, kind);
        else
            po_copy_pieces(w, slot->entry, kind);
    }
}
