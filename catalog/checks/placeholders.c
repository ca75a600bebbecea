// Code in texts: what is missing, too much, or not the same.
#include "catalog/checks/checking.h"
#include "catalog/checks/syntax.h"
#include "catalog/template_code.h"

#include "base/map.h"

// What is counted together: codes that are the same in both texts.
struct tally {
    size_t source, target; // how many
    size_t left;           // of the source, not found in the target yet
};

// The codes of one text that the other does not have.
struct code_pointers {
    const struct check_code **at;
    size_t count, capacity;
};

static bool same_code(const struct check_code *a, const struct check_code *b)
{
    return a->syntax == b->syntax && str_equal(a->name, b->name) && str_equal(a->text, b->text);
}

static bool same_sequence(const struct check_text *a, const struct check_text *b)
{
    bool same = a->codes.count == b->codes.count;
    for (size_t i = 0; same && i < a->codes.count; i++)
        same = same_code(&a->codes.at[i], &b->codes.at[i]);
    return same;
}

static struct str lower_case(struct str text, struct arena *arena)
{
    char *copy = arena_space(arena, 1, text.len + 1);
    for (size_t i = 0; i < text.len; i++)
        copy[i] = text.at[i] >= 'A' && text.at[i] <= 'Z' ? (char)(text.at[i] + 32) : text.at[i];
    return (struct str){copy, text.len};
}

// Tags are the same whatever their attributes say; those are a matter of their own.
static struct str key_of(const struct check_code *code, struct arena *arena)
{
    if (code->syntax == CODE_TAG)
        return arena_join(arena,
                          (struct str[]){STR("<"), code->class == CODE_CLOSE ? STR("/") : STR(""),
                                         lower_case(code->name, arena)},
                          3);
    if (code->key.len)
        return code->key;
    return code->syntax == CODE_OF_PATTERN && code->name.len
               ? arena_join(arena, (struct str[]){code->name, STR("\xff"), code->text}, 3)
               : code->text;
}

static struct tally *tally_of(struct map *map, struct str key, struct arena *arena)
{
    struct map_entry *entry = map_entry(map, key, arena);
    if (!entry->value)
        entry->value = arena_new(arena, struct tally);
    return entry->value;
}

static void count_codes(const struct checking *checking, struct map *map, struct code_pointers *sources,
                        struct code_pointers *targets)
{
    struct arena *arena = checking->scratch;
    for (size_t i = 0; i < checking->source.codes.count; i++) {
        struct tally *tally = tally_of(map, key_of(&checking->source.codes.at[i], arena), arena);
        tally->source++;
        tally->left++;
    }
    for (size_t i = 0; i < checking->target.codes.count; i++) {
        const struct check_code *code = &checking->target.codes.at[i];
        struct tally *tally = tally_of(map, key_of(code, arena), arena);
        tally->target++;
        if (tally->left > 0)
            tally->left--;
        else
            *list_push(targets, arena) = code;
    }
    for (size_t i = 0; i < checking->source.codes.count; i++) {
        const struct check_code *code = &checking->source.codes.at[i];
        struct tally *tally = tally_of(map, key_of(code, arena), arena);
        if (tally->left > 0) {
            tally->left--;
            *list_push(sources, arena) = code;
        }
    }
}

// ---- the same name, another code

static struct str shape_of(struct str code, struct arena *arena)
{
    struct template_code read;
    return template_code_read(code, CODE_AS_TEXT, arena, &read) ? read.shape : code;
}

// Without white space, which templates may be laid out with.
static bool equal_but_for_space(struct str a, struct str b)
{
    size_t i = 0, j = 0;
    for (;; i++, j++) {
        while (i < a.len && strchr(" \t\r\n", a.at[i]))
            i++;
        while (j < b.len && strchr(" \t\r\n", b.at[j]))
            j++;
        if (i == a.len || j == b.len)
            return i == a.len && j == b.len;
        if (a.at[i] != b.at[j])
            return false;
    }
}

