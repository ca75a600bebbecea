#include "catalog/icu_compare.h"

#include "base/map.h"
#include "base/utf.h"
#include "catalog/icu_letters.h"

#include <stdio.h>

// ---- inventory

// How an argument or a tag is used. One argument can be several.
enum role {
    ROLE_PLAIN = 1 << 0,  // {x}
    ROLE_NUMBER = 1 << 1, // number, plural, selectordinal
    ROLE_DATE = 1 << 2,   // date, time
    ROLE_SELECT = 1 << 3,
    ROLE_CUSTOM = 1 << 4,
    ROLE_TAG = 1 << 5, // tags have names of their own
};

struct use {
    struct str name;
    unsigned roles;    // of enum role
    size_t start, end; // of the first use
};

struct use_list {
    struct use *at;
    size_t count, capacity;
};

static const unsigned roles[] = {
    [ICU_ARGUMENT] = ROLE_PLAIN, [ICU_NUMBER] = ROLE_NUMBER,  [ICU_DATE] = ROLE_DATE,
    [ICU_TIME] = ROLE_DATE,      [ICU_CUSTOM] = ROLE_CUSTOM,  [ICU_SELECT] = ROLE_SELECT,
    [ICU_PLURAL] = ROLE_NUMBER,  [ICU_ORDINAL] = ROLE_NUMBER, [ICU_TAG] = ROLE_TAG,
    [ICU_EMPTY_TAG] = ROLE_TAG,
};

struct inventory {
    struct arena *arena;
    struct map index; // "<name" for tags → number + 1
    struct use_list uses;
};

static void note_use(const struct icu_node *node, void *context)
{
    struct inventory *inventory = context;
    if (node->kind == ICU_LITERAL || node->kind == ICU_POUND)
        return;
    struct str key = node->text;
    if (roles[node->kind] == ROLE_TAG)
        key = arena_join(inventory->arena, (struct str[]){STR("<"), node->text}, 2);
    struct map_entry *entry = map_entry(&inventory->index, key, inventory->arena);
    if (!entry->value) {
        *list_push(&inventory->uses, inventory->arena) =
            (struct use){.name = node->text, .start = node->start, .end = node->end};
        entry->value = (void *)(uintptr_t)inventory->uses.count;
    }
    inventory->uses.at[(uintptr_t)entry->value - 1].roles |= roles[node->kind];
}

// The arguments and tags of a message in the order of their first use, each once.
static void take_inventory(const struct icu_message *message, struct arena *arena, struct inventory *out)
{
    *out = (struct inventory){.arena = arena};
    icu_visit(&message->nodes, note_use, out);
}

// ---- arguments and tags of source and target

static const struct use *find_use(const struct inventory *inventory, const struct use *like)
{
    struct str key = like->name;
    if (like->roles == ROLE_TAG)
        key = arena_join(inventory->arena, (struct str[]){STR("<"), like->name}, 2);
    uintptr_t number = (uintptr_t)map_get(&inventory->index, key);
    return number ? &inventory->uses.at[number - 1] : NULL;
}

// A plain use goes with any other.
static bool roles_clash(unsigned a, unsigned b)
{
    a &= ~(unsigned)ROLE_PLAIN;
    b &= ~(unsigned)ROLE_PLAIN;
    return a && b && !(a & b);
}

static void compare_uses(const struct inventory *source, const struct inventory *target,
                         struct icu_finding_list *out)
{
    for (size_t i = 0; i < source->uses.count; i++) {
        const struct use *use = &source->uses.at[i], *twin = find_use(target, use);
        bool is_tag = use->roles == ROLE_TAG;
        struct icu_finding finding = {.kind = is_tag ? ICU_TAG_MISSING : ICU_ARGUMENT_MISSING,
                                      .name = use->name,
                                      .source_start = use->start,
                                      .source_end = use->end};
        if (twin) {
            finding.kind = ICU_ARGUMENT_ROLE;
            finding.start = twin->start;
            finding.end = twin->end;
        }
        if (!twin || roles_clash(use->roles, twin->roles))
            *list_push(out, source->arena) = finding;
    }
    for (size_t i = 0; i < target->uses.count; i++) {
        const struct use *use = &target->uses.at[i];
        enum icu_finding_kind kind = use->roles == ROLE_TAG ? ICU_TAG_UNKNOWN : ICU_ARGUMENT_UNKNOWN;
        if (!find_use(source, use))
            *list_push(out, source->arena) =
                (struct icu_finding){.kind = kind, .name = use->name, .start = use->start, .end = use->end};
    }
}

