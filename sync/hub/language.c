#include "sync/hub/language.h"

#include "catalog/formats/po_plural.h"
#include "catalog/locale.h"

static const char codes[] =
#include "sync/hub/language_codes.def"
    ;

// ICU calls what it does not know by its code.
bool language_is_known(struct exchange *x, struct str code)
{
    struct str language = locale_language(code, x->arena);
    return code.len <= 50 && language.len > 0 && !str_equal(locale_title(language, x->arena), language);
}

// "nplurals=2; plural=(n != 1);" → "(n != 1)"
static struct str equation_of(const struct plural_rules *rules)
{
    struct str formula = str_of(po_plural_formula(rules));
    size_t start = str_find(formula, STR("plural="), str_find_byte(formula, ';', 0));
    if (!formula.at || start == STR_NONE)
        return STR("0");
    formula = str_from(formula, start + 7);
    return str_slice(formula, 0, str_find_byte(formula, ';', 0));
}

static struct str print_plurals(struct exchange *x, struct str language)
{
    struct buf out = {0};
    struct json json = {.out = &out};
    struct plural_rules rules;
    locale_plurals(language, false, &rules);
    json_put_text(&json, "plural_equation", equation_of(&rules));
    json_open_in(&json, "plural_rules", '{');
    for (size_t i = 0; i < PLURAL_COUNT; i++)
        if (rules.has[i])
            json_put_text(&json, plural_names[i],
                          locale_plural_rule(language, (enum plural_category)i, x->arena));
    json_close(&json, '}');
    return buf_finish(&out, x->lasting);
}

// ICU takes a millisecond for one language, and `GET /languages` asks for all: they are kept.
static struct str plurals_of(struct exchange *x, struct str code)
{
    struct str language = locale_language(code, x->arena);
    struct str *kept = map_get(x->plurals, language);
    if (!kept) {
        kept = arena_new(x->lasting, struct str);
        *kept = print_plurals(x, language);
        map_set(x->plurals, arena_copy(x->lasting, language), kept, x->lasting);
    }
    return *kept;
}

void language_print(struct exchange *x, struct str code)
{
    struct str id = identifier_below(STR(""), 'l', code, x->arena);
    object_begin(x, "languages", id);
    json_put_text(&x->json, "code", code);
    json_put_text(&x->json, "name", locale_title(code, x->arena));
    json_put_bool(&x->json, "rtl", locale_is_right_to_left(code));
    json_members(&x->json, plurals_of(x, code));
    object_relations(x, "languages", id);
    object_end(x);
}

static void list_languages(struct exchange *x)
{
    struct str all = str_of(codes), wanted = parameter(x, "filter[code]");
    list_begin(x);
    if (wanted.at && language_is_known(x, wanted))
        language_print(x, wanted);
    for (size_t at = 0; !wanted.at && at < all.len;) {
        struct str code = str_slice(all, at, str_find_byte(all, ' ', at));
        language_print(x, code);
        at += code.len + 1;
    }
    list_end_objects(x);
    list_end(x, NULL);
}

static void get_language(struct exchange *x)
{
    struct identifier parts;
    if (!identifier_read(x->id, "l", &parts) || !language_is_known(x, parts.language)) {
        refuse_missing(x, x->id);
        return;
    }
    single_begin(x);
    language_print(x, parts.language);
    single_end(x, 200);
}

// ---- formats of resources

static void print_format(struct exchange *x)
{
    object_begin(x, "i18n_formats", STR("XLIFF"));
    json_put_text(&x->json, "name", STR("XLIFF"));
    json_put_text(&x->json, "description", STR("XLIFF 1.2 files"));
    json_put_text(&x->json, "media_type", STR("application/x-xliff"));
    json_put_raw(&x->json, "file_extensions", STR("[\".xlf\",\".xliff\",\".xml\"]"));
    object_relations(x, "i18n_formats", STR("XLIFF"));
    object_end(x);
}

static void list_formats(struct exchange *x)
{
    struct str name = parameter(x, "filter[name]");
    list_begin(x);
    if (!name.at || str_is(name, "XLIFF"))
        print_format(x);
    list_end_objects(x);
    list_end(x, NULL);
}

const struct endpoint language_endpoints[] = {
    {HUB_GET, "/languages", list_languages, "filter[code] filter[code][any]", NULL, 0},
    {HUB_GET, "/languages/*", get_language, NULL, NULL, 0},
    {HUB_GET, "/i18n_formats", list_formats, "filter[organization]! filter[name]", NULL, 0},
    {0},
};
