// The copy of a file for one locale, from its plan.

#include "extractor/rewrite.h"

#include "base/quote.h"
#include "catalog/placeholders.h"
#include "extractor/lexer.h"
#include "extractor/rewrite_copy.h"

enum { deepest_joint = 100 }; // templates that are joined into one another

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
    for (bool more = ts_tree_cursor_goto_first_child(&cursor); more && !copy_is_full(copy);
         more = ts_tree_cursor_goto_next_sibling(&cursor)) {
        TSNode child = ts_tree_cursor_current_node(&cursor);
        if (!node_is_a(child, copy->plan->symbols->template_substitution))
            continue;
        body_put_fixed(copy, body, start, ts_node_start_byte(child), form);
        put_substitution(copy, body, child, is_html);
        start = ts_node_end_byte(child);
    }
    ts_tree_cursor_delete(&cursor);
    body_put_fixed(copy, body, start, ts_node_end_byte(template) - 1, form);
}

// ---- messages

static const struct part *part_named(const struct pattern *pattern, struct str name)
{
    for (size_t i = 0; i < pattern->parts.count; i++) {
        const struct part *part = &pattern->parts.at[i];
        if (part_kind(part) != PART_TEXT &&
            str_equal(placeholder_key(part_name(part)), placeholder_key(name)))
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
        if (part_kind(part) != PART_TEXT && !part_named(&site->pattern, part_name(part)))
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
        body_put_text(copy, body, at, str_slice(code, start, mark), form);
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
    for (size_t i = 0; i < translation->parts.count && !copy_is_full(copy); i++) {
        const struct part *part = &translation->parts.at[i];
        if (part_kind(part) == PART_TEXT)
            body_put_text(copy, body, at, part->text, form);
        else
            put_code(copy, body, site, part_named(&site->pattern, part_name(part))->text);
    }
}

static void put_message(struct copy *copy, struct body *body, const struct rewrite_site *site)
{
    const struct pattern *translation = translation_of(copy, site);
    if (translation)
        put_translation(copy, body, site, translation);
    else if (node_is_a(site->template, copy->plan->symbols->string))
        body_put_string(copy, body, site->template);
    else
        put_template(copy, body, site->template, site->is_html);
}

// ---- sites

static bool join_site(struct copy *copy, struct body *body, const struct rewrite_site *site, bool takes_html)
{
    bool is_message = site->kind == REWRITE_MESSAGE;
    if (site->kind == REWRITE_TEXT && site->value.at) {
        body_put_text(copy, body, site->start, site->value, FORM_TEXT);
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
        body_put_string(copy, body, expression);
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
    copy_put_source(copy, site->tag, start + 1);
    put_template(copy, &body, site->template, true);
    copy_put_source(copy, end - 1, end);
}

static void put_whole_message(struct copy *copy, const struct rewrite_site *site)
{
    struct body body = body_of(site);
    size_t start = ts_node_start_byte(site->template), end = ts_node_end_byte(site->template);
    bool is_string = node_is_a(site->template, copy->plan->symbols->string);
    if (is_string && !map_get(&copy->locale->translations, site->id)) {
        copy_put_source(copy, start, end);
        return;
    }
    if (site->is_html)
        copy_put_source(copy, site->tag, start);
    copy_put_text(copy, start, STR("`"));
    put_message(copy, &body, site);
    copy_put_text(copy, start, STR("`"));
}

static void put_locale(struct copy *copy, const struct rewrite_site *site)
{
    struct buf text = {0};
    buf_text(&text, "({getLocale: () => ");
    quote_json(&text, copy->locale->name);
    buf_text(&text, "})");
    copy_put_text(copy, site->start, buf_finish(&text, copy->arena));
}

static void put_plain(struct copy *copy, const struct rewrite_site *site)
{
    copy_put_text(copy, site->start, site->text);
}

// `return(msg)(html`…`)`: the bracket that parts two words goes.
static bool runs_into_word(const struct copy *copy, const struct rewrite_site *site)
{
    struct str source = copy->plan->source, first = str_from(source, site->tag);
    if (site->kind == REWRITE_TEXT)
        first = site->text;
    else if (site->kind == REWRITE_LOCALE || !site->is_html)
        return false;
    return site->start > 0 && is_word_byte(source.at[site->start - 1]) && first.len &&
           is_word_byte(first.at[0]);
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
        copy_put_text(copy, site->start, STR("void 0, "));
    else if (runs_into_word(copy, site))
        copy_put_text(copy, site->start, STR(" "));
    puts[site->kind](copy, site);
}

// A stretch of the file with what is to be rewritten in it.
static void put_range(struct copy *copy, size_t start, size_t end)
{
    const struct rewrite_site_list *sites = &copy->plan->sites;
    while (!copy_is_full(copy)) {
        size_t i = first_site(copy->plan, start);
        if (i == sites->count || sites->at[i].end > end)
            break;
        copy_put_source(copy, start, sites->at[i].start);
        put_site(copy, &sites->at[i]);
        start = sites->at[i].end;
    }
    copy_put_source(copy, start, end);
}

bool rewrite(const struct rewrite_plan *plan, const struct rewrite_locale *locale, struct arena *arena,
             struct diags *diags, struct source_piece_list *out)
{
    struct copy copy = {.plan = plan, .locale = locale, .arena = arena, .pieces = out};
    put_range(&copy, 0, plan->source.len);
    if (!copy_is_full(&copy))
        return true;
    diag_add(diags, KIND_TRANSFORM_SIZE, span_file(plan->path),
             "its copy for " STR_FORMAT " would have more than %d bytes", STR_ARG(locale->name),
             copy_greatest);
    return false;
}
