// The peer's rewriting of a configuration without `$schema`.
#include "base/quote.h"
#include "cli/config_key.h"

struct frame {
    struct config_members members; // of an object
    const struct jsonc *element;   // the next one of an array
    size_t next;
    bool is_object;
};

struct frame_list {
    struct frame *at;
    size_t count, capacity;
};

static void break_line(struct buf *out, size_t depth)
{
    buf_byte(out, '\n');
    buf_repeat(out, ' ', 2 * depth);
}

// Prints a scalar, an empty array or object whole; of others the opening bracket, and pushes what is inside.
static void print_value(const struct jsonc *value, struct frame_list *frames, struct arena *arena,
                        struct buf *out)
{
    if (value->kind == JSONC_STRING)
        quote_json(out, value->text);
    else if (value->kind < JSONC_ARRAY) // none in a configuration that passed
        buf_add(out, value->kind == JSONC_NUMBER ? value->text : STR("null"));
    else if (!value->first)
        buf_text(out, value->kind == JSONC_OBJECT ? "{}" : "[]");
    else {
        struct frame frame = {.element = value->first, .is_object = value->kind == JSONC_OBJECT};
        if (frame.is_object)
            frame.members = config_members_of(value, arena);
        buf_byte(out, frame.is_object ? '{' : '[');
        *list_push(frames, arena) = frame;
    }
}

static const struct jsonc *take_next(struct frame *frame)
{
    if (frame->is_object)
        return frame->next < frame->members.count ? frame->members.at[frame->next++] : NULL;
    const struct jsonc *element = frame->element;
    if (element) {
        frame->element = element->next;
        frame->next++;
    }
    return element;
}

// All that is inside of the outermost frame. An explicit stack: nesting comes from outside.
static void print_inside(struct frame_list *frames, struct arena *arena, struct buf *out)
{
    while (frames->count > 0) {
        struct frame *frame = &frames->at[frames->count - 1];
        bool is_first = frame->next == 0, is_object = frame->is_object;
        const struct jsonc *value = take_next(frame);
        if (!value) {
            frames->count--;
            break_line(out, frames->count);
            buf_byte(out, is_object ? '}' : ']');
            continue;
        }
        if (!is_first)
            buf_byte(out, ',');
        break_line(out, frames->count);
        if (is_object) {
            quote_json(out, value->key);
            buf_text(out, ": ");
        }
        print_value(value, frames, arena, out);
    }
}

struct str config_with_schema(const struct config *config, struct arena *arena)
{
    static const char schema[] =
        "{\n  \"$schema\": "
        "\"https://raw.githubusercontent.com/lit/lit/main/packages/localize-tools/config.schema.json\",";
    struct diags unheard = {.arena = arena};
    struct jsonc_file file;
    if (!config->drop_in || !jsonc_read(config->path, config->text, JSONC_STRICT, arena, &unheard, &file) ||
        !jsonc_is(file.root, JSONC_OBJECT) || jsonc_get(file.root, "$schema"))
        return (struct str){0};
    struct buf inside = {0}, out = {0};
    struct frame_list frames = {0};
    print_value(file.root, &frames, arena, &inside);
    print_inside(&frames, arena, &inside);
    buf_text(&out, schema);
    buf_add(&out, str_from(buf_str(&inside), 1));
    buf_byte(&out, '\n');
    buf_free(&inside);
    return buf_finish(&out, arena);
}
