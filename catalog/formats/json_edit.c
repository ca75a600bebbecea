#include "catalog/formats/json_edit.h"

#include "base/quote.h"

#include <stdlib.h>

enum {
    nesting_greatest = 32
}; // of indentation that is copied; deeper members stand as if they were this deep

struct member_list {
    struct json_member *at;
    size_t count, capacity;
};

struct removal_list {
    const struct jsonc **at;
    size_t count, capacity;
};

// What comes and goes in one object.
struct object_edit {
    const struct jsonc *object;
    struct removal_list removals; // in any order
    struct member_list additions;
    bool is_removed; // itself, from its object
};

static void replace(struct json_edits *edits, size_t start, size_t end, struct str text)
{
    *list_push(&edits->changes, edits->arena) = (struct json_edit){start, end, text, edits->changes.count};
}

struct str json_quoted(struct str text, struct arena *arena)
{
    struct buf out = {0};
    quote_json(&out, text);
    return buf_finish(&out, arena);
}

void json_edit_value(struct json_edits *edits, const struct jsonc *value, struct str printed)
{
    replace(edits, value->start, value->end, printed);
}

void json_edit_key(struct json_edits *edits, const struct jsonc *member, struct str key)
{
    replace(edits, member->key_start, member->key_end, json_quoted(key, edits->arena));
}

static struct object_edit *edit_of(struct json_edits *edits, const struct jsonc *object)
{
    struct str address = {(const char *)&object, sizeof object};
    struct object_edit *edit = map_get(&edits->objects, address);
    if (!edit) {
        edit = arena_new(edits->arena, struct object_edit);
        edit->object = object;
        map_set(&edits->objects, (struct str){(const char *)&edit->object, sizeof edit->object}, edit,
                edits->arena);
    }
    return edit;
}

void json_edit_remove(struct json_edits *edits, const struct jsonc *member)
{
    *list_push(&edit_of(edits, member->parent)->removals, edits->arena) = member;
}

void json_edit_add(struct json_edits *edits, const struct jsonc *object, struct str key, struct str printed)
{
    struct object_edit *edit = edit_of(edits, object);
    *list_push(&edit->additions, edits->arena) = (struct json_member){key, printed};
}

// ---- layout

static const struct jsonc *root_of(const struct jsonc *value)
{
    while (value->parent)
        value = value->parent;
    return value;
}

// In front of the first member.
static struct str first_gap(const struct jsonc_file *file, const struct jsonc *object)
{
    return str_slice(file->text, object->start + 1, object->first->key_start);
}

static bool has_line(struct str gap)
{
    return str_find_byte(gap, '\n', 0) != STR_NONE;
}

// A gap that is deeper by what the members of the root are indented.
static struct str deeper(struct str gap, struct str root_gap, struct arena *arena)
{
    size_t line = str_rfind_byte(root_gap, '\n');
    struct str unit = line != STR_NONE ? str_from(root_gap, line + 1) : (struct str){0};
    return arena_join(arena, (struct str[]){gap, unit}, 2);
}

static struct str closing_gap(struct str gap)
{
    size_t line = str_rfind_byte(gap, '\n');
    return line != STR_NONE ? str_slice(gap, 0, line + 1) : (struct str){0};
}

static struct str default_root_gap(const struct jsonc_file *file)
{
    return str_find(str_slice(file->text, 0, 4096), STR("\r\n"), 0) == STR_NONE ? STR("\n  ") : STR("\r\n  ");
}

// An object without members, or a new one at that depth.
static struct json_layout layout_at(const struct jsonc_file *file, const struct jsonc *root, int depth,
                                    struct arena *arena)
{
    struct json_layout layout = {.colon = STR(": ")};
    struct str root_gap = root->first ? first_gap(file, root) : default_root_gap(file);
    if (root->first)
        layout.colon = str_slice(file->text, root->first->key_end, root->first->start);
    if (!has_line(root_gap))
        return layout;
    layout.end = closing_gap(root_gap);
    for (layout.gap = root_gap; depth > 0; depth--) {
        layout.end = layout.gap;
        layout.gap = deeper(layout.gap, root_gap, arena);
    }
    return layout;
}

