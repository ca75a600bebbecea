// String by string. See transifex_read.h.
#include "sync/services/transifex_read.h"

enum {
    greatest_pages = 10000,
    greatest_surplus = 10000, // strings beyond those that are counted
};

static struct str first_page(const struct reading *reading)
{
    static const char *const filters[] = {[READ_TRANSLATED] = "filter[translated]",
                                          [READ_REVIEWED] = "filter[reviewed]",
                                          [READ_PROOFREAD] = "filter[proofread]"};
    struct remote *remote = reading->remote;
    struct str resource = transifex_of(remote)->resource_id,
               limit = arena_print(remote->arena, "%d", transifex_page_size);
    if (is_of_source(reading))
        return transifex_query(remote, "resource_strings",
                               (struct query_pair[]){{"filter[resource]", resource}, {"limit", limit}}, 2);
    bool is_delta = reading->way == BY_CHANGES;
    const struct query_pair pairs[] = {
        {"filter[resource]", resource},
        {"filter[language]", transifex_language_id(remote, reading->read->code)},
        {"include", STR("resource_string")},
        {"limit", limit},
        {is_delta ? "filter[date_translated][gt]" : filters[reading->read->mode],
         is_delta ? transifex_last_look(reading) : STR("true")}};
    return transifex_query(remote, "resource_translations", pairs, sizeof pairs / sizeof *pairs);
}

static void send_page(struct reading *reading, struct http_task *task)
{
    reading->pages++;
    http_send(task, &(struct http_request){.wants_json = true, .is_passing = true, .url = reading->next});
}

// The one text of a string. False where it has plural forms, which files of XLIFF do not.
static bool text_of(struct reading *reading, const struct jsonc *object, struct str key, struct str *out)
{
    const struct jsonc *strings = jsonapi_attribute(object, "strings");
    *out = (struct str){0};
    for (const struct jsonc *form = jsonc_is(strings, JSONC_OBJECT) ? strings->first : NULL; form;
         form = form->next) {
        if (form->kind == JSONC_NULL)
            continue;
        if (form->kind != JSONC_STRING || !str_is(form->key, "other"))
            return transifex_refuse(
                reading, "there are plural forms, which no resource of XLIFF has, in the string ", key);
        *out = form->text.at ? form->text : STR("");
    }
    return true;
}

static enum unit_state state_of(const struct jsonc *translation)
{
    if (jsonapi_truth(jsonapi_attribute(translation, "proofread")))
        return UNIT_FINAL;
    return jsonapi_truth(jsonapi_attribute(translation, "reviewed")) ? UNIT_REVIEWED : UNIT_TRANSLATED;
}

static bool is_wanted(enum unit_state state, enum read_mode mode)
{
    return mode == READ_TRANSLATED || state == UNIT_FINAL ||
           (mode == READ_REVIEWED && state == UNIT_REVIEWED);
}

static void keep_time(struct reading *reading, struct str key, const struct jsonc *translation)
{
    struct str time = jsonc_text(jsonapi_attribute(translation, "datetime_translated"));
    if (!time.len)
        return;
    struct str *kept = arena_new(reading->remote->arena, struct str);
    *kept = arena_copy(reading->remote->arena, time);
    map_set(&reading->read->times, arena_copy(reading->remote->arena, key), kept, reading->remote->arena);
}

static bool add_string(struct reading *reading, const struct jsonc *string, const struct jsonc *translation)
{
    struct str key = jsonc_text(jsonapi_attribute(string, "key"));
    struct str context = jsonc_text(jsonapi_attribute(string, "context")), source, target = {0};
    enum unit_state state = translation ? state_of(translation) : UNIT_NEW;
    if (!str_is(jsonapi_type(string), "resource_strings") || key.len == 0)
        return transifex_refuse(reading, "a string has no key", (struct str){0});
    if (!text_of(reading, string, key, &source) ||
        (translation && !text_of(reading, translation, key, &target)))
        return false;
    if (translation && !is_wanted(state, reading->read->mode))
        target = (struct str){0};
    reading->received += target.at || !translation;
    if (target.at)
        keep_time(reading, key, translation);
    transifex_add_text(&reading->texts, key, context, source, target, target.at ? state : UNIT_NEW);
    return true;
}

static bool add_translation(struct reading *reading, const struct jsonc *translation,
                            const struct map *strings)
{
    struct str language = jsonapi_related(translation, "language");
    struct str id = jsonapi_related(translation, "resource_string");
    const struct jsonc *string = map_get(strings, id);
    if (!str_is(jsonapi_type(translation), "resource_translations") || !string)
        return transifex_refuse(reading, "a translation comes without its string: ", id);
    if (!str_equal(str_from(language, 2), reading->read->code))
        return transifex_refuse(reading, "there is a translation in another language: ", language);
    return add_string(reading, string, translation);
}

static bool add_rows(struct reading *reading, const struct jsonapi_document *document, struct arena *scratch)
{
    struct map strings = {0};
    const struct jsonc *row = jsonc_is(document->included, JSONC_ARRAY) ? document->included->first : NULL;
    for (; row; row = row->next)
        map_set(&strings, jsonapi_id(row), (void *)row, scratch);
    if (document->data->kind != JSONC_ARRAY)
        return transifex_refuse(reading, "there is no list of strings", (struct str){0});
    for (row = document->data->first; row; row = row->next)
        if (is_of_source(reading) ? !add_string(reading, row, NULL)
                                  : !add_translation(reading, row, &strings))
            return false;
    if (reading->texts.units.count > reading->now.total + greatest_surplus || reading->pages > greatest_pages)
        return transifex_refuse(reading, "the pages do not end", (struct str){0});
    return true;
}

// Whether what was known, changed by what was read, is as much as the service counts.
static bool adds_up(const struct reading *reading)
{
    const struct map *known = reading->read->known;
    const struct catalog *catalog = &reading->read->catalog;
    size_t count = known->entries.count;
    for (size_t i = 0; i < catalog->units.count; i++) {
        const struct unit *unit = &catalog->units.at[i];
        bool was_there = map_has(known, unit->id);
        count = count + (unit->has_target && !was_there) - (!unit->has_target && was_there);
    }
    return count == reading->now.translated;
}

static void finish_pages(struct reading *reading, struct http_task *task)
{
    struct remote_read *read = reading->read;
    if (!transifex_read_texts(&reading->texts, &read->catalog)) {
        reading->read->is_failed = true;
        return;
    }
    if (!read->is_delta)
        reading->is_short = reading->received < transifex_expected(reading);
    else if (!adds_up(reading))
        transifex_begin(reading, task, transifex_way_to_all(reading));
}

void transifex_page_step(struct reading *reading, struct http_task *task, const struct http_answer *answer)
{
    struct arena scratch = {0};
    struct jsonapi_document document;
    bool is_fine = jsonapi_read(&reading->subject, answer, &scratch, &document) &&
                   add_rows(reading, &document, &scratch) &&
                   jsonapi_next(&reading->subject, &document, transifex_of(reading->remote)->base,
                                reading->remote->arena, &reading->next);
    arena_free(&scratch);
    if (!is_fine)
        reading->read->is_failed = true;
    else if (reading->next.len)
        send_page(reading, task);
    else
        finish_pages(reading, task);
}

void transifex_begin_pages(struct reading *reading, struct http_task *task)
{
    reading->pages = reading->received = 0;
    reading->texts = (struct transifex_texts){.remote = reading->remote, .language = reading->read->code};
    reading->next = first_page(reading);
    send_page(reading, task);
}
