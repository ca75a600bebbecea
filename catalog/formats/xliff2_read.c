// XLIFF 2: reading a file.
#include "base/utf.h"
#include "catalog/formats/xliff2_cases.h"
#include "catalog/formats/xliff2_rules.h"
#include "catalog/formats/xliff_choice.h"

#include <stddef.h>
#include <stdlib.h>

struct reader {
    struct xliff2_document *document;
    struct arena *arena, *scratch; // scratch: of one unit
    struct diags *diags;
    struct catalog *catalog;
    enum limit_measure storage; // what limits of storage count in this file
    struct str source_cases;    // of the unit at work: see xliff2_cases.h
    bool has_rules;             // the validation module is used
    bool is_sound;
};

static struct str value_of(struct reader *reader, const struct xml_node *element, const char *name)
{
    return xml_attribute_value(&reader->document->xml, element, name, reader->arena);
}

static void complain(struct reader *reader, enum kind kind, const struct xml_node *element, const char *what)
{
    reader->is_sound = false;
    diag_add(reader->diags, kind, xml_tag_span(&reader->document->xml, element), "%s", what);
}

static struct str text_of(struct reader *reader, const struct xml_node *element)
{
    return xml_text_within(&reader->document->xml, element, reader->arena);
}

// ---- notes and places

static void read_note(struct reader *reader, struct unit *unit, const struct xml_node *note)
{
    struct str category = value_of(reader, note, "category"), text = text_of(reader, note);
    if (str_is(category, "location"))
        *list_push(&unit->locations, reader->arena) = text;
    else
        *list_push(&unit->notes, reader->arena) = (struct note){.from = category, .text = text};
}

static void read_notes(struct reader *reader, struct unit *unit, const struct xml_node *notes)
{
    for (const struct xml_node *node = notes->first; node; node = node->next)
        if (xliff2_is_core(reader->document, node, "note"))
            read_note(reader, unit, node);
}

// ---- metadata

static void read_own_meta(struct reader *reader, struct unit *unit, struct str type, struct str text)
{
    if (str_is(type, "obsolete")) {
        unit->is_obsolete = true;
        unit->is_locked = str_is(text, "locked");
    } else if (str_is(type, "context"))
        unit->context = text;
    else if (str_is(type, XLIFF2_PREVIOUS_CONTEXT)) {
        struct unit_rare *rare = unit_make_rare(unit, reader->arena);
        rare->previous_context = text;
        rare->has_previous_context = true;
    } else if (str_is(type, "name"))
        unit_set_name(unit, text, reader->arena);
    else if (str_is(type, XLIFF2_SOURCE_CASES))
        reader->source_cases = text;
    else if (str_is(type, "flag"))
        *list_push(&unit_make_rare(unit, reader->arena)->flags, reader->arena) = text;
    else if (str_is(type, "limit"))
        xliff2_parse_limit(text, &unit_make_rare(unit, reader->arena)->limit);
}

// Metas `sourcefile` and `linenumber` of one group.
static void add_place(const struct xliff2_document *document, const struct xml_node *group,
                      struct arena *arena, struct str_list *places)
{
    struct str file = {0}, line = {0};
    for (const struct xml_node *node = group->first; node; node = node->next) {
        if (!xliff2_is(document, node, XLIFF2_METADATA, "meta"))
            continue;
        struct str type = xml_attribute_value(&document->xml, node, "type", arena);
        if (str_is(type, "sourcefile"))
            file = xml_text_within(&document->xml, node, arena);
        else if (str_is(type, "linenumber"))
            line = xml_text_within(&document->xml, node, arena);
    }
    if (file.len)
        *list_push(places, arena) =
            line.len ? arena_print(arena, STR_FORMAT ":" STR_FORMAT, STR_ARG(file), STR_ARG(line)) : file;
}

static const struct xml_node *next_group(const struct xliff2_document *document, const struct xml_node *node,
                                         const char *category)
{
    struct xml_attribute attribute;
    while (node && !(xliff2_is(document, node, XLIFF2_METADATA, "metaGroup") &&
                     xml_attribute_find(&document->xml, node, "category", &attribute) &&
                     str_is(attribute.raw, category)))
        node = node->next;
    return node;
}

