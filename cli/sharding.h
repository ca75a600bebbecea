// A project whose sources are read in parts, maybe on many machines: what each part writes, and how the parts
// come together again (extractor/shard.h).
#ifndef CLI_SHARDING_H
#define CLI_SHARDING_H

#include "cli/project.h"

// `glot extract --shard`: reads one part of the sources and writes its fragment to --output. What is wrong
// with sources is in the fragment, and told by who joins it.
enum status sharding_write(struct context *context);

// Whether the first argument names a fragment.
bool sharding_is_joined(struct context *context);
// Reads the fragments that the arguments name; the project takes its sources from them. False with
// diagnostics when one of them cannot be used, or when they are not of one project, or not all of it.
bool sharding_open(struct context *context, struct project *project);
// After the program was built from fragments: false with diagnostics when they do not have all of it.
bool sharding_is_whole(struct context *context, const struct project *project);

#endif
