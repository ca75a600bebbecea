// Specifiers from the bytes: the lexer looks closer only where the words `import`, `export` and `require`
// stand.
#include "extractor/specifier_reader.h"

// Types that JSDoc imports. The lexer is the reader's first member.
static void meet_jsdoc(struct lexer *lexer, struct str comment)
{
    struct specifier_reader *reader = (struct specifier_reader *)lexer;
    size_t start = (size_t)(comment.at - lexer->text.at);
    specifiers_of_jsdoc(lexer->text, start, start + comment.len, reader->arena, &reader->dynamic);
}

bool specifiers_of_bytes(const struct specifier_question *question, struct arena *arena,
                         struct specifier_list *out)
{
    static bool (*const meet[])(struct specifier_reader * reader) = {
        specifier_meet_import, specifier_meet_export, specifier_meet_require};
    struct word words[] = {{.text = STR("import")}, {.text = STR("export")}, {.text = STR("require")}};
    bool is_javascript = question->row->is_javascript;
    struct specifier_reader reader = {.arena = arena,
                                      .is_javascript = is_javascript,
                                      .lexer = {.text = question->text,
                                                .words = words,
                                                .word_count = is_javascript ? 3 : 2,
                                                .meet_jsdoc = is_javascript ? meet_jsdoc : NULL,
                                                .trace = question->trace,
                                                .has_jsx = question->row->grammar == GRAMMAR_TSX}};
    lexer_open(&reader.lexer);
    for (const struct word *word; (word = lexer_next(&reader.lexer));)
        if (!meet[word - words](&reader))
            return false;
    if (!lexer_is_sure(&reader.lexer))
        return false;
    specifiers_of_references(question->text, arena, out);
    specifiers_append(out, &reader.fixed, arena);
    specifiers_append(out, &reader.dynamic, arena);
    return true;
}
