// The words of fragments, which writing and reading share. For fragment.c and fragment_parse.c only.
#ifndef EXTRACTOR_FRAGMENT_WORDS_H
#define EXTRACTOR_FRAGMENT_WORDS_H

enum {
    fragment_form = 1,   // of the format, counted up whenever an older reader would misread
    fragment_depth = 32, // of selects within selects; the dialects nest none
};

static const char *const part_words[] = {"text", "placeholder", "open", "close", "standalone"};
static const char *const selector_words[] = {"plural", "ordinal", "exact"};
static const char *const syntax_words[] = {"text", "icu"};
static const char *const specifier_words[] = {"reference", "import", "import-require",
                                              "dynamic",   "type",   "require"};

#endif
