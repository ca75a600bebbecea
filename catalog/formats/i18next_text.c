#include "catalog/formats/i18next_text.h"

#include "catalog/icu_letters.h"

enum { code_greatest = 4096 }; // bytes of one placeholder: an end that is farther away is none

// ---- pieces

// The end of "{{…}}" at `at`, or `at`.
static size_t variable_end(struct str text, size_t at)
{
    if (!str_starts(str_from(text, at), STR("{{")))
        return at;
    size_t end = str_find(str_slice(text, 0, at + code_greatest), STR("}}"), at + 2);
    return end == STR_NONE || end == at + 2 ? at : end + 2;
}

// The end of "$t(…)" with its inner brackets, or `at`.
static size_t nesting_end(struct str text, size_t at)
{
    size_t limit = text.len - at > code_greatest ? at + code_greatest : text.len;
    if (!str_starts(str_from(text, at), STR("$t(")))
        return at;
    size_t open = 1;
    for (size_t i = at + 3; i < limit; i++) {
        open += text.at[i] == '(';
        if (text.at[i] == ')' && --open == 0)
            return i == at + 3 ? at : i + 1;
    }
    return at;
}

static bool is_tag_byte(char c)
{
    return icu_is_letter(c) || icu_is_digit(c) || c == '-' || c == '_';
}

// The end of "<name>", "</name>" or "<name/>", or `at`.
static size_t tag_end(struct str text, size_t at, struct part_code *out)
{
    bool is_close = str_starts(str_from(text, at), STR("</"));
    size_t start = at + 1 + is_close, end = start;
    while (end < text.len && end - start < 64 && is_tag_byte(text.at[end]))
        end++;
    out->kind = is_close ? PART_CLOSE : PART_OPEN;
    out->name = str_slice(text, start, end);
    while (!is_close && end < text.len && text.at[end] == ' ' && end - start < 64)
        end++;
    if (!is_close && end < text.len && text.at[end] == '/') {
        out->kind = PART_STANDALONE;
        end++;
    } else if (end != start + out->name.len) {
        return at; // a blank behind the name of an opening tag: there are attributes, or it is no tag
    }
    return out->name.len && end < text.len && text.at[end] == '>' ? end + 1 : at;
}

static struct str variable_name(struct str code)
{
    struct str inner = str_slice(code, 2, code.len - 2);
    size_t comma = str_find_byte(inner, ',', 0);
    inner = str_trim(str_slice(inner, 0, comma));
    return inner.len && inner.at[0] == '-' ? str_trim(str_from(inner, 1)) : inner;
}

static struct str nesting_name(struct str code, struct arena *arena)
{
    struct str inner = str_slice(code, 3, code.len - 1);
    size_t comma = str_find_byte(inner, ',', 0);
    inner = str_trim(str_slice(inner, 0, comma));
    return arena_join(arena, (struct str[]){STR("$t("), inner, STR(")")}, 3);
}

// The code at `at`, or false.
static bool take_code(struct str text, size_t *at, struct arena *arena, struct part *out)
{
    size_t start = *at;
    struct part_code code = {.kind = PART_PLACEHOLDER};
    if (text.at[start] == '{' && (*at = variable_end(text, start)) > start)
        code.name = variable_name(str_slice(text, start, *at));
    else if (text.at[start] == '$' && (*at = nesting_end(text, start)) > start)
        code.name = nesting_name(str_slice(text, start, *at), arena);
    else if (text.at[start] == '<')
        *at = tag_end(text, start, &code);
    if (*at > start)
        *out = part_of_code(code.kind, str_slice(text, start, *at), code.name, arena);
    return *at > start;
}

// ---- reading

// Pieces of the text, one behind the other; text that follows text is not joined yet.
static void split(struct str text, struct arena *arena, struct part_list *out)
{
    size_t plain = 0;
    for (size_t at = 0; at < text.len;) {
        size_t start = at;
        struct part code;
        if (!take_code(text, &at, arena, &code)) {
            at++;
            continue;
        }
        if (start > plain)
            *list_push(out, arena) = part_of_text(str_slice(text, plain, start));
        *list_push(out, arena) = code;
        plain = at;
    }
    if (text.len > plain)
        *list_push(out, arena) = part_of_text(str_from(text, plain));
}

static bool is_balanced(const struct part_list *parts, struct arena *arena)
{
    struct str_list open = {0};
    for (size_t i = 0; i < parts->count; i++) {
        const struct part *part = &parts->at[i];
        if (part_kind(part) == PART_OPEN)
            *list_push(&open, arena) = part_name(part);
        if (part_kind(part) != PART_CLOSE)
            continue;
        if (open.count == 0 || !str_equal(open.at[--open.count], part_name(part)))
            return false;
    }
    return open.count == 0;
}

void i18next_text_read(struct str text, struct arena *arena, struct pattern *out)
{
    struct part_list parts = {0};
    struct text_run run = {0};
    *out = (struct pattern){0};
    split(text, arena, &parts);
    bool has_tags = is_balanced(&parts, arena);
    for (size_t i = 0; i < parts.count; i++) {
        const struct part *part = &parts.at[i];
        bool is_code = part_kind(part) == PART_PLACEHOLDER || (has_tags && part_kind(part) != PART_TEXT);
        if (!is_code) {
            text_run_add(&run, part->text);
            continue;
        }
        text_run_end(&run, out, arena);
        pattern_add_code(out, part_kind(part), part->text, part_name(part), arena);
    }
    text_run_end(&run, out, arena);
    text_run_free(&run);
}

// ---- printing

static bool is_own_code(const struct part *part, struct arena *arena)
{
    struct part same;
    size_t at = 0;
    return part->text.len && take_code(part->text, &at, arena, &same) && at == part->text.len &&
           part_kind(&same) == part_kind(part);
}

static void print_code(const struct part *part, struct str count, struct arena *arena, struct buf *out)
{
    static const char *const forms[][2] = {[PART_PLACEHOLDER] = {"{{", "}}"},
                                           [PART_OPEN] = {"<", ">"},
                                           [PART_CLOSE] = {"</", ">"},
                                           [PART_STANDALONE] = {"<", "/>"}};
    bool is_count = part_kind(part) == PART_PLACEHOLDER && count.len && str_equal(part_name(part), count);
    if (is_own_code(part, arena)) {
        buf_add(out, part->text);
        return;
    }
    buf_text(out, forms[part_kind(part)][0]);
    buf_add(out, is_count ? STR("count") : part_name(part));
    buf_text(out, forms[part_kind(part)][1]);
}

void i18next_text_print(const struct pattern *pattern, struct str count, struct arena *arena, struct buf *out)
{
    for (size_t i = 0; i < pattern->parts.count; i++)
        if (part_kind(&pattern->parts.at[i]) == PART_TEXT)
            buf_add(out, pattern->parts.at[i].text);
        else
            print_code(&pattern->parts.at[i], count, arena, out);
}
