// The copy of a file for one locale, from its plan.

#include "extractor/rewrite.h"

#include "base/literal.h"
#include "base/quote.h"
#include "catalog/bundles/lit_text.h"
#include "catalog/placeholders.h"
#include "extractor/rewrite_position.h"
#include "extractor/rewriting.h"

enum {
    deepest_joint = 100,     // templates that are joined into one another
    copy_greatest = 1 << 26, // bytes
};

// The copy as it grows.
struct copy {
    const struct rewrite_plan *plan;
    const struct rewrite_locale *locale;
    struct arena *arena;
    struct source_piece_list *pieces;
    size_t len;    // bytes
    size_t depth;  // of what is joined
    bool is_value; // of an attribute: in markup the peer's references would be decoded, here they are not
};

// What the end of a template's text would make of certain text behind it.
enum seam {
    SEAM_NONE,
    SEAM_DOLLAR, // `{` would begin an expression
    SEAM_ZERO,   // a digit would belong to the escape `\0`
    SEAM_RETURN, // a line feed would belong to the line end
};

// A template that is being written: what is joined into it goes on where it ends.
struct body {
    bool is_html, joins; // whether anything is joined
    struct markup_position position;
    enum seam seam;
};

// How a cooked text is written.
enum text_form {
    FORM_TEXT,   // what people read
    FORM_PEER,   // the same as lit-localize writes translations
    FORM_MARKUP, // what it says, markup included
};

// The first site that starts at or behind `start`.
static size_t first_site(const struct rewrite_plan *plan, size_t start)
{
    size_t low = 0, high = plan->sites.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (plan->sites.at[middle].start < start)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static const struct rewrite_site *site_of(const struct rewrite_plan *plan, TSNode node)
{
    size_t i = first_site(plan, ts_node_start_byte(node));
    const struct rewrite_site *site = i < plan->sites.count ? &plan->sites.at[i] : NULL;
    return site && site->start == ts_node_start_byte(node) && site->end == ts_node_end_byte(node) ? site
                                                                                                  : NULL;
}

// ---- pieces

static bool is_full(const struct copy *copy)
{
    return copy->len > copy_greatest;
}

static void put_source(struct copy *copy, size_t start, size_t end)
{
    struct source_piece_list *pieces = copy->pieces;
    struct source_piece *last = pieces->count ? &pieces->at[pieces->count - 1] : NULL;
    if (start >= end || is_full(copy))
        return;
    copy->len += end - start;
    if (last && !last->text.at && last->end == start)
        last->end = end;
    else
        *list_push(pieces, copy->arena) = (struct source_piece){.start = start, .end = end};
}

// The text must live as long as the pieces.
static void put_text(struct copy *copy, size_t at, struct str text)
{
    if (text.len == 0 || is_full(copy))
        return;
    copy->len += text.len;
    *list_push(copy->pieces, copy->arena) = (struct source_piece){.start = at, .end = at, .text = text};
}

// ---- the text of templates

static bool ends_in_escape(struct str raw)
{
    size_t slashes = 0;
    while (slashes + 1 < raw.len && raw.at[raw.len - 2 - slashes] == '\\')
        slashes++;
    return slashes % 2 == 1;
}

static enum seam seam_behind(struct str raw)
{
    char last = raw.at[raw.len - 1];
    if (last == '$')
        return ends_in_escape(raw) ? SEAM_NONE : SEAM_DOLLAR;
    if (last == '0')
        return ends_in_escape(raw) ? SEAM_ZERO : SEAM_NONE;
    return last == '\r' ? SEAM_RETURN : SEAM_NONE;
}

// Keeps apart what must not meet. Returns how many bytes of the text it has written itself.
static size_t put_seam(struct copy *copy, struct body *body, size_t at, struct str raw)
{
    enum seam seam = body->seam;
    char first = raw.at[0];
    body->seam = SEAM_NONE;
    if (seam == SEAM_DOLLAR && first == '{')
        put_text(copy, at, STR("\\"));
    if (seam == SEAM_RETURN && first == '\n')
        put_text(copy, at, STR("\\n"));
    else if (seam == SEAM_ZERO && first >= '0' && first <= '9')
        put_text(copy, at, arena_print(copy->arena, "\\x%02x", (unsigned)first));
    else
        return 0;
    return 1;
}

static void put_raw(struct copy *copy, struct body *body, size_t start, size_t end)
{
    struct str raw = str_slice(copy->plan->source, start, end);
    if (raw.len == 0)
        return;
    put_source(copy, start + put_seam(copy, body, start, raw), end);
    body->seam = seam_behind(raw);
}

static void escape(struct buf *out, struct str text, bool is_html, enum text_form form)
{
    if (form == FORM_PEER)
        lit_add_peer_text(out, text);
    else
        lit_add_text(out, text, is_html && form == FORM_TEXT ? LIT_TEMPLATE_HTML : LIT_TEMPLATE);
}

static void put_cooked(struct copy *copy, struct body *body, size_t at, struct str text, enum text_form form)
{
    struct buf escaped = {0};
    escape(&escaped, text, body->is_html, form);
    struct str raw = buf_finish(&escaped, copy->arena);
    if (raw.len == 0)
        return;
    put_text(copy, at, str_from(raw, put_seam(copy, body, at, raw)));
    body->seam = seam_behind(raw);
    if (form == FORM_MARKUP)
        markup_position_text(&body->position, text);
}

static bool has_markup(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] == '&' || text.at[i] == '<' || text.at[i] == '>')
            return true;
    return false;
}

