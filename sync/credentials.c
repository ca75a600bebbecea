#include "sync/credentials.h"

#include "base/file.h"
#include "base/path.h"
#include "sync/ini.h"
#include "sync/url.h"

#include <stdlib.h>
#include <sys/stat.h>

static const char *get_of_process(const void *context, const char *name)
{
    (void)context;
    return getenv(name);
}

struct environment environment_of_process(void)
{
    return (struct environment){.get = get_of_process};
}

struct search {
    struct remote *remote;
    const struct service_access *access;
    const struct environment *environment;
    struct str rc_path; // empty: the service has none
    struct ini_file rc;
    struct str section; // of the rc file, empty: none
};

// Without white space, which comes along when a variable is set from a file.
static struct str variable(const struct search *s, const char *name)
{
    const char *value = name ? s->environment->get(s->environment->context, name) : NULL;
    return value ? str_trim(str_of(value)) : (struct str){0};
}

// ---- the rc file

static bool is_rc_name(struct str name)
{
    static const char *const names[] = {"token",    "rest_hostname", "hostname",
                                        "username", "password",      "api_hostname"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_is(name, names[i]))
            return true;
    return false;
}

// Says which lines are wrong, and shows none: there may be a token in it.
static void complain_of_lines(const struct search *s, const struct diags *unheard)
{
    for (size_t i = 0; i < unheard->count; i++) {
        struct diag *diag =
            diag_add(s->remote->diags, unheard->at[i].kind, span_file(s->rc_path), "line %zu: " STR_FORMAT,
                     place_line(s->rc.text, unheard->at[i].span.start), STR_ARG(unheard->at[i].message));
        diag_hint(s->remote->diags, diag,
                  "Mend the line; it is not shown, since there may be a token in it.");
    }
}

static bool read_rc(struct search *s)
{
    struct arena *arena = s->remote->arena;
    struct str home = variable(s, "HOME"), text;
    if (!s->access->rc_file || !home.len)
        return true;
    s->rc_path = path_join(arena, home, str_of(s->access->rc_file));
    enum file_state state = file_read(s->rc_path, arena, s->remote->diags, &text);
    if (state != FILE_READ)
        return state == FILE_ABSENT;
    struct diags unheard = {.arena = arena};
    bool good = ini_read(s->rc_path, text, is_rc_name, arena, &unheard, &s->rc);
    complain_of_lines(s, &unheard);
    return good;
}

static struct str without_slash(struct str url)
{
    while (url.len && url.at[url.len - 1] == '/')
        url.len--;
    return url;
}

static bool is_same_url(struct str a, struct str b)
{
    return a.len && b.len && str_equal(without_slash(a), without_slash(b));
}

// The section of that name, else the one whose API is at that address; empty when there is none.
static struct str find_section(const struct search *s, struct str name, struct str host)
{
    const struct ini_section_list *sections = &s->rc.sections;
    for (size_t i = 0; i < sections->count; i++)
        if (is_same_url(sections->at[i].name, name))
            return sections->at[i].name;
    for (size_t i = 0; i < sections->count; i++)
        for (size_t k = 0; k < sections->at[i].entries.count; k++)
            if (str_is(sections->at[i].entries.at[k].name, "rest_hostname") &&
                is_same_url(sections->at[i].entries.at[k].value, host))
                return sections->at[i].name;
    return (struct str){0};
}

// ---- the host

static void find_host(struct search *s, struct str site)
{
    struct str said = variable(s, s->access->host_name), usual = str_of(s->access->host);
    if (!said.len)
        said = s->remote->address.host;
    s->section = said.len ? find_section(s, said, said) : find_section(s, site, usual);
    struct str rest = s->section.len ? ini_get(&s->rc, s->section, "rest_hostname") : (struct str){0};
    struct str host = rest.len ? rest : said.len && !s->section.len ? said : usual;
    s->remote->address.host = without_slash(host);
}

