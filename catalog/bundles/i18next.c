// Resources of i18next: one object from keys to texts. A choice by number is one member for each form
// (i18next_plural.h), a choice by value one for each value, as i18next has contexts:
//     {"files_one": "{{count}} file", "files_other": "{{count}} files",
//      "friend_male": "He", "friend": "They"}
// The object is flat. i18next finds a flat key where it splits keys at dots, too, and an application that
// sets `keySeparator: false` finds no other.

#include "base/quote.h"
#include "catalog/bundles/i18next_plural.h"
#include "catalog/bundles/i18next_value.h"
#include "catalog/translations.h"

struct state {
    bool is_v3;
    struct i18next_forms *forms[2]; // cardinal, ordinal; made when the first choice asks for them
    struct arena *arena;
};

// One text on its way to its members.
struct expanding {
    const struct bundled *text;
    struct state *state;
    struct str key;
    struct bundled_choice choice;
    struct variant_query queries[choice_selectors_greatest];
    bool is_strict; // no form may show a text that is not meant for all its numbers
    struct arena *arena;
    struct member_list {
        struct member {
            struct str key, value;
        } * at;
        size_t count, capacity;
    } members;
};

static bool is_ordinal(const struct expanding *e)
{
    return e->choice.number != STR_NONE &&
           pattern_selectors(&e->text->pattern)->at[e->choice.number].kind == SELECT_ORDINAL;
}

static const char *runtime_name(const struct state *state)
{
    return state->is_v3 ? "version 3 of i18next's JSON" : "i18next";
}

static struct i18next_forms *forms_of(struct expanding *e)
{
    struct i18next_forms **slot = &e->state->forms[is_ordinal(e)];
    if (*slot)
        return *slot;
    *slot = arena_new(e->state->arena, struct i18next_forms);
    if (e->state->is_v3)
        i18next_forms_v3(e->text->request->locale, *slot);
    else
        i18next_forms_v4(e->text->request->locale, is_ordinal(e), *slot);
    return *slot;
}

// ---- members

static bool add_member(struct expanding *e, struct str key, const struct pattern *value)
{
    const struct selector_list *selectors = pattern_selectors(&e->text->pattern);
    struct str count = e->choice.number == STR_NONE ? STR("") : selectors->at[e->choice.number].argument;
    struct buf out = {0};
    bool good = i18next_value_print(e->text, value, count, e->arena, &out);
    *list_push(&e->members, e->arena) = (struct member){key, buf_finish(&out, e->arena)};
    return good;
}

static bool lacks_other(const struct expanding *e)
{
    return bundled_refuse(e->text, KIND_BUNDLE_UNFIT, "the choice lacks `other`");
}

static bool is_key_of(const struct pattern *pattern, size_t selector, const char *key)
{
    for (size_t i = 0; i < pattern->variants->count; i++)
        if (str_is(pattern->variants->at[i].keys.at[selector], key))
            return true;
    return false;
}

// What no whole number up to 999 asks for, other numbers may.
static const struct pattern *text_of_category(struct expanding *e, enum plural_category category)
{
    choice_ask(&e->text->pattern, e->choice.number, STR(""), category, e->queries);
    return pattern_choose(&e->text->pattern, e->queries);
}

// By categories there are more members than forms that some number shows, and `zero` may be left out.
static void settle_categories(struct expanding *e, const struct i18next_forms *forms,
                              const struct pattern *texts[])
{
    for (enum plural_category i = PLURAL_ZERO; i < PLURAL_COUNT; i++)
        if (!texts[i] &&
            (forms->rules.has[i] || is_key_of(&e->text->pattern, e->choice.number, plural_names[i])))
            texts[i] = text_of_category(e, i);
    if (forms->rules.has[PLURAL_ZERO] || !texts[PLURAL_ZERO])
        return;
    if (is_key_of(&e->text->pattern, e->choice.number, "zero") &&
        !is_key_of(&e->text->pattern, e->choice.number, "=0"))
        texts[PLURAL_ZERO] = text_of_category(e, PLURAL_ZERO);
    if (texts[forms->rules.of[0]] && pattern_equal(texts[PLURAL_ZERO], texts[forms->rules.of[0]]))
        texts[PLURAL_ZERO] = NULL;
}

