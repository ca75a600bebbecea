// TMX: the row of the format, and reading.
#include "catalog/formats/tmx.h"

#include "catalog/locale.h"

// ---- the document type declaration

// Behind white space, comments and instructions: where the first tag stands.
static size_t skip_prolog(struct str text)
{
    size_t at = str_starts(text, STR("\xef\xbb\xbf")) ? 3 : 0;
    for (;;) {
        at = str_skip_blanks(text, at);
        bool is_comment = str_starts(str_from(text, at), STR("<!--"));
        if (!is_comment && !str_starts(str_from(text, at), STR("<?")))
            return at;
        size_t end = str_find(text, is_comment ? STR("-->") : STR("?>"), at + 2);
        if (end == STR_NONE)
            return text.len;
        at = end + (is_comment ? 3 : 2);
    }
}

// A word, with white space before it. STR_NONE when it is not there.
static size_t take_word(struct str text, size_t at, const char *word)
{
    size_t start = at == STR_NONE ? STR_NONE : str_skip_blanks(text, at);
    bool is_there = start != STR_NONE && start > at && str_starts(str_from(text, start), str_of(word));
    return is_there ? start + strlen(word) : STR_NONE;
}

static size_t take_quoted(struct str text, size_t at)
{
    size_t start = at == STR_NONE ? STR_NONE : str_skip_blanks(text, at);
    if (start == STR_NONE || start == at || start >= text.len ||
        (text.at[start] != '"' && text.at[start] != '\''))
        return STR_NONE;
    size_t end = str_find_byte(text, text.at[start], start + 1);
    return end == STR_NONE ? STR_NONE : end + 1;
}

// The end of `<!DOCTYPE tmx SYSTEM "…">` or `<!DOCTYPE tmx PUBLIC "…" "…">` at that place, else STR_NONE.
static size_t doctype_end(struct str text, size_t at)
{
    if (!str_starts(str_from(text, at), STR("<!DOCTYPE")))
        return STR_NONE;
    size_t name = take_word(text, at + 9, "tmx");
    size_t system = take_word(text, name, "SYSTEM"), public = take_word(text, name, "PUBLIC");
    size_t end =
        system != STR_NONE ? take_quoted(text, system) : take_quoted(text, take_quoted(text, public));
    if (end == STR_NONE)
        return STR_NONE;
    end = str_skip_blanks(text, end);
    return end < text.len && text.at[end] == '>' ? end + 1 : STR_NONE;
}

// The same text with spaces in its place.
static struct str without_doctype(struct str bytes, struct tmx_file *out, struct arena *arena)
{
    size_t start = skip_prolog(bytes), end = doctype_end(bytes, start);
    if (end == STR_NONE)
        return bytes;
    out->doctype_start = start;
    out->doctype_end = end;
    char *copy = arena_cstr(arena, bytes);
    for (size_t i = start; i < end; i++)
        if (copy[i] != '\n' && copy[i] != '\r')
            copy[i] = ' ';
    return (struct str){copy, bytes.len};
}

// ---- elements

struct xml_node *tmx_child(const struct tmx_file *file, const struct xml_node *parent, const char *name)
{
    for (struct xml_node *node = parent ? parent->first : NULL; node; node = node->next)
        if (xml_is(&file->document, node, name))
            return node;
    return NULL;
}

struct xml_node *tmx_next_unit(const struct tmx_file *file, const struct xml_node *after)
{
    struct xml_node *node = after ? after->next : file->body ? file->body->first : NULL;
    while (node && !xml_is(&file->document, node, "tu"))
        node = node->next;
    return node;
}

static struct str lang_of(const struct tmx_file *file, const struct xml_node *variant, struct arena *arena)
{
    struct str lang = xml_attribute_value(&file->document, variant, "xml:lang", arena);
    return lang.len ? lang : xml_attribute_value(&file->document, variant, "lang", arena);
}

struct xml_node *tmx_variant(const struct tmx_file *file, const struct xml_node *unit, struct str lang,
                             const struct xml_node *after)
{
    struct arena scratch = {0};
    struct xml_node *found = NULL, *first = after ? after->next : unit->first;
    for (struct xml_node *node = first; node && !found && lang.len; node = node->next)
        if (xml_is(&file->document, node, "tuv") &&
            str_equal_ignoring_case(lang_of(file, node, &scratch), lang))
            found = node;
    arena_free(&scratch);
    return found;
}

// ---- languages

struct langs {
    struct str_list spelled; // of all `tuv`, each once, in the order of the file
    struct map known;
};

static void list_langs(const struct tmx_file *file, struct arena *arena, struct langs *out)
{
    for (struct xml_node *unit = NULL; (unit = tmx_next_unit(file, unit));)
        for (struct xml_node *node = unit->first; node; node = node->next) {
            if (!xml_is(&file->document, node, "tuv"))
                continue;
            struct str lang = lang_of(file, node, arena);
            if (lang.len == 0 || map_has(&out->known, lang))
                continue;
            map_set(&out->known, lang, NULL, arena);
            *list_push(&out->spelled, arena) = lang;
        }
}

