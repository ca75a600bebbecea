// Languages by name: reports, look-ups, and how services spell a locale.
#include "catalog/locale.h"
#include "sync/language.h"

// ---- reports

static bool is_told(enum language_fate fate)
{
    return fate != LANGUAGE_OMITTED;
}

void language_report(const struct languages *languages, struct span span, struct diags *diags)
{
    for (size_t i = 0; i < languages->leftovers.count; i++) {
        const struct language_leftover *leftover = &languages->leftovers.at[i];
        if (!is_told(leftover->fate))
            continue;
        enum kind kind =
            leftover->fate == LANGUAGE_AMBIGUOUS ? KIND_LANGUAGE_AMBIGUOUS : KIND_LANGUAGE_UNMATCHED;
        struct diag *diag = diag_add(diags, kind, leftover->span.path.len ? leftover->span : span,
                                     "%s `" STR_FORMAT "` is not exchanged: " STR_FORMAT,
                                     leftover->is_locale ? "the project's" : "the service's",
                                     STR_ARG(leftover->name), STR_ARG(leftover->reason));
        diag_hint(diags, diag, STR_FORMAT, STR_ARG(leftover->hint));
    }
}

const struct language_pair *language_of_locale(const struct languages *languages, struct str locale)
{
    for (size_t i = 0; i < languages->pairs.count; i++)
        if (str_equal(languages->pairs.at[i].locale, locale))
            return &languages->pairs.at[i];
    for (size_t i = 0; i < languages->pairs.count; i++)
        if (locale_same(languages->pairs.at[i].locale, locale))
            return &languages->pairs.at[i];
    return NULL;
}

const struct language_pair *language_of_code(const struct languages *languages, struct str code)
{
    for (size_t i = 0; i < languages->pairs.count; i++)
        if (str_equal(languages->pairs.at[i].code, code))
            return &languages->pairs.at[i];
    return NULL;
}

// ---- codes to be added

static struct str mapped_code(struct str locale, const struct setup_language_list *map)
{
    for (size_t i = 0; map && i < map->count; i++)
        if (map->at[i].locale.len && locale_same(map->at[i].locale, locale))
            return map->at[i].code;
    return (struct str){0};
}

static struct str known_code(struct str locale, const struct str_list *known)
{
    struct str alike = {0};
    size_t count = 0;
    for (size_t i = 0; i < known->count; i++)
        if (locale_same(known->at[i], locale))
            return known->at[i];
    for (size_t i = 0; i < known->count; i++)
        if (locale_alike(known->at[i], locale)) {
            alike = known->at[i];
            count++;
        }
    return count == 1 ? alike : (struct str){0};
}

static void add_modifier(struct buf *out, struct str name)
{
    buf_byte(out, '@');
    for (size_t i = 0; i < name.len; i++)
        buf_byte(out, byte_lower(name.at[i]));
}

// Regions follow `_`, scripts `-`, variants `@`; Serbian in Latin letters is sr@latin in both services.
static struct str spelled_code(struct str locale, struct arena *arena)
{
    struct str tag = locale_canonical(locale, arena), script = {0};
    struct buf out = {0};
    if (tag.len == 0)
        return locale;
    bool is_serbian_latin = str_starts(tag, STR("sr-Latn"));
    struct str piece;
    for (size_t at = 0, number = 0; str_next_piece(tag, '-', &at, &piece); number++) {
        if (number > 0 && piece.len == 4 && piece.at[0] > '9' && is_serbian_latin)
            script = STR("latin");
        else if (number > 0 && piece.len >= 4 && !(piece.len == 4 && piece.at[0] > '9'))
            add_modifier(&out, piece);
        else {
            if (number > 0)
                buf_byte(&out, piece.len == 4 ? '-' : '_');
            buf_add(&out, piece);
        }
    }
    if (script.len)
        add_modifier(&out, script);
    return buf_finish(&out, arena);
}

struct str language_code(struct str locale, const struct setup_language_list *explicit_map,
                         const struct str_list *known, struct arena *arena)
{
    struct str code = mapped_code(locale, explicit_map);
    if (code.len == 0)
        code = known_code(locale, known);
    return code.len ? code : spelled_code(locale, arena);
}