// The members of a choice by number, behind a context if there is one.
static bool expand_number(struct expanding *e, struct str key)
{
    const struct pattern *pattern = &e->text->pattern;
    const struct pattern *texts[number_forms_greatest] = {NULL};
    const struct i18next_forms *forms = forms_of(e);
    struct str clash;
    if (!number_forms_fill(&forms->forms, pattern, e->choice.number, e->queries, texts, &clash) &&
        e->is_strict)
        return bundled_refuse(e->text, KIND_BUNDLE_UNFIT,
                              "%s has no form of its own for the text of `" STR_FORMAT "`",
                              runtime_name(e->state), STR_ARG(clash));
    if (forms->is_categories)
        settle_categories(e, forms, texts);
    else if (!texts[forms->plural.count - 1])
        texts[forms->plural.count - 1] = text_of_category(e, PLURAL_OTHER);
    bool has_any = false;
    for (size_t i = 0; i < forms->plural.count; i++) {
        if (!texts[i])
            continue;
        has_any = true;
        struct str whole = arena_join(e->arena, (struct str[]){key, str_of(forms->suffixes[i])}, 2);
        if (!add_member(e, whole, texts[i]))
            return false;
    }
    return has_any && (!forms->is_categories || texts[PLURAL_OTHER]) ? true : lacks_other(e);
}

static bool expand_one(struct expanding *e, struct str key)
{
    if (e->choice.number != STR_NONE)
        return expand_number(e, key);
    const struct pattern *text = &e->text->pattern;
    if (pattern_is_select(text))
        text = pattern_choose(text, e->queries);
    return text ? add_member(e, key, text) : lacks_other(e);
}

static bool is_other(struct str key)
{
    return str_is(key, "other") || str_is(key, "*");
}

// A context for each value, and none for all others.
static bool expand_values(struct expanding *e)
{
    const struct variant_list *variants = e->text->pattern.variants;
    struct map seen = {0};
    for (size_t i = 0; i < variants->count; i++) {
        struct str value = variants->at[i].keys.at[e->choice.value];
        if (is_other(value) || map_has(&seen, value))
            continue;
        map_set(&seen, value, e, e->arena);
        e->queries[e->choice.value] = (struct variant_query){value, PLURAL_COUNT};
        if (!expand_one(e, arena_join(e->arena, (struct str[]){e->key, STR("_"), value}, 3)))
            return false;
    }
    e->queries[e->choice.value] = (struct variant_query){{0}, PLURAL_COUNT};
    return expand_one(e, e->key);
}

// In files of i18next the key of an ordinal's unit ends in "_ordinal" (formats/i18next_entries.h).
static void strip_ordinal(struct expanding *e)
{
    struct str ending = STR("_ordinal");
    if (is_ordinal(e) && e->key.len > ending.len && str_ends(e->key, ending))
        e->key = str_slice(e->key, 0, e->key.len - ending.len);
}

static bool expand(struct expanding *e)
{
    if (str_is(e->key, "__proto__"))
        return bundled_refuse(e->text, KIND_BUNDLE_UNFIT, "no application can look up the key `__proto__`");
    if (!pattern_is_select(&e->text->pattern)) {
        e->choice = (struct bundled_choice){STR_NONE, STR_NONE};
        return expand_one(e, e->key);
    }
    if (!bundled_choice(e->text, runtime_name(e->state), &e->choice))
        return false;
    if (e->state->is_v3 && is_ordinal(e))
        return bundled_refuse(e->text, KIND_BUNDLE_UNFIT, "%s has no ordinals", runtime_name(e->state));
    strip_ordinal(e);
    return e->choice.value == STR_NONE ? expand_one(e, e->key) : expand_values(e);
}

// ---- the format

