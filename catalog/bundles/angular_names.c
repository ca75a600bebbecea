#include "catalog/bundles/angular_names.h"

#include "catalog/formats/xliff2_print.h"

// The tag at `at`, up to its `>`, which may stand in the values of attributes, too.
static struct str tag_at(struct str text, size_t at)
{
    char quote = 0;
    for (size_t end = at; end < text.len; end++) {
        char c = text.at[end];
        if (quote ? c == quote : c == '"' || c == '\'')
            quote = quote ? 0 : c;
        else if (!quote && c == '>')
            return str_slice(text, at, end + 1);
    }
    return (struct str){0};
}

static struct str key_of(enum part_kind kind, struct str id, struct arena *arena)
{
    return arena_print(arena, "%d" STR_FORMAT, kind, STR_ARG(id));
}

static void add_name(struct map *names, struct str tag, enum part_kind kind, const char *attribute,
                     struct arena *arena)
{
    struct str name = xliff2_tag_value(tag, attribute, arena), *kept = arena_new(arena, struct str);
    *kept = name;
    if (name.len)
        map_set(names, key_of(kind, xliff2_tag_value(tag, "id", arena), arena), kept, arena);
}

// Tags of well-formed XML end; what does not is text in a CDATA section.
static void collect(struct str unit, struct arena *arena, struct map *names)
{
    for (size_t at = 0; (at = str_find_byte(unit, '<', at)) != STR_NONE; at++) {
        struct str rest = str_from(unit, at);
        bool is_single = str_starts(rest, STR("<ph ")), is_pair = str_starts(rest, STR("<pc "));
        if (!is_single && !is_pair)
            continue;
        struct str tag = tag_at(unit, at);
        if (tag.len == 0)
            return;
        at += tag.len - 1;
        add_name(names, tag, is_pair ? PART_OPEN : PART_PLACEHOLDER, is_pair ? "equivStart" : "equiv", arena);
        if (is_pair)
            add_name(names, tag, PART_CLOSE, "equivEnd", arena);
    }
}

void angular_names(struct bundled *text, struct arena *arena)
{
    struct str unit = str_slice(text->span.text, text->span.start, text->span.end);
    struct map names = {0};
    if (!str_starts(unit, STR("<unit ")) || text->pattern.parts.count == 0)
        return;
    collect(unit, arena, &names);
    struct part_list parts = {0};
    for (size_t i = 0; i < text->pattern.parts.count; i++) {
        struct part part = text->pattern.parts.at[i];
        enum part_kind kind = part_kind(&part) == PART_STANDALONE ? PART_PLACEHOLDER : part_kind(&part);
        const struct str *name = map_get(&names, key_of(kind, part_name(&part), arena));
        if (part_kind(&part) != PART_TEXT && name)
            part = part_of_code(part_kind(&part), part.text, *name, arena);
        *list_push(&parts, arena) = part;
    }
    text->pattern.parts = parts;
}
