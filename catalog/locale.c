#include "catalog/locale.h"

#include <unicode/uloc.h>
#include <unicode/upluralrules.h>
#include <unicode/ures.h>
#include <unicode/ustring.h>

enum { name_greatest = ULOC_FULLNAME_CAPACITY };

// ---- spellings

static bool is_tag_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
           byte == '-';
}

// Writes the spelling as a BCP 47 tag into `out`: `_` is `-`, a POSIX charset goes, a POSIX modifier that
// names a script becomes that, Android's "b+" goes. False when it cannot be one.
static bool tag_of_spelling(struct str spelling, char out[name_greatest])
{
    static const struct {
        const char *modifier, *script;
    } scripts[] = {{"latin", "Latn"}, {"cyrillic", "Cyrl"}, {"devanagari", "Deva"}};
    if (str_starts(spelling, STR("b+")))
        spelling = str_from(spelling, 2);
    size_t at = str_find_byte(spelling, '@', 0);
    struct str modifier = at == STR_NONE ? STR("") : str_from(spelling, at + 1);
    size_t end = str_find_byte(str_slice(spelling, 0, at), '.', 0);
    spelling = str_slice(str_slice(spelling, 0, at), 0, end);
    if (spelling.len < 2 || spelling.len > 60)
        return false;
    for (size_t i = 0; i < spelling.len; i++) {
        out[i] = spelling.at[i] == '_' || spelling.at[i] == '+' ? '-' : spelling.at[i];
        if (!is_tag_byte(out[i]))
            return false;
    }
    out[spelling.len] = 0;
    size_t language = strcspn(out, "-");
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++)
        if (str_is(modifier, scripts[i].modifier)) {
            memmove(out + language + 5, out + language, strlen(out + language) + 1);
            out[language] = '-';
            memcpy(out + language + 1, scripts[i].script, 4);
        }
    return true;
}

// ICU's name of the locale: "de_DE". False when the spelling is no locale.
static bool icu_name(struct str spelling, char out[name_greatest])
{
    char tag[name_greatest], language[ULOC_LANG_CAPACITY], name[name_greatest];
    UErrorCode error = U_ZERO_ERROR;
    int32_t parsed = 0;
    if (!tag_of_spelling(spelling, tag))
        return false;
    uloc_forLanguageTag(tag, name, name_greatest, &parsed, &error);
    if (U_FAILURE(error) || (size_t)parsed != strlen(tag))
        return false;
    uloc_canonicalize(name, out, name_greatest, &error);
    return U_SUCCESS(error) && uloc_getLanguage(out, language, sizeof language, &error) >= 2 &&
           U_SUCCESS(error);
}

static bool canonical_tag(struct str spelling, char out[name_greatest])
{
    char name[name_greatest];
    UErrorCode error = U_ZERO_ERROR;
    if (!icu_name(spelling, name))
        return false;
    uloc_toLanguageTag(name, out, name_greatest, false, &error);
    return U_SUCCESS(error) && strcmp(out, "und") != 0;
}

struct str locale_canonical(struct str spelling, struct arena *arena)
{
    char tag[name_greatest];
    return canonical_tag(spelling, tag) ? arena_copy(arena, str_of(tag)) : (struct str){0};
}

bool locale_is_likely(struct str name)
{
    char canonical[name_greatest], language[ULOC_LANG_CAPACITY];
    UErrorCode error = U_ZERO_ERROR;
    if (str_find_byte(name, '.', 0) != STR_NONE || !icu_name(name, canonical))
        return false;
    int32_t letters = uloc_getLanguage(canonical, language, sizeof language, &error);
    return U_SUCCESS(error) && (letters == 2 || letters == 3);
}

bool locale_same(struct str a, struct str b)
{
    char x[name_greatest], y[name_greatest];
    if (str_equal(a, b))
        return true;
    return canonical_tag(a, x) && canonical_tag(b, y) && strcmp(x, y) == 0;
}

// With likely subtags: "zh_CN" is "zh_Hans_CN".
static bool full_name(struct str spelling, char out[name_greatest])
{
    char name[name_greatest];
    UErrorCode error = U_ZERO_ERROR;
    if (!icu_name(spelling, name))
        return false;
    // CLDR makes an alias of Norwegian only when matching; every service mixes the two.
    if (strcmp(name, "no") == 0 || strncmp(name, "no_", 3) == 0)
        memcpy(name, "nb", 2);
    uloc_addLikelySubtags(name, out, name_greatest, &error);
    return U_SUCCESS(error);
}

bool locale_alike(struct str a, struct str b)
{
    char x[name_greatest], y[name_greatest];
    if (locale_same(a, b))
        return true;
    return full_name(a, x) && full_name(b, y) && strcmp(x, y) == 0;
}

struct str locale_maximal(struct str spelling, struct arena *arena)
{
    char name[name_greatest];
    return full_name(spelling, name) ? arena_copy(arena, str_of(name)) : (struct str){0};
}

// ---- what is known of them

