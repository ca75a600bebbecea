// What the service Transifex does, one step after the other, for transifex.mjs:
//
//     transifex_driver HOST TOKEN PROJECT RESOURCE STEP…
//
// Steps: "open", "create NAME", "add CODE", "source", "pull CODE,… MODE [SINCE [KNOWN,…]]" (MODE: translated,
// reviewed or proofread; KNOWN: ids), "push FILE [keep]" and "write CODE FILE [states]" (catalogs
// of XLIFF, which become neutral), "branch NAME", "merge", "delete". Each prints a line of JSON.
#include "base/file.h"
#include "base/json_writer.h"
#include "catalog/format.h"
#include "sync/http.h"
#include "sync/neutral.h"
#include "sync/service.h"

#include <stdio.h>
#include <stdlib.h>

struct driver {
    struct arena arena;
    struct diags diags;
    struct format_options options;
    struct remote remote;
    struct json json;
};

static bool read_catalog(struct driver *driver, struct str path, bool with_targets, struct catalog *out)
{
    struct str bytes;
    struct catalog catalog;
    bool is_read = file_read(path, &driver->arena, &driver->diags, &bytes) == FILE_READ &&
                   format_read(format_find(STR("xliff")), bytes, path, &driver->options, &driver->arena,
                               &driver->diags, &catalog);
    if (is_read)
        *out = neutral_catalog(&catalog, with_targets, &driver->arena);
    return is_read;
}

static void put_language(struct json *json, const struct remote_language *language)
{
    json_open(json, '{');
    json_put_text(json, "code", language->code);
    json_put_number(json, "total", (int64_t)language->total);
    json_put_number(json, "translated", (int64_t)language->translated);
    json_put_number(json, "reviewed", (int64_t)language->reviewed);
    json_put_number(json, "proofread", (int64_t)language->proofread);
    json_put_text(json, "version", language->version);
    json_close(json, '}');
}

static bool do_open(struct driver *driver)
{
    struct remote *remote = &driver->remote;
    bool is_fine = remote->service->open(remote);
    json_put_bool(&driver->json, "exists", remote->exists);
    json_key(&driver->json, "source");
    put_language(&driver->json, &remote->source);
    json_open_in(&driver->json, "languages", '[');
    for (size_t i = 0; i < remote->languages.count; i++)
        put_language(&driver->json, &remote->languages.at[i]);
    json_close(&driver->json, ']');
    return is_fine;
}

static void put_units(struct driver *driver, const struct catalog *catalog)
{
    json_open_in(&driver->json, "units", '[');
    for (size_t i = 0; i < catalog->units.count; i++) {
        const struct unit *unit = &catalog->units.at[i];
        struct buf source = {0}, target = {0};
        pattern_print(&unit->source, &source);
        pattern_print(&unit->target, &target);
        json_open(&driver->json, '{');
        json_put_text(&driver->json, "id", unit->id);
        json_put_text(&driver->json, "source", source.at ? buf_str(&source) : STR(""));
        json_put_text(&driver->json, "target",
                      !unit->has_target ? (struct str){0}
                      : target.at       ? buf_str(&target)
                                        : STR(""));
        json_put_text(&driver->json, "state", str_of(unit_state_name(unit->state)));
        json_close(&driver->json, '}');
        buf_free(&source);
        buf_free(&target);
    }
    json_close(&driver->json, ']');
}

static void split(struct str text, char at, struct str_list *out, struct arena *arena)
{
    for (size_t start = 0; start < text.len;) {
        size_t end = str_find_byte(text, at, start);
        *list_push(out, arena) = str_slice(text, start, end);
        start = end == STR_NONE ? text.len : end + 1;
    }
}

static enum read_mode mode_of(struct str word)
{
    return str_is(word, "reviewed")    ? READ_REVIEWED
           : str_is(word, "proofread") ? READ_PROOFREAD
                                       : READ_TRANSLATED;
}

static void put_read(struct driver *driver, const struct remote_read *read)
{
    json_open(&driver->json, '{');
    json_put_text(&driver->json, "code", read->code);
    json_put_bool(&driver->json, "failed", read->is_failed);
    json_put_bool(&driver->json, "delta", read->is_delta);
    put_units(driver, &read->catalog);
    json_close(&driver->json, '}');
}

static bool do_pull(struct driver *driver, const struct str_list *words)
{
    struct arena *arena = &driver->arena;
    struct str_list codes = {0}, ids = {0};
    struct map known = {0};
    if (words->count > 1)
        split(words->at[1], ',', &codes, arena);
    else
        *list_push(&codes, arena) = STR(""); // the source
    if (words->count > 4)
        split(words->at[4], ',', &ids, arena);
    for (size_t i = 0; i < ids.count; i++)
        map_set(&known, ids.at[i], NULL, arena);
    struct remote_read *reads = arena_array(arena, struct remote_read, codes.count);
    for (size_t i = 0; i < codes.count; i++)
        reads[i] = (struct remote_read){.code = codes.at[i],
                                        .mode = words->count > 2 ? mode_of(words->at[2]) : READ_TRANSLATED,
                                        .since = words->count > 3 ? words->at[3] : STR(""),
                                        .known = words->count > 3 ? &known : NULL};
    bool is_fine = driver->remote.service->read(&driver->remote, reads, codes.count);
    json_open_in(&driver->json, "reads", '[');
    for (size_t i = 0; i < codes.count; i++)
        put_read(driver, &reads[i]);
    json_close(&driver->json, ']');
    return is_fine;
}

