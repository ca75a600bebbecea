// TMX: units → `tu` elements, fresh or spliced into the bytes that they were read from.
#include "catalog/formats/tmx.h"

struct writer {
    const struct catalog *catalog;
    struct arena *scratch;
    struct diags *diags;
    struct buf *out; // of what is printed next
    struct xml_style style;
    bool is_sound;
};

// ---- segments

static bool is_number(struct str text)
{
    return str_is_digits(text) && text.len < 10;
}

static void add_name(struct writer *w, const struct part *part)
{
    bool is_standalone = part_kind(part) == PART_STANDALONE, has_number = is_number(part_name(part));
    if (has_number)
        xml_add_attribute(w->out, "x", part_name(part), &w->style);
    if (has_number && !is_standalone)
        return;
    struct str mark =
        is_standalone ? has_number ? STR("x-standalone") : STR("x-standalone:") : STR("x-name:");
    struct str type = arena_join(w->scratch, (struct str[]){mark, has_number ? STR("") : part_name(part)}, 2);
    xml_add_attribute(w->out, "type", type, &w->style);
}

static void end_code(struct writer *w, const char *element, const struct part *part)
{
    buf_byte(w->out, '>');
    xml_add_text(w->out, part->text, &w->style);
    buf_print(w->out, "</%s>", element);
}

// Which piece of code ends the one at that number: the number of the pair, or 0. Pairs are nested.
static size_t *pair_codes(const struct part_list *parts, struct arena *scratch)
{
    size_t *pairs = arena_array(scratch, size_t, parts->count + 1);
    size_t *open = arena_array(scratch, size_t, parts->count + 1), depth = 0, count = 0;
    for (size_t i = 0; i < parts->count; i++) {
        if (part_kind(&parts->at[i]) == PART_OPEN)
            open[depth++] = i;
        if (part_kind(&parts->at[i]) != PART_CLOSE || depth == 0 ||
            !str_equal(part_name(&parts->at[open[depth - 1]]), part_name(&parts->at[i])))
            continue;
        pairs[open[--depth]] = pairs[i] = ++count;
    }
    return pairs;
}

static void print_code(struct writer *w, const struct part *part, size_t pair)
{
    const char *element = pair
                              ? (part_kind(part) == PART_OPEN ? "bpt" : "ept")
                              : (part_kind(part) == PART_OPEN || part_kind(part) == PART_CLOSE ? "it" : "ph");
    buf_print(w->out, "<%s", element);
    if (pair)
        buf_print(w->out, " i=\"%zu\"", pair);
    else if (part_kind(part) == PART_OPEN || part_kind(part) == PART_CLOSE)
        buf_print(w->out, " pos=\"%s\"", part_kind(part) == PART_OPEN ? "begin" : "end");
    if (!pair || part_kind(part) == PART_OPEN)
        add_name(w, part);
    end_code(w, element, part);
}

static void print_segment(struct writer *w, const struct pattern *pattern)
{
    size_t *pairs = pair_codes(&pattern->parts, w->scratch);
    buf_text(w->out, "<seg>");
    for (size_t i = 0; i < pattern->parts.count; i++)
        if (part_kind(&pattern->parts.at[i]) == PART_TEXT)
            xml_add_text(w->out, pattern->parts.at[i].text, &w->style);
        else
            print_code(w, &pattern->parts.at[i], pairs[i]);
    buf_text(w->out, "</seg>");
}

static void print_variant(struct writer *w, struct str lang, const struct pattern *pattern)
{
    buf_text(w->out, "<tuv");
    xml_add_attribute(w->out, "xml:lang", lang, &w->style);
    buf_byte(w->out, '>');
    print_segment(w, pattern);
    buf_text(w->out, "</tuv>");
}

static void print_note(struct writer *w, const struct note *note)
{
    buf_text(w->out, "<note>");
    xml_add_text(w->out, note->text, &w->style);
    buf_text(w->out, "</note>");
}

// `before`: what stands before each child, the line's end first.
static void print_unit(struct writer *w, const struct unit *unit)
{
    buf_text(w->out, "<tu");
    xml_add_attribute(w->out, "tuid", unit->id, &w->style);
    buf_byte(w->out, '>');
    for (size_t i = 0; i < unit->notes.count; i++) {
        if (unit->notes.at[i].removed)
            continue;
        buf_text(w->out, "\n      ");
        print_note(w, &unit->notes.at[i]);
    }
    buf_text(w->out, "\n      ");
    print_variant(w, w->catalog->source_locale, &unit->source);
    if (unit->has_target) {
        buf_text(w->out, "\n      ");
        print_variant(w, w->catalog->target_locale, &unit->target);
    }
    buf_text(w->out, "\n    </tu>");
}

// ---- what cannot be written

