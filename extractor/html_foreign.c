// SVG and MathML (HTML Standard, 13.2.6.5).
#include "extractor/html_builder.h"

// Names that the tokenizer lowered and SVG writes in camel case.
static const char *const svg_attributes[] = {
    "attributeName",
    "attributeType",
    "baseFrequency",
    "baseProfile",
    "calcMode",
    "clipPathUnits",
    "diffuseConstant",
    "edgeMode",
    "filterUnits",
    "glyphRef",
    "gradientTransform",
    "gradientUnits",
    "kernelMatrix",
    "kernelUnitLength",
    "keyPoints",
    "keySplines",
    "keyTimes",
    "lengthAdjust",
    "limitingConeAngle",
    "markerHeight",
    "markerUnits",
    "markerWidth",
    "maskContentUnits",
    "maskUnits",
    "numOctaves",
    "pathLength",
    "patternContentUnits",
    "patternTransform",
    "patternUnits",
    "pointsAtX",
    "pointsAtY",
    "pointsAtZ",
    "preserveAlpha",
    "preserveAspectRatio",
    "primitiveUnits",
    "refX",
    "refY",
    "repeatCount",
    "repeatDur",
    "requiredExtensions",
    "requiredFeatures",
    "specularConstant",
    "specularExponent",
    "spreadMethod",
    "startOffset",
    "stdDeviation",
    "stitchTiles",
    "surfaceScale",
    "systemLanguage",
    "tableValues",
    "targetX",
    "targetY",
    "textLength",
    "viewBox",
    "viewTarget",
    "xChannelSelector",
    "yChannelSelector",
    "zoomAndPan",
};

static const char *const svg_tags[] = {
    "altGlyph",          "altGlyphDef",
    "altGlyphItem",      "animateColor",
    "animateMotion",     "animateTransform",
    "clipPath",          "feBlend",
    "feColorMatrix",     "feComponentTransfer",
    "feComposite",       "feConvolveMatrix",
    "feDiffuseLighting", "feDisplacementMap",
    "feDistantLight",    "feFlood",
    "feFuncA",           "feFuncB",
    "feFuncG",           "feFuncR",
    "feGaussianBlur",    "feImage",
    "feMerge",           "feMergeNode",
    "feMorphology",      "feOffset",
    "fePointLight",      "feSpecularLighting",
    "feSpotLight",       "feTile",
    "feTurbulence",      "foreignObject",
    "glyphRef",          "linearGradient",
    "radialGradient",    "textPath",
};

// The name as the list has it, or the name itself.
static struct str in_camel_case(struct str name, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct str camel = str_of(names[i]);
        if (str_equal_ignoring_case(camel, name))
            return camel;
    }
    return name;
}

// Attribute lists are shared between clones and tokens, so each name is changed in a list of its own.
void html_adjust_svg(struct html_builder *builder, struct html_token *token)
{
    for (size_t i = 0; i < token->attributes.count; i++) {
        struct html_attribute *attribute = &token->attributes.at[i];
        html_spend(builder, sizeof svg_attributes / sizeof *svg_attributes);
        attribute->name =
            in_camel_case(attribute->name, svg_attributes, sizeof svg_attributes / sizeof *svg_attributes);
    }
}

void html_adjust_mathml(struct html_token *token)
{
    for (size_t i = 0; i < token->attributes.count; i++)
        if (str_is(token->attributes.at[i].name, "definitionurl"))
            token->attributes.at[i].name = STR("definitionURL");
}

static bool ends_foreign_content(const struct html_token *token)
{
    static const char *const font_attributes[] = {"color", "face", "size"};
    for (size_t i = 0; token->tag == TAG_FONT && i < token->attributes.count; i++)
        for (size_t j = 0; j < 3; j++)
            if (str_is(token->attributes.at[i].name, font_attributes[j]))
                return true;
    return html_has_flag(token->tag, IS_EXIT);
}

static void leave(struct html_builder *builder)
{
    while (html_is_foreign(builder))
        html_pop(builder);
}

void html_foreign_start(struct html_builder *builder, struct html_token *token)
{
    enum html_space space = html_current(builder)->space;
    if (ends_foreign_content(token)) {
        leave(builder);
        html_start_by_mode(builder, token);
        return;
    }
    if (space == SPACE_MATHML) {
        html_adjust_mathml(token);
    } else if (space == SPACE_SVG) {
        token->name = in_camel_case(token->name, svg_tags, sizeof svg_tags / sizeof *svg_tags);
        token->tag = html_tag_of(token->name);
        html_adjust_svg(builder, token);
    }
    if (token->is_self_closing)
        html_insert_void(builder, token, space);
    else
        html_insert(builder, token, space);
}

void html_foreign_end(struct html_builder *builder, struct html_token *token)
{
    if (token->tag == TAG_P || token->tag == TAG_BR) {
        leave(builder);
        html_end_by_mode(builder, token);
        return;
    }
    for (size_t i = builder->open.count; i-- > 1 && html_spend(builder, 1);) {
        const struct html_node *node = builder->open.at[i];
        if (node->space == SPACE_HTML) {
            html_end_by_mode(builder, token);
            return;
        }
        if (str_equal_ignoring_case(node->name, token->name)) {
            html_shorten(builder, i);
            return;
        }
    }
}
