// Branches: a resource with a base. Merging brings its strings and their translations into the base, which
// keeps what the branch has not: nobody can tell what was deleted there from what came later.
#include "sync/hub/job.h"

#define MERGES "resource_async_merges"

struct merge {
    struct exchange *x;
    struct resource base, head;
    bool takes_head; // where both sides differ
    int64_t now;
};

// `?1` the base, `?2` the head, `?3` the time.
static void run(struct merge *merge, const char *sql)
{
    query_run(merge->x->database, sql,
              VALUES(NUMBER(merge->base.number), NUMBER(merge->head.number), NUMBER(merge->now)));
}

static const char new_strings[] =
    "INSERT INTO string (resource, hash, key, context, strings, words, position, pluralized, tags, comment,"
    " instructions, character_limit, occurrences, is_edited, created, modified, metadata_modified)"
    " SELECT ?1, hash, key, context, strings, words, position, pluralized, tags, comment, instructions,"
    " character_limit, occurrences, is_edited, ?3, ?3, ?3 FROM string WHERE resource = ?2"
    " AND hash NOT IN (SELECT hash FROM string WHERE resource = ?1)";

// What follows is about strings whose texts differ.
#define DIFFERENT                                                                                            \
    " FROM string b JOIN string h ON h.hash = b.hash AND h.resource = ?2"                                    \
    " WHERE b.resource = ?1 AND b.strings <> h.strings"

#define REPLACE_STRINGS                                                                                      \
    "UPDATE string AS b SET strings = h.strings, words = h.words, modified = ?3 FROM string h WHERE"         \
    " h.hash = b.hash AND h.resource = ?2 AND b.resource = ?1 AND b.strings <> h.strings"

static const char *const changed_strings[] = {
    "INSERT INTO revision (string, strings, created) SELECT b.id, b.strings, ?3" DIFFERENT,
    "DELETE FROM translation WHERE ?3 AND string IN (SELECT b.id" DIFFERENT ")",
    REPLACE_STRINGS,
};

#define TRANSLATIONS                                                                                         \
    "INSERT INTO translation SELECT b.id, t.language, t.strings, t.reviewed, t.proofread, 'TX:MERGED',"      \
    " ?3, ?3, iif(t.reviewed, ?3, NULL), iif(t.proofread, ?3, NULL) FROM string h"                           \
    " JOIN translation t ON t.string = h.id JOIN string b ON b.hash = h.hash AND b.resource = ?1"            \
    " WHERE h.resource = ?2 AND t.strings NOTNULL AND b.strings = h.strings"                                 \
    " ON CONFLICT DO UPDATE SET strings = excluded.strings, reviewed = excluded.reviewed,"                   \
    " proofread = excluded.proofread, origin = excluded.origin, translated = excluded.translated,"           \
    " reviewed_at = excluded.reviewed_at, proofread_at = excluded.proofread_at WHERE "

static const char missing_translations[] = TRANSLATIONS "strings IS NULL";
static const char other_translations[] = TRANSLATIONS "strings IS NOT excluded.strings";

// The branch's file becomes the base's where it has all of the base's strings.
static const char template[] =
    "UPDATE resource SET template = (SELECT template FROM resource WHERE id = ?2) WHERE id = ?1 AND ?3"
    " AND NOT EXISTS (SELECT 1 FROM string WHERE resource = ?1 AND hash NOT IN"
    " (SELECT hash FROM string WHERE resource = ?2))";

static void bring_together(struct merge *merge)
{
    merge->now = resource_stamp(merge->x, &merge->base);
    run(merge, template);
    run(merge, new_strings);
    for (size_t i = 0; merge->takes_head && i < sizeof changed_strings / sizeof *changed_strings; i++)
        run(merge, changed_strings[i]);
    run(merge, merge->takes_head ? other_translations : missing_translations);
    all_languages_changed(merge->x, &merge->base);
}

static bool read_merge(struct exchange *x, struct merge *merge)
{
    const struct object *object = x->objects.at;
    struct str choice = object_text(object, "conflict_resolution");
    *merge = (struct merge){.x = x, .takes_head = str_is(choice, "USE_HEAD")};
    if (!resource_find(x, object_relation(object, "resource"), &merge->head))
        return false;
    if (choice.at && !merge->takes_head && !str_is(choice, "USE_BASE"))
        refuse_attribute(x, 0, "conflict_resolution", STR("It must be USE_HEAD or USE_BASE."));
    else if (merge->head.base.len == 0)
        refuse_field(x, STR("/data/relationships/resource"), STR("It is the resource of no branch."));
    return !x->is_refused && resource_find(x, merge->head.base, &merge->base);
}

static void post_merge(struct exchange *x)
{
    struct merge merge;
    if (!read_merge(x, &merge))
        return;
    bring_together(&merge);
    struct job job = {.type = STR(MERGES),
                      .resource = merge.base.number,
                      .resource_id = merge.base.id,
                      .head = merge.head.id,
                      .begins = STR("CREATED"),
                      .status = STR("COMPLETED"),
                      .callback = object_text(x->objects.at, "callback_url")};
    job_accept(x, &job);
}

static void poll_merge(struct exchange *x)
{
    job_poll(x, MERGES);
}

static const struct field attributes[] = {
    {"conflict_resolution", JSONC_STRING, NULL, 0},
    {"force", JSONC_BOOL, NULL, 0},
    {"callback_url", JSONC_STRING, NULL, FIELD_NULLABLE},
    {0},
};

static const struct field relations[] = {{"resource", JSONC_OBJECT, "resources", FIELD_NEEDED}, {0}};

static const struct body_shape body = {
    .type = MERGES, .attributes = attributes, .relations = relations, .is_one = true};

const struct endpoint merge_endpoints[] = {
    {HUB_POST, "/" MERGES, post_merge, NULL, &body, 0},
    {HUB_GET, "/" MERGES "/*", poll_merge, NULL, NULL, 0},
    {0},
};