struct str locale_language(struct str locale, struct arena *arena)
{
    char name[name_greatest], language[ULOC_LANG_CAPACITY];
    UErrorCode error = U_ZERO_ERROR;
    if (!icu_name(locale, name))
        return (struct str){0};
    uloc_getLanguage(name, language, sizeof language, &error);
    return U_SUCCESS(error) ? arena_copy(arena, str_of(language)) : (struct str){0};
}

struct str locale_script(struct str locale, struct arena *arena)
{
    char name[name_greatest], script[ULOC_SCRIPT_CAPACITY];
    UErrorCode error = U_ZERO_ERROR;
    if (!full_name(locale, name))
        return (struct str){0};
    uloc_getScript(name, script, sizeof script, &error);
    return U_SUCCESS(error) ? arena_copy(arena, str_of(script)) : (struct str){0};
}

bool locale_is_right_to_left(struct str locale)
{
    char name[name_greatest];
    return icu_name(locale, name) && uloc_isRightToLeft(name);
}

struct str locale_title(struct str locale, struct arena *arena)
{
    char name[name_greatest], title[4 * name_greatest];
    UChar wide[name_greatest];
    UErrorCode error = U_ZERO_ERROR;
    int32_t len = 0;
    if (!icu_name(locale, name))
        return locale;
    uloc_getDisplayName(name, "en", wide, name_greatest, &error);
    u_strToUTF8(title, sizeof title, &len, wide, -1, &error);
    return U_SUCCESS(error) ? arena_copy(arena, str_slice(str_of(title), 0, (size_t)len)) : locale;
}

// ---- parents

// Whether a list of locales, or the only one, names this one.
static bool list_has(const UResourceBundle *list, const char *name)
{
    UErrorCode error = U_ZERO_ERROR;
    for (int32_t i = 0; i < ures_getSize(list); i++) {
        char child[name_greatest];
        int32_t len = 0;
        const UChar *wide = ures_getStringByIndex(list, i, &len, &error);
        u_strToUTF8(child, sizeof child, NULL, wide, len, &error);
        if (U_SUCCESS(error) && strcmp(child, name) == 0)
            return true;
    }
    return false;
}

// The exceptions: locales that do not inherit from what they begin with. "parentLocales" maps parents to
// their children.
static bool find_parent(const char *name, char out[name_greatest])
{
    UErrorCode error = U_ZERO_ERROR;
    UResourceBundle *data = ures_openDirect(NULL, "supplementalData", &error);
    UResourceBundle *parents = ures_getByKey(data, "parentLocales", NULL, &error);
    bool is_found = false;
    for (int32_t i = 0; U_SUCCESS(error) && !is_found && i < ures_getSize(parents); i++) {
        UResourceBundle *children = ures_getByIndex(parents, i, NULL, &error);
        const char *parent = ures_getKey(children);
        is_found = U_SUCCESS(error) && parent && strlen(parent) < name_greatest && list_has(children, name);
        if (is_found)
            memcpy(out, parent, strlen(parent) + 1);
        ures_close(children);
    }
    ures_close(parents);
    ures_close(data);
    return is_found;
}

// Without its last part; empty when nothing is left. "zh_TW" is written in another script than "zh", so it
// goes to "zh_Hant".
static void cut_name(const char *name, char out[name_greatest])
{
    char script[ULOC_SCRIPT_CAPACITY], other[ULOC_SCRIPT_CAPACITY], full[name_greatest];
    UErrorCode error = U_ZERO_ERROR;
    uloc_getParent(name, out, name_greatest, &error);
    uloc_addLikelySubtags(name, full, name_greatest, &error);
    uloc_getScript(full, script, sizeof script, &error);
    uloc_addLikelySubtags(out, full, name_greatest, &error);
    uloc_getScript(full, other, sizeof other, &error);
    if (U_FAILURE(error) || out[0] == 0 || strcmp(script, other) == 0)
        return;
    size_t language = strcspn(name, "_"), len = strlen(script);
    bool has_script = uloc_getScript(name, other, sizeof other, &error) > 0;
    if (has_script || language + 1 + len + 1 > name_greatest) {
        out[0] = 0;
        return;
    }
    memcpy(out, name, language);
    out[language] = '_';
    memcpy(out + language + 1, script, len + 1);
}

struct str locale_parent(struct str locale, struct arena *arena)
{
    char name[name_greatest], parent[name_greatest], tag[name_greatest];
    UErrorCode error = U_ZERO_ERROR;
    if (!icu_name(locale, name))
        return (struct str){0};
    if (!find_parent(name, parent))
        cut_name(name, parent);
    if (parent[0] == 0 || strcmp(parent, "root") == 0)
        return (struct str){0};
    uloc_toLanguageTag(parent, tag, name_greatest, false, &error);
    return U_SUCCESS(error) ? arena_copy(arena, str_of(tag)) : (struct str){0};
}

// ---- plurals

const char *const plural_names[PLURAL_COUNT] = {"zero", "one", "two", "few", "many", "other"};

