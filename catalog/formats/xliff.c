// What both families of XLIFF need. See xliff.h.
#include "catalog/formats/xliff.h"

#include "base/utf.h"
#include "catalog/formats/xliff12.h"
#include "catalog/formats/xliff2.h"
#include "catalog/language_tag.h"
#include "catalog/locale.h"

extern const struct format format_xliff, format_xliff2_0, format_xliff2_1, format_xliff2_2;

// ---- writing

void xliff_check_text(struct xliff_check *check, const char *where, struct str text)
{
    size_t at = xml_first_forbidden(text);
    if (at == STR_NONE)
        return;
    unsigned char byte = (unsigned char)text.at[at];
    unsigned point = byte < 0x20 ? byte : 0xff40u + (unsigned char)text.at[at + 2]; // U+FFFE or U+FFFF
    check->is_fine = false;
    struct diag *diag =
        diag_add(check->diags, KIND_XML_CHARACTER, span_file(check->catalog->path),
                 "the %s of " STR_FORMAT " holds U+%04X, %s", where, STR_ARG(check->id), point, check->rule);
    xml_hint_forbidden(text, diag, check->diags);
}

// ---- the root element, in bytes that nobody has judged yet

// The start tag of the first element, without its `<`; empty where there is none.
static struct str first_tag(struct str text)
{
    for (size_t at = str_find_byte(text, '<', 0); at != STR_NONE; at = str_find_byte(text, '<', at)) {
        struct str rest = str_from(text, at);
        bool is_comment = str_starts(rest, STR("<!--"));
        if (!is_comment && !str_starts(rest, STR("<?"))) {
            size_t end = str_find_byte(text, '>', at);
            return end != STR_NONE ? str_slice(text, at + 1, end) : (struct str){0};
        }
        at = str_find(text, is_comment ? STR("-->") : STR("?>"), at);
        if (at == STR_NONE)
            break;
    }
    return (struct str){0};
}

// Takes the next attribute off the tag.
static bool next_attribute(struct str *tag, struct str *name, struct str *value)
{
    size_t equals = str_find_byte(*tag, '=', 0);
    struct str rest = str_trim(str_from(*tag, equals == STR_NONE ? tag->len : equals + 1));
    if (rest.len < 2 || (rest.at[0] != '"' && rest.at[0] != '\''))
        return false;
    size_t close = str_find_byte(rest, rest.at[0], 1);
    *name = str_trim(str_slice(*tag, 0, equals));
    *value = str_slice(rest, 1, close);
    *tag = str_from(rest, close == STR_NONE ? rest.len : close + 1);
    return true;
}

// What the root element says; both texts empty where the first element is no `xliff`.
struct root {
    bool is_xliff;
    struct str version, space;
};

static struct root root_of(struct str bytes)
{
    struct root root = {0};
    struct str tag = first_tag(bytes), name, value;
    size_t end = 0;
    while (end < tag.len && !xml_is_space(tag.at[end]))
        end++;
    struct str element = str_slice(tag, 0, end), local = xml_local_name(element);
    size_t prefix = element.len - local.len;
    root.is_xliff = str_is(local, "xliff");
    for (tag = str_from(tag, end); root.is_xliff && next_attribute(&tag, &name, &value);) {
        bool declares = prefix ? str_starts(name, STR("xmlns:")) &&
                                     str_equal(str_from(name, 6), str_slice(element, 0, prefix - 1))
                               : str_is(name, "xmlns");
        if (declares)
            root.space = value;
        else if (str_is(name, "version"))
            root.version = value;
    }
    return root;
}

bool xliff_is_2(struct str bytes)
{
    struct root root = root_of(bytes);
    if (!root.is_xliff)
        return false;
    return root.version.len ? str_starts(root.version, STR("2"))
                            : str_starts(root.space, STR("urn:oasis:names:tc:xliff:document:2"));
}

enum xliff_version xliff_version_of(struct str bytes)
{
    struct root root = root_of(bytes);
    if (!xliff_is_2(bytes))
        return XLIFF_1_2;
    return str_is(root.version, "2.0") ? XLIFF_2_0 : str_is(root.version, "2.1") ? XLIFF_2_1 : XLIFF_2_2;
}

// ---- whatever version a file is of

bool xliff_read(struct str bytes, struct str path, const struct format_options *options, struct arena *arena,
                struct diags *diags, struct catalog *out)
{
    static const struct format *const rows[] = {[XLIFF_1_2] = &format_xliff,
                                                [XLIFF_2_0] = &format_xliff2_0,
                                                [XLIFF_2_1] = &format_xliff2_1,
                                                [XLIFF_2_2] = &format_xliff2_2};
    enum xliff_version version = options->peer_bytes ? XLIFF_1_2 : xliff_version_of(bytes);
    bool is_read =
        (version == XLIFF_1_2 ? xliff12_read : xliff2_read)(bytes, path, options, arena, diags, out);
    out->format = rows[version];
    return is_read;
}

