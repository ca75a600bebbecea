// Braces of glob patterns, and what fast-glob asks of a pattern before it compiles it.
#include "extractor/glob_node.h"

#include "base/map.h"
#include "base/path.h"

#include <stdlib.h>

enum { most_results = 10000, most_numbers = 1000, deepest = 64 };

size_t glob_bracket_end(struct str text, size_t at, const char pair[2])
{
    size_t depth = 0;
    for (; at < text.len; at++) {
        if (text.at[at] == '\\')
            at++;
        else if (text.at[at] == pair[0])
            depth++;
        else if (text.at[at] == pair[1] && --depth == 0)
            return at + 1;
    }
    return STR_NONE;
}

// Splits at the commas outside of inner braces and round brackets. One piece: no comma.
static void split(struct str text, struct arena *arena, struct str_list *out)
{
    size_t depth = 0, start = 0;
    for (size_t at = 0; at < text.len; at++) {
        char byte = text.at[at];
        if (byte == '\\')
            at++;
        else if (byte == '{' || byte == '(')
            depth++;
        else if ((byte == '}' || byte == ')') && depth > 0)
            depth--;
        else if (byte == ',' && depth == 0) {
            *list_push(out, arena) = str_slice(text, start, at);
            start = at + 1;
        }
    }
    *list_push(out, arena) = str_from(text, start);
}

static bool read_number(struct str text, long *out)
{
    char digits[12] = {0};
    if (text.len == 0 || text.len >= sizeof digits - 2)
        return false;
    memcpy(digits, text.at, text.len);
    char *end;
    *out = strtol(digits, &end, 10);
    return *end == 0 && digits[0] != '+' && digits[0] != ' ';
}

static bool has_zeros(struct str text)
{
    size_t at = text.len > 0 && text.at[0] == '-';
    return text.len > at + 1 && text.at[at] == '0';
}

// `1..3`, `03..1`, `a..e`, each with `..STEP` behind it.
static bool expand_range(struct str text, struct arena *arena, struct str_list *out)
{
    size_t dots = str_find(text, STR(".."), 0),
           more = dots == STR_NONE ? dots : str_find(text, STR(".."), dots + 2);
    if (dots == STR_NONE)
        return false;
    struct str first = str_slice(text, 0, dots), last = str_slice(text, dots + 2, more);
    long from, to, step = 1;
    if (more != STR_NONE && !read_number(str_from(text, more + 2), &step))
        return false;
    step = step < 0 ? -step : step == 0 ? 1 : step;
    bool are_letters =
        first.len == 1 && last.len == 1 && !(read_number(first, &from) && read_number(last, &to));
    if (are_letters) {
        from = (unsigned char)first.at[0];
        to = (unsigned char)last.at[0];
    } else if (!read_number(first, &from) || !read_number(last, &to)) {
        return false;
    }
    int width = has_zeros(first) || has_zeros(last) ? (int)(first.len > last.len ? first.len : last.len) : 0;
    for (long at = from, count = 0; from <= to ? at <= to : at >= to; at += from <= to ? step : -step) {
        if (++count > most_numbers)
            return false;
        *list_push(out, arena) =
            are_letters ? arena_print(arena, "%c", (int)at) : arena_print(arena, "%0*ld", width, at);
    }
    return true;
}

static void expand(struct str pattern, unsigned depth, struct arena *arena, struct str_list *out);

// All results of `head` followed by what the rest gives, for each choice.
static void expand_choices(struct str head, const struct str_list *choices, struct str rest, unsigned depth,
                           struct arena *arena, struct str_list *out)
{
    struct str_list tails = {0};
    expand(rest, depth + 1, arena, &tails);
    for (size_t i = 0; i < choices->count; i++) {
        struct str_list middles = {0};
        expand(choices->at[i], depth + 1, arena, &middles);
        for (size_t m = 0; m < middles.count; m++)
            for (size_t t = 0; t < tails.count && out->count < most_results; t++)
                *list_push(out, arena) =
                    arena_join(arena, (struct str[]){head, middles.at[m], tails.at[t]}, 3);
    }
}

static size_t class_close(struct str text, size_t at)
{
    size_t close = str_find_byte(text, ']', at + 1);
    return close == STR_NONE ? text.len : close;
}

