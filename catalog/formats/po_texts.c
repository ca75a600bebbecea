// PO: what a unit says in its words: keys, texts, marks.
#include "base/utf.h"
#include "catalog/formats/po.h"

// ---- what PO can hold

static bool is_other(struct str key)
{
    return str_is(key, "other") || str_is(key, "*");
}

// A text without forms may be translated by some only as long as nobody has looked at it.
static bool po_holds(const struct unit *unit)
{
    bool has_choice = pattern_is_select(&unit->source);
    if (has_choice && !pattern_is_source_plural(&unit->source))
        return false;
    if (unit->has_target && pattern_is_select(&unit->target) &&
        !((has_choice || !unit_is_done(unit)) && pattern_is_plural(&unit->target)))
        return false;
    return !unit->has_previous || !pattern_is_select(&unit_rare(unit)->previous) ||
           pattern_is_source_plural(&unit_rare(unit)->previous);
}

static void check_text(struct po_writer *w, const struct unit *unit, struct str text)
{
    bool has_nul = str_find_byte(text, 0, 0) != STR_NONE;
    w->is_beyond_ascii |= !str_is_ascii(text);
    if (!has_nul && utf_first_invalid(text) == STR_NONE)
        return;
    w->is_sound = false;
    diag_add(w->diags, KIND_CATALOG_CHARACTER, unit_span(w->catalog, unit),
             "a text of `" STR_FORMAT "` holds %s, which PO cannot hold", STR_ARG(unit->id),
             has_nul ? "U+0000" : "half of a surrogate pair");
}

static void check_texts(struct po_writer *w, const struct unit *unit, const struct po_texts *texts)
{
    const struct str all[] = {texts->key.context,     texts->key.source,      texts->key.plural,
                              texts->previous.source, texts->previous.plural, texts->previous.context,
                              texts->marks.id,        texts->marks.name,      texts->marks.plural,
                              texts->marks.context};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        check_text(w, unit, all[i]);
    for (size_t i = 0; i < texts->targets.count; i++)
        check_text(w, unit, texts->targets.at[i]);
    for (size_t i = 0; i < texts->marks.forms.count; i++)
        check_text(w, unit, texts->marks.forms.at[i].text);
    for (size_t i = 0; i < texts->marks.codes.list.count; i++) {
        check_text(w, unit, part_name(&texts->marks.codes.list.at[i].part));
        check_text(w, unit, texts->marks.codes.list.at[i].part.text);
    }
    for (size_t i = 0; i < unit->notes.count; i++) {
        check_text(w, unit, unit->notes.at[i].from);
        check_text(w, unit, unit->notes.at[i].text);
    }
    for (size_t i = 0; i < unit->locations.count; i++) {
        check_text(w, unit, unit->locations.at[i]);
        w->is_beyond_ascii |= po_place_is_isolated(unit->locations.at[i]);
    }
}

// ---- texts of a unit

static struct str text_of(struct po_writer *w, const struct pattern *pattern, const struct named_codes *codes)
{
    return named_text(&pattern->parts, codes, w->scratch);
}

static void fill_source(struct po_writer *w, const struct pattern *pattern, const struct named_codes *codes,
                        struct po_key *key)
{
    key->has_source = true;
    key->has_plural = pattern_is_select(pattern);
    key->source = text_of(w, key->has_plural ? &pattern->variants->at[0].value : pattern, codes);
    if (key->has_plural)
        key->plural = text_of(w, &pattern->variants->at[1].value, codes);
}

static const struct pattern *variant_of(const struct pattern *pattern, struct str key)
{
    for (size_t i = 0; i < pattern->variants->count; i++) {
        struct str found = pattern->variants->at[i].keys.at[0];
        if (str_equal(found, key) || (is_other(key) && is_other(found)))
            return &pattern->variants->at[i].value;
    }
    return NULL;
}

