// What a service counts, for `glot status --remote`.
#ifndef CLI_REMOTE_REPORT_H
#define CLI_REMOTE_REPORT_H

#include "base/json_writer.h"
#include "cli/command.h"
#include "sync/service.h"

struct remote_row {
    struct str locale;                      // empty: no locale of the project
    const struct remote_language *language; // NULL: the service does not have it
};

struct remote_row_list {
    struct remote_row *at;
    size_t count, capacity;
};

struct remote_report {
    struct str name; // of the resource
    bool exists;
    struct remote_row_list rows; // the project's locales in its order, then what only the service has
};

// Asks the service of the project, in one request where that is enough. What does not match is told.
enum status remote_report_ask(struct context *context, struct remote_report *out);
// Appends a table for people, or the member `remote` of an object.
void remote_report_print(const struct remote_report *report, struct buf *out);
void remote_report_put(struct json *json, const struct remote_report *report);

#endif
