#include "sync/hub/schema.h"

#include <stdio.h>

// Times are seconds since 1970. `strings` are JSON objects of plural forms, {"other":"…"}, printed in one way
// only, so that equal texts are equal bytes. `stamp` is a resource's own clock: see store.h, resource_stamp.
static const char *const steps[] = {
    "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE organization (id INTEGER PRIMARY KEY, slug TEXT NOT NULL UNIQUE, name TEXT NOT NULL);"
    "CREATE TABLE project ("
    " id INTEGER PRIMARY KEY, organization INTEGER NOT NULL REFERENCES organization ON DELETE CASCADE,"
    " slug TEXT NOT NULL, name TEXT NOT NULL, source TEXT NOT NULL,"
    " created INTEGER NOT NULL, modified INTEGER NOT NULL, UNIQUE (organization, slug));"
    "CREATE TABLE token ("
    " hash TEXT PRIMARY KEY, project INTEGER NOT NULL REFERENCES project ON DELETE CASCADE,"
    " created INTEGER NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE project_language ("
    " project INTEGER NOT NULL REFERENCES project ON DELETE CASCADE, code TEXT NOT NULL,"
    " added INTEGER NOT NULL, PRIMARY KEY (project, code)) WITHOUT ROWID;"
    "CREATE TABLE resource ("
    " id INTEGER PRIMARY KEY, project INTEGER NOT NULL REFERENCES project ON DELETE CASCADE,"
    " slug TEXT NOT NULL, name TEXT NOT NULL, format TEXT NOT NULL, priority TEXT NOT NULL,"
    " accepts INTEGER NOT NULL, categories TEXT NOT NULL,"
    " base INTEGER REFERENCES resource ON DELETE SET NULL, template BLOB, stamp INTEGER NOT NULL,"
    " created INTEGER NOT NULL, modified INTEGER NOT NULL, UNIQUE (project, slug));"
    "CREATE TABLE string ("
    " id INTEGER PRIMARY KEY, resource INTEGER NOT NULL REFERENCES resource ON DELETE CASCADE,"
    " hash TEXT NOT NULL, key TEXT NOT NULL, context TEXT NOT NULL, strings TEXT NOT NULL,"
    " words INTEGER NOT NULL, position INTEGER NOT NULL, pluralized INTEGER NOT NULL, tags TEXT NOT NULL,"
    " comment TEXT NOT NULL, instructions TEXT NOT NULL, character_limit INTEGER NOT NULL,"
    " occurrences TEXT NOT NULL, is_edited INTEGER NOT NULL, created INTEGER NOT NULL,"
    " modified INTEGER NOT NULL, metadata_modified INTEGER NOT NULL, UNIQUE (resource, hash));"
    "CREATE INDEX string_order ON string (resource, position, id);"
    "CREATE TABLE translation ("
    " string INTEGER NOT NULL REFERENCES string ON DELETE CASCADE, language TEXT NOT NULL,"
    " strings TEXT, reviewed INTEGER NOT NULL, proofread INTEGER NOT NULL, origin TEXT NOT NULL,"
    " created INTEGER NOT NULL, translated INTEGER, reviewed_at INTEGER, proofread_at INTEGER,"
    " PRIMARY KEY (string, language)) WITHOUT ROWID;"
    "CREATE TABLE language_update ("
    " resource INTEGER NOT NULL REFERENCES resource ON DELETE CASCADE, language TEXT NOT NULL,"
    " any INTEGER NOT NULL, translation INTEGER, review INTEGER, proofread INTEGER,"
    " PRIMARY KEY (resource, language)) WITHOUT ROWID;"
    "CREATE TABLE revision ("
    " id INTEGER PRIMARY KEY, string INTEGER NOT NULL REFERENCES string ON DELETE CASCADE,"
    " strings TEXT NOT NULL, created INTEGER NOT NULL);"
    "CREATE INDEX revision_string ON revision (string);"
    "CREATE TABLE job ("
    " id TEXT PRIMARY KEY, type TEXT NOT NULL, resource INTEGER REFERENCES resource ON DELETE CASCADE,"
    " language TEXT, status TEXT NOT NULL, errors TEXT NOT NULL, details TEXT, options TEXT NOT NULL,"
    " created INTEGER NOT NULL, modified INTEGER NOT NULL) WITHOUT ROWID;"
    "CREATE INDEX job_age ON job (created);"
    "CREATE INDEX job_resource ON job (resource);",
    // `complete`: bits of what all strings of the language are, when it was last looked at: see webhook.h.
    "ALTER TABLE language_update ADD COLUMN complete INTEGER NOT NULL DEFAULT 0;"
    "CREATE TABLE webhook ("
    " id TEXT PRIMARY KEY, project INTEGER NOT NULL REFERENCES project ON DELETE CASCADE,"
    " active INTEGER NOT NULL, url TEXT NOT NULL, event TEXT NOT NULL, secret TEXT NOT NULL,"
    " created INTEGER NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE letter ("
    " id INTEGER PRIMARY KEY, url TEXT NOT NULL, body TEXT NOT NULL, date TEXT NOT NULL,"
    " digest TEXT NOT NULL, signature TEXT NOT NULL, tries INTEGER NOT NULL, due INTEGER NOT NULL,"
    " created INTEGER NOT NULL);",
};

enum { version = sizeof steps / sizeof *steps };

static void set_version(struct database *database, size_t number)
{
    char sql[48];
    snprintf(sql, sizeof sql, "PRAGMA user_version = %zu", number);
    database_script(database, sql);
}

void schema_apply(struct database *database)
{
    int64_t found = query_one(database, "PRAGMA user_version", NO_VALUES);
    int64_t tables = query_one(database, "SELECT count(*) FROM sqlite_master", NO_VALUES);
    if (found > version)
        database_fail(database, "a later version of glot made them");
    if (found == 0 && tables > 0)
        database_fail(database, "it is a database of another program");
    if (found == version || database_failure(database).len > 0)
        return;
    database_begin(database, true);
    for (size_t i = (size_t)found; i < version; i++)
        database_script(database, steps[i]);
    set_version(database, version);
    database_commit(database);
}
