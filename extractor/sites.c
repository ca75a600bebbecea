#include "extractor/sites.h"

#include "base/buf.h"
#include "extractor/call_sites.h"
#include "extractor/lexer.h"
#include "extractor/shadow.h"

// The word `import`, the names that the file gives to markers, and markers' names that it does not import.
struct word_list {
    struct word *at;
    size_t count, capacity;
};

struct finder {
    const struct dialect *dialect;
    struct arena *arena;
    struct lexer lexer;
    struct word_list words;
    size_t marker_end; // of the second group
    bool has_alias;
    struct site_list imports;
    bool with_lookalikes; // calls of what a name means elsewhere are looked at, too
    struct shadow_list shadows;
};

// ---- imports

// What is beyond ASCII may be a letter or white space.
static bool is_plain(struct str name)
{
    return name.len > 0 && str_is_ascii(name);
}

// Whether a name of another import than of a value begins at `at`: `type Name`, not `type as t`.
static bool is_of_type(struct lexer *lexer, size_t at)
{
    size_t next = lexer_skip(lexer, lexer_word_end(lexer, at));
    return lexer_at_word(lexer, at, "type") && is_word_byte(lexer_byte(lexer, next)) &&
           !lexer_at_word(lexer, next, "as");
}

// `name`, or `name as alias`; *at moves behind it. A type brings no marker in, unless it is that of one.
static bool read_name(struct finder *finder, struct str module, bool is_type, size_t *at)
{
    struct lexer *lexer = &finder->lexer;
    if (is_of_type(lexer, *at)) {
        is_type = true;
        *at = lexer_skip(lexer, lexer_word_end(lexer, *at));
    }
    size_t end = lexer_word_end(lexer, *at);
    struct str name = str_slice(lexer->text, *at, end), local = name;
    size_t next = lexer_skip(lexer, end);
    if (name.len > 0 && lexer_at_word(lexer, next, "as")) {
        size_t alias = lexer_skip(lexer, lexer_word_end(lexer, next));
        end = lexer_word_end(lexer, alias);
        local = str_slice(lexer->text, alias, end);
    }
    int marker = dialect_marker(finder->dialect, module, name);
    if (marker && is_type)
        return false;
    if (marker)
        *list_push(&finder->words, finder->arena) = (struct word){.text = local, .meaning = marker};
    finder->has_alias |= marker && !str_equal(name, local);
    *at = lexer_skip(lexer, end);
    return is_plain(name) && is_plain(local);
}

// The names between the braces that open at *at; *at moves behind them.
static bool read_names(struct finder *finder, struct str module, bool is_type, size_t *at)
{
    struct lexer *lexer = &finder->lexer;
    *at = lexer_skip(lexer, *at + 1);
    while (lexer_byte(lexer, *at) != '}') {
        if (!read_name(finder, module, is_type, at))
            return false;
        if (lexer_byte(lexer, *at) == ',')
            *at = lexer_skip(lexer, *at + 1);
        else if (lexer_byte(lexer, *at) != '}')
            return false;
    }
    *at = lexer_skip(lexer, *at + 1);
    return true;
}

static struct str word_before(const struct lexer *lexer, size_t at)
{
    bool is_broken;
    return lexer_word_before(lexer, lexer_previous_end(lexer, at, &is_broken));
}

// A plain import, which the specifier ends. One of types alone is no site.
static bool read_import(struct finder *finder, const struct specifier *specifier)
{
    struct lexer *lexer = &finder->lexer;
    size_t open = str_rfind_byte(str_slice(lexer->text, 0, specifier->offset), '{');
    if (specifier->kind != SPECIFIER_IMPORT || specifier->is_ambient || open == STR_NONE)
        return false;
    struct str word = word_before(lexer, open);
    bool is_type = str_is(word, "type");
    if (is_type)
        word = word_before(lexer, (size_t)(word.at - lexer->text.at));
    size_t at = open;
    if (!str_is(word, "import") || !read_names(finder, specifier->text, is_type, &at) ||
        !lexer_at_word(lexer, at, "from"))
        return false;
    at = lexer_skip(lexer, lexer_word_end(lexer, at));
    if (at + 1 != specifier->offset)
        return false;
    if (is_type)
        return true;
    size_t start = (size_t)(word.at - lexer->text.at), close = lexer_string_close(lexer, at);
    *list_push(&finder->imports, finder->arena) = (struct site){.start = start, .end = close + 1};
    return true;
}

