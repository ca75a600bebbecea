#include "cli/manifest.h"

#include "base/jsonc.h"
#include "base/path.h"
#include "base/quote.h"

// ---- printing

static void print_file(struct str name, const char *suffix, struct str bytes, struct str integrity,
                       struct arena *scratch, struct buf *out)
{
    buf_text(out, "{\"file\": ");
    quote_json(out, arena_print(scratch, STR_FORMAT "%s%s", STR_ARG(name), suffix[0] ? "." : "", suffix));
    buf_print(out, ", \"bytes\": %zu, \"integrity\": ", bytes.len);
    quote_json(out, integrity);
}

static void print_bundle(const struct packaged_file *file, struct arena *scratch, struct buf *out)
{
    buf_text(out, "      ");
    quote_json(out, file->chunk.len ? file->chunk : STR("main"));
    buf_text(out, ": ");
    print_file(file->name, "", file->bytes, file->integrity, scratch, out);
    for (size_t i = 0; i < COMPRESSION_COUNT; i++) {
        const struct packaged_copy *copy = &file->copies[i];
        if (!copy->bytes.at)
            continue;
        buf_print(out, ",\n        \"%s\": ", compression_names[i]);
        print_file(file->name, compression_names[i], copy->bytes, copy->integrity, scratch, out);
        buf_byte(out, '}');
    }
    buf_byte(out, '}');
}

void manifest_print(const struct config *config, const struct packaged_file *files, size_t count,
                    struct buf *out)
{
    struct arena scratch = {0};
    buf_text(out, "{\n  \"generator\": \"glot\",\n  \"version\": 1,\n  \"format\": ");
    quote_json(out, config->bundle_format);
    buf_text(out, ",\n  \"sourceLocale\": ");
    quote_json(out, config->source_locale);
    buf_text(out, ",\n  \"bundles\": {");
    for (size_t i = 0; i < count; i++) {
        bool is_first = i == 0 || !str_equal(files[i].locale, files[i - 1].locale);
        if (is_first) {
            buf_text(out, i ? "\n    },\n    " : "\n    ");
            quote_json(out, files[i].locale);
            buf_text(out, ": {\n");
        } else {
            buf_text(out, ",\n");
        }
        print_bundle(&files[i], &scratch, out);
    }
    buf_text(out, count ? "\n    }\n  }\n}\n" : "}\n}\n");
    arena_free(&scratch);
}

// ---- reading

static bool stays_below(struct str name, struct arena *arena)
{
    return name.len > 0 && !str_is(name, ".") && !path_is_absolute(name) && !str_starts(name, STR("..")) &&
           str_equal(path_normalise(arena, name), name);
}

static void add_file(const struct jsonc *object, struct arena *arena, struct manifest_file_list *out)
{
    const struct jsonc *name = jsonc_get(object, "file"), *integrity = jsonc_get(object, "integrity");
    if (jsonc_is(name, JSONC_STRING) && jsonc_is(integrity, JSONC_STRING) && stays_below(name->text, arena))
        *list_push(out, arena) = (struct manifest_file){name->text, integrity->text};
}

static void add_bundle(const struct jsonc *bundle, struct arena *arena, struct manifest_file_list *out)
{
    if (!jsonc_is(bundle, JSONC_OBJECT))
        return;
    add_file(bundle, arena, out);
    for (size_t i = 0; i < COMPRESSION_COUNT; i++) {
        const struct jsonc *copy = jsonc_get(bundle, compression_names[i]);
        if (jsonc_is(copy, JSONC_OBJECT))
            add_file(copy, arena, out);
    }
}

bool manifest_read(struct str path, struct str text, struct arena *arena, struct manifest_file_list *out)
{
    struct diags unheard = {.arena = arena};
    struct jsonc_file file;
    if (!jsonc_read(path, text, JSONC_STRICT, arena, &unheard, &file) || !jsonc_is(file.root, JSONC_OBJECT))
        return false;
    const struct jsonc *generator = jsonc_get(file.root, "generator"),
                       *locales = jsonc_get(file.root, "bundles");
    if (!jsonc_is(generator, JSONC_STRING) || !str_is(generator->text, "glot") ||
        !jsonc_is(locales, JSONC_OBJECT))
        return false;
    for (const struct jsonc *locale = locales->first; locale; locale = locale->next)
        for (const struct jsonc *bundle = jsonc_is(locale, JSONC_OBJECT) ? locale->first : NULL; bundle;
             bundle = bundle->next)
            add_bundle(bundle, arena, out);
    return true;
}
