#include "catalog/bundles/i18next_plural.h"

static void open_rules(struct str locale, bool ordinal, struct i18next_forms *out)
{
    locale_plurals(locale, ordinal, &out->rules);
    if (out->rules.is_known)
        return;
    out->rules.has[PLURAL_ONE] = out->rules.has_small[PLURAL_ONE] = true;
    out->rules.of[1] = PLURAL_ONE;
}

// ---- version 4

static const char *const suffixes[2][PLURAL_COUNT] = {
    {"_zero", "_one", "_two", "_few", "_many", "_other"},
    {"_ordinal_zero", "_ordinal_one", "_ordinal_two", "_ordinal_few", "_ordinal_many", "_ordinal_other"},
};

void i18next_forms_v4(struct str locale, bool ordinal, struct i18next_forms *out)
{
    *out = (struct i18next_forms){.is_categories = true};
    open_rules(locale, ordinal, out);
    out->plural.count = PLURAL_COUNT;
    for (size_t n = 0; n < 1000; n++)
        out->plural.of[n] = (uint8_t)out->rules.of[n];
    if (!ordinal)
        out->plural.of[0] = PLURAL_ZERO;
    memcpy(out->suffixes, suffixes[ordinal], sizeof suffixes[ordinal]);
    number_forms_map(&out->plural, &out->rules, &out->forms);
}

// ---- version 3

static const char one_or_more[] = "nplurals=2; plural=n!=1;";
static const char slavic[] =
    "nplurals=3; plural=n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2;";
static const char arabic[] =
    "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5;";
static const char polish[] =
    "nplurals=3; plural=n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2;";
static const char lithuanian[] =
    "nplurals=3; plural=n%10==1 && n%100!=11 ? 0 : n%10>=2 && (n%100<10 || n%100>=20) ? 1 : 2;";
static const char maltese[] =
    "nplurals=4; plural=n==1 ? 0 : n==0 || (n%100>1 && n%100<11) ? 1 : n%100>10 && n%100<20 ? 2 : 3;";
static const char gaelic[] =
    "nplurals=4; plural=n==1 || n==11 ? 0 : n==2 || n==12 ? 1 : n>2 && n<20 ? 2 : 3;";

// createRules() and _rulesPluralsTypes of i18next. The keys of two forms end in nothing and `_plural`, unless
// `is_numbered`; others in the number of the form.
static const struct {
    const char *languages; // between blanks
    const char *formula;
    bool is_numbered;
} rows[] = {
    {" ach ak am arn br fil gun ln mfe mg mi oc pt pt-BR tg tl ti tr uz wa ", "nplurals=2; plural=n>1;",
     false},
    {" af an ast az bg bn ca da de dev el en eo es et eu fi fo fur fy gl gu ha hi hu hy ia it kk kn ku lb "
     "mai "
     "ml mn mr nah nap nb ne nl nn no nso pa pap pms ps pt-PT rm sco se si so son sq sv sw ta te tk ur yo ",
     one_or_more, false},
    {" ay bo cgg fa ht id ja jbo ka km ko ky lo ms sah su th tt ug vi wo zh ", "nplurals=1; plural=0;", true},
    {" be bs cnr dz hr ru sr uk ", slavic, true},
    {" ar ", arabic, true},
    {" cs sk ", "nplurals=3; plural=n==1 ? 0 : n>=2 && n<=4 ? 1 : 2;", true},
    {" csb pl ", polish, true},
    {" cy ", "nplurals=4; plural=n==1 ? 0 : n==2 ? 1 : n!=8 && n!=11 ? 2 : 3;", true},
    {" fr ", "nplurals=2; plural=n>=2;", false},
    {" ga ", "nplurals=5; plural=n==1 ? 0 : n==2 ? 1 : n<7 ? 2 : n<11 ? 3 : 4;", true},
    {" gd ", gaelic, true},
    {" is ", "nplurals=2; plural=n%10!=1 || n%100==11;", false},
    {" jv ", "nplurals=2; plural=n!=0;", true},
    {" kw ", "nplurals=4; plural=n==1 ? 0 : n==2 ? 1 : n==3 ? 2 : 3;", true},
    {" lt ", lithuanian, true},
    {" lv ", "nplurals=3; plural=n%10==1 && n%100!=11 ? 0 : n!=0 ? 1 : 2;", true},
    {" mk ", "nplurals=2; plural=n==1 || (n%10==1 && n%100!=11) ? 0 : 1;", false},
    {" mnk ", "nplurals=3; plural=n==0 ? 0 : n==1 ? 1 : 2;", true},
    {" mt ", maltese, true},
    {" or ", one_or_more, true},
    {" ro ", "nplurals=3; plural=n==1 ? 0 : n==0 || (n%100>0 && n%100<20) ? 1 : 2;", true},
    {" sl ", "nplurals=4; plural=n%100==1 ? 1 : n%100==2 ? 2 : n%100==3 || n%100==4 ? 3 : 0;", true},
    {" he iw ", "nplurals=4; plural=n==1 ? 0 : n==2 ? 1 : n>10 && n%10==0 ? 2 : 3;", true},
};

// The row of the whole locale, else of its language, as far as its spelling says.
static size_t find_row(struct str locale)
{
    struct arena scratch = {0};
    struct str language = str_slice(locale, 0, strcspn(arena_cstr(&scratch, locale), "-_"));
    size_t count = sizeof rows / sizeof *rows, of_locale = count, of_language = count;
    struct str words[] = {arena_join(&scratch, (struct str[]){STR(" "), locale, STR(" ")}, 3),
                          arena_join(&scratch, (struct str[]){STR(" "), language, STR(" ")}, 3)};
    for (size_t i = 0; i < count; i++) {
        if (str_find(str_of(rows[i].languages), words[0], 0) != STR_NONE)
            of_locale = i;
        if (str_find(str_of(rows[i].languages), words[1], 0) != STR_NONE)
            of_language = i;
    }
    arena_free(&scratch);
    return of_locale < count ? of_locale : of_language;
}

void i18next_forms_v3(struct str locale, struct i18next_forms *out)
{
    static const char *const words[] = {"", "_plural"}, *const one[] = {""};
    static const char *const numbers[] = {"_0", "_1", "_2", "_3", "_4", "_5"};
    size_t row = find_row(locale);
    bool is_known = row < sizeof rows / sizeof *rows;
    *out = (struct i18next_forms){0};
    open_rules(locale, false, out);
    po_plural_read(str_of(is_known ? rows[row].formula : "nplurals=1; plural=0;"), &out->plural);
    const char *const *from = !is_known ? one : rows[row].is_numbered ? numbers : words;
    memcpy(out->suffixes, from, out->plural.count * sizeof *from);
    number_forms_map(&out->plural, &out->rules, &out->forms);
}
