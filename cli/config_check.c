#include "cli/config_key.h"
#include "extractor/keyword.h"

#include "base/byte.h"
#include "base/map.h"
#include "base/nearest.h"
#include "base/path.h"

#include <stdlib.h>

// "catalogs" and "folder" → "catalogs.folder"
static struct str key_path(const struct config_reading *reading, struct str group, struct str name)
{
    if (group.len == 0)
        return name;
    return arena_join(reading->arena, (struct str[]){group, STR("."), name}, 3);
}

// ---- JavaScript's view of an object

// The value of an array index (ECMA-262, 6.1.7): such keys come first, as numbers do.
static bool is_index(struct str key, uint64_t *value)
{
    *value = 0;
    if (key.len == 0 || key.len > 10 || (key.at[0] == '0' && key.len > 1))
        return false;
    for (size_t i = 0; i < key.len; i++) {
        if (!byte_is_digit(key.at[i]))
            return false;
        *value = *value * 10 + (uint64_t)(key.at[i] - '0');
    }
    return *value < UINT32_MAX;
}

static int compare_indexes(const void *a, const void *b)
{
    uint64_t x, y;
    is_index((*(const struct jsonc *const *)a)->key, &x);
    is_index((*(const struct jsonc *const *)b)->key, &y);
    return (x > y) - (x < y);
}

struct config_members config_members_of(const struct jsonc *object, struct arena *arena)
{
    struct map last = {0};
    for (struct jsonc *member = object->first; member; member = member->next)
        map_set(&last, member->key, member, arena);
    struct config_members members = {0};
    uint64_t index;
    for (size_t i = 0; i < last.entries.count; i++)
        if (is_index(last.entries.at[i].key, &index))
            *list_push(&members, arena) = last.entries.at[i].value;
    if (members.count > 1)
        qsort(members.at, members.count, sizeof *members.at, compare_indexes);
    for (size_t i = 0; i < last.entries.count; i++)
        if (!is_index(last.entries.at[i].key, &index))
            *list_push(&members, arena) = last.entries.at[i].value;
    return members;
}

static void warn_of_doubles(const struct config_reading *reading, const struct jsonc *object)
{
    struct map seen = {0};
    for (struct jsonc *member = object->first; member; member = member->next) {
        struct map_entry *entry = map_entry(&seen, member->key, reading->arena);
        if (entry->value) {
            struct diag *diag =
                diag_add(reading->diags, KIND_CONFIG_DOUBLE_KEY, jsonc_key_span(&reading->file, member),
                         "the key \"" STR_FORMAT "\" is there twice", STR_ARG(member->key));
            diag_relate(reading->diags, diag, jsonc_key_span(&reading->file, entry->value),
                        "this one does not count");
        }
        entry->value = member;
    }
}

// ---- values

bool config_check_kind(const struct config_reading *reading, const struct jsonc *value, enum jsonc_kind kind,
                       struct str subject)
{
    if (value->kind == kind)
        return true;
    diag_add(reading->diags, KIND_CONFIG_WRONG_TYPE, jsonc_span(&reading->file, value),
             STR_FORMAT " must be %s, not %s", STR_ARG(subject), jsonc_kind_name(kind),
             jsonc_kind_name(value->kind));
    return false;
}

static bool check_choice(const struct config_reading *reading, const struct config_key *key,
                         const struct jsonc *value)
{
    struct nearest nearest = nearest_to(value->text);
    for (size_t i = 0; key->choice(i); i++) {
        if (str_is(value->text, key->choice(i)))
            return true;
        nearest_offer(&nearest, str_of(key->choice(i)));
    }
    struct buf choices = {0};
    config_print_choices(key, &choices);
    struct diag *diag = diag_add(reading->diags, KIND_CONFIG_BAD_VALUE, jsonc_span(&reading->file, value),
                                 "\"%s\" must be " STR_FORMAT ", not \"" STR_FORMAT "\"", key->path,
                                 STR_ARG(buf_str(&choices)), STR_ARG(value->text));
    buf_free(&choices);
    if (nearest.found.len)
        diag_hint(reading->diags, diag, "Did you mean \"" STR_FORMAT "\"?", STR_ARG(nearest.found));
    return false;
}

// Locales become names of files, so they are held to what a language tag or its spelling with `_` and `@`
// has.
bool config_check_locale(const struct config_reading *reading, const struct jsonc *value)
{
    bool good = value->text.len > 0 && value->text.len <= 64;
    for (size_t i = 0; good && i < value->text.len; i++) {
        char c = value->text.at[i];
        good = byte_is_letter(c) || (i > 0 && (byte_is_digit(c) || c == '-' || c == '_' || c == '@'));
    }
    if (!good)
        diag_add(reading->diags, KIND_CONFIG_BAD_LOCALE, jsonc_span(&reading->file, value),
                 "\"" STR_FORMAT "\" is no locale", STR_ARG(value->text));
    return good;
}