enum plural_category plural_find(struct str name)
{
    enum plural_category category = PLURAL_ZERO;
    while (category < PLURAL_COUNT && !str_is(name, plural_names[category]))
        category++;
    return category;
}

enum plural_category plural_of_key(struct str key)
{
    if (str_is(key, "=0"))
        return PLURAL_ZERO;
    return str_is(key, "*") ? PLURAL_OTHER : plural_find(key);
}

static enum plural_category select_category(const UPluralRules *rules, double number)
{
    UChar keyword[16];
    char name[16];
    UErrorCode error = U_ZERO_ERROR;
    uplrules_select(rules, number, keyword, 16, &error);
    if (U_FAILURE(error))
        return PLURAL_OTHER;
    u_UCharsToChars(keyword, name, (int32_t)u_strlen(keyword) + 1);
    return plural_find(str_of(name));
}

static void list_categories(const UPluralRules *rules, struct plural_rules *out)
{
    UErrorCode error = U_ZERO_ERROR;
    UEnumeration *keywords = uplrules_getKeywords(rules, &error);
    for (const char *keyword; U_SUCCESS(error) && (keyword = uenum_next(keywords, NULL, &error));) {
        enum plural_category category = plural_find(str_of(keyword));
        if (category < PLURAL_COUNT)
            out->has[category] = true;
    }
    uenum_close(keywords);
}

enum { rule_greatest = 1024 };

// A text of ICU's resource bundles under a key, as UTF-8. False when there is none.
static bool resource_text(const UResourceBundle *bundle, const char *key, char out[rule_greatest])
{
    UErrorCode error = U_ZERO_ERROR;
    int32_t len = 0;
    const UChar *wide = ures_getStringByKey(bundle, key, &len, &error);
    u_strToUTF8(out, rule_greatest, NULL, wide, len, &error);
    return U_SUCCESS(error) && error != U_STRING_NOT_TERMINATED_WARNING;
}

// Whether CLDR has plural rules of the language. ICU itself answers for others as if they had one form only.
static bool has_plural_rules(const char *name)
{
    UErrorCode error = U_ZERO_ERROR;
    char language[ULOC_LANG_CAPACITY], set[rule_greatest];
    uloc_getLanguage(name, language, sizeof language, &error);
    UResourceBundle *plurals = ures_openDirect(NULL, "plurals", &error);
    UResourceBundle *locales = ures_getByKey(plurals, "locales", NULL, &error);
    bool has_rules = U_SUCCESS(error) && resource_text(locales, language, set);
    ures_close(locales);
    ures_close(plurals);
    return has_rules;
}

void locale_plurals(struct str locale, bool ordinal, struct plural_rules *out)
{
    char name[name_greatest];
    UErrorCode error = U_ZERO_ERROR;
    *out = (struct plural_rules){.has = {[PLURAL_OTHER] = true}, .has_small = {[PLURAL_OTHER] = true}};
    for (size_t i = 0; i < 1000; i++)
        out->of[i] = PLURAL_OTHER;
    if (!icu_name(locale, name) || !has_plural_rules(name))
        return;
    UPluralRules *rules =
        uplrules_openForType(name, ordinal ? UPLURAL_TYPE_ORDINAL : UPLURAL_TYPE_CARDINAL, &error);
    if (U_FAILURE(error))
        return;
    out->is_known = true;
    out->has_small[PLURAL_OTHER] = false;
    list_categories(rules, out);
    for (size_t i = 0; i < 1000; i++) {
        out->of[i] = select_category(rules, (double)i);
        out->has_small[out->of[i]] = true;
    }
    uplrules_close(rules);
}

// The rule as ICU keeps it, with examples behind an `@`: "plurals" maps locales to sets of rules.
static bool find_rule(const char *language, const char *category, char out[rule_greatest])
{
    UErrorCode error = U_ZERO_ERROR;
    char set[rule_greatest];
    UResourceBundle *plurals = ures_openDirect(NULL, "plurals", &error);
    UResourceBundle *locales = ures_getByKey(plurals, "locales", NULL, &error);
    UResourceBundle *all = ures_getByKey(plurals, "rules", NULL, &error);
    UResourceBundle *rules = NULL;
    if (U_SUCCESS(error) && resource_text(locales, language, set))
        rules = ures_getByKey(all, set, NULL, &error);
    bool is_found = rules && U_SUCCESS(error) && resource_text(rules, category, out);
    ures_close(rules);
    ures_close(all);
    ures_close(locales);
    ures_close(plurals);
    return is_found;
}

struct str locale_plural_rule(struct str locale, enum plural_category category, struct arena *arena)
{
    char rule[rule_greatest];
    if (category == PLURAL_OTHER)
        return STR("everything else");
    const char *language = arena_cstr(arena, locale_language(locale, arena));
    if (!find_rule(language, plural_names[category], rule))
        return STR("");
    return arena_copy(arena, str_trim(str_slice(str_of(rule), 0, strcspn(rule, "@"))));
}
