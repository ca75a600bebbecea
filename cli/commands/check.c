// Each file goes through the same steps: read, parsed, judged as a document.
#include "base/file.h"
#include "catalog/conformance.h"
#include "catalog/xml_encoding.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "cli/summary.h"

#include <stddef.h>

struct checking {
    struct context *context;
    struct arena scratch; // of one file
    size_t files, clean;
};

static bool has_extension(struct str path, const char *extension)
{
    size_t dot = str_rfind_byte(path, '.');
    return dot != STR_NONE && str_equal_ignoring_case(str_from(path, dot + 1), str_of(extension));
}

static bool is_xml(struct str path)
{
    return has_extension(path, "xlf") || has_extension(path, "xliff") || has_extension(path, "xml");
}

static void check_document(struct checking *checking, struct str path, struct str bytes)
{
    struct diags *diags = checking->context->diags;
    struct conformance_options options = {.strict = checking->context->settings.conformance};
    struct xml_document document;
    struct xml_encoding encoding;
    struct str text;
    // Findings show lines of the text, which therefore stays.
    if (!xml_encoding_read(bytes, path, checking->context->arena, diags, &encoding, &text) ||
        !xml_parse_folded(text, path, conformance_folded(text), &checking->scratch, diags, &document))
        return;
    conformance_check(&document, &options, &checking->scratch, diags);
}

static void check_file(struct checking *checking, struct str path)
{
    struct context *context = checking->context;
    size_t before = context->diags->count;
    struct str bytes;
    checking->files++;
    if (!is_xml(path)) {
        diag_add(context->diags, KIND_CATALOG_UNKNOWN, span_file(path),
                 "glot check does not know this kind of file");
        return;
    }
    enum file_state state = file_read(path, context->arena, context->diags, &bytes);
    if (state == FILE_ABSENT)
        diag_add(context->diags, KIND_FILE_UNREADABLE, span_file(path), "there is no such file");
    if (state == FILE_READ)
        check_document(checking, path, bytes);
    checking->clean += context->diags->count == before;
    arena_reset(&checking->scratch);
}

static void print_summary(const struct checking *checking)
{
    if (!summary_is_wanted(&checking->context->settings))
        return;
    struct buf out = {0};
    summary_count(&out, checking->files, "file");
    buf_print(&out, " checked, %zu without a finding\n", checking->clean);
    output_result(checking->context, &out);
}

static enum status run(struct context *context)
{
    struct checking checking = {.context = context};
    const struct str_list *files = &context->settings.arguments;
    for (size_t i = 0; i < files->count; i++)
        check_file(&checking, files->at[i]);
    arena_free(&checking.scratch);
    print_summary(&checking);
    return STATUS_FINE;
}

static const struct option options[] = {
    {"conformance", 0, OPTION_FLAG, NULL, offsetof(struct settings, conformance),
     "Take rules on which the specifications are silent or at odds as errors, not as warnings"},
    {0},
};

static const struct example examples[] = {
    {"glot check xliff/de.xlf", "Says whether the file is well-formed and keeps to the rules of its format",
     STATUS_FINE},
    {"glot check --conformance xliff/*.xlf", "The same for all of them, by the letter", STATUS_FINE},
    {0},
};

const struct command command_check = {
    .name = "check",
    .summary = "Say whether catalogs are valid",
    .description = "Reads the files that are named and says what is wrong with each, where, and how to mend "
                   "it; nothing is "
                   "written.\n\n"
                   "An XLIFF document is held against the schema of its version (1.2, 2.0, 2.1, 2.2) and "
                   "against the rules that no "
                   "schema expresses: ids, references, pairs of codes, editing hints, languages, the "
                   "constraints of modules.",
    .arguments = "FILE...",
    .options = options,
    .examples = examples,
    .run = run,
};