// ---- keys of selects

struct key {
    const struct icu_node *select;
    const struct icu_option *option;
};

// The keys of all selects by one argument: argument → map of key → struct key.
struct keys {
    struct arena *arena;
    struct map by_argument;
};

static void note_keys(const struct icu_node *node, void *context)
{
    struct keys *keys = context;
    if (node->kind != ICU_SELECT)
        return;
    struct map_entry *entry = map_entry(&keys->by_argument, node->text, keys->arena);
    struct map *own = entry->value ? entry->value : arena_new(keys->arena, struct map);
    entry->value = own;
    for (size_t i = 0; i < node->options.count; i++) {
        struct map_entry *key_entry = map_entry(own, node->options.at[i].key, keys->arena);
        if (key_entry->value)
            continue;
        struct key *key = arena_new(keys->arena, struct key);
        *key = (struct key){node, &node->options.at[i]};
        key_entry->value = key;
    }
}

// What the keys have that the others lack.
static void compare_keys(const struct map *keys, const struct map *others, bool is_source,
                         struct arena *arena, struct icu_finding_list *out)
{
    const struct key *first = others->entries.at[0].value; // where a missing key is wanted
    for (size_t i = 0; i < keys->entries.count; i++) {
        const struct key *key = keys->entries.at[i].value;
        size_t start = key->option->key_start, end = start + key->option->key.len;
        struct icu_finding finding = {.kind = ICU_KEY_UNKNOWN, .start = start, .end = end};
        if (map_has(others, key->option->key) || str_is(key->option->key, "other"))
            continue;
        if (is_source)
            finding = (struct icu_finding){.kind = ICU_KEY_MISSING,
                                           .start = first->select->start,
                                           .end = first->select->end,
                                           .source_start = start,
                                           .source_end = end};
        finding.name = key->select->text;
        finding.key = key->option->key;
        *list_push(out, arena) = finding;
    }
}

void icu_compare(const struct icu_message *source, const struct icu_message *target, struct arena *arena,
                 struct icu_finding_list *out)
{
    struct inventory source_inventory, target_inventory;
    take_inventory(source, arena, &source_inventory);
    take_inventory(target, arena, &target_inventory);
    compare_uses(&source_inventory, &target_inventory, out);
    struct keys source_keys = {.arena = arena}, target_keys = {.arena = arena};
    icu_visit(&source->nodes, note_keys, &source_keys);
    icu_visit(&target->nodes, note_keys, &target_keys);
    for (size_t i = 0; i < source_keys.by_argument.entries.count; i++) {
        const struct map_entry *entry = &source_keys.by_argument.entries.at[i];
        const struct map *twin = map_get(&target_keys.by_argument, entry->key);
        if (!twin)
            continue;
        compare_keys(entry->value, twin, true, arena, out);
        compare_keys(twin, entry->value, false, arena, out);
    }
}

// ---- plurals

struct plurals {
    struct arena *arena;
    const struct plural_rules *cardinal, *ordinal;
    struct icu_finding_list *out;
};

static void find(struct plurals *p, enum icu_finding_kind kind, const struct icu_node *choice, struct str key,
                 const struct icu_option *option)
{
    size_t start = option ? option->key_start : choice->start;
    *list_push(p->out, p->arena) =
        (struct icu_finding){.kind = kind,
                             .name = choice->text,
                             .key = key,
                             .start = start,
                             .end = option ? start + option->key.len : choice->end};
}