void xliff2_metadata_places(const struct xliff2_document *document, const struct xml_node *unit,
                            struct arena *arena, struct str_list *places)
{
    const struct xml_node *metadata = xliff2_child(document, unit, XLIFF2_METADATA, "metadata");
    for (const struct xml_node *group = next_group(document, metadata ? metadata->first : NULL, "location");
         group; group = next_group(document, group->next, "location"))
        add_place(document, group, arena, places);
}

static void read_metadata(struct reader *reader, struct unit *unit, const struct xml_node *metadata)
{
    const struct xliff2_document *document = reader->document;
    for (const struct xml_node *group = next_group(document, metadata->first, XLIFF2_OWN); group;
         group = next_group(document, group->next, XLIFF2_OWN))
        for (const struct xml_node *node = group->first; node; node = node->next)
            if (xliff2_is(document, node, XLIFF2_METADATA, "meta"))
                read_own_meta(reader, unit, value_of(reader, node, "type"), text_of(reader, node));
}

// ---- matches

static void read_texts(struct reader *reader, const struct xml_node *match, struct pattern *source,
                       struct pattern *target)
{
    const char *const names[] = {"source", "target"};
    struct pattern *const patterns[] = {source, target};
    for (size_t i = 0; i < 2; i++) {
        const struct xml_node *element = xliff2_child(reader->document, match, XLIFF2_CORE, names[i]);
        if (!element)
            continue;
        struct xliff2_text text = {reader->document, reader->arena, reader->scratch, NULL};
        xliff2_text_read(&text, xliff2_child(reader->document, match, XLIFF2_CORE, "originalData"),
                         (const struct xml_node *const *)&element, 1, patterns[i]);
    }
}

static void read_match(struct reader *reader, struct unit *unit, const struct xml_node *match)
{
    struct pattern source = {0}, target = {0};
    read_texts(reader, match, &source, &target);
    struct str type = value_of(reader, match, "subType");
    if (xliff2_is_previous(type)) {
        struct unit_rare *rare = unit_make_rare(unit, reader->arena);
        rare->previous = source;
        rare->previous_needs_review = str_is(type, XLIFF2_PREVIOUS_IN_REVIEW);
        unit->has_previous = true;
        return;
    }
    struct str similarity = value_of(reader, match, "similarity");
    *list_push(&unit_make_rare(unit, reader->arena)->suggestions, reader->arena) =
        (struct suggestion){.source = source,
                            .target = target,
                            .origin = value_of(reader, match, "origin"),
                            .similarity = xliff2_parse_number(similarity)};
}

static void read_matches(struct reader *reader, struct unit *unit, const struct xml_node *matches)
{
    for (const struct xml_node *node = matches->first; node; node = node->next)
        if (xliff2_is(reader->document, node, XLIFF2_MATCHES, "match"))
            read_match(reader, unit, node);
}

// ---- limits

static void read_limit(struct reader *reader, struct unit *unit, const struct xml_node *element)
{
    struct str size =
        xliff2_module_value(reader->document, element, XLIFF2_SIZE, "sizeRestriction", reader->scratch);
    struct length_limit limit = {xliff2_parse_restriction(size), LIMIT_CODE_POINTS};
    if (limit.greatest == 0) {
        size = xliff2_module_value(reader->document, element, XLIFF2_SIZE, "storageRestriction",
                                   reader->scratch);
        size_t greatest = xliff2_parse_restriction(size);
        limit =
            (struct length_limit){reader->storage == LIMIT_UTF16 ? greatest / 2 : greatest, reader->storage};
    }
    if (limit.greatest)
        unit_make_rare(unit, reader->arena)->limit = limit;
}

// ---- rules

static void read_rules(struct reader *reader, struct unit *unit, const struct xml_node *element)
{
    struct text_rule_list rules = {0};
    if (reader->has_rules)
        xliff2_read_rules(reader->document, element, reader->arena, &rules);
    if (rules.count)
        unit_make_rare(unit, reader->arena)->rules = rules;
}

