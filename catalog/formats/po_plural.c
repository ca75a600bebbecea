#include "catalog/formats/po_plural.h"

#include <stdint.h>

enum { expression_greatest = 1000, depth_greatest = 64, forms_greatest = 32 };

// ---- the expression: C's operators over one variable

enum operation {
    OR,
    AND,
    EQUAL,
    UNEQUAL,
    AT_MOST,
    AT_LEAST,
    LESS,
    MORE,
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    REMAINDER,
    NOT,
    CHOICE,
    VARIABLE,
    NUMBER
};

// From the loosest to the tightest; of one level the longer words first.
static const struct {
    const char *word;
    int level;
} binaries[] = {[OR] = {"||", 0},      [AND] = {"&&", 1},      [EQUAL] = {"==", 2},   [UNEQUAL] = {"!=", 2},
                [AT_MOST] = {"<=", 3}, [AT_LEAST] = {">=", 3}, [LESS] = {"<", 3},     [MORE] = {">", 3},
                [ADD] = {"+", 4},      [SUBTRACT] = {"-", 4},  [MULTIPLY] = {"*", 5}, [DIVIDE] = {"/", 5},
                [REMAINDER] = {"%", 5}};
enum { levels = 6 };

struct node {
    enum operation operation;
    uint16_t a, b, c;
    unsigned long number;
};

// Each node takes at least a byte of the text.
struct expression {
    struct str text;
    size_t at;
    struct node nodes[expression_greatest];
    uint16_t count;
    int depth;
    bool is_bad;
};

static uint16_t read_choice(struct expression *e);

static uint16_t add_node(struct expression *e, struct node node)
{
    if (e->count == expression_greatest) {
        e->is_bad = true;
        return 0;
    }
    e->nodes[e->count] = node;
    return e->count++;
}

static void skip_spaces(struct expression *e)
{
    while (e->at < e->text.len && (e->text.at[e->at] == ' ' || e->text.at[e->at] == '\t'))
        e->at++;
}

static bool take(struct expression *e, const char *word)
{
    skip_spaces(e);
    if (!str_starts(str_from(e->text, e->at), str_of(word)))
        return false;
    e->at += strlen(word);
    return true;
}

static bool read_digits(struct str text, size_t *at, unsigned long *value)
{
    size_t start = *at;
    *value = 0;
    while (*at < text.len && text.at[*at] >= '0' && text.at[*at] <= '9' && *value < 100000000)
        *value = *value * 10 + (unsigned long)(text.at[(*at)++] - '0');
    return *at > start;
}

static uint16_t read_primary(struct expression *e)
{
    unsigned long number;
    uint16_t node = 0;
    if (++e->depth > depth_greatest)
        e->is_bad = true;
    if (e->is_bad) {
        node = 0;
    } else if (take(e, "!")) {
        node = add_node(e, (struct node){.operation = NOT, .a = read_primary(e)});
    } else if (take(e, "(")) {
        node = read_choice(e);
        e->is_bad |= !take(e, ")");
    } else if (take(e, "n")) {
        node = add_node(e, (struct node){.operation = VARIABLE});
    } else {
        e->is_bad |= !read_digits(e->text, &e->at, &number);
        node = add_node(e, (struct node){.operation = NUMBER, .number = number});
    }
    e->depth--;
    return node;
}

static enum operation take_binary(struct expression *e, int level)
{
    for (enum operation i = OR; i <= REMAINDER; i++)
        if (binaries[i].level == level && take(e, binaries[i].word))
            return i;
    return NUMBER;
}

static uint16_t read_level(struct expression *e, int level)
{
    if (level == levels)
        return read_primary(e);
    uint16_t node = read_level(e, level + 1);
    enum operation operation;
    while (!e->is_bad && (operation = take_binary(e, level)) != NUMBER)
        node = add_node(e, (struct node){.operation = operation, .a = node, .b = read_level(e, level + 1)});
    return node;
}

static uint16_t read_choice(struct expression *e)
{
    if (++e->depth > depth_greatest)
        e->is_bad = true;
    uint16_t node = e->is_bad ? 0 : read_level(e, 0);
    if (!e->is_bad && take(e, "?")) {
        struct node choice = {.operation = CHOICE, .a = node, .b = read_choice(e)};
        e->is_bad |= !take(e, ":");
        choice.c = read_choice(e);
        node = add_node(e, choice);
    }
    e->depth--;
    return node;
}

static bool read_expression(struct str text, struct expression *e, uint16_t *top)
{
    e->text = text;
    e->at = e->count = 0;
    e->depth = 0;
    e->is_bad = text.len > expression_greatest;
    *top = read_choice(e);
    skip_spaces(e);
    return !e->is_bad && e->at == text.len;
}

