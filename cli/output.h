// The door to standard output and standard error: what a command made is written in one piece.
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include "base/buf.h"
#include "cli/command.h"

#include <stdio.h>

// Writes the bytes to the stream and frees them. A failure stays in the stream's state, where main looks for
// it.
void output_write(struct buf *out, FILE *stream);
// The same for what a command found out, on standard output; the line of progress ends.
void output_result(struct context *context, struct buf *out);
// The same for words that tell of files and messages, whose names may hold anything: as output_neutral does.
void output_summary(struct context *context, struct buf *out);
// Appends lines with their control characters as diag_neutral shows them.
void output_neutral(struct buf *out, struct str text);

// Whether colours can be shown on that file: a terminal that is not dumb, and nobody has refused them
// (NO_COLOR).
bool output_takes_colour(int file);
// How many columns a line on that file may have: those of $COLUMNS, else of the terminal, else 80.
size_t output_columns(int file);

#endif
