// Translation memories of a run: catalogs beside those of the project, named on the command line or in the
// configuration.
#ifndef CLI_MEMORIES_H
#define CLI_MEMORIES_H

#include "catalog/memory.h"
#include "cli/command.h"
#include "cli/config.h"

struct memories {
    struct catalog *at;
    size_t count;
};

// Reads translation memories. False when one cannot be used.
bool memories_read(struct context *context, const struct str_list *paths, struct memories *out);
// Their translations from the one locale into the other, or into another spelling of it, indexed.
void memories_for(const struct memories *memories, struct str source_locale, struct str target_locale,
                  struct arena *arena, struct memory *out);

// clang-format off
#define OPTIONS_OF_FUZZY \
    {"fuzzy", 0, OPTION_TEXT, "PERCENT", offsetof(struct settings, fuzzy), \
     "Propose translations of texts that are so much alike; 0: none (default: 75)"}, \
    {"memory", 0, OPTION_TEXTS, "FILE", offsetof(struct settings, memories), \
     "Take proposals from this catalog or translation memory, too, for all that is untranslated"}
// clang-format on

#endif