static void *begin(const struct bundle_request *request, struct arena *arena, bool is_v3)
{
    struct state *state = arena_new(arena, struct state);
    (void)request;
    *state = (struct state){.is_v3 = is_v3, .arena = arena};
    return state;
}

static void *begin_v4(const struct bundle_request *request, struct arena *arena)
{
    return begin(request, arena, false);
}

static void *begin_v3(const struct bundle_request *request, struct arena *arena)
{
    return begin(request, arena, true);
}

// The source text of another locale's bundle only stands in, with forms that are not its own.
static bool object_holds(const struct bundle_request *request, const struct message *message,
                         struct arena *scratch, struct diags *diags)
{
    struct bundled text;
    bundled_message(request, message, diags, &text);
    if (!bundled_read(&text, scratch))
        return false;
    struct expanding e = {.text = &text,
                          .state = request->state,
                          .key = message_key(message),
                          .is_strict = request->catalog == NULL,
                          .arena = scratch};
    return expand(&e);
}

static bool object_fits(const struct bundle_request *request, const struct message *message,
                        const struct translation *translation, struct arena *scratch, struct diags *diags)
{
    struct bundled source, target;
    bundled_translation(request, translation, diags, &target);
    bundled_message(request, message, NULL, &source);
    if (!bundled_read(&target, scratch))
        return false;
    bool has_source = bundled_read(&source, scratch);
    struct expanding e = {.text = &target,
                          .state = request->state,
                          .key = message_key(message),
                          .is_strict = true,
                          .arena = scratch};
    return expand(&e) && (!has_source || bundled_names_fit(&source, &target, scratch));
}

// ---- writing

// What the file has so far: keys, and the texts that they came from.
struct file {
    struct map spans; // key → const struct span *
    struct buf *out;
};

static void print_member(struct file *file, const struct member *member)
{
    buf_text(file->out, file->spans.entries.count > 1 ? ",\n  " : "\n  ");
    quote_json(file->out, member->key);
    buf_text(file->out, ": ");
    quote_json(file->out, member->value);
}

static bool add_members(struct file *file, const struct expanding *e, struct diags *diags)
{
    struct span *span = arena_new(e->arena, struct span);
    *span = e->text->span;
    for (size_t i = 0; i < e->members.count; i++) {
        struct map_entry *entry = map_entry(&file->spans, e->members.at[i].key, e->arena);
        if (entry->value)
            return bundled_refuse_key(e->text, entry->key, *(const struct span *)entry->value, diags);
        entry->value = span;
        print_member(file, &e->members.at[i]);
    }
    return true;
}

static bool object_write(const struct bundle_request *request, struct arena *scratch, struct diags *diags,
                         struct buf *out)
{
    uint32_t *order = messages_sorted(request, scratch);
    struct file file = {.out = out};
    bool good = true;
    buf_byte(out, '{');
    for (size_t i = 0; i < request->messages->count; i++) {
        struct bundled text;
        bundled_text(request, order[i], &text);
        if (!bundled_read(&text, scratch))
            continue; // it is refused
        struct expanding e = {.text = &text,
                              .state = request->state,
                              .key = message_key(request->messages->at[order[i]]),
                              .arena = scratch};
        good = (!expand(&e) || add_members(&file, &e, diags)) && good;
    }
    buf_text(out, file.spans.entries.count ? "\n}\n" : "}\n");
    return good;
}

const struct bundle bundle_i18next = {
    .name = "i18next",
    .meaning = "i18next, JSON of version 4: plurals by CLDR's categories",
    .suffix = ".json",
    .has_source = true,
    .begin = begin_v4,
    .holds = object_holds,
    .fits = object_fits,
    .write = object_write,
};

const struct bundle bundle_i18next_v3 = {
    .name = "i18next-v3",
    .meaning = "i18next up to version 20, JSON of version 3: plurals by numbered forms",
    .suffix = ".json",
    .has_source = true,
    .begin = begin_v3,
    .holds = object_holds,
    .fits = object_fits,
    .write = object_write,
};
