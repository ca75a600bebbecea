// The insertion mode "in body" (HTML Standard, 13.2.6.4.7), and what other modes share with "in head". Which
// rule a tag has is in html_tags.def.
#include "extractor/html_builder.h"

// ---- start tags

static void start_any(struct html_builder *builder, struct html_token *token)
{
    html_format_reopen(builder);
    html_insert(builder, token, SPACE_HTML);
}

static void start_none(struct html_builder *builder, struct html_token *token)
{
    (void)builder;
    (void)token;
}

static void start_formatting(struct html_builder *builder, struct html_token *token)
{
    html_format_reopen(builder);
    html_format_push(builder, html_insert(builder, token, SPACE_HTML));
}

static void start_a(struct html_builder *builder, struct html_token *token)
{
    struct html_node *open = html_format_find(builder, TAG_A);
    if (open) {
        html_adopt(builder, token);
        html_open_remove(builder, open);
        html_format_remove(builder, open);
    }
    start_formatting(builder, token);
}

static void start_nobr(struct html_builder *builder, struct html_token *token)
{
    html_format_reopen(builder);
    if (html_in_scope(builder, TAG_NOBR, 0))
        html_adopt(builder, token);
    start_formatting(builder, token);
}

static void start_block(struct html_builder *builder, struct html_token *token)
{
    html_close_p(builder);
    html_insert(builder, token, SPACE_HTML);
}

static void start_heading(struct html_builder *builder, struct html_token *token)
{
    html_close_p(builder);
    if (html_has_flag(html_current(builder)->tag, IS_HEADING))
        html_pop(builder);
    html_insert(builder, token, SPACE_HTML);
}

static void start_pre(struct html_builder *builder, struct html_token *token)
{
    start_block(builder, token);
    builder->skips_newline = true;
}

static void start_form(struct html_builder *builder, struct html_token *token)
{
    bool in_template = builder->open_count[TAG_TEMPLATE] > 0;
    if (builder->form && !in_template)
        return;
    start_block(builder, token);
    if (!in_template)
        builder->form = html_current(builder);
}

// `li` ends `li`; `dd` and `dt` end each other.
static bool is_same_entry(enum html_tag a, enum html_tag b)
{
    return (a == TAG_LI) == (b == TAG_LI) && (b == TAG_LI || b == TAG_DD || b == TAG_DT);
}

static void start_entry(struct html_builder *builder, struct html_token *token)
{
    for (size_t i = builder->open.count; i-- > 0;) {
        const struct html_node *node = builder->open.at[i];
        html_spend(builder, 1);
        if (is_same_entry(token->tag, node->tag)) {
            enum html_tag tag = node->tag;
            html_imply_end_tags_thoroughly(builder, tag);
            html_pop_through(builder, tag);
            break;
        }
        if (html_is_special(node) && node->tag != TAG_ADDRESS && node->tag != TAG_DIV && node->tag != TAG_P)
            break;
    }
    start_block(builder, token);
}

static void start_plaintext(struct html_builder *builder, struct html_token *token)
{
    start_block(builder, token);
    html_reader_enter(&builder->reader, CONTENT_REST, token->name);
}

static void start_button(struct html_builder *builder, struct html_token *token)
{
    if (html_in_scope(builder, TAG_BUTTON, 0)) {
        html_imply_end_tags(builder);
        html_pop_through(builder, TAG_BUTTON);
    }
    start_any(builder, token);
}

static void start_scoped(struct html_builder *builder, struct html_token *token)
{
    start_any(builder, token);
    html_format_mark(builder);
}

static void start_table(struct html_builder *builder, struct html_token *token)
{
    start_block(builder, token);
    builder->mode = MODE_TABLE;
}

static void start_void(struct html_builder *builder, struct html_token *token)
{
    html_format_reopen(builder);
    html_insert_void(builder, token, SPACE_HTML);
}

static void start_void_alone(struct html_builder *builder, struct html_token *token)
{
    html_insert_void(builder, token, SPACE_HTML);
}

static void start_hr(struct html_builder *builder, struct html_token *token)
{
    html_close_p(builder);
    html_insert_void(builder, token, SPACE_HTML);
}

static void start_image(struct html_builder *builder, struct html_token *token)
{
    token->tag = TAG_IMG;
    token->name = STR("img");
    start_void(builder, token);
}

