#include "cli/transform_layout.h"

#include "base/file.h"
#include "base/path.h"
#include "base/quote.h"
#include "extractor/inputs.h"
#include "extractor/package.h"
#include "extractor/tsconfig.h"

struct finding {
    struct context *context;
    const struct project *project;
    struct transform_layout *out;
    struct map jsons; // path → seen
    bool is_bad;
};

// ---- folder and locales

static bool find_folder(struct finding *f)
{
    struct arena *arena = f->context->arena;
    const struct config *config = &f->project->config;
    struct str folder = config->bundle_folder;
    if (folder.len == 0 && config->ts_config.len == 0) {
        struct diag *diag = diag_add(f->context->diags, KIND_TRANSFORM_FOLDER, span_file(config->path),
                                     "either output.outputDir or tsConfig must be specified");
        diag_hint(f->context->diags, diag, "Say where the copies go: \"outputDir\": \"dist\".");
        return false;
    }
    if (folder.len == 0)
        folder = f->project->compiler.out_dir.len ? f->project->compiler.out_dir : STR(".");
    f->out->folder = path_absolute(arena, folder);
    f->out->shown = path_relative(arena, path_absolute(arena, STR(".")), f->out->folder);
    return true;
}

static bool add_locale(struct finding *f, struct str locale)
{
    struct context *context = f->context;
    bool is_name = locale.len > 0 && !str_is(locale, ".") && !str_is(locale, "..") &&
                   str_find_byte(locale, '/', 0) == STR_NONE && str_find_byte(locale, '\0', 0) == STR_NONE;
    if (!is_name)
        diag_add(context->diags, KIND_CONFIG_BAD_LOCALE, span_file(f->project->config.path),
                 "\"" STR_FORMAT "\" cannot be the name of a folder", STR_ARG(locale));
    else if (!str_list_has(&f->out->locales, locale))
        *list_push(&f->out->locales, context->arena) = locale;
    return is_name;
}

static bool list_locales(struct finding *f)
{
    const struct config *config = &f->project->config;
    bool good = add_locale(f, config->source_locale);
    for (size_t i = 0; i < config->target_locales.count; i++)
        good = add_locale(f, config->target_locales.at[i]) && good;
    return good;
}

// ---- files

static void add_file(struct finding *f, struct transform_file file)
{
    *list_push(&f->out->files, f->context->arena) = file;
}

static bool add_json(struct finding *f, struct str path)
{
    struct arena *arena = f->context->arena;
    struct transform_file file = {.source = SOURCE_NONE, .path = path};
    if (map_has(&f->jsons, path))
        return true;
    map_set(&f->jsons, path, NULL, arena);
    trail_read(f->context->trail, path, TRAIL_SOURCE);
    enum file_state state = file_read(path, arena, f->context->diags, &file.text);
    if (state == FILE_READ)
        add_file(f, file);
    return state != FILE_FAILED;
}

// TypeScript takes them along where `resolveJsonModule` says so.
static bool add_jsons(struct finding *f, const struct source *source)
{
    bool good = true;
    for (size_t i = 0; f->project->compiler.resolve_json && i < source->specifiers.count; i++) {
        struct str text = source->specifiers.at[i].text;
        bool is_relative = str_starts(text, STR("./")) || str_starts(text, STR("../"));
        if (is_relative && str_ends(text, STR(".json")))
            good = add_json(f, path_join(f->context->arena, path_folder(source->path), text)) && good;
    }
    return good;
}

static bool list_files(struct finding *f)
{
    const struct program *program = &f->project->program;
    bool good = true;
    for (size_t i = 0; i < program->order_count; i++) {
        uint32_t number = program->order[i];
        const struct source *source = program->sources[number];
        if (package_is_installed(source->path))
            continue;
        add_file(f, (struct transform_file){.source = number, .path = source->path, .text = source->text});
        good = add_jsons(f, source) && good;
    }
    return good;
}

// ---- the root

static bool is_declaration(const struct finding *f, const struct transform_file *file)
{
    return file->source != SOURCE_NONE && f->project->program.sources[file->source]->is_declaration;
}

static struct str find_root(const struct finding *f)
{
    const struct compiler_options *compiler = &f->project->compiler;
    const struct transform_file_list *files = &f->out->files;
    struct str root = {0};
    if (compiler->root_dir.len)
        return compiler->root_dir;
    if (compiler->is_composite && compiler->config_folder.len)
        return compiler->config_folder;
    for (size_t i = 0; i < files->count; i++) {
        struct str folder = path_folder(files->at[i].path);
        if (!is_declaration(f, &files->at[i]))
            root = root.len ? path_common_folder(root, folder) : folder;
    }
    return root;
}

