#include "catalog/bundles/gettext_texts.h"

#include "catalog/format.h"
#include "catalog/formats/po.h"
#include "catalog/number_forms.h"
#include "catalog/translations.h"

#include <stdlib.h>

struct gettext_locale {
    struct str header; // of the PO file that the translations come from; else empty
    struct str formula;
    bool has_formula;     // the header has it
    struct po_forms keys; // of a PO file: which keys of a choice a form of the file was read as
    struct po_plural plural;
    struct plural_rules rules;
    struct number_forms forms;
};

// ---- the locale

static const char usual_formula[] = "nplurals=2; plural=(n != 1);";

static void read_header(struct gettext_locale *locale, const struct catalog *catalog, struct arena *arena)
{
    struct po_file file;
    struct po_plural plural;
    struct po_entry entry;
    po_parse_header(catalog->bytes, catalog->path, arena, &file);
    if (file.header_bytes.end == 0)
        return;
    po_entry_read(&file, file.header_bytes, arena, &entry);
    if (entry.targets.count == 0)
        return;
    locale->header = entry.targets.at[0];
    locale->has_formula = po_plural_read(file.header.plural_forms, &plural);
    locale->formula = locale->has_formula ? file.header.plural_forms : (struct str){0};
    po_forms_of_header(&file.header, arena, &locale->keys);
}

// Where CLDR has no rules: those that gettext takes, too.
static void settle_rules(struct gettext_locale *locale, struct str name)
{
    locale_plurals(name, false, &locale->rules);
    if (!locale->rules.is_known) {
        locale->rules.has_small[PLURAL_ONE] = true;
        locale->rules.of[1] = PLURAL_ONE;
    }
    const char *formula = locale->rules.is_known ? po_plural_formula(&locale->rules) : NULL;
    if (!locale->has_formula)
        locale->formula = str_of(formula ? formula : usual_formula);
    po_plural_read(locale->formula, &locale->plural);
    number_forms_map(&locale->plural, &locale->rules, &locale->forms);
}

void *gettext_begin(const struct bundle_request *request, struct arena *arena)
{
    const struct catalog *catalog = request->catalog;
    struct gettext_locale *locale = arena_new(arena, struct gettext_locale);
    *locale = (struct gettext_locale){0};
    if (catalog && catalog->format && str_is(str_of(catalog->format->name), "po"))
        read_header(locale, catalog, arena);
    settle_rules(locale, request->locale);
    return locale;
}

static void add_line(struct buf *out, const char *name, struct str value)
{
    buf_print(out, "%s: " STR_FORMAT "\n", name, STR_ARG(value));
}

// All but the time of the last extraction, as msgfmt has it: what else is the same makes the same bundle.
static void add_lasting_lines(struct buf *out, struct str header)
{
    for (size_t start = 0; start < header.len;) {
        size_t line = str_find_byte(header, '\n', start), end = line == STR_NONE ? header.len : line + 1;
        if (!str_starts(str_from(header, start), STR("POT-Creation-Date:")))
            buf_add(out, str_slice(header, start, end));
        start = end;
    }
}

struct str gettext_header(const struct bundle_request *request, bool has_plurals, struct arena *arena)
{
    const struct gettext_locale *locale = request->state;
    struct buf out = {0};
    add_lasting_lines(&out, locale->header);
    if (out.len == 0) {
        add_line(&out, "Language", request->locale);
        add_line(&out, "MIME-Version", STR("1.0"));
        add_line(&out, "Content-Type", STR("text/plain; charset=UTF-8"));
        add_line(&out, "Content-Transfer-Encoding", STR("8bit"));
    } else if (out.at[out.len - 1] != '\n' && has_plurals && !locale->has_formula) {
        buf_byte(&out, '\n');
    }
    if (!locale->has_formula && (has_plurals || locale->header.len == 0))
        add_line(&out, "Plural-Forms", locale->formula);
    return buf_finish(&out, arena);
}

struct str gettext_formula(const struct bundle_request *request)
{
    return ((const struct gettext_locale *)request->state)->formula;
}

// ---- texts