static bool read_imports(struct finder *finder, const struct specifier_list *specifiers)
{
    size_t count = 0;
    for (size_t i = 0; i < specifiers->count; i++) {
        if (!dialect_has_module(finder->dialect, specifiers->at[i].text))
            continue;
        if (!read_import(finder, &specifiers->at[i]))
            return false;
        count++;
    }
    return count > 0;
}

static bool is_listed(const struct finder *finder, struct str name)
{
    for (size_t i = 1; i < finder->words.count; i++)
        if (str_equal(finder->words.at[i].text, name))
            return true;
    return false;
}

// A call by such a name may be worth a word to the user, which the tree of the file tells.
static void add_lookalikes(struct finder *finder)
{
    for (const struct marker_export *row = finder->dialect->exports; row->module; row++)
        if (!is_listed(finder, str_of(row->name)))
            *list_push(&finder->words, finder->arena) = (struct word){.text = str_of(row->name)};
}

// ---- calls

// Whether what opens at `at` can only be arguments: a parameter begins with no string and no template.
static bool has_text_argument(struct lexer *lexer, size_t at)
{
    at = lexer_skip(lexer, at + 1);
    char first = lexer_byte(lexer, at),
         behind = lexer_byte(lexer, lexer_skip(lexer, lexer_word_end(lexer, at)));
    return first == '"' || first == '\'' || first == '`' || behind == '`';
}

static bool is_shadowed(const struct finder *finder, const struct word *name, size_t at)
{
    for (size_t i = finder->shadows.count; i-- > 0;) {
        const struct shadow *shadow = &finder->shadows.at[i];
        if (shadow->word == name && at >= shadow->start && at < shadow->end)
            return true;
    }
    return false;
}

// `{msg: …`, `; msg: …`: a key, a member of a type or a label, which binds nothing and asks for nothing.
static bool is_key(const struct lexer *lexer, size_t before, size_t next)
{
    char byte = lexer_byte_before(lexer, before);
    return lexer_byte(lexer, next) == ':' && (byte == '{' || byte == ';');
}

enum { most_shadows = 64 };

// A name of a marker that is no call.
static bool meet_binding(struct finder *finder, const struct word *name, size_t start)
{
    struct shadow shadow;
    if (finder->with_lookalikes || finder->shadows.count == most_shadows ||
        !shadow_find(&finder->lexer, name, start, &shadow))
        return false;
    *list_push(&finder->shadows, finder->arena) = shadow;
    return true;
}

// Sites do not reach into shadows, of whatever name: what they say there depends on it.
static bool are_apart(const struct site_list *sites, const struct shadow_list *shadows)
{
    for (size_t i = 0; i < sites->count; i++)
        for (size_t j = 0; j < shadows->count; j++)
            if (sites->at[i].start < shadows->at[j].end && shadows->at[j].start < sites->at[i].end)
                return false;
    return true;
}

// A name of a marker in code. It is called with a text, or tags a template; anything else is doubtful.
static bool meet_name(struct finder *finder, const struct word *name, struct site_list *out)
{
    struct lexer *lexer = &finder->lexer;
    size_t start = lexer->at, end = start + name->text.len;
    lexer->at = end;
    if (lexer_is_member(lexer, start, name->text.len))
        return !lexer->is_unsure;
    bool is_broken;
    size_t next = lexer_skip(lexer, end), before = lexer_previous_end(lexer, start, &is_broken);
    struct str previous = lexer_word_before(lexer, before);
    if (name >= finder->words.at + finder->marker_end)
        return !lexer_byte(lexer, next) || !strchr("(<?", lexer_byte(lexer, next));
    if (is_shadowed(finder, name, start) || lexer_byte(lexer, next) == '`' || is_key(lexer, before, next))
        return true;
    if (lexer_byte(lexer, next) != '(')
        return meet_binding(finder, name, start);
    if (!has_text_argument(lexer, next) || !str_is_ascii(previous) || str_is(previous, "new"))
        return false;
    lexer->at = next;
    if (!lexer_close(lexer))
        return false;
    *list_push(out, finder->arena) = (struct site){
        .start = start, .end = lexer->at, .open = next, .marker = finder->has_alias ? 0 : name->meaning};
    return true;
}

// The word `import`. One that brings markers in is a site.
static void meet_import(struct finder *finder, size_t *next, struct site_list *out)
{
    const struct site *import = *next < finder->imports.count ? &finder->imports.at[*next] : NULL;
    struct lexer *lexer = &finder->lexer;
    size_t start = lexer->at, len = strlen("import");
    if (import && start == import->start) {
        lexer->at = import->end;
        *list_push(out, finder->arena) = *import;
        ++*next;
        return;
    }
    lexer->at = start + len;
    if (lexer->braces == 0 || lexer_is_member(lexer, start, len))
        return;
    char byte = lexer_byte(lexer, lexer_skip(lexer, lexer->at));
    if (is_word_byte(byte) || byte == '{' || byte == '*') // only an expression is sure to bind nothing
        lexer_give_up(lexer);
}