static bool check_keyword(const struct config_reading *reading, const struct jsonc *value)
{
    struct keyword keyword;
    if (keyword_parse(value->text, &keyword))
        return true;
    struct diag *diag = diag_add(reading->diags, KIND_CONFIG_BAD_VALUE, jsonc_span(&reading->file, value),
                                 "\"" STR_FORMAT "\" is no keyword", STR_ARG(value->text));
    diag_hint(reading->diags, diag,
              "Write keywords as for xgettext: \"tr\", \"trn:1,2\", \"trc:1c,2\", \"f:1,2,3t\".");
    return false;
}

// No file's name needs control characters, and a NUL would cut it off.
static bool check_path(const struct config_reading *reading, const struct config_key *key,
                       const struct jsonc *value)
{
    for (size_t i = 0; i < value->text.len; i++)
        if ((unsigned char)value->text.at[i] < ' ' || value->text.at[i] == 0x7f) {
            diag_add(reading->diags, KIND_CONFIG_BAD_VALUE, jsonc_span(&reading->file, value),
                     "\"%s\" has the control character U+%04X, as no path does", key->path,
                     (unsigned char)value->text.at[i]);
            return false;
        }
    return true;
}

// Of lit-localize any text is a locale; here it names a file in the folder of the catalogs.
static bool check_file_name(const struct config_reading *reading, const struct config_key *key,
                            const struct jsonc *value)
{
    bool leads_away = str_find_byte(value->text, '/', 0) != STR_NONE || str_is(value->text, "..");
    if (leads_away)
        diag_add(reading->diags, KIND_CONFIG_BAD_LOCALE, jsonc_span(&reading->file, value),
                 "\"" STR_FORMAT "\" cannot be the name of a file", STR_ARG(value->text));
    return !leads_away && check_path(reading, key, value);
}

// Of a string, or of one in an array.
static bool check_text(const struct config_reading *reading, const struct config_key *key,
                       const struct jsonc *value)
{
    if (key->type == CONFIG_LOCALE || key->type == CONFIG_LOCALES)
        return config_check_locale(reading, value);
    if (key->type == CONFIG_KEYWORDS)
        return check_keyword(reading, value);
    if (key->type == CONFIG_PATH || key->type == CONFIG_PATHS || key->type == CONFIG_PATH_HERE)
        return check_path(reading, key, value);
    if (key->type == CONFIG_FILE || key->type == CONFIG_FILES)
        return check_file_name(reading, key, value);
    return !key->choice || check_choice(reading, key, value);
}

static void read_texts(const struct config_reading *reading, const struct config_key *key,
                       const struct jsonc *value, struct str_list *out)
{
    *out = (struct str_list){0};
    struct str subject = arena_print(reading->arena, "every element of \"%s\"", key->path);
    for (const struct jsonc *element = value->first; element; element = element->next)
        if (config_check_kind(reading, element, JSONC_STRING, subject) && check_text(reading, key, element))
            *list_push(out, reading->arena) =
                key->type == CONFIG_PATHS ? path_join(reading->arena, reading->config->folder, element->text)
                                          : element->text;
}

static unsigned number_of(const struct config_key *key, struct str text)
{
    unsigned number = 0;
    while (!str_is(text, key->choice(number)))
        number++;
    return number;
}

static void read_text(const struct config_reading *reading, const struct config_key *key, struct str text,
                      void *member)
{
    if (key->type == CONFIG_PATH)
        text = path_join(reading->arena, reading->config->folder, text);
    else if (key->type == CONFIG_PATH_HERE)
        text = path_normalise(reading->arena, text);
    if (key->type == CONFIG_SECOND)
        *(bool *)member = str_is(text, key->choice(1));
    else if (key->type == CONFIG_NUMBER)
        *(unsigned *)member = number_of(key, text);
    else if (key->type != CONFIG_IGNORED)
        *(struct str *)member = text;
}

static void read_percent(const struct config_reading *reading, const struct config_key *key,
                         const struct jsonc *value, unsigned *out)
{
    size_t percent;
    if (str_number(value->text, 100, &percent))
        *out = (unsigned)percent;
    else
        diag_add(reading->diags, KIND_CONFIG_BAD_VALUE, jsonc_span(&reading->file, value),
                 "\"%s\" is a whole number from 0 to 100, not " STR_FORMAT, key->path, STR_ARG(value->text));
}

