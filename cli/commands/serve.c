#include "base/file.h"
#include "cli/changes.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "sync/hub/archive.h"
#include "sync/hub/server.h"

#include <stdlib.h>
#include <sys/stat.h>

enum { requests_a_minute = 500, polls_a_minute = 1200, body_greatest = 64 * 1024 * 1024 };

static enum status complain(struct context *context, const char *hint, const char *format, struct str word)
{
    struct diag *diag = diag_add(context->diags, KIND_USAGE, (struct span){0}, format, STR_ARG(word));
    diag_hint(context->diags, diag, "%s", hint);
    return STATUS_USAGE;
}

// A number from 0 on; `otherwise` where the option is not given.
static bool read_number(struct context *context, struct str text, const char *option, unsigned greatest,
                        unsigned otherwise, unsigned *out)
{
    size_t number = otherwise;
    bool good = text.len == 0 || str_number(text, greatest, &number);
    *out = (unsigned)number;
    if (good)
        return true;
    diag_add(context->diags, KIND_USAGE, (struct span){0},
             "option --%s takes a number from 0 to %u, not \"" STR_FORMAT "\"", option, greatest,
             STR_ARG(text));
    return false;
}

// ---- the project

static void split_codes(struct context *context, struct str text, struct str_list *out)
{
    struct str code;
    for (size_t at = 0; str_next_piece(text, ',', &at, &code);)
        if (str_trim(code).len > 0)
            *list_push(out, context->arena) = str_trim(code);
}

// The first line of the file; without one what the environment says.
static bool read_token(struct context *context, struct str *token)
{
    struct str path = context->settings.token_file, text = str_of(getenv("GLOT_SERVE_TOKEN"));
    if (path.len > 0 && !file_require(path, context->arena, context->diags, &text))
        return false;
    *token = str_trim(str_slice(text, 0, str_find_byte(text, '\n', 0)));
    if (path.len > 0 && token->len == 0)
        diag_add(context->diags, KIND_USAGE, span_file(path), "there is no token in the file");
    return path.len == 0 || token->len > 0;
}

static void print_token(struct context *context, const struct hub_project *project)
{
    struct buf out = {0};
    if (project->made_token.len > 0)
        buf_add(&out, project->made_token);
    else if (project->token.len > 0)
        buf_text(&out, "The token is the one that was given.");
    else
        buf_text(&out, "The token was printed when the project was made.");
    buf_byte(&out, '\n');
    output_result(context, &out);
}

static bool read_project(struct context *context, struct hub_project *project)
{
    const struct settings *settings = &context->settings;
    *project = (struct hub_project){.name = settings->project, .source = settings->source};
    split_codes(context, settings->languages, &project->languages);
    return hub_judge_project(project, context->arena, context->diags) && read_token(context, &project->token);
}

// ---- serving

struct serving {
    struct context *context;
    const struct hub_project *project; // NULL: none was named
};

static void on_ready(void *context, struct str origin)
{
    const struct serving *serving = context;
    struct buf out = {0};
    buf_print(&out, STR_FORMAT "\n", STR_ARG(origin));
    output_result(serving->context, &out);
    if (serving->project)
        print_token(serving->context, serving->project);
    fflush(stdout);
}

static void on_answer(void *context, struct str line)
{
    (void)context;
    struct buf out = {0};
    diag_neutral(&out, line);
    buf_byte(&out, '\n');
    output_write(&out, stderr);
    fflush(stderr);
}

static bool is_loopback(struct str address)
{
    return str_starts(address, STR("127.")) || str_is(address, "::1");
}

static bool read_server_options(struct context *context, struct server_options *out)
{
    const struct settings *settings = &context->settings;
    struct str address = settings->address.len > 0 ? settings->address : STR("127.0.0.1");
    *out = (struct server_options){.address = arena_cstr(context->arena, address),
                                   .is_behind_proxy = settings->behind_proxy,
                                   .body_greatest = body_greatest,
                                   .on_ready = on_ready,
                                   .on_answer = settings->verbosity > 0 ? on_answer : NULL};
    if ((settings->cert.len > 0) != (settings->key.len > 0))
        return complain(context, "Give both, as files in PEM.", "option --cert needs --key" STR_FORMAT,
                        STR("")),
               false;
    if (!is_loopback(address) && settings->cert.len == 0 && !settings->behind_proxy)
        return complain(context,
                        "Give --cert and --key, or --behind-proxy where something before it does TLS.",
                        "tokens would cross the network in clear text on " STR_FORMAT, address),
               false;
    return read_number(context, settings->port, "port", 65535, 0, &out->port) &&
           (settings->cert.len == 0 ||
            (file_require(settings->cert, context->arena, context->diags, &out->certificate) &&
             file_require(settings->key, context->arena, context->diags, &out->key)));
}

// ---- archives

static enum status export_archive(struct context *context, struct hub *hub)
{
    struct buf out = {0};
    struct replacement_list files = {0};
    if (!hub_export(hub, &out, context->diags))
        return STATUS_WORLD;
    *list_push(&files, context->arena) =
        (struct replacement){.path = context->settings.export, .bytes = buf_finish(&out, context->arena)};
    return files_replace(&files, context->arena, context->diags) ? STATUS_FINE : STATUS_WORLD;
}

// ---- what is asked for

struct request {
    bool has_project, has_import;
    struct hub_project project;
    struct str document; // of --import
    struct server_options server;
    unsigned rate;
};

static enum status want_project(struct context *context)
{
    return complain(context, "Name one with --project ORGANIZATION/PROJECT.",
                    "there is no project in " STR_FORMAT, context->settings.data);
}

