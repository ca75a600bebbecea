// Units of XLIFF 2, printed. See xliff2_print.h.
#include "catalog/formats/xliff2_cases.h"
#include "catalog/formats/xliff2_rules.h"
#include "catalog/formats/xliff_choice.h"

// ---- matches

// A match has one source and one target: choices are text in it.
static struct pattern as_text(const struct pattern *pattern, struct arena *arena)
{
    struct pattern text = *pattern;
    xliff_choice_to_text(&text, arena);
    return text;
}

static void print_match(struct xliff2_printer *printer, const struct pattern *source,
                        const struct pattern *target)
{
    struct arena scratch = {0};
    struct buf texts = {0}, *out = printer->out;
    struct xliff2_coder coder;
    xliff2_coder_open(&coder, printer, &scratch);
    struct pattern plain_source = as_text(source, &scratch), plain_target = as_text(target, &scratch);
    printer->out = &texts;
    xliff2_print_line(printer, 3);
    xliff2_print_element(&coder, "source", &plain_source);
    xliff2_print_line(printer, 3);
    xliff2_print_element(&coder, "target", &plain_target);
    printer->out = out;
    xliff2_print_original_data(&coder, 3);
    buf_add(out, buf_str(&texts));
    xliff2_print_line(printer, 2);
    xliff2_print_module_close(printer, XLIFF2_MATCHES, "match");
    buf_free(&texts);
    arena_free(&scratch);
}

static void print_match_open(struct xliff2_printer *printer, struct str ref)
{
    xliff2_print_module(printer, XLIFF2_MATCHES, "match");
    buf_text(printer->out, " ref=\"#");
    xml_add_value(printer->out, ref, &printer->style);
    buf_byte(printer->out, '"');
}

void xliff2_print_previous(struct xliff2_printer *printer, const struct unit *unit, struct str ref)
{
    static const struct pattern none = {0};
    print_match_open(printer, ref);
    buf_print(printer->out, " type=\"tm\" subType=\"%s\">",
              unit_rare(unit)->previous_needs_review ? XLIFF2_PREVIOUS_IN_REVIEW : XLIFF2_PREVIOUS);
    print_match(printer, &unit_rare(unit)->previous, unit->has_target ? &unit->target : &none);
}

void xliff2_print_suggestion(struct xliff2_printer *printer, const struct suggestion *suggestion,
                             struct str ref)
{
    print_match_open(printer, ref);
    if (suggestion->similarity)
        buf_print(printer->out, " similarity=\"%u\"", suggestion->similarity);
    if (suggestion->origin.len)
        xliff2_print_attribute(printer, "origin", suggestion->origin);
    buf_byte(printer->out, '>');
    print_match(printer, &suggestion->source, &suggestion->target);
}

void xliff2_print_matches(struct xliff2_printer *printer, const struct unit *unit, struct str ref)
{
    struct str prefix = printer->prefixes[XLIFF2_MATCHES];
    xliff2_print_module(printer, XLIFF2_MATCHES, "matches");
    buf_byte(printer->out, '>');
    if (unit->has_previous) {
        xliff2_print_line(printer, 2);
        xliff2_print_previous(printer, unit, ref);
    }
    for (size_t i = 0; i < unit_rare(unit)->suggestions.count; i++) {
        xliff2_print_line(printer, 2);
        xliff2_print_suggestion(printer, &unit_rare(unit)->suggestions.at[i], ref);
    }
    xliff2_print_line(printer, 1);
    xliff2_print_module_close(printer, XLIFF2_MATCHES, "matches");
    printer->prefixes[XLIFF2_MATCHES] = prefix;
}

// ---- metadata

static void print_meta(struct xliff2_printer *printer, const char *type, struct str text)
{
    xliff2_print_line(printer, 3);
    xliff2_print_module(printer, XLIFF2_METADATA, "meta");
    buf_print(printer->out, " type=\"%s\">", type);
    xml_add_text(printer->out, text, &printer->style);
    xliff2_print_module_close(printer, XLIFF2_METADATA, "meta");
}

static struct str limit_text(const struct xliff2_printer *printer, const struct length_limit *limit)
{
    static const char *const measures[] = {
        [LIMIT_CODE_POINTS] = "code-points", [LIMIT_UTF8] = "utf8", [LIMIT_UTF16] = "utf16"};
    bool is_said =
        limit->greatest == 0 || limit->measure == LIMIT_CODE_POINTS || limit->measure == printer->storage;
    return !is_said ? arena_print(printer->scratch, "%s %zu", measures[limit->measure], limit->greatest)
                    : (struct str){0};
}

static struct str unit_name(const struct unit *unit)
{
    return xml_is_nmtoken(unit->id) ? unit_rare(unit)->name : unit->id;
}

