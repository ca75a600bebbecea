// Strings of Transifex to patterns and back. See transifex.h.
#include "sync/services/transifex.h"

#include "base/utf.h"
#include "catalog/xml.h"
#include "catalog/xml_proof.h"

static const struct format *xliff(void)
{
    return format_find(STR("xliff"));
}

struct str transifex_tag(struct str code, struct arena *arena)
{
    char *tag = arena_cstr(arena, code);
    for (size_t i = 0; i < code.len; i++)
        if (tag[i] == '_')
            tag[i] = '-';
    return (struct str){tag, code.len};
}

// ---- strings that are put together

// What gives a document of XLIFF its structure cannot stand in a text: it would be read as such.
static bool is_structure(const struct xml_document *document, const struct xml_node *node)
{
    static const char *const names[] = {"xliff", "file", "body", "group", "trans-unit"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (xml_is_local(document, node, names[i]))
            return true;
    return false;
}

static bool is_sound(struct str fragment, struct arena *scratch)
{
    if (str_find_byte(fragment, '<', 0) == STR_NONE && str_find_byte(fragment, '&', 0) == STR_NONE)
        return xml_first_forbidden(fragment) == STR_NONE;
    struct str whole = arena_join(scratch, (struct str[]){STR("<target>"), fragment, STR("</target>")}, 3);
    struct diags unsaid = {.arena = scratch};
    struct xml_document *document = arena_new(scratch, struct xml_document);
    bool is_fine = xml_parse(whole, STR(""), scratch, &unsaid, document);
    const struct xml_node *root = is_fine ? document->root.first : NULL;
    for (const struct xml_node *node = root ? xml_next(root, root) : NULL; node && is_fine;
         node = xml_next(node, root))
        is_fine = !is_structure(document, node);
    return is_fine;
}

// A text that XML can hold.
static void add_letters(struct buf *out, struct str text)
{
    static const struct xml_style style = {.line_end = STR_INIT("\n")};
    size_t copied = 0;
    for (size_t at = xml_next_forbidden(text, 0); at != STR_NONE; at = xml_next_forbidden(text, copied)) {
        xml_add_text(out, str_slice(text, copied, at), &style);
        buf_text(out, "\xef\xbf\xbd"); // U+FFFD
        copied = at;
        utf_next(text, &copied);
    }
    xml_add_text(out, str_from(text, copied), &style);
}

static void add_fragment(struct transifex_texts *texts, const char *name, struct str id, struct str fragment)
{
    buf_print(&texts->document, "<%s>", name);
    if (is_sound(fragment, &texts->scratch)) {
        buf_add(&texts->document, fragment);
    } else {
        *list_push(&texts->broken, texts->remote->arena) = id;
        add_letters(&texts->document, fragment);
    }
    buf_print(&texts->document, "</%s>", name);
    arena_reset(&texts->scratch);
}

static void add_language(struct buf *out, const char *name, struct str code, struct arena *arena)
{
    static const struct xml_style style = {.line_end = STR_INIT("\n")};
    if (code.len)
        xml_add_attribute(out, name, transifex_tag(code, arena), &style);
}

static void begin(struct transifex_texts *texts)
{
    struct remote *remote = texts->remote;
    struct buf *out = &texts->document;
    buf_text(
        out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xliff version=\"1.2\" "
        "xmlns=\"urn:oasis:names:tc:xliff:document:1.2\"><file original=\"sources\" datatype=\"plaintext\"");
    add_language(out, "source-language", remote->source.code.len ? remote->source.code : STR("und"),
                 remote->arena);
    add_language(out, "target-language", texts->language, remote->arena);
    buf_text(out, "><body>\n");
}

// Whether the text may be a choice in the syntax of ICU MessageFormat; the reader then finds out.
static bool may_be_choice(struct str source)
{
    static const char *const words[] = {"plural", "select"};
    size_t comma = str_find_byte(source, ',', 0);
    for (size_t i = 0; comma != STR_NONE && i < sizeof words / sizeof *words; i++)
        if (str_find(source, str_of(words[i]), comma) != STR_NONE)
            return true;
    return false;
}

void transifex_add_text(struct transifex_texts *texts, struct str id, struct str context, struct str source,
                        struct str target, enum unit_state state)
{
    static const struct xml_style style = {.line_end = STR_INIT("\n")};
    struct arena *arena = texts->remote->arena;
    struct unit *unit = list_push(&texts->units, arena);
    *unit = (struct unit){.id = arena_copy(arena, id), .context = arena_copy(arena, context), .state = state};
    if (texts->document.len == 0)
        begin(texts);
    buf_text(&texts->document, "<trans-unit");
    xml_add_attribute(&texts->document, "id", id, &style);
    buf_text(&texts->document, may_be_choice(source) ? " restype=\"x-icu\">" : ">");
    add_fragment(texts, "source", unit->id, source);
    if (target.at)
        add_fragment(texts, "target", unit->id, target);
    buf_text(&texts->document, "</trans-unit>\n");
}

// ---- the document read

static void report_broken(struct transifex_texts *texts)
{
    enum { greatest_shown = 20 };
    struct subject subject = transifex_subject(texts->remote, texts->language, "reading texts");
    for (size_t i = 0; i < texts->broken.count && i < greatest_shown; i++)
        subject_complain(&subject, KIND_SERVICE_TEXT, "the text of " STR_FORMAT " is not well-formed",
                         STR_ARG(texts->broken.at[i]));
    if (texts->broken.count > greatest_shown)
        subject_complain(&subject, KIND_SERVICE_TEXT, "and %u texts more are not well-formed",
                         texts->broken.count - greatest_shown);
}

// The reader made one unit of each text, in order.
static bool take_states(const struct transifex_texts *texts, struct catalog *catalog)
{
    bool is_fine = catalog->units.count == texts->units.count;
    for (size_t i = 0; i < catalog->units.count && is_fine; i++) {
        const struct unit *known = &texts->units.at[i];
        struct unit *unit = &catalog->units.at[i];
        is_fine = str_equal(unit->id, known->id);
        unit->context = known->context;
        unit->state = unit->has_target ? known->state : UNIT_NEW;
    }
    return is_fine;
}

bool transifex_read_texts(struct transifex_texts *texts, struct catalog *out)
{
    struct remote *remote = texts->remote;
    struct subject subject = transifex_subject(remote, texts->language, "reading texts");
    if (texts->document.len == 0)
        begin(texts);
    buf_text(&texts->document, "</body></file></xliff>\n");
    struct str bytes = buf_finish(&texts->document, remote->arena);
    *out = (struct catalog){0};
    bool is_read = format_read(xliff(), bytes, subject.resource, &transifex_of(remote)->format, remote->arena,
                               remote->diags, out);
    if (is_read && !take_states(texts, out)) {
        subject_complain(&subject, KIND_SERVICE_ANSWER, "the texts cannot be told apart");
        is_read = false;
    }
    if (is_read)
        report_broken(texts);
    transifex_drop_texts(texts);
    return is_read;
}

void transifex_drop_texts(struct transifex_texts *texts)
{
    buf_free(&texts->document);
    arena_free(&texts->scratch);
    *texts = (struct transifex_texts){.remote = texts->remote, .language = texts->language};
}

// ---- catalogs to documents

// Translators are shown the notes of developers.
static struct note_list notes_for_translators(const struct note_list *notes, struct arena *arena)
{
    struct note_list out = {0};
    for (size_t i = 0; i < notes->count; i++)
        if (!notes->at[i].removed)
            *list_push(&out, arena) = (struct note){.from = STR("developer"), .text = notes->at[i].text};
    return out;
}

static struct unit unit_to_send(const struct unit *unit, bool with_target, struct arena *arena)
{
    struct unit out = {.id = unit->id,
                       .context = unit->context,
                       .file = unit->file,
                       .source = unit->source,
                       .syntax = unit->syntax,
                       .is_locked = unit->is_locked,
                       .has_target = with_target && unit->has_target};
    unit_set_name(&out, unit_rare(unit)->name, arena);
    if (unit_rare(unit)->limit.greatest)
        unit_make_rare(&out, arena)->limit = unit_rare(unit)->limit;
    if (out.has_target) {
        out.target = unit->target;
        out.state = UNIT_TRANSLATED;
    }
    if (!with_target)
        out.notes = notes_for_translators(&unit->notes, arena);
    return out;
}

bool transifex_document(struct remote *remote, const struct catalog *catalog, struct str language,
                        struct str *out)
{
    struct arena scratch = {0};
    struct buf bytes = {0};
    struct catalog sent = {.path = transifex_of(remote)->shown, .files = catalog->files};
    sent.source_locale =
        remote->source.code.len ? transifex_tag(remote->source.code, &scratch) : catalog->source_locale;
    // A source file names a target language too: what comes back is this file with another one in its place.
    sent.target_locale = language.len ? transifex_tag(language, &scratch) : sent.source_locale;
    for (size_t i = 0; i < catalog->units.count; i++)
        if (unit_is_in_use(&catalog->units.at[i]))
            *list_push(&sent.units, &scratch) =
                unit_to_send(&catalog->units.at[i], language.len > 0, &scratch);
    bool is_written =
        format_write(xliff(), &sent, &transifex_of(remote)->format, &scratch, remote->diags, &bytes);
    *out = buf_finish(&bytes, remote->arena);
    arena_free(&scratch);
    return is_written;
}

bool transifex_strings(struct remote *remote, const struct catalog *catalog, struct str language,
                       struct catalog *out)
{
    struct str bytes;
    *out = (struct catalog){0};
    return transifex_document(remote, catalog, language, &bytes) &&
           format_read(xliff(), bytes, transifex_of(remote)->shown, &transifex_of(remote)->format,
                       remote->arena, remote->diags, out);
}
