// One object from ids to texts, for applications that format messages themselves. Code in a text is its name
// in braces, as in JSON catalogs (formats/json_pattern.h); a choice is an object of its variants with the
// selector in "plural", "ordinal" or "select", or the long form.

#include "base/quote.h"
#include "catalog/bundles/bundled.h"
#include "catalog/formats/json_pattern.h"
#include "catalog/translations.h"

static bool object_fits(const struct bundle_request *request, const struct message *message,
                        const struct translation *translation, struct arena *scratch, struct diags *diags)
{
    struct bundled source, target;
    bundled_message(request, message, NULL, &source);
    bundled_translation(request, translation, diags, &target);
    bundled_read(&source, scratch);
    return bundled_read(&target, scratch) && bundled_names_fit(&source, &target, scratch);
}

// ---- writing

static bool object_write(const struct bundle_request *request, struct arena *scratch, struct diags *diags,
                         struct buf *out)
{
    size_t count = request->messages->count;
    uint32_t *order = messages_sorted(request, scratch);
    (void)diags;
    buf_byte(out, '{');
    for (size_t i = 0; i < count; i++) {
        buf_text(out, i ? ",\n  " : "\n  ");
        quote_json(out, request->messages->at[order[i]]->id);
        buf_text(out, ": ");
        struct bundled text;
        bundled_text(request, order[i], &text);
        bundled_read(&text, scratch);
        json_pattern_print(&text.pattern, NULL, out);
    }
    buf_text(out, count ? "\n}\n" : "}\n");
    return true;
}

const struct bundle bundle_json = {
    .name = "json",
    .meaning = "one JSON object from ids to texts",
    .suffix = ".json",
    .fits = object_fits,
    .write = object_write,
};
