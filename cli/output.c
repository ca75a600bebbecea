#include "cli/output.h"

#include "base/diag.h"

#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

void output_write(struct buf *out, FILE *stream)
{
    if (out->len > 0)
        fwrite(out->at, 1, out->len, stream);
    buf_free(out);
}

void output_result(struct context *context, struct buf *out)
{
    progress_end(&context->progress);
    if (context->copies)
        buf_add(&context->copies[0], buf_str(out));
    output_write(out, stdout);
}

void output_neutral(struct buf *out, struct str text)
{
    for (size_t at = 0, end; at < text.len; at = end + 1) {
        end = str_find_byte(text, '\n', at);
        bool is_line = end != STR_NONE;
        end = is_line ? end : text.len;
        diag_neutral(out, str_slice(text, at, end));
        buf_text(out, is_line ? "\n" : "");
    }
}

void output_summary(struct context *context, struct buf *out)
{
    struct buf neutral = {0};
    output_neutral(&neutral, buf_str(out));
    buf_free(out);
    output_result(context, &neutral);
}

bool output_takes_colour(int file)
{
    const char *refused = getenv("NO_COLOR"), *terminal = getenv("TERM");
    return !(refused && *refused) && terminal && strcmp(terminal, "dumb") != 0 && isatty(file);
}

size_t output_columns(int file)
{
    enum { usual = 80, greatest = 1000 };
    struct winsize size = {0};
    const char *said = getenv("COLUMNS");
    unsigned long columns = said ? strtoul(said, NULL, 10) : 0;
    if (columns == 0 && ioctl(file, TIOCGWINSZ, &size) == 0)
        columns = size.ws_col;
    return columns == 0 ? usual : columns > greatest ? greatest : columns;
}
