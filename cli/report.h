// Prints the diagnostics of a run, for people or for machines.
//
// human    as diag_print() has it; of each kind of warning the first ten, and how many more there are.
// json     one object a line: kind, severity, path, line, column, endLine, endColumn, message, hint and
//          related (path, line, column, endLine, endColumn, message each). Lines and columns count from 1,
//          columns in UTF-16 units; the end is behind the last character. Without a place in a file, lines
//          and columns are not there; without a file, path is not there either.
// github   one workflow command a line, with the hint and related places as further lines of the message:
//          ::error file=…,line=…,col=…,endLine=…,endColumn=…,title=KIND::message
// sarif    one document (SARIF 2.1.0, OASIS): a rule for each kind that was found, a result for each finding
#ifndef CLI_REPORT_H
#define CLI_REPORT_H

#include "base/json_writer.h"
#include "cli/command.h"

// Names all files from where the user stands: absolute paths become relative to the current directory. Stages
// may use either; only here it is decided what is shown.
void report_name_files(struct diags *diags);
// Reads the files whose places are shown and whose texts are unread (diag.h). Before report_name_files.
void report_read_texts(struct diags *diags);
// Whether `settings` do not want the diagnostic: what counts as an error is never left out.
bool report_leaves_out(const struct diag *diag, const struct settings *settings);
// Appends what `settings` ask for: form, quiet (errors only), verbosity (from 1 on nothing is left out).
void report_print(const struct diags *diags, const struct settings *settings, bool with_colour,
                  struct buf *out);
// Prints what is wrong, where the settings want it: people read it on standard error.
void report_all(struct context *context);
// What a run ends with that came to `status`: a file that failed counts most, and findings count, too.
enum status report_status(const struct context *context, enum status status);
// Appends the diagnostics that `settings` want as one JSON array.
void report_put_list(struct json *json, const struct diags *diags, const struct settings *settings);

#endif
