// A pattern is compiled to a small machine whose nodes are links of one or two successors; matching tries
// them in order and notes each pair of node and place that failed, so that it visits none of them twice.
#include "extractor/glob_node.h"

#include "base/byte.h"

enum { deepest = 64 };

struct node_list {
    struct glob_node *at;
    size_t count, capacity;
};

struct compiler {
    struct str text;
    size_t at;
    bool with_dots, is_bad;
    unsigned depth;
    struct arena *arena;
    struct node_list nodes;
    uint32_t last; // whose `next` is set by the next node
};

static uint32_t make(struct compiler *compiler, enum node_kind kind)
{
    *list_push(&compiler->nodes, compiler->arena) =
        (struct glob_node){.kind = kind, .next = NOWHERE, .other = NOWHERE};
    return (uint32_t)compiler->nodes.count - 1;
}

static struct glob_node *node_at(struct compiler *compiler, uint32_t index)
{
    return &compiler->nodes.at[index];
}

static uint32_t emit(struct compiler *compiler, enum node_kind kind)
{
    uint32_t index = make(compiler, kind);
    node_at(compiler, compiler->last)->next = index;
    compiler->last = index;
    return index;
}

static void emit_byte(struct compiler *compiler, char byte)
{
    uint32_t index = emit(compiler, NODE_BYTE);
    node_at(compiler, index)->byte = byte;
}

static void emit_strict(struct compiler *compiler, enum node_kind kind, bool is_strict)
{
    uint32_t index = emit(compiler, kind);
    node_at(compiler, index)->is_strict = is_strict;
}

static char peek(const struct compiler *compiler, size_t ahead)
{
    return compiler->at + ahead < compiler->text.len ? compiler->text.at[compiler->at + ahead] : 0;
}

static bool at_name_start(const struct compiler *compiler)
{
    return compiler->at == 0 || compiler->text.at[compiler->at - 1] == '/';
}

// ---- classes

static void class_add(struct glob_class *class, unsigned from, unsigned to)
{
    for (unsigned byte = from; byte <= to && byte < 256; byte++)
        class->bits[byte / 32] |= 1u << (byte % 32);
}

static bool is_special(char byte)
{
    return memchr("-*+?.^${}(|)[]", byte, 14) != NULL;
}

static void read_class(struct compiler *compiler, struct str inner, struct glob_class *class)
{
    bool is_negative = inner.len > 0 && (inner.at[0] == '!' || inner.at[0] == '^');
    for (size_t at = is_negative; at < inner.len; at++) {
        if (inner.at[at] == '\\' && at + 1 < inner.len)
            at++;
        unsigned from = (unsigned char)inner.at[at], to = from;
        if (at + 2 < inner.len && inner.at[at + 1] == '-') {
            to = (unsigned char)inner.at[at + 2];
            at += 2;
        }
        // A range that runs backwards makes the whole pattern match nothing.
        compiler->is_bad |= to < from;
        class_add(class, from, to);
    }
    if (!is_negative)
        return;
    class_add(class, '/', '/');
    for (size_t i = 0; i < 8; i++)
        class->bits[i] = ~class->bits[i];
}

// `[…]`; false when it is not closed. A class of plain bytes stands for its own text, too.
static bool compile_class(struct compiler *compiler)
{
    size_t start = compiler->at + 1, end = start + (peek(compiler, 1) == '!' || peek(compiler, 1) == '^');
    bool is_plain = true;
    for (end += end < compiler->text.len && compiler->text.at[end] == ']'; end < compiler->text.len; end++) {
        if (compiler->text.at[end] == ']')
            break;
        is_plain &= !is_special(compiler->text.at[end]) && compiler->text.at[end] != '\\';
        if (compiler->text.at[end] == '\\')
            end++;
    }
    if (end >= compiler->text.len)
        return false;
    struct str inner = str_slice(compiler->text, start, end);
    is_plain &= inner.len > 0 && !is_special(inner.at[0]) && inner.at[0] != '!';
    uint32_t split = is_plain ? emit(compiler, NODE_SPLIT) : NOWHERE;
    uint32_t index = emit(compiler, NODE_CLASS);
    struct glob_class *class = arena_new(compiler->arena, struct glob_class);
    node_at(compiler, index)->class = class;
    read_class(compiler, inner, class);
    uint32_t join = make(compiler, NODE_SPLIT);
    node_at(compiler, index)->next = join;
    if (is_plain) {
        compiler->last = make(compiler, NODE_SPLIT);
        node_at(compiler, split)->other = compiler->last;
        for (size_t at = start - 1; at <= end; at++)
            emit_byte(compiler, compiler->text.at[at]);
        node_at(compiler, compiler->last)->next = join;
    }
    compiler->last = join;
    compiler->at = end + 1;
    return true;
}

