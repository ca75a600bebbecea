#include "cli/exchanging.h"

#include "base/json_writer.h"
#include "base/path.h"
#include "catalog/locale.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/output.h"
#include "sync/credentials.h"
#include "sync/http.h"

#include <stdio.h>
#include <unistd.h>

// ---- the resource

static struct setup_choice choice_of(const struct exchanging *e)
{
    const struct settings *settings = &e->context->settings;
    const struct config *config = &e->project.config;
    struct str name = arena_print(e->context->arena, "<lang>%s", e->project.format->suffix);
    return (struct setup_choice){
        .catalogs = path_join(e->context->arena, config->catalog_folder, name),
        .project = settings->project,
        .resource = settings->resource,
        .say_project = "--project",
        .say_resource = "--resource",
    };
}

// glot.json says it, else the files of Transifex's own tools do.
static bool find_resource(struct exchanging *e)
{
    struct context *context = e->context;
    const struct config *config = &e->project.config;
    struct setup setup = {0};
    if (config->has_sync) {
        setup.path = config->path;
        *list_push(&setup.resources, context->arena) = config->sync;
    } else if (!setup_find(config->folder, context->arena, context->diags, &setup)) {
        return false;
    }
    if (context->settings.verbosity > 0 && setup.path.len)
        setup_tell_unread(config->folder, &setup, context->arena, context->diags);
    struct setup_choice choice = choice_of(e);
    return setup_choose(&setup, &choice, context->arena, context->diags, &e->resource);
}

// The resource of a branch has its own name, which nobody has to know.
static bool choose_branch(struct exchanging *e)
{
    struct str branch = e->context->settings.branch;
    struct address *address = &e->remote.address;
    if (!branch.len && e->context->settings.merge)
        diag_add(e->context->diags, KIND_USAGE, (struct span){0}, "option --merge needs --branch NAME");
    if (!branch.len)
        return !e->context->settings.merge;
    if (!e->remote.service->branch_resource) {
        diag_add(e->context->diags, KIND_USAGE, (struct span){0}, "the service `%s` has no branches",
                 e->remote.service->name);
        return false;
    }
    address->base = address->resource;
    address->resource = e->remote.service->branch_resource(address->base, branch, e->context->arena);
    return true;
}

// ---- what happens meanwhile

static void tell_repeat(struct exchanging *e, const struct http_event *event)
{
    struct buf out = {0};
    struct str url = event->request->url;
    if (e->context->settings.form != OUTPUT_JSON)
        return;
    char seconds[32];
    struct json json = {.out = &out};
    snprintf(seconds, sizeof seconds, "%.1f", event->seconds);
    json_open(&json, '{');
    json_put_text(&json, "event", STR("repeat"));
    json_put_text(&json, "url", str_slice(url, 0, str_find_byte(url, '?', 0))); // behind it may be a secret
    json_put_number(&json, "status", event->answer ? event->answer->status : 0);
    json_put_number(&json, "tries", event->tries);
    json_put_raw(&json, "seconds", str_of(seconds));
    json_close(&json, '}');
    buf_byte(&out, '\n');
    output_write(&out, stdout);
}

// "reading from the service [######------] 9 of 17 languages"
static void show_stage(struct exchanging *e)
{
    enum { width = 20 };
    struct buf out = {0};
    buf_text(&out, e->stage);
    if (e->languages > 1) {
        size_t full = e->ended * width / e->languages;
        buf_text(&out, " [");
        buf_repeat(&out, '#', full);
        buf_repeat(&out, '-', width - full);
        buf_print(&out, "] %zu of %zu languages", e->ended, e->languages);
    } else if (e->answers > 0) {
        buf_print(&out, ", %zu answer%s", e->answers, e->answers == 1 ? "" : "s");
    }
    if (e->repeats > 0)
        buf_text(&out, ", some requests repeated");
    buf_byte(&out, '\0');
    progress_stage(&e->context->progress, buf_finish(&out, e->context->arena).at);
}

static void see_event(void *context, const struct http_event *event)
{
    struct exchanging *e = context;
    e->answers += event->kind == HTTP_ANSWERS;
    e->repeats += event->kind == HTTP_REPEATS;
    e->ended += event->kind == HTTP_TASK_ENDS && e->ended < e->languages;
    if (event->kind == HTTP_REPEATS)
        tell_repeat(e, event);
    if (event->kind != HTTP_SENDS)
        show_stage(e);
}

static void begin_languages(void *context, size_t count)
{
    struct exchanging *e = context;
    e->languages = count;
    e->ended = 0;
    show_stage(e);
}

static void begin_stage(struct exchanging *e, const char *stage)
{
    e->stage = stage;
    e->languages = e->answers = e->repeats = 0;
    show_stage(e);
}

static bool connect_service(struct exchanging *e)
{
    struct remote *remote = &e->remote;
    struct http_options options = {0};
    if (!remote->service->transport)
        return true;
    remote->service->transport(remote, &options);
    options.on_event = see_event;
    options.event_context = e;
    remote->http = http_open(&options, e->context->arena, e->context->diags);
    return remote->http != NULL;
}

