// Elements, attributes and text of XLIFF 2, printed. See xliff2_print.h.
#include "catalog/formats/xliff2_print.h"
#include "base/utf.h"

void xliff2_print_line(struct xliff2_printer *printer, size_t depth)
{
    if (printer->line.len == 0)
        return;
    buf_add(printer->out, printer->line);
    for (size_t i = 0; i < depth; i++)
        buf_add(printer->out, printer->step);
}

void xliff2_print_open(struct xliff2_printer *printer, const char *name)
{
    buf_byte(printer->out, '<');
    buf_add(printer->out, printer->prefix);
    buf_text(printer->out, name);
}

void xliff2_print_close(struct xliff2_printer *printer, const char *name)
{
    buf_text(printer->out, "</");
    buf_add(printer->out, printer->prefix);
    buf_text(printer->out, name);
    buf_byte(printer->out, '>');
}

void xliff2_print_attribute(struct xliff2_printer *printer, const char *name, struct str value)
{
    xml_add_attribute(printer->out, name, value, &printer->style);
}

struct str xliff2_prefix_for(const struct xliff2_printer *printer, enum xliff2_space space)
{
    struct str declared = printer->prefixes[space];
    return declared.len ? declared : str_of(xliff2_prefixes[space]);
}

static void declare(struct xliff2_printer *printer, enum xliff2_space space)
{
    printer->used[space] = true;
    if (printer->prefixes[space].len == 0)
        buf_print(printer->out, " xmlns:%s=\"%s\"", xliff2_prefixes[space], xliff2_namespaces[space]);
}

void xliff2_print_module(struct xliff2_printer *printer, enum xliff2_space space, const char *name)
{
    struct str prefix = xliff2_prefix_for(printer, space);
    buf_print(printer->out, "<" STR_FORMAT ":%s", STR_ARG(prefix), name);
    declare(printer, space);
    printer->prefixes[space] = prefix; // within the element
}

void xliff2_print_module_close(struct xliff2_printer *printer, enum xliff2_space space, const char *name)
{
    struct str prefix = xliff2_prefix_for(printer, space);
    buf_print(printer->out, "</" STR_FORMAT ":%s>", STR_ARG(prefix), name);
}

void xliff2_print_module_attribute(struct xliff2_printer *printer, enum xliff2_space space, const char *name,
                                   struct str value)
{
    declare(printer, space);
    buf_print(printer->out, " " STR_FORMAT ":", STR_ARG(xliff2_prefix_for(printer, space)));
    buf_print(printer->out, "%s=\"", name);
    xml_add_value(printer->out, value, &printer->style);
    buf_byte(printer->out, '"');
}

void xliff2_print_text(struct xliff2_printer *printer, struct str text)
{
    size_t copied = 0;
    for (size_t at; (at = xml_next_forbidden(text, copied)) != STR_NONE;) {
        xml_add_text(printer->out, str_slice(text, copied, at), &printer->style);
        copied = at;
        xliff2_print_open(printer, "cp");
        buf_print(printer->out, " hex=\"%04X\"/>", (unsigned)utf_next(text, &copied));
    }
    xml_add_text(printer->out, str_from(text, copied), &printer->style);
}

void xliff2_print_element(struct xliff2_coder *coder, const char *name, const struct pattern *pattern)
{
    struct xliff2_printer *printer = coder->printer;
    xliff2_print_open(printer, name);
    if (pattern_is_empty(pattern)) {
        buf_text(printer->out, "/>");
        return;
    }
    buf_byte(printer->out, '>');
    xliff2_print_pattern(coder, pattern);
    xliff2_print_close(printer, name);
}

void xliff2_print_data(struct xliff2_coder *coder, size_t depth)
{
    struct xliff2_printer *printer = coder->printer;
    for (size_t i = 0; i < coder->new_data.count; i++) {
        struct str text = coder->new_data.at[i];
        xliff2_print_line(printer, depth);
        xliff2_print_open(printer, "data");
        xliff2_print_attribute(printer, "id", xliff2_data_id(coder, text));
        buf_byte(printer->out, '>');
        xliff2_print_text(printer, text);
        xliff2_print_close(printer, "data");
    }
    coder->new_data.count = 0;
}

void xliff2_print_original_data(struct xliff2_coder *coder, size_t depth)
{
    struct xliff2_printer *printer = coder->printer;
    if (coder->new_data.count == 0)
        return;
    xliff2_print_line(printer, depth);
    xliff2_print_open(printer, "originalData");
    buf_byte(printer->out, '>');
    xliff2_print_data(coder, depth + 1);
    xliff2_print_line(printer, depth);
    xliff2_print_close(printer, "originalData");
}