static enum jsonc_kind kind_of(enum config_type type)
{
    switch (type) {
    case CONFIG_TEXTS:
    case CONFIG_PATHS:
    case CONFIG_KEYWORDS:
    case CONFIG_LOCALES:
    case CONFIG_FILES:
    case CONFIG_CHOICES:
        return JSONC_ARRAY;
    case CONFIG_GROUP:
    case CONFIG_PATCHES:
    case CONFIG_CHECKS:
    case CONFIG_LANGUAGES:
    case CONFIG_CHUNKS:
    case CONFIG_FALLBACKS:
        return JSONC_OBJECT;
    case CONFIG_FLAG:
        return JSONC_BOOL;
    case CONFIG_PERCENT:
        return JSONC_NUMBER;
    default:
        return JSONC_STRING;
    }
}

static void read_value(const struct config_reading *reading, const struct config_key *key,
                       const struct jsonc *value)
{
    enum jsonc_kind kind = kind_of(key->type);
    if (key->type == CONFIG_FALLBACKS && value->kind == JSONC_BOOL)
        return; // config_check_bundles() reads it when all locales are known
    if (!config_check_kind(reading, value, kind, arena_print(reading->arena, "\"%s\"", key->path)))
        return;
    bool is_stored = key->offset != STR_NONE;
    void *member = (char *)reading->target + (is_stored ? key->offset : 0);
    if (kind == JSONC_ARRAY)
        read_texts(reading, key, value, member);
    else if (kind == JSONC_BOOL)
        *(bool *)member = value->truth;
    else if (kind == JSONC_NUMBER)
        read_percent(reading, key, value, member);
    else if (key->type == CONFIG_CHECKS)
        config_check_levels(reading, value, member);
    else if (key->type == CONFIG_LANGUAGES)
        config_check_languages(reading, value, member);
    else if (key->type == CONFIG_CHUNKS)
        config_check_chunks(reading, value, member);
    else if (key->type == CONFIG_FALLBACKS)
        config_check_fallbacks(reading, value, member);
    else if (key->type == CONFIG_PATCHES)
        config_check_patches(reading, value, member);
    else if (key->type == CONFIG_GROUP) {
        if (is_stored)
            *(bool *)member = true;
        config_check_object(reading, value, str_of(key->path));
    } else if (check_text(reading, key, value))
        read_text(reading, key, value->text, member);
}

// ---- objects

// What the first key of the group says, where other keys depend on it; NULL where that is missing or wrong.
static const char *tag_of(const struct config_reading *reading, const struct jsonc *object, struct str group)
{
    const struct config_key *key = reading->keys;
    while (key->path && !config_key_is_in(key, group))
        key++;
    if (!key->path || !key->choice)
        return NULL;
    const struct jsonc *value = jsonc_get(object, arena_cstr(reading->arena, config_key_name(key)));
    for (size_t i = 0; jsonc_is(value, JSONC_STRING) && key->choice(i); i++)
        if (str_is(value->text, key->choice(i)))
            return key->choice(i);
    return NULL;
}

static bool belongs(const struct config_key *key, const char *tag)
{
    return !key->only || (tag && strcmp(key->only, tag) == 0);
}

// The key of the group that a mistyped one may stand for, or empty.
static struct str nearest_key(const struct config_reading *reading, struct str name, struct str group)
{
    struct nearest nearest = nearest_to(name);
    for (const struct config_key *key = reading->keys; key->path; key++) {
        if (!config_key_is_in(key, group))
            continue;
        if (key->peers && str_is(name, key->peers))
            return config_key_name(key);
        nearest_offer(&nearest, config_key_name(key));
    }
    return nearest.found;
}

static void complain_of_key(const struct config_reading *reading, const struct jsonc *member,
                            struct str group, const struct config_key *elsewhere)
{
    struct span span = jsonc_key_span(&reading->file, member);
    if (elsewhere) {
        diag_add(reading->diags, KIND_CONFIG_UNKNOWN_KEY, span, "\"%s\" is a key for \"%s\" only",
                 elsewhere->path, elsewhere->only);
        return;
    }
    struct str place = group.len ? arena_print(reading->arena, "\"" STR_FORMAT "\"", STR_ARG(group))
                                 : str_of(reading->place);
    struct diag *diag =
        diag_add(reading->diags, KIND_CONFIG_UNKNOWN_KEY, span, "\"" STR_FORMAT "\" is no key of " STR_FORMAT,
                 STR_ARG(member->key), STR_ARG(place));
    struct str nearest = nearest_key(reading, member->key, group);
    if (nearest.len)
        diag_hint(reading->diags, diag, "Did you mean \"" STR_FORMAT "\"?", STR_ARG(nearest));
}

