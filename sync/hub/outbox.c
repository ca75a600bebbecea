#include "sync/hub/outbox.h"

#include <time.h>

enum { url_greatest = 2000 };

// RFC 9110: the same in any locale.
static struct str http_date(int64_t seconds, struct arena *arena)
{
    static const char *const days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    time_t when = (time_t)seconds;
    struct tm parts = {0};
    gmtime_r(&when, &parts);
    return arena_print(arena, "%s, %02d %s %d %02d:%02d:%02d GMT", days[parts.tm_wday], parts.tm_mday,
                       months[parts.tm_mon], parts.tm_year + 1900, parts.tm_hour, parts.tm_min, parts.tm_sec);
}

struct letter_proof letter_sign(const struct digest *digest, struct str secret, struct str url, int64_t now,
                                struct str body, struct arena *arena)
{
    struct letter_proof proof = {.date = http_date(now, arena), .digest = digest_md5(digest, body, arena)};
    struct str lines[] = {STR("POST"), STR("\n"), url, STR("\n"), proof.date, STR("\n"), proof.digest};
    proof.signature =
        digest_signature(digest, secret, arena_join(arena, lines, sizeof lines / sizeof *lines), arena);
    return proof;
}

bool outbox_takes(struct str url)
{
    bool is_http = str_starts(url, STR("http://")) || str_starts(url, STR("https://"));
    for (size_t i = 0; i < url.len; i++)
        if ((unsigned char)url.at[i] <= ' ' || url.at[i] == 127)
            return false;
    return is_http && url.len <= url_greatest;
}

void outbox_add(struct exchange *x, struct str url, struct str secret, struct str body)
{
    if (!outbox_takes(url))
        return;
    struct letter_proof proof = letter_sign(x->digest, secret, url, x->now, body, x->arena);
    query_run(x->database,
              "INSERT INTO letter (url, body, date, digest, signature, tries, due, created)"
              " VALUES (?1, ?2, ?3, ?4, ?5, 0, ?6, ?6)",
              VALUES(TEXT(url), TEXT(body), TEXT(proof.date), TEXT(proof.digest), TEXT(proof.signature),
                     NUMBER(x->now)));
    x->has_letters = true;
}
