#include "catalog/formats/xliff2_rules.h"

enum { most_occurrences = 1000000 };

static struct str value_of(const struct xliff2_document *document, const struct xml_node *rule,
                           const char *name, struct arena *arena)
{
    return xml_attribute_value(&document->xml, rule, name, arena);
}

static const char *const kind_names[] = {[RULE_HAS] = "isPresent",
                                         [RULE_LACKS] = "isNotPresent",
                                         [RULE_STARTS] = "startsWith",
                                         [RULE_ENDS] = "endsWith"};

static bool has_text(const struct xliff2_document *document, const struct xml_node *rule,
                     struct text_rule *out, struct arena *arena)
{
    for (unsigned i = 0; i < sizeof kind_names / sizeof *kind_names; i++) {
        out->kind = i;
        out->text = value_of(document, rule, kind_names[i], arena);
        if (out->text.len)
            return true;
    }
    return false;
}

static unsigned number_of(struct str text)
{
    unsigned number = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] < '0' || text.at[i] > '9' || number > most_occurrences)
            return 0;
        number = number * 10 + (unsigned)(text.at[i] - '0');
    }
    return number;
}

static void remove_same(struct text_rule_list *rules, const struct text_rule *rule)
{
    size_t kept = 0;
    for (size_t i = 0; i < rules->count; i++)
        if (rules->at[i].kind != rule->kind || !str_equal(rules->at[i].text, rule->text))
            rules->at[kept++] = rules->at[i];
    rules->count = kept;
}

// A rule takes the place of one with the same text on a higher level, or only removes it.
static void read_rule(const struct xliff2_document *document, const struct xml_node *element,
                      struct arena *arena, struct text_rule_list *out)
{
    struct text_rule rule = {0};
    if (!has_text(document, element, &rule, arena))
        return;
    if (rule.kind == RULE_HAS)
        rule.occurs = number_of(value_of(document, element, "occurs", arena));
    rule.is_in_source =
        rule.kind != RULE_LACKS && str_is(value_of(document, element, "existsInSource", arena), "yes");
    rule.ignores_case = str_is(value_of(document, element, "caseSensitive", arena), "no");
    rule.is_exact = str_is(value_of(document, element, "normalization", arena), "none");
    remove_same(out, &rule);
    if (!str_is(value_of(document, element, "disabled", arena), "yes"))
        *list_push(out, arena) = rule;
}

// Modules come before what they stand over, of which there may be very many.
static const struct xml_node *find_rules(const struct xliff2_document *document,
                                         const struct xml_node *element)
{
    for (const struct xml_node *node = element->first; node; node = node->next) {
        if (xliff2_is(document, node, XLIFF2_VALIDATION, "validation"))
            return node;
        if (xliff2_is_core(document, node, "unit") || xliff2_is_core(document, node, "group") ||
            xliff2_is_part(document, node))
            break;
    }
    return NULL;
}

static void read_rules_of(const struct xliff2_document *document, const struct xml_node *element,
                          struct arena *arena, struct text_rule_list *out)
{
    const struct xml_node *list = find_rules(document, element);
    for (const struct xml_node *rule = list ? list->first : NULL; rule; rule = rule->next)
        if (xliff2_is(document, rule, XLIFF2_VALIDATION, "rule"))
            read_rule(document, rule, arena, out);
}

void xliff2_read_rules(const struct xliff2_document *document, const struct xml_node *unit,
                       struct arena *arena, struct text_rule_list *out)
{
    const struct xml_node *levels[xml_greatest_depth];
    size_t count = 0;
    for (const struct xml_node *node = unit; node && node != document->root && count < xml_greatest_depth;
         node = node->parent)
        levels[count++] = node;
    while (count > 0)
        read_rules_of(document, levels[--count], arena, out);
}

static void print_rule(struct xliff2_printer *printer, const struct text_rule *rule)
{
    xliff2_print_line(printer, 2);
    xliff2_print_module(printer, XLIFF2_VALIDATION, "rule");
    xliff2_print_attribute(printer, kind_names[rule->kind], rule->text);
    if (rule->occurs)
        buf_print(printer->out, " occurs=\"%u\"", rule->occurs);
    if (rule->is_in_source)
        buf_text(printer->out, " existsInSource=\"yes\"");
    if (rule->ignores_case)
        buf_text(printer->out, " caseSensitive=\"no\"");
    if (rule->is_exact)
        buf_text(printer->out, " normalization=\"none\"");
    buf_text(printer->out, "/>");
}

void xliff2_print_rules(struct xliff2_printer *printer, const struct text_rule_list *rules)
{
    struct str prefix = printer->prefixes[XLIFF2_VALIDATION];
    xliff2_print_module(printer, XLIFF2_VALIDATION, "validation");
    buf_byte(printer->out, '>');
    for (size_t i = 0; i < rules->count; i++)
        print_rule(printer, &rules->at[i]);
    xliff2_print_line(printer, 1);
    xliff2_print_module_close(printer, XLIFF2_VALIDATION, "validation");
    printer->prefixes[XLIFF2_VALIDATION] = prefix;
}