// A stretch of a template's text.
static void put_fixed(struct copy *copy, struct body *body, size_t start, size_t end, enum text_form form)
{
    struct str raw = str_slice(copy->plan->source, start, end);
    struct str text = literal_text(raw, LITERAL_TEMPLATE, copy->arena);
    if (body->is_html && form == FORM_TEXT && has_markup(text)) {
        put_cooked(copy, body, start, text, form);
        return;
    }
    put_raw(copy, body, start, end);
    if (form == FORM_MARKUP)
        markup_position_text(&body->position, text);
}

// What a string literal says.
static void put_string(struct copy *copy, struct body *body, TSNode literal)
{
    size_t start = ts_node_start_byte(literal) + 1, end = ts_node_end_byte(literal) - 1;
    struct str raw = str_slice(copy->plan->source, start, end);
    struct buf escaped = {0};
    struct str text = literal_text(raw, LITERAL_STRING, copy->arena);
    escape(&escaped, text, body->is_html, FORM_TEXT);
    if (str_equal(buf_str(&escaped), raw))
        put_raw(copy, body, start, end);
    else
        put_cooked(copy, body, start, text, FORM_TEXT);
    buf_free(&escaped);
}

// ---- joining

static void put_range(struct copy *copy, size_t start, size_t end);
static bool join(struct copy *copy, struct body *body, TSNode expression, bool takes_html);

static void put_expression(struct copy *copy, const struct body *body, TSNode substitution, TSNode expression)
{
    const struct rewrite_site *site = ts_node_is_null(expression) ? NULL : site_of(copy->plan, expression);
    enum markup_place place = body->position.place;
    bool is_quoted = body->is_html && (place == PLACE_SINGLE || place == PLACE_DOUBLE),
         before = copy->is_value;
    copy->is_value = before || (is_quoted && site && site->kind == REWRITE_MESSAGE);
    put_range(copy, ts_node_start_byte(substitution), ts_node_end_byte(substitution));
    copy->is_value = before;
}

static void put_substitution(struct copy *copy, struct body *body, TSNode substitution, bool takes_html)
{
    TSNode expression = node_inner(copy->plan->symbols, substitution);
    bool is_between_tags = !body->is_html || body->position.place == PLACE_TEXT;
    if (body->joins && is_between_tags && join(copy, body, expression, takes_html))
        return;
    put_expression(copy, body, substitution, expression);
    body->seam = SEAM_NONE;
    if (body->is_html)
        markup_position_island(&body->position);
}

