// Commands that stay: they run, wait until files change that the run has read, and run again.
#ifndef CLI_WATCHING_H
#define CLI_WATCHING_H

#include "cli/command.h"

// Runs the steps in order, each as the command goes that it is, again and again: all of them when sources or
// configuration changed, else only those from the first that is made of what changed; one that fails ends
// the round. After each round one line on standard output says what changed and what came of it (with
// --format json a line of JSON):
//   {"event":"run", "time", "first", "status", "changed": paths, "waiting": paths, "written": paths,
//    "messages": {"total", "added", "changed", "removed"}, "errors", "warnings", "milliseconds"}
// What is wrong is told when it is new.
//
// A round never acts on what was not saved wholly: a file that is still open for writing, or one that became
// empty, holds it back until it is whole.
//
// Ends with STATUS_FINE on SIGINT, SIGTERM and the like and when nobody reads the lines any more; with
// STATUS_USAGE when the first round shows that the configuration is wrong.
enum status watch_commands(struct context *context, const struct command *const *steps, size_t count);

#endif
