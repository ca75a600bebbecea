#include "cli/remote_report.h"

#include "catalog/locale.h"
#include "cli/exchanging.h"
#include "sync/language.h"

static void list_rows(struct exchanging *e, const struct languages *languages, struct remote_report *out)
{
    const struct str_list *locales = &e->project.config.target_locales;
    const struct remote *remote = &e->remote;
    for (size_t i = 0; i < locales->count; i++) {
        const struct language_pair *pair = language_of_locale(languages, locales->at[i]);
        if (pair || !locale_same(locales->at[i], e->project.config.source_locale))
            *list_push(&out->rows, e->context->arena) = (struct remote_row){
                .locale = locales->at[i], .language = pair ? remote_language_find(remote, pair->code) : NULL};
    }
    for (size_t i = 0; i < remote->languages.count; i++)
        if (!language_of_code(languages, remote->languages.at[i].code))
            *list_push(&out->rows, e->context->arena) =
                (struct remote_row){.language = &remote->languages.at[i]};
}

enum status remote_report_ask(struct context *context, struct remote_report *out)
{
    struct exchanging e;
    struct languages languages;
    enum status status = exchange_open(context, &e);
    *out = (struct remote_report){0};
    if (status == STATUS_FINE) {
        out->name = exchange_name(&e);
        out->exists = e.remote.exists;
        exchange_languages(&e, &languages);
        language_report(&languages, e.resource.span, context->diags);
        list_rows(&e, &languages, out);
    }
    exchange_close(&e);
    return status;
}

// ---- saying it

static struct str code_of(const struct remote_row *row)
{
    return row->language ? row->language->code : (struct str){0};
}

static void print_row(const struct remote_row *row, int locale_width, int code_width, struct buf *out)
{
    const struct remote_language *language = row->language;
    struct str code = code_of(row);
    buf_print(out, "  %-*.*s  %-*.*s  ", locale_width, STR_ARG(row->locale.len ? row->locale : STR("-")),
              code_width, STR_ARG(code.len ? code : STR("-")));
    if (language)
        buf_print(out, "%zu of %zu translated, %zu reviewed, %zu proofread\n", language->translated,
                  language->total, language->reviewed, language->proofread);
    else
        buf_text(out, "not at the service\n");
}

void remote_report_print(const struct remote_report *report, struct buf *out)
{
    size_t locale_width = 1, code_width = 1;
    for (size_t i = 0; i < report->rows.count; i++) {
        const struct remote_row *row = &report->rows.at[i];
        locale_width = row->locale.len > locale_width ? row->locale.len : locale_width;
        code_width = code_of(row).len > code_width ? code_of(row).len : code_width;
    }
    buf_print(out, "\n" STR_FORMAT "%s:\n", STR_ARG(report->name),
              report->exists ? "" : ", which is not there yet");
    for (size_t i = 0; i < report->rows.count; i++)
        print_row(&report->rows.at[i], (int)locale_width, (int)code_width, out);
}

static void put_if_there(struct json *json, const char *key, struct str value)
{
    json_put_text(json, key, value.len ? value : (struct str){0});
}

static void put_row(struct json *json, const struct remote_row *row)
{
    json_open(json, '{');
    put_if_there(json, "locale", row->locale);
    put_if_there(json, "code", code_of(row));
    if (row->language) {
        json_put_number(json, "total", (int64_t)row->language->total);
        json_put_number(json, "translated", (int64_t)row->language->translated);
        json_put_number(json, "reviewed", (int64_t)row->language->reviewed);
        json_put_number(json, "proofread", (int64_t)row->language->proofread);
    }
    json_close(json, '}');
}

void remote_report_put(struct json *json, const struct remote_report *report)
{
    json_open_in(json, "remote", '{');
    put_if_there(json, "resource", report->name);
    json_put_bool(json, "exists", report->exists);
    json_open_in(json, "languages", '[');
    for (size_t i = 0; i < report->rows.count; i++)
        put_row(json, &report->rows.at[i]);
    json_close(json, ']');
    json_close(json, '}');
}
