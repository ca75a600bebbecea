#include "sync/edit.h"

#include "base/unicode.h"
#include "base/utf.h"
#include "catalog/placeholders.h"
#include "sync/counterpart.h"
#include "sync/neutral.h"

// ---- the words of a text, without its typography

static bool is_digit(struct str text, size_t at)
{
    return at < text.len && byte_is_digit(text.at[at]);
}

static bool is_brace(struct str text, size_t at)
{
    return at < text.len && (text.at[at] == '{' || text.at[at] == '}');
}

// Punctuation that is more than that: [start, end) in the text.
static bool means_something(struct str text, size_t start, size_t end)
{
    char c = text.at[start];
    if (end - start > 1)
        return false;
    if (strchr("%#@&*/\\_{}", c))
        return true;
    bool before = start > 0 && is_digit(text, start - 1), behind = is_digit(text, end);
    if (c == '-')
        return behind;
    if (c == '\'')
        return (start > 0 && is_brace(text, start - 1)) || is_brace(text, end);
    return (c == '.' || c == ',' || c == ':') && before && behind;
}

static void add_words(struct buf *out, struct str text, struct arena *scratch)
{
    text = unicode_decomposed(text, scratch);
    for (size_t at = 0; at < text.len;) {
        size_t start = at;
        uint32_t point = utf_next(text, &at);
        bool is_typography = unicode_is_space(point) || unicode_is_ignorable(point) ||
                             (unicode_is_punctuation(point) && !means_something(text, start, at));
        if (point == UTF_INVALID)
            buf_byte(out, text.at[start]);
        else if (!is_typography)
            utf_add(out, unicode_fold(point));
    }
}

// Bytes that UTF-8 does not have stand around code and keys.
enum { mark_code = 0xf8, mark_key, mark_end };

static void add_skeleton(struct buf *out, const struct pattern *pattern, size_t depth, struct arena *scratch)
{
    for (size_t i = 0; i < pattern->parts.count; i++) {
        const struct part *part = &pattern->parts.at[i];
        if (part_kind(part) == PART_TEXT) {
            add_words(out, part->text, scratch);
            continue;
        }
        buf_byte(out, (char)mark_code);
        buf_add(out, placeholder_key(part_name(part)));
        buf_byte(out, (char)mark_end);
    }
    for (size_t i = 0; i < pattern_selectors(pattern)->count; i++) {
        const struct selector *selector = &pattern_selectors(pattern)->at[i];
        buf_print(out, "%c%d %zu ", mark_key, (int)selector->kind, selector->offset);
        buf_add(out, selector->argument);
    }
    for (size_t i = 0; pattern->variants && i < pattern->variants->count && depth < neutral_greatest_depth;
         i++) {
        const struct variant *variant = &pattern->variants->at[i];
        for (size_t j = 0; j < variant->keys.count; j++) {
            buf_byte(out, (char)mark_key);
            buf_add(out, variant->keys.at[j]);
        }
        buf_byte(out, (char)mark_end);
        add_skeleton(out, &variant->value, depth + 1, scratch);
    }
}

static struct str skeleton_of(const struct pattern *pattern, struct arena *scratch)
{
    struct buf out = {0};
    add_skeleton(&out, pattern, 0, scratch);
    return buf_finish(&out, scratch);
}

enum edit edit_classify(const struct pattern *before, const struct pattern *after, struct arena *scratch)
{
    if (neutral_fingerprint(before) == neutral_fingerprint(after))
        return pattern_equal(before, after) ? EDIT_NONE : EDIT_CODE;
    return str_equal(skeleton_of(before, scratch), skeleton_of(after, scratch)) ? EDIT_TYPOGRAPHY : EDIT_REAL;
}

// ---- catalogs

struct comparing {
    const struct catalog *local, *remote;
    const struct sync_state *state;
    bool *is_matched; // by remote unit
    struct arena *arena;
    struct arena scratch;
    struct source_changes *out;
};

static struct source_change *add_change(struct comparing *c, enum source_change_kind kind, struct str id,
                                        size_t local, size_t remote)
{
    struct source_change *change = list_push(&c->out->list, c->arena);
    *change = (struct source_change){.kind = kind, .id = id, .local = local, .remote = remote};
    return change;
}