static void read_member(const struct config_reading *reading, const struct jsonc *member, struct str group,
                        const char *tag)
{
    struct str path = key_path(reading, group, member->key);
    const struct config_key *elsewhere = NULL;
    for (const struct config_key *key = reading->keys; key->path; key++) {
        if (!str_is(path, key->path) || !config_key_is_in(key, group))
            continue;
        if (belongs(key, tag)) {
            read_value(reading, key, member);
            return;
        }
        elsewhere = key;
    }
    if (!elsewhere || tag) // without a tag, which is an error of its own, nothing tells where a key belongs
        complain_of_key(reading, member, group, elsewhere);
}

static bool is_known(const struct config_reading *reading, struct str name, struct str group)
{
    for (const struct config_key *key = reading->keys; key->path; key++)
        if (config_key_is_in(key, group) && str_equal(config_key_name(key), name))
            return true;
    return false;
}

// Whether the key is there, or a mistyped one for which it was suggested.
static bool is_there(const struct config_reading *reading, const struct config_members *members,
                     const struct config_key *key, struct str group)
{
    struct str name = config_key_name(key);
    for (size_t i = 0; i < members->count; i++) {
        struct str other = members->at[i]->key;
        if (str_equal(other, name) ||
            (!is_known(reading, other, group) && str_equal(nearest_key(reading, other, group), name)))
            return true;
    }
    return false;
}

static void add_missing(const struct config_reading *reading, const struct config_key *key,
                        const struct jsonc *object)
{
    struct span span = jsonc_span(&reading->file, object);
    span.end = span.start + 1;
    struct diag *diag =
        diag_add(reading->diags, KIND_CONFIG_MISSING_KEY, span, "the key \"%s\" is missing", key->path);
    struct buf choices = {0};
    if (key->choice)
        config_print_choices(key, &choices);
    diag_hint(reading->diags, diag, "%s%s" STR_FORMAT "%s", key->meaning, key->choice ? " It is " : "",
              STR_ARG(buf_str(&choices)), key->choice ? "." : "");
    buf_free(&choices);
}

void config_check_object(const struct config_reading *reading, const struct jsonc *object, struct str group)
{
    warn_of_doubles(reading, object);
    const char *tag = tag_of(reading, object, group);
    struct config_members members = config_members_of(object, reading->arena);
    for (size_t i = 0; i < members.count; i++)
        read_member(reading, members.at[i], group, tag);
    for (const struct config_key *key = reading->keys; key->path; key++)
        if (key->is_required && config_key_is_in(key, group) && belongs(key, tag) &&
            !is_there(reading, &members, key, group))
            add_missing(reading, key, object);
}

// ---- patches

static void read_patches_of(const struct config_reading *reading, const struct jsonc *list,
                            struct patch patch, struct patch_list *out)
{
    struct config_reading inner = *reading;
    inner.keys = patch_keys;
    inner.target = &patch;
    inner.place = "a patch";
    struct str subject = arena_print(reading->arena, "every patch of \"" STR_FORMAT "\"", STR_ARG(patch.id));
    for (const struct jsonc *element = list->first; element; element = element->next) {
        if (!config_check_kind(reading, element, JSONC_OBJECT, subject))
            continue;
        config_check_object(&inner, element, STR(""));
        *list_push(out, reading->arena) = patch;
    }
}

static struct str subject_of(const struct config_reading *reading, struct str locale, struct str id)
{
    return arena_print(reading->arena, "\"patches." STR_FORMAT "%s" STR_FORMAT "\"", STR_ARG(locale),
                       id.len ? "." : "", STR_ARG(id));
}

void config_check_patches(const struct config_reading *reading, const struct jsonc *value,
                          struct patch_list *out)
{
    warn_of_doubles(reading, value);
    struct config_members locales = config_members_of(value, reading->arena);
    for (size_t i = 0; i < locales.count; i++) {
        const struct jsonc *locale = locales.at[i];
        if (!config_check_kind(reading, locale, JSONC_OBJECT, subject_of(reading, locale->key, STR(""))))
            continue;
        warn_of_doubles(reading, locale);
        struct config_members ids = config_members_of(locale, reading->arena);
        for (size_t k = 0; k < ids.count; k++) {
            struct patch patch = {.locale = locale->key, .id = ids.at[k]->key};
            if (config_check_kind(reading, ids.at[k], JSONC_ARRAY,
                                  subject_of(reading, locale->key, patch.id)))
                read_patches_of(reading, ids.at[k], patch, out);
        }
    }
}