static int depth_of(const struct jsonc *object)
{
    int depth = 0;
    while (object->parent && depth < nesting_greatest) {
        object = object->parent;
        depth++;
    }
    return depth;
}

struct json_layout json_layout_of(const struct jsonc_file *file, const struct jsonc *object,
                                  struct arena *arena)
{
    if (!object->first)
        return layout_at(file, root_of(object), depth_of(object), arena);
    const struct jsonc *last = object->last;
    struct json_layout layout = {.gap = first_gap(file, object)};
    layout.colon = str_slice(file->text, last->key_end, last->start);
    layout.end = str_slice(file->text, last->end, object->end - 1);
    if (!has_line(layout.gap) && layout.colon.len > 1)
        layout.gap = STR(" "); // {"a": 1, "b": 2}
    return layout;
}

static void print_member(const struct json_member *member, const struct json_layout *layout, struct buf *out)
{
    buf_add(out, layout->gap);
    quote_json(out, member->key);
    buf_add(out, layout->colon);
    buf_add(out, member->printed);
}

// A member of the outer object is indented by so much more than its end.
struct json_layout json_layout_inside(const struct json_layout *outer, struct arena *arena)
{
    struct json_layout layout = *outer;
    size_t line = str_rfind_byte(outer->gap, '\n'), end_line = str_rfind_byte(outer->end, '\n');
    if (line == STR_NONE)
        return layout;
    size_t outer_indent = end_line == STR_NONE ? 0 : outer->end.len - end_line - 1;
    struct str more = str_from(outer->gap, line + 1 + outer_indent);
    layout.gap = arena_join(arena, (struct str[]){outer->gap, more}, 2);
    layout.end = outer->gap;
    return layout;
}

static void print_members(const struct json_member *members, size_t count, const struct json_layout *layout,
                          bool has_others, struct buf *out)
{
    for (size_t i = 0; i < count; i++) {
        struct json_layout one = *layout;
        if (i == 0 && !has_others && !has_line(layout->gap))
            one.gap = (struct str){0};
        buf_text(out, i || has_others ? "," : "");
        print_member(&members[i], &one, out);
    }
}

struct str json_object_print(const struct json_member *members, size_t count,
                             const struct json_layout *layout, struct arena *arena)
{
    struct buf out = {0};
    buf_byte(&out, '{');
    print_members(members, count, layout, false, &out);
    if (has_line(layout->gap))
        buf_add(&out, layout->end);
    buf_byte(&out, '}');
    return buf_finish(&out, arena);
}

void json_edit_insert(struct json_edits *edits, const struct jsonc *after, struct str key, struct str printed)
{
    struct json_layout layout = json_layout_of(edits->file, after->parent, edits->arena);
    struct json_member member = {key, printed};
    struct buf out = {0};
    print_members(&member, 1, &layout, true, &out);
    replace(edits, after->end, after->end, buf_finish(&out, edits->arena));
}

// ---- members that come and go

static int compare_removals(const void *a, const void *b)
{
    size_t x = (*(const struct jsonc *const *)a)->start, y = (*(const struct jsonc *const *)b)->start;
    return x < y ? -1 : x > y;
}

static struct str print_additions(const struct object_edit *edit, const struct json_layout *layout,
                                  bool has_others, struct arena *arena)
{
    struct buf out = {0};
    print_members(edit->additions.at, edit->additions.count, layout, has_others, &out);
    return buf_finish(&out, arena);
}

// Without a member that stays: all between the braces is new.
static void refill(struct json_edits *edits, const struct object_edit *edit, const struct json_layout *layout)
{
    struct str members = print_additions(edit, layout, false, edits->arena);
    struct str end = edit->additions.count ? layout->end : (struct str){0};
    replace(edits, edit->object->start + 1, edit->object->end - 1,
            arena_join(edits->arena, (struct str[]){members, end}, 2));
}

