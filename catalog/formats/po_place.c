// PO: where a text of an entry stands in its file.
#include "catalog/formats/po.h"

#include <stdio.h>

enum { header_room = 1 << 16 }; // that a header is sought in: it comes first

// The number of the form that has that variant of the translation.
static size_t form_of(const struct catalog *catalog, const struct variant *variant, struct arena *scratch)
{
    struct po_file file;
    struct po_forms forms;
    po_parse_header(str_slice(catalog->bytes, 0, header_room), catalog->path, scratch, &file);
    po_forms_of_header(&file.header, scratch, &forms);
    for (size_t i = 0; i < forms.keys.count; i++)
        if (str_equal(forms.keys.at[i].key, variant->keys.at[0]))
            return forms.keys.at[i].number;
    return 0;
}

// Where that form begins in the lines of all of them.
static size_t form_start(struct str piece, size_t number)
{
    char keyword[32];
    struct str line;
    snprintf(keyword, sizeof keyword, "msgstr[%zu]", number);
    for (size_t at = 0; str_next_line(piece, &at, &line);)
        if (str_starts(str_trim(line), str_of(keyword)))
            return (size_t)(line.at - piece.at);
    return STR_NONE;
}

// The strings in a piece, from quote to quote.
static bool find_strings(const struct catalog *catalog, size_t start, size_t end, struct range *out)
{
    struct str piece = str_slice(catalog->bytes, start, end);
    size_t first = str_find_byte(piece, '"', 0), last = str_rfind_byte(piece, '"');
    if (first == STR_NONE || last == first)
        return false;
    *out = byte_range(start + first, start + last + 1);
    return true;
}

static bool find_target(const struct catalog *catalog, const struct unit *unit, const struct po_piece *piece,
                        size_t variant, struct arena *scratch, struct range *out)
{
    struct str text = str_slice(catalog->bytes, piece->start, piece->end);
    if (!pattern_is_select(&unit->target) || variant >= unit->target.variants->count)
        return find_strings(catalog, piece->start, piece->end, out);
    size_t number = form_of(catalog, &unit->target.variants->at[variant], scratch);
    size_t start = form_start(text, number), next = form_start(text, number + 1);
    return find_strings(catalog, piece->start + (start == STR_NONE ? 0 : start),
                        next == STR_NONE ? piece->end : piece->start + next, out);
}

bool po_find_text(const struct catalog *catalog, const struct unit *unit, bool is_target, size_t variant,
                  struct arena *scratch, struct range *out)
{
    const struct po_file file = {.path = catalog->path, .text = catalog->bytes};
    struct po_entry entry;
    size_t at = 0;
    if (!unit_was_read(unit) || catalog->bytes.len == 0)
        return false;
    po_entry_read(&file, unit->bytes, scratch, &entry);
    const struct po_piece *piece = po_piece_next(&entry,
                                                 is_target ? PO_TARGET
                                                 : variant ? PO_PLURAL
                                                           : PO_SOURCE,
                                                 &at);
    if (!piece)
        return false;
    return is_target ? find_target(catalog, unit, piece, variant, scratch, out)
                     : find_strings(catalog, piece->start, piece->end, out);
}
