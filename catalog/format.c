#include "catalog/format.h"

#include "base/path.h"

extern const struct format format_xliff, format_xliff2_0, format_xliff2_1, format_xliff2_2, format_xlb,
    format_po, format_csv, format_tmx;
extern const struct format format_json, format_formatjs, format_arb, format_i18next;

// Of those that share a suffix the first one counts that recognises a file.
const struct format *const formats[] = {
    &format_xliff, &format_xliff2_0, &format_xliff2_1, &format_xliff2_2, &format_xlb, &format_po,
    &format_json,  &format_formatjs, &format_arb,      &format_i18next,  &format_csv, &format_tmx,
    NULL,
};
const size_t format_count = sizeof formats / sizeof *formats - 1;

bool format_keeps_projects(const struct format *format)
{
    unsigned wanted = HOLDS_SOURCES | HOLDS_OBSOLETE | HOLDS_PREVIOUS;
    return (format->holds & wanted) == wanted || str_is(str_of(format->name), "xlb");
}

const struct pattern *monolingual_text(const struct catalog *catalog, const struct unit *unit)
{
    bool is_of_sources = str_equal(catalog->target_locale, catalog->source_locale);
    if (catalog->target_locale.len > 0 && unit->has_target)
        return &unit->target;
    return catalog->target_locale.len == 0 || is_of_sources ? &unit->source : NULL;
}

const struct format *format_find(struct str name)
{
    for (size_t i = 0; i < format_count; i++)
        if (str_is(name, formats[i]->name))
            return formats[i];
    return NULL;
}

const struct format *format_meant(struct str suffix)
{
    struct str word = str_starts(suffix, STR(".")) ? str_from(suffix, 1) : suffix;
    for (size_t i = 0; i < format_count && word.len; i++)
        if (str_is(word, formats[i]->suffix + 1) ||
            (formats[i]->other_suffix && str_is(word, formats[i]->other_suffix + 1)))
            return formats[i];
    return NULL;
}

// Many tools write messages of ICU into formats that have no mark for them, and into others without it.
static void mark_messages(struct catalog *catalog)
{
    for (size_t i = 0; i < catalog->units.count; i++) {
        struct unit *unit = &catalog->units.at[i];
        if (!pattern_is_select(&unit->source) && !pattern_is_select(&unit->target))
            unit->syntax = SYNTAX_ICU;
    }
}

bool format_read(const struct format *format, struct str bytes, struct str path,
                 const struct format_options *options, struct arena *arena, struct diags *diags,
                 struct catalog *out)
{
    struct xml_encoding encoding = {0};
    struct str text = bytes;
    *out = (struct catalog){.path = path};
    // The tool that glot stands in for knows UTF-8 only. What diagnostics show lives as long as they do.
    if (!options->peer_bytes && !xml_encoding_read(bytes, path, diags->arena, diags, &encoding, &text))
        return false;
    bool is_read = format->read(text, path, options, arena, diags, out);
    if (!out->format)
        out->format = format;
    out->encoding = encoding;
    if (options->texts_are_icu)
        mark_messages(out);
    return is_read;
}

bool format_write(const struct format *format, const struct catalog *catalog,
                  const struct format_options *options, struct arena *scratch, struct diags *diags,
                  struct buf *out)
{
    struct format_options own = *options;
    if (catalog->encoding.encoding != ENCODING_UTF8)
        own.pieces = NULL; // all of it is encoded anew
    bool is_written = format->write(catalog, &own, scratch, diags, out);
    if (is_written)
        xml_encoding_restore(&catalog->encoding, out);
    return is_written;
}

bool format_has_suffix(const struct format *format, struct str suffix)
{
    return str_is(suffix, format->suffix) || (format->other_suffix && str_is(suffix, format->other_suffix));
}

const struct format *format_of_file(struct str path, struct str bytes)
{
    for (size_t i = 0; i < format_count; i++)
        if (format_has_suffix(formats[i], path_suffix(path)) &&
            (!formats[i]->recognises || formats[i]->recognises(bytes)))
            return formats[i];
    return NULL;
}

bool format_is_xml(struct str path)
{
    for (size_t i = 0; i < format_count; i++)
        if (formats[i]->is_xml && format_has_suffix(formats[i], path_suffix(path)))
            return true;
    return false;
}
