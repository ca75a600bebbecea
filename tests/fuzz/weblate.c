// What Weblate may answer: pages, errors and counts. Whatever comes, each reader ends; what it takes for a
// page is one; and what it refuses it tells.
#include "sync/services/weblate.h"
#include "tests/fuzz/law.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void read_rows(const struct jsonc *results)
{
    for (const struct jsonc *row = results->first; row; row = row->next) {
        demand(weblate_count(row, "total") < (size_t)1e16);
        struct str code = weblate_text(row, "code");
        demand(code.len == 0 || code.at);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct arena arena = {0};
    struct diags diags = {.arena = &arena};
    struct remote remote = {
        .arena = &arena, .diags = &diags, .address = {.project = STR("p"), .resource = STR("c")}};
    struct weblate weblate = {
        .remote = &remote, .root = STR("https://weblate.example/api/"), .suffix = ".po"};
    struct http_answer answer = {.status = len && bytes[0] == '!' ? 400 : 200,
                                 .body = {(const char *)bytes, len},
                                 .media_type = STR("application/json")};
    if (answer.status == 400)
        answer.body = str_from(answer.body, 1);
    struct weblate_call call = weblate_call(&weblate, "looking", "components", (struct str){0}, "", true);
    const struct jsonc *results;
    struct str next;
    bool is_page = weblate_read_page(&call, &answer, &results, &next);
    demand(is_page || diags_count(&diags, SEVERITY_ERROR) > 0);
    if (is_page) {
        demand(answer.status == 200 && (next.len == 0 || http_same_origin(next, weblate.root)));
        read_rows(results);
    }
    weblate_send_file(&call, NULL, 0, answer.body);
    demand(str_find(call.request.body, answer.body, 0) != STR_NONE);
    arena_free(&arena);
    return 0;
}