// As the client reads it, and nothing but a server and a path.
static bool read_address(struct str host, struct url *out)
{
    return url_read(host, out) && out->whole.len == host.len && str_find_byte(host, '?', 0) == STR_NONE;
}

static bool check_host(const struct search *s)
{
    struct str host = s->remote->address.host;
    struct url url;
    bool is_address = read_address(host, &url);
    struct diag *diag;
    if (is_address && (url.is_secure || url_is_loopback(&url)))
        return true;
    if (is_address) {
        diag = diag_add(s->remote->diags, KIND_HOST_INSECURE, (struct span){0},
                        "the token would go to " STR_FORMAT " unprotected", STR_ARG(host));
        diag_hint(s->remote->diags, diag, "Write the address with https://.");
        return false;
    }
    diag = diag_add(s->remote->diags, KIND_SYNC_BAD_VALUE, (struct span){0},
                    "\"" STR_FORMAT "\" is no address of a service", STR_ARG(host));
    diag_hint(s->remote->diags, diag, "Write it as https://HOST, or http://127.0.0.1:PORT on this machine.");
    return false;
}

// ---- the token

static void warn_of_readers(const struct search *s)
{
    struct stat stat_of;
    if (stat(arena_cstr(s->remote->arena, s->rc_path), &stat_of) != 0 || !(stat_of.st_mode & 077))
        return;
    struct diag *diag = diag_add(s->remote->diags, KIND_TOKEN_EXPOSED, span_file(s->rc_path),
                                 "holds a token, and others than you may read it or write to it");
    diag_hint(s->remote->diags, diag, "Take that away: `chmod 600 ~/%s`.", s->access->rc_file);
}

// Clients before 2021 kept the token as the password of a user called "api".
static struct str token_of_rc(const struct search *s)
{
    struct str token = ini_get(&s->rc, s->section, "token");
    bool is_old = str_is(ini_get(&s->rc, s->section, "username"), "api");
    return token.len || !is_old ? token : ini_get(&s->rc, s->section, "password");
}

static bool check_token(const struct search *s, const struct credentials *credentials)
{
    for (size_t i = 0; i < credentials->token.len; i++)
        if (credentials->token.at[i] <= ' ' || credentials->token.at[i] >= 0x7F) {
            diag_add(s->remote->diags, KIND_TOKEN_MALFORMED, (struct span){0},
                     STR_FORMAT " holds a character that no token has", STR_ARG(credentials->origin));
            return false;
        }
    if (credentials->token.len)
        return true;
    struct diag *diag = diag_add(s->remote->diags, KIND_TOKEN_MISSING, (struct span){0},
                                 "there is no token for " STR_FORMAT, STR_ARG(s->remote->address.host));
    diag_hint(s->remote->diags, diag, "Set %s to a token of the service%s%s%s.", s->access->token,
              s->access->rc_file ? ", or write it into ~/" : "", s->access->rc_file ? s->access->rc_file : "",
              s->access->rc_file ? " under the service's address" : "");
    return false;
}

static bool find_token(const struct search *s)
{
    struct credentials *credentials = &s->remote->credentials;
    credentials->token = variable(s, s->access->token);
    credentials->origin = str_of(s->access->token);
    credentials->ca_file = variable(s, s->access->ca_file);
    if (!credentials->token.len && s->section.len) {
        credentials->token = token_of_rc(s);
        credentials->origin = arena_print(s->remote->arena, "~/%s", s->access->rc_file);
        if (credentials->token.len)
            warn_of_readers(s);
    }
    return check_token(s, credentials);
}

bool credentials_find(struct remote *remote, struct str site, const struct environment *environment)
{
    struct search search = {.remote = remote, .access = &remote->service->access, .environment = environment};
    if (!search.access->token)
        return true;
    if (!read_rc(&search))
        return false;
    find_host(&search, site);
    return check_host(&search) && find_token(&search);
}