// The text of a form: of the first of its keys that the translation has.
static struct str form_text(struct po_writer *w, const struct pattern *target, size_t form,
                            const struct named_codes *codes)
{
    if (!pattern_is_select(target))
        return text_of(w, target, codes);
    for (size_t i = 0; i < w->forms.keys.count; i++) {
        if (w->forms.keys.at[i].number != form)
            continue;
        const struct pattern *value = variant_of(target, w->forms.keys.at[i].key);
        if (value)
            return text_of(w, value, codes);
    }
    return (struct str){0};
}

// Texts of a choice that no form of the file stands for, or that shares its form with another text.
static void tell_lost_forms(struct po_writer *w, const struct unit *unit, const struct po_texts *texts)
{
    const struct po_forms *forms = &w->forms;
    for (size_t i = 0; unit->has_target && unit->target.variants && i < unit->target.variants->count; i++) {
        const struct variant *variant = &unit->target.variants->at[i];
        struct str key = variant->keys.at[0];
        bool is_kept = false;
        for (size_t j = 0; j < forms->keys.count && !is_kept; j++)
            is_kept = (str_equal(forms->keys.at[j].key, key) ||
                       (is_other(forms->keys.at[j].key) && is_other(key))) &&
                      str_equal(texts->targets.at[forms->keys.at[j].number],
                                text_of(w, &variant->value, &texts->marks.codes));
        if (!is_kept)
            diag_add(w->diags, KIND_CONVERT_LOSS, unit_span(w->catalog, unit),
                     "`" STR_FORMAT
                     "`: the plural forms of the file have no place for the text of `" STR_FORMAT "`",
                     STR_ARG(unit->id), STR_ARG(key));
    }
}

// All forms but the first that has a text, of an entry that has no place for them.
static void fold_forms(struct po_writer *w, struct po_texts *texts)
{
    struct str_list *targets = &texts->targets;
    size_t shown = 0, count = targets->count;
    while (shown + 1 < count && targets->at[shown].len == 0)
        shown++;
    while (count > shown && targets->at[count - 1].len == 0)
        count--;
    for (size_t i = 0; i < count; i++)
        if (i != shown)
            *list_push(&texts->marks.forms, w->scratch) = (struct po_form_text){i, targets->at[i]};
    targets->at[0] = targets->at[shown];
    targets->count = 1;
}

static void fill_targets(struct po_writer *w, const struct unit *unit, struct po_texts *texts)
{
    bool has_forms = texts->key.has_plural || (unit->has_target && pattern_is_select(&unit->target));
    size_t count = has_forms ? w->forms.count : 1;
    for (size_t i = 0; i < count; i++)
        *list_push(&texts->targets, w->scratch) =
            unit->has_target ? form_text(w, &unit->target, i, &texts->marks.codes) : (struct str){0};
    tell_lost_forms(w, unit, texts);
    if (has_forms && !texts->key.has_plural)
        fold_forms(w, texts);
}

// The argument of the first choice among source, target and previous source; empty where there is none.
static struct str argument_of(const struct unit *unit)
{
    const struct pattern *patterns[] = {&unit->source, unit->has_target ? &unit->target : NULL,
                                        unit->has_previous ? &unit_rare(unit)->previous : NULL};
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++)
        if (patterns[i] && pattern_is_select(patterns[i]))
            return pattern_selectors(patterns[i])->at[0].argument;
    return (struct str){0};
}

// The context in an id of gettext's own form.
static struct str context_in_id(const struct unit *unit)
{
    return str_slice(unit->id, 0, str_find_byte(unit->id, '\x04', 0));
}

// Whether the entry's msgctxt is another one than its unit's context, and was so when it was read.
static bool has_own_context(struct po_writer *w, const struct unit *unit, const struct po_entry *entry)
{
    struct po_marks marks;
    struct note_list notes = {0};
    if (!w->header.is_marked)
        return false;
    po_marks_read(&w->file, entry, w->options, w->scratch, &marks, &notes);
    return marks.has_context && str_equal(marks.context, unit->context);
}

