// The file of credentials (~/.transifexrc) and INI files as such. Laws: a line that is none is told, and no
// other; names and values lie in the text; whatever the file holds, a token goes over connections that nobody
// listens to, holds no line break, and is in no diagnostic.
#include "sync/credentials.h"
#include "sync/ini.h"
#include "sync/url.h"
#include "tests/fuzz/law.h"
#include "tests/fuzz/own_folder.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static bool any_name(struct str name)
{
    return name.len > 0;
}

static void check_ini(struct str text, struct arena *arena)
{
    struct diags diags = {.arena = arena};
    struct ini_file file;
    bool good = ini_read(STR("rc"), text, any_name, arena, &diags, &file);
    demand(good == (diags.count == 0));
    for (size_t i = 0; i < file.sections.count; i++) {
        const struct ini_section *section = &file.sections.at[i];
        demand(section->start <= section->end && section->end <= text.len);
        for (size_t j = 0; j < section->entries.count; j++) {
            const struct ini_entry *entry = &section->entries.at[j];
            demand(entry->name_start <= entry->name_end && entry->name_end <= entry->value_start);
            demand(entry->value_start <= entry->value_end && entry->value_end <= text.len);
            demand(str_equal(entry->name, str_slice(text, entry->name_start, entry->name_end)));
        }
    }
}

// The folder that holds the file.
static const char *home(const void *context, const char *name)
{
    return strcmp(name, "HOME") == 0 ? context : NULL;
}

static void check_credentials(struct str text, struct arena *arena)
{
    static const struct service service = {.name = "transifex",
                                           .access = {.host = "https://rest.example.org",
                                                      .token = "TX_TOKEN",
                                                      .host_name = "TX_HOSTNAME",
                                                      .ca_file = "TX_CACERT",
                                                      .rc_file = ".transifexrc"}};
    own_folder_write(".transifexrc", text.at, text.len);
    struct diags diags = {.arena = arena};
    struct remote remote = {.service = &service, .arena = arena, .diags = &diags};
    const struct environment environment = {home, own_folder};
    bool good = credentials_find(&remote, (struct str){0}, &environment);
    demand(good == (diags_count(&diags, SEVERITY_ERROR) == 0));
    struct str token = remote.credentials.token;
    if (!good)
        return;
    struct url url;
    demand(url_read(remote.address.host, &url) && (url.is_secure || url_is_loopback(&url)));
    for (size_t i = 0; i < token.len; i++)
        demand((unsigned char)token.at[i] > ' ' && token.at[i] != 0x7f);
    for (size_t i = 0; token.len > 20 && i < diags.count; i++)
        demand(str_find(diags.at[i].message, token, 0) == STR_NONE);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    if (len == 0)
        return 0;
    struct arena arena = {0};
    struct str text = arena_copy(&arena, (struct str){(const char *)bytes, len});
    check_ini(text, &arena);
    check_credentials(text, &arena);
    arena_free(&arena);
    return 0;
}
