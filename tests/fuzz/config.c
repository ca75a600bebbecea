// Law: a configuration that is accepted says the same after the peer's rewriting, which then leaves it alone;
// one that is refused has an error, and every diagnostic lies inside of the text. The first byte chooses the
// name: `g` glot.json, `l` lit-localize.json, anything else another name.
#include "cli/config.h"
#include "tests/fuzz/law.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void must_list(const struct str_list *a, const struct str_list *b)
{
    demand(a->count == b->count);
    for (size_t i = 0; i < a->count; i++)
        demand(str_equal(a->at[i], b->at[i]));
}

static void must_patches(const struct patch_list *a, const struct patch_list *b)
{
    demand(a->count == b->count);
    for (size_t i = 0; i < a->count; i++)
        demand(str_equal(a->at[i].locale, b->at[i].locale) && str_equal(a->at[i].id, b->at[i].id) &&
               str_equal(a->at[i].before, b->at[i].before) && str_equal(a->at[i].after, b->at[i].after));
}

static void must_equal(const struct config *a, const struct config *b)
{
    demand(str_equal(a->source_locale, b->source_locale) && str_equal(a->ts_config, b->ts_config));
    demand(str_equal(a->catalog_format, b->catalog_format) &&
           str_equal(a->catalog_folder, b->catalog_folder));
    demand(str_equal(a->catalog_file, b->catalog_file) && str_equal(a->catalog_glob, b->catalog_glob));
    demand(str_equal(a->bundle_folder, b->bundle_folder) && a->is_transform == b->is_transform);
    demand(str_equal(a->locale_codes_module, b->locale_codes_module));
    demand(a->bundle_options.typescript == b->bundle_options.typescript);
    demand(a->format_options.content_placeholders == b->format_options.content_placeholders);
    demand(a->has_input_files == b->has_input_files);
    must_list(&a->target_locales, &b->target_locales);
    must_list(&a->input_files, &b->input_files);
    must_patches(&a->bundle_options.patches, &b->bundle_options.patches);
}

static void must_lie_inside(const struct diags *diags)
{
    for (size_t i = 0; i < diags->count; i++) {
        struct span span = diags->at[i].span;
        demand(span.start <= span.end && span.end <= span.text.len && diags->at[i].message.len > 0);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    if (len == 0)
        return 0;
    struct arena arena = {0};
    struct diags diags = {.arena = &arena};
    struct str name = bytes[0] == 'g'   ? STR("a/glot.json")
                      : bytes[0] == 'l' ? STR("lit-localize.json")
                                        : STR("x.json");
    struct config config, again;
    bool good = config_parse(name, (struct str){(const char *)bytes + 1, len - 1}, &arena, &diags, &config);
    demand(good == (diags_count(&diags, SEVERITY_ERROR) == 0));
    must_lie_inside(&diags);
    struct str rewritten = good ? config_with_schema(&config, &arena) : (struct str){0};
    if (rewritten.len) {
        demand(config.drop_in);
        demand(config_parse(STR("lit-localize.json"), rewritten, &arena, &diags, &again));
        must_equal(&config, &again);
        demand(config_with_schema(&again, &arena).len == 0);
    }
    arena_free(&arena);
    return 0;
}
