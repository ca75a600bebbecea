#include "sync/credentials.h"

#include "tests/unit/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define SECRET "1/5ecre7"

// Rows like those of the real services.
static const struct service transifex = {
    .name = "transifex",
    .access = {.host = "https://rest.example.org",
               .token = "TX_TOKEN",
               .host_name = "TX_HOSTNAME",
               .ca_file = "TX_CACERT",
               .rc_file = ".transifexrc"},
};
static const struct service folder = {.name = "folder", .access = {.is_folder = true}};

struct variable {
    const char *name, *value;
};

static const char *get(const void *context, const char *name)
{
    for (const struct variable *at = context; at->name; at++)
        if (strcmp(at->name, name) == 0)
            return at->value;
    return NULL;
}

struct fixture {
    struct arena arena;
    struct diags diags;
    struct remote remote;
    char home[32], rc[64];
};

static int set_up(void **state)
{
    static const struct fixture none;
    struct fixture *f = test_malloc(sizeof *f);
    *f = none;
    f->diags.arena = &f->arena;
    strcpy(f->home, "/tmp/glot-home-XXXXXX");
    assert_non_null(mkdtemp(f->home));
    snprintf(f->rc, sizeof f->rc, "%s/.transifexrc", f->home);
    *state = f;
    return 0;
}

// Whatever was told, the token was not.
static void expect_silence(struct fixture *f)
{
    struct places places = {.arena = &f->arena};
    struct buf out = {0};
    for (size_t i = 0; i < f->diags.count; i++)
        diag_print(&f->diags.at[i], &places, false, &out);
    assert_true(str_find(buf_str(&out), STR("5ecre7"), 0) == STR_NONE);
    buf_free(&out);
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    expect_silence(f);
    unlink(f->rc);
    rmdir(f->home);
    arena_free(&f->arena);
    test_free(f);
    return 0;
}

static void write_rc(struct fixture *f, const char *text, mode_t mode)
{
    FILE *file = fopen(f->rc, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
    chmod(f->rc, mode);
}

static bool find(struct fixture *f, const char *host, const char *site, const char *token,
                 const char *host_name)
{
    const struct variable variables[] = {
        {"HOME", f->home}, {"TX_TOKEN", token}, {"TX_HOSTNAME", host_name}, {"TX_CACERT", "/ca.pem"}, {0}};
    struct environment environment = {get, variables};
    f->diags.count = 0;
    f->remote = (struct remote){
        .service = &transifex, .address.host = str_of(host), .arena = &f->arena, .diags = &f->diags};
    return credentials_find(&f->remote, str_of(site), &environment);
}

static void expect_diag(struct fixture *f, enum kind kind, const char *message)
{
    assert_int_equal(f->diags.count, 1);
    expect_str(str_of(kind_rows[f->diags.at[0].kind].name), kind_rows[kind].name);
    expect_str(f->diags.at[0].message, message);
}

#define RC                                                                                                   \
    "[https://app.example.org]\nrest_hostname = https://rest.example.org\ntoken = " SECRET "\n"              \
    "[https://other.example.org]\nhostname = https://other.example.org\nusername = api\n"                    \
    "password = 0ld5ecre7\nrest_hostname = https://api.other.example.org/\n"

static void the_variable_wins_over_the_file(void **state)
{
    struct fixture *f = *state;
    write_rc(f, RC, 0600);
    assert_true(find(f, "", "https://app.example.org", " " SECRET "-variable\n", NULL));
    expect_str(f->remote.credentials.token, SECRET "-variable");
    expect_str(f->remote.credentials.origin, "TX_TOKEN");
    expect_str(f->remote.credentials.ca_file, "/ca.pem");
    expect_str(f->remote.address.host, "https://rest.example.org");
    assert_int_equal(f->diags.count, 0);
}

static void a_section_is_found_by_what_the_project_says(void **state)
{
    static const struct {
        const char *host, *site, *host_name; // what is said
        const char *at, *token;              // what comes of it
    } rows[] = {
        {"", "https://app.example.org", NULL, "https://rest.example.org", SECRET},
        {"", "", NULL, "https://rest.example.org", SECRET},
        {"", "https://www.example.org", NULL, "https://rest.example.org", SECRET},
        {"", "https://other.example.org/", NULL, "https://api.other.example.org", "0ld5ecre7"},
        {"https://other.example.org", "", NULL, "https://api.other.example.org", "0ld5ecre7"},
        {"https://api.other.example.org", "", NULL, "https://api.other.example.org", "0ld5ecre7"},
        {"https://app.example.org", "", "https://other.example.org", "https://api.other.example.org",
         "0ld5ecre7"},
        {"", "https://other.example.org", "https://rest.example.org", "https://rest.example.org", SECRET},
    };
    struct fixture *f = *state;
    write_rc(f, RC, 0600);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_true(find(f, rows[i].host, rows[i].site, NULL, rows[i].host_name));
        expect_str(f->remote.address.host, rows[i].at);
        expect_str(f->remote.credentials.token, rows[i].token);
        expect_str(f->remote.credentials.origin, "~/.transifexrc");
        assert_int_equal(f->diags.count, 0);
    }
}

