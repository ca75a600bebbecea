// Laws of a source file that the hub takes: as a download of the source it is the file, byte by byte; a
// download in a language can be read again, with the same sources, and with the translations that were put
// in; and it is a template of itself.
#include "sync/hub/template.h"
#include "tests/fuzz/law.h"

#include <stdint.h>

static struct str render(struct str bytes, struct str language, const struct map *fillings,
                         struct arena *arena)
{
    struct rendering rendering = {.language = language, .fillings = fillings};
    struct buf out = {0};
    template_render(bytes, &rendering, arena, &out);
    return buf_finish(&out, arena);
}

static void check_download(struct str bytes, const struct template_string_list *sources, struct arena *arena)
{
    static struct filling filled = {.target = STR_INIT("T <x id=\"'\"/> \"'")};
    struct map fillings = {0};
    struct template_string_list again, targets;
    struct str fault;
    for (size_t i = 0; i < sources->count; i++) {
        demand(template_text_is_sound(sources->at[i].text, arena));
        map_set(&fillings, sources->at[i].key, &filled, arena);
    }
    struct str download = render(bytes, STR("de-DE"), &fillings, arena);
    demand(template_sources(download, arena, &again, &fault) && again.count == sources->count);
    for (size_t i = 0; i < again.count; i++)
        demand(str_equal(again.at[i].key, sources->at[i].key) &&
               str_equal(again.at[i].text, sources->at[i].text));
    demand(template_targets(download, arena, &targets, &fault) && targets.count >= sources->count);
    for (size_t i = 0; i < targets.count; i++)
        demand(str_equal(targets.at[i].text, filled.target));
    demand(str_equal(render(download, STR("de-DE"), &fillings, arena), download));
}

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct map nothing = {0};
    struct template_string_list sources, targets;
    struct str bytes = {(const char *)data, size}, fault = {0};
    if (template_sources(bytes, &arena, &sources, &fault)) {
        demand(str_equal(render(bytes, STR(""), &nothing, &arena), bytes));
        demand(template_targets(bytes, &arena, &targets, &fault));
        if (size > 0)
            check_download(bytes, &sources, &arena);
    } else
        demand(fault.len > 0);
    arena_free(&arena);
    return 0;
}
