// Names: the vocabulary, namespaces in scope, and reading an element's attributes.
#include "catalog/conformance/rules.h"

static const struct str words[WORD_COUNT] = {
#define WORD(identifier, name) [W_##identifier] = STR_INIT(name),
#include "catalog/conformance/words.def"
#undef WORD
};

static const struct {
    const char *uri, *prefix;
    enum space space;
} spaces[] = {
    {"http://www.w3.org/XML/1998/namespace", "xml", SPACE_XML},
    {"http://www.w3.org/2001/XMLSchema-instance", "xsi", SPACE_XSI},
    {"urn:oasis:names:tc:xliff:document:1.2", "xlf", SPACE_XLIFF1},
    {"urn:oasis:names:tc:xliff:document:1.1", "xlf", SPACE_XLIFF1},
    {"urn:oasis:names:tc:xliff:document:2.0", "xlf", SPACE_XLIFF2},
    {"urn:oasis:names:tc:xliff:document:2.2", "xlf", SPACE_XLIFF2},
    {"urn:oasis:names:tc:xliff:matches:2.0", "mtc", SPACE_MTC},
    {"urn:oasis:names:tc:xliff:glossary:2.0", "gls", SPACE_GLS},
    {"urn:oasis:names:tc:xliff:fs:2.0", "fs", SPACE_FS},
    {"urn:oasis:names:tc:xliff:metadata:2.0", "mda", SPACE_MDA},
    {"urn:oasis:names:tc:xliff:resourcedata:2.0", "res", SPACE_RES},
    {"urn:oasis:names:tc:xliff:sizerestriction:2.0", "slr", SPACE_SLR},
    {"urn:oasis:names:tc:xliff:validation:2.0", "val", SPACE_VAL},
    {"urn:oasis:names:tc:xliff:changetracking:2.0", "ctr", SPACE_CTR},
    {"urn:oasis:names:tc:xliff:changetracking:2.1", "ctr", SPACE_CTR},
    {"http://www.w3.org/2005/11/its", "its", SPACE_ITS},
    {"urn:oasis:names:tc:xliff:itsm:2.1", "itsm", SPACE_ITSM},
    {"urn:oasis:names:tc:xliff:itsm:2.0", "itsm", SPACE_ITSM}, // 2.2, part 2
    {"urn:oasis:names:tc:xliff:pgs:1.0", "pgs", SPACE_PGS},
};

const char *word_name(enum word word)
{
    return words[word].at;
}

const char *space_prefix(enum space space)
{
    for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++)
        if (spaces[i].space == space)
            return spaces[i].prefix;
    return "";
}

enum space names_space_of_uri(struct str uri)
{
    if (uri.len == 0)
        return SPACE_NONE;
    for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++)
        if (str_is(uri, spaces[i].uri))
            return spaces[i].space;
    return str_starts(uri, STR("urn:oasis:names:tc:xliff:")) ? SPACE_RESERVED : SPACE_FOREIGN;
}

// Documents use few names, again and again: what they came to stands where their last byte and length lead.
enum word names_word(struct checker *checker, struct str name)
{
    if (name.len == 0)
        return W_NONE;
    size_t place = (unsigned char)name.at[name.len - 1] + 8 * name.len;
    struct known_word *known = &checker->recent[place % recent_words];
    if (str_equal(known->name, name))
        return known->word;
    const struct str *word = map_get(&checker->words, name);
    *known = (struct known_word){name, word ? (enum word)(word - words) : W_NONE};
    return known->word;
}

static void add_rules(struct checker *checker, const struct element_rule *rules)
{
    for (; rules->word; rules++)
        checker->places[rules->space][rules->word].rule = rules;
}

static void add_meanings(struct checker *checker, const struct meaning *meanings)
{
    for (; meanings->word; meanings++)
        checker->places[meanings->space][meanings->word].meaning = meanings;
}

void names_prepare(struct checker *checker)
{
    map_reserve(&checker->words, WORD_COUNT, checker->lasting);
    for (size_t i = 1; i < WORD_COUNT; i++)
        map_set(&checker->words, words[i], (void *)&words[i], checker->lasting);
    checker->places = arena_alloc(checker->lasting, sizeof *checker->places, SPACE_DEFINED);
    if (checker->version == V12) {
        add_rules(checker, schema_xliff1);
        add_meanings(checker, meanings_xliff1);
        return;
    }
    add_rules(checker, schema_xliff2);
    add_rules(checker, schema_modules);
    add_meanings(checker, meanings_xliff2);
    add_meanings(checker, meanings_modules);
    add_meanings(checker, meanings_tracking);
    add_meanings(checker, meanings_its);
}

