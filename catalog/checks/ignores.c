// What a unit wants to be left alone with: notes and flags that name kinds.
#include "base/nearest.h"
#include "catalog/checks/checking.h"

static void complain_of_ignore(struct checking *checking, struct str name, struct span span)
{
    struct nearest nearest = nearest_to(name);
    for (size_t i = 0; i < check_rule_count(); i++)
        nearest_offer(&nearest, str_of(kind_rows[check_rule_at(i).kind].name));
    struct diag *diag =
        diag_add(checking->diags, KIND_IGNORE_UNKNOWN, span,
                 "`" STR_FORMAT "` is no check that could be ignored", STR_ARG(str_slice(name, 0, 60)));
    if (nearest.found.len)
        diag_hint(checking->diags, diag, "Did you mean `" STR_FORMAT "`?", STR_ARG(nearest.found));
}

// Where the bytes of the unit say so.
static struct span ignore_span(const struct checking *checking, struct str name)
{
    struct span span = check_unit_span(checking);
    struct str unit =
        str_slice(checking->catalog->bytes, checking->unit->bytes.start, checking->unit->bytes.end);
    size_t at = name.len ? str_find(unit, name, 0) : STR_NONE;
    size_t mark = str_find(unit, STR("ignore"), 0);
    at = mark != STR_NONE && name.len ? str_find(unit, name, mark) : at;
    if (at == STR_NONE)
        return span;
    span.start = checking->unit->bytes.start + at;
    span.end = span.start + name.len;
    return span;
}

static void ignore_kind(struct checking *checking, struct str name)
{
    bool is_all = str_is(name, "all");
    size_t index = check_rule_find(name);
    checking->is_any_ignored = true;
    for (size_t i = 0; is_all && i < check_rule_count(); i++)
        checking->is_ignored[check_rule_at(i).kind] = true;
    if (is_all)
        return;
    if (index == STR_NONE)
        complain_of_ignore(checking, name, ignore_span(checking, name));
    else
        checking->is_ignored[check_rule_at(index).kind] = true;
}

static void ignore_kinds(struct checking *checking, struct str list)
{
    for (size_t at = 0; at < list.len;) {
        size_t start = at;
        while (at < list.len && !strchr(" ,;\t\r\n", list.at[at]))
            at++;
        if (at > start)
            ignore_kind(checking, str_slice(list, start, at));
        at++;
    }
}

static void read_note(struct checking *checking, const struct note *note)
{
    struct str mark = STR("glot-ignore");
    if (str_equal(note->from, mark)) {
        ignore_kinds(checking, note->text);
        return;
    }
    for (size_t at = 0; (at = str_find(note->text, mark, at)) != STR_NONE; at++) {
        size_t line = str_find_byte(note->text, '\n', at), colon = at + mark.len;
        bool is_first = at == 0 || note->text.at[at - 1] == '\n';
        if (is_first && colon < note->text.len && note->text.at[colon] == ':')
            ignore_kinds(checking, str_slice(note->text, colon + 1, line));
    }
}

void check_read_ignores(struct checking *checking)
{
    const struct unit *unit = checking->unit;
    struct str prefix = STR("ignore-");
    checking->is_any_ignored = false;
    for (size_t i = 0; i < unit->notes.count; i++)
        if (!unit->notes.at[i].removed)
            read_note(checking, &unit->notes.at[i]);
    for (size_t i = 0; i < unit_rare(unit)->flags.count; i++)
        if (str_starts(unit_rare(unit)->flags.at[i], prefix) &&
            check_rule_find(str_from(unit_rare(unit)->flags.at[i], prefix.len)) != STR_NONE)
            ignore_kind(checking, str_from(unit_rare(unit)->flags.at[i], prefix.len));
}

void check_report_unused(struct checking *checking)
{
    bool is_all = true;
    for (size_t i = 0; i < check_rule_count(); i++)
        is_all &= checking->is_ignored[check_rule_at(i).kind];
    for (size_t i = 0; i < check_rule_count() && !is_all; i++) {
        struct str name = str_of(kind_rows[check_rule_at(i).kind].name);
        if (checking->is_ignored[check_rule_at(i).kind] && !checking->was_ignored[check_rule_at(i).kind])
            diag_add(checking->diags, KIND_IGNORE_UNUSED, ignore_span(checking, name),
                     "`" STR_FORMAT "` is ignored here, and there is nothing to ignore", STR_ARG(name));
    }
}
