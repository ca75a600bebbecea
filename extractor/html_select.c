// The insertion modes "in select", "in select in table" and "in template" (HTML Standard, edition of 2023).
#include "extractor/html_builder.h"

static void pop_if(struct html_builder *builder, enum html_tag tag)
{
    if (html_current_is(builder, tag))
        html_pop(builder);
}

static void close_select(struct html_builder *builder)
{
    html_pop_through(builder, TAG_SELECT);
    html_reset_mode(builder);
}

void html_select_start(struct html_builder *builder, struct html_token *token)
{
    switch (token->tag) {
    case TAG_OPTION:
        pop_if(builder, TAG_OPTION);
        html_insert(builder, token, SPACE_HTML);
        break;
    case TAG_OPTGROUP:
        pop_if(builder, TAG_OPTION);
        pop_if(builder, TAG_OPTGROUP);
        html_insert(builder, token, SPACE_HTML);
        break;
    case TAG_HR:
        pop_if(builder, TAG_OPTION);
        pop_if(builder, TAG_OPTGROUP);
        html_insert_void(builder, token, SPACE_HTML);
        break;
    case TAG_INPUT:
    case TAG_KEYGEN:
    case TAG_TEXTAREA:
    case TAG_SELECT:
        if (!html_in_select_scope(builder, TAG_SELECT))
            break;
        close_select(builder);
        if (token->tag != TAG_SELECT)
            html_dispatch(builder, token);
        break;
    case TAG_SCRIPT:
    case TAG_TEMPLATE:
        html_head_start(builder, token);
        break;
    default:
        break;
    }
}

void html_select_end(struct html_builder *builder, struct html_token *token)
{
    switch (token->tag) {
    case TAG_OPTGROUP:
        if (html_current_is(builder, TAG_OPTION) && builder->open.count > 1 &&
            builder->open.at[builder->open.count - 2]->tag == TAG_OPTGROUP)
            html_pop(builder);
        pop_if(builder, TAG_OPTGROUP);
        break;
    case TAG_OPTION:
        pop_if(builder, TAG_OPTION);
        break;
    case TAG_SELECT:
        if (html_in_select_scope(builder, TAG_SELECT))
            close_select(builder);
        break;
    case TAG_TEMPLATE:
        html_template_end(builder, token);
        break;
    default:
        break;
    }
}

// The parts of a table that end a `select` in it.
static bool ends_select(enum html_tag tag)
{
    return tag == TAG_TABLE || (html_has_flag(tag, IS_TABLE_PART) && tag != TAG_COL && tag != TAG_COLGROUP);
}

void html_select_in_table_start(struct html_builder *builder, struct html_token *token)
{
    if (!ends_select(token->tag)) {
        html_select_start(builder, token);
        return;
    }
    close_select(builder);
    html_dispatch(builder, token);
}

void html_select_in_table_end(struct html_builder *builder, struct html_token *token)
{
    if (!ends_select(token->tag)) {
        html_select_end(builder, token);
    } else if (html_in_table_scope(builder, token->tag)) {
        close_select(builder);
        html_dispatch(builder, token);
    }
}

// ---- in template: the first start tag decides what the content is

static enum html_mode mode_for(enum html_tag tag)
{
    switch (tag) {
    case TAG_CAPTION:
    case TAG_COLGROUP:
    case TAG_TBODY:
    case TAG_TFOOT:
    case TAG_THEAD:
        return MODE_TABLE;
    case TAG_COL:
        return MODE_COLUMN_GROUP;
    case TAG_TR:
        return MODE_TABLE_BODY;
    case TAG_TD:
    case TAG_TH:
        return MODE_ROW;
    default:
        return MODE_BODY;
    }
}

void html_template_mode_start(struct html_builder *builder, struct html_token *token)
{
    switch (token->tag) {
    case TAG_BASE:
    case TAG_BASEFONT:
    case TAG_BGSOUND:
    case TAG_LINK:
    case TAG_META:
    case TAG_NOFRAMES:
    case TAG_SCRIPT:
    case TAG_STYLE:
    case TAG_TEMPLATE:
    case TAG_TITLE:
        html_head_start(builder, token);
        break;
    default:
        builder->mode = mode_for(token->tag);
        builder->template_modes.at[builder->template_modes.count - 1] = builder->mode;
        html_start_by_mode(builder, token);
    }
}

void html_template_mode_end(struct html_builder *builder, struct html_token *token)
{
    if (token->tag == TAG_TEMPLATE)
        html_template_end(builder, token);
}