// What XLIFF 2 has no other place for.
static bool has_metadata(const struct xliff2_printer *printer, const struct unit *unit)
{
    return unit->is_obsolete || xliff2_source_cases(unit, printer->scratch).len || unit->context.len ||
           unit_has_other_context(unit) || unit_rare(unit)->flags.count ||
           limit_text(printer, &unit_rare(unit)->limit).len ||
           (unit_rare(unit)->name.len && !xml_is_nmtoken(unit->id));
}

static void print_metas(struct xliff2_printer *printer, const struct unit *unit)
{
    struct str limit = limit_text(printer, &unit_rare(unit)->limit);
    struct str cases = xliff2_source_cases(unit, printer->scratch);
    if (cases.len)
        print_meta(printer, XLIFF2_SOURCE_CASES, cases);
    if (unit->is_obsolete)
        print_meta(printer, "obsolete", unit->is_locked ? STR("locked") : STR("yes"));
    if (unit->context.len)
        print_meta(printer, "context", unit->context);
    if (unit_has_other_context(unit))
        print_meta(printer, XLIFF2_PREVIOUS_CONTEXT, unit_rare(unit)->previous_context);
    if (unit_rare(unit)->name.len && !xml_is_nmtoken(unit->id))
        print_meta(printer, "name", unit_rare(unit)->name);
    if (limit.len)
        print_meta(printer, "limit", limit);
    for (size_t i = 0; i < unit_rare(unit)->flags.count; i++)
        print_meta(printer, "flag", unit_rare(unit)->flags.at[i]);
}

void xliff2_print_metadata(struct xliff2_printer *printer, const struct unit *unit,
                           enum xliff2_metadata_extent extent)
{
    struct str prefix = printer->prefixes[XLIFF2_METADATA];
    if (!has_metadata(printer, unit))
        return;
    if (extent == XLIFF2_METADATA_WHOLE) {
        xliff2_print_module(printer, XLIFF2_METADATA, "metadata");
        buf_byte(printer->out, '>');
        xliff2_print_line(printer, 2);
    }
    if (extent != XLIFF2_METAS) {
        xliff2_print_module(printer, XLIFF2_METADATA, "metaGroup");
        buf_text(printer->out, " category=\"" XLIFF2_OWN "\">");
    }
    print_metas(printer, unit);
    if (extent != XLIFF2_METAS) {
        xliff2_print_line(printer, 2);
        xliff2_print_module_close(printer, XLIFF2_METADATA, "metaGroup");
    }
    if (extent == XLIFF2_METADATA_WHOLE) {
        xliff2_print_line(printer, 1);
        xliff2_print_module_close(printer, XLIFF2_METADATA, "metadata");
    }
    printer->prefixes[XLIFF2_METADATA] = prefix;
}

// ---- notes

void xliff2_print_note(struct xliff2_printer *printer, struct str category, struct str text)
{
    xliff2_print_open(printer, "note");
    if (category.len)
        xliff2_print_attribute(printer, "category", category);
    buf_byte(printer->out, '>');
    xml_add_text(printer->out, text, &printer->style);
    xliff2_print_close(printer, "note");
}

static bool has_notes(const struct unit *unit)
{
    for (size_t i = 0; i < unit->notes.count; i++)
        if (!unit->notes.at[i].removed)
            return true;
    return unit->locations.count > 0;
}

void xliff2_print_notes(struct xliff2_printer *printer, const struct unit *unit)
{
    if (!has_notes(unit))
        return;
    xliff2_print_open(printer, "notes");
    buf_byte(printer->out, '>');
    for (size_t i = 0; i < unit->notes.count; i++) {
        if (unit->notes.at[i].removed)
            continue;
        xliff2_print_line(printer, 2);
        xliff2_print_note(printer, unit->notes.at[i].from, unit->notes.at[i].text);
    }
    for (size_t i = 0; i < unit->locations.count; i++) {
        xliff2_print_line(printer, 2);
        xliff2_print_note(printer, STR("location"), unit->locations.at[i]);
    }
    xliff2_print_line(printer, 1);
    xliff2_print_close(printer, "notes");
}

// ---- segments and units

static void print_state(struct xliff2_printer *printer, const struct unit *unit, const struct pattern *target)
{
    struct xliff2_state state = xliff2_state_for(unit->state);
    bool must_say = unit->state != UNIT_TRANSLATED || (target && pattern_is_blank(target));
    if (!target || (!must_say && !printer->says_states))
        return;
    xliff2_print_attribute(printer, "state", str_of(state.state));
    if (state.sub_state)
        xliff2_print_attribute(printer, "subState", str_of(state.sub_state));
}

static void print_case(struct xliff2_printer *printer, struct str name)
{
    if (name.len == 0)
        return;
    buf_print(printer->out, " " STR_FORMAT ":case=\"", STR_ARG(xliff2_prefix_for(printer, XLIFF2_PLURALS)));
    xml_add_value(printer->out, name, &printer->style);
    buf_byte(printer->out, '"');
}

