// Languages of Weblate, read as files, several at a time.
#include "sync/services/weblate.h"

#include "sync/neutral.h"

// ---- what was read

struct weblate_file *weblate_file(struct weblate *weblate, struct str code)
{
    for (size_t i = 0; i < weblate->files.count; i++)
        if (str_equal(weblate->files.at[i].code, code))
            return &weblate->files.at[i];
    return NULL;
}

static void keep_file(struct weblate *weblate, struct str code, struct str bytes)
{
    struct weblate_file *file = weblate_file(weblate, code);
    if (!file)
        file = list_push(&weblate->files, weblate->remote->arena);
    *file = (struct weblate_file){code, bytes};
}

bool weblate_parse(const struct weblate_call *call, struct str bytes, bool for_writing, struct catalog *out)
{
    struct weblate *weblate = call->weblate;
    struct remote *remote = weblate->remote;
    struct str path =
        arena_print(remote->arena, STR_FORMAT "/" STR_FORMAT "/" STR_FORMAT "%s",
                    STR_ARG(remote->address.project), STR_ARG(remote->address.resource),
                    STR_ARG(call->language.len ? call->language : STR("source")), weblate->suffix);
    const struct format *format = format_of_file(path, bytes);
    struct format_options options = weblate->options;
    options.for_writing = for_writing;
    if (!format || bytes.len == 0) {
        weblate_complain(call, KIND_SERVICE_ANSWER, "what came is no file of the format `" STR_FORMAT "`",
                         STR_ARG(weblate->file_format));
        return false;
    }
    return format_read(format, bytes, path, &options, remote->arena, remote->diags, out);
}

// ---- reading one language

enum phase { READS_FILE, READS_TEMPLATE, READS_APPROVED };

struct reading {
    struct weblate *weblate;
    struct remote_read *read;
    struct weblate_call call;
    enum phase phase;
    struct catalog catalog; // of the file
    size_t pages;
};

// What crosses the contract. Weblate knows one review, and writes what needs editing as what needs
// translation.
static enum unit_state state_of(const struct unit *from)
{
    if (from->state >= UNIT_REVIEWED)
        return UNIT_REVIEWED;
    return from->state == UNIT_NEW ? UNIT_NEEDS_REVIEW : from->state;
}

static void add_unit(struct reading *reading, const struct unit *from)
{
    struct arena *arena = reading->weblate->remote->arena;
    struct unit *unit = catalog_add(&reading->read->catalog, from->id, arena);
    bool is_translation = from->has_target && reading->read->code.len;
    *unit = (struct unit){.id = from->id,
                          .context = from->context,
                          .source = neutral_pattern(&from->source, arena),
                          .source_is_string = from->source_is_string,
                          .syntax = from->syntax};
    if (!is_translation || (reading->read->mode != READ_TRANSLATED && state_of(from) != UNIT_REVIEWED))
        return;
    neutral_take_translation(unit, from, arena);
    unit->state = state_of(from);
}

static void finish(struct reading *reading)
{
    struct remote *remote = reading->weblate->remote;
    const struct catalog *from = &reading->catalog;
    reading->read->catalog = (struct catalog){
        .path = from->path, .source_locale = remote->source.code, .target_locale = reading->read->code};
    catalog_reserve(&reading->read->catalog, from->units.count, remote->arena);
    for (size_t i = 0; i < from->units.count; i++) {
        const struct unit *unit = &from->units.at[i];
        if (!unit->is_obsolete && catalog_find(from, unit->id) == unit)
            add_unit(reading, unit);
    }
    reading->read->is_failed = false;
}

// ---- reviews that the file cannot tell: those of PO

static bool needs_approved(const struct reading *reading)
{
    const struct remote_language *language =
        remote_language_find(reading->weblate->remote, reading->read->code);
    const struct format *format = reading->catalog.format;
    return reading->read->code.len && language && language->reviewed && !(format->holds & HOLDS_REVIEWED);
}

static struct unit *unit_of(struct reading *reading, const struct jsonc *object)
{
    struct arena *arena = reading->weblate->remote->arena;
    const struct jsonc *sources = jsonc_get(object, "source");
    struct str context = weblate_text(object, "context");
    struct str source = jsonc_text(jsonc_is(sources, JSONC_ARRAY) ? sources->first : NULL);
    struct str pieces[] = {context, STR("\x04"), source};
    return catalog_find(&reading->catalog, context.len ? arena_join(arena, pieces, 3) : source);
}

