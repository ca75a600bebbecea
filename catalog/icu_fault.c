#include "catalog/icu_fault.h"

#include "base/nearest.h"
#include "base/utf.h"
#include "catalog/icu_letters.h"

enum mark {
    MARK_NOTHING,
    MARK_FOUND, // the character that stands there, or that the message ends
    MARK_TEXT,  // what is marked
};

struct row {
    enum mark mark; // what %s of the message is
    const char *message;
    const char *hint;   // NULL: that of the kind
    const char *opened; // of the place where it began
};

static const struct row rows[ICU_ERROR_COUNT] = {
    [ICU_UNCLOSED_BRACE] = {MARK_FOUND, "`}` is wanted here, not %s",
                            "Close the brace; one that is meant as text stands in apostrophes: '{'.",
                            "the brace that is open"},
    [ICU_EMPTY_ARGUMENT] =
        {MARK_NOTHING, "there is no name between the braces",
         "Write the name of an argument; a brace that is meant as text stands in apostrophes: '{'.", NULL},
    [ICU_MALFORMED_ARGUMENT] =
        {MARK_FOUND, "`}` or `,` is wanted behind the name of an argument, not %s",
         "Names are made of letters, digits and `_`; a brace that is meant as text stands in "
         "apostrophes: '{'.",
         "the argument"},
    [ICU_NO_TYPE] = {MARK_FOUND, "a type such as number, date, plural or select is wanted here, not %s", NULL,
                     NULL},
    [ICU_UNKNOWN_TYPE] = {MARK_TEXT, "`%s` is no type of an argument",
                          "Write number, date, time, plural, selectordinal or select.", NULL},
    [ICU_NO_STYLE] = {MARK_NOTHING, "a style is wanted behind the comma",
                      "Write a style, or leave the comma out.", "the argument"},
    [ICU_BAD_NUMBER_SKELETON] =
        {MARK_TEXT, "`%s` is no number skeleton",
         "Write stems such as ::currency/EUR or ::percent .00, with something behind each slash.", NULL},
    [ICU_NO_DATE_SKELETON] = {MARK_NOTHING, "the skeleton of a date is empty", "Write one such as ::yMMMd.",
                              NULL},
    [ICU_UNCLOSED_STYLE_QUOTE] = {MARK_NOTHING, "an apostrophe in a style is never closed",
                                  "Close it; an apostrophe that is meant as text is doubled.",
                                  "the apostrophe"},
    [ICU_NO_OPTIONS] = {MARK_NOTHING, "options are wanted behind the type",
                        "Write them as in {n, plural, one {…} other {…}}.", "the argument"},
    [ICU_NO_OFFSET] = {MARK_FOUND, "the offset of a plural is a whole number, not %s",
                       "Write it as in offset:1.", NULL},
    [ICU_BAD_OFFSET] = {MARK_NOTHING, "the offset of a plural is too large", NULL, NULL},
    [ICU_NO_SELECT_KEY] = {MARK_FOUND, "an option such as other {…} is wanted here, not %s", NULL, NULL},
    [ICU_NO_PLURAL_KEY] = {MARK_FOUND, "an option such as one {…} or =1 {…} is wanted here, not %s", NULL,
                           NULL},
    [ICU_NO_SELECT_TEXT] = {MARK_FOUND, "the text of an option begins with `{`, not %s",
                            "Write it as in other {…}; only names can be keys of a select.", NULL},
    [ICU_NO_PLURAL_TEXT] = {MARK_FOUND, "the text of an option begins with `{`, not %s",
                            "Write it as in one {…} or =1 {…}.", NULL},
    [ICU_BAD_PLURAL_KEY] = {MARK_NOTHING, "the number of an option is too large", NULL, NULL},
    [ICU_DOUBLE_PLURAL_KEY] = {MARK_TEXT, "the option `%s` is there twice", "Remove one of the two.", NULL},
    [ICU_DOUBLE_SELECT_KEY] = {MARK_TEXT, "the option `%s` is there twice", "Remove one of the two.", NULL},
    [ICU_NO_OTHER] = {MARK_NOTHING, "the choice lacks the option `other`", NULL, "the choice"},
    [ICU_BAD_TAG] =
        {MARK_FOUND, "`>` is wanted here, not %s",
         "Tags have a name and nothing else; a `<` that is meant as text stands in apostrophes: '<'.",
         "the tag"},
    [ICU_UNMATCHED_TAG] =
        {MARK_NOTHING, "a tag is closed here that is not open",
         "Open it, or close the one that is open; a `<` that is meant as text stands in apostrophes: "
         "'<'.",
         "the tag that is open"},
    [ICU_UNCLOSED_TAG] =
        {MARK_FOUND, "the tag is not closed before %s",
         "Close it where its content ends; a `<` that is meant as text stands in apostrophes: '<'.",
         "the tag that is open"},
    [ICU_TOO_DEEP] = {MARK_NOTHING, "texts stand in each other deeper than any message needs", NULL, NULL},
    [ICU_TOO_MANY] = {MARK_NOTHING, "the choices of the message make too many texts when each is written out",
                      "Make several messages of it.", NULL},
};

