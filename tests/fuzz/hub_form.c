// Laws: each part is a slice of the body; a form that is written of the parts reads as these parts.
#include "base/buf.h"
#include "sync/hub/multipart.h"
#include "tests/fuzz/law.h"

#include <stdint.h>

static struct str write_form(const struct form *form, struct str boundary, struct arena *arena)
{
    struct buf out = {0};
    for (size_t i = 0; i < form->count; i++)
        buf_print(&out,
                  "--" STR_FORMAT "\r\nContent-Disposition: form-data; name=\"" STR_FORMAT
                  "\"\r\n\r\n" STR_FORMAT "\r\n",
                  STR_ARG(boundary), STR_ARG(form->at[i].name), STR_ARG(form->at[i].content));
    buf_print(&out, "--" STR_FORMAT "--\r\n", STR_ARG(boundary));
    return buf_finish(&out, arena);
}

// Bytes that a header or "%.*s" cannot carry, or that would end the part.
static bool is_plain(const struct form *form)
{
    for (size_t i = 0; i < form->count; i++)
        if (str_find_byte(form->at[i].name, '"', 0) != STR_NONE ||
            str_find_byte(form->at[i].name, 0, 0) != STR_NONE ||
            str_find_byte(form->at[i].name, '\r', 0) != STR_NONE ||
            str_find_byte(form->at[i].content, 0, 0) != STR_NONE)
            return false;
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

// The first line is the Content-Type, the rest the body.
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct str text = {(const char *)data, size}, boundary;
    size_t line = str_find_byte(text, '\n', 0);
    struct str body = str_from(text, line == STR_NONE ? size : line + 1);
    struct form form, again;
    if (multipart_boundary(str_slice(text, 0, line), &boundary) &&
        multipart_read(body, boundary, &arena, &form)) {
        demand(form.count <= multipart_greatest_parts);
        for (size_t i = 0; i < form.count; i++)
            demand(form.at[i].content.at >= body.at &&
                   form.at[i].content.at + form.at[i].content.len <= body.at + body.len &&
                   form.at[i].name.len > 0);
        if (is_plain(&form) && str_find_byte(boundary, 0, 0) == STR_NONE) {
            demand(multipart_read(write_form(&form, boundary, &arena), boundary, &arena, &again));
            demand(again.count == form.count);
            for (size_t i = 0; i < form.count; i++)
                demand(str_equal(form.at[i].name, again.at[i].name) &&
                       str_equal(form.at[i].content, again.at[i].content));
        }
    }
    arena_free(&arena);
    return 0;
}