static void a_token_of_the_file_goes_to_no_other_host(void **state)
{
    struct fixture *f = *state;
    write_rc(f, RC, 0600);
    assert_false(find(f, "https://evil.example.org", "https://app.example.org", NULL, NULL));
    expect_str(f->remote.address.host, "https://evil.example.org");
    expect_str(f->remote.credentials.token, "");
    expect_diag(f, KIND_TOKEN_MISSING, "there is no token for https://evil.example.org");
    assert_false(find(f, "", "", NULL, "http://127.0.0.1:1"));
    expect_str(f->remote.credentials.token, "");
}

static void others_must_not_read_the_file(void **state)
{
    struct fixture *f = *state;
    write_rc(f, RC, 0755); // as tx writes it
    assert_true(find(f, "", "", NULL, NULL));
    expect_diag(f, KIND_TOKEN_EXPOSED, "holds a token, and others than you may read it or write to it");
    assert_true(find(f, "", "", SECRET, NULL)); // it was not used
    assert_int_equal(f->diags.count, 0);
}

static void a_missing_token_is_told_with_the_places_for_it(void **state)
{
    struct fixture *f = *state;
    assert_false(find(f, "", "", NULL, NULL));
    expect_diag(f, KIND_TOKEN_MISSING, "there is no token for https://rest.example.org");
    expect_str(f->diags.at[0].hint, "Set TX_TOKEN to a token of the service, or write it into ~/.transifexrc "
                                    "under the service's address.");
    assert_false(find(f, "", "", "", ""));
    write_rc(f, "[https://app.example.org]\nusername = me\npassword = " SECRET "\n", 0600);
    assert_false(find(f, "", "https://app.example.org", NULL, NULL));
}

static void what_is_no_token_is_not_sent(void **state)
{
    static const char *const tokens[] = {SECRET "\r\nX-Evil: 1", SECRET " x", SECRET "\xc3\xbc",
                                         SECRET "\x01"};
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof tokens / sizeof *tokens; i++) {
        assert_false(find(f, "", "", tokens[i], NULL));
        expect_diag(f, KIND_TOKEN_MALFORMED, "TX_TOKEN holds a character that no token has");
    }
}

static void tokens_travel_protected(void **state)
{
    static const struct {
        const char *host;
        bool good;
    } rows[] = {
        {"https://a.example.org", true},
        {"https://a.example.org:8/x/", true},
        {"http://127.0.0.1:80", true},
        {"http://127.9.9.9", true},
        {"http://localhost:1/", true},
        {"http://[::1]:7", true},
        {"http://a.example.org", false},
        {"http://localhost.example.org", false},
        {"http://127.0.0.1.example.org", false},
        {"http://127.0.0.1@example.org", false},
        {"http://128.0.0.1", false},
        {"ftp://127.0.0.1", false},
        {"example.org", false},
        {"https://", false},
        {"https://a b", false},
        {"https://a?b", false},
        {"http://[::1].example.org", false},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (find(f, rows[i].host, "", SECRET, NULL) != rows[i].good)
            fail_msg("%s", rows[i].host);
        assert_true(rows[i].good || f->diags.at[0].kind == KIND_HOST_INSECURE ||
                    f->diags.at[0].kind == KIND_SYNC_BAD_VALUE);
    }
}

static void a_broken_file_is_told_of_without_its_lines(void **state)
{
    struct fixture *f = *state;
    write_rc(f, "[https://app.example.org]\n" SECRET "\ntoken " SECRET "\n", 0600);
    assert_false(find(f, "", "", NULL, NULL));
    assert_int_equal(f->diags.count, 2);
    expect_str(f->diags.at[0].message, "line 2: neither a section nor \"name = value\"");
    expect_str(f->diags.at[0].span.text, "");
}

static void a_folder_needs_no_token(void **state)
{
    struct fixture *f = *state;
    struct environment environment = {get, &(struct variable){0}};
    f->remote = (struct remote){
        .service = &folder, .address.host = STR("x/y"), .arena = &f->arena, .diags = &f->diags};
    assert_true(credentials_find(&f->remote, STR(""), &environment));
    expect_str(f->remote.address.host, "x/y");
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        CASE(the_variable_wins_over_the_file),
        CASE(a_section_is_found_by_what_the_project_says),
        CASE(a_token_of_the_file_goes_to_no_other_host),
        CASE(others_must_not_read_the_file),
        CASE(a_missing_token_is_told_with_the_places_for_it),
        CASE(what_is_no_token_is_not_sent),
        CASE(tokens_travel_protected),
        CASE(a_broken_file_is_told_of_without_its_lines),
        CASE(a_folder_needs_no_token),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
