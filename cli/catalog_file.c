#include "cli/catalog_file.h"

#include "base/file.h"
#include "base/path.h"

static struct str list_suffixes(struct arena *arena)
{
    struct buf text = {0};
    for (size_t i = 0; i < format_count; i++) {
        bool is_new = true;
        for (size_t k = 0; k < i; k++)
            is_new &= strcmp(formats[k]->suffix, formats[i]->suffix) != 0;
        if (is_new)
            buf_print(&text, "%s`%s`", text.len ? ", " : "", formats[i]->suffix);
    }
    return buf_finish(&text, arena);
}

static const struct format *find_format(struct context *context, struct str path, struct str bytes)
{
    const struct format *format = bytes.len ? format_of_file(path, bytes) : NULL;
    if (format)
        return format;
    struct diag *diag = diag_add(context->diags, KIND_CATALOG_FORMAT, span_file(path), "%s",
                                 bytes.len ? "is of no catalog format that glot knows" : "is empty");
    if (bytes.len)
        diag_hint(context->diags, diag, "The names of catalogs end in " STR_FORMAT ".",
                  STR_ARG(list_suffixes(context->arena)));
    else
        diag_hint(context->diags, diag, "Take it away, or bring its content back.");
    return NULL;
}

// `format`: NULL where name and contents say it.
static bool read_file(struct context *context, struct str path, const struct format *format,
                      const struct format_options *options, struct catalog *out)
{
    struct str bytes = {0}, text = {0};
    struct xml_encoding encoding = {0};
    if (!file_require(path, context->arena, context->diags, &bytes) ||
        !xml_encoding_read(bytes, path, context->arena, context->diags, &encoding, &text))
        return false;
    format = format ? format : find_format(context, path, text);
    bool is_read = format && format_read(format, text, path, options, context->arena, context->diags, out);
    if (is_read)
        out->encoding = encoding;
    return is_read;
}

static const struct format_options own_options = {.tool = STR_INIT("glot"), .original = STR_INIT("sources")};

bool catalog_file_read(struct context *context, struct str path, struct catalog *out)
{
    return read_file(context, path, NULL, &own_options, out);
}

bool catalog_file_open(struct context *context, struct str path, struct catalog *out)
{
    struct format_options options = own_options;
    options.for_writing = true;
    return read_file(context, path, NULL, &options, out);
}

bool catalog_file_read_as(struct context *context, struct str path, const struct format *format,
                          const struct format_options *options, struct catalog *out)
{
    return read_file(context, path, format, format ? options : &own_options, out);
}

bool catalog_file_former(const struct context *context, struct str path, const struct format *format,
                         const struct format_options *options, struct catalog *out)
{
    struct diags unsaid = {.arena = context->arena};
    struct context quiet = *context;
    quiet.diags = &unsaid;
    return catalog_file_read_as(&quiet, path, format, options, out);
}

struct diag *catalog_file_misnamed(struct context *context, struct str path, const struct format *format,
                                   const struct format **named)
{
    *named = format_meant(path_suffix(path));
    if (!*named || format_has_suffix(format, path_suffix(path)))
        return NULL;
    return diag_add(context->diags, KIND_USAGE, (struct span){0},
                    "`" STR_FORMAT "` is named as a file of %s, and the result is one of %s", STR_ARG(path),
                    (*named)->name, format->name);
}

bool catalog_file_is_whole(struct context *context, const struct catalog *catalog)
{
    if (catalog->format->holds & HOLDS_SOURCES)
        return true;
    struct diag *diag =
        diag_add(context->diags, KIND_CATALOG_FORMAT, span_file(catalog->path),
                 "holds texts in one language only; `glot %s` needs source and translation in one file",
                 context->command->name);
    diag_hint(context->diags, diag,
              "`glot convert --to json --source SOURCES --locale LOCALE " STR_FORMAT
              " -o FILE` brings it together with its sources.",
              STR_ARG(catalog->path));
    return false;
}
