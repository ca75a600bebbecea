#include "cli/packaging.h"

#include "base/digest.h"
#include "base/map.h"
#include "base/path.h"
#include "base/pool.h"
#include "catalog/locale_codes.h"
#include "catalog/locale_loaders.h"
#include "catalog/message_types.h"
#include "cli/former_build.h"
#include "cli/manifest.h"

#include <stdlib.h>

enum { hash_digits = 10 }; // 40 bits of SHA-256: two contents of one bundle do not meet by chance

struct packaging {
    const struct bundling *bundling;
    const struct config *config;
    struct context *context;
    struct changes *changes;
    struct packaged_file *files;
    size_t count;
    struct str manifest;   // where one goes, and where a former one is looked for
    bool has_manifest;     // this build makes one
    struct digest *digest; // where digests are wanted
    struct arena *arenas;  // of the pool's workers
};

static bool is_split(const struct packaging *p)
{
    return p->config->packaging.split != SPLIT_NONE;
}

static bool is_module(const struct packaging *p)
{
    struct str suffix = str_of(bundle_suffix(p->bundling->bundle, &p->config->bundle_options));
    return str_is(suffix, ".js") || str_is(suffix, ".ts") || str_is(suffix, ".mjs");
}

// ---- files

static void list_files(struct packaging *p)
{
    const struct bundling *b = p->bundling;
    p->count = b->target_count * b->chunks.count;
    p->files = arena_array(p->context->arena, struct packaged_file, p->count);
    for (size_t i = 0; i < p->count; i++) {
        const struct bundling_target *target = &b->targets[i / b->chunks.count];
        size_t chunk = i % b->chunks.count;
        p->files[i] = (struct packaged_file){.locale = target->locale,
                                             .chunk = b->chunks.at[chunk].name,
                                             .bytes = buf_str(&target->texts[chunk])};
    }
}

static struct str name_of(const struct packaging *p, const struct packaged_file *file, struct str hash,
                          struct arena *arena)
{
    struct buf name = {0};
    buf_add(&name, file->locale);
    if (file->chunk.len)
        buf_print(&name, "/" STR_FORMAT, STR_ARG(file->chunk));
    if (hash.len)
        buf_print(&name, "." STR_FORMAT, STR_ARG(str_slice(hash, 0, hash_digits)));
    buf_text(&name, bundle_suffix(p->bundling->bundle, &p->config->bundle_options));
    return buf_finish(&name, arena);
}

static void name_file(void *context, size_t worker, size_t item)
{
    struct packaging *p = context;
    struct packaged_file *file = &p->files[item];
    struct arena *arena = &p->arenas[worker];
    struct str hash = {0};
    if (p->config->packaging.hash)
        hash = digest_sha256(p->digest, file->bytes, arena);
    if (p->has_manifest)
        file->integrity = digest_integrity(p->digest, file->bytes, arena);
    file->name = name_of(p, file, hash, arena);
}

// A copy that is not smaller serves nobody.
static void compress_file(void *context, size_t worker, size_t item)
{
    struct packaging *p = context;
    enum compression compression = item % COMPRESSION_COUNT;
    struct packaged_file *file = &p->files[item / COMPRESSION_COUNT];
    struct packaged_copy *copy = &file->copies[compression];
    if (!str_list_has(&p->config->packaging.compress, str_of(compression_names[compression])))
        return;
    struct str bytes = compress_bytes(compression, file->bytes, &p->arenas[worker]);
    if (bytes.len >= file->bytes.len)
        return;
    copy->bytes = bytes;
    copy->integrity = digest_integrity(p->digest, bytes, &p->arenas[worker]);
}

static bool make_files(struct packaging *p)
{
    struct arena *arena = p->context->arena;
    size_t jobs = p->bundling->project->jobs;
    const struct packaging_options *options = &p->config->packaging;
    if ((options->hash || p->has_manifest) && !(p->digest = digest_open(arena, p->context->diags)))
        return false;
    p->arenas = arena_array(arena, struct arena, jobs);
    pool_run(jobs, p->count, name_file, p);
    if (options->compress.count)
        pool_run(jobs, p->count * COMPRESSION_COUNT, compress_file, p);
    for (size_t i = 0; i < jobs; i++)
        arena_adopt(arena, &p->arenas[i]);
    return true;
}

static void add_files(struct packaging *p)
{
    struct arena *arena = p->context->arena;
    for (size_t i = 0; i < p->count; i++) {
        const struct packaged_file *file = &p->files[i];
        struct str path = path_join(arena, p->config->bundle_folder, file->name);
        changes_add(p->changes, path, file->bytes, NULL, arena);
        for (size_t k = 0; k < COMPRESSION_COUNT; k++)
            if (file->copies[k].bytes.at)
                changes_add(p->changes,
                            arena_print(arena, STR_FORMAT ".%s", STR_ARG(path), compression_names[k]),
                            file->copies[k].bytes, NULL, arena);
    }
}

// ---- what tells of them

