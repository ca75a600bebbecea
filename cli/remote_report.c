#include "cli/remote_report.h"

#include "base/quote.h"
#include "catalog/locale.h"
#include "cli/exchanging.h"
#include "sync/language.h"

static const struct remote_language *language_of(const struct remote *remote, struct str code)
{
    for (size_t i = 0; i < remote->languages.count; i++)
        if (str_equal(remote->languages.at[i].code, code))
            return &remote->languages.at[i];
    return NULL;
}

static void list_rows(struct exchanging *e, const struct languages *languages, struct remote_report *out)
{
    const struct str_list *locales = &e->project.config.target_locales;
    const struct remote *remote = &e->remote;
    for (size_t i = 0; i < locales->count; i++) {
        const struct language_pair *pair = language_of_locale(languages, locales->at[i]);
        if (pair || !locale_same(locales->at[i], e->project.config.source_locale))
            *list_push(&out->rows, e->context->arena) = (struct remote_row){
                .locale = locales->at[i], .language = pair ? language_of(remote, pair->code) : NULL};
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

static void print_member(struct buf *out, const char *name, struct str value)
{
    buf_print(out, "\"%s\":", name);
    if (value.len)
        quote_json(out, value);
    else
        buf_text(out, "null");
}

void remote_report_print_json(const struct remote_report *report, struct buf *out)
{
    buf_text(out, "\"remote\":{");
    print_member(out, "resource", report->name);
    buf_print(out, ",\"exists\":%s,\"languages\":[", report->exists ? "true" : "false");
    for (size_t i = 0; i < report->rows.count; i++) {
        const struct remote_row *row = &report->rows.at[i];
        buf_text(out, i ? ",{" : "{");
        print_member(out, "locale", row->locale);
        buf_byte(out, ',');
        print_member(out, "code", code_of(row));
        if (row->language)
            buf_print(out, ",\"total\":%zu,\"translated\":%zu,\"reviewed\":%zu,\"proofread\":%zu",
                      row->language->total, row->language->translated, row->language->reviewed,
                      row->language->proofread);
        buf_byte(out, '}');
    }
    buf_text(out, "]}");
}
