// Updates drop-in catalogs, one a line, so that a peer can be asked the same in one process:
//     {"xliff": TEXT, "locale": "de", "style": "x" or "ph", "messages": [MESSAGE, …]}
// MESSAGE is {"name": ID, "desc": TEXT, "contents": [TEXT or {"untranslatable": TEXT, "index": NUMBER}, …]}.
// With "format": "xlb" it is about that format. An empty "xliff" asks for a fresh file. An answer is
// {"output": TEXT} or {"refused": [KIND, …]}; with "read": true it is {"locale": …, "messages": …}, what the
// translations are.
#include "catalog/format.h"
#include "catalog/merge.h"
#include "tests/messages.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

static const struct format_options drop_in = {
    .peer_bytes = true, .original = STR_INIT("lit-localize-inputs"), .tool = STR_INIT("lit-localize")};

static struct str text_of(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    return value ? (struct str){json_string_value(value), json_string_length(value)} : (struct str){0};
}

static struct message message_of(const json_t *object, struct arena *arena)
{
    struct message message = {
        .id = text_of(object, "name"), .note = text_of(object, "desc"), .kind = STR("html")};
    size_t index;
    json_t *content;
    json_array_foreach(json_object_get(object, "contents"), index, content)
    {
        if (json_is_string(content)) {
            struct str text = {json_string_value(content), json_string_length(content)};
            pattern_add_text(&message.pattern, text, arena);
            message.kind = STR("");
        } else {
            struct str name =
                arena_print(arena, "%lld", json_integer_value(json_object_get(content, "index")));
            pattern_add_code(&message.pattern, PART_PLACEHOLDER, text_of(content, "untranslatable"), name,
                             arena);
        }
    }
    return message;
}

static json_t *refusal(const struct diags *diags)
{
    json_t *kinds = json_array();
    for (size_t i = 0; i < diags->count; i++)
        if (diags->at[i].severity == SEVERITY_ERROR)
            json_array_append_new(kinds, json_string(kind_rows[diags->at[i].kind].name));
    return json_pack("{s:o}", "refused", kinds);
}

static json_t *translations_of(const struct catalog *catalog)
{
    json_t *list = json_array();
    for (size_t i = 0; i < catalog->units.count; i++) {
        const struct unit *unit = &catalog->units.at[i];
        if (!unit->has_target || catalog_find(catalog, unit->id) != unit)
            continue;
        json_t *contents = json_array();
        for (size_t j = 0; j < unit->target.parts.count; j++) {
            const struct part *part = &unit->target.parts.at[j];
            if (part_kind(part) == PART_TEXT)
                json_array_append_new(contents, json_stringn(part->text.at, part->text.len));
            else
                json_array_append_new(contents, json_pack("{s:s%, s:s%}", "untranslatable", part->text.at,
                                                          part->text.len, "index", part_name(part).at,
                                                          part_name(part).len));
        }
        json_array_append_new(
            list, json_pack("{s:s%, s:o}", "name", unit->id.at, unit->id.len, "contents", contents));
    }
    return json_pack("{s:s%, s:o}", "locale", catalog->target_locale.at, catalog->target_locale.len,
                     "messages", list);
}

static json_t *update(const json_t *question, struct catalog *catalog, const struct format *format,
                      const struct format_options *options, struct arena *arena, struct diags *diags)
{
    struct message_set messages = {0};
    size_t index;
    json_t *object;
    json_array_foreach(json_object_get(question, "messages"), index, object)
        say_message(&messages, message_of(object, arena), arena);
    struct merge_source source = {.messages = &messages}; // the order is the peer's own affair here
    struct merge_report report = {0};
    bool is_other_locale = !str_equal(catalog->target_locale, text_of(question, "locale"));
    const struct merge_options merging = {
        .peer_bytes = true, .keep_targets = is_other_locale, .tool = drop_in.tool};
    merge(catalog, &source, &merging, arena, &report);
    struct buf out = {0};
    bool is_fine = format->write(catalog, options, arena, diags, &out);
    json_t *answer = is_fine ? json_pack("{s:s%}", "output", out.at, out.len) : refusal(diags);
    buf_free(&out);
    return answer;
}

static json_t *answer_to(const json_t *question, struct arena *arena)
{
    struct diags diags = {.arena = arena};
    struct format_options options = drop_in;
    options.content_placeholders = str_is(text_of(question, "style"), "ph");
    struct str xliff = text_of(question, "xliff"), locale = text_of(question, "locale");
    struct str name = text_of(question, "format");
    const struct format *format = format_find(name.len ? name : STR("xliff"));
    struct catalog catalog = {.source_locale = STR("en")};
    if (name.len == 0)
        catalog.target_locale = locale;
    if (xliff.len && !format->read(xliff, STR("catalog.xlf"), &options, arena, &diags, &catalog))
        return refusal(&diags);
    if (json_is_true(json_object_get(question, "read")))
        return translations_of(&catalog);
    return update(question, &catalog, format, &options, arena, &diags);
}

static int answer_lines(void)
{
    char *line = NULL;
    size_t capacity = 0;
    for (ssize_t len; (len = getline(&line, &capacity, stdin)) > 0;) {
        struct arena arena = {0};
        json_error_t error;
        json_t *question = json_loadb(line, (size_t)len, JSON_ALLOW_NUL, &error);
        json_t *answer = question ? answer_to(question, &arena) : json_pack("{s:s}", "error", error.text);
        char *text = answer ? json_dumps(answer, JSON_COMPACT) : NULL;
        puts(text ? text : "{\"error\":\"the output is no UTF-8\"}");
        fflush(stdout);
        free(text);
        json_decref(answer);
        json_decref(question);
        arena_free(&arena);
    }
    free(line);
    return 0;
}

int main(void)
{
    return answer_lines();
}
