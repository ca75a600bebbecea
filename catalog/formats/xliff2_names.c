// Names and namespaces of XLIFF 2.
#include "catalog/formats/xliff2.h"

const char *const xliff2_namespaces[XLIFF2_SPACE_COUNT] = {
    [XLIFF2_MATCHES] = "urn:oasis:names:tc:xliff:matches:2.0",
    [XLIFF2_METADATA] = "urn:oasis:names:tc:xliff:metadata:2.0",
    [XLIFF2_SIZE] = "urn:oasis:names:tc:xliff:sizerestriction:2.0",
    [XLIFF2_PLURALS] = "urn:oasis:names:tc:xliff:pgs:1.0",
    [XLIFF2_VALIDATION] = "urn:oasis:names:tc:xliff:validation:2.0"};

const char *const xliff2_prefixes[XLIFF2_SPACE_COUNT] = {[XLIFF2_MATCHES] = "mtc",
                                                         [XLIFF2_METADATA] = "mda",
                                                         [XLIFF2_SIZE] = "slr",
                                                         [XLIFF2_PLURALS] = "pgs",
                                                         [XLIFF2_VALIDATION] = "val"};

// `xmlns` declares the default, `xmlns:prefix` a prefix.
static bool declares(struct str attribute, struct str *prefix)
{
    if (!str_starts(attribute, STR("xmlns")) || (attribute.len > 5 && attribute.at[5] != ':'))
        return false;
    *prefix = str_from(attribute, 6);
    return true;
}

static const struct xml_node *first_scope(const struct xliff2_document *document, const struct xml_node *node)
{
    return document->declares_at_root ? document->root : node;
}

static struct str namespace_of(const struct xliff2_document *document, const struct xml_node *node,
                               struct str prefix)
{
    for (node = first_scope(document, node); node && node->kind == XML_ELEMENT; node = node->parent) {
        struct xml_attribute attribute = {0};
        struct str declared;
        while (xml_attribute_next(&document->xml, node, &attribute))
            if (declares(attribute.name, &declared) && str_equal(declared, prefix))
                return attribute.raw;
    }
    return (struct str){0};
}

bool xliff2_is_in_space(const struct xliff2_document *document, const struct xml_node *node,
                        struct str prefix, enum xliff2_space space)
{
    if (prefix.len == 0 && document->declares_at_root)
        return (space == XLIFF2_CORE) == document->default_is_core;
    struct str found = namespace_of(document, node, prefix);
    return space == XLIFF2_CORE ? str_equal(found, document->core) : str_is(found, xliff2_namespaces[space]);
}

struct xml_node *xliff2_child(const struct xliff2_document *document, const struct xml_node *parent,
                              enum xliff2_space space, const char *name)
{
    for (struct xml_node *node = parent->first; node; node = node->next)
        if (xliff2_is(document, node, space, name))
            return node;
    return NULL;
}

struct str xliff2_module_value(const struct xliff2_document *document, const struct xml_node *element,
                               enum xliff2_space space, const char *name, struct arena *arena)
{
    struct xml_attribute attribute = {0};
    while (xml_attribute_next(&document->xml, element, &attribute)) {
        struct str prefix = xml_prefix(attribute.name);
        if (prefix.len && str_is(xml_local_name(attribute.name), name) &&
            xliff2_is_in_space(document, element, prefix, space))
            return xml_decode_value(attribute.raw, arena);
    }
    return (struct str){0};
}

struct str xliff2_prefix_at(const struct xliff2_document *document, const struct xml_node *element,
                            enum xliff2_space space)
{
    for (const struct xml_node *node = first_scope(document, element); node && node->kind == XML_ELEMENT;
         node = node->parent) {
        struct xml_attribute attribute = {0};
        struct str prefix;
        while (xml_attribute_next(&document->xml, node, &attribute))
            if (declares(attribute.name, &prefix) && prefix.len &&
                str_is(attribute.raw, xliff2_namespaces[space]) &&
                xliff2_is_in_space(document, element, prefix, space))
                return prefix;
    }
    return (struct str){0};
}

bool xliff2_inherits_yes(const struct xliff2_document *document, const struct xml_node *element,
                         const char *name)
{
    struct xml_attribute attribute;
    for (const struct xml_node *node = element; node && node->kind == XML_ELEMENT; node = node->parent)
        if (xml_attribute_find(&document->xml, node, name, &attribute))
            return !str_is(attribute.raw, "no");
    return true;
}

// ---- opening

static bool check_root(const struct xliff2_document *document, struct diags *diags)
{
    struct xml_attribute version;
    const struct xml_node *root = document->root;
    bool is_xliff = root && str_is(xml_local_name(xml_name(&document->xml, root)), "xliff");
    bool has_version = is_xliff && xml_attribute_find(&document->xml, root, "version", &version);
    if (has_version && str_starts(version.raw, STR("2.")))
        return true;
    if (!root) {
        diag_add(diags, KIND_CATALOG_STRUCTURE, span_file(document->xml.path), "there is no element at all");
        return false;
    }
    struct diag *diag =
        diag_add(diags, KIND_CATALOG_STRUCTURE, xml_tag_span(&document->xml, root),
                 has_version ? "this is no XLIFF 2: its version is another one" : "this is no XLIFF 2");
    if (has_version && str_starts(version.raw, STR("1.")))
        diag_hint(diags, diag, "Name the format `xliff` for XLIFF 1.2.");
    return false;
}

bool xliff2_open(struct str bytes, struct str path, const struct xml_document *known, struct arena *arena,
                 struct diags *diags, struct xliff2_document *out)
{
    *out = (struct xliff2_document){0};
    if (!xliff_parse(bytes, path, "unit", known, arena, diags, &out->xml))
        return false;
    struct xml_node *root = xml_root_element(&out->xml);
    out->root = root;
    if (!check_root(out, diags))
        return false;
    out->declares_at_root = true;
    out->core = namespace_of(out, root, xml_prefix(xml_name(&out->xml, root)));
    out->default_is_core = str_equal(namespace_of(out, root, (struct str){0}), out->core);
    out->declares_at_root = str_find(bytes, STR("xmlns"), root->open_end) == STR_NONE;
    return true;
}
