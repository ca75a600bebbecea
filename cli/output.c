#include "cli/output.h"

void output_write(struct buf *out, FILE *stream)
{
    if (out->len > 0)
        fwrite(out->at, 1, out->len, stream);
    buf_free(out);
}

void output_result(struct context *context, struct buf *out)
{
    progress_end(&context->progress);
    output_write(out, stdout);
}
