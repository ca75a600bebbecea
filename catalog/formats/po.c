// PO: the row of the format.
#include "catalog/formats/po.h"

static bool po_recognises(struct str bytes)
{
    struct str start = str_slice(bytes, 0, 65536);
    return str_find(start, STR("msgid"), 0) != STR_NONE;
}

const struct format format_po = {
    .name = "po",
    .suffix = ".po",
    .other_suffix = ".pot",
    .meaning = "PO of gettext, texts with {names} for code",
    .holds = HOLDS_SOURCES | HOLDS_STATES | HOLDS_OBSOLETE | HOLDS_PREVIOUS | HOLDS_NOTES |
             HOLDS_NOTE_AUTHORS | HOLDS_LOCATIONS | HOLDS_CONTEXT | HOLDS_NAMES | HOLDS_CODE | HOLDS_KINDS |
             HOLDS_PLURALS | HOLDS_SYNTAX | HOLDS_FLAGS | HOLDS_UNIT_NAMES | HOLDS_SOURCE_LOCALE |
             HOLDS_TARGET_LOCALE,
    .has_formula = true,
    .recognises = po_recognises,
    .read = po_read,
    .write = po_write,
    .find_text = po_find_text,
};
