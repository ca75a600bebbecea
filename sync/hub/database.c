#include "sync/hub/database.h"

#include "base/library.h"
#include "base/map.h"
#include "sync/hub/schema.h"

#include <sqlite3.h>

#define FUNCTIONS(X)                                                                                         \
    X(sqlite3_open_v2)                                                                                       \
    X(sqlite3_close)                                                                                         \
    X(sqlite3_exec)                                                                                          \
    X(sqlite3_prepare_v2)                                                                                    \
    X(sqlite3_finalize)                                                                                      \
    X(sqlite3_reset)                                                                                         \
    X(sqlite3_step)                                                                                          \
    X(sqlite3_bind_text)                                                                                     \
    X(sqlite3_bind_blob)                                                                                     \
    X(sqlite3_bind_int64)                                                                                    \
    X(sqlite3_bind_null)                                                                                     \
    X(sqlite3_column_type)                                                                                   \
    X(sqlite3_column_blob)                                                                                   \
    X(sqlite3_column_bytes)                                                                                  \
    X(sqlite3_column_int64)                                                                                  \
    X(sqlite3_changes)                                                                                       \
    X(sqlite3_last_insert_rowid)                                                                             \
    X(sqlite3_busy_timeout)                                                                                  \
    X(sqlite3_errmsg)

struct sqlite {
    LIBRARY_MEMBERS(FUNCTIONS)
};

enum { busy_milliseconds = 5000 };

struct statement {
    sqlite3_stmt *handle;
    bool is_busy; // rows of it are being read
    bool is_kept; // in the map; else it ends with its query
};

struct database {
    struct sqlite sqlite;
    sqlite3 *handle;
    struct arena *arena;
    struct map statements; // by their text
    struct str failure;
    char failure_text[256];
};

void database_fail(struct database *database, const char *why)
{
    if (database->failure.len > 0)
        return;
    size_t len = strnlen(why, sizeof database->failure_text);
    memcpy(database->failure_text, why, len);
    database->failure = (struct str){database->failure_text, len};
}

static bool check(struct database *database, int code)
{
    if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE)
        return true;
    database_fail(database, database->sqlite.sqlite3_errmsg(database->handle));
    return false;
}

struct str database_failure(const struct database *database)
{
    return database->failure;
}

void database_script(struct database *database, const char *sql)
{
    if (database->failure.len == 0)
        check(database, database->sqlite.sqlite3_exec(database->handle, sql, NULL, NULL, NULL));
}

// FULL: a commit is on the disk before it is acknowledged, not only in the system's memory.
static const char pragmas[] =
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
    "PRAGMA cache_size = -16000; PRAGMA temp_store = MEMORY;";

static bool open_file(struct database *database, struct str path)
{
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    const char *name = arena_cstr(database->arena, path);
    if (!check(database, database->sqlite.sqlite3_open_v2(name, &database->handle, flags, NULL)))
        return false;
    database->sqlite.sqlite3_busy_timeout(database->handle, busy_milliseconds);
    database_script(database, pragmas);
    if (database->failure.len == 0)
        schema_apply(database);
    return database->failure.len == 0;
}

struct database *database_open(struct str path, struct arena *arena, struct diags *diags)
{
    static const char *const names[] = {LIBRARY_NAMES(FUNCTIONS)};
    struct database *database = arena_new(arena, struct database);
    database->arena = arena;
    if (!library_load("libsqlite3.so.0", "libsqlite3-0", names, (void **)&database->sqlite, diags))
        return NULL;
    if (open_file(database, path))
        return database;
    diag_add(diags, KIND_HUB_DATA, span_file(path), "the hub's data cannot be used: " STR_FORMAT,
             STR_ARG(database->failure));
    database_close(database);
    return NULL;
}

void database_close(struct database *database)
{
    for (size_t i = 0; i < database->statements.entries.count; i++) {
        const struct statement *statement = database->statements.entries.at[i].value;
        if (statement) // else it could not be prepared
            database->sqlite.sqlite3_finalize(statement->handle);
    }
    database->sqlite.sqlite3_close(database->handle);
}

void database_begin(struct database *database, bool is_writing)
{
    database->failure = (struct str){0};
    database_script(database, is_writing ? "BEGIN IMMEDIATE" : "BEGIN");
}

