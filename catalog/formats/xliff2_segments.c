// Sources, targets and states of the segments of a unit. See xliff2_splice.h.
//
// A new text is put where it belongs: if all segments but one hold what they held, into that one. Otherwise
// the segments are joined, if they may be.
#include "catalog/formats/xliff2_splice.h"

// ---- a text as bytes, in which the ends of segments are found

// Texts are UTF-8, so these bytes are in none.
enum { CODE_START = 0xfe, CODE_END = 0xff };

static void add_image(struct buf *out, const struct part *part)
{
    if (part_kind(part) == PART_TEXT) {
        buf_add(out, part->text);
        return;
    }
    buf_byte(out, (char)CODE_START);
    buf_print(out, "%d %zu ", part_kind(part), part_name(part).len);
    buf_add(out, part_name(part));
    buf_add(out, part->text);
    buf_byte(out, (char)CODE_END);
}

static struct str image_of(const struct pattern *pattern, struct arena *arena)
{
    struct buf out = {0};
    for (size_t i = 0; i < pattern->parts.count; i++)
        add_image(&out, &pattern->parts.at[i]);
    return buf_finish(&out, arena);
}

// The part of a pattern whose image is [start, end) of its image.
static struct pattern cut(const struct pattern *pattern, size_t start, size_t end, struct arena *arena)
{
    struct pattern out = {0};
    struct buf image = {0};
    size_t at = 0;
    for (size_t i = 0; i < pattern->parts.count && at < end; i++) {
        const struct part *part = &pattern->parts.at[i];
        image.len = 0;
        add_image(&image, part);
        size_t next = at + image.len, from = at < start ? start : at, to = next < end ? next : end;
        if (from < to && part_kind(part) == PART_TEXT)
            pattern_add_text(&out, str_slice(part->text, from - at, to - at), arena);
        else if (from < to)
            pattern_add_code(&out, part_kind(part), part->text, part_name(part), arena);
        at = next;
    }
    buf_free(&image);
    return out;
}

// ---- which segment a new text belongs to

struct side {
    const struct pattern *text; // the new one, of the whole unit
    bool is_target;
    size_t changed;       // the number of the part that it changes, if it is only one
    struct pattern piece; // what that part holds now
    bool is_aligned;
};

static struct xliff2_part *part_at(struct xliff2_renewal *renewal, const struct side *side, size_t i)
{
    return side->is_target ? renewal->parts.targets[i] : &renewal->parts.at[i];
}

static struct str old_image(struct xliff2_renewal *renewal, const struct side *side, size_t i)
{
    struct arena *arena = renewal->splicer->editor.arena;
    const struct xliff2_part *part = part_at(renewal, side, i);
    const struct xml_node *element = side->is_target && part->target ? part->target : part->source;
    const struct xliff2_text text = {renewal->splicer->document, arena, arena, NULL};
    struct pattern pattern;
    xliff2_text_read(&text, renewal->parts.data, &element, element != NULL, &pattern);
    return image_of(&pattern, arena);
}

// A unit of which some segment has no translation is not translated.
static bool others_have_targets(struct xliff2_renewal *renewal, size_t number)
{
    for (size_t i = 0; i < renewal->parts.count; i++) {
        const struct xliff2_part *part = renewal->parts.targets[i];
        if (i != number && part->is_segment && !part->target)
            return false;
    }
    return true;
}

static void align(struct xliff2_renewal *renewal, struct side *side)
{
    struct arena *arena = renewal->splicer->editor.arena;
    size_t count = renewal->parts.count, first = 0, last = count;
    if (count == 1) {
        side->piece = *side->text;
        return;
    }
    struct str image = image_of(side->text, arena), rest = image;
    struct str *old = arena_array(arena, struct str, count);
    for (size_t i = 0; i < count; i++)
        old[i] = old_image(renewal, side, i);
    while (first + 1 < last && str_starts(rest, old[first]))
        rest = str_from(rest, old[first++].len);
    while (last > first + 1 && str_ends(rest, old[last - 1]))
        rest = str_slice(rest, 0, rest.len - old[--last].len);
    side->is_aligned = last == first + 1 && (!side->is_target || others_have_targets(renewal, first));
    side->changed = first;
    size_t start = image.len ? (size_t)(rest.at - image.at) : 0;
    side->piece = cut(side->text, start, start + rest.len, arena);
}

// ---- texts into elements

static void set_contents(struct xliff2_renewal *renewal, struct xml_node *element,
                         const struct pattern *pattern)
{
    if (pattern_is_empty(pattern)) {
        xml_clear(element);
        return;
    }
    xliff2_print_pattern(&renewal->coder, pattern);
    xliff_fill(&renewal->splicer->editor, element, xliff2_printed(renewal));
}

