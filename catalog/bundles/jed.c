// Jed 1.x: one domain, `messages`, from keys to a list of the texts of all plural forms.
// https://messageformat.github.io/Jed/

#include "base/quote.h"
#include "catalog/bundles/gettext_texts.h"

static bool jed_holds(const struct bundle_request *request, const struct message *message,
                      struct arena *scratch, struct diags *diags)
{
    struct bundled text;
    if (!gettext_holds(request, message, scratch, diags))
        return false;
    bundled_message(request, message, diags, &text);
    const struct pattern *pattern =
        pattern_is_select(&message->pattern) ? &message->pattern.variants->at[0].value : &message->pattern;
    return message->context.len || !str_is(pattern_flatten(pattern, scratch), "__proto__") ||
           bundled_refuse(&text, KIND_BUNDLE_UNFIT, "no application can look up the key `__proto__`");
}

static void print_entry(const struct gettext_entry *entry, struct buf *out)
{
    buf_text(out, ",\n      ");
    quote_json(out, entry->key);
    buf_text(out, ": [");
    for (size_t i = 0; i < entry->texts.count; i++) {
        buf_text(out, i ? ", " : "");
        quote_json(out, entry->texts.at[i]);
    }
    buf_byte(out, ']');
}

static bool jed_write(const struct bundle_request *request, struct arena *scratch, struct diags *diags,
                      struct buf *out)
{
    struct gettext_entry_list entries = {0};
    bool good = gettext_entries(request, scratch, diags, &entries);
    buf_text(out, "{\n  \"domain\": \"messages\",\n  \"locale_data\": {\n    \"messages\": {\n"
                  "      \"\": {\"domain\": \"messages\", \"lang\": ");
    quote_json(out, request->locale);
    buf_text(out, ", \"plural_forms\": ");
    quote_json(out, gettext_formula(request));
    buf_byte(out, '}');
    for (size_t i = 0; i < entries.count; i++)
        print_entry(&entries.at[i], out);
    buf_text(out, "\n    }\n  }\n}\n");
    return good;
}

const struct bundle bundle_jed = {
    .name = "jed",
    .meaning = "Jed 1.x: JSON by source text, with the plural forms of gettext",
    .suffix = ".json",
    .begin = gettext_begin,
    .holds = jed_holds,
    .fits = gettext_fits,
    .write = jed_write,
};