void database_rollback(struct database *database)
{
    database->sqlite.sqlite3_exec(database->handle, "ROLLBACK", NULL, NULL, NULL);
}

bool database_commit(struct database *database)
{
    database_script(database, "COMMIT");
    if (database->failure.len > 0)
        database_rollback(database);
    return database->failure.len == 0;
}

// ---- queries

static struct statement *statement_of(struct database *database, const char *sql)
{
    struct map_entry *entry = map_entry(&database->statements, str_of(sql), database->arena);
    struct statement *statement = entry->value;
    if (statement && !statement->is_busy)
        return statement;
    bool is_kept = !statement;
    statement = arena_new(database->arena, struct statement);
    statement->is_kept = is_kept;
    if (!check(database,
               database->sqlite.sqlite3_prepare_v2(database->handle, sql, -1, &statement->handle, NULL)))
        return NULL;
    if (is_kept)
        entry->value = statement;
    return statement;
}

static int bind(const struct sqlite *sqlite, sqlite3_stmt *handle, int place, const struct value *value)
{
    const char *bytes = value->text.at ? value->text.at : "";
    if (value->text.len > INT32_MAX)
        return SQLITE_TOOBIG;
    switch (value->kind) {
    case VALUE_TEXT:
        return sqlite->sqlite3_bind_text(handle, place, bytes, (int)value->text.len, SQLITE_STATIC);
    case VALUE_BLOB:
        return sqlite->sqlite3_bind_blob(handle, place, bytes, (int)value->text.len, SQLITE_STATIC);
    case VALUE_NUMBER:
        return sqlite->sqlite3_bind_int64(handle, place, value->number);
    default:
        return sqlite->sqlite3_bind_null(handle, place);
    }
}

struct query query_begin(struct database *database, const char *sql, const struct value *values)
{
    struct query query = {.database = database};
    if (database->failure.len > 0)
        return query;
    query.statement = statement_of(database, sql);
    for (int i = 0; query.statement && values[i].kind != VALUE_END; i++)
        if (!check(database, bind(&database->sqlite, query.statement->handle, i + 1, &values[i])))
            query_end(&query);
    if (query.statement)
        query.statement->is_busy = true;
    return query;
}

bool query_next(struct query *query)
{
    if (!query->statement)
        return false;
    int code = query->database->sqlite.sqlite3_step(query->statement->handle);
    return check(query->database, code) && code == SQLITE_ROW;
}

void query_end(struct query *query)
{
    if (!query->statement)
        return;
    const struct sqlite *sqlite = &query->database->sqlite;
    if (query->statement->is_kept)
        sqlite->sqlite3_reset(query->statement->handle);
    else
        sqlite->sqlite3_finalize(query->statement->handle);
    query->statement->is_busy = false;
    query->statement = NULL;
}

struct str query_text(const struct query *query, int column, struct arena *arena)
{
    const struct sqlite *sqlite = &query->database->sqlite;
    sqlite3_stmt *handle = query->statement->handle;
    if (sqlite->sqlite3_column_type(handle, column) == SQLITE_NULL)
        return (struct str){0};
    const char *bytes = sqlite->sqlite3_column_blob(handle, column);
    size_t len = (size_t)sqlite->sqlite3_column_bytes(handle, column);
    if (len > 0 && !bytes) // no memory to turn a number into text
        database_fail(query->database, "out of memory");
    return len > 0 && bytes ? arena_copy(arena, (struct str){bytes, len}) : STR("");
}

int64_t query_number(const struct query *query, int column)
{
    return query->database->sqlite.sqlite3_column_int64(query->statement->handle, column);
}

int64_t query_run(struct database *database, const char *sql, const struct value *values)
{
    struct query query = query_begin(database, sql, values);
    query_next(&query);
    query_end(&query);
    return database->failure.len > 0 ? 0 : database->sqlite.sqlite3_changes(database->handle);
}

int64_t query_one(struct database *database, const char *sql, const struct value *values)
{
    struct query query = query_begin(database, sql, values);
    int64_t number = query_next(&query) ? query_number(&query, 0) : 0;
    query_end(&query);
    return number;
}

int64_t database_last_row(struct database *database)
{
    return database->sqlite.sqlite3_last_insert_rowid(database->handle);
}