static void report_altered(struct checking *checking, const struct check_code *source,
                           const struct check_code *target)
{
    struct str a = shape_of(source->text, checking->scratch), b = shape_of(target->text, checking->scratch);
    if (equal_but_for_space(source->text, target->text))
        return;
    // Code without fixed text only says what is meant.
    bool has_markup =
        str_find_byte(source->text, '<', 0) != STR_NONE || str_find_byte(target->text, '<', 0) != STR_NONE;
    bool is_shape = has_markup && !equal_but_for_space(a, b);
    struct diag *diag = check_report_code(
        checking, is_shape ? KIND_PLACEHOLDER_ALTERED : KIND_PLACEHOLDER_OUTDATED, &checking->target, target,
        "the placeholder `" STR_FORMAT "` is `" STR_FORMAT "` here, and `" STR_FORMAT "` in the source",
        STR_ARG(target->name), STR_ARG(str_slice(target->text, 0, 120)),
        STR_ARG(str_slice(source->text, 0, 120)));
    check_relate(checking, diag, &checking->source, source->at, source->at + 1, "the source's");
}

// Takes out of both lists what has one name in the two of them.
static void pair_by_name(struct checking *checking, struct code_pointers *sources,
                         struct code_pointers *targets)
{
    struct map by_name = {0};
    size_t kept = 0, at = 0;
    bool *is_paired = arena_array(checking->scratch, bool, sources->count);
    for (size_t i = 0; i < sources->count; i++)
        if (sources->at[i]->syntax == CODE_OF_PATTERN && sources->at[i]->name.len)
            map_set(&by_name, sources->at[i]->name, &sources->at[i], checking->scratch);
    for (size_t i = 0; i < targets->count; i++) {
        const struct check_code *target = targets->at[i];
        const struct check_code **source =
            target->syntax == CODE_OF_PATTERN ? map_get(&by_name, target->name) : NULL;
        if (!source || is_paired[source - sources->at]) {
            targets->at[kept++] = target;
            continue;
        }
        is_paired[source - sources->at] = true;
        report_altered(checking, *source, target);
    }
    targets->count = kept;
    for (size_t i = 0; i < sources->count; i++)
        if (!is_paired[i])
            sources->at[at++] = sources->at[i];
    sources->count = at;
}

// ---- the rest

static const char *noun_of(const struct check_code *code)
{
    return code->syntax == CODE_TAG ? "tag" : "placeholder";
}

static void report_missing(struct checking *checking, const struct check_code *code)
{
    enum kind kind = code->syntax == CODE_TAG ? KIND_MARKUP_TAGS : KIND_PLACEHOLDER_MISSING;
    struct diag *diag =
        check_report_text(checking, kind, &checking->target, "the %s `" STR_FORMAT "` is missing",
                          noun_of(code), STR_ARG(str_slice(code->text, 0, 160)));
    check_relate(checking, diag, &checking->source, code->at, code->at + 1, "in the source");
}

static void report_unexpected(struct checking *checking, const struct map *map, const struct check_code *code)
{
    const struct tally *tally = map_get(map, key_of(code, checking->scratch));
    bool is_repeated = tally && tally->source > 0;
    enum kind kind = code->syntax == CODE_TAG ? KIND_MARKUP_TAGS
                     : is_repeated            ? KIND_PLACEHOLDER_REPEATED
                                              : KIND_PLACEHOLDER_UNEXPECTED;
    check_report_code(checking, kind, &checking->target, code, "the %s `" STR_FORMAT "` is %s", noun_of(code),
                      STR_ARG(str_slice(code->text, 0, 160)),
                      is_repeated ? "here more often than in the source" : "not in the source");
}

void check_placeholders(struct checking *checking)
{
    struct map map = {0};
    struct code_pointers sources = {0}, targets = {0};
    if (checking->is_icu || same_sequence(&checking->source, &checking->target) ||
        pattern_is_blank(&checking->unit->target))
        return;
    count_codes(checking, &map, &sources, &targets);
    pair_by_name(checking, &sources, &targets);
    for (size_t i = 0; i < sources.count; i++)
        report_missing(checking, sources.at[i]);
    for (size_t i = 0; i < targets.count; i++)
        report_unexpected(checking, &map, targets.at[i]);
}

