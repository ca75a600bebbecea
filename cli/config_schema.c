#include "base/quote.h"
#include "cli/config_key.h"

static void start_line(struct buf *out, size_t depth)
{
    buf_byte(out, '\n');
    buf_repeat(out, ' ', 2 * depth);
}

static void print_choices(const struct config_key *key, struct buf *out)
{
    buf_text(out, "\"enum\": [");
    for (size_t i = 0; key->choice(i); i++)
        buf_print(out, "%s\"%s\"", i ? ", " : "", key->choice(i));
    buf_byte(out, ']');
}

static void print_initial(const struct config_key *key, struct buf *out, size_t depth)
{
    if (!key->initial)
        return;
    buf_byte(out, ',');
    start_line(out, depth);
    bool is_list = key->type == CONFIG_CHOICES;
    const char *quote = key->type == CONFIG_FLAG || key->type == CONFIG_PERCENT ? "" : "\"";
    buf_print(out, "\"default\": %s%s%s%s%s", is_list ? "[" : "", quote, key->initial, quote,
              is_list ? "]" : "");
}

// What may stand there, but for groups.
static void print_type(const struct config_key *key, struct buf *out, size_t depth)
{
    static const char patches[] =
        "\"type\": \"object\", \"additionalProperties\": { \"type\": \"object\", "
        "\"additionalProperties\": { \"type\": \"array\", \"items\": { "
        "\"type\": \"object\", \"additionalProperties\": false, "
        "\"required\": [\"before\", \"after\"], \"properties\": { "
        "\"before\": { \"type\": \"string\" }, \"after\": { \"type\": \"string\" } } } } }";
    static const char locale[] = "\"type\": \"string\", \"pattern\": \"^[A-Za-z][A-Za-z0-9_@-]{0,63}$\"";
    static const char locales[] = "\"type\": \"array\", \"items\": { \"type\": \"string\", "
                                  "\"pattern\": \"^[A-Za-z][A-Za-z0-9_@-]{0,63}$\" }";
    static const char languages[] = "\"type\": \"object\", \"additionalProperties\": { \"type\": \"string\", "
                                    "\"pattern\": \"^([A-Za-z][A-Za-z0-9_@-]{0,63})?$\" }";
    static const char chunks[] = "\"type\": \"object\", \"additionalProperties\": { \"type\": \"array\", "
                                 "\"items\": { \"type\": \"string\" } }, \"propertyNames\": { \"pattern\": "
                                 "\"^[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}$\" }";
    static const char fallbacks[] =
        "\"oneOf\": [{ \"type\": \"boolean\" }, { \"type\": \"object\", \"additionalProperties\": { "
        "\"type\": \"array\", \"items\": { \"type\": \"string\", "
        "\"pattern\": \"^[A-Za-z][A-Za-z0-9_@-]{0,63}$\" } } }]";
    // extractor/keyword.h
    static const char keywords[] =
        "\"type\": \"array\", \"items\": { \"type\": \"string\", "
        "\"pattern\": \"^[^:]+(:([0-9]+[ct]?|\\\"[^\\\"]*\\\")(,([0-9]+[ct]?|\\\"[^\\\"]*\\\"))*)?$\" }";
    static const char *const types[] = {
        [CONFIG_KEYWORDS] = keywords,
        [CONFIG_FILE] = "\"type\": \"string\"",
        [CONFIG_FILES] = "\"type\": \"array\", \"items\": { \"type\": \"string\" }",
        [CONFIG_TEXTS] = "\"type\": \"array\", \"items\": { \"type\": \"string\" }",
        [CONFIG_LOCALES] = locales,
        [CONFIG_LOCALE] = locale,
        [CONFIG_PATHS] = "\"type\": \"array\", \"items\": { \"type\": \"string\" }",
        [CONFIG_FLAG] = "\"type\": \"boolean\"",
        [CONFIG_PERCENT] = "\"type\": \"integer\", \"minimum\": 0, \"maximum\": 100",
        [CONFIG_LANGUAGES] = languages,
        [CONFIG_CHUNKS] = chunks,
        [CONFIG_FALLBACKS] = fallbacks,
        [CONFIG_PATCHES] = patches,
    };
    buf_byte(out, ',');
    start_line(out, depth);
    if (key->type == CONFIG_CHOICES) {
        buf_text(out, "\"type\": \"array\", \"items\": { ");
        print_choices(key, out);
        buf_text(out, " }");
    } else if (key->type == CONFIG_CHECKS) {
        config_print_checks(out);
    } else if (key->choice) {
        print_choices(key, out);
    } else {
        const char *type = key->type < sizeof types / sizeof *types ? types[key->type] : NULL;
        buf_text(out, type ? type : "\"type\": \"string\"");
    }
}