static void set_source(struct xliff2_renewal *renewal, struct xliff2_part *part,
                       const struct pattern *pattern)
{
    if (part->source) {
        set_contents(renewal, part->source, pattern);
        return;
    }
    xliff2_print_element(&renewal->coder, "source", pattern);
    xliff_insert_child(&renewal->splicer->editor, part->element, NULL, xliff2_printed(renewal));
}

static void set_target(struct xliff2_renewal *renewal, struct xliff2_part *part,
                       const struct pattern *pattern)
{
    renewal->renewed[part - renewal->parts.at] = true;
    if (part->target) {
        set_contents(renewal, part->target, pattern);
        return;
    }
    xliff2_print_element(&renewal->coder, "target", pattern);
    xliff_insert_child(&renewal->splicer->editor, part->element, part->source, xliff2_printed(renewal));
    part->target = part->element->last; // that there is one is all that is asked
}

static void remove_targets(struct xliff2_renewal *renewal)
{
    for (size_t i = 0; i < renewal->parts.count; i++) {
        struct xliff2_part *part = &renewal->parts.at[i];
        if (part->target)
            xliff_remove_child(&renewal->splicer->editor, part->target);
        renewal->renewed[i] |= part->target != NULL;
        part->target = NULL;
    }
}

// ---- joining

static bool may_join(struct xliff2_renewal *renewal)
{
    for (size_t i = 0; i < renewal->parts.count; i++)
        if (!xliff2_inherits_yes(renewal->splicer->document, renewal->parts.at[i].element, "canResegment"))
            return false;
    return true;
}

// What the sources hold, one behind the other.
static struct str joined_sources(struct xliff2_renewal *renewal)
{
    struct buf out = {0};
    for (size_t i = 0; i < renewal->parts.count; i++) {
        const struct xml_node *source = renewal->parts.at[i].source;
        if (source)
            buf_add(&out,
                    str_slice(renewal->splicer->document->xml.text, source->open_end, source->close_start));
    }
    return buf_finish(&out, renewal->splicer->editor.arena);
}

// Matches and terms that were of another segment are of the joined one now.
static void redirect(struct xliff2_renewal *renewal, const struct xliff2_part *kept)
{
    const struct xml_document *xml = &renewal->splicer->document->xml;
    struct arena *arena = renewal->splicer->editor.arena;
    struct map gone = {0};
    for (size_t i = 0; i < renewal->parts.count; i++) {
        struct str id = xml_attribute_value(xml, renewal->parts.at[i].element, "id", arena);
        if (id.len && &renewal->parts.at[i] != kept)
            map_set(&gone, id, renewal, arena);
    }
    struct str id = xml_attribute_value(xml, kept->element, "id", arena);
    struct xml_attribute_change change = {"ref", id.len ? arena_join(arena, (struct str[]){STR("#"), id}, 2)
                                                        : (struct str){0}};
    for (struct xml_node *node = renewal->element->first; node && id.len;
         node = xml_next(node, renewal->element)) {
        struct str ref =
            node->kind == XML_ELEMENT ? xml_attribute_value(xml, node, "ref", arena) : (struct str){0};
        if (str_starts(ref, STR("#")) && map_has(&gone, str_from(ref, 1)))
            xml_change_attributes(xml, node, &change, 1, &renewal->splicer->editor.style, arena);
    }
}

static void drop_others(struct xliff2_renewal *renewal, struct xliff2_part *kept)
{
    for (size_t i = 0; i < renewal->parts.count; i++)
        if (&renewal->parts.at[i] != kept)
            xliff_remove_child(&renewal->splicer->editor, renewal->parts.at[i].element);
    const struct xml_attribute_change change = {"order", {0}};
    if (kept->target && kept->target->kind == XML_ELEMENT)
        xml_change_attributes(&renewal->splicer->document->xml, kept->target, &change, 1,
                              &renewal->splicer->editor.style, renewal->splicer->editor.arena);
    renewal->parts.at[0] = *kept;
    renewal->parts.targets[0] = &renewal->parts.at[0];
    renewal->parts.count = 1;
}

static void join(struct xliff2_renewal *renewal)
{
    const struct unit *unit = renewal->unit;
    struct xliff2_part *kept = renewal->parts.at;
    while (!kept->is_segment && kept + 1 < renewal->parts.at + renewal->parts.count)
        kept++;
    struct str sources = joined_sources(renewal);
    redirect(renewal, kept);
    if (unit->has_target)
        set_target(renewal, kept, &unit->target);
    if (unit->source_changed || !kept->source)
        set_source(renewal, kept, &unit->source);
    else
        xliff_fill(&renewal->splicer->editor, kept->source, sources);
    drop_others(renewal, kept);
    renewal->renewed[0] = true;
}