// ---- units

// Segments and ignorables, modules and notes.
static void read_children(struct reader *reader, struct unit *unit, const struct xml_node *element)
{
    const struct xliff2_document *document = reader->document;
    for (struct xml_node *node = element->first; node; node = node->next) {
        if (xliff2_is_core(document, node, "notes"))
            read_notes(reader, unit, node);
        else if (xliff2_is(document, node, XLIFF2_MATCHES, "matches"))
            read_matches(reader, unit, node);
        else if (xliff2_is(document, node, XLIFF2_METADATA, "metadata"))
            read_metadata(reader, unit, node);
        else if (node->kind == XML_TEXT)
            xliff_check_stray(&document->xml, node, reader->arena, reader->diags);
        for (struct xml_node *child = node->first; child && xliff2_is_part(document, node);
             child = child->next)
            xliff_check_stray(&document->xml, child, reader->arena, reader->diags);
    }
}

// An id that is a hash of the name stands for a key that is no NMTOKEN.
static struct str key_of(struct reader *reader, const struct xml_node *element, struct str *name)
{
    struct str id = value_of(reader, element, "id");
    *name = value_of(reader, element, "name");
    if (name->len == 0 || !str_equal(id, xliff2_hashed_id(*name, reader->scratch)))
        return id;
    struct str key = *name;
    *name = (struct str){0};
    return key;
}

// A match has one source and one target: choices are text in it.
static void read_choices_of_matches(struct reader *reader, struct unit *unit)
{
    if (!unit->rare)
        return;
    struct unit_rare *rare = unit_make_rare(unit, reader->arena);
    xliff_choice_of_text(&rare->previous, reader->arena);
    for (size_t i = 0; i < rare->suggestions.count; i++) {
        xliff_choice_of_text(&rare->suggestions.at[i].source, reader->arena);
        xliff_choice_of_text(&rare->suggestions.at[i].target, reader->arena);
    }
}

// Which of several is meant nobody can know.
static void check_part(struct reader *reader, const struct xml_node *part)
{
    static const char *const names[] = {"source", "target"};
    size_t counts[2] = {0};
    for (const struct xml_node *node = part->first; node; node = node->next)
        for (size_t i = 0; i < 2; i++)
            if (xliff2_is_core(reader->document, node, names[i]) && ++counts[i] == 2)
                complain(reader, KIND_CATALOG_STRUCTURE, node, "the segment has one of these already");
}

static void read_texts_of_unit(struct reader *reader, struct unit *unit, struct xml_node *element)
{
    struct xliff2_parts parts;
    xliff2_parts_find(reader->document, element, reader->scratch, &parts);
    struct str switched =
        xliff2_module_value(reader->document, element, XLIFF2_PLURALS, "switch", reader->arena);
    xliff2_parts_read(&parts, reader->arena, unit);
    if (switched.len && xliff2_read_cases(&parts, switched, reader->source_cases, reader->arena, unit))
        read_choices_of_matches(reader, unit);
    else if (str_is(value_of(reader, element, "type"), XLIFF2_ICU))
        xliff_choices_of_text(unit, reader->arena);
    for (size_t i = 0; i < parts.count; i++)
        check_part(reader, parts.at[i].element);
    if (parts.count == 0)
        complain(reader, KIND_CATALOG_STRUCTURE, element, "the unit has no segment");
}

