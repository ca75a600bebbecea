// Bundles that are one JSON object from ids to ICU messages.
//
// formatjs: what `formatjs compile` writes, byte for byte: react-intl and its kin take it as `messages`.
// transifex-native: what `txjs-cli pull` writes and `tx.cache.update` takes. Transifex Native reads messages
// with tags ignored: markup is text there.

#include "base/quote.h"
#include "catalog/bundles/bundled.h"
#include "catalog/bundles/formatjs_skeletons.h"
#include "catalog/translations.h"

static bool object_holds(const struct bundle_request *request, const struct message *message,
                         const struct icu_options *options, struct arena *scratch, struct diags *diags)
{
    struct icu_text text;
    return icu_text_holds(request, message, options, scratch, diags, &text) &&
           formatjs_takes_skeletons(&text, message->id, message->span, true, diags);
}

static bool object_fits(const struct bundle_request *request, const struct message *message,
                        const struct translation *translation, const struct icu_options *options,
                        struct arena *scratch, struct diags *diags)
{
    const struct unit *unit = translation->unit;
    struct icu_text text;
    return icu_text_fits(request, message, translation, options, scratch, diags, &text) &&
           formatjs_takes_skeletons(&text, unit->id, unit_span(translation->catalog, unit), true, diags);
}

static bool write_object(const struct bundle_request *request, const struct icu_options *options,
                         struct arena *scratch, struct diags *diags, struct buf *out)
{
    size_t count = request->messages->count;
    uint32_t *order = messages_by_key(request->messages, scratch);
    struct icu_text text;
    buf_byte(out, '{');
    for (size_t i = 0; i < count; i++) {
        buf_text(out, i ? ",\n  " : "\n  ");
        quote_json(out, message_key(request->messages->at[order[i]]));
        buf_text(out, ": ");
        icu_text_of(request, order[i], options, scratch, &text);
        quote_json(out, text.text);
    }
    buf_text(out, count ? "\n}\n" : "}\n");
    return bundled_keys_differ(request, order, diags);
}

// ---- FormatJS

static bool formatjs_holds(const struct bundle_request *request, const struct message *message,
                           struct arena *scratch, struct diags *diags)
{
    return object_holds(request, message, &icu_formatjs, scratch, diags);
}

static bool formatjs_fits(const struct bundle_request *request, const struct message *message,
                          const struct translation *translation, struct arena *scratch, struct diags *diags)
{
    return object_fits(request, message, translation, &icu_formatjs, scratch, diags);
}

static bool formatjs_write(const struct bundle_request *request, struct arena *scratch, struct diags *diags,
                           struct buf *out)
{
    return write_object(request, &icu_formatjs, scratch, diags, out);
}

const struct bundle bundle_formatjs = {
    .name = "formatjs",
    .meaning = "react-intl, @formatjs/intl, vue-intl: JSON from ids to ICU messages",
    .suffix = ".json",
    .has_source = true,
    .holds = formatjs_holds,
    .fits = formatjs_fits,
    .write = formatjs_write,
};

// ---- Transifex Native

static const struct icu_options icu_native = {.ignores_tags = true, .requires_other = true};

static bool native_holds(const struct bundle_request *request, const struct message *message,
                         struct arena *scratch, struct diags *diags)
{
    return object_holds(request, message, &icu_native, scratch, diags);
}

static bool native_fits(const struct bundle_request *request, const struct message *message,
                        const struct translation *translation, struct arena *scratch, struct diags *diags)
{
    return object_fits(request, message, translation, &icu_native, scratch, diags);
}

static bool native_write(const struct bundle_request *request, struct arena *scratch, struct diags *diags,
                         struct buf *out)
{
    return write_object(request, &icu_native, scratch, diags, out);
}

const struct bundle bundle_transifex_native = {
    .name = "transifex-native",
    .meaning = "@transifex/native: JSON from keys to ICU messages, for its cache",
    .suffix = ".json",
    .has_source = true,
    .holds = native_holds,
    .fits = native_fits,
    .write = native_write,
};
