// Tree construction: which rule a token gets (HTML Standard, 13.2.6, "tree construction dispatcher").
#include "extractor/html_builder.h"

enum {
    WORK_AT_LEAST = 1 << 26, // steps; deep but honest markup needs far less
    WORK_A_BYTE = 512,
};

bool html_is_void(const struct html_node *node)
{
    return node->space == SPACE_HTML && html_has_flag(node->tag, IS_VOID);
}

bool html_is_raw(const struct html_node *node)
{
    return node->space == SPACE_HTML && html_has_flag(node->tag, IS_RAW);
}

// ---- "reset the insertion mode appropriately"

static enum html_mode mode_of_select(const struct html_builder *builder, size_t index)
{
    while (--index > 0) {
        enum html_tag tag = builder->open.at[index]->tag;
        if (tag == TAG_TEMPLATE)
            break;
        if (tag == TAG_TABLE)
            return MODE_SELECT_IN_TABLE;
    }
    return MODE_SELECT;
}

static bool mode_of_open(const struct html_builder *builder, size_t index, enum html_mode *mode)
{
    static const unsigned char mode_of[TAG_COUNT] = {
        [TAG_TR] = MODE_ROW,           [TAG_TBODY] = MODE_TABLE_BODY, [TAG_THEAD] = MODE_TABLE_BODY,
        [TAG_TFOOT] = MODE_TABLE_BODY, [TAG_CAPTION] = MODE_CAPTION,  [TAG_COLGROUP] = MODE_COLUMN_GROUP,
        [TAG_TABLE] = MODE_TABLE,      [TAG_TD] = MODE_CELL,          [TAG_TH] = MODE_CELL,
        [TAG_BODY] = MODE_BODY,
    };
    enum html_tag tag = builder->open.at[index]->tag;
    if (tag == TAG_SELECT)
        *mode = mode_of_select(builder, index);
    else if (tag == TAG_TEMPLATE || index == 0)
        *mode = builder->template_modes.at[builder->template_modes.count - 1];
    else if (mode_of[tag])
        *mode = (enum html_mode)mode_of[tag];
    else
        return false;
    return true;
}

void html_reset_mode(struct html_builder *builder)
{
    size_t i = builder->open.count - 1;
    while (!mode_of_open(builder, i, &builder->mode) && html_spend(builder, 1))
        i--;
}

// ---- tags

void html_start_by_mode(struct html_builder *builder, struct html_token *token)
{
    static html_rule *const rules[MODE_COUNT] = {
        [MODE_TEMPLATE] = html_template_mode_start,
        [MODE_BODY] = html_body_start,
        [MODE_TEXT] = html_body_start,
        [MODE_TABLE] = html_table_start,
        [MODE_CAPTION] = html_caption_start,
        [MODE_COLUMN_GROUP] = html_column_start,
        [MODE_TABLE_BODY] = html_rows_start,
        [MODE_ROW] = html_row_start,
        [MODE_CELL] = html_cell_start,
        [MODE_SELECT] = html_select_start,
        [MODE_SELECT_IN_TABLE] = html_select_in_table_start,
    };
    rules[builder->mode](builder, token);
}

static void text_end(struct html_builder *builder, struct html_token *token)
{
    (void)token;
    html_pop(builder);
    builder->mode = builder->original_mode;
}

void html_end_by_mode(struct html_builder *builder, struct html_token *token)
{
    static html_rule *const rules[MODE_COUNT] = {
        [MODE_TEMPLATE] = html_template_mode_end,
        [MODE_BODY] = html_body_end,
        [MODE_TEXT] = text_end,
        [MODE_TABLE] = html_table_end,
        [MODE_CAPTION] = html_caption_end,
        [MODE_COLUMN_GROUP] = html_column_end,
        [MODE_TABLE_BODY] = html_rows_end,
        [MODE_ROW] = html_row_end,
        [MODE_CELL] = html_cell_end,
        [MODE_SELECT] = html_select_end,
        [MODE_SELECT_IN_TABLE] = html_select_in_table_end,
    };
    rules[builder->mode](builder, token);
}

// Whether a start tag stays within SVG or MathML.
static bool starts_in_foreign(const struct html_builder *builder, const struct html_token *token)
{
    const struct html_node *node = html_current(builder);
    if (node->space == SPACE_HTML)
        return false;
    if (token->tag == TAG_SVG && node->space == SPACE_MATHML && node->tag == TAG_ANNOTATION_XML)
        return false;
    bool is_glyph = token->tag == TAG_MGLYPH || token->tag == TAG_MALIGNMARK;
    bool is_text_point = node->space == SPACE_MATHML && node->tag != TAG_ANNOTATION_XML;
    return html_is_foreign(builder) || (is_glyph && is_text_point);
}

