// Matching: the successors of a node are tried in order, and each pair of node and place that failed is
// noted, so that none is visited twice.
#include "extractor/glob_node.h"

struct matcher {
    const struct glob_node *nodes;
    struct str path;
    uint8_t *failed; // bits: node × (len + 1) + place
};

static bool run(struct matcher *matcher, uint32_t index, size_t at);

// Whether the name at the place is `.` or `..`.
static bool is_dots(struct str path, size_t at)
{
    struct str name = str_slice(path, at, str_find_byte(path, '/', at));
    return str_is(name, ".") || str_is(name, "..");
}

static bool folders_pass(struct str path, size_t at, bool is_strict)
{
    if (!is_strict)
        return !is_dots(path, at == 0 ? 0 : at + 1) || (at > 0 && path.at[at] != '/');
    if (at == 0 && path.at[0] == '.')
        return false;
    return !(path.at[at] == '/' && at + 1 < path.len && path.at[at + 1] == '.');
}

static bool has_byte(const struct glob_class *class, char byte)
{
    unsigned value = (unsigned char)byte;
    return class->bits[value / 32] >> (value % 32) & 1;
}

// Whether a node that takes no choice holds at the place, which moves behind what it takes.
static bool pass(struct matcher *matcher, const struct glob_node *node, size_t *at)
{
    struct str path = matcher->path;
    char byte = *at < path.len ? path.at[*at] : 0;
    switch (node->kind) {
    case NODE_BYTE:
        return *at < path.len && path.at[(*at)++] == node->byte;
    case NODE_ANY:
        ++*at;
        return *at <= path.len && byte != '/' && !(node->is_strict && byte == '.');
    case NODE_CLASS:
        ++*at;
        return *at <= path.len && has_byte(node->class, byte);
    case NODE_NOT_DOT:
        return byte != '.';
    case NODE_SOME:
        return *at < path.len;
    case NODE_MORE: {
        size_t behind = *at + (byte == '.');
        return *at < path.len && byte != '/' && behind < path.len && path.at[behind] != '/';
    }
    case NODE_UNLESS:
        return !run(matcher, node->other, *at);
    case NODE_END:
        return *at == path.len;
    default:
        return true;
    }
}

static bool run_once(struct matcher *matcher, uint32_t index, size_t at)
{
    for (;;) {
        const struct glob_node *node = &matcher->nodes[index];
        if (node->kind == NODE_ACCEPT)
            return true;
        if (node->kind == NODE_STAR || node->kind == NODE_FOLDERS) {
            for (; !run(matcher, node->next, at); at++)
                if (at >= matcher->path.len ||
                    (node->kind == NODE_STAR ? matcher->path.at[at] == '/'
                                             : !folders_pass(matcher->path, at, node->is_strict)))
                    return false;
            return true;
        }
        if (node->kind == NODE_SPLIT && node->other != NOWHERE) {
            if (node->next != NOWHERE && run(matcher, node->next, at))
                return true;
            index = node->other;
            continue;
        }
        if (!pass(matcher, node, &at))
            return false;
        if (node->next == NOWHERE)
            return false;
        index = node->next;
    }
}

static bool run(struct matcher *matcher, uint32_t index, size_t at)
{
    size_t bit = index * (matcher->path.len + 1) + at;
    uint8_t mask = (uint8_t)(1u << (bit % 8));
    if (matcher->failed[bit / 8] & mask)
        return false;
    // Noted before it is known: coming back to the same pair without having moved cannot help either.
    matcher->failed[bit / 8] |= mask;
    bool matches = run_once(matcher, index, at);
    if (matches)
        matcher->failed[bit / 8] &= (uint8_t)~mask;
    return matches;
}

bool glob_match(const struct glob *glob, struct str path, struct arena *scratch)
{
    if (!glob->nodes || path.len > glob_longest)
        return false;
    struct matcher matcher = {.nodes = glob->nodes, .path = path};
    matcher.failed = arena_array(scratch, uint8_t, glob->node_count * (path.len + 1) / 8 + 1);
    return run(&matcher, 0, 0);
}
