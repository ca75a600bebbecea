#include "sync/neutral.h"

#include "base/hash.h"
#include "base/utf.h"
#include "catalog/checks/syntax.h"
#include "catalog/placeholders.h"

// ---- neutral code

// What a placeholder is called in texts. `<` would make a tag of it.
static struct str shown_name(struct str name)
{
    return str_find_byte(name, '<', 0) == STR_NONE ? name : (struct str){0};
}

static void add_value(struct buf *out, struct str name)
{
    buf_byte(out, '{');
    buf_add(out, shown_name(name));
    buf_byte(out, '}');
}

// What stands between tags.
static void add_between(struct buf *out, struct str between, struct str name)
{
    if (utf_trim(between).len > 0)
        add_value(out, name);
}

// `<br />` is `<br>`, since the name tells that it is empty; `<my-icon/>` stays closed.
static void add_tag(struct buf *out, const struct tag *tag)
{
    struct tag plain;
    size_t start = out->len;
    buf_text(out, tag->is_close ? "</" : "<");
    buf_add(out, tag->name);
    buf_byte(out, '>');
    if (tag->is_empty && tag_at(str_from(buf_str(out), start), 0, &plain) && !plain.is_empty) {
        out->len--;
        buf_text(out, "/>");
    }
}

static void add_code(struct buf *out, struct str code, struct str name)
{
    size_t from = 0;
    struct tag tag;
    for (size_t at = 0; (at = str_find_byte(code, '<', at)) != STR_NONE;) {
        if (!tag_at(code, at, &tag)) {
            at++;
            continue;
        }
        add_between(out, str_slice(code, from, at), name);
        add_tag(out, &tag);
        from = at = tag.end;
    }
    add_between(out, str_from(code, from), name);
}

// Expressions are taken out before tags are sought: they may hold any character.
static struct str neutral_code(const struct part *part, struct arena *arena)
{
    struct template_code code;
    struct buf out = {0};
    if (str_is(part->text, "#"))
        return part->text;
    if (!template_code_read(part->text, CODE_AS_TEXT, arena, &code))
        code.shape = part->text;
    add_code(&out, code.shape, part_name(part));
    if (out.len == 0)
        add_value(&out, part_name(part));
    return buf_finish(&out, arena);
}

// ---- patterns

static struct part_list neutral_parts(const struct part_list *parts, struct arena *arena)
{
    struct part_list out = {0};
    list_reserve(&out, parts->count, arena);
    for (size_t i = 0; i < parts->count; i++) {
        struct part part = parts->at[i];
        if (part_kind(&part) != PART_TEXT)
            part.text = neutral_code(&part, arena);
        *list_push(&out, arena) = part;
    }
    return out;
}

static struct pattern neutral_at(const struct pattern *pattern, size_t depth, struct arena *arena)
{
    struct pattern out = {0};
    if (!pattern_is_select(pattern)) {
        out.parts = neutral_parts(&pattern->parts, arena);
        return out;
    }
    out = pattern_of_selectors(&pattern->variants->selectors, arena);
    for (size_t i = 0; i < pattern->variants->count && depth < neutral_greatest_depth; i++) {
        const struct variant *variant = &pattern->variants->at[i];
        *pattern_add_variant(&out, arena) =
            (struct variant){variant->keys, neutral_at(&variant->value, depth + 1, arena)};
    }
    return out;
}

struct pattern neutral_pattern(const struct pattern *pattern, struct arena *arena)
{
    return neutral_at(pattern, 0, arena);
}

// ---- catalogs

static struct note_list notes_in_use(const struct note_list *notes, struct arena *arena)
{
    struct note_list out = {0};
    for (size_t i = 0; i < notes->count; i++)
        if (!notes->at[i].removed)
            *list_push(&out, arena) = notes->at[i];
    return out;
}