// ---- text

// Text directly in a table waits until all of it is known: blank text stays, any other goes in front of the
// table.
static void flush_table_text(struct html_builder *builder)
{
    bool is_blank = true;
    for (size_t i = 0; i < builder->table_text.count; i++)
        is_blank = is_blank && builder->table_text.at[i].kind == TOKEN_BLANK;
    for (size_t i = 0; i < builder->table_text.count; i++) {
        struct html_token *token = &builder->table_text.at[i];
        if (is_blank)
            html_add_text(builder, token->text);
        else
            html_table_any(builder, token);
    }
    builder->table_text.count = 0;
    builder->mode = builder->original_mode;
}

static void text_in_table(struct html_builder *builder, struct html_token *token)
{
    if (!html_has_flag(html_current(builder)->tag, IS_TABLE_FRAME)) {
        html_table_any(builder, token);
        return;
    }
    builder->original_mode = builder->mode;
    builder->mode = MODE_TABLE_TEXT;
    if (token->kind != TOKEN_NUL)
        *list_push(&builder->table_text, builder->arena) = *token;
}

static void text_by_mode(struct html_builder *builder, struct html_token *token)
{
    switch (builder->mode) {
    case MODE_TABLE:
    case MODE_TABLE_BODY:
    case MODE_ROW:
        text_in_table(builder, token);
        break;
    case MODE_TABLE_TEXT:
        if (token->kind != TOKEN_NUL)
            *list_push(&builder->table_text, builder->arena) = *token;
        break;
    case MODE_COLUMN_GROUP:
        if (token->kind == TOKEN_BLANK)
            html_add_text(builder, token->text);
        else
            html_column_any(builder, token);
        break;
    case MODE_TEXT:
    case MODE_SELECT:
    case MODE_SELECT_IN_TABLE:
        if (token->kind != TOKEN_NUL)
            html_add_text(builder, token->text);
        break;
    default:
        html_body_any(builder, token);
    }
}

// A run of U+0000 becomes one U+FFFD, as in parse5; the Standard has one for each.
static void text_in_foreign(struct html_builder *builder, struct html_token *token)
{
    html_add_text(builder, token->kind == TOKEN_NUL ? STR("\xEF\xBF\xBD") : token->text);
}

// ---- all tokens

void html_dispatch(struct html_builder *builder, struct html_token *token)
{
    bool is_text = token->kind == TOKEN_TEXT || token->kind == TOKEN_BLANK || token->kind == TOKEN_NUL;
    if (builder->mode == MODE_TABLE_TEXT && !is_text)
        flush_table_text(builder);
    if (is_text && html_is_foreign(builder))
        text_in_foreign(builder, token);
    else if (is_text)
        text_by_mode(builder, token);
    else if (token->kind == TOKEN_COMMENT)
        html_add_comment(builder, token->text);
    else if (token->kind == TOKEN_START && starts_in_foreign(builder, token))
        html_foreign_start(builder, token);
    else if (token->kind == TOKEN_START)
        html_start_by_mode(builder, token);
    else if (token->kind == TOKEN_END && html_current(builder)->space != SPACE_HTML)
        html_foreign_end(builder, token);
    else if (token->kind == TOKEN_END)
        html_end_by_mode(builder, token);
}

// The first newline in `pre`, `listing` and `textarea` is for the source's looks only.
static void skip_newline(struct html_builder *builder, struct html_token *token)
{
    if (builder->skips_newline && token->kind == TOKEN_BLANK && token->text.at[0] == '\n')
        token->text = str_from(token->text, 1);
    builder->skips_newline = false;
}

struct html_node *html_read(struct str text, struct arena *arena)
{
    struct html_builder builder = {.arena = arena, .mode = MODE_TEMPLATE};
    builder.work = WORK_AT_LEAST + WORK_A_BYTE * text.len;
    html_reader_start(&builder.reader, text, arena);
    *list_push(&builder.template_modes, arena) = MODE_TEMPLATE;
    struct html_node *root = html_element(&builder, TAG_HTML, STR("html"));
    html_push(&builder, root);
    struct html_token token;
    do {
        builder.reader.allows_cdata = html_is_foreign(&builder);
        html_reader_next(&builder.reader, &token);
        skip_newline(&builder, &token);
        if (token.kind != TOKEN_BLANK || token.text.len > 0)
            html_dispatch(&builder, &token);
    } while (token.kind != TOKEN_EOF && html_spend(&builder, 1));
    if (builder.work == 0)
        return NULL;
    root->kind = HTML_FRAGMENT;
    return root;
}