// ---- what stands there

static struct str found(struct str text, size_t at, struct arena *arena)
{
    if (at >= text.len)
        return STR("the end of the message");
    size_t end = at;
    uint32_t point = utf_next(text, &end);
    if (point == 0xa0 || point == 0x202f)
        return STR("a no-break space");
    if (point < 0x20 || (point > 0x7e && utf_is_js_space(point)))
        return arena_print(arena, "U+%04X", (unsigned)point);
    struct str character = str_slice(text, at, end);
    return arena_print(arena, "`" STR_FORMAT "`", STR_ARG(character));
}

static struct str marked(const struct icu_fault *fault, struct str text, struct arena *arena)
{
    if (rows[fault->error].mark == MARK_TEXT)
        return str_slice(text, fault->start, fault->end);
    return found(text, fault->start, arena);
}

// ---- hints for what people write most

static const char *const type_names[] = {"number", "date", "time", "plural", "selectordinal", "select"};

static void hint_at_type(struct diags *diags, struct diag *diag, struct str word)
{
    struct nearest nearest = nearest_to(word);
    for (size_t i = 0; i < sizeof type_names / sizeof *type_names; i++)
        nearest_offer(&nearest, str_of(type_names[i]));
    if (nearest.found.len)
        diag_hint(diags, diag, "Did you mean `" STR_FORMAT "`?", STR_ARG(nearest.found));
}

static void hint_at_spot(struct diags *diags, struct diag *diag, const struct icu_fault *fault,
                         struct str text)
{
    struct str rest = str_from(text, fault->start);
    size_t at = 0;
    uint32_t point = rest.len ? utf_next(rest, &at) : 0;
    if (fault->error == ICU_MALFORMED_ARGUMENT && point == '{' && fault->opened + 1 == fault->start)
        diag_hint(diags, diag, "Arguments of ICU messages stand in single braces: {name}.");
    else if (point == 0xa0 || point == 0x202f)
        diag_hint(diags, diag, "Put a usual space there: no-break spaces only belong into text.");
}

static void add_hint(struct diags *diags, struct diag *diag, const struct icu_fault *fault, struct str text)
{
    if (rows[fault->error].hint)
        diag->hint = str_of(rows[fault->error].hint);
    if (fault->error == ICU_UNKNOWN_TYPE)
        hint_at_type(diags, diag, str_slice(text, fault->start, fault->end));
    if (rows[fault->error].mark == MARK_FOUND)
        hint_at_spot(diags, diag, fault, text);
}

// ---- reporting

static const char *message_of(const struct icu_fault *fault, struct str text)
{
    bool is_malformed = fault->error == ICU_MALFORMED_ARGUMENT;
    if (is_malformed && str_trim(str_slice(text, fault->opened + 1, fault->start)).len == 0)
        return "the name of an argument is wanted here, not %s";
    return rows[fault->error].message;
}

struct diag *icu_report(const struct icu_fault *fault, struct str text, const struct icu_place *place,
                        struct diags *diags)
{
    const struct row *row = &rows[fault->error];
    enum kind kind = fault->error == ICU_NO_OTHER ? KIND_ICU_OTHER : KIND_ICU_SYNTAX;
    struct span span = place->span(place->of, fault->start, fault->end);
    struct str what = row->mark != MARK_NOTHING ? marked(fault, text, diags->arena) : (struct str){0};
    const char *message = message_of(fault, text), *gap = strstr(message, "%s");
    struct diag *diag = gap ? diag_add(diags, kind, span, "%.*s" STR_FORMAT "%s", (int)(gap - message),
                                       message, STR_ARG(what), gap + 2)
                            : diag_add(diags, kind, span, "%s", message);
    add_hint(diags, diag, fault, text);
    if (fault->opened != STR_NONE && row->opened)
        diag_relate(diags, diag, place->span(place->of, fault->opened, fault->opened + 1), "%s", row->opened);
    return diag;
}
