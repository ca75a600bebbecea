// The insertion modes of tables (HTML Standard, 13.2.6.4.9 to 13.2.6.4.15).
#include "extractor/html_builder.h"

static void clear_to_table(struct html_builder *builder)
{
    html_clear_to(builder, (const enum html_tag[]){TAG_TABLE}, 1);
}

static void clear_to_rows(struct html_builder *builder)
{
    html_clear_to(builder, (const enum html_tag[]){TAG_TBODY, TAG_TFOOT, TAG_THEAD}, 3);
}

static void clear_to_row(struct html_builder *builder)
{
    html_clear_to(builder, (const enum html_tag[]){TAG_TR}, 1);
}

static bool is_rows(enum html_tag tag)
{
    return tag == TAG_TBODY || tag == TAG_TFOOT || tag == TAG_THEAD;
}

static bool is_cell(enum html_tag tag)
{
    return tag == TAG_TD || tag == TAG_TH;
}

static bool rows_in_table_scope(struct html_builder *builder)
{
    return html_in_table_scope(builder, TAG_TBODY) || html_in_table_scope(builder, TAG_THEAD) ||
           html_in_table_scope(builder, TAG_TFOOT);
}

// ---- in table

// What does not belong into a table goes in front of it.
void html_table_any(struct html_builder *builder, struct html_token *token)
{
    bool fostered = builder->fosters;
    builder->fosters = true;
    html_body_any(builder, token);
    builder->fosters = fostered;
}

static void open_part(struct html_builder *builder, struct html_token *token, enum html_mode mode)
{
    clear_to_table(builder);
    html_insert(builder, token, SPACE_HTML);
    builder->mode = mode;
}

static void start_table_again(struct html_builder *builder, struct html_token *token)
{
    if (!html_in_table_scope(builder, TAG_TABLE))
        return;
    html_pop_through(builder, TAG_TABLE);
    html_reset_mode(builder);
    html_dispatch(builder, token);
}

static bool is_hidden(const struct html_token *token)
{
    for (size_t i = 0; i < token->attributes.count; i++)
        if (str_is(token->attributes.at[i].name, "type"))
            return str_equal_ignoring_case(token->attributes.at[i].value, STR("hidden"));
    return false;
}

static void start_form(struct html_builder *builder, struct html_token *token)
{
    if (builder->form || builder->open_count[TAG_TEMPLATE] > 0)
        return;
    builder->form = html_insert(builder, token, SPACE_HTML);
    html_pop(builder);
}

static void start_cells(struct html_builder *builder, struct html_token *token)
{
    clear_to_table(builder);
    html_insert_implied(builder, TAG_TBODY, STR("tbody"));
    builder->mode = MODE_TABLE_BODY;
    html_rows_start(builder, token);
}

static void start_col(struct html_builder *builder, struct html_token *token)
{
    clear_to_table(builder);
    html_insert_implied(builder, TAG_COLGROUP, STR("colgroup"));
    builder->mode = MODE_COLUMN_GROUP;
    html_column_start(builder, token);
}

void html_table_start(struct html_builder *builder, struct html_token *token)
{
    switch (token->tag) {
    case TAG_TD:
    case TAG_TH:
    case TAG_TR:
        start_cells(builder, token);
        break;
    case TAG_STYLE:
    case TAG_SCRIPT:
    case TAG_TEMPLATE:
        html_head_start(builder, token);
        break;
    case TAG_COL:
        start_col(builder, token);
        break;
    case TAG_FORM:
        start_form(builder, token);
        break;
    case TAG_TABLE:
        start_table_again(builder, token);
        break;
    case TAG_TBODY:
    case TAG_TFOOT:
    case TAG_THEAD:
        open_part(builder, token, MODE_TABLE_BODY);
        break;
    case TAG_COLGROUP:
        open_part(builder, token, MODE_COLUMN_GROUP);
        break;
    case TAG_CAPTION:
        open_part(builder, token, MODE_CAPTION);
        html_format_mark(builder);
        break;
    case TAG_INPUT:
        if (is_hidden(token))
            html_insert_void(builder, token, SPACE_HTML);
        else
            html_table_any(builder, token);
        break;
    default:
        html_table_any(builder, token);
    }
}

static bool is_table_outside(enum html_tag tag)
{
    return tag == TAG_BODY || tag == TAG_HTML;
}

void html_table_end(struct html_builder *builder, struct html_token *token)
{
    if (token->tag == TAG_TABLE) {
        if (html_in_table_scope(builder, TAG_TABLE)) {
            html_pop_through(builder, TAG_TABLE);
            html_reset_mode(builder);
        }
    } else if (token->tag == TAG_TEMPLATE) {
        html_template_end(builder, token);
    } else if (!html_has_flag(token->tag, IS_TABLE_PART) && !is_table_outside(token->tag)) {
        html_table_any(builder, token);
    }
}

// ---- in caption

static bool close_caption(struct html_builder *builder)
{
    if (!html_in_table_scope(builder, TAG_CAPTION))
        return false;
    html_imply_end_tags(builder);
    html_pop_through(builder, TAG_CAPTION);
    html_format_clear(builder);
    builder->mode = MODE_TABLE;
    return true;
}

void html_caption_start(struct html_builder *builder, struct html_token *token)
{
    if (!html_has_flag(token->tag, IS_TABLE_PART))
        html_body_start(builder, token);
    else if (close_caption(builder))
        html_table_start(builder, token);
}

