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

#endif