static void read_unit(struct reader *reader, struct xml_node *element)
{
    struct str name, id = key_of(reader, element, &name);
    struct catalog *catalog = reader->catalog;
    size_t file = catalog->files.count ? catalog->files.count - 1 : 0;
    if (id.len == 0) {
        complain(reader, KIND_UNIT_WITHOUT_ID, element, "the unit has no id");
        return;
    }
    const struct unit *earlier = catalog_find_in(catalog, file, id);
    ptrdiff_t number = earlier ? earlier - catalog->units.at : -1;
    struct unit *unit = catalog_add_in(catalog, file, id, reader->arena);
    unit->bytes = byte_range(element->start, element->end);
    unit_set_name(unit, name, reader->arena);
    reader->source_cases = (struct str){0};
    read_children(reader, unit, element);
    unit_settle_previous(unit, reader->arena);
    if (unit_rare(unit)->limit.greatest == 0)
        read_limit(reader, unit, element);
    read_rules(reader, unit, element);
    xliff2_metadata_places(reader->document, element, reader->arena, &unit->locations);
    if (!unit->is_obsolete)
        unit->is_locked = !xliff2_inherits_yes(reader->document, element, "translate");
    read_texts_of_unit(reader, unit, element);
    if (number >= 0)
        xliff_note_duplicate(unit, &catalog->units.at[number], &reader->document->xml, element,
                             reader->diags);
}

// ---- files

static void read_file(struct reader *reader, const struct xml_node *file)
{
    const struct xliff2_document *document = reader->document;
    *list_push(&reader->catalog->files, reader->arena) =
        (struct catalog_file){value_of(reader, file, "id"), value_of(reader, file, "original")};
    const struct xml_node *profiles = xliff2_child(document, file, XLIFF2_SIZE, "profiles");
    struct str storage = profiles ? value_of(reader, profiles, "storageProfile") : STR("");
    reader->storage = str_is(storage, "xliff:utf16") ? LIMIT_UTF16 : LIMIT_UTF8;
}

static bool holds_only_elements(const struct xliff2_document *document, const struct xml_node *element)
{
    return element == document->root || xliff2_is_core(document, element, "file") ||
           xliff2_is_core(document, element, "group");
}

static void read_node(struct reader *reader, struct xml_node *node)
{
    const struct xliff2_document *document = reader->document;
    if (node->kind == XML_TEXT) {
        if (holds_only_elements(document, node->parent))
            xliff_check_stray(&document->xml, node, reader->arena, reader->diags);
    } else if (xliff2_is_core(document, node, "unit")) {
        xml_unfold(&document->xml, node, reader->scratch);
        read_unit(reader, node);
        xml_fold(node);
        arena_reset(reader->scratch);
    } else if (xliff2_is_core(document, node, "file")) {
        read_file(reader, node);
    }
}

static size_t count_units(const struct xliff2_document *document)
{
    size_t count = 0;
    for (const struct xml_node *node = document->root; node; node = xml_next(node, &document->xml.root))
        count += xliff2_is_core(document, node, "unit");
    return count;
}

static void read_document(struct reader *reader)
{
    struct xml_node *root = reader->document->root;
    reader->catalog->source_locale = value_of(reader, root, "srcLang");
    reader->catalog->target_locale = value_of(reader, root, "trgLang");
    catalog_reserve(reader->catalog, count_units(reader->document), reader->arena);
    for (struct xml_node *node = root; node; node = xml_next(node, &reader->document->xml.root))
        read_node(reader, node);
    if (reader->catalog->files.count == 0)
        complain(reader, KIND_CATALOG_STRUCTURE, root, "there is no `file` element");
    if (reader->is_sound)
        reader->is_sound =
            xliff_check_locale(reader->catalog, &reader->document->xml, "trgLang", reader->diags);
}

bool xliff2_read(struct str bytes, struct str path, const struct format_options *options, struct arena *arena,
                 struct diags *diags, struct catalog *out)
{
    struct arena tree = {0}, scratch = {0};
    struct arena *kept = options->for_writing ? arena : &tree;
    struct reader reader = {.document = arena_new(kept, struct xliff2_document),
                            .arena = arena,
                            .scratch = &scratch,
                            .diags = diags,
                            .catalog = out};
    *out = (struct catalog){.path = path, .bytes = bytes};
    reader.has_rules = str_find(bytes, str_of(xliff2_namespaces[XLIFF2_VALIDATION]), 0) != STR_NONE;
    reader.is_sound = xliff2_open(bytes, path, options->document, kept, diags, reader.document);
    if (reader.is_sound)
        read_document(&reader);
    out->parsed = options->for_writing ? reader.document : NULL;
    arena_free(&scratch);
    arena_free(&tree);
    return reader.is_sound;
}
