// .tx/config (first byte `t`) and transifex.yml (any other). Laws: what is refused has an error; every span
// lies inside of the text, and values of YAML inside of each other; a pattern has "<lang>", and the path of a
// locale has not; a comment at the end and other line ends change nothing of .tx/config.
#include "sync/setup.h"
#include "base/path.h"
#include "sync/yaml.h"
#include "tests/fuzz/law.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static void must_lie_inside(struct span span, struct str text)
{
    demand(span.start <= span.end && span.end <= span.text.len);
    demand(span.text.at == text.at && span.text.len == text.len);
}

static void check_values(const struct jsonc *value)
{
    for (const struct jsonc *child = value->first; child; child = child->next) {
        demand(child->start >= value->start && child->start <= child->end && child->end <= value->end);
        demand(!child->next || child->end <= child->next->start);
        demand(!child->key_end || (child->key_start <= child->key_end && child->key_end <= child->start));
        check_values(child); // no deeper than yaml_depth
    }
}

static void check_resource(const struct sync_resource *resource, struct str text)
{
    must_lie_inside(resource->span, text);
    for (size_t i = 0; i < resource->languages.count; i++)
        must_lie_inside(resource->languages.at[i].span, text);
    for (size_t i = 0; i < resource->paths.count; i++)
        demand(resource->paths.at[i].path.len > 0);
    demand(resource->file_filter.len == 0 || str_find(resource->file_filter, STR("<lang>"), 0) != STR_NONE);
}

static void must_equal(const struct setup *a, const struct setup *b)
{
    demand(a->resources.count == b->resources.count && a->languages.count == b->languages.count);
    for (size_t i = 0; i < a->languages.count; i++)
        demand(str_equal(a->languages.at[i].code, b->languages.at[i].code) &&
               str_equal(a->languages.at[i].locale, b->languages.at[i].locale));
    for (size_t i = 0; i < a->resources.count; i++) {
        const struct sync_resource *x = &a->resources.at[i], *y = &b->resources.at[i];
        demand(str_equal(x->address.project, y->address.project) && str_equal(x->name, y->name));
        demand(str_equal(x->file_filter, y->file_filter) && str_equal(x->type, y->type));
        demand(x->minimum == y->minimum && x->mode == y->mode && x->paths.count == y->paths.count);
        demand(x->keep_translations == y->keep_translations && x->languages.count == y->languages.count);
    }
}

// With CRLF, and a comment behind all.
static struct str rewritten(struct str text, struct arena *arena)
{
    struct buf out = {0};
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == '\n')
            buf_byte(&out, '\r');
        buf_byte(&out, text.at[i]);
    }
    buf_text(&out, "\r\n# a comment\r\n");
    return buf_finish(&out, arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    if (len == 0)
        return 0;
    struct arena arena = {0};
    struct diags diags = {.arena = &arena};
    struct setup setup, again;
    struct jsonc_file file;
    struct str text = {(const char *)bytes + 1, len - 1};
    bool is_tx = bytes[0] == 't';
    bool good = is_tx ? setup_read_tx(STR("/nowhere/.tx/config"), text, &arena, &diags, &setup)
                      : setup_read_yaml(STR("/nowhere/transifex.yml"), text, &arena, &diags, &setup);
    demand(good == (diags_count(&diags, SEVERITY_ERROR) == 0));
    for (size_t i = 0; i < diags.count; i++) {
        demand(diags.at[i].message.len > 0);
        if (diags.at[i].span.text.at)
            must_lie_inside(diags.at[i].span, text);
    }
    for (size_t i = 0; i < setup.resources.count; i++)
        check_resource(&setup.resources.at[i], text);
    if (is_tx && good) {
        demand(setup_read_tx(STR("/nowhere/.tx/config"), rewritten(text, &arena), &arena, &diags, &again));
        must_equal(&setup, &again);
    }
    if (!is_tx && yaml_read(STR("x"), text, &arena, &diags, &file))
        check_values(file.root);
    arena_free(&arena);
    return 0;
}