// Ours is still what both had, theirs is not.
static bool is_theirs(struct comparing *c, const struct unit *ours, const struct unit *there)
{
    const struct agreement *base = state_find(c->state, state_key(ours, &c->scratch));
    return base && base->source == state_fingerprint(&ours->source) &&
           base->source != state_fingerprint(&there->source);
}

// The neutral form of ours is what is written; theirs may be of a time before it.
static void compare_unit(struct comparing *c, size_t number)
{
    const struct unit *unit = &c->local->units.at[number];
    const struct unit *there = counterpart_find(c->remote, unit);
    size_t remote = there ? (size_t)(there - c->remote->units.at) : STR_NONE;
    if (!there) {
        c->out->added++;
        add_change(c, SOURCE_ADDED, unit->id, number, STR_NONE);
        return;
    }
    c->is_matched[remote] = true;
    struct pattern ours = neutral_pattern(&unit->source, &c->scratch);
    enum edit edit = edit_classify(&there->source, &ours, &c->scratch);
    c->out->edits[edit]++;
    if (edit == EDIT_NONE)
        return;
    struct source_change *change = add_change(c, SOURCE_CHANGED, unit->id, number, remote);
    change->edit = edit;
    change->is_theirs = is_theirs(c, unit, there);
    c->out->theirs += change->is_theirs;
}

void edit_compare(const struct catalog *local, const struct catalog *remote, const struct sync_state *state,
                  struct arena *arena, struct source_changes *out)
{
    *out = (struct source_changes){0};
    struct comparing c = {.local = local, .remote = remote, .state = state, .arena = arena, .out = out};
    c.is_matched = arena_array(arena, bool, remote->units.count);
    for (size_t i = 0; i < local->units.count; i++) {
        if (!unit_is_in_use(&local->units.at[i]))
            continue;
        out->local++;
        compare_unit(&c, i);
        arena_reset(&c.scratch);
    }
    for (size_t i = 0; i < remote->units.count; i++) {
        const struct unit *unit = &remote->units.at[i];
        out->remote += unit_is_in_use(unit);
        if (c.is_matched[i] || !unit_is_in_use(unit))
            continue;
        out->deleted++;
        add_change(&c, SOURCE_DELETED, unit->id, STR_NONE, i);
    }
    arena_free(&c.scratch);
}

// ---- what to do about it

void edit_claim(struct source_changes *changes)
{
    for (size_t i = 0; i < changes->list.count; i++)
        changes->list.at[i].is_theirs = false;
    changes->theirs = 0;
}

bool edit_keeps(const struct source_changes *changes)
{
    return changes->edits[EDIT_REAL] == 0;
}

bool edit_bridge(const struct source_changes *changes, const struct catalog *local,
                 const struct catalog *remote, struct arena *arena, struct catalog *out)
{
    bool keeps_some = changes->edits[EDIT_CODE] + changes->edits[EDIT_TYPOGRAPHY] > 0;
    if (!keeps_some || edit_keeps(changes))
        return false;
    *out = neutral_catalog(local, false, arena);
    for (size_t i = 0; i < changes->list.count; i++) {
        const struct source_change *change = &changes->list.at[i];
        if (change->kind != SOURCE_CHANGED || change->edit != EDIT_REAL)
            continue;
        const struct unit *ours = &local->units.at[change->local];
        catalog_find_in(out, ours->file, ours->id)->source = remote->units.at[change->remote].source;
    }
    return true;
}

struct sync_state edit_state(const struct catalog *local, struct str version, struct arena *arena)
{
    struct sync_state state = {.version = version, .is_settled = true};
    for (size_t i = 0; i < local->units.count; i++) {
        const struct unit *unit = &local->units.at[i];
        if (unit_is_in_use(unit))
            state_add(&state, state_key(unit, arena), arena)->source = state_fingerprint(&unit->source);
    }
    return state;
}

const char *edit_name(enum edit edit)
{
    static const char *const names[EDIT_COUNT] = {"none", "code", "typography", "real"};
    return names[edit];
}