// All that can be told without the data, so that none are made for a request that is none.
static enum status judge(struct context *context, struct request *out)
{
    const struct settings *settings = &context->settings;
    *out = (struct request){.has_project = settings->project.len > 0, .has_import = settings->import.len > 0};
    if (settings->data.len == 0)
        return complain(context, "`--data hub.db` makes the file if it is not there.",
                        "option --data is missing" STR_FORMAT, STR(""));
    if (!read_server_options(context, &out->server) ||
        !read_number(context, settings->rate, "rate", 1000000, requests_a_minute, &out->rate) ||
        (out->has_project && !read_project(context, &out->project)) ||
        (out->has_import && !file_require(settings->import, context->arena, context->diags, &out->document)))
        return STATUS_USAGE;
    if (!out->has_project && !out->has_import && file_is_absent(arena_cstr(context->arena, settings->data)))
        return want_project(context);
    bool is_free =
        settings->export.len == 0 || changes_may_replace(context, settings->export, STR(""), hub_is_archive);
    return is_free ? STATUS_FINE : STATUS_FINDINGS;
}

static enum status serve(struct context *context, struct hub *hub, struct request *request)
{
    size_t projects;
    struct serving serving = {context, request->has_project ? &request->project : NULL};
    if (request->has_import && !hub_import(hub, context->settings.import, request->document, context->diags))
        return STATUS_FINDINGS;
    if (request->has_project && !hub_add_project(hub, &request->project, context->diags))
        return STATUS_USAGE;
    if (!hub_count_projects(hub, &projects, context->diags))
        return STATUS_WORLD;
    if (projects == 0)
        return want_project(context);
    if (context->settings.export.len > 0)
        return export_archive(context, hub);
    request->server.context = &serving;
    bool good = server_run(hub, &request->server, context->arena, context->diags);
    request->server.context = NULL;
    return good ? STATUS_FINE : STATUS_WORLD;
}

static enum status run(struct context *context)
{
    struct request request;
    enum status status = judge(context, &request);
    if (status != STATUS_FINE)
        return status;
    struct hub_options hub_options = {.file = context->settings.data,
                                      .requests_a_minute = request.rate,
                                      .polls_a_minute =
                                          request.rate * (double)polls_a_minute / requests_a_minute};
    umask(S_IRWXG | S_IRWXO); // digests of tokens, secrets and texts are nobody else's business
    struct hub *hub = hub_open(&hub_options, context->arena, context->diags);
    if (!hub)
        return STATUS_WORLD;
    status = serve(context, hub, &request);
    hub_close(hub);
    return status;
}

static const struct option options[] = {
    {"data", 0, OPTION_TEXT, "FILE", offsetof(struct settings, data),
     "Keep everything in this file (SQLite)"},
    {"project", 0, OPTION_TEXT, "ORGANIZATION/PROJECT", offsetof(struct settings, project),
     "Make this project, if it is not there"},
    {"source", 0, OPTION_TEXT, "LOCALE", offsetof(struct settings, source),
     "The language of its sources (default: en)"},
    {"languages", 0, OPTION_TEXT, "LOCALES", offsetof(struct settings, languages),
     "The languages that it is translated to, separated by commas"},
    {"token-file", 0, OPTION_TEXT, "FILE", offsetof(struct settings, token_file),
     "Take the token in this file instead of one that is made up; so does $GLOT_SERVE_TOKEN"},
    {"port", 0, OPTION_TEXT, "N", offsetof(struct settings, port),
     "Listen on this port (default: a free one)"},
    {"address", 0, OPTION_TEXT, "ADDRESS", offsetof(struct settings, address),
     "Listen on this address (default: 127.0.0.1)"},
    {"cert", 0, OPTION_TEXT, "FILE", offsetof(struct settings, cert),
     "Speak TLS, with this certificate (PEM)"},
    {"key", 0, OPTION_TEXT, "FILE", offsetof(struct settings, key), "The certificate's private key (PEM)"},
    {"behind-proxy", 0, OPTION_FLAG, NULL, offsetof(struct settings, behind_proxy),
     "A proxy does TLS: trust its headers, and listen on any address"},
    {"rate", 0, OPTION_TEXT, "N", offsetof(struct settings, rate),
     "Take N requests a minute of one token (default: 500; 0: as many as come)"},
    {"export", 0, OPTION_TEXT, "FILE", offsetof(struct settings, export),
     "Write all that the data hold into this file (JSON), and end"},
    {"import", 0, OPTION_TEXT, "FILE", offsetof(struct settings, import),
     "Begin new data with what was exported"},
    {0},
};

static const struct example examples[] = {
    {"glot serve --data hub.db --project acme/web --languages fr,de",
     "Serve a project to this machine, until Ctrl-C", STATUS_FINE},
    {0},
};

const struct command command_serve = {
    .name = "serve",
    .summary = "Be the service where people translate, as Transifex is",
    .description =
        "Runs the hub: a translation service in this process, over one file of SQLite. It speaks the "
        "protocol of Transifex (API v3), so that `glot push` and `glot pull`, Transifex's own clients and "
        "anything else that knows it can use it instead: on a laptop without a network, for a team without "
        "an account, in tests.\n\n"
        "It prints two lines on standard output: the address, and the token that requests have to send. "
        "The token is made and printed once, when the project is made; the data hold only its digest.\n\n"
        "It ends when it gets SIGINT or SIGTERM. What it has answered for is on the disk, whatever "
        "happens. -v logs each request on standard error: status, method, address, bytes.\n\n"
        "It listens on this machine only, unless TLS or --behind-proxy is given.",
    .options = options,
    .examples = examples,
    .run = run,
};
