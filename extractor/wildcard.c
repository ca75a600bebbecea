#include "extractor/wildcard.h"

#include "base/byte.h"
#include "base/path.h"

// Longer names cannot be on a disk.
enum { longest = 256 };

static bool is_wild(char byte)
{
    return byte == '*' || byte == '?';
}

static bool is_package_folder(struct str name)
{
    return name.len >= strlen("node_modules") &&
           (str_is(name, "node_modules") || str_is(name, "bower_components") ||
            str_is(name, "jspm_packages"));
}

static size_t first_wild(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (is_wild(text.at[i]))
            return i;
    return STR_NONE;
}

static struct str stem_of(struct str path)
{
    size_t wild = first_wild(path);
    if (wild == STR_NONE)
        return str_find_byte(path_name(path), '.', 0) == STR_NONE ? path : path_folder(path);
    return path_folder(str_slice(path, 0, wild + 1));
}

static bool is_word_only(struct str part)
{
    for (size_t i = 0; i < part.len; i++) {
        char byte = part.at[i];
        if (!byte_is_alphanumeric(byte) && byte != '_' && byte != ' ')
            return false;
    }
    return true;
}

static void add_part(struct wildcard *wildcard, struct str text, struct arena *arena)
{
    size_t wild = first_wild(text);
    *list_push(&wildcard->parts, arena) =
        (struct wildcard_part){.text = text,
                               .wild = wild,
                               .is_folders = str_is(text, "**"),
                               .is_star = wild != STR_NONE && text.at[wild] == '*' &&
                                          first_wild(str_from(text, wild + 1)) == STR_NONE,
                               .is_word = is_word_only(text)};
}

void wildcard_compile(struct str pattern, struct str base, struct arena *arena, struct wildcard *out)
{
    struct str path = path_join(arena, base, pattern);
    *out = (struct wildcard){.stem = stem_of(path), .has_json = str_ends(path, STR(".json"))};
    out->stem_count = out->stem.len > 1 ? str_count_byte(out->stem, '/') : 0;
    for (size_t start = 1; start < path.len;) {
        size_t end = str_find_byte(path, '/', start);
        struct str part = str_slice(path, start, end);
        add_part(out, part, arena);
        start += part.len + 1;
    }
    struct str last = out->parts.count ? out->parts.at[out->parts.count - 1].text : STR("");
    if (first_wild(last) == STR_NONE && str_find_byte(last, '.', 0) == STR_NONE) {
        add_part(out, STR("**"), arena);
        add_part(out, STR("*"), arena);
    }
}

// Whether a `*` may take the byte at `at` of the name.
static bool star_takes(struct str name, size_t at, bool is_first, bool is_last, enum wildcard_use use)
{
    if (name.at[at] != '.' || use == WILDCARD_EXCLUDE)
        return true;
    if (is_first && at == 0)
        return false;
    return use != WILDCARD_FILE || !is_last || !str_is(str_from(name, at), ".min.js");
}

// A part with one `*` and nothing else that is wild, as most are.
static bool star_matches(struct str part, size_t star, struct str name, bool is_last, enum wildcard_use use)
{
    struct str head = str_slice(part, 0, star), tail = str_from(part, star + 1);
    if (name.len < head.len + tail.len || !str_starts(name, head) || !str_ends(name, tail))
        return false;
    const struct str minified = STR(".min.js");
    size_t end = name.len - tail.len, last = name.len - minified.len; // where that begins
    bool has_dot = star == 0 && end > 0 && !star_takes(name, 0, true, false, use);
    bool is_minified = str_ends(name, minified) && last >= star && last < end;
    return !has_dot && (!is_minified || star_takes(name, last, false, is_last, use));
}