// ---- namespaces

// Modules are what they are from the version on that defines them.
static enum space space_in_version(const struct checker *checker, enum space space)
{
    bool is_2x = checker->version & V2X;
    if (!is_2x)
        return space > SPACE_XLIFF1 && space < SPACE_DEFINED ? SPACE_FOREIGN : space;
    switch (space) {
    case SPACE_ITS:
        return checker->version == V20 ? SPACE_FOREIGN : space;
    case SPACE_ITSM:
        return checker->version == V20 ? SPACE_RESERVED : space;
    case SPACE_PGS:
        return checker->version == V22 ? space : SPACE_RESERVED;
    case SPACE_XLIFF1:
        return SPACE_RESERVED;
    default:
        return space;
    }
}

static enum space space_of_prefix(const struct checker *checker, struct str prefix)
{
    if (str_is(prefix, "xml"))
        return SPACE_XML;
    for (size_t i = checker->bindings.count; i-- > 0;)
        if (str_equal(checker->bindings.at[i].prefix, prefix))
            return checker->bindings.at[i].space;
    return prefix.len ? SPACE_UNBOUND : checker->core_is_unbound ? checker->core : SPACE_NONE;
}

static bool is_declaration(struct str name)
{
    return str_starts(name, STR("xmlns")) && (name.len == 5 || name.at[5] == ':');
}

static void bind(struct checker *checker, const struct xml_attribute *raw)
{
    struct str uri = str_trim(xml_decode_value(raw->raw, checker->lasting));
    enum space space = space_in_version(checker, names_space_of_uri(uri));
    struct str prefix = raw->name.len > 5 ? str_from(raw->name, 6) : (struct str){0};
    if (space == SPACE_NONE && checker->core_is_unbound && prefix.len == 0)
        space = checker->core;
    *list_push(&checker->bindings, checker->lasting) = (struct binding){prefix, space};
}

static void read_attribute(struct checker *checker, const struct xml_attribute *raw, struct arena *arena,
                           struct attribute *attribute)
{
    struct str prefix = xml_prefix(raw->name), local = xml_local_name(raw->name);
    *attribute = (struct attribute){
        .space = prefix.len ? space_of_prefix(checker, prefix) : SPACE_NONE,
        .word = names_word(checker, local),
        .type = T_TEXT,
        .name = raw->name,
        .value = xml_decode_value(raw->raw, arena),
        .start = (uint32_t)raw->start,
        .end = (uint32_t)raw->end,
    };
}

// What lives as long as a unit: all that is in one, and the unit itself.
static struct arena *arena_for(struct checker *checker, const struct element *name)
{
    bool opens_unit =
        (name->space == SPACE_XLIFF2 && name->word == W_UNIT) ||
        (name->space == SPACE_XLIFF1 && (name->word == W_TRANS_UNIT || name->word == W_BIN_UNIT));
    return checker->unit || opens_unit ? &checker->passing : checker->lasting;
}

struct element *names_read(struct checker *checker, const struct xml_node *node)
{
    struct xml_attribute raw[xml_greatest_attributes], next = {0};
    size_t count = 0;
    while (count < xml_greatest_attributes && xml_attribute_next(checker->document, node, &next)) {
        if (is_declaration(next.name))
            bind(checker, &next);
        else
            raw[count++] = next;
    }
    struct str written = xml_name(checker->document, node);
    struct str prefix = xml_prefix(written), local = xml_local_name(written);
    struct element name = {.node = node,
                           .space = space_of_prefix(checker, prefix),
                           .word = names_word(checker, local),
                           .count = count};
    struct arena *arena = arena_for(checker, &name);
    struct element *element = arena_new(arena, struct element);
    *element = name;
    element->attributes = count ? arena_space(arena, sizeof *element->attributes, count) : NULL;
    for (size_t i = 0; i < count; i++)
        read_attribute(checker, &raw[i], arena, &element->attributes[i]);
    return element;
}