static bool is_of_language(struct str lang, struct str wanted)
{
    struct arena scratch = {0};
    struct str language = locale_language(lang, &scratch);
    bool same = language.len > 0 && str_equal(language, locale_language(wanted, &scratch));
    arena_free(&scratch);
    return same;
}

// The spelling that means the wanted locale best: itself, an equal one, one of its language.
static struct str find_lang(const struct langs *langs, struct str wanted, struct str but)
{
    for (int round = 0; round < 3 && wanted.len; round++)
        for (size_t i = 0; i < langs->spelled.count; i++) {
            struct str lang = langs->spelled.at[i];
            bool fits = round == 0   ? str_equal_ignoring_case(lang, wanted)
                        : round == 1 ? locale_alike(lang, wanted)
                                     : is_of_language(lang, wanted);
            if (fits && !str_equal_ignoring_case(lang, but))
                return lang;
        }
    return (struct str){0};
}

static void settle_langs(struct tmx_file *file, const struct format_options *options, struct arena *arena,
                         struct diags *diags)
{
    struct xml_node *header = NULL;
    struct langs langs = {0};
    size_t others = 0;
    list_langs(file, arena, &langs);
    xml_count(&file->document, &file->document.root, "header", &header);
    struct str srclang = header ? xml_attribute_value(&file->document, header, "srclang", arena) : STR("");
    bool is_said = srclang.len && !str_is(srclang, "*all*");
    file->source_lang = is_said ? find_lang(&langs, srclang, STR("")) : (struct str){0};
    if (file->source_lang.len == 0 && langs.spelled.count)
        file->source_lang = langs.spelled.at[0];
    file->target_lang = find_lang(&langs, options->locale, file->source_lang);
    for (size_t i = 0; i < langs.spelled.count; i++) {
        struct str lang = langs.spelled.at[i];
        if (str_equal_ignoring_case(lang, file->source_lang))
            continue;
        if (file->target_lang.len == 0 && options->locale.len == 0)
            file->target_lang = lang;
        others += !str_equal_ignoring_case(lang, file->target_lang);
    }
    if (is_said && langs.spelled.count == 0)
        file->source_lang = srclang;
    if (others && options->locale.len == 0)
        diag_add(diags, KIND_TMX_LANGUAGES, span_file(file->document.path),
                 "holds translations into %zu languages; only those into `" STR_FORMAT "` are read",
                 others + 1, STR_ARG(file->target_lang));
}

bool tmx_parse(struct str bytes, struct str path, const struct format_options *options, struct arena *arena,
               struct diags *diags, struct tmx_file *out)
{
    struct xml_node *root = NULL;
    *out = (struct tmx_file){0};
    struct str text = without_doctype(bytes, out, arena);
    if (!xml_parse(text, path, arena, diags, &out->document))
        return false;
    if (xml_count(&out->document, &out->document.root, "tmx", &root) == 1)
        out->body = tmx_child(out, root, "body");
    if (!out->body) {
        diag_add(diags, KIND_CATALOG_STRUCTURE, span_file(path), "there is no `body` in a `tmx` element");
        return false;
    }
    settle_langs(out, options, arena, diags);
    return true;
}

// ---- segments

struct reader {
    struct tmx_file file;
    struct arena *arena;
    struct diags *diags;
    struct catalog *catalog;
};

static struct str attribute_of(struct reader *r, const struct xml_node *element, const char *name)
{
    return xml_attribute_value(&r->file.document, element, name, r->arena);
}

// Names that are no numbers stand in `type`, behind what tmx_write.c puts there.
static struct str name_of(struct reader *r, const struct xml_node *element)
{
    struct str type = attribute_of(r, element, "type"), name = attribute_of(r, element, "x");
    static const char *const marks[] = {"x-name:", "x-standalone:"};
    for (size_t i = 0; i < 2; i++)
        if (str_starts(type, str_of(marks[i])))
            return str_from(type, strlen(marks[i]));
    return name.len ? name : attribute_of(r, element, "i");
}

static enum part_kind kind_of(struct reader *r, const struct xml_node *element)
{
    const struct xml_document *document = &r->file.document;
    if (xml_is(document, element, "bpt"))
        return PART_OPEN;
    if (xml_is(document, element, "ept"))
        return PART_CLOSE;
    if (xml_is(document, element, "it"))
        return str_is(attribute_of(r, element, "pos"), "end") ? PART_CLOSE : PART_OPEN;
    return str_starts(attribute_of(r, element, "type"), STR("x-standalone")) ? PART_STANDALONE
                                                                             : PART_PLACEHOLDER;
}

// What an `ept` closes is called as its `bpt` is; `names` has those of the segment by their `i`.
static struct str pair_name(struct reader *r, const struct xml_node *element, struct map *names)
{
    struct str pair = attribute_of(r, element, "i");
    bool is_open = xml_is(&r->file.document, element, "bpt");
    struct str *name = is_open ? NULL : map_get(names, pair);
    if (name)
        return *name;
    name = arena_new(r->arena, struct str);
    *name = is_open ? name_of(r, element) : pair;
    map_set(names, pair, name, r->arena);
    return *name;
}