// A category that only numbers with an option of their own have needs none: =1 stands for `one` of English.
static bool is_covered(const struct icu_node *choice, const struct plural_rules *rules,
                       enum plural_category category)
{
    enum { few_enough = 4 };
    size_t found = 0;
    for (int64_t i = 0; i < 1000; i++) {
        char key[32];
        if (rules->of[i] != category)
            continue;
        snprintf(key, sizeof key, "=%lld", (long long)i + choice->offset);
        if (++found > few_enough || !icu_option_find(choice, str_of(key)))
            return false;
    }
    return found > 0;
}

static void check_keys(struct plurals *p, const struct icu_node *choice, const struct plural_rules *rules)
{
    for (size_t i = 0; i < choice->options.count; i++) {
        const struct icu_option *option = &choice->options.at[i];
        enum plural_category category = plural_find(option->key);
        if (category == PLURAL_COUNT && option->key.at[0] != '=')
            find(p, ICU_CATEGORY_UNKNOWN, choice, option->key, option);
        else if (category < PLURAL_OTHER && rules->is_known && !rules->has[category])
            find(p, ICU_CATEGORY_SUPERFLUOUS, choice, option->key, option);
    }
}

static void check_choice(const struct icu_node *node, void *context)
{
    struct plurals *p = context;
    if (!icu_is_choice(node->kind))
        return;
    if (!icu_option_find(node, STR("other")))
        find(p, ICU_OTHER_MISSING, node, STR("other"), NULL);
    if (node->kind == ICU_SELECT)
        return;
    const struct plural_rules *rules = node->kind == ICU_ORDINAL ? p->ordinal : p->cardinal;
    check_keys(p, node, rules);
    for (enum plural_category category = PLURAL_ZERO; rules->is_known && category < PLURAL_OTHER;
         category++) {
        struct str key = str_of(plural_names[category]);
        if (rules->has_small[category] && !icu_option_find(node, key) && !is_covered(node, rules, category))
            find(p, ICU_CATEGORY_MISSING, node, key, NULL);
    }
}

void icu_check_choices(const struct icu_message *message, const struct plural_rules *cardinal,
                       const struct plural_rules *ordinal, struct arena *arena, struct icu_finding_list *out)
{
    struct plurals plurals = {arena, cardinal, ordinal, out};
    icu_visit(&message->nodes, check_choice, &plurals);
}

// ---- quotes

static bool is_behind_word(struct str text, size_t at)
{
    uint32_t point = at ? utf_previous(text, at, &at) : ' ';
    return icu_is_name(point) && !(point >= '0' && point <= '9');
}

// The name behind a brace or an opening tag at `at`, or empty.
static struct str swallowed_name(struct str text, size_t at, size_t end)
{
    bool is_tag = text.at[at] == '<';
    size_t start = ++at;
    if (is_tag && (at == end || !icu_is_letter(text.at[at])))
        return (struct str){0};
    for (size_t next = at; next < end; at = next) {
        uint32_t point = utf_next(text, &next);
        if (is_tag ? !icu_is_tag_name(point) : !icu_is_name(point))
            break;
    }
    bool is_whole = at < end && strchr(is_tag ? ">/ " : "}, ", text.at[at]) && text.at[at] != '\0';
    return is_whole ? str_slice(text, start, at) : (struct str){0};
}

static void check_quote(const struct icu_message *message, const struct icu_quote *quote, struct arena *arena,
                        struct icu_finding_list *out)
{
    struct str text = message->text;
    if (quote->is_closed && !is_behind_word(text, quote->start))
        return;
    for (size_t at = quote->start + 1; at < quote->end; at++) {
        if (text.at[at] != '{' && text.at[at] != '<')
            continue;
        struct str name = swallowed_name(text, at, quote->end);
        if (name.len)
            *list_push(out, arena) = (struct icu_finding){
                .kind = ICU_QUOTE_SWALLOWS, .name = name, .start = quote->start, .end = quote->start + 1};
    }
}

void icu_check_quotes(const struct icu_message *message, struct arena *arena, struct icu_finding_list *out)
{
    for (size_t i = 0; i < message->quotes.count; i++)
        check_quote(message, &message->quotes.at[i], arena, out);
}