static void put_template(struct copy *copy, struct body *body, TSNode template, bool is_html)
{
    size_t start = ts_node_start_byte(template) + 1;
    enum text_form form = is_html ? FORM_MARKUP : FORM_TEXT;
    TSTreeCursor cursor = ts_tree_cursor_new(template);
    for (bool more = ts_tree_cursor_goto_first_child(&cursor); more && !is_full(copy);
         more = ts_tree_cursor_goto_next_sibling(&cursor)) {
        TSNode child = ts_tree_cursor_current_node(&cursor);
        if (!node_is_a(child, copy->plan->symbols->template_substitution))
            continue;
        put_fixed(copy, body, start, ts_node_start_byte(child), form);
        put_substitution(copy, body, child, is_html);
        start = ts_node_end_byte(child);
    }
    ts_tree_cursor_delete(&cursor);
    put_fixed(copy, body, start, ts_node_end_byte(template) - 1, form);
}

// ---- messages

static const struct part *part_named(const struct pattern *pattern, struct str name)
{
    for (size_t i = 0; i < pattern->parts.count; i++) {
        const struct part *part = &pattern->parts.at[i];
        if (part->kind != PART_TEXT && str_equal(placeholder_key(part->name), placeholder_key(name)))
            return part;
    }
    return NULL;
}

// The translation of a message; NULL when there is none that this place has all the code for.
static const struct pattern *translation_of(const struct copy *copy, const struct rewrite_site *site)
{
    const struct pattern *translation = map_get(&copy->locale->translations, site->id);
    for (size_t i = 0; translation && i < translation->parts.count; i++) {
        const struct part *part = &translation->parts.at[i];
        if (part->kind != PART_TEXT && !part_named(&site->pattern, part->name))
            return NULL;
    }
    return translation;
}

// The number at `at`, which moves behind its second mark.
static size_t read_number(struct str code, size_t *at)
{
    size_t number = 0;
    for (; *at < code.len && code.at[*at] != REWRITE_MARK[0]; ++*at)
        number = number * 10 + (size_t)(code.at[*at] - '0');
    ++*at;
    return number;
}

// Fixed text with `${N}` in it.
static void put_code(struct copy *copy, struct body *body, const struct rewrite_site *site, struct str code)
{
    size_t at = ts_node_start_byte(site->template), start = 0;
    enum text_form form = site->is_html ? FORM_MARKUP : FORM_TEXT;
    for (;;) {
        size_t mark = str_find(code, STR("${" REWRITE_MARK), start);
        put_cooked(copy, body, at, str_slice(code, start, mark == STR_NONE ? code.len : mark), form);
        if (mark == STR_NONE)
            return;
        start = mark + strlen("${" REWRITE_MARK);
        size_t number = read_number(code, &start);
        if (number < site->substitutions.count)
            put_substitution(copy, body, site->substitutions.at[number], site->is_html);
        start += strlen("}");
    }
}

static void put_translation(struct copy *copy, struct body *body, const struct rewrite_site *site,
                            const struct pattern *translation)
{
    size_t at = ts_node_start_byte(site->template);
    enum text_form form = copy->plan->options.peer_bytes && !copy->is_value ? FORM_PEER : FORM_TEXT;
    for (size_t i = 0; i < translation->parts.count && !is_full(copy); i++) {
        const struct part *part = &translation->parts.at[i];
        if (part->kind == PART_TEXT)
            put_cooked(copy, body, at, part->text, form);
        else
            put_code(copy, body, site, part_named(&site->pattern, part->name)->text);
    }
}

static void put_message(struct copy *copy, struct body *body, const struct rewrite_site *site)
{
    const struct pattern *translation = translation_of(copy, site);
    if (translation)
        put_translation(copy, body, site, translation);
    else if (node_is_a(site->template, copy->plan->symbols->string))
        put_string(copy, body, site->template);
    else
        put_template(copy, body, site->template, site->is_html);
}

// ---- sites

static bool join_site(struct copy *copy, struct body *body, const struct rewrite_site *site, bool takes_html)
{
    bool is_message = site->kind == REWRITE_MESSAGE;
    if (site->kind == REWRITE_TEXT && site->value.at) {
        put_cooked(copy, body, site->start, site->value, FORM_TEXT);
        return true;
    }
    if ((!is_message && site->kind != REWRITE_TEMPLATE) ||
        (site->is_html && !(takes_html && site->is_lit && site->is_closed)))
        return false;
    if (is_message)
        put_message(copy, body, site);
    else
        put_template(copy, body, site->template, true);
    return true;
}

