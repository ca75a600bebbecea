// The key `checks`: the level of each kind of finding in translations.
#include "base/nearest.h"
#include "cli/config_key.h"

static const char *const level_names[] = {
    [CHECK_OFF] = "off", [CHECK_NOTE] = "note", [CHECK_WARNING] = "warning", [CHECK_ERROR] = "error"};

static void complain_of_kind(const struct config_reading *reading, const struct jsonc *member)
{
    struct nearest nearest = nearest_to(member->key);
    for (size_t i = 0; i < check_rule_count(); i++)
        nearest_offer(&nearest, str_of(kind_rows[check_rule_at(i).kind].name));
    struct diag *diag =
        diag_add(reading->diags, KIND_CONFIG_UNKNOWN_KEY, jsonc_key_span(&reading->file, member),
                 "\"" STR_FORMAT "\" is no check", STR_ARG(member->key));
    if (!nearest_hint(nearest.found, reading->diags, diag))
        diag_hint(reading->diags, diag, "docs/checks.md lists the checks.");
}

static enum check_level read_level(const struct config_reading *reading, const struct jsonc *member)
{
    for (enum check_level level = CHECK_OFF; level <= CHECK_ERROR; level++)
        if (member->kind == JSONC_STRING && str_is(member->text, level_names[level]))
            return level;
    struct str subject = arena_print(reading->arena, "\"checks." STR_FORMAT "\"", STR_ARG(member->key));
    if (config_check_kind(reading, member, JSONC_STRING, subject))
        diag_add(reading->diags, KIND_CONFIG_BAD_VALUE, jsonc_span(&reading->file, member),
                 STR_FORMAT " must be \"off\", \"note\", \"warning\" or \"error\", not \"" STR_FORMAT "\"",
                 STR_ARG(subject), STR_ARG(member->text));
    return CHECK_DEFAULT;
}

void config_check_levels(const struct config_reading *reading, const struct config_key *key,
                         const struct jsonc *value, void *target)
{
    struct check_levels *out = target;
    (void)key;
    for (const struct jsonc *member = value->first; member; member = member->next) {
        size_t index = check_rule_find(member->key);
        if (index == STR_NONE)
            complain_of_kind(reading, member);
        else
            out->of[check_rule_at(index).kind] = (unsigned char)read_level(reading, member);
    }
}

void config_print_checks(struct buf *out)
{
    buf_text(out, "\"type\": \"object\", \"additionalProperties\": { \"enum\": [");
    for (enum check_level level = CHECK_OFF; level <= CHECK_ERROR; level++)
        buf_print(out, "%s\"%s\"", level > CHECK_OFF ? ", " : "", level_names[level]);
    buf_text(out, "] }, \"propertyNames\": { \"enum\": [");
    for (size_t i = 0; i < check_rule_count(); i++)
        buf_print(out, "%s\"%s\"", i ? ", " : "", kind_rows[check_rule_at(i).kind].name);
    buf_text(out, "] }");
}
