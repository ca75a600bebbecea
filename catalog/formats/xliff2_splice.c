// Writing into a file that is there. See xliff2_splice.h.
#include "catalog/formats/xliff2_splice.h"

#include "catalog/formats/xliff2_cases.h"

struct str xliff2_printed(struct xliff2_renewal *renewal)
{
    struct str printed = arena_copy(renewal->splicer->editor.arena, buf_str(&renewal->out));
    renewal->out.len = 0;
    return printed;
}

// ---- layout

// The white space before the first child of an element, which may be folded.
static struct str inner_blank(const struct xliff2_splicer *splicer, const struct xml_node *element)
{
    struct str inner = str_slice(splicer->document->xml.text, element->open_end, element->close_start);
    return str_slice(inner, 0, str_skip_blanks(inner, 0));
}

static struct str step_of(const struct xliff2_splicer *splicer, const struct xml_node *model)
{
    struct str indent = xliff_indent_of(xliff_blank_before(&splicer->editor, model));
    struct str inner = xliff_indent_of(inner_blank(splicer, model));
    return inner.len > indent.len ? str_from(inner, indent.len) : STR("  ");
}

// The printer for what stands behind `blank`, like `model`, which may be NULL.
static void printer_like(const struct xliff2_splicer *splicer, const struct xml_node *place, struct str blank,
                         const struct xml_node *model, struct xliff2_printer *out)
{
    bool is_broken = str_find_byte(blank, '\n', 0) != STR_NONE;
    *out = (struct xliff2_printer){
        .scratch = splicer->editor.arena,
        .style = splicer->editor.style,
        .prefix = splicer->prefix,
        .line =
            is_broken ? xliff_new_line(&splicer->editor, xliff_indent_of(blank), STR("")) : (struct str){0},
        .step = model ? step_of(splicer, model) : STR("  "),
        .says_states = splicer->says_states,
    };
    for (enum xliff2_space space = XLIFF2_MATCHES; space < XLIFF2_SPACE_COUNT; space++)
        out->prefixes[space] = xliff2_prefix_at(splicer->document, place, space);
}

// ---- one unit

// How the tag says whether the texts are choices, or text that means some; how many changes there are.
static size_t choice_changes(struct xliff2_renewal *renewal, struct xml_attribute_change *changes)
{
    const struct unit *unit = renewal->unit;
    const struct xliff2_document *document = renewal->splicer->document;
    struct arena *arena = renewal->splicer->editor.arena;
    bool is_choice = pattern_is_select(&unit->source), was_choice = renewal->switched.len > 0;
    struct str prefix = xliff2_prefix_at(document, renewal->element, XLIFF2_PLURALS);
    struct str type = xml_attribute_value(&document->xml, renewal->element, "type", arena);
    size_t count = 0;
    if (is_choice && prefix.len == 0) {
        prefix = str_of(xliff2_prefixes[XLIFF2_PLURALS]);
        changes[count++] =
            (struct xml_attribute_change){"xmlns:pgs", str_of(xliff2_namespaces[XLIFF2_PLURALS])};
    }
    const char *name = arena_cstr(arena, arena_print(arena, STR_FORMAT ":switch", STR_ARG(prefix)));
    struct str wanted = is_choice ? xliff2_switch_of(unit, arena) : (struct str){0};
    if (is_choice != was_choice || (is_choice && unit->source_changed && !renewal->has_same_switch)) {
        changes[count++] = (struct xml_attribute_change){name, wanted};
        changes[count++] =
            (struct xml_attribute_change){"canResegment", is_choice ? STR("no") : (struct str){0}};
    }
    if ((unit->syntax == SYNTAX_ICU) != str_is(type, XLIFF2_ICU))
        changes[count++] = (struct xml_attribute_change){
            "type", unit->syntax == SYNTAX_ICU ? STR(XLIFF2_ICU) : (struct str){0}};
    return count;
}