static bool holds_forbidden(const struct pattern *pattern)
{
    for (size_t i = 0; i < pattern->parts.count; i++)
        if (xml_first_forbidden(pattern->parts.at[i].text) != STR_NONE ||
            xml_first_forbidden(part_name(&pattern->parts.at[i])) != STR_NONE)
            return true;
    return false;
}

static void check_unit(struct writer *w, const struct unit *unit)
{
    bool has_choice =
        pattern_is_select(&unit->source) || (unit->has_target && pattern_is_select(&unit->target));
    bool is_forbidden = holds_forbidden(&unit->source) ||
                        (unit->has_target && holds_forbidden(&unit->target)) ||
                        xml_first_forbidden(unit->id) != STR_NONE;
    for (size_t i = 0; i < unit->notes.count; i++)
        is_forbidden |= xml_first_forbidden(unit->notes.at[i].text) != STR_NONE;
    if (!has_choice && !is_forbidden)
        return;
    w->is_sound = false;
    struct diag *diag =
        diag_add(w->diags, has_choice ? KIND_CATALOG_SELECT : KIND_XML_CHARACTER, unit_span(w->catalog, unit),
                 "`" STR_FORMAT "` %s, which TMX cannot hold", STR_ARG(unit->id),
                 has_choice ? "is a choice between texts" : "holds a control character");
    if (!has_choice)
        xml_hint_forbidden(unit->id, diag, w->diags);
}

static bool is_changed(const struct unit *unit)
{
    return !unit_was_read(unit) || unit->source_changed || unit->target_changed || unit->notes_changed ||
           unit_rare(unit)->read_id.len;
}

// ---- splicing

static struct xml_node *printed_node(struct writer *w)
{
    struct xml_node *node = xml_verbatim(arena_copy(w->scratch, buf_str(w->out)), w->scratch);
    w->out->len = 0;
    return node;
}

static void replace_segment(struct writer *w, const struct tmx_file *file, struct xml_node *variant,
                            const struct pattern *pattern)
{
    struct xml_node *seg = tmx_child(file, variant, "seg");
    print_segment(w, pattern);
    xml_insert(variant, printed_node(w), seg);
    if (seg)
        xml_remove(seg);
}

// Puts what is printed behind the last child, on a line like the others'.
static void append_child(struct writer *w, const struct tmx_file *file, struct xml_node *parent,
                         struct xml_node *next)
{
    struct xml_node *first = parent->first;
    bool has_space = first && first->kind == XML_TEXT && first->next;
    struct xml_node *tail = !next && parent->last && parent->last->kind == XML_TEXT ? parent->last : next;
    struct str space = has_space ? str_slice(file->document.text, first->start, first->end) : STR("");
    struct xml_node *node = printed_node(w);
    if (space.len && !next)
        xml_insert(parent, xml_verbatim(space, w->scratch), tail);
    xml_insert(parent, node, tail);
    if (space.len && next)
        xml_insert(parent, xml_verbatim(space, w->scratch), next);
}

static bool has_text(const struct tmx_file *file, const struct xml_node *variant)
{
    const struct xml_node *segment = tmx_child(file, variant, "seg");
    if (!segment || !segment->first)
        return false;
    struct str raw = str_slice(file->document.text, segment->first->start, segment->last->end);
    return str_trim(raw).len > 0;
}

// All that would be read as the translation. One without text may be the last that says how the language is
// spelled.
static void remove_variants(const struct tmx_file *file, const struct xml_node *element, struct str lang)
{
    struct xml_node *next;
    for (struct xml_node *at = tmx_variant(file, element, lang, NULL); at; at = next) {
        next = tmx_variant(file, element, lang, at);
        if (has_text(file, at))
            xml_remove(at);
    }
}

static void splice_variant(struct writer *w, const struct tmx_file *file, struct xml_node *element,
                           struct str lang, const struct pattern *pattern)
{
    struct xml_node *variant = tmx_variant(file, element, lang, NULL);
    if (variant && variant->first) {
        replace_segment(w, file, variant, pattern);
        return;
    }
    print_variant(w, lang, pattern);
    if (!variant) {
        append_child(w, file, element, NULL);
        return;
    }
    xml_insert(element, printed_node(w), variant); // in its place: a file's first language may be its source
    xml_remove(variant);
}

// The notes that were read change in place, new ones stand before all.
static void splice_notes(struct writer *w, const struct tmx_file *file, struct xml_node *element,
                         const struct unit *unit)
{
    size_t number = 0;
    for (struct xml_node *node = element->first, *next; node; node = next) {
        next = node->next;
        if (!xml_is(&file->document, node, "note") || number == unit->notes.count)
            continue;
        const struct note *note = &unit->notes.at[number++];
        if (!note->removed) {
            print_note(w, note);
            xml_insert(element, printed_node(w), node);
        }
        xml_remove(node);
    }
    struct xml_node *first = element->first;
    while (first && first->kind == XML_TEXT)
        first = first->next;
    for (; number < unit->notes.count; number++)
        if (!unit->notes.at[number].removed) {
            print_note(w, &unit->notes.at[number]);
            append_child(w, file, element, first);
        }
}