// ---- conversions that are told apart by their order

static const struct check_code *next_positional(const struct check_text *text, size_t *at)
{
    while (*at < text->codes.count) {
        const struct check_code *code = &text->codes.at[(*at)++];
        if (code->syntax == CODE_PRINTF && code->name.len == 0)
            return code;
    }
    return NULL;
}

// What is missing or too much is told by another rule.
static bool same_conversions(const struct checking *checking)
{
    int balance[128] = {0};
    const struct check_code *code;
    for (size_t at = 0; (code = next_positional(&checking->source, &at));)
        balance[code->text.at[code->text.len - 1] & 127]++;
    for (size_t at = 0; (code = next_positional(&checking->target, &at));)
        balance[code->text.at[code->text.len - 1] & 127]--;
    for (size_t i = 0; i < 128; i++)
        if (balance[i] != 0)
            return false;
    return true;
}

void check_placeholder_order(struct checking *checking)
{
    size_t i = 0, j = 0;
    if (!(checking->source.syntaxes & CODE_PRINTF) || !same_conversions(checking) ||
        pattern_is_blank(&checking->unit->target))
        return;
    for (;;) {
        const struct check_code *a = next_positional(&checking->source, &i);
        const struct check_code *b = next_positional(&checking->target, &j);
        if (!a || !b)
            return;
        if (a->text.at[a->text.len - 1] == b->text.at[b->text.len - 1])
            continue;
        struct diag *diag = check_report_code(checking, KIND_PLACEHOLDER_ORDER, &checking->target, b,
                                              "`" STR_FORMAT "` stands where the source has `" STR_FORMAT
                                              "`, and gets its value",
                                              STR_ARG(b->text), STR_ARG(a->text));
        if (diag)
            diag_hint(checking->diags, diag,
                      "Number them, as in `%%1$" STR_FORMAT "`, or keep them in the source's order.",
                      STR_ARG(str_from(b->text, b->text.len - 1)));
        return;
    }
}

// ---- references that were escaped twice

static size_t first_reference(struct str text, size_t *end)
{
    static const char *const names[] = {"&quot;", "&amp;", "&lt;", "&gt;", "&apos;", "&#39;", "&nbsp;"};
    for (size_t at = 0; (at = str_find_byte(text, '&', at)) != STR_NONE; at++)
        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
            if (str_starts(str_from(text, at), str_of(names[i]))) {
                *end = at + strlen(names[i]);
                return at;
            }
    return STR_NONE;
}

void check_escaped_twice(struct checking *checking)
{
    size_t end, ignored;
    size_t at = first_reference(checking->target.flat, &end);
    if (at != STR_NONE && first_reference(checking->source.flat, &ignored) == STR_NONE)
        check_report(checking, KIND_ESCAPED_TWICE, &checking->target, at, end,
                     "`" STR_FORMAT "` is shown as it stands",
                     STR_ARG(str_slice(checking->target.flat, at, end)));
}

// ---- backslashes

static size_t count_escapes(const struct check_text *text, char name)
{
    size_t count = 0;
    for (size_t at = 0; at + 1 < text->flat.len; at++)
        if (text->flat.at[at] == '\\')
            count += text->flat.at[++at] == name;
    return count;
}

void check_escapes(struct checking *checking)
{
    static const char names[] = "ntr";
    if (!((checking->source.marks | checking->target.marks) & HAS_BACKSLASH))
        return;
    for (const char *name = names; *name; name++) {
        size_t a = count_escapes(&checking->source, *name), b = count_escapes(&checking->target, *name);
        if (a != b)
            check_report_text(checking, KIND_ESCAPES, &checking->target,
                              "`\\%c` stands %zu times in the source, and %zu times here", *name, a, b);
    }
}
