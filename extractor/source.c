#include "extractor/source.h"

#include "base/file.h"
#include "base/utf.h"

static void check_text(struct source *source)
{
    size_t invalid = utf_first_invalid(source->text);
    if (invalid == STR_NONE)
        return;
    struct span span = {.path = source->path, .text = source->text, .start = invalid, .end = invalid + 1};
    diag_add(&source->diags, KIND_FILE_NOT_UTF8, span, "this byte is not UTF-8")->severity = SEVERITY_WARNING;
}

bool source_read(struct source *source, struct arena *arena, TSParser *parser)
{
    source->diags.arena = arena;
    enum file_state state = file_read(source->path, arena, &source->diags, &source->text);
    if (state == FILE_ABSENT)
        diag_add(&source->diags, KIND_FILE_UNREADABLE, span_file(source->path),
                 "vanished while it was looked for");
    if (state != FILE_READ)
        return false;
    check_text(source);
    struct specifier_question question = {source->text, source->row, source->is_declaration};
    specifiers_read(&question, parser, arena, &source->specifiers);
    source->is_read = true;
    return true;
}
