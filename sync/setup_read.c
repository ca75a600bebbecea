#include "sync/setup_read.h"

#include "base/nearest.h"
#include "base/path.h"

#define LANG "<lang>"

struct str setup_read_path(const struct setup_reading *reading, struct str text)
{
    if (text.len == 0)
        return text;
    if (str_find_byte(text, '/', 0) == STR_NONE && str_find_byte(text, '\\', 0) != STR_NONE) {
        char *turned = arena_cstr(reading->arena, text);
        for (char *at = turned; *at; at++)
            if (*at == '\\')
                *at = '/';
        text = str_of(turned);
    }
    return path_join(reading->arena, reading->root, text);
}

struct str setup_read_filter(const struct setup_reading *reading, struct span span, struct str text)
{
    struct str path = setup_read_path(reading, text);
    size_t first = str_find(path, STR(LANG), 0);
    if (first == STR_NONE) {
        struct diag *diag =
            diag_add(reading->diags, KIND_SYNC_BAD_VALUE, span,
                     "a pattern of files without " LANG ": \"" STR_FORMAT "\"", STR_ARG(text));
        diag_hint(reading->diags, diag, "Write " LANG " where the paths have the locale.");
        return (struct str){0};
    }
    for (size_t at = first, next; at != STR_NONE; at = next) {
        next = str_find(path, STR(LANG), at + strlen(LANG));
        if (next == STR_NONE || str_find_byte(str_slice(path, at, next), '/', 0) != STR_NONE)
            continue;
        diag_add(reading->diags, KIND_SYNC_BAD_VALUE, span,
                 LANG " stands twice in one part of the pattern \"" STR_FORMAT "\"", STR_ARG(text));
        return (struct str){0};
    }
    return path;
}

// The modes say how the file is filled; what counts for glot is which translations are wanted.
static const struct {
    const char *name;
    enum read_mode mode;
} modes[] = {
    {"default", READ_TRANSLATED},        {"translated", READ_TRANSLATED},
    {"onlytranslated", READ_TRANSLATED}, {"developer", READ_TRANSLATED}, // the old client's
    {"translator", READ_TRANSLATED},     {"sourceastranslation", READ_TRANSLATED},
    {"reviewed", READ_REVIEWED},         {"onlyreviewed", READ_REVIEWED},
    {"reviewer", READ_REVIEWED}, // the old client's
    {"proofread", READ_PROOFREAD},       {"onlyproofread", READ_PROOFREAD},
};

void setup_read_mode(const struct setup_reading *reading, struct span span, struct str text,
                     enum read_mode *out)
{
    struct nearest nearest = nearest_to(text);
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        if (str_is(text, modes[i].name)) {
            *out = modes[i].mode;
            return;
        }
        nearest_offer(&nearest, str_of(modes[i].name));
    }
    struct diag *diag =
        diag_add(reading->diags, KIND_SYNC_BAD_VALUE, span,
                 "\"mode\" must be \"translated\", \"reviewed\" or \"proofread\", not \"" STR_FORMAT "\"",
                 STR_ARG(text));
    nearest_hint(nearest.found, reading->diags, diag);
}

static bool is_part_of_path(struct str locale)
{
    for (size_t i = 0; i < locale.len; i++)
        if (locale.at[i] == '/' || locale.at[i] == '\\' || (unsigned char)locale.at[i] < ' ')
            return false;
    return locale.len > 0 && locale.at[0] != '.';
}

void setup_add_language(const struct setup_reading *reading, const struct setup_language *language,
                        struct setup_language_list *list)
{
    if (language->code.len && is_part_of_path(language->locale)) {
        *list_push(list, reading->arena) = *language;
        return;
    }
    struct diag *diag = diag_add(reading->diags, KIND_SYNC_BAD_VALUE, language->span,
                                 "this is no pair of a code of the service and a locale");
    diag_hint(reading->diags, diag,
              "Write pairs as \"pt_BR: pt-BR\": first the service's code, then the locale.");
}
