#include "sync/hub/text.h"

#include "base/quote.h"
#include "base/words.h"
#include "catalog/locale.h"
#include "sync/hub/template.h"

struct str strings_of_text(struct str text, struct arena *arena)
{
    struct buf out = {0};
    buf_text(&out, "{\"other\":");
    quote_json(&out, text);
    buf_byte(&out, '}');
    return buf_finish(&out, arena);
}

struct str strings_text(struct str strings, struct arena *arena)
{
    struct diags diags = {.arena = arena};
    struct jsonc_file file;
    if (!jsonc_read(STR("strings"), strings, JSONC_STRICT, arena, &diags, &file))
        return STR("");
    const struct jsonc *other = jsonc_get(file.root, "other");
    return jsonc_is(other, JSONC_STRING) && other->text.at ? other->text : STR("");
}

// Printed in the order of the categories, so that equal strings are equal bytes.
bool strings_read(const struct jsonc *value, struct arena *arena, struct str *strings)
{
    struct buf out = {0};
    struct json json = {.out = &out};
    size_t count = 0;
    if (!jsonc_is(value, JSONC_OBJECT) || !jsonc_is(jsonc_get(value, "other"), JSONC_STRING))
        return false;
    json_open(&json, '{');
    for (size_t i = 0; i < PLURAL_COUNT; i++) {
        const struct jsonc *form = jsonc_get(value, plural_names[i]);
        if (!jsonc_is(form, JSONC_STRING))
            continue;
        json_put_text(&json, plural_names[i], form->text.at ? form->text : STR(""));
        count++;
    }
    json_close(&json, '}');
    *strings = buf_finish(&out, arena);
    return count == value->count;
}

bool strings_check(struct exchange *x, size_t object, const struct resource *resource, struct str strings)
{
    bool is_sound =
        !resource->has_template || template_text_is_sound(strings_text(strings, x->arena), x->arena);
    if (!is_sound)
        refuse_attribute(x, object, "strings",
                         STR("The text is not well-formed XML: `&` and `<` are written `&amp;` and `&lt;`."));
    return is_sound;
}

void string_set_text(struct exchange *x, struct resource *resource, const struct string_edit *edit)
{
    int64_t now = resource_stamp(x, resource);
    query_run(x->database, "INSERT INTO revision (string, strings, created) VALUES (?, ?, ?)",
              VALUES(NUMBER(edit->string), TEXT(edit->before), NUMBER(now)));
    query_run(x->database,
              "UPDATE string SET strings = ?, words = ?, is_edited = ?, modified = ? WHERE id = ?",
              VALUES(TEXT(edit->after), NUMBER(text_words(strings_text(edit->after, x->arena), x->arena)),
                     NUMBER(edit->is_edited), NUMBER(now), NUMBER(edit->string)));
    if (!edit->keeps_translations)
        query_run(x->database, "DELETE FROM translation WHERE string = ?", VALUES(NUMBER(edit->string)));
}

int64_t text_words(struct str text, struct arena *arena)
{
    struct words words = {0};
    size_t count = words_count(&words, template_plain(text, arena));
    words_close(&words);
    return (int64_t)count;
}

struct str string_hash(const struct exchange *x, struct str key, struct str context)
{
    return digest_md5(x->digest,
                      arena_print(x->arena, STR_FORMAT ":" STR_FORMAT, STR_ARG(key), STR_ARG(context)),
                      x->arena);
}
