// PO: entries → units.
#include "catalog/formats/po.h"

struct reader {
    const struct po_file *file;
    const struct format_options *options;
    struct arena *arena;
    struct diags *diags;
    struct catalog *catalog;
    struct po_forms forms;
    bool has_forms;  // they are asked for when the first plural is met
    struct map keys; // of entries that have other ids → unit number + 1
};

// ---- plural forms

static bool forms_of_formula(const char *formula, const struct plural_rules *rules, struct arena *arena,
                             struct po_forms *out)
{
    struct po_plural plural;
    if (!formula || !po_plural_read(str_of(formula), &plural))
        return false;
    po_forms_map(&plural, rules, arena, out);
    return true;
}

void po_forms_of_header(const struct po_header *header, struct arena *arena, struct po_forms *out)
{
    struct plural_rules rules;
    struct po_plural plural;
    locale_plurals(header->language, false, &rules);
    const struct plural_rules *known = rules.is_known ? &rules : NULL;
    if (po_plural_read(header->plural_forms, &plural)) {
        po_forms_map(&plural, known, arena, out);
        return;
    }
    if (!known || !forms_of_formula(po_plural_formula(known), known, arena, out))
        forms_of_formula("nplurals=2; plural=(n != 1);", known, arena, out);
}

static void warn_of_forms(struct reader *r)
{
    const struct po_header *header = &r->file->header;
    struct po_plural plural;
    struct span span = po_header_span(r->file, r->arena);
    if (header->plural_forms.len && !po_plural_read(header->plural_forms, &plural))
        diag_add(r->diags, KIND_PO_PLURALS, span, "the formula of Plural-Forms cannot be read: " STR_FORMAT,
                 STR_ARG(header->plural_forms));
    else if (!r->forms.is_mapped)
        diag_add(r->diags, KIND_PO_PLURALS, span,
                 "the %zu plural forms are not those of `" STR_FORMAT "` in CLDR, so they keep their numbers",
                 r->forms.count, STR_ARG(header->language));
}

static const struct po_forms *forms_of(struct reader *r)
{
    if (!r->has_forms) {
        po_forms_of_header(&r->file->header, r->arena, &r->forms);
        warn_of_forms(r);
    }
    r->has_forms = true;
    return &r->forms;
}

// ---- patterns

static void add_variant(struct reader *r, struct str key, struct str text, const struct named_codes *codes,
                        struct pattern *out)
{
    struct variant *variant = pattern_add_variant(out, r->arena);
    *list_push(&variant->keys, r->arena) = key;
    named_text_read(text, codes, r->arena, &variant->value);
}

static void start_choice(struct reader *r, const struct po_marks *marks, struct pattern *out)
{
    pattern_add_selector(
        out,
        (struct selector){.argument = marks->plural.len ? marks->plural : STR("n"), .kind = SELECT_PLURAL},
        r->arena);
}

static void read_source(struct reader *r, const struct po_key *key, const struct po_marks *marks,
                        struct pattern *out)
{
    *out = (struct pattern){0};
    if (!key->has_plural) {
        named_text_read(key->source, &marks->codes, r->arena, out);
        return;
    }
    start_choice(r, marks, out);
    add_variant(r, STR("one"), key->source, &marks->codes, out);
    add_variant(r, STR("other"), key->plural, &marks->codes, out);
}

static void read_previous(struct reader *r, const struct po_key *key, const struct po_marks *marks,
                          struct unit_rare *out)
{
    read_source(r, key, marks, &out->previous);
    out->previous_context = key->context;
    out->has_previous_context = true;
}

static bool has_text(const struct str_list *targets)
{
    for (size_t i = 0; i < targets->count; i++)
        if (targets->at[i].len)
            return true;
    return false;
}

// A form that has no text yet is left out.
static void read_forms(struct reader *r, const struct str_list *targets, const struct po_marks *marks,
                       struct pattern *out)
{
    const struct po_forms *forms = forms_of(r);
    start_choice(r, marks, out);
    for (size_t i = 0; i < forms->keys.count; i++) {
        const struct po_form *form = &forms->keys.at[i];
        if (form->number < targets->count && targets->at[form->number].len)
            add_variant(r, form->key, targets->at[form->number], &marks->codes, out);
    }
}