// An element with nothing but text in it.
static void enter_text(struct html_builder *builder, struct html_token *token, enum html_content content)
{
    html_insert(builder, token, SPACE_HTML);
    html_reader_enter(&builder->reader, content, token->name);
    builder->original_mode = builder->mode;
    builder->mode = MODE_TEXT;
}

static void start_textarea(struct html_builder *builder, struct html_token *token)
{
    enter_text(builder, token, CONTENT_TEXT);
    builder->skips_newline = true;
}

static void start_raw(struct html_builder *builder, struct html_token *token)
{
    enter_text(builder, token, CONTENT_RAW);
}

static void start_xmp(struct html_builder *builder, struct html_token *token)
{
    html_close_p(builder);
    html_format_reopen(builder);
    start_raw(builder, token);
}

static void start_select(struct html_builder *builder, struct html_token *token)
{
    static const bool in_table[MODE_COUNT] = {[MODE_TABLE] = true,
                                              [MODE_CAPTION] = true,
                                              [MODE_TABLE_BODY] = true,
                                              [MODE_ROW] = true,
                                              [MODE_CELL] = true};
    start_any(builder, token);
    builder->mode = in_table[builder->mode] ? MODE_SELECT_IN_TABLE : MODE_SELECT;
}

static void start_option(struct html_builder *builder, struct html_token *token)
{
    if (html_current_is(builder, TAG_OPTION))
        html_pop(builder);
    start_any(builder, token);
}

static void start_ruby_base(struct html_builder *builder, struct html_token *token)
{
    if (html_in_scope(builder, TAG_RUBY, 0))
        html_imply_end_tags(builder);
    html_insert(builder, token, SPACE_HTML);
}

static void start_ruby_text(struct html_builder *builder, struct html_token *token)
{
    if (html_in_scope(builder, TAG_RUBY, 0))
        html_imply_end_tags_thoroughly(builder, TAG_RTC);
    html_insert(builder, token, SPACE_HTML);
}

static void start_foreign(struct html_builder *builder, struct html_token *token, enum html_space space)
{
    html_format_reopen(builder);
    if (token->is_self_closing)
        html_insert_void(builder, token, space);
    else
        html_insert(builder, token, space);
}

static void start_math(struct html_builder *builder, struct html_token *token)
{
    html_adjust_mathml(token);
    start_foreign(builder, token, SPACE_MATHML);
}

static void start_svg(struct html_builder *builder, struct html_token *token)
{
    html_adjust_svg(builder, token);
    start_foreign(builder, token, SPACE_SVG);
}

static void start_template(struct html_builder *builder, struct html_token *token)
{
    struct html_node *node = html_insert(builder, token, SPACE_HTML);
    node->content = arena_new(builder->arena, struct html_node);
    node->content->kind = HTML_FRAGMENT;
    node->content->parent = node;
    html_format_mark(builder);
    builder->mode = MODE_TEMPLATE;
    *list_push(&builder->template_modes, builder->arena) = MODE_TEMPLATE;
}

void html_head_start(struct html_builder *builder, struct html_token *token)
{
    if (token->tag == TAG_TEMPLATE)
        start_template(builder, token);
    else if (html_has_flag(token->tag, IS_VOID))
        html_insert_void(builder, token, SPACE_HTML);
    else
        enter_text(builder, token,
                   token->tag == TAG_TITLE    ? CONTENT_TEXT
                   : token->tag == TAG_SCRIPT ? CONTENT_SCRIPT
                                              : CONTENT_RAW);
}

static void start_head(struct html_builder *builder, struct html_token *token)
{
    html_head_start(builder, token);
}

void html_body_start(struct html_builder *builder, struct html_token *token)
{
    static html_rule *const rules[TAG_COUNT] = {
        [TAG_UNKNOWN] = start_any,
#define TAG(identifier, name, start, end, flags) [TAG_##identifier] = start_##start,
#include "extractor/html_tags.def"
#undef TAG
    };
    rules[token->tag](builder, token);
}

// ---- end tags

static void end_none(struct html_builder *builder, struct html_token *token)
{
    (void)builder;
    (void)token;
}

