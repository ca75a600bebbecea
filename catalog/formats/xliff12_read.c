#include "catalog/formats/xliff12.h"

#include "base/utf.h"
#include "catalog/formats/xliff_choice.h"

#include <stddef.h>

struct reader {
    struct xml_document *document;
    const struct format_options *options;
    struct arena *arena;
    struct arena passing; // the nodes of the unit that is read
    struct diags *diags;
    struct catalog *catalog;
    size_t unit_end;               // of the last unit, to find those inside it
    const struct xml_node *around; // the element whose units are read, and whether it locks them
    bool is_locked_around;
    bool is_sound;
};

static struct diag *complain(struct reader *reader, enum kind kind, const struct xml_node *element,
                             const char *what)
{
    if (kind_rows[kind].severity == SEVERITY_ERROR)
        reader->is_sound = false;
    return diag_add(reader->diags, kind, xml_tag_span(reader->document, element), "%s", what);
}

static struct str attribute_of(struct reader *reader, const struct xml_node *element, const char *name)
{
    return xml_attribute_value(reader->document, element, name, reader->arena);
}

// ---- text where none belongs

static bool holds_only_elements(struct reader *reader, const struct xml_node *element)
{
    static const char *const names[] = {"xliff", "file", "body", "group", "trans-unit"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (xliff12_is(reader->document, element, names[i], reader->options))
            return true;
    return false;
}

// ---- units

struct xml_node *xliff12_next_note(const struct xml_document *document, const struct xml_node *unit,
                                   const struct xml_node *after, const struct format_options *options)
{
    struct xml_node *node = after ? xml_next_outside(after, unit) : unit->first;
    while (node) {
        if (xliff12_is(document, node, "note", options)) {
            struct xml_attribute from;
            bool is_ours = !options->peer_bytes && xml_attribute_find(document, node, "from", &from) &&
                           xliff12_is_previous(from.raw);
            if (!is_ours)
                return node;
        }
        node = options->peer_bytes ? xml_next(node, unit) : node->next;
    }
    return NULL;
}

static void read_notes(struct reader *reader, struct unit *unit, const struct xml_node *element)
{
    for (const struct xml_node *note = NULL;
         (note = xliff12_next_note(reader->document, element, note, reader->options));)
        *list_push(&unit->notes, reader->arena) =
            (struct note){.from = attribute_of(reader, note, "from"),
                          .text = xml_text_within(reader->document, note, reader->arena)};
}

static void read_previous(struct reader *reader, struct unit *unit, const struct xml_node *element)
{
    for (const struct xml_node *node = element->first; node; node = node->next) {
        if (!xliff12_is(reader->document, node, "note", reader->options) ||
            !xliff12_is_previous(attribute_of(reader, node, "from")))
            continue;
        struct str fragment = xml_text_within(reader->document, node, reader->arena);
        struct pattern previous;
        if (!xliff12_read_fragment(fragment, reader->options, reader->arena, &previous))
            continue;
        struct unit_rare *rare = unit_make_rare(unit, reader->arena);
        unit->has_previous = true;
        rare->previous = previous;
        rare->previous_needs_review = str_is(attribute_of(reader, node, "from"), XLIFF12_PREVIOUS_IN_REVIEW);
    }
}

// False where the group has none of that type.
static bool find_context(struct reader *reader, const struct xml_node *group, const char *type,
                         struct str *out)
{
    for (const struct xml_node *node = group->first; node; node = node->next)
        if (xliff12_is(reader->document, node, "context", reader->options) &&
            str_is(attribute_of(reader, node, "context-type"), type)) {
            *out = xml_text_within(reader->document, node, reader->arena);
            return true;
        }
    return false;
}

static struct str context_of(struct reader *reader, const struct xml_node *group, const char *type)
{
    struct str text = {0};
    find_context(reader, group, type, &text);
    return text;
}

static void read_context_group(struct reader *reader, struct unit *unit, const struct xml_node *group)
{
    struct str context = context_of(reader, group, XLIFF12_CONTEXT);
    struct str file = context_of(reader, group, "sourcefile"), line = context_of(reader, group, "linenumber");
    struct str previous;
    if (context.len)
        unit->context = context;
    if (unit->has_previous && find_context(reader, group, XLIFF12_PREVIOUS_CONTEXT, &previous)) {
        struct unit_rare *rare = unit_make_rare(unit, reader->arena);
        rare->previous_context = previous;
        rare->has_previous_context = true;
    }
    if (file.len && xliff12_is_location(reader->document, group, reader->options))
        *list_push(&unit->locations, reader->arena) =
            line.len ? arena_print(reader->arena, STR_FORMAT ":" STR_FORMAT, STR_ARG(file), STR_ARG(line))
                     : file;
}

static void read_target(struct reader *reader, struct unit *unit, const struct xml_node *target)
{
    struct xliff12_contents contents = {.document = reader->document,
                                        .options = reader->options,
                                        .arena = reader->arena,
                                        .diags = reader->diags,
                                        .is_sound = true};
    xliff12_read_contents(&contents, target, &unit->target);
    reader->is_sound &= contents.is_sound;
    unit->has_target = true;
    unit->state = UNIT_TRANSLATED; // the other tool takes every target
    if (reader->options->peer_bytes)
        return;
    struct str state = attribute_of(reader, target, "state");
    bool is_approved = str_is(attribute_of(reader, target->parent, "approved"), "yes");
    unit->state = xliff12_state_in(reader->document, target, reader->arena);
    unit_settle_target(unit, is_approved || xliff12_is_done(state));
}

static struct range inside(const struct xml_node *element)
{
    return byte_range(element->open_end, element->close_start);
}

// The only target there may be. `*count` tells how many there are.
static struct xml_node *find_target(struct reader *reader, const struct xml_node *element, size_t *count)
{
    struct xml_node *first = NULL;
    if (reader->options->peer_bytes) {
        *count = xml_count(reader->document, element, "target", &first);
        return first;
    }
    *count = 0;
    for (struct xml_node *node = element->first; node; node = node->next)
        if (xliff12_is(reader->document, node, "target", reader->options) && (*count)++ == 0)
            first = node;
    return first;
}

static size_t number_of(struct str digits)
{
    size_t number = 0;
    for (size_t i = 0; i < digits.len && i < 9 && digits.at[i] >= '0' && digits.at[i] <= '9'; i++)
        number = number * 10 + (size_t)(digits.at[i] - '0');
    return number;
}

static void read_text(struct reader *reader, const struct xml_node *parent, const char *name,
                      struct pattern *out)
{
    struct xliff12_contents contents = {
        .document = reader->document, .options = reader->options, .arena = reader->arena};
    const struct xml_node *element = xliff12_child(reader->document, parent, name);
    if (element)
        xliff12_read_contents(&contents, element, out);
}

static void read_suggestions(struct reader *reader, struct unit *unit, const struct xml_node *element)
{
    for (const struct xml_node *node = element->first; node; node = node->next) {
        if (!xliff12_is_suggestion(reader->document, node))
            continue;
        struct suggestion *suggestion =
            list_push(&unit_make_rare(unit, reader->arena)->suggestions, reader->arena);
        size_t quality = number_of(attribute_of(reader, node, "match-quality"));
        *suggestion = (struct suggestion){.origin = attribute_of(reader, node, "origin"),
                                          .similarity = quality <= 100 ? (unsigned)quality : 0};
        read_text(reader, node, "source", &suggestion->source);
        read_text(reader, node, "target", &suggestion->target);
    }
}

// Whether the element or what is around it says that nothing in it is to be translated.
static bool is_locked_by(struct reader *reader, const struct xml_node *element)
{
    struct xml_attribute translate;
    for (const struct xml_node *node = element; node && node->kind == XML_ELEMENT; node = node->parent)
        if (xml_attribute_find(reader->document, node, "translate", &translate))
            return str_is(translate.raw, "no");
    return false;
}

// The elements around a unit are those of its neighbours.
static bool is_locked(struct reader *reader, const struct xml_node *unit)
{
    struct xml_attribute translate;
    if (xml_attribute_find(reader->document, unit, "translate", &translate))
        return str_is(translate.raw, "no");
    if (reader->around != unit->parent)
        reader->is_locked_around = is_locked_by(reader, unit->parent);
    reader->around = unit->parent;
    return reader->is_locked_around;
}

static void read_unit_attributes(struct reader *reader, struct unit *unit, const struct xml_node *element)
{
    struct str extra = attribute_of(reader, element, "extradata");
    struct str measure = attribute_of(reader, element, "size-unit");
    unit->is_obsolete = str_starts(extra, STR(XLIFF12_OBSOLETE));
    unit->is_locked =
        unit->is_obsolete ? str_is(extra, XLIFF12_OBSOLETE "-locked") : is_locked(reader, element);
    unit_set_name(unit, attribute_of(reader, element, "resname"), reader->arena);
    if (str_is(measure, "char") || str_is(measure, "byte"))
        unit_make_rare(unit, reader->arena)->limit =
            (struct length_limit){number_of(attribute_of(reader, element, "maxwidth")),
                                  str_is(measure, "char") ? LIMIT_CODE_POINTS : LIMIT_UTF8};
    if (str_is(attribute_of(reader, element, "restype"), XLIFF12_ICU))
        xliff_choices_of_text(unit, reader->arena);
}

static void read_unit_parts(struct reader *reader, struct unit *unit, const struct xml_node *element)
{
    struct xliff12_contents source = {
        .document = reader->document, .options = reader->options, .arena = reader->arena};
    const struct xml_node *child = xliff12_child(reader->document, element, "source");
    if (child) {
        xliff12_read_contents(&source, child, &unit->source);
        unit->source_bytes = inside(child);
    }
    size_t targets;
    child = find_target(reader, element, &targets);
    if (targets == 1) {
        read_target(reader, unit, child);
        unit->target_bytes = inside(child);
    } else if (targets > 1)
        complain(reader, KIND_UNIT_TARGETS, element, "the unit has more than one `target`");
    read_notes(reader, unit, element);
    if (reader->options->peer_bytes)
        return;
    read_previous(reader, unit, element);
    for (child = element->first; child; child = child->next)
        if (xliff12_is(reader->document, child, "context-group", reader->options))
            read_context_group(reader, unit, child);
    unit_settle_previous(unit, reader->arena);
    read_suggestions(reader, unit, element);
    read_unit_attributes(reader, unit, element);
}

static void read_unit(struct reader *reader, const struct xml_node *element)
{
    struct str id = attribute_of(reader, element, "id");
    if (id.len == 0) {
        complain(reader, KIND_UNIT_WITHOUT_ID, element, "the unit has no id");
        return;
    }
    if (element->start < reader->unit_end) {
        complain(reader, KIND_CATALOG_STRUCTURE, element, "the unit stands inside another unit");
        return;
    }
    reader->unit_end = element->end;
    size_t files = reader->catalog->files.count, file = files ? files - 1 : 0;
    const struct unit *earlier = catalog_find_in(reader->catalog, file, id);
    ptrdiff_t number = earlier ? earlier - reader->catalog->units.at : -1;
    struct unit *unit = catalog_add_in(reader->catalog, file, id, reader->arena);
    unit->bytes = byte_range(element->start, element->end);
    read_unit_parts(reader, unit, element);
    if (number >= 0)
        xliff_note_duplicate(unit, &reader->catalog->units.at[number], reader->document, element,
                             reader->diags);
}

// ---- files

static void complain_of_languages(struct reader *reader, const struct xml_node *file, struct str target)
{
    struct diag *diag =
        complain(reader, KIND_CATALOG_LOCALE, file, "the files in here are in different target languages");
    struct str first = reader->catalog->target_locale;
    diag_hint(reader->diags, diag,
              "Put the `file` elements of `" STR_FORMAT "` and of `" STR_FORMAT
              "` into XLIFF files of their own.",
              STR_ARG(first), STR_ARG(target));
}

static void read_file(struct reader *reader, const struct xml_node *file)
{
    struct catalog *catalog = reader->catalog;
    if (!reader->options->peer_bytes)
        *list_push(&catalog->files, reader->arena) =
            (struct catalog_file){.original = attribute_of(reader, file, "original")};
    struct str target = attribute_of(reader, file, "target-language");
    if (catalog->source_locale.len == 0)
        catalog->source_locale = attribute_of(reader, file, "source-language");
    if (target.len == 0 && reader->options->peer_bytes)
        complain(reader, KIND_CATALOG_LOCALE, file, "the file has no `target-language`");
    else if (catalog->target_locale.len && target.len && !str_equal(catalog->target_locale, target))
        complain_of_languages(reader, file, target);
    else if (target.len)
        catalog->target_locale = target;
}

static void check_files(struct reader *reader)
{
    const struct xml_document *document = reader->document;
    size_t count = 0;
    struct xml_node *root = xml_root_element(document), *second = NULL;
    if (root && xliff_is_2(reader->catalog->bytes)) {
        complain(reader, KIND_CATALOG_STRUCTURE, root, "this is XLIFF 2, and XLIFF 1.2 is read here");
        return;
    }
    for (struct xml_node *node = xml_next(&document->root, &document->root); node;
         node = xml_next(node, &document->root))
        if (xliff12_is(document, node, "file", reader->options) && ++count == 2)
            second = node;
    if (root && count == 0)
        complain(reader, KIND_CATALOG_STRUCTURE, root, "there is no `file` element: this is no XLIFF 1.2");
    else if (second && reader->options->peer_bytes)
        complain(reader, KIND_CATALOG_STRUCTURE, second, "there is more than one `file` element");
}

static void read_node(struct reader *reader, const struct xml_node *node)
{
    const struct xml_document *document = reader->document;
    if (node->kind == XML_TEXT && holds_only_elements(reader, node->parent))
        xliff_check_stray(document, node, reader->arena, reader->diags);
    else if (xliff12_is(document, node, "trans-unit", reader->options))
        read_unit(reader, node);
    else if (xliff12_is(document, node, "file", reader->options))
        read_file(reader, node);
}

// A folded unit has its children for as long as it is read.
static void read_folded(struct reader *reader, struct xml_node *unit)
{
    xml_unfold(reader->document, unit, &reader->passing);
    read_node(reader, unit);
    for (const struct xml_node *node = xml_next(unit, unit); node; node = xml_next(node, unit))
        read_node(reader, node);
    xml_fold(unit);
    arena_reset(&reader->passing);
}

static void read_nodes(struct reader *reader)
{
    struct xml_node *root = &reader->document->root;
    for (struct xml_node *node = root->first; node; node = xml_next(node, root)) {
        if (node->is_folded)
            read_folded(reader, node);
        else
            read_node(reader, node);
    }
}

static size_t count_units(const struct reader *reader)
{
    struct xml_node *first;
    return xml_count(reader->document, &reader->document->root, "trans-unit", &first);
}

static void read_document(struct reader *reader)
{
    check_files(reader);
    catalog_reserve(reader->catalog, count_units(reader), reader->arena);
    if (reader->is_sound)
        read_nodes(reader);
    if (reader->is_sound)
        reader->is_sound =
            xliff_check_locale(reader->catalog, reader->document, "target-language", reader->diags);
}

bool xliff12_read(struct str bytes, struct str path, const struct format_options *options,
                  struct arena *arena, struct diags *diags, struct catalog *out)
{
    struct arena scratch = {0};
    struct arena *tree = options->for_writing ? arena : &scratch;
    struct reader reader = {.document = arena_new(tree, struct xml_document),
                            .options = options,
                            .arena = arena,
                            .diags = diags,
                            .catalog = out};
    // Places are those of the text that is parsed, so the catalog has that.
    struct str text = options->peer_bytes ? xml_unix_lines(bytes, diags->arena) : bytes;
    *out = (struct catalog){.path = path, .bytes = text};
    reader.is_sound =
        xliff_parse(text, path, xliff12_folded(options), options->document, tree, diags, reader.document);
    if (reader.is_sound)
        read_document(&reader);
    out->parsed = options->for_writing ? reader.document : NULL;
    arena_free(&reader.passing);
    arena_free(&scratch);
    return reader.is_sound;
}
