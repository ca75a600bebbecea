// Module resolution: which file a specifier stands for, as TypeScript 5.9 finds it (classic, node10, node16
// and nodenext, bundler).
#ifndef EXTRACTOR_RESOLVE_H
#define EXTRACTOR_RESOLVE_H

#include "extractor/options.h"
#include "extractor/package.h"
#include "extractor/specifiers.h"

struct resolver {
    const struct compiler_options *options;
    struct folders *folders;
    struct packages packages;
    struct map answers;       // to names that are no paths, by level: see resolve.c
    struct str asking, level; // the folder that asked last, and its level
    struct arena scratch;     // of one question
};

// `options` and `folders` must outlive the resolver; the options may be set later, before the first question.
// Release with resolver_free.
void resolver_open(struct resolver *resolver, const struct compiler_options *options,
                   struct folders *folders);
void resolver_free(struct resolver *resolver);

// The source file that belongs to the program when `file` (absolute, normalised) names `specifier`. False
// when the specifier cannot be resolved, or when the program does not follow it there: JSON, JavaScript
// without `allowJs` or in node_modules, .tsx without `jsx`. Declarations below node_modules are not followed
// either: no message stands in them. The path is good until the next question.
bool resolve(struct resolver *resolver, struct str file, const struct specifier *specifier, struct str *out);

// The source file that a root or a reference names by its absolute path: itself, or with .ts, .tsx or .d.ts
// behind it when its name has no dot. False when there is none or the suffix is not one of the program's. The
// path is good as long as the one that was asked for, and until the next question.
bool resolve_root(struct resolver *resolver, struct str path, struct str *out);

#endif
