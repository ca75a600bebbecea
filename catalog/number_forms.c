#include "catalog/number_forms.h"

enum { numbers = 1000 };

// ---- choosing

// How well a key answers; 0: not at all.
static unsigned rank(struct str key, const struct variant_query *query)
{
    if (query->exact.len && str_equal(key, query->exact))
        return 4;
    if (query->category < PLURAL_COUNT && str_is(key, plural_names[query->category]))
        return 3;
    return str_is(key, "other") ? 2 : str_is(key, "*");
}

static size_t rank_all(const struct str_list *keys, const struct variant_query *queries)
{
    size_t all = 0;
    for (size_t i = 0; i < keys->count; i++) {
        unsigned one = rank(keys->at[i], &queries[i]);
        if (one == 0)
            return 0;
        all = all * 5 + one;
    }
    return all;
}

const struct pattern *pattern_choose(const struct pattern *choice, const struct variant_query *queries)
{
    const struct pattern *best = NULL;
    size_t best_rank = 0;
    for (size_t i = 0; i < choice->variants->count; i++) {
        size_t found = rank_all(&choice->variants->at[i].keys, queries);
        if (found > best_rank) {
            best_rank = found;
            best = &choice->variants->at[i].value;
        }
    }
    return best;
}

static bool is_same(const struct pattern *choice, size_t a, size_t b)
{
    const struct selector_list *selectors = pattern_selectors(choice);
    return selectors->at[a].kind == selectors->at[b].kind &&
           str_equal(selectors->at[a].argument, selectors->at[b].argument);
}

void choice_ask(const struct pattern *choice, size_t selector, struct str exact,
                enum plural_category category, struct variant_query *queries)
{
    for (size_t i = 0; i < pattern_selectors(choice)->count; i++)
        if (is_same(choice, selector, i))
            queries[i] = (struct variant_query){exact, category};
}

// ---- forms

void number_forms_map(const struct po_plural *plural, const struct plural_rules *rules,
                      struct number_forms *out)
{
    *out = (struct number_forms){.count = plural->count, .form_of = plural->of, .rules = rules};
    for (size_t n = 0; n < numbers; n++)
        out->numbers[plural->of[n]][rules->of[n]]++;
}

// The number of "=12", or `numbers` for all that no form can hold.
static size_t number_of(struct str key)
{
    size_t number = 0;
    for (size_t i = 1; i < key.len && number < numbers; i++)
        number = key.at[i] < '0' || key.at[i] > '9' ? numbers : number * 10 + (size_t)(key.at[i] - '0');
    return key.len > 1 && key.at[0] == '=' && number < numbers ? number : numbers;
}

// False when another text stands there already.
static bool put(const struct pattern *text, const struct pattern **slot)
{
    if (!*slot)
        *slot = text;
    return !text || pattern_equal(text, *slot);
}

struct filling {
    const struct number_forms *forms;
    const struct pattern *choice;
    size_t number;
    struct variant_query *queries;
    const struct pattern **texts;
    uint16_t left[number_forms_greatest][PLURAL_COUNT + 1]; // numbers that no exact key takes
};

// The exact key for the number that a variant has for a selector, or an empty one.
static struct str exact_key(const struct filling *f, size_t variant, size_t selector)
{
    struct str key = f->choice->variants->at[variant].keys.at[selector];
    return str_starts(key, STR("=")) && is_same(f->choice, f->number, selector) ? key : STR("");
}

static void take_exact(struct filling *f)
{
    bool is_taken[numbers] = {false};
    size_t selectors = pattern_selectors(f->choice)->count;
    for (size_t i = 0; i < f->choice->variants->count * selectors; i++) {
        size_t n = number_of(exact_key(f, i / selectors, i % selectors));
        if (n == numbers || is_taken[n])
            continue;
        is_taken[n] = true;
        f->left[f->forms->form_of[n]][f->forms->rules->of[n]]--;
    }
}

static bool put_categories(struct filling *f, size_t form, struct str *clash)
{
    bool good = true;
    for (enum plural_category i = PLURAL_ZERO; i < PLURAL_COUNT; i++) {
        choice_ask(f->choice, f->number, STR(""), i, f->queries);
        if (!f->left[form][i] || put(pattern_choose(f->choice, f->queries), &f->texts[form]))
            continue;
        *clash = str_of(plural_names[i]);
        good = false;
    }
    return good;
}

static bool put_exact(struct filling *f, struct str key)
{
    size_t n = number_of(key);
    enum plural_category category = n < numbers ? f->forms->rules->of[n] : PLURAL_OTHER;
    choice_ask(f->choice, f->number, key, category, f->queries);
    return n < numbers && put(pattern_choose(f->choice, f->queries), &f->texts[f->forms->form_of[n]]);
}

bool number_forms_fill(const struct number_forms *forms, const struct pattern *choice, size_t number,
                       struct variant_query *queries, const struct pattern **texts, struct str *clash)
{
    struct filling f = {
        .forms = forms, .choice = choice, .number = number, .queries = queries, .texts = texts};
    bool good = true;
    memcpy(f.left, forms->numbers, sizeof f.left);
    take_exact(&f);
    for (size_t form = 0; form < forms->count; form++) {
        texts[form] = NULL;
        good = put_categories(&f, form, clash) && good;
    }
    size_t selectors = pattern_selectors(choice)->count;
    for (size_t i = 0; i < choice->variants->count * selectors; i++) {
        struct str key = exact_key(&f, i / selectors, i % selectors);
        if (key.len == 0 || put_exact(&f, key))
            continue;
        *clash = key;
        good = false;
    }
    return good;
}