void html_caption_end(struct html_builder *builder, struct html_token *token)
{
    if (token->tag == TAG_CAPTION || token->tag == TAG_TABLE) {
        if (close_caption(builder) && token->tag == TAG_TABLE)
            html_table_end(builder, token);
    } else if (!html_has_flag(token->tag, IS_TABLE_PART) && !is_table_outside(token->tag)) {
        html_body_end(builder, token);
    }
}

// ---- in column group

void html_column_any(struct html_builder *builder, struct html_token *token)
{
    if (!html_current_is(builder, TAG_COLGROUP))
        return;
    html_pop(builder);
    builder->mode = MODE_TABLE;
    html_dispatch(builder, token);
}

void html_column_start(struct html_builder *builder, struct html_token *token)
{
    if (token->tag == TAG_COL)
        html_insert_void(builder, token, SPACE_HTML);
    else if (token->tag == TAG_TEMPLATE)
        html_head_start(builder, token);
    else if (token->tag != TAG_HTML)
        html_column_any(builder, token);
}

void html_column_end(struct html_builder *builder, struct html_token *token)
{
    if (token->tag == TAG_COLGROUP) {
        if (html_current_is(builder, TAG_COLGROUP)) {
            html_pop(builder);
            builder->mode = MODE_TABLE;
        }
    } else if (token->tag == TAG_TEMPLATE) {
        html_template_end(builder, token);
    } else if (token->tag != TAG_COL) {
        html_column_any(builder, token);
    }
}

// ---- in table body

static void close_rows(struct html_builder *builder)
{
    clear_to_rows(builder);
    html_pop(builder);
    builder->mode = MODE_TABLE;
}

void html_rows_start(struct html_builder *builder, struct html_token *token)
{
    if (token->tag == TAG_TR) {
        clear_to_rows(builder);
        html_insert(builder, token, SPACE_HTML);
        builder->mode = MODE_ROW;
    } else if (is_cell(token->tag)) {
        clear_to_rows(builder);
        html_insert_implied(builder, TAG_TR, STR("tr"));
        builder->mode = MODE_ROW;
        html_row_start(builder, token);
    } else if (html_has_flag(token->tag, IS_TABLE_PART)) {
        if (rows_in_table_scope(builder)) {
            close_rows(builder);
            html_table_start(builder, token);
        }
    } else {
        html_table_start(builder, token);
    }
}

void html_rows_end(struct html_builder *builder, struct html_token *token)
{
    if (is_rows(token->tag)) {
        if (html_in_table_scope(builder, token->tag))
            close_rows(builder);
    } else if (token->tag == TAG_TABLE) {
        if (rows_in_table_scope(builder)) {
            close_rows(builder);
            html_table_end(builder, token);
        }
    } else {
        html_table_end(builder, token);
    }
}

// ---- in row

static void close_row(struct html_builder *builder)
{
    clear_to_row(builder);
    html_pop(builder);
    builder->mode = MODE_TABLE_BODY;
}

void html_row_start(struct html_builder *builder, struct html_token *token)
{
    if (is_cell(token->tag)) {
        clear_to_row(builder);
        html_insert(builder, token, SPACE_HTML);
        builder->mode = MODE_CELL;
        html_format_mark(builder);
    } else if (html_has_flag(token->tag, IS_TABLE_PART)) {
        if (html_in_table_scope(builder, TAG_TR)) {
            close_row(builder);
            html_rows_start(builder, token);
        }
    } else {
        html_table_start(builder, token);
    }
}

void html_row_end(struct html_builder *builder, struct html_token *token)
{
    bool has_row = html_in_table_scope(builder, TAG_TR);
    if (token->tag == TAG_TR) {
        if (has_row)
            close_row(builder);
    } else if (token->tag == TAG_TABLE || is_rows(token->tag)) {
        if (has_row || (is_rows(token->tag) && html_in_table_scope(builder, token->tag))) {
            close_row(builder);
            html_rows_end(builder, token);
        }
    } else {
        html_table_end(builder, token);
    }
}

// ---- in cell

static void close_cell(struct html_builder *builder)
{
    html_imply_end_tags(builder);
    while (builder->open.count > 1 &&
           !(is_cell(html_current(builder)->tag) && html_current(builder)->space == SPACE_HTML))
        html_pop(builder);
    html_pop(builder);
    html_format_clear(builder);
    builder->mode = MODE_ROW;
}

void html_cell_start(struct html_builder *builder, struct html_token *token)
{
    if (!html_has_flag(token->tag, IS_TABLE_PART)) {
        html_body_start(builder, token);
    } else if (html_in_table_scope(builder, TAG_TD) || html_in_table_scope(builder, TAG_TH)) {
        close_cell(builder);
        html_row_start(builder, token);
    }
}

void html_cell_end(struct html_builder *builder, struct html_token *token)
{
    if (is_cell(token->tag)) {
        if (!html_in_table_scope(builder, token->tag))
            return;
        html_imply_end_tags(builder);
        html_pop_through(builder, token->tag);
        html_format_clear(builder);
        builder->mode = MODE_ROW;
    } else if (token->tag == TAG_TABLE || token->tag == TAG_TR || is_rows(token->tag)) {
        if (!html_in_table_scope(builder, token->tag))
            return;
        close_cell(builder);
        html_row_end(builder, token);
    } else if (!html_has_flag(token->tag, IS_TABLE_PART) && !is_table_outside(token->tag)) {
        html_body_end(builder, token);
    }
}
