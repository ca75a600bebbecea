// The key `patches`: replacements in finished messages.
#include "cli/config_key.h"

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

void config_check_patches(const struct config_reading *reading, const struct config_key *key,
                          const struct jsonc *value, void *target)
{
    struct patch_list *out = target;
    (void)key;
    config_warn_of_doubles(reading, value);
    struct config_members locales = config_members_of(value, reading->arena);
    for (size_t i = 0; i < locales.count; i++) {
        const struct jsonc *locale = locales.at[i];
        if (!config_check_kind(reading, locale, JSONC_OBJECT, subject_of(reading, locale->key, STR(""))))
            continue;
        config_warn_of_doubles(reading, locale);
        struct config_members ids = config_members_of(locale, reading->arena);
        for (size_t k = 0; k < ids.count; k++) {
            struct patch patch = {.locale = locale->key, .id = ids.at[k]->key};
            if (config_check_kind(reading, ids.at[k], JSONC_ARRAY,
                                  subject_of(reading, locale->key, patch.id)))
                read_patches_of(reading, ids.at[k], patch, out);
        }
    }
}
