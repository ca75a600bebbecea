// Parses ICU messages for the differential test of icu.mjs. A record of stdin is a byte of options (1: tags
// are text, 2: `other` is required), the length of the message (4 bytes, lowest first) and the message; a
// record of stdout is a length and JSON: {"nodes": […], "printed": the
// message as glot prints it, "pattern": the same by way of a pattern, where it can be one} or {"error":
// number, "start": …, "end": …, "opened": …}.
#include "base/quote.h"
#include "catalog/icu_pattern.h"
#include "catalog/icu_print.h"

#include <stdio.h>
#include <stdlib.h>

static void print_nodes(const struct icu_node_list *nodes, struct buf *out);

static void print_options(const struct icu_node *choice, struct buf *out)
{
    buf_print(out, ", \"offset\": %lld, \"options\": [", (long long)choice->offset);
    for (size_t i = 0; i < choice->options.count; i++) {
        const struct icu_option *option = &choice->options.at[i];
        buf_text(out, i ? ", {\"key\": " : "{\"key\": ");
        quote_json(out, option->key);
        buf_print(out, ", \"start\": %zu, \"end\": %zu, \"nodes\": ", option->start, option->end);
        print_nodes(&option->value, out);
        buf_byte(out, '}');
    }
    buf_byte(out, ']');
}

static void print_node(const struct icu_node *node, struct buf *out)
{
    buf_print(out, "{\"kind\": %d, \"start\": %zu, \"end\": %zu, \"text\": ", (int)node->kind, node->start,
              node->end);
    quote_json(out, node->text);
    if (icu_is_choice(node->kind)) {
        print_options(node, out);
    } else if (node->kind == ICU_TAG) {
        buf_text(out, ", \"nodes\": ");
        print_nodes(&node->children, out);
    } else if (node->kind >= ICU_NUMBER && node->kind <= ICU_TIME) {
        buf_text(out, node->is_skeleton ? ", \"skeleton\": " : ", \"style\": ");
        quote_json(out, node->style);
    }
    buf_byte(out, '}');
}

static void print_nodes(const struct icu_node_list *nodes, struct buf *out)
{
    buf_byte(out, '[');
    for (size_t i = 0; i < nodes->count; i++) {
        buf_text(out, i ? ", " : "");
        print_node(&nodes->at[i], out);
    }
    buf_byte(out, ']');
}

static void answer(struct str text, const struct icu_options *options, struct arena *arena, struct buf *out)
{
    struct icu_message message;
    struct icu_fault fault;
    if (!icu_parse(text, options, arena, &message, &fault)) {
        buf_print(out, "{\"error\": %d, \"start\": %zu, \"end\": %zu, \"opened\": %lld}", (int)fault.error,
                  fault.start, fault.end, fault.opened == STR_NONE ? -1 : (long long)fault.opened);
        return;
    }
    struct buf printed = {0};
    struct pattern pattern;
    buf_text(out, "{\"nodes\": ");
    print_nodes(&message.nodes, out);
    icu_print(&message.nodes, options, &printed);
    buf_text(out, ", \"printed\": ");
    quote_json(out, buf_str(&printed));
    printed.len = 0;
    if (icu_to_pattern(&message, arena, &pattern, &fault) && icu_print_pattern(&pattern, options, &printed)) {
        buf_text(out, ", \"pattern\": ");
        quote_json(out, buf_str(&printed));
    }
    buf_byte(out, '}');
    buf_free(&printed);
}

static void write_record(struct str text)
{
    for (size_t shift = 0; shift < 32; shift += 8)
        putchar((int)(text.len >> shift & 0xff));
    fwrite(text.at, 1, text.len, stdout);
}

int main(void)
{
    struct buf source = {0}, printed = {0};
    struct arena arena = {0};
    for (int bits; (bits = getchar()) != EOF;) {
        uint8_t length[4];
        if (fread(length, 1, 4, stdin) != 4)
            return 1;
        source.len = length[0] | (size_t)length[1] << 8 | (size_t)length[2] << 16 | (size_t)length[3] << 24;
        size_t len = source.len;
        source.len = printed.len = 0;
        buf_reserve(&source, len);
        source.len = len;
        if (fread(source.at, 1, len, stdin) != len)
            return 1;
        struct icu_options options = {.ignores_tags = bits & 1, .requires_other = bits & 2};
        answer(buf_str(&source), &options, &arena, &printed);
        write_record(buf_str(&printed));
        arena_reset(&arena);
    }
    buf_free(&source);
    buf_free(&printed);
    arena_free(&arena);
    return ferror(stdout) ? 1 : 0;
}
