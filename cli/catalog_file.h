// Catalogs that are named on the command line.
#ifndef CLI_CATALOG_FILE_H
#define CLI_CATALOG_FILE_H

#include "catalog/format.h"
#include "cli/command.h"

// Reads one file in the format that its name and contents suggest, as own mode reads. False with diagnostics
// when it is not there, of no known format, or cannot be used; a file that is empty is of no format.
bool catalog_file_read(struct context *context, struct str path, struct catalog *out);
// The same for a catalog that will be written; see format_options.for_writing.
bool catalog_file_open(struct context *context, struct str path, struct catalog *out);
// The same as a file of that format, whatever it looks like, with these options; NULL: as catalog_file_read.
bool catalog_file_read_as(struct context *context, struct str path, const struct format *format,
                          const struct format_options *options, struct catalog *out);
// Whether source and translation stand in one file; else false with a diagnostic.
bool catalog_file_is_whole(struct context *context, const struct catalog *catalog);
// A finding, yet without a hint, where the name of a file to be written says that it is of another format,
// which is *named; else NULL.
struct diag *catalog_file_misnamed(struct context *context, struct str path, const struct format *format,
                                   const struct format **named);
// As catalog_file_read_as where a file is to be replaced, to see whether it is of the kind of what replaces
// it: what cannot be read so is none, and nothing is said of it.
bool catalog_file_former(const struct context *context, struct str path, const struct format *format,
                         const struct format_options *options, struct catalog *out);

#endif