// The text of an entry without forms, and the others that it once had.
static void unfold_forms(struct reader *r, struct str shown, const struct po_marks *marks,
                         struct pattern *out)
{
    struct str texts[po_forms_greatest] = {{0}};
    bool is_told[po_forms_greatest] = {false};
    for (size_t i = 0; i < marks->forms.count; i++) {
        texts[marks->forms.at[i].number] = marks->forms.at[i].text;
        is_told[marks->forms.at[i].number] = true;
    }
    size_t number = 0;
    while (number + 1 < po_forms_greatest && is_told[number])
        number++;
    texts[number] = shown;
    const struct str_list targets = {.at = texts, .count = po_forms_greatest};
    read_forms(r, &targets, marks, out);
}

static void read_target(struct reader *r, const struct po_entry *entry, const struct po_marks *marks,
                        bool is_fuzzy, struct unit *unit)
{
    unit->has_target = has_text(&entry->targets);
    if (!unit->has_target)
        return;
    if (entry->key.has_plural)
        read_forms(r, &entry->targets, marks, &unit->target);
    else if (is_fuzzy && marks->forms.count)
        unfold_forms(r, entry->targets.at[0], marks, &unit->target);
    else
        named_text_read(entry->targets.at[0], &marks->codes, r->arena, &unit->target);
}

// ---- units

// The flags between commas; fuzzy is a state.
static bool read_flags(struct reader *r, const struct po_entry *entry, struct unit *unit)
{
    bool is_fuzzy = false;
    size_t at = 0;
    const struct po_piece *piece;
    while ((piece = po_piece_next(entry, PO_FLAGS, &at))) {
        struct str line = str_slice(r->file->text, piece->text_start, piece->text_end), flag;
        for (size_t from = 0; str_next_piece(line, ',', &from, &flag);) {
            flag = str_trim(flag);
            if (str_is(flag, "fuzzy"))
                is_fuzzy = true;
            else if (flag.len)
                *list_push(&unit_make_rare(unit, r->arena)->flags, r->arena) = flag;
        }
    }
    return is_fuzzy;
}

// The words of a mark: the state of a fuzzy entry, and whether its translation needed review before.
static void read_state(struct reader *r, struct str mark, bool is_fuzzy, struct unit *unit)
{
    struct str word;
    unit->state = !unit->has_target ? UNIT_NEW : is_fuzzy ? UNIT_NEEDS_REVIEW : UNIT_TRANSLATED;
    for (size_t at = 0; str_next_piece(mark, ' ', &at, &word);)
        if (unit->has_previous && str_is(word, NAMED_PREVIOUS_STATE))
            unit_make_rare(unit, r->arena)->previous_needs_review = true;
        else if (unit->state == UNIT_NEEDS_REVIEW)
            unit->state = str_is(word, "new")     ? UNIT_NEW
                          : str_is(word, "stale") ? UNIT_STALE
                                                  : UNIT_NEEDS_REVIEW;
}

#define NAME_START "\xe2\x81\xa8" // U+2068, in front of a file name with spaces
#define NAME_END   "\xe2\x81\xa9"

// The place at *at, which moves behind it.
static struct str place_next(struct str line, size_t *at, struct arena *arena)
{
    size_t start = *at, end = start;
    struct str name = {0};
    if (str_starts(str_from(line, start), STR(NAME_START))) {
        size_t close = str_find(line, STR(NAME_END), start);
        if (close != STR_NONE) {
            name = str_slice(line, start + 3, close);
            end = start = close + 3;
        }
    }
    while (end < line.len && line.at[end] != ' ' && line.at[end] != '\t')
        end++;
    *at = end;
    struct str rest = str_slice(line, start, end);
    return po_place_without_marks(name.len ? arena_join(arena, (struct str[]){name, rest}, 2) : rest, arena);
}

