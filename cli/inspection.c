#include "cli/inspection.h"

#include "base/file.h"
#include "base/path.h"
#include "catalog/conformance.h"
#include "catalog/locale.h"
#include "catalog/xml_encoding.h"
#include "cli/trail.h"

static enum status read_glossary(struct inspection *inspection, struct context *context,
                                 const struct config *config)
{
    struct str bytes = {0}, path = config->glossary;
    size_t known = context->diags->count;
    bool is_read = file_require(path, context->arena, context->diags, &bytes);
    trail_saw(context->trail, path, is_read ? &bytes : NULL);
    config_name_place(config, known, context->arena, context->diags);
    if (!is_read)
        return STATUS_WORLD;
    if (!glossary_read(bytes, path, context->arena, context->diags, &inspection->glossary))
        return STATUS_FINDINGS;
    inspection->checks.glossary = &inspection->glossary;
    return STATUS_FINE;
}

enum status inspection_begin(struct inspection *inspection, struct context *context,
                             const struct config *config, size_t jobs)
{
    *inspection = (struct inspection){.checks.tells_unused = context->settings.verbosity > 0,
                                      .is_strict = context->settings.conformance,
                                      .scratch = arena_array(context->arena, struct arena, jobs)};
    if (config)
        inspection->checks.levels = config->checks;
    return config && config->glossary.len ? read_glossary(inspection, context, config) : STATUS_FINE;
}

enum status inspection_gate(struct inspection *inspection, struct context *context,
                            const struct config *config)
{
    bool has_glossary = config->glossary.len && config->checks.of[KIND_GLOSSARY] == CHECK_ERROR;
    *inspection = (struct inspection){.checks = {.levels = config->checks, .is_gate = true}};
    return has_glossary ? read_glossary(inspection, context, config) : STATUS_FINE;
}

void inspection_end(struct inspection *inspection, size_t jobs)
{
    for (size_t i = 0; i < jobs; i++)
        arena_free(&inspection->scratch[i]);
}

// Of a name that says so, or with a start that no other format has.
static bool is_xml(struct str path, struct str bytes)
{
    static const char *const suffixes[] = {".xlf", ".xliff", ".xml"};
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++)
        if (str_equal_ignoring_case(path_suffix(path), str_of(suffixes[i])))
            return bytes.len > 0;
    return str_starts(str_trim(str_slice(bytes, 0, 1000)), STR("<"));
}

void inspect_document(struct inspection *inspection, size_t worker, struct str path, struct str bytes,
                      struct diags *diags, struct xml_document *document, bool *is_judged)
{
    struct conformance_options options = {.strict = inspection->is_strict};
    struct arena *scratch = &inspection->scratch[worker];
    struct arena rules = {0};
    struct xml_encoding encoding;
    struct xml_document own;
    struct str text;
    *is_judged = false;
    document = document ? document : &own;
    *document = (struct xml_document){0};
    if (!is_xml(path, bytes))
        return;
    arena_reset(scratch);
    *is_judged = true;
    // Findings show lines of the text, which therefore stays.
    if (!xml_encoding_read(bytes, path, diags->arena, diags, &encoding, &text) ||
        !xml_parse_folded(text, path, inspection->is_whole ? NULL : conformance_folded(text), scratch, diags,
                          document)) {
        *document = (struct xml_document){0};
        return;
    }
    *is_judged = conformance_applies(document);
    if (*is_judged)
        conformance_check(document, &options, &rules, diags);
    arena_free(&rules);
}

struct str inspection_locale_of_path(struct str path)
{
    struct plural_rules rules;
    struct str stem = path_name(path);
    size_t dot = str_rfind_byte(stem, '.');
    stem = str_slice(stem, 0, dot);
    for (size_t cut = 0; cut != STR_NONE; cut = str_find_byte(stem, '.', 0)) {
        stem = cut ? str_from(stem, cut + 1) : stem;
        locale_plurals(stem, false, &rules);
        if (rules.is_known)
            return stem;
    }
    return (struct str){0};
}

void inspect_catalog(struct inspection *inspection, size_t worker, struct catalog *catalog, struct str name,
                     struct diags *diags)
{
    struct arena *scratch = &inspection->scratch[worker];
    arena_reset(scratch);
    if (catalog->target_locale.len == 0)
        catalog->target_locale = name;
    catalog_check(catalog, &inspection->checks, scratch, diags);
}

bool inspection_is_double(enum kind kind)
{
    return kind == KIND_CATALOG_STRAY_TEXT || kind == KIND_UNIT_DUPLICATE || kind == KIND_UNIT_WITHOUT_ID;
}