static void renew_tag(struct xliff2_renewal *renewal)
{
    const struct unit *unit = renewal->unit;
    struct arena *arena = renewal->splicer->editor.arena;
    struct xml_attribute_change changes[7];
    size_t count = 0;
    bool was_locked, was_obsolete = xliff2_was_obsolete(renewal, &was_locked);
    if (unit_rare(unit)->read_id.len) {
        bool is_token = xml_is_nmtoken(unit->id);
        struct str id = is_token ? unit->id : xliff2_hashed_id(unit->id, arena);
        struct str name = !is_token                   ? unit->id
                          : unit_rare(unit)->name.len ? unit_rare(unit)->name
                                                      : (struct str){0};
        changes[count++] = (struct xml_attribute_change){"id", id};
        changes[count++] = (struct xml_attribute_change){"name", name};
    }
    if (unit->is_obsolete != was_obsolete && !was_locked && !unit->is_locked)
        changes[count++] =
            (struct xml_attribute_change){"translate", unit->is_obsolete ? STR("no") : (struct str){0}};
    if (unit->source_changed || unit->target_changed)
        count += choice_changes(renewal, changes + count);
    if (count)
        xml_change_attributes(&renewal->splicer->document->xml, renewal->element, changes, count,
                              &renewal->splicer->editor.style, arena);
}

static size_t base_of(struct xliff2_renewal *renewal, const struct xliff2_part *part)
{
    if (renewal->switched.len == 0)
        return 0;
    return xliff2_case_base(xliff2_module_value(renewal->splicer->document, part->element, XLIFF2_PLURALS,
                                                "case", renewal->splicer->editor.arena));
}

static void learn(struct xliff2_renewal *renewal)
{
    const struct xliff2_document *document = renewal->splicer->document;
    struct arena *arena = renewal->splicer->editor.arena;
    const struct xml_node *data = renewal->parts.data;
    for (size_t side = 0; side < 2; side++)
        for (size_t i = 0; i < renewal->parts.count; i++) {
            const struct xml_node *element = side ? renewal->parts.at[i].source : renewal->parts.at[i].target;
            struct str_list raw = {0};
            struct pattern pattern;
            const struct xliff2_text text = {document, arena, arena, &raw};
            if (!element)
                continue;
            xliff2_text_read(&text, data, &element, 1, &pattern);
            renewal->coder.base = base_of(renewal, &renewal->parts.at[i]);
            xliff2_learn(&renewal->coder, &pattern, &raw);
        }
    renewal->coder.base = 0;
    for (const struct xml_node *node = data ? data->first : NULL; node; node = node->next)
        if (xliff2_is_core(document, node, "data"))
            xliff2_learn_data(&renewal->coder, xml_attribute_value(&document->xml, node, "id", arena),
                              xliff2_data_text(document, node, arena));
}

// All ids in the unit that codes and segments may not have.
static void learn_ids(struct xliff2_renewal *renewal)
{
    const struct xliff2_document *document = renewal->splicer->document;
    for (const struct xml_node *node = renewal->element->first; node;
         node = xml_next(node, renewal->element)) {
        bool counts = xliff2_is_part(document, node) || xliff2_is_core(document, node, "mrk") ||
                      xliff2_is_core(document, node, "sm");
        struct str id = counts
                            ? xml_attribute_value(&document->xml, node, "id", renewal->splicer->editor.arena)
                            : (struct str){0};
        if (id.len)
            xliff2_learn_id(&renewal->coder, id);
    }
}

static void add_data(struct xliff2_renewal *renewal)
{
    struct xml_node *data = renewal->parts.data;
    if (renewal->coder.new_data.count == 0)
        return;
    if (data) {
        xliff2_print_data(&renewal->coder, 2);
        struct xml_node *last = xliff_last_element(data);
        xml_insert(data, xml_verbatim(xliff2_printed(renewal), renewal->splicer->editor.arena),
                   last ? last->next : NULL);
        return;
    }
    xliff2_print_open(&renewal->printer, "originalData");
    buf_byte(&renewal->out, '>');
    xliff2_print_data(&renewal->coder, 2);
    xliff2_print_line(&renewal->printer, 1);
    xliff2_print_close(&renewal->printer, "originalData");
    xliff2_add_child(renewal, "originalData", xliff2_printed(renewal));
}

