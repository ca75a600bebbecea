#include "base/path.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

bool path_is_absolute(struct str path)
{
    return path.len > 0 && path.at[0] == '/';
}

bool path_is_below(struct str folder, struct str path)
{
    return path.len > folder.len && str_starts(path, folder) &&
           (folder.len == 1 || path.at[folder.len] == '/');
}

bool path_is_within(struct str folder, struct str path)
{
    return str_equal(folder, path) || path_is_below(folder, path);
}

struct str path_common_folder(struct str a, struct str b)
{
    while (!path_is_within(a, b))
        a = path_folder(a);
    return a;
}

struct str path_normalise(struct arena *arena, struct str path)
{
    bool absolute = path_is_absolute(path);
    struct str_list names = {0};
    struct str name;
    for (size_t at = 0; str_next_piece(path, '/', &at, &name);) {
        if (name.len == 0 || str_is(name, "."))
            continue;
        bool can_rise = names.count > 0 && !str_is(names.at[names.count - 1], "..");
        if (str_is(name, "..") && (can_rise || absolute))
            names.count -= can_rise;
        else
            *list_push(&names, arena) = name;
    }
    char *text = arena_array(arena, char, path.len + 2), *end = text;
    if (absolute)
        *end++ = '/';
    for (size_t i = 0; i < names.count; i++) {
        if (i > 0)
            *end++ = '/';
        memcpy(end, names.at[i].at, names.at[i].len);
        end += names.at[i].len;
    }
    if (end == text)
        *end++ = '.';
    return (struct str){text, (size_t)(end - text)};
}

struct str path_join(struct arena *arena, struct str folder, struct str path)
{
    if (path_is_absolute(path) || folder.len == 0)
        return path_normalise(arena, path);
    return path_normalise(arena, arena_join(arena, (struct str[]){folder, STR("/"), path}, 3));
}

struct str path_folder(struct str path)
{
    size_t slash = str_rfind_byte(path, '/');
    if (slash == STR_NONE)
        return STR(".");
    return str_slice(path, 0, slash ? slash : 1);
}

struct str path_name(struct str path)
{
    size_t slash = str_rfind_byte(path, '/');
    return slash == STR_NONE ? path : str_from(path, slash + 1);
}

struct str path_suffix(struct str path)
{
    struct str name = path_name(path);
    size_t dot = str_rfind_byte(name, '.');
    return dot == STR_NONE || dot == 0 ? (struct str){name.at, 0} : str_from(name, dot);
}

// Whoever went on without a current folder would take all files for absent.
static _Noreturn void end_without_folder(void)
{
    const char *cause = strerror(errno);
    flockfile(stderr); // other threads are at work, and come here, too
    fprintf(stderr, "glot: error: the current folder cannot be found: %s\n", cause);
    _exit(3);
}

struct str path_absolute(struct arena *arena, struct str path)
{
    char here[PATH_MAX];
    if (path_is_absolute(path))
        return path_normalise(arena, path);
    if (!getcwd(here, sizeof here))
        end_without_folder();
    return path_join(arena, arena_copy(arena, str_of(here)), path);
}

// How long the common folders of both are, with the slash behind them.
static size_t common_folders(struct str a, struct str b)
{
    size_t common = 0;
    for (size_t i = 0;; i++) {
        bool a_ends = i == a.len || a.at[i] == '/', b_ends = i == b.len || b.at[i] == '/';
        if (a_ends && b_ends)
            common = i;
        if (i == a.len || i == b.len || a.at[i] != b.at[i])
            return common;
    }
}

struct str path_relative(struct arena *arena, struct str folder, struct str path)
{
    if (folder.len == 0)
        return path;
    if (str_is(folder, "/"))
        folder.len = 0;
    size_t common = common_folders(folder, path);
    struct str_list pieces = {0};
    for (size_t i = common; i < folder.len; i++)
        if (folder.at[i] == '/')
            *list_push(&pieces, arena) = STR("../");
    struct str rest = str_from(path, common);
    if (rest.len > 0 && rest.at[0] == '/')
        rest = str_from(rest, 1);
    *list_push(&pieces, arena) = rest;
    return path_normalise(arena, arena_join(arena, pieces.at, pieces.count));
}