static void read_places(struct reader *r, const struct po_entry *entry, struct unit *unit)
{
    size_t number = 0;
    const struct po_piece *piece;
    while ((piece = po_piece_next(entry, PO_PLACES, &number))) {
        struct str line = str_slice(r->file->text, piece->text_start, piece->text_end);
        for (size_t at = 0; at < line.len;) {
            if (line.at[at] == ' ' || line.at[at] == '\t') {
                at++;
                continue;
            }
            struct str place = place_next(line, &at, r->arena);
            if (place.len == 0)
                continue;
            list_reserve(&unit->locations, 1, r->arena); // most have one
            *list_push(&unit->locations, r->arena) = place;
        }
    }
}

// Whether no entry before has that key, which in files without marks is its id.
static bool is_new_key(struct reader *r, struct str key, struct range *earlier)
{
    uintptr_t number = 0;
    if (r->file->header.is_marked) {
        struct map_entry *slot = map_entry(&r->keys, key, r->arena);
        number = (uintptr_t)slot->value;
        slot->value = number ? slot->value : (void *)(r->catalog->units.count + 1);
    } else {
        const struct unit *unit = catalog_find(r->catalog, key);
        number = unit ? (uintptr_t)(unit - r->catalog->units.at) + 1 : 0;
    }
    if (number)
        *earlier = r->catalog->units.at[number - 1].bytes;
    return number == 0;
}

static void warn_of_double(struct reader *r, const struct po_entry *entry, struct str id)
{
    const struct unit *earlier = catalog_find(r->catalog, id);
    if (!earlier)
        return;
    struct diag *diag = diag_add(r->diags, KIND_UNIT_DUPLICATE, po_span(r->file, entry),
                                 "the id `" STR_FORMAT "` is there twice", STR_ARG(id));
    diag_relate(r->diags, diag,
                (struct span){r->file->path, r->file->text, earlier->bytes.start, earlier->bytes.start},
                "the earlier entry");
}

static bool read_entry(void *context, const struct po_entry *entry, struct range *earlier)
{
    struct reader *r = context;
    struct po_marks marks;
    struct str key = po_usual_id(&entry->key, r->arena);
    if (!is_new_key(r, key, earlier))
        return false;
    struct note_list notes = {0};
    po_marks_read(r->file, entry, r->options, r->arena, &marks, &notes);
    struct str id = marks.has_id && marks.id.len ? marks.id : key;
    if (r->file->header.is_marked) // else it is the key, of which there are no two
        warn_of_double(r, entry, id);
    struct unit *unit = catalog_add(r->catalog, id, r->arena);
    unit->bytes = po_entry_bytes(entry);
    unit->context = marks.has_context ? marks.context : entry->key.context;
    unit_set_name(unit, marks.name, r->arena);
    unit->syntax = str_is(marks.syntax, "icu") ? SYNTAX_ICU : SYNTAX_TEXT;
    unit->notes = notes;
    unit->is_obsolete = entry->is_obsolete;
    read_source(r, &entry->key, &marks, &unit->source);
    bool is_fuzzy = read_flags(r, entry, unit);
    read_target(r, entry, &marks, is_fuzzy, unit);
    unit->has_previous = entry->previous.has_source;
    if (unit->has_previous)
        read_previous(r, &entry->previous, &marks, unit_make_rare(unit, r->arena));
    read_state(r, marks.state, is_fuzzy, unit);
    read_places(r, entry, unit);
    unit_settle_target(unit, unit->state == UNIT_TRANSLATED);
    return true;
}

// As many as lines begin with msgid.
static size_t count_entries(struct str bytes)
{
    size_t count = 1;
    for (size_t at = 0; (at = str_find(bytes, STR("\nmsgid "), at)) != STR_NONE; at++)
        count++;
    return count;
}

bool po_read(struct str bytes, struct str path, const struct format_options *options, struct arena *arena,
             struct diags *diags, struct catalog *out)
{
    struct po_file file;
    struct reader reader = {
        .file = &file, .options = options, .arena = arena, .diags = diags, .catalog = out};
    *out = (struct catalog){.path = path, .bytes = bytes};
    catalog_reserve(out, count_entries(bytes), arena);
    bool good = po_parse(bytes, path, arena, diags, read_entry, &reader, &file);
    out->source_locale = file.header.source_language;
    out->target_locale = file.header.language;
    return good;
}
