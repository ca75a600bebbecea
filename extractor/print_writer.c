// Writing: text, line breaks and the indentation of 4 spaces a level that the next text on a line brings
// along.
#include "extractor/printer.h"

static bool ends_with_break(struct str text)
{
    return str_ends(text, STR("\n")) || str_ends(text, STR("\r")) || str_ends(text, STR("\u2028")) ||
           str_ends(text, STR("\u2029"));
}

void put_raw(struct printer *printer, struct str text)
{
    buf_add(printer->out, text);
    printer->at_line_start = ends_with_break(text);
    printer->after_comment = false;
}

void put(struct printer *printer, struct str text)
{
    if (text.len == 0)
        return;
    if (printer->at_line_start)
        buf_repeat(printer->out, ' ', 4 * printer->indent);
    put_raw(printer, text);
}

void put_text(struct printer *printer, const char *text)
{
    put(printer, str_of(text));
}

void put_space(struct printer *printer)
{
    put(printer, STR(" "));
}

void put_line(struct printer *printer)
{
    if (!printer->at_line_start)
        buf_byte(printer->out, '\n');
    printer->at_line_start = true;
    printer->after_comment = false;
}

bool put_break(struct printer *printer, bool has_break, bool or_space)
{
    if (has_break) {
        printer->indent++;
        put_line(printer);
    } else if (or_space) {
        put_space(printer);
    }
    return has_break;
}

void unindent(struct printer *printer, size_t levels)
{
    printer->indent -= levels;
}

void put_source(struct printer *printer, uint32_t start, uint32_t end)
{
    put(printer, str_slice(printer->source, start, end));
}