static unsigned long apply(enum operation operation, unsigned long a, unsigned long b)
{
    switch (operation) {
    case EQUAL:
        return a == b;
    case UNEQUAL:
        return a != b;
    case AT_MOST:
        return a <= b;
    case AT_LEAST:
        return a >= b;
    case LESS:
        return a < b;
    case MORE:
        return a > b;
    case ADD:
        return a + b;
    case SUBTRACT:
        return a - b;
    case MULTIPLY:
        return a * b;
    case DIVIDE:
        return b ? a / b : 0;
    default:
        return b ? a % b : 0;
    }
}

// As deep as the tree, which has at most `expression_greatest` nodes.
static unsigned long evaluate(struct expression *e, uint16_t which, unsigned long n)
{
    const struct node *node = &e->nodes[which];
    switch (node->operation) {
    case VARIABLE:
        return n;
    case NUMBER:
        return node->number;
    case NOT:
        return !evaluate(e, node->a, n);
    case OR:
        return evaluate(e, node->a, n) || evaluate(e, node->b, n);
    case AND:
        return evaluate(e, node->a, n) && evaluate(e, node->b, n);
    case CHOICE:
        return evaluate(e, node->a, n) ? evaluate(e, node->b, n) : evaluate(e, node->c, n);
    default:
        break;
    }
    unsigned long a = evaluate(e, node->a, n), b = evaluate(e, node->b, n);
    e->is_bad |= b == 0 && (node->operation == DIVIDE || node->operation == REMAINDER);
    return e->is_bad ? 0 : apply(node->operation, a, b);
}

// ---- the header's line

// What follows `name=` in it, up to the next semicolon.
static struct str field_of(struct str value, const char *name)
{
    struct str field;
    for (size_t at = 0; str_next_piece(value, ';', &at, &field);) {
        field = str_trim(field);
        struct str rest = str_trim(str_from(field, strlen(name)));
        if (str_starts(field, str_of(name)) && str_starts(rest, STR("=")))
            return str_trim(str_from(rest, 1));
    }
    return (struct str){0};
}

bool po_plural_read(struct str value, struct po_plural *out)
{
    struct str count = field_of(value, "nplurals");
    struct expression e;
    size_t at = 0;
    uint16_t top;
    *out = (struct po_plural){0};
    if (!read_digits(count, &at, &out->count) || at != count.len || out->count == 0 ||
        out->count > forms_greatest || !read_expression(field_of(value, "plural"), &e, &top))
        return false;
    for (unsigned long n = 0; n < 1000; n++) {
        unsigned long form = evaluate(&e, top, n);
        if (e.is_bad || form >= out->count)
            return false;
        out->of[n] = (uint8_t)form;
    }
    return true;
}

// ---- formulas

static const char maltese[] =
    "nplurals=5; plural=(n==1 ? 0 : n==2 ? 1 : n==0 || (n%100>=3 && n%100<=10) ? 2 : n%100>=11 && n%100<=19 "
    "? 3 : 4);";
static const char breton[] =
    "nplurals=4; plural=(n%10==1 && n%100!=11 && n%100!=71 && n%100!=91 ? 0 : n%10==2 && n%100!=12 && "
    "n%100!=72 && n%100!=92 ? 1 : (n%10==3 || n%10==4 || n%10==9) && (n%100<10 || n%100>=20) && (n%100<70 || "
    "n%100>=80) && n%100<90 ? 2 : 3);";
// The first ones are gettext's own (msginit), in its words; then what further languages need in CLDR.
static const char *const formulas[] = {
    "nplurals=1; plural=0;",
    "nplurals=2; plural=(n != 1);",
    "nplurals=2; plural=(n > 1);",
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
    "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
    "nplurals=3; plural=(n==1) ? 0 : (n>=2 && n<=4) ? 1 : 2;",
    "nplurals=3; plural=n==1 ? 0 : (n==0 || (n%100 > 0 && n%100 < 20)) ? 1 : 2;",
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && (n%100<10 || n%100>=20) ? 1 : 2);",
    "nplurals=4; plural=(n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? 2 : 3);",
    "nplurals=3; plural=n==1 ? 0 : n==2 ? 1 : 2;",
    "nplurals=2; plural=(n%10==1 && n%100!=11 ? 0 : 1);",
    "nplurals=2; plural=(n%10==4 || n%10==6 || n%10==9);",
    "nplurals=3; plural=(n==0 ? 0 : n==1 ? 1 : 2);",
    "nplurals=3; plural=(n%10==0 || (n%100>=11 && n%100<=19) ? 0 : n%10==1 && n%100!=11 ? 1 : 2);",
    "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);",
    "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n==3 ? 3 : n==6 ? 4 : 5);",
    "nplurals=5; plural=(n==1 ? 0 : n==2 ? 1 : n>=3 && n<=6 ? 2 : n>=7 && n<=10 ? 3 : 4);",
    "nplurals=4; plural=(n==1 || n==11 ? 0 : n==2 || n==12 ? 1 : n>=3 && n<=19 ? 2 : 3);",
    "nplurals=4; plural=(n%10==1 ? 0 : n%10==2 ? 1 : n%20==0 ? 2 : 3);",
    maltese,
    "nplurals=3; plural=(n<=1 ? 0 : n<=10 ? 1 : 2);",
    "nplurals=2; plural=(n<=1 || (n>=11 && n<=99) ? 0 : 1);",
    breton,
    "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n%20==2 ? 2 : n%20==3 ? 3 : n%20==1 ? 4 : 5);",
};