// An entry keeps its msgctxt, unless that was the context and this is another one by now. Ids as gettext
// makes them are never said otherwise where that can be.
static void fill_context(struct po_writer *w, const struct unit *unit, const struct po_entry *entry,
                         struct po_key *key)
{
    key->context = unit->context.len ? unit->context : context_in_id(unit);
    key->has_context = true;
    bool is_usual = str_equal(po_usual_id(key, w->scratch), unit->id);
    bool is_kept = !is_usual && entry && !str_equal(entry->key.context, unit->context) &&
                   has_own_context(w, unit, entry);
    if (!is_usual) {
        key->context = is_kept ? entry->key.context : unit->context;
        key->has_context = is_kept ? entry->key.has_context : key->context.len > 0;
    }
}

// Another context where the key is taken, so that each entry has its own.
static void settle_key(struct po_writer *w, const struct unit *unit, struct po_key *key)
{
    struct str stem = context_in_id(unit).len ? context_in_id(unit) : STR("x");
    for (size_t number = 1;; number++) {
        struct str id = po_usual_id(key, w->scratch);
        if (!map_has(&w->keys, id) && (id.len || key->has_context)) {
            map_set(&w->keys, id, NULL, w->scratch);
            return;
        }
        key->has_context = true;
        key->context = number == 1 ? stem : arena_print(w->scratch, STR_FORMAT " %zu", STR_ARG(stem), number);
    }
}

// What no flag says of the state.
static struct str state_mark(struct po_writer *w, const struct unit *unit)
{
    bool is_stated = unit->has_target && (unit->state == UNIT_NEW || unit->state == UNIT_STALE);
    struct str state = is_stated ? str_of(unit_state_name(unit->state)) : (struct str){0};
    if (!unit->has_previous || !unit_rare(unit)->previous_needs_review)
        return state;
    return arena_print(w->scratch, STR_FORMAT "%s" NAMED_PREVIOUS_STATE, STR_ARG(state),
                       state.len ? " " : "");
}

static void fill_marks(struct po_writer *w, const struct unit *unit, struct po_texts *texts)
{
    struct po_marks *marks = &texts->marks;
    marks->has_id = !str_equal(po_usual_id(&texts->key, w->scratch), unit->id);
    marks->id = marks->has_id ? unit->id : (struct str){0};
    marks->has_context =
        !str_equal(texts->key.context, unit->context) && (marks->has_id || unit->context.len);
    marks->context = marks->has_context ? unit->context : (struct str){0};
    marks->name = unit_rare(unit)->name;
    if (!str_is(argument_of(unit), "n"))
        marks->plural = argument_of(unit);
    if (unit->syntax == SYNTAX_ICU)
        marks->syntax = STR("icu");
    marks->state = state_mark(w, unit);
}

void po_texts_fill(struct po_writer *w, const struct unit *unit, const struct po_entry *entry,
                   struct po_texts *texts)
{
    *texts = (struct po_texts){0};
    if (!po_holds(unit)) {
        w->is_sound = false;
        diag_add(w->diags, KIND_CATALOG_SELECT, unit_span(w->catalog, unit),
                 "`" STR_FORMAT "` is a choice between texts that PO cannot hold", STR_ARG(unit->id));
        return;
    }
    named_codes_add(&texts->marks.codes, &unit->source, w->scratch);
    if (unit->has_target)
        named_codes_add(&texts->marks.codes, &unit->target, w->scratch);
    if (unit->has_previous) {
        named_codes_add(&texts->marks.codes, &unit_rare(unit)->previous, w->scratch);
        fill_source(w, &unit_rare(unit)->previous, &texts->marks.codes, &texts->previous);
        texts->previous.context = unit_rare(unit)->previous_context;
        texts->previous.has_context =
            unit_rare(unit)->has_previous_context && texts->previous.context.len > 0;
    }
    fill_source(w, &unit->source, &texts->marks.codes, &texts->key);
    fill_context(w, unit, entry, &texts->key);
    settle_key(w, unit, &texts->key);
    fill_marks(w, unit, texts);
    fill_targets(w, unit, texts);
    texts->is_fuzzy = unit->has_target && !unit_is_done(unit);
    check_texts(w, unit, texts);
}
