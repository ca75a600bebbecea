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

#endif