static void splice_unit(struct writer *w, const struct tmx_file *file, struct xml_node *element,
                        const struct unit *unit)
{
    if (unit_rare(unit)->read_id.len) {
        const struct xml_attribute_change change = {"tuid", unit->id};
        xml_change_attributes(&file->document, element, &change, 1, &w->style, w->scratch);
    }
    struct str source = file->source_lang.len ? file->source_lang : w->catalog->source_locale;
    struct str target = file->target_lang.len ? file->target_lang : w->catalog->target_locale;
    if (unit->notes_changed)
        splice_notes(w, file, element, unit);
    if (unit->source_changed)
        splice_variant(w, file, element, source, &unit->source);
    if (unit->target_changed && unit->has_target)
        splice_variant(w, file, element, target, &unit->target);
    else if (unit->target_changed)
        remove_variants(file, element, target);
}

static void remove_unit(struct xml_node *element)
{
    struct xml_node *before = element->previous;
    if (before && before->kind == XML_TEXT)
        xml_remove(before);
    xml_remove(element);
}

static void splice_units(struct writer *w, struct tmx_file *file)
{
    const struct unit_list *units = &w->catalog->units;
    struct xml_node *element = tmx_next_unit(file, NULL);
    for (size_t i = 0; i < units->count; i++) {
        const struct unit *unit = &units->at[i];
        if (!unit_was_read(unit) || !element)
            continue;
        struct xml_node *next = tmx_next_unit(file, element);
        if (unit->removed)
            remove_unit(element);
        else if (is_changed(unit))
            splice_unit(w, file, element, unit);
        element = next;
    }
    for (size_t i = 0; i < units->count; i++)
        if (!unit_was_read(&units->at[i]) && !units->at[i].removed) {
            print_unit(w, &units->at[i]);
            append_child(w, file, file->body, NULL);
        }
}

static bool splice(struct writer *w, const struct format_options *options, struct buf *out)
{
    struct tmx_file *file = arena_new(w->scratch, struct tmx_file);
    struct format_options same = *options;
    struct diags unsaid = {.arena = w->scratch};
    struct buf printed = {0};
    same.locale = w->catalog->target_locale;
    if (!tmx_parse(w->catalog->bytes, w->catalog->path, &same, w->scratch, &unsaid, file)) {
        diags_append(w->diags, &unsaid);
        return false;
    }
    w->out = &printed;
    splice_units(w, file);
    buf_free(&printed);
    w->out = out;
    size_t start = out->len;
    xml_print(&file->document, &w->style, out);
    // what was looked past stands in the prolog, which no change touches
    memcpy(out->at + start + file->doctype_start, w->catalog->bytes.at + file->doctype_start,
           file->doctype_end - file->doctype_start);
    return true;
}

// ---- fresh files

static void write_fresh(struct writer *w)
{
    buf_text(w->out,
             "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tmx version=\"1.4\">\n"
             "  <header creationtool=\"glot\" creationtoolversion=\"" GLOT_VERSION "\" segtype=\"block\" "
             "o-tmf=\"glot\" adminlang=\"en\"");
    xml_add_attribute(w->out, "srclang",
                      w->catalog->source_locale.len ? w->catalog->source_locale : STR("*all*"), &w->style);
    buf_text(w->out, " datatype=\"plaintext\"/>\n  <body>\n");
    for (size_t i = 0; i < w->catalog->units.count; i++) {
        if (w->catalog->units.at[i].removed)
            continue;
        buf_text(w->out, "    ");
        print_unit(w, &w->catalog->units.at[i]);
        buf_byte(w->out, '\n');
    }
    buf_text(w->out, "  </body>\n</tmx>\n");
}

bool tmx_write(const struct catalog *catalog, const struct format_options *options, struct arena *scratch,
               struct diags *diags, struct buf *out)
{
    struct writer writer = {.catalog = catalog,
                            .scratch = scratch,
                            .diags = diags,
                            .out = out,
                            .style = {.line_end = STR("\n")},
                            .is_sound = true};
    for (size_t i = 0; i < catalog->units.count; i++)
        if (!catalog->units.at[i].removed && (!catalog->bytes.len || is_changed(&catalog->units.at[i])))
            check_unit(&writer, &catalog->units.at[i]);
    if (!writer.is_sound)
        return false;
    if (catalog->bytes.len)
        return splice(&writer, options, out);
    write_fresh(&writer);
    return true;
}