static int compare_files(const void *a, const void *b)
{
    const struct packaged_file *x = a, *y = b;
    int order = str_compare(x->locale, y->locale);
    return order ? order : str_compare(x->chunk, y->chunk);
}

static void add_manifest(struct packaging *p, struct former_build *former)
{
    struct buf out = {0};
    if (!p->has_manifest)
        return;
    manifest_print(p->config, p->files, p->count, &out);
    changes_add(p->changes, p->manifest, buf_finish(&out, p->context->arena), &former->text,
                p->context->arena);
}

static void add_loaders(struct packaging *p, struct buf *out)
{
    struct arena *arena = p->context->arena;
    struct str here = path_folder(path_absolute(arena, p->config->locale_codes_module));
    struct str folder = path_absolute(arena, p->config->bundle_folder);
    struct locale_file *files = arena_array(arena, struct locale_file, p->count);
    for (size_t i = 0; i < p->count; i++) {
        const struct packaged_file *file = &p->files[i];
        struct str path = path_relative(arena, here, path_join(arena, folder, file->name));
        files[i] = (struct locale_file){file->locale, file->chunk, path};
    }
    locale_loaders_write(files, p->count, is_module(p), out);
}

void packaging_print_codes(const struct config *config, struct arena *arena, struct buf *out)
{
    struct collator collator = {0};
    locale_codes_write(config->drop_in ? "lit-localize" : "glot build", config->source_locale,
                       &config->target_locales, str_ends(config->locale_codes_module, STR(".ts")), &collator,
                       arena, out);
    collator_close(&collator);
}

static void add_locale_codes(struct packaging *p)
{
    const struct config *config = p->config;
    struct arena *arena = p->context->arena;
    struct buf codes = {0};
    if (config->locale_codes_module.len == 0)
        return;
    packaging_print_codes(config, arena, &codes);
    if (config->packaging.hash || is_split(p))
        add_loaders(p, &codes);
    changes_add(p->changes, config->locale_codes_module, buf_finish(&codes, arena), NULL, arena);
}

// Where only sources tell what a text is, they show it with arguments of their own.
static void add_types(struct packaging *p)
{
    struct arena *arena = p->context->arena;
    struct buf out = {0};
    if (p->config->packaging.types.len == 0)
        return;
    message_types_write(&p->bundling->project->extraction.messages, !p->bundling->bundle->needs_sources,
                        arena, &out);
    changes_add(p->changes, p->config->packaging.types, buf_finish(&out, arena), NULL, arena);
}

// ---- all

static bool spares_message(struct context *context, const struct map *written, struct str path)
{
    if (!map_has(written, path_absolute(context->arena, path)))
        return true;
    struct diag *diag = diag_add(context->diags, KIND_FILE_EXISTS, span_file(path),
                                 "holds messages, and the build would write another file over it");
    diag_hint(context->diags, diag, "Name another place for that in the configuration.");
    return false;
}

bool packaging_spares_messages(struct context *context, const struct message_set *messages,
                               const struct changes *changes)
{
    struct map written = {0};
    struct str last = {0};
    bool good = true;
    for (size_t i = 0; i < changes->files.count; i++)
        map_entry(&written, path_absolute(context->arena, changes->files.at[i].path), context->arena);
    for (size_t i = 0; good && i < messages->count; i++)
        for (size_t k = 0; good && k < message_place_count(messages->at[i]); k++) {
            struct str path = message_place(messages->at[i], k)->path;
            good = path.at == last.at || spares_message(context, &written, path);
            last = path;
        }
    return good;
}

static void find_manifest(struct packaging *p)
{
    const struct packaging_options *options = &p->config->packaging;
    p->has_manifest = options->manifest.len || options->hash || is_split(p) || options->compress.count;
    p->manifest = options->manifest.len
                      ? options->manifest
                      : path_join(p->context->arena, p->config->bundle_folder, STR("manifest.json"));
}

enum status packaging_add(const struct bundling *bundling, struct changes *changes)
{
    struct packaging p = {.bundling = bundling,
                          .config = &bundling->project->config,
                          .context = bundling->context,
                          .changes = changes};
    find_manifest(&p);
    struct former_build *former = arena_new(p.context->arena, struct former_build);
    *former = (struct former_build){.context = p.context,
                                    .folder = p.config->bundle_folder,
                                    .manifest = p.manifest,
                                    .is_written_over = p.has_manifest};
    enum status status = p.config->drop_in ? STATUS_FINE : former_build_read(former);
    if (status != STATUS_FINE)
        return status;
    list_files(&p);
    if (!make_files(&p))
        return STATUS_WORLD;
    add_files(&p);
    if (p.count > 1)
        qsort(p.files, p.count, sizeof *p.files, compare_files);
    add_manifest(&p, former);
    add_locale_codes(&p);
    add_types(&p);
    if (!packaging_spares_messages(p.context, &bundling->project->extraction.messages, changes))
        return STATUS_FINDINGS;
    return former_build_clear(former, changes);
}