static void print_segment(struct xliff2_coder *coder, const struct unit *unit, struct str id,
                          const struct xliff2_case *texts)
{
    struct xliff2_printer *printer = coder->printer;
    xliff2_print_open(printer, "segment");
    if (id.len)
        xliff2_print_attribute(printer, "id", id);
    print_case(printer, texts->name);
    print_state(printer, unit, texts->target);
    buf_byte(printer->out, '>');
    xliff2_print_line(printer, 2);
    xliff2_print_element(coder, "source", texts->source);
    if (texts->target) {
        xliff2_print_line(printer, 2);
        xliff2_print_element(coder, "target", texts->target);
    }
    xliff2_print_line(printer, 1);
    xliff2_print_close(printer, "segment");
}

void xliff2_print_segments(struct xliff2_coder *coder, const struct unit *unit, struct str id)
{
    struct xliff2_case_list cases;
    if (!pattern_is_select(&unit->source)) {
        const struct xliff2_case only = {.source = &unit->source,
                                         .target = unit->has_target ? &unit->target : NULL};
        print_segment(coder, unit, id, &only);
        return;
    }
    xliff2_list_cases(unit, coder->arena, &cases);
    for (size_t i = 0; i < cases.count; i++) {
        if (i > 0)
            xliff2_print_line(coder->printer, 1);
        coder->base = xliff2_case_base(cases.at[i].name);
        print_segment(coder, unit, i == 0 ? id : (struct str){0}, &cases.at[i]);
    }
    coder->base = 0;
}

static void print_limit(struct xliff2_printer *printer, const struct length_limit *limit)
{
    bool is_storage = limit->measure != LIMIT_CODE_POINTS;
    if (limit->greatest == 0 || (is_storage && limit->measure != printer->storage))
        return;
    size_t greatest = limit->measure == LIMIT_UTF16 ? limit->greatest * 2 : limit->greatest;
    xliff2_print_module_attribute(printer, XLIFF2_SIZE, is_storage ? "storageRestriction" : "sizeRestriction",
                                  arena_print(printer->scratch, "%zu", greatest));
}

// The attributes of a unit whose texts are choices: what they depend on.
static void print_switch(struct xliff2_printer *printer, const struct unit *unit)
{
    if (!pattern_is_select(&unit->source))
        return;
    xliff2_print_module_attribute(printer, XLIFF2_PLURALS, "switch",
                                  xliff2_switch_of(unit, printer->scratch));
    buf_text(printer->out, " canResegment=\"no\"");
}

static void print_unit_open(struct xliff2_printer *printer, const struct unit *unit)
{
    struct str name = unit_name(unit);
    xliff2_print_open(printer, "unit");
    xliff2_print_attribute(
        printer, "id", xml_is_nmtoken(unit->id) ? unit->id : xliff2_hashed_id(unit->id, printer->scratch));
    if (name.len)
        xliff2_print_attribute(printer, "name", name);
    if (unit->is_locked || unit->is_obsolete)
        buf_text(printer->out, " translate=\"no\"");
    if (unit->syntax == SYNTAX_ICU)
        buf_text(printer->out, " type=\"" XLIFF2_ICU "\"");
    print_limit(printer, &unit_rare(unit)->limit);
    print_switch(printer, unit);
    buf_byte(printer->out, '>');
}

void xliff2_print_unit(struct xliff2_printer *printer, const struct unit *unit)
{
    struct arena scratch = {0};
    struct buf segments = {0}, *out = printer->out;
    struct xliff2_coder coder;
    xliff2_coder_open(&coder, printer, &scratch);
    bool has_matches = unit->has_previous || unit_rare(unit)->suggestions.count;
    struct str id = has_matches ? xliff2_new_id(&coder, STR("s1")) : (struct str){0};
    printer->out = &segments;
    xliff2_print_line(printer, 1);
    xliff2_print_segments(&coder, unit, id);
    printer->out = out;
    print_unit_open(printer, unit);
    if (has_matches) {
        xliff2_print_line(printer, 1);
        xliff2_print_matches(printer, unit, id);
    }
    if (unit_rare(unit)->rules.count) {
        xliff2_print_line(printer, 1);
        xliff2_print_rules(printer, &unit_rare(unit)->rules);
    }
    if (has_metadata(printer, unit)) {
        xliff2_print_line(printer, 1);
        xliff2_print_metadata(printer, unit, XLIFF2_METADATA_WHOLE);
    }
    if (has_notes(unit)) {
        xliff2_print_line(printer, 1);
        xliff2_print_notes(printer, unit);
    }
    xliff2_print_original_data(&coder, 1);
    buf_add(out, buf_str(&segments));
    xliff2_print_line(printer, 0);
    xliff2_print_close(printer, "unit");
    buf_free(&segments);
    arena_free(&scratch);
}