static bool has_rules(const struct po_plural *plural, const struct plural_rules *rules)
{
    uint8_t form_of[PLURAL_COUNT], count = 0;
    for (enum plural_category i = PLURAL_ZERO; i < PLURAL_COUNT; i++) {
        form_of[i] = count;
        count += rules->has_small[i];
    }
    for (size_t n = 0; n < 1000; n++)
        if (plural->of[n] != form_of[rules->of[n]])
            return false;
    return plural->count == count;
}

const char *po_plural_formula(const struct plural_rules *rules)
{
    struct po_plural plural;
    for (size_t i = 0; i < sizeof formulas / sizeof *formulas; i++)
        if (po_plural_read(str_of(formulas[i]), &plural) && has_rules(&plural, rules))
            return formulas[i];
    return NULL;
}

// ---- forms and categories

// What numbers a form holds.
struct holding {
    size_t count, first;
    bool has[PLURAL_COUNT];
};

static void add_key(struct po_forms *forms, struct str key, size_t number, struct arena *arena)
{
    *list_push(&forms->keys, arena) = (struct po_form){key, number};
}

static bool has_key(const struct po_forms *forms, const char *key)
{
    for (size_t i = 0; i < forms->keys.count; i++)
        if (str_is(forms->keys.at[i].key, key))
            return true;
    return false;
}

static void key_by_number(struct po_forms *forms, struct arena *arena)
{
    forms->is_mapped = false;
    forms->keys.count = 0;
    for (size_t i = 0; i < forms->count; i++)
        add_key(forms, arena_print(arena, "%zu", i), i, arena);
}

static void list_holdings(const struct po_plural *plural, const struct plural_rules *rules,
                          struct holding *holdings)
{
    for (size_t n = 0; n < 1000; n++) {
        struct holding *holding = &holdings[plural->of[n]];
        if (holding->count++ == 0)
            holding->first = n;
        holding->has[rules->of[n]] = true;
    }
}

// The form that is the category, or the count of forms when two forms claim it.
static size_t form_of(enum plural_category category, const struct holding *holdings, size_t count)
{
    size_t found = count, single = count, claims = 0;
    for (size_t i = 0; i < count; i++)
        if (holdings[i].has[category]) {
            *(holdings[i].count == 1 ? &single : &found) = i;
            claims++;
        }
    size_t large = 0;
    for (size_t i = 0; i < count; i++)
        large += holdings[i].has[category] && holdings[i].count > 1;
    return large > 1 ? count : claims == 1 && single < count ? single : found;
}

static void map_known(const struct po_plural *plural, const struct plural_rules *rules, struct arena *arena,
                      struct po_forms *out)
{
    struct holding holdings[forms_greatest] = {0};
    size_t of[PLURAL_COUNT];
    bool is_used[forms_greatest] = {false};
    list_holdings(plural, rules, holdings);
    for (enum plural_category i = PLURAL_ZERO; i < PLURAL_COUNT; i++) {
        of[i] = rules->has_small[i] ? form_of(i, holdings, plural->count) : plural->count;
        if (rules->has_small[i] && of[i] == plural->count) {
            key_by_number(out, arena);
            return;
        }
        if (of[i] < plural->count)
            is_used[of[i]] = true;
    }
    for (size_t i = 0; i < plural->count; i++) {
        if (!is_used[i] && holdings[i].count)
            add_key(out, arena_print(arena, "=%zu", holdings[i].first), i, arena);
        else if (!is_used[i] && of[PLURAL_OTHER] == plural->count)
            of[PLURAL_OTHER] = i;
    }
    for (enum plural_category i = PLURAL_ZERO; i < PLURAL_COUNT; i++)
        if (of[i] < plural->count)
            add_key(out, str_of(plural_names[i]), of[i], arena);
    if (!has_key(out, "other"))
        add_key(out, STR("other"), plural->count - 1, arena);
}

void po_forms_map(const struct po_plural *plural, const struct plural_rules *rules, struct arena *arena,
                  struct po_forms *out)
{
    *out = (struct po_forms){.count = plural->count, .is_mapped = true};
    if (rules) {
        map_known(plural, rules, arena, out);
    } else if (plural->count == 1) {
        add_key(out, STR("other"), 0, arena);
    } else if (plural->count == 2 && plural->of[1] != plural->of[2]) {
        add_key(out, STR("one"), plural->of[1], arena);
        add_key(out, STR("other"), plural->of[2], arena);
    } else {
        key_by_number(out, arena);
    }
}