static void expand(struct str pattern, unsigned depth, struct arena *arena, struct str_list *out)
{
    for (size_t at = 0; at < pattern.len && depth < deepest; at++) {
        char byte = pattern.at[at];
        if (byte == '\\')
            at++;
        else if (byte == '[')
            at = class_close(pattern, at);
        if (byte != '{' || (at > 0 && pattern.at[at - 1] == '$'))
            continue;
        size_t end = glob_bracket_end(pattern, at, "{}");
        if (end == STR_NONE)
            continue;
        struct str inner = str_slice(pattern, at + 1, end - 1);
        struct str_list choices = {0};
        split(inner, arena, &choices);
        if (choices.count == 1) {
            choices.count = 0;
            if (!expand_range(inner, arena, &choices))
                continue;
        }
        expand_choices(str_slice(pattern, 0, at), &choices, str_from(pattern, end), depth, arena, out);
        return;
    }
    *list_push(out, arena) = pattern;
}

void glob_expand(struct str pattern, struct arena *arena, struct str_list *out)
{
    struct str_list all = {0};
    struct map known = {0};
    expand(pattern, 0, arena, &all);
    size_t first = out->count;
    for (size_t i = 0; i < all.count; i++) {
        if (all.at[i].len == 0 || map_has(&known, all.at[i]))
            continue;
        map_set(&known, all.at[i], NULL, arena);
        *list_push(out, arena) = all.at[i];
        // Stable, the shortest first: lists are short.
        for (size_t k = out->count - 1; k > first && out->at[k].len < out->at[k - 1].len; k--) {
            struct str swap = out->at[k];
            out->at[k] = out->at[k - 1];
            out->at[k - 1] = swap;
        }
    }
}

// ---- plain or not

static bool is_mark(char byte)
{
    return byte == '!' || byte == '*' || byte == '+' || byte == '?' || byte == '@';
}

// A bracket at `open` that is closed later, with `needed` in between (0: anything).
static bool has_pair(struct str text, size_t open, char close, char needed)
{
    size_t end = str_find_byte(text, close, open + 1);
    if (end == STR_NONE)
        return false;
    return !needed || str_find_byte(str_slice(text, open, end), needed, 0) != STR_NONE;
}

bool glob_is_dynamic(struct str pattern)
{
    for (size_t at = 0; at < pattern.len; at++) {
        char byte = pattern.at[at];
        if (byte == '*' || byte == '?' || byte == '\\' || (byte == '!' && at == 0))
            return true;
        if (byte == '[' && has_pair(pattern, at, ']', 0))
            return true;
        if (byte == '(' && has_pair(pattern, at, ')', at > 0 && is_mark(pattern.at[at - 1]) ? 0 : '|'))
            return true;
        if (byte == '{' && has_pair(pattern, at, '}', 0)) {
            struct str inner = str_slice(pattern, at, str_find_byte(pattern, '}', at));
            if (str_find_byte(inner, ',', 0) != STR_NONE || str_find(inner, STR(".."), 0) != STR_NONE)
                return true;
        }
    }
    return false;
}

// What decides where a walk starts is a slightly different question: a lone `?` does not count, an open
// bracket does.
static bool is_globby(struct str text)
{
    for (size_t at = 0; at < text.len; at++) {
        char byte = text.at[at], next = at + 1 < text.len ? text.at[at + 1] : 0;
        if (byte == '\\') {
            at++;
            continue;
        }
        if (byte == '*' || byte == '[' || byte == '{' || (is_mark(byte) && next == '('))
            return true;
        if (next == '?' && memchr("].+)", byte, 4))
            return true;
        if (byte == '(' && (!has_pair(text, at, ')', 0) || has_pair(text, at, ')', '|') ||
                            (next == '?' && at + 2 < text.len && memchr(":!=", text.at[at + 2], 3))))
            return true;
    }
    return false;
}

struct str glob_base(struct str pattern, struct arena *arena)
{
    struct str base = path_folder(pattern);
    char last = pattern.len > 0 ? pattern.at[pattern.len - 1] : 0;
    if (last == '/' || ((last == '}' || last == ']') && (str_find_byte(pattern, '{', 0) != STR_NONE ||
                                                         str_find_byte(pattern, '[', 0) != STR_NONE)))
        base = str_slice(pattern, 0, pattern.len - (last == '/'));
    while (is_globby(base))
        base = path_folder(base);
    char *plain = arena_cstr(arena, base);
    size_t len = 0;
    for (size_t at = 0; at < base.len; at++) {
        if (base.at[at] == '\\' && at + 1 < base.len && memchr("!*?|[](){}", base.at[at + 1], 10))
            at++;
        plain[len++] = base.at[at];
    }
    return (struct str){plain, len};
}