enum status exchange_open(struct context *context, struct exchanging *e)
{
    static const struct format_options plain = {.tool = STR_INIT("glot"), .original = STR_INIT("sources")};
    *e = (struct exchanging){.context = context};
    enum status status = project_open(context, &e->project);
    if (status != STATUS_FINE)
        return status;
    if (!find_resource(e))
        return STATUS_USAGE;
    e->remote = (struct remote){.service = service_find(e->resource.address.service),
                                .address = e->resource.address,
                                .arena = context->arena,
                                .diags = context->diags,
                                .options = &plain};
    struct environment environment = environment_of_process();
    if (!choose_branch(e) || !credentials_find(&e->remote, e->resource.site, &environment))
        return STATUS_USAGE;
    begin_stage(e, "asking the service");
    e->remote.since = exchange_last_version(e);
    if (!connect_service(e) || !e->remote.service->open(&e->remote))
        return STATUS_WORLD;
    return STATUS_FINE;
}

struct str exchange_name(const struct exchanging *e)
{
    const struct address *address = &e->remote.address;
    bool is_bare = address->project.len + address->resource.len == 0; // a folder that lies open as it is
    struct str project = is_bare ? address->host : address->project;
    return arena_print(e->context->arena, STR_FORMAT " " STR_FORMAT "%s" STR_FORMAT,
                       STR_ARG(address->service), STR_ARG(project),
                       project.len && address->resource.len ? "/" : "", STR_ARG(address->resource));
}

void exchange_close(struct exchanging *e)
{
    if (e->remote.service && e->remote.service->close)
        e->remote.service->close(&e->remote);
    if (e->remote.http)
        http_close(e->remote.http);
    catalogs_close(e->context, &e->catalogs);
    project_close(e->context, &e->project);
}

// ---- what the command wants

static bool asks_people(const struct exchanging *e)
{
    const struct settings *settings = &e->context->settings;
    return settings->form == OUTPUT_HUMAN && !settings->quiet && !settings->dry_run && isatty(STDIN_FILENO) &&
           isatty(STDERR_FILENO);
}

static void set_policy(struct exchanging *e, struct exchange_options *options)
{
    static const enum conflict_policy policies[] = {[SETUP_ASK] = POLICY_ASK,
                                                    [SETUP_OURS] = POLICY_OURS,
                                                    [SETUP_THEIRS] = POLICY_THEIRS,
                                                    [SETUP_NEWER] = POLICY_ASK};
    unsigned wish = e->context->settings.conflicts;
    enum setup_conflicts conflicts = wish ? (enum setup_conflicts)(wish - 1) : e->resource.conflicts;
    options->reconcile.policy = policies[conflicts];
    options->choose_context = e;
    if (conflicts == SETUP_NEWER)
        options->choose = exchange_by_time;
    else if (conflicts == SETUP_ASK && asks_people(e))
        options->choose = exchange_by_asking;
}

// The best state that both the service and the catalogs can tell.
static enum unit_state greatest_of(const struct exchanging *e)
{
    unsigned abilities = e->remote.service->abilities;
    if (!(e->project.format->holds & HOLDS_REVIEWED) || !(abilities & ABLE_REVIEWED))
        return UNIT_TRANSLATED;
    return abilities & ABLE_PROOFREAD ? UNIT_FINAL : UNIT_REVIEWED;
}

static bool read_options(struct exchanging *e, unsigned directions)
{
    const struct settings *settings = &e->context->settings;
    const struct sync_resource *resource = &e->resource;
    struct exchange_options *options = &e->options;
    *options = (struct exchange_options){
        .directions = directions,
        .reconcile = {.greatest = greatest_of(e),
                      .holds_stale = e->project.format->holds & HOLDS_PREVIOUS,
                      .holds_obsolete =
                          !e->project.config.drop_in && (e->project.format->holds & HOLDS_OBSOLETE),
                      .sends_states = settings->reviews},
        .levels = e->project.config.checks,
        .minimum = resource->minimum,
        .mode = settings->mode ? (enum read_mode)(settings->mode - 1) : resource->mode,
        .shrink = resource->shrink,
        .allow_shrink = settings->allow_shrink,
        .allow_loss = settings->allow_loss,
        .is_partial = settings->locales.count > 0,
        .keep_always = resource->keep_translations,
        .replace_edited = resource->replace_edited_strings,
        .on_languages = begin_languages,
        .languages_context = e,
        .source_name =
            resource->resource_name.len ? resource->resource_name : path_name(resource->source_file),
    };
    set_policy(e, options);
    return option_percent(e->context, "minimum", settings->minimum, &options->minimum);
}

// ---- languages

static struct str_list codes_of(const struct remote *remote)
{
    struct str_list codes = {0};
    for (size_t i = 0; i < remote->languages.count; i++)
        *list_push(&codes, remote->arena) = remote->languages.at[i].code;
    return codes;
}

