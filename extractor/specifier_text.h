// What both readers of specifiers share. Internal to specifiers*.c.
#ifndef EXTRACTOR_SPECIFIER_TEXT_H
#define EXTRACTOR_SPECIFIER_TEXT_H

#include "extractor/specifiers.h"

// Adds a specifier whose text stands between quotes from `start` to `end`, escapes and all; nothing when it
// is empty.
void specifier_add(struct str source, size_t start, size_t end, enum specifier_kind kind, struct arena *arena,
                   struct specifier_list *out);
// The paths of `/// <reference path="…" />` in the comments before the first token.
void specifiers_of_references(struct str source, struct arena *arena, struct specifier_list *out);
// The imports of a JSDoc comment: `{import("x").T}` and `@import … from "x"`.
void specifiers_of_jsdoc(struct str source, size_t start, size_t end, struct arena *arena,
                         struct specifier_list *out);
// Appends a list to another.
void specifiers_append(struct specifier_list *out, const struct specifier_list *more, struct arena *arena);

#endif
