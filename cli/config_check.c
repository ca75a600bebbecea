#include "base/byte.h"
#include "base/nearest.h"
#include "base/path.h"
#include "cli/config_key.h"
#include "extractor/keyword.h"

// "catalogs" and "folder" → "catalogs.folder"
static struct str key_path(const struct config_reading *reading, struct str group, struct str name)
{
    if (group.len == 0)
        return name;
    return arena_join(reading->arena, (struct str[]){group, STR("."), name}, 3);
}

// ---- values

static struct diag *complain_of_kind(const struct config_reading *reading, const struct jsonc *value,
                                     enum jsonc_kind kind, struct str subject)
{
    struct diag *diag = diag_add(reading->diags, KIND_CONFIG_WRONG_TYPE, jsonc_span(&reading->file, value),
                                 STR_FORMAT " must be %s, not %s", STR_ARG(subject), jsonc_kind_name(kind),
                                 jsonc_kind_name(value->kind));
    config_hint_at_type(reading, value, kind, diag);
    return diag;
}

bool config_check_kind(const struct config_reading *reading, const struct jsonc *value, enum jsonc_kind kind,
                       struct str subject)
{
    if (value->kind != kind)
        complain_of_kind(reading, value, kind, subject);
    return value->kind == kind;
}

static bool check_choice(const struct config_reading *reading, const struct config_key *key,
                         const struct jsonc *value)
{
    for (size_t i = 0; key->choice(i); i++)
        if (str_is(value->text, key->choice(i)))
            return true;
    struct buf choices = {0};
    config_print_choices(key, &choices);
    struct diag *diag = diag_add(reading->diags, KIND_CONFIG_BAD_VALUE, jsonc_span(&reading->file, value),
                                 "\"%s\" must be " STR_FORMAT ", not \"" STR_FORMAT "\"", key->path,
                                 STR_ARG(buf_str(&choices)), STR_ARG(value->text));
    buf_free(&choices);
    struct str nearest = config_nearest_choice(key, value->text);
    bool is_another = key->type == CONFIG_CHOICES && nearest.len == 0;
    if (key->otherwise && (is_another || format_find(value->text)))
        diag_hint(reading->diags, diag, "%s", key->otherwise);
    else
        nearest_hint(nearest, reading->diags, diag);
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

void config_check_strings(const struct config_reading *reading, const struct jsonc *list, struct str subject,
                          struct str_list *out)
{
    for (const struct jsonc *element = list->first; element; element = element->next)
        if (config_check_kind(reading, element, JSONC_STRING, subject))
            *list_push(out, reading->arena) = element->text;
}

// ---- types

static void take_texts(const struct config_reading *reading, const struct config_key *key,
                       const struct jsonc *value, void *member)
{
    struct str_list *out = member;
    *out = (struct str_list){0};
    struct str subject = arena_print(reading->arena, "every element of \"%s\"", key->path);
    for (const struct jsonc *element = value->first; element; element = element->next)
        if (config_check_kind(reading, element, JSONC_STRING, subject) && check_text(reading, key, element))
            *list_push(out, reading->arena) =
                key->type == CONFIG_PATHS ? path_join(reading->arena, reading->config->folder, element->text)
                                          : element->text;
}

static void take_nothing(const struct config_reading *reading, const struct config_key *key,
                         const struct jsonc *value, void *member)
{
    (void)reading, (void)key, (void)value, (void)member;
}

static void take_text(const struct config_reading *reading, const struct config_key *key,
                      const struct jsonc *value, void *member)
{
    struct str *out = member;
    if (!check_text(reading, key, value))
        return;
    *out = value->text;
    if (key->type == CONFIG_PATH)
        *out = path_join(reading->arena, reading->config->folder, value->text);
    else if (key->type == CONFIG_PATH_HERE)
        *out = path_normalise(reading->arena, value->text);
}

static void take_second(const struct config_reading *reading, const struct config_key *key,
                        const struct jsonc *value, void *member)
{
    if (check_text(reading, key, value))
        *(bool *)member = str_is(value->text, key->choice(1));
}

static void take_number(const struct config_reading *reading, const struct config_key *key,
                        const struct jsonc *value, void *member)
{
    unsigned number = 0;
    if (!check_text(reading, key, value))
        return;
    while (!str_is(value->text, key->choice(number)))
        number++;
    *(unsigned *)member = number;
}

static void take_percent(const struct config_reading *reading, const struct config_key *key,
                         const struct jsonc *value, void *member)
{
    size_t percent;
    if (str_number(value->text, 100, &percent))
        *(unsigned *)member = (unsigned)percent;
    else
        diag_add(reading->diags, KIND_CONFIG_BAD_VALUE, jsonc_span(&reading->file, value),
                 "\"%s\" is a whole number from 0 to 100, not " STR_FORMAT, key->path, STR_ARG(value->text));
}

static void take_flag(const struct config_reading *reading, const struct config_key *key,
                      const struct jsonc *value, void *member)
{
    (void)reading, (void)key;
    *(bool *)member = value->truth;
}

static void take_group(const struct config_reading *reading, const struct config_key *key,
                       const struct jsonc *value, void *member)
{
    if (member)
        *(bool *)member = true;
    config_check_object(reading, value, str_of(key->path));
}

static const struct {
    enum jsonc_kind kind;
    config_take_function *take;
} types[] = {
    [CONFIG_IGNORED] = {JSONC_STRING, take_nothing},
    [CONFIG_TEXT] = {JSONC_STRING, take_text},
    [CONFIG_TEXTS] = {JSONC_ARRAY, take_texts},
    [CONFIG_KEYWORDS] = {JSONC_ARRAY, take_texts},
    [CONFIG_LOCALE] = {JSONC_STRING, take_text},
    [CONFIG_LOCALES] = {JSONC_ARRAY, take_texts},
    [CONFIG_FILE] = {JSONC_STRING, take_text},
    [CONFIG_FILES] = {JSONC_ARRAY, take_texts},
    [CONFIG_PATH] = {JSONC_STRING, take_text},
    [CONFIG_PATH_HERE] = {JSONC_STRING, take_text},
    [CONFIG_CHOICE] = {JSONC_STRING, take_text},
    [CONFIG_CHOICES] = {JSONC_ARRAY, take_texts},
    [CONFIG_SECOND] = {JSONC_STRING, take_second},
    [CONFIG_NUMBER] = {JSONC_STRING, take_number},
    [CONFIG_PATHS] = {JSONC_ARRAY, take_texts},
    [CONFIG_FLAG] = {JSONC_BOOL, take_flag},
    [CONFIG_PERCENT] = {JSONC_NUMBER, take_percent},
    [CONFIG_GROUP] = {JSONC_OBJECT, take_group},
    [CONFIG_CHECKS] = {JSONC_OBJECT, config_check_levels},
    [CONFIG_LANGUAGES] = {JSONC_OBJECT, config_check_languages},
    [CONFIG_CHUNKS] = {JSONC_OBJECT, config_check_chunks},
    [CONFIG_FALLBACKS] = {JSONC_OBJECT, config_check_fallbacks},
    [CONFIG_PATCHES] = {JSONC_OBJECT, config_check_patches},
};

static void read_value(const struct config_reading *reading, const struct config_key *key,
                       const struct jsonc *value)
{
    if (key->type == CONFIG_FALLBACKS && value->kind == JSONC_BOOL)
        return; // config_check_bundles() reads it when all locales are known
    struct str subject = arena_print(reading->arena, "\"%s\"", key->path);
    enum jsonc_kind kind = types[key->type].kind;
    if (value->kind == kind) {
        types[key->type].take(reading, key, value,
                              key->offset == STR_NONE ? NULL : (char *)reading->target + key->offset);
        return;
    }
    struct diag *diag = complain_of_kind(reading, value, kind, subject);
    if (key->type == CONFIG_GROUP)
        config_hint_at_keys(reading, key, diag);
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
    if (!nearest_hint(config_nearest_key(reading, member->key, group), reading->diags, diag))
        config_hint_at_place(reading, member->key, diag);
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
            (!is_known(reading, other, group) && str_equal(config_nearest_key(reading, other, group), name)))
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
    config_warn_of_doubles(reading, object);
    const char *tag = tag_of(reading, object, group);
    struct config_members members = config_members_of(object, reading->arena);
    for (size_t i = 0; i < members.count; i++)
        read_member(reading, members.at[i], group, tag);
    for (const struct config_key *key = reading->keys; key->path; key++)
        if (key->is_required && config_key_is_in(key, group) && belongs(key, tag) &&
            !is_there(reading, &members, key, group))
            add_missing(reading, key, object);
}