// The segments of a choice are printed anew, with the code that they have.
static void renew_cases(struct xliff2_renewal *renewal)
{
    struct arena *arena = renewal->splicer->editor.arena;
    struct xml_node *first = renewal->parts.at[0].element;
    struct str old = xml_attribute_value(&renewal->splicer->document->xml, first, "id", arena);
    bool needs_id = xliff2_needs_matches(renewal) && old.len == 0;
    struct str id = needs_id ? xliff2_new_id(&renewal->coder, STR("s1")) : old;
    struct unit old_unit = {0};
    if (renewal->switched.len)
        xliff2_read_cases(&renewal->parts, renewal->switched, (struct str){0}, arena, &old_unit);
    old_unit.has_target = false;
    renewal->has_same_switch =
        pattern_is_select(&old_unit.source) && pattern_is_select(&renewal->unit->source) &&
        str_equal(xliff2_switch_of(&old_unit, arena), xliff2_switch_of(renewal->unit, arena));
    xliff2_print_segments(&renewal->coder, renewal->unit, id);
    xml_insert(renewal->element, xml_verbatim(xliff2_printed(renewal), arena), first);
    for (size_t i = 0; i < renewal->parts.count; i++)
        if (i == 0)
            xml_remove(first);
        else
            xliff_remove_child(&renewal->splicer->editor, renewal->parts.at[i].element);
    renewal->parts.count = 0;
    renewal->first_id = id;
}

// How a unit keeps its texts: as they are, as text that means choices, by cases. Where that changes all texts
// are printed anew.
static void follow_form(struct xliff2_renewal *renewal, struct unit *unit)
{
    const struct xliff2_document *document = renewal->splicer->document;
    struct arena *arena = renewal->splicer->editor.arena;
    struct str type = xml_attribute_value(&document->xml, renewal->element, "type", arena);
    bool was_text = str_is(type, XLIFF2_ICU), is_text = unit->syntax == SYNTAX_ICU;
    bool was_choice = renewal->switched.len > 0, is_choice = pattern_is_select(&unit->source);
    if ((unit->source_changed || unit->target_changed) && (was_text != is_text || was_choice != is_choice))
        unit->source_changed = unit->target_changed = unit->suggestions_changed = true;
}

static void renew_unit(struct xliff2_splicer *splicer, struct xml_node *element, const struct unit *changed)
{
    struct unit followed = *changed, *unit = &followed;
    struct xliff2_renewal renewal = {.splicer = splicer, .unit = unit, .element = element};
    struct str blank = xliff_blank_before(&splicer->editor, element);
    printer_like(splicer, element, blank, element, &renewal.printer);
    renewal.printer.out = &renewal.out;
    xml_unfold(&splicer->document->xml, element, splicer->editor.arena);
    xliff2_parts_find(splicer->document, element, splicer->editor.arena, &renewal.parts);
    renewal.renewed = arena_array(splicer->editor.arena, bool, renewal.parts.count);
    xliff2_coder_open(&renewal.coder, &renewal.printer, splicer->editor.arena);
    renewal.switched =
        xliff2_module_value(splicer->document, element, XLIFF2_PLURALS, "switch", splicer->editor.arena);
    follow_form(&renewal, unit);
    learn_ids(&renewal);
    if (unit->source_changed || unit->target_changed) {
        learn(&renewal);
        if (renewal.switched.len || pattern_is_select(&unit->source))
            renew_cases(&renewal);
        else
            xliff2_renew_texts(&renewal);
        add_data(&renewal);
    }
    struct str id = xliff2_renew_segments(&renewal, xliff2_needs_matches(&renewal));
    xliff2_renew_matches(&renewal, id);
    if (unit->notes_changed)
        xliff2_renew_notes(&renewal);
    renew_tag(&renewal);
    xliff2_renew_metadata(&renewal);
    if (unit->source_changed || unit->target_changed)
        xliff2_drop_data(&renewal);
    buf_free(&renewal.out);
}

// ---- units that come and go

static bool is_unit_or_group(const struct xliff2_splicer *splicer, const struct xml_node *node)
{
    return xliff2_is_core(splicer->document, node, "unit") ||
           xliff2_is_core(splicer->document, node, "group");
}

static void add_unit(struct xliff2_splicer *splicer, const struct unit *unit)
{
    size_t count = splicer->catalog->files.count;
    struct xml_node *file = splicer->files[unit->file < count ? unit->file : count - 1];
    struct xml_node *anchor = xliff_last_element(file), *model = file->last;
    while (model && !xliff2_is_core(splicer->document, model, "unit"))
        model = model->previous;
    struct xliff_layout layout =
        xliff_layout_like(&splicer->editor, file, xliff_blank_before(&splicer->editor, file));
    struct xliff2_printer printer;
    struct buf out = {0};
    printer_like(splicer, file, anchor ? xliff_blank_before(&splicer->editor, anchor) : layout.before_child,
                 model, &printer);
    printer.out = &out;
    xliff2_print_unit(&printer, unit);
    xliff_insert_child(&splicer->editor, file, anchor, buf_finish(&out, splicer->editor.arena));
}