// Whether the file lies in the folder of a locale, where a run before this one has put it.
static bool is_copy(const struct transform_layout *layout, struct str path)
{
    if (!path_is_below(layout->folder, path))
        return false;
    struct str rest = str_from(path, layout->folder.len + (layout->folder.len > 1));
    size_t slash = str_find_byte(rest, '/', 0);
    return slash != STR_NONE && str_list_has(&layout->locales, str_slice(rest, 0, slash));
}

static bool place_file(struct finding *f, struct str root, struct transform_file *file)
{
    struct diags *diags = f->context->diags;
    if (is_copy(f->out, file->path)) {
        struct diag *diag = diag_add(diags, KIND_TRANSFORM_FOLDER, span_file(file->path),
                                     "is a source, and lies where copies of the sources go");
        diag_hint(diags, diag, "Exclude the folder of the copies from the sources, or choose another one.");
        f->is_bad = true;
    }
    if (path_is_below(root, file->path)) {
        file->relative = str_from(file->path, root.len + (root.len > 1));
        return true;
    }
    if (!is_declaration(f, file)) {
        diag_add(diags, KIND_TRANSFORM_FOLDER, span_file(file->path),
                 "lies outside of rootDir `" STR_FORMAT "`", STR_ARG(root));
        f->is_bad = true;
    }
    return false;
}

// The copies of one locale, which the next run would find.
static struct str_list list_copies(const struct finding *f)
{
    struct arena *arena = f->context->arena;
    struct str folder = path_join(arena, f->out->folder, f->out->locales.at[0]);
    struct str_list copies = {0};
    for (size_t i = 0; i < f->out->files.count; i++)
        *list_push(&copies, arena) = path_join(arena, folder, f->out->files.at[i].relative);
    return copies;
}

static size_t find_source(const struct finding *f, const struct str_list *copies)
{
    const struct project *project = f->project;
    const struct config *config = &project->config;
    struct arena *arena = f->context->arena;
    if (config->has_input_files)
        return inputs_find(&config->input_files, path_absolute(arena, config->folder), copies, arena);
    for (size_t i = 0; project->root_patterns && i < copies->count; i++)
        if (root_patterns_take(project->root_patterns, copies->at[i]))
            return i;
    return STR_NONE;
}

// The next run would take copies for sources. The other tool writes them all the same.
static void refuse_copies_among_sources(struct finding *f)
{
    struct context *context = f->context;
    struct str_list copies = list_copies(f);
    size_t found = f->is_bad || f->project->config.drop_in ? STR_NONE : find_source(f, &copies);
    if (found == STR_NONE)
        return;
    struct str here = path_absolute(context->arena, STR("."));
    struct diag *diag = diag_add(context->diags, KIND_TRANSFORM_FOLDER, span_file(f->project->config.path),
                                 "the copy `" STR_FORMAT "` would be among the sources of the next run",
                                 STR_ARG(path_relative(context->arena, here, copies.at[found])));
    diag_hint(context->diags, diag,
              "Exclude the folder of the copies from the sources, or choose another one.");
    f->is_bad = true;
}

static void place_files(struct finding *f)
{
    struct transform_file_list *files = &f->out->files;
    struct str root = find_root(f);
    size_t kept = 0;
    for (size_t i = 0; i < files->count; i++)
        if (place_file(f, root, &files->at[i]))
            files->at[kept++] = files->at[i];
    files->count = kept;
}

enum status transform_layout_find(struct context *context, const struct project *project,
                                  struct transform_layout *out)
{
    struct finding f = {.context = context, .project = project, .out = out};
    *out = (struct transform_layout){0};
    if (!find_folder(&f) || !list_locales(&f))
        return STATUS_USAGE;
    if (!list_files(&f))
        return STATUS_WORLD;
    place_files(&f);
    refuse_copies_among_sources(&f);
    return f.is_bad ? STATUS_FINDINGS : STATUS_FINE;
}

// ---- paths

struct str transform_layout_path(const struct transform_layout *layout, const struct transform_file *file,
                                 struct str locale, struct arena *arena)
{
    struct str inside = arena_join(arena, (struct str[]){locale, STR("/"), file->relative}, 3);
    return path_join(arena, layout->shown, inside);
}

void transform_layout_print_url(struct buf *out, struct str path)
{
    quote_uri(out, path, "-._~/!$&'()*+,;=@");
}

struct str transform_layout_url(const struct transform_layout *layout, const struct transform_file *file,
                                struct arena *arena)
{
    struct buf url = {0};
    struct str inside = arena_join(arena, (struct str[]){layout->locales.at[0], STR("/"), file->relative}, 3);
    struct str copy = path_join(arena, layout->folder, inside);
    transform_layout_print_url(&url, path_relative(arena, path_folder(copy), file->path));
    return buf_finish(&url, arena);
}