static void take_approved(struct reading *reading, const struct jsonc *results)
{
    for (const struct jsonc *object = results->first; object; object = object->next) {
        const struct jsonc *approved = jsonc_get(object, "approved");
        struct unit *unit = unit_of(reading, object);
        if (unit && unit->has_target && jsonc_is(approved, JSONC_BOOL) && approved->truth)
            unit->state = UNIT_REVIEWED;
    }
}

// ---- the steps

static void send(struct http_task *task, struct weblate_call call, enum phase phase)
{
    struct reading *reading = task->context;
    reading->call = call;
    reading->phase = phase;
    http_send(task, &reading->call.request);
}

static void send_file(struct http_task *task, struct str code)
{
    struct reading *reading = task->context;
    send(task, weblate_call(reading->weblate, "reading translations", "translations", code, "file/", false),
         READS_FILE);
}

static void begin(struct http_task *task)
{
    struct reading *reading = task->context;
    if (reading->read->code.len)
        send_file(task, reading->read->code);
    else
        send(task,
             weblate_call(reading->weblate, "reading the source", "components", (struct str){0},
                          "new_template/", false),
             READS_TEMPLATE);
}

// A component without a file for new languages has its sources in every language.
static bool goes_without_template(struct http_task *task, const struct http_answer *answer)
{
    struct reading *reading = task->context;
    const struct remote_language_list *languages = &reading->weblate->remote->languages;
    if (reading->phase != READS_TEMPLATE || answer->status != 404 || languages->count == 0)
        return false;
    send_file(task, languages->at[0].code);
    return true;
}

static void take_file(struct http_task *task, const struct http_answer *answer)
{
    struct reading *reading = task->context;
    if (!weblate_succeeded(&reading->call, answer) ||
        !weblate_parse(&reading->call, answer->body, false, &reading->catalog))
        return;
    if (reading->read->code.len)
        keep_file(reading->weblate, reading->read->code, answer->body);
    if (needs_approved(reading))
        send(task,
             weblate_call(reading->weblate, "reading reviews", "translations", reading->read->code,
                          "units/?q=state:approved&" WEBLATE_PAGE_SIZE, true),
             READS_APPROVED);
    else
        finish(reading);
}

static void take_page(struct http_task *task, const struct http_answer *answer)
{
    struct reading *reading = task->context;
    const struct jsonc *results;
    struct str next;
    if (!weblate_read_page(&reading->call, answer, &results, &next))
        return;
    take_approved(reading, results);
    if (next.len && ++reading->pages < weblate_most_pages) {
        reading->call.request.url = next;
        http_send(task, &reading->call.request);
    } else {
        finish(reading);
    }
}

static void step(struct http_task *task, const struct http_answer *answer)
{
    struct reading *reading = task->context;
    if (!answer)
        begin(task);
    else if (reading->phase == READS_APPROVED)
        take_page(task, answer);
    else if (!goes_without_template(task, answer))
        take_file(task, answer);
}

static bool can_exchange(struct weblate *weblate)
{
    if (weblate->suffix)
        return true;
    struct weblate_call call = {.weblate = weblate, .doing = "reading"};
    struct diag *diag =
        weblate_complain(&call, KIND_SERVICE_FAILED,
                         "the component keeps its files as `" STR_FORMAT "`, which is not exchanged",
                         STR_ARG(weblate->file_format));
    diag_hint(weblate->remote->diags, diag, "Bilingual gettext PO and XLIFF are.");
    return false;
}

bool weblate_read(struct remote *remote, struct remote_read *reads, size_t count)
{
    struct weblate *weblate = remote->own;
    struct reading *readings = arena_array(remote->arena, struct reading, count);
    struct http_task *tasks = arena_array(remote->arena, struct http_task, count);
    bool good = true;
    for (size_t i = 0; i < count; i++) {
        readings[i] = (struct reading){.weblate = weblate, .read = &reads[i]};
        tasks[i] = (struct http_task){.step = step, .context = &readings[i]};
        reads[i].is_failed = true;
    }
    if (!can_exchange(weblate))
        return false;
    http_run(remote->http, tasks, count);
    for (size_t i = 0; i < count; i++)
        good &= !reads[i].is_failed;
    return good;
}
