#include "extractor/rewrite_names.h"

extern const struct dialect dialect_lit;

static const struct marker_export exports[] = {
    LIT_MESSAGE_EXPORTS,
    LIT_MAIN("localized", MARKER_LOCALIZED),
    LIT_MAIN("updateWhenLocaleChanges", MARKER_UPDATE_WHEN_LOCALE_CHANGES),
    LIT_MAIN("configureTransformLocalization", MARKER_CONFIGURE_TRANSFORM),
    LIT_MAIN("configureLocalization", MARKER_CONFIGURE_RUNTIME),
    LIT_MAIN("LOCALE_STATUS_EVENT", MARKER_STATUS_EVENT),
    LIT_PART("init/transform", "configureTransformLocalization", MARKER_CONFIGURE_TRANSFORM),
    LIT_PART("init/runtime", "configureLocalization", MARKER_CONFIGURE_RUNTIME),
    LIT_PART("internal/localized-decorator", "localized", MARKER_LOCALIZED),
    LIT_PART("internal/localized-controller", "updateWhenLocaleChanges", MARKER_UPDATE_WHEN_LOCALE_CHANGES),
    LIT_PART("internal/locale-status-event", "LOCALE_STATUS_EVENT", MARKER_STATUS_EVENT),
    {"lit", "html", MARKER_HTML},
    {"lit/index.js", "html", MARKER_HTML},
    {"lit/html.js", "html", MARKER_HTML},
    {"lit/html", "html", MARKER_HTML},
    {"lit/static-html.js", "html", MARKER_HTML},
    {"lit/static-html", "html", MARKER_HTML},
    {"lit-html", "html", MARKER_HTML},
    {"lit-html/lit-html.js", "html", MARKER_HTML},
    {"lit-html/lit-html", "html", MARKER_HTML},
    {"lit-html/static.js", "html", MARKER_HTML},
    {"lit-html/static", "html", MARKER_HTML},
    {"lit-element", "html", MARKER_HTML},
    {"lit-element/lit-element.js", "html", MARKER_HTML},
    {"lit-element/lit-element", "html", MARKER_HTML},
    {NULL, NULL, 0},
};

bool rewrite_is_localize(struct str specifier)
{
    return str_starts(specifier, STR("@lit/localize")) && dialect_has_module(&rewrite_names, specifier);
}

bool rewrite_is_main(struct str specifier)
{
    static const struct str names[] = {
        STR_INIT("@lit/localize"),
        STR_INIT("@lit/localize/lit-localize.js"),
        STR_INIT("@lit/localize/lit-localize"),
        STR_INIT("@lit/localize/internal/locale-status-event.js"),
        STR_INIT("@lit/localize/internal/locale-status-event"),
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_equal(specifier, names[i]))
            return true;
    return false;
}

// Whether a statement passes on what other modules export: then it may be Lit's `html`.
static bool passes_on(struct str text)
{
    for (size_t at = str_find(text, STR("export"), 0); at != STR_NONE;
         at = str_find(text, STR("export"), at)) {
        at += strlen("export");
        struct str rest = str_trim(str_slice(text, at, at + 16));
        if (rest.len && (rest.at[0] == '*' || rest.at[0] == '{'))
            return str_find(text, STR("lit"), 0) != STR_NONE;
    }
    return false;
}

static bool may_hold_names(struct str text, const struct dialect_options *options)
{
    (void)options;
    return str_find(text, STR("@lit/localize"), 0) != STR_NONE || passes_on(text);
}

static void read_messages(struct scan *scan, const struct dialect_options *options)
{
    dialect_lit.read(scan, options);
}

const struct dialect rewrite_names = {
    .name = "lit-transform",
    .meaning = "the names that transform mode resolves",
    .exports = exports,
    .probe = may_hold_names,
    .read = read_messages,
};
