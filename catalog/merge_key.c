// Merging: what of a text counts when it is sought.
#include "base/utf.h"
#include "catalog/merge.h"

// Object replacement character: stands for a piece of code.
#define CODE_SYMBOL "\xef\xbf\xbc"

struct key_writer {
    struct buf text;
    bool has_space; // pending: written before the next letter, dropped beside code
    bool after_code;
};

static void key_text(struct key_writer *key, struct str text)
{
    for (size_t at = 0; at < text.len;) {
        size_t start = at;
        if (utf_is_js_space(utf_next(text, &at))) {
            key->has_space = true;
            continue;
        }
        if (key->has_space && key->text.len > 0 && !key->after_code)
            buf_byte(&key->text, ' ');
        key->has_space = key->after_code = false;
        buf_add(&key->text, str_slice(text, start, at));
    }
}

static void key_code(struct key_writer *key)
{
    buf_text(&key->text, CODE_SYMBOL);
    key->has_space = false;
    key->after_code = true;
}

static void key_parts(struct key_writer *key, const struct part_list *parts)
{
    for (size_t i = 0; i < parts->count; i++)
        if (part_kind(&parts->at[i]) == PART_TEXT)
            key_text(key, parts->at[i].text);
        else
            key_code(key);
}

static void key_pattern(struct key_writer *key, const struct pattern *pattern)
{
    key_parts(key, &pattern->parts);
    for (size_t i = 0; pattern->variants && i < pattern->variants->count; i++) {
        buf_byte(&key->text, '\x1f');
        key_pattern(key, &pattern->variants->at[i].value);
    }
}

// Whether a text of ASCII is its own key: no white space but single spaces between words.
static bool is_key(struct str text)
{
    bool after_space = true;
    for (size_t i = 0; i < text.len; i++) {
        unsigned char byte = (unsigned char)text.at[i];
        if (byte >= 0x80 || byte < ' ' || (byte == ' ' && after_space))
            return false;
        after_space = byte == ' ';
    }
    return !after_space;
}

struct str merge_text_key(const struct pattern *pattern, struct arena *arena)
{
    const struct part_list *parts = &pattern->parts;
    if (!pattern->variants && parts->count == 1 && part_kind(&parts->at[0]) == PART_TEXT &&
        is_key(parts->at[0].text))
        return parts->at[0].text;
    struct key_writer key = {0};
    key_pattern(&key, pattern);
    return buf_finish(&key.text, arena);
}

bool merge_says_the_same(const struct pattern *a, const struct pattern *b, struct arena *arena)
{
    return pattern_equal_text(a, b) || str_equal(merge_text_key(a, arena), merge_text_key(b, arena));
}