// A file must hold a unit or a group.
static void keep_files_valid(struct xliff2_splicer *splicer)
{
    for (size_t i = 0; i < splicer->catalog->files.count; i++) {
        struct xml_node *file = splicer->files[i];
        const struct xml_node *node = file->first;
        while (node && !is_unit_or_group(splicer, node) &&
               !(node->kind == XML_VERBATIM && str_find(node->printed, STR("unit"), 0) != STR_NONE))
            node = node->next;
        if (!node)
            xliff_insert_child(
                &splicer->editor, file, xliff_last_element(file),
                arena_join(splicer->editor.arena,
                           (struct str[]){STR("<"), splicer->prefix, STR("group id=\"empty\"/>")}, 3));
    }
}

static void renew_units(struct xliff2_splicer *splicer)
{
    const struct unit_list *units = &splicer->catalog->units;
    bool removes = false;
    for (size_t i = 0; i < units->count; i++) {
        const struct unit *unit = &units->at[i];
        removes |= unit->removed && splicer->elements[i];
        if (unit->removed)
            continue;
        if (!splicer->elements[i])
            add_unit(splicer, unit);
        else if (unit_is_changed(unit))
            renew_unit(splicer, splicer->elements[i], unit);
    }
    for (size_t i = 0; i < units->count; i++)
        if (units->at[i].removed && splicer->elements[i])
            xliff_remove_child(&splicer->editor, splicer->elements[i]);
    if (removes)
        keep_files_valid(splicer);
}

// ---- the document

static void find_elements(struct xliff2_splicer *splicer)
{
    const struct xliff2_document *document = splicer->document;
    const struct catalog *catalog = splicer->catalog;
    size_t units = 0, files = 0;
    splicer->elements = arena_array(splicer->editor.arena, struct xml_node *, catalog->units.count);
    splicer->files = arena_array(splicer->editor.arena, struct xml_node *, catalog->files.count);
    for (struct xml_node *node = document->root; node; node = xml_next(node, &document->xml.root)) {
        if (xliff2_is_core(document, node, "unit"))
            splicer->elements[units++] = node;
        else if (xliff2_is_core(document, node, "file"))
            splicer->files[files++] = node;
    }
}

static bool open_document(struct xliff2_splicer *splicer)
{
    const struct catalog *catalog = splicer->catalog;
    splicer->document = catalog->parsed;
    if (!splicer->document) {
        splicer->document = arena_new(splicer->editor.arena, struct xliff2_document);
        if (!xliff2_open(catalog->bytes, catalog->path, NULL, splicer->editor.arena, splicer->diags,
                         splicer->document))
            return false;
    }
    struct str text = splicer->document->xml.text;
    size_t newline = str_find_byte(text, '\n', 0);
    bool has_cr = newline != STR_NONE && newline > 0 && text.at[newline - 1] == '\r';
    splicer->editor.document = &splicer->document->xml;
    splicer->editor.style = (struct xml_style){.line_end = has_cr ? STR("\r\n") : STR("\n")};
    splicer->says_states = str_find(text, STR(" state="), 0) != STR_NONE;
    struct str root = xml_name(&splicer->document->xml, splicer->document->root);
    splicer->prefix = str_slice(root, 0, root.len - xml_local_name(root).len);
    find_elements(splicer);
    return true;
}

bool xliff2_splice(const struct catalog *catalog, struct pieces *pieces, struct arena *scratch,
                   struct diags *diags, struct buf *out)
{
    struct xliff2_splicer splicer = {
        .catalog = catalog, .editor = {.arena = scratch}, .diags = diags, .is_fine = true};
    if (!open_document(&splicer))
        return false;
    renew_units(&splicer);
    if (splicer.is_fine)
        xml_print_pieces(&splicer.document->xml, &splicer.editor.style, pieces, out);
    return splicer.is_fine;
}