struct unit *neutral_add(struct catalog *catalog, const struct unit *unit, bool with_target,
                         struct arena *arena)
{
    struct unit *out = catalog_add_in(catalog, unit->file, unit->id, arena);
    out->context = unit->context;
    unit_set_name(out, unit_rare(unit)->name, arena);
    out->source = neutral_pattern(&unit->source, arena);
    out->source_is_string = unit->source_is_string;
    out->notes = notes_in_use(&unit->notes, arena);
    const struct unit_rare *rare = unit_rare(unit);
    if (rare->flags.count || rare->limit.greatest) {
        unit_make_rare(out, arena)->flags = rare->flags;
        unit_make_rare(out, arena)->limit = rare->limit;
    }
    out->syntax = unit->syntax;
    out->is_locked = unit->is_locked;
    out->has_target = with_target && unit->has_target;
    if (!out->has_target)
        return out;
    out->target = neutral_pattern(&unit->target, arena);
    out->state = unit->state;
    return out;
}

void neutral_take_translation(struct unit *unit, const struct unit *from, struct arena *arena)
{
    unit->target = neutral_pattern(&from->target, arena);
    unit->has_target = true;
    if (!from->has_previous)
        return;
    struct pattern previous = neutral_pattern(&unit_rare(from)->previous, arena);
    unit_set_previous(unit, &previous, unit_is_made_unreviewed(from), arena);
}

struct catalog neutral_catalog(const struct catalog *catalog, bool with_targets, struct arena *arena)
{
    struct catalog out = {.source_locale = catalog->source_locale, .files = catalog->files};
    if (with_targets)
        out.target_locale = catalog->target_locale;
    catalog_reserve(&out, catalog->units.count, arena);
    for (size_t i = 0; i < catalog->units.count; i++) {
        const struct unit *unit = &catalog->units.at[i];
        if (unit_is_in_use(unit))
            neutral_add(&out, unit, with_targets, arena);
    }
    return out;
}

// ---- fingerprints

// Bytes that UTF-8 does not have stand between the pieces, so that no two structures give the same bytes.
enum mark { MARK_CODE = 0xf8, MARK_SELECTOR, MARK_VARIANT, MARK_KEY, MARK_VALUE, MARK_END };

static void add_piece(struct buf *out, enum mark mark, struct str text)
{
    buf_byte(out, (char)mark);
    buf_add(out, text);
}

static void add_selectors(struct buf *out, const struct selector_list *selectors)
{
    for (size_t i = 0; i < selectors->count; i++) {
        add_piece(out, MARK_SELECTOR, selectors->at[i].argument);
        buf_print(out, "%c%d:%zu", MARK_VALUE, (int)selectors->at[i].kind, selectors->at[i].offset);
    }
}

static void add_pattern(struct buf *out, const struct pattern *pattern, size_t depth)
{
    for (size_t i = 0; i < pattern->parts.count; i++) {
        const struct part *part = &pattern->parts.at[i];
        if (part_kind(part) == PART_TEXT)
            buf_add(out, part->text);
        else
            add_piece(out, MARK_CODE, placeholder_key(part_name(part)));
        if (part_kind(part) != PART_TEXT)
            buf_byte(out, (char)MARK_END);
    }
    add_selectors(out, pattern_selectors(pattern));
    for (size_t i = 0; pattern->variants && i < pattern->variants->count && depth < neutral_greatest_depth;
         i++) {
        const struct variant *variant = &pattern->variants->at[i];
        buf_byte(out, (char)MARK_VARIANT);
        for (size_t j = 0; j < variant->keys.count; j++)
            add_piece(out, MARK_KEY, variant->keys.at[j]);
        buf_byte(out, (char)MARK_VALUE);
        add_pattern(out, &variant->value, depth + 1);
        buf_byte(out, (char)MARK_END);
    }
}

uint64_t neutral_fingerprint(const struct pattern *pattern)
{
    const struct part_list *parts = &pattern->parts;
    if (!pattern_is_select(pattern) && parts->count == 1 && part_kind(&parts->at[0]) == PART_TEXT)
        return hash_bytes(parts->at[0].text);
    struct buf bytes = {0};
    add_pattern(&bytes, pattern, 0);
    uint64_t fingerprint = hash_bytes(buf_str(&bytes));
    buf_free(&bytes);
    return fingerprint;
}
