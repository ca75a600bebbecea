// Transform mode: one copy of the program for each locale, source to source (extractor/rewrite.h).
#ifndef CLI_TRANSFORMING_H
#define CLI_TRANSFORMING_H

#include "cli/project.h"

// `glot build` of a project in transform mode. Under `<folder>/<locale>/`, for the source locale and each
// target locale, all files of the program get the places that TypeScript would give its outputs; those
// without messages are copied as they are. Writes, compares or shows by the settings (cli/changes.h), and
// says on standard output what was done. Translations are judged as for bundles of the format lit.
enum status transforming_build(struct context *context, struct project *project);

#endif
