// What XLIFF 1.2 and XLIFF 2 share.
#ifndef CATALOG_FORMATS_XLIFF_H
#define CATALOG_FORMATS_XLIFF_H

#include "catalog/format.h"
#include "catalog/xml.h"

// Whether the root element says so; nobody has to know yet whether the file is well-formed.
bool xliff_is_2(struct str bytes);

// Read and write whatever version a file is of; in drop-in mode 1.2 only. `fresh` is the version of a file
// that is not there yet: it is at least 2.0 for XLIFF 2.
enum xliff_version { XLIFF_1_2, XLIFF_2_0, XLIFF_2_1, XLIFF_2_2 };
bool xliff_read(struct str bytes, struct str path, const struct format_options *options, struct arena *arena,
                struct diags *diags, struct catalog *out);
bool xliff_write(const struct catalog *catalog, const struct format_options *options,
                 enum xliff_version fresh, struct arena *scratch, struct diags *diags, struct buf *out);
// The version of a file of XLIFF.
enum xliff_version xliff_version_of(struct str bytes);

// Whether the node is an element of that name, whatever stands in front of a colon: *prefix. Asked of each
// node many times, so it is done where it is asked.
static inline bool xliff_has_local_name(const struct xml_document *document, const struct xml_node *node,
                                        const char *name, struct str *prefix)
{
    size_t len = strlen(name);
    if (node->kind != XML_ELEMENT || node->name_len < len)
        return false;
    const char *whole = document->text.at + node->start + 1;
    size_t front = node->name_len - len;
    if (memcmp(whole + front, name, len) != 0)
        return false;
    *prefix = (struct str){whole, front ? front - 1 : 0};
    return front == 0 || memchr(whole, ':', front) == whole + front - 1;
}

// A text node that holds more than white space where only elements belong: warns, with a hint at merge
// conflicts.
void xliff_check_stray(const struct xml_document *document, const struct xml_node *node, struct arena *arena,
                       struct diags *diags);

// The unit has the id of an earlier one of its file. The last one counts, but where it has no target the
// earlier one's is taken.
void xliff_note_duplicate(struct unit *unit, const struct unit *earlier, const struct xml_document *document,
                          const struct xml_node *element, struct diags *diags);

// What a fresh file calls a locale: its language tag, which is another spelling where it is none itself
// ("pt_BR"). In drop-in mode what the configuration says.
struct str xliff_language(struct str locale, const struct format_options *options, struct arena *arena);

// Whether every unit with a target is in a file that says its language.
bool xliff_check_locale(const struct catalog *catalog, const struct xml_document *document,
                        const char *attribute, struct diags *diags);

// What a catalog has that its file cannot hold. `rule`: what holds of a character that XML has no place for.
struct xliff_check {
    const struct catalog *catalog;
    const char *rule;
    struct diags *diags;
    struct str id; // of the unit that is looked at
    bool is_fine;
};
// Complains of the first forbidden character. `where`: "note".
void xliff_check_text(struct xliff_check *check, const char *where, struct str text);

// xml_parse_joined, or the known document (see format_options) where it is of these bytes, folded in the same
// way.
bool xliff_parse(struct str bytes, struct str path, const char *folded, const struct xml_document *known,
                 struct arena *arena, struct diags *diags, struct xml_document *out);

// The units of each file of a catalog, in their order, for writing: without those that are removed or
// shadowed.
struct xliff_files {
    const struct unit_list *units;
    size_t count;         // at least one
    size_t *first, *next; // of each file its first unit's number + 1, of each unit that of the next; 0: none
};
void xliff_group_by_file(const struct catalog *catalog, struct arena *arena, struct xliff_files *out);

// ---- layout: what is put in looks like what is there

struct xliff_layout {
    struct str before_child, before_end; // white space of an element: before its children, before its end tag
};

struct xliff_editor {
    const struct xml_document *document;
    struct arena *arena;
    struct xml_style style;
};

struct xml_node *xliff_last_element(const struct xml_node *parent);
struct str xliff_blank_before(const struct xliff_editor *editor, const struct xml_node *node);
// What follows the last line end.
struct str xliff_indent_of(struct str blank);
struct str xliff_new_line(const struct xliff_editor *editor, struct str indent, struct str step);
// The layout of `model`, or of an element behind `blank` where that has no children.
struct xliff_layout xliff_layout_like(const struct xliff_editor *editor, const struct xml_node *model,
                                      struct str blank);
// Puts text before `next`, unless it is empty.
void xliff_insert_text(const struct xliff_editor *editor, struct xml_node *parent, struct str text,
                       struct xml_node *next);
// Puts printed bytes behind the child `anchor` and what was put there already; NULL: as the first child.
void xliff_insert_child(const struct xliff_editor *editor, struct xml_node *parent, struct xml_node *anchor,
                        struct str printed);
// Puts them behind all children.
void xliff_append_child(const struct xliff_editor *editor, struct xml_node *parent, struct str printed);
// Takes the element out with the white space before it.
void xliff_remove_child(const struct xliff_editor *editor, struct xml_node *element);
// Replaces what an element holds.
void xliff_fill(const struct xliff_editor *editor, struct xml_node *element, struct str printed);

#endif
