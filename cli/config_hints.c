// What to do about a configuration that breaks a rule: hints for config_check.c.
#include "base/nearest.h"
#include "base/quote.h"
#include "cli/config_key.h"

// ---- values

// Appends the same in the type that is wanted, where it can be said so.
static void print_as(const struct jsonc *value, enum jsonc_kind kind, struct buf *out)
{
    bool is_string = value->kind == JSONC_STRING;
    bool is_one_string = value->kind == JSONC_ARRAY && value->first && !value->first->next &&
                         value->first->kind == JSONC_STRING;
    size_t number;
    if (kind == JSONC_ARRAY && is_string) {
        buf_byte(out, '[');
        quote_json(out, value->text);
        buf_byte(out, ']');
    } else if (kind == JSONC_STRING && is_one_string) {
        quote_json(out, value->first->text);
    } else if (kind == JSONC_BOOL) {
        bool is_truth = is_string && (str_is(value->text, "true") || str_is(value->text, "false"));
        buf_add(out, is_truth ? value->text : STR("true or false"));
    } else if (kind == JSONC_NUMBER && is_string && str_number(value->text, SIZE_MAX, &number)) {
        buf_add(out, value->text);
    }
}

void config_hint_at_type(const struct config_reading *reading, const struct jsonc *value,
                         enum jsonc_kind kind, struct diag *diag)
{
    struct buf meant = {0};
    print_as(value, kind, &meant);
    if (meant.len)
        diag_hint(reading->diags, diag, "Write " STR_FORMAT ".", STR_ARG(buf_str(&meant)));
    buf_free(&meant);
}

struct str config_nearest_choice(const struct config_key *key, struct str word)
{
    const struct format *format = format_meant(word);
    struct nearest nearest = nearest_to(word);
    for (size_t i = 0; key->choice(i); i++) {
        if (format && str_is(str_of(format->name), key->choice(i)))
            return str_of(format->name);
        nearest_offer(&nearest, str_of(key->choice(i)));
    }
    return nearest.found;
}

// ---- keys

void config_hint_at_keys(const struct config_reading *reading, const struct config_key *group,
                         struct diag *diag)
{
    struct buf names = {0};
    for (const struct config_key *key = group + 1; config_key_is_in(key, str_of(group->path)); key++)
        buf_print(&names, "%s\"" STR_FORMAT "\"", names.len ? ", " : "", STR_ARG(config_key_name(key)));
    diag_hint(reading->diags, diag, "Write { \"" STR_FORMAT "\": … }; its keys are " STR_FORMAT ".",
              STR_ARG(config_key_name(group + 1)), STR_ARG(buf_str(&names)));
    buf_free(&names);
}

struct str config_nearest_key(const struct config_reading *reading, struct str name, struct str group)
{
    struct nearest nearest = nearest_to(name);
    for (const struct config_key *key = reading->keys; key->path; key++) {
        if (!config_key_is_in(key, group))
            continue;
        if (key->peers && str_is(name, key->peers))
            return config_key_name(key);
        nearest_offer(&nearest, config_key_name(key));
    }
    return nearest.found;
}

void config_hint_at_place(const struct config_reading *reading, struct str name, struct diag *diag)
{
    struct buf places = {0};
    bool is_on_top = false;
    for (const struct config_key *key = reading->keys; key->path; key++) {
        struct str path = str_of(key->path);
        if (!str_equal(config_key_name(key), name))
            continue;
        is_on_top |= path.len == name.len;
        if (path.len > name.len)
            buf_print(&places, "%s\"" STR_FORMAT "\"", places.len ? " or " : "",
                      STR_ARG(str_slice(path, 0, path.len - name.len - 1)));
    }
    if (is_on_top)
        diag_hint(reading->diags, diag, "It stands at the top of the file, in no other object.");
    else if (places.len)
        diag_hint(reading->diags, diag, "It stands in " STR_FORMAT ".", STR_ARG(buf_str(&places)));
    buf_free(&places);
}
