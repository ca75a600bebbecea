#include "sync/hub/postman.h"

#include "sync/http.h"
#include "sync/hub/database.h"

#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

enum { tries_greatest = 12, letters_at_a_time = 50, idle_milliseconds = 30000 };

struct postman {
    pthread_t thread;
    int events; // eventfd: 1 for each call of postman_wake, much more for the end
    struct str file;
};

static const uint64_t end_of_work = (uint64_t)1 << 40;

struct letter {
    int64_t number, tries;
    struct str url, body, date, digest, signature;
};

// ---- one letter

static bool deliver(struct http *http, const struct letter *letter)
{
    struct http_header headers[] = {{STR("X-TX-Url"), letter->url},
                                    {STR("Date"), letter->date},
                                    {STR("Content-MD5"), letter->digest},
                                    {STR("X-TX-Signature-V2"), letter->signature}};
    struct http_request request = {
        .method = HTTP_POST,
        .url = letter->url,
        .body = letter->body,
        .media_type = STR("application/json"),
        .headers = {headers, sizeof headers / sizeof *headers, sizeof headers / sizeof *headers},
        .is_foreign = true};
    struct http_answer answer = http_ask(http, &request);
    return answer.status >= 200 && answer.status < 300;
}

// Half a minute, a minute, two …, at last some hours.
static void put_off(struct database *database, const struct letter *letter)
{
    int64_t wait = (int64_t)30 << letter->tries;
    query_run(database, "UPDATE letter SET tries = tries + 1, due = ? WHERE id = ?",
              VALUES(NUMBER((int64_t)time(NULL) + wait), NUMBER(letter->number)));
}

static void settle(struct database *database, const struct letter *letter, bool is_delivered)
{
    database_begin(database, true);
    if (is_delivered || letter->tries + 1 >= tries_greatest)
        query_run(database, "DELETE FROM letter WHERE id = ?", VALUES(NUMBER(letter->number)));
    else
        put_off(database, letter);
    database_commit(database);
}

// ---- the round

static size_t read_letters(struct database *database, struct arena *arena, struct letter letters[])
{
    size_t count = 0;
    database_begin(database, false);
    struct query query = query_begin(database,
                                     "SELECT id, tries, url, body, date, digest, signature FROM letter WHERE "
                                     "due <= ? ORDER BY due, id LIMIT ?",
                                     VALUES(NUMBER(time(NULL)), NUMBER(letters_at_a_time)));
    for (; count < letters_at_a_time && query_next(&query); count++)
        letters[count] = (struct letter){.number = query_number(&query, 0),
                                         .tries = query_number(&query, 1),
                                         .url = query_text(&query, 2, arena),
                                         .body = query_text(&query, 3, arena),
                                         .date = query_text(&query, 4, arena),
                                         .digest = query_text(&query, 5, arena),
                                         .signature = query_text(&query, 6, arena)};
    query_end(&query);
    database_commit(database);
    return count;
}

static bool is_ending(const struct postman *postman)
{
    uint64_t told;
    struct pollfd waiting = {.fd = postman->events, .events = POLLIN};
    if (poll(&waiting, 1, 0) <= 0 || read(postman->events, &told, sizeof told) != sizeof told)
        return false;
    // What was read is gone: it is put back for whoever looks next.
    if (told >= end_of_work)
        (void)!write(postman->events, &end_of_work, sizeof end_of_work);
    return told >= end_of_work;
}

// One letter is one try: the outbox knows when the next one is due.
static void walk_round(const struct postman *postman, struct database *database)
{
    struct arena arena = {0};
    struct diags diags = {.arena = &arena};
    struct letter letters[letters_at_a_time];
    struct http_options options = {.origin = STR("https://localhost"),
                                   .tries = 1,
                                   .request_seconds = 10,
                                   .total_seconds = 15,
                                   .greatest = 65536};
    size_t count = read_letters(database, &arena, letters);
    struct http *http = count > 0 ? http_open(&options, &arena, &diags) : NULL;
    for (size_t i = 0; http && i < count && !is_ending(postman); i++)
        settle(database, &letters[i], deliver(http, &letters[i]));
    if (http)
        http_close(http);
    arena_free(&arena);
}

static void *work(void *context)
{
    const struct postman *postman = context;
    struct arena arena = {0};
    struct diags diags = {.arena = &arena};
    struct database *database = NULL;
    while (!is_ending(postman)) {
        if (!database) { // what failed once, for want of memory or of files, is tried again
            arena_reset(&arena);
            diags = (struct diags){.arena = &arena};
            database = database_open(postman->file, &arena, &diags);
        }
        if (database)
            walk_round(postman, database);
        struct pollfd waiting = {.fd = postman->events, .events = POLLIN};
        poll(&waiting, 1, idle_milliseconds);
    }
    if (database)
        database_close(database);
    arena_free(&arena);
    return NULL;
}

struct postman *postman_start(struct str file, struct arena *arena)
{
    struct postman *postman = arena_new(arena, struct postman);
    postman->file = file;
    postman->events = eventfd(0, EFD_CLOEXEC);
    if (postman->events < 0)
        return NULL;
    if (pthread_create(&postman->thread, NULL, work, postman) == 0)
        return postman;
    close(postman->events);
    return NULL;
}

static void tell(struct postman *postman, uint64_t what)
{
    (void)!write(postman->events, &what, sizeof what);
}

void postman_wake(struct postman *postman)
{
    tell(postman, 1);
}

void postman_stop(struct postman *postman)
{
    if (!postman)
        return;
    tell(postman, end_of_work);
    pthread_join(postman->thread, NULL);
    close(postman->events);
}