static void apply(struct json_edits *edits, struct object_edit *edit)
{
    struct json_layout layout = json_layout_of(edits->file, edit->object, edits->arena);
    const struct jsonc *kept = NULL, *run = NULL; // the last that stays, and the first that goes behind it
    size_t next = 0;
    for (const struct jsonc *member = edit->object->first; member; member = member->next) {
        if (next < edit->removals.count && edit->removals.at[next] == member) {
            run = run ? run : member;
            next++;
            continue;
        }
        if (run)
            replace(edits, run->key_start, member->key_start, (struct str){0});
        run = NULL;
        kept = member;
    }
    if (!kept) {
        refill(edits, edit, &layout);
        return;
    }
    if (edit->additions.count)
        replace(edits, kept->end, kept->end, print_additions(edit, &layout, true, edits->arena));
    if (run)
        replace(edits, kept->end, edit->object->last->end, (struct str){0});
}

// Of members with one key the last one counts. Where it goes, those before it do, or one of them would count.
static void remove_doubles(struct json_edits *edits, struct object_edit *edit)
{
    struct map last = {0}, doomed = {0};
    struct removal_list all = {0};
    size_t next = 0;
    for (const struct jsonc *member = edit->object->first; member; member = member->next)
        map_set(&last, member->key, (void *)(uintptr_t)member, edits->arena);
    for (size_t i = 0; i < edit->removals.count; i++)
        if (map_get(&last, edit->removals.at[i]->key) == edit->removals.at[i])
            map_set(&doomed, edit->removals.at[i]->key, NULL, edits->arena);
    for (const struct jsonc *member = edit->object->first; member; member = member->next) {
        bool is_removed = next < edit->removals.count && edit->removals.at[next] == member;
        if (is_removed || map_has(&doomed, member->key))
            *list_push(&all, edits->arena) = member;
        next += is_removed;
    }
    edit->removals = all;
}

static void settle_removals(struct json_edits *edits, struct object_edit *edit)
{
    if (edit->removals.count == 0)
        return;
    qsort(edit->removals.at, edit->removals.count, sizeof *edit->removals.at, compare_removals);
    remove_doubles(edits, edit);
}

// An object that has lost all its members goes, too, and so may the one that it stands in.
static void remove_empty(struct json_edits *edits, struct object_edit *edit)
{
    while (edit->object->parent && !edit->is_removed && edit->additions.count == 0 &&
           edit->removals.count == edit->object->count) {
        edit->is_removed = true;
        json_edit_remove(edits, edit->object);
        edit = edit_of(edits, edit->object->parent);
    }
}

// ---- printing

// What is put in at a place comes before what is taken out from there on.
static int compare_changes(const void *a, const void *b)
{
    const struct json_edit *x = a, *y = b;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    if (x->end != y->end)
        return x->end < y->end ? -1 : 1;
    return x->number < y->number ? -1 : 1;
}

void json_edits_print(struct json_edits *edits, struct buf *out)
{
    for (size_t i = 0; i < edits->objects.entries.count; i++)
        settle_removals(edits, edits->objects.entries.at[i].value);
    for (size_t i = 0; i < edits->objects.entries.count; i++)
        remove_empty(edits, edits->objects.entries.at[i].value);
    for (size_t i = 0; i < edits->objects.entries.count; i++) // objects have been removed
        settle_removals(edits, edits->objects.entries.at[i].value);
    for (size_t i = 0; i < edits->objects.entries.count; i++)
        apply(edits, edits->objects.entries.at[i].value);
    if (edits->changes.count)
        qsort(edits->changes.at, edits->changes.count, sizeof *edits->changes.at, compare_changes);
    size_t at = 0;
    for (size_t i = 0; i < edits->changes.count; i++) {
        const struct json_edit *change = &edits->changes.at[i];
        if (change->start < at)
            continue; // inside of what was taken out
        buf_add(out, str_slice(edits->file->text, at, change->start));
        buf_add(out, change->text);
        at = change->end;
    }
    buf_add(out, str_from(edits->file->text, at));
}