// ---- groups

static void compile_until(struct compiler *compiler, char end);

// `a|b)` from behind the opening bracket: every choice ends in `join`. The reader stops behind the closing
// bracket.
static void compile_choices(struct compiler *compiler, uint32_t entry, uint32_t join)
{
    for (;;) {
        uint32_t choice = make(compiler, NODE_SPLIT);
        node_at(compiler, entry)->next = choice;
        compiler->last = choice;
        compile_until(compiler, ')');
        node_at(compiler, compiler->last)->next = join;
        if (compiler->is_bad || peek(compiler, 0) != '|')
            break;
        compiler->at++;
        uint32_t other = make(compiler, NODE_SPLIT);
        node_at(compiler, entry)->other = other;
        entry = other;
    }
    compiler->at++;
}

static void compile_group(struct compiler *compiler, char mark)
{
    uint32_t entry = emit(compiler, NODE_SPLIT), inner = make(compiler, NODE_SPLIT),
             join = make(compiler, NODE_SPLIT);
    uint32_t exit = make(compiler, NODE_SPLIT);
    node_at(compiler, entry)->next = inner;
    if (mark == '?' || mark == '*')
        node_at(compiler, entry)->other = exit;
    node_at(compiler, join)->next = mark == '*' || mark == '+' ? inner : exit;
    if (mark == '*' || mark == '+')
        node_at(compiler, join)->other = exit;
    compile_choices(compiler, inner, join);
    compiler->last = exit;
}

// `!(…)`: any name, unless what stands inside matches from here: up to the end where the group is the last
// thing; before the suffix that follows where it has a `*`; else as a beginning.
static void compile_unless(struct compiler *compiler, size_t end)
{
    struct str inner = str_slice(compiler->text, compiler->at, end - 1), rest = str_from(compiler->text, end);
    bool has_slash = inner.len > 1 && str_find_byte(inner, '/', 0) != STR_NONE;
    bool is_last = true;
    for (size_t i = 0; i < rest.len; i++)
        is_last &= rest.at[i] == ')';
    bool has_suffix = rest.len > 1 && rest.at[0] == '.' && str_find_byte(inner, '*', 0) != STR_NONE;
    for (size_t i = 1; i < rest.len; i++)
        has_suffix &= rest.at[i] != '/' && rest.at[i] != '.' && rest.at[i] != '\\';
    uint32_t unless = emit(compiler, NODE_UNLESS), entry = make(compiler, NODE_SPLIT),
             join = make(compiler, NODE_SPLIT);
    node_at(compiler, unless)->other = entry;
    compile_choices(compiler, entry, join);
    compiler->last = join;
    if (has_suffix) {
        size_t at = compiler->at;
        compile_until(compiler, 0);
        compiler->at = at;
    } else if (is_last || has_slash) {
        emit(compiler, NODE_END);
    }
    emit(compiler, NODE_ACCEPT);
    compiler->last = unless;
    emit_strict(compiler, has_slash ? NODE_FOLDERS : NODE_STAR, has_slash && !compiler->with_dots);
}

static bool compile_bracket(struct compiler *compiler, char mark)
{
    size_t open = compiler->at + (mark != '('), end = glob_bracket_end(compiler->text, open, "()");
    if (end == STR_NONE || end == open + 2 || compiler->depth >= deepest)
        return false;
    if (compiler->at == 0 && mark != '(' && mark != '@')
        emit(compiler, NODE_SOME);
    compiler->at = open + 1;
    compiler->depth++;
    if (mark == '!')
        compile_unless(compiler, end);
    else
        compile_group(compiler, mark);
    compiler->depth--;
    return true;
}

// ---- stars

static void emit_folders(struct compiler *compiler)
{
    if (!compiler->with_dots)
        emit(compiler, NODE_NOT_DOT);
    emit_strict(compiler, NODE_FOLDERS, !compiler->with_dots);
}

// `**/` where a name starts: nothing, or folders and a slash. The reader is behind the slash.
static void compile_folders(struct compiler *compiler, bool is_first)
{
    uint32_t split = emit(compiler, NODE_SPLIT);
    emit_folders(compiler);
    emit_byte(compiler, '/');
    uint32_t join = emit(compiler, NODE_SPLIT);
    node_at(compiler, split)->other = join;
    if (!is_first)
        return;
    // At the very start a lone slash will do as well.
    uint32_t slash = make(compiler, NODE_SPLIT);
    node_at(compiler, split)->other = slash;
    node_at(compiler, slash)->next = join;
    uint32_t byte = make(compiler, NODE_BYTE);
    *node_at(compiler, byte) =
        (struct glob_node){.kind = NODE_BYTE, .byte = '/', .next = join, .other = NOWHERE};
    node_at(compiler, slash)->other = byte;
}

