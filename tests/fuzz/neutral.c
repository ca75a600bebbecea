// Laws: the form of a neutral text is that text; code changes no fingerprint; a neutral text gets its own
// code back; a translation fits exactly where each name stands as often as in the source. Input: two texts, a
// part a line ("t" and a text; "p", "o", "c" or "s" for the sort of a code, one byte for its name, its
// code), with an empty line between.
#include "sync/neutral.h"
#include "base/map.h"
#include "base/utf.h"
#include "catalog/placeholders.h"
#include "sync/edit.h"
#include "tests/fuzz/law.h"

#include <stdint.h>

static bool next_line(struct str *text, struct str *line)
{
    if (text->len == 0)
        return false;
    size_t end = str_find_byte(*text, '\n', 0);
    *line = str_slice(*text, 0, end);
    *text = str_from(*text, end == STR_NONE ? text->len : end + 1);
    return line->len > 0;
}

static struct pattern read_pattern(struct str *text, struct arena *arena)
{
    static const char sorts[] = "pocs";
    struct pattern pattern = {0};
    struct str line;
    while (next_line(text, &line)) {
        const char *sort = memchr(sorts, line.at[0], 4);
        if (!sort)
            pattern_add_text(&pattern, str_from(line, 1), arena);
        else
            pattern_add_code(&pattern, (enum part_kind)(PART_PLACEHOLDER + (sort - sorts)), str_from(line, 2),
                             str_slice(line, 1, 2), arena);
    }
    return pattern;
}

// How often each name stands in the first text, less how often in the second.
static bool has_equal_names(const struct pattern *a, const struct pattern *b)
{
    int balance[257] = {0}; // the first: code without a name
    const struct pattern *patterns[] = {a, b};
    for (size_t p = 0; p < 2; p++)
        for (size_t i = 0; i < patterns[p]->parts.count; i++) {
            const struct part *part = &patterns[p]->parts.at[i];
            struct str key =
                part_kind(part) == PART_TEXT ? (struct str){0} : placeholder_key(part_name(part));
            if (part_kind(part) != PART_TEXT)
                balance[key.len ? 1 + (unsigned char)key.at[0] : 0] += p ? -1 : 1;
        }
    for (size_t i = 0; i < 257; i++)
        if (balance[i])
            return false;
    return true;
}

static struct pattern check_form(const struct pattern *pattern, struct arena *arena)
{
    struct pattern once = neutral_pattern(pattern, arena), twice = neutral_pattern(&once, arena), back;
    struct neutral_fault_list faults = {0};
    demand(pattern_equal(&once, &twice));
    demand(neutral_fingerprint(&once) == neutral_fingerprint(pattern));
    demand(neutral_restore(&once, pattern, arena, &faults, &back));
    demand(pattern_equal(&back, pattern));
    demand(edit_classify(&once, pattern, arena) <= EDIT_CODE);
    return once;
}

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str text = {(const char *)data, size};
    struct arena arena = {0};
    struct neutral_fault_list faults = {0};
    if (utf_first_invalid(text) != STR_NONE)
        return 0;
    struct pattern source = read_pattern(&text, &arena), target = read_pattern(&text, &arena), restored;
    check_form(&source, &arena);
    struct pattern seen = check_form(&target, &arena);
    bool fits = neutral_restore(&seen, &source, &arena, &faults, &restored);
    demand(fits == has_equal_names(&source, &target));
    demand(fits == (faults.count == 0));
    demand(neutral_fingerprint(&restored) == neutral_fingerprint(&target));
    for (size_t i = 0; i < faults.count; i++)
        demand(neutral_fault_message(&faults.at[i], &arena).len > 0);
    enum edit edit = edit_classify(&source, &target, &arena);
    demand(edit == edit_classify(&target, &source, &arena));
    arena_free(&arena);
    return 0;
}
