#include "extractor/package.h"

#include "base/path.h"

static struct package *package_read(struct packages *packages, struct str folder)
{
    struct arena *arena = packages->folders->arena;
    const struct folder_entry *entry =
        folder_find(folders_get(packages->folders, folder), STR("package.json"));
    if (!entry || !entry->is_file)
        return NULL;
    // A malformed package.json is no error of the project's sources: the peer goes on as if it were empty.
    struct diags unheard = {.arena = arena};
    struct package *package = arena_new(arena, struct package);
    package->folder = arena_copy(arena, folder);
    struct str path = path_join(arena, folder, STR("package.json")), text;
    struct jsonc_file file = {0};
    *list_push(&packages->folders->settings, arena) = path;
    if (file_read(path, arena, folders_listener(packages->folders, path, &unheard), &text) == FILE_READ &&
        jsonc_read(path, text, JSONC_LENIENT, arena, &unheard, &file) && jsonc_is(file.root, JSONC_OBJECT))
        package->root = file.root;
    return package;
}

const struct package *package_at(struct packages *packages, struct str folder)
{
    if (map_has(&packages->known, folder))
        return map_get(&packages->known, folder);
    struct package *package = package_read(packages, folder);
    struct arena *arena = packages->folders->arena;
    map_set(&packages->known, arena_copy(arena, folder), package, arena);
    return package;
}

const struct package *package_around(struct packages *packages, struct str folder)
{
    for (;;) {
        const struct package *package = package_at(packages, folder);
        if (package || folder.len <= 1)
            return package;
        folder = path_folder(folder);
    }
}

struct str package_text(const struct package *package, const char *key)
{
    return jsonc_text(jsonc_get(package->root, key));
}

struct str package_name_of(struct str specifier)
{
    size_t slash = str_find_byte(specifier, '/', 0);
    if (str_starts(specifier, STR("@")) && slash != STR_NONE)
        slash = str_find_byte(specifier, '/', slash + 1);
    return str_slice(specifier, 0, slash);
}

bool package_is_installed(struct str path)
{
    return str_find(path, STR("/node_modules/"), 0) != STR_NONE;
}

// Orders the keys of `exports` and `imports` that hold a pattern: the most specific first (Node.js's
// PATTERN_KEY_COMPARE).
static int compare_keys(struct str a, struct str b)
{
    size_t star_a = str_find_byte(a, '*', 0), star_b = str_find_byte(b, '*', 0);
    size_t base_a = star_a == STR_NONE ? a.len : star_a + 1, base_b = star_b == STR_NONE ? b.len : star_b + 1;
    if (base_a != base_b)
        return base_a > base_b ? -1 : 1;
    if (star_a == STR_NONE)
        return 1;
    if (star_b == STR_NONE)
        return -1;
    return a.len == b.len ? 0 : a.len > b.len ? -1 : 1;
}

static bool key_matches(struct str key, struct str specifier, struct package_match *out)
{
    size_t star = str_find_byte(key, '*', 0);
    out->is_pattern = star != STR_NONE;
    struct str head = out->is_pattern ? str_slice(key, 0, star) : key;
    struct str tail = out->is_pattern ? str_from(key, star + 1) : STR("");
    if (str_find_byte(tail, '*', 0) != STR_NONE || (!out->is_pattern && !str_ends(key, STR("/"))))
        return false;
    if (!str_starts(specifier, head) || !str_ends(specifier, tail))
        return false;
    // Head and tail may overlap in a short specifier; the peer takes what is left then: nothing.
    out->rest = str_slice(specifier, head.len, specifier.len - tail.len);
    return true;
}

bool package_match(const struct jsonc *table, struct str specifier, struct package_match *out)
{
    *out = (struct package_match){0};
    if (!jsonc_is(table, JSONC_OBJECT))
        return false;
    struct str best = {0};
    bool can_be_exact = !str_ends(specifier, STR("/")) && str_find_byte(specifier, '*', 0) == STR_NONE;
    for (const struct jsonc *member = table->first; member; member = member->next) {
        struct package_match match = {.target = member};
        if (can_be_exact && str_equal(member->key, specifier)) {
            *out = match;
            // A repeated key: the last one holds, so the search goes on for equal keys only.
            for (const struct jsonc *later = member->next; later; later = later->next)
                if (str_equal(later->key, specifier))
                    out->target = later;
            return true;
        }
        if (!key_matches(member->key, specifier, &match))
            continue;
        if (!out->target || compare_keys(member->key, best) < 0) {
            *out = match;
            best = member->key;
        }
    }
    return out->target != NULL;
}