static void print_code(const struct part *part, struct buf *out)
{
    static const char *const forms[][2] = {[PART_PLACEHOLDER] = {"{", "}"},
                                           [PART_OPEN] = {"<", ">"},
                                           [PART_CLOSE] = {"</", ">"},
                                           [PART_STANDALONE] = {"<", "/>"}};
    bool is_said = part->text.len && !str_is(part->text, "#");
    if (is_said) {
        buf_add(out, part->text);
        return;
    }
    buf_text(out, forms[part_kind(part)][0]);
    buf_add(out, part_name(part));
    buf_text(out, forms[part_kind(part)][1]);
}

static struct str print_text(const struct pattern *pattern, struct arena *arena)
{
    struct buf out = {0};
    const struct str *text = pattern_only_text(pattern);
    if (text)
        return *text;
    for (size_t i = 0; i < pattern->parts.count; i++)
        if (part_kind(&pattern->parts.at[i]) == PART_TEXT)
            buf_add(&out, pattern->parts.at[i].text);
        else
            print_code(&pattern->parts.at[i], &out);
    return buf_finish(&out, arena);
}

static const struct pattern *text_of_other(const struct pattern *pattern)
{
    struct variant_query queries[choice_selectors_greatest];
    choice_ask(pattern, 0, STR(""), PLURAL_OTHER, queries);
    return pattern_choose(pattern, queries);
}

// The forms of a PO file are what its reader made keys of: the first key that the choice has.
static const struct pattern *text_by_key(const struct gettext_locale *locale, const struct pattern *pattern,
                                         size_t form)
{
    for (size_t i = 0; i < locale->keys.keys.count; i++)
        for (size_t j = 0; locale->keys.keys.at[i].number == form && j < pattern->variants->count; j++)
            if (str_equal(pattern->variants->at[j].keys.at[0], locale->keys.keys.at[i].key))
                return &pattern->variants->at[j].value;
    return text_of_other(pattern);
}

// The text of each form of a plural. False with a diagnostic when one is missing, or one too many.
static bool add_forms(const struct gettext_locale *locale, const struct bundled *text, struct arena *arena,
                      struct str_list *out)
{
    const struct pattern *texts[number_forms_greatest] = {NULL};
    struct variant_query queries[choice_selectors_greatest];
    struct str clash;
    bool is_by_key = locale->has_formula && locale->keys.count;
    if (!is_by_key && !number_forms_fill(&locale->forms, &text->pattern, 0, queries, texts, &clash))
        return bundled_refuse(text, KIND_BUNDLE_UNFIT,
                              "gettext has no form of its own for the text of `" STR_FORMAT "`",
                              STR_ARG(clash));
    for (size_t i = 0; i < locale->plural.count; i++) {
        if (is_by_key)
            texts[i] = text_by_key(locale, &text->pattern, i);
        else if (!texts[i])
            texts[i] = text_of_other(&text->pattern);
        if (!texts[i])
            return bundled_refuse(text, KIND_BUNDLE_UNFIT, "the choice lacks `other`");
        *list_push(out, arena) = print_text(texts[i], arena);
    }
    return true;
}

static bool fill_texts(const struct gettext_locale *locale, const struct bundled *text, bool has_plural,
                       struct arena *arena, struct str_list *out)
{
    if (pattern_is_select(&text->pattern))
        return add_forms(locale, text, arena, out);
    for (size_t i = 0; i < (has_plural ? locale->plural.count : 1); i++)
        *list_push(out, arena) = print_text(&text->pattern, arena);
    return true;
}

// ---- judging

static bool is_plural(const struct bundled *text)
{
    struct bundled_choice choice;
    if (!pattern_is_select(&text->pattern))
        return true;
    if (!bundled_choice(text, "gettext", &choice))
        return false;
    if (choice.value != STR_NONE ||
        pattern_selectors(&text->pattern)->at[choice.number].kind != SELECT_PLURAL)
        return bundled_refuse(text, KIND_BUNDLE_UNFIT,
                              "gettext has choices by number only, not by value or ordinal");
    return true;
}