static void put_written(struct json *json, enum write_outcome outcome, const struct write_counts *counts)
{
    static const char *const outcomes[] = {"done", "not done", "unknown"};
    json_put_text(json, "outcome", str_of(outcomes[outcome]));
    json_put_number(json, "created", (int64_t)counts->created);
    json_put_number(json, "updated", (int64_t)counts->updated);
    json_put_number(json, "skipped", (int64_t)counts->skipped);
    json_put_number(json, "deleted", (int64_t)counts->deleted);
}

static bool do_push(struct driver *driver, const struct str_list *words)
{
    struct catalog source;
    enum write_outcome outcome;
    struct write_counts counts;
    const struct source_policy policy = {.keep_translations = words->count > 2};
    if (!read_catalog(driver, words->at[1], false, &source))
        return false;
    bool is_fine = driver->remote.service->write_source(&driver->remote, &source, &policy, &outcome, &counts);
    put_written(&driver->json, outcome, &counts);
    return is_fine;
}

static bool do_write(struct driver *driver, const struct str_list *words)
{
    struct remote_write write = {.code = words->at[1], .with_states = words->count > 3};
    if (!read_catalog(driver, words->at[2], true, &write.catalog))
        return false;
    bool is_fine = driver->remote.service->write(&driver->remote, &write, 1);
    put_written(&driver->json, write.outcome, &write.counts);
    return is_fine;
}

static bool do_branch(struct driver *driver, const struct str_list *words)
{
    struct address *address = &driver->remote.address;
    address->base = address->resource;
    address->resource = driver->remote.service->branch_resource(address->base, words->at[1], &driver->arena);
    return do_open(driver);
}

static bool do_step(struct driver *driver, const struct str_list *words)
{
    const struct service *service = driver->remote.service;
    struct str verb = words->at[0];
    if (str_is(verb, "open"))
        return do_open(driver);
    if (str_is(verb, "source") || str_is(verb, "pull"))
        return do_pull(driver, words);
    if (str_is(verb, "push"))
        return do_push(driver, words);
    if (str_is(verb, "write"))
        return do_write(driver, words);
    if (str_is(verb, "branch"))
        return do_branch(driver, words);
    if (str_is(verb, "create"))
        return service->create(&driver->remote, &(struct source_policy){.name = words->at[1]});
    if (str_is(verb, "add"))
        return service->add_languages(&driver->remote,
                                      &(struct str_list){words->at + 1, words->count - 1, words->count});
    if (str_is(verb, "merge"))
        return service->merge_branch(&driver->remote);
    return str_is(verb, "delete") && service->delete_branch(&driver->remote);
}

static void run_step(struct driver *driver, const char *step)
{
    struct buf out = {0};
    struct str_list words = {0};
    split(str_of(step), ' ', &words, &driver->arena);
    size_t asked = http_request_count(driver->remote.http), told = driver->diags.count;
    driver->json = (struct json){.out = &out};
    json_open(&driver->json, '{');
    bool is_fine = words.count && do_step(driver, &words);
    json_put_bool(&driver->json, "fine", is_fine);
    json_put_number(&driver->json, "requests", (int64_t)(http_request_count(driver->remote.http) - asked));
    json_open_in(&driver->json, "diags", '[');
    for (; told < driver->diags.count; told++) {
        const struct diag *diag = &driver->diags.at[told];
        struct str kind = str_of(kind_rows[diag->kind].name);
        json_text(&driver->json,
                  arena_join(&driver->arena, (struct str[]){kind, STR(": "), diag->message}, 3));
    }
    json_close(&driver->json, ']');
    json_close(&driver->json, '}');
    printf(STR_FORMAT "\n", STR_ARG(buf_str(&out)));
    buf_free(&out);
}

int main(int count, char **words)
{
    if (count < 5)
        return 2;
    struct driver driver = {.options = {.tool = STR("glot")}};
    driver.diags.arena = &driver.arena;
    driver.remote = (struct remote){
        .service = service_find(STR("transifex")),
        .address = {.host = str_of(words[1]), .project = str_of(words[3]), .resource = str_of(words[4])},
        .credentials = {.token = str_of(words[2]), .origin = STR("the command line")},
        .arena = &driver.arena,
        .diags = &driver.diags,
        .options = &driver.options};
    struct http_options options = {.tries = 2, .total_seconds = 60};
    driver.remote.service->transport(&driver.remote, &options);
    driver.remote.http = http_open(&options, &driver.arena, &driver.diags);
    for (int i = 5; driver.remote.http && i < count; i++)
        run_step(&driver, words[i]);
    if (driver.remote.http)
        http_close(driver.remote.http);
    arena_free(&driver.arena);
    return driver.remote.http ? 0 : 3;
}
