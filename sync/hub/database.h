// The hub's store: the only door to SQLite, in WAL mode. What is committed survives a crash at any moment.
//
// Errors are sticky: after the first one (a full disk, a damaged file) queries give no rows, and
// database_commit rolls back and says so. So a request looks once, at its end.
#ifndef SYNC_HUB_DATABASE_H
#define SYNC_HUB_DATABASE_H

#include "base/arena.h"
#include "base/diag.h"

#include <stdint.h>

struct database;

// Opens the file, or makes it, and brings it to the present schema (schema.h). NULL with a diagnostic.
// Statements live in the arena, which must outlive the database.
struct database *database_open(struct str path, struct arena *arena, struct diags *diags);
void database_close(struct database *database);

// `is_writing`: no other process can write until the end.
void database_begin(struct database *database, bool is_writing);
// True when everything since database_begin is on the disk; else nothing is.
bool database_commit(struct database *database);
void database_rollback(struct database *database);
// What went wrong first since database_begin, in SQLite's words; empty: nothing.
struct str database_failure(const struct database *database);
// Lets the transaction fail for a reason of ours.
void database_fail(struct database *database, const char *why);
// Runs statements without values: the schema, pragmas.
void database_script(struct database *database, const char *sql);

enum value_kind { VALUE_END, VALUE_TEXT, VALUE_NUMBER, VALUE_BLOB, VALUE_NULL };

struct value {
    enum value_kind kind;
    struct str text; // must live until the query ends
    int64_t number;
};

// What stands for the question marks of a statement, in order: VALUES(TEXT(slug), NUMBER(id)).
#define VALUES(...) ((const struct value[]){__VA_ARGS__, {.kind = VALUE_END}})
#define NO_VALUES   ((const struct value[]){{.kind = VALUE_END}})
#define TEXT(string)                                                                                         \
    {                                                                                                        \
        .kind = VALUE_TEXT, .text = (string)                                                                 \
    }
#define BLOB(string)                                                                                         \
    {                                                                                                        \
        .kind = VALUE_BLOB, .text = (string)                                                                 \
    }
#define NUMBER(amount)                                                                                       \
    {                                                                                                        \
        .kind = VALUE_NUMBER, .number = (int64_t)(amount)                                                    \
    }
// A text that is NULL where there is none.
#define TEXT_OR_NULL(string)                                                                                 \
    {                                                                                                        \
        .kind = (string).at ? VALUE_TEXT : VALUE_NULL, .text = (string)                                      \
    }

struct statement;

struct query {
    struct database *database;
    struct statement *statement; // NULL: failed
};

// `sql` must be a literal: statements are compiled once and kept.
struct query query_begin(struct database *database, const char *sql, const struct value *values);
bool query_next(struct query *query);
void query_end(struct query *query);

// Columns of the row, from 0. Texts are copied into the arena; NULL is {NULL, 0}, and 0.
struct str query_text(const struct query *query, int column, struct arena *arena);
int64_t query_number(const struct query *query, int column);

// A statement without rows. How many rows it changed.
int64_t query_run(struct database *database, const char *sql, const struct value *values);
// The first column of the first row; 0 without one.
int64_t query_one(struct database *database, const char *sql, const struct value *values);
// The number of the row that was inserted last.
int64_t database_last_row(struct database *database);

#endif