// Makes the expression part of the template, where it says nothing but text and other expressions. The markup
// of another template is closed, so that the place behind it is between tags again.
static bool join(struct copy *copy, struct body *body, TSNode expression, bool takes_html)
{
    const struct symbols *s = copy->plan->symbols;
    bool done = true;
    if (ts_node_is_null(expression) || copy->depth == deepest_joint)
        return false;
    copy->depth++;
    if (node_is_a(expression, s->string)) {
        put_string(copy, body, expression);
    } else if (node_is_a(expression, s->template_string)) {
        put_template(copy, body, expression, false);
    } else {
        const struct rewrite_site *site = site_of(copy->plan, expression);
        done = site && join_site(copy, body, site, takes_html);
    }
    copy->depth--;
    return done;
}

static struct body body_of(const struct rewrite_site *site)
{
    return (struct body){.is_html = site->is_html, .joins = !site->is_html || site->is_lit};
}

static void put_whole_template(struct copy *copy, const struct rewrite_site *site)
{
    struct body body = body_of(site);
    size_t start = ts_node_start_byte(site->template), end = ts_node_end_byte(site->template);
    put_source(copy, site->tag, start + 1);
    put_template(copy, &body, site->template, true);
    put_source(copy, end - 1, end);
}

static void put_whole_message(struct copy *copy, const struct rewrite_site *site)
{
    struct body body = body_of(site);
    size_t start = ts_node_start_byte(site->template), end = ts_node_end_byte(site->template);
    bool is_string = node_is_a(site->template, copy->plan->symbols->string);
    if (is_string && !map_get(&copy->locale->translations, site->id)) {
        put_source(copy, start, end);
        return;
    }
    if (site->is_html)
        put_source(copy, site->tag, start);
    put_text(copy, start, STR("`"));
    put_message(copy, &body, site);
    put_text(copy, start, STR("`"));
}

static void put_locale(struct copy *copy, const struct rewrite_site *site)
{
    struct buf text = {0};
    buf_text(&text, "({getLocale: () => ");
    quote_json(&text, copy->locale->name);
    buf_text(&text, "})");
    put_text(copy, site->start, buf_finish(&text, copy->arena));
}

static void put_plain(struct copy *copy, const struct rewrite_site *site)
{
    put_text(copy, site->start, site->text);
}

static void put_site(struct copy *copy, const struct rewrite_site *site)
{
    static void (*const puts[])(struct copy *, const struct rewrite_site *) = {
        [REWRITE_MESSAGE] = put_whole_message,
        [REWRITE_TEMPLATE] = put_whole_template,
        [REWRITE_TEXT] = put_plain,
        [REWRITE_LOCALE] = put_locale,
    };
    bool is_bare = site->kind == REWRITE_LOCALE || (site->kind == REWRITE_MESSAGE && !site->is_html);
    if (site->continues && is_bare)
        put_text(copy, site->start, STR("void 0, "));
    puts[site->kind](copy, site);
}

// A stretch of the file with what is to be rewritten in it.
static void put_range(struct copy *copy, size_t start, size_t end)
{
    const struct rewrite_site_list *sites = &copy->plan->sites;
    while (!is_full(copy)) {
        size_t i = first_site(copy->plan, start);
        if (i == sites->count || sites->at[i].end > end)
            break;
        put_source(copy, start, sites->at[i].start);
        put_site(copy, &sites->at[i]);
        start = sites->at[i].end;
    }
    put_source(copy, start, end);
}

bool rewrite(const struct rewrite_plan *plan, const struct rewrite_locale *locale, struct arena *arena,
             struct diags *diags, struct source_piece_list *out)
{
    struct copy copy = {.plan = plan, .locale = locale, .arena = arena, .pieces = out};
    put_range(&copy, 0, plan->source.len);
    if (!is_full(&copy))
        return true;
    diag_add(diags, KIND_TRANSFORM_SIZE, span_file(plan->path),
             "its copy for " STR_FORMAT " would have more than %d bytes", STR_ARG(locale->name),
             copy_greatest);
    return false;
}