// Where a name starts and `**` is all of it.
static void compile_globstar(struct compiler *compiler, size_t stars)
{
    bool is_first = compiler->at == 0;
    compiler->at += stars;
    while (str_starts(str_from(compiler->text, compiler->at), STR("/**")) &&
           (peek(compiler, 3) == '/' || peek(compiler, 3) == 0))
        compiler->at += 3;
    if (peek(compiler, 0) == '/') {
        compiler->at++;
        compile_folders(compiler, is_first);
        return;
    }
    emit_folders(compiler);
}

static void compile_stars(struct compiler *compiler)
{
    size_t stars = 0;
    while (peek(compiler, stars) == '*')
        stars++;
    bool starts = at_name_start(compiler), is_first = compiler->at == 0;
    char next = peek(compiler, stars);
    if (starts && stars == 2 && (next == '/' || next == 0)) {
        compile_globstar(compiler, stars);
        return;
    }
    bool behind_dot =
        !starts && compiler->text.at[compiler->at - 1] == '.' &&
        (compiler->at == 1 || compiler->text.at[compiler->at - 2] == '/' || compiler->depth > 0);
    if (starts && !compiler->with_dots)
        emit(compiler, NODE_NOT_DOT);
    if (starts && stars == 1)
        emit(compiler, NODE_SOME);
    if (behind_dot)
        emit(compiler, NODE_MORE);
    compiler->at += stars;
    // `**.ts` as a whole pattern passes slashes: one of the peer's short cuts.
    bool is_shortcut = is_first && stars == 2 && next == '.' && compiler->at + 1 < compiler->text.len;
    for (size_t i = compiler->at + 1; i < compiler->text.len; i++) {
        char byte = compiler->text.at[i];
        is_shortcut &=
            byte_is_alphanumeric(byte) || byte == '_' || (byte == '.' && i + 1 < compiler->text.len);
    }
    emit_strict(compiler, is_shortcut ? NODE_FOLDERS : NODE_STAR, is_shortcut && !compiler->with_dots);
}

// ---- sequences

static bool compile_special(struct compiler *compiler)
{
    char byte = peek(compiler, 0), next = peek(compiler, 1);
    if (memchr("!?+*@", byte, 5) && next == '(' && compile_bracket(compiler, byte))
        return true;
    if (byte == '(')
        return compile_bracket(compiler, '(');
    if (byte == '[')
        return compile_class(compiler);
    if (byte == '*') {
        compile_stars(compiler);
        return true;
    }
    if (byte == '?') {
        emit_strict(compiler, NODE_ANY, at_name_start(compiler) && !compiler->with_dots);
        compiler->at++;
        return true;
    }
    bool after_star = compiler->at > 0 && compiler->text.at[compiler->at - 1] == '*';
    struct str rest = str_from(compiler->text, compiler->at);
    while (str_starts(rest, STR("/**")))
        rest = str_from(rest, 3);
    if (byte == '/' && compiler->at > 0 && !after_star && rest.len == 0 && next != 0) {
        // The folder itself, or all below it.
        uint32_t split = emit(compiler, NODE_SPLIT);
        emit_byte(compiler, '/');
        emit_folders(compiler);
        uint32_t join = emit(compiler, NODE_SPLIT), end = make(compiler, NODE_END);
        node_at(compiler, split)->other = end;
        node_at(compiler, end)->next = join;
        compiler->at = compiler->text.len;
        return true;
    }
    return false;
}

// Up to the end of the text, or to `|` or the closing bracket of a group.
static void compile_until(struct compiler *compiler, char end)
{
    while (compiler->at < compiler->text.len && !compiler->is_bad) {
        char byte = peek(compiler, 0);
        if (end && (byte == end || byte == '|'))
            return;
        if (compile_special(compiler))
            continue;
        if (byte == '\\' && compiler->at + 1 < compiler->text.len)
            byte = compiler->text.at[++compiler->at];
        emit_byte(compiler, byte);
        compiler->at++;
    }
}

bool glob_compile(struct str pattern, bool with_dots, struct arena *arena, struct glob *out)
{
    struct compiler compiler = {.text = pattern, .with_dots = with_dots, .arena = arena};
    *out = (struct glob){.is_static = !glob_is_dynamic(pattern)};
    if (pattern.len > glob_longest)
        return false;
    if (str_starts(pattern, STR("./")))
        compiler.text = str_from(pattern, 2);
    compiler.last = make(&compiler, NODE_SPLIT);
    compile_until(&compiler, 0);
    emit(&compiler, NODE_END);
    emit(&compiler, NODE_ACCEPT);
    out->nodes = compiler.nodes.at;
    out->node_count = (uint32_t)compiler.nodes.count;
    return !compiler.is_bad;
}