static struct str key_of(const struct message *message, struct arena *arena)
{
    const struct pattern *pattern = &message->pattern;
    struct str text =
        print_text(pattern_is_select(pattern) ? &pattern->variants->at[0].value : pattern, arena);
    struct str ending = arena_join(arena, (struct str[]){STR("\4"), text}, 2);
    if (str_ends(message->id, ending)) // it is gettext's id
        return message->id;
    return message->context.len ? arena_join(arena, (struct str[]){message->context, ending}, 2) : text;
}

bool gettext_holds(const struct bundle_request *request, const struct message *message, struct arena *scratch,
                   struct diags *diags)
{
    struct bundled text;
    bundled_message(request, message, diags, &text);
    if (!is_plural(&text))
        return false;
    if (pattern_is_select(&text.pattern) && !pattern_is_source_plural(&text.pattern))
        return bundled_refuse(&text, KIND_BUNDLE_UNFIT,
                              "the source text of a plural of gettext has the forms `one` and `other`");
    return key_of(message, scratch).len ||
           bundled_refuse(&text, KIND_BUNDLE_UNFIT, "gettext cannot look up an empty source text");
}

bool gettext_fits(const struct bundle_request *request, const struct message *message,
                  const struct translation *translation, struct arena *scratch, struct diags *diags)
{
    struct bundled source, target;
    struct str_list texts = {0};
    bundled_message(request, message, NULL, &source);
    bundled_translation(request, translation, diags, &target);
    bool has_plural = pattern_is_select(&source.pattern);
    if (!has_plural && pattern_is_select(&target.pattern))
        return bundled_refuse(&target, KIND_BUNDLE_UNFIT,
                              "the source text is no plural, so gettext asks for one text");
    return is_plural(&target) && fill_texts(request->state, &target, has_plural, scratch, &texts) &&
           bundled_names_fit(&source, &target, scratch);
}

// ---- entries

static int compare_keys(const void *a, const void *b)
{
    return str_compare(((const struct gettext_entry *)a)->key, ((const struct gettext_entry *)b)->key);
}

static bool entries_equal(const struct gettext_entry *a, const struct gettext_entry *b)
{
    if (!str_equal(a->plural, b->plural) || a->texts.count != b->texts.count)
        return false;
    for (size_t i = 0; i < a->texts.count; i++)
        if (!str_equal(a->texts.at[i], b->texts.at[i]))
            return false;
    return true;
}

static bool make_entry(const struct bundle_request *request, size_t i, struct arena *arena,
                       struct gettext_entry *out)
{
    const struct message *message = request->messages->at[i];
    struct bundled text;
    bundled_text(request, i, &text);
    *out = (struct gettext_entry){.key = key_of(message, arena)};
    out->has_plural = pattern_is_select(&message->pattern);
    if (out->has_plural)
        out->plural = print_text(&message->pattern.variants->at[1].value, arena);
    return out->key.len && fill_texts(request->state, &text, out->has_plural, arena, &out->texts);
}

bool gettext_entries(const struct bundle_request *request, struct arena *arena, struct diags *diags,
                     struct gettext_entry_list *out)
{
    struct map numbers = {0}; // key → number of the message + 1
    bool good = true;
    map_reserve(&numbers, request->messages->count, arena);
    for (size_t i = 0; i < request->messages->count; i++) {
        struct gettext_entry entry, other;
        if (!request->translations[i].unit || !make_entry(request, i, arena, &entry))
            continue;
        struct map_entry *slot = map_entry(&numbers, entry.key, arena);
        uintptr_t number = (uintptr_t)slot->value;
        if (!number) {
            slot->value = (void *)(uintptr_t)(i + 1);
            *list_push(out, arena) = entry;
            continue;
        }
        struct bundled text, first;
        bundled_text(request, i, &text);
        bundled_text(request, number - 1, &first);
        if (!make_entry(request, number - 1, arena, &other) || !entries_equal(&entry, &other))
            good = bundled_refuse_key(&text, entry.key, first.span, diags);
    }
    if (out->count)
        qsort(out->at, out->count, sizeof *out->at, compare_keys);
    return good;
}
