#include "base/linediff.h"

#include "base/hash.h"

enum { context_lines = 3, most_edits = 4000 };

struct line {
    struct str text; // with its line end
    uint64_t hash;
};

struct line_list {
    struct line *at;
    size_t count, capacity;
};

// Which lines of each text are not in the other.
struct comparison {
    struct line_list old, new;
    bool *removed, *added;
};

static struct line_list split_lines(struct str text, struct arena *scratch)
{
    struct line_list lines = {0};
    for (size_t start = 0; start < text.len;) {
        size_t end = str_find_byte(text, '\n', start);
        struct str line = str_slice(text, start, end == STR_NONE ? text.len : end + 1);
        *list_push(&lines, scratch) = (struct line){line, hash_bytes(line)};
        start += line.len;
    }
    return lines;
}

static bool lines_equal(const struct line *a, const struct line *b)
{
    return a->hash == b->hash && str_equal(a->text, b->text);
}

// The middle part of both texts, after common lines at both ends are taken off.
struct window {
    const struct line *old, *new;
    ptrdiff_t old_count, new_count;
};

// Myers' greedy algorithm: trace[d] holds, for each diagonal, how far d edits reach in the old text.
// Returns the number of edits, or -1 when there are more than most_edits.
static ptrdiff_t search(const struct window *w, ptrdiff_t **trace, struct arena *scratch)
{
    ptrdiff_t limit = w->old_count + w->new_count < most_edits ? w->old_count + w->new_count : most_edits;
    for (ptrdiff_t d = 0; d <= limit; d++) {
        ptrdiff_t *reach = arena_array(scratch, ptrdiff_t, (size_t)(2 * d + 1)) + d;
        ptrdiff_t *before = d ? trace[d - 1] : NULL;
        trace[d] = reach;
        for (ptrdiff_t k = -d; k <= d; k += 2) {
            bool down = d > 0 && (k == -d || (k != d && before[k - 1] < before[k + 1]));
            ptrdiff_t x = d == 0 ? 0 : down ? before[k + 1] : before[k - 1] + 1;
            while (x < w->old_count && x - k < w->new_count && lines_equal(&w->old[x], &w->new[x - k]))
                x++;
            reach[k] = x;
            if (x >= w->old_count && x - k >= w->new_count)
                return d;
        }
    }
    return -1;
}

static void mark_path(const struct window *w, ptrdiff_t **trace, ptrdiff_t edits, bool *removed, bool *added)
{
    ptrdiff_t x = w->old_count, y = w->new_count;
    for (ptrdiff_t d = edits; d > 0; d--) {
        const ptrdiff_t *before = trace[d - 1];
        ptrdiff_t k = x - y;
        bool down = k == -d || (k != d && before[k - 1] < before[k + 1]);
        ptrdiff_t from = down ? k + 1 : k - 1;
        x = before[from];
        y = x - from;
        if (down)
            added[y] = true;
        else
            removed[x] = true;
    }
}

// An empty list has no array to point into.
static const struct line *lines_from(const struct line_list *lines, size_t index)
{
    return lines->at ? lines->at + index : NULL;
}

static void compare(struct comparison *c, struct arena *scratch)
{
    size_t head = 0, tail = 0;
    size_t shorter = c->old.count < c->new.count ? c->old.count : c->new.count;
    while (head < shorter && lines_equal(&c->old.at[head], &c->new.at[head]))
        head++;
    while (tail < shorter - head &&
           lines_equal(&c->old.at[c->old.count - 1 - tail], &c->new.at[c->new.count - 1 - tail]))
        tail++;
    struct window w = {lines_from(&c->old, head), lines_from(&c->new, head),
                       (ptrdiff_t)(c->old.count - head - tail), (ptrdiff_t)(c->new.count - head - tail)};
    ptrdiff_t **trace = arena_array(scratch, ptrdiff_t *, most_edits + 1);
    ptrdiff_t edits = search(&w, trace, scratch);
    if (edits >= 0) {
        mark_path(&w, trace, edits, c->removed + head, c->added + head);
        return;
    }
    memset(c->removed + head, true, (size_t)w.old_count);
    memset(c->added + head, true, (size_t)w.new_count);
}

static void print_line(struct buf *out, char mark, struct str line)
{
    buf_byte(out, mark);
    buf_add(out, line);
    if (!str_ends(line, STR("\n")))
        buf_text(out, "\n\\ No newline at end of file\n");
}

struct place_pair {
    size_t old, new;
};

// Where the next change starts, at or after the place.
static bool next_change(const struct comparison *c, struct place_pair *at)
{
    while (at->old < c->old.count || at->new < c->new.count) {
        if ((at->old < c->old.count && c->removed[at->old]) || (at->new < c->new.count && c->added[at->new]))
            return true;
        at->old++;
        at->new ++;
    }
    return false;
}

static struct place_pair after_change(const struct comparison *c, struct place_pair at)
{
    while (at.old < c->old.count && c->removed[at.old])
        at.old++;
    while (at.new < c->new.count && c->added[at.new])
        at.new ++;
    return at;
}

static void print_hunk(const struct comparison *c, struct place_pair start, struct place_pair end,
                       struct buf *out)
{
    size_t old_count = end.old - start.old, new_count = end.new - start.new;
    buf_print(out, "@@ -%zu,%zu +%zu,%zu @@\n", start.old + (old_count > 0), old_count,
              start.new + (new_count > 0), new_count);
    while (start.old < end.old || start.new < end.new) {
        while (start.old < end.old && c->removed[start.old])
            print_line(out, '-', c->old.at[start.old++].text);
        while (start.new < end.new && c->added[start.new])
            print_line(out, '+', c->new.at[start.new ++].text);
        if (start.old < end.old) {
            print_line(out, ' ', c->old.at[start.old++].text);
            start.new ++;
        }
    }
}

// From a change to the end of its hunk: changes that are near enough to share their context belong together.
static struct place_pair hunk_end(const struct comparison *c, struct place_pair change)
{
    for (;;) {
        struct place_pair end = after_change(c, change), next = end;
        if (!next_change(c, &next) || next.old - end.old > 2 * context_lines) {
            size_t rest = c->old.count - end.old;
            size_t context = rest < context_lines ? rest : context_lines;
            return (struct place_pair){end.old + context, end.new + context};
        }
        change = next;
    }
}

void linediff(struct str path, struct str old, struct str new, struct arena *scratch, struct buf *out)
{
    if (old.at && new.at && str_equal(old, new))
        return;
    struct comparison c = {.old = split_lines(old, scratch), .new = split_lines(new, scratch)};
    c.removed = arena_array(scratch, bool, c.old.count + 1);
    c.added = arena_array(scratch, bool, c.new.count + 1);
    compare(&c, scratch);
    if (old.at)
        buf_print(out, "--- a/" STR_FORMAT "\n", STR_ARG(path));
    else
        buf_text(out, "--- /dev/null\n");
    if (new.at)
        buf_print(out, "+++ b/" STR_FORMAT "\n", STR_ARG(path));
    else
        buf_text(out, "+++ /dev/null\n");
    struct place_pair at = {0, 0};
    while (next_change(&c, &at)) {
        size_t context = at.old < context_lines ? at.old : context_lines;
        if (context > at.new)
            context = at.new;
        struct place_pair start = {at.old - context, at.new - context};
        at = hunk_end(&c, at);
        print_hunk(&c, start, at, out);
    }
}