void exchange_languages(struct exchanging *e, struct languages *out)
{
    const struct config *config = &e->project.config;
    struct str_list codes = codes_of(&e->remote);
    struct language_sides sides = {.codes = &codes,
                                   .source_code = e->remote.source.code,
                                   .locales = &config->target_locales,
                                   .source_locale = config->source_locale,
                                   .explicit_map = &e->resource.languages};
    *out = (struct languages){0};
    language_match(&sides, e->context->arena, out);
}

// The languages that the service's project lacks, of the locales that are exchanged.
static struct str_list missing_codes(struct exchanging *e, const struct languages *languages)
{
    struct str_list codes = {0}, known = codes_of(&e->remote);
    for (size_t i = 0; i < e->exchange.locales.count; i++) {
        struct str locale = e->exchange.locales.at[i].locale;
        if (!language_of_locale(languages, locale) && !locale_same(locale, e->project.config.source_locale))
            *list_push(&codes, e->context->arena) =
                language_code(locale, &e->resource.languages, &known, e->context->arena);
    }
    return codes;
}

static bool add_languages(struct exchanging *e, struct languages *languages)
{
    const struct settings *settings = &e->context->settings;
    struct remote *remote = &e->remote;
    struct str_list codes = missing_codes(e, languages);
    if (!settings->add_languages || settings->dry_run || codes.count == 0)
        return true;
    if (!(remote->service->abilities & ABLE_ADD_LANGUAGES)) {
        diag_add(e->context->diags, KIND_USAGE, (struct span){0},
                 "the service `%s` cannot be told to add languages", remote->service->name);
        return false;
    }
    if (!remote->service->add_languages(remote, &codes) || !remote->service->open(remote))
        return false;
    exchange_languages(e, languages);
    return true;
}

// Finds for each locale the service's code, tells what does not fit, and with --add-languages adds what is
// missing.
static enum status match_languages(struct exchanging *e)
{
    struct languages languages;
    exchange_languages(e, &languages);
    if (!add_languages(e, &languages))
        return STATUS_FINDINGS;
    for (size_t i = 0; i < e->exchange.locales.count; i++) {
        const struct language_pair *pair = language_of_locale(&languages, e->exchange.locales.at[i].locale);
        if (pair)
            e->exchange.locales.at[i].code = pair->code;
    }
    language_report(&languages, e->resource.span, e->context->diags);
    return STATUS_FINE;
}

// ---- the run

static enum status prepare(struct exchanging *e, unsigned directions)
{
    enum status status = read_options(e, directions) ? exchange_source(e) : STATUS_USAGE;
    if (status == STATUS_FINE)
        status = exchange_read(e);
    e->exchange.remote = &e->remote;
    e->exchange.options = &e->options;
    e->exchange.source = &e->source;
    return status == STATUS_FINE ? match_languages(e) : status;
}

static enum status carry_out(struct exchanging *e)
{
    struct context *context = e->context;
    exchange_take(&e->exchange, context->arena);
    enum status status = exchange_write_catalogs(e);
    if (status != STATUS_FINE)
        return status;
    begin_stage(e, "writing to the service");
    bool good = exchange_send(&e->exchange, context->arena);
    exchange_settle(&e->exchange, context->arena);
    status = exchange_write_states(e);
    return status == STATUS_FINE && !good ? STATUS_FINDINGS : status;
}

// To take from what is not there is a mistake, not "nothing new".
static bool is_there(struct exchanging *e, unsigned directions)
{
    if (e->remote.exists || (directions & EXCHANGE_PUSH))
        return true;
    struct diag *diag = diag_add(e->context->diags, KIND_SERVICE_MISSING, e->resource.span,
                                 "the service has no resource " STR_FORMAT, STR_ARG(exchange_name(e)));
    diag_hint(e->context->diags, diag, "Correct the address, or run `glot push`, which makes it.");
    return false;
}

static enum status end_branch(struct exchanging *e)
{
    const struct settings *settings = &e->context->settings;
    if (!settings->merge || settings->dry_run)
        return STATUS_FINE;
    begin_stage(e, "merging the branch");
    if (!e->remote.service->merge_branch(&e->remote))
        return STATUS_FINDINGS;
    exchange_tell_merge(e);
    return STATUS_FINE;
}

static enum status run(struct exchanging *e, unsigned directions)
{
    struct context *context = e->context;
    if (!is_there(e, directions))
        return STATUS_FINDINGS;
    enum status status = prepare(e, directions);
    if (status != STATUS_FINE)
        return status;
    begin_stage(e, "reading from the service");
    bool good = exchange_look(&e->exchange, context->arena, context->diags);
    if (!context->settings.dry_run)
        status = carry_out(e);
    exchange_complain(e);
    exchange_tell(e);
    if (status == STATUS_FINE && good)
        return end_branch(e);
    return status == STATUS_FINE ? STATUS_FINDINGS : status;
}

enum status exchange_command(struct context *context, unsigned directions)
{
    struct exchanging e;
    enum status status = exchange_open(context, &e);
    if (status == STATUS_FINE)
        status = run(&e, directions);
    exchange_close(&e);
    return status;
}
