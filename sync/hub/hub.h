// The hub: a translation service in one process, which speaks Transifex's wire protocol (API v3) over a file
// of SQLite. This is its inside, which knows no network: a request goes in, an answer comes out; server.h
// brings both to a socket.
//
// A request is answered in one transaction: what an answer acknowledges is on the disk.
#ifndef SYNC_HUB_HUB_H
#define SYNC_HUB_HUB_H

#include "base/arena.h"
#include "base/diag.h"

#include <stdint.h>

struct hub_options {
    struct str file;               // the data; made when it is not there
    double requests_a_minute;      // of one token; 0: as many as one likes
    double polls_a_minute;         // of requests that ask after a job
    int64_t (*now)(void *context); // seconds since 1970; NULL: the system's clock
    void *context;
};

struct hub;

// Opens the data and the libraries. NULL with a diagnostic.
struct hub *hub_open(const struct hub_options *options, struct arena *arena, struct diags *diags);
void hub_close(struct hub *hub);

// A project to be there: made if it is not, given the languages that it has not.
struct hub_project {
    struct str name;           // "acme/web": organization and project
    struct str source;         // language of the sources; empty: what the data say, "en" of a new project
    struct str_list languages; // that are translated to
    struct str token;          // to be taken; empty: one is made up for a new project
    bool is_new;               // out
    struct str made_token;     // out: of a new project; the hub itself keeps only its digest
};

// Whether its name and codes can be such, which needs no data. False with a diagnostic.
bool hub_judge_project(const struct hub_project *project, struct arena *arena, struct diags *diags);
// False with a diagnostic: a name or a code that cannot be one, another source language than the data have, a
// token that opens another project.
bool hub_add_project(struct hub *hub, struct hub_project *project, struct diags *diags);
// How many projects the data have. False with a diagnostic: the data cannot be used.
bool hub_count_projects(struct hub *hub, size_t *out, struct diags *diags);

// While requests are served, a thread of its own delivers what the hub has to tell others (postman.h).
// Signals that end the process must be held back when it begins.
void hub_begin(struct hub *hub);
void hub_end(struct hub *hub);

enum hub_method { HUB_GET, HUB_POST, HUB_PATCH, HUB_DELETE, HUB_OTHER };

struct hub_request {
    enum hub_method method;
    struct str target;        // path and query as they were sent
    struct str authorization; // headers; empty without
    struct str content_type;
    struct str origin; // "http://127.0.0.1:8080", as the client reaches the hub: what links begin with
    struct str body;
};

struct hub_answer {
    unsigned status;
    struct str body, media_type;
    struct str location, content_location; // headers; empty: none
    unsigned retry_after;                  // seconds; 0: none
};

// Never fails: what cannot be answered is an error that the answer tells. All slices live in the arena.
void hub_answer(struct hub *hub, const struct hub_request *request, struct arena *arena,
                struct hub_answer *answer);

#endif