static bool find_calls(struct finder *finder, struct site_list *out)
{
    size_t next_import = 0;
    finder->marker_end = finder->words.count;
    if (finder->with_lookalikes)
        add_lookalikes(finder);
    finder->lexer.words = finder->words.at;
    finder->lexer.word_count = finder->words.count;
    lexer_open(&finder->lexer);
    for (const struct word *word; (word = lexer_next(&finder->lexer));) {
        if (word == finder->words.at)
            meet_import(finder, &next_import, out);
        else if (!meet_name(finder, word, out))
            return false;
    }
    return lexer_is_sure(&finder->lexer) && next_import == finder->imports.count &&
           are_apart(out, &finder->shadows);
}

bool sites_find(const struct source *source, const struct dialect *dialect,
                const struct dialect_options *options, struct trace *trace, struct arena *arena,
                struct site_list *out)
{
    if (dialect->callees)
        return call_sites_find(source, dialect, options, trace, arena, out);
    struct finder finder = {
        .dialect = dialect,
        .arena = arena,
        .with_lookalikes = options->with_lookalikes,
        .lexer = {.text = source->text,
                  .has_jsx = source->row->grammar == GRAMMAR_TSX,
                  .trace = trace && trace->is_whole ? trace : NULL},
    };
    lexer_open(&finder.lexer); // for looking around; the words to stop at come with the imports
    *list_push(&finder.words, arena) = (struct word){.text = STR("import")};
    if (!dialect->exports || !read_imports(&finder, &source->specifiers) || !find_calls(&finder, out))
        return false;
    out->names = finder.words.at;
    out->name_count = finder.words.count;
    return true;
}

static bool names_module(const struct dialect *dialect, const struct source *source)
{
    for (size_t i = 0; i < source->specifiers.count; i++)
        if (dialect_has_module(dialect, source->specifiers.at[i].text))
            return true;
    // Where no import can stand its module may be spelled by escapes, which the probe does not know.
    return source->specifiers.is_of_tree && str_find_byte(source->text, '\\', 0) != STR_NONE;
}

bool sites_may_mark(const struct source *source, const struct dialect *dialect,
                    const struct dialect_options *options)
{
    return (dialect->exports && names_module(dialect, source)) ||
           (dialect->probe && dialect->probe(source->text, options));
}

void site_list_copy(const struct site_list *sites, struct arena *arena, struct site_list *out)
{
    *out = (struct site_list){.name_count = sites->name_count};
    list_reserve(out, sites->count, arena);
    for (size_t i = 0; i < sites->count; i++)
        *list_push(out, arena) = sites->at[i];
    struct word *names = arena_array(arena, struct word, sites->name_count);
    for (size_t i = 0; i < sites->name_count; i++)
        names[i] = sites->names[i];
    out->names = names;
}

int sites_marker(const struct site_list *sites, struct str name)
{
    for (size_t i = 0; i < sites->name_count; i++)
        if (str_equal(sites->names[i].text, name))
            return sites->names[i].meaning;
    return 0;
}

bool sites_may_call(const struct site_list *sites, struct str code)
{
    for (size_t open = 0; (open = str_find_byte(code, '(', open)) != STR_NONE; open++)
        for (size_t i = 0; i < sites->name_count; i++)
            if (str_ends(str_slice(code, 0, open), sites->names[i].text))
                return true;
    return false;
}

// ---- the abridged text

struct str sites_join(struct str text, struct site_list *sites, struct arena *arena)
{
    static const struct str end = STR_INIT(";\n"); // each site becomes a statement of its own
    struct buf abridged = {0};
    for (size_t i = 0; i < sites->count; i++) {
        struct site *site = &sites->at[i];
        site->at = abridged.len;
        buf_add(&abridged, str_slice(text, site->start, site->end));
        buf_add(&abridged, end);
    }
    return buf_finish(&abridged, arena);
}

size_t sites_offset(const struct site_list *sites, size_t at)
{
    size_t low = 0, high = sites->count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (sites->at[middle].at <= at)
            low = middle;
        else
            high = middle;
    }
    if (low == high)
        return 0;
    const struct site *site = &sites->at[low];
    size_t len = site->end - site->start, inside = at - site->at;
    return site->start + (inside < len ? inside : len);
}
