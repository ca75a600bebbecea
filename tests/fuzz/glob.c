// Laws: a pattern without anything special matches its own text and nothing else; what a pattern matches
// without dots it matches with dots; every result of an expansion expands to itself. Input: pattern, newline,
// path.
#include "extractor/glob.h"
#include "extractor/wildcard.h"
#include "tests/fuzz/law.h"

#include <stdint.h>

static bool is_plain(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (strchr("*?[](){}!+@\\|,.$", text.at[i]))
            return false;
    return text.len > 0;
}

static void check_expansion(struct str pattern, struct arena *arena)
{
    struct str_list all = {0};
    glob_expand(pattern, arena, &all);
    for (size_t i = 0; i < all.count && i < 8; i++) {
        struct str_list again = {0};
        glob_expand(all.at[i], arena, &again);
        demand(again.count >= 1);
    }
}

static bool matches(struct str pattern, struct str path, bool with_dots, struct arena *arena)
{
    struct glob glob;
    return glob_compile(pattern, with_dots, arena, &glob) && glob_match(&glob, path, arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str text = {(const char *)data, size};
    size_t line = str_find_byte(text, '\n', 0);
    if (line == STR_NONE || size > 600 || memchr(data, 0, size))
        return 0;
    struct arena arena = {0};
    struct str pattern = str_slice(text, 0, line), path = str_from(text, line + 1);
    check_expansion(pattern, &arena);
    bool plainly = matches(pattern, path, false, &arena), dotted = matches(pattern, path, true, &arena);
    bool is_negative = str_find_byte(pattern, '!', 0) != STR_NONE;
    bool has_dots = str_find(path, STR(".."), 0) != STR_NONE || str_find(path, STR("/."), 0) != STR_NONE ||
                    str_starts(path, STR("."));
    demand(is_negative || has_dots || !plainly || dotted);
    if (is_plain(pattern) && !str_starts(pattern, STR("./")))
        demand(plainly == str_equal(pattern, path));
    struct wildcard wildcard;
    struct str absolute = arena_join(&arena, (struct str[]){STR("/"), path}, 2);
    wildcard_compile(pattern, STR("/"), &arena, &wildcard);
    bool is_file = wildcard_match(&wildcard, absolute, WILDCARD_FILE);
    demand(!is_file || wildcard_match(&wildcard, absolute, WILDCARD_EXCLUDE));
    arena_free(&arena);
    return 0;
}