static void read_tag(struct reader *r, const struct xml_node *element, bool is_end, struct pattern *out)
{
    struct str code = is_end ? str_slice(r->file.document.text, element->close_start, element->end)
                             : str_slice(r->file.document.text, element->start, element->open_end);
    pattern_add_code(out, is_end ? PART_CLOSE : PART_OPEN, code, name_of(r, element), r->arena);
}

static bool is_code(const struct xml_document *document, const struct xml_node *node)
{
    static const char *const names[] = {"ph", "bpt", "ept", "it", "ut"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (xml_is(document, node, names[i]))
            return true;
    return false;
}

// `hi` holds text, so each of its tags is a piece of code; other elements are looked through.
static void read_segment(struct reader *r, const struct xml_node *seg, struct pattern *out)
{
    const struct xml_document *document = &r->file.document;
    const struct xml_node *node = seg->first;
    struct map names = {0};
    while (node) {
        bool goes_in = false;
        if (node->kind == XML_TEXT || node->kind == XML_CDATA) {
            pattern_add_text(out, xml_node_text(document, node, r->arena), r->arena);
        } else if (is_code(document, node)) {
            enum part_kind kind = kind_of(r, node);
            bool is_pair = xml_is(document, node, "bpt") || xml_is(document, node, "ept");
            struct str name = is_pair ? pair_name(r, node, &names) : name_of(r, node);
            pattern_add_code(out, kind, xml_text_within(document, node, r->arena), name, r->arena);
        } else if (node->kind == XML_ELEMENT) {
            if (xml_is(document, node, "hi"))
                read_tag(r, node, false, out);
            goes_in = node->first != NULL;
        }
        if (goes_in) {
            node = node->first;
            continue;
        }
        while (node && !node->next && node->parent != seg) {
            node = node->parent;
            if (xml_is(document, node, "hi"))
                read_tag(r, node, true, out);
        }
        node = node ? node->next : NULL;
    }
}

// ---- units

static void read_notes(struct reader *r, const struct xml_node *element, struct unit *unit)
{
    for (const struct xml_node *node = element->first; node; node = node->next)
        if (xml_is(&r->file.document, node, "note"))
            *list_push(&unit->notes, r->arena) =
                (struct note){.text = xml_text_within(&r->file.document, node, r->arena)};
}

static void read_unit(struct reader *r, const struct xml_node *element, size_t number)
{
    struct str id = attribute_of(r, element, "tuid");
    if (id.len == 0)
        id = arena_print(r->arena, "%zu", number);
    const struct unit *earlier = catalog_find(r->catalog, id);
    if (earlier) {
        struct diag *diag = diag_add(r->diags, KIND_UNIT_DUPLICATE, xml_tag_span(&r->file.document, element),
                                     "the id `" STR_FORMAT "` is there twice", STR_ARG(id));
        diag_relate(r->diags, diag, unit_span(r->catalog, earlier), "the earlier unit");
    }
    struct unit *unit = catalog_add(r->catalog, id, r->arena);
    unit->bytes = byte_range(element->start, element->end);
    const struct xml_node *source = tmx_variant(&r->file, element, r->file.source_lang, NULL);
    const struct xml_node *target = tmx_variant(&r->file, element, r->file.target_lang, NULL);
    const struct xml_node *source_seg = tmx_child(&r->file, source, "seg");
    const struct xml_node *target_seg = tmx_child(&r->file, target, "seg");
    if (source_seg)
        read_segment(r, source_seg, &unit->source);
    unit->has_target = target_seg != NULL;
    if (target_seg)
        read_segment(r, target_seg, &unit->target);
    unit->state = unit->has_target ? UNIT_TRANSLATED : UNIT_NEW;
    unit_settle_target(unit, false);
    read_notes(r, element, unit);
}

static bool tmx_read(struct str bytes, struct str path, const struct format_options *options,
                     struct arena *arena, struct diags *diags, struct catalog *out)
{
    struct reader reader = {.arena = arena, .diags = diags, .catalog = out};
    *out = (struct catalog){.path = path, .bytes = bytes};
    bool good = tmx_parse(bytes, path, options, arena, diags, &reader.file);
    size_t number = 0;
    for (const struct xml_node *unit = NULL; good && (unit = tmx_next_unit(&reader.file, unit));)
        read_unit(&reader, unit, ++number);
    out->source_locale = reader.file.source_lang;
    out->target_locale = reader.file.target_lang;
    return good;
}

static bool tmx_recognises(struct str bytes)
{
    return str_find(str_slice(bytes, 0, 4096), STR("<tmx"), 0) != STR_NONE;
}

const struct format format_tmx = {
    .name = "tmx",
    .suffix = ".tmx",
    .names_locales = true,
    .is_xml = true,
    .meaning = "TMX 1.4, a translation memory",
    .holds = HOLDS_SOURCES | HOLDS_NOTES | HOLDS_NAMES | HOLDS_CODE | HOLDS_KINDS | HOLDS_SOURCE_LOCALE |
             HOLDS_TARGET_LOCALE,
    .recognises = tmx_recognises,
    .read = tmx_read,
    .write = tmx_write,
};
