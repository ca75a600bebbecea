// Everything that tells people and shells about the commands, printed from the tables of command.h, kinds.def
// and the keys of glot.json. Each function appends to `out`.
#ifndef CLI_MANUAL_H
#define CLI_MANUAL_H

#include "base/buf.h"
#include "cli/command.h"

// `glot help`: the commands and the options that all of them have.
void manual_print_overview(struct buf *out);
// `glot help COMMAND`.
void manual_print_command(const struct command *command, struct buf *out);
// `glot help --examples`: a line for each, "STATUS TAB COMMAND".
void manual_print_examples(struct buf *out);
// The page glot(1) in the man macros of roff.
void manual_print_page(struct buf *out);

void completions_print_bash(struct buf *out);
void completions_print_zsh(struct buf *out);
void completions_print_fish(struct buf *out);

// Appends the text in lines of at most `width` columns, each indented by `indent`. An empty line in the text
// stays one, a line that starts with white space is not touched; all else is filled. Ends with a newline.
void manual_fill(struct str text, size_t indent, size_t width, struct buf *out);

// What stands in tables of the help and the page: statuses, files, environment.
struct manual_row {
    const char *name, *meaning;
};
extern const struct manual_row manual_statuses[], manual_files[], manual_variables[]; // end with {NULL}

#endif
