// What `@lit/localize` exports, as numbers: those that mark messages, and those that transform mode resolves
// (extractor/rewrite.h).
#ifndef EXTRACTOR_DIALECTS_LIT_MARKER_H
#define EXTRACTOR_DIALECTS_LIT_MARKER_H

enum marker {
    MARKER_MSG = 1,
    MARKER_STR,
    MARKER_HTML, // of Lit
    MARKER_LOCALIZED,
    MARKER_UPDATE_WHEN_LOCALE_CHANGES,
    MARKER_CONFIGURE_TRANSFORM,
    MARKER_CONFIGURE_RUNTIME,
    MARKER_STATUS_EVENT,
};

// Rows of a dialect's exports. Modules are named with their suffix, or without it by bundlers that do not ask
// the package. MsgFn is the type of msg.
// clang-format off
#define LIT_MAIN(name, marker) \
    {"@lit/localize", name, marker}, {"@lit/localize/lit-localize.js", name, marker}, \
    {"@lit/localize/lit-localize", name, marker}
#define LIT_PART(part, name, marker) \
    {"@lit/localize/" part ".js", name, marker}, {"@lit/localize/" part, name, marker}
#define LIT_MESSAGE_EXPORTS \
    LIT_MAIN("msg", MARKER_MSG), \
    LIT_MAIN("MsgFn", MARKER_MSG), \
    LIT_MAIN("str", MARKER_STR), \
    LIT_PART("init/install", "msg", MARKER_MSG), \
    LIT_PART("internal/str-tag", "str", MARKER_STR)
// clang-format on

#endif