bool xliff_write(const struct catalog *catalog, const struct format_options *options,
                 enum xliff_version fresh, struct arena *scratch, struct diags *diags, struct buf *out)
{
    enum xliff_version version = fresh;
    if (catalog->bytes.len)
        version = options->peer_bytes ? XLIFF_1_2 : xliff_version_of(catalog->bytes);
    return version == XLIFF_1_2 ? xliff12_write(catalog, options, scratch, diags, out)
                                : xliff2_write(catalog, options, version, scratch, diags, out);
}

bool xliff_parse(struct str bytes, struct str path, const char *folded, const struct xml_document *known,
                 struct arena *arena, struct diags *diags, struct xml_document *out)
{
    if (!known || known->text.at != bytes.at || known->text.len != bytes.len ||
        !str_equal(known->folded, str_of(folded)))
        return xml_parse_joined(bytes, path, folded, arena, diags, out);
    xml_move(known, out);
    return true;
}

// ---- complaints

void xliff_check_stray(const struct xml_document *document, const struct xml_node *node, struct arena *arena,
                       struct diags *diags)
{
    struct str text = node->kind == XML_TEXT ? str_trim(str_slice(document->text, node->start, node->end))
                                             : (struct str){0};
    if (text.len == 0)
        return;
    size_t start = (size_t)(text.at - document->text.at);
    size_t line = str_find_byte(text, '\n', 0);
    struct str shown = str_trim(str_slice(text, 0, line));
    struct span span = {document->path, document->text, start, start + shown.len};
    struct diag *diag =
        diag_add(diags, KIND_CATALOG_STRAY_TEXT, span, "text where only elements belong: " STR_FORMAT,
                 STR_ARG(str_slice(shown, 0, 60)));
    text = xml_decode_text(text, arena);
    if (str_find(text, STR("<<<<<<<"), 0) != STR_NONE || str_find(text, STR(">>>>>>>"), 0) != STR_NONE ||
        str_find(text, STR("======="), 0) != STR_NONE)
        diag_hint(diags, diag,
                  "Left over from a merge conflict: look whether both sides are here, then remove it.");
}

void xliff_note_duplicate(struct unit *unit, const struct unit *earlier, const struct xml_document *document,
                          const struct xml_node *element, struct diags *diags)
{
    struct diag *diag = diag_add(diags, KIND_UNIT_DUPLICATE, xml_tag_span(document, element),
                                 "the id `" STR_FORMAT "` is there twice", STR_ARG(unit->id));
    struct span span = {document->path, document->text, earlier->bytes.start, earlier->bytes.end};
    size_t line = str_find_byte(str_slice(span.text, span.start, span.end), '\n', 0);
    if (line != STR_NONE)
        span.end = span.start + line;
    diag_relate(diags, diag, span, "the earlier unit");
    if (!unit->has_target && earlier->has_target) {
        unit->target = earlier->target;
        unit->has_target = true;
        unit->state = earlier->state;
    }
}

struct str xliff_language(struct str locale, const struct format_options *options, struct arena *arena)
{
    if (options->peer_bytes || language_tag_is_well_formed(locale))
        return locale;
    struct str tag = locale_canonical(locale, arena);
    return tag.len ? tag : locale;
}

bool xliff_check_locale(const struct catalog *catalog, const struct xml_document *document,
                        const char *attribute, struct diags *diags)
{
    for (size_t i = 0; i < catalog->units.count && catalog->target_locale.len == 0; i++)
        if (catalog->units.at[i].has_target) {
            struct range bytes = catalog->units.at[i].bytes;
            diag_add(diags, KIND_CATALOG_LOCALE,
                     (struct span){catalog->path, document->text, bytes.start, bytes.end},
                     "a translation, and no `%s` that says into which language", attribute);
            return false;
        }
    return true;
}

// ---- files

void xliff_group_by_file(const struct catalog *catalog, struct arena *arena, struct xliff_files *out)
{
    const struct unit_list *units = &catalog->units;
    *out = (struct xliff_files){.units = units, .count = catalog->files.count ? catalog->files.count : 1};
    out->first = arena_array(arena, size_t, out->count);
    out->next = arena_array(arena, size_t, units->count);
    for (size_t i = units->count; i > 0; i--) {
        const struct unit *unit = &units->at[i - 1];
        size_t file = unit->file < out->count ? unit->file : 0;
        if (!unit_counts(unit))
            continue;
        out->next[i - 1] = out->first[file];
        out->first[file] = i;
    }
}
