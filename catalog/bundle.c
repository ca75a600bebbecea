#include "catalog/check.h"
#include "catalog/translations.h"

extern const struct bundle bundle_angular, bundle_formatjs, bundle_formatjs_ast, bundle_i18next,
    bundle_i18next_v3, bundle_jed, bundle_json, bundle_lingui, bundle_lit, bundle_mo, bundle_transifex_native,
    bundle_vue_i18n;

const struct bundle *const bundles[] = {
    &bundle_lit,
    &bundle_json,
    &bundle_formatjs,
    &bundle_formatjs_ast,
    &bundle_lingui,
    &bundle_vue_i18n,
    &bundle_i18next,
    &bundle_i18next_v3,
    &bundle_angular,
    &bundle_transifex_native,
    &bundle_mo,
    &bundle_jed,
    NULL,
};
const size_t bundle_count = sizeof bundles / sizeof *bundles - 1;

const struct bundle *bundle_find(struct str name)
{
    for (size_t i = 0; i < bundle_count; i++)
        if (str_is(name, bundles[i]->name))
            return bundles[i];
    return NULL;
}

// ---- preparing

// The bundle of one locale while it is prepared.
struct preparing {
    const struct bundle *bundle;
    const struct bundle_request *request;
    struct translations joined;
    bool *is_refused; // for each message
    struct arena *arena;
    struct diags *diags;
};

static bool messages_hold(const struct preparing *p)
{
    const struct message_set *messages = p->request->messages;
    bool good = true;
    for (size_t i = 0; p->bundle->holds && i < messages->count; i++)
        good = p->bundle->holds(p->request, messages->at[i], p->arena, p->diags) && good;
    return good;
}

// What does not fit must be mended by a translator: that stops a build only where it is asked for, or where
// the peer stops, too. What must be looked at anyway stops none.
static bool soften(const struct preparing *p, const struct unit *unit, size_t before)
{
    const struct bundle_options *options = p->request->options;
    if (unit_is_done(unit) && (options->peer_bytes || options->is_strict))
        return false;
    for (size_t i = before; i < p->diags->count; i++) {
        struct diag *diag = &p->diags->at[i];
        diag->severity = SEVERITY_WARNING;
        diag_hint(p->diags, diag, STR_FORMAT "%s%s the source text of `" STR_FORMAT "` is shown.",
                  STR_ARG(diag->hint), diag->hint.len ? " " : "",
                  unit_is_done(unit) ? "Until it is mended," : "It needs review; until then",
                  STR_ARG(unit->id));
    }
    return true;
}

// The checks see where in the file something is wrong, the format what it cannot hold: it is asked about what
// passes.
static bool is_fit(const struct preparing *p, struct checker *checker, size_t unit, size_t message)
{
    const struct bundle_request *request = p->request;
    struct translation translation = {&request->catalog->units.at[unit], request->catalog};
    bool passes = !checker || translation.unit->is_locked || checker_passes(checker, unit);
    return passes && (!p->bundle->fits || p->bundle->fits(request, request->messages->at[message],
                                                          &translation, p->arena, p->diags));
}

// By units, in the order of their file. Only the last one of an id counts, but a peer looks at all.
static bool translations_fit(const struct preparing *p, struct checker *checker)
{
    const struct bundle_request *request = p->request;
    bool good = true;
    for (size_t i = 0; request->catalog && i < request->catalog->units.count; i++) {
        const struct unit *unit = &request->catalog->units.at[i];
        uint32_t number = p->joined.of_unit[i];
        size_t before = p->diags->count;
        if (!number || !unit_translates(unit) ||
            (!request->options->peer_bytes && p->joined.of_message[number - 1] != i + 1) ||
            is_fit(p, checker, i, number - 1))
            continue;
        p->is_refused[number - 1] = p->joined.of_message[number - 1] == i + 1;
        good = soften(p, unit, before) && good;
    }
    return good;
}

static bool check_translations(const struct preparing *p)
{
    const struct check_options *gate = p->request->options->gate;
    if (!gate || !p->request->catalog)
        return translations_fit(p, NULL);
    struct arena of_unit = {0};
    struct catalog catalog = *p->request->catalog;
    if (catalog.target_locale.len == 0)
        catalog.target_locale = p->request->locale;
    bool good = translations_fit(p, checker_open(&catalog, gate, p->arena, &of_unit, p->diags));
    arena_free(&of_unit);
    return good;
}

static void settle(const struct preparing *p, struct translation *out, struct bundle_report *report)
{
    const struct message_set *messages = p->request->messages;
    for (size_t i = 0; i < messages->count; i++) {
        uint32_t number = p->joined.of_message[i];
        if (p->is_refused[i])
            *list_push(&report->refused, p->arena) = messages->at[i]->id;
        if (number && !p->is_refused[i]) {
            out[i] = (struct translation){&p->request->catalog->units.at[number - 1], p->request->catalog};
            report->translated++;
        } else {
            *list_push(&report->missing, p->arena) = messages->at[i]->id;
        }
    }
}

bool bundle_prepare(const struct bundle *bundle, struct bundle_request *request, struct arena *arena,
                    struct diags *diags, struct bundle_report *report)
{
    size_t count = request->messages->count;
    struct translation *translations = arena_array(arena, struct translation, count);
    struct preparing p = {
        .bundle = bundle,
        .request = request,
        .is_refused = arena_array(arena, bool, count),
        .arena = arena,
        .diags = diags,
    };
    *report = (struct bundle_report){0};
    request->state = bundle->begin ? bundle->begin(request, arena) : NULL;
    translations_join(request, arena, &p.joined);
    bool holds = messages_hold(&p);
    bool good = check_translations(&p) && holds;
    settle(&p, translations, report);
    translations_obsolete(request, &p.joined, arena, &report->obsolete);
    request->translations = translations;
    return good;
}

// ---- writing

static bool opens_markup(struct str rest)
{
    static const struct str openings[] = {STR_INIT("<!--"), STR_INIT("<script"), STR_INIT("</script")};
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++)
        if (str_equal_ignoring_case(str_slice(rest, 0, openings[i].len), openings[i]))
            return true;
    return false;
}

// Most bundles have nothing of the kind, and stay where they are.
static void make_inert(struct buf *out, size_t from)
{
    struct buf inert = {0};
    struct str text = buf_str(out);
    size_t plain = from;
    for (size_t at = from; (at = str_find_byte(text, '<', at)) != STR_NONE; at++) {
        if (!opens_markup(str_from(text, at)))
            continue;
        buf_add(&inert, str_slice(text, plain, at));
        buf_text(&inert, "\\u003c");
        plain = at + 1;
    }
    if (plain > from) {
        buf_add(&inert, str_from(text, plain));
        out->len = from;
        buf_add(out, buf_str(&inert));
    }
    buf_free(&inert);
}

bool bundle_write(const struct bundle *bundle, const struct bundle_request *request, struct arena *scratch,
                  struct diags *diags, struct buf *out)
{
    size_t from = out->len;
    bool good = bundle->write(request, scratch, diags, out);
    if (good && !bundle->is_binary && !request->options->peer_bytes)
        make_inert(out, from);
    return good;
}

const struct pattern *bundle_text(const struct bundle_request *request, size_t i)
{
    const struct unit *unit = request->translations[i].unit;
    return unit ? &unit->target : &request->messages->at[i]->pattern;
}

enum message_syntax bundle_syntax(const struct bundle_request *request, size_t i)
{
    const struct unit *unit = request->translations[i].unit;
    return unit ? unit->syntax : request->messages->at[i]->syntax;
}