static void print_object(struct str group, struct buf *out, size_t depth);

static void print_key(const struct config_key *key, struct buf *out, size_t depth)
{
    start_line(out, depth);
    quote_json(out, config_key_name(key));
    buf_text(out, ": {");
    start_line(out, depth + 1);
    buf_text(out, "\"description\": ");
    quote_json(out, str_of(key->meaning));
    if (key->type == CONFIG_GROUP) {
        buf_byte(out, ',');
        print_object(str_of(key->path), out, depth + 1);
    } else {
        print_type(key, out, depth + 1);
    }
    print_initial(key, out, depth + 1);
    start_line(out, depth);
    buf_byte(out, '}');
}

static void print_required(struct str group, struct buf *out, size_t depth)
{
    size_t count = 0;
    for (const struct config_key *key = own_keys; key->path; key++) {
        if (!key->is_required || !config_key_is_in(key, group))
            continue;
        if (count == 0)
            start_line(out, depth);
        buf_text(out, count++ ? ", " : "\"required\": [");
        quote_json(out, config_key_name(key));
    }
    if (count)
        buf_text(out, "],");
}

// The members of an object's schema. Groups nest as deep as the table, which is two levels.
static void print_object(struct str group, struct buf *out, size_t depth)
{
    start_line(out, depth);
    buf_text(out, "\"type\": \"object\",");
    start_line(out, depth);
    buf_text(out, "\"additionalProperties\": false,");
    print_required(group, out, depth);
    start_line(out, depth);
    buf_text(out, "\"properties\": {");
    size_t count = 0;
    for (const struct config_key *key = own_keys; key->path; key++)
        if (config_key_is_in(key, group)) {
            if (count++)
                buf_byte(out, ',');
            print_key(key, out, depth + 1);
        }
    start_line(out, depth);
    buf_byte(out, '}');
}

// Without bundles, and for those of some formats, catalogs alone are enough.
static void print_sourceless(struct buf *out)
{
    bool is_first = true;
    buf_text(out, "{ \"not\": { \"required\": [\"bundles\"] } }, {\n    \"properties\": { \"bundles\": { "
                  "\"required\": [\"format\"], \"properties\": { \"format\": { \"enum\": [");
    for (size_t i = 0; i < bundle_count; i++) {
        if (bundles[i]->needs_sources)
            continue;
        buf_print(out, "%s\"%s\"", is_first ? "" : ", ", bundles[i]->name);
        is_first = false;
    }
    buf_text(out, "] } } } }\n  }");
}

void config_print_schema(struct buf *out)
{
    buf_text(out, "{\n  \"$schema\": \"http://json-schema.org/draft-07/schema#\",\n"
                  "  \"title\": \"glot.json\",\n"
                  "  \"description\": \"The configuration of glot.\",\n"
                  "  \"anyOf\": [{ \"required\": [\"sources\"] }, { \"required\": [\"tsconfig\"] }, ");
    print_sourceless(out);
    buf_text(out, "],");
    print_object(STR(""), out, 1);
    buf_text(out, "\n}\n");
}