// One name against one part: all places of the part are followed at once, so that no pattern is slow.
static bool name_matches(struct str part, struct str name, bool is_last, enum wildcard_use use)
{
    bool now[longest + 1] = {true};
    if (part.len >= longest)
        return false;
    for (size_t at = 0; at <= name.len; at++) {
        bool next[longest + 1] = {false};
        for (size_t i = 0; i < part.len; i++) {
            if (!now[i])
                continue;
            bool is_star = part.at[i] == '*';
            if (is_star)
                now[i + 1] = true;
            if (at == name.len)
                continue;
            if (is_star && star_takes(name, at, i == 0, is_last, use))
                next[i] = true;
            else if (part.at[i] == '?' && (i > 0 || name.at[at] != '.' || use == WILDCARD_EXCLUDE))
                next[i + 1] = true;
            else if (!is_star && part.at[i] == name.at[at])
                next[i + 1] = true;
        }
        if (at == name.len)
            return now[part.len];
        memcpy(now, next, sizeof now);
    }
    return false;
}

static bool part_matches(const struct wildcard_part *part, struct str name, bool is_last,
                         enum wildcard_use use)
{
    if (use != WILDCARD_EXCLUDE && !part->is_word && is_package_folder(name))
        return false;
    if (part->wild == STR_NONE)
        return str_equal(part->text, name);
    if (part->is_star)
        return star_matches(part->text, part->wild, name, is_last, use);
    return name_matches(part->text, name, is_last, use);
}

static bool folders_take(struct str name, enum wildcard_use use)
{
    return use == WILDCARD_EXCLUDE || !(is_package_folder(name) || (name.len > 0 && name.at[0] == '.'));
}

// Moves over one name of the path: from the places in `now` to those in `next`.
static void pass_name(const struct wildcard *wildcard, struct str name, bool is_last, enum wildcard_use use,
                      const bool *now, bool *next)
{
    for (size_t i = 0; i < wildcard->parts.count; i++) {
        const struct wildcard_part *part = &wildcard->parts.at[i];
        if (!now[i])
            continue;
        if (!part->is_folders)
            next[i + 1] |= part_matches(part, name, is_last, use);
        else if (folders_take(name, use))
            next[i] = true;
    }
}

// `**` may stand for nothing.
static void pass_empty(const struct wildcard *wildcard, bool *now)
{
    for (size_t i = 0; i < wildcard->parts.count; i++)
        if (now[i] && wildcard->parts.at[i].is_folders)
            now[i + 1] = true;
}

bool wildcard_match(const struct wildcard *wildcard, struct str path, enum wildcard_use use)
{
    size_t count = wildcard->parts.count, start = 1;
    bool now[longest + 1], next[longest + 1];
    if (count >= longest)
        return false;
    memset(now, 0, count + 1);
    bool is_in_stem = wildcard->stem_count > 0 && path_is_within(wildcard->stem, path);
    if (wildcard->stem_count > 0 && !is_in_stem && use != WILDCARD_FOLDER)
        return false;
    now[is_in_stem ? wildcard->stem_count : 0] = true;
    start += is_in_stem ? wildcard->stem.len : 0;
    pass_empty(wildcard, now);
    while (start < path.len) {
        if (use == WILDCARD_EXCLUDE && now[count])
            return true;
        size_t end = str_find_byte(path, '/', start);
        struct str name = str_slice(path, start, end);
        memset(next, 0, count + 1);
        pass_name(wildcard, name, end == STR_NONE, use, now, next);
        pass_empty(wildcard, next);
        memcpy(now, next, count + 1);
        start += name.len + 1;
    }
    if (use != WILDCARD_FOLDER)
        return now[count];
    return memchr(now, 1, count + 1) != NULL;
}

const char *wildcard_fault(struct str pattern, bool is_exclude)
{
    struct str trimmed = str_ends(pattern, STR("/")) ? str_slice(pattern, 0, pattern.len - 1) : pattern;
    if (!is_exclude && (str_is(trimmed, "**") || str_ends(trimmed, STR("/**"))))
        return "a pattern cannot end with `**`";
    size_t folders = str_starts(pattern, STR("**/")) ? 0 : str_find(pattern, STR("/**/"), 0);
    if (folders == STR_NONE)
        return NULL;
    if (str_find(pattern, STR("/../"), folders) != STR_NONE || str_ends(pattern, STR("/..")))
        return "`..` cannot stand behind `**`";
    return NULL;
}