static void refuse(struct xliff2_renewal *renewal)
{
    struct xliff2_splicer *splicer = renewal->splicer;
    struct diag *diag =
        diag_add(splicer->diags, KIND_UNIT_SEGMENTS, xml_tag_span(&splicer->document->xml, renewal->element),
                 "the translation of " STR_FORMAT
                 " is kept in %zu segments that must not be joined, and more than one of them changes",
                 STR_ARG(renewal->unit->id), renewal->parts.count);
    diag_hint(splicer->diags, diag,
              "Change one segment at a time, or take `canResegment=\"no\"` away if joining them is right.");
    splicer->is_fine = false;
}

void xliff2_renew_texts(struct xliff2_renewal *renewal)
{
    const struct unit *unit = renewal->unit;
    struct side source = {.text = &unit->source}, target = {.text = &unit->target, .is_target = true};
    bool has_new_target = unit->target_changed && unit->has_target;
    source.is_aligned = target.is_aligned = true;
    if (unit->target_changed && !unit->has_target)
        remove_targets(renewal);
    if (unit->source_changed)
        align(renewal, &source);
    if (has_new_target)
        align(renewal, &target);
    if (!source.is_aligned || !target.is_aligned) {
        if (unit->source_changed || may_join(renewal))
            join(renewal);
        else
            refuse(renewal);
        return;
    }
    if (unit->source_changed)
        set_source(renewal, &renewal->parts.at[source.changed], &source.piece);
    if (has_new_target)
        set_target(renewal, renewal->parts.targets[target.changed], &target.piece);
}

// ---- states

static struct str value_of(struct xliff2_renewal *renewal, const struct xml_node *element, const char *name)
{
    return xml_attribute_value(&renewal->splicer->document->xml, element, name,
                               renewal->splicer->editor.arena);
}

static enum unit_state state_of(struct xliff2_renewal *renewal, const struct xliff2_part *part)
{
    return part->target ? xliff2_state_of(value_of(renewal, part->element, "state"),
                                          value_of(renewal, part->element, "subState"))
                        : UNIT_NEW;
}

static bool joins_to_state(struct xliff2_renewal *renewal)
{
    enum unit_state state = UNIT_FINAL;
    for (size_t i = 0; i < renewal->parts.count; i++)
        if (renewal->parts.at[i].is_segment)
            state = xliff2_earlier(state, renewal->renewed[i] ? renewal->unit->state
                                                              : state_of(renewal, &renewal->parts.at[i]));
    return state == renewal->unit->state;
}

// The changes of a segment's state; how many there are.
static size_t state_changes(struct xliff2_renewal *renewal, const struct xliff2_part *part,
                            struct xml_attribute_change *changes)
{
    const struct unit *unit = renewal->unit;
    struct str old = value_of(renewal, part->element, "state");
    bool says_enough = old.len || !part->target || !pattern_is_blank(&unit->target);
    if (part->target ? state_of(renewal, part) == unit->state && says_enough : old.len == 0)
        return 0;
    struct xliff2_state state = xliff2_state_for(unit->state);
    bool may_be_silent =
        unit->state == UNIT_TRANSLATED && !renewal->splicer->says_states && !pattern_is_blank(&unit->target);
    if (!part->target || may_be_silent)
        state = (struct xliff2_state){NULL, NULL};
    changes[0] = (struct xml_attribute_change){"state", str_of(state.state)};
    changes[1] = (struct xml_attribute_change){"subState", str_of(state.sub_state)};
    return 2;
}

struct str xliff2_renew_segments(struct xliff2_renewal *renewal, bool needs_id)
{
    const struct unit *unit = renewal->unit;
    bool asks_state = unit->state_changed || unit->target_changed;
    bool keeps_others = joins_to_state(renewal);
    struct str first_id = renewal->first_id;
    for (size_t i = 0; i < renewal->parts.count; i++) {
        struct xliff2_part *part = &renewal->parts.at[i];
        struct xml_attribute_change changes[3];
        size_t count = 0;
        if (!part->is_segment)
            continue;
        if (asks_state && (renewal->renewed[i] || !keeps_others))
            count = state_changes(renewal, part, changes);
        struct str id = value_of(renewal, part->element, "id");
        if (id.len == 0 && needs_id && first_id.len == 0) {
            id = xliff2_new_id(&renewal->coder, STR("s1"));
            changes[count++] = (struct xml_attribute_change){"id", id};
        }
        first_id = first_id.len ? first_id : id;
        if (count)
            xml_change_attributes(&renewal->splicer->document->xml, part->element, changes, count,
                                  &renewal->splicer->editor.style, renewal->splicer->editor.arena);
    }
    return first_id;
}
