#include "catalog/patch.h"

// Beyond either, a patch is taken to be endless.
enum { replacements_greatest = 10000, patched_greatest = 1 << 24 };

// What `after` stands for when text[at, end) is replaced.
static void add_substitution(struct buf *out, struct str after, struct str text, size_t at, size_t end)
{
    size_t plain = 0;
    for (size_t i = 0; i + 1 < after.len; i++) {
        if (after.at[i] != '$' || !strchr("$&`'", after.at[i + 1]) || after.at[i + 1] == '\0')
            continue;
        buf_add(out, str_slice(after, plain, i));
        char which = after.at[++i];
        if (which == '$')
            buf_byte(out, '$');
        else if (which == '&')
            buf_add(out, str_slice(text, at, end));
        else
            buf_add(out, which == '`' ? str_slice(text, 0, at) : str_from(text, end));
        plain = i + 1;
    }
    buf_add(out, str_from(after, plain));
}

// One replacement at `at`; false when what it puts in holds `before` again, for then there is always one
// left.
static bool replace(const struct patch *patch, struct str text, size_t at, struct buf *out)
{
    size_t end = at + patch->before.len;
    buf_add(out, str_slice(text, 0, at));
    size_t start = out->len;
    add_substitution(out, patch->after, text, at, end);
    bool ends = str_find(str_from(buf_str(out), start), patch->before, 0) == STR_NONE;
    buf_add(out, str_from(text, end));
    return ends;
}

static bool apply(const struct patch *patch, struct arena *arena, struct str *text)
{
    struct buf from = {0}, to = {0};
    bool ends = true;
    buf_add(&from, *text);
    for (size_t count = 0; ends; count++) {
        size_t at = str_find(buf_str(&from), patch->before, 0);
        if (at == STR_NONE)
            break;
        to.len = 0;
        ends = replace(patch, buf_str(&from), at, &to) && count < replacements_greatest &&
               to.len < patched_greatest;
        struct buf swap = from;
        from = to;
        to = swap;
    }
    buf_free(&to);
    *text = buf_finish(&from, arena);
    return ends;
}

bool patches_apply(const struct patch_list *patches, struct str locale, struct str id, struct span span,
                   struct arena *arena, struct diags *diags, struct str *text)
{
    for (size_t i = 0; i < patches->count; i++) {
        const struct patch *patch = &patches->at[i];
        if (!str_equal(patch->locale, locale) || !str_equal(patch->id, id))
            continue;
        if (str_find(*text, patch->before, 0) == STR_NONE || apply(patch, arena, text))
            continue;
        diag_add(diags, KIND_PATCH_ENDLESS, span,
                 "the patch of " STR_FORMAT " for " STR_FORMAT
                 " never ends: what it puts in contains \"" STR_FORMAT "\" again",
                 STR_ARG(locale), STR_ARG(id), STR_ARG(patch->before));
        return false;
    }
    return true;
}