void html_body_other_end(struct html_builder *builder, struct html_token *token)
{
    for (size_t i = builder->open.count; i-- > 1 && html_spend(builder, 1);) {
        const struct html_node *node = builder->open.at[i];
        if (node->tag == token->tag && (token->tag != TAG_UNKNOWN || str_equal(node->name, token->name))) {
            html_imply_end_tags_thoroughly(builder, token->tag);
            html_shorten(builder, i);
            return;
        }
        if (html_is_special(node))
            return;
    }
}

static void end_block(struct html_builder *builder, struct html_token *token)
{
    if (!html_in_scope(builder, token->tag, 0))
        return;
    html_imply_end_tags(builder);
    html_pop_through(builder, token->tag);
}

static void end_form(struct html_builder *builder, struct html_token *token)
{
    struct html_node *form = builder->form;
    bool in_template = builder->open_count[TAG_TEMPLATE] > 0;
    if (in_template) {
        end_block(builder, token);
        return;
    }
    builder->form = NULL;
    if (!form || !html_in_scope(builder, TAG_FORM, 0))
        return;
    html_imply_end_tags(builder);
    html_open_remove(builder, form);
}

static void end_p(struct html_builder *builder, struct html_token *token)
{
    if (!html_in_scope(builder, TAG_P, IS_BUTTON_SCOPE))
        html_insert_implied(builder, TAG_P, token->name);
    html_close_p(builder);
}

static void end_entry_in(struct html_builder *builder, const struct html_token *token, unsigned scope)
{
    if (!html_in_scope(builder, token->tag, scope))
        return;
    html_imply_end_tags_thoroughly(builder, token->tag);
    html_pop_through(builder, token->tag);
}

static void end_li(struct html_builder *builder, struct html_token *token)
{
    end_entry_in(builder, token, IS_LIST_SCOPE);
}

static void end_entry(struct html_builder *builder, struct html_token *token)
{
    end_entry_in(builder, token, 0);
}

static void end_heading(struct html_builder *builder, struct html_token *token)
{
    (void)token;
    if (!html_heading_in_scope(builder))
        return;
    html_imply_end_tags(builder);
    while (!html_has_flag(html_current(builder)->tag, IS_HEADING) ||
           html_current(builder)->space != SPACE_HTML)
        html_pop(builder);
    html_pop(builder);
}

static void end_scoped(struct html_builder *builder, struct html_token *token)
{
    if (!html_in_scope(builder, token->tag, 0))
        return;
    end_block(builder, token);
    html_format_clear(builder);
}

static void end_br(struct html_builder *builder, struct html_token *token)
{
    html_format_reopen(builder);
    html_insert_implied(builder, TAG_BR, token->name);
    html_pop(builder);
}

static void end_formatting(struct html_builder *builder, struct html_token *token)
{
    html_adopt(builder, token);
}

void html_template_end(struct html_builder *builder, struct html_token *token)
{
    (void)token;
    if (builder->open_count[TAG_TEMPLATE] == 0)
        return;
    html_imply_end_tags_thoroughly(builder, TAG_UNKNOWN);
    html_pop_through(builder, TAG_TEMPLATE);
    html_format_clear(builder);
    builder->template_modes.count--;
    html_reset_mode(builder);
}

static void end_any(struct html_builder *builder, struct html_token *token)
{
    html_body_other_end(builder, token);
}

static void end_template(struct html_builder *builder, struct html_token *token)
{
    html_template_end(builder, token);
}

void html_body_end(struct html_builder *builder, struct html_token *token)
{
    static html_rule *const rules[TAG_COUNT] = {
        [TAG_UNKNOWN] = end_any,
#define TAG(identifier, name, start, end, flags) [TAG_##identifier] = end_##end,
#include "extractor/html_tags.def"
#undef TAG
    };
    rules[token->tag](builder, token);
}

// ---- any token

void html_body_any(struct html_builder *builder, struct html_token *token)
{
    switch (token->kind) {
    case TOKEN_TEXT:
    case TOKEN_BLANK:
        html_format_reopen(builder);
        html_add_text(builder, token->text);
        break;
    case TOKEN_COMMENT:
        html_add_comment(builder, token->text);
        break;
    case TOKEN_START:
        html_body_start(builder, token);
        break;
    case TOKEN_END:
        html_body_end(builder, token);
        break;
    case TOKEN_NUL:
    case TOKEN_DOCTYPE:
    case TOKEN_EOF:
        break;
    }
}
